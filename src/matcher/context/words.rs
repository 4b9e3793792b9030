//! A stretch of running text as words and what stands between them: all that the readers of context
//! look at. Lighter than [`crate::text::Tokens`], for it is made for every quote: nothing is
//! copied, and a word is looked up only when somebody asks.

use std::cell::OnceCell;
use std::ops::Range;

use crate::text::Span;
use crate::text::tokens::{apostrophe, dash, quotation, unseen};

use super::super::lexicon::{Classes, Known, LONGEST_PHRASE, Lexicon};

/// A clipped word such as `qu'` has at most so many letters before its apostrophe.
const LONGEST_CLIPPED: usize = 2;

/// What stands between two words, the weightiest of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// White space.
    #[default]
    None,
    /// A quotation mark.
    Mark,
    /// A comma or a parenthesis.
    Comma,
    /// A dash between words.
    Dash,
    Colon,
    /// A semicolon.
    Semicolon,
    /// A full stop, a question or exclamation mark, a blank line.
    Stop,
}

/// A word, what stands before it, and what the lists say of it once somebody has asked.
#[derive(Debug)]
struct Word {
    span: Span,
    gap: Gap,
    known: OnceCell<Known>,
}

impl Word {
    fn new(span: Span, gap: Gap) -> Self {
        Self {
            span,
            gap,
            known: OnceCell::new(),
        }
    }
}

/// Words of a text in order.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    list: Vec<Word>,
    /// Where the stretch begins.
    from: usize,
    /// What stands after the last word.
    pub(super) end: Gap,
    /// All classes of all words and of the phrases they may begin.
    all: OnceCell<Classes>,
}

impl<'t> Words<'t> {
    /// The words of `text[range]`, at most `most` from its start.
    pub(super) fn new(
        text: &'t str,
        range: Range<usize>,
        most: usize,
        lexicon: &'t Lexicon,
    ) -> Self {
        let mut list = Vec::with_capacity(most.min(range.len() / 5 + 1));
        let mut gap = Gap::None;
        let mut start: Option<usize> = None;
        let mut breaks = 0;
        let stretch = &text[range.clone()];
        let mut from = 0;
        while let Some(character) = stretch[from..].chars().next() {
            let at = from;
            // Most of a text: the letters of a word, and one space.
            let letters = stretch.as_bytes()[at..].iter();
            let run = letters
                .take_while(|byte| byte.is_ascii_alphanumeric())
                .count();
            if run > 0 {
                from += run;
                let first = *start.get_or_insert(at);
                if stretch.as_bytes().get(from) == Some(&b' ') {
                    list.push(Word::new(
                        Span::new(range.start + first, range.start + from),
                        gap,
                    ));
                    (start, gap, breaks) = (None, Gap::None, 0);
                    from += 1;
                    if list.len() == most {
                        break;
                    }
                }
                continue;
            }
            from += character.len_utf8();
            let next = stretch[from..].chars().next();
            let joins = start.is_some()
                && next.is_some_and(char::is_alphanumeric)
                && (apostrophe(character)
                    || unseen(character)
                    || matches!(character, '-' | '‐' | '\u{2011}' | '.' | ',')
                        && (!matches!(character, '.' | ',')
                            || next.is_some_and(|next| next.is_ascii_digit())));
            if character.is_alphanumeric() || joins {
                start.get_or_insert(at);
                continue;
            }
            if let Some(from) = start.take() {
                // A clipped word at the end of the stretch keeps its apostrophe: `qu'`.
                let clipped = apostrophe(character) && next.is_none();
                let end = if clipped {
                    at + character.len_utf8()
                } else {
                    at
                };
                let span = Span::new(range.start + from, range.start + end);
                list.push(Word::new(span, gap));
                gap = Gap::None;
                breaks = 0;
                if list.len() == most {
                    break;
                }
                if clipped {
                    break;
                }
            }
            if character == ' ' {
                continue;
            }
            breaks += usize::from(character == '\n');
            gap = gap.max(match character {
                _ if apostrophe(character) => Gap::None,
                _ if quotation(character) => Gap::Mark,
                ',' | '(' | ')' | '[' | ']' | '،' | '、' => Gap::Comma,
                '-' => Gap::None,
                _ if dash(character) => Gap::Dash,
                ':' => Gap::Colon,
                ';' => Gap::Semicolon,
                '.' | '!' | '?' | '…' | '。' => Gap::Stop,
                _ if breaks > 1 => Gap::Stop,
                _ => Gap::None,
            });
        }
        if let Some(from) = start {
            let span = Span::new(range.start + from, range.end);
            list.push(Word::new(span, gap));
            gap = Gap::None;
        }
        Self {
            text,
            lexicon,
            list,
            from: range.start,
            end: gap,
            all: OnceCell::new(),
        }
    }

    /// Where the first word begins, or `other` where there is none.
    pub(super) fn first_or(&self, other: usize) -> usize {
        self.list
            .first()
            .map_or(other, |word| word.span.start.min(other))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn form(&self, at: usize) -> &'t str {
        &self.text[self.list[at].span.range()]
    }

