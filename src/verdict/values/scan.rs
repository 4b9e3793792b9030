//! A text as tokens: words, numerals and single symbols, each with its place.

use std::borrow::Cow;

use super::lexicon::{Entry, entry, fold};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A run of letters.
    Word,
    /// Digits, with the signs that group them and set off decimals.
    Numeral,
    /// Any other character but white space.
    Symbol,
}

/// A token of a text.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    /// First byte.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// A word folded as in the lexicons; anything else as written, dashes and minus signs as `-`.
    pub(super) key: Cow<'t, str>,
    /// What the lexicons know of phrases that begin with it.
    pub(super) entry: Option<&'static Entry>,
    /// No white space stands before it (never true of the first).
    pub(super) glued: bool,
}

/// All tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    scan(text, entry)
}

/// All tokens of `text`; what the lexicons hold of each is asked of `known`.
pub(super) fn scan<'t>(
    text: &'t str,
    known: impl Fn(&str) -> Option<&'static Entry>,
) -> Vec<Token<'t>> {
    let mut list: Vec<Token<'t>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == ' ' {
            at += 1;
            continue;
        }
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let after_token = list.last().is_some_and(|token| token.end == at);
        let point = c == '.' && !after_token && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let (kind, len) = if c.is_ascii_digit() {
            (TokenKind::Numeral, numeral_len(rest))
        } else if point {
            // ".5": the zero is left out.
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            (TokenKind::Numeral, 1 + digits)
        } else if c.is_alphabetic() {
            (TokenKind::Word, word_len(rest))
        } else {
            (TokenKind::Symbol, c.len_utf8())
        };
        let written = &rest[..len];
        let key = match kind {
            TokenKind::Word => fold(written),
            TokenKind::Numeral => Cow::Borrowed(written),
            TokenKind::Symbol => Cow::Borrowed(symbol_key(written)),
        };
        let entry = known(&key);
        let glued = list.last().is_some_and(|token| token.end == at);
        list.push(Token {
            kind,
            start: at,
            end: at + len,
            key,
            entry,
            glued,
        });
        at += len;
    }
    list
}

/// White space, and what takes no room.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn symbol_key(written: &str) -> &str {
    match written {
        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2015}"
        | "\u{2212}" | "\u{2e3a}" | "\u{fe63}" | "\u{ff0d}" => "-",
        "\u{2019}" | "\u{2018}" | "\u{02bc}" | "`" => "'",
        "\u{2044}" | "\u{2215}" => "/",
        "\u{ff05}" => "%",
        "\u{ff04}" => "$",
        other => other,
    }
}

fn word_len(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &text[ascii..];
    let next = rest.as_bytes().first();
    if next.is_none_or(u8::is_ascii) {
        return ascii;
    }
    ascii
        + rest
            .find(|c: char| {
                !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c)
            })
            .unwrap_or(rest.len())
}

/// Bytes of the numeral at the beginning of `text`: digits, and what joins them to more digits. A
/// space or apostrophe joins only groups of three.
fn numeral_len(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    let mut groups_of_three = end <= 3;
    let mut decimal = false;
    while let Some(sep) = text[end..].chars().next() {
        let next = end + sep.len_utf8();
        let len = digits(next);
        let joins = match sep {
            '.' | ',' => len > 0,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}' => {
                groups_of_three
                    && !decimal
                    && len == 3
                    && !text[next + len..].starts_with(char::is_alphabetic)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        decimal |= matches!(sep, '.' | ',');
        groups_of_three &= len == 3;
        end = next + len;
    }
    end
}
