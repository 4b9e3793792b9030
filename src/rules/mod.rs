//! Rules: what is checked, how grave it is, and the page that explains it. One file a rule.

pub mod model;

pub use model::{Allowed, Finding, Level, Mark, Related};
