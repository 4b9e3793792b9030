//! The judging form: a text as the things that are compared one with another: words, numbers,
//! signs, punctuation, markup, each with its place.
//!
//! Words follow UAX 29 where that helps: an apostrophe between letters belongs to the word, a
//! hyphen does not, scripts without spaces give a token a character. Departures: letters and digits
//! are always apart (`5mg` is a number and a word, glued), a number holds its separators and is
//! reduced to one way of writing it, and what Markdown adds (emphasis, bullets, link targets) is
//! told from what the author wrote.

use std::borrow::Cow;
use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Span;
use super::fold::{apart, full_width, unspaced};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits with the separators among them.
    Number,
    /// Raised digits: an exponent or a footnote mark.
    Raised,
    /// A hyphen, dash or minus of any glyph; two or three hyphens are one.
    Dash,
    /// A quotation mark, or an apostrophe that stands at the edge of a word.
    Quotation,
    /// `.`
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `,` `;` `:`
    Comma,
    /// `…`, `...` or `. . .`, also in brackets.
    Ellipsis,
    /// `(` `[` `{`
    Open,
    /// `)` `]` `}`
    Close,
    /// Any other sign: compared by what it is.
    Symbol,
    /// Where a link leads.
    Target,
    /// Emphasis, a bullet, a heading mark, the brackets of a link.
    Markup,
}

/// One token. Its forms are read through [`Tokens`].
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands in the text.
    pub span: Span,
    /// Equal for two tokens that differ in glyph, case and accents only.
    pub hash: u64,
    form: (u32, u32),
    cased: (u32, u32),
    flags: u8,
}

impl Token {
    const SPACE_BEFORE: u8 = 1;
    const LINE_START: u8 = 2;
    const LINE_END: u8 = 4;
    const SIGN: u8 = 8;
    const NOTE: u8 = 16;
    const BRACKETED: u8 = 32;
    const LOWERED: u8 = 64;

    fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Whether white space stands before it.
    pub fn space_before(self) -> bool {
        self.has(Self::SPACE_BEFORE)
    }

    /// Whether it is the first on its line.
    pub fn line_start(self) -> bool {
        self.has(Self::LINE_START)
    }

    /// A hyphen after a letter at the end of a line.
    pub fn line_end(self) -> bool {
        self.has(Self::LINE_END)
    }

    /// A dash that makes the number after it negative.
    pub fn sign(self) -> bool {
        self.has(Self::SIGN)
    }

    /// Part of a footnote mark such as `[12]`.
    pub fn note(self) -> bool {
        self.has(Self::NOTE)
    }

    /// A word of which some letters stand in brackets: `[n]o`, `walk[ed]`.
    pub fn bracketed(self) -> bool {
        self.has(Self::BRACKETED)
    }

    /// A number set below the line: `CO₂`.
    pub fn lowered(self) -> bool {
        self.has(Self::LOWERED)
    }

    /// Words, numbers and signs: what carries meaning by itself.
    pub fn solid(self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Raised | TokenKind::Symbol
        )
    }
}

/// A stretch of text as tokens.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// In the order of the text.
    pub list: Vec<Token>,
    forms: String,
}

