//! Every quote looked for in its source, sources in parallel; then those that their source does not
//! hold in all others. The texts of sources are held only while quotes are looked for in them, but
//! for a bounded amount.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Project;
use super::known::Known;
use crate::claim::Evidence;
use crate::matcher::{self, Elsewhere, Excerpt, Outcome, Place, Quote, Searcher, Text, Unchecked};
use crate::source::{self, Source, SourceRef, SourceText, UnknownReference};
use crate::text::fold::FoldedParts;
use crate::text::{Folded, Lines, Located, Problem, ProblemKind, Span};
use crate::verdict::{self, CheckedClaim, CheckedEvidence, FoundElsewhere};

/// How many other places that hold a quote are kept: a phrase that stands in thousands of sources
/// must not make thousands of records for every claim that misquotes it.
const KEPT_ELSEWHERE: usize = 10;

/// Bytes of a source shown around a place on either side of it, at most.
const EXCERPT: usize = 300;

/// What became of every quote.
pub(super) struct Checked<'p> {
    /// Every claim, with what was found; nothing counts yet.
    pub(super) claims: Vec<CheckedClaim<'p>>,
    /// What was found wrong on the way, and with which source.
    pub(super) problems: Vec<(Problem, Option<usize>)>,
    /// What was read of each source; in the order of the sources.
    pub(super) read: Vec<Option<Read>>,
    /// Where else the quotes stand that their source does not hold.
    pub(super) found: Found,
    /// How many quotes the matcher was given: fewer than there are where some are known already.
    pub(super) judged: usize,
}

/// What the search in all sources found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The quotes that were looked for.
    pub(super) quotes: Vec<String>,
    /// For each source the quotes (index) that it holds.
    pub(super) places: Vec<Vec<Held>>,
}

/// A quote (index), where it stands, and the lines there.
pub(super) type Held = (usize, Place, Excerpt);

/// What is kept of a source that was read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) sha256: String,
    pub(super) bytes: usize,
    pub(super) reader: &'static str,
}

/// A piece of evidence on its way: where it stands, and where its quote is to be looked for.
struct Piece<'p> {
    claim: usize,
    index: usize,
    evidence: &'p Evidence,
    at: SourceRef,
}

impl Read {
    fn of(text: &SourceText) -> Self {
        Self {
            sha256: text.sha256.clone(),
            bytes: text.bytes,
            reader: text.reader,
        }
    }
}

impl<'p> Piece<'p> {
    fn quote(&self) -> Quote<'p> {
        let value = |it: &'p Option<Located<String>>| it.as_ref().map(|it| it.value.as_str());
        Quote {
            exact: &self.evidence.quote.value,
            prefix: value(&self.evidence.prefix),
            suffix: value(&self.evidence.suffix),
            part: self.at.part,
        }
    }
}

/// Looks for every quote of `project`, but for those of which `known` tells what became of them.
pub(super) fn check<'p>(project: &'p Project, known: Option<&Known>) -> Checked<'p> {
    let known = known.filter(|known| known.fits(project));
    let mut checked = Checked {
        claims: unchecked(project),
        problems: Vec::new(),
        read: vec![None; project.sources.list.len()],
        found: Found::default(),
        judged: 0,
    };
    let mut pieces = resolve(project, &mut checked);
    pieces.sort_by_key(|piece| (piece.at.source, piece.claim, piece.index));
    let by_source: Vec<&[Piece<'_>]> = pieces.chunk_by(|a, b| a.at.source == b.at.source).collect();
    project.progress.begin(by_source.len());
    let room = Room::new(project);
    let results: Vec<_> = by_source
        .par_iter()
        .map(|pieces| {
            let found = in_source(project, pieces, known, &room);
            project.progress.one_more();
            found
        })
        .collect();
    let mut kept: Vec<Option<Ready>> = Vec::new();
    kept.resize_with(project.sources.list.len(), || None);
    for (pieces, result) in by_source.iter().zip(results) {
        let source = pieces[0].at.source;
        checked.read[source] = result.read;
        kept[source] = result.kept;
        checked.judged += result.judged;
        checked.problems.extend(
            result
                .problems
                .into_iter()
                .map(|problem| (problem, Some(source))),
        );
        for (piece, outcome) in pieces.iter().zip(result.outcomes) {
            checked.settle(piece, outcome);
        }
    }
    elsewhere(project, &pieces, known, kept, &mut checked);
    checked.unreadable_quotes();
    checked
}

