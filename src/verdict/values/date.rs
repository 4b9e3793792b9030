//! Dates, full and partial, and how they are written.

/// A day of the calendar: year, month 1 to 12, day 1 to 31.
pub type Day = (i32, u8, u8);

/// A date with all its readings: "12/8/2005" has two. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// What it says.
    pub readings: Vec<When>,
}

/// One reading of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All days from the first to the last, both included: a day, a month, a year, a decade.
    Days {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// A day or month of some year.
    Yearless {
        /// 1 to 12.
        month: u8,
        /// The day, where one is named.
        day: Option<u8>,
    },
    /// A day of the week, 1 (Monday) to 7.
    Weekday(u8),
}

impl When {
    fn days(first: Day, last: Day) -> Self {
        Self::Days { first, last }
    }

    /// A whole year.
    pub(super) fn year(year: i32) -> Self {
        Self::days((year, 1, 1), (year, 12, 31))
    }

    /// A whole month.
    pub(super) fn month(year: i32, month: u8) -> Self {
        Self::days((year, month, 1), (year, month, month_len(year, month)))
    }

    /// A day, where there is one.
    pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=month_len(year, month)).contains(&day);
        real.then(|| Self::days((year, month, day), (year, month, day)))
    }

    /// The month or day `month`, `day`, of `year` where one is given.
    pub(super) fn partial(year: Option<i32>, month: u8, day: Option<u8>) -> Option<Self> {
        match (year, day) {
            (Some(year), Some(day)) => Self::day(year, month, day),
            (Some(year), None) => Some(Self::month(year, month)),
            // A leap year, so that 29 February is a day.
            (None, Some(day)) => Self::day(2000, month, day).map(|_| Self::Yearless {
                month,
                day: Some(day),
            }),
            (None, None) => Some(Self::Yearless { month, day: None }),
        }
    }

    /// From the first day of `self` to the last of `other`.
    pub(super) fn through(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Days { first, .. }, Self::Days { last, .. }) if first <= last => {
                Some(Self::days(first, last))
            }
            _ => None,
        }
    }

    /// Five years to either side, as "c." is meant.
    pub(super) fn widened(self) -> Self {
        match self {
            Self::Days { first, last } => Self::days(
                (first.0 - 5, first.1, first.2.min(28)),
                (last.0 + 5, last.1, last.2),
            ),
            other => other,
        }
    }

    /// The beginning, middle or end of a period. The three overlap: nobody agrees on their edges.
    pub(super) fn part(self, part: &str) -> Option<Self> {
        let Self::Days { first, last } = self else {
            return None;
        };
        let ((y, m, _), (z, n, _)) = (first, last);
        if (y, m) == (z, n) {
            let (from, to) = pick(part, [(1, 13), (8, 23), (18, last.2)])?;
            return Some(Self::days((y, m, from), (y, m, to.min(last.2))));
        }
        if y == z {
            let (from, to) = pick(part, [(1, 5), (4, 9), (8, 12)])?;
            return Self::month(y, from).through(Self::month(y, to));
        }
        let tenth = (z - y + 1) / 10;
        let (from, to) = pick(part, [(0, 4), (3, 7), (6, 10)])?;
        let end = if to == 10 { z } else { y + tenth * to };
        Self::year(y + tenth * from).through(Self::year(end))
    }
}

fn pick<T: Copy>(part: &str, [early, mid, late]: [T; 3]) -> Option<T> {
    match part {
        "early" => Some(early),
        "mid" => Some(mid),
        "late" => Some(late),
        _ => None,
    }
}

fn month_len(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week, 1 (Monday) to 7: Sakamoto's method.
pub(super) fn weekday((year, month, day): Day) -> u8 {
    const OFFSETS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let y = if month < 3 { year - 1 } else { year };
    let offset = OFFSETS[usize::from(month.clamp(1, 12)) - 1];
    let sum = y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + offset + i32::from(day);
    let sunday_first = sum.rem_euclid(7);
    u8::try_from(if sunday_first == 0 { 7 } else { sunday_first }).unwrap_or(7)
}

/// A date as TOML has it.
pub(super) fn toml_date(text: &str) -> Option<Date> {
    let mut groups = text.get(..10)?.split('-');
    let year = groups.next()?.parse().ok()?;
    let month = groups.next()?.parse().ok()?;
    let day = groups.next()?.parse().ok()?;
    When::day(year, month, day).map(|when| Date {
        readings: vec![when],
    })
}
