//! Dates, full and partial, and how they are written.

use super::lexicon::{Role, Word};
use super::number::roman;
use super::reader::Reader;
use super::scan::TokenKind;

/// A day of the calendar: year, month 1 to 12, day 1 to 31.
pub type Day = (i32, u8, u8);

/// A date with all its readings: "12/8/2005" has two. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// What it says.
    pub readings: Vec<When>,
}

/// One reading of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All days from the first to the last, both included: a day, a month, a year, a decade.
    Days {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// A day or month of some year.
    Yearless {
        /// 1 to 12.
        month: u8,
        /// The day, where one is named.
        day: Option<u8>,
    },
    /// A day of the week, 1 (Monday) to 7.
    Weekday(u8),
}

impl When {
    fn days(first: Day, last: Day) -> Self {
        Self::Days { first, last }
    }

    /// A whole year.
    pub(super) fn year(year: i32) -> Self {
        Self::days((year, 1, 1), (year, 12, 31))
    }

    /// A whole month.
    fn month(year: i32, month: u8) -> Self {
        Self::days((year, month, 1), (year, month, month_len(year, month)))
    }

    /// A day, where there is one.
    pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=month_len(year, month)).contains(&day);
        real.then(|| Self::days((year, month, day), (year, month, day)))
    }

    /// The month or day `month`, `day`, of `year` where one is given.
    fn partial(year: Option<i32>, month: u8, day: Option<u8>) -> Option<Self> {
        match (year, day) {
            (Some(year), Some(day)) => Self::day(year, month, day),
            (Some(year), None) => Some(Self::month(year, month)),
            // A leap year, so that 29 February is a day.
            (None, Some(day)) => Self::day(2000, month, day).map(|_| Self::Yearless {
                month,
                day: Some(day),
            }),
            (None, None) => Some(Self::Yearless { month, day: None }),
        }
    }

    /// From the first day of `self` to the last of `other`.
    fn through(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Days { first, .. }, Self::Days { last, .. }) if first <= last => {
                Some(Self::days(first, last))
            }
            _ => None,
        }
    }

    /// Five years to either side, as "c." is meant.
    fn widened(self) -> Self {
        match self {
            Self::Days { first, last } => Self::days(
                (first.0 - 5, first.1, first.2.min(28)),
                (last.0 + 5, last.1, last.2),
            ),
            other => other,
        }
    }

    /// The beginning, middle or end of a period. The three overlap: nobody agrees on their edges.
    fn part(self, part: &str) -> Option<Self> {
        let Self::Days { first, last } = self else {
            return None;
        };
        let ((y, m, _), (z, n, _)) = (first, last);
        if (y, m) == (z, n) {
            let (from, to) = pick(part, [(1, 13), (8, 23), (18, last.2)])?;
            return Some(Self::days((y, m, from), (y, m, to.min(last.2))));
        }
        if y == z {
            let (from, to) = pick(part, [(1, 5), (4, 9), (8, 12)])?;
            return Self::month(y, from).through(Self::month(y, to));
        }
        let tenth = (z - y + 1) / 10;
        let (from, to) = pick(part, [(0, 4), (3, 7), (6, 10)])?;
        let end = if to == 10 { z } else { y + tenth * to };
        Self::year(y + tenth * from).through(Self::year(end))
    }
}

fn pick<T: Copy>(part: &str, [early, mid, late]: [T; 3]) -> Option<T> {
    match part {
        "early" => Some(early),
        "mid" => Some(mid),
        "late" => Some(late),
        _ => None,
    }
}

