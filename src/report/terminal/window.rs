//! The few characters of a file that a message shows: the lines that hold a mark, long ones cut to
//! windows around the edges of the marks.
//!
//! Costs what is shown and the lines between the marks, never the length of the file or of a line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::rules::Mark;
use crate::text::Span;
use crate::text::span::floor_boundary;
use crate::text::visible::{is_break, spelt_out};

/// A line of at most this many scalar values is shown whole.
const WHOLE_LINE: usize = 110;
/// Scalar values shown on either side of the edge of a mark in a longer line.
const AROUND: usize = 40;
/// A mark over more lines than this is drawn on its first line only.
const MARK_LINES: usize = 6;
/// More marks than this on one text are not drawn: nobody reads them.
const MARKS: usize = 12;

/// A text whose place in its file is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The text, or the piece of it that was kept.
    pub(super) text: &'a str,
    /// The byte of the file at which `text` begins.
    pub(super) start: usize,
    /// A byte of the file, within `text`, of which the line is known …
    pub(super) offset: usize,
    /// … namely this one, 1-based.
    pub(super) line: usize,
}

/// Lines to draw, safe to print, with marks in bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// Lines, each ended by `\n`; lines between two marks that are not shown are empty.
    pub(super) text: String,
    /// The 1-based number of the first.
    pub(super) line: usize,
    /// What to underline, and the label.
    pub(super) marks: Vec<(Range<usize>, String)>,
}

/// The window of `known` around `marks`, which are in bytes of the file. Marks outside the text are
/// drawn at its nearest edge.
pub(super) fn window(known: Known<'_>, marks: &[Mark]) -> Window {
    let text = known.text;
    let marks: Vec<(Span, &str)> = marks
        .iter()
        .take(MARKS)
        .map(|mark| (clip(known, mark.span), mark.label.as_str()))
        .collect();
    let edges = lines_of_edges(known, &marks);
    let (Some(&(first, first_line)), Some(&(_, last_line))) = (edges.first(), edges.last()) else {
        return Window::default();
    };

    let mut shown = String::new();
    let mut moved = BTreeMap::new();
    let mut rest = edges.as_slice();
    let mut line_at = first;
    for line in first_line..=last_line {
        let count = rest.iter().take_while(|(_, at)| *at == line).count();
        let (here, later) = rest.split_at(count);
        let points: Vec<usize> = here.iter().map(|(offset, _)| *offset).collect();
        let marked_throughout = || {
            marks
                .iter()
                .any(|(span, _)| span.start < line_at && line_at < span.end)
        };
        if !points.is_empty() || marked_throughout() {
            draw_line(text, line_at, &points, &mut shown, &mut moved);
        }
        shown.push('\n');
        rest = later;
        line_at = points.last().copied().unwrap_or(line_at);
        line_at = next_line(text, line_at);
    }
    let at = |offset: usize| moved.get(&offset).copied().unwrap_or(shown.len());
    let marks = marks
        .iter()
        .map(|&(span, label)| {
            (
                at(span.start)..at(span.end).max(at(span.start)),
                label.to_owned(),
            )
        })
        .collect();
    Window {
        text: shown,
        line: first_line,
        marks,
    }
}

/// `span` in bytes of the text, on `char` boundaries, ending before the line end of its last line.
fn clip(known: Known<'_>, span: Span) -> Span {
    let inside = |offset: usize| {
        let at = floor_boundary(known.text, offset.saturating_sub(known.start));
        let split = known.text[..at].ends_with('\r') && known.text[at..].starts_with('\n');
        if split { at - 1 } else { at } // \r\n is one line end
    };
    let (start, mut end) = (inside(span.start), inside(span.end).max(inside(span.start)));
    if line_ends(&known.text[start..end]).nth(MARK_LINES).is_some() {
        end = start + line_ends(&known.text[start..end]).next().unwrap_or(0);
    }
    let end = start + known.text[start..end].trim_end_matches(['\n', '\r']).len();
    Span::new(start, end)
}

/// The edges of the marks in bytes of the text, each once and ascending, with their lines.
fn lines_of_edges(known: Known<'_>, marks: &[(Span, &str)]) -> Vec<(usize, usize)> {
    let mut edges: Vec<usize> = marks
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let Some(&first) = edges.first() else {
        return Vec::new();
    };
    let anchor = clip(known, Span::new(known.offset, known.offset)).start;
    let between = |a: usize, b: usize| line_ends(&known.text[a..b]).count();
    let mut line = if anchor <= first {
        known.line + between(anchor, first)
    } else {
        known.line.saturating_sub(between(first, anchor)).max(1)
    };
    let mut from = first;
    let mut result = Vec::with_capacity(edges.len());
    for edge in edges {
        line += between(from, edge);
        from = edge;
        result.push((edge, line));
    }
    result
}

