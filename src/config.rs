//! `pincite.toml`: every key has a default.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use globset::GlobBuilder;
use toml_writer::{ToTomlKey as _, ToTomlValue as _};

use crate::rules::Level;
use crate::source::files;
use crate::text::document::{Document, Entry, TableId};
use crate::text::problem::shown;
use crate::text::toml_read::Reader;
use crate::text::toml_text;
use crate::text::{Lines, Located, Problem, ProblemKind, Span};

/// The name of the file.
pub const FILE: &str = "pincite.toml";

/// What stands between a message and the help for it.
pub const HELP: &str = "\n  = help: ";

const KEYS: &[&str] = &["claims", "sources", "rules", "match", "lexicon", "override"];
const MATCH: &[&str] = &["languages"];
const OVERRIDE: &[&str] = &["files", "rules"];
const LEVELS: &[(&str, Level)] = &[
    ("allow", Level::Allow),
    ("warn", Level::Warn),
    ("deny", Level::Deny),
];

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
    /// Every rule name in the file and where it stands, in the order of the file, `[[override]]`
    /// included. Which of them are rules is not known here.
    pub rule_names: Vec<Located<String>>,
    /// Every key of `[lexicon]` and where it stands. Which of them are kinds is not known here.
    pub lexicon_names: Vec<Located<String>>,
    /// Unknown keys: findings, not errors.
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
            matching: MatchConfig {
                languages: ["en", "es", "fr", "de"].map(str::to_owned).to_vec(),
            },
            lexicon: BTreeMap::new(),
            overrides: Vec::new(),
            rule_names: Vec::new(),
            lexicon_names: Vec::new(),
            problems: Vec::new(),
        }
    }
}

impl Config {
    /// Reads `pincite.toml` in `root`; the defaults where there is none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read, does not parse, or gives a key a value that
    /// cannot be one.
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        read_text(root, FILE)?.map_or_else(|| Ok(Self::default()), |text| Self::parse(&text))
    }

    /// Reads the text of a `pincite.toml`.
    ///
    /// # Errors
    /// Where it does not parse, or gives a key a value that cannot be one: the first such place.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let document = Document::parse(text)
            .map_err(|error| ConfigError::at(FILE, text, error.span, error.message, error.help))?;
        let mut reader = Reader::new(&document, FILE);
        let mut config = Self {
            file: Some(FILE.to_owned()),
            text: Arc::from(text),
            ..Self::default()
        };
        reader.keys(
            document.root(),
            "the configuration",
            KEYS,
            |reader, key, entry| config.read(reader, key, entry),
        );
        let mut problems = reader.problems;
        problems.sort_by_key(|problem| problem.span);
        let wrong = problems
            .iter()
            .position(|problem| problem.kind != ProblemKind::UnknownKey);
        if let Some(at) = wrong {
            let Problem {
                span,
                message,
                help,
                ..
            } = problems.swap_remove(at);
            return Err(ConfigError::at(FILE, text, span, message, help));
        }
        config.problems = problems;
        Ok(config)
    }

    fn read(&mut self, reader: &mut Reader<'_, '_>, key: &str, entry: &Entry<'_>) -> bool {
        match key {
            "claims" => {
                let globs = globs(reader, entry);
                self.claims = globs.into_iter().map(|glob| glob.value).collect();
            }
            "sources" => {
                if let Some(folder) = reader.text(entry) {
                    inside(reader, &folder);
                    folder
                        .value
                        .trim_end_matches('/')
                        .clone_into(&mut self.sources);
                }
            }
            "rules" => self.rules = self.read_rules(reader, entry),
            "match" => self.read_match(reader, entry),
            "lexicon" => self.read_lexicon(reader, entry),
            "override" => {
                for table in reader.tables(entry, "override") {
                    self.read_override(reader, table);
                }
            }
            _ => return false,
        }
        true
    }

    fn read_match(&mut self, reader: &mut Reader<'_, '_>, entry: &Entry<'_>) {
        let Some(table) = reader.table(entry) else {
            return;
        };
        reader.keys(table, "`[match]`", MATCH, |reader, key, entry| {
            match key {
                "languages" => {
                    let languages = reader.texts(entry);
                    self.matching.languages = languages
                        .into_iter()
                        .map(|language| language.value)
                        .collect();
                }
                _ => return false,
            }
            true
        });
    }

    fn read_lexicon(&mut self, reader: &mut Reader<'_, '_>, entry: &Entry<'_>) {
        let Some(table) = reader.table(entry) else {
            return;
        };
        let document = reader.document;
        for entry in document.entries(table) {
            let kind = entry.key.clone().into_owned();
            self.lexicon_names
                .push(Located::new(kind.clone(), entry.key_span));
            let words = reader
                .texts(entry)
                .into_iter()
                .map(|word| word.value)
                .collect();
            self.lexicon.insert(kind, words);
        }
    }

    fn read_rules(
        &mut self,
        reader: &mut Reader<'_, '_>,
        entry: &Entry<'_>,
    ) -> BTreeMap<String, Level> {
        let mut rules = BTreeMap::new();
        let Some(table) = reader.table(entry) else {
            return rules;
        };
        let document = reader.document;
        for entry in document.entries(table) {
            if let Some(level) = reader.word(entry, LEVELS) {
                let rule = entry.key.clone().into_owned();
                self.rule_names
                    .push(Located::new(rule.clone(), entry.key_span));
                rules.insert(rule, level.value);
            }
        }
        rules
    }

    fn read_override(&mut self, reader: &mut Reader<'_, '_>, table: TableId) {
        let mut files = None;
        let mut rules = BTreeMap::new();
        let document = reader.document;
        reader.keys(table, "`[[override]]`", OVERRIDE, |reader, key, entry| {
            match key {
                "files" => files = Some(globs(reader, entry)),
                "rules" => rules = self.read_rules(reader, entry),
                _ => return false,
            }
            true
        });
        if files.is_none() {
            let message = "this override names no files";
            let help = "say for which claim files it holds: files = [\"claims/drafts/*.toml\"]";
            reader.invalid(document.table_span(table), message).help = Some(help.to_owned());
        }
        self.overrides.push(Override {
            files: files.unwrap_or_default(),
            rules,
        });
    }

    /// The configuration in effect as TOML with comments, which loads again to the same. Rules that
    /// keep their own level are not in it: they are not known here.
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        out.push_str("# Which files are claim files: globs relative to the project's folder.\n");
        line(&mut out, "claims", &self.claims);
        out.push_str("\n# The folder of the sources, relative to the project's folder.\n");
        line(&mut out, "sources", &self.sources);
        out.push_str(
            "\n# Levels that differ from the rules' own: \"allow\", \"warn\" or \"deny\".\n",
        );
        out.push_str("[rules]\n");
        for (rule, level) in &self.rules {
            line(&mut out, rule, level.name());
        }
        out.push_str("\n[match]\n# Languages whose lexicons are used.\n");
        line(&mut out, "languages", &self.matching.languages);
        out.push_str(
            "\n# Extra words per kind of difference, such as name = [\"Acme\"].\n[lexicon]\n",
        );
        for (kind, words) in &self.lexicon {
            line(&mut out, kind, words);
        }
        if !self.overrides.is_empty() {
            out.push_str("\n# Levels for some claim files; a later one wins.\n");
        }
        for over in &self.overrides {
            out.push_str("[[override]]\n");
            let files: Vec<&str> = over.files.iter().map(|glob| glob.value.as_str()).collect();
            line(&mut out, "files", &files);
            for (rule, level) in &over.rules {
                let _ = write!(out, "rules.");
                line(&mut out, rule, level.name());
            }
        }
        out
    }
}

