//! "Nearly", "more than", "between … and …": numbers that are intervals.

use num_traits::Signed;

use super::exact::{self, Bound, Exact, Interval};

/// How a number is meant where it is not meant exactly.
///
/// How wide an approximation is depends on how round its number is. The *roundness* of a number is
/// the largest 1, 5, 10, 50, 100 … (or 0.5, 0.1 …) that divides it; the width is half of that, but
/// never more than a tenth of the number: "nearly eight" is 7.5 up to 8, "nearly 100" is 90 up to
/// 100, "about 1.2 million" is 1.15 to 1.25 million. Of things that are counted it is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// "about", "roughly", "some": a width to either side.
    About,
    /// "nearly", "almost", "just under": a width below, the number itself not included.
    Nearly,
    /// "just over": a width above, the number itself not included.
    JustOver,
    /// "more than", "over": anything above.
    MoreThan,
    /// "at least", "or more": it or anything above.
    AtLeast,
    /// "less than", "fewer than": anything below.
    LessThan,
    /// "up to", "at most": it or anything below.
    AtMost,
}

impl Approximation {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "about" => Self::About,
            "nearly" => Self::Nearly,
            "just-over" => Self::JustOver,
            "more-than" => Self::MoreThan,
            "at-least" => Self::AtLeast,
            "less-than" => Self::LessThan,
            "at-most" => Self::AtMost,
            _ => return None,
        })
    }

    /// The approximation a sign stands for, and the number of tokens in it: `<`, `>=`, `≈`, `~`.
    pub(super) fn signed(first: &str, second: Option<&str>) -> Option<(Self, usize)> {
        Some(match (first, second) {
            ("<", Some("=")) => (Self::AtMost, 2),
            (">", Some("=")) => (Self::AtLeast, 2),
            ("<", _) => (Self::LessThan, 1),
            (">", _) => (Self::MoreThan, 1),
            ("≤" | "⩽", _) => (Self::AtMost, 1),
            ("≥" | "⩾", _) => (Self::AtLeast, 1),
            ("~" | "≈" | "∼" | "≃" | "±", _) => (Self::About, 1),
            _ => return None,
        })
    }

    /// What `value` stands for with it. `least` is the smallest width, 0 for what is measured.
    pub(super) fn interval(self, value: Exact, least: Exact) -> Option<Interval> {
        let width = width(value)?.max(least);
        let bound = |at, closed| Some(Bound { at, closed });
        Some(match self {
            Self::About => Interval::new(
                exact::sub(value, width)?,
                true,
                exact::add(value, width)?,
                true,
            ),
            Self::Nearly => Interval::new(exact::sub(value, width)?, true, value, false),
            Self::JustOver => Interval::new(value, false, exact::add(value, width)?, true),
            Self::MoreThan => Interval {
                low: bound(value, false),
                high: None,
            },
            Self::AtLeast => Interval {
                low: bound(value, true),
                high: None,
            },
            Self::LessThan => Interval {
                low: None,
                high: bound(value, false),
            },
            Self::AtMost => Interval {
                low: None,
                high: bound(value, true),
            },
        })
    }
}

/// Half the roundness of `value`, at most a tenth of it.
fn width(value: Exact) -> Option<Exact> {
    let size = value.abs();
    let tenth = exact::div(size, Exact::from_integer(10))?;
    // Between fractions there is no digit to be round in: 2/3 has no last place.
    let mut denominator = *size.denom();
    let mut place = Exact::from_integer(1);
    while denominator % 2 == 0 || denominator % 5 == 0 {
        place = exact::div(place, Exact::from_integer(10))?;
        denominator /= match (denominator % 2, denominator % 5) {
            (0, 0) => 10,
            (0, _) => 2,
            _ => 5,
        };
    }
    if denominator != 1 || size == Exact::from_integer(0) {
        return Some(tenth);
    }
    let divides = |step: Exact| exact::div(size, step).is_some_and(|ratio| ratio.is_integer());
    let mut round = place;
    loop {
        let (five, ten) = (
            round * Exact::from_integer(5),
            round * Exact::from_integer(10),
        );
        if divides(ten) {
            round = ten;
        } else {
            if divides(five) {
                round = five;
            }
            break;
        }
    }
    exact::div(round, Exact::from_integer(2)).map(|half| half.min(tenth))
}
