use super::case::{Judged, shown};
use super::{Check, Complaint, Level};
use crate::claim::Stance;
use crate::verdict::{Side, compare};

rule! {
    /// Evidence that counts speaks against the claim, and nothing says why it is held.
    ///
    /// ## Why it matters
    /// Sources disagree. A careful writer says which one is followed, and why; a reader who finds the other one
    /// should find the answer too.
    ///
    /// ## Example
    /// ```toml
    /// [[claim.evidence]]
    /// source = "blog#fox-2011"
    /// stance = "contradicts"
    /// quote = "received a 98-year prison sentence in 2008"
    /// ```
    ///
    /// ## How to mend it
    /// Hold the claim, and say why on this piece: `answer = "…"`. Or do not hold it: `expect = "contradicted"`
    /// and `why` on the claim. Or change what is claimed.
    CLAIM_CONTRADICTED = "claim-contradicted", Level::Deny, Check::Claim(check)
}

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    if judged.claim().expect.is_some() {
        return Vec::new();
    }
    let open = judged.pieces().filter(|piece| {
        let checked = piece.checked();
        checked.counts
            && checked.side == Some(Side::Contradicts)
            && piece.evidence().answer.is_none()
    });
    open.map(|piece| {
        let name = piece
            .checked()
            .source
            .map(|at| piece.case.name(at))
            .unwrap_or_default();
        let name = shown(&name);
        let values = judged
            .claim()
            .value
            .as_ref()
            .zip(piece.evidence().value.as_ref());
        let message = match values {
            Some((claimed, given))
                if compare::words(&claimed.value) != compare::words(&given.value) =>
            {
                format!(
                    "{name} speaks against the claim: \"{}\", not \"{}\"",
                    shown(&compare::words(&given.value)),
                    shown(&compare::words(&claimed.value)),
                )
            }
            _ => format!("{name} speaks against the claim"),
        };
        let help = if piece.evidence().stance == Stance::Contradicts {
            "say why the claim is held all the same: answer = \"…\"; or that it is not: \
             expect = \"contradicted\" and why"
        } else {
            "its value is not the claim's: correct one of the two, or write \
             stance = \"contradicts\" and an answer"
        };
        let text = judged.claim().text.span;
        piece
            .complain(message)
            .help(help)
            .related([judged.related(text, "the claim")])
    })
    .collect()
}
