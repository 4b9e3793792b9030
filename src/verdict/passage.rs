//! A passage as the words that copies are told by.

use crate::text::sentences::sentence_end;
use crate::text::{Span, Token, TokenKind, Tokens};

/// A word or number of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Equal for words that differ in case, accents and typography only.
    pub(super) key: u64,
    /// Where it stands, in bytes of the passage.
    pub(super) span: Span,
    /// Part of a name: two texts may both have it without one having read the other.
    pub(super) name: bool,
    /// Inside quotation marks: somebody's words, which any number of reporters may have heard.
    pub(super) quoted: bool,
    /// Which sentence of the passage it stands in.
    sentence: u32,
}

/// A text as words.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    pub(super) words: Vec<Word>,
    /// Words in each sentence.
    sentences: Vec<usize>,
}

/// A full stop after fewer bytes than this may belong to an abbreviation: a sentence more is
/// assumed to go on, which makes a passage longer and a copy of it rarer.
const ABBREVIATION: usize = 4;

impl Passage {
    pub(super) fn new(text: &str) -> Self {
        let mut passage = Self::default();
        passage.add(text, 0);
        passage
    }

    /// Adds the words of `text`, which stands at byte `offset` of the whole.
    pub(super) fn add(&mut self, text: &str, offset: usize) {
        let tokens = Tokens::new(text, 0..text.len());
        let quoted = quoted(text, &tokens);
        let names = names(&tokens);
        let (mut end, mut sentence) = (0, 0);
        for (at, token) in tokens.list.iter().enumerate() {
            if !is_word(*token) {
                continue;
            }
            if token.span.start >= end {
                let next = sentence_end(text, token.span.end, &|it| it.len() <= ABBREVIATION);
                end = next.max(token.span.end);
                sentence = self.sentences.len() as u32;
                self.sentences.push(0);
            }
            self.sentences[sentence as usize] += 1;
            self.words.push(Word {
                key: token.hash,
                span: Span::new(token.span.start + offset, token.span.end + offset),
                name: names[at],
                quoted: quoted[at],
                sentence,
            });
        }
    }

    /// The number of words in the shortest sentence that holds a word of the run.
    pub(super) fn shortest_sentence(&self, start: usize, len: usize) -> usize {
        let last = self.words[start + len - 1].sentence as usize;
        let first = self.words[start].sentence as usize;
        self.sentences[first..=last]
            .iter()
            .copied()
            .min()
            .unwrap_or(0)
    }
}

fn is_word(token: Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Which tokens are part of a name: a capital where none is due.
///
/// German writes every noun with a capital, so there nothing is a name: more is then taken for a
/// copy, never less.
pub(super) fn names(tokens: &Tokens) -> Vec<bool> {
    const GERMAN: [&str; 8] = ["der", "die", "das", "und", "nicht", "ist", "den", "ein"];
    let list = &tokens.list;
    let words = list.iter().filter(|token| token.kind == TokenKind::Word);
    let (all, german) = words.fold((0, 0), |(all, german), &token| {
        (
            all + 1,
            german + usize::from(GERMAN.contains(&tokens.form(token))),
        )
    });
    if 10 * german >= all {
        return vec![false; list.len()];
    }
    let capital = |at: usize| {
        let token = list[at];
        token.kind == TokenKind::Word
            && tokens.cased(token).starts_with(char::is_uppercase)
            && tokens.cased(token) != "I"
    };
    (0..list.len())
        .map(|at| {
            if !capital(at) {
                return false;
            }
            let opens = at
                .checked_sub(1)
                .is_none_or(|before| match list[before].kind {
                    TokenKind::Quotation => true,
                    TokenKind::Stop
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Ellipsis => list[at].space_before(),
                    _ => false,
                });
            // The first word of a sentence has a capital anyway; before another it is a name:
            // "Florence Cassez said", but "The Guardian".
            !opens || (at + 1 < list.len() && capital(at + 1) && tokens.form(list[at]).len() > 3)
        })
        .collect()
}

/// Which tokens stand inside quotation marks. A passage may begin or end within them.
fn quoted(text: &str, tokens: &Tokens) -> Vec<bool> {
    let mut inside = vec![false; tokens.list.len()];
    let mut open: Option<(usize, char)> = None;
    let mut ever = false;
    let mut behind = 0;
    for (at, token) in tokens.list.iter().enumerate() {
        let gap = &text[behind..token.span.start];
        behind = token.span.end;
        // A speech over several paragraphs opens each of them anew.
        if gap.bytes().filter(|byte| *byte == b'\n').count() > 1 {
            if let Some((start, _)) = open.take() {
                inside[start..at].fill(true);
            }
            ever = true;
        }
        if token.kind != TokenKind::Quotation {
            continue;
        }
        let Some(mark) = text[token.span.range()].chars().next() else {
            continue;
        };
        let after_space = token.space_before() || at == 0;
        let before_space = tokens
            .list
            .get(at + 1)
            .is_none_or(|next| next.space_before());
        match (mark, open) {
            (_, Some((start, by))) if closes(by, mark, after_space) => {
                inside[start..at].fill(true);
                open = None;
                ever = true;
            }
            (_, None) if opens(mark, after_space, before_space) => open = Some((at, mark)),
            // A mark that closes what was opened before the passage begins.
            ('”' | '"' | '»', None) if !ever && !after_space => {
                inside[..at].fill(true);
                ever = true;
            }
            _ => {}
        }
    }
    if let Some((start, mark)) = open
        && !matches!(mark, '\'' | '‘')
    {
        inside[start..].fill(true);
    }
    inside
}

fn opens(mark: char, after_space: bool, before_space: bool) -> bool {
    match mark {
        '“' | '„' | '«' | '‹' | '「' | '『' | '‘' => true,
        '"' | '＂' | '\'' => after_space && !before_space,
        _ => false,
    }
}

fn closes(open: char, mark: char, after_space: bool) -> bool {
    match open {
        '“' => matches!(mark, '”' | '"'),
        '„' => matches!(mark, '“' | '”' | '"'),
        '«' => mark == '»',
        '‹' => mark == '›',
        '「' => mark == '」',
        '『' => mark == '』',
        // Typed in a hurry, a single mark opens what a double one closes.
        '‘' | '\'' => matches!(mark, '’' | '\'' | '”' | '"') && !after_space,
        _ => matches!(mark, '"' | '＂' | '”') && !after_space,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, is: impl Fn(&Word) -> bool) -> String {
        let passage = Passage::new(text);
        let words = passage.words.iter().filter(|word| is(word));
        words
            .map(|word| &text[word.span.range()])
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn names_and_quotations_are_told_from_the_rest() {
        let rows = [
            ("He told Florence Cassez to go.", "Florence Cassez", ""),
            (
                "Florence Cassez went. Then she left.",
                "Florence Cassez",
                "",
            ),
            ("“We won,” she said. “At last.”", "", "We won At last"),
            (
                "the end of it,” he told Reuters.",
                "Reuters",
                "the end of it",
            ),
            ("He called it ‘a set-up’ and it wasn't one.", "", "a set up"),
            ("She said: \"It is not fair", "", "It is not fair"),
            ("Der Richter hat die Klage der Bank abgewiesen.", "", ""),
        ];
        for (text, names, quoted) in rows {
            assert_eq!(shown(text, |word| word.name), names, "{text}");
            assert_eq!(shown(text, |word| word.quoted), quoted, "{text}");
        }
    }
}
