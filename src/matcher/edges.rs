//! Does the quote begin and end where words and numbers do?
//!
//! A hyphenated compound is not cut, and a number takes with it all that makes it that number:
//! sign, comparison, currency, separators, exponent, percent, scale word and unit.

use crate::text::tokens::{apostrophe, dash, unseen};
use crate::text::{Span, Token, TokenKind, Tokens};

use super::lexicon::{Classes, Lexicon};

/// How many bytes around a match are read for what belongs to its first and last word.
const REACH: usize = 96;

/// How strictly an edge is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// An end of the quote.
    Outer,
    /// An end at an elision mark: the unit of a number may have been left out.
    Elided,
}

/// What of the source belongs to the first or the last word of `span`, but was not quoted: the
/// span with those characters, where there are any.
pub(super) fn cut(
    text: &str,
    span: Span,
    front: Edge,
    back: Edge,
    lexicon: &Lexicon,
) -> (Option<Span>, Option<Span>) {
    let inside = &text[span.range()];
    // What is drawn as nothing stands between nobody.
    let before_it = text[..span.start].trim_end_matches(unseen).len();
    let after_it = text.len() - text[span.end..].trim_start_matches(unseen).len();
    let span = Span::new(before_it, after_it);
    (
        before(text, span, inside, front, lexicon),
        after(text, span, inside, back, lexicon),
    )
}

fn before(text: &str, span: Span, inside: &str, edge: Edge, lexicon: &Lexicon) -> Option<Span> {
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let outside = &text[from..span.start];
    let last = outside.chars().next_back()?;
    let first = inside.chars().next()?;
    if last.is_whitespace() && !first.is_ascii_digit() {
        // Nothing touches a word; only a number reaches over a space.
        return scale_before(text, from, span, inside, lexicon);
    }
    let until = |start: usize| Some(Span::new(start, span.start));
    if touching(last, first) {
        return until(word_start(text, from, span.start));
    }
    let digit_first = first.is_ascii_digit();
    if digit_first && separator(last) {
        let rest = outside[..outside.len() - last.len_utf8()]
            .chars()
            .next_back();
        if rest.is_some_and(|c| c.is_ascii_digit())
            && (!last.is_whitespace() || three_digits(inside))
        {
            return until(word_start(text, from, span.start - last.len_utf8()));
        }
    }
    let tokens = Tokens::new(text, from..span.start);
    let token = *tokens.list.last()?;
    if blank_line(&text[token.span.end..span.start]) {
        return None;
    }
    let glued = token.span.end == span.start;
    let glued_to_word = |token: Token| {
        text[..token.span.start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    };
    match token.kind {
        TokenKind::Dash if glued && digit_first && token.sign() => until(token.span.start),
        TokenKind::Dash if glued && glued_to_word(token) && compound(text, token, digit_first) => {
            until(word_start(text, from, token.span.start))
        }
        TokenKind::Quotation if glued && glued_to_word(token) && first.is_alphabetic() => {
            // "homme" of "l'homme" is a word; "Brien" of "O'Brien" is not.
            let start = word_start(text, from, token.span.start);
            let article = &text[start..token.span.start];
            let elided = matches!(
                article,
                "l" | "d"
                    | "j"
                    | "m"
                    | "n"
                    | "s"
                    | "t"
                    | "c"
                    | "qu"
                    | "L"
                    | "D"
                    | "J"
                    | "M"
                    | "N"
                    | "S"
                    | "T"
                    | "C"
                    | "Qu"
            ) && lexicon.languages().any(|language| language == "fr");
            (!elided && text[token.span.range()].chars().all(apostrophe))
                .then(|| Span::new(start, span.start))
        }
        TokenKind::Symbol
            if digit_first && edge == Edge::Outer
                || token.kind == TokenKind::Symbol && glued && digit_first =>
        {
            let form = tokens.form(token);
            let makes = matches!(
                form,
                "<" | ">"
                    | "≤"
                    | "≥"
                    | "±"
                    | "$"
                    | "€"
                    | "£"
                    | "¥"
                    | "₹"
                    | "~"
                    | "≈"
                    | "+"
                    | "^"
                    | "≠"
                    | "#"
                    | "≪"
                    | "≫"
            );
            let divides = glued && matches!(form, "/" | "×" | "*");
            (makes || divides).then(|| Span::new(token.span.start, span.start))
        }
        TokenKind::Word if digit_first && !glued => {
            let currency = matches!(
                tokens.cased(token),
                "USD" | "EUR" | "GBP" | "US" | "CHF" | "JPY" | "Rs"
            );
            let last_is_space = last.is_whitespace();
            (currency && last_is_space && tokens.cased(token) != "US")
                .then(|| Span::new(token.span.start, span.start))
        }
        _ => None,
    }
}

/// "million" out of "10 million".
fn scale_before(
    text: &str,
    from: usize,
    span: Span,
    inside: &str,
    lexicon: &Lexicon,
) -> Option<Span> {
    let head = &inside[..inside
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(inside.len())];
    if head.is_empty()
        || !text[..span.start]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    if !lexicon
        .classes(&head.to_lowercase())
        .intersects(Classes::SCALE)
    {
        return None;
    }
    let number = text[..span.start].trim_end().len();
    Some(Span::new(word_start(text, from, number), span.start))
}

fn after(text: &str, span: Span, inside: &str, edge: Edge, lexicon: &Lexicon) -> Option<Span> {
    let to = text.floor_char_boundary((span.end + REACH).min(text.len()));
    let outside = &text[span.end..to];
    let next = outside.chars().next()?;
    let last = inside.chars().next_back()?;
    let digit_last = last.is_ascii_digit();
    if next.is_whitespace() && !digit_last {
        return None;
    }
    let until = |end: usize| Some(Span::new(span.end, end));
    if touching(last, next) {
        return until(word_end(text, span.end, to));
    }
    let mut following = outside.chars();
    following.next();
    let second = following.next();
    if apostrophe(next) && last.is_alphabetic() {
        // A possessive may be left off; "he" of "he'll" is cut.
        let rest = &outside[next.len_utf8()..];
        let tail = &rest[..rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len())];
        return (!tail.is_empty() && tail != "s" && tail != "S")
            .then(|| Span::new(span.end, span.end + next.len_utf8() + tail.len()));
    }
    if digit_last && separator(next) && second.is_some_and(|c| c.is_ascii_digit()) {
        let digits = outside[next.len_utf8()..]
            .chars()
            .take_while(char::is_ascii_digit)
            .count();
        if !next.is_whitespace() || digits == 3 {
            return until(word_end(text, span.end + next.len_utf8(), to));
        }
    }
    let tokens = Tokens::new(text, span.end..to);
    let token = *tokens.list.first()?;
    if blank_line(&text[span.end..token.span.start]) {
        return None;
    }
    let glued = token.span.start == span.end;
    match token.kind {
        TokenKind::Dash if glued => {
            let glued_right = text[token.span.end..to].starts_with(char::is_alphanumeric);
            (glued_right
                && compound(
                    text,
                    token,
                    digit_last && text[token.span.end..].starts_with(|c: char| c.is_ascii_digit()),
                ))
            .then(|| Span::new(span.end, word_end(text, token.span.end, to)))
        }
        TokenKind::Symbol if digit_last => {
            let form = tokens.form(token);
            matches!(form, "%" | "‰" | "°" | "€" | "£" | "$" | "℃" | "/")
                .then_some(())
                .filter(|()| edge == Edge::Outer || glued)
                .filter(|()| form != "/" || glued)
                .map(|()| Span::new(span.end, token.span.end))
        }
        TokenKind::Raised if glued => {
            let unit = inside
                .rsplit(|c: char| !c.is_alphabetic())
                .next()
                .is_some_and(|word| lexicon.classes(word).intersects(Classes::UNIT));
            (digit_last || unit).then(|| Span::new(span.end, token.span.end))
        }
        TokenKind::Word if digit_last => {
            let form = tokens.form(token);
            let classes = lexicon.classes(form);
            let belongs = glued
                || classes.intersects(Classes::SCALE)
                || (edge == Edge::Outer
                    && classes.intersects(Classes::UNIT)
                    && !classes.intersects(Classes::FUNCTION)
                    && !form.is_empty());
            belongs.then(|| Span::new(span.end, token.span.end))
        }
        _ => None,
    }
}

