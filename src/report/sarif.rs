//! SARIF 2.1.0, for code scanning. The structs here are what is used of the format.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::plain::{details, join, message, words};
use super::{Report, json};
use crate::baseline;
use crate::rules::{Finding, Level, RULES, Related, Rule};
use crate::text::{Region, visible_start};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Results that code-scanning services keep of a run.
const MOST: usize = 5_000;

/// What paths are relative to: the repository.
const BASE: &str = "%SRCROOT%";

/// What stays as it is in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Writes `report` as one run, findings worst first: those that fail the check, warnings, those of
/// before a change, and, as suppressed results, those in the baseline and those allowed with a
/// reason. `folder` is the project's in the repository, with `/`; empty where it is the repository.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut found: Vec<_> = report
        .findings
        .iter()
        .map(|it| (it, Standing::Open))
        .collect();
    found.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level)); // stable: else by place
    found.extend(report.existing.iter().map(|it| (it, Standing::Existing)));
    found.extend(report.baselined.iter().map(|it| (it, Standing::Baselined)));
    let allowed = report.allowed.iter();
    found.extend(allowed.map(|it| (&it.finding, Standing::Allowed(&it.why))));
    let omitted = found.len().saturating_sub(MOST);
    let of_change = report.change.is_some();
    let results = found.iter().take(MOST);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: RULES.iter().map(Descriptor::of).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results
                .map(|(finding, standing)| result(finding, *standing, of_change, folder))
                .collect(),
            properties: (omitted > 0).then_some(RunProperties { omitted }),
        }],
    };
    json::write(&log, out)
}

/// How a result stands.
#[derive(Clone, Copy)]
enum Standing<'r> {
    Open,
    Existing,
    Baselined,
    Allowed(&'r str),
}

fn result<'r>(
    finding: &'r Finding,
    standing: Standing<'r>,
    of_change: bool,
    folder: &str,
) -> Outcome<'r> {
    let mut lines = vec![message(finding)];
    lines.extend(details(finding));
    let related = finding.related.iter().enumerate();
    Outcome {
        rule_id: finding.rule,
        rule_index: RULES.iter().position(|rule| rule.name == finding.rule),
        level: match finding.level {
            Level::Deny => "error",
            Level::Warn => "warning",
            Level::Allow => "note",
        },
        message: Message::new(&lines.join("\n")),
        locations: [Location {
            id: None,
            physical: physical(&finding.file, finding.region, None, folder),
            message: None,
        }],
        related_locations: related
            .map(|(id, it)| location(id + 1, it, folder))
            .collect(),
        partial_fingerprints: Fingerprints {
            ours: &finding.fingerprint,
        },
        baseline_state: match standing {
            Standing::Open => of_change.then_some("new"),
            Standing::Existing => Some("unchanged"),
            Standing::Baselined | Standing::Allowed(_) => None,
        },
        suppressions: match standing {
            Standing::Open | Standing::Existing => Vec::new(),
            Standing::Baselined => vec![Suppression {
                kind: "external",
                justification: format!("it stands in {}", baseline::FILE),
            }],
            Standing::Allowed(why) => vec![Suppression {
                kind: "inSource",
                justification: visible_start(why, usize::MAX).into_owned(),
            }],
        },
        properties: finding
            .claim
            .as_deref()
            .map(|claim| ResultProperties { claim }),
    }
}

fn location(id: usize, related: &Related, folder: &str) -> Location {
    Location {
        id: Some(id),
        physical: physical(&related.file, related.region, words(related), folder),
        message: Some(Message::new(&visible_start(&related.label, usize::MAX))),
    }
}

fn physical(file: &str, region: Region, words: Option<String>, folder: &str) -> Physical {
    let file = join(folder, file);
    let (start, end) = (region.start, region.end);
    Physical {
        artifact_location: Artifact {
            uri: utf8_percent_encode(&file, PATH).to_string(),
            uri_base_id: BASE,
        },
        // An empty region at the beginning stands for the file as a whole.
        region: (region != Region::default()).then_some(Place {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }),
        context_region: words.map(|words| Context {
            start_line: start.line,
            end_line: end.line,
            snippet: Message { text: words },
        }),
    }
}

