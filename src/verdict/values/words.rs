//! Numbers in words.

use super::exact::{self, Exact, power_of_ten};
use super::lexicon::{Language, Role, Word};
use super::number::{Number, as_scale, in_range};
use super::reader::Reader;

impl Reader<'_> {
    /// A number in words.
    pub(super) fn worded(&self, at: usize) -> Option<(Number, usize)> {
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
        let compound = self.language() == Language::German && !and;
        if compound && self.add_compound(sum, self.key(at)) {
            return Some(at + 1);
        }
        None
    }

    /// Takes a German compound apart into the words of the lexicon.
    fn add_compound(&self, sum: &mut Sum, word: &str) -> bool {
        if !is_compound(word) {
            return false;
        }
        // best[i]: where the piece that ends at `i` begins, for a way from the start to `i`.
        let piece = |text: &str| {
            self.language().word(text, |role| match role {
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
        let mut whole = sum.clone();
        let mut and = false;
        let fits = pieces.into_iter().rev().all(|role| match role {
            Role::Number(value) => whole.add(value, std::mem::take(&mut and)),
            Role::Scale(scale) => whole.scale(scale),
            _ => {
                and = true;
                true
            }
        });
        if fits {
            *sum = whole;
        }
        fits
    }
}

/// Whether a German word may be a number put together of several.
pub(super) fn is_compound(word: &str) -> bool {
    const LONGEST: usize = 80;
    let likely = ["zig", "ssig", "hundert", "tausend"];
    word.len() <= LONGEST && word.is_ascii() && likely.iter().any(|m| word.contains(m))
}

/// Adds up number words: "two thousand three hundred and five", "quatre-vingt-douze".
#[derive(Clone)]
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
