//! One finding, drawn as rustc draws its own.

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Drawn, Origin, Snippet};

use super::window::{Known, Window, window};
use crate::report::Report;
use crate::rules::{Finding, Level, Mark, Related};
use crate::text::{Lines, Region, Span, visible_start};

/// Longest message, help or note in scalar values of the text it may quote.
pub(super) const LONGEST_SENTENCE: usize = 1_000;
/// Longest label under a mark.
const LONGEST_LABEL: usize = 160;
/// Other places drawn for one finding.
const MOST_RELATED: usize = 4;

/// Wider than any line that [`window`] makes, so that nothing is cut twice.
pub(super) const WIDTH: usize = 4_096;

/// Stands for a place while a finding is drawn. No text holds it: it is a noncharacter, and all
/// text is made [`visible`](crate::text::visible()) first.
const PLACE: char = '\u{fdd0}';

/// Draws the findings of one report.
pub(super) struct Painter<'r> {
    report: &'r Report,
    renderer: Renderer,
    /// The lines of files of which places without a byte offset are shown.
    lines: BTreeMap<&'r str, Lines>,
    /// Rules whose page was pointed to: once is enough.
    explained: BTreeSet<&'r str>,
}

impl<'r> Painter<'r> {
    pub(super) fn new(report: &'r Report, color: bool) -> Self {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            report,
            renderer: renderer.term_width(WIDTH),
            lines: BTreeMap::new(),
            explained: BTreeSet::new(),
        }
    }

    /// The finding as lines of text, without a line break at the end.
    pub(super) fn draw(&mut self, finding: &'r Finding) -> String {
        let level = match finding.level {
            Level::Deny => Drawn::ERROR,
            Level::Warn => Drawn::WARNING,
            Level::Allow => Drawn::NOTE.with_name("allowed"),
        };
        let title = level
            .primary_title(visible_start(&finding.message, LONGEST_SENTENCE))
            .id(finding.rule);
        let mut elements = Vec::new();
        let mut places = Vec::new();

        places.push(place(&finding.file, finding.region));
        elements.push(self.snippet_of(finding).map_or_else(
            || Element::from(Origin::path(PLACE.to_string())),
            |found| snippet(found, AnnotationKind::Primary),
        ));
        for related in finding.related.iter().take(MOST_RELATED) {
            places.push(place(&related.file, related.region));
            elements.push(self.snippet_of_related(related).map_or_else(
                || Element::from(Origin::path(PLACE.to_string())),
                |found| snippet(found, AnnotationKind::Context),
            ));
        }
        for note in &finding.notes {
            elements.push(
                Drawn::NOTE
                    .message(visible_start(note, LONGEST_SENTENCE))
                    .into(),
            );
        }
        if let Some(help) = &finding.help {
            elements.push(
                Drawn::HELP
                    .message(visible_start(help, LONGEST_SENTENCE))
                    .into(),
            );
        }
        if self.explained.insert(finding.rule) {
            let more = format!("pincite explain {}", finding.rule);
            elements.push(Drawn::NOTE.with_name("more").message(more).into());
        }
        let groups: [Group<'_>; 1] = [title.elements(elements)];
        fill(&self.renderer.render(&groups), &places)
    }

    /// The claim file's lines; `None` where the file as a whole is meant or its text is not kept.
    fn snippet_of(&self, finding: &'r Finding) -> Option<Window> {
        let text: &str = self.report.texts.get(&finding.file)?;
        if finding.span == Span::default() && finding.marks.is_empty() {
            return None;
        }
        let whole = [Mark {
            span: finding.span,
            label: String::new(),
        }];
        let marks = if finding.marks.is_empty() {
            &whole[..]
        } else {
            &finding.marks
        };
        let line = finding.region.start.line;
        Some(window(
            Known {
                text,
                start: 0,
                offset: finding.span.start,
                line,
            },
            marks,
        ))
    }

    fn snippet_of_related(&mut self, related: &'r Related) -> Option<Window> {
        let label = related.label.clone();
        if let Some(excerpt) = &related.excerpt {
            let known = Known {
                text: &excerpt.text,
                start: excerpt.start,
                offset: excerpt.start,
                line: excerpt.line,
            };
            if related.marks.is_empty() {
                let all = Span::new(excerpt.start, excerpt.start + excerpt.text.len());
                return Some(window(known, &[Mark { span: all, label }]));
            }
            return Some(window(known, &labelled(&related.marks, label)));
        }
        let text: &str = self.report.texts.get(&related.file)?;
        let lines = self
            .lines
            .entry(&related.file)
            .or_insert_with(|| Lines::new(text));
        let line = related.region.start.line;
        let start = lines.line(text, line).start;
        let known = Known {
            text,
            start: 0,
            offset: start,
            line,
        };
        if related.marks.is_empty() {
            let span = Span::new(
                byte(
                    text,
                    lines,
                    related.region.start.line,
                    related.region.start.column,
                ),
                byte(
                    text,
                    lines,
                    related.region.end.line,
                    related.region.end.column,
                ),
            );
            return Some(window(known, &[Mark { span, label }]));
        }
        Some(window(known, &labelled(&related.marks, label)))
    }
}

/// `marks`, the first of which gets `label` where none has one.
fn labelled(marks: &[Mark], label: String) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    if marks.iter().all(|mark| mark.label.is_empty())
        && let Some(first) = marks.first_mut()
    {
        first.label = label;
    }
    marks
}

/// The byte of `text` at 1-based `line` and `column`.
fn byte(text: &str, lines: &Lines, line: usize, column: usize) -> usize {
    let span = lines.line(text, line);
    let chars = text[span.range()].char_indices();
    chars
        .skip(column.saturating_sub(1))
        .map(|(at, _)| span.start + at)
        .next()
        .unwrap_or(span.end)
}

pub(super) fn snippet<'a>(window: Window, kind: AnnotationKind) -> Element<'a> {
    let annotations: Vec<_> = window
        .marks
        .into_iter()
        .map(|(span, label)| {
            let label = visible_start(&label, LONGEST_LABEL).into_owned();
            kind.span(span).label((!label.is_empty()).then_some(label))
        })
        .collect();
    Snippet::source(window.text)
        .line_start(window.line)
        .path(PLACE.to_string())
        .annotations(annotations)
        .into()
}

/// `claims/x.toml:14:31`, safe to print.
pub(super) fn place(file: &str, region: Region) -> String {
    let file = visible_start(file, LONGEST_SENTENCE);
    format!("{file}:{}:{}", region.start.line, region.start.column)
}

/// Puts `places` where the drawing has [`PLACE`], in order, over the line and column that the
/// drawing counted: it saw windows of lines with characters spelt out, so its columns are not those
/// of the file.
pub(super) fn fill(drawn: &str, places: &[String]) -> String {
    let mut pieces = drawn.split(PLACE);
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, place) in pieces.zip(places) {
        filled.push_str(place);
        filled.push_str(
            piece.trim_start_matches([':', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']),
        );
    }
    filled.trim_end_matches('\n').to_owned()
}
