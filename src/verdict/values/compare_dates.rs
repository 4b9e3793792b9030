//! Whether two dates say the same.

use super::Value;
use super::compare::{Comparison, unequal};
use super::date::{Date, Day, When, weekday};

pub(super) fn dates(a: &Value, x: &Date, b: &Value, y: &Date) -> Comparison {
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