/// Every claim before anything was looked for.
fn unchecked(project: &Project) -> Vec<CheckedClaim<'_>> {
    let claims = project
        .files
        .iter()
        .flat_map(|file| file.claims.iter().map(move |claim| (file, claim)));
    claims
        .map(|(file, claim)| CheckedClaim {
            file,
            claim,
            evidence: claim
                .evidence
                .iter()
                .map(|evidence| CheckedEvidence {
                    evidence,
                    source: None,
                    part: None,
                    side: verdict::side(claim, evidence),
                    outcome: Outcome::Unchecked(Unchecked::SourceUnknown),
                    found_elsewhere: Vec::new(),
                    counts: false,
                })
                .collect(),
        })
        .collect()
}

/// The pieces that name a source. Those that do not are a problem each.
fn resolve<'p>(project: &'p Project, checked: &mut Checked<'p>) -> Vec<Piece<'p>> {
    let mut known: HashMap<&str, Result<SourceRef, UnknownReference>> = HashMap::new();
    let mut pieces = Vec::new();
    for claim in 0..checked.claims.len() {
        for index in 0..checked.claims[claim].evidence.len() {
            let evidence = checked.claims[claim].evidence[index].evidence;
            let reference = evidence.source.value.as_str();
            if reference.is_empty() {
                continue; // a missing key, of which the file's problems speak
            }
            let target = known
                .entry(reference)
                .or_insert_with(|| project.sources.resolve(reference));
            match target {
                Ok(at) => {
                    checked.claims[claim].evidence[index].source = Some(*at);
                    checked.claims[claim].evidence[index].part = at.part;
                    pieces.push(Piece {
                        claim,
                        index,
                        evidence,
                        at: *at,
                    });
                }
                Err(unknown) => {
                    // Where the file is known it is the part that is not.
                    let file = reference
                        .split_once('#')
                        .map(|(file, _)| project.sources.resolve(file));
                    let file = file.and_then(Result::ok);
                    let kind = match file {
                        Some(_) => ProblemKind::PartNotFound,
                        None => ProblemKind::UnknownSource,
                    };
                    if let Some(at) = file {
                        let piece = &mut checked.claims[claim].evidence[index];
                        piece.source = Some(at);
                        piece.outcome = Outcome::Unchecked(Unchecked::PartNotFound);
                    }
                    let (message, help) = (unknown.message.clone(), unknown.help.clone());
                    checked.complain(claim, index, kind, evidence.source.span, message, help);
                }
            }
        }
    }
    pieces
}

/// What became of the quotes of one source.
struct InSource {
    read: Option<Read>,
    problems: Vec<Problem>,
    outcomes: Vec<Outcome>,
    /// How many quotes the matcher was given.
    judged: usize,
    /// The text, where there is room for it: the quotes that other sources do not hold are looked
    /// for in it.
    kept: Option<Ready>,
}

