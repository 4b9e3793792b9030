//! The provenance report in a real browser: `tests/browser/report.mjs` uses it as a reader would.
//! Where there is no Chromium or no Node the test says that it was skipped.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::print_stderr, reason = "a test that was skipped says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first of `names` that is installed.
fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

fn reads_well(project: &Path) {
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(chromium), Some(node)) = (chromium, installed(&["node"])) else {
        eprintln!("skipped: this test needs Chromium and Node");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    let written = Command::new(env!("CARGO_BIN_EXE_pincite"))
        .arg("--project")
        .arg(project)
        .args(["report", "--output"])
        .arg(&page)
        .output()
        .unwrap();
    assert!(written.status.success());
    let driven = Command::new(node)
        .arg(Path::new(ROOT).join("tests/browser/report.mjs"))
        .arg(chromium)
        .arg(&page)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&driven.stderr);
    assert!(driven.status.success(), "{said}");
}

#[test]
fn the_worked_example() {
    reads_well(Path::new(ROOT));
}

#[test]
fn a_hostile_project() {
    reads_well(&Path::new(ROOT).join("tests/report/hostile"));
}
