//! Dates with the month in words, years and days of the week.

use super::date::When;
use super::lexicon::{Role, Word};
use super::number::as_scale;
use super::reader::Reader;
use super::scan::TokenKind;

/// A month, day or year that has been read: at `Some(year)` complete.
#[derive(Clone, Copy)]
pub(super) struct Partial {
    pub(super) year: Option<i32>,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
}

impl Reader<'_> {
    /// A day, month or year.
    pub(super) fn plain(&self, at: usize) -> Option<(Vec<When>, usize)> {
        if let Some(found) = self.numeric(at) {
            return Some(found);
        }
        let written = self.day_first(at).or_else(|| self.month_first(at));
        if let Some((partial, end)) = written {
            let when = When::partial(partial.year, partial.month, partial.day)?;
            return Some((vec![when], end));
        }
        if let Some((month, end)) = self.month(at)
            && (self.whole || self.dated(at))
            && (self.has_capital(at) || !is_common_word(self.key(at)))
        {
            return Some((vec![When::Yearless { month, day: None }], end));
        }
        if let Some((year, end)) = self.era_year(at) {
            return Some((vec![When::year(year)], end));
        }
        let (year, end) = self.year(at)?;
        // Before a noun, 1500 is rather a number ("of 1500 people"), and alone 1040 is.
        let last = self.ends_here(end);
        let said = self.dated(at) && (last || (1700..2100).contains(&year));
        let dated = self.whole || said || (last && (1500..2100).contains(&year));
        dated.then(|| (vec![When::year(year)], end))
    }

    /// "44 BC", "AD" behind a year of any length. The year before 1 is 0.
    fn era_year(&self, at: usize) -> Option<(i32, usize)> {
        if self.written(at, at + 1) == "AD" {
            return self.era_year_behind(at + 1);
        }
        let year: i32 = self
            .key(at)
            .parse()
            .ok()
            .filter(|&year| year > 0 && year < 10_000)?;
        if let Some(end) = self.says(at + 1, Word::EraBefore) {
            return Some((1 - year, end));
        }
        let capitals = self.has_capital(at + 1);
        self.says(at + 1, Word::EraAfter)
            .filter(|_| capitals)
            .map(|end| (year, end))
    }

    /// The year of "AD 79".
    fn era_year_behind(&self, at: usize) -> Option<(i32, usize)> {
        let year = self.key(at).parse().ok().filter(|_| self.is_numeral(at))?;
        (1..2200).contains(&year).then_some((year, at + 1))
    }

    /// Whether a word in front says that a date follows.
    fn dated(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.says(before, Word::Dateward) == Some(at)
                || self.part_word(before).is_some_and(|(_, next)| next == at)
        })
    }

    /// Whether nothing follows that a number could count.
    fn ends_here(&self, at: usize) -> bool {
        self.kind(at).is_none_or(|kind| kind == TokenKind::Symbol)
            && !matches!(self.key(at), "%" | "‰" | "°" | "/" | "$" | "€" | "£" | "+")
    }

    /// A year of four digits between 1000 and 2199.
    pub(super) fn year(&self, at: usize) -> Option<(i32, usize)> {
        let key = self.key(at);
        let bare = self.is_numeral(at) && key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit());
        let joined = self.glued(at + 1)
            && (self.kind(at + 1) == Some(TokenKind::Word) || self.key(at + 1) == "%");
        let year = key.parse().ok().filter(|_| bare && !joined)?;
        let priced = at > 0 && self.glued(at) && matches!(self.key(at - 1), "$" | "€" | "£" | "¥");
        ((1000..2200).contains(&year) && !priced && !self.counts(at + 1)).then_some((year, at + 1))
    }

    /// Whether what stands here makes a number in front of it an amount.
    fn counts(&self, at: usize) -> bool {
        !matches!(self.key(at), "s" | "-" | "to" | "a" | "in") && self.unit_behind(at).is_some()
            || self.phrase(at, as_scale).is_some()
    }

    pub(super) fn month(&self, at: usize) -> Option<(u8, usize)> {
        let month = |role: &Role| match role {
            Role::Month(month) => Some(*month),
            _ => None,
        };
        let (month, next) = self.phrase(at, month)?;
        let written = self.written(at, next);
        let short = written.chars().count() <= 5 && !is_whole_name(self.key(at));
        let dot = short && self.key(next) == "." && self.glued(next);
        Some((month, next + usize::from(dot)))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        let found = self.phrase(at, |role| match role {
            Role::Weekday(day) => Some(*day),
            _ => None,
        });
        let short = self.key(at).len() <= 3;
        found.filter(|_| !short || self.has_capital(at) && self.key(at + 1) != "'")
    }

    /// A day of the month: "8", "7th", "1er", "8."; in words only as an ordinal.
    pub(super) fn day(&self, at: usize) -> Option<(u8, usize)> {
        let key = self.key(at);
        if !self.is_numeral(at) || key.len() > 2 {
            return None;
        }
        let day: u8 = key.parse().ok().filter(|day| (1..=31).contains(day))?;
        let suffix = matches!(
            self.key(at + 1),
            "st" | "nd" | "rd" | "th" | "er" | "e" | "º" | "°" | "."
        );
        let suffix = suffix && self.glued(at + 1);
        Some((day, at + 1 + usize::from(suffix)))
    }

    /// "8 December 2005", "8 de diciembre de 2005", "the 8th of December".
    pub(super) fn day_first(&self, at: usize) -> Option<(Partial, usize)> {
        let (day, next) = self.day(at)?;
        let next = self.skip(self.skip_hyphen(next), Word::Of);
        let (month, next) = self.month(next)?;
        let (year, next) = self
            .year_of(next)
            .map_or((None, next), |(y, end)| (Some(y), end));
        Some((
            Partial {
                year,
                month,
                day: Some(day),
            },
            next,
        ))
    }

    /// The year behind a month: after a comma, "of" or a hyphen.
    fn year_of(&self, at: usize) -> Option<(i32, usize)> {
        let at = self.skip_hyphen(self.skip_sign(at, ","));
        self.year(self.skip(at, Word::Of))
    }

    /// "December 8, 2005", "March, 7th 2012", "April 2008".
    pub(super) fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
        let (month, next) = self.month(at)?;
        if !self.has_capital(at) && is_common_word(self.key(at)) {
            return None;
        }
        if let Some((year, end)) = self.year_of(next) {
            return Some((
                Partial {
                    year: Some(year),
                    month,
                    day: None,
                },
                end,
            ));
        }
        let before = self.skip_hyphen(self.skip_sign(next, ","));
        let (day, end) = self.day(before)?;
        // "May 10 million people …", "in May 20 % …": the number is not the day.
        if self.key(end - 1) == "." || self.unit_behind(end).is_some() {
            let stop = self.key(end - 1) == "." && self.unit_behind(end).is_none();
            let end = end - usize::from(stop);
            return stop.then_some((
                Partial {
                    year: None,
                    month,
                    day: Some(day),
                },
                end,
            ));
        }
        let (year, end) = self
            .year_of(end)
            .map_or((None, end), |(y, end)| (Some(y), end));
        Some((
            Partial {
                year,
                month,
                day: Some(day),
            },
            end,
        ))
    }
}

/// Whether a month's name is also a common word, and a month only with a capital.
fn is_common_word(key: &str) -> bool {
    matches!(key, "may" | "march" | "mar" | "mars" | "ago")
}

/// Whether a short name of a month is not an abbreviation, and a point behind it ends a sentence.
fn is_whole_name(key: &str) -> bool {
    matches!(
        key,
        "may"
            | "march"
            | "april"
            | "june"
            | "july"
            | "mai"
            | "mars"
            | "juin"
            | "aout"
            | "juni"
            | "juli"
            | "marz"
            | "enero"
            | "marzo"
            | "abril"
            | "mayo"
            | "junio"
            | "julio"
            | "avril"
    )
}
