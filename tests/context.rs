//! How well the readers of context tell what limits a quote from what does not: every case of
//! `tests/context`, a file a rule, through the whole of pincite.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pincite::Project;
use pincite::project::CheckOptions;
use serde::Deserialize;

const RULES: [&str; 5] = [
    "elision-hides",
    "context-negated",
    "context-truncated",
    "context-attributed",
    "context-hypothetical",
];

#[derive(Deserialize)]
struct Corpus {
    pair: Vec<Pair>,
}

/// A quote that must be reported, and one much like it that must not.
#[derive(Deserialize)]
struct Pair {
    domain: String,
    language: String,
    claim: Option<String>,
    fires: Case,
    twin: Case,
}

#[derive(Deserialize)]
struct Case {
    source: String,
    quote: String,
    speaker: Option<String>,
}

/// What became of the cases of one rule.
struct Outcome {
    /// Cases that must be reported, and were not; that must not, and were.
    missed: Vec<String>,
    false_alarms: Vec<String>,
    /// Other rules of context that spoke of a twin.
    others: Vec<String>,
    cases: usize,
}

fn measure(rule: &str) -> Outcome {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/context/{rule}.toml"));
    let corpus: Corpus = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("claims")).unwrap();
    fs::create_dir_all(folder.path().join("seeds")).unwrap();
    let (mut claims, mut catalogue) = (String::new(), String::new());
    let cases: Vec<(String, &Pair, &Case)> = corpus
        .pair
        .iter()
        .enumerate()
        .flat_map(|(at, pair)| {
            [
                (format!("{at}-fires"), pair, &pair.fires),
                (format!("{at}-twin"), pair, &pair.twin),
            ]
        })
        .collect();
    for (id, pair, case) in &cases {
        fs::write(folder.path().join(format!("seeds/{id}.txt")), &case.source).unwrap();
        let language = &pair.language;
        writeln!(
            catalogue,
            "[[source]]\nid = \"{id}\"\nfile = \"{id}.txt\"\nlanguage = \"{language}\""
        )
        .unwrap();
        let text = pair
            .claim
            .as_deref()
            .unwrap_or("What the quote says is so.");
        writeln!(
            claims,
            "[[claim]]\nid = \"{id}\"\ntext = {text:?}\nsource = \"{id}\""
        )
        .unwrap();
        writeln!(claims, "quote = '''{}'''", case.quote).unwrap();
        if let Some(speaker) = &case.speaker {
            writeln!(claims, "speaker = {speaker:?}").unwrap();
        }
    }
    fs::write(folder.path().join("claims/all.toml"), claims).unwrap();
    fs::write(folder.path().join("seeds/sources.toml"), catalogue).unwrap();
    let report = Project::load(folder.path())
        .unwrap()
        .check(&CheckOptions::default());
    let found: BTreeSet<(&str, &str)> = report
        .findings
        .iter()
        .filter_map(|finding| Some((finding.claim.as_deref()?, finding.rule)))
        .collect();
    let mut outcome = Outcome {
        missed: Vec::new(),
        false_alarms: Vec::new(),
        others: Vec::new(),
        cases: cases.len(),
    };
    for (id, pair, case) in &cases {
        let line = format!("{}: {} | {}", pair.domain, case.quote, case.source);
        for wrong in [
            "quote-absent",
            "quote-altered",
            "file-invalid",
            "unknown-key",
        ] {
            assert!(!found.contains(&(id, wrong)), "{rule}: {wrong}: {line}");
        }
        let hit = found.contains(&(id, rule));
        match (id.ends_with("-fires"), hit) {
            (true, false) => outcome.missed.push(line),
            (false, true) => outcome.false_alarms.push(line),
            (false, false) => {
                let other = RULES.iter().find(|other| found.contains(&(id, other)));
                outcome
                    .others
                    .extend(other.map(|other| format!("{other}: {line}")));
            }
            (true, true) => {}
        }
    }
    outcome
}

/// Prints precision and recall a rule, and holds them: a change that loses a case shows here.
#[test]
fn precision_and_recall_of_every_rule() {
    let mut shown = String::new();
    let mut wrong = String::new();
    for rule in RULES {
        let outcome = measure(rule);
        let fires = outcome.cases / 2;
        let hits = fires - outcome.missed.len();
        let reported = hits + outcome.false_alarms.len();
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        writeln!(
            shown,
            "{rule:22} {:3} cases  precision {:5.1} %  recall {:5.1} %",
            outcome.cases,
            percent(hits, reported),
            percent(hits, fires)
        )
        .unwrap();
        let kinds = [
            ("missed", &outcome.missed),
            ("false alarm", &outcome.false_alarms),
            ("another rule", &outcome.others),
        ];
        for (kind, lines) in kinds {
            for line in lines {
                writeln!(wrong, "{rule}: {kind}: {line}").unwrap();
            }
        }
        assert!(outcome.cases >= 30, "{rule} has {} cases", outcome.cases);
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("context-measured", format!("{shown}\n{wrong}")));
}
