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

/// Folders of cases. The rules were made with the first in view; the others were written before the
/// rules were tried on them, and what they said then stands in `docs/measured/context.md`.
const BATCHES: [&str; 3] = ["", "second", "third"];

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
    #[serde(default)]
    case: Vec<Further>,
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

/// A case without a twin.
#[derive(Deserialize)]
struct Further {
    fires: bool,
    language: String,
    source: String,
    quote: String,
}

#[derive(Deserialize)]
struct Case {
    source: String,
    quote: String,
    speaker: Option<String>,
    /// The text of its claim, where the two of a pair differ in it.
    claim: Option<String>,
}

/// One quote in one source.
struct Trial<'c> {
    fires: bool,
    language: &'c str,
    source: &'c str,
    quote: &'c str,
    claim: &'c str,
    speaker: Option<&'c str>,
}

fn of_pair<'c>(pair: &'c Pair, case: &'c Case, fires: bool) -> Trial<'c> {
    Trial {
        fires,
        language: &pair.language,
        source: &case.source,
        quote: &case.quote,
        claim: case
            .claim
            .as_deref()
            .or(pair.claim.as_deref())
            .unwrap_or("It was so."),
        speaker: case.speaker.as_deref(),
    }
}

fn trials(corpus: &Corpus) -> Vec<Trial<'_>> {
    let pairs = corpus.pair.iter().flat_map(|pair| {
        [
            of_pair(pair, &pair.fires, true),
            of_pair(pair, &pair.twin, false),
        ]
    });
    let further = corpus.case.iter().map(|case| Trial {
        fires: case.fires,
        language: &case.language,
        source: &case.source,
        quote: &case.quote,
        claim: "It was so.",
        speaker: None,
    });
    pairs.chain(further).collect()
}

/// What became of the cases of one rule.
#[derive(Default)]
struct Outcome {
    hits: usize,
    /// Cases that must be reported, and were not; that must not, and were.
    missed: Vec<String>,
    false_alarms: Vec<String>,
}

fn measure(batch: &str, rule: &str) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/context");
    let file = folder.join(batch).join(format!("{rule}.toml"));
    let corpus: Corpus = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let domains: BTreeSet<&str> = corpus
        .pair
        .iter()
        .map(|pair| pair.domain.as_str())
        .collect();
    assert!(domains.len() >= 5, "{rule}: {domains:?}");
    let trials = trials(&corpus);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("claims")).unwrap();
    fs::create_dir_all(folder.path().join("seeds")).unwrap();
    let (mut claims, mut catalogue) = (String::new(), String::new());
    for (at, trial) in trials.iter().enumerate() {
        fs::write(
            folder.path().join(format!("seeds/case-{at}.txt")),
            trial.source,
        )
        .unwrap();
        let (language, text) = (trial.language, trial.claim);
        writeln!(
            catalogue,
            "[[source]]\nid = \"case-{at}\"\nfile = \"case-{at}.txt\"\nlanguage = \"{language}\""
        )
        .unwrap();
        writeln!(
            claims,
            "[[claim]]\nid = \"case-{at}\"\ntext = {text:?}\nsource = \"case-{at}\"\nquote = '''{}'''",
            trial.quote
        )
        .unwrap();
        if let Some(speaker) = trial.speaker {
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
    let mut outcome = Outcome::default();
    for (at, trial) in trials.iter().enumerate() {
        let id = format!("case-{at}");
        let line = format!("{} | {}", trial.quote, trial.source);
        for wrong in [
            "quote-absent",
            "quote-altered",
            "file-invalid",
            "unknown-key",
        ] {
            assert!(
                !found.contains(&(id.as_str(), wrong)),
                "{rule}: {wrong}: {line}"
            );
        }
        match (trial.fires, found.contains(&(id.as_str(), rule))) {
            (true, true) => outcome.hits += 1,
            (true, false) => {
                let others = RULES
                    .iter()
                    .filter(|rule| found.contains(&(id.as_str(), **rule)));
                let others: Vec<_> = others.copied().collect();
                outcome.missed.push(format!("{others:?} {line}"));
            }
            (false, true) => outcome.false_alarms.push(line),
            (false, false) => {}
        }
    }
    outcome
}

/// Prints precision and recall a rule, and holds them: a change that loses a case shows here.
#[test]
fn precision_and_recall_of_every_rule() {
    let mut shown = String::new();
    let mut wrong = String::new();
    for batch in BATCHES {
        for rule in RULES {
            let outcome = measure(batch, rule);
            let fires = outcome.hits + outcome.missed.len();
            let reported = outcome.hits + outcome.false_alarms.len();
            let percent = |whole: usize| 100.0 * outcome.hits as f64 / whole.max(1) as f64;
            writeln!(
                shown,
                "{batch:6} {rule:22} {fires:3} to report   precision {:5.1} %   recall {:5.1} %",
                percent(reported),
                percent(fires)
            )
            .unwrap();
            let kinds = [
                ("missed", &outcome.missed),
                ("false alarm", &outcome.false_alarms),
            ];
            for (kind, lines) in kinds {
                for line in lines {
                    writeln!(wrong, "{rule}: {kind}: {line}").unwrap();
                }
            }
            assert!(fires >= 14, "{rule} has {fires} cases to report");
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("context-measured", format!("{shown}\n{wrong}")));
}
