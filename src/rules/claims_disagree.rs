use std::fmt::Write as _;

use super::case::{Judged, shown};
use super::{Check, Complaint, Level};
use crate::claim::Value;
use crate::text::Located;
use crate::verdict::compare;

rule! {
    /// Two claims on one subject have values that cannot both be right.
    ///
    /// ## Why it matters
    /// A project that says 96 years in one place and 98 in another is wrong in one of them, however well each is
    /// sourced. A claim with which several others on its subject disagree has one finding, which names the first of
    /// them and counts the rest. Why two values cannot both be right is a note, where it is more than that they differ.
    ///
    /// ## Example
    /// ```toml
    /// [[claim]]
    /// id = "first-sentence"
    /// subject = "sentence/first"
    /// value = "96 years"
    ///
    /// [[claim]]
    /// id = "what-fox-said"
    /// subject = "sentence/first"
    /// value = "98 years"
    /// ```
    ///
    /// ## How to mend it
    /// Correct one of them. Where one is not held, say so there: `expect = "contradicted"` and `why`. Where they
    /// speak of different things, give them different subjects.
    CLAIMS_DISAGREE = "claims-disagree", Level::Deny, Check::Claim(check)
}

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    let (Some(value), None) = (&judged.claim().value, &judged.claim().expect) else {
        return Vec::new();
    };
    let others = judged.verdict().disagrees_with.iter().copied().filter(|&other| {
        // Both claims know of a clash of two that are held; the second one speaks of it.
        let mutual = judged.verdict().support.counts > 0;
        !(mutual && judged.at < other)
    });
    // What another claim allows is silenced there; all else is one finding.
    let allows = |&at: &usize| {
        let allow = &judged.case.claims[at].claim.allow;
        allow.iter().any(|allow| allow.rule.value == CLAIMS_DISAGREE.name)
    };
    let (allowed, rest): (Vec<_>, Vec<_>) = others.partition(allows);
    let mut complaints: Vec<_> =
        allowed.into_iter().filter_map(|at| clash(judged, value, &[at])).collect();
    complaints.extend(clash(judged, value, &rest));
    complaints
}

/// How many of the claims that say otherwise are shown.
const SHOWN: usize = 3;

/// The finding that the claims `others` say otherwise.
fn clash(judged: &Judged<'_>, value: &Located<Value>, others: &[usize]) -> Option<Complaint> {
    let others: Vec<_> = others
        .iter()
        .map(|&at| Judged { at, ..*judged })
        .filter_map(|other| Some((other.claim().value.as_ref()?, other)))
        .collect();
    let (theirs, first) = others.first()?;
    let mut message = format!(
        "the claim says \"{}\", `{}` says \"{}\"",
        shown(&compare::words(&value.value)),
        shown(&first.claim().id.value),
        shown(&compare::words(&theirs.value)),
    );
    match others.len() - 1 {
        0 => {}
        1 => message.push_str("; another claim says otherwise, too"),
        more => write!(message, "; {more} others say otherwise, too").unwrap_or_default(),
    }
    let related = others.iter().take(SHOWN).map(|(theirs, other)| {
        let id = shown(&other.claim().id.value);
        other.related(theirs.span, format!("`{id}`, on the same subject"))
    });
    let mut complaint = judged
        .complain(value.span, message)
        .help("correct one of the two; or say which is not held: expect = \"contradicted\" and why")
        .related(related);
    if let Some(reason) = compare::reason(&value.value, &theirs.value) {
        complaint = complaint.note(shown(&reason));
    }
    // An `allow` of either claim silences a clash of two.
    complaint.other_claim = (others.len() == 1).then_some(first.at);
    Some(complaint)
}
