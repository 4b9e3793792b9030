//! Text and the places in it: spans, lines and columns, folding, tokens, sentences, and the TOML
//! tree with a place for every key. Knows nothing of claims.

pub mod document;
pub mod fold;
pub mod lines;
pub mod problem;
pub mod quoted;
pub mod sentences;
pub mod span;
pub mod tokens;
mod toml_error;
mod toml_parse;
pub mod toml_place;
pub mod toml_read;
pub mod toml_text;
pub mod visible;

pub use document::Document;
pub use fold::Folded;
pub use lines::{Lines, Position, Region};
pub use problem::{Problem, ProblemKind};
pub use quoted::toml_string;
pub use span::{Located, Span};
pub use tokens::{Token, TokenKind, Tokens};
pub use toml_place::place_in_string;
pub use visible::{visible, visible_start};
