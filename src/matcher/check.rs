//! All quotes cited from one source, together: a pass of exact search in the finding form answers
//! most of them; for the others grams propose stretches, in which quote and passage are aligned and
//! judged; a last pass counts the occurrences of what was found there and asks whether a form taken
//! for misspelt stands elsewhere in the text.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::text::{Span, Token, Tokens, sentences};

use super::align::{Alignment, Side, align};
use super::edges::{self, Edge};
use super::grams::{Exact, Work};
use super::judge::{Judged, Pair, Reading, judge, too_many_slips};
use super::known::{Bracketed, Known};
use super::lexicon::Lexicon;
use super::locate;
use super::model::{
    Anchor, Context, Excerpt, Fidelity, Kind, Limit, Match, Outcome, Place, Unchecked,
};
use super::query::{Piece, Query};
use super::{Matching, Quote, Text, context};

/// Occurrences are counted up to this many.
pub(super) const MOST_OCCURRENCES: usize = 1_000;
/// Other occurrences that are listed.
const MOST_ELSEWHERE: usize = 10;
/// Places of one piece that are judged token by token, and readings whose context is read.
const MOST_JUDGED: usize = 64;
/// Of stretches with much in common so many are judged, as long as they cost little more to align.
const MOST_CLOSE: usize = 3;
const MOST_DEARER: u32 = 6;
/// Two fragments of an elided quote are at most this far apart, in bytes of the source (the rule
/// speaks of 1,000 characters; a character of common scripts has up to three bytes).
const WIDEST_GAP_CHARS: usize = 1_000;
/// A fragment between elision marks has at least this many words or numbers, or as many characters
/// as the next constant says.
const SHORTEST_FRAGMENT_WORDS: usize = 3;
const SHORTEST_FRAGMENT_CHARS: usize = 10;
/// How much of a text tells its language.
const SAMPLE: usize = 1_200;
/// Bytes shown beside a message, around what it speaks of.
const EXCERPT: usize = 600;

pub(super) struct Checker<'a> {
    text: &'a Text<'a>,
    matching: &'a Matching,
    lexicon: OnceCell<Lexicon>,
    /// The names that the quotes have in brackets.
    known: Known,
    /// Parts in finding form, for those that were found: (start, end).
    pub(super) work: Work,
}

/// One way to read a quote in the source: its pieces in order.
#[derive(Clone, Debug)]
struct Candidate {
    pieces: Vec<Reading>,
    fidelity: Fidelity,
}

impl Candidate {
    /// Where the first piece begins.
    fn start(&self) -> usize {
        self.pieces[0].span.start
    }

    /// Where the last piece ends; the first, where the pieces are out of order.
    fn end(&self) -> usize {
        let last = self.pieces[self.pieces.len() - 1].span.end;
        if last > self.start() {
            last
        } else {
            self.pieces[0].span.end
        }
    }

    /// From the start of the first piece to the end of the last.
    fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    fn cost(&self) -> u32 {
        self.pieces.iter().map(|piece| piece.cost).sum()
    }

    fn sum(&self, of: impl Fn(&Reading) -> usize) -> usize {
        self.pieces.iter().map(of).sum()
    }

    /// Two thirds of the words in order, in a stretch of at most one and a half times the length.
    fn recognisable(&self) -> bool {
        let (kept, words) = (self.sum(|r| r.kept), self.sum(|r| r.words));
        3 * kept >= 2 * words && 2 * self.sum(|r| r.source_words) <= 3 * words + 4
    }

    fn similarity(&self) -> f64 {
        let kept = self.sum(|reading| reading.kept_bytes);
        let quoted = self.sum(|reading| reading.kept_bytes)
            + self.sum(|reading| reading.words - reading.kept) * 6;
        let source = self.sum(|reading| reading.span.len());
        (2.0 * kept as f64 / (quoted.max(kept) + source.max(kept)).max(1) as f64).min(1.0)
    }
}

/// A stretch of the source that grams proposed.
#[derive(Clone)]
struct Stretch {
    span: Span,
    hits: usize,
}

/// Whether a stretch is aligned only if it has words in common with the quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    Any,
    Enough,
}

/// Whether nearly half of the quote's words stand in the stretch, in whatever order, and some of them
/// side by side as in the quote. Fewer make no passage that is worth showing.
fn enough_in_common(quote: &[Token], source: &[Token]) -> bool {
    /// Words of a quote for which one pair must stand side by side.
    const WORDS_PER_PAIR: usize = 6;
    let solid = |list: &[Token]| -> Vec<u64> {
        let words = list.iter().filter(|token| token.solid());
        words.map(|token| token.hash).collect()
    };
    let pairs = |words: &[u64]| -> Vec<u64> {
        let both = |pair: &[u64]| pair[0].rotate_left(7).wrapping_add(pair[1]);
        words.windows(2).map(both).collect()
    };
    // Each as often as it stands on both sides.
    let common = |mut quoted: Vec<u64>, mut there: Vec<u64>| {
        quoted.sort_unstable();
        there.sort_unstable();
        let mut there = there.into_iter().peekable();
        quoted
            .into_iter()
            .filter(|word| {
                while there.next_if(|other| other < word).is_some() {}
                there.next_if_eq(word).is_some()
            })
            .count()
    };
    let (quoted, there) = (solid(quote), solid(source));
    let (words, pairs_quoted, pairs_there) = (quoted.len(), pairs(&quoted), pairs(&there));
    9 * words <= 20 * common(quoted, there)
        && common(pairs_quoted, pairs_there) >= words / WORDS_PER_PAIR
}

/// Some tokens of a quote aligned with a stretch of the source.
struct Aligned {
    /// Those of the quote.
    tokens: Range<usize>,
    source_tokens: Tokens,
    alignment: Alignment,
}

/// Whether `text` has at most `most` characters. Hardly any gap has to be counted to tell.
fn within(text: &str, most: usize) -> bool {
    text.len() <= most || text.len() <= 4 * most && text.chars().count() <= most
}

/// What is known of one query so far.
enum State {
    Refused(Unchecked),
    /// Found; how many places, and those listed.
    Found(Arc<Match>),
    /// Best readings that came from windows: to be completed after the last pass.
    Near(Vec<Candidate>),
    Nothing(Option<Candidate>),
}

