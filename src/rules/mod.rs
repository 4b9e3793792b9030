//! Rules: what is checked, how grave it is, and the page that explains it. One file a rule.

pub mod model;

pub use model::{Allowed, Finding, Level, Mark, Related};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// Its default level.
    pub level: Level,
    page: &'static str,
}

impl Rule {
    /// The page that explains it.
    pub fn page(&self) -> &'static str {
        self.page
    }
}

/// Every rule, in the order in which users read them.
pub const RULES: &[Rule] = &[];
