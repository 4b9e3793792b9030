//! Typed access to a TOML document that records what is wrong and goes on.

use super::document::{Entry, Item, TableId, Value};
use super::problem::{nearest, shown};
use super::{Document, Located, Problem, ProblemKind, Span};

/// Reads the values of one document; everything that is not as expected becomes a [`Problem`].
#[derive(Debug)]
pub struct Reader<'d, 't> {
    /// The document.
    pub document: &'d Document<'t>,
    /// Its file, relative to the project, with `/`.
    pub file: &'d str,
    /// What is wrong, in the order in which it was found.
    pub problems: Vec<Problem>,
}

impl<'d, 't> Reader<'d, 't> {
    /// A reader of `document`, which was read from `file`.
    pub fn new(document: &'d Document<'t>, file: &'d str) -> Self {
        Self {
            document,
            file,
            problems: Vec::new(),
        }
    }

    /// Records a `FileInvalid` problem, which may be added to.
    pub fn invalid(&mut self, span: Span, message: impl Into<String>) -> &mut Problem {
        self.problem(ProblemKind::FileInvalid, span, message)
    }

    /// Records a problem, which may be added to.
    pub fn problem(
        &mut self,
        kind: ProblemKind,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Problem {
        let at = self.problems.len();
        self.problems
            .push(Problem::new(kind, self.file, span, message));
        &mut self.problems[at]
    }

    /// Gives every entry of `table` to `read`, which tells whether it knows a key called like that.
    /// For one it does not know, a problem says that `place` ("a claim") has no such key; where one
    /// of its keys `known` was plainly meant, and is not given besides, the entry is read as that:
    /// one slip is one finding.
    pub fn keys(
        &mut self,
        table: TableId,
        place: &str,
        known: &[&str],
        mut read: impl FnMut(&mut Self, &str, &'d Entry<'t>) -> bool,
    ) {
        let document = self.document;
        for entry in document.entries(table) {
            if read(self, &entry.key, entry) {
                continue;
            }
            let meant = nearest(&entry.key, known.iter().copied());
            let help = match meant {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("its keys are {}", list(known)),
            };
            let message = format!("{place} has no key `{}`", shown(&entry.key));
            self.problem(ProblemKind::UnknownKey, entry.key_span, message)
                .help = Some(help);
            if let Some(word) = meant.filter(|word| document.get(table, word).is_none()) {
                read(self, word, entry);
            }
        }
    }

    /// The text of `entry`, which must hold more than white space.
    pub fn text(&mut self, entry: &Entry<'_>) -> Option<Located<String>> {
        self.text_item(&entry.key, &entry.item)
    }

    /// The texts of `entry`, a list.
    pub fn texts(&mut self, entry: &Entry<'_>) -> Vec<Located<String>> {
        let document = self.document;
        match entry.item.value {
            Value::Array(array) => document
                .items(array)
                .iter()
                .filter_map(|item| self.text_item(&entry.key, item))
                .collect(),
            Value::String(_) => {
                // One where a list belongs: what is meant is plain, so it is read all the same.
                let text = self.text(entry);
                if let Some(text) = &text {
                    let help = format!(
                        "put it in brackets: {} = [\"{}\"]",
                        entry.key,
                        shown(&text.value)
                    );
                    self.wrong_type(&entry.key, &entry.item, "a list of texts")
                        .help = Some(help);
                }
                text.into_iter().collect()
            }
            _ => {
                self.wrong_type(&entry.key, &entry.item, "a list of texts");
                Vec::new()
            }
        }
    }

    /// The text, or the TOML date as written, of `entry`.
    pub fn date_or_text(&mut self, entry: &Entry<'_>) -> Option<Located<String>> {
        match entry.item.value {
            Value::Date(date) => Some(Located::new(
                date.to_owned(),
                self.document.span(&entry.item),
            )),
            Value::String(_) => self.text(entry),
            Value::Integer(year) if (1..=9999).contains(&year) => Some(Located::new(
                year.to_string(),
                self.document.span(&entry.item),
            )),
            _ => {
                self.wrong_type(&entry.key, &entry.item, "a date or text")
                    .help = None;
                None
            }
        }
    }

    /// The table of `entry`.
    pub fn table(&mut self, entry: &Entry<'_>) -> Option<TableId> {
        if let Value::Table(table) = entry.item.value {
            return Some(table);
        }
        self.wrong_type(&entry.key, &entry.item, "a table");
        None
    }

    /// The tables of `entry`, whose heading is `heading` (`claim.evidence`). A lone table
    /// (`[claim]` for `[[claim]]`) is recorded as wrong and read all the same.
    pub fn tables(&mut self, entry: &Entry<'_>, heading: &str) -> Vec<TableId> {
        let document = self.document;
        match entry.item.value {
            Value::Array(array) => {
                let mut tables = Vec::new();
                for item in document.items(array) {
                    if let Value::Table(table) = item.value {
                        tables.push(table);
                    } else {
                        self.wrong_type(&entry.key, item, "a table");
                    }
                }
                tables
            }
            Value::Table(table) => {
                let message = format!("`{}` is a list of tables", entry.key);
                let help = format!("write [[{heading}]], in double brackets");
                self.invalid(document.table_span(table), message).help = Some(help);
                vec![table]
            }
            _ => {
                let help = format!("write a heading [[{heading}]] and its keys below");
                self.wrong_type(&entry.key, &entry.item, "a list of tables")
                    .help = Some(help);
                Vec::new()
            }
        }
    }

    /// Records that the value of `key` is not what was `expected` ("text").
    pub fn wrong_type(&mut self, key: &str, item: &Item<'_>, expected: &str) -> &mut Problem {
        let found = item.value.kind();
        let message = format!("`{}` must be {expected}, and is {found}", shown(key));
        let quoted = match &item.value {
            Value::Integer(value) => Some(value.to_string()),
            Value::Float(value) => Some(value.to_string()),
            Value::Boolean(value) => Some(value.to_string()),
            Value::Date(value) => Some((*value).to_owned()),
            Value::String(_) | Value::Array(_) | Value::Table(_) => None,
        };
        let help = quoted
            .filter(|_| expected == "text")
            .map(|value| format!("put it in quotation marks: {} = \"{value}\"", shown(key)));
        let span = self.document.span(item);
        let problem = self.invalid(span, message);
        problem.help = help;
        problem
    }

    /// The word of `entry` out of `words`.
    pub fn word<T: Copy>(&mut self, entry: &Entry<'_>, words: &[(&str, T)]) -> Option<Located<T>> {
        let text = self.text(entry)?;
        if let Some(&(_, found)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Located::new(found, text.span));
        }
        let known: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
        let help = match nearest(&text.value, known.iter().copied()) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None => format!("it is one of {}", quoted_list(&known)),
        };
        let message = format!("`{}` cannot be \"{}\"", entry.key, shown(&text.value));
        self.invalid(text.span, message).help = Some(help);
        None
    }

    fn text_item(&mut self, key: &str, item: &Item<'_>) -> Option<Located<String>> {
        let Value::String(text) = &item.value else {
            self.wrong_type(key, item, "text");
            return None;
        };
        let span = self.document.span(item);
        if text.trim_start().is_empty() {
            let help = "write it, or remove the key";
            self.invalid(span, format!("`{}` is empty", shown(key)))
                .help = Some(help.to_owned());
            return None;
        }
        Some(Located::new(text.clone().into_owned(), span))
    }
}

fn list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

fn quoted_list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(", ")
}
