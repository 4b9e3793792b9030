//! The words of a text, as names are made of them.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::text::Span;
use crate::verdict::unaccented::unaccented;

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
    /// Folded, where that is not the same: without accents, apostrophes and full stops.
    folded: Option<String>,
    /// The first byte of that.
    initial: u8,
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
    /// Folded: lower case, no accents, no apostrophes or full stops.
    pub(super) fn key(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.lower)
    }

    /// Without the ending of a plural.
    pub(super) fn stem(&self) -> &str {
        let key = self.key();
        PLURALS
            .iter()
            .filter_map(|ending| key.strip_suffix(ending))
            .find(|stem| stem.chars().count() >= STEM)
            .unwrap_or(key)
    }

    /// Whether both are the same without the ending of a plural.
    pub(super) fn same_stem(&self, other: &Word<'_>) -> bool {
        // Most differ in the first letter.
        self.initial == other.initial
            && (self.stem() == other.stem() || spelt_alike(self.stem(), other.stem()))
    }

    /// Several capitals and nothing else: WHO, U.S.
    pub(super) fn acronym(&self) -> bool {
        self.key().len() > 1 && is_acronym(self.written)
    }

    /// One word of a name: the same but for a plural, or its initial.
    pub(super) fn same(&self, other: &Word<'_>) -> bool {
        let initial = |a: &Word<'_>, b: &Word<'_>| {
            a.key().chars().count() == 1 && b.key().starts_with(a.key())
        };
        self.same_stem(other) || initial(self, other) || initial(other, self)
    }

    /// One given name, perhaps one letter off where both begin alike: Nicolas, Nicholas.
    pub(super) fn alike(&self, other: &Word<'_>) -> bool {
        self.same(other)
            || (self.key().chars().next() == other.key().chars().next()
                && strsim::osa_distance(self.key(), other.key()) == 1)
    }
}

/// Whether all letters of a word are capitals.
pub(super) fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.starts_with(char::is_uppercase) && letters.all(char::is_uppercase)
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
    let mut between = 0;
    let mut places = Places::new(text);
    while let Some(Span { start, end }) = places.next() {
        let written = &text[start..end];
        let gap = &text[between..start];
        let first = words.is_empty();
        let short = gap.starts_with('.')
            && words
                .last()
                .is_some_and(|last| last.capital && last.key().chars().count() <= 3);
        let gap = if short { &gap[1..] } else { gap };
        let plain = gap == " ";
        let opens = first
            || !plain
                && (gap.contains([
                    '.', '!', '?', ':', '“', '"', '«', '„', '(', '\u{2022}', '…', '\n',
                ]) || gap.trim_start().starts_with(['‘', '\'']));
        let (lower, folded) = forms(written);
        let key = folded.as_deref().unwrap_or(&lower);
        words.push(Word {
            initial: key.bytes().next().unwrap_or_default(),
            span: Span::new(start, end),
            written,
            lower,
            folded,
            capital: written.starts_with(char::is_uppercase),
            opens,
            breaks: first || !plain && gap.chars().any(|c| !c.is_whitespace() && c != '-'),
            bracketed: places.brackets > 0,
            numbered: text[places.at..]
                .trim_start_matches(['.', ' ', '\u{a0}', '-'])
                .starts_with(char::is_numeric),
        });
        between = end;
    }
    words
}

/// The words of `text` as written.
pub(super) fn written(text: &str) -> impl Iterator<Item = &str> {
    Places::new(text).map(|span| &text[span.range()])
}

/// Where the words of a text stand, without elided words and possessives.
struct Places<'t> {
    text: &'t str,
    /// The end of what has been read.
    at: usize,
    /// Editorial brackets that are open there.
    brackets: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            brackets: 0,
        }
    }

    /// To the next letter or digit.
    fn skip(&mut self) -> Option<usize> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if byte.is_ascii_alphanumeric() {
                return Some(self.at);
            }
            self.at += match byte {
                0x80.. => {
                    let c = self.text[self.at..].chars().next()?;
                    if c.is_alphanumeric() {
                        return Some(self.at);
                    }
                    c.len_utf8()
                }
                _ => 1,
            };
            match byte {
                b'[' => self.brackets += 1,
                b']' => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
        }
    }
}