/// Nothing belongs together across a blank line.
fn blank_line(between: &str) -> bool {
    between.matches('\n').count() > 1
}

/// Whether two neighbouring characters belong to one word or number.
fn touching(left: char, right: char) -> bool {
    use crate::text::fold::unspaced;
    (left.is_alphanumeric() || unicode_normalization::char::is_combining_mark(left))
        && (right.is_alphanumeric() || unicode_normalization::char::is_combining_mark(right))
        && !unspaced(left)
        && !unspaced(right)
        && !raised_mark(right)
}

/// A raised figure after a word is looked at as a token.
fn raised_mark(character: char) -> bool {
    matches!(character, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// What may stand between the digits of one number.
fn separator(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | '·' | ':' | '/' | '\'' | '’' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '⁄'
    )
}

fn three_digits(inside: &str) -> bool {
    inside.chars().take_while(char::is_ascii_digit).count() == 3
}

/// A dash that joins what stands on both sides: a hyphen or an en dash; between digits any.
fn compound(text: &str, token: Token, digits: bool) -> bool {
    let raw = &text[token.span.range()];
    digits
        || (raw.chars().count() == 1
            && raw
                .chars()
                .all(|c| dash(c) && !matches!(c, '—' | '―' | '⸺' | '⸻')))
}

fn word_start(text: &str, from: usize, end: usize) -> usize {
    from + text[from..end]
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“'))
        .map_or(0, |at| {
            at + text[from + at..].chars().next().map_or(0, char::len_utf8)
        })
}

fn word_end(text: &str, start: usize, to: usize) -> usize {
    start
        + text[start..to]
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '"' | '”' | ',' | ';'))
            .unwrap_or(to - start)
}