impl Tokens {
    /// The tokens of `text[range]`. What stands before the range is looked at to tell whether a
    /// line begins there.
    ///
    /// # Panics
    /// If the range does not lie on `char` boundaries of `text`.
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let stretch = &text[range.clone()];
        let hidden = |(at, byte): (usize, u8)| {
            MAY_BE_UNSEEN[byte as usize] && stretch[at..].starts_with(unseen)
        };
        if stretch.bytes().enumerate().any(hidden) {
            return Self::of_what_is_seen(text, range);
        }
        Self::read(text, range)
    }

    /// The same for a stretch with characters that are drawn as nothing: they are taken out, so
    /// that no rule has to look past them.
    fn of_what_is_seen(text: &str, range: Range<usize>) -> Self {
        /// As much of what stands before is kept as any rule looks back.
        const BEFORE: usize = 1_000;
        let from = text.floor_char_boundary(range.start.saturating_sub(BEFORE));
        let mut seen = String::with_capacity(range.end - from);
        // Where each run without such characters begins, in what is seen and in the text.
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for (at, character) in text[from..range.end].char_indices() {
            let at = from + at;
            if at == range.start {
                start = seen.len();
            }
            if unseen(character) {
                continue;
            }
            match runs.last() {
                Some((first, raw)) if raw + (seen.len() - first) == at => {}
                _ => runs.push((seen.len(), at)),
            }
            seen.push(character);
        }
        let mut tokens = Self::read(&seen, start..seen.len());
        let raw = |at: usize| {
            let (first, raw) = runs[runs.partition_point(|&(first, _)| first <= at) - 1];
            raw + (at - first)
        };
        for token in &mut tokens.list {
            // The end is that of the last character: what is not seen behind it is left out.
            token.span = Span::new(raw(token.span.start), raw(token.span.end - 1) + 1);
        }
        tokens
    }

    fn read(text: &str, range: Range<usize>) -> Self {
        let mut lexer = Lexer {
            text,
            at: range.start,
            end: range.end,
            tokens: Self {
                list: Vec::with_capacity(range.len() / 5 + 4),
                forms: String::with_capacity(range.len() + range.len() / 4),
            },
            space: true,
            line_start: text[..range.start]
                .bytes()
                .rev()
                .find(|byte| !matches!(byte, b' ' | b'\t'))
                .is_none_or(|byte| matches!(byte, b'\n' | b'\r')),
            brackets: Vec::new(),
        };
        lexer.run();
        lexer.tokens
    }

    /// The token as it is compared: one glyph for each sign, composed, ligatures taken apart, in
    /// lower case; numbers without thousands separators.
    pub fn form(&self, token: Token) -> &str {
        &self.forms[token.form.0 as usize..token.form.1 as usize]
    }

    /// The same in the case it was written in.
    pub fn cased(&self, token: Token) -> &str {
        &self.forms[token.cased.0 as usize..token.cased.1 as usize]
    }

    /// Whether the token holds a capital after its first letter, or is nothing but one capital.
    pub fn inner_capital(&self, token: Token) -> bool {
        let cased = self.cased(token);
        let mut letters = cased.chars();
        let first = letters.next();
        letters.clone().any(char::is_uppercase)
            || (letters.next().is_none() && first.is_some_and(char::is_uppercase))
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    tokens: Tokens,
    space: bool,
    line_start: bool,
    /// Indexes of `[` tokens that wait for their `]`.
    brackets: Vec<usize>,
}

