//! The languages that pincite has lists of: a folder each, and a line here.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::class::{Class, Classes};
use super::table::Table;
use super::words::Words;

/// What pincite knows of one language.
#[derive(Debug)]
pub(super) struct Language {
    /// BCP 47 primary tag; the name of the folder.
    pub(super) code: &'static str,
    /// Its lists, read when first asked for.
    pub(super) table: LazyLock<Table>,
    /// Its words.
    pub(super) words: LazyLock<Words>,
    /// Those of its words that are only ever written with a capital. Empty where all nouns are.
    pub(super) names: LazyLock<Words>,
    /// Words that are too rare for a misspelt form to be taken for them.
    pub(super) rare: LazyLock<Words>,
    /// The runs of four letters that its words are made of; `^` and `$` are their ends.
    pub(super) runs: LazyLock<Words>,
    /// The files of its lists.
    #[cfg(test)]
    pub(super) files: &'static [(Class, &'static str)],
}

/// The words that hold a sentence together, each with the languages that it does so in: a bit for
/// each of [`LANGUAGES`].
pub(super) static FUNCTION_WORDS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let mut all = FxHashMap::default();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.table.words_of_any(Classes::FUNCTION) {
            *all.entry(word).or_default() |= 1 << at;
        }
    }
    all
});

macro_rules! languages {
    ($($code:literal)+) => {
        /// In the order in which they are asked.
        pub(super) static LANGUAGES: [Language; [$($code),+].len()] = [$({
            const FILES: &[(Class, &str)] = files!($code
                Negation "negation", Modality "modality", Hedge "hedge", Quantifier "quantifier",
                Direction "direction", Opposite "opposite", Preposition "preposition",
                Conjunction "conjunction", Article "article", Pronoun "pronoun",
                Auxiliary "auxiliary", Month "month", Weekday "weekday", Unit "unit",
                Scale "scale", NumberWord "numberword", Title "title",
                Abbreviation "abbreviation", Exception "exception", Condition "condition",
                Report "report", Denial "denial", MeaningPrefix "meaningprefix",
                VerbEnding "verbending", Spelling "spelling", SpellingPart "spellingpart", OtherWord "otherword",
                Contraction "contraction",
                Saying "saying", Subordinator "subordinator", According "according",
                OwnVoice "ownvoice", Factive "factive", Assertion "assertion",
                Rejection "rejection", Contrary "contrary", Failing "failing",
                ClaimWord "claimword", Untrue "untrue", Prospect "prospect",
                Supposition "supposition", Limiting "limiting", Contrast "contrast",
                Qualifier "qualifier", ResultWord "resultword", Restriction "restriction",
                Light "light", Relative "relative", PastVerb "pastverb",
                Agent "agent", Pairing "pairing", TagVerb "tagverb",
                Notion "notion", Proviso "proviso", Undoing "undoing",
                Inversion "inversion");
            Language {
                code: $code,
                table: LazyLock::new(|| Table::read(FILES)),
                words: LazyLock::new(|| {
                    Words::open(include_bytes!(concat!($code, "/words.fst")))
                }),
                names: LazyLock::new(|| {
                    Words::open(include_bytes!(concat!($code, "/names.fst")))
                }),
                rare: LazyLock::new(|| {
                    Words::open(include_bytes!(concat!($code, "/rare.fst")))
                }),
                runs: LazyLock::new(|| {
                    Words::open(include_bytes!(concat!($code, "/runs.fst")))
                }),
                #[cfg(test)]
                files: FILES,
            }
        },)+];
    };
}

macro_rules! files {
    ($code:literal $($class:ident $name:literal),+) => {
        &[$((Class::$class, include_str!(concat!($code, "/", $name, ".txt")))),+]
    };
}

languages! { "en" "es" "fr" "de" }
