//! A source: its whole text with every passage that is quoted.

use serde::Serialize;

use super::desk::{Cited, Desk};
use super::escape::link;
use super::layers::{Layer, Stretch, stretches};
use crate::claim::Stance;
use crate::report::why;
use crate::source::SourceText;
use crate::text::{Folded, Lines, Span, span::floor_boundary, visible_start};

/// Bytes of text after which a new sheet begins. With scripts a sheet is drawn when it is near.
const SHEET: usize = 24 << 10;
/// A paragraph is cut after this many bytes at the latest.
const LONGEST_PARAGRAPH: usize = 4 << 10;
/// Cells of the map of where in the text the citations fall.
const CELLS: usize = 100;
/// Scalar values of a claim shown in the margin.
const MARGIN: usize = 110;

/// The head of a source.
#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    pub(super) name: &'a str,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) file: &'a str,
    pub(super) publisher: Option<&'a str>,
    pub(super) published: Option<&'a str>,
    pub(super) language: Option<&'a str>,
    pub(super) origin: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) link: Option<&'a str>,
    pub(super) retrieved: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    pub(super) derived_from: &'a [String],
    pub(super) sha256: Option<&'a str>,
    pub(super) claims: usize,
    pub(super) passages: usize,
    /// Of the text, in tenths of a per cent.
    pub(super) share: String,
    pub(super) cells: Vec<Cell>,
    pub(super) findings: Vec<&'a str>,
    /// Why there is no text.
    pub(super) unread: Option<String>,
}

/// A source in the list of all.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    name: &'a str,
    id: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    claims: usize,
    bytes: usize,
}

/// The list of all sources.
pub(super) fn listed<'a>(desk: &'a Desk<'_>) -> Vec<Listed<'a>> {
    let sources = desk.report.sources.iter().zip(&desk.source_names);
    let listed = sources.map(|(it, name)| Listed {
        name,
        id: &it.id,
        title: it.title.as_deref(),
        publisher: it.publisher.as_deref(),
        published: it.published.as_deref(),
        claims: it.claims,
        bytes: it.bytes,
    });
    listed.collect()
}

/// A cell of the map.
#[derive(Serialize)]
pub(super) struct Cell {
    x: usize,
    y: usize,
    height: usize,
    verdict: &'static str,
    count: usize,
    lines: String,
    to: String,
}

/// A stretch of text that is drawn at one time.
#[derive(Default, Serialize)]
pub(super) struct Sheet {
    /// The tallest it can be expected to be, in lines of print, so that little moves when it is drawn.
    pub(super) rows: usize,
    pub(super) paragraphs: Vec<Paragraph>,
}

/// A paragraph, and the claims that cite it.
#[derive(Serialize)]
pub(super) struct Paragraph {
    line: usize,
    /// The part that begins here.
    part: Option<PartView>,
    runs: Vec<Run>,
    notes: Vec<Note>,
}

#[derive(Clone, Serialize)]
struct PartView {
    id: String,
    title: String,
    about: String,
}

#[derive(Serialize)]
struct Run {
    text: String,
    lines: Vec<Layer>,
    worst: Option<&'static str>,
    more: usize,
    /// Passages that begin here: number and addresses.
    begin: Vec<Begin>,
}

#[derive(Clone, Serialize)]
struct Begin {
    number: usize,
    id: String,
    claim: String,
}

#[derive(Serialize)]
struct Note {
    number: usize,
    claim: String,
    index: usize,
    verdict: &'static str,
    text: String,
    stance: &'static str,
    accepted: bool,
}

/// The identifier of a passage; its first fragment has the plain one.
pub(super) fn passage_id(desk: &Desk<'_>, it: &Cited) -> String {
    let name = &desk.claim_names[it.claim];
    match it.fragment {
        0 => format!("passage/{name}/{}", it.evidence + 1),
        fragment => format!("passage/{name}/{}.{}", it.evidence + 1, fragment + 1),
    }
}

/// The passages of `source` that lie in `text`, without those that are only the nearest to a quote
/// that is absent.
fn quoted(desk: &Desk<'_>, source: usize, text: &str) -> Vec<Cited> {
    let list = desk.cited[source].iter().copied();
    list.filter(|it| {
        let piece = &desk.report.claims[it.claim].evidence[it.evidence];
        let absent = why::fidelity(piece) == Some(crate::matcher::Fidelity::Absent);
        !absent && text.get(it.span.range()).is_some()
    })
    .collect()
}

