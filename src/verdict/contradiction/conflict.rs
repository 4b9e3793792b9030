//! Whether a sentence and a claim speak of one thing and cannot both be right.

use std::collections::{BTreeSet, HashSet};

use super::Otherwise;
use super::sense::{Given, Role, Sense, Term, stem};
use crate::matcher::Lexicon;
use crate::text::Span;
use crate::verdict::values::{self, Comparison, Kind, Value};

/// The share of a claim's words that a sentence with another value has to have.
const SAME_MATTER: f64 = 0.6;

/// The same for dates, of which every sentence is full, and for sentences that say the opposite.
const SAME_EVENT: f64 = 0.75;

/// Words on either side of a value that tell what it is the value of.
const NEAR: usize = 4;

/// Why `said`, a sentence, cannot be right beside `claim`, and the words of the sentence that say
/// so. `heard` are the names in the sentences before; `seen` the values that the claim's evidence
/// gives.
pub(super) fn conflict(
    claim: &Sense,
    said: &Sense,
    heard: &[HashSet<String>],
    seen: &[Value],
    lexicon: &Lexicon,
) -> Option<(Otherwise, Span)> {
    if (said.open && !claim.open)
        || !same_people(claim, said, heard)
        || !same_rank(claim, said)
        || !same_identifiers(claim, said)
    {
        return None;
    }
    let (ours, theirs) = (claim.content(), said.content());
    let shared: BTreeSet<&str> = ours.intersection(&theirs).copied().collect();
    let opposites = opposites(claim, said, &shared, lexicon);
    if shared.is_empty() && opposites.is_empty() {
        return None;
    }
    let matter = Matter {
        claim,
        said,
        shared,
        words: ours.len(),
    };
    if opposites.is_empty() {
        matter.other_value(seen).or_else(|| matter.negated())
    } else {
        matter.opposite(&opposites)
    }
}

/// Whether the sentence speaks of the claim's people and of nobody in their place.
fn same_people(claim: &Sense, said: &Sense, heard: &[HashSet<String>]) -> bool {
    let (ours, theirs) = (claim.names(), said.names());
    if ours.is_empty() {
        return true;
    }
    let words = said.content();
    let here = |name: &&&str| theirs.contains(**name) || words.contains(&*stem(name));
    let present = ours.iter().filter(here).count();
    let missing = ours.iter().filter(|name| !here(name));
    let elsewhere = missing
        .clone()
        .filter(|name| heard.iter().any(|names| names.contains(**name)))
        .count();
    let absent = ours.len() - present - elsewhere;
    let others = theirs.iter().any(|name| !ours.contains(name));
    // "Vallarta was sentenced …" where the claim has Cassez; "she was sentenced …" is fine.
    let replaced = present < ours.len() && others && present == 0 || absent > 0 && others;
    !replaced && 2 * (present + elsewhere) >= ours.len()
}

/// "The first appeal" and "the second appeal" are two.
fn same_rank(claim: &Sense, said: &Sense) -> bool {
    claim.ranks == said.ranks
        || claim.ranks.is_empty() && claim.content().is_subset(&said.content())
        || said.ranks.is_empty() && said.content().is_subset(&claim.content())
}

/// "Kepler-19" and "Kepler-22" are two.
fn same_identifiers(claim: &Sense, said: &Sense) -> bool {
    let of = |sense: &Sense| -> BTreeSet<String> {
        let values = sense.values.iter().map(|given| &given.value);
        let named = values.filter(|value| value.datum.kind() == Kind::Identifier);
        named.map(|value| value.written.to_lowercase()).collect()
    };
    let (ours, theirs) = (of(claim), of(said));
    ours.is_empty() || theirs.is_empty() || ours.intersection(&theirs).next().is_some()
}

