use std::collections::{BTreeMap, HashSet};

use super::case::{Judged, Piece, shown};
use super::{Case, Check, Complaint, Level};
use crate::text::fold;

rule! {
    /// One quote stands under claims that have little in common.
    ///
    /// ## Why it matters
    /// A quote that carries everything carries nothing in particular: one of the claims may rest on a passage
    /// that does not say it. Off by default: one sentence may well assert two things.
    ///
    /// ## Example
    /// ```toml
    /// [[claim]]
    /// text = "She was arrested with Israel Vallarta."
    /// quote = "arrested on 8 December 2005 with her former boyfriend"
    ///
    /// [[claim]]
    /// text = "The appeal was heard in winter."
    /// quote = "arrested on 8 December 2005 with her former boyfriend"
    /// ```
    ///
    /// ## How to mend it
    /// Quote for each claim the words that say it.
    QUOTE_REUSED = "quote-reused", Level::Allow, Check::Project(check)
}

fn check(case: &Case<'_>) -> Vec<Complaint> {
    let mut first: BTreeMap<(usize, String), (Piece<'_>, HashSet<String>)> = BTreeMap::new();
    let mut complaints = Vec::new();
    for piece in case.pieces() {
        let Some(source) = piece.checked().source else {
            continue;
        };
        let text = words(&piece.of().claim.text.value);
        let key = (source.source, fold::key(&piece.evidence().quote.value));
        let (earlier, earlier_text) = first.entry(key).or_insert_with(|| (piece, text.clone()));
        if earlier.claim == piece.claim || alike(earlier_text, &text) {
            continue;
        }
        let other = Judged {
            case,
            at: earlier.claim,
            explained: false,
        };
        let id = shown(&other.claim().id.value);
        let related = other.related(earlier.evidence().quote.span, format!("under `{id}`"));
        complaints.push(
            piece
                .complain(format!(
                    "the quote also stands under `{id}`, which claims something else"
                ))
                .help("quote for each claim the words that say it")
                .related([related]),
        );
    }
    complaints
}

fn words(text: &str) -> HashSet<String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether two claims share at least a third of their words.
fn alike(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let shared = a.intersection(b).count();
    3 * shared >= a.len() + b.len() - shared
}
