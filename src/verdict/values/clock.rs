//! Times of day.

use super::Datum;
use super::reader::Reader;

impl Reader<'_> {
    /// "17:30", "5:30 pm", "8 pm", "20h30".
    pub(super) fn clock(&self, at: usize) -> Option<(Datum, usize)> {
        let number = |at: usize, most: u32| {
            let key = self.key(at);
            (self.is_numeral(at) && key.len() <= 2)
                .then(|| key.parse::<u32>().ok())
                .flatten()
                .filter(|&value| value < most)
        };
        // "5.45 p.m.": a decimal but for what stands behind it.
        let day = (self.key(at + 1), self.key(at + 2), self.key(at + 3));
        let pointed = matches!(day, ("am" | "pm", ..) | ("a" | "p", ".", "m"))
            .then(|| self.key(at).split_once('.'))
            .flatten()
            .and_then(|(hour, minute)| {
                let hour = hour.parse::<u32>().ok().filter(|&hour| hour < 24)?;
                let minute = minute
                    .parse()
                    .ok()
                    .filter(|&it| it < 60 && minute.len() == 2)?;
                Some((hour, minute))
            });
        let hour = match pointed {
            Some((hour, _)) => hour,
            None => number(at, 24)?,
        };
        let minutes = |sign: usize| {
            let two = self.key(sign + 1).len() == 2 && self.glued(sign) && self.glued(sign + 1);
            number(sign + 1, 60).filter(|_| two)
        };
        let (mut minute, mut next) = (pointed.map_or(0, |(_, minute)| minute), at + 1);
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
}
