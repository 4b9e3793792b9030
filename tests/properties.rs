//! What holds of the matcher whatever the text, the quote and the mix of differences.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../fuzz/checks.rs"]
#[expect(unreachable_pub, reason = "shared with the fuzz targets")]
#[expect(dead_code, reason = "whole projects are for the fuzzer and its corpus")]
mod checks;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use pincite::Project;
use pincite::matcher::lexicon::Classes;
use pincite::matcher::{Fidelity, Match, Matching, Outcome, Quote, Text, check};
use pincite::project::CheckOptions;
use pincite::report::json;
use pincite::selftest::{Change, Dice, Fate, Ground, Noise, Stock};
use pincite::text::{Folded, Lines, Span, fold};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Own texts in several domains and languages.
const TEXTS: [(&str, &str); 7] = [
    ("en", include_str!("properties/medicine.txt")),
    ("en", include_str!("properties/court.txt")),
    ("en", include_str!("properties/standard.txt")),
    ("es", include_str!("properties/noticia.txt")),
    ("fr", include_str!("properties/histoire.txt")),
    ("de", include_str!("properties/bericht.txt")),
    ("en", include_str!("matcher/trial.txt")),
];

static MATCHING: LazyLock<Matching> = LazyLock::new(Matching::default);

/// A text with what is made of it once.
struct Ready {
    language: &'static str,
    raw: &'static str,
    folded: Folded<'static>,
    lines: Lines,
    /// Where a quote may begin, and where it may end.
    starts: Vec<usize>,
    ends: Vec<usize>,
}

static READY: LazyLock<Vec<Ready>> = LazyLock::new(|| {
    let ready = TEXTS.iter().map(|&(language, raw)| {
        let (starts, ends) = cuts(raw);
        Ready {
            language,
            raw,
            folded: Folded::new(raw),
            lines: Lines::new(raw),
            starts,
            ends,
        }
    });
    ready.collect()
});

/// The same at every run; with `PROPTEST_CASES` as many others.
fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        cases,
        ..config
    }
}

/// Gaps between two plain words, at which nothing that belongs together is parted.
fn cuts(raw: &str) -> (Vec<usize>, Vec<usize>) {
    let bound = Classes::UNIT
        .union(Classes::SCALE)
        .union(Classes::NUMBER_WORD)
        .union(Classes::MONTH)
        .union(Classes::NEGATION)
        .union(Classes::TITLE);
    let plain = |word: &str| {
        word.chars().all(char::is_lowercase) && !MATCHING.lexicon.classes(word).intersects(bound)
    };
    let words: Vec<(usize, &str)> = raw
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - raw.as_ptr() as usize, word))
        .collect();
    let gaps = words
        .windows(2)
        .filter(|pair| plain(pair[0].1) && plain(pair[1].1));
    gaps.map(|pair| (pair[1].0, pair[0].0 + pair[0].1.len()))
        .unzip()
}

fn look(ready: &Ready, quote: &str) -> Option<Match> {
    let text = Text {
        raw: ready.raw,
        folded: &ready.folded,
        lines: &ready.lines,
        parts: &[],
        language: Some(ready.language),
        about: &[],
    };
    matched(&text, quote)
}

fn matched(text: &Text<'_>, exact: &str) -> Option<Match> {
    let quote = Quote {
        exact,
        prefix: None,
        suffix: None,
        part: None,
    };
    match check(text, &[quote], &MATCHING).remove(0) {
        Outcome::Checked(found) => Some(std::sync::Arc::unwrap_or_clone(found)),
        Outcome::Unchecked(_) => None,
    }
}

/// Looks for `quote` in a text of its own.
fn look_in(raw: &str, language: &str, quote: &str) -> Option<Match> {
    let (folded, lines) = (Folded::new(raw), Lines::new(raw));
    let text = Text {
        raw,
        folded: &folded,
        lines: &lines,
        parts: &[],
        language: Some(language),
        about: &[],
    };
    matched(&text, quote)
}

