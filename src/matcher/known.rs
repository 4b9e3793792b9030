//! Names that an editor puts in brackets: does the source know them?
//!
//! Who "she" is, only the source can say. So a name that stands for words of the source must stand
//! somewhere in it, or in what its catalogue says of it; and a name that was merely added may not be
//! nearly one that the source has: that is the source's name, changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::text::fold::key;
use crate::text::tokens::{apostrophe, unseen};
use crate::text::{TokenKind, Tokens};

use super::Text;
use super::lexicon::Lexicon;
use super::query::Query;

/// Names of a source that others are compared with, at most.
const MOST_NAMES: usize = 100_000;
/// Names shorter than this, in scalar values, are near to every other.
const SHORTEST: usize = 4;
/// From this length on two edits make a name that is nearly another.
const SHORTEST_FOR_TWO: usize = 8;
/// Capitals in a row that may be the initials of a name.
const MOST_INITIALS: usize = 8;

/// What the source knows of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stands in the text, or in what is known of it.
    Known,
    /// It does not.
    Unknown,
    /// It does not, but a name like it does.
    Changed,
}

/// The names in the brackets of all quotes cited from one source.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    standing: HashMap<String, Standing>,
}

impl Known {
    /// `key` is the finding form of a word with a capital.
    pub(super) fn standing(&self, key: &str) -> Standing {
        self.standing.get(key).copied().unwrap_or(Standing::Known)
    }

    /// What `text` knows of `names`. `present` counts words of the text by their finding form.
    pub(super) fn new(
        names: &Bracketed,
        present: &HashMap<String, usize>,
        text: &Text<'_>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut about: HashSet<String> = HashSet::new();
        for line in text.about {
            about.extend(words(line).map(key));
        }
        let mut standing: HashMap<String, Standing> = HashMap::new();
        let mut open: Vec<&Vec<String>> = Vec::new();
        for run in &names.runs {
            let mut missing = false;
            for word in run {
                let key = key(word);
                let known = present.contains_key(&key) || about.contains(&key);
                missing |= !known;
                let first = if known {
                    Standing::Known
                } else {
                    Standing::Unknown
                };
                standing.insert(key, first);
            }
            if missing {
                open.push(run);
            }
        }
        if !open.is_empty() {
            let named = Named::new(text.raw, lexicon);
            for run in open {
                let whole = named.acronyms.contains(&*initials(run));
                for word in run {
                    let key = key(word);
                    if standing[&key] != Standing::Unknown {
                        continue;
                    }
                    if whole || named.initials.contains(word) || named.keys.contains(&key) {
                        standing.insert(key, Standing::Known);
                    } else if named.like(&key) {
                        standing.insert(key, Standing::Changed);
                    }
                }
            }
        }
        Self { standing }
    }
}

/// Words with a capital that stand in brackets, in runs of neighbours.
#[derive(Debug, Default)]
pub(super) struct Bracketed {
    runs: Vec<Vec<String>>,
}

impl Bracketed {
    pub(super) fn add(&mut self, query: &Query<'_>) {
        let Some(apart) = query.apart.as_ref().filter(|_| query.text.contains('[')) else {
            return;
        };
        let tokens = &apart.tokens;
        let mut depth = 0_usize;
        let mut run: Vec<String> = Vec::new();
        for &token in &tokens.list {
            match token.kind {
                TokenKind::Open if tokens.form(token) == "[" => depth += 1,
                TokenKind::Close if tokens.form(token) == "]" => depth = depth.saturating_sub(1),
                TokenKind::Word if depth > 0 && capital(tokens.cased(token)) => {
                    run.push(tokens.cased(token).to_owned());
                    continue;
                }
                _ => {}
            }
            if !run.is_empty() {
                self.runs.push(std::mem::take(&mut run));
            }
        }
        if !run.is_empty() {
            self.runs.push(run);
        }
    }

    /// Their finding forms.
    pub(super) fn keys(&self) -> HashSet<String> {
        let keys = self.runs.iter().flatten().map(|word| key(word));
        keys.filter(|key| !key.is_empty()).collect()
    }
}

/// Whether a word of the quote is written as a name may be.
pub(super) fn capital(cased: &str) -> bool {
    cased.starts_with(char::is_uppercase) && cased.chars().nth(1).is_some()
}

