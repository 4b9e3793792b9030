//! Bare numbers, in digits and in words.

use super::exact::{self, DIGITS, Exact, power_of_ten};
use super::lexicon::{Language, Role, Word};
use super::reader::Reader;
use super::scan::TokenKind;

/// One reading of a written number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What it says.
    pub value: Exact,
    /// The worth of its last digit: it can have been rounded to it. 0.01 for "9.50", 100,000 for
    /// "1.2 million", 1 for a whole number, 0 for a fraction such as two thirds.
    pub step: Exact,
    /// A fraction of a whole: "two thirds", "1 in 8".
    pub share: bool,
}

impl Number {
    fn whole(value: i128) -> Self {
        let one = Exact::from_integer(1);
        Self {
            value: Exact::from_integer(value),
            step: one,
            share: false,
        }
    }

    fn share(value: Exact) -> Self {
        Self {
            value,
            step: Exact::from_integer(0),
            share: true,
        }
    }

    /// Whether it is a whole number that is written out.
    pub(super) fn is_count(&self) -> bool {
        self.value.is_integer() && self.step <= Exact::from_integer(1) && !self.share
    }

    /// `self` times a scale word. Only what is counted in millions and more has been rounded; "two
    /// thousand" is 2,000.
    fn times(self, scale: i128) -> Option<Self> {
        let factor = Exact::from_integer(scale);
        let rounded = scale >= 1_000_000 || self.step < Exact::from_integer(1);
        Some(Self {
            value: in_range(exact::mul(self.value, factor)?)?,
            step: if rounded {
                exact::mul(self.step, factor)?
            } else {
                self.step
            },
            share: self.share && scale == 1,
        })
    }

    /// `self` times a power of ten that is written out.
    fn magnified(self, power: i128) -> Option<Self> {
        let factor = Exact::from_integer(power);
        let value = in_range(exact::mul(self.value, factor)?)?;
        Some(Self {
            value,
            step: exact::mul(self.step, factor)?,
            share: false,
        })
    }

    pub(super) fn negated(self) -> Self {
        Self {
            value: -self.value,
            ..self
        }
    }
}

/// No figure of a text is larger, and exact arithmetic needs room.
fn in_range(value: Exact) -> Option<Exact> {
    (value < Exact::from_integer(power_of_ten(24))).then_some(value)
}

/// The readings of a numeral, likeliest first; none where it is no number ("1.2.3"). With one comma
/// or point before three digits there are two, but for a comma in English.
pub(super) fn readings(numeral: &str, language: Language) -> Vec<Number> {
    let spaced = numeral.contains(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let marks: String = numeral.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let read = |decimals: usize| {
        let value = exact::decimal(&digits(numeral), decimals)?;
        let step = Exact::new(1, power_of_ten(decimals));
        Some(Number {
            value,
            step,
            share: false,
        })
    };
    let Some(last) = marks.chars().last() else {
        return read(0).into_iter().collect();
    };
    let (before, after) = numeral.rsplit_once(last).unwrap_or((numeral, ""));
    let decimals = after.len();
    let once = marks.matches(last).count() == 1;
    let grouped = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let (last, middle) = rest.split_last().unwrap_or((&"000", &[]));
        let whole = (1..=3).contains(&first.len()) && last.len() == 3;
        let western = middle.iter().all(|group| group.len() == 3);
        let indian = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
        whole && !text.starts_with('0') && (western || indian)
    };
    let found = if once && marks.len() > 1 {
        let other = if last == '.' { ',' } else { '.' };
        let fits = marks.chars().filter(|&c| c == last).count() == 1 && grouped(before, other);
        vec![fits.then(|| read(decimals)).flatten()]
    } else if !once {
        let one_kind = marks.chars().all(|c| c == last);
        vec![
            (one_kind && !spaced && grouped(numeral, last))
                .then(|| read(0))
                .flatten(),
        ]
    } else if spaced || !grouped(numeral, last) {
        vec![read(decimals)]
    } else if last == ',' && language == Language::English {
        vec![read(0)]
    } else if last == '.' && language == Language::English {
        vec![read(decimals), read(0)]
    } else {
        vec![read(0), read(decimals)]
    };
    found.into_iter().flatten().collect()
}

