//! Places in a row: "21st", "fourth".

use super::amount::{Amount, Reading, Sense};
use super::exact::{Exact, Interval};
use super::lexicon::{Language, Role};
use super::measure::ReadAmount;
use super::reader::Reader;

impl Reader<'_> {
    /// "21st", "3e", "fourth". Of the words only those from the third on: "first" and "second" are
    /// rarely figures.
    pub(super) fn ordinal(&self, at: usize) -> Option<ReadAmount> {
        let (value, next) = if self.is_numeral(at) {
            let suffix = self.key(at + 1);
            let known = match self.language() {
                Language::English => matches!(suffix, "st" | "nd" | "rd" | "th"),
                Language::French => matches!(suffix, "er" | "re" | "e" | "eme" | "nd" | "nde"),
                Language::Spanish => matches!(suffix, "º" | "ª" | "o" | "a"),
                Language::German => false,
            };
            let digits = self.key(at).bytes().all(|b| b.is_ascii_digit());
            if !(known && digits && self.glued(at + 1)) {
                return None;
            }
            (
                self.key(at)
                    .parse()
                    .ok()
                    .filter(|&value| value < 1_000_000)?,
                at + 2,
            )
        } else {
            let (value, next) = self.worded_ordinal(at)?;
            // "the Seventh Circuit" is a name.
            let name = self.has_capital(at) && self.has_capital(next);
            if (value < 3 || name) && !self.whole {
                return None;
            }
            (value, next)
        };
        let value = Exact::from_integer(value);
        let covers = Interval::point(value);
        let reading = Reading {
            value: Some(value),
            step: Exact::from_integer(1),
            covers,
            to_the_letter: false,
        };
        let amount = Amount {
            readings: vec![reading],
            unit: None,
            sense: Sense::Ordinal,
            range: false,
        };
        Some(ReadAmount {
            amount,
            relative: false,
            next,
            lone_one: false,
        })
    }

    fn worded_ordinal(&self, at: usize) -> Option<(i128, usize)> {
        let ordinal = |role: &Role| match role {
            Role::Ordinal(value) => Some(*value),
            _ => None,
        };
        let tens = self.phrase(at, |role| match role {
            Role::Number(value) if value.is_integer() => Some(value.to_integer()),
            _ => None,
        });
        if let Some((tens, next)) = tens {
            let hyphen = self.skip_hyphen(next);
            let (unit, end) = self.phrase(hyphen, ordinal)?;
            let fits = hyphen > next && (20..100).contains(&tens) && tens % 10 == 0 && unit < 10;
            return fits.then_some((tens + unit, end));
        }
        // "a third of" is read as a fraction before this is asked.
        let (value, next) = self.phrase(at, ordinal)?;
        Some((value, next))
    }
}