/// A link target or a bracketed remark longer than this is read as plain text.
const LONGEST_TARGET: usize = 2_000;

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character just before the current one, within the text.
    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < self.end {
            let start = self.at;
            // The common case by bytes: a space, an ASCII word.
            match bytes[start] {
                b' ' | b'\t' => {
                    self.at += 1;
                    self.space = true;
                    continue;
                }
                byte if byte.is_ascii_alphabetic() => {
                    self.word();
                    self.space = false;
                    self.line_start = false;
                    continue;
                }
                _ => {}
            }
            let Some(character) = self.peek() else { break };
            match character {
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.at += character.len_utf8();
                    self.space = true;
                    self.line_start = true;
                    continue;
                }
                _ if character.is_whitespace() => {
                    self.at += character.len_utf8();
                    self.space = true;
                    continue;
                }
                _ => {}
            }
            let plain = full_width(character).unwrap_or(character);
            if plain.is_ascii_digit()
                || (plain == '.'
                    && self.rest()[character.len_utf8()..]
                        .starts_with(|c: char| c.is_ascii_digit())
                    && !self.before().is_some_and(char::is_alphanumeric))
            {
                self.number();
            } else if plain.is_alphabetic() && !fraction(plain) && raised(plain).is_none() {
                self.word();
            } else if raised(plain).is_some() {
                self.raised();
            } else if let Some(letters) = apart(plain) {
                self.at += character.len_utf8();
                let lowered = u8::from(letters.len() == 1) * Token::LOWERED;
                let mut form = Cow::Borrowed(letters);
                // "C₁₂" has one number.
                while lowered > 0
                    && let Some(next) = self.peek()
                    && let Some(digit) = apart(next).filter(|digit| digit.len() == 1)
                {
                    form.to_mut().push_str(digit);
                    self.at += next.len_utf8();
                }
                self.push(TokenKind::Number, start, &form, lowered);
            } else {
                self.sign(character, plain);
            }
            self.space = false;
            self.line_start = false;
        }
    }

    /// Adds the token from `start` to here. `cased` is composed; lower-cased here.
    fn push(&mut self, kind: TokenKind, start: usize, cased: &str, flags: u8) {
        if cased.is_ascii() {
            return self.push_ascii(kind, start, cased, flags);
        }
        let forms = &mut self.tokens.forms;
        let from = forms.len();
        forms.push_str(cased);
        let lower = forms.len();
        for character in cased.chars() {
            match character {
                'A'..='Z' => forms.push(character.to_ascii_lowercase()),
                'a'..='z' | 'ß'..='ÿ' => forms.push(character),
                'ς' => forms.push('σ'),
                'İ' => forms.push('i'),
                other => forms.extend(other.to_lowercase()),
            }
        }
        let form = &forms[lower..];
        // Signs fold to nothing: only of words is the finding form the key.
        let hash = if kind == TokenKind::Word {
            super::fold::with_key(form, |key| key_of(kind, key))
        } else {
            key_of(kind, form.as_bytes())
        };
        let to = forms.len();
        self.add(kind, start, [from, lower, lower, to], hash, flags);
    }

    /// The same for a form within ASCII.
    fn push_ascii(&mut self, kind: TokenKind, start: usize, cased: &str, flags: u8) {
        let forms = &mut self.tokens.forms;
        let from = forms.len();
        forms.push_str(cased);
        let end = forms.len();
        let mut lower = from;
        if cased.bytes().any(|byte| byte.is_ascii_uppercase()) {
            forms.push_str(cased);
            forms[end..].make_ascii_lowercase();
            lower = end;
        }
        let to = forms.len();
        let hash = key_of(kind, &forms.as_bytes()[lower..]);
        self.add(kind, start, [from, end, lower, to], hash, flags);
    }

    fn add(
        &mut self,
        kind: TokenKind,
        start: usize,
        [cased, cased_end, form, form_end]: [usize; 4],
        hash: u64,
        mut flags: u8,
    ) {
        if self.space {
            flags |= Token::SPACE_BEFORE;
        }
        if self.line_start {
            flags |= Token::LINE_START;
        }
        self.tokens.list.push(Token {
            kind,
            span: Span::new(start, self.at),
            hash,
            form: (form as u32, form_end as u32),
            cased: (cased as u32, cased_end as u32),
            flags,
        });
    }

    fn word(&mut self) {
        let start = self.at;
        let (text, bytes) = (self.text, self.text.as_bytes());
        while self.at < self.end && bytes[self.at].is_ascii_alphabetic() {
            self.at += 1;
        }
        let plain_end = self.at;
        if plain_end == start && self.peek().is_some_and(unspaced) {
            self.at += self.peek().map_or(0, char::len_utf8);
            self.marks();
        } else {
            // Only an apostrophe, an underscore or a letter outside ASCII goes on with the word.
            let goes_on = bytes
                .get(plain_end)
                .is_some_and(|&next| next >= 0x80 || matches!(next, b'\'' | b'`' | b'_'));
            if goes_on && plain_end < self.end {
                self.letters();
            }
            if self.at == plain_end {
                self.push_ascii(TokenKind::Word, start, &text[start..plain_end], 0);
                return;
            }
        }
        let raw = &self.text[start..self.at];
        let mut form = String::with_capacity(raw.len());
        spell(raw, &mut form);
        self.push(TokenKind::Word, start, &form, 0);
    }

    /// Goes on over letters and what joins them within a word.
    fn letters(&mut self) {
        while let Some(character) = self.peek() {
            if matches!(character, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ')
            {
                self.at += character.len_utf8();
                continue;
            }
            let next = self.rest()[character.len_utf8()..].chars().next();
            let inside = match character {
                _ if unspaced(character) => false,
                _ if character.is_alphabetic() => {
                    !fraction(character) && raised(character).is_none()
                }
                _ if is_combining_mark(character) => true,
                _ if apostrophe(character) => {
                    next.is_some_and(|next| next.is_alphabetic() && !unspaced(next))
                }
                '_' => next.is_some_and(char::is_alphanumeric),
                _ => false,
            };
            if !inside {
                break;
            }
            self.at += character.len_utf8();
        }
    }

    fn marks(&mut self) {
        while let Some(character) = self.peek() {
            if !is_combining_mark(character) {
                break;
            }
            self.at += character.len_utf8();
        }
    }

    fn number(&mut self) {
        let start = self.at;
        let mut form = String::new();
        // Digits between the last thousands separator and here, and whether one came before.
        let mut pending: Option<(usize, char)> = None;
        // Where the number begins whose thousands are counted: each side of a ratio has its own.
        let mut first = 0;
        while let Some(character) = self.peek() {
            let plain = full_width(character).unwrap_or(character);
            if plain.is_ascii_digit() {
                form.push(plain);
                self.at += character.len_utf8();
                continue;
            }
            let after = &self.rest()[character.len_utf8()..];
            let digits = after
                .chars()
                .map(|c| full_width(c).unwrap_or(c))
                .take_while(char::is_ascii_digit)
                .take(4)
                .count();
            if digits == 0 {
                break;
            }
            let grouped = digits == 3
                && pending.map_or_else(
                    || (1..=3).contains(&(form.len() - first)) && !form[first..].starts_with('0'),
                    |(_, separator)| separator == plain,
                );
            match plain {
                ',' | '\u{2009}' | '\u{202F}' | '\u{A0}' | '\u{2007}' | '’' | '\'' if grouped => {
                    pending = Some((form.len(), plain));
                }
                ',' => form.push(','),
                '.' | '·' | '‧' | '⋅' | '∙' => form.push('.'),
                '/' | '⁄' | '∕' => form.push('/'),
                ':' => form.push(':'),
                _ => break,
            }
            if form.is_empty() {
                break;
            }
            if form.ends_with(['/', ':']) {
                (first, pending) = (form.len(), None);
            }
            self.at += character.len_utf8();
        }
        if form.starts_with('.') {
            form.insert(0, '0');
        }
        let list = self.line_start && self.list_number();
        let kind = if list {
            TokenKind::Markup
        } else {
            TokenKind::Number
        };
        self.push(kind, start, &form, 0);
    }

    /// Whether the digits just read, first on their line, number an item of a list: a full stop or
    /// parenthesis and a space follow, and no running text comes before.
    fn list_number(&self) -> bool {
        let rest = self.rest();
        if !(rest.starts_with(". ") || rest.starts_with(") ")) {
            return false;
        }
        let line = self.text[..self.at]
            .rfind(['\n', '\r'])
            .map_or(0, |at| at + 1);
        let digits = self.text[line..self.at].trim().len();
        let above = self.text[..line].trim_end_matches(['\n', '\r']);
        let blank = line == 0 || self.text[above.len()..line].matches('\n').count() > 1;
        let item = above
            .rsplit(['\n', '\r'])
            .next()
            .unwrap_or_default()
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || c == '#');
        digits <= 2 && (blank || item)
    }

    fn raised(&mut self) {
        let start = self.at;
        let mut form = String::new();
        while let Some(digit) = self.peek().and_then(raised) {
            form.push(digit);
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        self.push(TokenKind::Raised, start, &form, 0);
    }

    fn sign(&mut self, character: char, plain: char) {
        let start = self.at;
        if let Some(end) = ellipsis(self.rest()) {
            self.at += end;
            return self.push(TokenKind::Ellipsis, start, "…", 0);
        }
        self.at += character.len_utf8();
        let next = self.peek();
        let before = self.text[..start].chars().next_back();
        match plain {
            _ if dash(plain) => self.dash(start, plain, before),
            '[' | '(' | '{' | '（' | '［' | '【' | '〔' => self.open(start, plain, before),
            ')' | ']' | '}' | '）' | '］' | '】' | '〕' => self.close(start, plain),
            '`' | '´'
                if before.is_some_and(char::is_alphabetic)
                    && next.is_some_and(char::is_alphabetic) =>
            {
                self.push(TokenKind::Quotation, start, "'", 0);
            }
            '`' | '|' | '\\' => self.push(TokenKind::Markup, start, "`", 0),
            _ if quotation(plain) => self.push(TokenKind::Quotation, start, "'", 0),
            '.' | '。' | '｡' => self.push(TokenKind::Stop, start, ".", 0),
            '?' | '？' | '؟' | '¿' => self.push(TokenKind::Question, start, "?", 0),
            '!' if next == Some('[') => self.push(TokenKind::Markup, start, "!", 0),
            '!' if next == Some('=') => {
                self.at += 1;
                self.push(TokenKind::Symbol, start, "≠", 0);
            }
            '!' | '！' | '¡' => self.push(TokenKind::Exclamation, start, "!", 0),
            ',' | '、' | '،' => self.push(TokenKind::Comma, start, ",", 0),
            ';' | '；' | '؛' => self.push(TokenKind::Comma, start, ";", 0),
            ':' | '：' => self.push(TokenKind::Comma, start, ":", 0),
            '*' | '_' | '+' | '•' | '·' | '‣' | '▪' | '○' | '●' | '◦' | '■' | '§' | '†' | '‡'
            | '#' | '~' | '™' | '®' | '©' => self.mark(start, plain, before),
            '<' | '>' | '=' | '^' => self.comparison(start, plain),
            '≦' | '⩽' => self.push(TokenKind::Symbol, start, "≤", 0),
            '≧' | '⩾' => self.push(TokenKind::Symbol, start, "≥", 0),
            '✕' | '✖' => self.push(TokenKind::Symbol, start, "×", 0),
            '˚' => self.push(TokenKind::Symbol, start, "°", 0),
            '∼' | '〜' => self.push(TokenKind::Symbol, start, "~", 0),
            _ => {
                self.marks();
                let form = plain.to_string();
                self.push(TokenKind::Symbol, start, &form, 0);
            }
        }
    }

    fn dash(&mut self, start: usize, plain: char, before: Option<char>) {
        let mut run = 1;
        while run < 3 && plain == '-' && self.peek() == Some('-') {
            self.at += 1;
            run += 1;
        }
        let next = self.peek();
        let spaced = next.is_none_or(char::is_whitespace);
        if self.line_start && spaced && run == 1 {
            return self.push(TokenKind::Markup, start, "-", 0);
        }
        let digit_follows = next.is_some_and(|c| c.is_ascii_digit())
            || self.rest().starts_with('.')
                && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit());
        let joins = before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '%' | '.' | '”' | '’' | '°')
        });
        let mut flags = 0;
        if run == 1 && digit_follows && !joins {
            flags |= Token::SIGN;
        }
        let line_ends = self
            .rest()
            .trim_start_matches([' ', '\t'])
            .starts_with(['\n', '\r', '\u{2028}', '\u{2029}']);
        if run == 1 && line_ends && before.is_some_and(char::is_alphanumeric) {
            flags |= Token::LINE_END;
        }
        self.push(TokenKind::Dash, start, "-", flags);
    }

    fn open(&mut self, start: usize, plain: char, before: Option<char>) {
        let form = match plain {
            '（' => '(',
            '［' | '【' | '〔' => '[',
            other => other,
        };
        let text = self.text;
        let rest = &text[self.at..self.end];
        // An elision mark in brackets is one token.
        let inner = rest.trim_start();
        if let Some(length) = ellipsis(inner) {
            let after = &inner[length..];
            let closed = after.trim_start();
            if closed.starts_with(if form == '(' { ')' } else { ']' }) {
                self.at = self.end.min(self.at + (rest.len() - closed.len()) + 1);
                return self.push(TokenKind::Ellipsis, start, "…", 0);
            }
        }
        if form == '[' {
            if let Some(end) = bracketed_letters(rest, before) {
                return self.bracketed_word(start, end);
            }
        } else if form == '(' {
            let link = self.tokens.list.last().is_some_and(|last| {
                last.kind == TokenKind::Close && self.tokens.form(*last) == "]"
            });
            // The stretch may end within the target.
            let link = link && text[..start].ends_with(']');
            let rest = if link { &text[self.at..] } else { rest };
            if let Some((target, length)) = target(rest, link) {
                self.at = self.end.min(self.at + length);
                if link {
                    self.unbracket();
                }
                return self.push(TokenKind::Target, start, &target, 0);
            }
        }
        let mut buffer = [0; 4];
        self.push(TokenKind::Open, start, form.encode_utf8(&mut buffer), 0);
        if form == '[' {
            self.brackets.push(self.tokens.list.len() - 1);
        }
    }

    /// The brackets of the link whose target comes next are markup.
    fn unbracket(&mut self) {
        let close = self.tokens.list.len() - 1;
        let open = self.tokens.list[..close]
            .iter()
            .rposition(|token| token.kind == TokenKind::Open && self.tokens.form(*token) == "[");
        if let Some(open) = open {
            self.tokens.list[open].kind = TokenKind::Markup;
            self.tokens.list[close].kind = TokenKind::Markup;
        }
    }

    fn close(&mut self, start: usize, plain: char) {
        let form = match plain {
            '）' => ')',
            '］' | '】' | '〕' => ']',
            other => other,
        };
        let mut buffer = [0; 4];
        self.push(TokenKind::Close, start, form.encode_utf8(&mut buffer), 0);
        if form == ']'
            && let Some(open) = self.brackets.pop()
        {
            let list = &mut self.tokens.list;
            let inside = &list[open + 1..list.len() - 1];
            // A footnote mark: small whole numbers in brackets after a word or a full stop.
            let before = self.text[..list[open].span.start]
                .trim_end()
                .chars()
                .next_back();
            let note = !inside.is_empty()
                && before.is_some_and(|c| {
                    !c.is_ascii_digit() && !matches!(c, '(' | '=' | '<' | '>' | '±')
                })
                && inside.iter().all(|token| match token.kind {
                    // "[20,21]" is no decimal fraction.
                    TokenKind::Number => self.text[token.span.range()]
                        .split(',')
                        .all(|number| number.len() <= 3),
                    TokenKind::Comma | TokenKind::Dash => !token.sign(),
                    TokenKind::Symbol => &self.text[token.span.range()] == "^",
                    // "[^1]", as Markdown has it.
                    TokenKind::Raised => self.text[token.span.range()].starts_with('^'),
                    _ => false,
                });
            if note {
                for token in &mut list[open..] {
                    token.flags |= Token::NOTE;
                }
            }
        }
    }

    /// `[n]o`, `walk[ed]`: one word. `end` is the byte after the `]`, counted from after the `[`.
    fn bracketed_word(&mut self, start: usize, end: usize) {
        // Letters before the bracket were read as a word of their own: take them back.
        let mut from = start;
        let glued = self.text[..start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphabetic);
        if glued
            && let Some(last) = self.tokens.list.last().copied()
            && last.kind == TokenKind::Word
            && last.span.end == start
        {
            from = last.span.start;
            self.space = last.space_before();
            self.line_start = last.line_start();
            self.tokens.list.pop();
        }
        self.at += end;
        self.letters();
        let mut form = String::new();
        for piece in self.text[from..self.at].split(['[', ']']) {
            spell(piece, &mut form);
        }
        self.push(TokenKind::Word, from, &form, Token::BRACKETED);
    }

    /// Signs that are markup in some places.
    fn mark(&mut self, start: usize, plain: char, before: Option<char>) {
        while self.peek() == Some(plain) && matches!(plain, '*' | '_' | '#' | '~') {
            self.at += plain.len_utf8();
        }
        let next = self.peek();
        let open_left = before.is_none_or(char::is_whitespace);
        let open_right = next.is_none_or(char::is_whitespace);
        let alnum = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let bullet = self.line_start && open_right;
        let markup = match plain {
            '*' | '_' => {
                bullet || (open_left != open_right) || !(open_left || alnum(before) && alnum(next))
            }
            '#' => self.line_start && open_right,
            '~' => self.at - start == 2,
            '†' | '‡' | '™' | '®' | '©' => true,
            '§' => false,
            '+' => bullet,
            '·' => bullet,
            _ => open_left,
        };
        if plain == '+' && self.rest().starts_with("/-") {
            self.at += 2;
            return self.push(TokenKind::Symbol, start, "±", 0);
        }
        let mut buffer = [0; 4];
        let form: &str = plain.encode_utf8(&mut buffer);
        let kind = if markup {
            TokenKind::Markup
        } else {
            TokenKind::Symbol
        };
        self.push(kind, start, form, 0);
    }

    fn comparison(&mut self, start: usize, plain: char) {
        let next = self.peek();
        let form = match (plain, next) {
            ('<', Some('=')) => "≤",
            ('>', Some('=')) => "≥",
            ('^', Some(digit)) if digit.is_ascii_digit() => {
                let digits = self.rest().len()
                    - self
                        .rest()
                        .trim_start_matches(|c: char| c.is_ascii_digit())
                        .len();
                let text = self.text;
                let form = &text[self.at..self.at + digits];
                self.at += digits;
                return self.push(TokenKind::Raised, start, form, 0);
            }
            ('<', _) => return self.push(TokenKind::Symbol, start, "<", 0),
            ('>', _) => return self.push(TokenKind::Symbol, start, ">", 0),
            ('=', _) => return self.push(TokenKind::Symbol, start, "=", 0),
            _ => return self.push(TokenKind::Symbol, start, "^", 0),
        };
        self.at += 1;
        self.push(TokenKind::Symbol, start, form, 0);
    }
}

