//! Amounts: a number, perhaps approximate, of a unit.

use num_traits::Zero;

use super::approximation::Approximation;
use super::exact::{self, Exact, Interval};
use super::lexicon::{Language, Role, Word};
use super::number::Number;
use super::reader::Reader;
use super::scan::TokenKind;
use super::unit::{self, LONGEST_SYMBOL, Unit};

/// A number of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// What it says; more than one where the writing is ambiguous ("1.960"). Never empty.
    pub readings: Vec<Reading>,
    /// What it counts in; `None` for a bare number.
    pub unit: Option<Unit>,
    /// How it is meant.
    pub sense: Sense,
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

/// What stands in front of the number.
#[derive(Default)]
struct Front {
    approximation: Option<Approximation>,
    symbolic: bool,
    age: bool,
    currency: Option<Unit>,
    negative: bool,
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

    /// A currency's symbol or code in front of a number.
    fn currency(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, end) = self.symbol(at)?;
        let follows = self.is_numeral(end) || (self.key(end) == "-" && self.is_numeral(end + 1));
        (unit.is_money() && unit.symbol != "pence" && follows).then(|| (unit.clone(), end))
    }

    /// The longest unit symbol at `at`, in exactly this case.
    fn symbol(&self, at: usize) -> Option<(&'static Unit, usize)> {
        (1..=4).rev().find_map(|count| {
            let end = at + count;
            if end > self.tokens.len() || !(at + 1..end).all(|token| self.glued(token)) {
                return None;
            }
            let written = self.written(at, end);
            if written.chars().count() > LONGEST_SYMBOL {
                return None;
            }
            unit::by_symbol(written).map(|unit| (unit, end))
        })
    }

    /// The name of a currency at `at`.
    pub(super) fn money_name(&self, at: usize) -> Option<(Unit, usize)> {
        let named = self.phrase(at, |role| match role {
            Role::Unit(unit) if unit.is_money() => Some(*unit),
            _ => None,
        });
        named.map(|(unit, next)| (unit.clone(), next))
    }

    /// A unit behind a number: a symbol or a name, after a hyphen or not; "de pesos"; "mg/kg".
    pub(super) fn unit_behind(&self, at: usize) -> Option<(Unit, usize)> {
        if let Some(of) = self.says(at, Word::Of) {
            return self.money_name(self.skip_sign(of, "'"));
        }
        let at = self.skip_hyphen(at);
        let (mut unit, mut next) = self.one_unit(at)?;
        while self.key(next) == "/" && self.glued(next) && self.glued(next + 1) {
            let Some((below, end)) = self.one_unit(next + 1) else {
                break;
            };
            unit = unit.per(&below)?;
            next = end;
        }
        Some((unit, next))
    }

    fn one_unit(&self, at: usize) -> Option<(Unit, usize)> {
        let symbol = self.symbol(at).filter(|&(unit, end)| {
            let elided = self.key(end) == "'" && self.glued(end);
            let runs_on = self.glued(end) && self.is_numeral(end);
            let penny = unit.symbol == "pence" && !self.glued(at);
            !elided && !runs_on && !penny
        });
        let named = self.phrase(at, |role| match role {
            Role::Unit(unit) => Some(*unit),
            _ => None,
        });
        let (unit, next) = match (symbol, named) {
            (Some(symbol), Some(named)) if named.1 > symbol.1 => named,
            (Some(symbol), _) => symbol,
            (None, named) => named?,
        };
        // "60-year", but not the "m" of "5m-high" as metre and "years" of "years'": both read well.
        Some((unit.clone(), next))
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

    /// "21st", "3e", "fourth". Of the words only those from the third on: "first" and "second" are
    /// rarely figures.
    fn ordinal(&self, at: usize) -> Option<ReadAmount> {
        let (value, next) = if self.is_numeral(at) {
            let suffix = self.key(at + 1);
            let known = match self.language() {
                Language::English => matches!(suffix, "st" | "nd" | "rd" | "th"),
                Language::French => matches!(suffix, "er" | "re" | "e" | "eme" | "nd" | "nde"),
                Language::Spanish => matches!(suffix, "º" | "ª" | "o" | "a"),
                Language::German => false,
            };
            let digits = self.key(at).bytes().all(|b| b.is_ascii_digit());
            if !(known && digits && self.glued(at + 1)) {
                return None;
            }
            (
                self.key(at)
                    .parse()
                    .ok()
                    .filter(|&value| value < 1_000_000)?,
                at + 2,
            )
        } else {
            let (value, next) = self.worded_ordinal(at)?;
            // "the Seventh Circuit" is a name.
            let name = self.has_capital(at) && self.has_capital(next);
            if (value < 3 || name) && !self.whole {
                return None;
            }
            (value, next)
        };
        let value = Exact::from_integer(value);
        let covers = Interval::point(value);
        let reading = Reading {
            value: Some(value),
            step: Exact::from_integer(1),
            covers,
        };
        let amount = Amount {
            readings: vec![reading],
            unit: None,
            sense: Sense::Ordinal,
        };
        Some(ReadAmount {
            amount,
            relative: false,
            next,
            lone_one: false,
        })
    }

    fn worded_ordinal(&self, at: usize) -> Option<(i128, usize)> {
        let ordinal = |role: &Role| match role {
            Role::Ordinal(value) => Some(*value),
            _ => None,
        };
        let tens = self.phrase(at, |role| match role {
            Role::Number(value) if value.is_integer() => Some(value.to_integer()),
            _ => None,
        });
        if let Some((tens, next)) = tens {
            let hyphen = self.skip_hyphen(next);
            let (unit, end) = self.phrase(hyphen, ordinal)?;
            let fits = hyphen > next && (20..100).contains(&tens) && tens % 10 == 0 && unit < 10;
            return fits.then_some((tens + unit, end));
        }
        // "a third of" is read as a fraction before this is asked.
        let (value, next) = self.phrase(at, ordinal)?;
        Some((value, next))
    }

    /// Whether letters that are no unit stand directly behind a numeral ("3D", "5G").
    fn letters_behind(&self, at: usize) -> bool {
        self.glued(at) && self.kind(at) == Some(TokenKind::Word) && self.unit_behind(at).is_none()
    }
}

/// The unit of fractions.
fn fraction() -> Unit {
    Unit {
        symbol: String::new(),
        dimension: Unit::SHARE.to_owned(),
        system: String::new(),
        family: String::new(),
        factor: Exact::from_integer(1),
    }
}

fn build(
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
        // A sign means what it says: 0.05 is not "< 0.05".
        let step = if front.symbolic { Exact::zero() } else { step };
        return Some(Reading {
            value: None,
            step,
            covers,
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
