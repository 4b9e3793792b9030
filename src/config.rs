//! `pincite.toml`: every key has a default.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::rules::Level;
use crate::text::{Located, Problem};

/// The configuration in effect.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file, relative to the project, where there is one.
    pub file: Option<String>,
    /// Its text, for messages.
    pub text: Arc<str>,
    /// Which files are claim files: globs relative to the project.
    pub claims: Vec<String>,
    /// The sources' folder, relative to the project.
    pub sources: String,
    /// Levels that differ from the rules' own: rule name, level.
    pub rules: BTreeMap<String, Level>,
    /// `[match]`.
    pub matching: MatchConfig,
    /// `[lexicon]`: extra words per kind of difference (name as in `matcher::Kind::name`).
    pub lexicon: BTreeMap<String, Vec<String>>,
    /// `[[override]]`, in order; a later one wins.
    pub overrides: Vec<Override>,
    /// Unknown keys and rules: findings, not errors.
    pub problems: Vec<Problem>,
}

/// `[match]`: languages and the few limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchConfig {
    /// Languages whose lexicons are used, BCP 47 primary tags.
    pub languages: Vec<String>,
}

/// `[[override]]`: levels for some claim files.
#[derive(Clone, Debug)]
pub struct Override {
    /// Globs of claim files, relative to the project.
    pub files: Vec<Located<String>>,
    /// Rule name, level.
    pub rules: BTreeMap<String, Level>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            file: None,
            text: Arc::from(""),
            claims: vec!["claims/**/*.toml".to_owned()],
            sources: "seeds".to_owned(),
            rules: BTreeMap::new(),
            matching: MatchConfig { languages: ["en", "es", "fr", "de"].map(str::to_owned).to_vec() },
            lexicon: BTreeMap::new(),
            overrides: Vec::new(),
            problems: Vec::new(),
        }
    }
}

impl Config {
    /// Reads `pincite.toml` in `root`; the defaults where there is none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or does not parse.
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        let _ = root;
        Ok(Self::default())
    }
}

/// `pincite.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// It cannot be read.
    #[error("could not read {file}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// It does not parse.
    #[error("{file}:{line}:{column}: {message}")]
    Invalid {
        /// The file.
        file: String,
        /// 1-based.
        line: usize,
        /// 1-based, in scalar values.
        column: usize,
        /// What is wrong and how to mend it.
        message: String,
    },
}