/// Appends the letters of `raw` composed, with ligatures taken apart and one apostrophe.
fn spell(raw: &str, form: &mut String) {
    // Letters in front of the combining marks are composed, whatever stands beside them.
    if raw.chars().all(|character| character < '\u{300}') {
        spell_composed(raw.chars(), form);
    } else {
        spell_composed(raw.nfc(), form);
    }
}

fn spell_composed(letters: impl Iterator<Item = char>, form: &mut String) {
    for character in letters {
        if character.is_ascii_alphabetic() {
            form.push(character);
        } else if apostrophe(character) {
            form.push('\'');
        } else if let Some(plain) = full_width(character) {
            form.push(plain);
        } else if character == 'µ' {
            form.push('μ');
        } else if compound(character)
            && let Some(letters) = apart(character)
        {
            let upper = character.is_uppercase();
            form.extend(
                letters
                    .chars()
                    .map(|c| if upper { c.to_ascii_uppercase() } else { c }),
            );
        } else {
            form.push(character);
        }
    }
}

/// Ligatures whose parts are the same word; ø, ł and their like are letters with an accent.
fn compound(character: char) -> bool {
    matches!(
        character,
        'ﬀ'..='ﬆ' | 'æ' | 'Æ' | 'œ' | 'Œ' | 'ĳ' | 'Ĳ' | 'ß' | 'ẞ' | 'ſ'
    )
}

