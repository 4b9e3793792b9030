//! Quotes that their source does not hold, looked for in all others.

use super::{Place, Text};

/// A table of quotes, to look for all of them in one pass over a source, exact in the finding form.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    quotes: Vec<String>,
}

impl Elsewhere {
    /// A table of `quotes`; a quote is named by its index in the results.
    pub fn new<'a>(quotes: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            quotes: quotes.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.quotes.is_empty()
    }

    /// The quotes that stand in `text`: index of the quote and its first place in each part (or
    /// outside all parts), ascending.
    pub fn search(&self, text: &Text<'_>) -> Vec<(usize, Place)> {
        let _ = text;
        Vec::new()
    }
}
