//! From a document to claims. A claim with something wrong in it is kept and checked wherever that
//! is possible; what is missing is empty, and a problem speaks of it.

use super::keys::{CLAIM, ClaimDraft, Draft, EVIDENCE, tags};
use super::{Claim, Evidence, Stance};
use crate::text::document::{Document, Entry, TableId};
use crate::text::problem::{nearest, shown};
use crate::text::toml_read::Reader;
use crate::text::{Lines, Located, Problem, ProblemKind, Span};

const FILE: &[&str] = &["claim", "defaults"];
const DEFAULTS: &[&str] = &["source", "tags"];

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
    reader.keys(
        document.root(),
        "a claim file",
        FILE,
        |reader, key, entry| {
            match key {
                "claim" => tables = reader.tables(entry, "claim"),
                "defaults" => defaults = read_defaults(reader, entry),
                _ => return above_claims(reader, key, entry),
            }
            true
        },
    );
    let mut claims = Vec::with_capacity(tables.len());
    for table in tables {
        let before = reader.problems.len();
        let reader = &mut reader;
        let claim = ClaimReader {
            reader,
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
    reader.keys(table, "`[defaults]`", DEFAULTS, |reader, key, entry| {
        match key {
            "source" => defaults.source = reader.text(entry),
            "tags" => defaults.tags = tags(reader, entry),
            _ => return false,
        }
        true
    });
    defaults
}

/// Records a key of claims that stands above all of them; whether it is one.
fn above_claims(reader: &mut Reader<'_, '_>, key: &str, entry: &Entry<'_>) -> bool {
    if !CLAIM.contains(&key) {
        return false;
    }
    let (message, help) = if key == "evidence" {
        (
            "stands outside of a claim",
            "write the heading [[claim.evidence]]".to_owned(),
        )
    } else {
        (
            "stands above the first claim",
            format!("move `{key}` below a heading [[claim]]"),
        )
    };
    let message = format!("`{key}` {message}");
    reader
        .problem(ProblemKind::UnknownKey, entry.key_span, message)
        .help = Some(help);
    true
}

/// Records a key of the claim that stands below an evidence heading; whether it is one, or nearer
/// to one than to any key of evidence.
fn of_claim(reader: &mut Reader<'_, '_>, key: &str, entry: &Entry<'_>) -> bool {
    let meant = nearest(key, EVIDENCE.iter().chain(CLAIM).copied());
    let Some(word) = meant.filter(|word| !EVIDENCE.contains(word)) else {
        return false;
    };
    let (message, help) = if word == key {
        (
            format!("`{key}` is a key of the claim, and stands below an evidence heading"),
            format!("move `{key}` above the first [[claim.evidence]] of the claim"),
        )
    } else {
        (
            format!("evidence has no key `{}`", shown(key)),
            format!(
                "did you mean `{word}`? it is a key of the claim, and stands above its evidence"
            ),
        )
    };
    reader
        .problem(ProblemKind::UnknownKey, entry.key_span, message)
        .help = Some(help);
    true
}

struct ClaimReader<'r, 'd, 't> {
    reader: &'r mut Reader<'d, 't>,
    defaults: &'r Defaults,
    table: TableId,
    text: &'r str,
    lines: &'r Lines,
}

impl ClaimReader<'_, '_, '_> {
    fn read(mut self) -> Claim {
        let mut draft = ClaimDraft {
            tags: self.defaults.tags.clone(),
            ..ClaimDraft::default()
        };
        self.reader
            .keys(self.table, "a claim", CLAIM, |reader, key, entry| {
                draft.read(reader, key, entry)
            });
        self.expectation(draft.expect_key, draft.why_key);
        let mut claim = Claim {
            id: self.id(draft.id, draft.has_id),
            text: self.assertion(draft.text, draft.has_text),
            subject: draft.subject,
            value: draft.value,
            tags: draft.tags,
            expect: draft.expect,
            why: draft.why,
            note: draft.note,
            allow: draft.allow,
            evidence: Vec::new(),
            span: self.reader.document.table_span(self.table),
        };
        self.evidence(&mut claim, draft.own, draft.list);
        claim
    }

    fn id(&mut self, id: Option<Located<String>>, given: bool) -> Located<String> {
        let heading = self.reader.document.table_span(self.table);
        let Some(id) = id else {
            if !given {
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

    fn assertion(&mut self, text: Option<Located<String>>, given: bool) -> Located<String> {
        let heading = self.reader.document.table_span(self.table);
        if !given {
            let help = "write what is asserted: text = \"…\"";
            self.reader
                .invalid(heading, "this claim has no `text`")
                .help = Some(help.to_owned());
        }
        text.unwrap_or_else(|| Located::new(String::new(), heading))
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
            self.reader
                .keys(table, "evidence", EVIDENCE, |reader, key, entry| {
                    draft.read_in_table(reader, key, entry) || of_claim(reader, key, entry)
                });
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

/// `[A-Za-z0-9][A-Za-z0-9._-]*`, which is safe in a file name, a test name and an address.
pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
