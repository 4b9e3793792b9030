//! From an alignment to a fidelity: every step is classified, and what is not provably harmless is
//! material.

use crate::text::{Span, Token, TokenKind, Tokens};

use super::align::{Step, StepKind};
use super::difference;
use super::known::Known;
use super::lexicon::{Lexicon, Slip};
use super::model::{Difference, Fidelity, Kind};

/// A quote and the stretch of a source it is compared with.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    /// The quote's value.
    pub(super) quote: &'a str,
    pub(super) quote_tokens: &'a Tokens,
    /// The whole text of the source.
    pub(super) source: &'a str,
    /// Tokens of the stretch.
    pub(super) source_tokens: &'a Tokens,
    pub(super) lexicon: &'a Lexicon,
    pub(super) known: &'a Known,
    /// Where the compared tokens begin in the quote's list: a fragment begins later than 0.
    pub(super) first: usize,
}

impl<'a> Pair<'a> {
    pub(super) fn q(&self, at: usize) -> Token {
        self.quote_tokens.list[at]
    }

    pub(super) fn s(&self, at: usize) -> Token {
        self.source_tokens.list[at]
    }

    pub(super) fn q_form(&self, at: usize) -> &'a str {
        self.quote_tokens.form(self.q(at))
    }

    pub(super) fn s_form(&self, at: usize) -> &'a str {
        self.source_tokens.form(self.s(at))
    }

    pub(super) fn q_raw(&self, at: usize) -> &'a str {
        &self.quote[self.q(at).span.range()]
    }

    pub(super) fn s_raw(&self, at: usize) -> &'a str {
        &self.source[self.s(at).span.range()]
    }
}

/// A difference and how much it takes from the fidelity.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) kind: Kind,
    pub(super) weight: Fidelity,
    pub(super) quote: Span,
    pub(super) source: Span,
    /// What must hold of the rest of the source if the difference is to be a slip; the misspelt form
    /// is one of the rivals.
    pub(super) if_so: Option<Slip>,
}

impl Judged {
    pub(super) fn material(&self) -> bool {
        self.weight == Fidelity::Altered
    }

    pub(super) fn difference(&self, quote: &str, source: &str) -> Difference {
        Difference {
            kind: self.kind,
            material: self.material(),
            quoted: quote[self.quote.range()].to_owned(),
            source: source[self.source.range()].to_owned(),
            quote_span: self.quote,
            source_span: self.source,
        }
    }
}

/// A quote, or a fragment of one, judged against one stretch.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// From the first matched character to the last.
    pub(super) span: Span,
    pub(super) differences: Vec<Judged>,
    /// Words and numbers of the quote that have their like in the stretch.
    pub(super) kept: usize,
    /// Words and numbers of the quote.
    pub(super) words: usize,
    /// Words and numbers of the stretch that was matched.
    pub(super) source_words: usize,
    /// Bytes of the quote's tokens that have their like.
    pub(super) kept_bytes: usize,
    /// What the alignment cost: of several places the cheapest is the one that is meant.
    pub(super) cost: u32,
}

impl Reading {
    pub(super) fn fidelity(&self) -> Fidelity {
        self.differences
            .iter()
            .map(|judged| judged.weight)
            .max()
            .unwrap_or(Fidelity::Verbatim)
    }
}

/// One slip is forgiven in this many words of the quote.
pub(super) const WORDS_PER_SLIP: usize = 8;

/// Classifies every step. `None` where no token has a partner.
pub(super) fn judge(pair: &Pair<'_>, steps: &[Step], cost: u32) -> Option<Reading> {
    let paired = |step: &&Step| !step.quote.is_empty() && !step.source.is_empty();
    let first = steps.iter().find(paired)?;
    let last = steps.iter().rev().find(paired)?;
    let span = Span::new(
        pair.s(first.source.start).span.start,
        pair.s(last.source.end - 1).span.end,
    );

    let mut judge = Judge {
        pair,
        differences: Vec::new(),
        space: false,
    };
    let mut at = 0;
    while at < steps.len() {
        let step = &steps[at];
        match step.kind {
            StepKind::Same => judge.same(step.quote.start, step.source.start),
            StepKind::Joined => judge.add(difference::joined(pair, step)),
            StepKind::Bracket => {
                let judged = difference::bracket(pair, steps, at);
                judge.add(judged);
            }
            _ => {
                let end = at
                    + steps[at..]
                        .iter()
                        .take_while(|step| {
                            matches!(
                                step.kind,
                                StepKind::Replaced | StepKind::Added | StepKind::LeftOut
                            )
                        })
                        .count();
                judge.group(steps, at, end);
                at = end;
                continue;
            }
        }
        let partners = !step.quote.is_empty() && !step.source.is_empty();
        if partners && step.quote.start > pair.first && step.source.start > 0 {
            judge.gap(step.quote.start, step.source.start);
        }
        at += 1;
    }

    let solid = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let mut reading = Reading {
        span,
        differences: judge.differences,
        kept: 0,
        words: 0,
        source_words: 0,
        kept_bytes: 0,
        cost,
    };
    for step in steps {
        // What an editor put in brackets is not the source's to have.
        if step.kind == StepKind::Bracket {
            continue;
        }
        let words = pair.quote_tokens.list[step.quote.clone()]
            .iter()
            .filter(|t| solid(t))
            .count();
        reading.words += words;
        reading.source_words += pair.source_tokens.list[step.source.clone()]
            .iter()
            .filter(|t| solid(t))
            .count();
        if matches!(step.kind, StepKind::Same | StepKind::Joined) {
            reading.kept += words;
            reading.kept_bytes += pair.quote_tokens.list[step.quote.clone()]
                .iter()
                .map(|token| token.span.len())
                .sum::<usize>();
        }
    }
    too_many_slips(&mut reading);
    Some(reading)
}

