//! Dates in digits: 2005-12-08, 12/8/2005, 8.12.2005.

use super::date::When;
use super::reader::Reader;

impl Reader<'_> {
    /// "2005-12-08", "2011-11", "12/8/2005", "8.12.2005".
    pub(super) fn numeric(&self, at: usize) -> Option<(Vec<When>, usize)> {
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
