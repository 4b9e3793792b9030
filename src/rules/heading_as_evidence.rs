use super::case::Piece;
use super::{Check, Complaint, Level, Mark};

rule! {
    /// The quote is only a title or heading.
    ///
    /// ## Why it matters
    /// Headlines sharpen, ask and tease, and are written by somebody else than the text. What an article says
    /// stands in its sentences.
    ///
    /// ## Example
    /// ```toml
    /// quote = "Sarkozy calls off Mexico trip"   # the headline; the text says he postponed it
    /// ```
    ///
    /// ## How to mend it
    /// Quote the sentence that says it.
    HEADING_AS_EVIDENCE = "heading-as-evidence", Level::Warn, Check::Evidence(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.fidelity.accepted() && found.heading)?;
    piece.checked().side?;
    let place = found.spans.first().and_then(|place| {
        let marks = vec![Mark {
            span: place.span,
            label: String::new(),
        }];
        piece.in_source(*place, found.excerpt.clone(), "a line of its own", marks)
    });
    Some(
        piece
            .complain("the quote is only a heading")
            .help("quote the sentence of the text that says it")
            .related(place),
    )
}