fn month_len(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week, 1 (Monday) to 7: Sakamoto's method.
pub(super) fn weekday((year, month, day): Day) -> u8 {
    const OFFSETS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let y = if month < 3 { year - 1 } else { year };
    let offset = OFFSETS[usize::from(month.clamp(1, 12)) - 1];
    let sum = y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + offset + i32::from(day);
    let sunday_first = sum.rem_euclid(7);
    u8::try_from(if sunday_first == 0 { 7 } else { sunday_first }).unwrap_or(7)
}

/// A month, day or year that has been read: at `Some(year)` complete.
#[derive(Clone, Copy)]
struct Partial {
    year: Option<i32>,
    month: u8,
    day: Option<u8>,
}

impl Reader<'_> {
    /// A date at `at`.
    pub(super) fn date(&self, at: usize) -> Option<(Date, usize)> {
        let (readings, next) = self.date_range(at)?;
        (!readings.is_empty()).then_some((Date { readings }, next))
    }

    fn date_range(&self, at: usize) -> Option<(Vec<When>, usize)> {
        if let Some(found) = self.shared_range(at) {
            return Some(found);
        }
        if let Some(found) = self.between_years(at).or_else(|| self.quarter(at)) {
            return Some(found);
        }
        let (first, next) = self.qualified(at)?;
        let dash = self
            .range_dash(next)
            .or_else(|| (self.key(next) == "/").then_some(next + 1));
        let to = self.says(next, Word::To).filter(|_| self.whole);
        if let Some(after) = dash.or(to)
            && let [from] = first[..]
        {
            let year = self
                .year(after)
                .map(|(year, end)| (vec![When::year(year)], end));
            if let Some((last, end)) = self.qualified(after).or(year)
                && let [to] = last[..]
                && let Some(range) = from.through(to)
            {
                return Some((vec![range], end));
            }
            if let Some((year, end)) = self.short_year(after, from) {
                return Some((vec![from.through(When::year(year))?], end));
            }
        }
        Some((first, next))
    }

    /// "between 2003 and 2005".
    fn between_years(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let (from, next) = self.year(self.says(at, Word::Between)?)?;
        let (to, end) = self.year(self.says(next, Word::And)?)?;
        Some((vec![When::year(from).through(When::year(to))?], end))
    }

    /// "Q3 2012", "the third quarter of 2012", "the first half of 2012".
    fn quarter(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let (number, parts, next) = if self.key(at) == "q" && self.glued(at + 1) {
            (self.key(at + 1).parse().ok()?, 4, at + 2)
        } else {
            let (number, next) = self.phrase(at, |role| match role {
                Role::Ordinal(number) => u8::try_from(*number).ok(),
                _ => None,
            })?;
            let (parts, next) = self.phrase(next, |role| match role {
                Role::Denominator(parts @ (2 | 4)) => u8::try_from(*parts).ok(),
                _ => None,
            })?;
            (number, parts, next)
        };
        let (year, end) = self.year(self.skip(next, Word::Of))?;
        let months = 12 / parts;
        let last = months
            .checked_mul(number)
            .filter(|_| (1..=parts).contains(&number))?;
        let range = When::month(year, last + 1 - months).through(When::month(year, last))?;
        Some((vec![range], end))
    }

    /// The "12" of "2011–12".
    fn short_year(&self, at: usize, from: When) -> Option<(i32, usize)> {
        let When::Days {
            first: (year, 1, 1),
            last: (same, 12, 31),
        } = from
        else {
            return None;
        };
        let key = self.key(at);
        let digits = key.len() == 2 && self.is_numeral(at) && self.glued(at) && year == same;
        let short: i32 = key.parse().ok().filter(|_| digits)?;
        let full = year - year.rem_euclid(100) + short;
        (full > year).then_some((full, at + 1))
    }

    /// "8–9 December 2005", "September to December 2005": what the first lacks the second has.
    fn shared_range(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let (day, month, next) = match self.month(at) {
            Some((month, next)) => (None, Some(month), next),
            None => self.day(at).map(|(day, next)| (Some(day), None, next))?,
        };
        let after = self
            .range_dash(next)
            .or_else(|| self.says(next, Word::To))?;
        let (last, end) = self.day_first(after).or_else(|| self.month_first(after))?;
        let year = last.year?;
        let month = month.unwrap_or(last.month);
        let first = When::partial(Some(year), month, day)?;
        let last = When::partial(Some(year), last.month, last.day)?;
        Some((vec![first.through(last)?], end))
    }

    /// A date with "early", "c.", a weekday or nothing in front.
    fn qualified(&self, at: usize) -> Option<(Vec<When>, usize)> {
        if let Some((part, next)) = self.part_word(at) {
            let next = self.skip_hyphen(next);
            let next = self.skip(next, Word::Of);
            let the = next + usize::from(matches!(self.key(next), "the" | "des" | "der" | "los"));
            if part == "season" {
                let (year, end) = self.year(the)?;
                return Some((vec![When::year(year)], end));
            }
            let (readings, end) = self.period(the)?;
            let parts = readings
                .into_iter()
                .filter_map(|when| when.part(part))
                .collect();
            return Some((parts, end));
        }
        if let Some(next) = self.circa(at) {
            let (readings, end) = self.period(next)?;
            return Some((readings.into_iter().map(When::widened).collect(), end));
        }
        if let Some((weekday, next)) = self.weekday(at) {
            let after = self.skip_sign(self.skip_sign(next, "."), ",");
            let after = self.skip(after, Word::Of);
            let the = after + usize::from(matches!(self.key(after), "the" | "den" | "le" | "el"));
            if let Some((readings, end)) = self.plain(the)
                && !matches!(readings[..], [When::Weekday(_)])
                && self.weekday(the).is_none()
                && self.year(the).is_none()
            {
                return Some((readings, end));
            }
            // "Sun", "Mon" and "Sat" are words, too.
            let known = self.key(at).len() > 3 || self.whole;
            return known.then(|| (vec![When::Weekday(weekday)], next));
        }
        self.period(at)
    }

    /// A season's or part's word: "early", "mid".
    fn part_word(&self, at: usize) -> Option<(&'static str, usize)> {
        self.phrase(at, |role| match role {
            Role::Part(part @ ("early" | "mid" | "late" | "season")) => Some(*part),
            _ => None,
        })
    }

    /// "c." or "circa" before a year.
    fn circa(&self, at: usize) -> Option<usize> {
        let next = match self.key(at) {
            "c" | "ca" | "circa" | "vers" | "hacia" | "um" => self.skip_sign(at + 1, "."),
            "~" => at + 1,
            _ => return None,
        };
        self.year(next).map(|_| next)
    }

    fn period(&self, at: usize) -> Option<(Vec<When>, usize)> {
        self.century(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.plain(at))
    }

    /// A day, month or year.
    fn plain(&self, at: usize) -> Option<(Vec<When>, usize)> {
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
        let (year, end) = self.year(at)?;
        let era = self.says(end, Word::EraBefore);
        if let Some(end) = era {
            return Some((vec![When::year(1 - year)], end));
        }
        let end = self.skip(end, Word::EraAfter);
        let dated = self.whole || self.dated(at) || self.ends_here(end);
        dated.then(|| (vec![When::year(year)], end))
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
    fn year(&self, at: usize) -> Option<(i32, usize)> {
        let key = self.key(at);
        let bare = self.is_numeral(at) && key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit());
        let joined = self.glued(at + 1)
            && (self.kind(at + 1) == Some(TokenKind::Word) || self.key(at + 1) == "%");
        let year = key.parse().ok().filter(|_| bare && !joined)?;
        let priced = at > 0 && self.glued(at) && matches!(self.key(at - 1), "$" | "€" | "£" | "¥");
        ((1000..2200).contains(&year) && !priced).then_some((year, at + 1))
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

    fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        let found = self.phrase(at, |role| match role {
            Role::Weekday(day) => Some(*day),
            _ => None,
        });
        let short = self.key(at).len() <= 3;
        found.filter(|_| !short || self.has_capital(at) && self.key(at + 1) != "'")
    }

    /// A day of the month: "8", "7th", "1er", "8."; in words only as an ordinal.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
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
    fn day_first(&self, at: usize) -> Option<(Partial, usize)> {
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
    fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
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

    /// "2005-12-08", "2011-11", "12/8/2005", "8.12.2005".
    fn numeric(&self, at: usize) -> Option<(Vec<When>, usize)> {
        if !self.is_numeral(at) {
            return None;
        }
        let dotted: Vec<&str> = self.key(at).split('.').collect();
        if let [a, b, c] = dotted[..] {
            return Some((groups(a, b, c, false)?, at + 1));
        }
        let sign = self.key(at + 1);
        let joined = |at: usize| self.glued(at) && self.glued(at + 1) && self.is_numeral(at + 1);
        if !matches!(sign, "-" | "/") || !joined(at + 1) {
            return None;
        }
        if self.key(at + 3) == sign && joined(at + 3) {
            let more = self.key(at + 5) == sign && joined(at + 5) && sign == "-";
            let (a, b, c) = (self.key(at), self.key(at + 2), self.key(at + 4));
            let found = groups(a, b, c, true).filter(|_| !more)?;
            return Some((found, self.past_time(at + 5)));
        }
        // ISO 8601's year and month; "2011-12" reads as one, "2011-14" as years.
        let (year, next) = self.year(at)?;
        let month: u8 = self
            .key(next + 1)
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        let iso = self.written(next, next + 1) == "-" && self.key(next + 1).len() == 2;
        if !iso {
            return None;
        }
        let mut readings = vec![When::month(year, month)];
        let seasons = year - year.rem_euclid(100) + i32::from(month);
        // "2011-12" may also be the two years; "2005-12" can only be a month or seven years.
        if seasons == year + 1 {
            readings.extend(When::year(year).through(When::year(seasons)));
        }
        Some((readings, next + 2))
    }

    /// Behind the time of day that follows an ISO date.
    fn past_time(&self, at: usize) -> usize {
        if self.key(at) != "t" || !self.glued(at) || !self.is_numeral(at + 1) {
            return at;
        }
        let part =
            |next: usize| self.is_numeral(next) || matches!(self.key(next), ":" | "+" | "-" | "z");
        let mut next = at + 1;
        while self.glued(next + 1) && part(next + 1) {
            next += 1;
        }
        next + 1
    }

    /// "1990s", "the 90s", "los años 1990", "1990er Jahre".
    fn decade(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let before = self.phrase(at, |role| {
            matches!(role, Role::Part("decade-before")).then_some(())
        });
        let start = before.map_or(at, |((), next)| next);
        let start = self.skip_sign(start, "'");
        let key = self.key(start);
        let behind = self.phrase(start + 1, |role| {
            matches!(role, Role::Part("decade")).then_some(())
        });
        let end = match (before, behind) {
            (_, Some(((), end))) if self.glued(start + 1) => end,
            (Some(_), _) => start + 1,
            _ => return None,
        };
        let decade: i32 = key.parse().ok().filter(|_| self.is_numeral(start))?;
        let first = match key.len() {
            4 => decade,
            2 if decade >= 20 => 1900 + decade,
            _ => return None,
        };
        let last = if first % 100 == 0 && key.len() == 4 && self.whole {
            first + 99
        } else {
            first + 9
        };
        let decades = When::year(first).through(When::year(first + 9))?;
        let century = When::year(first).through(When::year(last))?;
        let fits = first % 10 == 0 && first < 2200;
        let readings = if last == first + 9 {
            vec![decades]
        } else {
            vec![decades, century]
        };
        fits.then_some((readings, end))
    }

    /// "19th century", "siglo XIX", "19. Jahrhundert", "the twentieth century".
    fn century(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let number = |at: usize| -> Option<(i32, usize)> {
            if let Some((day, next)) = self.day(at) {
                return Some((i32::from(day), next));
            }
            let token = self.get(at)?;
            let written = &self.text[token.start..token.end];
            let letters = written.trim_end_matches(['e', 'è', 'm']);
            let single = match letters {
                "I" => Some(1),
                "V" => Some(5),
                "X" => Some(10),
                _ => None,
            };
            if let Some(value) = roman(letters).or(single) {
                return Some((i32::try_from(value).ok()?, at + 1));
            }
            let (value, next) = self.phrase(at, |role| match role {
                Role::Ordinal(value) => Some(*value),
                _ => None,
            })?;
            Some((i32::try_from(value).ok()?, next))
        };
        let (value, end) = if let Some(after) = self.says(at, Word::Century) {
            number(after)?
        } else {
            {
                let (value, next) = number(at)?;
                (value, self.says(self.skip_hyphen(next), Word::Century)?)
            }
        };
        let (value, end) = match self.says(end, Word::EraBefore) {
            Some(end) => (1 - value, end),
            None => (value, end),
        };
        let years = When::year((value - 1) * 100 + 1).through(When::year(value * 100))?;
        Some((vec![years], end))
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

/// The dates three groups of digits can be: year first, else day and month in either order.
fn groups(a: &str, b: &str, c: &str, short_years: bool) -> Option<Vec<When>> {
    let short = |text: &str| text.len() <= 2;
    let small = |text: &str| text.parse::<u8>().ok().filter(|_| short(text));
    if a.len() == 4 {
        let year = a.parse().ok().filter(|year| (1000..2200).contains(year))?;
        return When::day(year, small(b)?, small(c)?).map(|day| vec![day]);
    }
    let year: i32 = match c.len() {
        4 => c.parse().ok().filter(|year| (1000..2200).contains(year))?,
        2 if short_years && short(a) => {
            let year: i32 = c.parse().ok()?;
            if year < 70 { 2000 + year } else { 1900 + year }
        }
        _ => return None,
    };
    let (a, b) = (small(a)?, small(b)?);
    let mut readings: Vec<When> = Vec::new();
    for when in [When::day(year, b, a), When::day(year, a, b)]
        .into_iter()
        .flatten()
    {
        if !readings.contains(&when) {
            readings.push(when);
        }
    }
    (!readings.is_empty()).then_some(readings)
}

/// A date as TOML has it.
pub(super) fn toml_date(text: &str) -> Option<Date> {
    let mut groups = text.get(..10)?.split('-');
    let year = groups.next()?.parse().ok()?;
    let month = groups.next()?.parse().ok()?;
    let day = groups.next()?.parse().ok()?;
    When::day(year, month, day).map(|when| Date {
        readings: vec![when],
    })
}
