//! The same letters in another number of tokens, and digits read for letters.

use crate::matcher::align::{Step, StepKind};
use crate::matcher::judge::{Judged, Pair};
use crate::matcher::lexicon::Classes;
use crate::matcher::model::{Fidelity, Kind};
use crate::text::{Token, TokenKind, Tokens};

use super::of;

/// A step of kind [`StepKind::Joined`].
pub(in crate::matcher) fn joined(pair: &Pair<'_>, step: &Step) -> Option<Judged> {
    let quote = &pair.quote_tokens.list[step.quote.clone()];
    let source = &pair.source_tokens.list[step.source.clone()];
    let judged = |kind, weight| Some(of(pair, step, kind, weight));
    let dashes = |side: &[Token]| {
        side.iter()
            .filter(|token| token.kind == TokenKind::Dash)
            .count()
    };
    let numbers = |side: &[Token]| side.iter().any(|token| token.kind == TokenKind::Number);
    if numbers(quote) || numbers(source) {
        return if dashes(quote) + dashes(source) == 0
            && thousands(pair.quote_tokens, quote)
            && thousands(pair.source_tokens, source)
        {
            judged(Kind::Separator, Fidelity::Typographic)
        } else {
            judged(Kind::Number, Fidelity::Altered)
        };
    }
    let whole: String = quote
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|&token| pair.quote_tokens.form(token))
        .collect();
    let pieces: Vec<&str> = if dashes(quote) + quote.len() >= dashes(source) + source.len() {
        words(pair.quote_tokens, quote)
    } else {
        words(pair.source_tokens, source)
    };
    let word = |form: &str| pair.lexicon.is_word(form);
    // Non-smoker and nonsmoker are one word; re-sign and resign are two.
    let hyphen_tells = || pair.lexicon.are_other_words(&pieces.join("-"), &whole);
    // A hyphen at the end of a line, or what is left of one where the line break became a space.
    let broken = |side: &[Token]| {
        side.iter().enumerate().any(|(at, token)| {
            token.line_end()
                || (token.kind == TokenKind::Dash
                    && side.get(at + 1).is_some_and(|next| next.space_before())
                    && !token.space_before())
        })
    };
    if broken(source) || broken(quote) {
        // Whose hyphen it is, the typesetter's or the word's, nobody can tell there.
        return if hyphen_tells() {
            judged(Kind::LineEndHyphen, Fidelity::Near)
        } else {
            judged(Kind::LineEndHyphen, Fidelity::Typographic)
        };
    }
    if dashes(quote) + dashes(source) > 0 {
        return if hyphen_tells() {
            judged(Kind::Content, Fidelity::Altered)
        } else {
            judged(Kind::Spelling, Fidelity::Near)
        };
    }
    // A space lost or put in. "Every day" is not "everyday".
    let two_readings = || word(&whole) && pieces.iter().all(|it| word(it) || prefix(pair, it));
    if two_readings() {
        judged(Kind::Content, Fidelity::Altered)
    } else {
        judged(Kind::Slip, Fidelity::Near)
    }
}

fn words<'a>(tokens: &'a Tokens, side: &[Token]) -> Vec<&'a str> {
    side.iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|&token| tokens.form(token))
        .collect()
}

fn prefix(pair: &Pair<'_>, form: &str) -> bool {
    pair.lexicon
        .classes(form)
        .intersects(Classes::MEANING_PREFIX)
}

/// Whether the digits are groups of three behind at most three.
fn thousands(tokens: &Tokens, side: &[Token]) -> bool {
    let digits = |token: Token| {
        let form = tokens.form(token);
        form.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(form.len())
    };
    let mut groups = side.iter().map(|&token| digits(token));
    match side.len() {
        1 => groups.next().flatten().is_some(),
        _ => {
            groups.next().flatten().is_some_and(|first| first <= 3)
                && groups.all(|group| group == Some(3))
        }
    }
}

/// Digits that a scanner reads for letters: `signat0ry`. The whole group of steps is one word.
pub(in crate::matcher) fn misread(pair: &Pair<'_>, steps: &[Step]) -> Option<Judged> {
    let (first, last) = (steps.first()?, steps.last()?);
    let whole = Step {
        kind: StepKind::Replaced,
        quote: first.quote.start..last.quote.end,
        source: first.source.start..last.source.end,
    };
    let side = |tokens: &Tokens, range: std::ops::Range<usize>| -> Option<(String, bool)> {
        let list = &tokens.list[range];
        let glued = list.iter().skip(1).all(|token| !token.space_before());
        let plain = list
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        (glued && plain && !list.is_empty()).then(|| {
            let form: String = list.iter().map(|&token| tokens.form(token)).collect();
            let digits = list.iter().any(|token| token.kind == TokenKind::Number);
            (form, digits)
        })
    };
    let (quoted, quoted_digits) = side(pair.quote_tokens, whole.quote.clone())?;
    let (source, source_digits) = side(pair.source_tokens, whole.source.clone())?;
    if quoted_digits == source_digits || quoted.len() != source.len() || quoted.len() < 4 {
        return None;
    }
    let (scanned, word) = if quoted_digits {
        (&quoted, &source)
    } else {
        (&source, &quoted)
    };
    let letters = scanned.bytes().filter(u8::is_ascii_alphabetic).count();
    let alike = |a: u8, b: u8| {
        a == b
            || matches!(
                (a, b),
                (b'0', b'o') | (b'1', b'l' | b'i') | (b'5', b's') | (b'8', b'b')
            )
    };
    (letters * 4 >= scanned.len() * 3
        && scanned.bytes().zip(word.bytes()).all(|(a, b)| alike(a, b))
        && pair.lexicon.is_word(word))
    .then(|| of(pair, &whole, Kind::Slip, Fidelity::Near))
}
