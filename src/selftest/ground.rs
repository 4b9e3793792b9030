//! What changes are planted in: a faithful quote, its words, and what its source has besides.

use std::collections::BTreeSet;

use crate::matcher::Lexicon;
use crate::matcher::lexicon::Classes;
use crate::text::{Folded, Span, Token, TokenKind, Tokens};

/// Words of a source that are kept to plant elsewhere, at most.
const STOCK: usize = 4_000;
/// Letters of a word that says something by itself, at least.
const CONTENT: usize = 5;

/// What a source has to plant: its words and names, and the means to tell whether something stands
/// in it anyway.
#[derive(Debug)]
pub struct Stock<'a> {
    folded: &'a Folded<'a>,
    lexicon: Lexicon,
    /// The text in lower case, its white space collapsed.
    flat: String,
    words: Vec<String>,
    names: Vec<String>,
}

impl<'a> Stock<'a> {
    /// What `folded` has; `language` is the declared one, BCP 47.
    pub fn new(folded: &'a Folded<'a>, language: Option<&str>, lexicon: &Lexicon) -> Self {
        let raw = folded.raw();
        let middle = raw.floor_char_boundary(raw.len() / 3);
        let end = raw.floor_char_boundary(middle + 1_200);
        let lexicon = lexicon.for_text(language, &raw[middle..end]);
        let tokens = Tokens::new(raw, 0..raw.len());
        let (mut words, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (at, &token) in tokens.list.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let form = tokens.form(token);
            if name(&tokens, at, &lexicon) {
                names.insert(tokens.cased(token));
            } else if content(form, tokens.cased(token), &lexicon) {
                words.insert(form);
            }
        }
        let owned = |set: BTreeSet<&str>| {
            let step = set.len() / STOCK + 1;
            set.into_iter().step_by(step).map(str::to_owned).collect()
        };
        let (words, names) = (owned(words), owned(names));
        Self {
            folded,
            flat: flat(raw),
            words,
            names,
            lexicon,
        }
    }

    /// The words of the language the source is written in.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Words of the source that say something by themselves, in alphabetical order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Names of the source, in alphabetical order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether `quote` stands in the source as it is, but for white space and case, cut out at the
    /// edges of words: what was changed is then a faithful quote of another passage.
    pub fn holds(&self, quote: &str) -> bool {
        let wanted = flat(quote);
        let wanted = wanted.trim_matches(|c: char| c.is_whitespace() || ".,;:!?".contains(c));
        memchr::memmem::find_iter(self.flat.as_bytes(), wanted.as_bytes()).any(|at| {
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "-−".contains(c));
            !word(self.flat[..at].chars().next_back())
                && !word(self.flat[at + wanted.len()..].chars().next())
        })
    }

    /// Whether the words of each fragment stand in the source, one fragment after the other.
    pub(super) fn holds_in_order(&self, first: &str, second: &str) -> bool {
        const PLACES: usize = 100;
        let starts = self.folded.find(first, PLACES);
        let after = self.folded.find(second, usize::MAX);
        let last = after.last().map_or(0, |span| span.start);
        starts.first().is_some_and(|span| span.end <= last)
    }

    /// Whether the words of `quote` stand in the source in this order, whatever the signs between
    /// them.
    pub fn holds_words(&self, quote: &str) -> bool {
        !self.folded.find(quote, 1).is_empty()
    }
}

fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        flat.push_str(&word.to_lowercase());
        flat.push(' ');
    }
    flat.pop();
    flat
}

/// Whether a token is a name: a capital in the middle of a sentence, and no word of the language.
fn name(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> bool {
    let token = tokens.list[at];
    let inside = at.checked_sub(1).is_some_and(|before| {
        matches!(
            tokens.list[before].kind,
            TokenKind::Word | TokenKind::Comma | TokenKind::Open
        )
    });
    let cased = tokens.cased(token);
    inside
        && !token.line_start()
        && cased.chars().count() >= 4
        && cased.starts_with(char::is_uppercase)
        && !cased[1..].contains(|c: char| !c.is_lowercase())
        && !lexicon.is_word(tokens.form(token))
}

fn content(form: &str, cased: &str, lexicon: &Lexicon) -> bool {
    form == cased
        && form.chars().count() >= CONTENT
        && form.chars().all(char::is_alphabetic)
        && lexicon.is_word(form)
        && !lexicon
            .classes(form)
            .intersects(Classes::FUNCTION.union(Classes::NEGATION))
}

/// A faithful quote to plant changes in.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The quote: without elisions and brackets of its own.
    pub quote: &'a str,
    /// Its source.
    pub stock: &'a Stock<'a>,
    /// Other faithful quotes of the same source.
    pub others: &'a [String],
    pub(super) tokens: Tokens,
    /// Indexes of the tokens that are words, outside links and footnote marks.
    pub(super) words: Vec<usize>,
}

