//! A quote made ready to be looked for: where it is elided, and what its pieces are in finding
//! form.

use std::ops::Range;

use crate::text::fold::key;
use crate::text::{TokenKind, Tokens};

use super::lexicon::Lexicon;
use super::{Quote, Unchecked};

/// Quotes longer than this, in bytes, are refused: a quote is not a copy of the source.
pub(super) const LONGEST_QUOTE: usize = 1_000_000;
/// Elision marks in one quote, at most.
pub(super) const MOST_ELISIONS: usize = 16;

/// A stretch of the quote between elision marks.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Indexes of its tokens.
    pub(super) tokens: Range<usize>,
    /// Its finding form, with what stands in brackets.
    pub(super) key: String,
    /// Its finding form without the groups in brackets, where it has any.
    pub(super) bare: Option<String>,
}

impl Piece {
    /// What proposes places: the words that the source should have.
    pub(super) fn pattern(&self) -> &[u8] {
        self.bare.as_ref().unwrap_or(&self.key).as_bytes()
    }
}

/// A quote made ready.
#[derive(Clone, Debug)]
pub(super) struct Query<'q> {
    /// The quote's value.
    pub(super) text: &'q str,
    /// The same without white space at either end, and where that begins.
    pub(super) trimmed: &'q str,
    /// The finding form of all of it.
    pub(super) key: String,
    /// All tokens, and the pieces: filled by [`Query::take_apart`], which most quotes never need.
    pub(super) apart: Option<Apart>,
    /// Whether it holds an elision mark or a bracket.
    pub(super) marked: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Apart {
    pub(super) tokens: Tokens,
    pub(super) pieces: Vec<Piece>,
}

impl<'q> Query<'q> {
    /// # Errors
    /// Why it cannot be looked for.
    pub(super) fn new(quote: &Quote<'q>, lexicon: &Lexicon) -> Result<Self, Unchecked> {
        let text = quote.exact;
        if text.len() > LONGEST_QUOTE {
            return Err(Unchecked::QuoteTooLong);
        }
        let key = key(text);
        if key.is_empty() {
            return Err(Unchecked::QuoteEmpty);
        }
        let trimmed = text.trim();
        let marked = text.contains('[') || may_be_elided(text);
        let query = Self {
            text,
            trimmed,
            key,
            apart: None,
            marked,
        };
        // One word that any text holds says nothing about this one.
        if trimmed.len() <= 40 && !trimmed.contains(char::is_whitespace) {
            let word = trimmed
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let single = word
                .chars()
                .all(|c| c.is_alphabetic() || c == '\'' || c == '’');
            let letters = word.chars().count();
            if single
                && (letters < 3 || lexicon.is_word(&word))
                && !word.chars().any(crate::text::fold::unspaced)
            {
                return Err(Unchecked::QuoteTooCommon);
            }
            if letters < 2 {
                return Err(Unchecked::QuoteTooCommon);
            }
        }
        Ok(query)
    }

    /// Splits the quote at its elision marks. Marks at either end are left off.
    ///
    /// # Errors
    /// Where there are more marks than [`MOST_ELISIONS`].
    pub(super) fn take_apart(&mut self) -> Result<&Apart, Unchecked> {
        if self.apart.is_none() {
            let tokens = Tokens::new(self.text, 0..self.text.len());
            let mut pieces = Vec::new();
            let mut start = 0;
            let marks = tokens
                .list
                .iter()
                .enumerate()
                .filter(|(_, token)| token.kind == TokenKind::Ellipsis)
                .map(|(at, _)| at)
                .chain([tokens.list.len()]);
            for mark in marks {
                if let Some(piece) = piece(self.text, &tokens, start..mark) {
                    pieces.push(piece);
                }
                if pieces.len() > MOST_ELISIONS + 1 {
                    return Err(Unchecked::TooManyElisions);
                }
                start = mark + 1;
            }
            self.apart = Some(Apart { tokens, pieces });
        }
        Ok(self.apart.as_ref().expect("it was just filled"))
    }
}

/// Whether there may be an elision mark in `text`: if not, there is none.
pub(super) fn may_be_elided(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mark = |at: usize| match (bytes[at], bytes.get(at + 1)) {
        (b'.', Some(b'.')) => true,
        (b'.', Some(b' ')) => bytes.get(at + 2) == Some(&b'.'),
        (b'.', _) => false,
        _ => text[at..].starts_with(['…', '⋯', '‥']),
    };
    memchr::memchr2_iter(b'.', 0xE2, bytes).any(mark)
}

fn piece(text: &str, tokens: &Tokens, range: Range<usize>) -> Option<Piece> {
    let list = &tokens.list[range.clone()];
    let (first, last) = (list.first()?, list.last()?);
    let whole = key(&text[first.span.start..last.span.end]);
    if whole.is_empty() {
        return None;
    }
    let mut from = first.span.start;
    if memchr::memchr(b'[', &text.as_bytes()[from..last.span.end]).is_none() {
        return Some(Piece {
            tokens: range,
            key: whole,
            bare: None,
        });
    }
    let mut bare = String::new();
    let mut groups = false;
    let mut depth = 0_usize;
    for token in list {
        let bracket = |kind| token.kind == kind && matches!(tokens.form(*token), "[" | "]");
        if bracket(TokenKind::Open) {
            if depth == 0 {
                bare.push_str(&key(&text[from..token.span.start]));
            }
            depth += 1;
        } else if bracket(TokenKind::Close) && depth > 0 {
            depth -= 1;
            if depth == 0 {
                from = token.span.end;
                groups = true;
            }
        }
    }
    if depth > 0 {
        groups = false;
    } else {
        bare.push_str(&key(&text[from..last.span.end]));
    }
    Some(Piece {
        tokens: range,
        key: whole,
        bare: (groups && !bare.is_empty()).then_some(bare),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_come_apart_at_elision_marks() {
        let lexicon = Lexicon::default();
        let text = "… one two [of them] three […] four; five ... ";
        let quote = Quote {
            exact: text,
            prefix: None,
            suffix: None,
            part: None,
        };
        let mut query = Query::new(&quote, &lexicon).expect("it has words");
        let apart = query.take_apart().expect("few marks");
        let shown: Vec<(&str, Option<&str>)> = apart
            .pieces
            .iter()
            .map(|piece| (&*piece.key, piece.bare.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [
                ("onetwoofthemthree", Some("onetwothree")),
                ("fourfive", None)
            ]
        );
    }
}
