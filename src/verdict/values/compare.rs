//! Whether two values say the same.

use super::amount::{Amount, Reading, Sense};
use super::date::{Date, Day, When, weekday};
use super::exact::{self, Bound, Exact, Interval};
use super::lexicon::fold;
use super::unit::Unit;
use super::{Datum, Kind, Value};

/// What two values are to each other. The reason is a clause for a message: it names both values
/// as written and has no full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// One value, however it is written.
    Equal,
    /// Both can be true: one is less precise, or they overlap.
    Compatible(String),
    /// They cannot both be true.
    Incompatible(String),
    /// They do not speak of the same kind of thing, or one cannot be pinned down.
    NotComparable(String),
}

impl Comparison {
    /// Equal or compatible: the one bears the other out.
    pub fn agrees(&self) -> bool {
        matches!(self, Self::Equal | Self::Compatible(_))
    }

    /// Incompatible: the one speaks against the other.
    pub fn conflicts(&self) -> bool {
        matches!(self, Self::Incompatible(_))
    }

    /// The reason; `None` for equal values, which need none.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Equal => None,
            Self::Compatible(reason) | Self::Incompatible(reason) | Self::NotComparable(reason) => {
                Some(reason)
            }
        }
    }
}

/// Compares two values that were read in texts. Symmetric but for the order of the words in a
/// reason. Values of different kinds are not comparable: a text may hold both.
pub fn compare(a: &Value, b: &Value) -> Comparison {
    let different = || {
        let (a_kind, b_kind) = (a.datum.kind().name(), b.datum.kind().name());
        Comparison::NotComparable(format!("{a} is {a_kind}, {b} is {b_kind}"))
    };
    match (&a.datum, &b.datum) {
        (Datum::Relative, _) | (_, Datum::Relative) => {
            if same_text(a, b) {
                Comparison::Equal
            } else {
                let relative = if a.datum == Datum::Relative { a } else { b };
                Comparison::NotComparable(format!("{relative} depends on what it is counted from"))
            }
        }
        (Datum::Amount(x), Datum::Amount(y)) => amounts(a, x, b, y),
        (Datum::Date(x), Datum::Date(y)) => dates(a, x, b, y),
        (Datum::Date(date), Datum::Amount(amount)) => {
            year_and_number(a, date, b, amount).unwrap_or_else(different)
        }
        (Datum::Amount(amount), Datum::Date(date)) => {
            year_and_number(b, date, a, amount).unwrap_or_else(different)
        }
        (Datum::Boolean(x), Datum::Boolean(y)) => equal_or_not(x == y, a, b),
        (Datum::Clock(x), Datum::Clock(y)) => equal_or_not(x == y, a, b),
        (Datum::Score(..), Datum::Score(..)) => equal_or_not(a.datum == b.datum, a, b),
        (Datum::Identifier, Datum::Identifier) | (Datum::Text, Datum::Text) => {
            equal_or_not(same_text(a, b), a, b)
        }
        _ => different(),
    }
}

/// Compares two declared values of one subject. As [`compare`], but what is no figure, and figures
/// of different kinds, are compared as text, and the reason says so.
pub fn compare_declared(a: &Value, b: &Value) -> Comparison {
    let text = [a, b].iter().any(|value| value.datum == Datum::Text);
    let alike = a.datum.kind().family() == b.datum.kind().family();
    match compare(a, b) {
        Comparison::NotComparable(reason)
            if a.datum != Datum::Relative && b.datum != Datum::Relative =>
        {
            if !text && alike {
                Comparison::NotComparable(reason)
            } else if same_text(a, b) {
                Comparison::Equal
            } else {
                Comparison::Incompatible(format!("compared as text, {a} is not {b}"))
            }
        }
        Comparison::Incompatible(_) if text => {
            Comparison::Incompatible(format!("compared as text, {a} is not {b}"))
        }
        other => other,
    }
}

fn equal_or_not(equal: bool, a: &Value, b: &Value) -> Comparison {
    if equal {
        Comparison::Equal
    } else {
        unequal(a, b)
    }
}

fn unequal(a: &Value, b: &Value) -> Comparison {
    Comparison::Incompatible(format!("{a} is not {b}"))
}

/// Case, accents, white space and the glyphs of dashes and quotation marks do not count.
fn same_text(a: &Value, b: &Value) -> bool {
    let folded = |value: &Value| {
        let tokens = super::scan::tokens(&value.written);
        tokens
            .iter()
            .map(|token| fold(&token.key))
            .collect::<Vec<_>>()
    };
    folded(a) == folded(b)
}

