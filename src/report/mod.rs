//! The report: plain data, built once; every format is a function of it.

pub mod conflicts;
#[cfg(feature = "cli")]
pub mod html;
pub mod json;
pub mod markdown;
pub mod model;
#[cfg(test)]
mod sample;
pub mod schema;
pub(crate) mod standing;
pub mod terminal;
pub(crate) mod why;

pub use conflicts::conflicts;
pub use model::{Report, ReportClaim, ReportEvidence, ReportSource, Summary};