fn fraction(character: char) -> bool {
    matches!(character, '¼'..='¾' | '⅐'..='⅞')
}

fn raised(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁺' => '+',
        '⁻' => '-',
        _ => return None,
    })
}

/// Whether `character` is an apostrophe where it stands between letters.
pub fn apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '＇' | '`' | '´' | '′')
}

/// Quotation marks of all scripts, single and double.
pub fn quotation(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '＂'
            | '＇'
            | '〝'
            | '〞'
            | 'ʼ'
            | '´'
    )
}

/// Hyphens, dashes and minus signs.
pub fn dash(character: char) -> bool {
    matches!(
        character,
        '-' | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '−'
            | '﹣'
            | '－'
            | '⁃'
            | '﹘'
            | '⸺'
            | '⸻'
    )
}

/// Characters that are drawn as nothing: soft hyphens, zero-width spaces, bidi controls, marks of
/// byte order.
pub fn invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' | '\u{61C}' | '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{0}'..='\u{8}'
        | '\u{E}'..='\u{1F}' | '\u{7F}')
}

/// What makes no difference to a token: what is drawn as nothing, and the joiners, which change no
/// more than the shape of their neighbours. In the scripts that are written with spaces a zero-width
/// space is where a line may be broken, not where a word ends; in the others each character is a
/// token.
pub fn unseen(character: char) -> bool {
    invisible(character) || matches!(character, '\u{200C}' | '\u{200D}')
}

