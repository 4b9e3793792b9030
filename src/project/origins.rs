//! What the sources and their parts share with one another.

use rayon::prelude::*;

use super::Project;
use super::quotes::Ready;
use crate::source::{self, SourceRef};
use crate::text::sentences::collapse;
use crate::text::{Problem, Region, Span};
use crate::verdict::independence::{self, Descent, Piece};
use crate::verdict::shared::{self, SharedText};
use crate::verdict::{self, Link, Side};

/// Scalar values of the longest run that are shown.
const EXCERPT: usize = 300;

/// What the sources share.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Pairs of sources or parts that share something: those that nobody has declared first, then
    /// by how much of one of them is shared.
    pub overlaps: Vec<Overlap>,
    /// How many sources and parts were compared.
    pub compared: usize,
    /// The sources that could not be read, and why.
    pub unread: Vec<Problem>,
}

/// Two sources or parts that share something.
#[derive(Clone, Debug)]
pub struct Overlap {
    /// The one: the earlier, where the catalogue tells.
    pub one: Shown,
    /// The other, which may have it from the first.
    pub other: Shown,
    /// The runs of words that both have, longest first.
    pub runs: Vec<Run>,
    /// The beginning of the longest, as `other` has it, white space collapsed.
    pub excerpt: String,
    /// Why they count as one origin already, where they do.
    pub declared: Option<Link>,
    /// Whether the catalogue's dates, and not only the shares, say which is the earlier.
    pub dated: bool,
    /// What to write below `other` in its catalogue: its list of `derived-from`, with `one`.
    pub derived_from: Vec<String>,
}

/// One side of an overlap.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As claims name it: `blog#fox-2011`.
    pub name: String,
    /// Its file.
    pub file: String,
    /// As catalogued.
    pub published: Option<String>,
    /// The catalogue that describes it, where one does.
    pub catalogue: Option<String>,
    /// The share of its words that stand in the runs, 0 to 1.
    pub share: f64,
}

/// A run of words.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Where it stands in the one.
    pub one: Region,
    /// Where it stands in the other.
    pub other: Region,
    /// Words in it.
    pub words: usize,
}

/// A source or part as it is compared.
struct Unit {
    at: SourceRef,
    text: SharedText,
}

pub(super) fn origins(project: &Project) -> Origins {
    let sources = &project.sources;
    let read: Vec<Result<(String, Vec<Unit>), Problem>> = sources
        .list
        .par_iter()
        .enumerate()
        .map(|(at, source)| {
            let text = source::read(source, sources)?;
            let (ready, _) = Ready::new(project, source, text.text);
            let units = ready.with(source, |text| {
                let spans = units(text.raw, text.parts);
                let units = spans.into_iter().map(|(part, spans)| Unit {
                    at: SourceRef { source: at, part },
                    text: SharedText::new(text.raw, &spans),
                });
                units.collect()
            });
            Ok((ready.raw, units))
        })
        .collect();
    let mut origins = Origins::default();
    let mut raw = vec![String::new(); sources.list.len()];
    let (mut places, mut texts) = (Vec::new(), Vec::new());
    for (at, read) in read.into_iter().enumerate() {
        match read {
            Ok((text, units)) => {
                raw[at] = text;
                for unit in units {
                    places.push(unit.at);
                    texts.push(unit.text);
                }
            }
            Err(problem) => origins.unread.push(problem),
        }
    }
    origins.compared = places.len();
    let lines: Vec<_> = raw
        .iter()
        .map(|text| crate::text::Lines::new(text))
        .collect();
    let descent = Descent::new(sources);
    for shared in shared::compare(&texts) {
        let turned = turned(
            project,
            places[shared.a],
            shared.share_a,
            places[shared.b],
            shared.share_b,
        );
        let (one, other) = if turned {
            (shared.b, shared.a)
        } else {
            (shared.a, shared.b)
        };
        let (share_one, share_other) = if turned {
            (shared.share_b, shared.share_a)
        } else {
            (shared.share_a, shared.share_b)
        };
        let (one, other) = (places[one], places[other]);
        let region = |at: SourceRef, span: Span| lines[at.source].region(&raw[at.source], span);
        let runs = shared.runs.iter().map(|run| {
            let (a, b) = if turned {
                (run.b, run.a)
            } else {
                (run.a, run.b)
            };
            Run {
                one: region(one, a),
                other: region(other, b),
                words: run.words,
            }
        });
        let longest = shared.runs.first().map_or("", |run| {
            let span = if turned { run.a } else { run.b };
            &raw[other.source][span.range()]
        });
        origins.overlaps.push(Overlap {
            one: shown(project, one, share_one),
            other: shown(project, other, share_other),
            runs: runs.collect(),
            excerpt: collapse(longest).chars().take(EXCERPT).collect(),
            declared: declared(project, &descent, one, other),
            dated: first_day(project, one)
                .zip(first_day(project, other))
                .is_some_and(|(one, other)| one != other),
            derived_from: derived_from(project, one, other),
        });
    }
    origins.overlaps.sort_by(|a, b| {
        let share = |overlap: &Overlap| overlap.one.share.max(overlap.other.share);
        let by_share = share(b).total_cmp(&share(a));
        a.declared
            .is_some()
            .cmp(&b.declared.is_some())
            .then(by_share)
    });
    origins
}

