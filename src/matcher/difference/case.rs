//! Capitals and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::matcher::judge::{Judged, Pair};
use crate::matcher::lexicon::Classes;
use crate::matcher::model::{Fidelity, Kind};
use crate::text::{TokenKind, Tokens};

use super::between;

/// Of a line longer than this, in bytes, it is not asked whether it is all in capitals.
const LONGEST_HEADING: usize = 400;

/// Two words of the same letters in another case, or with other accents.
pub(super) fn or_accent(pair: &Pair<'_>, i: usize, j: usize) -> Judged {
    let (a, b) = (pair.q_form(i), pair.s_form(j));
    if a != b {
        if without_accents(a) != without_accents(b) {
            return between(pair, i, j, Kind::Content, Fidelity::Altered);
        }
        // año is not ano; without accents it is merely careless.
        let two_words = pair.lexicon.is_word(a) && pair.lexicon.is_word(b);
        return if two_words && !pair.lexicon.same_spelling(a, b) {
            between(pair, i, j, Kind::Content, Fidelity::Altered)
        } else {
            between(pair, i, j, Kind::Accent, Fidelity::Near)
        };
    }
    let edited = pair.q(i).bracketed() && !pair.s(j).bracketed();
    let (quoted, source) = (
        pair.quote_tokens.cased(pair.q(i)),
        pair.source_tokens.cased(pair.s(j)),
    );
    let first_only = quoted.chars().skip(1).eq(source.chars().skip(1));
    let judged = |kind, weight| between(pair, i, j, kind, weight);
    if first_only && edited {
        return judged(Kind::Bracket, Fidelity::Edited);
    }
    if first_only && sentence_start(pair, i, j) {
        return judged(Kind::Case, Fidelity::Typographic);
    }
    if in_capitals(pair.source, pair.s(j).span.start)
        || in_capitals(pair.quote, pair.q(i).span.start)
    {
        return judged(Kind::Case, Fidelity::Typographic);
    }
    let classes = pair.lexicon.classes(b);
    if classes.intersects(Classes::UNIT) && follows_number(pair, i, j) {
        return judged(Kind::Unit, Fidelity::Altered);
    }
    if coded(pair, i, j) {
        return judged(Kind::Name, Fidelity::Altered);
    }
    let inner = |tokens: &Tokens, at: usize| tokens.inner_capital(tokens.list[at]);
    if inner(pair.quote_tokens, i) || inner(pair.source_tokens, j) {
        // MUST for must is emphasis; WHO for who is another word.
        let plain_word = pair.lexicon.is_word(a)
            && (a.chars().count() >= 4
                || classes.intersects(Classes::MODALITY.union(Classes::NEGATION)));
        let shouted = |text: &str| text.chars().all(|c| !c.is_lowercase());
        return if plain_word && (shouted(quoted) || shouted(source)) {
            judged(Kind::Case, Fidelity::Near)
        } else {
            judged(Kind::Name, Fidelity::Altered)
        };
    }
    judged(Kind::Case, Fidelity::Near)
}

/// A word without the marks that are accents in its script: those of Latin and Greek letters, the
/// stress on Cyrillic ones, the points of Arabic and Hebrew. Any other mark makes another letter:
/// й is no и with an accent, が no か, and vowels of Indian scripts and of Thai are marks.
fn without_accents(word: &str) -> String {
    let mut base = ' ';
    word.nfd()
        .filter(|&c| {
            let accent = match u32::from(c) {
                0x300 | 0x301 => true,
                0x308 if matches!(base, 'е' | 'Е') => true,
                0x302..=0x36F => {
                    matches!(u32::from(base), 0x41..=0x24F | 0x250..=0x3FF | 0x1E00..=0x1FFF)
                }
                0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 => true,
                _ => false,
            };
            if !is_combining_mark(c) {
                base = c;
            }
            !accent
        })
        .map(plain)
        .collect()
}

/// The letters with a stroke, which do not come apart.
fn plain(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        'ς' => 'σ',
        other => other,
    }
}

/// Whether either token is the first of a sentence, or of the quote.
pub(super) fn sentence_start(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    starts(pair, pair.quote_tokens, i, pair.first) || starts(pair, pair.source_tokens, j, 0)
}

fn starts(pair: &Pair<'_>, tokens: &Tokens, at: usize, first: usize) -> bool {
    for (before, token) in tokens.list[first..at].iter().enumerate().rev() {
        match token.kind {
            TokenKind::Stop if abbreviates(pair, tokens, first + before) => return false,
            TokenKind::Markup | TokenKind::Open => {}
            // A closing mark goes with what stands before it: `… Court,” Charlotte said`.
            TokenKind::Quotation if !token.space_before() => {}
            TokenKind::Quotation
            | TokenKind::Stop
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Ellipsis => return true,
            TokenKind::Comma => return tokens.form(*token) == ":",
            _ => return false,
        }
    }
    true
}

/// Whether the full stop at `at` is that of an abbreviation or an initial: "Dr. Smith".
fn abbreviates(pair: &Pair<'_>, tokens: &Tokens, at: usize) -> bool {
    let Some(&word) = at.checked_sub(1).and_then(|at| tokens.list.get(at)) else {
        return false;
    };
    let cased = tokens.cased(word);
    word.kind == TokenKind::Word
        && !tokens.list[at].space_before()
        && (cased.chars().nth(1).is_none() && cased.starts_with(char::is_uppercase)
            || pair
                .lexicon
                .is_abbreviation(&format!("{}.", tokens.form(word))))
}

fn follows_number(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let number = |tokens: &Tokens, at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                tokens.list[before].kind,
                TokenKind::Number | TokenKind::Symbol
            )
        })
    };
    number(pair.quote_tokens, i) || number(pair.source_tokens, j)
}

/// Whether a digit touches the word, directly or by a hyphen: a symbol, not a word.
pub(super) fn coded(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    touches_digit(pair.quote_tokens, i) || touches_digit(pair.source_tokens, j)
}

fn touches_digit(tokens: &Tokens, at: usize) -> bool {
    let list = &tokens.list;
    let glued = |at: usize| list.get(at).is_some_and(|token| !token.space_before());
    let number = |at: usize| {
        list.get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    };
    let dash = |at: usize| {
        list.get(at)
            .is_some_and(|token| token.kind == TokenKind::Dash)
    };
    let after = (glued(at + 1) && number(at + 1))
        || (glued(at + 1) && dash(at + 1) && glued(at + 2) && number(at + 2));
    // A number just before is a unit's or a suffix's (`5mg`, `60-year`): only a code goes on.
    after
}

/// Whether either word is written as a name is: with a capital that no sentence asks for, or with
/// capitals inside.
pub(super) fn name(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let named = |tokens: &Tokens, at: usize, first: usize| {
        let token = tokens.list[at];
        let capital = tokens
            .cased(token)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        (capital && !starts(pair, tokens, at, first))
            || tokens.inner_capital(token)
            || (capital && !pair.lexicon.is_word(tokens.form(token)))
    };
    named(pair.quote_tokens, i, pair.first)
        || named(pair.source_tokens, j, 0)
        || pair
            .lexicon
            .classes(pair.s_form(j))
            .intersects(Classes::NAME)
        || coded(pair, i, j)
}

/// Whether the line at byte `at` is a heading in capitals: no small letter, two words or more.
fn in_capitals(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end);
    let line = &text[start..end];
    line.len() <= LONGEST_HEADING
        && !line.chars().any(char::is_lowercase)
        && line
            .split_whitespace()
            .filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1)
            .count()
            > 1
}
