//! What is known of a source before it is read.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::names::Names;
use crate::text::{Lines, Located, Problem, Span};

/// `allow = { rule = "reason" }`, one entry of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule's name, and where it stands.
    pub rule: Located<String>,
    /// Why it is silenced here; never empty.
    pub reason: String,
}

/// What a catalogue says of a source or of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The headline or title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Full or partial date, "c. 1890", or a range, as written.
    pub published: Option<String>,
    /// Where it was obtained.
    pub url: Option<String>,
    /// When it was obtained.
    pub retrieved: Option<String>,
    /// BCP 47 language, as written.
    pub language: Option<String>,
    /// Whom the information comes from, where that is not the publisher.
    pub origin: Option<String>,
    /// Declared descent: ids of sources, or `source#part`.
    pub derived_from: Vec<Located<String>>,
    /// Rules silenced for evidence from here.
    pub allow: Vec<Allow>,
    /// For people.
    pub note: Option<String>,
}

/// An article within a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id, unique in the source.
    pub id: String,
    /// A quote that begins the part.
    pub starts: Located<String>,
    /// A quote with which it ends; without one it ends where the next part begins.
    pub ends: Option<Located<String>>,
    /// A quote after which `starts` is looked for.
    pub after: Option<Located<String>>,
    /// What the catalogue says of it.
    pub details: Details,
    /// The `[[source.part]]` entry in the catalogue.
    pub span: Span,
}

/// A file that can be quoted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id: as catalogued, else the file's path below the sources folder.
    pub id: String,
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Declared encoding label, where detection would be wrong.
    pub encoding: Option<Located<String>>,
    /// The pinned hash, lower-case hexadecimal.
    pub sha256: Option<Located<String>>,
    /// What the catalogue says of it.
    pub details: Details,
    /// The articles in it, in the order of the catalogue.
    pub parts: Vec<Part>,
    /// The catalogue that describes it (index into [`Sources::catalogues`]), and where the value of
    /// `file` stands there.
    pub entry: Option<(usize, Span)>,
}

impl Source {
    /// What the catalogue says of it in words that may hold names: titles, publishers and origins,
    /// its own and those of its parts.
    pub fn about(&self) -> Vec<&str> {
        let parts = self.parts.iter().map(|part| &part.details);
        let all = std::iter::once(&self.details).chain(parts);
        all.flat_map(|details| [&details.title, &details.publisher, &details.origin])
            .filter_map(|words| words.as_deref())
            .collect()
    }
}

/// A catalogue file, kept for messages.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Its text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
}

/// All sources of a project, in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Every source, catalogued or found below the folder; sorted by `file`.
    pub list: Vec<Source>,
    /// The catalogues read.
    pub catalogues: Vec<Catalogue>,
    /// What is wrong in catalogues and with the files they name.
    pub problems: Vec<Problem>,
    /// The project's folder with all links followed; empty where it is not there.
    pub(super) home: PathBuf,
    /// Folders of sources that lie in the project with all links followed: a file in one of them
    /// that is no link itself needs no second look.
    pub(super) folders: HashSet<PathBuf>,
    /// The sources' folder, relative to the project, with `/`.
    pub(super) folder: String,
    /// What references name.
    pub(super) names: Names,
}

/// What a claim's `source` resolves to: indexes into [`Sources::list`] and its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceRef {
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Index into [`Source::parts`], where the reference names a part.
    pub part: Option<usize>,
}
