//! Reads amounts: what stands in front of a number, its unit, and what stands behind.

use num_traits::Zero;

use super::amount::{Amount, Sense, build, fraction};
use super::approximation::Approximation;
use super::exact::{self, Exact};
use super::lexicon::{Role, Word};
use super::number::Number;
use super::reader::Reader;
use super::scan::TokenKind;
use super::unit::{self, Unit};

/// What stands in front of the number.
#[derive(Default)]
pub(super) struct Front {
    pub(super) approximation: Option<Approximation>,
    pub(super) symbolic: bool,
    pub(super) age: bool,
    pub(super) currency: Option<Unit>,
    pub(super) negative: bool,
}

/// An amount that has been read, and whether "later" or the like makes it relative.
pub(super) struct ReadAmount {
    pub(super) amount: Amount,
    pub(super) relative: bool,
    pub(super) next: usize,
    /// Nothing but a word for one.
    pub(super) lone_one: bool,
}

impl Reader<'_> {
    /// An amount at `at`.
    pub(super) fn amount(&self, at: usize) -> Option<ReadAmount> {
        if let Some(found) = self.ordinal(at) {
            return Some(found);
        }
        let (mut front, mut next) = self.front(at);
        let between = self.says(next, Word::Between);
        if let Some(after) = between {
            let (inner, start) = self.front(after);
            front.currency = front.currency.or(inner.currency);
            next = start;
        }
        let short = front.currency.is_some();
        let start = next;
        let Some((mut low, end)) = self.number(next, short) else {
            return self.one_of(at, next);
        };
        next = end;
        if self.is_numeral(start) && self.letters_behind(next) {
            return None;
        }
        let mut high = None;
        if let Some((numbers, end)) = self.second(next, between.is_some(), &low) {
            high = Some(numbers);
            next = end;
        } else if between.is_some() {
            return None;
        }
        if front.negative {
            low = low.into_iter().map(Number::negated).collect();
        }
        let lone_one = next == start + 1
            && low[0].value == Exact::from_integer(1)
            && !self.is_numeral(start)
            && front.approximation.is_none();
        let mut unit = front.currency.take();
        if unit.is_none()
            && let Some((found, end)) = self.unit_behind(next)
        {
            unit = Some(found);
            next = end;
        } else if unit.is_some() {
            // "US$ 5 dollars" is written, and "$0.4 per share" is not a unit of ours.
            next = self.money_name(next).map_or(next, |(_, end)| end);
        }
        let (numbers, end) = self.more_parts(low, unit.as_ref(), next);
        low = numbers;
        next = end;
        let mut age = front.age && unit.as_ref().is_none_or(|unit| unit.symbol == "yr");
        let behind = self.skip_hyphen(next);
        if unit.as_ref().is_none_or(Unit::is_time)
            && (unit.is_some() || behind > next)
            && let Some(end) = self.says(behind, Word::Old)
        {
            age = true;
            next = end;
        }
        if age && unit.is_none() {
            unit = unit::by_id("yr").cloned();
        }
        if unit.is_none() && low[0].share {
            unit = Some(fraction());
        }
        if front.approximation.is_none() && high.is_none() {
            (front.approximation, next) = self.after(next);
        }
        let sense = if age { Sense::Age } else { Sense::Cardinal };
        let amount = build(&low, high.as_deref(), unit, sense, &front)?;
        let timed = amount.unit.as_ref().is_some_and(Unit::is_time);
        let later = self.says(next, Word::Later).filter(|_| timed && !age);
        let next = later.unwrap_or(next);
        Some(ReadAmount {
            amount,
            relative: later.is_some(),
            next,
            lone_one,
        })
    }

    /// "a year and a half"; "a year", where the text is nothing else.
    fn one_of(&self, at: usize, next: usize) -> Option<ReadAmount> {
        let after = self.says(next, Word::Article)?;
        let (unit, end) = self.unit_behind(after)?;
        let (front, _) = self.front(at);
        let alone = end;
        let one = Number {
            value: Exact::from_integer(1),
            step: Exact::from_integer(1),
            share: false,
        };
        let (numbers, end) = self.more_parts(vec![one], Some(&unit), end);
        if end == alone && !self.whole {
            return None;
        }
        let amount = build(&numbers, None, Some(unit), Sense::Cardinal, &front)?;
        let later = self.says(end, Word::Later);
        let next = later.unwrap_or(end);
        Some(ReadAmount {
            amount,
            relative: later.is_some(),
            next,
            lone_one: false,
        })
    }

    /// Approximations, "aged", a sign and a currency in front of a number.
    fn front(&self, at: usize) -> (Front, usize) {
        const MOST: usize = 4;
        let mut front = Front::default();
        let mut next = at;
        for _ in 0..MOST {
            let approximation = self.phrase(next, |role| match role {
                Role::Approximation(found) => Some(*found),
                _ => None,
            });
            let second = self.glued(next + 1).then(|| self.key(next + 1));
            let sign = Approximation::signed(self.key(next), second);
            if let Some((found, end)) = approximation {
                front.approximation.get_or_insert(found);
                next = end;
            } else if let Some((found, len)) = sign {
                front.approximation.get_or_insert(found);
                front.symbolic = true;
                next += len;
            } else if let Some(end) = self.says(next, Word::Aged) {
                front.age = true;
                next = end;
            } else if let Some((unit, end)) = self.currency(next) {
                front.currency = Some(unit);
                next = end;
            } else if self.key(next) == "+" && !self.glued(next) && self.is_numeral(next + 1) {
                next += 1;
            } else if self.is_minus(next) {
                front.negative = true;
                next += 1;
            } else {
                break;
            }
        }
        (front, next)
    }

    /// A minus in front of a number, and no dash between two things.
    fn is_minus(&self, at: usize) -> bool {
        if self.says(at, Word::Minus).is_some() {
            return self.is_numeral(at + 1);
        }
        let starts = at == 0 || !self.glued(at) || matches!(self.key(at - 1), "(" | "[" | "=");
        self.key(at) == "-" && starts && self.glued(at + 1) && self.is_numeral(at + 1)
    }

    /// The second number of a range. Without "between", "to" and the dash only join an ascending
    /// pair; "and" needs "between".
    fn second(&self, at: usize, between: bool, low: &[Number]) -> Option<(Vec<Number>, usize)> {
        let at = if between {
            let at = self.unit_behind(at).map_or(at, |(_, end)| end);
            self.says(at, Word::And).or_else(|| self.range_dash(at))?
        } else {
            self.range_dash(at).or_else(|| self.says(at, Word::To))?
        };
        let (front, start) = self.front(at);
        if front.approximation.is_some() || front.negative || front.age {
            return None;
        }
        let (high, end) = self.number(start, front.currency.is_some())?;
        (low[0].value < high[0].value).then_some((high, end))
    }

    /// "7 years and 4 months", "5 ft 6 in", "a year and a half": adds the smaller parts.
    fn more_parts(
        &self,
        numbers: Vec<Number>,
        unit: Option<&Unit>,
        at: usize,
    ) -> (Vec<Number>, usize) {
        let Some(unit) = unit.filter(|unit| unit.is_time() || unit.dimension == "length") else {
            return (numbers, at);
        };
        let (mut sum, mut next) = (numbers, at);
        let mut smallest = unit.factor;
        while let Some((part, part_unit, end)) = self.part(next, unit) {
            let Some(ratio) = exact::div(part_unit, unit.factor).filter(|_| part_unit < smallest)
            else {
                break;
            };
            let joined: Vec<Number> = sum
                .iter()
                .filter_map(|number| {
                    Some(Number {
                        value: exact::add(number.value, exact::mul(part.value, ratio)?)?,
                        step: exact::mul(part.step, ratio)?,
                        share: false,
                    })
                })
                .collect();
            if joined.is_empty() {
                break;
            }
            (sum, next, smallest) = (joined, end, part_unit);
        }
        (sum, next)
    }

    /// A further part of a duration or length: its number, the factor of its unit, the end.
    fn part(&self, at: usize, unit: &Unit) -> Option<(Number, Exact, usize)> {
        let and = self.says(at, Word::And);
        if let Some(and) = and {
            let below = self.phrase(self.skip(and, Word::Article), |role| match role {
                Role::Denominator(2) => Some(()),
                _ => None,
            });
            if let Some(((), end)) = below {
                let half = Number {
                    value: Exact::new(1, 2),
                    step: Exact::zero(),
                    share: false,
                };
                // A half of the unit itself; told apart from it by being smaller.
                return Some((
                    Number {
                        value: Exact::from_integer(1),
                        ..half
                    },
                    exact::mul(unit.factor, half.value)?,
                    end,
                ));
            }
        }
        let start = and.unwrap_or_else(|| self.skip_sign(at, ","));
        let (numbers, end) = self.simple_part(start)?;
        // "in" is an inch only behind feet.
        let inches = unit.symbol == "ft" && self.key(end) == "in";
        let (found, end) = if inches {
            (unit::by_id("inch")?.clone(), end + 1)
        } else {
            self.unit_behind(end)?
        };
        let same = found.dimension == unit.dimension && found.system == unit.system;
        same.then_some((numbers, found.factor, end))
    }

    fn simple_part(&self, at: usize) -> Option<(Number, usize)> {
        let (numbers, end) = self.number(at, false)?;
        Some((*numbers.first()?, end))
    }

    /// "or more", "+" behind an amount.
    fn after(&self, at: usize) -> (Option<Approximation>, usize) {
        if self.key(at) == "+" && self.glued(at) && !(self.glued(at + 1) && self.is_numeral(at + 1))
        {
            return (Some(Approximation::AtLeast), at + 1);
        }
        let hyphen = self.skip_hyphen(at);
        if hyphen > at {
            match self.key(hyphen) {
                "plus" => return (Some(Approximation::AtLeast), hyphen + 1),
                "odd" => return (Some(Approximation::About), hyphen + 1),
                _ => {}
            }
        }
        let found = self.phrase(at, |role| match role {
            Role::After(found) => Some(*found),
            _ => None,
        });
        found.map_or((None, at), |(found, end)| (Some(found), end))
    }

    /// Whether letters that are no unit stand directly behind a numeral ("3D", "5G").
    fn letters_behind(&self, at: usize) -> bool {
        self.glued(at) && self.kind(at) == Some(TokenKind::Word) && self.unit_behind(at).is_none()
    }
}
