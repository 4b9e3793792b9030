//! Sentences and paragraphs around a place.
//!
//! The rules are those of UAX 29 for sentence boundaries (a terminator, closing marks, white space,
//! and no small letter after it), read outwards from a span instead of through a whole text, with
//! two departures: a table of abbreviations after which no sentence ends, and line breaks within a
//! paragraph, which end a sentence only before a list item or after a short line.

use super::Span;

/// How many bytes a sentence is followed in either direction.
const REACH: usize = 2_000;
/// A line of fewer bytes than this that ends without a full stop, before one that begins with a
/// capital, is a heading or an item, not the middle of a sentence.
const SHORT_LINE: usize = 45;

/// The whole sentences in which `span` lies. `abbreviation` is asked about a lower-case token with
/// its full stop.
pub fn sentences(text: &str, span: Span, abbreviation: &dyn Fn(&str) -> bool) -> Span {
    Span::new(
        sentence_start(text, span.start, abbreviation),
        sentence_end(text, span.end.max(span.start), abbreviation),
    )
}

/// Where the sentence begins in which byte `at` lies.
pub fn sentence_start(text: &str, at: usize, abbreviation: &dyn Fn(&str) -> bool) -> usize {
    let floor = text.floor_char_boundary(at.saturating_sub(REACH));
    let bytes = text.as_bytes();
    let mut here = at;
    while here > floor {
        let before = bytes[here - 1];
        if before >= 0x80 || matches!(before, b'.' | b'!' | b'?' | b'\n' | b'\r') {
            let previous = text.floor_char_boundary(here - 1);
            if ends_sentence(text, previous, abbreviation) {
                return skip_space(text, after_closers(text, here)).min(at.max(here));
            }
            here = previous;
        } else {
            here -= 1;
        }
    }
    skip_space(text, floor).min(at)
}

/// Where the sentence ends in which byte `at` lies (or which ends there): after its terminator and
/// closing marks.
pub fn sentence_end(text: &str, at: usize, abbreviation: &dyn Fn(&str) -> bool) -> usize {
    let ceiling = text.floor_char_boundary((at + REACH).min(text.len()));
    let bytes = text.as_bytes();
    // A terminator just before `at` may end the sentence: the quote held it.
    let mut here = at;
    if let Some(last) = text[..at].chars().next_back() {
        here = at - last.len_utf8();
        if closer(last)
            && let Some(inner) = text[..here].chars().next_back()
        {
            here -= inner.len_utf8();
        }
    }
    while here < ceiling {
        let byte = bytes[here];
        if byte >= 0x80 || matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r') {
            let length = text[here..].chars().next().map_or(1, char::len_utf8);
            if ends_sentence(text, here, abbreviation) {
                let end = if matches!(byte, b'\n' | b'\r') {
                    here
                } else {
                    after_closers(text, here + length)
                };
                return end.max(at);
            }
            here += length;
        } else {
            here += 1;
        }
    }
    ceiling
}

/// Whether the character at `at` ends a sentence.
fn ends_sentence(text: &str, at: usize, abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let Some(character) = text[at..].chars().next() else {
        return true;
    };
    let after = at + character.len_utf8();
    match character {
        '\n' | '\r' => line_break_ends(text, at, after),
        '。' | '！' | '？' | '｡' | '\u{2029}' => true,
        '!' | '?' | '…' | '.' => {
            let closed = after_closers(text, after);
            let rest = &text[closed..];
            let Some(next) = rest.chars().next() else {
                return true;
            };
            if !next.is_whitespace() {
                return false;
            }
            let following = rest.trim_start();
            let opened = following.trim_start_matches(|c: char| opener(c));
            match opened.chars().next() {
                None => true,
                Some(c) if c.is_lowercase() => false,
                Some(',' | ';' | ':' | ')') => false,
                Some(_) if character == '…' => opened.starts_with(char::is_uppercase),
                Some(_) if character == '.' => !abbreviated(text, at, abbreviation),
                Some(_) => true,
            }
        }
        _ => false,
    }
}

/// Whether the full stop at `at` belongs to an abbreviation or an initial.
fn abbreviated(text: &str, at: usize, abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(24));
    let token_start = text[from..at]
        .rfind(|c: char| c.is_whitespace() || opener(c) || c == ',' || c == '-')
        .map_or(from, |space| {
            from + space
                + text[from + space..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8)
        });
    let token = &text[token_start..at];
    let mut letters = token.chars();
    let (first, second) = (letters.next(), letters.next());
    if let (Some(first), None) = (first, second)
        && first.is_uppercase()
    {
        // An initial: "J. Smith"; but "vitamin C. The" ends a sentence.
        return first != 'I' && {
            let next = text[at + 1..].trim_start();
            next.chars()
                .nth(1)
                .is_some_and(|c| c.is_lowercase() || c == '.')
                && !next.starts_with("The ")
                && !next.starts_with("In ")
                && !next.starts_with("It ")
        };
    }
    if token.is_empty() || token.len() > 12 {
        return false;
    }
    let mut lower = token.to_lowercase();
    lower.push('.');
    abbreviation(&lower)
}

