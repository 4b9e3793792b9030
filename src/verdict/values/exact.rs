//! Exact numbers and the intervals they bound. No binary floating point: 0.1 is a tenth.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

/// An exact number.
pub type Exact = Ratio<i128>;

/// Most digits a written number may have before and after its decimal sign. Beyond it, it is no
/// figure of a text, and products with the factors of `data/` could leave 128 bits.
pub(super) const DIGITS: (usize, usize) = (18, 9);

/// `digits` as a whole number, shifted right by `decimals` places.
pub(super) fn decimal(digits: &str, decimals: usize) -> Option<Exact> {
    if digits.len().saturating_sub(decimals) > DIGITS.0 || decimals > DIGITS.1 {
        return None;
    }
    let numerator: i128 = digits.parse().ok()?;
    Some(Exact::new(numerator, power_of_ten(decimals)))
}

/// Ten to the power of `exponent`, which is small.
pub(super) fn power_of_ten(exponent: usize) -> i128 {
    std::iter::repeat_n(10, exponent).product()
}

/// A number of `data/`: "12", "3/2".
pub(super) fn parse(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => {
            let (n, d) = (n.parse().ok()?, d.parse().ok()?);
            (d != 0).then(|| Exact::new(n, d))
        }
        None => text.parse().ok().map(Exact::from_integer),
    }
}

pub(super) fn add(a: Exact, b: Exact) -> Option<Exact> {
    a.checked_add(&b)
}

pub(super) fn sub(a: Exact, b: Exact) -> Option<Exact> {
    a.checked_sub(&b)
}

pub(super) fn mul(a: Exact, b: Exact) -> Option<Exact> {
    a.checked_mul(&b)
}

pub(super) fn div(a: Exact, b: Exact) -> Option<Exact> {
    a.checked_div(&b)
}

/// One end of an [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where it lies.
    pub at: Exact,
    /// Whether the end itself belongs to the interval.
    pub closed: bool,
}

/// All numbers a written figure can stand for. `None` is an open side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
}

impl Interval {
    /// From `low` to `high`.
    pub(super) fn new(low: Exact, low_closed: bool, high: Exact, high_closed: bool) -> Self {
        Self {
            low: Some(Bound {
                at: low,
                closed: low_closed,
            }),
            high: Some(Bound {
                at: high,
                closed: high_closed,
            }),
        }
    }

    /// Exactly `at`.
    pub(super) fn point(at: Exact) -> Self {
        Self::new(at, true, at, true)
    }

    /// Whether some number lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        fn below(low: Option<Bound>, high: Option<Bound>) -> bool {
            match (low, high) {
                (Some(low), Some(high)) => {
                    low.at < high.at || (low.at == high.at && low.closed && high.closed)
                }
                _ => true,
            }
        }
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// Whether `value` lies in it.
    pub fn contains(&self, value: Exact) -> bool {
        self.meets(&Self::point(value))
    }

    /// The same interval in a unit `factor` times smaller; `factor` is positive.
    pub(in crate::verdict) fn scaled(&self, factor: Exact) -> Option<Self> {
        let scale = |bound: Bound| {
            let at = mul(bound.at, factor)?;
            Some(Bound { at, ..bound })
        };
        self.mapped(scale, scale)
    }

    /// The interval between what `low` and `high` make of its ends; an open side stays open.
    pub(super) fn mapped(
        &self,
        low: impl Fn(Bound) -> Option<Bound>,
        high: impl Fn(Bound) -> Option<Bound>,
    ) -> Option<Self> {
        let mut mapped = *self;
        if let Some(bound) = self.low {
            mapped.low = Some(low(bound)?);
        }
        if let Some(bound) = self.high {
            mapped.high = Some(high(bound)?);
        }
        Some(mapped)
    }
}
