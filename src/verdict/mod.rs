//! What each claim stands on: values, independence, and the verdict.

pub mod compare;
pub mod figures;
pub mod independence;
mod judge;
pub mod model;
pub mod names;
pub mod values;

pub use compare::Comparison;
pub use independence::Descent;
pub use judge::{judge, origin, origins_with, side};
pub use model::{
    CheckedClaim, CheckedEvidence, FoundElsewhere, Judgement, Link, LinkReason, OriginGroup, Side,
    Tally, Verdict,
};
