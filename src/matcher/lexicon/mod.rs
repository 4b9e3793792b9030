//! Words by what they do, per language.

/// The words of one or more languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon;
