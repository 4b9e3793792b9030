use super::case::{Piece, shown};
use super::{Check, Complaint, Level, Mark, Related};

rule! {
    /// The cited source or part does not hold the quote, but another does.
    ///
    /// ## Why it matters
    /// The words are right and the attribution is wrong. A reader who follows the citation does not find them,
    /// and the claim is counted as resting on a source that does not carry it.
    ///
    /// ## Example
    /// ```toml
    /// source = "blog#proceso"
    /// quote = "sentenced her to 60 years in prison"   # stands in blog#reuters-may
    /// ```
    ///
    /// ## How to mend it
    /// Write the `source` that the message proposes, if that is the one you read. Otherwise quote what the cited
    /// source says.
    QUOTE_ELSEWHERE = "quote-elsewhere", Level::Deny, Check::Quote(check)
}

/// How many of the places that hold the quote are shown.
const SHOWN_PLACES: usize = 3;

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let checked = piece.checked();
    let found = piece.found().filter(|found| !found.fidelity.accepted())?;
    let first = checked.found_elsewhere.first()?;
    let here = piece.case.name(checked.source?);
    let there = piece.case.name(first.source);
    let more = match checked.found_elsewhere.len() {
        1 => String::new(),
        2 => " and in 1 other place".to_owned(),
        places => format!(" and in {} other places", places - 1),
    };
    let nearest = if found.spans.is_empty() {
        ""
    } else {
        ", where the nearest passage differs"
    };
    let places = checked
        .found_elsewhere
        .iter()
        .take(SHOWN_PLACES)
        .filter_map(|place| {
            let source = piece.case.sources.list.get(place.source.source)?;
            Some(Related {
                file: source.file.clone(),
                region: place.place.region,
                label: format!("stands in {}", shown(&piece.case.name(place.source))),
                excerpt: Some(place.excerpt.clone()),
                marks: vec![Mark {
                    span: place.place.span,
                    label: String::new(),
                }],
            })
        });
    let complaint = piece
        .complain(format!(
            "the quote is not in {}, but in {}{more}",
            shown(&here),
            shown(&there)
        ))
        .help(format!(
            "write source = \"{there}\", or quote what {here} says{nearest}"
        ))
        .related(places);
    // A source from `[defaults]` stands far from the quote; then the quote is what to look at.
    let source = &piece.evidence().source;
    if source.span.start >= piece.of().claim.span.start {
        let quote = complaint.span;
        return Some(
            Complaint {
                span: source.span,
                ..complaint
            }
            .mark(source.span, "not here")
            .mark(quote, ""),
        );
    }
    Some(complaint)
}