impl<'a> Ground<'a> {
    /// `None` for a quote that a change would leave unrecognisable: fewer than four words.
    pub fn new(quote: &'a str, stock: &'a Stock<'a>, others: &'a [String]) -> Option<Self> {
        let tokens = Tokens::new(quote, 0..quote.len());
        let word = |token: &Token| token.kind == TokenKind::Word && !token.bracketed();
        let words: Vec<usize> = (0..tokens.list.len())
            .filter(|&at| word(&tokens.list[at]))
            .collect();
        (words.len() >= 4).then_some(Self {
            quote,
            stock,
            others,
            tokens,
            words,
        })
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        self.stock.lexicon()
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.tokens.list[at]
    }

    pub(super) fn form(&self, at: usize) -> &str {
        self.tokens.form(self.token(at))
    }

    /// The quote's characters of a token.
    pub(super) fn raw(&self, at: usize) -> &'a str {
        &self.quote[self.token(at).span.range()]
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.lexicon().classes(self.form(at))
    }

    /// Tokens that are words of a class.
    pub(super) fn of(&self, classes: Classes) -> Vec<usize> {
        let words = self.words.iter().copied();
        words
            .filter(|&at| self.classes(at).intersects(classes))
            .collect()
    }

    pub(super) fn content_words(&self) -> Vec<usize> {
        let words = self.words.iter().copied();
        words
            .filter(|&at| content(self.form(at), self.raw(at), self.lexicon()))
            .collect()
    }

    pub(super) fn names(&self) -> Vec<usize> {
        let words = self.words.iter().copied();
        words
            .filter(|&at| name(&self.tokens, at, self.lexicon()))
            .collect()
    }

    /// Numbers in digits that say how much: no footnote marks, and no bullets of a list.
    pub(super) fn numbers(&self) -> Vec<usize> {
        let all = 0..self.tokens.list.len();
        all.filter(|&at| {
            let token = self.token(at);
            token.kind == TokenKind::Number
                && !token.note()
                && !token.line_start()
                && self
                    .raw(at)
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
        })
        .collect()
    }

    /// Whether a word beside a token is the same: one of two equal words is a slip.
    pub(super) fn repeats(&self, at: usize, word: &str) -> bool {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside.into_iter().flatten();
        let word = word.to_lowercase();
        beside.any(|at| at < self.tokens.list.len() && self.form(at) == word)
    }

    /// Whether a token has words on either side, `margin` of them.
    pub(super) fn inside(&self, at: usize, margin: usize) -> bool {
        self.words.get(margin).is_some_and(|&first| first <= at)
            && self
                .words
                .len()
                .checked_sub(margin + 1)
                .is_some_and(|last| at <= self.words[last])
    }

    /// The quote with other characters in place of `span`.
    pub(super) fn replace(&self, span: Span, with: &str) -> String {
        format!(
            "{}{with}{}",
            &self.quote[..span.start],
            &self.quote[span.end..]
        )
    }

    /// The quote with another word in place of a token, in the same case.
    pub(super) fn swap(&self, at: usize, word: &str) -> String {
        self.replace(self.token(at).span, &like(self.raw(at), word))
    }

    /// The quote with the words put in before a token.
    pub(super) fn insert(&self, at: usize, words: &str) -> String {
        let start = self.token(at).span.start;
        self.replace(Span::new(start, start), &format!("{words} "))
    }

    /// The quote without the tokens from `first` to `last`, nor the space after them.
    pub(super) fn without(&self, first: usize, last: usize) -> String {
        let end = self.tokens.list.get(last + 1);
        let end = end.map_or(self.quote.len(), |token| token.span.start);
        self.replace(Span::new(self.token(first).span.start, end), "")
    }
}

/// `word` with a capital where `model` has one.
fn like(model: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if model.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
