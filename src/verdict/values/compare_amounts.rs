//! Whether two amounts say the same.

use num_traits::Zero;

use super::Value;
use super::amount::{Amount, Reading, Sense};
use super::compare::{Comparison, unequal};
use super::exact::{self, Bound, Exact, Interval};
use super::unit::Unit;

/// How two readings stand to each other; better ones are greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Conflict,
    /// Both can be true.
    Overlap,
    /// The second rounds to the first.
    FirstCoarser,
    /// The first rounds to the second.
    SecondCoarser,
    Same,
}

/// Within what `amounts` converts, all in one unit.
fn readings(a: &[Reading], b: &[Reading]) -> Agreement {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| reading(x, y)));
    pairs.max().unwrap_or(Agreement::Conflict)
}

fn reading(a: &Reading, b: &Reading) -> Agreement {
    let overlap = |fits: bool| {
        if fits {
            Agreement::Overlap
        } else {
            Agreement::Conflict
        }
    };
    match (a.value, b.value) {
        (Some(x), Some(y)) if x == y => Agreement::Same,
        (Some(_), Some(y)) if a.step > b.step && a.covers.contains(y) => Agreement::FirstCoarser,
        (Some(x), Some(_)) if b.step > a.step && b.covers.contains(x) => Agreement::SecondCoarser,
        (Some(_), Some(_)) => Agreement::Conflict,
        (None, None) if a.covers == b.covers => Agreement::Same,
        // What rounds into it does not lie in it.
        (None, Some(y)) if a.to_the_letter => overlap(a.covers.contains(y)),
        (Some(x), None) if b.to_the_letter => overlap(b.covers.contains(x)),
        _ => overlap(a.covers.meets(&b.covers)),
    }
}

pub(super) fn amounts(a: &Value, x: &Amount, b: &Value, y: &Amount) -> Comparison {
    let (a_kind, b_kind) = (a.datum.kind(), b.datum.kind());
    let different = |what: &str| Comparison::NotComparable(format!("{a} and {b} are {what}"));
    if (x.sense == Sense::Ordinal) != (y.sense == Sense::Ordinal) {
        return different("a number and a place in a row");
    }
    let (Some(x_unit), Some(y_unit)) = (&x.unit, &y.unit) else {
        return without_unit(a, x, b, y);
    };
    let by_number = |what: &str| {
        // One number with two units is one of them wrong; two numbers are two things.
        if readings(&x.readings, &y.readings) == Agreement::Same {
            Comparison::Incompatible(format!("{a} is not {b}: {what}"))
        } else {
            Comparison::NotComparable(format!("{a} and {b}: {what}"))
        }
    };
    if x_unit.is_time() && y_unit.is_time() && x_unit.dimension != y_unit.dimension {
        return across_the_calendar(a, x, b, y);
    }
    // "40 degrees" does not say of which scale.
    let bare_degree = |unit: &Unit| unit.dimension == Unit::ANGLE;
    let scaled = |unit: &Unit| matches!(&*unit.dimension, Unit::CELSIUS | Unit::FAHRENHEIT);
    if bare_degree(x_unit) && scaled(y_unit) || scaled(x_unit) && bare_degree(y_unit) {
        return match explained(readings(&x.readings, &y.readings), a, x, b, y) {
            Comparison::Equal => Comparison::Compatible(format!("{a} agrees with {b}")),
            other => other,
        };
    }
    if x_unit.dimension != y_unit.dimension {
        return if a_kind.family() == b_kind.family() {
            by_number("the units measure different things")
        } else {
            different("different kinds of figures")
        };
    }
    let cents = (x_unit.family == Unit::CENT) != (y_unit.family == Unit::CENT);
    let namesakes = x_unit.family == y_unit.family && !(specific(x_unit) && specific(y_unit));
    let one_system = x_unit.system == y_unit.system || (x_unit.is_money() && namesakes);
    if x_unit.is_money() && !one_system && !cents {
        return by_number("the currencies differ");
    }
    let (Some(left), Some(right)) = (in_base(x), in_base(y)) else {
        return by_number("the units are too far apart to convert");
    };
    // 18 months are as near to one year as to two.
    if x_unit.is_time() && x_unit.factor != y_unit.factor && halfway(&left, &right) {
        return unequal(a, b);
    }
    if one_system {
        return explained(readings(&left, &right), a, x, b, y);
    }
    let met = left
        .iter()
        .any(|l| right.iter().any(|r| l.covers.meets(&r.covers)));
    if met {
        Comparison::Compatible(format!("{a} converts to {b}"))
    } else {
        unequal(a, b)
    }
}

/// Whether the one lies just half way between what the other says and what is next to it.
fn halfway(a: &[Reading], b: &[Reading]) -> bool {
    let ([a], [b]) = (a, b) else { return false };
    let (Some(x), Some(y)) = (a.value, b.value) else {
        return false;
    };
    let step = a.step.max(b.step);
    let apart = exact::sub(x.max(y), x.min(y));
    apart.is_some_and(|apart| exact::add(apart, apart) == Some(step)) && !step.is_zero()
}

