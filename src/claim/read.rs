//! From a document to claims. A claim with something wrong in it is kept and checked wherever that
//! is possible; what is missing is empty, and a problem speaks of it.

use super::{Claim, Evidence, Expect, Stance, Value};
use crate::source::{Allow, allow};
use crate::text::document::{Document, Entry, TableId, Value as Toml};
use crate::text::problem::{nearest, shown};
use crate::text::toml_read::Reader;
use crate::text::{Lines, Located, Problem, ProblemKind, Span};

const FILE: &[&str] = &["claim", "defaults"];
const DEFAULTS: &[&str] = &["source", "tags"];
const CLAIM: &[&str] = &[
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
const EVIDENCE: &[&str] = &[
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

/// The claims of a document and what is wrong with it, in order of place.
pub(super) fn read_claims(
    document: &Document<'_>,
    file: &str,
    text: &str,
    lines: &Lines,
) -> (Vec<Claim>, Vec<Problem>) {
    let mut reader = Reader::new(document, file);
    let mut defaults = Defaults::default();
    let mut tables = Vec::new();
    for entry in document.entries(document.root()) {
        match &*entry.key {
            "claim" => tables = reader.tables(entry, "claim"),
            "defaults" => defaults = read_defaults(&mut reader, entry),
            _ => unknown_in_file(&mut reader, entry),
        }
    }
    let mut claims = Vec::with_capacity(tables.len());
    for table in tables {
        let before = reader.problems.len();
        let claim = ClaimReader {
            reader: &mut reader,
            defaults: &defaults,
            table,
            text,
            lines,
        }
        .read();
        for problem in &mut reader.problems[before..] {
            problem.claim = Some(claim.id.value.clone());
        }
        claims.push(claim);
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span);
    (claims, problems)
}

/// `[defaults]`: what holds for every claim of the file that does not say otherwise.
#[derive(Default)]
struct Defaults {
    source: Option<Located<String>>,
    tags: Vec<String>,
}

fn read_defaults(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Defaults {
    let mut defaults = Defaults::default();
    let Some(table) = reader.table(entry) else {
        return defaults;
    };
    let document = reader.document;
    for entry in document.entries(table) {
        match &*entry.key {
            "source" => defaults.source = reader.text(entry),
            "tags" => defaults.tags = tags(reader, entry),
            _ => reader.unknown_key(entry, "`[defaults]`", DEFAULTS),
        }
    }
    defaults
}

fn tags(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Vec<String> {
    reader
        .texts(entry)
        .into_iter()
        .map(|tag| tag.value)
        .collect()
}

fn unknown_in_file(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) {
    let key = &*entry.key;
    let (message, help) = if key == "evidence" {
        (
            "evidence stands outside of a claim",
            "write the heading [[claim.evidence]]".to_owned(),
        )
    } else if CLAIM.contains(&key) {
        (
            "this key stands above the first claim",
            format!("move `{key}` below a heading [[claim]]"),
        )
    } else {
        return reader.unknown_key(entry, "a claim file", FILE);
    };
    let message = format!("{message}: `{key}`");
    reader
        .problem(ProblemKind::UnknownKey, entry.key_span, message)
        .help = Some(help);
}

struct ClaimReader<'r, 'd, 't> {
    reader: &'r mut Reader<'d, 't>,
    defaults: &'r Defaults,
    table: TableId,
    text: &'r str,
    lines: &'r Lines,
}

/// A piece of evidence while its keys are read.
#[derive(Default)]
struct Draft {
    source: Option<Located<String>>,
    quote: Option<Located<String>>,
    stance: Option<Located<Stance>>,
    prefix: Option<Located<String>>,
    suffix: Option<Located<String>>,
    value: Option<Located<Value>>,
    speaker: Option<Located<String>>,
    origin: Option<Located<String>>,
    translation: Option<Located<String>>,
    locator: Option<Located<String>>,
    answer: Option<Located<String>>,
    note: Option<String>,
    allow: Vec<Allow>,
    /// Where the first of its keys stands.
    first_key: Option<Span>,
    has_source: bool,
    has_quote: bool,
}

impl ClaimReader<'_, '_, '_> {
    fn read(mut self) -> Claim {
        let document = self.reader.document;
        let heading = document.table_span(self.table);
        let mut claim = Claim {
            id: Located::default(),
            text: Located::default(),
            subject: None,
            value: None,
            tags: self.defaults.tags.clone(),
            expect: None,
            why: None,
            note: None,
            allow: Vec::new(),
            evidence: Vec::new(),
            span: heading,
        };
        let (mut id, mut text) = (None, None);
        let (mut why, mut expect) = (None, None);
        let mut own = Draft::default();
        let mut listed = None;
        for entry in document.entries(self.table) {
            let reader = &mut *self.reader;
            match &*entry.key {
                "id" => id = Some((entry, reader.text(entry))),
                "text" => text = Some((entry, reader.text(entry))),
                "subject" => claim.subject = reader.text(entry),
                "value" => claim.value = value(reader, entry),
                "tags" => claim.tags.extend(tags(reader, entry)),
                "expect" => {
                    claim.expect = reader.word(entry, EXPECTATIONS);
                    expect = Some(entry.key_span);
                }
                "why" => {
                    claim.why = reader.text(entry).map(|why| why.value);
                    why = Some(entry.key_span);
                }
                "note" => claim.note = reader.text(entry).map(|note| note.value),
                "allow" => claim.allow = allow::read(reader, entry),
                "evidence" => listed = Some(entry),
                _ if own.read(reader, entry) => {}
                _ => reader.unknown_key(entry, "a claim", CLAIM),
            }
        }
        claim.id = self.id(id.map(|(entry, id)| (entry.key_span, id)));
        claim.text = self.required(text.map(|(entry, text)| (entry.key_span, text)), "text");
        self.expectation(expect, why);
        self.evidence(&mut claim, own, listed);
        claim
    }

    fn id(&mut self, id: Option<(Span, Option<Located<String>>)>) -> Located<String> {
        let heading = self.reader.document.table_span(self.table);
        let Some((_, Some(id))) = id else {
            if id.is_none() {
                let help = "give it one, such as id = \"born-1974\"";
                self.reader.invalid(heading, "this claim has no `id`").help = Some(help.to_owned());
            }
            // Not an id that anybody can write, so it clashes with none.
            let line = self.lines.position(self.text, heading.start).line;
            return Located::new(format!("(line {line})"), heading);
        };
        if !is_id(&id.value) {
            let message = format!("`{}` cannot be an id", shown(&id.value));
            let help = "an id begins with a letter A–Z or digit, and goes on with letters, digits, `.`, \
                `_` and `-`";
            self.reader.invalid(id.span, message).help = Some(help.to_owned());
        }
        id
    }

    fn required(
        &mut self,
        found: Option<(Span, Option<Located<String>>)>,
        key: &str,
    ) -> Located<String> {
        let heading = self.reader.document.table_span(self.table);
        match found {
            Some((_, Some(text))) => text,
            Some((span, None)) => Located::new(String::new(), span),
            None => {
                let message = format!("this claim has no `{key}`");
                self.reader.invalid(heading, message).help =
                    Some(format!("write what is asserted: {key} = \"…\""));
                Located::new(String::new(), heading)
            }
        }
    }

    fn expectation(&mut self, expect: Option<Span>, why: Option<Span>) {
        let (span, message, help) = match (expect, why) {
            (Some(span), None) => (
                span,
                "`expect` without `why`",
                "say why the claim is not held: why = \"…\"",
            ),
            (None, Some(span)) => (
                span,
                "`why` without `expect`",
                "add expect = \"contradicted\" or \"unsupported\"; a remark is a `note`",
            ),
            _ => return,
        };
        self.reader.invalid(span, message).help = Some(help.to_owned());
    }

    fn evidence(&mut self, claim: &mut Claim, own: Draft, listed: Option<&Entry<'_>>) {
        let heading = self.reader.document.table_span(self.table);
        if let Some(first) = own.first_key {
            if listed.is_some() {
                let key = &self.text[first.range()];
                let message = format!("`{key}` stands on a claim that has a list of evidence");
                let help = format!(
                    "one claim uses one form: move `{key}` to a piece of evidence of its own"
                );
                self.reader.invalid(first, message).help = Some(help);
            }
            if listed.is_none() || (own.has_source && own.has_quote) {
                let span = own.quote.as_ref().map_or(first, |quote| quote.span);
                claim.evidence.reserve_exact(1);
                self.add(claim, own, span, heading);
            }
        }
        let Some(entry) = listed else { return };
        let tables = self.reader.tables(entry, "claim.evidence");
        // Most claims have one piece: room for four, a vector's first guess, doubles the memory.
        claim.evidence.reserve_exact(tables.len());
        for table in tables {
            let document = self.reader.document;
            let before = self.reader.problems.len();
            let span = document.table_span(table);
            let mut draft = Draft::default();
            for entry in document.entries(table) {
                let reader = &mut *self.reader;
                match &*entry.key {
                    "value" => draft.value = value(reader, entry),
                    "note" => draft.note = reader.text(entry).map(|note| note.value),
                    "allow" => draft.allow = allow::read(reader, entry),
                    _ if draft.read(reader, entry) => {}
                    _ => unknown_in_evidence(reader, entry),
                }
            }
            self.add(claim, draft, span, span);
            for problem in &mut self.reader.problems[before..] {
                problem.evidence = Some(claim.evidence.len() - 1);
            }
        }
    }

    /// Adds a piece of evidence; `missing` is where to point for a key that is not there.
    fn add(&mut self, claim: &mut Claim, draft: Draft, span: Span, missing: Span) {
        let before = self.reader.problems.len();
        let empty = || Located::new(String::new(), missing);
        let source = match draft
            .source
            .or_else(|| self.defaults.source.clone().filter(|_| !draft.has_source))
        {
            Some(source) => source,
            None if draft.has_source => empty(),
            None => {
                let help = "name the file it quotes: source = \"…\"";
                self.reader
                    .invalid(missing, "this evidence has no `source`")
                    .help = Some(help.to_owned());
                empty()
            }
        };
        let quote = match draft.quote {
            Some(quote) => quote,
            None if draft.has_quote => empty(),
            None => {
                let help = "copy the words of the source: quote = \"…\"";
                self.reader
                    .invalid(missing, "this evidence has no `quote`")
                    .help = Some(help.to_owned());
                empty()
            }
        };
        let stance = draft
            .stance
            .map_or(Stance::default(), |stance| stance.value);
        // A declared value may speak against the claim too; only the verdict can tell.
        let may_contradict =
            stance == Stance::Contradicts || (draft.value.is_some() && claim.value.is_some());
        if let Some(answer) = draft.answer.as_ref().filter(|_| !may_contradict) {
            let help = "an answer says why the claim is held in spite of evidence with \
                stance = \"contradicts\"; a remark is a `note`";
            self.reader
                .invalid(
                    answer.span,
                    "`answer` on evidence that does not speak against the claim",
                )
                .help = Some(help.to_owned());
        }
        for problem in &mut self.reader.problems[before..] {
            problem.evidence = Some(claim.evidence.len());
        }
        claim.evidence.push(Evidence {
            source,
            quote,
            stance,
            prefix: draft.prefix,
            suffix: draft.suffix,
            value: draft.value,
            speaker: draft.speaker,
            origin: draft.origin,
            translation: draft.translation,
            locator: draft.locator,
            answer: draft.answer,
            note: draft.note,
            allow: draft.allow,
            span,
        });
    }
}

impl Draft {
    /// Reads a key that only evidence has; whether it is one.
    fn read(&mut self, reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> bool {
        match &*entry.key {
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
}

fn unknown_in_evidence(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) {
    let key = &*entry.key;
    // `test` is nearer to the claim's `text` than to anything evidence has: both are looked at.
    let meant = nearest(key, EVIDENCE.iter().chain(CLAIM).copied());
    let of_claim = meant.filter(|word| !EVIDENCE.contains(word));
    let Some(word) = of_claim else {
        return reader.unknown_key(entry, "evidence", EVIDENCE);
    };
    let message = if word == key {
        format!("`{key}` is a key of the claim, and stands below an evidence heading")
    } else {
        format!("evidence has no key `{}`", shown(key))
    };
    let help = if word == key {
        format!("move `{key}` above the first [[claim.evidence]] of the claim")
    } else {
        format!("did you mean `{word}`? it is a key of the claim, and stands above its evidence")
    };
    reader
        .problem(ProblemKind::UnknownKey, entry.key_span, message)
        .help = Some(help);
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

/// `[A-Za-z0-9][A-Za-z0-9._-]*`, which is safe in a file name, a test name and an address.
pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