/// A word of the claim and one of the sentence that say the opposite (indexes of terms).
fn opposites(
    claim: &Sense,
    said: &Sense,
    shared: &BTreeSet<&str>,
    lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    let unshared = |sense: &Sense| -> Vec<usize> {
        let terms = sense.terms.iter().enumerate();
        let terms = terms
            .filter(|(_, term)| term.role == Role::Content && !shared.contains(term.stem.as_str()));
        terms.map(|(at, _)| at).collect()
    };
    let theirs = unshared(said);
    let mut pairs = Vec::new();
    for a in unshared(claim) {
        for &b in &theirs {
            let (ours, theirs) = (&claim.terms[a].form, &said.terms[b].form);
            if lexicon.is_opposite(ours, theirs) || is_negative(ours, theirs) {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// Whether the one is the other with a prefix that negates: effective, ineffective.
fn is_negative(a: &str, b: &str) -> bool {
    const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "dis", "non"];
    let of = |long: &str, short: &str| {
        let mut stems = PREFIXES
            .iter()
            .filter_map(|prefix| long.strip_prefix(prefix));
        short.len() > 3 && stems.any(|stem| stem.trim_start_matches('-') == short)
    };
    of(a, b) || of(b, a)
}

struct Matter<'a> {
    claim: &'a Sense,
    said: &'a Sense,
    /// Stems of the words, names aside, that both have.
    shared: BTreeSet<&'a str>,
    /// How many such words the claim has.
    words: usize,
}

impl Matter<'_> {
    fn covers(&self, share: f64, words: usize) -> bool {
        self.shared.len() as f64 >= share * words as f64
    }

    /// Another value for the same thing. All else that the two give has to agree: with another year
    /// another turnover is no contradiction.
    fn other_value(&self, seen: &[Value]) -> Option<(Otherwise, Span)> {
        let weight = self.shared.len() + usize::from(!self.claim.names().is_empty());
        if weight < 2 || !self.covers(SAME_MATTER, self.words) {
            return None;
        }
        let declared = self.claim.declared.iter().map(|value| (value, None));
        let written = self
            .claim
            .values
            .iter()
            .map(|given| (&given.value, Some(given.span)));
        let mut conflicts = Vec::new();
        for (value, span) in written.chain(declared) {
            let mut against = None;
            let mut agrees = false;
            for given in &self.said.values {
                let comparison = compare(value, &given.value);
                agrees |= comparison.agrees();
                if comparison.conflicts() && comparable(value.datum.kind()) {
                    against = against.or(Some(given));
                }
            }
            if let Some(given) = against.filter(|_| !agrees) {
                conflicts.push((value, span, given));
            }
        }
        let &[(value, span, _)] = &conflicts[..] else {
            return None;
        };
        let kind = match conflicts[0].2.value.datum.kind() {
            Kind::Date => Kind::Date,
            _ => value.datum.kind(),
        };
        let given = self.said.values.iter().find(|given| {
            compare(value, &given.value).conflicts() && self.same_thing(kind, span, given)
        })?;
        let dates = self
            .said
            .values
            .iter()
            .filter(|given| given.value.datum.kind() == Kind::Date);
        if kind == Kind::Date && (!self.covers(SAME_EVENT, self.words) || dates.count() > 1) {
            return None;
        }
        if seen.iter().any(|seen| compare(seen, &given.value).agrees()) {
            return None;
        }
        let otherwise = Otherwise::Value {
            claimed: value.written.clone(),
            given: given.value.written.clone(),
        };
        Some((otherwise, given.span))
    }

    /// Whether the words around the two values say that they are values of one thing: the word just
    /// before or behind the one stands near the other.
    fn same_thing(&self, kind: Kind, span: Option<Span>, given: &Given) -> bool {
        let theirs = around(self.said, given.span, 1);
        if span.is_some_and(|span| self.replaced(span, given.span, 1)) || self.told_otherwise(given)
        {
            return false;
        }
        if is_open(self.said, given.span) && !span.is_some_and(|span| is_open(self.claim, span)) {
            return false;
        }
        // The date that heads an entry of a timeline is that of all of it.
        if kind == Kind::Date && around(self.said, given.span, NEAR).is_empty() {
            return self.shared.len() > 1;
        }
        if kind == Kind::Number {
            let noun = counted(self.said, given.span);
            return noun.is_some()
                && match span {
                    Some(span) => counted(self.claim, span) == noun,
                    None => noun.is_some_and(|noun| self.claim.content().contains(noun)),
                };
        }
        match span {
            Some(span) => around(self.claim, span, NEAR)
                .intersection(&theirs)
                .next()
                .is_some(),
            None => self.shared.intersection(&theirs).next().is_some(),
        }
    }

    /// Whether other words stand in the place of the claim's beside `ours` and `theirs`, before them or
    /// behind: not "killed 27" but "injured 31".
    fn replaced(&self, ours: Span, theirs: Span, most: usize) -> bool {
        let new = |sense: &Sense, span, side| {
            let words = beside(sense, span, side, most);
            let mut words = words.into_iter();
            words.any(|word| !self.shared.contains(word))
        };
        [Side::Before, Side::Behind]
            .into_iter()
            .any(|side| new(self.claim, ours, side) && new(self.said, theirs, side))
    }

    /// Whether the sentence lacks a word of the claim and has another near the value: what was asked for
    /// is not what was paid.
    fn told_otherwise(&self, given: &Given) -> bool {
        let near = around(self.said, given.span, NEAR);
        self.shared.len() < self.words && near.iter().any(|word| !self.shared.contains(word))
    }

    /// The claim's names count as one more word or two, where the sentence has them all.
    fn named(&self) -> usize {
        let names = self.claim.names();
        if names.is_subset(&self.said.names()) {
            names.len().min(2)
        } else {
            0
        }
    }

    /// Whether some value of the one cannot stand beside those of the other: two events.
    fn values_clash(&self) -> bool {
        self.claim.values.iter().any(|ours| {
            let mut clash = false;
            for theirs in &self.said.values {
                let comparison = compare(&ours.value, &theirs.value);
                if comparison.agrees() {
                    return false;
                }
                clash |= comparison.conflicts();
            }
            clash
        })
    }

    fn values_agree(&self) -> usize {
        let ours = self.claim.values.iter();
        ours.filter(|ours| {
            let mut theirs = self.said.values.iter();
            theirs.any(|theirs| compare(&ours.value, &theirs.value).agrees())
        })
        .count()
    }

    /// The same words, but one of them negated on one side only.
    fn negated(&self) -> Option<(Otherwise, Span)> {
        if self.shared.len() + self.named() < 2
            || !self.covers(SAME_EVENT, self.words)
            || self.values_clash()
        {
            return None;
        }
        let of = |sense: &Sense, stem: &str| {
            let mut terms = sense
                .terms
                .iter()
                .filter(|term| term.role == Role::Content && term.stem == stem);
            let first = terms.next()?.clone();
            // A word that stands twice says twice what it says.
            terms.next().is_none().then_some(first)
        };
        self.shared.iter().find_map(|stem| {
            let (ours, theirs) = (of(self.claim, stem)?, of(self.said, stem)?);
            if theirs.open && !ours.open || self.replaced(ours.span, theirs.span, NEAR) {
                return None;
            }
            match (ours.negated, theirs.negated) {
                (None, Some(negation)) => Some((
                    Otherwise::Opposite {
                        claimed: String::new(),
                        given: format!("not {}", theirs.form),
                    },
                    Span::new(negation.start, theirs.span.end),
                )),
                (Some(_), None) => Some((
                    Otherwise::Opposite {
                        claimed: format!("not {}", ours.form),
                        given: theirs.form.clone(),
                    },
                    theirs.span,
                )),
                _ => None,
            }
        })
    }

    /// The same words, but one of them the opposite of the other.
    fn opposite(&self, pairs: &[(usize, usize)]) -> Option<(Otherwise, Span)> {
        let &[(a, b)] = pairs else { return None };
        let (ours, theirs) = (&self.claim.terms[a], &self.said.terms[b]);
        let weight = self.shared.len() + self.values_agree() + self.named();
        let negated = ours.negated.is_some() != theirs.negated.is_some();
        let open = theirs.open && !ours.open;
        if negated
            || open
            || weight < 2
            || !self.covers(SAME_EVENT, self.words - 1)
            || self.values_clash()
            || self.replaced(ours.span, theirs.span, 1)
        {
            return None;
        }
        let near = around(self.claim, ours.span, NEAR);
        let beside = around(self.said, theirs.span, NEAR);
        if near.intersection(&beside).next().is_none() && !self.shared.is_empty() {
            return None;
        }
        let otherwise = Otherwise::Opposite {
            claimed: ours.form.clone(),
            given: theirs.form.clone(),
        };
        Some((otherwise, theirs.span))
    }
}

/// Compares values of one kind; others may stand beside one another, even where a year could be a
/// number.
fn compare(a: &Value, b: &Value) -> Comparison {
    let (one, other) = (a.datum.kind(), b.datum.kind());
    let ages = [one, other]
        .iter()
        .all(|kind| matches!(kind, Kind::Age | Kind::Duration));
    // A number of four digits may be a year.
    let year = |value: &Value| value.written.len() == 4 && value.datum.kind() == Kind::Number;
    let years = (one == Kind::Date && year(b)) || (other == Kind::Date && year(a));
    if one == other || ages || years {
        values::compare(a, b)
    } else {
        Comparison::NotComparable(String::new())
    }
}

/// Values of which two cannot be right for one thing.
fn comparable(kind: Kind) -> bool {
    match kind {
        Kind::Number
        | Kind::Percentage
        | Kind::Points
        | Kind::Money
        | Kind::Duration
        | Kind::Age
        | Kind::Quantity
        | Kind::Date
        | Kind::Clock
        | Kind::Score => true,
        Kind::Ordinal | Kind::Relative | Kind::Identifier | Kind::Boolean | Kind::Text => false,
    }
}

/// Whether a value stands in a clause of what may be or should be.
fn is_open(sense: &Sense, span: Span) -> bool {
    sense
        .terms
        .iter()
        .any(|term| term.span == span && term.open)
}

/// The words around a place, up to `most` on either side, names aside, up to the next value or the
/// end of the clause.
fn around(sense: &Sense, span: Span, most: usize) -> BTreeSet<&str> {
    let mut around = beside(sense, span, Side::Before, most);
    around.extend(beside(sense, span, Side::Behind, most));
    around
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// The words on one side of a place.
fn beside(sense: &Sense, span: Span, side: Side, most: usize) -> BTreeSet<&str> {
    let Some(at) = sense.terms.iter().position(|term| term.span == span) else {
        return BTreeSet::new();
    };
    match side {
        Side::Before => words_of(sense.terms[..at].iter().rev(), most).collect(),
        Side::Behind => words_of(sense.terms[at + 1..].iter(), most).collect(),
    }
}

fn words_of<'s>(
    terms: impl Iterator<Item = &'s Term>,
    most: usize,
) -> impl Iterator<Item = &'s str> {
    terms
        .take_while(|term| {
            matches!(
                term.role,
                Role::Name | Role::Content | Role::Other | Role::Modal
            )
        })
        .filter(|term| term.role != Role::Name)
        .take(most)
        .filter(|term| term.role == Role::Content)
        .map(|term| term.stem.as_str())
}

/// What a bare number counts: the next word of its clause.
fn counted(sense: &Sense, span: Span) -> Option<&str> {
    let at = sense.terms.iter().position(|term| term.span == span)?;
    let next = sense.terms.get(at + 1)?;
    (next.role == Role::Content).then_some(next.stem.as_str())
}
