//! A text's tokens with the lexicon of its language: what stands at a place.

use super::lexicon::{Language, Phrase, Role, Word};
use super::scan::{Token, TokenKind};

/// Reads values from tokens. Every function takes the index of a token and, where it finds what it
/// looks for, gives back the index after it.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token<'t>],
    pub(super) language: Language,
    /// The text is nothing but one value, so that words too common to be figures are read as such.
    pub(super) whole: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn get(&self, at: usize) -> Option<&'t Token<'t>> {
        self.tokens.get(at)
    }

    pub(super) fn key(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |token| &*token.key)
    }

    /// The text of the tokens `from..to`.
    pub(super) fn written(&self, from: usize, to: usize) -> &'t str {
        match (
            self.get(from),
            to.checked_sub(1).and_then(|last| self.get(last)),
        ) {
            (Some(first), Some(last)) if from < to => &self.text[first.start..last.end],
            _ => "",
        }
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.get(at).map(|token| token.kind)
    }

    /// Whether the token stands directly behind the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    pub(super) fn is_numeral(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Numeral)
    }

    /// Whether a letter of the token, as written, is a capital.
    pub(super) fn has_capital(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|token| self.text[token.start..token.end].contains(char::is_uppercase))
    }

    /// The phrases that may begin here.
    pub(super) fn phrases(&self, at: usize) -> &'static [Phrase] {
        let entry = self.get(at).and_then(|token| token.entry);
        entry.map_or(&[], |entry| entry.phrases(self.language))
    }

    /// The longest phrase here that does what is wanted.
    pub(super) fn phrase<T>(
        &self,
        at: usize,
        wanted: impl Fn(&Role) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.phrases(at).iter().find_map(|phrase| {
            let found = wanted(&phrase.role)?;
            Some((found, self.phrase_end(at, phrase)?))
        })
    }

    /// The index after `phrase`, where it stands here: its first token does.
    pub(super) fn phrase_end(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let mut next = at + 1;
        for word in &phrase.rest {
            if self.key(next) == "'" {
                next += 1;
            }
            if self.key(next) != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The index after `word`, where it stands here.
    pub(super) fn says(&self, at: usize, word: Word) -> Option<usize> {
        let wanted = |role: &Role| matches!(role, Role::Word(w) if *w == word).then_some(());
        self.phrase(at, wanted).map(|((), next)| next)
    }

    /// The index after an optional `word`.
    pub(super) fn skip(&self, at: usize, word: Word) -> usize {
        self.says(at, word).unwrap_or(at)
    }

    /// The index after an optional `sign`.
    pub(super) fn skip_sign(&self, at: usize, sign: &str) -> usize {
        at + usize::from(self.key(at) == sign)
    }

    /// The index after a hyphen that joins what stands on its two sides, else `at`.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        let joins = self.key(at) == "-" && self.glued(at) && self.glued(at + 1);
        at + usize::from(joins)
    }

    /// The index after a range dash: with white space on both sides or on neither.
    pub(super) fn range_dash(&self, at: usize) -> Option<usize> {
        (self.key(at) == "-" && self.glued(at) == self.glued(at + 1)).then_some(at + 1)
    }
}