fn line_break_ends(text: &str, at: usize, after: usize) -> bool {
    if text.as_bytes()[at] == b'\r' && text.as_bytes().get(after) == Some(&b'\n') {
        return false;
    }
    let rest = &text[after..];
    let line = rest.trim_start_matches([' ', '\t']);
    // A blank line, a list item, a heading.
    if line.is_empty()
        || line.starts_with(['\n', '\r', '•', '#', '*', '|', '>'])
        || line.starts_with("- ")
        || line.starts_with("– ")
    {
        return true;
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
    {
        return true;
    }
    let above = text[..at].trim_end_matches(['\r', ' ', '\t']);
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    let ended = above
        .trim_end_matches(|c: char| closer(c))
        .ends_with(['.', '!', '?', ':', '…']);
    let short = at - start < SHORT_LINE;
    (short || ended)
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || opener(c))
}

fn closer(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '」' | '』'
    )
}

fn opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_' | '「' | '『' | '„'
    )
}

fn after_closers(text: &str, at: usize) -> usize {
    let mut at = at;
    while let Some(character) = text[at..].chars().next() {
        if !closer(character) {
            // A footnote mark belongs to the sentence before it.
            let note = &text[at..];
            let digits = note.strip_prefix('[').map(|inner| {
                inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len()
            });
            match digits {
                Some(digits) if digits > 0 && note[digits + 1..].starts_with(']') => {
                    at += digits + 2;
                    continue;
                }
                _ => break,
            }
        }
        at += character.len_utf8();
    }
    at
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start().len()
}

/// The bytes with which white space begins; other characters may begin with them too.
const SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0x09..=0x0D | 0x20 | 0xC2 | 0xE1 | 0xE2 | 0xE3);
        byte += 1;
    }
    table
};

/// `text` with every run of white space made one space, and none at either end.
pub fn collapse(text: &str) -> String {
    let text = text.trim();
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut at) = (0, 0);
    while at < bytes.len() {
        let rest = bytes[at..].iter();
        at += rest.take_while(|&&byte| !SPACE[byte as usize]).count();
        match bytes.get(at..) {
            None | Some([]) => break,
            // One space between two words stays as it is.
            Some([b' ', next, ..]) if !SPACE[*next as usize] => {
                at += 2;
                continue;
            }
            _ => {}
        }
        let rest = &text[at..];
        let after = rest.trim_start();
        if after.len() == rest.len() {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        out.push_str(text[kept..at].trim_end_matches(' '));
        out.push(' ');
        at = text.len() - after.len();
        kept = at;
    }
    out.push_str(&text[kept..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around<'t>(text: &'t str, inside: &str) -> &'t str {
        let at = text.find(inside).expect("the words are there");
        let abbreviation = |token: &str| matches!(token, "dec." | "v." | "al." | "u.s." | "dr.");
        let span = sentences(text, Span::new(at, at + inside.len()), &abbreviation);
        &text[span.range()]
    }

    #[test]
    fn white_space_of_any_kind_becomes_one_space() {
        for text in [
            "",
            " ",
            "a",
            " a  b\n",
            "a \u{A0}b",
            "a\u{A0} b",
            "é\u{2003}\tà",
            "\u{2028}x\u{85}y\u{3000}",
            "a\r\n\r\nb c\u{1680}d ´e‑f",
            "日本\u{3000}語",
            "a\u{200B}b \u{b}c",
            "x \u{2009} y",
        ] {
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(collapse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn where_sentences_begin_and_end() {
        for (text, inside, expected) in [
            ("One. Two is here. Three.", "is", "Two is here."),
            ("On Dec. 8 he left. Then", "left", "On Dec. 8 he left."),
            ("He said “No.” She left.", "No", "He said “No.”"),
            ("He said “No.” She left.", "left", "She left."),
            ("A title\n\nBody text. More", "Body", "Body text."),
            (
                "hard wrapped\nlines of text that go on\nand on. End",
                "go",
                "hard wrapped\nlines of text that go on\nand on.",
            ),
            (
                "Birth Place: Lille\nParents: two",
                "Lille",
                "Birth Place: Lille",
            ),
            ("It was 3.5 m. Next one", "3.5", "It was 3.5 m."),
            (
                "by J. Smith and co. were. End",
                "Smith",
                "by J. Smith and co. were.",
            ),
            (
                "It fell. In Brown v. Board the Court held so. End",
                "held",
                "In Brown v. Board the Court held so.",
            ),
            ("Really? Yes it is!", "Yes", "Yes it is!"),
            ("他走了。她没走。", "她", "她没走。"),
            ("quoted whole. Next", "quoted whole.", "quoted whole."),
        ] {
            assert_eq!(around(text, inside), expected, "{text}");
        }
    }
}
