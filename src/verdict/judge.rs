//! The verdict on each claim.

use std::collections::HashMap;

use rayon::prelude::*;

use super::compare::{self, Comparison};
use super::independence::{self, Descent, Piece};
use super::links;
use super::values;
use super::{CheckedClaim, CheckedEvidence, Judgement, OriginGroup, Side, Tally, Verdict};
use crate::claim::{Claim, Evidence, Stance};
use crate::source::{SourceRef, Sources};

/// How many disagreeing claims one claim names. More would make a subject on which thousands of
/// claims clash cost their square; the verdict is the same.
const NAMED_CLASHES: usize = 10;

/// The side on which `evidence` speaks: a declared value that is incompatible with the claim's
/// speaks against it whatever the stance; `context` speaks on neither.
pub fn side(claim: &Claim, evidence: &Evidence) -> Option<Side> {
    match evidence.stance {
        Stance::Context => None,
        Stance::Contradicts => Some(Side::Contradicts),
        Stance::Supports if against_value(claim, evidence) => Some(Side::Contradicts),
        Stance::Supports => Some(Side::Supports),
    }
}

fn against_value(claim: &Claim, evidence: &Evidence) -> bool {
    match (&claim.value, &evidence.value) {
        (Some(asserted), Some(given)) => {
            compare::compare(&asserted.value, &given.value) == Comparison::Incompatible
        }
        _ => false,
    }
}

/// Whom the information of a piece comes from: its own `origin`, its part's, its source's, the
/// publisher (the part's, then the source's), the source's id. None where the source is not known
/// and the piece does not say.
pub fn origin<'a>(evidence: &'a CheckedEvidence<'_>, sources: &'a Sources) -> Option<&'a str> {
    if let Some(own) = &evidence.evidence.origin {
        return Some(&own.value);
    }
    let source = evidence.source?.source;
    origin_of(
        SourceRef {
            source,
            part: evidence.part,
        },
        sources,
    )
}

/// Whom a source or part has its information from: the part's `origin`, the source's, the publisher
/// (the part's, then the source's), the source's id. None where there is no such source.
pub fn origin_of(at: SourceRef, sources: &Sources) -> Option<&str> {
    let source = sources.list.get(at.source)?;
    let part = at
        .part
        .and_then(|part| source.parts.get(part))
        .map(|part| &part.details);
    part.and_then(|part| part.origin.as_deref())
        .or(source.details.origin.as_deref())
        .or_else(|| part.and_then(|part| part.publisher.as_deref()))
        .or(source.details.publisher.as_deref())
        .or(Some(&source.id))
}

