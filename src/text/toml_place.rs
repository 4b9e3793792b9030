//! From a place in a string value to the place in the TOML file that holds it.

use super::Span;

/// The bytes of the file that hold the bytes `part` of a string value, where `string` is the place
/// of that value in `file`, quotation marks included. Escapes are never split: a part of an escaped
/// character is the whole escape. An empty part is the empty span before what follows it.
///
/// Both ends are clamped to the value.
pub fn place_in_string(file: &str, string: Span, part: Span) -> Span {
    let raw = file.get(string.range()).unwrap_or_default();
    let mut walk = Walk::new(raw);
    walk.skip_to(part.start);
    walk.skip_nothing();
    let start = walk.at;
    walk.skip_to(part.end);
    let end = walk.at.max(start);
    Span::new(string.start + start, string.start + end)
}

/// A walk through the raw text of one of TOML's four kinds of string.
struct Walk<'r> {
    raw: &'r str,
    /// Where the closing quotation mark stands.
    end: usize,
    escapes: bool,
    /// Bytes of the raw text behind us.
    at: usize,
    /// Bytes of the value behind us.
    seen: usize,
}

impl<'r> Walk<'r> {
    fn new(raw: &'r str) -> Self {
        let long = raw.len() >= 6 && (raw.starts_with("'''") || raw.starts_with("\"\"\""));
        let mark = if long { 3 } else { raw.len().min(1) };
        let mut at = mark;
        if long {
            // a line end right behind the opening marks is no part of the value
            let content = &raw[at..];
            at += if content.starts_with("\r\n") {
                2
            } else {
                usize::from(content.starts_with('\n'))
            };
        }
        let end = raw.len().saturating_sub(mark).max(at);
        Self {
            raw,
            end,
            escapes: raw.starts_with('"'),
            at,
            seen: 0,
        }
    }

    /// Goes on until `wanted` bytes of the value are behind us.
    fn skip_to(&mut self, wanted: usize) {
        if !self.escapes {
            let step = wanted.saturating_sub(self.seen).min(self.end - self.at);
            self.at += step;
            self.seen += step;
            return;
        }
        while self.seen < wanted && self.at < self.end {
            let rest = &self.raw.as_bytes()[self.at..self.end];
            let plain = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
            if plain > 0 {
                let step = plain.min(wanted - self.seen);
                self.at += step;
                self.seen += step;
            } else {
                self.skip_escape();
            }
        }
    }

    /// Goes past a backslash at a line end and the white space after it: they stand for nothing.
    fn skip_nothing(&mut self) {
        while self.escapes && self.escape_is_space() {
            self.skip_escape();
        }
    }

    fn escape_is_space(&self) -> bool {
        let bytes = &self.raw.as_bytes()[..self.end];
        bytes.get(self.at) == Some(&b'\\')
            && bytes.get(self.at + 1).is_some_and(u8::is_ascii_whitespace)
    }

    fn skip_escape(&mut self) {
        if self.escape_is_space() {
            let rest = &self.raw[self.at + 1..self.end];
            let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            self.at += 1 + space;
            return;
        }
        let digits = match self.raw.as_bytes().get(self.at + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = self
            .raw
            .get(self.at + 2..self.at + 2 + digits)
            .unwrap_or_default();
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        self.at = (self.at + 2 + digits).min(self.end);
        self.seen += character.map_or(1, char::len_utf8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::document::{Document, Value};
    use proptest::prelude::*;

    /// Every character of the value is where the map says, or escaped there.
    fn check(file: &str) {
        let document = Document::parse(file).unwrap();
        let entry = document.get(document.root(), "k").unwrap();
        let Value::String(value) = &entry.item.value else {
            panic!("no string")
        };
        let string = document.span(&entry.item);
        for (at, character) in value.char_indices() {
            let part = Span::new(at, at + character.len_utf8());
            let place = place_in_string(file, string, part);
            let raw = &file[place.range()];
            if raw.starts_with('\\') && file[string.range()].starts_with('"') {
                let again = format!("k = \"{raw}\"");
                let again = Document::parse(&again).unwrap();
                let entry = again.get(again.root(), "k").unwrap();
                assert_eq!(
                    entry.item.value,
                    Value::String(character.to_string().into()),
                    "{file}"
                );
            } else {
                assert_eq!(raw, character.to_string(), "{file}");
            }
        }
        let end = place_in_string(file, string, Span::new(value.len(), value.len()));
        assert!(end.start < string.end, "{file}");
    }

    #[test]
    fn every_kind_of_string() {
        for file in [
            "k = 'a\\n\"é'",
            "k = \"a\\n\\u00e9\\U0001F600\\x41é\\\"\\\\\"",
            "k = '''\na\nb''c'''",
            "k = '''\r\na\r\nb'''",
            "k = '''a'''''",
            "k = \"\"\"\na \\\n   b\\tc\\  \r\n\r\n  d\"\"\"",
            "k = \"\"\"\\\n  a\"\"\"",
            "k = \"\"\"a\"\"\"\"\"",
            "k = \"\"",
            "k = ''''''",
        ] {
            check(file);
        }
    }

    #[test]
    fn a_span_does_not_take_in_the_line_end_that_stands_for_nothing() {
        let file = "k = \"\"\"ab\\\n  cd\"\"\"";
        let string = Span::new(4, file.len());
        let place =
            |start, end| &file[place_in_string(file, string, Span::new(start, end)).range()];
        assert_eq!(place(0, 2), "ab");
        assert_eq!(place(2, 4), "cd");
        assert_eq!(place(1, 3), "b\\\n  c");
        assert_eq!(place(4, 99), "");
    }

    proptest! {
        #[test]
        fn random_strings(
            pieces in prop::collection::vec(
                prop_oneof![
                    "[a-zé ß漢😀]{0,4}",
                    Just("\\n".to_owned()), Just("\\u00e9".to_owned()), Just("\\x7f".to_owned()),
                    Just("\\U0001F600".to_owned()), Just("\\\\".to_owned()), Just("\\\"".to_owned()),
                    Just("\\ \n \t".to_owned()), Just("\n".to_owned()), Just("\r\n".to_owned()),
                    Just("\"".to_owned()), Just("'".to_owned()),
                ],
                0..12,
            )
        ) {
            let content = pieces.concat();
            for file in [
                format!("k = \"{content}\""), format!("k = '{content}'"),
                format!("k = \"\"\"{content}\"\"\""), format!("k = '''{content}'''"),
            ] {
                if Document::parse(&file).is_ok() {
                    check(&file);
                }
            }
        }
    }
}