impl<'a> Checker<'a> {
    pub(super) fn new(text: &'a Text<'a>, matching: &'a Matching) -> Self {
        Self {
            text,
            matching,
            lexicon: OnceCell::new(),
            known: Known::default(),
            work: Work::default(),
        }
    }

    /// The words of the language this text is written in.
    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let raw = self.text.raw;
            // From the middle of a text: a beginning is titles, names and tables.
            let start =
                raw.floor_char_boundary((raw.len() / 3).min(raw.len().saturating_sub(SAMPLE)));
            let end = raw.floor_char_boundary((start + SAMPLE).min(raw.len()));
            self.matching
                .lexicon
                .for_text(self.text.language, &raw[start..end])
        })
    }

    pub(super) fn run(&mut self, quotes: &[Quote<'_>]) -> Vec<Outcome> {
        let mut queries: Vec<Result<Query<'_>, Unchecked>> = quotes
            .iter()
            .map(|quote| {
                if quote
                    .part
                    .is_some_and(|part| self.text.parts.get(part).copied().flatten().is_none())
                {
                    return Err(Unchecked::PartNotFound);
                }
                let mut query = Query::new(quote, &self.matching.lexicon)?;
                if query.marked {
                    query.take_apart()?;
                }
                Ok(query)
            })
            .collect();
        let mut names = Bracketed::default();
        for query in queries.iter().flatten().filter(|query| query.marked) {
            names.add(query);
        }
        let keys = names.keys();
        if !keys.is_empty() {
            let present = self.present(&keys);
            self.known = Known::new(&names, &present, self.text, self.lexicon());
        }
        let exact = self.exact(&queries);

        let mut states: Vec<State> = Vec::with_capacity(quotes.len());
        let mut open: Vec<usize> = Vec::new();
        for (index, query) in queries.iter_mut().enumerate() {
            let state = match query {
                Err(reason) => State::Refused(*reason),
                Ok(query) => {
                    let state = self.by_exact_places(&quotes[index], query, &exact.places[index]);
                    if matches!(state, State::Nothing(_)) {
                        open.push(index);
                    }
                    state
                }
            };
            states.push(state);
        }
        self.by_windows(quotes, &mut queries, &exact, &open, &mut states);
        self.finish_near(quotes, &queries, &mut states);
        states
            .into_iter()
            .zip(quotes)
            .zip(&queries)
            .map(|((state, _), _)| match state {
                State::Refused(reason) => Outcome::Unchecked(reason),
                State::Found(found) => Outcome::Checked(found),
                State::Near(_) => unreachable!("completed by `finish_near`"),
                State::Nothing(nearest) => Outcome::Checked(Arc::new(self.absent(nearest))),
            })
            .collect()
    }

    /// Where each quote, and each piece of an elided one, stands in finding form.
    fn exact(&mut self, queries: &[Result<Query<'_>, Unchecked>]) -> ExactPlaces {
        let mut patterns: Vec<&[u8]> = Vec::with_capacity(queries.len());
        let mut owner: Vec<(u32, u32)> = Vec::with_capacity(queries.len());
        for (index, query) in queries.iter().enumerate() {
            let Ok(query) = query else { continue };
            patterns.push(query.key.as_bytes());
            owner.push((index as u32, 0));
            if let Some(apart) = &query.apart
                && (apart.pieces.len() > 1 || apart.pieces.iter().any(|piece| piece.bare.is_some()))
            {
                for (number, piece) in apart.pieces.iter().enumerate() {
                    patterns.push(piece.pattern());
                    owner.push((index as u32, number as u32 + 1));
                }
            }
        }
        let mut places: Vec<Vec<Vec<u32>>> = queries
            .iter()
            .map(|query| {
                let pieces = match query {
                    Ok(Query {
                        apart: Some(apart), ..
                    }) => apart.pieces.len(),
                    _ => 0,
                };
                vec![Vec::new(); 1 + pieces]
            })
            .collect();
        Exact::new(patterns).search(self.text.folded.bytes(), &mut self.work, |pattern, at| {
            let (query, piece) = owner[pattern as usize];
            let list = &mut places[query as usize][piece as usize];
            list.push(at as u32);
            list.len() < MOST_OCCURRENCES
        });
        for lists in &mut places {
            for list in lists {
                list.sort_unstable();
            }
        }
        ExactPlaces { places }
    }

    /// Whether a raw span may be a match of a quote cited from `part`.
    fn allowed(&self, span: Span, part: Option<usize>) -> bool {
        let within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
        match part {
            Some(part) => self.text.parts[part].is_some_and(within),
            None => {
                self.text.parts.iter().flatten().all(|&other| {
                    within(other) || span.end <= other.start || other.end <= span.start
                })
            }
        }
    }

    fn by_exact_places(
        &mut self,
        quote: &Quote<'_>,
        query: &mut Query<'_>,
        places: &[Vec<u32>],
    ) -> State {
        let length = query.key.len();
        let spans: Vec<Span> = places[0]
            .iter()
            .map(|&at| self.text.folded.to_raw(at as usize..at as usize + length))
            .filter(|&span| self.allowed(span, quote.part))
            .collect();
        if !spans.is_empty() {
            // The same characters, and sound edges: nothing has to be judged.
            let verbatim: Vec<Candidate> = spans
                .iter()
                .filter_map(|&span| self.verbatim(query, span))
                .collect();
            if !verbatim.is_empty() {
                return State::Found(Arc::new(self.found(quote, query, verbatim, None)));
            }
            let Ok(_) = query.take_apart() else {
                return State::Refused(Unchecked::TooManyElisions);
            };
            let judged: Vec<Candidate> = spans
                .iter()
                .take(MOST_JUDGED)
                .filter_map(|&span| self.whole(query, span))
                .collect();
            if let Some(best) = judged.iter().map(|candidate| candidate.fidelity).min() {
                let more = spans.len().saturating_sub(MOST_JUDGED);
                if best.accepted() || !query.marked {
                    return State::Found(Arc::new(self.found(quote, query, judged, Some(more))));
                }
            }
        }
        if query.marked {
            let candidates = self.chains(quote, query, &places[1..], &[]);
            if candidates
                .iter()
                .any(|candidate| candidate.fidelity.accepted())
            {
                return State::Found(Arc::new(self.found(quote, query, candidates, None)));
            }
        }
        State::Nothing(None)
    }

    /// A reading without differences where the raw characters are the quote's.
    fn verbatim(&self, query: &Query<'_>, span: Span) -> Option<Candidate> {
        let trimmed = query.trimmed;
        let raw = self.text.raw;
        // What of the quote folds to nothing in front of its first letter or digit.
        let lead = trimmed.find(|c: char| c.is_alphanumeric())?;
        let start = span.start.checked_sub(lead)?;
        let end = start + trimmed.len();
        if raw.as_bytes().get(start..end) != Some(trimmed.as_bytes()) || end < span.end {
            return None;
        }
        let whole = Span::new(start, end);
        let solid = solid(raw, whole);
        let (front, back) =
            edges::cut(raw, solid, Edge::Outer, Edge::Outer, &self.matching.lexicon);
        if front.is_some()
            || back.is_some()
            || !self.allowed(whole, None) && self.allowed(span, None)
        {
            return None;
        }
        Some(Candidate {
            pieces: vec![Reading {
                span: whole,
                differences: Vec::new(),
                kept: 1,
                words: 1,
                source_words: 1,
                kept_bytes: trimmed.len(),
                cost: 0,
            }],
            fidelity: Fidelity::Verbatim,
        })
    }

    /// The whole quote, marks and all, at an exact place.
    fn whole(&mut self, query: &Query<'_>, span: Span) -> Option<Candidate> {
        let apart = query.apart.as_ref()?;
        let all = 0..apart.tokens.list.len();
        let reading = self.read(
            query,
            all,
            self.widen(span, query),
            Edge::Outer,
            Edge::Outer,
        )?;
        Some(candidate(vec![reading], query, self.text.raw))
    }

    /// A span and a little around it: the signs at the quote's edges fold to nothing.
    fn widen(&self, span: Span, query: &Query<'_>) -> Span {
        let raw = self.text.raw;
        let edge = |outside: usize| outside.min(256) + 12;
        let text = query.text;
        let lead = text.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        let trail = text.len()
            - text
                .rfind(|c: char| c.is_alphanumeric())
                .unwrap_or(text.len());
        let bounds = self.part_around(span);
        Span::new(
            raw.floor_char_boundary(span.start.saturating_sub(edge(lead)).max(bounds.start)),
            raw.ceil_char_boundary((span.end + edge(trail)).min(bounds.end)),
        )
    }

    /// The part in which a span lies, or what lies between parts, or everything.
    fn part_around(&self, span: Span) -> Span {
        let mut bounds = Span::new(0, self.text.raw.len());
        for &part in self.text.parts.iter().flatten() {
            if part.start <= span.start && span.end <= part.end {
                return part;
            }
            if part.end <= span.start {
                bounds.start = bounds.start.max(part.end);
            } else if part.start >= span.end {
                bounds.end = bounds.end.min(part.start);
            }
        }
        bounds
    }

    /// Aligns some tokens of the quote with a stretch of the source.
    fn align(
        &mut self,
        query: &Query<'_>,
        tokens: Range<usize>,
        stretch: Span,
        common: Common,
    ) -> Option<Aligned> {
        let apart = query.apart.as_ref()?;
        let stretch = with_whole_words(self.text.raw, stretch);
        let source_tokens = Tokens::new(self.text.raw, stretch.range());
        if common == Common::Enough
            && !enough_in_common(&apart.tokens.list[tokens.clone()], &source_tokens.list)
        {
            return None;
        }
        let quote_side = Side {
            tokens: &apart.tokens,
            list: &apart.tokens.list[tokens.clone()],
        };
        self.work.places_verified += 1;
        let mut alignment = align(quote_side, Side::new(&source_tokens), &mut self.work);
        for step in &mut alignment.steps {
            step.quote.start += tokens.start;
            step.quote.end += tokens.start;
        }
        Some(Aligned {
            tokens,
            source_tokens,
            alignment,
        })
    }

    /// Judges an alignment.
    fn judge(
        &self,
        query: &Query<'_>,
        aligned: &Aligned,
        front: Edge,
        back: Edge,
    ) -> Option<Reading> {
        let apart = query.apart.as_ref()?;
        let lexicon = self.lexicon();
        let pair = Pair {
            quote: query.text,
            quote_tokens: &apart.tokens,
            source: self.text.raw,
            source_tokens: &aligned.source_tokens,
            lexicon,
            known: &self.known,
            first: aligned.tokens.start,
        };
        let alignment = &aligned.alignment;
        let mut reading = judge(&pair, &alignment.steps, alignment.cost)?;
        let (cut_front, cut_back) = edges::cut(
            self.text.raw,
            solid(self.text.raw, reading.span),
            front,
            back,
            lexicon,
        );
        let list = &apart.tokens.list[aligned.tokens.clone()];
        for (cut, token) in [(cut_front, list.first()), (cut_back, list.last())] {
            if let (Some(source), Some(token)) = (cut, token) {
                reading.differences.push(Judged {
                    kind: Kind::Boundary,
                    weight: Fidelity::Altered,
                    quote: token.span,
                    source,
                    if_so: None,
                });
            }
        }
        Some(reading)
    }

    /// Aligns and judges.
    fn read(
        &mut self,
        query: &Query<'_>,
        tokens: Range<usize>,
        stretch: Span,
        front: Edge,
        back: Edge,
    ) -> Option<Reading> {
        let aligned = self.align(query, tokens, stretch, Common::Any)?;
        self.judge(query, &aligned, front, back)
    }

    /// The best readings among stretches that grams proposed, which come best first.
    fn read_best(
        &mut self,
        query: &Query<'_>,
        piece: &Piece,
        stretches: &[Stretch],
        front: Edge,
        back: Edge,
    ) -> Vec<Reading> {
        let mut aligned: Vec<Aligned> = Vec::new();
        let mut least = u32::MAX;
        for (at, stretch) in stretches.iter().enumerate() {
            // One that is plainly the place is not weighed against places with less in common.
            let plain = 2 * piece.tokens.len() as u32;
            if at > 0 && least < plain && stretch.hits < stretches[0].hits {
                break;
            }
            if let Some(next) =
                self.align(query, piece.tokens.clone(), stretch.span, Common::Enough)
            {
                least = least.min(next.alignment.cost);
                aligned.push(next);
            }
        }
        aligned.sort_by_key(|aligned| aligned.alignment.cost);
        let close = |aligned: &&Aligned| aligned.alignment.cost <= least + MOST_DEARER;
        let close = aligned.iter().take_while(close).take(MOST_CLOSE);
        close
            .filter_map(|aligned| self.judge(query, aligned, front, back))
            .collect()
    }

    /// Readings of an elided or bracketed quote: its pieces in order, near one another.
    fn chains(
        &mut self,
        quote: &Quote<'_>,
        query: &Query<'_>,
        exact: &[Vec<u32>],
        windows: &[Vec<Stretch>],
    ) -> Vec<Candidate> {
        let Some(apart) = &query.apart else {
            return Vec::new();
        };
        let count = apart.pieces.len();
        let mut readings: Vec<Vec<Reading>> = Vec::with_capacity(count);
        for (number, piece) in apart.pieces.iter().enumerate() {
            let front = if number == 0 {
                Edge::Outer
            } else {
                Edge::Elided
            };
            let back = if number + 1 == count {
                Edge::Outer
            } else {
                Edge::Elided
            };
            let mut found: Vec<Reading> = Vec::new();
            let length = piece.pattern().len();
            let places = exact.get(number).map_or(&[][..], Vec::as_slice);
            for &at in places.iter().take(MOST_JUDGED) {
                let span = self.text.folded.to_raw(at as usize..at as usize + length);
                if self.allowed(span, quote.part) {
                    let stretch = self.widen_piece(span, query, piece);
                    found.extend(self.read(query, piece.tokens.clone(), stretch, front, back));
                }
            }
            let stretches = windows.get(number).map_or(&[][..], Vec::as_slice);
            found.extend(
                self.read_best(query, piece, stretches, front, back)
                    .into_iter()
                    .filter(|reading| self.allowed(reading.span, quote.part)),
            );
            found.sort_by_key(|reading| (reading.span.start, reading.cost));
            found.dedup_by_key(|reading| reading.span);
            if found.is_empty() {
                return Vec::new();
            }
            readings.push(found);
        }
        self.link(query, &readings)
    }

    fn widen_piece(&self, span: Span, query: &Query<'_>, piece: &Piece) -> Span {
        // A bracket at the edge of a piece may stand for words of the source.
        let around = if piece.bare.is_some() { 96 } else { 24 };
        let raw = self.text.raw;
        let wide = self.widen(span, query);
        let bounds = self.part_around(span);
        Span::new(
            raw.floor_char_boundary(
                wide.start
                    .min(span.start.saturating_sub(around))
                    .max(bounds.start),
            ),
            raw.ceil_char_boundary(wide.end.max(span.end + around).min(bounds.end)),
        )
    }

    /// Chains of one reading per piece, in order, cheapest for each place of the last piece.
    fn link(&self, query: &Query<'_>, readings: &[Vec<Reading>]) -> Vec<Candidate> {
        let raw = self.text.raw;
        let near = |left: &Reading, right: &Reading| {
            left.span.end <= right.span.start
                && within(&raw[left.span.end..right.span.start], WIDEST_GAP_CHARS)
                && self.part_around(left.span) == self.part_around(right.span)
        };
        // best[k][c]: cost of the cheapest chain that ends in reading c of piece k, and its last link.
        let mut best: Vec<Vec<Option<(u32, usize)>>> = Vec::with_capacity(readings.len());
        best.push(
            readings[0]
                .iter()
                .map(|reading| Some((reading.cost, 0)))
                .collect(),
        );
        for number in 1..readings.len() {
            let before = &best[number - 1];
            let row = readings[number]
                .iter()
                .map(|reading| {
                    // From the nearest backwards: of equal chains the tightest.
                    (0..readings[number - 1].len())
                        .rev()
                        .filter(|&left| near(&readings[number - 1][left], reading))
                        .filter_map(|left| before[left].map(|(cost, _)| (cost, left)))
                        .min_by_key(|&(cost, _)| cost)
                        .map(|(cost, left)| (cost + reading.cost, left))
                })
                .collect();
            best.push(row);
        }
        let last = readings.len() - 1;
        let mut candidates: Vec<Candidate> = (0..readings[last].len())
            .filter(|&at| best[last][at].is_some())
            .map(|at| {
                let mut pieces = Vec::with_capacity(readings.len());
                let mut at = at;
                for number in (0..=last).rev() {
                    pieces.push(readings[number][at].clone());
                    at = best[number][at].map_or(0, |(_, left)| left);
                }
                pieces.reverse();
                candidate(pieces, query, raw)
            })
            .collect();
        candidates
            .sort_by_key(|candidate| (candidate.fidelity, candidate.cost(), candidate.start()));
        candidates
    }

    fn by_windows(
        &mut self,
        quotes: &[Quote<'_>],
        queries: &mut [Result<Query<'_>, Unchecked>],
        exact: &ExactPlaces,
        open: &[usize],
        states: &mut [State],
    ) {
        for &index in open {
            if let Ok(query) = &mut queries[index]
                && let Err(reason) = query.take_apart()
            {
                states[index] = State::Refused(reason);
            }
        }
        let mut patterns: Vec<&[u8]> = Vec::new();
        let mut owner: Vec<(usize, usize)> = Vec::new();
        for &index in open {
            let Ok(Query {
                apart: Some(apart), ..
            }) = &queries[index]
            else {
                continue;
            };
            for (number, piece) in apart.pieces.iter().enumerate() {
                let placed = exact.places[index]
                    .get(number + 1)
                    .is_some_and(|list| !list.is_empty());
                if !placed {
                    patterns.push(piece.pattern());
                    owner.push((index, number));
                }
            }
        }
        let windows = locate::windows(&patterns, self.text.folded.bytes(), &mut self.work);
        let mut at = 0;
        for &index in open {
            let Ok(query) = &queries[index] else { continue };
            let Some(apart) = &query.apart else { continue };
            let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); apart.pieces.len()];
            while at < owner.len() && owner[at].0 == index {
                stretches[owner[at].1] = windows[at]
                    .iter()
                    .filter_map(|window| {
                        let span = self.stretch(window.range.clone(), quotes[index].part)?;
                        Some(Stretch {
                            span,
                            hits: window.hits,
                        })
                    })
                    .collect();
                at += 1;
            }
            let candidates = self.chains(
                &quotes[index],
                query,
                &exact.places[index][1.min(exact.places[index].len())..],
                &stretches,
            );
            let candidates = if candidates.is_empty() && apart.pieces.len() > 1 {
                self.unlinked(&quotes[index], query, &exact.places[index], &stretches)
            } else {
                candidates
            };
            states[index] = match candidates.first() {
                Some(best) if best.recognisable() => State::Near(candidates),
                Some(_) => State::Nothing(Self::spliced(&candidates)),
                None => State::Nothing(None),
            };
            if let State::Nothing(Some(spliced)) = &states[index]
                && spliced.differences_hold(Kind::Order)
            {
                let State::Nothing(Some(spliced)) =
                    std::mem::replace(&mut states[index], State::Nothing(None))
                else {
                    continue;
                };
                states[index] = State::Near(vec![spliced]);
            }
        }
    }

    /// The raw stretch of a window, within the part asked for.
    fn stretch(&self, range: Range<usize>, part: Option<usize>) -> Option<Span> {
        let mut span = self.text.folded.to_raw(range.clone());
        // Signs fold to nothing: at the ends of the text no letter holds them in.
        if range.start == 0 {
            span.start = 0;
        }
        if range.end == self.text.folded.bytes().len() {
            span.end = self.text.raw.len();
        }
        let span = match part {
            Some(part) => {
                let bounds = self.text.parts[part]?;
                Span::new(span.start.max(bounds.start), span.end.min(bounds.end))
            }
            None => span,
        };
        (!span.is_empty()).then_some(span)
    }

    /// Pieces that all stand somewhere, but not in this order or not near one another.
    fn unlinked(
        &mut self,
        quote: &Quote<'_>,
        query: &Query<'_>,
        places: &[Vec<u32>],
        windows: &[Vec<Stretch>],
    ) -> Vec<Candidate> {
        let Some(apart) = &query.apart else {
            return Vec::new();
        };
        let mut pieces: Vec<Reading> = Vec::new();
        for (number, piece) in apart.pieces.iter().enumerate() {
            let length = piece.pattern().len();
            let spot = places
                .get(number + 1)
                .and_then(|list| list.first())
                .map(|&at| {
                    let span = self.text.folded.to_raw(at as usize..at as usize + length);
                    self.widen_piece(span, query, piece)
                })
                .or_else(|| {
                    windows
                        .get(number)
                        .and_then(|list| list.first())
                        .map(|s| s.span)
                });
            if let Some(stretch) = spot
                && let Some(reading) = self.read(
                    query,
                    piece.tokens.clone(),
                    stretch,
                    Edge::Elided,
                    Edge::Elided,
                )
                && self.allowed(reading.span, quote.part)
            {
                pieces.push(reading);
            }
        }
        let words: usize = apart
            .tokens
            .list
            .iter()
            .filter(|token| token.solid())
            .count();
        let kept: usize = pieces.iter().map(|piece| piece.kept).sum();
        if pieces.is_empty() || 3 * kept < 2 * words {
            return Vec::new();
        }
        let first = pieces[0].span;
        pieces[0].differences.push(Judged {
            kind: Kind::Order,
            weight: Fidelity::Altered,
            quote: Span::new(0, query.text.len()),
            source: first,
            if_so: None,
        });
        vec![Candidate {
            fidelity: Fidelity::Altered,
            pieces,
        }]
    }

    /// Of readings that are each too poor: whether two or three of them together hold nearly all
    /// the words. Else the nearest.
    fn spliced(candidates: &[Candidate]) -> Option<Candidate> {
        let best = candidates.first()?.clone();
        if candidates
            .iter()
            .any(|candidate| candidate.pieces.len() > 1)
        {
            return Some(best);
        }
        let words = best.sum(|reading| reading.words);
        let mut chosen: Vec<&Reading> = Vec::new();
        let mut kept = 0;
        let mut by_kept: Vec<&Reading> = candidates.iter().map(|c| &c.pieces[0]).collect();
        by_kept.sort_by_key(|reading| std::cmp::Reverse(reading.kept));
        for reading in by_kept.into_iter().take(3) {
            // Each passage brings words of its own: the sum cannot be of the same words twice.
            if reading.kept < 3 || kept >= words {
                break;
            }
            kept += reading.kept;
            chosen.push(reading);
        }
        if chosen.len() < 2
            || 10 * kept < 9 * words
            || best.sum(|reading| reading.kept) * 10 >= 9 * words
        {
            return Some(best);
        }
        let mut merged = best;
        let span = merged.pieces[0].span;
        merged.pieces[0].differences = vec![Judged {
            kind: Kind::Order,
            weight: Fidelity::Altered,
            quote: Span::new(0, 0),
            source: span,
            if_so: None,
        }];
        merged.fidelity = Fidelity::Altered;
        Some(merged)
    }

    /// Completes readings that came from windows: forms taken for misspelt must not stand elsewhere
    /// in the text, and the passage found is counted.
    fn finish_near(
        &mut self,
        quotes: &[Quote<'_>],
        queries: &[Result<Query<'_>, Unchecked>],
        states: &mut [State],
    ) {
        let mut doubts: HashSet<String> = HashSet::new();
        for state in states.iter() {
            if let State::Near(candidates) = state {
                for reading in candidates.iter().flat_map(|candidate| &candidate.pieces) {
                    doubts.extend(
                        reading
                            .differences
                            .iter()
                            .filter_map(|judged| judged.if_so.as_ref())
                            .flat_map(|slip| {
                                slip.rivals
                                    .iter()
                                    .chain(slip.supported_by.iter().map(|(word, _)| word))
                                    .cloned()
                            }),
                    );
                }
            }
        }
        let present = self.present(&doubts);
        let mut keys: Vec<String> = Vec::new();
        let mut key_of: Vec<Option<usize>> = vec![None; states.len()];
        for (index, state) in states.iter_mut().enumerate() {
            let State::Near(candidates) = state else {
                continue;
            };
            for candidate in candidates.iter_mut() {
                for reading in &mut candidate.pieces {
                    for judged in &mut reading.differences {
                        let Some(slip) = &judged.if_so else { continue };
                        let here = crate::text::fold::key(&self.text.raw[judged.source.range()]);
                        // Its own place is no other.
                        let elsewhere = |form: &String, times: usize| {
                            let own = here == crate::text::fold::key(form);
                            present
                                .get(form)
                                .is_some_and(|&count| count >= times + usize::from(own))
                        };
                        let support = |(word, times): &(String, usize)| elsewhere(word, *times);
                        if slip.rivals.iter().any(|rival| elsewhere(rival, 1))
                            || !slip.supported_by.iter().all(support)
                        {
                            judged.kind = Kind::Content;
                            judged.weight = Fidelity::Altered;
                        }
                    }
                }
                candidate.fidelity = candidate.fidelity.max(worst(&candidate.pieces));
            }
            candidates
                .sort_by_key(|candidate| (candidate.fidelity, candidate.cost(), candidate.start()));
            if candidates[0].pieces.len() == 1 {
                key_of[index] = Some(keys.len());
                keys.push(crate::text::fold::key(
                    &self.text.raw[candidates[0].pieces[0].span.range()],
                ));
            }
        }
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
        if !keys.is_empty() {
            let patterns = keys.iter().map(String::as_bytes).collect();
            Exact::new(patterns).search(self.text.folded.bytes(), &mut self.work, |pattern, at| {
                let list = &mut places[pattern as usize];
                list.push(at as u32);
                list.len() < MOST_OCCURRENCES
            });
        }
        for index in 0..states.len() {
            if !matches!(states[index], State::Near(_)) {
                continue;
            }
            let State::Near(candidates) =
                std::mem::replace(&mut states[index], State::Nothing(None))
            else {
                continue;
            };
            let Ok(query) = &queries[index] else { continue };
            let best = candidates[0].fidelity;
            let mut all = candidates;
            all.retain(|candidate| {
                candidate.fidelity == best && candidate.recognisable()
                    || candidate.differences_hold(Kind::Order)
            });
            if let Some(key) = key_of[index]
                && let Some(model) = all.first().cloned()
            {
                // The same passage elsewhere is as near as this one.
                let length = keys[key].len();
                let mut list = std::mem::take(&mut places[key]);
                list.sort_unstable();
                for at in list {
                    let span = self.text.folded.to_raw(at as usize..at as usize + length);
                    let known = all.iter().any(|candidate| {
                        candidate.start() < span.end && span.start < candidate.end()
                    });
                    let same = self.text.raw[span.range()]
                        == self.text.raw[solid(self.text.raw, model.pieces[0].span).range()];
                    if !known && same && self.allowed(span, quotes[index].part) {
                        let mut copy = model.clone();
                        copy.pieces[0].span = span;
                        all.push(copy);
                    }
                }
            }
            if all.is_empty() {
                continue;
            }
            let found = self.found(&quotes[index], query, all, None);
            states[index] = State::Found(Arc::new(found));
        }
    }

    /// How often each of the forms stands in the text as a word; two is as far as it counts.
    fn present(&mut self, forms: &HashSet<String>) -> HashMap<String, usize> {
        let mut found: HashMap<String, usize> = HashMap::new();
        if forms.is_empty() {
            return found;
        }
        self.work.bytes_scanned += self.text.raw.len() as u64;
        let patterns: Vec<String> = forms
            .iter()
            .map(|form| crate::text::fold::key(form))
            .collect();
        let names: Vec<&String> = forms.iter().collect();
        let folded = self.text.folded;
        let mut tries = vec![0_usize; patterns.len()];
        Exact::new(patterns.iter().map(String::as_bytes).collect()).search(
            folded.bytes(),
            &mut self.work,
            |pattern, at| {
                let pattern = pattern as usize;
                tries[pattern] += 1;
                let span = folded.to_raw(at..at + patterns[pattern].len());
                if crate::text::fold::whole_words(self.text.raw, span)
                    && !self.text.raw[span.range()].contains(char::is_whitespace)
                {
                    let count = found.entry(names[pattern].clone()).or_default();
                    *count += 1;
                    if *count > super::lexicon::OFTEN {
                        return false;
                    }
                }
                tries[pattern] < MOST_OCCURRENCES
            },
        );
        found
    }

    /// The match of a quote from its readings: those of the best fidelity, chosen by prefix and
    /// suffix, the first with a clean context before all.
    fn found(
        &self,
        quote: &Quote<'_>,
        query: &Query<'_>,
        candidates: Vec<Candidate>,
        more: Option<usize>,
    ) -> Match {
        let best = candidates
            .iter()
            .map(|candidate| candidate.fidelity)
            .min()
            .unwrap_or(Fidelity::Absent);
        let mut candidates: Vec<Candidate> = candidates
            .into_iter()
            .filter(|candidate| candidate.fidelity == best)
            .collect();
        if !best.accepted() {
            // Of altered readings only the nearest is shown.
            let least = candidates.iter().map(Candidate::cost).min().unwrap_or(0);
            candidates.retain(|candidate| candidate.cost() == least);
        }
        candidates.sort_by_key(Candidate::start);
        let anchor = self.anchor(quote, &mut candidates);
        let (contexts, sentences): (Vec<Vec<Context>>, Vec<Span>) = if best.accepted() {
            candidates
                .iter()
                .take(MOST_JUDGED)
                .map(|candidate| {
                    let sentence = self.sentence(candidate.span());
                    (self.contexts(candidate, sentence), sentence)
                })
                .unzip()
        } else {
            (vec![Vec::new()], Vec::new())
        };
        let chosen = contexts.iter().position(Vec::is_empty).unwrap_or(0);
        let parts: HashSet<Option<usize>> = candidates
            .iter()
            .take(MOST_OCCURRENCES)
            .map(|candidate| self.part_of(candidate.start()))
            .collect();
        let occurrences = (candidates.len() + more.unwrap_or(0)).min(MOST_OCCURRENCES);
        let unclean = contexts.iter().any(|context| !context.is_empty())
            && contexts.iter().any(Vec::is_empty);
        let ambiguous = if best.accepted() && occurrences > 1 {
            if parts.len() > 1 {
                Some(format!(
                    "{occurrences} places, in {} different articles of the source",
                    parts.len()
                ))
            } else if unclean {
                Some(format!(
                    "{occurrences} places, and what stands around some of them limits it"
                ))
            } else {
                None
            }
        } else {
            None
        };
        let elsewhere = candidates
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != chosen)
            .take(MOST_ELSEWHERE)
            .map(|(_, candidate)| self.place(candidate.span()))
            .collect();
        let candidate = &candidates[chosen];
        let whole = candidate.span();
        let short = candidate.pieces.len() == 1 && too_short(query);
        Match {
            fidelity: best,
            spans: candidate
                .pieces
                .iter()
                .map(|piece| self.place(piece.span))
                .collect(),
            occurrences,
            elsewhere,
            differences: self.differences(query, candidate),
            passage: match sentences.get(chosen) {
                Some(sentence) if candidate.pieces.len() == 1 => {
                    sentences::collapse(&self.text.raw[sentence.range()])
                }
                _ => self.passage(candidate),
            },
            excerpt: (!best.accepted()
                || best == Fidelity::Near
                || !contexts[chosen.min(contexts.len() - 1)].is_empty()
                || anchor == Anchor::NotFound
                || ambiguous.is_some())
            .then(|| self.excerpt(whole)),
            similarity: if best == Fidelity::Verbatim {
                1.0
            } else {
                candidate.similarity()
            },
            anchor,
            heading: context::heading(self.text.raw, whole),
            short,
            context: contexts.into_iter().nth(chosen).unwrap_or_default(),
            ambiguous,
        }
    }

    fn differences(
        &self,
        query: &Query<'_>,
        candidate: &Candidate,
    ) -> Vec<super::model::Difference> {
        let mut differences: Vec<_> = candidate
            .pieces
            .iter()
            .flat_map(|piece| &piece.differences)
            .map(|judged| judged.difference(query.text, self.text.raw))
            .collect();
        for pair in candidate.pieces.windows(2) {
            let gap = Span::new(pair[0].span.end, pair[1].span.start);
            if gap.start <= gap.end && !candidate.differences_hold(Kind::Order) {
                let taken = &self.text.raw[gap.range()];
                differences.push(super::model::Difference {
                    kind: Kind::Elision,
                    material: false,
                    quoted: "…".to_owned(),
                    source: clip(taken, 200),
                    quote_span: Span::default(),
                    source_span: gap,
                });
            }
        }
        differences
    }

    /// Keeps the candidates with the quote's prefix and suffix around them, where there are any.
    fn anchor(&self, quote: &Quote<'_>, candidates: &mut Vec<Candidate>) -> Anchor {
        let prefix = quote.prefix.map(crate::text::fold::key).unwrap_or_default();
        let suffix = quote.suffix.map(crate::text::fold::key).unwrap_or_default();
        if prefix.is_empty() && suffix.is_empty() {
            return Anchor::NotAsked;
        }
        let folded = self.text.folded;
        let holds = |candidate: &Candidate| {
            let start = folded.from_raw(candidate.start());
            let end = folded.from_raw(candidate.end());
            folded.bytes()[..start].ends_with(prefix.as_bytes())
                && folded.bytes()[end..].starts_with(suffix.as_bytes())
        };
        if candidates.iter().any(holds) {
            candidates.retain(|candidate| holds(candidate));
            Anchor::Found
        } else {
            Anchor::NotFound
        }
    }

    /// The whole sentences in which `span` lies.
    fn sentence(&self, span: Span) -> Span {
        let lexicon = self.lexicon();
        sentences::sentences(self.text.raw, span, &|token| lexicon.is_abbreviation(token))
    }

    fn contexts(&self, candidate: &Candidate, sentence: Span) -> Vec<Context> {
        let mut found = Vec::new();
        for pair in candidate.pieces.windows(2) {
            let hidden = context::hidden(self.text.raw, pair[0].span, pair[1].span, self.lexicon());
            found.extend(hidden.map(|it| self.context(it.limit, it.span, it.reason)));
        }
        for reading in context::read(self.text.raw, candidate.span(), sentence, self.lexicon()) {
            let mut context = self.context(reading.limit, reading.span, reading.reason);
            context.speakers = reading.speakers;
            found.push(context);
        }
        found
    }

    fn context(&self, limit: Limit, span: Span, reason: &str) -> Context {
        Context {
            limit,
            words: sentences::collapse(&self.text.raw[span.range()]),
            place: self.place(span),
            reason: reason.to_owned(),
            speakers: Vec::new(),
        }
    }

    pub(super) fn part_of(&self, at: usize) -> Option<usize> {
        self.text
            .parts
            .iter()
            .position(|part| part.is_some_and(|part| part.contains(at)))
    }

    fn place(&self, span: Span) -> Place {
        Place {
            span,
            region: self.text.lines.region(self.text.raw, span),
            part: self.part_of(span.start),
        }
    }

    fn passage(&self, candidate: &Candidate) -> String {
        let mut passage = String::new();
        let mut reached = 0;
        for piece in &candidate.pieces {
            let span = self.sentence(piece.span);
            let start = span.start.max(reached);
            if start >= span.end {
                continue;
            }
            if !passage.is_empty() {
                passage.push_str(if start == reached { " " } else { " … " });
            }
            passage.push_str(&sentences::collapse(&self.text.raw[start..span.end]));
            reached = span.end;
        }
        passage
    }

    /// Lines around a span, cut to a bounded length.
    fn excerpt(&self, span: Span) -> Excerpt {
        let raw = self.text.raw;
        let shown = raw.floor_char_boundary(span.end.min(span.start + EXCERPT));
        let from = raw.ceil_char_boundary(span.start.saturating_sub(EXCERPT));
        let to = raw.floor_char_boundary((shown + EXCERPT).min(raw.len()));
        let start = raw[from..span.start]
            .rfind('\n')
            .map_or(from, |at| from + at + 1);
        let end = raw[shown..to].find('\n').map_or(to, |at| shown + at);
        Excerpt {
            text: raw[start..end].to_owned(),
            start,
            line: self.text.lines.position(raw, start).line,
        }
    }

    /// The outcome for a quote that was not found: with the nearest passage if one is worth showing.
    fn absent(&self, nearest: Option<Candidate>) -> Match {
        const WORTH_SHOWING: f64 = 0.45;
        let nearest = nearest.filter(|candidate| {
            let (kept, words) = (candidate.sum(|r| r.kept), candidate.sum(|r| r.words));
            kept >= 3 && kept as f64 / words.max(1) as f64 >= WORTH_SHOWING
        });
        let mut found = Match {
            fidelity: Fidelity::Absent,
            spans: Vec::new(),
            occurrences: 0,
            elsewhere: Vec::new(),
            differences: Vec::new(),
            passage: String::new(),
            excerpt: None,
            similarity: 0.0,
            anchor: Anchor::NotAsked,
            heading: false,
            short: false,
            context: Vec::new(),
            ambiguous: None,
        };
        if let Some(candidate) = nearest {
            found.spans = candidate
                .pieces
                .iter()
                .map(|piece| self.place(piece.span))
                .collect();
            found.passage = self.passage(&candidate);
            found.excerpt = Some(self.excerpt(candidate.span()));
            found.similarity = candidate.similarity();
        }
        found
    }
}

struct ExactPlaces {
    /// For each query: places of the whole, then of each piece; bytes of the finding form.
    places: Vec<Vec<Vec<u32>>>,
}

impl Candidate {
    fn differences_hold(&self, kind: Kind) -> bool {
        self.pieces
            .iter()
            .flat_map(|piece| &piece.differences)
            .any(|judged| judged.kind == kind)
    }
}

fn worst(pieces: &[Reading]) -> Fidelity {
    pieces
        .iter()
        .map(Reading::fidelity)
        .max()
        .unwrap_or(Fidelity::Verbatim)
}

/// `span` with the rest of the words that its ends cut: half a word is another word.
fn with_whole_words(raw: &str, span: Span) -> Span {
    /// Letters followed: a longer word is cut wherever it may be.
    const LONGEST_WORD: usize = 40;
    let word = |c: &char| c.is_alphanumeric() || crate::text::tokens::unseen(*c);
    let (before, inside, after) = (&raw[..span.start], &raw[span.range()], &raw[span.end..]);
    let rest = |letters: &mut dyn Iterator<Item = char>| {
        let rest = letters.take(LONGEST_WORD).take_while(word);
        rest.map(char::len_utf8).sum::<usize>()
    };
    let (mut start, mut end) = (span.start, span.end);
    if inside.chars().next().is_some_and(|c| word(&c)) {
        start -= rest(&mut before.chars().rev());
    }
    if inside.chars().next_back().is_some_and(|c| word(&c)) {
        end += rest(&mut after.chars());
    }
    Span::new(start, end)
}

/// Puts readings of pieces together: slips are counted over all of them, and fragments must be
/// long enough to tell one passage from another.
fn candidate(mut pieces: Vec<Reading>, query: &Query<'_>, raw: &str) -> Candidate {
    let mut fidelity = worst(&pieces);
    if fidelity == Fidelity::Verbatim {
        fidelity = Fidelity::Typographic;
    }
    if pieces.len() > 1 {
        fidelity = fidelity.max(Fidelity::Edited);
        let count = pieces.len();
        for piece in &mut pieces {
            let chars = raw[piece.span.range()].chars().count();
            if piece.words < SHORTEST_FRAGMENT_WORDS && chars < SHORTEST_FRAGMENT_CHARS && count > 1
            {
                piece.differences.push(Judged {
                    kind: Kind::Elision,
                    weight: Fidelity::Altered,
                    quote: Span::new(0, query.text.len()),
                    source: piece.span,
                    if_so: None,
                });
                fidelity = Fidelity::Altered;
            }
        }
        let words: usize = pieces.iter().map(|piece| piece.words).sum();
        let slips = pieces
            .iter()
            .flat_map(|p| &p.differences)
            .filter(|j| j.kind == Kind::Slip)
            .count();
        if slips > (words / super::judge::WORDS_PER_SLIP).max(1) {
            for piece in &mut pieces {
                piece.words = 0;
                too_many_slips(piece);
            }
            fidelity = Fidelity::Altered;
        }
    }
    Candidate { pieces, fidelity }
}

/// A span without the punctuation at its ends that is never compared.
fn solid(raw: &str, span: Span) -> Span {
    let outer = |c: char| {
        c.is_whitespace()
            || crate::text::tokens::quotation(c)
            || matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '.'
                    | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | '…'
                    | '—'
                    | '*'
                    | '_'
                    | '`'
            )
    };
    let text = &raw[span.range()];
    let start = span.start + text.len() - text.trim_start_matches(outer).len();
    let end = span.end - (text.len() - text.trim_end_matches(outer).len());
    if start < end {
        Span::new(start, end)
    } else {
        span
    }
}

/// Fewer characters or words than tell one passage from another.
fn too_short(query: &Query<'_>) -> bool {
    const SHORTEST_CHARS: usize = 10;
    let letters = query.key.chars().count();
    if !query.key.is_ascii() {
        let unspaced = query
            .key
            .chars()
            .filter(|&c| crate::text::fold::unspaced(c));
        if 2 * unspaced.count() > letters {
            return letters < 4;
        }
    }
    letters < SHORTEST_CHARS
        || query.trimmed.split_whitespace().nth(1).is_none() && letters < 2 * SHORTEST_CHARS
}

fn clip(text: &str, chars: usize) -> String {
    let collapsed = sentences::collapse(text);
    match collapsed.char_indices().nth(chars) {
        Some((at, _)) => format!("{}…", &collapsed[..at]),
        None => collapsed,
    }
}
