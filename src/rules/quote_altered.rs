use super::case::{Piece, count, shown};
use super::difference::{self, Side};
use super::{Check, Complaint, Level};
use crate::matcher::{Difference, Fidelity, Kind};

rule! {
    /// The passage is the one quoted, but a difference changes what it says.
    ///
    /// ## Why it matters
    /// "96 years" and "60 years" are two keystrokes apart, and no edit distance makes them one. Another number,
    /// date, unit or name, a dropped "not", "increased" for "decreased", a missing "may": each is small to look
    /// at and changes what the source is made to say.
    ///
    /// ## Example
    /// ```text
    /// quote   She was sentenced to 96 years in prison
    /// source  She was sentenced to 60 years in prison
    /// ```
    ///
    /// ## How to mend it
    /// Copy the words of the source. If the claim rests on the others, the claim has to change. Words left out
    /// are marked with `…`, words put in go between `[` and `]`.
    QUOTE_ALTERED = "quote-altered", Level::Deny, Check::Quote(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.fidelity == Fidelity::Altered)?;
    let material: Vec<_> = found
        .differences
        .iter()
        .filter(|difference| difference.material)
        .collect();
    let gravest = material
        .iter()
        .min_by_key(|difference| difference.kind)
        .copied();
    let mut message = gravest.map_or_else(
        || "the quote is not what the source says".to_owned(),
        |difference| headline(difference, &piece.evidence().quote.value),
    );
    if material.len() > 1 {
        message.push_str("; ");
        message.push_str(&count(material.len(), "difference"));
        message.push_str(" in all");
    }
    let mut complaint = piece.complain(message).help(match gravest {
        Some(only) if material.len() == 1 => help(only),
        _ => "copy the words of the source, or change the claim".to_owned(),
    });
    let claim = difference::marks(piece, &material, Side::Quote);
    if let Some(first) = gravest {
        complaint.span = difference::span(piece, first);
    }
    complaint.marks = claim;
    let source = difference::marks(piece, &material, Side::Source);
    let place = found.spans.first().copied();
    let passage = place.and_then(|place| {
        piece.in_source(
            place,
            found.excerpt.clone(),
            "the passage in the source",
            source,
        )
    });
    Some(complaint.related(passage))
}

fn headline(difference: &Difference, quote: &str) -> String {
    let (quoted, source) = (shown(&difference.quoted), shown(&difference.source));
    match difference.kind {
        Kind::Order if quoted.is_empty() || source.is_empty() => {
            "quote joins words that do not follow one another in the source".to_owned()
        }
        Kind::Order => format!("quote has \"{quoted}\" in another order than the source"),
        Kind::Boundary if !source.is_empty() => {
            let edge = if difference.quote_span.start == 0 {
                "begins"
            } else {
                "ends"
            };
            let edge = if difference.quote_span.len() >= quote.trim().len() {
                "is cut"
            } else {
                edge
            };
            format!("quote {edge} inside \"{source}\"")
        }
        _ if source.is_empty() => {
            format!("quote adds \"{quoted}\", which the source does not have")
        }
        _ if quoted.is_empty() => format!("quote leaves out \"{source}\""),
        _ => format!("quote says \"{quoted}\", source says \"{source}\""),
    }
}

fn help(difference: &Difference) -> String {
    let (quoted, source) = (shown(&difference.quoted), shown(&difference.source));
    match difference.kind {
        Kind::Order => "quote the passages one by one, or mark what is left out with …".to_owned(),
        Kind::Boundary => format!("quote \"{source}\" whole, or leave it out whole"),
        Kind::Insertion => format!("take \"{quoted}\" out, or put it in brackets: [{quoted}]"),
        Kind::Omission => format!("put \"{source}\" back, or mark the gap with …"),
        _ if source.is_empty() => format!("take \"{quoted}\" out, or change the claim"),
        _ if quoted.is_empty() => format!("put \"{source}\" back, or change the claim"),
        _ => format!("copy \"{source}\" from the source, or change the claim"),
    }
}
