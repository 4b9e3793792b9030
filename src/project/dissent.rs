//! What spoke against a claim before a change, and no longer does.

use std::collections::HashMap;

use super::change::loosened;
use crate::claim::Claim;
use crate::rules::{Before, ClaimBefore, EvidenceBefore};
use crate::text::problem::shown;
use crate::text::{Problem, fold};
use crate::verdict::{CheckedClaim, CheckedEvidence, Judgement, Side, Verdict};

/// The claims of a project as they are now, by what they were.
pub(super) struct Dissent<'a, 'p> {
    before: &'a Before,
    now: HashMap<usize, &'a CheckedClaim<'p>>,
}

impl<'a, 'p> Dissent<'a, 'p> {
    pub(super) fn new(before: &'a Before, claims: &'a [CheckedClaim<'p>]) -> Self {
        let now = claims.iter().filter_map(|checked| {
            let claim = checked.claim;
            Some((before.claim(&claim.id.value, &claim.text.value)?, checked))
        });
        Self {
            before,
            now: now.collect(),
        }
    }

    /// What of the evidence against a claim, which was `was`, is gone; where none is and the claim
    /// is no longer contradicted all the same, the claim that contradicted it.
    pub(super) fn gone(
        &self,
        checked: &CheckedClaim<'_>,
        judgement: &Judgement,
        was: &ClaimBefore,
    ) -> Vec<(Problem, Option<usize>)> {
        let lost = lost(was, checked);
        if !lost.is_empty() {
            return lost;
        }
        self.of_others(checked, judgement, was)
            .map(|problem| (problem, None))
            .into_iter()
            .collect()
    }

    fn of_others(
        &self,
        checked: &CheckedClaim<'_>,
        judgement: &Judgement,
        was: &ClaimBefore,
    ) -> Option<Problem> {
        let claim = checked.claim;
        let still = judgement.verdict == Verdict::Contradicted;
        if was.verdict != Verdict::Contradicted || still || !same_text(was, claim) {
            return None;
        }
        // A quote that no longer counts has a finding of its own.
        if checked.evidence.iter().any(|it| against(it) && !it.counts) {
            return None;
        }
        let comparable = |claim: &Claim| claim.subject.is_some() && claim.value.is_some();
        for other in &was.disagrees_with {
            let now = self
                .before
                .claim(other, "")
                .and_then(|was| self.now.get(&was));
            let shown = shown(other);
            let message = match now {
                None => format!("the claim `{shown}`, which contradicted this one, is taken out"),
                Some(now) if !comparable(claim) || !comparable(now.claim) => format!(
                    "the claim is no longer compared with `{shown}`, which contradicted it: a \
                     `subject` or a `value` is gone"
                ),
                Some(_) => continue, // what one of them asserts has changed: that mends it
            };
            return Some(loosened(&checked.file.file, claim.text.span, message));
        }
        None
    }
}

fn against(piece: &CheckedEvidence<'_>) -> bool {
    piece.side == Some(Side::Contradicts)
}

fn same_text(was: &ClaimBefore, claim: &Claim) -> bool {
    was.text == fold::key(&claim.text.value)
}

/// Whether a piece of now is the one of before.
type Same = fn(&EvidenceBefore, &CheckedEvidence<'_>) -> bool;

/// The pieces against the claim that have no counterpart now: one of the same quote, else one of the
/// same source.
fn lost(was: &ClaimBefore, checked: &CheckedClaim<'_>) -> Vec<(Problem, Option<usize>)> {
    let claim = checked.claim;
    let mut now: Vec<&CheckedEvidence<'_>> =
        checked.evidence.iter().filter(|it| against(it)).collect();
    let mut open: Vec<&EvidenceBefore> = was.evidence.iter().filter(|it| it.against).collect();
    let same: [Same; 2] = [
        |was, now| was.quote == fold::key(&now.evidence.quote.value),
        |was, now| was.source == source(now),
    ];
    for same in same {
        open.retain(|was| match now.iter().position(|now| same(was, now)) {
            Some(at) => {
                now.swap_remove(at);
                false
            }
            None => true,
        });
    }
    let mut lost = Vec::new();
    for was_piece in open {
        let there = claim
            .evidence
            .iter()
            .position(|it| was_piece.quote == fold::key(&it.quote.value));
        let problem = match there {
            // A claim that says something else may well be carried by what spoke against it.
            Some(at)
                if checked.evidence[at].side == Some(Side::Supports) && !same_text(was, claim) =>
            {
                continue;
            }
            Some(at) => loosened(
                &checked.file.file,
                claim.evidence[at].quote.span,
                "evidence against the claim is no longer said to speak against it",
            ),
            None => loosened(
                &checked.file.file,
                claim.text.span,
                "evidence against the claim is taken out",
            )
            .with_note(format!(
                "{} says: {}",
                shown(&was_piece.source),
                shown(&was_piece.words)
            )),
        };
        lost.push((problem, there));
    }
    lost
}

/// What the writer wrote, without the part.
fn source<'a>(piece: &CheckedEvidence<'a>) -> &'a str {
    let written = piece.evidence.source.value.as_str();
    written.split('#').next().unwrap_or_default()
}
