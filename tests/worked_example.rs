//! What the repository's own claims promise: change one digit, one letter of a name or a "not" in any
//! quote, or the source it is cited from, and there is exactly one error, which points at it; change
//! a quotation mark or a line break, and there is none.
//!
//! Changes are made in copies of the claim files, one a claim and many a check: a claim whose quote
//! was not changed must stay as it was.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use pincite::Project;
use pincite::claim::Evidence;
use pincite::project::CheckOptions;
use pincite::rules::{Finding, Level};
use pincite::text::Span;
use pincite::text::fold::key;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One change to one claim file.
#[derive(Clone, Debug)]
struct Change {
    file: usize,
    claim: String,
    evidence: usize,
    /// Bytes of the claim file, and what stands there instead.
    span: Span,
    new: String,
    /// The quote that was changed or whose source was, for messages.
    of: String,
    /// The lines of the claim file on which source and quote stand.
    lines: RangeInclusive<usize>,
}

struct Example {
    project: Project,
    /// The text of each source, by id.
    sources: BTreeMap<String, String>,
    copy: tempfile::TempDir,
}

impl Example {
    fn new() -> Self {
        let project = Project::load(ROOT).unwrap();
        let copy = tempfile::tempdir().unwrap();
        for folder in ["claims", "seeds"] {
            fs::create_dir(copy.path().join(folder)).unwrap();
            for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
                let entry = entry.unwrap();
                fs::copy(
                    entry.path(),
                    copy.path().join(folder).join(entry.file_name()),
                )
                .unwrap();
            }
        }
        let read = |source: &pincite::source::Source| {
            (source.id.clone(), fs::read_to_string(&source.path).unwrap())
        };
        let sources = project.sources.list.iter().map(read).collect();
        Self {
            project,
            sources,
            copy,
        }
    }

    /// The errors of the project with `changes` made.
    fn errors(&self, changes: &[&Change]) -> Vec<Finding> {
        for (number, file) in self.project.files.iter().enumerate() {
            let mut text = file.text.to_string();
            let mut here: Vec<_> = changes
                .iter()
                .filter(|change| change.file == number)
                .collect();
            here.sort_by_key(|change| std::cmp::Reverse(change.span.start));
            for change in here {
                text.replace_range(change.span.range(), &change.new);
            }
            fs::write(self.copy.path().join(&file.file), text).unwrap();
        }
        let report = Project::load(self.copy.path())
            .unwrap()
            .check(&CheckOptions::default());
        report
            .findings
            .into_iter()
            .filter(|it| it.level == Level::Deny)
            .collect()
    }

    /// One change for each piece of evidence that `make` finds something to change in.
    fn changes(
        &self,
        make: impl Fn(&Self, &str, &Evidence) -> Option<(Span, String)>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for (file, read) in self.project.files.iter().enumerate() {
            for claim in &read.claims {
                for (evidence, piece) in claim.evidence.iter().enumerate() {
                    let Some((span, new)) = make(self, &read.text, piece) else {
                        continue;
                    };
                    let (claim, of) = (claim.id.value.clone(), piece.quote.value.clone());
                    let line = |at| read.lines.position(&read.text, at).line;
                    let start = span.start.min(piece.quote.span.start);
                    let lines = line(start)..=line(piece.quote.span.end);
                    changes.push(Change {
                        file,
                        claim,
                        evidence,
                        span,
                        new,
                        of,
                        lines,
                    });
                }
            }
        }
        changes
    }

    /// Makes all `changes`, at most one a claim at a time, and hands each round to `look` with its
    /// errors, without those of the unchanged example.
    fn rounds(&self, changes: &[Change], mut look: impl FnMut(&[&Change], &[Finding])) {
        let known: BTreeSet<String> = self
            .errors(&[])
            .into_iter()
            .map(|finding| finding.fingerprint)
            .collect();
        let most = changes
            .iter()
            .map(|change| change.evidence)
            .max()
            .unwrap_or(0);
        for number in 0..=most {
            let round: Vec<_> = changes.iter().filter(|it| it.evidence == number).collect();
            let mut errors = self.errors(&round);
            errors.retain(|finding| !known.contains(&finding.fingerprint));
            look(&round, &errors);
        }
    }
}