fn in_source(
    project: &Project,
    pieces: &[Piece<'_>],
    known: Option<&Known>,
    room: &Room,
) -> InSource {
    let source = &project.sources.list[pieces[0].at.source];
    let text = match source::read(source, &project.sources) {
        Ok(text) => text,
        Err(problem) => {
            let reason = match problem.kind {
                ProblemKind::SourceMissing => Unchecked::SourceMissing,
                _ => Unchecked::SourceUnreadable,
            };
            return InSource {
                read: None,
                problems: vec![problem],
                outcomes: vec![Outcome::Unchecked(reason); pieces.len()],
                judged: 0,
                kept: None,
            };
        }
    };
    let read = Read::of(&text);
    let mut problems: Vec<_> = source::pin_problem(source, &project.sources, &text)
        .into_iter()
        .collect();
    let known = known.and_then(|known| known.text(source, &read));
    let mut outcomes: Vec<Option<Outcome>> = pieces
        .iter()
        .map(|piece| known?.outcome(piece.evidence, piece.at).cloned())
        .collect();
    let open: Vec<usize> = (0..pieces.len())
        .filter(|&at| outcomes[at].is_none())
        .collect();
    let mut judged = 0;
    let mut kept = None;
    if !open.is_empty() {
        let (ready, missing) = Ready::new(project, source, text.text);
        problems.extend(missing);
        ready.with(source, |text| {
            let is_there = |at: &usize| {
                let part = pieces[*at].at.part;
                part.is_none_or(|part| text.parts.get(part).copied().flatten().is_some())
            };
            let there: Vec<usize> = open.into_iter().filter(is_there).collect();
            let quotes: Vec<_> = there.iter().map(|&at| pieces[at].quote()).collect();
            judged = quotes.len();
            let found = matcher::check(text, &quotes, &project.matching);
            for (at, outcome) in there.into_iter().zip(found) {
                outcomes[at] = Some(outcome);
            }
        });
        kept = room.take(&ready).then_some(ready);
    }
    let outcomes = outcomes.into_iter();
    InSource {
        read: Some(read),
        problems,
        outcomes: outcomes
            .map(|it| it.unwrap_or(Outcome::Unchecked(Unchecked::PartNotFound)))
            .collect(),
        judged,
        kept,
    }
}

/// The text of a source, ready to be searched.
pub(super) struct Ready {
    pub(super) raw: String,
    folded: FoldedParts,
    lines: Lines,
    parts: Vec<Option<Span>>,
}

impl Ready {
    /// With what is wrong with the source's parts.
    pub(super) fn new(project: &Project, source: &Source, raw: String) -> (Self, Vec<Problem>) {
        let folded = Folded::new(&raw);
        let (parts, problems) = source::locate_parts(source, &project.sources, &raw, &folded);
        let ready = Self {
            folded: folded.into_parts(),
            lines: Lines::new(&raw),
            parts,
            raw,
        };
        (ready, problems)
    }

    pub(super) fn with<T>(&self, source: &Source, work: impl FnOnce(&Text<'_>) -> T) -> T {
        work(&Text {
            raw: &self.raw,
            folded: &Folded::of_parts(&self.raw, &self.folded),
            lines: &self.lines,
            parts: &self.parts,
            language: source.details.language.as_deref(),
            about: &source.about(),
        })
    }
}

/// How many bytes of text may still be kept, so that sources are not read twice.
struct Room(AtomicUsize);

impl Room {
    /// Of large projects most sources are read twice: they would not fit into memory.
    const LARGEST: usize = 32 << 20;

    fn new(project: &Project) -> Self {
        // In a single source nothing is looked for that is not cited from it.
        let alone = project.sources.list.len() < 2;
        Self(AtomicUsize::new(if alone { 0 } else { Self::LARGEST }))
    }

    /// Whether there is room for a text, which is taken.
    fn take(&self, text: &Ready) -> bool {
        let size = 2 * text.raw.len();
        let left = |left: usize| left.checked_sub(size);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, left)
            .is_ok()
    }
}

/// Looks in all sources for the quotes that their own does not hold.
fn elsewhere(
    project: &Project,
    pieces: &[Piece<'_>],
    known: Option<&Known>,
    kept: Vec<Option<Ready>>,
    checked: &mut Checked<'_>,
) {
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    let mut quotes: Vec<&str> = Vec::new();
    let mut cited: Vec<Vec<usize>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let found = checked.claims[piece.claim].evidence[piece.index].found();
        if found.is_some_and(|found| !found.fidelity.accepted()) {
            let quote = piece.evidence.quote.value.as_str();
            let next = quotes.len();
            let at_quote = *wanted.entry(quote).or_insert(next);
            if at_quote == next {
                quotes.push(quote);
                cited.push(Vec::new());
            }
            cited[at_quote].push(at);
        }
    }
    checked.found.quotes = quotes.iter().map(|&quote| quote.to_owned()).collect();
    checked.found.places = vec![Vec::new(); project.sources.list.len()];
    let all: Vec<usize> = (0..quotes.len()).collect();
    // Asked only where something is known: without that, all are looked for everywhere.
    let is_new = |at: &usize| known.is_some_and(|known| !known.sought(quotes[*at]));
    let new: Vec<usize> = all.iter().copied().filter(is_new).collect();
    let table = |which: &[usize]| Elsewhere::new(which.iter().map(|&at| quotes[at]));
    let (all_table, new_table) = (table(&all), table(&new));
    if all_table.is_empty() {
        return;
    }
    let hunt = Hunt {
        project,
        quotes: &quotes,
        known,
        all: (all_table.searcher(), &all),
        new: (!new_table.is_empty()).then(|| (new_table.searcher(), &*new)),
    };
    // Where all of them cite one whole source, it was searched already.
    let mut citing = cited.iter().flatten().map(|&at| pieces[at].at);
    let first = citing.next().filter(|at| at.part.is_none());
    let only = first.filter(|first| citing.all(|at| at == *first));
    let found: Vec<_> = kept
        .into_par_iter()
        .enumerate()
        .map(|(source, kept)| {
            let read = checked.read[source].as_ref();
            if read.is_some() && only.is_some_and(|only| only.source == source) {
                return (None, Vec::new());
            }
            hunt.search(source, read, kept)
        })
        .collect();
    for (source, (read, places)) in found.into_iter().enumerate() {
        if checked.read[source].is_none() {
            checked.read[source] = read;
        }
        for (quote, place, excerpt) in &places {
            for &at in &cited[*quote] {
                let piece = &pieces[at];
                // A whole file that was searched in vain holds it nowhere, nor does the cited part.
                let own = piece.at.source == source;
                if own && (piece.at.part.is_none() || piece.at.part == place.part) {
                    continue;
                }
                let known = &mut checked.claims[piece.claim].evidence[piece.index].found_elsewhere;
                if known.len() < KEPT_ELSEWHERE {
                    known.push(FoundElsewhere {
                        source: SourceRef {
                            source,
                            part: place.part,
                        },
                        place: *place,
                        excerpt: excerpt.clone(),
                    });
                }
            }
        }
        checked.found.places[source] = places;
    }
}

/// The search for quotes in all sources.
struct Hunt<'h> {
    project: &'h Project,
    quotes: &'h [&'h str],
    known: Option<&'h Known>,
    /// All quotes, and those of which nothing is known; each with its place among `quotes`.
    all: (Searcher<'h>, &'h [usize]),
    new: Option<(Searcher<'h>, &'h [usize])>,
}

