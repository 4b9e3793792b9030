//! The stages know one another in one direction only.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// In the order of the flow; a stage may use those to its left.
const STAGES: [&str; 8] = [
    "text", "source", "claim", "matcher", "verdict", "rules", "report", "cli",
];

#[test]
fn no_stage_uses_a_later_one() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (at, stage) in STAGES.iter().enumerate() {
        for file in files(&source.join(stage)) {
            let code = fs::read_to_string(&file).unwrap();
            // What a doc comment links to is not used.
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            for later in &STAGES[at + 1..] {
                let uses = format!("crate::{later}");
                assert!(
                    !code.contains(&uses),
                    "{}: `{stage}` uses `{later}`",
                    file.display()
                );
            }
            seen += 1;
        }
    }
    assert!(seen > STAGES.len(), "only {seen} files");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
