//! What a claim file holds.

use std::sync::Arc;

use crate::source::Allow;
use crate::text::{Lines, Located, Problem, Span};

/// One claim file as it was read.
#[derive(Clone, Debug)]
pub struct ClaimFile {
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Its text; empty where it could not be read.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
    /// The claims that could be read, in order.
    pub claims: Vec<Claim>,
    /// All that is wrong in it, in order of place.
    pub problems: Vec<Problem>,
    /// How many `[[claim]]` headings stand in a file that does not parse; 0 for one that does.
    pub unread_claims: usize,
}

/// An assertion and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Unique in the project, also when case is ignored. `(line 12)` where the file gives none,
    /// of which a problem speaks.
    pub id: Located<String>,
    /// The assertion. Empty where the file gives none, of which a problem speaks.
    pub text: Located<String>,
    /// Claims on one subject must not disagree.
    pub subject: Option<Located<String>>,
    /// The datum asserted.
    pub value: Option<Located<Value>>,
    /// The writer's labels, those of `[defaults]` included.
    pub tags: Vec<String>,
    /// Set where the claim is not held.
    pub expect: Option<Located<Expect>>,
    /// Why it is not held.
    pub why: Option<String>,
    /// For people.
    pub note: Option<String>,
    /// Rules silenced for this claim.
    pub allow: Vec<Allow>,
    /// What it rests on, as written.
    pub evidence: Vec<Evidence>,
    /// The `[[claim]]` heading.
    pub span: Span,
}

/// A quote, its source and its stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What the writer wrote as `source`, part included, here or in `[defaults]`. Empty where there
    /// is none, of which a problem speaks.
    pub source: Located<String>,
    /// The words cited. Empty where there are none, of which a problem speaks.
    pub quote: Located<String>,
    /// For or against the claim.
    pub stance: Stance,
    /// The text just before the quote, to pick one of several occurrences.
    pub prefix: Option<Located<String>>,
    /// The text just after the quote.
    pub suffix: Option<Located<String>>,
    /// The datum this quote gives.
    pub value: Option<Located<Value>>,
    /// Whose words the source reports these to be.
    pub speaker: Option<Located<String>>,
    /// Whom the information comes from.
    pub origin: Option<Located<String>>,
    /// The writer's rendering of a quote in another language.
    pub translation: Option<Located<String>>,
    /// The place as people cite it.
    pub locator: Option<Located<String>>,
    /// Why the claim is held in spite of this piece.
    pub answer: Option<Located<String>>,
    /// For people.
    pub note: Option<String>,
    /// Rules silenced for this piece.
    pub allow: Vec<Allow>,
    /// The place of this piece: the `[[claim.evidence]]` heading, the inline table, or for
    /// evidence written on the claim itself its `quote`.
    pub span: Span,
}

/// What a piece of evidence does for the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// It speaks for the claim.
    #[default]
    Supports,
    /// It speaks against the claim.
    Contradicts,
    /// It is neither; shown for the reader.
    Context,
}

/// The verdict a claim that is not held is expected to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expect {
    /// The sources speak against it.
    Contradicted,
    /// Nothing that counts supports it.
    Unsupported,
}

/// A declared datum, as TOML has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A TOML integer.
    Integer(i64),
    /// A TOML float.
    Float(f64),
    /// A TOML boolean.
    Boolean(bool),
    /// A TOML date, time or both, as written.
    Date(String),
    /// Text such as "10 %" or "April 2008".
    Text(String),
}

impl Eq for Value {}
