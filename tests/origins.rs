//! Independence and contradictions on texts written for them: what must be found, and a twin of each
//! that must not.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pincite::project::{CheckOptions, LevelArg};
use pincite::rules::Level;
use pincite::text::toml_string;
use pincite::{Project, Report};

#[derive(serde::Deserialize)]
struct Corpus<T> {
    case: Vec<T>,
}

/// The rules were made with the first cases in view; the others were written before the rules were
/// tried on them.
const BATCHES: [&str; 3] = ["", "-second", "-third"];

fn corpus<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origins");
    let mut cases = Vec::new();
    for batch in BATCHES {
        let text = fs::read_to_string(folder.join(format!("{name}{batch}.toml"))).unwrap();
        cases.extend(toml::from_str::<Corpus<T>>(&text).unwrap().case);
    }
    cases
}

/// The text without its braces, and the quote in them.
fn marked(text: &str) -> (String, String) {
    let (before, rest) = text.split_once('{').unwrap();
    let (quote, after) = rest.split_once('}').unwrap();
    (format!("{before}{quote}{after}"), quote.to_owned())
}

/// Checks a project of one claim, with `sources` (text, keys of its catalogue entry), of which those
/// with braces are quoted.
fn checked(claim: &str, sources: &[(&str, &str)], options: &CheckOptions) -> Report {
    let folder = tempfile::tempdir().unwrap();
    for name in ["claims", "seeds"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let mut file = format!("[[claim]]\nid = \"a\"\ntext = {}\n", toml_string(claim));
    let mut catalogue = String::new();
    for (at, (text, keys)) in sources.iter().enumerate() {
        let plain = if text.contains('{') {
            let (plain, quote) = marked(text);
            let quote = toml_string(&quote);
            write!(
                file,
                "[[claim.evidence]]\nsource = \"s{at}\"\nquote = {quote}\n"
            )
            .unwrap();
            plain
        } else {
            (*text).to_owned()
        };
        fs::write(folder.path().join(format!("seeds/{at}.txt")), plain).unwrap();
        write!(
            catalogue,
            "[[source]]\nid = \"s{at}\"\nfile = \"{at}.txt\"\n{keys}\n"
        )
        .unwrap();
    }
    fs::write(folder.path().join("seeds/sources.toml"), catalogue).unwrap();
    fs::write(folder.path().join("claims/a.toml"), file).unwrap();
    Project::load(folder.path()).unwrap().check(options)
}

#[derive(serde::Deserialize)]
struct Independence {
    name: String,
    reason: String,
    publisher: Option<String>,
    language: Option<String>,
    one: String,
    linked: String,
    apart: String,
    /// What pincite is known to get wrong: `missed`, `wrong` or both.
    #[serde(default)]
    known: Vec<String>,
}

#[test]
fn what_is_one_origin() {
    let cases: Vec<Independence> = corpus("independence");
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for case in &cases {
        let language = format!(
            "language = \"{}\"",
            case.language.as_deref().unwrap_or("en")
        );
        let publisher = case.publisher.as_deref().unwrap_or("One");
        let first = format!("{language}\npublisher = \"{publisher}\"");
        let links = |other: &str| -> Vec<String> {
            let report = checked(
                "It is so.",
                &[(&case.one, &first), (other, &language)],
                &CheckOptions::default(),
            );
            let judgement = &report.claims[0].judgement;
            assert_eq!(judgement.support.accepted, 2, "{}", case.name);
            let links = judgement
                .origin_groups
                .iter()
                .flat_map(|group| &group.links);
            links.map(|link| link.reason.name().to_owned()).collect()
        };
        let found = links(&case.linked);
        let known = |what: &str| case.known.iter().any(|known| known == what);
        if (found != [case.reason.as_str()]) != known("missed") {
            missed.push((&case.name, found));
        }
        let found = links(&case.apart);
        if found.is_empty() == known("wrong") {
            wrong.push((&case.name, found));
        }
    }
    assert!(
        missed.is_empty() && wrong.is_empty(),
        "missed: {missed:#?}\nwrong: {wrong:#?}"
    );
}

#[derive(serde::Deserialize)]
struct Contradiction {
    name: String,
    claim: String,
    language: Option<String>,
    support: String,
    against: String,
    given: String,
    apart: String,
    /// As in [`Independence`].
    #[serde(default)]
    known: Vec<String>,
}

#[test]
fn what_speaks_against_a_claim() {
    let cases: Vec<Contradiction> = corpus("contradictions");
    let warn = LevelArg {
        rule: "possible-contradiction".to_owned(),
        level: Level::Warn,
    };
    let options = CheckOptions {
        levels: vec![warn],
        paths: Vec::new(),
    };
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for case in &cases {
        let language = format!(
            "language = \"{}\"",
            case.language.as_deref().unwrap_or("en")
        );
        let proposals = |other: &str| -> Vec<String> {
            let report = checked(
                &case.claim,
                &[(&case.support, &language), (other, &language)],
                &options,
            );
            let findings = report
                .findings
                .iter()
                .filter(|it| it.rule == "possible-contradiction");
            findings.map(|finding| finding.message.clone()).collect()
        };
        let found = proposals(&case.against);
        let known = |what: &str| case.known.iter().any(|known| known == what);
        let hit = found.len() == 1 && found[0].contains(&format!("\"{}\"", case.given));
        if hit == known("missed") {
            missed.push((&case.name, found));
        }
        let found = proposals(&case.apart);
        if found.is_empty() == known("wrong") {
            wrong.push((&case.name, found));
        }
    }
    assert!(
        missed.is_empty() && wrong.is_empty(),
        "missed: {missed:#?}\nwrong: {wrong:#?}"
    );
}

#[derive(serde::Deserialize)]
struct Declared {
    pair: Vec<DeclaredPair>,
}

/// The values of two claims on one subject.
#[derive(serde::Deserialize)]
struct DeclaredPair {
    one: String,
    other: String,
    clash: bool,
    /// Whether pincite is known to get it wrong.
    #[serde(default)]
    known: bool,
}

#[test]
fn which_declared_values_clash() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origins");
    let mut pairs = Vec::new();
    for name in ["declared-second.toml", "declared-third.toml"] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        pairs.extend(toml::from_str::<Declared>(&text).unwrap().pair);
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["claims", "seeds"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::write(
        folder.path().join("seeds/a.txt"),
        "The words are these words.",
    )
    .unwrap();
    let mut file = String::new();
    for (at, pair) in pairs.iter().enumerate() {
        for (side, value) in [("one", &pair.one), ("other", &pair.other)] {
            write!(
                file,
                "[[claim]]\nid = \"p{at}.{side}\"\ntext = \"It is so.\"\nsubject = \"s{at}\"\nvalue = {value}\nsource = \"a\"\nquote = \"The words are these words\"\n"
            )
            .unwrap();
        }
    }
    fs::write(folder.path().join("claims/a.toml"), file).unwrap();
    let report = Project::load(folder.path())
        .unwrap()
        .check(&CheckOptions::default());
    let mut wrong = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let found = report.findings.iter().any(|finding| {
            finding.rule == "claims-disagree"
                && finding
                    .claim
                    .as_deref()
                    .is_some_and(|id| id.starts_with(&format!("p{at}.")))
        });
        if (found != pair.clash) != pair.known {
            wrong.push(format!("{} / {}: clash: {found}", pair.one, pair.other));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
