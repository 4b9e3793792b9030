//! Every folder of `tests/cases` is a small project; its snapshot is exactly what the user sees.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use pincite::report::terminal;
use support::check;

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
