//! Every folder of `tests/cases` is a small project; its snapshot is exactly what the user sees.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use pincite::project::{Change, CheckOptions};
use pincite::report::terminal;
use pincite::{Project, Report};

/// The report on `project`; where it has a folder `before`, on the change that led from there.
fn check(project: &Path) -> Report {
    let options = CheckOptions::default();
    let loaded = Project::load(project).unwrap();
    if !project.join("before").is_dir() {
        return loaded.check(&options);
    }
    let base = Project::load(project.join("before")).unwrap();
    let change = Change::between(&base, &loaded, &[]).unwrap();
    loaded
        .judged_by(&base)
        .unwrap()
        .check_change(&options, &change)
}

/// What `pincite check` prints.
fn shown(project: &Path) -> String {
    let report = check(project);
    let mut out = Vec::new();
    terminal::render(&report, terminal::Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_case_shows_what_it_showed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("cases", "*/*", |project| insta::assert_snapshot!(
            "cases",
            shown(project)
        ));
    });
}