/// The text of `file` in `root`, where there is one.
pub(crate) fn read_text(root: &Path, file: &str) -> Result<Option<String>, ConfigError> {
    let bytes = read(root, file).map_err(|why| ConfigError::Unreadable {
        file: file.to_owned(),
        why,
    })?;
    let text = bytes.map(toml_text::decode).transpose();
    text.map_err(|it| ConfigError::at(file, &it.text, it.span, it.message, Some(it.help)))
}

/// The bytes of `file` in `root`, where there is one. Only a regular file of the project is
/// opened: a named pipe would wait for ever.
fn read(root: &Path, file: &str) -> io::Result<Option<Vec<u8>>> {
    let path = root.join(file);
    if path
        .symlink_metadata()
        .is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    {
        return Ok(None);
    }
    let real = fs::canonicalize(&path)?;
    if !real.starts_with(fs::canonicalize(root)?) {
        let why = "it is a link that leaves the project; put the file itself there";
        return Err(io::Error::other(why));
    }
    let kind = fs::metadata(&real)?.file_type();
    if !kind.is_file() {
        let why = format!("it is {}, not a file", files::special(kind));
        return Err(io::Error::other(why));
    }
    fs::read(real).map(Some)
}

/// `key = value`.
fn line<V: toml_writer::WriteTomlValue + ?Sized>(out: &mut String, key: &str, value: &V) {
    let _ = writeln!(out, "{} = {}", key.to_toml_key(), value.to_toml_value());
}

