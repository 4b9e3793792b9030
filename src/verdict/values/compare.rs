//! Whether two values say the same.

use super::amount::{Amount, Sense};
use super::compare_amounts::amounts;
use super::compare_dates::dates;
use super::date::{Date, When};
use super::lexicon::fold;
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
    if let Some(same) = rank_and_number(a, b) {
        return equal_or_not(same, a, b);
    }
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

/// Whether a place in a row and a bare number are one: "21st" and 21.
fn rank_and_number(a: &Value, b: &Value) -> Option<bool> {
    let (Datum::Amount(x), Datum::Amount(y)) = (&a.datum, &b.datum) else {
        return None;
    };
    let ranks = (x.sense == Sense::Ordinal) != (y.sense == Sense::Ordinal);
    let number = |amount: &Amount| match amount.readings[..] {
        [reading] if amount.unit.is_none() => reading.value,
        _ => None,
    };
    ranks
        .then(|| number(x).zip(number(y)))?
        .map(|(x, y)| x == y)
}

fn equal_or_not(equal: bool, a: &Value, b: &Value) -> Comparison {
    if equal {
        Comparison::Equal
    } else {
        unequal(a, b)
    }
}

pub(super) fn unequal(a: &Value, b: &Value) -> Comparison {
    Comparison::Incompatible(format!("{a} is not {b}"))
}

/// Case, accents, white space and the glyphs of dashes and quotation marks do not count.
fn same_text(a: &Value, b: &Value) -> bool {
    let folded = |value: &Value| {
        let tokens = super::scan::tokens(&value.written);
        tokens
            .iter()
            .map(|token| fold(&token.key).into_owned())
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

impl Kind {
    /// Whether values of the two can be meant for one thing: an age is a duration.
    pub fn is_like(self, other: Self) -> bool {
        self.family() == other.family()
    }

    /// Kinds whose values are about the same thing, told apart by their unit.
    pub(super) fn family(self) -> Self {
        match self {
            Self::Points => Self::Percentage,
            Self::Age => Self::Duration,
            other => other,
        }
    }
}
