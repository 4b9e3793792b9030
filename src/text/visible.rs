//! What of a text may reach a terminal: control, bidirectional and invisible characters are spelt
//! out, so that no file can recolour, reorder or hide what pincite prints.

use std::borrow::Cow;

/// `text` on one line, safe to print: line breaks and tabs become a space, what cannot be seen
/// becomes `⟨U+202E⟩`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) || !text.chars().any(changed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut after_break = false;
    for c in text.chars() {
        let breaks = is_break(c);
        match spelt_out(c) {
            _ if breaks && after_break => {} // \r\n, and blank lines, are one space
            _ if breaks => shown.push(' '),
            Some(name) => shown.push_str(&name),
            None => shown.push(c),
        }
        after_break = breaks;
    }
    Cow::Owned(shown)
}

/// `visible(text)`, cut to at most `limit` scalar values of the text; `…` stands for the rest.
pub fn visible_start(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => visible(text),
        Some((end, _)) => Cow::Owned(format!("{}…", visible(text[..end].trim_end()))),
    }
}

/// `⟨U+202E⟩` for a character that must not be printed as it is; `None` for all others, line breaks
/// and tabs among them.
pub fn spelt_out(c: char) -> Option<String> {
    (is_hidden(c) && !is_break(c)).then(|| format!("⟨U+{:04X}⟩", u32::from(c)))
}

/// Whether `c` is shown as a space: a line break of any kind, or a tab.
pub fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn changed(c: char) -> bool {
    is_break(c) || is_hidden(c)
}

/// Whether `c` is seen by nobody, or changes how its neighbours are seen: control and format
/// characters, fillers, tags and noncharacters. The variation selectors of emoji
/// (U+FE0E, U+FE0F) are let through.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        let cases = [
            ("plain", "a “b” é 漢字", "a “b” é 漢字"),
            ("colour", "\u{1b}[31mred", "⟨U+001B⟩[31mred"),
            ("bidi", "a\u{202e}b", "a⟨U+202E⟩b"),
            ("C1", "a\u{9b}b", "a⟨U+009B⟩b"),
            ("zero width", "a\u{200b}b", "a⟨U+200B⟩b"),
            ("tag", "\u{e0041}", "⟨U+E0041⟩"),
            ("noncharacter", "\u{1fffe}", "⟨U+1FFFE⟩"),
            ("a blank line is one space", "a\r\n\r\n::b", "a ::b"),
            ("line separator", "a\u{2028}b", "a b"),
            ("emoji", "❤\u{fe0f}", "❤\u{fe0f}"),
        ];
        for (name, text, shown) in cases {
            assert_eq!(visible(text), shown, "{name}");
            assert_eq!(visible(&visible(text)), shown, "{name}, twice");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(visible_start("éé é", 4), "éé é");
        assert_eq!(visible_start("éé éé", 3), "éé…");
    }
}
