//! `pincite-baseline.toml`: the findings that a project starts with, by fingerprint.
//!
//! A finding that stands in it neither fails nor is shown; it is counted. It only ever shrinks by
//! itself: a finding gets in by `pincite check --write-baseline` and in no other way.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use toml_writer::ToTomlValue as _;

use crate::config::{self, ConfigError};
use crate::text::document::{Document, TableId};
use crate::text::toml_read::Reader;
use crate::text::{Located, Problem, Span, visible_start};

/// The name of the file.
pub const FILE: &str = "pincite-baseline.toml";

const KEYS: &[&str] = &["finding"];
const FINDING: &[&str] = &["fingerprint", "rule", "hint"];

/// Longest hint, in scalar values.
const HINT: usize = 160;

/// The baseline of a project.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The file, relative to the project, where there is one.
    pub file: Option<String>,
    /// Its text, for messages.
    pub text: Arc<str>,
    /// What stands in the file.
    pub entries: Vec<Entry>,
    /// The fingerprints that are let through. Those of `entries`, unless a change is judged by the
    /// baseline of the tree that it was made to.
    pub accepted: HashSet<String>,
}

/// A finding that is let through.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Debt {
    /// The rule's name.
    pub rule: String,
    /// Which finding it is, for people.
    pub hint: String,
    /// What it is recognised by.
    pub fingerprint: String,
}

/// A finding that is let through, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The finding.
    pub debt: Debt,
    /// Where its fingerprint stands.
    pub span: Span,
}

impl Baseline {
    /// Reads the baseline in `root`; an empty one where there is none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read, or holds anything but findings.
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        let text = config::read_text(root, FILE)?;
        text.map_or_else(|| Ok(Self::default()), |text| Self::parse(&text))
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Where it does not parse, or holds anything but findings: the first such place. A program
    /// writes this file, so that whatever else stands in it is a mistake.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let document = Document::parse(text)
            .map_err(|error| ConfigError::at(FILE, text, error.span, error.message, error.help))?;
        let mut reader = Reader::new(&document, FILE);
        let mut entries = Vec::new();
        reader.keys(document.root(), "a baseline", KEYS, |reader, key, entry| {
            if key == "finding" {
                for table in reader.tables(entry, "finding") {
                    entries.extend(read(reader, table));
                }
            }
            key == "finding"
        });
        let first = reader.problems.into_iter().min_by_key(|it| it.span);
        if let Some(Problem {
            span,
            message,
            help,
            ..
        }) = first
        {
            return Err(ConfigError::at(FILE, text, span, message, help));
        }
        Ok(Self {
            file: Some(FILE.to_owned()),
            text: Arc::from(text),
            accepted: entries
                .iter()
                .map(|entry: &Entry| entry.debt.fingerprint.clone())
                .collect(),
            entries,
        })
    }

    /// Whether a finding is let through.
    pub fn holds(&self, fingerprint: &str) -> bool {
        self.accepted.contains(fingerprint)
    }
}

fn read(reader: &mut Reader<'_, '_>, table: TableId) -> Option<Entry> {
    let (mut fingerprint, mut rule, mut hint) = (None::<Located<String>>, None, None);
    let before = reader.problems.len();
    reader.keys(table, "`[[finding]]`", FINDING, |reader, key, entry| {
        let field = match key {
            "fingerprint" => &mut fingerprint,
            "rule" => &mut rule,
            "hint" => &mut hint,
            _ => return false,
        };
        *field = reader.text(entry);
        true
    });
    let value = |field: Option<Located<String>>| field.map(|it| it.value).unwrap_or_default();
    match fingerprint {
        Some(Located {
            value: fingerprint,
            span,
        }) => Some(Entry {
            debt: Debt {
                rule: value(rule),
                hint: value(hint),
                fingerprint,
            },
            span,
        }),
        None if reader.problems.len() > before => None, // it is there, and wrong
        None => {
            let span = reader.document.table_span(table);
            reader
                .invalid(span, "this finding has no `fingerprint`")
                .help = Some("write the file anew: `pincite check --write-baseline`".to_owned());
            None
        }
    }
}

impl Debt {
    /// A finding of `rule`, about `claim` where it is about one.
    pub fn new(rule: &str, claim: Option<&str>, message: &str, fingerprint: &str) -> Self {
        let hint = match claim {
            Some(claim) => format!("{claim}: {message}"),
            None => message.to_owned(),
        };
        Self {
            rule: rule.to_owned(),
            hint: visible_start(&hint, HINT).into_owned(),
            fingerprint: fingerprint.to_owned(),
        }
    }
}

/// The text of a baseline of `debts`, sorted by rule, then by hint: two people who write it from
/// one project write the same.
pub fn to_toml(debts: impl IntoIterator<Item = Debt>) -> String {
    let mut debts: Vec<_> = debts.into_iter().collect();
    debts.sort_unstable();
    debts.dedup();
    let mut out = String::from(
        "# Findings that were there when `pincite check --write-baseline` wrote this file. They are\n\
         # counted, and fail no check. Written again, the file loses what no longer applies.\n",
    );
    for debt in debts {
        let _ = write!(
            out,
            "\n[[finding]]\nrule = {}\nhint = {}\nfingerprint = {}\n",
            debt.rule.to_toml_value(),
            debt.hint.to_toml_value(),
            debt.fingerprint.to_toml_value()
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_sorted() {
        let debts = [
            Debt::new("quote-near", Some("b"), "a \"slip\"\n::error::", "02"),
            Debt::new("quote-absent", None, "x", "01"),
        ];
        let text = to_toml(debts.clone());
        let read = Baseline::parse(&text).unwrap();
        let rules: Vec<_> = read
            .entries
            .iter()
            .map(|it| it.debt.rule.as_str())
            .collect();
        assert_eq!(rules, ["quote-absent", "quote-near"]);
        assert_eq!(read.entries[1].debt, debts[0]);
        assert_eq!(&text[read.entries[0].span.range()], "\"01\"");
        assert!(read.holds("02") && !read.holds("03"));
        assert!(!text.lines().any(|line| line.starts_with("::")));
        assert_eq!(to_toml(read.entries.into_iter().map(|it| it.debt)), text);
    }

    #[test]
    fn anything_else_is_an_error_with_its_place() {
        let table = [
            ("[[finding]", "pincite-baseline.toml:1:"),
            ("findings = 1", "pincite-baseline.toml:1:1: "),
            (
                "[[finding]]\nrule = \"x\"",
                "pincite-baseline.toml:1:1: this finding has no",
            ),
            (
                "[[finding]]\nfingerprint = 1",
                "pincite-baseline.toml:2:15: ",
            ),
        ];
        for (text, expected) in table {
            let error = Baseline::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