impl Iterator for Places<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            let start = self.skip()?;
            let (end, letters) = word_end(self.text, start);
            self.at = end;
            if letters {
                return Some(Span::new(start, end));
            }
            let word = &self.text[start..end];
            // "5mg", "G20": these are figures.
            if word.contains(char::is_numeric) {
                continue;
            }
            let start = end - without_elision(word).len();
            let written = without_possessive(&self.text[start..end]);
            return Some(Span::new(start, start + written.len()));
        }
    }
}

/// The end of the word that begins at `at`: letters and digits, apostrophes between letters, and
/// the full stops inside U.S. and D.C. Also whether it is all of letters.
fn word_end(text: &str, at: usize) -> (usize, bool) {
    let mut end = at;
    let mut only_letters = true;
    // Behind the last full stop.
    let mut letters = 0;
    while let Some(&byte) = text.as_bytes().get(end) {
        if byte.is_ascii_alphabetic() {
            letters += 1;
            end += 1;
            continue;
        }
        if byte.is_ascii() && !matches!(byte, b'0'..=b'9' | b'\'' | b'.') {
            break;
        }
        let rest = &text[end..];
        let Some(c) = rest.chars().next() else { break };
        let next = end + c.len_utf8();
        if is_latin_letter(c) {
            letters += 1;
            end = next;
            continue;
        }
        let joins = || text[next..].starts_with(char::is_alphanumeric);
        if c.is_alphanumeric() || is_combining_mark(c) {
            letters += 1;
        } else if matches!(c, '\'' | '’') && joins() {
            letters = 2;
        } else if c == '.' && letters == 1 && joins() && short_form(&text[next..]) {
            letters = 0;
        } else {
            break;
        }
        only_letters = false;
        end = next;
    }
    (end, only_letters)
}

/// Whether a character is one of the letters outside ASCII that most accented words have. Others
/// are looked up.
fn is_latin_letter(c: char) -> bool {
    matches!(c, 'À'..='ɏ') && !matches!(c, '×' | '÷')
}

/// Whether `word` is one of the words of `text`, letter for letter. False of many that are, such as
/// all with an apostrophe.
pub fn holds(text: &str, word: &str) -> bool {
    // What a word may go on with, or follow upon: see `word_end`.
    let joins =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’' | '.');
    let stands = |at: usize| {
        let (before, rest) = (&text[..at], &text[at..]);
        let Some(rest) = rest.strip_prefix(word) else {
            return false;
        };
        let possessive = ["'s", "’s"].iter().find_map(|s| rest.strip_prefix(s));
        let next = possessive.unwrap_or(rest).chars().next();
        // A full stop goes on behind one letter only, as in U.S.
        !before.ends_with(joins) && next.is_none_or(|c| c == '.' || !joins(c))
    };
    let Some(&first) = word.as_bytes().first() else {
        return false;
    };
    word.chars().nth(1).is_some()
        && word.chars().all(char::is_alphabetic)
        && memchr::memchr_iter(first, text.as_bytes()).any(stands)
}

/// Whether a single capital follows, as in U.S.
fn short_form(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next().is_some_and(char::is_uppercase) && next.next().is_none_or(|c| !c.is_alphanumeric())
}

/// A word without the elided one in front: l'Elysée, d'Orsay.
fn without_elision(word: &str) -> &str {
    let Some((before, after)) = word.split_once(['\'', '’']) else {
        return word;
    };
    let small = matches!(
        before.to_lowercase().as_str(),
        "l" | "d" | "qu" | "dell" | "all"
    );
    let elided = small && after.starts_with(char::is_uppercase) && before != "D" && before != "O";
    if elided { after } else { word }
}

fn without_possessive(word: &str) -> &str {
    match word.as_bytes() {
        [.., b's' | b'S'] => ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word),
        _ => word,
    }
}

/// A word in lower case, and folded where that is not the same.
fn forms(written: &str) -> (Cow<'_, str>, Option<String>) {
    if written.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (Cow::Borrowed(written), None);
    }
    if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return (Cow::Owned(written.to_ascii_lowercase()), None);
    }
    let folded = folded(written);
    let small = written
        .chars()
        .all(|c| matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ'));
    let lower = if small {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.to_lowercase())
    };
    (lower, Some(folded))
}

/// Lower case, without accents, apostrophes and full stops.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    unaccented(word, |c| match c {
        'ß' => folded.push_str("ss"),
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        c if c.is_alphanumeric() => folded.push(c),
        _ => {}
    });
    folded
}
