//! Units of measure, money, percent and time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::data::{Row, rows};
use super::exact::{self, Exact};
use super::lexicon::{Role, Word};
use super::reader::Reader;

/// What an amount is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its usual symbol: "mg", "%", "EUR".
    pub symbol: String,
    /// What it measures ("mass", "time", "share", "money"); only within one dimension can amounts
    /// be converted.
    pub dimension: String,
    /// Within it, "metric" or "imperial", or the currency: only within one is a conversion exact.
    pub system: String,
    /// For a currency, the name it shares with its namesakes ("dollar"); else empty.
    pub family: String,
    /// How many of the dimension's base units it is.
    pub factor: Exact,
}

impl Unit {
    /// Dimension of percent, per mille and fractions.
    pub(super) const SHARE: &str = "share";
    /// Dimension of percentage points and basis points.
    pub(super) const POINTS: &str = "points";
    /// Dimension of seconds to weeks.
    pub(super) const TIME: &str = "time";
    /// Dimension of months to centuries, whose length in days is not one number.
    pub(super) const CALENDAR: &str = "calendar";
    /// Dimension of all currencies.
    pub(super) const MONEY: &str = "money";
    /// The family of the hundredth part of any currency.
    pub(super) const CENT: &str = "cent";
    /// Degrees, of what is not said.
    pub(super) const ANGLE: &str = "angle";
    /// Degrees of one scale of temperature, and of the other.
    pub(super) const CELSIUS: &str = "celsius";
    pub(super) const FAHRENHEIT: &str = "fahrenheit";

    /// Whether it is a currency.
    pub fn is_money(&self) -> bool {
        self.dimension == Self::MONEY
    }

    /// Whether it is a unit of time.
    pub fn is_time(&self) -> bool {
        self.dimension == Self::TIME || self.dimension == Self::CALENDAR
    }

    /// `self` per `other`, as in mg/kg.
    pub(super) fn per(&self, other: &Self) -> Option<Self> {
        Some(Self {
            symbol: format!("{}/{}", self.symbol, other.symbol),
            dimension: format!("{}/{}", self.dimension, other.dimension),
            system: if self.system == other.system {
                self.system.clone()
            } else {
                format!("{}/{}", self.system, other.system)
            },
            family: self.family.clone(),
            factor: exact::div(self.factor, other.factor)?,
        })
    }
}

struct Units {
    all: Vec<Unit>,
    by_symbol: FxHashMap<&'static str, usize>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut units = Units {
        all: Vec::new(),
        by_symbol: FxHashMap::default(),
    };
    units.read(include_str!("data/units.toml"), false);
    units.read(include_str!("data/money.toml"), true);
    units
});

impl Units {
    fn read(&mut self, file: &'static str, money: bool) {
        for Row { group, name, list } in rows(file) {
            let factor = list.first().and_then(|text| exact::parse(text));
            let (dimension, system, family, symbols) = if money {
                (Unit::MONEY, name, group, list.get(1..))
            } else {
                let system = list.get(1).copied().unwrap_or_default();
                (group, system, "", list.get(2..))
            };
            let place = self.all.len();
            for symbol in symbols.unwrap_or_default() {
                self.by_symbol.insert(symbol, place);
            }
            // "won" and "mark" are words; of a currency only the code is a symbol.
            if !money || name.bytes().all(|b| b.is_ascii_uppercase()) {
                self.by_symbol.insert(name, place);
            }
            self.all.push(Unit {
                symbol: name.to_owned(),
                dimension: dimension.to_owned(),
                system: system.to_owned(),
                family: family.to_owned(),
                factor: factor.expect("every unit of the data has a factor"),
            });
        }
    }
}

/// The unit with this symbol, in exactly this case.
pub(super) fn by_symbol(symbol: &str) -> Option<&'static Unit> {
    UNITS.by_symbol.get(symbol).map(|&at| &UNITS.all[at])
}

/// The unit a language's data names.
pub(super) fn by_id(id: &str) -> Option<&'static Unit> {
    UNITS.all.iter().find(|unit| unit.symbol == id)
}

/// Most characters of a symbol.
pub(super) const LONGEST_SYMBOL: usize = 5;

impl Reader<'_> {
    /// A currency's symbol or code in front of a number.
    pub(super) fn currency(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, end) = self.symbol(at)?;
        let follows = self.is_numeral(end) || (self.key(end) == "-" && self.is_numeral(end + 1));
        (unit.is_money() && unit.symbol != "pence" && follows).then(|| (unit.clone(), end))
    }

    /// The longest unit symbol at `at`, in exactly this case.
    pub(super) fn symbol(&self, at: usize) -> Option<(&'static Unit, usize)> {
        (1..=4).rev().find_map(|count| {
            let end = at + count;
            if end > self.tokens.len() || !(at + 1..end).all(|token| self.glued(token)) {
                return None;
            }
            let written = self.written(at, end);
            if written.chars().count() > LONGEST_SYMBOL {
                return None;
            }
            by_symbol(written).map(|unit| (unit, end))
        })
    }

    /// The name of a unit at `at`, in words and not as a symbol.
    pub(super) fn unit_name(&self, at: usize) -> Option<(&'static Unit, usize)> {
        self.phrase(at, |role| match role {
            Role::Unit(unit) => Some(*unit),
            _ => None,
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
        let named = self.unit_name(at);
        let (unit, next) = match (symbol, named) {
            (Some(symbol), Some(named)) if named.1 > symbol.1 => named,
            (Some(symbol), _) => symbol,
            (None, named) => named?,
        };
        // "60-year", but not the "m" of "5m-high" as metre and "years" of "years'": both read well.
        Some((unit.clone(), next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So that a word with punctuation behind it is not looked at for a currency.
    #[test]
    fn no_currency_has_punctuation_in_it() {
        for (symbol, &at) in &UNITS.by_symbol {
            let mark = symbol.contains([',', '.', ';', ':', '?', '!', ')', '"', '”', '\'', '-']);
            assert!(!mark || !UNITS.all[at].is_money(), "{symbol}");
        }
    }
}
