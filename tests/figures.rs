//! Figures, names and values: hand-made cases in `tests/figures`, each with claims that are wrong and
//! near ones that are right. Prints precision and recall per rule, and fails for every miss and
//! every wrong alarm that is not listed as known.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pincite::Project;
use pincite::project::CheckOptions;
use pincite::text::toml_string;
use serde::Deserialize;

const RULES: [&str; 4] = [
    "figure-not-in-evidence",
    "name-not-in-evidence",
    "value-not-in-evidence",
    "value-mismatch",
];

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    rule: String,
    /// The whole text of the source.
    source: String,
    quote: String,
    translation: Option<String>,
    speaker: Option<String>,
    stance: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
    /// Texts of claims for which the rule must fire.
    #[serde(default)]
    wrong: Vec<String>,
    /// Texts of claims for which none of the four rules may fire.
    #[serde(default)]
    right: Vec<String>,
    /// The text of claims that differ in `value`.
    text: Option<String>,
    #[serde(default)]
    wrong_value: Vec<toml::Value>,
    #[serde(default)]
    right_value: Vec<toml::Value>,
    /// Claims of this case that pincite is known to get wrong; why stands beside them.
    #[serde(default)]
    known: Vec<String>,
}

/// One claim of a case.
struct Claim<'c> {
    case: &'c Case,
    text: &'c str,
    value: Option<String>,
    wrong: bool,
}

impl Case {
    fn claims(&self) -> Vec<Claim<'_>> {
        let of = |texts: &'_ [String], wrong| -> Vec<(usize, bool)> {
            (0..texts.len()).map(|at| (at, wrong)).collect()
        };
        let mut claims = Vec::new();
        for (at, wrong) in of(&self.wrong, true)
            .into_iter()
            .chain(of(&self.right, false))
        {
            let text = if wrong {
                &self.wrong[at]
            } else {
                &self.right[at]
            };
            claims.push(Claim {
                case: self,
                text,
                value: None,
                wrong,
            });
        }
        for (values, wrong) in [(&self.wrong_value, true), (&self.right_value, false)] {
            for value in values {
                let value = match value {
                    toml::Value::String(text) => toml_string(text),
                    other => other.as_integer().unwrap().to_string(),
                };
                let text = self.text.as_deref().unwrap();
                claims.push(Claim {
                    case: self,
                    text,
                    value: Some(value),
                    wrong,
                });
            }
        }
        claims
    }
}

impl Claim<'_> {
    fn shown(&self) -> &str {
        self.value.as_deref().unwrap_or(self.text)
    }

    /// The claim and its evidence as a claim file has them.
    fn toml(&self, at: usize) -> String {
        let mut toml = format!(
            "[[claim]]\nid = \"c{at}\"\ntext = {}\n",
            toml_string(self.text)
        );
        if let Some(value) = &self.value {
            writeln!(toml, "value = {value}").unwrap();
        }
        write!(
            toml,
            "[[claim.evidence]]\nsource = \"s{at}\"\nquote = {}\n",
            toml_string(&self.case.quote)
        )
        .unwrap();
        let keys = [
            ("translation", &self.case.translation),
            ("speaker", &self.case.speaker),
            ("stance", &self.case.stance),
        ];
        for (key, value) in keys {
            if let Some(value) = value {
                writeln!(toml, "{key} = {}", toml_string(value)).unwrap();
            }
        }
        toml
    }

    fn entry(&self, at: usize) -> String {
        let mut toml = format!("[[source]]\nid = \"s{at}\"\nfile = \"{at}.txt\"\n");
        let keys = [
            ("title", &self.case.title),
            ("publisher", &self.case.publisher),
            ("published", &self.case.published),
            ("language", &self.case.language),
        ];
        for (key, value) in keys {
            if let Some(value) = value {
                writeln!(toml, "{key} = {}", toml_string(value)).unwrap();
            }
        }
        toml
    }
}

/// The names of the four rules that fire, for each claim.
fn fired(claims: &[Claim<'_>]) -> Vec<Vec<&'static str>> {
    let folder = tempfile::tempdir().unwrap();
    let (mut file, mut catalogue) = (String::new(), String::new());
    for part in ["claims", "seeds"] {
        fs::create_dir(folder.path().join(part)).unwrap();
    }
    for (at, claim) in claims.iter().enumerate() {
        file += &claim.toml(at);
        catalogue += &claim.entry(at);
        fs::write(
            folder.path().join(format!("seeds/{at}.txt")),
            &claim.case.source,
        )
        .unwrap();
    }
    fs::write(folder.path().join("claims/all.toml"), file).unwrap();
    fs::write(folder.path().join("seeds/sources.toml"), catalogue).unwrap();
    let report = Project::load(folder.path())
        .unwrap()
        .check(&CheckOptions::default());
    let mut fired = vec![Vec::new(); claims.len()];
    for finding in &report.findings {
        let known = RULES.contains(&finding.rule);
        let at = finding
            .claim
            .as_ref()
            .filter(|_| known)
            .map(|id| id[1..].parse::<usize>().unwrap());
        if let Some(at) = at {
            fired[at].push(finding.rule);
        }
        let unfit = finding.rule.starts_with("quote-") || finding.rule == "file-invalid";
        assert!(
            !unfit,
            "a case is ill made: {} in {:?}",
            finding.message, finding.claim
        );
    }
    fired
}

#[derive(Default)]
struct Score {
    hits: usize,
    misses: usize,
    alarms: usize,
    silent: usize,
}

#[test]
fn wrong_claims_are_found_and_right_ones_left_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut scores: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    let mut faults = Vec::new();
    for path in files {
        let file: File = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let claims: Vec<_> = file.case.iter().flat_map(Case::claims).collect();
        for (claim, fired) in claims.iter().zip(fired(&claims)) {
            let rule = RULES
                .into_iter()
                .find(|rule| *rule == claim.case.rule)
                .unwrap();
            let hit = fired.contains(&rule);
            let mut fault = None;
            let batch = path.file_stem().unwrap().to_string_lossy().into_owned();
            let batch = match &*batch {
                "second" => "second batch",
                "third" => "third batch",
                _ => "first batch",
            };
            let score = scores.entry((batch, rule)).or_default();
            match (claim.wrong, hit) {
                (true, true) => score.hits += 1,
                (true, false) => {
                    score.misses += 1;
                    fault = Some(format!("{rule} misses"));
                }
                (false, _) => score.silent += usize::from(fired.is_empty()),
            }
            for alarm in fired.iter().filter(|other| !claim.wrong || **other != rule) {
                scores.entry((batch, alarm)).or_default().alarms += 1;
                fault = Some(format!("{alarm} is a wrong alarm"));
            }
            let known = claim.case.known.iter().any(|known| known == claim.shown());
            if fault.is_some() != known {
                let fault = fault.unwrap_or_else(|| "no longer gets wrong".to_owned());
                let domain = path.file_stem().unwrap().to_string_lossy();
                faults.push(format!(
                    "{domain}: {fault}: {} / {}",
                    claim.shown(),
                    claim.case.quote
                ));
            }
        }
    }
    for ((batch, rule), score) in &scores {
        let Score {
            hits,
            misses,
            alarms,
            silent,
        } = *score;
        println!(
            "{batch} {rule}: {} that must fire, {silent} that must not; precision {hits}/{}, recall {hits}/{}",
            hits + misses,
            hits + alarms,
            hits + misses,
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
