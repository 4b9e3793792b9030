//! The words of a text, as names are made of them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Span;

/// A word of a text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what stands around a word, each asked by itself"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Bytes of the text, the possessive left out.
    pub(super) span: Span,
    /// As written.
    pub(super) written: &'t str,
    /// In lower case, accents kept.
    pub(super) lower: Cow<'t, str>,
    /// Folded: lower case, no accents, no apostrophes or full stops.
    pub(super) key: Cow<'t, str>,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// It opens a sentence, a quotation or the text: its capital says nothing.
    pub(super) opens: bool,
    /// Something other than a space, a hyphen or the full stop of a short form stands before it.
    pub(super) breaks: bool,
    /// It stands in an editorial bracket.
    pub(super) bracketed: bool,
    /// A number follows: "Art. 14".
    pub(super) numbered: bool,
}

/// Endings that make a plural of a name. No more: Johnson is not Johnston, nor Carlo Carla.
const PLURALS: &[&str] = &["es", "os", "as", "s"];
/// Letters of a name that must be left when its plural is taken off.
const STEM: usize = 4;

impl Word<'_> {
    /// Without the ending of a plural.
    pub(super) fn stem(&self) -> &str {
        PLURALS
            .iter()
            .filter_map(|ending| self.key.strip_suffix(ending))
            .find(|stem| stem.chars().count() >= STEM)
            .unwrap_or(&self.key)
    }

    /// Whether both are the same without the ending of a plural.
    pub(super) fn same_stem(&self, other: &Word<'_>) -> bool {
        // Most differ in the first letter.
        self.key.as_bytes().first() == other.key.as_bytes().first()
            && (self.stem() == other.stem() || spelt_alike(self.stem(), other.stem()))
    }

    /// Several capitals and nothing else: WHO, U.S.
    pub(super) fn acronym(&self) -> bool {
        let mut letters = self.written.chars().filter(|c| c.is_alphabetic());
        self.capital && self.key.len() > 1 && letters.all(char::is_uppercase)
    }

    /// One word of a name: the same but for a plural, or its initial.
    pub(super) fn same(&self, other: &Word<'_>) -> bool {
        let initial =
            |a: &Word<'_>, b: &Word<'_>| a.key.chars().count() == 1 && b.key.starts_with(&*a.key);
        self.same_stem(other) || initial(self, other) || initial(other, self)
    }

    /// One given name, perhaps one letter off where both begin alike: Nicolas, Nicholas.
    pub(super) fn alike(&self, other: &Word<'_>) -> bool {
        self.same(other)
            || (self.key.chars().next() == other.key.chars().next()
                && strsim::osa_distance(&self.key, &other.key) == 1)
    }
}

/// Endings and parts of words that British and American English spell in two ways.
const SPELLINGS: [(&str, &str); 6] = [
    ("isation", "ization"),
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("harbour", "harbor"),
    ("programme", "program"),
];

/// Whether two words are one in two spellings: Organisation, Organization.
fn spelt_alike(a: &str, b: &str) -> bool {
    // Most words are nothing like each other.
    let near = a.len().abs_diff(b.len()) <= 2 && a.get(..3).is_some_and(|head| b.starts_with(head));
    if !near {
        return false;
    }
    let other = |a: &str, b: &str, x: &str, y: &str| a.contains(x) && a.replacen(x, y, 1) == b;
    SPELLINGS
        .iter()
        .any(|(x, y)| other(a, b, x, y) || other(a, b, y, x))
}

