//! The finding form: coarse enough to propose places, with the way back to the text.
//!
//! Only letters and digits are left, in lower case and without accents; ligatures and full-width
//! forms are taken apart. White space, punctuation, markup, hyphens at line ends and between
//! words: all gone. Two texts that differ in layout and typography alone have one finding form, so
//! exact search in it finds every faithful quote. It says nothing of what the rest means: what is
//! found is judged on the raw characters.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::Span;
use super::tokens::unseen;

/// How many raw bytes lie between two marks of the map. Larger makes the map smaller and the way
/// back slower: up to this many bytes are folded again for every place that is looked up.
const BLOCK: usize = 64;

/// A text with its finding form and the way back from the one to the other.
#[derive(Clone, Debug, Default)]
pub struct Folded<'t> {
    raw: &'t str,
    bytes: Cow<'t, [u8]>,
    /// Length of the finding form before each block of the raw text.
    marks: Cow<'t, [u32]>,
}

/// What is known of a finding form, apart from its text.
#[derive(Clone, Debug)]
pub(crate) struct FoldedParts {
    bytes: Vec<u8>,
    marks: Vec<u32>,
}

impl<'t> Folded<'t> {
    /// Folds `raw`.
    ///
    /// # Panics
    /// If `raw` has 4 GiB or more: sources and claim files of that size are refused when read.
    pub fn new(raw: &'t str) -> Self {
        assert!(
            u32::try_from(raw.len()).is_ok(),
            "texts over 4 GiB are refused when read"
        );
        let mut form = Form::with_room(raw.len());
        let mut marks = Vec::with_capacity(raw.len() / BLOCK + 1);
        let mut start = 0;
        while start < raw.len() {
            marks.push(form.length as u32);
            let end = raw.ceil_char_boundary((marks.len() * BLOCK).min(raw.len()));
            form.add(raw, start..end);
            start = end;
        }
        Self {
            raw,
            bytes: form.into_bytes().into(),
            marks: marks.into(),
        }
    }

    /// What was folded from `raw` before.
    pub(crate) fn of_parts(raw: &'t str, parts: &'t FoldedParts) -> Self {
        Self {
            raw,
            bytes: Cow::Borrowed(&parts.bytes),
            marks: Cow::Borrowed(&parts.marks),
        }
    }

    /// What outlives the text.
    pub(crate) fn into_parts(self) -> FoldedParts {
        FoldedParts {
            bytes: self.bytes.into_owned(),
            marks: self.marks.into_owned(),
        }
    }

    /// The text that was folded.
    pub fn raw(&self) -> &'t str {
        self.raw
    }

    /// The finding form: UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The raw span that `folded` (bytes of the finding form) was folded from: from the first
    /// character of which something is left in it to the last, marks on that last one included.
    /// What folded to nothing at either edge is not part of it. Empty for an empty range.
    ///
    /// # Panics
    /// If `folded` runs past the finding form.
    pub fn to_raw(&self, folded: Range<usize>) -> Span {
        assert!(
            folded.end <= self.bytes.len(),
            "a range of the finding form"
        );
        if folded.is_empty() {
            let at = if folded.start == self.bytes.len() {
                self.raw.len()
            } else {
                self.origin(folded.start).start
            };
            return Span::new(at, at);
        }
        let start = self.origin(folded.start).start;
        let mut end = self.origin(folded.end - 1).end;
        for next in self.raw[end..].chars() {
            if !is_combining_mark(next) {
                break;
            }
            end += next.len_utf8();
        }
        Span::new(start, end)
    }

    /// The length of the finding form of everything before raw byte `offset`.
    pub fn from_raw(&self, offset: usize) -> usize {
        let Some(block) = self.marks.len().checked_sub(1) else {
            return 0;
        };
        let mut block = block.min(offset / BLOCK);
        while block > 0 && self.block_start(block) > offset {
            block -= 1;
        }
        let end = self.raw.floor_char_boundary(offset.min(self.raw.len()));
        let within = self.raw[self.block_start(block)..end].chars();
        self.marks[block] as usize + within.map(folded_len).sum::<usize>()
    }

    /// Where `wanted` stands in whole words: raw spans, ascending, at most `limit`. Punctuation at
    /// its ends that stands there too is part of the span.
    pub fn find(&self, wanted: &str, limit: usize) -> Vec<Span> {
        let folded = key(wanted);
        if folded.is_empty() {
            return Vec::new();
        }
        let wanted = wanted.trim();
        let lead = &wanted[..wanted.find(char::is_alphanumeric).unwrap_or(0)];
        let trail = &wanted[wanted
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .len()..];
        memmem::find_iter(&self.bytes, folded.as_bytes())
            .map(|at| self.to_raw(at..at + folded.len()))
            .filter(|&span| whole_words(self.raw, span))
            .map(|span| {
                let front = self.raw[..span.start].ends_with(lead);
                let back = self.raw[span.end..].starts_with(trail);
                Span::new(
                    span.start - if front { lead.len() } else { 0 },
                    span.end + if back { trail.len() } else { 0 },
                )
            })
            .take(limit)
            .collect()
    }

    fn block_start(&self, block: usize) -> usize {
        self.raw
            .ceil_char_boundary((block * BLOCK).min(self.raw.len()))
    }

    /// The raw character that folded to (among others) the byte at `position`.
    fn origin(&self, position: usize) -> Span {
        let block = self
            .marks
            .partition_point(|&mark| mark as usize <= position)
            - 1;
        let mut at = self.block_start(block);
        let mut length = self.marks[block] as usize;
        for character in self.raw[at..].chars() {
            let folded = folded_len(character);
            if length + folded > position {
                return Span::new(at, at + character.len_utf8());
            }
            length += folded;
            at += character.len_utf8();
        }
        Span::new(at, at)
    }
}

