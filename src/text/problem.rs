//! What is wrong in a file, kept as data until a rule turns it into a finding.

use super::Span;

/// Something wrong in a claim file, a catalogue or the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule speaks of it.
    pub kind: ProblemKind,
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Where in the file; empty at 0 where the file as a whole is meant.
    pub span: Span,
    /// What is wrong, in a sentence without a final full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Further remarks, one line each.
    pub notes: Vec<String>,
    /// The id of the claim in which it stands, where there is one.
    pub claim: Option<String>,
    /// The index of the piece of evidence in that claim, where it is about one.
    pub evidence: Option<usize>,
}

impl Problem {
    /// A problem at `span` of `file`, with nothing else known of it.
    pub fn new(kind: ProblemKind, file: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            file: file.to_owned(),
            span,
            message: message.into(),
            help: None,
            notes: Vec::new(),
            claim: None,
            evidence: None,
        }
    }

    /// The same with a way to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with one more remark.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Longest piece of a file's own text in a message, in scalar values.
const SHOWN: usize = 60;

/// A piece of a file's own text, fit for a message: control characters escaped, white space
/// collapsed, long text cut.
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == SHOWN {
            out.push('…');
            break;
        }
        if character.is_control() {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

/// Words longer than this many bytes have no nearest word: nobody mistypes that much.
const LONGEST_WORD: usize = 64;

/// The one of `words` that was most likely meant by `word`: equal but for case and separators, or
/// at most a third of its letters away. The first of several as near.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    if word.is_empty() || word.len() > LONGEST_WORD {
        return None;
    }
    let plain = plain(word);
    let letters = letters(&plain);
    let limit = (plain.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in words {
        if candidate.len().abs_diff(word.len()) > 4 * limit {
            continue;
        }
        let other = self::plain(candidate);
        // Each edit changes at most two letters of the set: most words are told apart here.
        if (letters ^ self::letters(&other)).count_ones() as usize > 2 * limit {
            continue;
        }
        let distance = strsim::osa_distance(&plain, &other);
        if distance <= limit
            && distance < plain.chars().count()
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, word)| word)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte % 64))
}

/// The rule a [`Problem`] belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// `file-invalid`: it does not parse, a key is missing or has the wrong type.
    FileInvalid,
    /// `unknown-key`.
    UnknownKey,
    /// `duplicate-id`.
    DuplicateId,
    /// `unknown-rule`: in `allow` or in the configuration.
    UnknownRule,
    /// `unknown-source`: a reference that names no source.
    UnknownSource,
    /// `source-missing`: a catalogue names a file that is not there.
    SourceMissing,
    /// `source-unreadable`: it is there and cannot be read as text, or lies outside the project.
    SourceUnreadable,
    /// `source-changed`: its hash is not the pinned one.
    SourceChanged,
    /// `part-not-found`: `starts` or `ends` of a part stand nowhere, or more than once.
    PartNotFound,
    /// `nothing-to-check`: no claim, no evidence or no source.
    NothingToCheck,
    /// `gate-loosened`: a change makes the check itself weaker.
    GateLoosened,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word() {
        let words = ["quote", "source", "derived-from", "stance"];
        let table = [
            ("qoute", Some("quote")),
            ("Quote", Some("quote")),
            ("derived_from", Some("derived-from")),
            ("soruce", Some("source")),
            ("sources", Some("source")),
            ("banana", None),
            ("", None),
            ("q", None),
        ];
        for (word, expected) in table {
            assert_eq!(nearest(word, words), expected, "{word}");
        }
    }

    #[test]
    fn nothing_raw_in_a_message() {
        assert_eq!(shown("a\u{1b}[1m\n"), "a\\u{1b}[1m\\n");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), SHOWN + 1);
    }
}
