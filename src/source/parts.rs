//! Where the parts of a source stand in its text.

use super::{Part, Source, Sources};
use crate::text::problem::shown;
use crate::text::{Folded, Lines, Located, Problem, ProblemKind, Span};

/// More places of one `starts` or `ends` than this are not told apart by `after`: the words are too
/// common to mark anything.
const PLACES: usize = 10_000;
/// Marks that belong to the word behind them, and to the word before them.
const OPENING: [char; 12] = ['“', '‘', '„', '«', '"', '\'', '(', '[', '¿', '¡', '*', '_'];
const CLOSING: [char; 17] = [
    '.', ',', ';', ':', '!', '?', '…', '”', '’', '»', '"', '\'', ')', ']', '*', '_', '。',
];

/// Where each part of `source` stands in its text, in the order of [`Source::parts`]; `None` with a
/// `PartNotFound` problem for one whose `starts` or `ends` do not stand exactly once, or which
/// overlaps another.
pub(super) fn locate(
    source: &Source,
    sources: &Sources,
    text: &str,
    folded: &Folded,
) -> (Vec<Option<Span>>, Vec<Problem>) {
    if source.parts.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (file, _) = sources.place(source);
    let mut finder = Finder {
        file,
        text,
        folded,
        lines: None,
        problems: Vec::new(),
    };
    let starts: Vec<Option<Span>> = source.parts.iter().map(|part| finder.start(part)).collect();

    // In the order of the text; of two that begin at one place the first of the catalogue.
    let mut order: Vec<(Span, usize)> = starts
        .iter()
        .zip(0..)
        .filter_map(|(start, at)| Some(((*start)?, at)))
        .collect();
    order.sort_by_key(|&(start, at)| (start.start, at));
    let mut places: Vec<Option<Span>> = vec![None; source.parts.len()];
    for (rank, &(start, at)) in order.iter().enumerate() {
        let part = &source.parts[at];
        let next = order.get(rank + 1);
        let limit = next.map_or(text.len(), |(next, _)| next.start);
        if let Some(&(next, other)) = next
            && next.start < start.end
        {
            let other = &source.parts[other].id;
            finder.overlap(part.starts.span, part, other, "begins with words in which");
            continue;
        }
        let Some(end) = finder.end(part, start, limit) else {
            continue;
        };
        match next {
            Some(&(_, other)) if end > limit => {
                let other = &source.parts[other].id;
                let span = part.ends.as_ref().map_or(part.span, |ends| ends.span);
                finder.overlap(span, part, other, "ends after the place where");
            }
            _ => places[at] = Some(Span::new(start.start, end)),
        }
    }
    (places, finder.problems)
}

struct Finder<'a> {
    file: &'a str,
    text: &'a str,
    folded: &'a Folded<'a>,
    /// Found when a message needs them.
    lines: Option<Lines>,
    problems: Vec<Problem>,
}

impl Finder<'_> {
    fn start(&mut self, part: &Part) -> Option<Span> {
        let mut found = self.find(&part.starts.value);
        if let Some(after) = &part.after {
            let after = match self.find(&after.value)[..] {
                [only] => only,
                ref several => {
                    self.not_once(part, "after", after, several);
                    return None;
                }
            };
            found.retain(|place| place.start >= after.end);
            found.truncate(1);
            if found.is_empty() {
                let message = format!(
                    "`starts` of the part `{}` does not stand behind its `after`",
                    shown(&part.id)
                );
                self.problem(
                    part.starts.span,
                    message,
                    "copy both from the source, in their order",
                );
                return None;
            }
        }
        match found[..] {
            [only] => Some(only),
            ref several => {
                self.not_once(part, "starts", &part.starts, several);
                None
            }
        }
    }

    /// Where `words` stand, with the marks that touch them: a full stop belongs to the sentence
    /// that it ends.
    fn find(&self, words: &str) -> Vec<Span> {
        let raw = self.folded.raw();
        let mut found = self.folded.find(words, PLACES);
        for place in &mut found {
            let opened = raw[..place.start].trim_end_matches(OPENING).len();
            let behind = &raw[place.end..];
            let closed = behind.len() - behind.trim_start_matches(CLOSING).len();
            *place = Span::new(opened, place.end + closed);
        }
        found
    }

    /// The end of a part that begins at `start`, where the next one begins at `limit`.
    fn end(&mut self, part: &Part, start: Span, limit: usize) -> Option<usize> {
        let Some(ends) = &part.ends else {
            return Some(limit);
        };
        let mut found = self.find(&ends.value);
        if found.len() > 1 {
            // A closing line that every article has is told apart by where it stands.
            found.retain(|place| start.start <= place.start && place.end <= limit);
        }
        match found[..] {
            [only] if only.end >= start.end => Some(only.end),
            [only] => {
                let line = self.line(only.start);
                let message = format!(
                    "`ends` of the part `{}` stands before its `starts`",
                    shown(&part.id)
                );
                self.problem(ends.span, message, "copy the last words of the part")
                    .notes
                    .push(format!("it stands in line {line}"));
                None
            }
            ref several => {
                self.not_once(part, "ends", ends, several);
                None
            }
        }
    }

    fn not_once(&mut self, part: &Part, key: &str, words: &Located<String>, found: &[Span]) {
        let id = shown(&part.id);
        if found.is_empty() {
            let message = format!("`{key}` of the part `{id}` does not stand in the source");
            self.problem(words.span, message, "copy the words from the source");
            return;
        }
        let many = match found.len() {
            PLACES => format!("{PLACES} times or more"),
            count => format!("{count} times"),
        };
        let lines: Vec<String> = found
            .iter()
            .take(3)
            .map(|place| self.line(place.start).to_string())
            .collect();
        let more = if found.len() > 3 { ", …" } else { "" };
        let help = if key == "starts" {
            "copy more of the words, or give `after`: words that stand before the right place"
        } else {
            "copy more of the words"
        };
        let message = format!("`{key}` of the part `{id}` stands {many} in the source");
        self.problem(words.span, message, help)
            .notes
            .push(format!("it stands in the lines {}{more}", lines.join(", ")));
    }

    fn overlap(&mut self, span: Span, part: &Part, other: &str, how: &str) {
        let message = format!(
            "the part `{}` {how} the part `{}` begins",
            shown(&part.id),
            shown(other)
        );
        self.problem(
            span,
            message,
            "parts neither nest nor overlap: mend `starts` or `ends`",
        );
    }

    fn problem(&mut self, span: Span, message: String, help: &str) -> &mut Problem {
        let at = self.problems.len();
        let problem = Problem::new(ProblemKind::PartNotFound, self.file, span, message);
        self.problems.push(problem.with_help(help));
        &mut self.problems[at]
    }

    fn line(&mut self, offset: usize) -> usize {
        let lines = self.lines.get_or_insert_with(|| Lines::new(self.text));
        lines.position(self.text, offset).line
    }
}