/// Past one slip in [`WORDS_PER_SLIP`] words it is no longer the finger that slipped.
pub(super) fn too_many_slips(reading: &mut Reading) {
    let allowed = (reading.words / WORDS_PER_SLIP).max(1);
    let slips = reading
        .differences
        .iter_mut()
        .filter(|judged| judged.kind == Kind::Slip);
    for judged in slips.skip(allowed) {
        judged.kind = Kind::Content;
        judged.weight = Fidelity::Altered;
    }
}

struct Judge<'p, 'a> {
    pair: &'p Pair<'a>,
    differences: Vec<Judged>,
    /// Whether a difference in white space was noted: one stands for all.
    space: bool,
}

impl Judge<'_, '_> {
    fn add(&mut self, judged: Option<Judged>) {
        self.differences.extend(judged);
    }

    /// Two tokens that are the same but for glyph, case and accents.
    fn same(&mut self, i: usize, j: usize) {
        let pair = self.pair;
        if pair.q_raw(i) != pair.s_raw(j) {
            let judged = difference::same(pair, i, j);
            self.add(judged);
        }
    }

    /// The white space before two partners whose predecessors are partners too.
    fn gap(&mut self, i: usize, j: usize) {
        if self.space {
            return;
        }
        let pair = self.pair;
        let quote = Span::new(pair.q(i - 1).span.end, pair.q(i).span.start);
        let source = Span::new(pair.s(j - 1).span.end, pair.s(j).span.start);
        if pair.quote[quote.range()] != pair.source[source.range()] {
            self.space = true;
            self.differences.push(Judged {
                kind: Kind::Space,
                weight: Fidelity::Typographic,
                quote,
                source,
                if_so: None,
            });
        }
    }

    /// Neighbouring steps without likeness. What belongs together is one difference.
    fn group(&mut self, steps: &[Step], start: usize, end: usize) {
        let pair = self.pair;
        if let Some(judged) = difference::misread(pair, &steps[start..end]) {
            self.differences.push(judged);
            return;
        }
        let mut merged: Option<Judged> = None;
        let from = self.differences.len();
        for at in start..end {
            let Some(judged) = difference::unlike(pair, steps, at) else {
                continue;
            };
            match &mut merged {
                Some(whole) if whole.takes_in(&judged) => whole.join(&judged),
                Some(whole) if judged.takes_in(whole) => {
                    let mut judged = judged;
                    judged.join(whole);
                    *whole = judged;
                }
                _ => {
                    self.differences.extend(merged.take());
                    merged = Some(judged);
                }
            }
        }
        self.differences.extend(merged);
        // Words left out and put in at once are other words.
        for judged in &mut self.differences[from..] {
            if matches!(judged.kind, Kind::Omission | Kind::Insertion)
                && !judged.quote.is_empty()
                && !judged.source.is_empty()
            {
                judged.kind = Kind::Content;
            }
        }
    }
}

impl Judged {
    /// Whether a neighbour belongs to this difference: it is forgivable, or no more than other words.
    fn takes_in(&self, other: &Self) -> bool {
        let plain = matches!(other.kind, Kind::Content | Kind::Omission | Kind::Insertion);
        self.material()
            && other.weight >= Fidelity::Near
            && (!other.material() || plain || other.kind == self.kind)
    }

    /// Takes in a neighbour: the gravest kind names both.
    fn join(&mut self, other: &Self) {
        let cover = |a: Span, b: Span| {
            if a.is_empty() {
                b
            } else if b.is_empty() {
                a
            } else {
                Span::new(a.start.min(b.start), a.end.max(b.end))
            }
        };
        if other.material() {
            self.kind = self.kind.min(other.kind);
        }
        self.quote = cover(self.quote, other.quote);
        self.source = cover(self.source, other.source);
        self.if_so = None;
    }
}
