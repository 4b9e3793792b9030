//! What to say of a file that is not TOML: where, what, and the cure for the usual cause.

use toml_parser::lexer::{Token, TokenKind};
use toml_parser::{Expected, ParseError};

use super::{Document, Lines, Span};

/// The first place at which a file is not TOML.
#[derive(Clone, Debug)]
pub struct SyntaxError<'t> {
    /// Bytes of the file; may be empty where something is missing.
    pub span: Span,
    /// What is wrong, without a final full stop.
    pub message: String,
    /// How to mend it, where the usual cause is recognised.
    pub help: Option<String>,
    /// What could be read, before and after the error: good for telling where it stands, not to
    /// work with.
    pub partial: Document<'t>,
}

impl<'t> SyntaxError<'t> {
    pub(super) fn new(
        text: &'t str,
        tokens: &[Token],
        error: &ParseError,
        partial: Document<'t>,
    ) -> Self {
        let context = error.context().map_or_else(Span::default, ours);
        let span = error.unexpected().map_or(context, ours);
        let (span, message, help) = control_character(text, span)
            .or_else(|| end_of_string(text, tokens, span))
            .or_else(|| unclosed_string(text, context, span))
            .or_else(|| escape(text, context, span))
            .or_else(|| bare_word(text, span, error))
            .unwrap_or_else(|| (span, described(error), None));
        Self {
            span: on_boundaries(text, span),
            message,
            help,
            partial,
        }
    }
}

type Explained = (Span, String, Option<String>);

fn control_character(text: &str, span: Span) -> Option<Explained> {
    // For a carriage return the parser points at what should be a line feed behind it.
    let before = text
        .get(..span.start)?
        .ends_with('\r')
        .then(|| span.start - 1);
    let start = before.unwrap_or(span.start);
    let found = text.get(start..)?.chars().next()?;
    if !found.is_control() || matches!(found, '\n' | '\t') || text[start..].starts_with("\r\n") {
        return None;
    }
    let span = Span::new(start, start + found.len_utf8());
    if found == '\r' {
        let help = "save the file with the line ends LF or CRLF".to_owned();
        return Some((
            span,
            "a carriage return that ends no line".to_owned(),
            Some(help),
        ));
    }
    let code = format!("{:04X}", u32::from(found));
    Some((
        span,
        format!("the control character U+{code} may not stand in a TOML file"),
        Some(format!(
            "remove it, or write it \\u{code} between quotation marks"
        )),
    ))
}

/// More text right behind the end of a string: nearly always a quotation mark inside it.
fn end_of_string(text: &str, tokens: &[Token], span: Span) -> Option<Explained> {
    let at = tokens.partition_point(|token| token.span().end() <= span.start);
    let next = tokens.get(at)?;
    let before = tokens[..at]
        .iter()
        .rfind(|token| token.kind() != TokenKind::Whitespace)?;
    if matches!(
        next.kind(),
        TokenKind::Newline | TokenKind::Comment | TokenKind::Eof
    ) {
        return None;
    }
    let string = ours(before.span());
    let next = ours(next.span());
    let word = text[next.range()]
        .find(['"', '\''])
        .filter(|&quote| quote > 0);
    let span = Span::new(
        next.start,
        word.map_or(next.end, |length| next.start + length),
    );
    let begins = Lines::new(&text[..string.end])
        .position(text, string.start)
        .line;
    let (message, help) = match before.kind() {
        TokenKind::BasicString => (
            "more text follows the end of the string: a quotation mark inside it ends it"
                .to_owned(),
            "put the text between ''' and ''': '''He said \"no\"'''",
        ),
        TokenKind::LiteralString => (
            "more text follows the end of the string: an apostrophe inside it ends it".to_owned(),
            "put the text between ''' and ''': '''It wasn't'''",
        ),
        TokenKind::MlBasicString => (
            format!("the string that begins on line {begins} ends before this text"),
            "close it with \"\"\" where it should end; for text that holds \"\"\" use '''",
        ),
        TokenKind::MlLiteralString => (
            format!("the string that begins on line {begins} ends before this text"),
            "close it with ''' where it should end; for text that holds ''' use \"\"\"",
        ),
        _ => return None,
    };
    Some((span, message, Some(help.to_owned())))
}

fn unclosed_string(text: &str, context: Span, span: Span) -> Option<Explained> {
    let raw = text.get(context.range())?;
    let mark = ["'''", "\"\"\"", "'", "\""]
        .into_iter()
        .find(|mark| raw.starts_with(mark))?;
    if span.start != context.end {
        return None;
    }
    let help = if mark.len() == 3 {
        format!("close it with {mark}")
    } else {
        format!(
            "close it with {mark}; text that runs over several lines stands between ''' and '''"
        )
    };
    let opening = Span::new(context.start, context.start + mark.len());
    Some((opening, "this string is not closed".to_owned(), Some(help)))
}

fn escape(text: &str, context: Span, span: Span) -> Option<Explained> {
    let raw = text.get(context.range())?;
    let backslash = text.get(..span.start)?.rfind('\\')?;
    if !raw.starts_with('"') || backslash < context.start || span.start - backslash > 9 {
        return None;
    }
    let letter = text[backslash + 1..]
        .chars()
        .next()
        .filter(|letter| !letter.is_control())?;
    Some((
        Span::new(backslash, backslash + 1 + letter.len_utf8()),
        format!("`\\{letter}` begins no escape here"),
        Some("write \\\\ for a backslash, or put the text between ''' and '''".to_owned()),
    ))
}

/// A value that is neither a number, a date nor a truth value: text without quotation marks.
fn bare_word(text: &str, span: Span, error: &ParseError) -> Option<Explained> {
    let line = text.get(..span.start)?.rfind('\n').map_or(0, |end| end + 1);
    let (key, before) = text[line..span.start].split_once('=')?;
    let word = text[span.start..]
        .split(['\n', '\r', ',', '#'])
        .next()
        .unwrap_or("")
        .trim();
    let letter = word.chars().next().is_some_and(char::is_alphabetic);
    if !letter || !before.trim().is_empty() {
        return None;
    }
    let shown = super::problem::shown(word);
    Some((
        span,
        described(error),
        Some(format!(
            "text stands in quotation marks: {} = \"{shown}\"",
            key.trim()
        )),
    ))
}

/// What the parser says.
fn described(error: &ParseError) -> String {
    let expected: Vec<String> = error
        .expected()
        .unwrap_or_default()
        .iter()
        .map(|expected| match expected {
            Expected::Literal("\n") => "the end of the line".to_owned(),
            Expected::Literal(literal) => format!("`{literal}`"),
            Expected::Description(description) => (*description).to_owned(),
            _ => "something else".to_owned(),
        })
        .collect();
    let said = match error.description() {
        "cannot recurse further; max recursion depth met" => "brackets nest deeper than 80 levels",
        said => said,
    };
    match &expected[..] {
        [] => said.to_owned(),
        [only] => format!("{said}, expected {only}"),
        [first @ .., last] => format!("{said}, expected {} or {last}", first.join(", ")),
    }
}

fn ours(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}

/// The parser counts bytes, and may point between those of one character.
fn on_boundaries(text: &str, span: Span) -> Span {
    let start = (0..=span.start.min(text.len())).rfind(|&at| text.is_char_boundary(at));
    let start = start.unwrap_or(0);
    let end = (span.end.max(start)..text.len()).find(|&at| text.is_char_boundary(at));
    Span::new(start, end.unwrap_or(text.len()))
}
