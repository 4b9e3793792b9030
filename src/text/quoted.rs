//! Text as a TOML string that a person would write.

use std::fmt::Write as _;

use super::visible::{is_break, is_hidden};

/// `text` as a TOML string on one line: `"…"`, or `'''…'''` where it holds quotation marks or
/// backslashes. What cannot be seen is escaped.
pub fn toml_string(text: &str) -> String {
    let hidden = text.chars().any(|c| is_break(c) || is_hidden(c));
    if !hidden && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    if !hidden && !text.contains("'''") && !text.ends_with('\'') {
        return format!("'''{text}'''");
    }
    let mut escaped = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if is_break(c) || is_hidden(c) => {
                let code = u32::from(c);
                let _ = if code > 0xffff {
                    write!(escaped, "\\U{code:08x}")
                } else {
                    write!(escaped, "\\u{code:04x}")
                };
            }
            c => escaped.push(c),
        }
    }
    escaped + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_written_readably_and_reads_back() {
        let cases = [
            ("plain", "“a” it’s", "\"“a” it’s\""),
            ("quotation marks", "say \"a\"", "'''say \"a\"'''"),
            ("a backslash", "a\\n", "'''a\\n'''"),
            ("both kinds", "\"a\" '''", "\"\\\"a\\\" '''\""),
            ("an apostrophe at the end", "\"a'", "\"\\\"a'\""),
            (
                "hidden",
                "a\u{202e}\u{e0041}\u{1b}\n",
                "\"a\\u202e\\U000e0041\\u001b\\n\"",
            ),
            ("nothing", "", "\"\""),
        ];
        for (name, text, written) in cases {
            assert_eq!(toml_string(text), written, "{name}");
            let read: toml::Table = toml::from_str(&format!("a = {written}")).unwrap();
            assert_eq!(read["a"].as_str(), Some(text), "{name}");
        }
    }
}
