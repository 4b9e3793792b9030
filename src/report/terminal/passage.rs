//! A passage of a source, drawn with the words that answer a question.

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Group, Level};

use super::finding::{LONGEST_SENTENCE, WIDTH, fill, place, snippet};
use super::window::{Known, window};
use crate::rules::Mark;
use crate::text::{Lines, Span, visible_start};

/// A passage and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// What to call it: a number, and the source as claims name it.
    pub name: (&'a str, &'a str),
    /// The file, relative to the project.
    pub file: &'a str,
    /// The file's text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// Where the passage begins, in bytes of the text.
    pub start: usize,
    /// The words to underline.
    pub words: &'a [Span],
}

/// Draws `passage`, without a line break at the end.
pub fn draw_passage(passage: Passage<'_>, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let (number, source) = passage.name;
    let marks: Vec<Mark> = passage
        .words
        .iter()
        .map(|&span| Mark {
            span,
            label: String::new(),
        })
        .collect();
    let at = passage.lines.position(passage.text, passage.start);
    let known = Known {
        text: passage.text,
        start: 0,
        offset: passage.start,
        line: at.line,
    };
    let group: Group<'_> = Level::NOTE
        .with_name(number)
        .primary_title(visible_start(source, LONGEST_SENTENCE))
        .element(snippet(window(known, &marks), AnnotationKind::Primary));
    let region = crate::text::Region { start: at, end: at };
    fill(
        &renderer.term_width(WIDTH).render(&[group]),
        &[place(passage.file, region)],
    )
}