/// The fraction a single character stands for.
fn vulgar(key: &str) -> Option<Exact> {
    let (n, d) = match key {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    Some(Exact::new(n, d))
}

impl Reader<'_> {
    /// A number at `at`, with all its readings. `short_scales` lets a glued "m" or "b" stand for
    /// million and billion, as behind a currency.
    pub(super) fn number(&self, at: usize, short_scales: bool) -> Option<(Vec<Number>, usize)> {
        let (numbers, next) = self.simple_number(at, short_scales)?;
        let (numbers, next) = self.with_fraction(numbers, next);
        Some(self.as_ratio(&numbers, next).unwrap_or((numbers, next)))
    }

    fn simple_number(&self, at: usize, short_scales: bool) -> Option<(Vec<Number>, usize)> {
        if let Some(value) = vulgar(self.key(at)) {
            return Some((vec![Number::share(value)], at + 1));
        }
        if self.is_numeral(at) {
            return self.numeral(at, short_scales);
        }
        let (number, next) = self.worded(at)?;
        Some((vec![number], next))
    }

    fn numeral(&self, at: usize, short_scales: bool) -> Option<(Vec<Number>, usize)> {
        let mut numbers = readings(self.key(at), self.language());
        let mut next = at + 1;
        let first = *numbers.first()?;
        if let Some((value, end)) = self.slashed(next, first) {
            return Some((vec![Number::share(value)], end));
        }
        if let Some((power, end)) = self.power(at) {
            return Some((vec![Number::whole(power)], end));
        }
        if matches!(self.key(next), "x" | "×" | "·" | "*")
            && let Some((power, end)) = self.power(next + 1)
        {
            numbers = numbers
                .into_iter()
                .filter_map(|n| n.magnified(power))
                .collect();
            return (!numbers.is_empty()).then_some((numbers, end));
        }
        while let Some((scale, end)) = self.scale(next, short_scales) {
            numbers = numbers.into_iter().filter_map(|n| n.times(scale)).collect();
            next = end;
        }
        (!numbers.is_empty()).then_some((numbers, next))
    }

    /// "10^9", "10⁹".
    fn power(&self, at: usize) -> Option<(i128, usize)> {
        if self.key(at) != "10" || !self.glued(at + 1) {
            return None;
        }
        let (exponent, next) = if self.key(at + 1) == "^" && self.glued(at + 2) {
            (self.key(at + 2).parse().ok()?, at + 3)
        } else {
            let digit = |at: usize| {
                let place = "⁰¹²³⁴⁵⁶⁷⁸⁹"
                    .chars()
                    .position(|c| self.key(at) == c.to_string())?;
                (self.glued(at)).then_some(place)
            };
            let first = digit(at + 1)?;
            digit(at + 2).map_or((first, at + 2), |second| (first * 10 + second, at + 3))
        };
        (exponent <= DIGITS.0).then(|| (power_of_ten(exponent), next))
    }

    /// The fraction `first`/… whose slash is at `at`.
    fn slashed(&self, at: usize, first: Number) -> Option<(Exact, usize)> {
        if self.key(at) != "/" || !self.glued(at) || !self.glued(at + 1) || self.key(at + 2) == "/"
        {
            return None;
        }
        let below = readings(self.get(at + 1)?.key.as_str(), self.language());
        let below = below
            .first()
            .filter(|n| n.is_count() && first.is_count())?
            .value;
        let fits = first.value < below && below <= Exact::from_integer(1000);
        fits.then(|| exact::div(first.value, below).map(|value| (value, at + 2)))
            .flatten()
    }

    /// A scale word behind digits: "million", a glued "k".
    fn scale(&self, at: usize, short_scales: bool) -> Option<(i128, usize)> {
        let glued = self.glued(at);
        if glued && (short_scales || self.money_name(at + 1).is_some()) {
            let scale = match self.key(at) {
                "m" => Some(1_000_000),
                "b" => Some(1_000_000_000),
                _ => None,
            };
            if let Some(scale) = scale {
                return Some((scale, at + 1));
            }
        }
        let at = self.skip_hyphen(at);
        let (scale, next) = self.phrase(at, as_scale)?;
        let letter = self.key(at).len() == 1;
        (!letter || glued).then_some((scale, next))
    }

    /// "and a half", "½", "thirds" behind a number.
    fn with_fraction(&self, numbers: Vec<Number>, at: usize) -> (Vec<Number>, usize) {
        let Some((addend, next, adds)) = self.fraction_behind(at, &numbers) else {
            return (numbers, at);
        };
        let joined = numbers.iter().filter_map(|number| {
            let joined = if adds { exact::add } else { exact::mul };
            let value = joined(number.value, addend)?;
            let step = Exact::from_integer(0);
            Some(Number {
                value,
                step,
                share: !adds,
            })
        });
        (joined.collect(), next)
    }

    fn fraction_behind(&self, at: usize, numbers: &[Number]) -> Option<(Exact, usize, bool)> {
        let number = numbers.first().filter(|n| n.is_count())?;
        let numeral = at > 0 && self.is_numeral(at - 1);
        if numeral && let Some(value) = vulgar(self.key(at)) {
            return Some((value, at + 1, true));
        }
        if numeral && !self.glued(at) && self.is_numeral(at) {
            let above = readings(self.key(at), self.language());
            let above = *above.first().filter(|n| n.is_count())?;
            return self
                .slashed(at + 1, above)
                .map(|(value, next)| (value, next, true));
        }
        let joint = self.skip_hyphen(at);
        if let Some(and) = self.says(joint, Word::And) {
            let article = self.skip(self.skip_hyphen(and), Word::Article);
            let (below, next) = self.denominator(self.skip_hyphen(article))?;
            let half_or_article = below == 2 || article > and;
            return half_or_article.then(|| (Exact::new(1, below), next, true));
        }
        let (below, next) = self.denominator(joint)?;
        // "two second …", "three fifth graders": the plural, or one.
        let one = number.value == Exact::from_integer(1);
        let small = number.value < Exact::from_integer(below);
        (small && (one || !self.is_ordinal(joint))).then(|| (Exact::new(1, below), next, false))
    }

    fn denominator(&self, at: usize) -> Option<(i128, usize)> {
        self.phrase(at, |role| match role {
            Role::Denominator(below) => Some(*below),
            _ => None,
        })
    }

    fn is_ordinal(&self, at: usize) -> bool {
        self.lexicon
            .word(self.key(at), |role| {
                matches!(role, Role::Ordinal(_)).then_some(())
            })
            .is_some()
    }

    /// "1 in 8", "eight out of ten".
    fn as_ratio(&self, numbers: &[Number], at: usize) -> Option<(Vec<Number>, usize)> {
        let above = numbers.first().filter(|n| n.is_count())?.value;
        let ratio = self.says(at, Word::Ratio)?;
        let (below, next) = self.simple_number(ratio, false)?;
        let below = below.first().filter(|n| n.is_count())?.value;
        let year = self.is_numeral(ratio)
            && next == ratio + 1
            && self.key(ratio).len() == 4
            && below < Exact::from_integer(2200)
            && below > Exact::from_integer(1000);
        if year || above >= below || self.measured(next) {
            return None;
        }
        Some((vec![Number::share(exact::div(above, below)?)], next))
    }

    /// Whether a unit of time or the like follows, as in "3 in 10 days".
    fn measured(&self, at: usize) -> bool {
        self.unit_behind(at).is_some()
    }

    /// A number in words.
    fn worded(&self, at: usize) -> Option<(Number, usize)> {
        if let Some((below, next)) = self.denominator(at) {
            // "the second half of August" is no share.
            if at > 0 && self.is_ordinal(at - 1) {
                return None;
            }
            return self.bare_fraction(below, next);
        }
        if let Some(next) = self.says(at, Word::Article)
            && let Some(found) = self.after_article(next)
        {
            return Some(found);
        }
        let mut sum = Sum::new(self.language());
        let mut next = at;
        if let Some(scale) = self.article_of_scale(at) {
            sum.add(Exact::from_integer(1), false);
            next = scale;
        }
        loop {
            let here = if sum.started() {
                self.skip_hyphen(next)
            } else {
                next
            };
            let (here, and) = match self.says(here, Word::And).filter(|_| sum.started()) {
                Some(after) => (self.skip_hyphen(after), true),
                None => (here, false),
            };
            match self.add_word(&mut sum, here, and) {
                Some(end) => next = end,
                None => break,
            }
        }
        let number = sum.finish()?;
        Some((number, next))
    }

    /// "half a million", "half of", "medio millón".
    fn bare_fraction(&self, below: i128, next: usize) -> Option<(Number, usize)> {
        let share = Number::share(Exact::new(1, below));
        let scaled = self.phrase(self.skip(next, Word::Article), as_scale);
        if let Some((scale, end)) = scaled {
            let value = exact::mul(share.value, Exact::from_integer(scale))?;
            let step = Exact::from_integer((scale / 10).max(1));
            return Some((
                Number {
                    value,
                    step,
                    share: false,
                },
                end,
            ));
        }
        let half = below == 2;
        let of = self.says(next, Word::Of).is_some() || matches!(self.key(next), "the" | "its");
        (self.whole || (half && of)).then_some((share, next))
    }

    /// "a third", "a quarter of".
    fn after_article(&self, at: usize) -> Option<(Number, usize)> {
        let (below, next) = self.denominator(at)?;
        // "a third time": with a word but "of" behind it, it is an ordinal. "A year and a half" has
        // been read before.
        let joined = at > 1 && self.says(at - 2, Word::And) == Some(at - 1);
        let open = self.kind(next) == Some(TokenKind::Word) && self.says(next, Word::Of).is_none();
        let ordinal = open && self.is_ordinal(at);
        (!joined && !ordinal).then_some((Number::share(Exact::new(1, below)), next))
    }

    /// Behind the article of "a dozen", "a hundred and one".
    fn article_of_scale(&self, at: usize) -> Option<usize> {
        let next = self.says(at, Word::Article)?;
        let scale = self.phrase(next, as_scale).is_some() && self.key(next).len() > 1;
        scale.then_some(next)
    }

    fn add_word(&self, sum: &mut Sum, at: usize, and: bool) -> Option<usize> {
        let number = self.phrase(at, |role| match role {
            Role::Number(value) => Some(*value),
            _ => None,
        });
        if let Some((value, next)) = number {
            return sum.add(value, and).then_some(next);
        }
        if let Some((scale, next)) = self.phrase(at, as_scale)
            && self.key(at).len() > 1
        {
            return (!and && sum.scale(scale)).then_some(next);
        }
        let compound = self.language() == Language::German && !sum.started() && !and;
        if compound && self.add_compound(sum, self.key(at)) {
            return Some(at + 1);
        }
        None
    }

    /// Takes a German compound apart into the words of the lexicon.
    fn add_compound(&self, sum: &mut Sum, word: &str) -> bool {
        const LONGEST: usize = 80;
        let likely = ["zig", "ssig", "hundert", "tausend"];
        if word.len() > LONGEST || !word.is_ascii() || !likely.iter().any(|m| word.contains(m)) {
            return false;
        }
        // best[i]: where the piece that ends at `i` begins, for a way from the start to `i`.
        let piece = |text: &str| {
            self.lexicon.word(text, |role| match role {
                Role::Number(_) | Role::Scale(_) | Role::Word(Word::And) => Some(*role),
                _ => None,
            })
        };
        let mut from: Vec<Option<usize>> = vec![None; word.len() + 1];
        for end in 1..=word.len() {
            from[end] = (end.saturating_sub(12)..end).find(|&start| {
                (start == 0 || from[start].is_some()) && piece(&word[start..end]).is_some()
            });
        }
        let mut pieces = Vec::new();
        let mut end = word.len();
        while end > 0 {
            let Some(start) = from[end] else { return false };
            pieces.extend(piece(&word[start..end]));
            end = start;
        }
        let mut and = false;
        pieces.into_iter().rev().all(|role| match role {
            Role::Number(value) => sum.add(value, std::mem::take(&mut and)),
            Role::Scale(scale) => sum.scale(scale),
            _ => {
                and = true;
                true
            }
        })
    }
}

