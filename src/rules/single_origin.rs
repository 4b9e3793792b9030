use std::collections::HashSet;

use super::case::{Judged, count, shown};
use super::{Check, Complaint, Level};
use crate::source::SourceRef;
use crate::verdict::Side;

rule! {
    /// Several sources support the claim, but all go back to one origin.
    ///
    /// Pieces are one origin where the catalogue says so (the same `origin` or publisher, or `derived-from`), and
    /// where their passages, the whole sentences that hold the quotes, say so themselves: they share 12 words in a
    /// row, or 8 that are at least half of the shorter sentence, not counting names, nor words inside quotation
    /// marks on both sides, for two reporters may have heard one speech; or both give the same third party as the
    /// one they have it from ("according to The New York Times", "told Reuters", "Pepys writes"). Two pieces that each have an
    /// `origin` of their own are linked by nothing else.
    ///
    /// ## Why it matters
    /// Five papers that print one wire report are one voice. This rule is off by default: one good origin may be
    /// enough.
    ///
    /// ## Example
    /// ```toml
    /// evidence = [
    ///   { source = "tribune", quote = "…" },   # both catalogued with origin = "Reuters"
    ///   { source = "herald", quote = "…" },
    /// ]
    /// ```
    ///
    /// ## How to mend it
    /// Quote a source that knows it from elsewhere. Where two pieces are independent and the catalogue does not
    /// show it, give each its own `origin`.
    SINGLE_ORIGIN = "single-origin", Level::Allow, Check::Claim(check)
}

/// How many links are shown.
const SHOWN_LINKS: usize = 3;

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    let verdict = judged.verdict();
    let mut groups = verdict
        .origin_groups
        .iter()
        .filter(|group| group.side == Side::Supports);
    let (Some(group), None) = (groups.next(), groups.next()) else {
        return Vec::new();
    };
    let place = |&index: &usize| {
        let piece = &judged.checked().evidence[index];
        piece.source.map(|at| SourceRef {
            source: at.source,
            part: piece.part,
        })
    };
    let places: HashSet<_> = group.evidence.iter().filter_map(place).collect();
    if places.len() < 2 {
        return Vec::new();
    }
    let name = |index| {
        place(&index)
            .map(|at| shown(&judged.case.name(at)))
            .unwrap_or_default()
    };
    let links = group
        .links
        .iter()
        .filter(|link| name(link.a) != name(link.b))
        .take(SHOWN_LINKS);
    let message = format!(
        "{} support the claim, all of one origin: {}",
        count(places.len(), "source"),
        shown(&group.name)
    );
    let mut complaint = judged
        .complain(judged.claim().text.span, message)
        .help("quote a source that knows it from elsewhere");
    for link in links {
        complaint = complaint.note(format!(
            "{} and {}: {}",
            name(link.a),
            name(link.b),
            shown(&link.words())
        ));
    }
    vec![complaint]
}
