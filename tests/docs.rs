//! The documents say what the program does: every example in a table of `docs/matching.md` and every
//! claim file in `docs/claims.md` is run, and `docs/rules.md` is the rules' own pages.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use pincite::Project;
use pincite::claim;
use pincite::config::Config;
use pincite::matcher::{Fidelity, Match, Matching, Outcome, Quote, Text, check};
use pincite::project::CheckOptions;
use pincite::report::terminal;
use pincite::rules::RULES;
use pincite::text::{Folded, Lines};

fn page(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn matched(source: &str, quote: &str) -> Match {
    let (folded, lines) = (Folded::new(source), Lines::new(source));
    let text = Text {
        raw: source,
        folded: &folded,
        lines: &lines,
        parts: &[],
        language: Some("en"),
        about: &[],
    };
    let quote = Quote {
        exact: quote,
        prefix: None,
        suffix: None,
        part: None,
    };
    match check(&text, &[quote], &Matching::default()).remove(0) {
        Outcome::Checked(found) => std::sync::Arc::unwrap_or_clone(found),
        Outcome::Unchecked(reason) => panic!("{}: {}", quote.exact, reason.reason()),
    }
}

/// The answer as the page writes it: the fidelity, and for `near` and `altered` the kinds.
fn answer(found: &Match) -> (String, Vec<&'static str>) {
    let decides = |material: bool| match found.fidelity {
        Fidelity::Altered => material,
        Fidelity::Near => !material,
        _ => false,
    };
    let differences = found.differences.iter().filter(|it| decides(it.material));
    let kinds = differences.map(|it| it.kind.name()).collect();
    (found.fidelity.name().to_owned(), kinds)
}

#[test]
fn every_example_of_matching_holds() {
    let page = page("docs/matching.md");
    let mut examples = 0;
    let mut wrong = String::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [source, quote, said] = cells[..] else {
            panic!("{line}")
        };
        let text = |cell: &str| cell.trim_matches('`').replace('⏎', "\n");
        let found = matched(&text(source), &text(quote));
        let (fidelity, kinds) = answer(&found);
        let (wanted, kind) = said.split_once(": ").unwrap_or((said, ""));
        if fidelity != wanted || !(kind.is_empty() || kinds.contains(&kind)) {
            let _ = writeln!(wrong, "{line}\n    is {fidelity}: {kinds:?}");
        }
        examples += 1;
    }
    assert!(examples > 50, "only {examples} examples");
    assert!(wrong.is_empty(), "{wrong}");
}

/// The fenced blocks of `page` that are in `language`.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let mut blocks = Vec::new();
    let mut rest = page;
    let fence = format!("\n```{language}\n");
    while let Some(at) = rest.find(&fence) {
        rest = &rest[at + fence.len()..];
        let end = rest.find("\n```").unwrap();
        blocks.push(&rest[..=end]);
        rest = &rest[end..];
    }
    blocks
}

#[test]
fn every_claim_file_of_the_pages_reads_without_a_complaint() {
    for name in ["README.md", "docs/claims.md"] {
        let page = page(name);
        let claims: Vec<_> = blocks(&page, "toml")
            .into_iter()
            .filter(|block| block.contains("[[claim]]"))
            .collect();
        assert!(!claims.is_empty(), "{name} shows no claim file");
        for block in claims {
            let file = claim::parse(name, block);
            let said: Vec<_> = file
                .problems
                .iter()
                .map(|problem| &problem.message)
                .collect();
            assert!(said.is_empty(), "{name}: {said:?}\n{block}");
            assert!(!file.claims.is_empty());
        }
    }
}

/// The example at the head of the README says what the program says.
#[test]
fn the_first_example_is_real() {
    let page = page("README.md");
    let texts = blocks(&page, "text");
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in [
        ("seeds/gazette.txt", texts[0]),
        ("claims/bridge.toml", blocks(&page, "toml")[0]),
    ] {
        let path = folder.path().join(file);
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let report = Project::load(folder.path())
        .unwrap()
        .check(&CheckOptions::default());
    let mut shown = Vec::new();
    terminal::render(&report, terminal::Options::default(), &mut shown).unwrap();
    assert_eq!(String::from_utf8(shown).unwrap(), texts[1]);

    assert_eq!(
        blocks(&page, "sh").len(),
        2,
        "one runs it, one passes the tests"
    );
    let own = Project::load(env!("CARGO_MANIFEST_DIR")).unwrap();
    let claims: usize = own.files.iter().map(|file| file.claims.len()).sum();
    assert!(
        page.contains(&format!("{claims} claims")),
        "there are {claims}"
    );
}

/// The example project of `docs/claims.md`: each block stands below the name of its file.
#[test]
fn the_example_project_of_the_page_holds() {
    let page = page("docs/claims.md");
    let folder = tempfile::tempdir().unwrap();
    let mut files = 0;
    for (at, _) in page.match_indices("<!-- file: ") {
        let rest = &page[at + "<!-- file: ".len()..];
        let (name, rest) = rest.split_once(" -->").unwrap();
        let start = rest.find("\n```").unwrap() + 1;
        let body = &rest[start + rest[start..].find('\n').unwrap() + 1..];
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &body[..=body.find("\n```").unwrap()]).unwrap();
        files += 1;
    }
    assert!(files >= 3, "only {files} files");
    let report = Project::load(folder.path())
        .unwrap()
        .check(&CheckOptions::default());
    let said: Vec<_> = report
        .findings
        .iter()
        .map(|it| format!("{} {}", it.rule, it.message))
        .collect();
    assert!(said.is_empty(), "{said:#?}");
    assert!(report.summary.claims >= 4);
}

#[test]
fn every_configuration_of_the_page_reads_without_a_complaint() {
    let page = page("docs/configuration.md");
    let blocks = blocks(&page, "toml");
    assert!(!blocks.is_empty());
    for block in blocks {
        let config = Config::parse(block).unwrap();
        assert!(config.problems.is_empty(), "{:?}", config.problems);
    }
}

/// `docs/rules.md` is made of the rules' pages: `UPDATE_DOCS=1 cargo test --test docs` writes it.
#[test]
fn the_page_of_rules_is_current() {
    let mut rules = String::from(
        "# Rules\n\nMade from the rules' own pages (`pincite explain RULE`); \
         `UPDATE_DOCS=1 cargo test --test docs` writes it again.\n\n\
         `deny` is an error and fails the check, `warn` is a warning, `allow` says nothing unless you ask for it.\n\n\
         | rule | default | |\n|---|---|---|\n",
    );
    for rule in RULES {
        let first = rule.page().trim().lines().next().unwrap().trim();
        let _ = writeln!(
            rules,
            "| [`{0}`](#{0}) | {1} | {first} |",
            rule.name,
            rule.level.name()
        );
    }
    for rule in RULES {
        let _ = write!(
            rules,
            "\n## {}\n\nDefault level: {}\n\n",
            rule.name,
            rule.level.name()
        );
        for line in rule.page().trim_matches('\n').lines() {
            let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
            let deeper = if line.starts_with("## ") { "#" } else { "" };
            let _ = writeln!(rules, "{deeper}{line}");
        }
    }
    let path = path("docs/rules.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &rules).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == rules,
        "docs/rules.md is not current: UPDATE_DOCS=1 cargo test --test docs"
    );
}
