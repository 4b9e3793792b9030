//! The report: plain data, built once; every format is a function of it.

pub mod json;
pub mod model;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod terminal;

pub use model::{Changed, Report, ReportClaim, ReportEvidence, ReportSource, Summary};