impl Descriptor {
    fn of(rule: &'static Rule) -> Self {
        let page = rule.page().trim();
        let page: Vec<_> = page
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let first = page.first().copied().unwrap_or_default();
        Self {
            id: rule.name,
            short_description: Message::new(first),
            help: Help {
                text: page.join("\n"),
                markdown: page.join("\n"),
            },
            default_configuration: Configuration {
                enabled: rule.level != Level::Allow,
                level: if rule.level == Level::Deny {
                    "error"
                } else {
                    "warning"
                },
            },
        }
    }
}

impl Message {
    /// `[words](target)` would be a link.
    fn new(text: &str) -> Self {
        Self {
            text: text.replace("](", "] ("),
        }
    }
}

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<RunProperties>,
}

#[derive(Serialize)]
struct RunProperties {
    /// Results left out, the least grave of all.
    omitted: usize,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'r> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<ResultProperties<'r>>,
}

#[derive(Serialize)]
struct ResultProperties<'r> {
    claim: &'r str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_region: Option<Context>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    start_line: usize,
    end_line: usize,
    snippet: Message,
}

/// Another way to compute a fingerprint would get another name.
#[derive(Serialize)]
struct Fingerprints<'r> {
    #[serde(rename = "pincite/v1")]
    ours: &'r str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Changed, sample};

    fn written(report: &Report) -> serde_json::Value {
        let mut out = Vec::new();
        render(report, "docs/the facts", &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    fn full() -> Report {
        let mut report = sample::report();
        report.baselined = vec![report.findings[2].clone()];
        report.existing = vec![report.findings[3].clone()];
        report.change = Some(Changed::default());
        report
    }

    #[test]
    fn it_fits_the_official_schema() {
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
        let schema = serde_json::from_str(schema).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for report in [Report::default(), sample::report(), full()] {
            let log = written(&report);
            let wrong: Vec<_> = validator
                .iter_errors(&log)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }

    #[test]
    fn a_rich_report() {
        let mut log = written(&full());
        let driver = &mut log["runs"][0]["tool"]["driver"];
        driver["semanticVersion"] = "[version]".into();
        driver["rules"] = "[rules]".into();
        for result in log["runs"][0]["results"].as_array_mut().unwrap() {
            result.as_object_mut().unwrap().remove("ruleIndex");
        }
        let pretty = serde_json::to_string_pretty(&log).unwrap();
        sample::settings().bind(|| insta::assert_snapshot!("report-sarif", pretty));
    }

    #[test]
    fn a_run_holds_no_more_than_is_kept_and_the_worst_of_it() {
        let mut report = sample::report();
        let (worst, slight) = (report.findings[1].clone(), report.findings[3].clone());
        report.findings = vec![slight; MOST + 5];
        report.findings.push(worst);
        let log = written(&report);
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), MOST);
        assert_eq!(run["results"][0]["level"], "error");
        // the one that is allowed, and six warnings
        assert_eq!(run["properties"]["omitted"], 7);
    }

    #[test]
    fn no_text_makes_a_link_and_no_name_breaks_a_uri() {
        let mut report = sample::report();
        "see [here](https://example.org)".clone_into(&mut report.findings[0].message);
        "claims/a b\n#?%.toml".clone_into(&mut report.findings[0].file);
        let log = written(&report);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let result = results
            .iter()
            .find(|it| {
                it["message"]["text"]
                    .as_str()
                    .unwrap()
                    .contains("example.org")
            })
            .unwrap();
        assert!(!result["message"]["text"].as_str().unwrap().contains("]("));
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "docs/the%20facts/claims/a%20b%0A%23%3F%25.toml");
    }
}