/// The finding form of a short text: equal for two texts that differ in case, accents, punctuation
/// and layout only.
pub fn key(text: &str) -> String {
    let mut form = Form::with_room(text.len());
    form.add(text, 0..text.len());
    String::from_utf8(form.into_bytes()).expect("folding writes whole characters")
}

/// Gives `work` the [`key`] of a word, which is not copied for it where the word is short and in
/// Latin letters.
pub(super) fn with_key<T>(word: &str, work: impl FnOnce(&[u8]) -> T) -> T {
    let mut buffer = [0; 48];
    let mut length = 0;
    let latin = &*LATIN;
    for (character, place) in word.chars().zip(&mut buffer) {
        let code = character as usize;
        *place = match code {
            0..0x80 => ASCII[code],
            0xC0..0x180 => latin[code - 0xC0],
            _ => 0,
        };
        if *place == 0 {
            break;
        }
        length += character.len_utf8();
    }
    if length < word.len() {
        return work(key(word).as_bytes());
    }
    let letters = buffer.iter().position(|&byte| byte == 0);
    work(&buffer[..letters.unwrap_or(buffer.len())])
}

/// Whether no letter or digit touches `span` from outside.
pub fn whole_words(raw: &str, span: Span) -> bool {
    let touches = |neighbour: Option<char>, edge: Option<char>| {
        neighbour.is_some_and(continues_word)
            && !edge.is_some_and(unspaced)
            && !neighbour.is_some_and(unspaced)
    };
    let inside = &raw[span.range()];
    let seen = |c: &char| !unseen(*c);
    let before = raw[..span.start].chars().rev().find(seen);
    let after = raw[span.end..].chars().find(seen);
    !touches(before, inside.chars().next()) && !touches(after, inside.chars().next_back())
}

fn continues_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Whether words of the script of `character` are written without spaces between them: Han, kana,
/// Thai, Lao, Burmese, Khmer.
pub fn unspaced(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0x2_0000..=0x3_FFFF)
}

/// What an ASCII byte folds to; 0 for nothing.
const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// What the letters from À to ſ fold to, where that is one letter; 0 for all others.
static LATIN: LazyLock<[u8; 0x180 - 0xC0]> = LazyLock::new(|| {
    let mut table = [0; 0x180 - 0xC0];
    for (code, entry) in (0xC0..0x180).zip(&mut table) {
        let mut folded = Vec::new();
        if let Some(character) = char::from_u32(code) {
            fold_char(character, &mut |c| folded.push(c));
        }
        if let [letter] = folded[..]
            && letter.is_ascii()
        {
            *entry = letter as u8;
        }
    }
    table
});

/// A finding form as it grows: written eight bytes at a time, so that there is always room behind
/// it.
struct Form {
    bytes: Vec<u8>,
    length: usize,
}

impl Form {
    /// Bytes behind the form that may be written over.
    const ROOM: usize = 16;

    fn with_room(length: usize) -> Self {
        Self {
            bytes: vec![0; length + Self::ROOM],
            length: 0,
        }
    }

    fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.length);
        self.bytes
    }

    /// Appends the finding form of `text[range]`.
    fn add(&mut self, text: &str, range: Range<usize>) {
        /// The highest bit of each of eight bytes.
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let latin = &*LATIN;
        let raw = text.as_bytes();
        let Range { start: mut at, end } = range;
        self.make_room(end - at);
        while at < end {
            // What is read is cut off at the first byte outside ASCII: zeros fold to nothing.
            let eight = eight(raw, at);
            let plain = ((eight & HIGH).trailing_zeros() as usize / 8).min(end - at);
            let ascii = if plain == 8 {
                eight
            } else {
                eight & !(u64::MAX << (8 * plain))
            };
            if let Some(place) = self.bytes[self.length..].first_chunk_mut() {
                self.length += fold_eight(ascii, place);
            }
            at += plain;
            if plain == 8 || at == end {
                continue;
            }
            let byte = raw[at];
            if byte == 0xE2 && raw[at + 1] == 0x80 {
                // Curly quotes, dashes, the ellipsis, odd spaces: nothing is left of them.
                at += 3;
            } else if matches!(byte, 0xC3..=0xC5)
                && let letter =
                    latin[((byte as usize & 0x1F) << 6 | raw[at + 1] as usize & 0x3F) - 0xC0]
                && letter != 0
            {
                self.bytes[self.length] = letter;
                self.length += 1;
                at += 2;
            } else if let Some(character) = text[at..].chars().next() {
                fold_char(character, &mut |folded| self.push(folded));
                at += character.len_utf8();
                // Some letters are longer when they are small.
                self.make_room(end - at);
            }
        }
    }

    fn make_room(&mut self, length: usize) {
        let most = self.length + length + Self::ROOM;
        if self.bytes.len() < most {
            self.bytes.resize(most, 0);
        }
    }

    fn push(&mut self, character: char) {
        let end = self.length + character.len_utf8();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        character.encode_utf8(&mut self.bytes[self.length..end]);
        self.length = end;
    }
}

/// What two bytes of ASCII fold to, the first of them lowest: two bytes, and above them how many of
/// these count.
static PAIRS: [u32; 1 << 15] = {
    let mut table = [0; 1 << 15];
    let mut pair = 0;
    while pair < table.len() {
        let (first, second) = (ASCII[pair & 0xFF] as u32, ASCII[pair >> 8] as u32);
        table[pair] = match (first, second) {
            (0, 0) => 0,
            (0, one) | (one, 0) => 1 << 16 | one,
            _ => 2 << 16 | second << 8 | first,
        };
        pair += 1;
    }
    table
};

/// The eight bytes at `at`, the first of them lowest; behind the end stand zeros.
fn eight(raw: &[u8], at: usize) -> u64 {
    if let Some(eight) = raw[at..].first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut eight = [0; 8];
    eight[..raw.len() - at].copy_from_slice(&raw[at..]);
    u64::from_le_bytes(eight)
}

/// Writes what eight bytes of ASCII fold to at the start of `place`, and tells how many bytes count.
fn fold_eight(mut eight: u64, place: &mut [u8; 16]) -> usize {
    let mut length = 0;
    for _ in 0..4 {
        let folded = PAIRS[eight as usize & 0x7FFF];
        let [first, second, count, _] = folded.to_le_bytes();
        place[length & 7] = first;
        place[(length & 7) + 1] = second;
        length += usize::from(count);
        eight >>= 16;
    }
    length
}

fn folded_len(character: char) -> usize {
    if character.is_ascii() {
        return usize::from(ASCII[character as usize] != 0);
    }
    let mut length = 0;
    fold_char(character, &mut |folded| length += folded.len_utf8());
    length
}

/// Calls `emit` with what a character outside ASCII folds to.
fn fold_char(character: char, emit: &mut impl FnMut(char)) {
    if matches!(character, '\u{2000}'..='\u{206F}') {
        return;
    }
    if let Some(letters) = apart(character) {
        letters
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .for_each(emit);
        return;
    }
    if let Some(plain) = full_width(character) {
        if plain.is_ascii_alphanumeric() {
            emit(plain.to_ascii_lowercase());
        }
        return;
    }
    if !character.is_alphanumeric() || is_combining_mark(character) {
        return;
    }
    let mut lower = |base: char| {
        for small in base.to_lowercase() {
            // What an accent stood on may itself be two letters, as in `ǣ`.
            if let Some(letters) = apart(small) {
                letters.chars().for_each(&mut *emit);
            } else if !is_combining_mark(small) {
                emit(match small {
                    'ς' => 'σ',
                    'µ' => 'μ',
                    'ı' => 'i',
                    other => other,
                });
            }
        }
    };
    if matches!(character, '\u{AC00}'..='\u{D7A3}') {
        lower(character);
    } else {
        decompose_canonical(character, |base| {
            if !is_combining_mark(base) {
                lower(base);
            }
        });
    }
}