/// One judgement per claim, in the same order.
pub fn judge(claims: &[CheckedClaim<'_>], sources: &Sources) -> Vec<Judgement> {
    judge_knowing(claims, sources, |_| None)
}

/// [`judge`], where `known` may already tell who stands behind the pieces of a claim.
pub(crate) fn judge_knowing(
    claims: &[CheckedClaim<'_>],
    sources: &Sources,
    known: impl Fn(&CheckedClaim<'_>) -> Option<Vec<OriginGroup>> + Sync,
) -> Vec<Judgement> {
    let descent = Descent::new(sources);
    let mut judgements: Vec<_> = claims
        .par_iter()
        .map(|claim| {
            let groups = known(claim);
            let groups = groups.unwrap_or_else(|| groups_of(claim, sources, &descent, |_| false));
            by_evidence(claim, groups)
        })
        .collect();
    let clashes = clashes(claims, &judgements);
    for ((judgement, claim), disagrees_with) in judgements.iter_mut().zip(claims).zip(clashes) {
        judgement.disagrees_with = disagrees_with;
        judgement.verdict = verdict(judgement);
        judgement.answered = judgement.verdict == Verdict::Contradicted
            && judgement.disagrees_with.is_empty()
            && counting(claim, Side::Contradicts).all(|piece| piece.evidence.answer.is_some());
    }
    judgements
}

/// How many independent origins would support the claim if the pieces that `also` names counted.
pub fn origins_with(
    claim: &CheckedClaim<'_>,
    sources: &Sources,
    descent: &Descent,
    also: impl Fn(usize) -> bool,
) -> usize {
    let groups = groups_of(claim, sources, descent, also);
    groups
        .iter()
        .filter(|group| group.side == Side::Supports)
        .count()
}

fn by_evidence(claim: &CheckedClaim<'_>, origin_groups: Vec<OriginGroup>) -> Judgement {
    Judgement {
        verdict: Verdict::Unsupported,
        answered: false,
        support: tally(claim, Side::Supports, &origin_groups),
        against: tally(claim, Side::Contradicts, &origin_groups),
        origin_groups,
        disagrees_with: Vec::new(),
        reservation: reservation(claim),
    }
}

/// Who stands behind the pieces that count, and those that `also` names. `project::known` tells two
/// claims apart by all that is read here.
fn groups_of(
    claim: &CheckedClaim<'_>,
    sources: &Sources,
    descent: &Descent,
    also: impl Fn(usize) -> bool,
) -> Vec<OriginGroup> {
    let pieces = claim
        .evidence
        .iter()
        .enumerate()
        .filter_map(|(index, evidence)| {
            let source = evidence.source.filter(|_| evidence.counts || also(index))?;
            Some(Piece {
                index,
                side: evidence.side?,
                origin: origin(evidence, sources)?,
                own_origin: evidence.evidence.origin.is_some(),
                at: SourceRef {
                    source: source.source,
                    part: evidence.part,
                },
            })
        });
    let pieces: Vec<_> = pieces.collect();
    let passage = |index: usize| {
        let found = claim.evidence[index].found();
        found.map_or("", |found| found.passage.as_str())
    };
    let found = links::found(&pieces, passage);
    independence::origins(&pieces, descent, &found)
}

fn verdict(judgement: &Judgement) -> Verdict {
    if judgement.against.counts > 0 || !judgement.disagrees_with.is_empty() {
        Verdict::Contradicted
    } else if judgement.support.counts == 0 {
        Verdict::Unsupported
    } else if judgement.support.origins > 1 {
        Verdict::MultiplySourced
    } else {
        Verdict::Supported
    }
}

fn counting<'c, 'p>(
    claim: &'c CheckedClaim<'p>,
    side: Side,
) -> impl Iterator<Item = &'c CheckedEvidence<'p>> {
    claim
        .evidence
        .iter()
        .filter(move |piece| piece.side == Some(side) && piece.counts)
}

fn tally(claim: &CheckedClaim<'_>, side: Side, groups: &[OriginGroup]) -> Tally {
    let mut tally = Tally {
        origins: groups.iter().filter(|group| group.side == side).count(),
        ..Tally::default()
    };
    for piece in claim
        .evidence
        .iter()
        .filter(|piece| piece.side == Some(side))
    {
        tally.evidence += 1;
        tally.accepted += usize::from(piece.accepted());
        tally.counts += usize::from(piece.counts);
        tally.unchecked += usize::from(!piece.checked());
    }
    tally
}

fn reservation(claim: &CheckedClaim<'_>) -> Option<String> {
    let open = |side| {
        claim
            .evidence
            .iter()
            .filter(|piece| piece.side == Some(side) && !piece.accepted())
            .count()
    };
    let pieces = |count| if count == 1 { "piece" } else { "pieces" };
    match (open(Side::Supports), open(Side::Contradicts)) {
        (0, 0) => None,
        (count, 0) => Some(format!("{count} {} in support not verified", pieces(count))),
        (0, count) => Some(format!("{count} {} against not verified", pieces(count))),
        (count, against) => Some(format!(
            "{count} {} in support and {against} against not verified",
            pieces(count)
        )),
    }
}

/// For each claim the others on its subject that have counting support, carry no `expect`, and give
/// a value that cannot be right beside its own.
fn clashes(claims: &[CheckedClaim<'_>], judgements: &[Judgement]) -> Vec<Vec<usize>> {
    let mut clashes = vec![Vec::new(); claims.len()];
    let mut subjects: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, checked) in claims.iter().enumerate() {
        if let (Some(subject), Some(_)) = (&checked.claim.subject, &checked.claim.value) {
            subjects.entry(subject.value.as_str()).or_default().push(at);
        }
    }
    for members in subjects.into_values().filter(|members| members.len() > 1) {
        clashes_on_subject(&members, claims, judgements, &mut clashes);
    }
    clashes
}

fn clashes_on_subject(
    members: &[usize],
    claims: &[CheckedClaim<'_>],
    judgements: &[Judgement],
    clashes: &mut [Vec<usize>],
) {
    // Claims that write the same value are compared once.
    let value = |at: usize| claims[at].claim.value.as_ref().map(|value| &value.value);
    let mut number: HashMap<String, usize> = HashMap::new();
    let mut held: Vec<(values::Value, Vec<usize>)> = Vec::new();
    let mut class = Vec::with_capacity(members.len());
    for &at in members {
        let Some(value) = value(at) else { continue };
        let next = held.len();
        let same = *number.entry(compare::key(value)).or_insert(next);
        if same == next {
            held.push((values::from_declared(value), Vec::new()));
        }
        if claims[at].claim.expect.is_none() && judgements[at].support.counts > 0 {
            held[same].1.push(at);
        }
        class.push((at, same));
    }
    let mut against: Vec<Option<Vec<usize>>> = vec![None; held.len()];
    for (at, own) in class {
        let named = against[own].get_or_insert_with(|| {
            let mut named = Vec::new();
            for (other, (value, holders)) in held.iter().enumerate() {
                if named.len() >= NAMED_CLASHES {
                    break;
                }
                if other != own
                    && !holders.is_empty()
                    && values::compare_declared(&held[own].0, value).conflicts()
                {
                    named.extend(holders.iter().take(NAMED_CLASHES - named.len()));
                }
            }
            named.sort_unstable();
            named
        });
        clashes[at].clone_from(named);
    }
}

#[cfg(test)]
mod tests;
