//! Sources: the files quoted from, what catalogues say of them, and reading them.

pub(crate) mod allow;
mod catalogue;
mod descent;
pub(crate) mod files;
mod load;
pub mod model;
mod names;
mod parts;
mod published;
mod read;

pub use published::first_day;
pub(crate) use read::hexadecimal;

pub use model::{Allow, Catalogue, Details, Part, Source, SourceRef, Sources};

use std::path::Path;

use crate::text::{Folded, Problem, Span};

/// Finds every source below `folder` (relative to `root`, with `/`) and reads the catalogues there.
/// Nothing here fails: what is wrong is in [`Sources::problems`]. No source is read.
pub fn load(root: &Path, folder: &str) -> Sources {
    load::load(root, folder)
}

/// Whether a source is hashed as it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hash {
    Wanted,
    Known,
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

/// Reads `source`. A pinned hash that differs is for [`pin_problem`].
///
/// # Errors
/// Why it could not be read: `SourceMissing` or `SourceUnreadable`. Where [`load()`] has found the
/// same already, a problem in [`Sources::problems`] has the same kind and place.
pub fn read(source: &Source, sources: &Sources) -> Result<SourceText, Problem> {
    read::read(source, sources, Hash::Wanted)
}

/// Reads `source` once more, without its hash, which is known: [`SourceText::sha256`] is empty.
///
/// # Errors
/// As [`read()`].
pub fn read_again(source: &Source, sources: &Sources) -> Result<SourceText, Problem> {
    read::read(source, sources, Hash::Known)
}

/// `SourceChanged` where the pinned hash is not that of `text`.
pub fn pin_problem(source: &Source, sources: &Sources, text: &SourceText) -> Option<Problem> {
    read::pin_problem(source, sources, text)
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
    parts::locate(source, sources, text, folded)
}

/// Why a reference names no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownReference {
    /// What is wrong, without a final full stop.
    pub message: String,
    /// The nearest right word, or the candidates of an ambiguous stem.
    pub help: Option<String>,
}
