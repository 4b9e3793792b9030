//! Whole dates: with what stands in front of them, and from one to another.

use super::date::{Date, When};
use super::lexicon::Word;
use super::reader::Reader;

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
}
