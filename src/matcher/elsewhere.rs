//! Quotes that their source does not hold, looked for in all others.

use memchr::memmem;

use crate::text::fold::{key, whole_words};
use crate::text::{Span, TokenKind, Tokens};

use super::grams::{Exact, Work};
use super::query::may_be_elided;
use super::{Place, Text};

/// Quotes of fewer bytes than this in finding form stand in too many texts to mean anything.
const SHORTEST: usize = 16;

/// A table of quotes, to look for all of them in one pass over a source, exact in the finding form.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// For each quote its pieces between elision marks.
    pieces: Vec<Vec<String>>,
}

impl Elsewhere {
    /// A table of `quotes`; a quote is named by its index in the results.
    pub fn new<'a>(quotes: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            pieces: quotes.into_iter().map(pieces).collect(),
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(Vec::is_empty)
    }

    /// Makes the table ready. It is used for every source, from several threads.
    pub fn searcher(&self) -> Searcher<'_> {
        let longest = |pieces: &[String]| {
            let lengths = pieces.iter().enumerate();
            let longest = lengths.max_by_key(|(_, piece)| piece.len());
            longest.map(|(number, _)| number)
        };
        let owner: Vec<_> = self
            .pieces
            .iter()
            .enumerate()
            .filter_map(|(quote, pieces)| Some((quote, longest(pieces)?)))
            .collect();
        let piece = |&(quote, number): &(usize, usize)| self.pieces[quote][number].as_bytes();
        Searcher {
            table: self,
            exact: Exact::new(owner.iter().map(piece).collect()),
            owner,
        }
    }
}

/// An [`Elsewhere`] ready to be used on many texts.
#[derive(Debug)]
pub struct Searcher<'e> {
    table: &'e Elsewhere,
    exact: Exact<'e>,
    owner: Vec<(usize, usize)>,
}

impl Searcher<'_> {
    /// The quotes that stand in `text`: index of the quote and its first place in each part (or
    /// outside all parts), ascending. Of an elided quote all pieces stand there, in order.
    pub fn search(&self, text: &Text<'_>) -> Vec<(usize, Place)> {
        let mut hits: Vec<(usize, usize)> = Vec::new();
        let mut counts = vec![0_u32; self.owner.len()];
        self.exact
            .search(text.folded.bytes(), &mut Work::default(), |pattern, at| {
                hits.push((pattern as usize, at));
                counts[pattern as usize] += 1;
                counts[pattern as usize] < MOST_PLACES
            });
        hits.sort_unstable();
        let mut found = Vec::new();
        for of_quote in hits.chunk_by(|a, b| a.0 == b.0) {
            let (quote, longest) = self.owner[of_quote[0].0];
            let pieces = &self.table.pieces[quote];
            let mut parts_seen = Vec::new();
            for &(_, at) in of_quote {
                if parts_seen.len() > text.parts.len() {
                    break;
                }
                let Some((at, end)) = around(text.folded.bytes(), pieces, longest, at) else {
                    continue;
                };
                let span = text.folded.to_raw(at..end);
                if !whole_words(text.raw, span) {
                    continue;
                }
                let part = text
                    .parts
                    .iter()
                    .position(|part| part.is_some_and(|part| part.contains(span.start)));
                if parts_seen.contains(&part) {
                    continue;
                }
                parts_seen.push(part);
                let region = text.lines.region(text.raw, span);
                found.push((quote, Place { span, region, part }));
            }
        }
        found
    }
}

/// Where the first piece begins and the last one ends, if piece `number` stands at `at` of `text`, and
/// each other piece in its order, the nearest to it.
fn around(text: &[u8], pieces: &[String], number: usize, at: usize) -> Option<(usize, usize)> {
    let mut start = at;
    for piece in pieces[..number].iter().rev() {
        let from = start.saturating_sub(FURTHEST + piece.len());
        start = from + memmem::rfind(&text[from..start], piece.as_bytes())?;
    }
    let mut end = at + pieces[number].len();
    for piece in &pieces[number + 1..] {
        let to = text.len().min(end + FURTHEST + piece.len());
        end += memmem::find(&text[end..to], piece.as_bytes())? + piece.len();
    }
    Some((start, end))
}

/// Pieces of one quote stand no further apart than this, in bytes of finding form.
const FURTHEST: usize = 1_000;
/// Places of one piece in one source that are looked at: what stands everywhere is not where a
/// quote was taken from, and in a text of one letter every byte is a place.
const MOST_PLACES: u32 = 1_000;

fn pieces(quote: &str) -> Vec<String> {
    let tokens = if may_be_elided(quote) {
        Tokens::new(quote, 0..quote.len())
    } else {
        Tokens::default()
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    let marks = tokens.list.iter();
    let marks = marks.filter(|token| token.kind == TokenKind::Ellipsis);
    let end = Span::new(quote.len(), quote.len());
    for mark in marks.map(|token| token.span).chain([end]) {
        let piece = key(&quote[from..mark.start]);
        if !piece.is_empty() {
            pieces.push(piece);
        }
        from = mark.end;
    }
    let total: usize = pieces.iter().map(String::len).sum();
    if total < SHORTEST || pieces.len() > super::query::MOST_ELISIONS + 1 {
        return Vec::new();
    }
    pieces
}
