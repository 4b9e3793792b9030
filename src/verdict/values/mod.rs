//! Values: what a number, date, amount or share in a text says, however it is written.
//!
//! [`parse`] reads a text that is nothing but one value, as `value = "nearly eight years"` in a
//! claim file; [`find()`] finds every figure in a running text; [`compare()`] says whether two values
//! are equal, compatible (one is less precise) or incompatible, and why. No model, no network and
//! no clock: the same text is the same value everywhere.
//!
//! # What is one value, and what is not
//!
//! **Numbers** are exact. 1,960, 1 960 and "one thousand nine hundred and sixty" are one; so are
//! 9.5 and 9.50; 1 in 8, ⅛ and 12.5 %. "1.960" is 1.96 or 1960, and agrees with either.
//! Whole numbers that count something are exact: 96 is not 98, nor 60 "60.4". All else is as
//! precise as it is written: 1.2 million is what rounds to it, so 1,234,567 is compatible with it
//! and 1,260,000 is not. Halves round up.
//!
//! **Approximations** are intervals: "more than 60" is anything above 60, "between 5 and 8" both
//! ends included. "Nearly", "about" and "just over" are as wide as their number is round
//! ([`Approximation`]). So "nearly eight years" is 7.5 years or more, but less than 8. A measured
//! number is compatible with an interval when what rounds to it reaches into it: "eight years" is
//! compatible with "nearly eight years", less precise; "seven years" is not. A comparison sign is
//! meant to the letter: 0.05 is not `< 0.05`.
//!
//! **Units.** Within one system they convert exactly: 13 weeks are 91 days, 2.5 mg is 0.0025 g, 40
//! basis points are 0.4 percentage points. Feet and metres are converted too, but are at best
//! compatible, never equal. Years and days, too: a year has 365 or 366. Percent and percentage
//! points, milligrams and millilitres, dollars and euros cannot be converted: the same number of
//! both is incompatible (one unit is wrong), different numbers are not comparable (two things). A
//! number without a unit is compatible with the same number of anything. "$" is any dollar; a cent
//! is a hundredth of whatever currency is named. Ages are counted in completed years: "aged 37" is
//! anything from 37 up to 38.
//!
//! **Dates** are the days they can mean: "April 2008" covers "25 April 2008", "late 2005" is August
//! to December, a season is its whole year (the hemispheres differ), "c. 1890" is five years to
//! either side. "12/8/2005" is read both ways and agrees with either. A number of four digits may
//! be a year. "Two years later" depends on what went before and compares with nothing.
//!
//! **Votes and scores** ("3–2", "three votes to two") agree in both numbers, in order.
//! **Identifiers** that hold digits (COVID-19, Section 2.4, 1.2.3, telephone numbers) are compared
//! as text, as is everything else that is no figure.
//!
//! # Languages
//!
//! English, Spanish, French and German, from the tables in `data/`; which one is guessed from the
//! words. Case and accents do not count, but in the symbols of units (mW is not MW).

use std::fmt;

mod amount;
mod approximation;
mod clock;
mod compare;
mod compare_amounts;
mod compare_dates;
mod data;
mod date;
mod date_digits;
mod date_range;
mod date_words;
mod exact;
mod find;
mod fraction;
mod identifier;
mod lexicon;
mod measure;
mod number;
mod ordinal;
mod period;
mod reader;
mod roman;
mod scan;
mod score;
#[cfg(test)]
mod tests;
mod unit;
mod words;

pub use amount::{Amount, Reading, Sense};
pub use approximation::Approximation;
pub use compare::{Comparison, compare, compare_declared};
pub use date::{Date, Day, When};
pub use exact::{Bound, Exact, Interval};
pub use find::{Found, Scanned, find, find_in};
pub use lexicon::Language;
pub use unit::Unit;

use crate::claim;

/// A value and the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As written.
    pub written: String,
    /// What it says.
    pub datum: Datum,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// What a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Datum {
    /// Yes or no.
    Boolean(bool),
    /// A number, perhaps of a unit, perhaps approximate.
    Amount(Amount),
    /// A date, full or partial.
    Date(Date),
    /// A time of day, in minutes after midnight.
    Clock(u32),
    /// Votes or goals for and against.
    Score(u32, u32),
    /// A time counted from another: "two years later".
    Relative,
    /// A name that holds digits.
    Identifier,
    /// Anything else.
    Text,
}

