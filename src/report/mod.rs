//! The report: plain data, built once; every format is a function of it.

#[cfg(feature = "cli")]
pub mod github;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
pub mod model;
#[cfg(feature = "cli")]
mod plain;
#[cfg(test)]
mod sample;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod schema;
pub mod terminal;

pub use model::{Changed, Report, ReportClaim, ReportEvidence, ReportSource, Summary};
