//! What of a text may reach the page: markup is escaped, and what nobody sees is spelt out.

use minijinja::{Error, Output, State, Value};

use crate::text::visible::{is_break, spelt_out};

/// Writes a value of a template. Every text passes here, in content and in attributes alike; only
/// what [`Value::from_safe_string`] made is let through as it is.
pub(super) fn write(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if !value.is_safe() => escape(text, out)?,
        _ => write!(out, "{value}")?,
    }
    Ok(())
}

fn escape(text: &str, out: &mut Output<'_>) -> std::fmt::Result {
    let mut written = 0;
    for (at, c) in text.char_indices() {
        let spelt;
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            ' '..='~' | '\n' | '\t' => continue,
            '\r' if text[at + 1..].starts_with('\n') => "",
            _ if is_break(c) => "\n",
            _ => match spelt_out(c) {
                Some(name) => {
                    spelt = name;
                    &spelt
                }
                None => continue,
            },
        };
        out.write_str(&text[written..at])?;
        out.write_str(instead)?;
        written = at + c.len_utf8();
    }
    out.write_str(&text[written..])
}

/// The address, where it is one of the two schemes that may become a link.
pub(super) fn link(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (web && !url.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut env = minijinja::Environment::new();
        env.set_formatter(write);
        env.render_str("{{ text }}", minijinja::context! { text })
            .unwrap()
    }

    #[test]
    fn no_text_is_markup() {
        let cases = [
            (
                "markup",
                "<script>a&b</script>",
                "&lt;script&gt;a&amp;b&lt;/script&gt;",
            ),
            ("attributes", "\"'", "&quot;&#39;"),
            ("bidi", "a\u{202e}b", "a⟨U+202E⟩b"),
            ("nul", "\0", "⟨U+0000⟩"),
            ("lines", "a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("letters", "é漢\u{301}", "é漢\u{301}"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(shown(text), expected, "{name}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let cases = [
            ("https://example.org/a?b#c", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)//://", false),
            ("data:text/html,x", false),
            ("https://a b", false),
            ("//example.org", false),
            ("", false),
        ];
        for (url, expected) in cases {
            assert_eq!(link(url).is_some(), expected, "{url}");
        }
    }
}
