use super::case::{Judged, count, shown};
use super::{Check, Complaint, Level};
use crate::claim::Stance;
use crate::source::{SourceRef, first_day};
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
    let open: Vec<_> = judged.pieces().filter(|piece| {
        let checked = piece.checked();
        checked.counts
            && checked.side == Some(Side::Contradicts)
            && piece.evidence().answer.is_none()
    }).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut stand = stand(judged);
    open.into_iter().map(|piece| {
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
        let reason = values.and_then(|(claimed, given)| compare::reason(&claimed.value, &given.value));
        let help = if piece.evidence().stance == Stance::Contradicts {
            "say why the claim is held all the same: answer = \"…\"; or that it is not: \
             expect = \"contradicted\" and why"
        } else {
            "its value is not the claim's: correct one of the two, or write \
             stance = \"contradicts\" and an answer"
        };
        let text = judged.claim().text.span;
        let complaint = piece
            .complain(message)
            .help(help)
            .related([judged.related(text, "the claim")]);
        let complaint = match reason {
            Some(reason) => complaint.note(shown(&reason)),
            None => complaint,
        };
        // Said once, however many pieces speak against the claim.
        stand.drain(..).fold(complaint, Complaint::note)
    })
    .collect()
}

/// How many places of each side are named.
const NAMED: usize = 3;

/// Who stands behind each side, the side that spoke first before the other.
fn stand(judged: &Judged<'_>) -> Vec<String> {
    let mut sides: Vec<_> = [(Side::Supports, "for"), (Side::Contradicts, "against")]
        .into_iter()
        .filter_map(|(side, word)| {
            let groups = judged.verdict().origin_groups.iter().filter(|group| group.side == side);
            let origins = groups.clone().count();
            let pieces = groups.flat_map(|group| &group.evidence);
            let mut places: Vec<_> = pieces.filter_map(|&index| place(judged, index)).collect();
            places.sort_by(|a, b| (a.0.is_none(), a).cmp(&(b.0.is_none(), b)));
            places.dedup();
            let first = places.first()?.0;
            let more = if places.len() > NAMED { ", …" } else { "" };
            let named: Vec<_> = places.into_iter().take(NAMED).map(|(.., place)| place).collect();
            let origins = count(origins, "independent origin");
            Some((first, format!("{word} the claim: {origins}: {}{more}", named.join(", "))))
        })
        .collect();
    sides.sort_by_key(|(first, _)| (first.is_none(), *first));
    sides.into_iter().map(|(_, words)| words).collect()
}

/// Year, month and day.
type Day = (u16, u8, u8);

/// Where a piece stands, and since when that is published.
fn place(judged: &Judged<'_>, index: usize) -> Option<(Option<Day>, String)> {
    let piece = &judged.checked().evidence[index];
    let source = piece.source?.source;
    let at = SourceRef { source, part: piece.part };
    let source = judged.case.sources.list.get(source)?;
    let details = piece.part.and_then(|part| source.parts.get(part)).map_or(&source.details, |part| &part.details);
    let name = shown(&judged.case.name(at));
    let published = details.published.as_deref();
    let words = match published {
        Some(published) => format!("{name} ({})", shown(published)),
        None => format!("{name} (undated)"),
    };
    Some((published.and_then(first_day), words))
}
