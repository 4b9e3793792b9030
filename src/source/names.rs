//! What a reference to a source names.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{Catalogue, Source, SourceRef, Sources, UnknownReference, files};
use crate::text::Problem;
use crate::text::problem::{nearest, shown};

/// Every name that a source goes by: indexes into [`Sources::list`].
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    ids: HashMap<String, usize>,
    /// Paths below the sources' folder.
    paths: HashMap<String, usize>,
    stems: HashMap<String, Vec<usize>>,
}

impl Names {
    fn new(folder: &str, list: &[Source]) -> Self {
        let mut names = Self::default();
        for (at, source) in list.iter().enumerate() {
            if source.entry.is_some() {
                names.ids.entry(source.id.clone()).or_insert(at);
            }
            let path = source.file.strip_prefix(folder).unwrap_or(&source.file);
            names
                .paths
                .insert(path.trim_start_matches('/').to_owned(), at);
            names
                .stems
                .entry(files::stem(&source.file).to_owned())
                .or_default()
                .push(at);
        }
        names
    }
}

/// How many candidates of an ambiguous name are listed.
const CANDIDATES: usize = 5;

impl Sources {
    /// The sources in `list`, which is sorted by file, of the project at `root`.
    pub(super) fn new(
        root: &Path,
        folder: &str,
        list: Vec<Source>,
        catalogues: Vec<Catalogue>,
        problems: Vec<Problem>,
    ) -> Self {
        let names = Names::new(folder, &list);
        let home = fs::canonicalize(root).unwrap_or_default();
        let mut folders: HashSet<PathBuf> = list
            .iter()
            .filter_map(|source| source.path.parent())
            .map(Path::to_owned)
            .collect();
        folders.retain(|folder| fs::canonicalize(folder).is_ok_and(|real| real.starts_with(&home)));
        Self {
            list,
            catalogues,
            problems,
            home,
            folders,
            folder: folder.to_owned(),
            names,
        }
    }

    /// What `reference` (an id, a path under the folder, a unique stem, each with an optional
    /// `#part`) names.
    ///
    /// # Errors
    /// Where it names nothing, several sources, or leaves the project.
    pub fn resolve(&self, reference: &str) -> Result<SourceRef, UnknownReference> {
        // A file's name may hold a `#` too.
        if let Ok(Some(source)) = self.source_called(reference) {
            return Ok(SourceRef { source, part: None });
        }
        let (name, part) = match reference.rsplit_once('#') {
            Some((name, part)) => (name, Some(part)),
            None => (reference, None),
        };
        let Some(source) = self.source_called(name)? else {
            return Err(self.unknown_source(name));
        };
        let Some(part) = part else {
            return Ok(SourceRef { source, part: None });
        };
        let parts = &self.list[source].parts;
        match parts.iter().position(|known| known.id == part) {
            Some(part) => Ok(SourceRef {
                source,
                part: Some(part),
            }),
            None => Err(self.unknown_part(source, part)),
        }
    }

    /// The source that `name` names; none where nothing is called so.
    fn source_called(&self, name: &str) -> Result<Option<usize>, UnknownReference> {
        if let Some(&at) = self.names.ids.get(name) {
            return Ok(Some(at));
        }
        let Some(path) = files::join("", name) else {
            return Err(UnknownReference {
                message: format!("`{}` leaves the sources' folder", shown(name)),
                help: Some(format!(
                    "a source is a file below `{}`: copy it there, and name its path below that",
                    self.folder
                )),
            });
        };
        if let Some(&at) = self.names.paths.get(&path) {
            return Ok(Some(at));
        }
        match self.names.stems.get(name).map(Vec::as_slice) {
            Some(&[at]) => Ok(Some(at)),
            Some(several @ [_, _, ..]) => Err(UnknownReference {
                message: format!("`{}` names {} sources", shown(name), several.len()),
                help: Some(format!("write one of {}", self.candidates(several))),
            }),
            _ => Ok(None),
        }
    }

    fn candidates(&self, several: &[usize]) -> String {
        let mut candidates: Vec<String> = several
            .iter()
            .take(CANDIDATES)
            .map(|&at| format!("`{}`", shown(&self.list[at].id)))
            .collect();
        if several.len() > CANDIDATES {
            candidates.push("…".to_owned());
        }
        candidates.join(", ")
    }

    fn unknown_source(&self, name: &str) -> UnknownReference {
        let below = files::join("", name)
            .and_then(|path| {
                path.strip_prefix(&format!("{}/", self.folder))
                    .map(str::to_owned)
            })
            .filter(|path| self.names.paths.contains_key(path));
        // The commonest slip is another extension, and looking that up costs nothing.
        let same_stem = || {
            self.names
                .stems
                .get(files::stem(name))
                .and_then(|several| several.first())
        };
        let help = if let Some(path) = below {
            format!("did you mean `{path}`? paths begin below `{}`", self.folder)
        } else if let Some(&at) = same_stem() {
            format!("did you mean `{}`?", shown(&self.list[at].id))
        } else if let Some(id) = self.nearest_name(name) {
            format!("did you mean `{}`?", shown(id))
        } else {
            format!(
                "name an id of a catalogue, or a file below `{}`",
                self.folder
            )
        };
        UnknownReference {
            message: format!("no source is called `{}`", shown(name)),
            help: Some(help),
        }
    }

    fn nearest_name(&self, name: &str) -> Option<&str> {
        let ids = self.list.iter().map(|source| source.id.as_str());
        let stems = self.list.iter().map(|source| files::stem(&source.file));
        nearest(name, ids.chain(stems))
    }

    fn unknown_part(&self, source: usize, part: &str) -> UnknownReference {
        let source = &self.list[source];
        let ids = source.parts.iter().map(|part| part.id.as_str());
        let id = shown(&source.id);
        let help = match nearest(part, ids.clone()) {
            Some(word) => format!("did you mean `{id}#{}`?", shown(word)),
            None if source.parts.is_empty() => {
                "parts are described in the catalogue, below [[source.part]]".to_owned()
            }
            None => {
                let known: Vec<String> = ids
                    .take(20)
                    .map(|part| format!("`{}`", shown(part)))
                    .collect();
                format!("its parts are {}", known.join(", "))
            }
        };
        UnknownReference {
            message: format!("the source `{id}` has no part `{}`", shown(part)),
            help: Some(help),
        }
    }
}