/// The globs of `entry`, each one that can be used.
fn globs(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Vec<Located<String>> {
    let globs = reader.texts(entry);
    for glob in &globs {
        inside(reader, glob);
        if let Err(error) = GlobBuilder::new(&glob.value)
            .literal_separator(true)
            .build()
        {
            let message = format!("`{}` is not a glob: {}", shown(&glob.value), error.kind());
            let help = "`*` is any part of a name, `**` any folders: \"claims/**/*.toml\"";
            reader.invalid(glob.span, message).help = Some(help.to_owned());
        }
    }
    globs
}

/// Records a path or glob that leaves the project.
fn inside(reader: &mut Reader<'_, '_>, path: &Located<String>) {
    if path.value.starts_with(['/', '\\']) || path.value.split('/').any(|step| step == "..") {
        let message = format!("`{}` leaves the project", shown(&path.value));
        let help = "write a path relative to the project's folder, with `/`";
        reader.invalid(path.span, message).help = Some(help.to_owned());
    }
}

/// `pincite.toml`, or the baseline, cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// It cannot be read.
    #[error("could not read {file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        why: io::Error,
    },
    /// It does not parse, or a key has a value that cannot be one.
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

impl ConfigError {
    /// `message` about bytes `span` of `text`, the text of `file`.
    pub(crate) fn at(
        file: &str,
        text: &str,
        span: Span,
        message: String,
        help: Option<String>,
    ) -> Self {
        let position = Lines::new(text).position(text, span.start);
        let message = match help {
            Some(help) => format!("{message}{HELP}{help}"),
            None => message,
        };
        Self::Invalid {
            file: file.to_owned(),
            line: position.line,
            column: position.column,
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"
claims = ["claims/**/*.toml", "more/*.toml"]
sources = "texts/"

[rules]
quote-near = "deny"
single-origin = "warn"

[match]
languages = ["en"]

[lexicon]
name = ["Acme", "a \"quoted\" name"]

[[override]]
files = ["claims/drafts/*.toml"]
rules = { claim-unsupported = "warn" }
"#;

    #[test]
    fn everything_is_read() {
        let config = Config::parse(FULL).unwrap();
        assert_eq!(config.claims, ["claims/**/*.toml", "more/*.toml"]);
        assert_eq!(config.sources, "texts");
        assert_eq!(config.rules["quote-near"], Level::Deny);
        assert_eq!(config.matching.languages, ["en"]);
        assert_eq!(config.lexicon["name"].len(), 2);
        assert_eq!(config.overrides[0].files[0].value, "claims/drafts/*.toml");
        assert_eq!(config.overrides[0].rules["claim-unsupported"], Level::Warn);
        let names: Vec<&str> = config
            .rule_names
            .iter()
            .map(|rule| rule.value.as_str())
            .collect();
        assert_eq!(names, ["quote-near", "single-origin", "claim-unsupported"]);
        assert_eq!(
            &FULL[config.rule_names[2].span.range()],
            "claim-unsupported"
        );
        assert_eq!(config.problems, []);
    }

    #[test]
    fn what_is_printed_loads_again_to_the_same() {
        for config in [Config::default(), Config::parse(FULL).unwrap()] {
            let printed = config.to_toml();
            let again = Config::parse(&printed).unwrap();
            assert_eq!(again.problems, []);
            assert_eq!(again.to_toml(), printed);
            assert_eq!(
                (
                    again.claims,
                    again.sources,
                    again.rules,
                    again.matching,
                    again.lexicon
                ),
                (
                    config.claims,
                    config.sources,
                    config.rules,
                    config.matching,
                    config.lexicon
                )
            );
        }
    }

    #[test]
    fn errors_have_a_place_and_a_cure() {
        let table = [
            ("claims = [\"a\" \"b\"]", "pincite.toml:1:15: "),
            (
                "\n  sources = 3",
                "pincite.toml:2:13: `sources` must be text, and is an integer",
            ),
            (
                "[rules]\nx = \"denny\"",
                "pincite.toml:2:5: `x` cannot be \"denny\"\n  = help: did you mean \"deny\"?",
            ),
            (
                "sources = \"../x\"",
                "pincite.toml:1:11: `../x` leaves the project",
            ),
            (
                "claims = [\"claims/[.toml\"]",
                "pincite.toml:1:11: `claims/[.toml` is not a glob",
            ),
            (
                "[[override]]\nrules.a = \"warn\"",
                "pincite.toml:1:1: this override names no files",
            ),
        ];
        for (text, expected) in table {
            let error = Config::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn an_unknown_key_is_a_finding() {
        let config = Config::parse("souces = \"x\"\n[match]\nlanguage = [\"de\"]").unwrap();
        assert_eq!(config.matching.languages, ["de"]);
        let said: Vec<&str> = config
            .problems
            .iter()
            .filter_map(|p| p.help.as_deref())
            .collect();
        assert_eq!(
            said,
            ["did you mean `sources`?", "did you mean `languages`?"]
        );
    }
}