    /// What stands before word `at`; after the last word where `at` is their number.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.list.get(at).map_or(self.end, |word| word.gap)
    }

    /// The classes of word `at` by itself; none past the end.
    pub(super) fn classes(&self, at: usize) -> Classes {
        self.known(at).classes
    }

    fn known(&self, at: usize) -> Known {
        let known = |word: &Word| *word.known.get_or_init(|| self.look_up(word.span));
        self.list.get(at).map(known).unwrap_or_default()
    }

    fn look_up(&self, span: Span) -> Known {
        let form = &self.text[span.range()];
        let mut known = self.lexicon.known(form);
        if form.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return known;
        }
        let classes = &mut known.classes;
        // `qu'elle`, `n'était`: a clipped word and another.
        let mut letters = form
            .char_indices()
            .take_while(|&(at, _)| at <= LONGEST_CLIPPED);
        if let Some((at, mark)) = letters.find(|&(_, c)| apostrophe(c)) {
            let (clipped, rest) = form.split_at(at + mark.len_utf8());
            let clipped = self.lexicon.classes(clipped);
            if !clipped.is_empty() {
                *classes = classes.union(clipped).union(self.lexicon.classes(rest));
            }
        }
        if form.ends_with("n't") || form.ends_with("n’t") {
            *classes = classes.union(Classes::NEGATION);
        }
        known
    }

    /// Whether a list of `wanted` has `form`.
    pub(super) fn listed(&self, form: &str, wanted: Classes) -> bool {
        self.lexicon.classes(form).intersects(wanted)
    }

    pub(super) fn is(&self, at: usize, wanted: Classes) -> bool {
        self.classes(at).intersects(wanted)
    }

    /// The longest cue of a class of `wanted` that begins at word `at`: of how many words it is.
    /// No phrase runs over a comma.
    pub(super) fn cue(&self, at: usize, wanted: Classes) -> Option<usize> {
        let known = self.known(at);
        let alone = || known.classes.intersects(wanted).then_some(1);
        if !known.begins.intersects(wanted) {
            return alone();
        }
        let end = (at + LONGEST_PHRASE).min(self.len());
        let end = (at + 1..end)
            .find(|&next| self.gap(next) > Gap::None)
            .unwrap_or(end);
        let mut forms = [""; LONGEST_PHRASE];
        for (form, word) in forms.iter_mut().zip(at..end) {
            *form = self.form(word);
        }
        let phrase = self.lexicon.phrase_at(&forms[..end - at], wanted);
        phrase.map(|(length, _)| length).or_else(alone)
    }

    /// Whether some word or phrase may be in a class of `wanted`: if not, no search for one can
    /// find any.
    pub(super) fn any(&self, wanted: Classes) -> bool {
        let all = self.all.get_or_init(|| {
            (0..self.len()).fold(Classes::NONE, |all, at| {
                let known = self.known(at);
                all.union(known.classes).union(known.begins)
            })
        });
        all.intersects(wanted)
    }

    /// The cue of a class of `wanted` that ends with word `end - 1`: where it begins.
    pub(super) fn cue_before(&self, end: usize, wanted: Classes) -> Option<usize> {
        let from = end.saturating_sub(LONGEST_PHRASE);
        (from..end).find(|&at| {
            self.cue(at, wanted)
                .is_some_and(|length| at + length == end)
        })
    }

    /// A word that may stand between a cue and what it governs: a form of to be, an article, an
    /// adverb.
    pub(super) fn light(&self, at: usize) -> bool {
        let form = self.form(at);
        let adverb = form.len() > 4
            && (form.ends_with("ly") || form.ends_with("mente") || form.ends_with("ment"));
        let light = Classes::AUXILIARY
            .union(Classes::ARTICLE)
            .union(Classes::LIGHT)
            .union(Classes::MODALITY);
        (adverb || self.is(at, light)) && !self.is(at, Classes::NEGATION)
    }

    /// Where the clause begins in which the text after the last word goes on: after the nearest
    /// comma, other mark, or word that opens a clause, at most `most` words back.
    pub(super) fn clause(&self, most: usize, joined: Classes) -> usize {
        let mut at = self.len();
        while at > 0 && self.len() - at < most {
            let word = self.classes(at - 1);
            let opens = word.intersects(Classes::CONJUNCTION)
                && !word.intersects(
                    Classes::SUBORDINATOR
                        .union(Classes::SUPPOSITION)
                        .union(Classes::NEGATION)
                        .union(joined),
                );
            if opens {
                return at;
            }
            at -= 1;
            let gap = self.gap(at);
            // "sagte, dass": the comma that German sets before a clause that depends.
            if gap >= Gap::Comma && !(gap == Gap::Comma && word.intersects(Classes::SUBORDINATOR)) {
                return at;
            }
        }
        at
    }

    /// In how many parentheses word `at` stands that were opened within the stretch.
    pub(super) fn depth(&self, at: usize) -> usize {
        let Some(first) = self.list.first() else {
            return 0;
        };
        let before = &self.text[self.from.min(first.span.start)..self.list[at].span.start];
        let count = |marks: [char; 2]| before.matches(marks).count();
        count(['(', '[']).saturating_sub(count([')', ']']))
    }

    pub(super) fn span(&self, words: Range<usize>) -> Span {
        Span::new(
            self.list[words.start].span.start,
            self.list[words.end - 1].span.end,
        )
    }

    /// The words as written, without what stands around them.
    pub(super) fn said(&self, words: Range<usize>) -> &'t str {
        if words.is_empty() {
            return "";
        }
        &self.text[self.span(words).range()]
    }
}