/// A number of four digits may be a year, and a year a number.
fn year_and_number(
    dated: &Value,
    date: &Date,
    counted: &Value,
    amount: &Amount,
) -> Option<Comparison> {
    let digits = |value: &Value| value.written.bytes().all(|b| b.is_ascii_digit());
    let [reading] = amount.readings[..] else {
        return None;
    };
    let year = reading
        .value
        .filter(|value| {
            amount.unit.is_none() && amount.sense == Sense::Cardinal && value.is_integer()
        })
        .and_then(|value| i32::try_from(value.to_integer()).ok())
        .filter(|year| (1000..2200).contains(year));
    if let Some(year) = year.filter(|_| digits(counted)) {
        let readings = vec![When::year(year)];
        return Some(dates(dated, date, counted, &Date { readings }));
    }
    if !digits(dated) {
        return None;
    }
    let number = Datum::count(dated.written.parse().ok()?);
    let Datum::Amount(number) = &number else {
        return None;
    };
    Some(amounts(dated, number, counted, amount)).filter(Comparison::agrees)
}

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
        // An interval of step 0 is meant to the letter: what rounds into it does not lie in it.
        (None, Some(y)) if a.step == Exact::from_integer(0) => overlap(a.covers.contains(y)),
        (Some(x), None) if b.step == Exact::from_integer(0) => overlap(b.covers.contains(x)),
        _ => overlap(a.covers.meets(&b.covers)),
    }
}

fn amounts(a: &Value, x: &Amount, b: &Value, y: &Amount) -> Comparison {
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

fn dates(a: &Value, x: &Date, b: &Value, y: &Date) -> Comparison {
    if x == y {
        return Comparison::Equal;
    }
    let best = x
        .readings
        .iter()
        .flat_map(|left| y.readings.iter().map(move |right| moments(left, right)))
        .min_by_key(|relation| *relation as u8);
    let plain = x.readings.len() == 1 && y.readings.len() == 1;
    match best.unwrap_or(Relation::Apart) {
        Relation::Same if plain => Comparison::Equal,
        Relation::Same if x.readings.len() > 1 => {
            Comparison::Compatible(format!("{a} can be read as {b}"))
        }
        Relation::Same => Comparison::Compatible(format!("{b} can be read as {a}")),
        Relation::Covers => Comparison::Compatible(format!("{a} covers {b}")),
        Relation::Covered => Comparison::Compatible(format!("{b} covers {a}")),
        Relation::Overlaps => Comparison::Compatible(format!("{a} overlaps {b}")),
        Relation::Apart => unequal(a, b),
        Relation::Unknown => {
            Comparison::NotComparable(format!("{a} and {b} do not name the same part of a date"))
        }
    }
}

/// How two moments lie; the better ones first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Covers,
    Covered,
    Overlaps,
    Unknown,
    Apart,
}

fn moments(a: &When, b: &When) -> Relation {
    match (*a, *b) {
        (When::Days { first: a, last: b }, When::Days { first: c, last: d }) => {
            if (a, b) == (c, d) {
                Relation::Same
            } else if a <= c && d <= b {
                Relation::Covers
            } else if c <= a && b <= d {
                Relation::Covered
            } else if a <= d && c <= b {
                Relation::Overlaps
            } else {
                Relation::Apart
            }
        }
        (When::Weekday(a), When::Weekday(b)) => {
            if a == b {
                Relation::Same
            } else {
                Relation::Apart
            }
        }
        (
            When::Yearless { month, day },
            When::Yearless {
                month: other,
                day: other_day,
            },
        ) => match (day, other_day) {
            _ if month != other => Relation::Apart,
            (a, b) if a == b => Relation::Same,
            (None, _) => Relation::Covers,
            (_, None) => Relation::Covered,
            _ => Relation::Apart,
        },
        (When::Yearless { month, day }, When::Days { first, last }) => {
            yearless((month, day), first, last)
        }
        (When::Days { first, last }, When::Yearless { month, day }) => {
            match yearless((month, day), first, last) {
                Relation::Covers => Relation::Covered,
                Relation::Covered => Relation::Covers,
                other => other,
            }
        }
        (When::Weekday(day), When::Days { first, last }) => match first == last {
            true if weekday(first) == day => Relation::Covers,
            true => Relation::Apart,
            false => Relation::Unknown,
        },
        (When::Days { first, last }, When::Weekday(day)) => match first == last {
            true if weekday(first) == day => Relation::Covered,
            true => Relation::Apart,
            false => Relation::Unknown,
        },
        (When::Weekday(_), When::Yearless { .. }) | (When::Yearless { .. }, When::Weekday(_)) => {
            Relation::Unknown
        }
    }
}

/// A day or month of some year against known days.
fn yearless((month, day): (u8, Option<u8>), first: Day, last: Day) -> Relation {
    if first == last {
        let fits = first.1 == month && day.is_none_or(|day| day == first.2);
        return if fits {
            Relation::Covers
        } else {
            Relation::Apart
        };
    }
    if first.0 != last.0 {
        // Two years or more hold every day but perhaps the last and first months of a short range.
        let whole = last.0 - first.0 > 1;
        let fits = whole || month >= first.1 || month <= last.1;
        return if fits {
            Relation::Overlaps
        } else {
            Relation::Apart
        };
    }
    let fits = (first.1..=last.1).contains(&month)
        && day.is_none_or(|day| {
            (first.1, first.2) <= (month, day) && (month, day) <= (last.1, last.2)
        });
    if fits {
        Relation::Overlaps
    } else {
        Relation::Apart
    }
}

impl Kind {
    /// Kinds whose values are about the same thing, told apart by their unit.
    fn family(self) -> Self {
        match self {
            Self::Points => Self::Percentage,
            Self::Age => Self::Duration,
            other => other,
        }
    }
}
