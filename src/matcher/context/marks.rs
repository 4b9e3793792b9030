//! Whether a quote lies inside quotation marks of the source itself.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memrchr_iter, memrchr3_iter};

use crate::text::Span;

/// How far a quotation mark is looked for on either side, in bytes. Within its paragraph only.
const REACH: usize = 900;

/// The first bytes of the quotation marks that are looked for: `"`, those of General Punctuation,
/// and the guillemets.
const LEADS: (u8, u8, u8) = (b'"', 0xE2, 0xC2);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// `“`, which closes what `„` opened, and opens otherwise.
    High,
    Straight,
}

fn mark(rest: &str) -> Option<Mark> {
    Some(match rest.chars().next()? {
        '„' | '«' | '‹' => Mark::Open,
        '”' | '»' | '›' => Mark::Close,
        '“' => Mark::High,
        '"' => Mark::Straight,
        _ => return None,
    })
}

/// The stretch between the quotation marks of the source around `span`, the marks not included.
/// `None` where `span` does not lie wholly inside a pair. A paragraph that is opened and not closed
/// runs to its end, as speech of several paragraphs is set.
pub(super) fn around(text: &str, span: Span) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let floor = text.ceil_char_boundary(span.start.saturating_sub(REACH));
    let floor = paragraph_start(&text[floor..span.start]) + floor;
    let ceiling = text.floor_char_boundary((span.end + REACH).min(text.len()));
    let mut lines = memchr_iter(b'\n', &bytes[span.end..ceiling]).map(|at| span.end + at);
    let ceiling = lines
        .find(|&at| at + 1 < ceiling && bytes[at + 1] == b'\n')
        .unwrap_or(ceiling);
    let before = || {
        memrchr3_iter(LEADS.0, LEADS.1, LEADS.2, &bytes[floor..span.start])
            .map(|at| floor + at)
            .filter_map(|at| Some((at, mark(text.get(at..)?)?)))
    };
    let after = || {
        memchr3_iter(LEADS.0, LEADS.1, LEADS.2, &bytes[span.end..ceiling])
            .map(|at| span.end + at)
            .filter_map(|at| Some((at, mark(text.get(at..)?)?)))
    };
    let (at, nearest) = before().next()?;
    // A mark that closes within the words: they run out of what it opened.
    let words = text[span.range()].trim_end_matches(|c: char| !c.is_alphanumeric());
    let first = memchr3_iter(LEADS.0, LEADS.1, LEADS.2, words.as_bytes())
        .find_map(|at| mark(words.get(at..)?));
    if first.is_some_and(|first| match nearest {
        Mark::Straight => first == Mark::Straight,
        _ => first == Mark::Close,
    }) {
        return None;
    }
    let start = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let inside = match nearest {
        Mark::Open => true,
        Mark::Close => false,
        // Closes in German, where the one before it is `„`.
        Mark::High => before().nth(1).is_none_or(|(_, other)| {
            other != Mark::Open || !text[..at].contains('„') || closes_before(text, floor..at)
        }),
        Mark::Straight => before().filter(|(_, mark)| *mark == Mark::Straight).count() % 2 == 1,
    };
    if !inside {
        return None;
    }
    let closing = after().find(|(_, mark)| match nearest {
        Mark::Straight => *mark == Mark::Straight,
        Mark::Open if text[at..].starts_with('„') => *mark != Mark::Open,
        _ => *mark == Mark::Close,
    });
    match closing {
        Some((end, _)) => Some(start..end),
        None if nearest == Mark::Straight => None,
        None => Some(start..ceiling),
    }
}

/// Whether the last `„` of a stretch was closed within it.
fn closes_before(text: &str, range: Range<usize>) -> bool {
    let stretch = &text[range];
    stretch
        .rfind('„')
        .is_none_or(|open| stretch[open + 3..].contains(['“', '”']))
}

/// Where the paragraph begins that `before` ends in: behind the last blank line.
pub(super) fn paragraph_start(before: &str) -> usize {
    let bytes = before.as_bytes();
    memrchr_iter(b'\n', bytes)
        .find(|&at| at > 0 && bytes[at - 1] == b'\n')
        .map_or(0, |at| at + 1)
}
