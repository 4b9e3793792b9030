use super::case::{Judged, shown};
use super::{Check, Complaint, Level};
use crate::verdict::compare;

rule! {
    /// Two claims on one subject have values that cannot both be right.
    ///
    /// ## Why it matters
    /// A project that says 96 years in one place and 98 in another is wrong in one of them, however well each is
    /// sourced.
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
    let others = judged.verdict().disagrees_with.iter().filter(|&&other| {
        // Both claims know of a clash of two that are held; the second one speaks of it.
        let mutual = judged.verdict().support.counts > 0;
        !(mutual && judged.at < other)
    });
    others
        .filter_map(|&at| {
            let other = Judged { at, ..*judged };
            let theirs = other.claim().value.as_ref()?;
            let id = shown(&other.claim().id.value);
            let message = format!(
                "the claim says \"{}\", `{id}` says \"{}\"",
                shown(&compare::words(&value.value)),
                shown(&compare::words(&theirs.value)),
            );
            let complaint = judged
                .complain(value.span, message)
                .help("correct one of the two; or say which is not held: expect = \"contradicted\" and why")
                .related([other.related(theirs.span, format!("`{id}`, on the same subject"))]);
            Some(Complaint { other_claim: Some(at), ..complaint })
        })
        .collect()
}