impl<'a> SourceView<'a> {
    pub(super) fn new(desk: &'a Desk<'_>, source: usize, text: Option<&SourceText>) -> Self {
        let it = &desk.report.sources[source];
        let details = desk.catalogued(source).map(|source| &source.details);
        let of = |get: fn(&crate::source::Details) -> Option<&String>| {
            details.and_then(get).map(String::as_str)
        };
        let raw = text.map_or("", |text| text.text.as_str());
        let cited = quoted(desk, source, raw);
        let url = of(|it| it.url.as_ref());
        Self {
            name: &desk.source_names[source],
            id: &it.id,
            title: it.title.as_deref().unwrap_or(&it.id),
            file: &it.file,
            publisher: it.publisher.as_deref(),
            published: it.published.as_deref(),
            language: it.language.as_deref(),
            origin: it.origin.as_deref(),
            url,
            link: url.and_then(link),
            retrieved: of(|it| it.retrieved.as_ref()),
            note: of(|it| it.note.as_ref()),
            derived_from: &it.derived_from,
            sha256: it.sha256.as_deref(),
            claims: it.claims,
            passages: cited.iter().filter(|it| it.fragment == 0).count(),
            share: share(&cited, raw.len()),
            cells: cells(desk, &cited, raw),
            findings: it
                .findings
                .iter()
                .filter_map(|&at| desk.report.findings.get(at))
                .map(|finding| finding.message.as_str())
                .collect(),
            unread: text
                .is_none()
                .then(|| "the text could not be read again".to_owned()),
        }
    }
}

/// The share of `bytes` that lies in a passage, as `12.3`.
fn share(cited: &[Cited], bytes: usize) -> String {
    let (mut covered, mut end) = (0, 0);
    for it in cited {
        covered += it.span.end.saturating_sub(it.span.start.max(end));
        end = end.max(it.span.end);
    }
    let tenths = (covered * 1000).checked_div(bytes).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn cells(desk: &Desk<'_>, cited: &[Cited], raw: &str) -> Vec<Cell> {
    let mut cells: Vec<Option<(usize, &Cited)>> = vec![None; CELLS];
    for it in cited.iter().filter(|it| it.fragment == 0) {
        let cell = &mut cells[(it.span.start * CELLS / raw.len().max(1)).min(CELLS - 1)];
        *cell = match *cell {
            None => Some((1, it)),
            Some((count, worst)) => {
                Some((count + 1, std::cmp::min_by_key(worst, it, |it| it.verdict)))
            }
        };
    }
    let most = cells
        .iter()
        .flatten()
        .map(|(count, _)| *count)
        .max()
        .unwrap_or(1);
    let lines = Lines::new(raw);
    let line = |byte| lines.position(raw, floor_boundary(raw, byte)).line;
    cells
        .into_iter()
        .enumerate()
        .filter_map(|(at, cell)| cell.map(|(count, it)| (at, count, it)))
        .map(|(at, count, it)| {
            let height = 6 + 22 * count / most;
            let (from, to) = (
                line(raw.len() * at / CELLS),
                line(raw.len() * (at + 1) / CELLS),
            );
            Cell {
                x: at * 10,
                y: 30 - height,
                height,
                verdict: it.verdict.name(),
                count,
                lines: if from == to {
                    format!("line {from}")
                } else {
                    format!("lines {from} to {to}")
                },
                to: passage_id(desk, it),
            }
        })
        .collect()
}

/// The text of a source, sheet by sheet.
pub(super) fn sheets<E>(
    desk: &Desk<'_>,
    source: usize,
    raw: &str,
    mut each: impl FnMut(&Sheet) -> Result<(), E>,
) -> Result<(), E> {
    let cited = quoted(desk, source, raw);
    let lines = Lines::new(raw);
    let mut parts = parts(desk, source, raw).into_iter().peekable();
    let mut rest = Rest::new(stretches(&cited, raw.len()));
    let mut number = 0;
    let mut sheet = Sheet::default();
    let mut drawn = 0;
    for span in paragraphs(raw) {
        let mut part = None;
        while let Some((_, view)) = parts.next_if(|(start, _)| *start < span.end) {
            part = Some(view);
        }
        let mut paragraph = Paragraph {
            line: lines.position(raw, span.start).line,
            part,
            runs: Vec::new(),
            notes: Vec::new(),
        };
        for (run, stretch) in rest.within(span) {
            let mut begin = Vec::new();
            for it in stretch.begin.iter().map(|&at| &cited[at]) {
                let id = passage_id(desk, it);
                let claim = desk.claim_names[it.claim].clone();
                if it.fragment == 0 {
                    number += 1;
                    paragraph.notes.push(note(desk, it, number));
                }
                begin.push(Begin {
                    number: if it.fragment == 0 { number } else { 0 },
                    id,
                    claim,
                });
            }
            paragraph.runs.push(Run {
                text: raw[run.range()].to_owned(),
                lines: stretch.lines(&cited),
                worst: stretch.worst(&cited).map(crate::verdict::Verdict::name),
                more: stretch.more,
                begin,
            });
        }
        sheet.rows += 2 + (span.len() / 75).max(paragraph.notes.len() * 3);
        sheet.paragraphs.push(paragraph);
        if span.end - drawn > SHEET {
            each(&std::mem::take(&mut sheet))?;
            drawn = span.end;
        }
    }
    if !sheet.paragraphs.is_empty() {
        each(&sheet)?;
    }
    Ok(())
}

fn note(desk: &Desk<'_>, it: &Cited, number: usize) -> Note {
    let claim = &desk.report.claims[it.claim];
    Note {
        number,
        claim: desk.claim_names[it.claim].clone(),
        index: it.claim,
        verdict: it.verdict.name(),
        text: visible_start(&claim.text, MARGIN).into_owned(),
        stance: match claim.evidence[it.evidence].stance {
            Stance::Supports => "",
            Stance::Contradicts => "against",
            Stance::Context => "context",
        },
        accepted: it.accepted,
    }
}

/// Where each part begins, in the order of the text.
fn parts(desk: &Desk<'_>, source: usize, raw: &str) -> Vec<(usize, PartView)> {
    let Some(source) = desk.catalogued(source).filter(|it| !it.parts.is_empty()) else {
        return Vec::new();
    };
    let (spans, _) = crate::source::locate_parts(source, desk.sources, raw, &Folded::new(raw));
    let mut parts: Vec<_> = source
        .parts
        .iter()
        .zip(spans)
        .filter_map(|(part, span)| {
            let details = &part.details;
            let about = [&details.publisher, &details.published];
            let about: Vec<_> = about.into_iter().flatten().map(String::as_str).collect();
            let view = PartView {
                id: part.id.clone(),
                title: details.title.clone().unwrap_or_else(|| part.id.clone()),
                about: about.join(", "),
            };
            Some((span?.start, view))
        })
        .collect();
    parts.sort_by_key(|(start, _)| *start);
    parts
}

/// Paragraphs: lines up to a blank one, without the blank ones.
fn paragraphs(raw: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end_matches(['\n', '\r']).len());
        at += line.len();
        if line.trim().is_empty() {
            paragraphs.extend(open.take());
        } else {
            let joined = open.map_or(span, |open| Span::new(open.start, span.end));
            if open.is_some() && joined.len() > LONGEST_PARAGRAPH {
                paragraphs.extend(open.replace(span));
            } else {
                open = Some(joined);
            }
        }
    }
    paragraphs.extend(open);
    paragraphs
        .into_iter()
        .flat_map(|span| cut(raw, span))
        .collect()
}