fn as_scale(role: &Role) -> Option<i128> {
    match role {
        Role::Scale(scale) => Some(*scale),
        _ => None,
    }
}

/// Adds up number words: "two thousand three hundred and five", "quatre-vingt-douze".
struct Sum {
    language: Language,
    /// What is complete: everything before the last thousand, million …
    total: i128,
    /// What stands since then.
    group: Option<i128>,
    /// A number that takes no more words: "anderthalb".
    fixed: Option<Exact>,
    last_scale: i128,
    closed: bool,
}

impl Sum {
    fn new(language: Language) -> Self {
        Self {
            language,
            total: 0,
            group: None,
            fixed: None,
            last_scale: i128::MAX,
            closed: false,
        }
    }

    fn started(&self) -> bool {
        self.total > 0 || self.group.is_some() || self.fixed.is_some()
    }

    /// Takes the next number word, if it continues the number.
    fn add(&mut self, value: Exact, and: bool) -> bool {
        if self.closed || self.fixed.is_some() {
            return false;
        }
        if !value.is_integer() {
            let first = !self.started();
            self.fixed = first.then_some(value).or(self.fixed);
            return first;
        }
        let value = value.to_integer();
        let Some(group) = self.group else {
            let fits = self.total == 0 || (value > 0 && value < self.last_scale);
            if fits {
                self.group = Some(value);
            }
            return fits;
        };
        let tail = group % 100;
        let hundreds = group > 0 && tail == 0 && value > 0 && value < 100;
        let tens = tail >= 20 && tail % 10 == 0 && (1..10).contains(&value);
        let joins = match self.language {
            // "quatre-vingt", "soixante-quinze", "dix-sept".
            Language::French if tail == 4 && value == 20 => {
                self.group = Some(group - 4 + 80);
                return true;
            }
            Language::French => {
                let twenties = matches!(tail, 60 | 80) && (10..20).contains(&value);
                let dix = tail == 10 && (7..10).contains(&value);
                twenties || dix || tens || (hundreds && !and)
            }
            // "dreiundzwanzig": what comes last is greater.
            Language::German => {
                let inverted = (1..10).contains(&tail) && (20..100).contains(&value);
                hundreds || (and && inverted)
            }
            Language::English if and => hundreds,
            Language::Spanish if and => tens,
            Language::English | Language::Spanish => hundreds || tens,
        };
        if joins {
            self.group = Some(group + value);
        }
        joins
    }

