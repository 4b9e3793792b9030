//! The report: plain data, built once; every format is a function of it.

pub mod conflicts;
#[cfg(feature = "cli")]
pub mod github;
#[cfg(feature = "cli")]
pub mod html;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
#[cfg(feature = "cli")]
pub(crate) mod lists;
pub mod markdown;
pub mod model;
#[cfg(feature = "cli")]
mod plain;
#[cfg(test)]
mod sample;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod schema;
pub(crate) mod standing;
pub mod terminal;
pub(crate) mod why;

pub use conflicts::conflicts;
pub use model::{Changed, Report, ReportClaim, ReportEvidence, ReportSource, Summary};
