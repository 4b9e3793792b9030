//! Finding every quote in its source and judging what differs.
//!
//! Pure: a text and the quotes cited from it in, an [`Outcome`] for each out.

mod align;
mod check;
mod context;
mod difference;
mod edges;
pub mod elsewhere;
pub mod find;
mod grams;
mod judge;
mod known;
pub mod lexicon;
mod locate;
pub mod model;
mod query;

pub use elsewhere::{Elsewhere, Searcher};
pub use grams::Work;
pub use lexicon::Lexicon;
pub use model::{
    Anchor, Context, Difference, Excerpt, Fidelity, Kind, Limit, Match, Outcome, Place, Unchecked,
};

use crate::text::{Folded, Lines, Span};

/// What the matcher is told by the configuration, the same for every source.
#[derive(Clone, Debug, Default)]
pub struct Matching {
    /// The words of the project's languages, by kind of difference.
    pub lexicon: Lexicon,
}

/// One source's text, ready to be searched.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text as stored.
    pub raw: &'a str,
    /// Its finding form.
    pub folded: &'a Folded<'a>,
    /// Its lines.
    pub lines: &'a Lines,
    /// Where each of the source's parts stands; `None` for a part that was not found.
    pub parts: &'a [Option<Span>],
    /// The language declared in the catalogue, BCP 47.
    pub language: Option<&'a str>,
    /// What else the catalogue says of it: titles, publishers. Names in them are the source's.
    pub about: &'a [&'a str],
}

/// A quote to look for.
#[derive(Clone, Copy, Debug)]
pub struct Quote<'a> {
    /// The words cited.
    pub exact: &'a str,
    /// The text just before them.
    pub prefix: Option<&'a str>,
    /// The text just after them.
    pub suffix: Option<&'a str>,
    /// The part to search (index into [`Text::parts`]); without one the whole text.
    pub part: Option<usize>,
}

/// Finds and judges all quotes cited from one source together; one outcome a quote, in order.
pub fn check(text: &Text<'_>, quotes: &[Quote<'_>], matching: &Matching) -> Vec<Outcome> {
    check_counting(text, quotes, matching).0
}

/// The same with what it took, counted in units that do not depend on the machine.
pub fn check_counting(
    text: &Text<'_>,
    quotes: &[Quote<'_>],
    matching: &Matching,
) -> (Vec<Outcome>, Work) {
    let mut checker = check::Checker::new(text, matching);
    let outcomes = checker.run(quotes);
    (outcomes, checker.work)
}
