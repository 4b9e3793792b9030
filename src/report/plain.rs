//! A finding in plain lines, for the formats that draw nothing.

use crate::rules::{Finding, Related};
use crate::text::visible_start;

/// Longest message, help or note, in scalar values of the text it may quote.
const SENTENCE: usize = 600;
/// How much of a source is shown on either side of the words that matter, in scalar values.
const AROUND: usize = 120;
/// How much of those words, in scalar values.
const WORDS: usize = 240;
/// Notes and other places shown.
const MOST: usize = 4;

/// The message, safe to print on one line.
pub(super) fn message(finding: &Finding) -> String {
    visible_start(&finding.message, SENTENCE).into_owned()
}

/// `claims/x.toml:14:31`, safe to print.
pub(super) fn place(finding: &Finding) -> String {
    let (file, at) = (visible_start(&finding.file, SENTENCE), finding.region.start);
    format!("{file}:{}:{}", at.line, at.column)
}

/// Other places with the words that stand there, notes and help: a line each, none of which begins
/// with text from a file.
pub(super) fn details(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<_> = finding.related.iter().take(MOST).map(related).collect();
    let notes = finding.notes.iter().take(MOST);
    lines.extend(notes.map(|note| format!("note: {}", visible_start(note, SENTENCE))));
    let help = finding.help.iter();
    lines.extend(help.map(|help| format!("help: {}", visible_start(help, SENTENCE))));
    lines
}

/// `nearest passage, seeds/x.txt:13:195: “… sentenced to 60 years in prison …”`
fn related(related: &Related) -> String {
    let label = if related.label.is_empty() {
        "see"
    } else {
        &related.label
    };
    let (label, file) = (
        visible_start(label, SENTENCE),
        visible_start(&related.file, SENTENCE),
    );
    let at = related.region.start;
    let place = format!("- {label}, {file}:{}:{}", at.line, at.column);
    match words(related) {
        Some(words) => format!("{place}: “{words}”"),
        None => place,
    }
}

/// The words of a source that a finding speaks of, and some on either side.
pub(super) fn words(related: &Related) -> Option<String> {
    let excerpt = related.excerpt.as_ref()?;
    let text = excerpt.text.as_str();
    let inside =
        |byte: usize| text.floor_char_boundary(byte.saturating_sub(excerpt.start).min(text.len()));
    let starts = related.marks.iter().map(|mark| mark.span.start);
    let ends = related.marks.iter().map(|mark| mark.span.end);
    let start = starts.min().map_or(0, inside);
    let end = ends.max().map_or(text.len(), inside).max(start);
    let before = text[..start].char_indices().rev().nth(AROUND - 1);
    let from = before.map_or(0, |(at, _)| at);
    let marked = text[start..end].char_indices().nth(WORDS);
    let end = marked.map_or(end, |(at, _)| start + at);
    let after = text[end..].char_indices().nth(AROUND);
    let to = after.map_or(text.len(), |(at, _)| end + at);
    let shown = visible_start(text[from..to].trim(), usize::MAX).into_owned();
    let (head, tail) = (
        if from > 0 { "… " } else { "" },
        if to < text.len() { " …" } else { "" },
    );
    Some(format!("{head}{shown}{tail}"))
}

/// `1 error`, `2 errors`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// `file` below `folder`, with `/`.
pub(super) fn join(folder: &str, file: &str) -> String {
    let file = if file.is_empty() { "." } else { file };
    if folder.is_empty() {
        file.to_owned()
    } else {
        format!("{folder}/{file}")
    }
}
