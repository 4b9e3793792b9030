//! pincite checks that what you wrote is what your sources say.
//!
//! Claim files (hand-written TOML) tie every assertion to quoted spans of source files. pincite
//! finds every quote in the cited source, tells a typographic difference from a material one, and
//! works out what each claim stands on.
//!
//! The code runs in one direction, a module a stage; a stage uses those to its left only:
//!
//! ```text
//! text → source → claim → matcher → verdict → rules → report → cli
//! ```
//!
//! [`project`] is the only module that knows all stages. [`selftest`] plants changes in a project's
//! quotes and asks the matcher about them.

pub mod baseline;
pub mod claim;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
#[cfg(feature = "gate")]
pub mod gate;
pub mod matcher;
pub mod project;
pub mod report;
pub mod rules;
pub mod selftest;
pub mod source;
pub mod text;
pub mod verdict;

pub use project::Project;
pub use report::Report;

/// The examples of the documents, run as tests.
#[cfg(doctest)]
mod documents {
    #[cfg(feature = "gate")]
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/library.md")]
    struct Library;
}
