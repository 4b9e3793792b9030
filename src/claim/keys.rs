//! The keys of claims and of evidence: what each must hold.

use super::{Expect, Stance, Value};
use crate::source::{Allow, allow};
use crate::text::document::{Entry, Value as Toml};
use crate::text::toml_read::Reader;
use crate::text::{Located, Span};

pub(super) const CLAIM: &[&str] = &[
    "id",
    "text",
    "subject",
    "value",
    "tags",
    "expect",
    "why",
    "note",
    "allow",
    "evidence",
    // and, where the claim has one piece of evidence, that piece's own:
    "source",
    "quote",
    "stance",
    "prefix",
    "suffix",
    "speaker",
    "origin",
    "translation",
    "locator",
    "answer",
];
pub(super) const EVIDENCE: &[&str] = &[
    "source",
    "quote",
    "stance",
    "prefix",
    "suffix",
    "value",
    "speaker",
    "origin",
    "translation",
    "locator",
    "answer",
    "note",
    "allow",
];
const STANCES: &[(&str, Stance)] = &[
    ("supports", Stance::Supports),
    ("contradicts", Stance::Contradicts),
    ("context", Stance::Context),
];
const EXPECTATIONS: &[(&str, Expect)] = &[
    ("contradicted", Expect::Contradicted),
    ("unsupported", Expect::Unsupported),
];

/// A claim while its keys are read. `has_…` tells a key that is given and wrong from a missing one.
#[derive(Default)]
pub(super) struct ClaimDraft<'d, 't> {
    pub(super) id: Option<Located<String>>,
    pub(super) has_id: bool,
    pub(super) text: Option<Located<String>>,
    pub(super) has_text: bool,
    pub(super) subject: Option<Located<String>>,
    pub(super) value: Option<Located<Value>>,
    pub(super) tags: Vec<String>,
    pub(super) expect: Option<Located<Expect>>,
    pub(super) expect_key: Option<Span>,
    pub(super) why: Option<String>,
    pub(super) why_key: Option<Span>,
    pub(super) note: Option<String>,
    pub(super) allow: Vec<Allow>,
    /// The key `evidence`.
    pub(super) list: Option<&'d Entry<'t>>,
    /// Evidence whose keys stand on the claim itself.
    pub(super) own: Draft,
}

impl<'d, 't> ClaimDraft<'d, 't> {
    /// Reads `entry` as the key `key`; whether a claim has it.
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'d, 't>,
        key: &str,
        entry: &'d Entry<'t>,
    ) -> bool {
        match key {
            "id" => {
                self.has_id = true;
                self.id = reader.text(entry);
            }
            "text" => {
                self.has_text = true;
                self.text = reader.text(entry);
            }
            "subject" => self.subject = reader.text(entry),
            "value" => self.value = value(reader, entry),
            "tags" => self.tags.extend(tags(reader, entry)),
            "expect" => {
                self.expect = reader.word(entry, EXPECTATIONS);
                self.expect_key = Some(entry.key_span);
            }
            "why" => {
                self.why = reader.text(entry).map(|why| why.value);
                self.why_key = Some(entry.key_span);
            }
            "note" => self.note = reader.text(entry).map(|note| note.value),
            "allow" => self.allow = allow::read(reader, entry),
            "evidence" => self.list = Some(entry),
            _ => return self.own.read(reader, key, entry),
        }
        true
    }
}

/// A piece of evidence while its keys are read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) source: Option<Located<String>>,
    pub(super) quote: Option<Located<String>>,
    pub(super) stance: Option<Located<Stance>>,
    pub(super) prefix: Option<Located<String>>,
    pub(super) suffix: Option<Located<String>>,
    pub(super) value: Option<Located<Value>>,
    pub(super) speaker: Option<Located<String>>,
    pub(super) origin: Option<Located<String>>,
    pub(super) translation: Option<Located<String>>,
    pub(super) locator: Option<Located<String>>,
    pub(super) answer: Option<Located<String>>,
    pub(super) note: Option<String>,
    pub(super) allow: Vec<Allow>,
    /// Where the first of its keys stands.
    pub(super) first_key: Option<Span>,
    pub(super) has_source: bool,
    pub(super) has_quote: bool,
}

impl Draft {
    /// Reads `entry` as the key `key`; whether it is one that evidence has and a claim has not.
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'_, '_>,
        key: &str,
        entry: &Entry<'_>,
    ) -> bool {
        match key {
            "source" => {
                self.has_source = true;
                self.source = reader.text(entry);
            }
            "quote" => {
                self.has_quote = true;
                self.quote = reader.text(entry);
            }
            "stance" => self.stance = reader.word(entry, STANCES),
            "prefix" => self.prefix = reader.text(entry),
            "suffix" => self.suffix = reader.text(entry),
            "speaker" => self.speaker = reader.text(entry),
            "origin" => self.origin = reader.text(entry),
            "translation" => self.translation = reader.text(entry),
            "locator" => self.locator = reader.text(entry),
            "answer" => self.answer = reader.text(entry),
            _ => return false,
        }
        self.first_key.get_or_insert(entry.key_span);
        true
    }

    /// The same where the evidence has a table of its own.
    pub(super) fn read_in_table(
        &mut self,
        reader: &mut Reader<'_, '_>,
        key: &str,
        entry: &Entry<'_>,
    ) -> bool {
        match key {
            "value" => self.value = value(reader, entry),
            "note" => self.note = reader.text(entry).map(|note| note.value),
            "allow" => self.allow = allow::read(reader, entry),
            _ => return self.read(reader, key, entry),
        }
        true
    }
}

/// The writer's labels in `entry`.
pub(super) fn tags(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Vec<String> {
    reader
        .texts(entry)
        .into_iter()
        .map(|tag| tag.value)
        .collect()
}

/// The datum of `entry`.
fn value(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Located<Value>> {
    let span = reader.document.span(&entry.item);
    let value = match &entry.item.value {
        Toml::String(_) => {
            return reader
                .text(entry)
                .map(|text| Located::new(Value::Text(text.value), text.span));
        }
        Toml::Integer(value) => Value::Integer(*value),
        Toml::Float(value) if value.is_finite() => Value::Float(*value),
        Toml::Boolean(value) => Value::Boolean(*value),
        Toml::Date(value) => Value::Date((*value).to_owned()),
        Toml::Float(_) => {
            let help = "write what the claim says as text: value = \"…\"";
            reader
                .invalid(span, "`value` must be a number that can be compared")
                .help = Some(help.to_owned());
            return None;
        }
        Toml::Array(_) | Toml::Table(_) => {
            reader.wrong_type(
                "value",
                &entry.item,
                "a number, a date, a truth value or text",
            );
            return None;
        }
    };
    Some(Located::new(value, span))
}
