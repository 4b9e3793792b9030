//! Letters without their accents.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The first letter that is not looked up.
const END: char = '\u{180}';

/// What the letters up to [`END`] become: each is one letter without its marks, whatever stands
/// beside it.
static LATIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let letters = ('\0'..END).map(|letter| {
        let mut only = decomposed(letter.encode_utf8(&mut [0; 4])).collect::<Vec<_>>();
        debug_assert_eq!(only.len(), 1, "{letter:?}");
        only.pop().unwrap_or(letter)
    });
    letters.collect()
});

/// Gives `each` what the characters of `word` are in lower case and without accents.
pub(super) fn unaccented(word: &str, each: impl FnMut(char)) {
    if word.chars().all(|c| c < END) {
        let latin = &*LATIN;
        word.chars().map(|c| latin[c as usize]).for_each(each);
    } else {
        decomposed(word).for_each(each);
    }
}

fn decomposed(word: &str) -> impl Iterator<Item = char> {
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looked_up_or_decomposed_letters_are_the_same() {
        let read = |word: &str| {
            let mut letters = String::new();
            unaccented(word, |c| letters.push(c));
            letters
        };
        assert_eq!(read("Übergrößenträger, Łódź"), "ubergroßentrager, łodz");
        for letter in '\0'..END {
            let word = format!("É{letter}ÅB");
            assert_eq!(read(&word), decomposed(&word).collect::<String>(), "{word}");
            assert_eq!(read(&format!("{word}ǆ")), read(&word) + "ǆ", "{word}");
        }
    }
}