/// The bytes with which a character begins that is drawn as nothing: others may begin with them too.
const MAY_BE_UNSEEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte,
            0..0x09 | 0x0E..0x20 | 0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF
        );
        byte += 1;
    }
    table
};

/// White space within a spaced elision mark, in bytes.
const LONGEST_DOT_GAP: usize = 16;

/// The length of the elision mark at the start of `text`.
fn ellipsis(text: &str) -> Option<usize> {
    if text.starts_with(['…', '⋯', '‥']) {
        return text.chars().next().map(char::len_utf8);
    }
    let mut dots = 0;
    let mut length = 0;
    for (at, character) in text.char_indices() {
        match character {
            '.' => {
                dots += 1;
                length = at + 1;
            }
            // Spaced dots may be wrapped and indented.
            _ if character.is_whitespace() && dots > 0 && at - length < LONGEST_DOT_GAP => {}
            _ => break,
        }
        if dots == 4 {
            break;
        }
    }
    (dots >= 3).then_some(length)
}

/// Letters in brackets that belong to a word: the byte after the `]`, counted from after the `[`.
fn bracketed_letters(rest: &str, before: Option<char>) -> Option<usize> {
    let close = rest
        .char_indices()
        .take(16)
        .find(|&(_, c)| !c.is_alphabetic() && c != '\'')?;
    let after = rest[close.0..].strip_prefix(']')?.chars().next();
    let glued = before.is_some_and(char::is_alphabetic)
        || (close.0 > 0 && after.is_some_and(char::is_alphabetic));
    (close.0 > 0 && glued).then_some(close.0 + 1)
}

