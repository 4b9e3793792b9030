//! Text and the places in it: spans, lines and columns, folding, tokens, sentences, and the TOML
//! tree with a place for every key. Knows nothing of claims.

pub mod document;
pub mod fold;
pub mod lines;
pub mod problem;
pub mod quoted;
pub mod span;
pub mod visible;

pub use fold::Folded;
pub use lines::{Lines, Position, Region};
pub use problem::{Problem, ProblemKind};
pub use quoted::toml_string;
pub use span::{Located, Span};
pub use visible::{visible, visible_start};
