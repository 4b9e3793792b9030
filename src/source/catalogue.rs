//! `sources.toml`: who published each source, when, and what it descends from.

use std::collections::HashMap;
use std::fs;

use super::files::{self, Found};
use super::{Catalogue, Details, Part, allow, published};
use crate::text::document::{Document, Entry, TableId};
use crate::text::problem::shown;
use crate::text::toml_read::Reader;
use crate::text::toml_text::{self, Unreadable};
use crate::text::{Lines, Located, Problem, ProblemKind, Span};

/// The name of a catalogue file.
pub(super) const NAME: &str = "sources.toml";

const CATALOGUE: &[&str] = &["source"];
const SOURCE: &[&str] = &[
    "id",
    "file",
    "title",
    "publisher",
    "published",
    "url",
    "retrieved",
    "language",
    "encoding",
    "sha256",
    "origin",
    "derived-from",
    "allow",
    "note",
    "part",
];
const PART: &[&str] = &[
    "id",
    "starts",
    "ends",
    "after",
    "title",
    "publisher",
    "published",
    "url",
    "retrieved",
    "language",
    "origin",
    "derived-from",
    "allow",
    "note",
];

/// A `[[source]]` as written; whether its file is there is not known yet.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) id: Option<Located<String>>,
    /// As written, relative to the catalogue.
    pub(super) file: Located<String>,
    pub(super) encoding: Option<Located<String>>,
    pub(super) sha256: Option<Located<String>>,
    pub(super) details: Details,
    pub(super) parts: Vec<Part>,
}

/// Reads the catalogue at `found`: its text, its sources, and what is wrong in it.
pub(super) fn read(found: &Found) -> (Catalogue, Vec<Described>, Vec<Problem>) {
    let mut problems = Vec::new();
    let file = &found.file;
    let mut broken = |span, message: String, help: Option<String>| {
        let mut problem = Problem::new(ProblemKind::FileInvalid, file, span, message)
            .with_note("what it says of its sources is not known");
        problem.help = help;
        problems.push(problem);
    };
    let text = match fs::read(&found.path).map(toml_text::decode) {
        Ok(Ok(text)) => text,
        Ok(Err(Unreadable {
            text,
            span,
            message,
            help,
        })) => {
            broken(
                span,
                format!("the catalogue does not parse: {message}"),
                Some(help),
            );
            return (catalogue(file, text), Vec::new(), problems);
        }
        Err(error) => {
            broken(
                Span::default(),
                format!("{} {}", shown(file), files::unreadable(&error)),
                None,
            );
            return (catalogue(file, String::new()), Vec::new(), problems);
        }
    };
    let described = match Document::parse(&text) {
        Ok(document) => {
            let (described, found) = read_sources(&document, file);
            problems = found;
            described
        }
        Err(error) => {
            let message = format!("the catalogue does not parse: {}", error.message);
            broken(error.span, message, error.help);
            Vec::new()
        }
    };
    (catalogue(file, text), described, problems)
}

fn catalogue(file: &str, text: String) -> Catalogue {
    Catalogue {
        file: file.to_owned(),
        lines: Lines::new(&text),
        text: text.into(),
    }
}

fn read_sources(document: &Document<'_>, file: &str) -> (Vec<Described>, Vec<Problem>) {
    let mut reader = Reader::new(document, file);
    let mut described = Vec::new();
    reader.keys(
        document.root(),
        "a catalogue",
        CATALOGUE,
        |reader, key, entry| {
            let (message, help) = match key {
                "source" => {
                    for table in reader.tables(entry, "source") {
                        described.extend(read_source(reader, table));
                    }
                    return true;
                }
                "part" => (
                    "`part` stands outside of a source".to_owned(),
                    "write the heading [[source.part]]".to_owned(),
                ),
                _ if SOURCE.contains(&key) => (
                    format!("`{key}` stands above the first source"),
                    format!("move `{key}` below a heading [[source]]"),
                ),
                _ => return false,
            };
            reader
                .problem(ProblemKind::UnknownKey, entry.key_span, message)
                .help = Some(help);
            true
        },
    );
    (described, reader.problems)
}

fn read_source(reader: &mut Reader<'_, '_>, table: TableId) -> Option<Described> {
    let document = reader.document;
    let heading = document.table_span(table);
    let (mut id, mut file) = (None, None);
    let (mut encoding, mut sha256) = (None, None);
    let mut details = Details::default();
    let mut parts = Vec::new();
    reader.keys(table, "a source", SOURCE, |reader, key, entry| {
        match key {
            "id" => id = Some(read_id(reader, entry)),
            "file" => file = Some(reader.text(entry)),
            "encoding" => encoding = reader.text(entry),
            "sha256" => sha256 = read_sha256(reader, entry),
            "part" => {
                for table in reader.tables(entry, "source.part") {
                    parts.extend(read_part(reader, table));
                }
            }
            _ => return read_detail(reader, &mut details, key, entry),
        }
        true
    });
    if id.is_none() {
        let help = "give it one, such as id = \"encyclopedia\"";
        reader.invalid(heading, "this source has no `id`").help = Some(help.to_owned());
    }
    if file.is_none() {
        let help = "name the file, relative to this catalogue: file = \"…\"";
        reader
            .invalid(heading, "this source has no `file`, so it is left out")
            .help = Some(help.to_owned());
    }
    unique_parts(reader, &parts);
    Some(Described {
        id: id.flatten(),
        file: file.flatten()?,
        encoding,
        sha256,
        details,
        parts,
    })
}