/// A paragraph of bearable length at a time, cut at spaces where there are some.
fn cut(raw: &str, span: Span) -> Vec<Span> {
    let (mut pieces, mut start) = (Vec::new(), span.start);
    while span.end - start > LONGEST_PARAGRAPH {
        let limit = floor_boundary(raw, start + LONGEST_PARAGRAPH);
        let space = raw[start..limit].rfind(' ').map(|at| start + at + 1);
        let end = space.filter(|end| *end > start).unwrap_or(limit);
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces.push(Span::new(start, span.end));
    pieces
}

/// The stretches that are not yet used up.
struct Rest {
    stretches: Vec<Stretch>,
    next: usize,
}

impl Rest {
    fn new(stretches: Vec<Stretch>) -> Self {
        Self { stretches, next: 0 }
    }

    /// The stretches within `span`, cut to it. Spans ascend; what begins in the blank before `span`
    /// is taken to begin in it.
    fn within(&mut self, span: Span) -> Vec<(Span, Stretch)> {
        let mut within = Vec::new();
        let mut missed = Vec::new();
        while let Some(stretch) = self.stretches.get_mut(self.next) {
            if stretch.span.start >= span.end {
                break;
            }
            missed.append(&mut stretch.begin);
            let cut = Span::new(
                stretch.span.start.max(span.start),
                stretch.span.end.min(span.end),
            );
            if cut.start < cut.end {
                let here = Stretch {
                    begin: std::mem::take(&mut missed),
                    ..stretch.clone()
                };
                within.push((cut, here));
            }
            if stretch.span.end > span.end {
                break;
            }
            self.next += 1;
        }
        within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_at_blank_lines() {
        let of = |raw: &str| -> Vec<String> {
            paragraphs(raw)
                .into_iter()
                .map(|span| raw[span.range()].to_owned())
                .collect()
        };
        assert_eq!(of("a\nb\n\n \nc\r\n"), ["a\nb", "c"]);
        assert!(of("\n \n").is_empty());
        let long = "word ".repeat(2000);
        let cut = of(&long);
        assert!(cut.len() > 2 && cut.iter().all(|it| it.len() <= LONGEST_PARAGRAPH));
        assert_eq!(cut.concat(), long);
        let unbroken = "é".repeat(5000);
        assert_eq!(of(&unbroken).concat(), unbroken);
    }

    #[test]
    fn the_share_counts_no_byte_twice() {
        let cited: Vec<_> = [(0, 10), (5, 20), (6, 8)]
            .map(|(start, end)| Cited {
                span: Span::new(start, end),
                claim: 0,
                evidence: 0,
                fragment: 0,
                verdict: crate::verdict::Verdict::Supported,
                accepted: true,
            })
            .into();
        assert_eq!(share(&cited, 160), "12.5");
        assert_eq!(share(&[], 0), "0.0");
    }
}