/// A faithful quote: which text, and which bytes of it; 6 to 40 words.
fn faithful() -> impl Strategy<Value = (usize, Span)> {
    (0..TEXTS.len(), any::<prop::sample::Index>(), 0..34_usize).prop_filter_map(
        "too near the end",
        |(which, start, more)| {
            let ready = &READY[which];
            let start = *start.get(&ready.starts);
            let words = |end: usize| ready.raw[start..end].split_whitespace().count();
            let end = ready.ends.iter().copied().filter(|&end| end > start);
            let end = end.into_iter().find(|&end| words(end) >= 6 + more)?;
            (words(end) <= 44).then_some((which, Span::new(start, end)))
        },
    )
}

fn noisy(quote: &str, stock: &Stock<'_>, kinds: &[Noise], dice: &mut Dice) -> String {
    kinds.iter().fold(quote.to_owned(), |quote, noise| {
        let planted = Ground::new(&quote, stock, &[]).and_then(|ground| noise.plant(&ground, dice));
        planted.unwrap_or(quote)
    })
}

fn typographic() -> impl Strategy<Value = Vec<Noise>> {
    let kinds: Vec<_> = Noise::ALL
        .iter()
        .copied()
        .filter(|noise| noise.typographic())
        .collect();
    prop::sample::subsequence(kinds.clone(), 0..=kinds.len()).prop_shuffle()
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_faithful_quote_is_accepted_where_it_stands(
        (which, span) in faithful(),
        mut kinds in typographic(),
        edit in prop::option::of(prop::sample::select(&[Noise::Gloss, Noise::Elision, Noise::Slip][..])),
        seed: u64,
    ) {
        let ready = &READY[which];
        let quote = &ready.raw[span.range()];
        let stock = Stock::new(&ready.folded, Some(ready.language), &MATCHING.lexicon);
        kinds.splice(0..0, edit);
        let planted = noisy(quote, &stock, &kinds, &mut Dice::new(seed));
        let found = look(ready, &planted).expect("six words can be looked for");
        prop_assert!(
            found.fidelity.accepted(),
            "{kinds:?}\n{quote:?}\n{planted:?}\n{:?}", found.differences
        );
        let first = found.spans[0].span.start;
        let last = found.spans[found.spans.len() - 1].span.end;
        prop_assert_eq!(Span::new(first, last), span, "{:?}\n{:?}", kinds, planted);
        if edit.is_none() {
            prop_assert!(found.fidelity <= Fidelity::Typographic, "{:?}", found.differences);
            prop_assert_eq!(fold::key(&ready.raw[first..last]), fold::key(&planted));
        }
    }

    #[test]
    fn typography_of_the_source_is_forgiven_as_well(
        (which, span) in faithful(),
        kinds in typographic(),
        seed: u64,
    ) {
        let ready = &READY[which];
        let quote = &ready.raw[span.range()];
        let stock = Stock::new(&ready.folded, Some(ready.language), &MATCHING.lexicon);
        let planted = noisy(quote, &stock, &kinds, &mut Dice::new(seed));
        let source = format!("{}{planted}{}", &ready.raw[..span.start], &ready.raw[span.end..]);
        let found = look_in(&source, ready.language, quote).expect("six words");
        prop_assert!(
            found.fidelity <= Fidelity::Typographic,
            "{kinds:?}\n{quote:?}\n{planted:?}\n{:?}", found.differences
        );
    }

    #[test]
    fn a_change_of_meaning_is_refused_whatever_else_differs(
        (which, span) in faithful(),
        (other_which, other) in faithful(),
        change in prop::sample::select(Change::ALL),
        kinds in typographic(),
        seed: u64,
    ) {
        let ready = &READY[which];
        let quote = &ready.raw[span.range()];
        let stock = Stock::new(&ready.folded, Some(ready.language), &MATCHING.lexicon);
        let others: Vec<_> = (other_which == which)
            .then(|| ready.raw[other.range()].to_owned()).into_iter().collect();
        let mut dice = Dice::new(seed);
        let ground = Ground::new(quote, &stock, &others).unwrap();
        if let Some(changed) = change.plant(&ground, &mut dice) {
            let planted = noisy(&changed, &stock, &kinds, &mut dice);
            if let Some(found) = look(ready, &planted) {
                prop_assert!(
                    Fate::of(&found) != Fate::Accepted,
                    "{}\n{quote:?}\n{planted:?}\n{:?}", change.name(), found.differences
                );
            }
        }
    }

    #[test]
    fn who_quotes_whom_does_not_matter(
        (which, span) in faithful(),
        change in prop::sample::select(&[
            Change::Digit, Change::DigitsSwapped, Change::Magnitude, Change::NumberWord,
            Change::Date, Change::NegationDropped, Change::NegationAdded, Change::NameSwapped,
            Change::NameLetter, Change::Direction, Change::Modality, Change::Quantifier,
            Change::Content, Change::Lookalike, Change::Omission, Change::Insertion, Change::Order,
        ][..]),
        seed: u64,
    ) {
        let ready = &READY[which];
        let quote = &ready.raw[span.range()];
        let stock = Stock::new(&ready.folded, Some(ready.language), &MATCHING.lexicon);
        let ground = Ground::new(quote, &stock, &[]).unwrap();
        if let Some(changed) = change.plant(&ground, &mut Dice::new(seed)) {
            for (source, quote) in [(quote, changed.as_str()), (changed.as_str(), quote)] {
                let found = look_in(source, ready.language, quote).expect("six words");
                prop_assert!(
                    !found.fidelity.accepted(),
                    "{}\n{source:?}\n{quote:?}\n{:?}", change.name(), found.differences
                );
            }
        }
    }

    #[test]
    fn words_cut_from_any_text_stand_there(
        words in prop::collection::vec("\\p{L}{2,8}", 6..40),
        start: prop::sample::Index,
        gaps in prop::collection::vec(prop::sample::select(&[" ", "\n", "  ", " \u{a0}"][..]), 40),
    ) {
        let mut text = String::new();
        let mut ends = vec![];
        for (word, gap) in words.iter().zip(&gaps) {
            let from = text.len();
            text.push_str(word);
            ends.push((from, text.len()));
            text.push_str(gap);
        }
        let first = start.index(words.len() - 4);
        let span = Span::new(ends[first].0, ends[first + 4].1);
        if let Some(found) = look_in(&text, "en", &text[span.range()]) {
            prop_assert_eq!(found.fidelity, Fidelity::Verbatim, "{:?}", found.differences);
            let places = found.spans.iter().chain(&found.elsewhere);
            let read: Vec<_> = places.map(|place| place.span).collect();
            prop_assert!(read.contains(&span), "{read:?} without {span:?}");
        }
        let spaced: Vec<_> = words[first..first + 5].to_vec();
        if let Some(found) = look_in(&text, "en", &spaced.join("\t")) {
            prop_assert!(found.fidelity <= Fidelity::Typographic, "{:?}", found.differences);
        }
    }

    #[test]
    fn no_text_makes_folding_fail(text in "\\PC{0,120}|(?s).{0,120}") {
        checks::fold(text.as_bytes());
        checks::tokens(text.as_bytes());
    }

    #[test]
    fn no_quote_makes_the_matcher_fail(
        quote in "(?s).{0,60}|[-a-c0-2 .,…\\[\\]()'\"]{0,60}",
        source in "(?s).{0,200}|[-a-c0-2 .,…\\[\\]()'\"\n]{0,200}",
    ) {
        checks::quote(format!("{}\n\n{source}", quote.replace('\n', " ")).as_bytes());
    }

    #[test]
    fn no_claim_file_makes_reading_fail(
        text in "(\\[\\[claim\\]\\]\n)?((id|text|quote|source|value|evidence|allow|x) ?= ?[-\"'0-9a-z{}\\[\\],.=]{0,12}\n){0,8}",
    ) {
        checks::claims(text.as_bytes());
        checks::settings(text.as_bytes());
    }
}

fn report(root: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    let report = Project::load(root).unwrap().check(&CheckOptions::default());
    json::render(&report, &mut out).unwrap();
    out
}

#[test]
fn threads_and_the_order_of_files_do_not_show() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copies = [false, true].map(|backwards| {
        let folder = tempfile::tempdir().unwrap();
        for name in ["claims", "seeds"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            let files = fs::read_dir(example.join(name)).unwrap();
            let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
            files.sort();
            if backwards {
                files.reverse();
            }
            for file in files {
                fs::copy(
                    &file,
                    folder.path().join(name).join(file.file_name().unwrap()),
                )
                .unwrap();
            }
        }
        folder
    });
    let expected = report(copies[0].path());
    for copy in &copies {
        for threads in [1, 2, 7] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let got = pool.install(|| report(copy.path()));
            assert!(got == expected, "with {threads} threads");
        }
    }
}
