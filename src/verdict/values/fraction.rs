//! Fractions and ratios: "two thirds", "½", "1 in 8", "two and a half".

use super::exact::{self, Exact};
use super::lexicon::{Role, Word};
use super::number::{Number, as_scale, readings};
use super::reader::Reader;
use super::scan::TokenKind;

impl Reader<'_> {
    /// The fraction `first`/… whose slash is at `at`.
    pub(super) fn slashed(&self, at: usize, first: Number) -> Option<(Exact, usize)> {
        if self.key(at) != "/" || !self.glued(at) || !self.glued(at + 1) || self.key(at + 2) == "/"
        {
            return None;
        }
        let below = readings(&self.get(at + 1)?.key, self.language());
        let below = below
            .first()
            .filter(|n| n.is_count() && first.is_count())?
            .value;
        let fits = first.value < below && below <= Exact::from_integer(1000);
        fits.then(|| exact::div(first.value, below).map(|value| (value, at + 2)))
            .flatten()
    }

    /// "and a half", "½", "thirds" behind a number.
    pub(super) fn with_fraction(&self, numbers: Vec<Number>, at: usize) -> (Vec<Number>, usize) {
        let Some((addend, next, adds)) = self.fraction_behind(at, &numbers) else {
            return (numbers, at);
        };
        let joined = numbers.iter().filter_map(|number| {
            let joined = if adds { exact::add } else { exact::mul };
            let value = joined(number.value, addend)?;
            let step = Exact::from_integer(0);
            Some(Number {
                value,
                step,
                share: !adds,
            })
        });
        (joined.collect(), next)
    }

    fn fraction_behind(&self, at: usize, numbers: &[Number]) -> Option<(Exact, usize, bool)> {
        let number = numbers.first().filter(|n| n.is_count())?;
        let numeral = at > 0 && self.is_numeral(at - 1);
        if numeral && let Some(value) = vulgar(self.key(at)) {
            return Some((value, at + 1, true));
        }
        if numeral && !self.glued(at) && self.is_numeral(at) {
            let above = readings(self.key(at), self.language());
            let above = *above.first().filter(|n| n.is_count())?;
            return self
                .slashed(at + 1, above)
                .map(|(value, next)| (value, next, true));
        }
        let joint = self.skip_hyphen(at);
        if let Some(and) = self.says(joint, Word::And) {
            let article = self.skip(self.skip_hyphen(and), Word::Article);
            let (below, next) = self.denominator(self.skip_hyphen(article))?;
            let half_or_article = below == 2 || article > and;
            return half_or_article.then(|| (Exact::new(1, below), next, true));
        }
        let (below, next) = self.denominator(joint)?;
        // "two second …", "three fifth graders": the plural, or one.
        let one = number.value == Exact::from_integer(1);
        let small = number.value < Exact::from_integer(below);
        (small && (one || !self.is_ordinal(joint))).then(|| (Exact::new(1, below), next, false))
    }

    pub(super) fn denominator(&self, at: usize) -> Option<(i128, usize)> {
        self.phrase(at, |role| match role {
            Role::Denominator(below) => Some(*below),
            _ => None,
        })
    }

    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        self.language()
            .word(self.key(at), |role| {
                matches!(role, Role::Ordinal(_)).then_some(())
            })
            .is_some()
    }

    /// "1 in 8", "eight out of ten".
    pub(super) fn as_ratio(&self, numbers: &[Number], at: usize) -> Option<(Vec<Number>, usize)> {
        let above = numbers.first().filter(|n| n.is_count())?.value;
        // "one adult in eight": a noun between, where what follows is no other figure.
        let noun = self.kind(at) == Some(TokenKind::Word)
            && above == Exact::from_integer(1)
            && self.phrases(at).is_empty()
            && !self.is_numeral(at + 2);
        let ratio = self
            .says(at, Word::Ratio)
            .or_else(|| self.says(at + 1, Word::Ratio).filter(|_| noun))?;
        let (below, next) = self.simple_number(ratio, false)?;
        let below = below.first().filter(|n| n.is_count())?.value;
        let year = self.is_numeral(ratio)
            && next == ratio + 1
            && self.key(ratio).len() == 4
            && below < Exact::from_integer(2200)
            && below > Exact::from_integer(1000);
        if year || above >= below || self.measured(next) {
            return None;
        }
        Some((vec![Number::share(exact::div(above, below)?)], next))
    }

    /// Whether a unit of time or the like follows, as in "3 in 10 days".
    fn measured(&self, at: usize) -> bool {
        self.unit_behind(at).is_some()
    }

    /// "half a million", "half of", "medio millón".
    pub(super) fn bare_fraction(&self, below: i128, next: usize) -> Option<(Number, usize)> {
        if let Some(scaled) = self.fraction_of_scale(below, next) {
            return Some(scaled);
        }
        let share = Number::share(Exact::new(1, below));
        // "half an hour".
        let article = self.says(next, Word::Article);
        if let Some(unit) = article.filter(|&unit| self.unit_behind(unit).is_some()) {
            return Some((share, unit));
        }
        let half = below == 2;
        let of = self.says(next, Word::Of).is_some() || matches!(self.key(next), "the" | "its");
        (self.whole || (half && of)).then_some((share, next))
    }

    /// "half a million", "a quarter of a million".
    fn fraction_of_scale(&self, below: i128, next: usize) -> Option<(Number, usize)> {
        let at = self.skip(self.skip(next, Word::Of), Word::Article);
        let (scale, end) = self
            .phrase(at, as_scale)
            .filter(|_| self.key(at).len() > 1)?;
        let value = Exact::new(scale, below);
        let step = Exact::from_integer((scale / 10).max(1));
        Some((
            Number {
                value,
                step,
                share: false,
            },
            end,
        ))
    }

    /// "a third", "a quarter of".
    pub(super) fn after_article(&self, at: usize) -> Option<(Number, usize)> {
        let (below, next) = self.denominator(at)?;
        // "a third time": with a word but "of" behind it, it is an ordinal. "A year and a half" has
        // been read before.
        if let Some(scaled) = self.fraction_of_scale(below, next) {
            return Some(scaled);
        }
        let joined = at > 1 && self.says(at - 2, Word::And) == Some(at - 1);
        let open = self.kind(next) == Some(TokenKind::Word) && self.says(next, Word::Of).is_none();
        let ordinal = open && self.is_ordinal(at);
        (!joined && !ordinal).then_some((Number::share(Exact::new(1, below)), next))
    }
}

/// The fraction a single character stands for.
pub(super) fn vulgar(key: &str) -> Option<Exact> {
    let (n, d) = match key {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    Some(Exact::new(n, d))
}