/// The parts of a text, and what lies between them as one.
fn units(raw: &str, parts: &[Option<Span>]) -> Vec<(Option<usize>, Vec<Span>)> {
    let mut known: Vec<_> = parts
        .iter()
        .enumerate()
        .filter_map(|(part, span)| span.map(|span| (span, part)))
        .collect();
    known.sort_unstable();
    let mut rest = Vec::new();
    let mut behind = 0;
    for (span, _) in &known {
        if behind < span.start {
            rest.push(Span::new(behind, span.start));
        }
        behind = behind.max(span.end);
    }
    if behind < raw.len() {
        rest.push(Span::new(behind, raw.len()));
    }
    let mut units = vec![(None, rest)];
    units.extend(
        known
            .into_iter()
            .map(|(span, part)| (Some(part), vec![span])),
    );
    units
}

/// Whether the second is the earlier: by the catalogue's dates, else the one of which less is
/// shared, for who copies adds little.
fn turned(project: &Project, a: SourceRef, share_a: f64, b: SourceRef, share_b: f64) -> bool {
    match (first_day(project, a), first_day(project, b)) {
        (Some(a), Some(b)) if a != b => b < a,
        _ => share_b < share_a,
    }
}

/// The first day on which a source or part may have been published.
fn first_day(project: &Project, at: SourceRef) -> Option<(u16, u8, u8)> {
    source::first_day(published(project, at)?)
}

fn published(project: &Project, at: SourceRef) -> Option<&str> {
    let source = project.sources.list.get(at.source)?;
    match at.part.and_then(|part| source.parts.get(part)) {
        Some(part) => part.details.published.as_deref(),
        None => source.details.published.as_deref(),
    }
}

fn name(project: &Project, at: SourceRef) -> String {
    let source = &project.sources.list[at.source];
    match at.part.and_then(|part| source.parts.get(part)) {
        Some(part) => format!("{}#{}", source.id, part.id),
        None => source.id.clone(),
    }
}

fn shown(project: &Project, at: SourceRef, share: f64) -> Shown {
    let source = &project.sources.list[at.source];
    let catalogue = source
        .entry
        .and_then(|(at, _)| project.sources.catalogues.get(at));
    Shown {
        name: name(project, at),
        file: source.file.clone(),
        published: published(project, at).map(str::to_owned),
        catalogue: catalogue.map(|catalogue| catalogue.file.clone()),
        share,
    }
}

/// Why two places are one origin, as the catalogues have it.
fn declared(
    project: &Project,
    descent: &Descent,
    one: SourceRef,
    other: SourceRef,
) -> Option<Link> {
    let piece = |index, at| {
        Some(Piece {
            index,
            side: Side::Supports,
            origin: verdict::origin_of(at, &project.sources)?,
            own_origin: false,
            at,
        })
    };
    let groups = independence::origins(&[piece(0, one)?, piece(1, other)?], descent, &[]);
    groups.into_iter().flat_map(|group| group.links).next()
}

/// The list of `derived-from` of `other` with `one` in it.
fn derived_from(project: &Project, one: SourceRef, other: SourceRef) -> Vec<String> {
    let source = &project.sources.list[other.source];
    let details = match other.part.and_then(|part| source.parts.get(part)) {
        Some(part) => &part.details,
        None => &source.details,
    };
    let mut names: Vec<_> = details
        .derived_from
        .iter()
        .map(|name| name.value.clone())
        .collect();
    names.push(name(project, one));
    names
}