/// Each change has one error, on its own piece of evidence and on its own line, and there is no other.
#[track_caller]
fn one_error_each(changes: &[Change], example: &Example) {
    assert!(changes.len() >= 30, "only {} changes", changes.len());
    let mut wrong = String::new();
    example.rounds(changes, |round, errors| {
        for change in round {
            let of_it: Vec<_> = errors
                .iter()
                .filter(|it| it.claim.as_ref() == Some(&change.claim))
                .collect();
            let right = |it: &&Finding| {
                it.evidence == Some(change.evidence)
                    && it.file == example.project.files[change.file].file
                    && change.lines.contains(&it.region.start.line)
            };
            if of_it.len() == 1 && of_it.iter().all(right) {
                continue;
            }
            let said: Vec<_> = of_it
                .iter()
                .map(|it| format!("{}: {}", it.rule, it.message))
                .collect();
            let _ = writeln!(
                wrong,
                "{} evidence {} ({:?} put in): {said:?}\n    {}",
                change.claim, change.evidence, change.new, change.of
            );
        }
        for error in errors {
            if !round
                .iter()
                .any(|change| error.claim.as_ref() == Some(&change.claim))
            {
                let _ = writeln!(
                    wrong,
                    "an error on an unchanged claim: {} {:?} {}",
                    error.rule, error.claim, error.message
                );
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[track_caller]
fn no_error(changes: &[Change], example: &Example) {
    assert!(changes.len() >= 30, "only {} changes", changes.len());
    let mut wrong = String::new();
    example.rounds(changes, |_, errors| {
        for error in errors {
            let _ = writeln!(wrong, "{} {:?} {}", error.rule, error.claim, error.message);
        }
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// The place of `find(value)` in the claim file: the quote's value stands there as it is, or the
/// quote is passed over.
fn within(text: &str, piece: &Evidence, find: impl Fn(&str) -> Option<Span>) -> Option<Span> {
    let written = &text[piece.quote.span.range()];
    let start = piece.quote.span.start + written.find(piece.quote.value.as_str())?;
    let span = find(&piece.quote.value)?;
    Some(Span::new(start + span.start, start + span.end))
}

/// The runs of letters of a text, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\'');
    words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// How often each test picks another place.
const TURNS: usize = 4;

/// One of several, another for each quote and turn but the same at every run.
fn pick<T: Copy>(of: &[T], quote: &str, turn: usize) -> Option<T> {
    let sum = |sum: usize, byte| sum.wrapping_mul(31) + usize::from(byte);
    let at = quote.bytes().fold(7_usize, sum).wrapping_add(turn);
    of.get(at.checked_rem(of.len())?).copied()
}

#[test]
fn another_digit() {
    let example = Example::new();
    for turn in 0..TURNS {
        let changes = example.changes(|_, text, piece| {
            let digits = |quote: &str| {
                let places: Vec<usize> = quote
                    .match_indices(|c: char| c.is_ascii_digit())
                    .map(|(at, _)| at)
                    .collect();
                pick(&places, quote, turn).map(|at| Span::new(at, at + 1))
            };
            let span = within(text, piece, digits)?;
            let digit = text[span.range()].parse::<u8>().unwrap();
            Some((span, ((digit + 1) % 10).to_string()))
        });
        one_error_each(&changes, &example);
    }
}

#[test]
fn another_letter_in_a_name() {
    let example = Example::new();
    for turn in 0..TURNS {
        let changes = example.changes(|_, text, piece| {
            let names = |quote: &str| {
                let mut places = Vec::new();
                for (at, word) in words(quote) {
                    let inside = at > 0
                        && !quote[..at]
                            .trim_end()
                            .ends_with(['.', '"', '“', ':', '!', '?', '…', ']']);
                    let mut letters = word.chars();
                    let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase());
                    if inside
                        && capital
                        && word.len() >= 4
                        && letters.all(|c| c.is_ascii_lowercase())
                    {
                        places.push(at + 2);
                    }
                }
                pick(&places, quote, turn).map(|at| Span::new(at, at + 1))
            };
            let span = within(text, piece, names)?;
            let letter = text[span.range()].bytes().next().unwrap();
            let other = if letter == b'z' { b'a' } else { letter + 1 };
            Some((span, char::from(other).to_string()))
        });
        one_error_each(&changes, &example);
    }
}

#[test]
fn no_not() {
    let example = Example::new();
    let changes = example.changes(|_, text, piece| {
        let not = |quote: &str| {
            [" not ", " never ", " no "].iter().find_map(|word| {
                quote
                    .find(word)
                    .map(|at| Span::new(at, at + word.len() - 1))
            })
        };
        Some((within(text, piece, not)?, String::new()))
    });
    let not = example.changes(|_, text, piece| {
        let verb = |quote: &str| {
            [" was ", " were ", " had ", " is ", " are "]
                .iter()
                .find_map(|word| {
                    let at = quote.find(word)? + word.len();
                    (!quote[at..].starts_with("not ")).then(|| Span::new(at, at))
                })
        };
        Some((within(text, piece, verb)?, "not ".to_owned()))
    });
    assert!(changes.len() >= 10, "only {} quotes say no", changes.len());
    one_error_each(&[changes, not].concat(), &example);
}

#[test]
fn another_source() {
    let example = Example::new();
    for turn in 0..TURNS {
        let changes = example.changes(|example, text, piece| {
            let span = piece.source.span;
            let owner = piece.source.value.split('#').next().unwrap();
            // What a copy of the text holds too is no error there: not even one fragment may be.
            let fragments: Vec<String> =
                piece.quote.value.split(['…', '[', ']']).map(key).collect();
            let longest = fragments.iter().max_by_key(|fragment| fragment.len())?;
            let others: Vec<&str> = example
                .sources
                .iter()
                .filter(|(id, text)| *id != owner && !key(text).contains(longest.as_str()))
                .map(|(id, _)| id.as_str())
                .collect();
            let other = pick(&others, &piece.quote.value, turn)?;
            let near =
                span.end <= piece.quote.span.start && piece.quote.span.start - span.end < 400;
            (near && text[span.range()].contains(&piece.source.value))
                .then(|| (span, format!("\"{other}\"")))
        });
        one_error_each(&changes, &example);
    }
}

#[test]
fn other_quotation_marks() {
    let example = Example::new();
    let changes = example.changes(|_, text, piece| {
        let basic = text[piece.quote.span.range()].starts_with('"');
        let mark = |quote: &str| {
            let wanted = |c: char| {
                matches!(c, '’' | '“' | '”' | '‘') || c == '\'' && basic || c == '"' && !basic
            };
            quote
                .find(wanted)
                .map(|at| Span::new(at, at + quote[at..].chars().next().unwrap().len_utf8()))
        };
        let span = within(text, piece, mark)?;
        let new = match &text[span.range()] {
            "’" | "‘" if basic => "'",
            "'" => "’",
            "“" => "„",
            "\"" => "“",
            _ => "«",
        };
        Some((span, new.to_owned()))
    });
    no_error(&changes, &example);
}

#[test]
fn other_line_breaks() {
    let example = Example::new();
    for turn in 0..TURNS {
        let changes = example.changes(|_, text, piece| {
            let space = |quote: &str| {
                let spaces: Vec<usize> = quote.match_indices(' ').map(|(at, _)| at).collect();
                pick(&spaces, quote, turn).map(|at| Span::new(at, at + 1))
            };
            let span = within(text, piece, space)?;
            let written = &text[piece.quote.span.range()];
            if written.starts_with("'''") {
                Some((span, "\n".to_owned()))
            } else {
                written.starts_with('"').then(|| (span, r"\n ".to_owned()))
            }
        });
        no_error(&changes, &example);
    }
}