/// The ASCII character of which `character` is the full-width form.
pub fn full_width(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        _ => None,
    }
}

/// A ligature or compound letter taken apart, a raised or lowered digit set down, a fraction
/// spelled out; in lower case.
pub fn apart(character: char) -> Option<&'static str> {
    Some(match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'ĳ' | 'Ĳ' => "ij",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ſ' => "s",
        'ª' => "a",
        'º' => "o",
        'ⁿ' => "n",
        '⁰' | '₀' => "0",
        '¹' | '₁' => "1",
        '²' | '₂' => "2",
        '³' | '₃' => "3",
        '⁴' | '₄' => "4",
        '⁵' | '₅' => "5",
        '⁶' | '₆' => "6",
        '⁷' | '₇' => "7",
        '⁸' | '₈' => "8",
        '⁹' | '₉' => "9",
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅐' => "1/7",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        '⅑' => "1/9",
        '⅒' => "1/10",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn layout_and_typography_fold_away() {
        for (what, a, b) in [
            ("curly quotes", "“it’s”", "\"it's\""),
            ("dashes", "a — b", "a-b"),
            ("line-end hyphen", "exer-\ncise", "exercise"),
            ("ligature", "eﬃcient", "efficient"),
            ("composed", "caf\u{e9}", "cafe\u{301}"),
            ("accent", "Tepepàn", "Tepepan"),
            ("capitals", "FLORENCE Cassez", "florence cassez"),
            ("full width", "ＡＢ１", "ab1"),
            ("subscript", "CO₂", "CO2"),
            ("sharp s", "Straße", "STRASSE"),
            ("markup", "**bold** [a](b)", "bold ab"),
        ] {
            assert_eq!(key(a), key(b), "{what}");
        }
        for (what, a, b) in [
            ("digit", "60", "61"),
            ("letter", "now", "not"),
            ("other script", "раraph", "paraph"),
        ] {
            assert_ne!(key(a), key(b), "{what}");
        }
    }

    #[test]
    fn whole_words_only() {
        let found = |raw: &str, wanted: &str| Folded::new(raw).find(wanted, 9).len();
        assert_eq!(found("ineffective", "effective"), 0);
        assert_eq!(found("an effective one", "effective"), 1);
        assert_eq!(found("他没有去过北京。", "没有"), 1);
    }

    /// The finding form, a character at a time.
    fn one_by_one(text: &str) -> String {
        let mut folded = String::new();
        for character in text.chars() {
            if character.is_ascii() {
                let kept = character.is_ascii_alphanumeric();
                folded.extend(kept.then(|| character.to_ascii_lowercase()));
            } else {
                fold_char(character, &mut |letter| folded.push(letter));
            }
        }
        folded
    }

    #[test]
    fn each_byte_of_ascii_is_folded_alike_wherever_it_stands() {
        for byte in 0..0x80_u8 {
            for place in 0..20 {
                let mut text = "Ab1 zZ9,@[`{/:\u{7f}Yé…0x\u{2014}Q".to_owned();
                text.insert(text.floor_char_boundary(place), char::from(byte));
                assert_eq!(key(&text), one_by_one(&text), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn eight_at_a_time_is_as_one_by_one(
            raw in prop_oneof!["\\PC{0,200}", "[ -~éß½Ⱥİ…ﬃ日]{0,300}", "[a-zA-Z0-9 .,]{0,300}"],
        ) {
            let folded = Folded::new(&raw);
            prop_assert_eq!(std::str::from_utf8(folded.bytes()), Ok(&*one_by_one(&raw)));
        }

        #[test]
        fn every_place_maps_back(raw in "\\PC{0,200}", a in 0usize..300, b in 0usize..300) {
            let folded = Folded::new(&raw);
            let text = std::str::from_utf8(folded.bytes()).expect("utf-8");
            prop_assert_eq!(text, key(&raw));
            let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
            if text.is_char_boundary(a) && text.is_char_boundary(b) {
                let span = folded.to_raw(a..b);
                let again = key(&raw[span.range()]);
                prop_assert!(again.contains(&text[a..b]), "{:?} in {:?}", &text[a..b], again);
                prop_assert!(folded.from_raw(span.start) <= a);
                prop_assert!(folded.from_raw(span.end) >= b);
            }
            prop_assert_eq!(key(text), text);
        }
    }
}
