//! What of a claim and its evidence is read for the figures and names of its text.

use super::case::{Judged, Piece};
use crate::claim::Stance;
use crate::matcher::{Lexicon, Match};
use crate::source::{Details, SourceRef};
use crate::text::{Span, place_in_string};
use crate::verdict::values::Scanned;

/// What is read of a claim and its evidence.
pub(super) struct Reading<'a> {
    /// The text of the claim.
    pub(super) claim: Scanned<'a>,
    /// Quotes, their translations, and the sentences that hold them.
    pub(super) texts: Vec<&'a str>,
    /// Quotes and their translations.
    quotes: Vec<&'a str>,
    /// What is said of the sources: titles, publishers, whom the information comes from.
    pub(super) about: Vec<&'a str>,
    /// When they were published.
    pub(super) published: Vec<&'a str>,
}

impl<'a> Reading<'a> {
    /// What is read for `judged`; none where it is not held, or has no accepted evidence.
    ///
    /// None too while a quote of it is to be mended: that it lacks a figure may follow from that.
    /// What speaks against the claim is not read.
    pub(super) fn of(judged: &Judged<'a>) -> Option<Self> {
        if judged.claim().expect.is_some() {
            return None;
        }
        let mut accepted = Vec::new();
        for piece in judged
            .pieces()
            .filter(|piece| piece.evidence().stance != Stance::Contradicts)
        {
            match piece.found().filter(|found| found.fidelity.accepted()) {
                Some(found) => accepted.push((piece, found)),
                None if judged.explained => return None,
                None => {}
            }
        }
        if accepted.is_empty() {
            return None;
        }
        let mut reading = Self {
            claim: Scanned::new(&judged.claim().text.value),
            texts: Vec::new(),
            quotes: Vec::new(),
            about: Vec::new(),
            published: Vec::new(),
        };
        for (piece, found) in accepted {
            reading.add(&piece, found);
        }
        Some(reading)
    }

    /// The words of the language that the claim is written in.
    pub(super) fn spoken(&self, lexicon: &Lexicon) -> Lexicon {
        lexicon.for_text(Some(self.claim.language().code()), self.claim.text())
    }

    /// Whether a quote says what stands at `span` of the claim's text in the same words, with the
    /// same word before and after: then there is nothing to compare.
    pub(super) fn repeats(&self, span: Span) -> bool {
        let text = self.claim.text();
        let word = |c: char| c.is_alphanumeric();
        let before = text[..span.start]
            .trim_end_matches(|c| !word(c))
            .trim_end_matches(word);
        let after = text[span.end..]
            .trim_start_matches(|c| !word(c))
            .trim_start_matches(word);
        let (start, end) = (before.len(), text.len() - after.len());
        // At an end of the claim nothing shows what the quote would have there.
        let within = start > 0 && !after.is_empty();
        within
            && self
                .quotes
                .iter()
                .any(|quote| contains_words(quote, &text[start..end]))
    }

    fn add(&mut self, piece: &Piece<'a>, found: &'a Match) {
        let evidence = piece.evidence();
        let word =
            |it: &'a Option<crate::text::Located<String>>| it.as_ref().map(|it| it.value.as_str());
        self.quotes.extend(said(piece));
        self.texts.extend(said(piece));
        self.texts.push(&found.passage);
        self.about.extend(
            [
                word(&evidence.speaker),
                word(&evidence.origin),
                word(&evidence.locator),
            ]
            .into_iter()
            .flatten(),
        );
        let Some(source) = piece.source() else { return };
        self.about.push(&source.id);
        self.details(&source.details);
        let at = piece.checked().source.map(|at| SourceRef {
            part: piece.checked().part,
            ..at
        });
        if let Some(part) = at.and_then(|at| source.parts.get(at.part?)) {
            self.about.push(&part.id);
            self.details(&part.details);
        }
    }

    fn details(&mut self, details: &'a Details) {
        let said = [&details.title, &details.publisher, &details.origin];
        self.about
            .extend(said.into_iter().flatten().map(String::as_str));
        self.published.extend(details.published.as_deref());
    }
}

/// Whether `words` stand in `text`, in whatever white space, and no letter or digit beside them.
fn contains_words(text: &str, words: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let mut words = words.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    text.match_indices(first).any(|(at, _)| {
        let mut rest = &text[at + first.len()..];
        let all = words.clone().all(|word| {
            let next = rest.trim_start();
            let spaced = next.len() < rest.len();
            rest = next.strip_prefix(word).unwrap_or_default();
            spaced && next.starts_with(word)
        });
        all && !text[..at].ends_with(letter) && !rest.starts_with(letter)
    })
}

/// The quote of a piece and its translation.
pub(super) fn said<'a>(piece: &Piece<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let evidence = piece.evidence();
    let translation = evidence.translation.as_ref().map(|it| it.value.as_str());
    [Some(evidence.quote.value.as_str()), translation]
        .into_iter()
        .flatten()
}

/// Bytes of the claim's text as bytes of its file.
pub(super) fn in_text(judged: &Judged<'_>, part: Span) -> Span {
    place_in_string(&judged.checked().file.text, judged.claim().text.span, part)
}

/// "A", "A and B", "A, B and C", each in quotation marks.
pub(super) fn listed<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| format!("\"{}\"", super::case::shown(item)))
        .collect();
    match &items[..] {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