impl Hunt<'_> {
    /// The quotes that the source holds. The table only proposes: that a quote stands there the
    /// matcher has to say.
    fn search(
        &self,
        source: usize,
        read: Option<&Read>,
        kept: Option<Ready>,
    ) -> (Option<Read>, Vec<Held>) {
        let sources = &self.project.sources;
        let source = &sources.list[source];
        // A cited source that cannot be read is a finding already; on another nothing rests.
        let (read, text) = if let Some(read) = read {
            (read.clone(), None)
        } else {
            match source::read(source, sources) {
                Ok(text) => (Read::of(&text), Some(text)),
                Err(_) => return (None, Vec::new()),
            }
        };
        let known = self.known.and_then(|known| known.text(source, &read));
        let mut places = Vec::new();
        if let Some(text) = known {
            for (at, quote) in self.quotes.iter().enumerate() {
                let held = text.holds(quote).iter();
                places.extend(held.map(|(place, excerpt)| (at, *place, excerpt.clone())));
            }
        }
        let table = if known.is_some() {
            self.new.as_ref()
        } else {
            Some(&self.all)
        };
        if let Some((table, which)) = table {
            let ready = match kept {
                Some(ready) => ready,
                None => match text.map_or_else(|| source::read_again(source, sources), Ok) {
                    Ok(text) => Ready::new(self.project, source, text.text).0,
                    Err(_) => return (None, Vec::new()),
                },
            };
            ready.with(source, |text| {
                self.in_text(text, table, which, &mut places);
            });
        }
        (Some(read), places)
    }

    fn in_text(
        &self,
        text: &Text<'_>,
        table: &Searcher<'_>,
        which: &[usize],
        places: &mut Vec<Held>,
    ) {
        let proposed = table.search(text);
        let wanted: Vec<_> = proposed
            .iter()
            .map(|&(quote, place)| Quote {
                exact: self.quotes[which[quote]],
                prefix: None,
                suffix: None,
                part: place.part,
            })
            .collect();
        let outcomes = matcher::check(text, &wanted, &self.project.matching);
        for ((quote, _), outcome) in proposed.into_iter().zip(outcomes) {
            if let Outcome::Checked(found) = outcome
                && found.fidelity.accepted()
                && let Some(&place) = found.spans.first()
            {
                places.push((which[quote], place, excerpt(text, place)));
            }
        }
    }
}

