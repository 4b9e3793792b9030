//! The report: plain data, built once; every format is a function of it.

pub mod model;

pub use model::{Report, ReportClaim, ReportEvidence, ReportSource, Summary};
