//! Claim files: the format, and everything that is wrong in one, kept as data.

pub mod model;

pub use model::{Claim, ClaimFile, Evidence, Expect, Stance, Value};
