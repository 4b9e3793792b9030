use super::case::Piece;
use super::{Check, Complaint, Level, Mark, Related};

rule! {
    /// The quote fits several places that do not say the same.
    ///
    /// ## Why it matters
    /// The places lie in different articles, are said by different people, or stand in different contexts. Who
    /// said it, when, and what it means depends on the one that is meant.
    ///
    /// ## Example
    /// ```toml
    /// source = "blog"
    /// quote = "60 years in prison"   # in three articles of the file
    /// ```
    ///
    /// ## How to mend it
    /// Name the part (`source = "blog#reuters-may"`), quote more words, or give the text just before or after in
    /// `prefix` or `suffix`.
    QUOTE_AMBIGUOUS = "quote-ambiguous", Level::Warn, Check::Quote(check)
}

/// How many of the other places are shown.
const SHOWN_PLACES: usize = 3;

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece.found().filter(|found| found.fidelity.accepted())?;
    let places = found.ambiguous.as_ref()?;
    let chosen = found.spans.first().and_then(|place| {
        let marks = vec![Mark {
            span: place.span,
            label: String::new(),
        }];
        piece.in_source(*place, found.excerpt.clone(), "taken to be this one", marks)
    });
    let others = found.elsewhere.iter().take(SHOWN_PLACES);
    let others: Vec<Related> = others
        .filter_map(|place| piece.in_source(*place, None, "also here", Vec::new()))
        .collect();
    Some(
        piece
            .complain(format!("the quote fits {places}"))
            .help("name the part in `source`, quote more, or give `prefix` or `suffix`")
            .related(chosen)
            .related(others),
    )
}
