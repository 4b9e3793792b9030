use super::case::{Piece, count, shown};
use super::difference::{self, Side};
use super::{Check, Complaint, Level};
use crate::matcher::{Difference, Fidelity, Kind};

rule! {
    /// The quote differs from its source by slips only.
    ///
    /// ## Why it matters
    /// A misspelt word, a lost space, an article: nothing that changes what is said. It still is not what the
    /// source has, and a reader who searches for the words does not find them.
    ///
    /// ## Example
    /// ```text
    /// quote   a reconstuction of the arrest
    /// source  a reconstruction of the arrest
    /// ```
    ///
    /// ## How to mend it
    /// Copy the source's own characters. Where the slip is the source's, keep it, with `[sic]` if you like.
    QUOTE_NEAR = "quote-near", Level::Warn, Check::Quote(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.fidelity == Fidelity::Near)?;
    let slips: Vec<_> = found
        .differences
        .iter()
        .filter(|it| is_slip(it.kind))
        .collect();
    let first = slips.first().copied();
    let mut message = first.map_or_else(|| "the quote differs by a slip".to_owned(), headline);
    if slips.len() > 1 {
        message.push_str("; ");
        message.push_str(&count(slips.len(), "slip"));
        message.push_str(" in all");
    }
    let mut complaint = piece
        .complain(message)
        .help("copy the source's own characters");
    if let Some(first) = first {
        complaint.span = difference::span(piece, first);
    }
    complaint.marks = difference::marks(piece, &slips, Side::Quote);
    let source = difference::marks(piece, &slips, Side::Source);
    let passage = found.spans.first().and_then(|place| {
        piece.in_source(
            *place,
            found.excerpt.clone(),
            "the passage in the source",
            source,
        )
    });
    Some(complaint.related(passage))
}

/// What may make a quote `near`; the rest is typography.
fn is_slip(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Slip | Kind::Spelling | Kind::Article | Kind::Accent | Kind::Case | Kind::Punctuation
    )
}

fn headline(difference: &Difference) -> String {
    let (quoted, source) = (shown(&difference.quoted), shown(&difference.source));
    let what = match difference.kind {
        Kind::Spelling => "another spelling",
        Kind::Article => "another article",
        Kind::Accent => "another accent",
        Kind::Case => "other capitals",
        Kind::Punctuation => "other punctuation",
        _ => "a slip",
    };
    match (quoted.is_empty(), source.is_empty()) {
        (true, _) => format!("{what}: quote leaves out \"{source}\""),
        (_, true) => format!("{what}: quote adds \"{quoted}\""),
        _ => format!("{what}: quote says \"{quoted}\", source says \"{source}\""),
    }
}