/// Whether it is the source, and not the quote, that could not be checked.
pub(super) fn of_source(reason: Unchecked) -> bool {
    matches!(
        reason,
        Unchecked::SourceUnknown
            | Unchecked::SourceMissing
            | Unchecked::SourceUnreadable
            | Unchecked::PartNotFound
    )
}

fn excerpt(text: &Text<'_>, place: Place) -> Excerpt {
    let line = text.lines.line(text.raw, place.region.start.line);
    let last = text.lines.line(text.raw, place.region.end.line);
    let start = line.start.max(place.span.start.saturating_sub(EXCERPT));
    let shown = place.span.end.min(place.span.start + EXCERPT);
    let end = last.end.min(shown + EXCERPT).max(shown);
    let start = text.raw.ceil_char_boundary(start).min(place.span.start);
    let end = text.raw.floor_char_boundary(end);
    Excerpt {
        text: text.raw[start..end].to_owned(),
        start,
        line: text.lines.position(text.raw, start).line,
    }
}

impl Checked<'_> {
    fn settle(&mut self, piece: &Piece<'_>, outcome: Outcome) {
        let checked = &mut self.claims[piece.claim].evidence[piece.index];
        checked.outcome = outcome;
        let stands_in = checked
            .found()
            .and_then(|found| found.spans.first())
            .and_then(|place| place.part);
        checked.part = piece.at.part.or(stands_in);
    }

    /// A problem for every quote that says nothing that can be looked for: never absent, which
    /// would accuse the writer, and never passed.
    fn unreadable_quotes(&mut self) {
        let mut found = Vec::new();
        for (at, claim) in self.claims.iter().enumerate() {
            for (index, piece) in claim.evidence.iter().enumerate() {
                let Outcome::Unchecked(reason) = piece.outcome else {
                    continue;
                };
                // A quote that is not there at all is a missing key.
                if !of_source(reason) && !piece.evidence.quote.value.is_empty() {
                    found.push((at, index, reason));
                }
            }
        }
        for (claim, index, reason) in found {
            let span = self.claims[claim].evidence[index].evidence.quote.span;
            let help = match reason {
                Unchecked::QuoteTooLong | Unchecked::TooManyElisions => {
                    "quote less, or in several pieces"
                }
                _ => "quote the clause that carries the assertion",
            };
            let message = format!("{}: it cannot be checked", reason.reason());
            self.complain(
                claim,
                index,
                ProblemKind::FileInvalid,
                span,
                message,
                Some(help.to_owned()),
            );
        }
    }

    fn complain(
        &mut self,
        claim: usize,
        index: usize,
        kind: ProblemKind,
        span: crate::text::Span,
        message: String,
        help: Option<String>,
    ) {
        let checked = &self.claims[claim];
        let problem = Problem {
            help,
            claim: Some(checked.claim.id.value.clone()),
            evidence: Some(index),
            ..Problem::new(kind, &checked.file.file, span, message)
        };
        self.problems.push((problem, None));
    }
}
