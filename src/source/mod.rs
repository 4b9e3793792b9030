//! Sources: the files quoted from, what catalogues say of them, and reading them.

pub mod model;

pub use model::{Allow, Details, Part, Source, SourceRef, Sources};
