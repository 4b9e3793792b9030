//! Whether a match is nothing but a title.

use crate::text::Span;

/// A line longer than this, in bytes, is no heading.
const LONGEST_HEADING: usize = 160;

/// Whether a match is a line of its own that reads as a title: no full stop, not long, set apart by
/// line breaks or a heading mark.
pub(in crate::matcher) fn heading(text: &str, span: Span) -> bool {
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