/// A link target after its `(`: what it is without the white space of line breaks, and its length
/// with the `)`. `certain` where a `]` stands just before the parenthesis.
fn target(rest: &str, certain: bool) -> Option<(String, usize)> {
    let bytes = rest.as_bytes();
    let limit = rest.len().min(LONGEST_TARGET);
    let close = memchr::memchr(b')', &bytes[..limit])?;
    let inside = rest.get(..close)?;
    let mut form = String::with_capacity(close);
    let mut pieces = inside.split_whitespace();
    form.push_str(pieces.next()?);
    for piece in pieces {
        // Only a line break may split a target, unless a title follows it.
        let at = piece.as_ptr() as usize - inside.as_ptr() as usize;
        let gap = inside[..at].trim_end().len();
        if !inside[gap..at].contains(['\n', '\r', '\u{2028}']) && !piece.starts_with('"') {
            return None;
        }
        form.push_str(piece);
    }
    let mut spelt = String::with_capacity(form.len());
    spell(&form, &mut spelt);
    let form: String = spelt
        .chars()
        .map(|c| if dash(c) { '-' } else { c })
        .collect();
    (certain || looks_like_target(&form)).then_some((form, close + 1))
}

fn looks_like_target(form: &str) -> bool {
    let letter_follows = |prefix: &str| {
        form.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic()))
    };
    let path = form.split('#').next().unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    form.contains("://")
        || letter_follows("#")
        || letter_follows("mailto:")
        || matches!(
            extension,
            "md" | "html" | "htm" | "rst" | "txt" | "pdf" | "adoc"
        ) && path.len() > extension.len() + 1
}