impl Datum {
    /// A whole number of something.
    pub(super) fn count(value: i128) -> Self {
        let value = Exact::from_integer(value);
        let covers = Interval::point(value);
        let reading = Reading {
            value: Some(value),
            step: Exact::from_integer(1),
            covers,
            to_the_letter: false,
        };
        Self::Amount(Amount {
            readings: vec![reading],
            unit: None,
            sense: Sense::Cardinal,
            range: false,
        })
    }

    /// A number with this many decimals.
    fn decimal(value: Exact, decimals: usize) -> Option<Self> {
        let step = Exact::new(1, exact::power_of_ten(decimals));
        let reading = amount::rounded(value, step)?;
        Some(Self::Amount(Amount {
            readings: vec![reading],
            unit: None,
            sense: Sense::Cardinal,
            range: false,
        }))
    }

    /// What kind of value it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Boolean(_) => Kind::Boolean,
            Self::Amount(amount) => amount::kind_of(amount.sense, amount.unit.as_ref()),
            Self::Date(_) => Kind::Date,
            Self::Clock(_) => Kind::Clock,
            Self::Score(..) => Kind::Score,
            Self::Relative => Kind::Relative,
            Self::Identifier => Kind::Identifier,
            Self::Text => Kind::Text,
        }
    }
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A bare number or a fraction.
    Number,
    /// A place in a row: "21st".
    Ordinal,
    /// Percent or per mille.
    Percentage,
    /// Percentage points or basis points.
    Points,
    /// An amount of money.
    Money,
    /// A length of time.
    Duration,
    /// A person's age.
    Age,
    /// Any other number of a unit.
    Quantity,
    /// A date.
    Date,
    /// A time of day.
    Clock,
    /// Votes or goals.
    Score,
    /// A time counted from another.
    Relative,
    /// A name that holds digits.
    Identifier,
    /// Yes or no.
    Boolean,
    /// Anything else.
    Text,
}

impl Kind {
    /// What it is called in a message, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Ordinal => "a place in a row",
            Self::Percentage => "a percentage",
            Self::Points => "a number of points",
            Self::Money => "an amount of money",
            Self::Duration => "a duration",
            Self::Age => "an age",
            Self::Quantity => "a quantity",
            Self::Date => "a date",
            Self::Clock => "a time of day",
            Self::Score => "a score",
            Self::Relative => "a relative time",
            Self::Identifier => "an identifier",
            Self::Boolean => "yes or no",
            Self::Text => "text",
        }
    }
}

/// The value that the whole of `text` is; `None` where it is no figure, date or yes or no.
///
/// The languages are tried from the likeliest on.
pub fn parse(text: &str) -> Option<Value> {
    let written = text.trim();
    let tokens = scan::tokens(written);
    if tokens.is_empty() {
        return None;
    }
    let likeliest = lexicon::guess(&tokens);
    let others = Language::ALL
        .into_iter()
        .filter(|&language| language != likeliest);
    let mut readings = std::iter::once(likeliest)
        .chain(others)
        .filter_map(|language| find::whole(written, &tokens, language));
    // What is only a name in one language may be a figure in another: "21e".
    let first = readings.next()?;
    let figure = if first == Datum::Identifier {
        readings.find(|datum| *datum != Datum::Identifier)
    } else {
        None
    };
    Some(figure.unwrap_or(first)).map(|datum| Value {
        written: written.to_owned(),
        datum,
    })
}

/// The value a claim file declares; text that cannot be read as one stays [`Datum::Text`].
pub fn from_declared(declared: &claim::Value) -> Value {
    let parsed = |written: String| {
        parse(&written).unwrap_or(Value {
            written,
            datum: Datum::Text,
        })
    };
    match declared {
        claim::Value::Integer(value) => Value {
            written: value.to_string(),
            datum: Datum::count(i128::from(*value)),
        },
        claim::Value::Boolean(value) => Value {
            written: value.to_string(),
            datum: Datum::Boolean(*value),
        },
        // The shortest digits that read back as this float: those the writer typed, but for zeros.
        claim::Value::Float(value) => float(value.to_string()),
        claim::Value::Date(written) => match date::toml_date(written) {
            Some(found) => Value {
                written: written.clone(),
                datum: Datum::Date(found),
            },
            None => parsed(written.clone()),
        },
        claim::Value::Text(text) => parsed(text.clone()),
    }
}

/// A TOML float, whose point is the decimal sign whatever follows it.
fn float(written: String) -> Value {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, written.as_str()),
    };
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let datum = exact::decimal(&digits.replace('.', ""), decimals)
        .and_then(|value| Datum::decimal(value * Exact::from_integer(sign), decimals))
        .unwrap_or(Datum::Text);
    Value { written, datum }
}
