use super::case::{Judged, count};
use super::{Check, Complaint, Level};
use crate::verdict::Side;

rule! {
    /// Nothing that counts supports the claim.
    ///
    /// ## Why it matters
    /// A claim without evidence is an opinion. Where a quote was not found or a source is missing, that finding
    /// says so, and this rule is silent: it speaks where there is nothing to mend but the claim.
    ///
    /// ## Example
    /// ```toml
    /// [[claim]]
    /// id = "visited-twice"
    /// text = "The ambassador visited her twice."
    /// ```
    ///
    /// ## How to mend it
    /// Quote a source that says it (`pincite find` looks for one), or keep the claim as a known gap:
    /// `expect = "unsupported"`, with `why`.
    CLAIM_UNSUPPORTED = "claim-unsupported", Level::Deny, Check::Claim(check)
}

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    let verdict = judged.verdict();
    let contradicted = verdict.against.counts > 0 || !verdict.disagrees_with.is_empty();
    if verdict.support.counts > 0
        || judged.claim().expect.is_some()
        || judged.explained
        // An open contradiction is a finding already; an answered one holds the claim on nothing.
        || (contradicted && !verdict.answered)
    {
        return Vec::new();
    }
    let pieces = &judged.checked().evidence;
    let on = |side| pieces.iter().filter(|piece| piece.side == side).count();
    let message = match (pieces.len(), on(Some(Side::Supports))) {
        (0, _) => "the claim has no evidence".to_owned(),
        (_, 0) if on(Some(Side::Contradicts)) > 0 => {
            "nothing supports the claim: all of its evidence is against it".to_owned()
        }
        (_, 0) => "nothing supports the claim: all of its evidence is context".to_owned(),
        (_, support) => format!(
            "nothing supports the claim: {} does not count",
            count(support, "piece")
        ),
    };
    let help = "quote a source that says it, or keep it as a known gap: expect = \"unsupported\", with why";
    vec![
        judged
            .complain(judged.claim().text.span, message)
            .help(help),
    ]
}
