//! Whether a match is nothing but a title.

use memchr::{memchr, memchr2, memrchr2};

use crate::text::Span;

/// A line longer than this, in bytes, is no heading.
const LONGEST_HEADING: usize = 160;

/// Whether a match is a line of its own that reads as a title: no full stop, not long, set apart by
/// line breaks or a heading mark.
pub(in crate::matcher) fn heading(text: &str, span: Span) -> bool {
    let bytes = text.as_bytes();
    if span.len() > LONGEST_HEADING || memchr(b'\n', &bytes[span.range()]).is_some() {
        return false;
    }
    // No further than the longest heading reaches.
    let from = span.start.saturating_sub(LONGEST_HEADING);
    let to = bytes.len().min(span.end + LONGEST_HEADING);
    let line_start = match memrchr2(b'\n', b'\r', &bytes[from..span.start]) {
        Some(at) => from + at + 1,
        None if from == 0 => 0,
        None => return false,
    };
    let line_end = match memchr2(b'\n', b'\r', &bytes[span.end..to]) {
        Some(at) => span.end + at,
        None if to == bytes.len() => to,
        None => return false,
    };
    let line = &text[line_start..line_end];
    if line.len() > LONGEST_HEADING {
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