/// The words of `text`, in order. Numbers are none.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 6 + 1);
    let mut brackets = 0_usize;
    let mut at = 0;
    let mut between = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            match c {
                '[' => brackets += 1,
                ']' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            at += c.len_utf8();
            continue;
        }
        // Most words are of small letters with a space on either side.
        let bytes = text.as_bytes();
        let small = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_lowercase())
            .count();
        if small > 0
            && bytes.get(at + small) == Some(&b' ')
            && bytes
                .get(at + small + 1)
                .is_some_and(u8::is_ascii_alphabetic)
            && (at == 0 || between + 1 == at && bytes[between] == b' ')
        {
            let written = &text[at..at + small];
            let first = words.is_empty();
            words.push(Word {
                span: Span::new(at, at + small),
                written,
                lower: Cow::Borrowed(written),
                key: Cow::Borrowed(written),
                capital: false,
                opens: first,
                breaks: first,
                bracketed: brackets > 0,
                numbered: false,
            });
            at += small;
            between = at;
            continue;
        }
        let end = word_end(text, at);
        // "5mg", "G20": these are figures.
        if text[at..end].contains(|c: char| c.is_numeric()) {
            at = end;
            continue;
        }
        let start = elision(&text[at..end]).map_or(at, |length| at + length);
        let written = without_possessive(&text[start..end]);
        let gap = &text[between..start];
        let first = words.is_empty();
        let short = words.last().is_some_and(|last| {
            last.capital && last.key.chars().count() <= 3 && gap.starts_with('.')
        });
        let gap = if short { &gap[1..] } else { gap };
        let plain = gap == " ";
        let opens = first
            || !plain
                && gap.contains([
                    '.', '!', '?', ':', '“', '"', '«', '„', '(', '\u{2022}', '…', '\n',
                ])
            || !plain && gap.trim_start().starts_with(['‘', '\'']);
        let (lower, key) = forms(written);
        words.push(Word {
            span: Span::new(start, start + written.len()),
            written,
            lower,
            key,
            capital: written.starts_with(char::is_uppercase),
            opens,
            breaks: first || !plain && gap.chars().any(|c| !c.is_whitespace() && c != '-'),
            bracketed: brackets > 0,
            numbered: text[end..]
                .trim_start_matches(['.', ' ', '\u{a0}', '-'])
                .starts_with(char::is_numeric),
        });
        at = end;
        between = start + written.len();
    }
    words
}

/// The end of the word that begins at `at`: letters and digits, apostrophes between letters, and
/// the full stops inside U.S. and D.C.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = 0;
    let mut rest = text[at..].chars().peekable();
    while let Some(c) = rest.next() {
        let joins = rest.peek().is_some_and(|next| next.is_alphanumeric());
        if c.is_alphanumeric() || is_combining_mark(c) {
            letters += 1;
        } else if matches!(c, '\'' | '’') && joins {
            letters = 2;
        } else if c == '.' && letters == 1 && joins && short_form(&text[end + 1..]) {
            letters = 0;
        } else {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Whether a single capital follows, as in U.S.
fn short_form(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next().is_some_and(char::is_uppercase) && next.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The length of the elided word in front: l'Elysée, d'Orsay.
fn elision(word: &str) -> Option<usize> {
    let (before, after) = word.split_once(['\'', '’'])?;
    let small = matches!(
        before.to_lowercase().as_str(),
        "l" | "d" | "qu" | "dell" | "all"
    );
    (small && after.starts_with(char::is_uppercase) && before != "D" && before != "O")
        .then(|| word.len() - after.len())
}

fn without_possessive(word: &str) -> &str {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}

/// A word in lower case, and folded.
fn forms(written: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    if written.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (Cow::Borrowed(written), Cow::Borrowed(written));
    }
    if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let lower = Cow::<str>::Owned(written.to_ascii_lowercase());
        return (lower.clone(), lower);
    }
    (
        Cow::Owned(written.to_lowercase()),
        Cow::Owned(folded(written)),
    )
}

/// Lower case, without accents, apostrophes and full stops.
fn folded(word: &str) -> String {
    word.nfd()
        .filter(|&c| c.is_alphanumeric() && !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .fold(String::with_capacity(word.len()), |mut folded, c| {
            match c {
                'ß' => folded.push_str("ss"),
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                c => folded.push(c),
            }
            folded
        })
}
