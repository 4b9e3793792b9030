//! Every figure in a running text.

use super::lexicon::{Language, Phrase, Role, Word, guess};
use super::reader::Reader;
use super::roman::roman;
use super::scan::{Token, TokenKind, tokens};
use super::words::is_compound;
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
    Scanned::new(text).find()
}

/// As [`find`], in a text whose language is known.
pub fn find_in(text: &str, language: Language) -> Vec<Found> {
    find_with(text, &tokens(text), language)
}

/// A text taken apart, of which more than one thing is asked.
#[derive(Clone, Debug)]
pub struct Scanned<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    language: Language,
}

impl<'t> Scanned<'t> {
    /// Takes `text` apart.
    pub fn new(text: &'t str) -> Self {
        let tokens = tokens(text);
        let language = guess(&tokens);
        Self {
            text,
            tokens,
            language,
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Its language, by its words; English where they do not tell.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Its figures, as [`find()`] finds them.
    pub fn find(&self) -> Vec<Found> {
        find_with(self.text, &self.tokens, self.language)
    }
}

fn find_with(text: &str, tokens: &[Token<'_>], language: Language) -> Vec<Found> {
    let reader = Reader {
        text,
        tokens,
        language,
        whole: false,
    };
    let mail = text.contains('@');
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if reader.is_plain_word(at) || (!mail || reader.glued(at)) && reader.is_plain_sign(at) {
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
pub(super) fn whole(text: &str, tokens: &[Token<'_>], language: Language) -> Option<Datum> {
    let reader = Reader {
        text,
        tokens,
        language,
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
        let noun = match &datum {
            Datum::Amount(amount) => reader.noun(next, amount.unit.is_none()),
            _ => 0,
        };
        (reader.skip_sign(next + noun, ".") == all).then_some(datum)
    })
}

impl Reader<'_> {
    /// Whether a word can begin no figure: no phrase of a lexicon that could stands at it, and
    /// nothing behind it that could make it part of one. Most words of a text are such.
    fn is_plain_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
            && self.ends(at)
            && !self.is_numeral(at + 1)
            && self.key(at + 1) != "-"
            && self.phrases(at).iter().all(|it| self.is_idle(at, it))
            && !matches!(self.key(at), "c" | "ca" | "circa" | "vers" | "hacia")
            && !(self.language() == Language::German && self.is_german_number(at))
    }

    /// Whether nothing is written together with a word but punctuation, or the "s" of "court's": no
    /// address, and no sign of a currency.
    fn ends(&self, at: usize) -> bool {
        if !self.glued(at + 1) {
            return true;
        }
        match self.key(at + 1) {
            "," | "." | ";" | ":" | "?" | "!" | ")" | "\"" | "”" => !self.glued(at + 2),
            "'" => self.kind(at + 2) == Some(TokenKind::Word) && !self.glued(at + 3),
            _ => false,
        }
    }

    /// Whether `phrase`, whose first token stands at `at`, begins no figure here, where no numeral
    /// and no hyphen follows.
    fn is_idle(&self, at: usize, phrase: &Phrase) -> bool {
        use Word::{Aged, Article, Between, Century, Minus, Section};
        match phrase.role {
            // Only the end of "1990s" is a decade.
            Role::Unit(_) | Role::After(_) | Role::Part("decade") => true,
            Role::Word(Century) if self.language() != Language::German => true,
            Role::Word(word)
                if !matches!(word, Aged | Article | Between | Century | Minus | Section) =>
            {
                true
            }
            _ if !phrase.rest.is_empty() => self.phrase_end(at, phrase).is_none(),
            // "a third", "a dozen", "a year and a half".
            Role::Word(Article) => !self.is_counted(at + 1),
            // "No. 5", "case #5".
            Role::Word(Section) => !matches!(self.key(at + 1), "." | "#"),
            // "los '90".
            Role::Part("decade-before") => self.key(at + 1) != "'",
            _ => false,
        }
    }

    /// Whether what stands here makes an article in front of it a number.
    fn is_counted(&self, at: usize) -> bool {
        let counts = |phrase: &Phrase| {
            use Role::{Denominator, Scale, Unit};
            matches!(
                phrase.role,
                Denominator(_) | Scale(_) | Unit(_) | Role::Word(Word::Of)
            )
        };
        self.phrases(at).iter().any(counts) || self.symbol(at).is_some()
    }

    /// Whether a word without a role may be a number in German: they are written as one word, and
    /// "XIX Jahrhundert" is read there.
    fn is_german_number(&self, at: usize) -> bool {
        self.key(at) == "um"
            || self.says(at + 1, Word::Century).is_some()
            || is_compound(self.key(at))
    }

    /// Punctuation, which begins no figure; a hyphen or an apostrophe only one in digits.
    fn is_plain_sign(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Symbol)
            && match self.key(at) {
                "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "[" | "]" | "\"" | "“" | "”"
                | "…" => true,
                "-" | "'" => !self.is_numeral(at + 1),
                _ => false,
            }
    }

    /// The length of what an amount counts, behind it: "60 people", "three votes", "60 years in
    /// prison". What limits an amount ("5 mg daily") is no part of a value that is read.
    fn noun(&self, at: usize, bare: bool) -> usize {
        let noun = |at: usize| {
            self.kind(at) == Some(TokenKind::Word)
                && (self.says(at, Word::Votes).is_some() || self.phrases(at).is_empty())
        };
        let of = self
            .says(at, Word::Of)
            .or_else(|| matches!(self.key(at), "in" | "en").then_some(at + 1));
        match of {
            Some(of) if noun(of) => of + 1 - at,
            _ => usize::from(bare && noun(at)),
        }
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
}