    /// Takes a scale word, if it continues the number.
    fn scale(&mut self, scale: i128) -> bool {
        if self.closed {
            return false;
        }
        if let Some(value) = self.fixed {
            self.closed = true;
            self.fixed = exact::mul(value, Exact::from_integer(scale)).and_then(in_range);
            return self.fixed.is_some();
        }
        if scale < 1000 {
            let group = match self.group {
                Some(group) if (1..100).contains(&group) => group,
                None if scale == 100 && self.language != Language::English => 1,
                _ => return false,
            };
            self.group = Some(group * scale);
            self.closed = scale != 100;
            return true;
        }
        if scale < self.last_scale {
            let alone = self.group.is_none();
            if alone && (self.language == Language::English || self.total > 0) {
                return false;
            }
            self.total += self.group.take().unwrap_or(1) * scale;
        } else if scale > self.last_scale && self.total > 0 {
            let sum = self.total + self.group.take().unwrap_or(0);
            match sum.checked_mul(scale) {
                Some(product) => self.total = product,
                None => return false,
            }
        } else {
            return false;
        }
        self.last_scale = scale;
        self.total < power_of_ten(24)
    }

    fn finish(self) -> Option<Number> {
        if let Some(value) = self.fixed {
            return Some(Number {
                value,
                step: Exact::from_integer(0),
                share: false,
            });
        }
        if !self.started() {
            return None;
        }
        let mut number = Number::whole(self.total + self.group.unwrap_or(0));
        number.value = in_range(number.value)?;
        if self.group.is_none() && self.last_scale >= 1_000_000 {
            number.step = Exact::from_integer(self.last_scale);
        }
        Some(number)
    }
}

/// The number a Roman numeral stands for, where it is written as one is today; `None` for a single
/// letter, which is rather a name.
pub(super) fn roman(text: &str) -> Option<i128> {
    const SIGNS: [(&str, i128); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if !(2..=12).contains(&text.len()) {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    let mut written = String::new();
    for (sign, worth) in SIGNS {
        while let Some(after) = rest.strip_prefix(sign) {
            value += worth;
            rest = after;
        }
    }
    let mut left = value;
    for (sign, worth) in SIGNS {
        while left >= worth {
            written.push_str(sign);
            left -= worth;
        }
    }
    (rest.is_empty() && written == text).then_some(value)
}
