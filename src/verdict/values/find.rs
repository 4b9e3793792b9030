//! Every figure in a running text.

use super::amount::Sense;
use super::lexicon::{Language, Word, guess};
use super::number::{readings, roman};
use super::reader::Reader;
use super::scan::{Token, TokenKind, tokens};
use super::{Datum, Kind, Value};
use crate::text::Span;

/// A value found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says, and the words that say it.
    pub value: Value,
    /// The bytes of the text that hold it; `value.written` is exactly them.
    pub span: Span,
    /// What kind of value it is.
    pub kind: Kind,
}

/// Every figure of `text`, in order and without overlap: numbers in digits and words, dates,
/// percentages, money, durations, ages, quantities, votes, and identifiers that hold digits.
///
/// The language is guessed. What is rather a word than a figure is left out: "one" alone,
/// "first" and "second", a month without a day, a year or a preposition. Takes time in proportion
/// to the length of the text.
pub fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    find_with(text, &tokens, guess(&tokens))
}

/// As [`find`], in a text whose language is known.
pub fn find_in(text: &str, language: Language) -> Vec<Found> {
    find_with(text, &tokens(text), language)
}

fn find_with(text: &str, tokens: &[Token], language: Language) -> Vec<Found> {
    let reader = Reader {
        text,
        tokens,
        lexicon: language.lexicon(),
        whole: false,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if reader.is_plain_word(at) {
            at += 1;
            continue;
        }
        if let Some(next) = reader.address(at) {
            at = next;
            continue;
        }
        let Some((datum, next)) = reader.figure(at) else {
            at += 1;
            continue;
        };
        debug_assert!(next > at, "a figure has at least one token");
        let span = Span::new(tokens[at].start, tokens[next - 1].end);
        let written = text[span.range()].to_owned();
        let kind = datum.kind();
        found.push(Found {
            value: Value { written, datum },
            span,
            kind,
        });
        at = next;
    }
    found
}

/// The value that the whole of `text` is, as read in `language`.
pub(super) fn whole(text: &str, tokens: &[Token], language: Language) -> Option<Datum> {
    let reader = Reader {
        text,
        tokens,
        lexicon: language.lexicon(),
        whole: true,
    };
    let all = tokens.len();
    let start = reader.opening();
    let said = |word| reader.says(0, word) == Some(all);
    if said(Word::Yes) {
        return Some(Datum::Boolean(true));
    }
    if said(Word::No) {
        return Some(Datum::Boolean(false));
    }
    if said(Word::Relative) {
        return Some(Datum::Relative);
    }
    if all == 1
        && let Some(value) = roman(text.trim())
    {
        return Some(Datum::count(value));
    }
    [0, start].into_iter().find_map(|at| {
        let (datum, next) = reader.figure(at)?;
        (reader.skip_sign(next, ".") == all).then_some(datum)
    })
}

