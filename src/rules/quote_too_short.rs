use super::case::{Piece, count, shown};
use super::{Check, Complaint, Level};

rule! {
    /// The quote is too short to tell one passage from another.
    ///
    /// ## Why it matters
    /// Two words are found in almost any text. That they stand in the source says little about what it says.
    ///
    /// ## Example
    /// ```toml
    /// quote = "in prison"
    /// ```
    ///
    /// ## How to mend it
    /// Quote the clause that carries the assertion.
    QUOTE_TOO_SHORT = "quote-too-short", Level::Warn, Check::Quote(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.fidelity.accepted() && found.short)?;
    let name = shown(&piece.case.name(piece.checked().source?));
    let places = match found.occurrences {
        0 | 1 => String::new(),
        places => format!(": {name} has it at {}", count(places, "place")),
    };
    Some(
        piece
            .complain(format!(
                "the quote is too short to stand for a passage{places}"
            ))
            .help("quote the clause that carries the assertion"),
    )
}
