//! Bare numbers, in digits and in words.

use super::exact::{self, DIGITS, Exact, power_of_ten};
use super::fraction::vulgar;
use super::lexicon::{Language, Role};
use super::reader::Reader;

/// One reading of a written number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What it says.
    pub(super) value: Exact,
    /// The worth of its last digit: it can have been rounded to it. 0.01 for "9.50", 100,000 for
    /// "1.2 million", 1 for a whole number, 0 for a fraction such as two thirds.
    pub(super) step: Exact,
    /// A fraction of a whole: "two thirds", "1 in 8".
    pub(super) share: bool,
}

impl Number {
    pub(super) fn whole(value: i128) -> Self {
        let one = Exact::from_integer(1);
        Self {
            value: Exact::from_integer(value),
            step: one,
            share: false,
        }
    }

    pub(super) fn share(value: Exact) -> Self {
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
pub(super) fn in_range(value: Exact) -> Option<Exact> {
    (value < Exact::from_integer(power_of_ten(24))).then_some(value)
}

/// The readings of a numeral, likeliest first; none where it is no number ("1.2.3"). With one comma
/// or point before three digits there are two, but for a comma in English.
pub(super) fn readings(numeral: &str, language: Language) -> Vec<Number> {
    if numeral.len() <= 9 && numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        return numeral.parse().map(Number::whole).into_iter().collect();
    }
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

impl Reader<'_> {
    /// A number at `at`, with all its readings. `short_scales` lets a glued "m" or "b" stand for
    /// million and billion, as behind a currency.
    pub(super) fn number(&self, at: usize, short_scales: bool) -> Option<(Vec<Number>, usize)> {
        let (numbers, next) = self.simple_number(at, short_scales)?;
        let (numbers, next) = self.with_fraction(numbers, next);
        // "two and a half million".
        let behind = self
            .scale(next, short_scales)
            .filter(|_| !numbers.is_empty());
        if let Some((scale, end)) = behind {
            let scaled = numbers
                .into_iter()
                .filter_map(|n| n.times(scale))
                .collect::<Vec<_>>();
            return (!scaled.is_empty()).then_some((scaled, end));
        }
        Some(self.as_ratio(&numbers, next).unwrap_or((numbers, next)))
    }

    pub(super) fn simple_number(
        &self,
        at: usize,
        short_scales: bool,
    ) -> Option<(Vec<Number>, usize)> {
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

    /// A scale word behind digits: "million", a glued "k".
    fn scale(&self, at: usize, short_scales: bool) -> Option<(i128, usize)> {
        let glued = self.glued(at);
        if glued && (short_scales || self.unit_name(at + 1).is_some()) {
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
}

/// The scale a word stands for.
pub(super) fn as_scale(role: &Role) -> Option<i128> {
    match role {
        Role::Scale(scale) => Some(*scale),
        _ => None,
    }
}
