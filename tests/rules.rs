//! Every rule has its page and its cases.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pincite::rules::{RULES, Rule};
use support::check;

#[test]
fn names_and_levels_are_stable() {
    let mut table = String::new();
    for rule in RULES {
        writeln!(table, "{:5} {}", rule.level.name(), rule.name).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("rules", table));
}

#[test]
fn every_rule_has_a_name_of_its_own_and_a_page() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(
            RULES[..at].iter().all(|other| other.name != rule.name),
            "{} twice",
            rule.name
        );
        let kebab = rule
            .name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '-');
        assert!(kebab, "{}", rule.name);
        let headings: Vec<_> = rule
            .page()
            .lines()
            .filter(|line| line.contains("## "))
            .collect();
        let wanted = [" ## Why it matters", " ## Example", " ## How to mend it"];
        assert_eq!(headings, wanted, "the page of {}", rule.name);
        let summary = rule.page().lines().next().unwrap().trim();
        assert!(
            summary.ends_with('.') && summary.len() < 120,
            "{}: {summary}",
            rule.name
        );
    }
}

/// Rules whose firing cases wait for the matcher to read what stands around a quote. Their near
/// cases hold already.
const WAITING: [&str; 3] = [
    "context-negated",
    "context-attributed",
    "context-hypothetical",
];

/// A case whose name begins with `ok-` is one in which the rule must say nothing, open or allowed;
/// in all others it must.
#[test]
fn every_rule_has_cases_that_fire_and_near_ones_that_do_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (near, firing): (Vec<_>, Vec<_>) =
            cases(rule).into_iter().partition(|case| is_near(case));
        assert!(
            firing.len() >= 2 && near.len() >= 2,
            "tests/cases/{} has too few cases",
            rule.name
        );
        let waits = WAITING.contains(&rule.name);
        for case in firing.iter().filter(|case| !waits && !fires(rule, case)) {
            wrong.push(format!("{} is silent in {}", rule.name, case.display()));
        }
        for case in near.iter().filter(|case| fires(rule, case)) {
            wrong.push(format!("{} fires in {}", rule.name, case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_cases_is_that_of_a_rule() {
    for folder in folders(&root()) {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(
            pincite::rules::find(name).is_some(),
            "there is no rule {name}"
        );
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn cases(rule: &Rule) -> Vec<PathBuf> {
    folders(&root().join(rule.name))
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn is_near(case: &Path) -> bool {
    case.file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .starts_with("ok-")
}

fn fires(rule: &Rule, case: &Path) -> bool {
    check(case)
        .findings
        .iter()
        .any(|finding| finding.rule == rule.name)
}
