//! Finding every quote in its source and judging what differs.
//!
//! Pure: a text and the quotes cited from it in, a [`Match`] for each out.

pub mod model;

pub use model::{Anchor, Difference, Excerpt, Fidelity, Kind, Match, Outcome, Place, Unchecked};
