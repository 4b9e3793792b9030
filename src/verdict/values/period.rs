//! Periods: decades, centuries, quarters, spans of years, and their parts.

use super::date::When;
use super::lexicon::{Role, Word};
use super::reader::Reader;
use super::roman::roman;

impl Reader<'_> {
    /// "between 2003 and 2005".
    pub(super) fn between_years(&self, at: usize) -> Option<(Vec<When>, usize)> {
        let (from, next) = self.year(self.says(at, Word::Between)?)?;
        let (to, end) = self.year(self.says(next, Word::And)?)?;
        Some((vec![When::year(from).through(When::year(to))?], end))
    }

    /// "Q3 2012", "the third quarter of 2012", "the first half of 2012".
    pub(super) fn quarter(&self, at: usize) -> Option<(Vec<When>, usize)> {
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

    /// A season's or part's word: "early", "mid".
    pub(super) fn part_word(&self, at: usize) -> Option<(&'static str, usize)> {
        self.phrase(at, |role| match role {
            Role::Part(part @ ("early" | "mid" | "late" | "season")) => Some(*part),
            _ => None,
        })
    }

    /// "c." or "circa" before a year.
    pub(super) fn circa(&self, at: usize) -> Option<usize> {
        let next = match self.key(at) {
            "c" | "ca" | "circa" | "vers" | "hacia" | "um" => self.skip_sign(at + 1, "."),
            "~" => at + 1,
            _ => return None,
        };
        self.year(next).map(|_| next)
    }

    pub(super) fn period(&self, at: usize) -> Option<(Vec<When>, usize)> {
        self.century(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.plain(at))
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