/// Appends the line that holds byte `inside`, cut around `points` (ascending bytes of that line),
/// and notes in `moved` where each point went.
fn draw_line(
    text: &str,
    inside: usize,
    points: &[usize],
    shown: &mut String,
    moved: &mut BTreeMap<usize, usize>,
) {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let edges = if points.is_empty() {
        &[inside][..]
    } else {
        points
    };
    let (first, last) = (edges[0], edges[edges.len() - 1]);
    let whole = back(text, first, WHOLE_LINE)..ahead(text, last, WHOLE_LINE);
    if text[whole.clone()].chars().nth(WHOLE_LINE).is_none() {
        pieces.push(whole);
    } else {
        for &point in edges {
            let piece = back(text, point, AROUND)..ahead(text, point, AROUND);
            match pieces.last_mut() {
                Some(before) if piece.start <= before.end => before.end = piece.end,
                _ => pieces.push(piece),
            }
        }
    }
    let mut points = points.iter().copied().peekable();
    for piece in pieces {
        // Two pieces are divided by one mark: that of the first.
        if !begins_line(text, piece.start) && !shown.ends_with('…') {
            shown.push('…');
        }
        for (at, c) in text[piece.clone()].char_indices() {
            if points.next_if_eq(&(piece.start + at)).is_some() {
                moved.insert(piece.start + at, shown.len());
            }
            match spelt_out(c) {
                Some(name) => shown.push_str(&name),
                None if is_break(c) => shown.push(' '),
                None => shown.push(c),
            }
        }
        if points.next_if_eq(&piece.end).is_some() {
            moved.insert(piece.end, shown.len());
        }
        if !ends_line(text, piece.end) {
            shown.push('…');
        }
    }
}

/// The byte at most `limit` scalar values before `at`, on the same line.
fn back(text: &str, at: usize, limit: usize) -> usize {
    text[..at]
        .char_indices()
        .rev()
        .take(limit)
        .take_while(|(_, c)| !matches!(c, '\n' | '\r'))
        .last()
        .map_or(at, |(start, _)| start)
}

/// The byte at most `limit` scalar values after `at`, on the same line.
fn ahead(text: &str, at: usize, limit: usize) -> usize {
    let mut end = at;
    for c in text[at..]
        .chars()
        .take(limit)
        .take_while(|c| !matches!(c, '\n' | '\r'))
    {
        end += c.len_utf8();
    }
    end
}

fn begins_line(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '\n' | '\r'))
}

fn ends_line(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '\n' | '\r'))
}

/// The first byte of the line after the one that holds `at`.
fn next_line(text: &str, at: usize) -> usize {
    line_ends(&text[at..]).next().map_or(text.len(), |end| {
        at + end
            + if text[at + end..].starts_with("\r\n") {
                2
            } else {
                1
            }
    })
}

/// Where the lines of `text` end: the byte of `\n`, of a lone `\r`, or of the `\r` of `\r\n`.
fn line_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(move |&at| !(bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, spans: &[(usize, usize)]) -> (String, Vec<String>) {
        let marks: Vec<Mark> = spans
            .iter()
            .map(|&(start, end)| Mark {
                span: Span::new(start, end),
                label: String::new(),
            })
            .collect();
        let window = window(
            Known {
                text,
                start: 0,
                offset: 0,
                line: 1,
            },
            &marks,
        );
        let under = window
            .marks
            .iter()
            .map(|(span, _)| window.text[span.clone()].to_owned());
        (format!("{}:{}", window.line, window.text), under.collect())
    }

    #[test]
    fn only_marked_lines_are_shown() {
        let text = "one\r\ntwo\rthree\nfour\nfive";
        assert_eq!(
            shown(text, &[(5, 8)]),
            ("2:two\n".to_owned(), vec!["two".to_owned()])
        );
        assert_eq!(
            shown(text, &[(5, 8), (20, 24)]),
            (
                "2:two\n\n\nfive\n".to_owned(),
                vec!["two".to_owned(), "five".to_owned()]
            )
        );
        assert_eq!(
            shown(text, &[(6, 12)]),
            ("2:two\nthree\n".to_owned(), vec!["wo\nthr".to_owned()])
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_edges() {
        let text = "é".repeat(5_000) + "HERE" + &"x".repeat(5_000);
        let (line, under) = shown(&text, &[(10_000, 10_004)]);
        assert_eq!(
            line,
            format!("1:…{}HERE{}…\n", "é".repeat(40), "x".repeat(40))
        );
        assert_eq!(under, ["HERE"]);
        let (line, under) = shown(&text, &[(0, 15_004)]);
        assert_eq!(line, format!("1:{}…{}\n", "é".repeat(40), "x".repeat(40)));
        assert_eq!(under[0].chars().count(), 81);
    }

    #[test]
    fn hidden_characters_are_spelt_out_and_marked_whole() {
        let (line, under) = shown("a\u{202e}\tb", &[(1, 4)]);
        assert_eq!(line, "1:a⟨U+202E⟩ b\n");
        assert_eq!(under, ["⟨U+202E⟩"]);
    }

    #[test]
    fn places_outside_the_text_and_within_a_character_do_no_harm() {
        assert_eq!(
            shown("é", &[(1, 99)]),
            ("1:é\n".to_owned(), vec!["é".to_owned()])
        );
        assert_eq!(
            shown("", &[(0, 0)]),
            ("1:\n".to_owned(), vec![String::new()])
        );
        assert_eq!(shown("ab\n", &[(3, 3)]).0, "2:\n");
        assert_eq!(shown("ab\r\ncd", &[(3, 5)]).0, "1:ab\ncd\n");
        let known = Known {
            text: "later",
            start: 100,
            offset: 100,
            line: 9,
        };
        let early = Mark {
            span: Span::new(3, 101),
            label: String::new(),
        };
        assert_eq!(window(known, &[early]).marks[0].0, 0..1);
    }

    #[test]
    fn a_mark_over_many_lines_is_drawn_on_the_first() {
        let text = "line\n".repeat(1_000);
        assert_eq!(
            shown(&text, &[(2, 4_000)]),
            ("1:line\n".to_owned(), vec!["ne".to_owned()])
        );
    }
}
