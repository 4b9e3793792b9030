//! What each claim stands on: values, independence, and the verdict.

pub mod model;
pub mod values;

pub use model::{
    CheckedClaim, CheckedEvidence, FoundElsewhere, Judgement, Link, LinkReason, OriginGroup, Side,
    Tally, Verdict,
};
