//! The project as a commit has it, in a temporary folder.
//!
//! What the change did not touch is linked from the project's folder, not copied out of git: it is
//! the same bytes also where filters (large-file storage, line ends) stand between the two. A
//! source that the commit does not hold is the folder's for both sides.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use tempfile::TempDir;

use super::BEFORE;
use super::git::{Contents, Entry, Git, Kind};
use crate::baseline;
use crate::config::{self, Config};
use crate::source::files;

/// With this a file begins that stands for one in large-file storage.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The project as a commit has it.
pub(super) struct Tree {
    folder: TempDir,
    /// Sources that differ from those of the commit although they stand here as they are now: the
    /// commit holds no more than a pointer to its own.
    pub(super) edited: BTreeSet<String>,
    /// Whether the commit holds a project here at all.
    pub(super) is_project: bool,
}

impl Tree {
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lays out what `commit` holds of the project in `root`: configuration, baseline, claim files
    /// and sources, as `config` names them, else as the configuration in the commit does.
    pub(super) fn of(
        git: &Git,
        commit: &str,
        root: &Path,
        config: Option<&Config>,
    ) -> anyhow::Result<Self> {
        let entries = git.files(commit)?;
        let differing: HashSet<PathBuf> = git.differing(commit)?.into_iter().collect();
        let mut laying = Laying {
            root,
            folder: tempfile::Builder::new()
                .prefix("pincite-")
                .tempdir()
                .context("there is no place for the base's files")?,
            contents: git.contents()?,
            differing,
            edited: BTreeSet::new(),
        };
        let (settings, rest): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| {
            [config::FILE, baseline::FILE]
                .map(Path::new)
                .contains(&&*entry.file)
        });
        for entry in &settings {
            laying.lay(entry)?;
        }
        let config = match config {
            Some(config) => config.clone(),
            None => Config::load(laying.folder.path()).context(BEFORE)?,
        };
        let folders = Folders::new(&config, rest.iter().any(|entry| entry.kind == Kind::Link));
        let is_project =
            !settings.is_empty() || rest.iter().any(|entry| entry.file.starts_with("claims"));
        let held = rest.iter().filter(|entry| folders.hold(&entry.file));
        // Links come last: nothing is ever written through one.
        let (links, held): (Vec<_>, Vec<_>) = held.partition(|entry| entry.kind == Kind::Link);
        for entry in &held {
            laying.lay(entry)?;
        }
        let held = held.iter().chain(&links).map(|entry| entry.file.as_path());
        laying.stand_in(&config.sources, &held.collect())?;
        for entry in links {
            laying.lay(entry)?;
        }
        Ok(Self {
            folder: laying.folder,
            edited: laying.edited,
            is_project,
        })
    }
}

/// The folders of which something may be read.
struct Folders {
    folders: Vec<PathBuf>,
}

impl Folders {
    /// Where there are links, all: they may lead anywhere.
    fn new(config: &Config, links: bool) -> Self {
        let globs = config
            .claims
            .iter()
            .map(|glob| crate::claim::fixed_folder(glob));
        let folders = globs.chain([config.sources.as_str()]);
        Self {
            folders: if links {
                vec![PathBuf::new()]
            } else {
                folders.map(plain).collect()
            },
        }
    }

    fn hold(&self, file: &Path) -> bool {
        self.folders.iter().any(|folder| file.starts_with(folder))
    }
}

/// A path without `.`.
fn plain(path: &str) -> PathBuf {
    Path::new(path)
        .components()
        .filter(|step| *step != Component::CurDir)
        .collect()
}

struct Laying<'a> {
    root: &'a Path,
    folder: TempDir,
    contents: Contents,
    /// Relative to the project.
    differing: HashSet<PathBuf>,
    edited: BTreeSet<String>,
}

impl Laying<'_> {
    fn lay(&mut self, entry: &Entry) -> anyhow::Result<()> {
        let name = || format!("{}, as it was before the change", entry.file.display());
        let there = self.root.join(&entry.file);
        let differs = self.differing.contains(&entry.file);
        if entry.kind == Kind::Submodule {
            return self.submodule(&there, differs).with_context(name);
        }
        let is_file = || fs::symlink_metadata(&there).is_ok_and(|it| it.is_file());
        if entry.kind == Kind::File && !differs && is_file() {
            return self.link(&entry.file).with_context(name);
        }
        let content = self.contents.of(&entry.object).with_context(name)?;
        if entry.kind == Kind::File && content.starts_with(POINTER) && is_file() {
            self.edited.insert(files::relative(self.root, &there));
            return self.link(&entry.file).with_context(name);
        }
        self.write(entry, &content).with_context(name)
    }

    /// What stands in the folder of a repository within the repository.
    fn submodule(&mut self, folder: &Path, differs: bool) -> io::Result<()> {
        let inside = files::relative(self.root, folder);
        for found in files::walk(self.root, &inside).found {
            if let Ok(file) = found.path.strip_prefix(self.root) {
                self.link(file)?;
                if differs {
                    self.edited.insert(found.file);
                }
            }
        }
        Ok(())
    }

    /// The files of the sources' folder that the commit does not hold: caches that are ignored, and
    /// what is new. Catalogues are no sources.
    fn stand_in(&mut self, sources: &str, held: &HashSet<&Path>) -> anyhow::Result<()> {
        for found in files::walk(self.root, sources).found {
            let Ok(file) = found.path.strip_prefix(self.root) else {
                continue;
            };
            let is_there = held.contains(file) || self.folder.path().join(file).exists();
            if !is_there && files::name(&found.file) != "sources.toml" {
                self.link(file)
                    .with_context(|| format!("could not read {}", found.file))?;
            }
        }
        Ok(())
    }

    /// The file of the project's folder, under a second name where the disk allows it.
    fn link(&self, file: &Path) -> io::Result<()> {
        let (from, to) = (self.root.join(file), self.place(file)?);
        // What a symbolic link leads to, not the link: it may be relative.
        let from = fs::canonicalize(from)?;
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()))
    }

    fn write(&self, entry: &Entry, content: &[u8]) -> io::Result<()> {
        let to = self.place(&entry.file)?;
        #[cfg(unix)]
        if entry.kind == Kind::Link {
            let target = super::git::path(content);
            return match std::os::unix::fs::symlink(target, to) {
                // a folder that is new has taken its place
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
                result => result,
            };
        }
        fs::write(to, content)
    }

    /// Where `file` goes, with its folder made. Git holds no path that leads upward; one that did
    /// would be refused.
    fn place(&self, file: &Path) -> io::Result<PathBuf> {
        let plain = file
            .components()
            .all(|step| matches!(step, Component::Normal(_)));
        if !plain {
            let message = "its path leads out of the project";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let to = self.folder.path().join(file);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(to)
    }
}
