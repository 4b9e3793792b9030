//! Sources: the files quoted from, what catalogues say of them, and reading them.

pub mod model;

pub use model::{Allow, Catalogue, Details, Part, Source, SourceRef, Sources};

use std::path::Path;

use crate::text::{Folded, Problem, Span};

/// Finds every source below `folder` (relative to `root`, with `/`) and reads the catalogues there.
/// Nothing here fails: what is wrong is in [`Sources::problems`]. No source is read.
pub fn load(root: &Path, folder: &str) -> Sources {
    let _ = (root, folder);
    Sources::default()
}

/// A source as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// Its text.
    pub text: String,
    /// SHA-256 of the bytes of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes of the file.
    pub bytes: usize,
    /// The reader and its version, such as `text/1`.
    pub reader: &'static str,
}

/// Reads `source`. The problem says why it could not be: `SourceMissing` or `SourceUnreadable`. A
/// pinned hash that differs is for [`pin_problem`].
pub fn read(source: &Source, sources: &Sources) -> Result<SourceText, Problem> {
    let _ = (source, sources);
    Ok(SourceText::default())
}

/// `SourceChanged` where the pinned hash is not that of `text`.
pub fn pin_problem(source: &Source, sources: &Sources, text: &SourceText) -> Option<Problem> {
    let _ = (source, sources, text);
    None
}

/// Where each part of `source` stands in its text, in the order of [`Source::parts`]; `None` with a
/// `PartNotFound` problem for one whose `starts` or `ends` do not stand exactly once, or which
/// overlaps another.
pub fn locate_parts(
    source: &Source,
    sources: &Sources,
    text: &str,
    folded: &Folded,
) -> (Vec<Option<Span>>, Vec<Problem>) {
    let _ = (sources, text, folded);
    (vec![None; source.parts.len()], Vec::new())
}

/// Why a reference names no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownReference {
    /// What is wrong, without a final full stop.
    pub message: String,
    /// The nearest right word, or the candidates of an ambiguous stem.
    pub help: Option<String>,
}

impl Sources {
    /// What `reference` (an id, a path under the folder, a unique stem, each with an optional
    /// `#part`) names.
    ///
    /// # Errors
    /// Where it names nothing, several sources, or leaves the project.
    pub fn resolve(&self, reference: &str) -> Result<SourceRef, UnknownReference> {
        Err(UnknownReference { message: format!("no source is called \"{reference}\""), help: None })
    }
}
