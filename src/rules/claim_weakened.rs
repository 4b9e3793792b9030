use super::case::{Judged, shown};
use super::{Before, Check, Complaint, Level};
use crate::verdict::{Side, Verdict};

rule! {
    /// A change leaves a claim on less than it stood on before.
    ///
    /// ## Why it matters
    /// Every quote that is left may be right and the claim still weaker: the second of two independent origins
    /// is gone, or the piece of evidence that carried it. Nothing in the file is wrong then; only the comparison
    /// shows it.
    ///
    /// ## Example
    /// ```diff
    ///  [[claim]]
    ///  id = "first-sentence"
    /// -[[claim.evidence]]
    /// -source = "blog#reuters-may"
    /// -quote = "sentenced to 96 years in 2008"
    /// ```
    ///
    /// ## How to mend it
    /// Put the evidence back, or quote another origin. Where the claim is to stand on less, check with
    /// `--trust-change`.
    CLAIM_WEAKENED = "claim-weakened", Level::Deny, Check::Change(check)
}

fn check(judged: &Judged<'_>, before: &Before) -> Option<Complaint> {
    let (claim, now) = (judged.claim(), judged.verdict());
    let was = &before.claims[before.claim(&claim.id.value, &claim.text.value)?];
    // A claim that is not held is held to its `expect`; an answer is for `gate-loosened` to list.
    if claim.expect.is_some() || (now.verdict == Verdict::Contradicted && now.answered) {
        return None;
    }
    let (origins, origins_before) = (now.support.origins, was.origins.len());
    let message = if now.verdict < was.verdict {
        let (now, was) = (now.verdict.name(), was.verdict.name());
        format!("the claim was {was} before the change and is now {now}")
    } else if origins < origins_before && now.verdict == was.verdict {
        format!("the claim stood on {origins_before} independent origins before the change, now on {origins}")
    } else {
        return None;
    };
    let groups = now.origin_groups.iter().filter(|group| group.side == Side::Supports);
    let names: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
    let lost = was.origins.iter().filter(|name| !names.contains(&name.as_str()));
    let lost: Vec<String> = lost.map(|name| shown(name)).collect();
    let complaint = judged
        .complain(claim.text.span, message)
        .help("put the evidence back or quote another origin; where that is meant, check with --trust-change");
    Some(if lost.is_empty() {
        complaint
    } else {
        complaint.note(format!("it no longer stands on: {}", lost.join(", ")))
    })
}