/// Whether token `at` is the last of its run of words with a capital: of a name of several words
/// the one that tells.
pub(super) fn ends_run(tokens: &Tokens, at: usize) -> bool {
    tokens
        .list
        .get(at + 1)
        .is_none_or(|next| next.kind != TokenKind::Word || !capital(tokens.cased(*next)))
}

/// The names of a text.
struct Named {
    /// Their finding forms, by the first two letters and by the last two: a name and one that is
    /// like it agree in the ones or the others.
    by_edge: BTreeMap<(bool, String), Vec<String>>,
    /// Words all in capitals.
    acronyms: HashSet<String>,
    /// The initials of names of several words.
    initials: HashSet<String>,
    /// The finding forms of the names.
    keys: HashSet<String>,
}

impl Named {
    fn new(raw: &str, lexicon: &Lexicon) -> Self {
        // Where all nouns have a capital it tells nothing.
        let nouns = lexicon.languages().eq(["de"]);
        let mut seen: HashSet<(&str, bool)> = HashSet::new();
        let mut named = Self {
            by_edge: BTreeMap::new(),
            acronyms: HashSet::new(),
            initials: HashSet::new(),
            keys: HashSet::new(),
        };
        let mut run = String::new();
        let mut reached: Option<usize> = None;
        for word in words(raw) {
            let start = word.as_ptr().addr() - raw.as_ptr().addr();
            let within = reached.is_some_and(|end| {
                raw[end..start]
                    .chars()
                    .all(|c| c.is_whitespace() || matches!(c, ',' | '(' | '-' | '–'))
            });
            reached = Some(start + word.len());
            if !capital(word) {
                if !within || !small(word) {
                    named.remember(&mut run);
                }
                continue;
            }
            if !within {
                named.remember(&mut run);
            }
            run.extend(word.chars().next());
            if !seen.insert((word, within)) || seen.len() > MOST_NAMES {
                continue;
            }
            if word.chars().all(char::is_uppercase) {
                named.acronyms.insert(word.to_owned());
            }
            if (within && !nouns) || !lexicon.is_common(word) {
                named.keys.insert(key(word));
            }
        }
        named.remember(&mut run);
        for key in &named.keys {
            if key.chars().count() < SHORTEST {
                continue;
            }
            for edge in edges(key) {
                named.by_edge.entry(edge).or_default().push(key.clone());
            }
        }
        named
    }

    /// Takes in a run of initials, and what is left of it without those before.
    fn remember(&mut self, run: &mut String) {
        let letters: Vec<char> = run.drain(..).collect();
        let from = letters.len().saturating_sub(MOST_INITIALS);
        for start in from..letters.len().saturating_sub(1) {
            self.initials.insert(letters[start..].iter().collect());
        }
    }

    /// Whether one of the names is nearly this one, and not a form of it.
    fn like(&self, key: &str) -> bool {
        let length = key.chars().count();
        length >= SHORTEST
            && edges(key).iter().any(|edge| {
                self.by_edge.get(edge).into_iter().flatten().any(|name| {
                    let other = name.chars().count();
                    let limit = if length.min(other) >= SHORTEST_FOR_TWO {
                        2
                    } else {
                        1
                    };
                    length.abs_diff(other) <= limit
                        && strsim::osa_distance(key, name) <= limit
                        && !inflected(key, name)
                })
            })
    }
}

fn edges(key: &str) -> [(bool, String); 2] {
    let front = key.chars().take(2).collect();
    let back: String = key.chars().rev().take(2).collect();
    [(true, front), (false, back)]
}

/// Korea and Korean, Smith and Smiths.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| matches!(rest, "s" | "n" | "an" | "es" | "ns" | "er" | "in"))
}

/// Small words within a name: "Ministry of the Interior".
fn small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "de"
            | "la"
            | "del"
            | "los"
            | "las"
            | "y"
            | "et"
            | "des"
            | "du"
            | "le"
            | "les"
            | "und"
            | "für"
            | "der"
            | "die"
    )
}

fn initials(run: &[String]) -> String {
    run.iter().filter_map(|word| word.chars().next()).collect()
}

/// Runs of letters and digits, with the apostrophes among them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !apostrophe(c) && !unseen(c))
        .map(|word| word.trim_matches(apostrophe))
        // A raised figure that marks a note is often set down.
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|word| !word.is_empty())
}
