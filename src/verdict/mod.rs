//! What each claim stands on: values, independence, and the verdict.

pub mod compare;
pub mod contradiction;
mod copies;
pub mod figures;
pub mod independence;
mod informant;
mod judge;
mod links;
pub mod model;
pub mod names;
mod passage;
pub mod shared;
mod unaccented;
pub mod values;

pub use compare::Comparison;
pub use independence::Descent;
pub(crate) use judge::judge_knowing;
pub use judge::{judge, origin, origin_of, origins_with, side};
pub use model::{
    CheckedClaim, CheckedEvidence, FoundElsewhere, Judgement, Link, LinkReason, OriginGroup, Side,
    Tally, Verdict,
};
