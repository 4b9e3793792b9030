//! Passages of our own in several fields, in `tests/passages`, a file a field: quotes from each that
//! are faithful under noise, and quotes that are changed, with the fidelity and the differences that
//! pincite must report. Every deviation fails the test.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pincite::matcher::{Fidelity, Match, Matching, Outcome, Quote, Text, check};
use pincite::text::{Folded, Lines};
use serde::Deserialize;

#[derive(Deserialize)]
struct Field {
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    #[serde(default = "english")]
    language: String,
    source: String,
    /// The fidelity, the quote, and the differences that make it that, as `kind: quoted → source`; of
    /// a kind alone the words are not asked.
    quotes: Vec<Vec<String>>,
}

fn english() -> String {
    "en".to_owned()
}

fn matched(passage: &Passage) -> Vec<Match> {
    let (folded, lines) = (Folded::new(&passage.source), Lines::new(&passage.source));
    let text = Text {
        raw: &passage.source,
        folded: &folded,
        lines: &lines,
        parts: &[],
        language: Some(&passage.language),
        about: &[],
    };
    let quote = |exact| Quote {
        exact,
        prefix: None,
        suffix: None,
        part: None,
    };
    let quotes: Vec<Quote<'_>> = passage.quotes.iter().map(|of| quote(&of[1])).collect();
    let matching = Matching::default();
    check(&text, &quotes, &matching)
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Checked(found) => std::sync::Arc::unwrap_or_clone(found),
            Outcome::Unchecked(reason) => panic!("{}: {}", passage.source, reason.reason()),
        })
        .collect()
}

/// The differences that decide: the material ones, of a quote with slips those.
fn deciding(found: &Match) -> Vec<(String, String)> {
    let slip = |kind: &str| {
        matches!(
            kind,
            "slip" | "spelling" | "article" | "accent" | "punctuation" | "case"
        )
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    found
        .differences
        .iter()
        .filter(|difference| {
            difference.material || found.fidelity == Fidelity::Near && slip(difference.kind.name())
        })
        .map(|difference| {
            let (quoted, source) = (words(&difference.quoted), words(&difference.source));
            (
                difference.kind.name().to_owned(),
                format!("{}: {quoted} → {source}", difference.kind.name()),
            )
        })
        .collect()
}

#[test]
fn quotes_of_every_field_have_their_fidelity_and_their_differences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages");
    let mut table = String::from("field            passages  quotes  faithful  changed\n");
    let mut wrong = String::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let field: Field = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut counts: BTreeMap<bool, usize> = BTreeMap::new();
        for passage in &field.passage {
            for (of, found) in passage.quotes.iter().zip(matched(passage)) {
                let (fidelity, quote, wanted) = (&of[0], &of[1], &of[2..]);
                *counts.entry(fidelity == "altered").or_default() += 1;
                let got = deciding(&found);
                let as_wanted = found.fidelity.name() == fidelity
                    && got.len() == wanted.len()
                    && got
                        .iter()
                        .zip(wanted)
                        .all(|((kind, whole), wanted)| wanted == kind || wanted == whole);
                if !as_wanted {
                    let got: Vec<&String> = got.iter().map(|(_, whole)| whole).collect();
                    writeln!(
                        wrong,
                        "{name}: {quote:?}\n  wanted {fidelity} {wanted:?}\n  got    {} {got:?}",
                        found.fidelity.name()
                    )
                    .unwrap();
                }
            }
        }
        let of = |changed| counts.get(&changed).copied().unwrap_or_default();
        let (faithful, changed) = (of(false), of(true));
        writeln!(
            table,
            "{name:<17}{:>8}{:>8}{faithful:>10}{changed:>9}",
            field.passage.len(),
            faithful + changed,
        )
        .unwrap();
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("passages", table);
    });
}
