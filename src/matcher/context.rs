//! What stands around an accepted quote and limits it.

use crate::text::{Span, TokenKind, Tokens, sentences};

use super::lexicon::{Classes, Lexicon};

/// How far past the quote its sentence is read.
const REACH: usize = 240;
/// The longest phrase that limits a sentence, in bytes.
const PHRASE: usize = 48;
/// A line longer than this, in bytes, is no heading.
const LONGEST_HEADING: usize = 160;

/// Whether the sentence goes on after the quote with what limits it: "unless", "but not", "except
/// that". The words that do, and why.
pub(super) fn truncated(
    text: &str,
    span: Span,
    quote: &str,
    lexicon: &Lexicon,
) -> Option<(Span, &'static str)> {
    // A quote that runs to a full stop holds its sentence.
    if quote.ends_with(['.', '!', '?', '。']) || text[..span.end].ends_with(['.', '!', '?', '。'])
    {
        return None;
    }
    let to = text.floor_char_boundary((span.end + REACH).min(text.len()));
    let rest = &text[span.end..to];
    // Only a comma or a bracket may stand between.
    let opening = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '(' | '—' | '–' | '-' | ')' | '"' | '”' | '’')
    });
    if opening.is_empty() || rest.trim_start().starts_with(['.', '!', '?']) {
        return None;
    }
    let start = to - opening.len();
    let break_between = text[span.end..start].matches('\n').count() > 1;
    if break_between || !opening.starts_with(char::is_alphabetic) {
        return None;
    }
    // Most sentences go on with a word that begins no phrase of interest.
    let near = text.floor_char_boundary((start + PHRASE).min(to));
    let tokens = Tokens::new(text, start..near);
    let words: Vec<usize> = tokens
        .list
        .iter()
        .enumerate()
        .take_while(|(_, token)| token.kind == TokenKind::Word)
        .map(|(at, _)| at)
        .take(6)
        .collect();
    let forms: Vec<&str> = words
        .iter()
        .map(|&at| tokens.form(tokens.list[at]))
        .collect();
    let first = *forms.first()?;
    let (length, classes) = lexicon
        .phrase_at(&forms, Classes::EXCEPTION.union(Classes::CONDITION))
        .or_else(|| {
            let classes = lexicon.classes(first);
            classes
                .intersects(Classes::EXCEPTION.union(Classes::CONDITION))
                .then_some((1, classes))
        })?;
    let reason = if classes.intersects(Classes::EXCEPTION) {
        "the sentence goes on with an exception"
    } else {
        "the sentence goes on with a condition"
    };
    let last = tokens.list[words[(length - 1).min(words.len() - 1)]]
        .span
        .end;
    let end = sentences::sentence_end(text, last, &|token| lexicon.is_abbreviation(token)).min(to);
    Some((Span::new(start, end), reason))
}

/// Whether a match is a line of its own that reads as a title: no full stop, not long, set apart by
/// line breaks or a heading mark.
pub(super) fn heading(text: &str, span: Span) -> bool {
    let line_start = text[..span.start]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    let line_end = text[span.end..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| span.end + at);
    let line = &text[line_start..line_end];
    if line.len() > LONGEST_HEADING || text[span.range()].contains('\n') {
        return false;
    }
    let trimmed = line.trim();
    let marked = trimmed.starts_with('#');
    let title = trimmed.trim_start_matches('#').trim();
    // Most of the line was quoted, it does not end as a sentence does, and it stands alone.
    let quoted = text[span.range()].trim().len();
    if 4 * quoted < 3 * title.len() || title.ends_with(['.', ',', ';', '!', '”', '"']) {
        return false;
    }
    let blank_before = text[..line_start]
        .trim_end_matches([' ', '\t'])
        .ends_with("\n\n")
        || text[..line_start].ends_with("\r\n\r\n")
        || line_start == 0;
    let after = text[line_end..].trim_start_matches('\r');
    let blank_after = after.starts_with("\n\n") || after.starts_with("\n\r\n");
    let begins = title
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    marked || (blank_before && blank_after && begins && !title.contains(": "))
}
