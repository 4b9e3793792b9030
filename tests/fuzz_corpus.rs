//! The fuzz targets' checks on the stored corpus: what once went wrong stays mended, on a stable
//! compiler and in a second.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../fuzz/checks.rs"]
#[expect(unreachable_pub, reason = "shared with the fuzz targets")]
mod checks;

use std::fs;
use std::path::Path;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let data = fs::read(&file).unwrap();
        let result = std::panic::catch_unwind(|| check(&data));
        assert!(result.is_ok(), "{} of {target} fails", file.display());
    }
}

#[test]
fn fold() {
    replay("fold", checks::fold);
}

#[test]
fn tokens() {
    replay("tokens", checks::tokens);
}

#[test]
fn quote() {
    replay("quote", checks::quote);
}

#[test]
fn claims() {
    replay("claims", checks::claims);
}

#[test]
fn settings() {
    replay("settings", checks::settings);
}

#[test]
fn project() {
    replay("project", checks::project);
}
