//! The proper names in a text.

use super::word::{self, Word, is_acronym};
use super::{is_day_or_month, is_title, place};
use crate::matcher::Lexicon;
use crate::matcher::lexicon::Classes;
use crate::text::Span;

/// A proper name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'t> {
    /// Bytes of the text.
    pub span: Span,
    /// The words it is made of, those in between ("of", "de la") left out.
    pub(super) words: Vec<Word<'t>>,
    /// What a pronoun of the source may stand for: nothing is named before it, and it is no acronym
    /// and is not added by "with" or "according to".
    pub first: bool,
}

/// Words in front of a name of which the claim does not speak, folded.
const ADDED: &[&str] = &[
    "to", "by", "with", "por", "con", "segun", "par", "avec", "selon", "von", "mit", "laut",
];

/// Words that hold a name together, folded.
const LINKS: &[&str] = &[
    "of", "de", "del", "la", "las", "los", "el", "du", "des", "da", "do", "dos", "di", "von",
    "van", "der", "den", "zu", "bin", "ibn", "al", "y", "the",
];
/// Links in a row: "de la", "of the".
const LINKED: usize = 2;

impl Name<'_> {
    /// Whether it is one word in capitals.
    pub(super) fn acronym(&self) -> bool {
        matches!(&self.words[..], [only] if only.acronym())
    }

    /// Its initials, or the name itself where it is an acronym.
    pub(super) fn initials(&self) -> String {
        match &self.words[..] {
            [only] if only.acronym() => only.key().to_owned(),
            [_] => String::new(),
            words => words
                .iter()
                .filter_map(|word| word.key().chars().next())
                .collect(),
        }
    }
}

/// The proper names of `text`, in order: runs of words with capitals, held together by words such
/// as "of" and "de la".
///
/// Not names: the word that opens a sentence and a word behind an article, where it is also written
/// without a capital ("Police arrested", "the Court"); titles by themselves; weekdays and months;
/// words in editorial brackets; and in German whatever its dictionary knows, for all nouns have
/// capitals there. A text all in capitals has none.
pub fn find<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<Name<'t>> {
    let words = word::words(text);
    if !text.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run_end(&words, at, lexicon);
        if end > at {
            let before = at.checked_sub(1).map(|before| &words[before]);
            if let Some(words) = name(&words[at..end], before, lexicon) {
                let span = Span::new(words[0].span.start, words[words.len() - 1].span.end);
                let added =
                    before.is_some_and(|before| !words[0].breaks && ADDED.contains(&before.key()));
                let acronym = words.len() == 1 && words[0].acronym();
                let first = names.is_empty() && !added && !acronym;
                names.push(Name { span, words, first });
            }
        }
        at = end.max(at + 1);
    }
    names
}

/// Whether a word of which `known` says nothing may be part of a name in `text`. Where none may,
/// every word of every name that [`find`] finds is known.
pub fn may_find<'l>(
    text: &str,
    lexicon: impl Fn() -> &'l Lexicon,
    known: impl Fn(&str) -> bool,
) -> bool {
    let mut capitals = word::written(text).filter(|word| word.starts_with(char::is_uppercase));
    capitals.any(|word| {
        let function = || {
            lexicon()
                .classes(&word.to_lowercase())
                .intersects(Classes::FUNCTION)
        };
        !known(word) && (is_acronym(word) || !function())
    })
}

/// Whether `word` may be part of a name: it has a capital, and is more than an article or the like.
fn is_part(word: &Word<'_>, lexicon: &Lexicon) -> bool {
    let function = || lexicon.classes(&word.lower).intersects(Classes::FUNCTION);
    word.capital && !word.bracketed && (word.acronym() || !function())
}

/// The end of the run of words with capitals that begins at `at`; `at` where none does.
fn run_end(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> usize {
    let part = |index: usize| words.get(index).is_some_and(|word| is_part(word, lexicon));
    if !part(at) {
        return at;
    }
    let mut end = at + 1;
    while let Some(next) = linked_behind(words, end).filter(|&next| part(next)) {
        // "Ministry of Health" is one name, "Altair of Ohio" two.
        let of = words[end].lower == "of";
        if of
            && !words[at..end]
                .iter()
                .all(|word| lexicon.is_common(&word.lower))
        {
            break;
        }
        end = next + 1;
    }
    end
}

/// The word with a capital that goes on with the name that ends before `end`.
pub(super) fn linked_behind(words: &[Word<'_>], end: usize) -> Option<usize> {
    let most = words.len().min(end + LINKED + 1);
    let goes_on = |at: usize| !words[at].breaks && (words[at].capital || is_link(&words[at]));
    let next = (end..most)
        .take_while(|&at| goes_on(at))
        .find(|&at| words[at].capital)?;
    Some(next)
}

/// The word with a capital with which the name goes on before `start`.
pub(super) fn linked_before(words: &[Word<'_>], start: usize) -> Option<usize> {
    let least = start.saturating_sub(LINKED + 1);
    let goes_on = |at: usize| !words[at + 1].breaks && (words[at].capital || is_link(&words[at]));
    (least..start)
        .rev()
        .take_while(|&at| goes_on(at))
        .find(|&at| words[at].capital)
}

fn is_link(word: &Word<'_>) -> bool {
    LINKS.contains(&&*word.lower)
}

/// What of a run is a name.
fn name<'t>(
    run: &[Word<'t>],
    before: Option<&Word<'t>>,
    lexicon: &Lexicon,
) -> Option<Vec<Word<'t>>> {
    let common = |word: &Word<'_>| lexicon.is_common(&word.lower);
    let mut words: Vec<&Word<'t>> = run.iter().filter(|word| word.capital).collect();
    // "Yesterday Cassez", "In March Sarkozy", "Judge Arturo Zaldivar".
    while let Some(first) = words.first()
        && (is_title(lexicon, first)
            || is_day_or_month(lexicon, first)
            || first.opens && common(first) && words[1..].iter().any(|word| !common(word)))
    {
        words.remove(0);
    }
    while words
        .last()
        .is_some_and(|last| is_day_or_month(lexicon, last) && (words.len() == 1 || common(last)))
    {
        words.pop();
    }
    if words
        .iter()
        .all(|word| word.key().chars().count() < 2 || is_title(lexicon, word))
    {
        return None;
    }
    // "Art. 14", "Section 2.4": the number is looked for with it.
    if let [only] = words[..]
        && only.numbered
        && (common(only) || lexicon.is_abbreviation(&format!("{}.", only.lower)))
    {
        return None;
    }
    let known = |word: &Word<'_>| !place::places(std::slice::from_ref(word)).is_empty();
    if words.iter().all(|word| common(word)) && !words.iter().any(|word| known(word)) {
        let described = before.is_some_and(|before| {
            !words[0].breaks
                && lexicon
                    .classes(&before.lower)
                    .intersects(Classes::ARTICLE.union(Classes::PRONOUN))
        });
        // "the Court" is described, "the Vikings" are named.
        let plural = words[0].key() != words[0].stem();
        let alone = words.len() == 1 && !words[0].acronym() && !(described && plural);
        let german = lexicon.languages().eq(["de"]);
        if german || alone && (words[0].opens || described) {
            return None;
        }
    }
    Some(words.into_iter().cloned().collect())
}