/// Equal for forms that are equal.
fn key_of(kind: TokenKind, form: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind as u8);
    hasher.write(form);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let tokens = Tokens::new(text, 0..text.len());
        let mut out = String::new();
        for token in &tokens.list {
            if !out.is_empty() {
                out.push(if token.space_before() { ' ' } else { '|' });
            }
            let mark = match token.kind {
                TokenKind::Markup => "m:",
                TokenKind::Target => "t:",
                TokenKind::Raised => "^",
                TokenKind::Dash if token.sign() => "sign:",
                TokenKind::Dash if token.line_end() => "end:",
                _ if token.note() => "n:",
                _ if token.bracketed() => "b:",
                _ => "",
            };
            out.push_str(mark);
            out.push_str(tokens.form(*token));
        }
        out
    }

    #[test]
    fn what_is_unseen_begins_with_a_byte_that_is_known() {
        for character in ('\0'..=char::MAX).filter(|&character| unseen(character)) {
            let first = character.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(MAY_BE_UNSEEN[first as usize], "{character:?}");
        }
    }

    #[test]
    fn what_the_tokens_are() {
        for (text, expected) in [
            ("It’s a dog's life", "it's a dog's life"),
            ("Florence Cassez`s case", "florence cassez's case"),
            ("p<0.05 and P = 0·007", "p|<|0.05 and p = 0.007"),
            ("5mg, 1,960 1 960 1\u{202F}960", "5|mg|, 1960 1 960 1960"),
            ("1:100,000 or 1:100000", "1:100000 or 1:100000"),
            ("ex\u{200b}er\u{ad}cise 1\u{feff}2", "exercise 12"),
            (
                "−12.4 m (−115–−26)",
                "sign:-|12.4 m (|sign:-|115|-|sign:-|26|)",
            ),
            ("a 60-year term", "a 60|-|year term"),
            ("pages 14–435", "pages 14|-|435"),
            ("- 5 items\n- five", "m:- 5 items m:- five"),
            ("exer-\ncise", "exer|end:- cise"),
            ("CO₂ and 10² cm² x^2", "co|2 and 10|^2 cm|^2 x|^2"),
            ("[text](a.md#b-\nc) end", "m:[|text|m:]|t:a.md#b-c end"),
            (
                "frame (message-body.md#x), (mg/kg)",
                "frame t:message-body.md#x|, (|mg|/|kg|)",
            ),
            (
                "so it was [12] [1, 2].",
                "so it was n:[|n:12|n:] n:[|n:1|n:, n:2|n:]|.",
            ),
            ("(2.1 [0.4])", "(|2.1 [|0.4|]|)"),
            ("[n]o, walk[ed] [the man]", "b:no|, b:walked [|the man|]"),
            ("a … b [...] c . . . d (…)", "a … b … c … d …"),
            (
                "**bold** _it_ a*b snake_case",
                "m:*|bold|m:* m:_|it|m:_ a|*|b snake_case",
            ),
            ("<= >= +/- !=", "≤ ≥ ± ≠"),
            ("`code` # x\n# Head", "m:`|code|m:` # x m:# head"),
            ("½ 2½ 1/2", "1/2 2|1/2 1/2"),
            ("没有 ok", "没|有 ok"),
            ("1. First\n2. Second", "m:1|. first m:2|. second"),
            ("in the year\n1990. The", "in the year 1990|. the"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
