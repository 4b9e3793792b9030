//! A TOML file as a tree in which every key and value has its place.
//!
//! Built from the events of `toml_parser`, the parser under the `toml` crate, because claim files
//! are the largest cost of a run: on 7 MB in 20,000 claims the tree takes half the time of
//! `toml::de::DeTable`. Tables and arrays lie in two vectors, so that no nesting can overflow the
//! stack when the tree is dropped.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Span;

pub use super::toml_error::SyntaxError;

/// Which table of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableId(pub(super) usize);

/// Which array of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArrayId(pub(super) usize);

/// A value of a TOML file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// Any of the four kinds of string, decoded.
    String(Cow<'t, str>),
    /// An integer.
    Integer(i64),
    /// A float; may be infinite or not a number.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both, as written.
    Date(&'t str),
    /// An array, or the tables below headings such as `[[claim]]`.
    Array(ArrayId),
    /// A table of any form.
    Table(TableId),
}

impl Value<'_> {
    /// What it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::String(_) => "text",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Boolean(_) => "a boolean",
            Self::Date(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// A value and its place. The span of a table or an array is [`Document::span`].
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Bytes of the file; for a string with its quotation marks.
    pub(super) span: Span,
}

/// A key, its value and their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'t> {
    /// The key, decoded; of a dotted key one piece.
    pub key: Cow<'t, str>,
    /// Bytes of the file that hold the key.
    pub key_span: Span,
    /// The value.
    pub item: Item<'t>,
}

/// How a table came to be; decides what may be added to it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Only as a step on the way of a heading: `a` of `[a.b]`.
    Implied,
    /// As a step on the way of a dotted key: `a` of `a.b = 1`.
    Dotted,
    /// By a heading, or the file's root.
    Heading,
    /// `{ … }`.
    Inline,
}

/// From this many keys on a table has an index; below it, looking at each key is faster.
const INDEXED: usize = 32;

#[derive(Clone, Debug)]
pub(super) struct Table<'t> {
    pub(super) entries: Vec<Entry<'t>>,
    /// Where each key is, once there are [`INDEXED`].
    index: Option<Box<HashMap<Cow<'t, str>, usize>>>,
    pub(super) origin: Origin,
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    pub(super) fn new(origin: Origin, span: Span) -> Self {
        Self {
            entries: Vec::new(),
            index: None,
            origin,
            span,
        }
    }

    pub(super) fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|entry| entry.key == key),
        }
    }

    /// Adds an entry whose key is not there yet.
    pub(super) fn push(&mut self, entry: Entry<'t>) {
        if let Some(index) = &mut self.index {
            index.insert(entry.key.clone(), self.entries.len());
        }
        self.entries.push(entry);
        if self.entries.len() == INDEXED {
            let keys = self.entries.iter().map(|entry| entry.key.clone());
            self.index = Some(Box::new(keys.zip(0..).collect()));
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Array<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Whether it is made of headings (`[[claim]]`), so that a further heading adds to it.
    pub(super) headings: bool,
    pub(super) span: Span,
}

/// A TOML file.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    pub(super) tables: Vec<Table<'t>>,
    pub(super) arrays: Vec<Array<'t>>,
}

impl<'t> Document<'t> {
    /// Reads `text`, TOML 1.1, which may begin with a byte order mark. Linear in its length.
    ///
    /// # Errors
    /// The first place at which it is not TOML. What could be read in spite of it is in
    /// [`SyntaxError::partial`].
    pub fn parse(text: &'t str) -> Result<Self, SyntaxError<'t>> {
        super::toml_parse::parse(text)
    }

    /// The table of the keys that stand below no heading, and of all first headings.
    pub fn root(&self) -> TableId {
        TableId(0)
    }

    /// The keys of a table in the order of the file.
    pub fn entries(&self, table: TableId) -> &[Entry<'t>] {
        &self.tables[table.0].entries
    }

    /// The entry called `key` of a table.
    pub fn get(&self, table: TableId, key: &str) -> Option<&Entry<'t>> {
        let table = &self.tables[table.0];
        table.position(key).map(|at| &table.entries[at])
    }

    /// The items of an array in the order of the file.
    pub fn items(&self, array: ArrayId) -> &[Item<'t>] {
        &self.arrays[array.0].items
    }

    /// Whether the array is made of headings such as `[[claim]]`.
    pub fn of_headings(&self, array: ArrayId) -> bool {
        self.arrays[array.0].headings
    }

    /// Where a table stands: its heading with the brackets, its braces and all between them, or the
    /// dotted key that made it. Empty at 0 for the root.
    pub fn table_span(&self, table: TableId) -> Span {
        self.tables[table.0].span
    }

    /// Where a value stands; for a string with its quotation marks.
    pub fn span(&self, item: &Item<'_>) -> Span {
        match item.value {
            Value::Table(table) => self.tables[table.0].span,
            Value::Array(array) => self.arrays[array.0].span,
            _ => item.span,
        }
    }
}
