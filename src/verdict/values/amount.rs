//! Amounts: a number, perhaps approximate, of a unit.

use num_traits::Zero;

use super::Kind;
use super::exact::{self, Exact, Interval};
use super::measure::Front;
use super::number::Number;
use super::unit::Unit;

/// A number of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// What it says; more than one where the writing is ambiguous ("1.960"). Never empty.
    pub readings: Vec<Reading>,
    /// What it counts in; `None` for a bare number.
    pub unit: Option<Unit>,
    /// How it is meant.
    pub sense: Sense,
    /// Whether both ends were written: "five to eight".
    pub range: bool,
}

/// One reading of an amount, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number it gives; `None` for an interval.
    pub value: Option<Exact>,
    /// The worth of its last digit; 0.01 for "9.50", 100,000 for "1.2 million", 0 for a fraction.
    pub step: Exact,
    /// All that it can stand for.
    pub covers: Interval,
    /// An interval given by a comparison sign, which is meant to the letter.
    pub to_the_letter: bool,
}

/// What kind of number an amount holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// How many or how much.
    Cardinal,
    /// Which in a row: "21st".
    Ordinal,
    /// A person's age: "aged 37", "11-year-old". Counted in completed years.
    Age,
}

/// The unit of fractions.
pub(super) fn fraction() -> Unit {
    Unit {
        symbol: String::new(),
        dimension: Unit::SHARE.to_owned(),
        system: String::new(),
        family: String::new(),
        factor: Exact::from_integer(1),
    }
}

pub(super) fn build(
    low: &[Number],
    high: Option<&[Number]>,
    unit: Option<Unit>,
    sense: Sense,
    front: &Front,
) -> Option<Amount> {
    let counted = unit.is_none();
    let readings: Vec<Reading> = match high {
        Some(high) => vec![range(low, high)?],
        None => low
            .iter()
            .filter_map(|number| reading(number, counted, sense, front))
            .collect(),
    };
    (!readings.is_empty()).then_some(Amount {
        readings,
        unit,
        sense,
        range: high.is_some(),
    })
}

/// "A to B". A scale word behind B is meant for A too: "between 2 and 3 million".
fn range(low: &[Number], high: &[Number]) -> Option<Reading> {
    let (mut low, high) = (*low.first()?, high.first()?);
    let rounded = high.step > Exact::from_integer(1) && low.step <= Exact::from_integer(1);
    if rounded {
        let shared = exact::mul(low.value, high.step)?;
        if low.value < Exact::from_integer(1000) && shared < high.value {
            low.value = shared;
        }
    }
    let covers = Interval::new(low.value, true, high.value, true);
    Some(Reading {
        value: None,
        step: high.step,
        covers,
        to_the_letter: false,
    })
}

fn reading(number: &Number, counted: bool, sense: Sense, front: &Front) -> Option<Reading> {
    let (value, step) = (number.value, number.step);
    let whole = Exact::from_integer(1);
    if let Some(approximation) = front.approximation {
        let least = if counted && number.is_count() {
            whole
        } else {
            Exact::zero()
        };
        let covers = approximation.interval(value, least)?;
        return Some(Reading {
            value: None,
            step,
            covers,
            to_the_letter: front.symbolic,
        });
    }
    let covers = if counted && number.is_count() {
        Interval::point(value)
    } else if sense == Sense::Age {
        Interval::new(value, true, exact::add(value, step)?, step.is_zero())
    } else {
        rounding(value, step)?
    };
    Some(Reading {
        value: Some(value),
        step,
        covers,
        to_the_letter: false,
    })
}

/// A bare number as written to the place of `step`.
pub(super) fn rounded(value: Exact, step: Exact) -> Option<Reading> {
    let number = Number {
        value,
        step,
        share: false,
    };
    reading(&number, true, Sense::Cardinal, &Front::default())
}

/// What rounds to `value` at `step`: half a step down, included, up to half a step up.
fn rounding(value: Exact, step: Exact) -> Option<Interval> {
    let half = exact::div(step, Exact::from_integer(2))?;
    let (low, high) = (exact::sub(value, half)?, exact::add(value, half)?);
    let up = value >= Exact::zero();
    Some(Interval::new(
        low,
        up || step.is_zero(),
        high,
        !up || step.is_zero(),
    ))
}

/// The kind of an amount.
pub(super) fn kind_of(sense: Sense, unit: Option<&Unit>) -> Kind {
    match (sense, unit) {
        (Sense::Age, _) => Kind::Age,
        (Sense::Ordinal, _) => Kind::Ordinal,
        (Sense::Cardinal, None) => Kind::Number,
        (Sense::Cardinal, Some(unit)) if unit.is_money() => Kind::Money,
        (Sense::Cardinal, Some(unit)) if unit.is_time() => Kind::Duration,
        (Sense::Cardinal, Some(unit)) if unit.dimension == Unit::SHARE => {
            if unit.symbol.is_empty() {
                Kind::Number
            } else {
                Kind::Percentage
            }
        }
        (Sense::Cardinal, Some(unit)) if unit.dimension == Unit::POINTS => Kind::Points,
        (Sense::Cardinal, Some(_)) => Kind::Quantity,
    }
}
