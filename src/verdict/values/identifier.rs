//! Names that hold digits, and addresses.

use super::lexicon::Word;
use super::number::readings;
use super::reader::Reader;
use super::scan::TokenKind;
use super::unit::{self, Unit};

impl Reader<'_> {
    /// The end of an address of the web or of mail, where what begins here without white space in
    /// front is or holds one.
    pub(super) fn address(&self, at: usize) -> Option<usize> {
        if self.glued(at) {
            return None;
        }
        let end = (at + 1..=self.tokens.len()).find(|&next| !self.glued(next))?;
        let web = (self.key(at + 1) == ":" && self.key(at + 2) == "/")
            || (self.key(at) == "www" && self.key(at + 1) == ".");
        let mail = (at..end).any(|sign| {
            let words = |at: usize| self.kind(at).is_some_and(|kind| kind != TokenKind::Symbol);
            self.key(sign) == "@" && words(sign + 1)
        });
        (web || mail).then_some(end)
    }

    /// A name that holds digits: "COVID-19", "A4", "Section 2.4", a version, a telephone number.
    pub(super) fn identifier(&self, at: usize) -> Option<usize> {
        if let Some(next) = self.section(at) {
            return Some(next);
        }
        match self.kind(at)? {
            TokenKind::Word => {
                let known = self.currency_code(at);
                let glued = self.glued(at + 1) && self.is_numeral(at + 1) && !known;
                let hyphen = self.skip_hyphen(at + 1);
                let named = hyphen > at + 1
                    && self.is_numeral(hyphen)
                    && self.has_capital(at)
                    && self.month(at).is_none()
                    && !matches!(self.key(at), "mid" | "pre" | "post" | "twenty");
                (glued || named).then(|| self.chunk_end(at))
            }
            TokenKind::Numeral => {
                let key = self.key(at);
                let zeros = key.len() > 1
                    && key.starts_with('0')
                    && key.bytes().all(|b| b.is_ascii_digit());
                let unreadable = readings(key, self.language()).is_empty();
                let slash = self.key(at + 1) == "/" && self.glued(at + 1) && self.glued(at + 2);
                let ratio = slash && self.is_numeral(at + 2) && self.number(at, false)?.1 == at + 1;
                let groups = self.hyphenated(at) > 2 || self.telephone(at) || ratio;
                (zeros || unreadable || groups).then(|| self.chunk_end(at))
            }
            TokenKind::Symbol => {
                let dialled = self.key(at) == "+"
                    && self.glued(at + 1)
                    && self.is_numeral(at + 1)
                    && (self.is_numeral(at + 2) || self.key(at + 1).len() > 7);
                dialled.then(|| self.dialled_end(at + 1))
            }
        }
    }

    fn currency_code(&self, at: usize) -> bool {
        unit::by_symbol(self.written(at, at + 1)).is_some_and(Unit::is_money)
    }

    /// "Section 2.4", "No. 5": the word in capitals or short for one, or the number last.
    fn section(&self, at: usize) -> Option<usize> {
        let next = self.says(at, Word::Section)?;
        let dot = self.skip_sign(next, ".");
        let hash = self.skip_sign(dot, "#");
        let symbol = self.kind(at) == Some(TokenKind::Symbol);
        let stop = self
            .kind(hash + 1)
            .is_none_or(|kind| kind == TokenKind::Symbol);
        let named = self.has_capital(at) || symbol || dot > next || (stop && self.key(at) != "no");
        let opens = at == 0 || self.key(at - 1) == ".";
        let no = self.key(at) == "no" && dot == next && opens;
        let measured = self.key(hash + 1) == "%" || self.unit_behind(hash + 1).is_some();
        let fits = self.is_numeral(hash) && named && !no && !measured;
        fits.then(|| self.chunk_end(hash))
    }

    /// How many numerals hyphens join here.
    fn hyphenated(&self, at: usize) -> usize {
        let mut next = at;
        let mut count = 1;
        while self.skip_hyphen(next + 1) > next + 1 && self.is_numeral(next + 2) {
            next += 2;
            count += 1;
        }
        count
    }

    /// "555-1234".
    fn telephone(&self, at: usize) -> bool {
        let hyphen = self.skip_hyphen(at + 1);
        hyphen > at + 1 && self.key(at).len() == 3 && self.key(hyphen).len() == 4 && {
            self.is_numeral(hyphen)
        }
    }

    /// The end of an international telephone number.
    fn dialled_end(&self, at: usize) -> usize {
        const MOST: usize = 12;
        let numeral = |next: usize| self.is_numeral(next) || self.key(next) == "-";
        (at + 1..at + MOST)
            .find(|&next| !numeral(next))
            .unwrap_or(at + MOST)
            .min(self.tokens.len())
    }

    /// The end of what stands together without white space, trailing punctuation left out.
    pub(super) fn chunk_end(&self, at: usize) -> usize {
        let part = |next: usize| {
            self.kind(next)
                .is_some_and(|kind| kind != TokenKind::Symbol)
                || matches!(self.key(next), "-" | "." | "/" | ":" | "_")
        };
        let mut end = at + 1;
        while self.glued(end) && part(end) {
            end += 1;
        }
        while end > at + 1 && self.kind(end - 1) == Some(TokenKind::Symbol) {
            end -= 1;
        }
        end
    }
}
