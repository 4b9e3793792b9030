use super::case::{Piece, shown};
use super::{Check, Complaint, Level, context};
use crate::matcher::{Context, Limit};

rule! {
    /// The source only reports the words as somebody's.
    ///
    /// ## Why it matters
    /// "Police said she drove the car" is evidence of what the police said. Whether she drove it, the source does
    /// not say. Where the evidence names a `speaker`, the text is asked whether it gives the words to them: another
    /// name there is reported, a pronoun or a title ("she", "the captain") can be anybody's, and of those who are
    /// nested ("according to the Post, she said") each will do.
    ///
    /// ## Example
    /// ```text
    /// quote   she drove the car
    /// source  Police said she drove the car.
    /// ```
    ///
    /// ## How to mend it
    /// Name whose words they are with `speaker = "…"`, or claim what was said rather than what is.
    CONTEXT_ATTRIBUTED = "context-attributed", Level::Warn, Check::Context(Limit::Attributed, check)
}

fn check(piece: &Piece<'_>, found: &Context) -> Option<Complaint> {
    let mut complaint = context::complain(piece, found, "whose words these are")?;
    if let (Some(speaker), Some(named)) = (&piece.evidence().speaker, found.speakers.first()) {
        let (speaker, named) = (shown(&speaker.value), shown(named));
        complaint.message = format!("the source gives these words to {named}, not to {speaker}");
        return Some(complaint.help("name as speaker the one whom the source names"));
    }
    let help = "name whose words they are with speaker = \"…\", or claim that it was said";
    Some(complaint.help(help))
}