impl Reader<'_> {
    /// Whether a word can begin no figure: in no lexicon, and nothing stands at it that could make
    /// it part of one. Most words of a text are such.
    fn is_plain_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
            && self.language() != Language::German
            && self.lexicon.starting_with(self.key(at)).is_empty()
            && !self.has_capital(at)
            && !self.glued(at + 1)
            && !self.is_numeral(at + 1)
    }

    /// Behind the "in", "on", "a" or "the" that a declared value may begin with.
    fn opening(&self) -> usize {
        let at = usize::from(self.says(0, Word::Dateward) == Some(1));
        let articles = [
            "the", "el", "la", "los", "le", "les", "l", "der", "die", "das", "den",
        ];
        at + usize::from(articles.contains(&self.key(at)) && self.tokens.len() > at + 1)
    }

    /// A figure at `at`, and the index after it.
    fn figure(&self, at: usize) -> Option<(Datum, usize)> {
        let digits = self.is_numeral(at);
        if digits && let Some(found) = self.clock(at) {
            return Some(found);
        }
        if let Some((date, next)) = self.date(at) {
            return Some((Datum::Date(date), next));
        }
        if let Some(next) = self.identifier(at) {
            return Some((Datum::Identifier, next));
        }
        if let Some(found) = self.score(at) {
            return Some(found);
        }
        if let Some(read) = self.amount(at) {
            let measured = read.amount.unit.is_some() && self.language() == Language::English;
            if read.relative {
                return Some((Datum::Relative, read.next));
            }
            if !read.lone_one || self.whole || measured {
                return Some((Datum::Amount(read.amount), read.next));
            }
            return None;
        }
        // Digits that are no number of ours: a version, a telephone number, "5G".
        digits.then(|| (Datum::Identifier, self.chunk_end(at)))
    }

    /// "17:30", "5:30 pm", "8 pm", "20h30".
    fn clock(&self, at: usize) -> Option<(Datum, usize)> {
        let number = |at: usize, most: u32| {
            let key = self.key(at);
            (self.is_numeral(at) && key.len() <= 2)
                .then(|| key.parse::<u32>().ok())
                .flatten()
                .filter(|&value| value < most)
        };
        let hour = number(at, 24)?;
        let minutes = |sign: usize| {
            let two = self.key(sign + 1).len() == 2 && self.glued(sign) && self.glued(sign + 1);
            number(sign + 1, 60).filter(|_| two)
        };
        let (mut minute, mut next) = (0, at + 1);
        let colon = matches!(self.key(next), ":" | "h");
        if colon && let Some(found) = minutes(next) {
            (minute, next) = (found, next + 2);
            if self.key(next) == ":" && minutes(next).is_some() {
                next += 2;
            }
        }
        let half = match (self.key(next), self.key(next + 1), self.key(next + 2)) {
            ("am", ..) => Some((0, 1)),
            ("pm", ..) => Some((12, 1)),
            ("a", ".", "m") => Some((0, 3)),
            ("p", ".", "m") => Some((12, 3)),
            _ => None,
        };
        if half.is_none() && next == at + 1 {
            return None;
        }
        let hour = match half {
            Some((add, len)) if (1..=12).contains(&hour) => {
                next += len;
                if len == 3 {
                    next = self.skip_sign(next, ".");
                }
                hour % 12 + add
            }
            _ => hour,
        };
        Some((Datum::Clock(hour * 60 + minute), next))
    }

    /// "3–2", "three votes to two".
    fn score(&self, at: usize) -> Option<(Datum, usize)> {
        let goals = |at: usize| -> Option<(u32, usize)> {
            if self.kind(at) == Some(TokenKind::Symbol) {
                return None;
            }
            let (numbers, next) = self.number(at, false)?;
            let number = numbers.first().filter(|number| number.is_count())?;
            let value = u32::try_from(number.value.to_integer()).ok()?;
            (value < 1000 && next == at + 1).then_some((value, next))
        };
        let (first, next) = goals(at)?;
        let voted = self.skip(next, Word::Votes);
        let colon = self.key(next) == ":" && self.glued(next) && self.glued(next + 1);
        let dash = self.range_dash(next).filter(|_| voted == next);
        let against = self.against(voted);
        let after = against.or(dash).or(colon.then_some(next + 1))?;
        let (second, end) = goals(after)?;
        let dated = self.month(end).is_some()
            || self.key(end) == "%"
            || self.glued(end + 1) && self.key(end) == "-";
        if dated
            || self
                .unit_behind(end)
                .is_some_and(|(unit, _)| unit.symbol != "pp")
        {
            return None;
        }
        let duel = |at: usize| self.says(at, Word::Duel).is_some();
        let near = at.saturating_sub(REACH)..at;
        let about_a_duel = voted > next || near.into_iter().any(duel) || (end..end + 3).any(duel);
        let score = if dash.is_some() && against.is_none() {
            first >= second || about_a_duel
        } else {
            about_a_duel
        };
        score.then_some((Datum::Score(first, second), self.skip(end, Word::Votes)))
    }

    /// Behind "to" or "against", between hyphens or not.
    fn against(&self, at: usize) -> Option<usize> {
        let next = self.says(self.skip_hyphen(at), Word::Against)?;
        Some(self.skip_hyphen(next))
    }

    /// The end of an address of the web or of mail, where what begins here without white space in
    /// front is or holds one.
    fn address(&self, at: usize) -> Option<usize> {
        if self.glued(at) {
            return None;
        }
        let end = (at + 1..=self.tokens.len()).find(|&next| !self.glued(next))?;
        let web = (self.key(at + 1) == ":" && self.key(at + 2) == "/")
            || (self.key(at) == "www" && self.key(at + 1) == ".");
        let mail = (at..end).any(|sign| {
            let words = |at: usize| self.kind(at).is_some_and(|kind| kind != TokenKind::Symbol);
            self.key(sign) == "@" && words(sign + 1)
        });
        (web || mail).then_some(end)
    }

    /// A name that holds digits: "COVID-19", "A4", "Section 2.4", a version, a telephone number.
    fn identifier(&self, at: usize) -> Option<usize> {
        if let Some(next) = self.section(at) {
            return Some(next);
        }
        match self.kind(at)? {
            TokenKind::Word => {
                let known = self.currency_code(at);
                let glued = self.glued(at + 1) && self.is_numeral(at + 1) && !known;
                let hyphen = self.skip_hyphen(at + 1);
                let named = hyphen > at + 1
                    && self.is_numeral(hyphen)
                    && self.has_capital(at)
                    && self.month(at).is_none()
                    && !matches!(self.key(at), "mid" | "pre" | "post" | "twenty");
                (glued || named).then(|| self.chunk_end(at))
            }
            TokenKind::Numeral => {
                let key = self.key(at);
                let zeros = key.len() > 1
                    && key.starts_with('0')
                    && key.bytes().all(|b| b.is_ascii_digit());
                let unreadable = readings(key, self.language()).is_empty();
                let slash = self.key(at + 1) == "/" && self.glued(at + 1) && self.glued(at + 2);
                let ratio = slash && self.is_numeral(at + 2) && self.number(at, false)?.1 == at + 1;
                let groups = self.hyphenated(at) > 2 || self.telephone(at) || ratio;
                (zeros || unreadable || groups).then(|| self.chunk_end(at))
            }
            TokenKind::Symbol => {
                let dialled = self.key(at) == "+"
                    && self.glued(at + 1)
                    && self.is_numeral(at + 1)
                    && (self.is_numeral(at + 2) || self.key(at + 1).len() > 7);
                dialled.then(|| self.dialled_end(at + 1))
            }
        }
    }

    fn currency_code(&self, at: usize) -> bool {
        super::unit::by_symbol(self.written(at, at + 1)).is_some_and(super::Unit::is_money)
    }

    /// "Section 2.4", "No. 5": the word in capitals or short for one, or the number last.
    fn section(&self, at: usize) -> Option<usize> {
        let next = self.says(at, Word::Section)?;
        let dot = self.skip_sign(next, ".");
        let hash = self.skip_sign(dot, "#");
        let symbol = self.kind(at) == Some(TokenKind::Symbol);
        let stop = self
            .kind(hash + 1)
            .is_none_or(|kind| kind == TokenKind::Symbol);
        let named = self.has_capital(at) || symbol || dot > next || (stop && self.key(at) != "no");
        let opens = at == 0 || self.key(at - 1) == ".";
        let no = self.key(at) == "no" && dot == next && opens;
        let measured = self.key(hash + 1) == "%" || self.unit_behind(hash + 1).is_some();
        let fits = self.is_numeral(hash) && named && !no && !measured;
        fits.then(|| self.chunk_end(hash))
    }

    /// How many numerals hyphens join here.
    fn hyphenated(&self, at: usize) -> usize {
        let mut next = at;
        let mut count = 1;
        while self.skip_hyphen(next + 1) > next + 1 && self.is_numeral(next + 2) {
            next += 2;
            count += 1;
        }
        count
    }

    /// "555-1234".
    fn telephone(&self, at: usize) -> bool {
        let hyphen = self.skip_hyphen(at + 1);
        hyphen > at + 1 && self.key(at).len() == 3 && self.key(hyphen).len() == 4 && {
            self.is_numeral(hyphen)
        }
    }

    /// The end of an international telephone number.
    fn dialled_end(&self, at: usize) -> usize {
        const MOST: usize = 12;
        let numeral = |next: usize| self.is_numeral(next) || self.key(next) == "-";
        (at + 1..at + MOST)
            .find(|&next| !numeral(next))
            .unwrap_or(at + MOST)
            .min(self.tokens.len())
    }

    /// The end of what stands together without white space, trailing punctuation left out.
    fn chunk_end(&self, at: usize) -> usize {
        let part = |next: usize| {
            self.kind(next)
                .is_some_and(|kind| kind != TokenKind::Symbol)
                || matches!(self.key(next), "-" | "." | "/" | ":" | "_")
        };
        let mut end = at + 1;
        while self.glued(end) && part(end) {
            end += 1;
        }
        while end > at + 1 && self.kind(end - 1) == Some(TokenKind::Symbol) {
            end -= 1;
        }
        end
    }
}

/// How many words in front of a pair of numbers are read for what makes it a score.
const REACH: usize = 6;

/// Whether amounts of this sense are counted in completed units.
pub(super) fn kind_of(sense: Sense, unit: Option<&super::Unit>) -> Kind {
    match (sense, unit) {
        (Sense::Age, _) => Kind::Age,
        (Sense::Ordinal, _) => Kind::Ordinal,
        (Sense::Cardinal, None) => Kind::Number,
        (Sense::Cardinal, Some(unit)) if unit.is_money() => Kind::Money,
        (Sense::Cardinal, Some(unit)) if unit.is_time() => Kind::Duration,
        (Sense::Cardinal, Some(unit)) if unit.dimension == super::Unit::SHARE => {
            if unit.symbol.is_empty() {
                Kind::Number
            } else {
                Kind::Percentage
            }
        }
        (Sense::Cardinal, Some(unit)) if unit.dimension == super::Unit::POINTS => Kind::Points,
        (Sense::Cardinal, Some(_)) => Kind::Quantity,
    }
}
