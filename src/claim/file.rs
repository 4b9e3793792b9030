//! One claim file: its bytes, its text, and the finding for a file that cannot be read at all.

use std::fs;
use std::sync::Arc;

use super::ClaimFile;
use super::read::read_claims;
use crate::source::files::{self, Found};
use crate::text::document::{Document, SyntaxError, Value};
use crate::text::problem::shown;
use crate::text::toml_text::{self, Unreadable};
use crate::text::{Lines, Problem, ProblemKind, Span};

/// Reads the file at `found`.
pub(super) fn read(found: &Found) -> ClaimFile {
    match fs::read(&found.path) {
        Ok(bytes) => match toml_text::decode(bytes) {
            Ok(text) => parse(&found.file, &text),
            Err(Unreadable {
                text,
                span,
                message,
                help,
            }) => {
                let text: Arc<str> = text.into();
                let mut file = unread(&found.file, text, span, &message);
                file.problems[0].help = Some(help);
                file
            }
        },
        Err(error) => {
            let message = files::unreadable(&error);
            let message = format!("{} {message}", shown(&found.file));
            ClaimFile {
                file: found.file.clone(),
                text: Arc::from(""),
                lines: Lines::new(""),
                claims: Vec::new(),
                problems: vec![Problem::new(
                    ProblemKind::FileInvalid,
                    &found.file,
                    Span::default(),
                    message,
                )],
                unread_claims: 0,
            }
        }
    }
}

/// Reads the claims in `text`.
pub(super) fn parse(file: &str, text: &str) -> ClaimFile {
    let text: Arc<str> = text.into();
    match Document::parse(&text) {
        Ok(document) => {
            let lines = Lines::new(&text);
            let (claims, problems) = read_claims(&document, file, &text, &lines);
            ClaimFile {
                file: file.to_owned(),
                lines,
                claims,
                problems,
                unread_claims: 0,
                text: Arc::clone(&text),
            }
        }
        Err(error) => {
            let mut broken = unread(file, Arc::clone(&text), error.span, &error.message);
            let problem = &mut broken.problems[0];
            problem.help.clone_from(&error.help);
            if let Some(id) = claim_at(&error) {
                problem
                    .notes
                    .insert(0, format!("it stands in the claim `{}`", shown(&id)));
                problem.claim = Some(id);
            }
            broken
        }
    }
}

/// A file of which nothing could be read, for one reason.
fn unread(file: &str, text: Arc<str>, span: Span, message: &str) -> ClaimFile {
    let unread_claims = headings(&text);
    let note = match unread_claims {
        0 => "nothing of this file was read".to_owned(),
        1 => "1 claim of this file was not read".to_owned(),
        count => format!("{count} claims of this file were not read"),
    };
    let message = format!("the file does not parse: {message}");
    let problem = Problem::new(ProblemKind::FileInvalid, file, span, message).with_note(note);
    ClaimFile {
        file: file.to_owned(),
        lines: Lines::new(&text),
        text,
        claims: Vec::new(),
        problems: vec![problem],
        unread_claims,
    }
}

/// How many lines are a heading `[[claim]]`.
fn headings(text: &str) -> usize {
    let heading = |line: &str| {
        let inside = line.trim_start().strip_prefix("[[")?.split_once("]]")?.0;
        (inside.trim() == "claim").then_some(())
    };
    text.split(['\n', '\r'])
        .filter(|line| heading(line).is_some())
        .count()
}

/// The id of the last claim that begins before the error.
fn claim_at(error: &SyntaxError<'_>) -> Option<String> {
    let document = &error.partial;
    let claims = document.get(document.root(), "claim")?;
    let Value::Array(claims) = claims.item.value else {
        return None;
    };
    let claims = document.items(claims);
    let after = claims.partition_point(|claim| document.span(claim).start <= error.span.start);
    let Value::Table(claim) = claims.get(after.checked_sub(1)?)?.value else {
        return None;
    };
    match &document.get(claim, "id")?.item.value {
        Value::String(id) => Some(id.clone().into_owned()),
        _ => None,
    }
}