fn read_part(reader: &mut Reader<'_, '_>, table: TableId) -> Option<Part> {
    let document = reader.document;
    let heading = document.table_span(table);
    let (mut id, mut starts) = (None, None);
    let (mut ends, mut after) = (None, None);
    let mut details = Details::default();
    reader.keys(table, "a part", PART, |reader, key, entry| {
        match key {
            "id" => id = Some(read_id(reader, entry)),
            "starts" => starts = Some(reader.text(entry)),
            "ends" => ends = reader.text(entry),
            "after" => after = reader.text(entry),
            "file" | "sha256" | "encoding" => {
                let message = format!(
                    "`{}` is a key of the source, not of a part of it",
                    entry.key
                );
                reader
                    .problem(ProblemKind::UnknownKey, entry.key_span, message)
                    .help =
                    Some("move it above the first [[source.part]] of the source".to_owned());
            }
            _ => return read_detail(reader, &mut details, key, entry),
        }
        true
    });
    for (missing, key, help) in [
        (
            id.is_none(),
            "id",
            "give it one, unique in the source: id = \"…\"",
        ),
        (
            starts.is_none(),
            "starts",
            "quote the words with which it begins: starts = \"…\"",
        ),
    ] {
        if missing {
            let message = format!("this part has no `{key}`, so it is left out");
            reader.invalid(heading, message).help = Some(help.to_owned());
        }
    }
    let id = id.flatten()?.value;
    Some(Part {
        id,
        starts: starts.flatten()?,
        ends,
        after,
        details,
        span: heading,
    })
}

/// Part ids are unique in their source, also when case is ignored.
fn unique_parts(reader: &mut Reader<'_, '_>, parts: &[Part]) {
    let mut seen: HashMap<String, &Part> = HashMap::new();
    for part in parts {
        if let Some(first) = seen.get(&part.id.to_lowercase()) {
            let message = if first.id == part.id {
                format!("the part `{}` is there twice", shown(&part.id))
            } else {
                let (one, two) = (shown(&first.id), shown(&part.id));
                format!("the parts `{one}` and `{two}` differ only in case")
            };
            reader
                .problem(ProblemKind::DuplicateId, part.span, message)
                .help = Some("give one of them another id".to_owned());
        } else {
            seen.insert(part.id.to_lowercase(), part);
        }
    }
}

/// Reads a key that sources and parts share; whether it is one.
fn read_detail(
    reader: &mut Reader<'_, '_>,
    details: &mut Details,
    key: &str,
    entry: &Entry<'_>,
) -> bool {
    let text = |reader: &mut Reader<'_, '_>| reader.text(entry).map(|text| text.value);
    match key {
        "title" => details.title = text(reader),
        "publisher" => details.publisher = text(reader),
        "published" => details.published = read_published(reader, entry),
        "url" => details.url = text(reader),
        "retrieved" => details.retrieved = reader.date_or_text(entry).map(|date| date.value),
        "language" => details.language = text(reader),
        "origin" => details.origin = text(reader),
        "derived-from" => details.derived_from = reader.texts(entry),
        "allow" => details.allow = allow::read(reader, entry),
        "note" => details.note = text(reader),
        _ => return false,
    }
    true
}

fn read_id(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Located<String>> {
    let id = reader.text(entry)?;
    if id.value.contains('#')
        || id.value.chars().any(char::is_control)
        || id.value.trim() != id.value
    {
        let message = format!("`{}` cannot be an id", shown(&id.value));
        let help = "an id holds no `#`, which leads to a part, no control character, and no space at \
            either end";
        reader.invalid(id.span, message).help = Some(help.to_owned());
    }
    Some(id)
}

fn read_published(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<String> {
    let date = reader.date_or_text(entry)?;
    if !published::is_date(&date.value) {
        let message = format!("`published` cannot be \"{}\"", shown(&date.value));
        let help = "write a date (2012-05-22, 2012-05 or 2012), \"c. 1890\", or a range such as \
            \"2011-11/2012-12\"";
        reader.invalid(date.span, message).help = Some(help.to_owned());
    }
    Some(date.value)
}

fn read_sha256(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Located<String>> {
    let mut hash = reader.text(entry)?;
    hash.value.make_ascii_lowercase();
    if hash.value.len() == 64 && hash.value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(hash);
    }
    let help = "it is 64 hexadecimal digits, as `sha256sum` prints them";
    reader
        .invalid(hash.span, "`sha256` is not a SHA-256 hash")
        .help = Some(help.to_owned());
    None
}