/// Whether a currency is that of one country: an ISO 4217 code.
fn specific(unit: &Unit) -> bool {
    unit.system.len() == 3 && unit.system.bytes().all(|b| b.is_ascii_uppercase())
}

/// A number without a unit may be one of anything; a share is also the number it is.
fn without_unit(a: &Value, x: &Amount, b: &Value, y: &Amount) -> Comparison {
    let bare_share = |amount: &Amount| {
        amount.unit.as_ref().is_some_and(|unit| {
            unit.dimension == Unit::SHARE && unit.factor == Exact::from_integer(1)
        })
    };
    let as_written = readings(&x.readings, &y.readings);
    if x.unit.is_none() && y.unit.is_none() || bare_share(x) || bare_share(y) {
        return explained(as_written, a, x, b, y);
    }
    let share = [x, y].iter().any(|amount| {
        amount
            .unit
            .as_ref()
            .is_some_and(|unit| unit.dimension == Unit::SHARE)
    });
    let as_share = match (in_base(x), in_base(y)) {
        (Some(left), Some(right)) if share => readings(&left, &right),
        _ => Agreement::Conflict,
    };
    if as_written.max(as_share) == Agreement::Conflict {
        return unequal(a, b);
    }
    let (bare, full) = if x.unit.is_none() { (a, b) } else { (b, a) };
    Comparison::Compatible(format!("{bare} agrees with {full} but names no unit"))
}

fn explained(agreement: Agreement, a: &Value, x: &Amount, b: &Value, y: &Amount) -> Comparison {
    let ambiguous = if x.readings.len() > 1 { a } else { b };
    let one_reading = x.readings.len() == 1 && y.readings.len() == 1;
    let point = |amount: &Amount| amount.readings.iter().all(|r| r.value.is_some());
    match agreement {
        Agreement::Same if one_reading || x.readings == y.readings => Comparison::Equal,
        Agreement::Same => {
            let other = if x.readings.len() > 1 { b } else { a };
            Comparison::Compatible(format!("{ambiguous} can be read as {other}"))
        }
        Agreement::FirstCoarser => Comparison::Compatible(coarser(a, x, b)),
        Agreement::SecondCoarser => Comparison::Compatible(coarser(b, y, a)),
        Agreement::Overlap => Comparison::Compatible(match (point(x), point(y)) {
            (true, _) => format!("{b} allows {a}"),
            (_, true) => format!("{a} allows {b}"),
            _ => format!("{a} overlaps {b}"),
        }),
        Agreement::Conflict => Comparison::Incompatible(match (point(x), point(y)) {
            (true, false) => format!("{b} does not allow {a}"),
            (false, true) => format!("{a} does not allow {b}"),
            _ => format!("{a} is not {b}"),
        }),
    }
}

fn coarser(coarse: &Value, amount: &Amount, fine: &Value) -> String {
    if amount.sense == Sense::Age {
        format!("{fine} is within {coarse}")
    } else {
        format!("{fine} rounds to {coarse}")
    }
}

/// The readings in the base unit of the dimension.
fn in_base(amount: &Amount) -> Option<Vec<Reading>> {
    let one = Exact::from_integer(1);
    let factor = amount.unit.as_ref().map_or(one, |unit| unit.factor);
    amount
        .readings
        .iter()
        .map(|reading| {
            Some(Reading {
                value: match reading.value {
                    Some(value) => Some(exact::mul(value, factor)?),
                    None => None,
                },
                step: exact::mul(reading.step, factor)?,
                covers: reading.covers.scaled(factor)?,
                ..*reading
            })
        })
        .collect()
}

/// Days against months or years. A month is no fixed number of days: a count of months stands for
/// anything from 365 to 366 twelfths each, and three days to either side.
fn across_the_calendar(a: &Value, x: &Amount, b: &Value, y: &Amount) -> Comparison {
    let of_calendar = |amount: &Amount| {
        amount
            .unit
            .as_ref()
            .is_some_and(|unit| unit.dimension == Unit::CALENDAR)
    };
    let (months, days) = if of_calendar(x) { (x, y) } else { (y, x) };
    let in_days = |amount: &Amount| -> Option<Vec<Interval>> {
        let day = Exact::new(1, 86_400);
        let points = in_base(amount)?
            .into_iter()
            .map(|reading| match reading.value {
                Some(value) => Interval::point(value),
                None => reading.covers,
            });
        points
            .map(|covers| {
                if !of_calendar(amount) {
                    return covers.scaled(day);
                }
                let spread = Exact::from_integer(3);
                let days = |bound: Bound, year| exact::mul(bound.at, Exact::new(year, 12));
                let ended = |at| Some(Bound { at, closed: true });
                covers.mapped(
                    |bound| ended(exact::sub(days(bound, 365)?, spread)?),
                    |bound| ended(exact::add(days(bound, 366)?, spread)?),
                )
            })
            .collect()
    };
    let (Some(months), Some(days)) = (in_days(months), in_days(days)) else {
        return unequal(a, b);
    };
    if months.iter().any(|m| days.iter().any(|d| m.meets(d))) {
        Comparison::Compatible(format!("{a} can be {b}"))
    } else {
        unequal(a, b)
    }
}
