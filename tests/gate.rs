//! The gate as another project has it: `tests/gate` is a crate with three lines of test, run here
//! with cargo as its owner would.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::process::{Command, Output};

fn cargo(args: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--package", "gate-example"])
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TERM_COLOR", "never")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output, text)
}

#[track_caller]
fn assert_lines(text: &str, lines: &[&str]) {
    for wanted in lines {
        let count = text.lines().filter(|line| line.contains(wanted)).count();
        assert_eq!(count, 1, "{wanted:?} in\n{text}");
    }
}

/// One test, since cargo runs one build at a time.
#[test]
fn another_project_has_its_claims_as_tests() {
    let (output, text) = cargo(&[]);
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_lines(
        &text,
        &[
            "claims::(project)     ... ok",
            "claims::river::(file) ... ok",
            "claims::river::length ... ok",
            "claims::river::spring ... ok",
            "test the_claims_hold ... ok",
        ],
    );

    // What is wrong fails the one test it belongs to, with the report of the command.
    let (output, text) = cargo(&["--test", "broken"]);
    assert!(!output.status.success());
    assert_lines(
        &text,
        &[
            "claims::(project)     ... ok",
            "claims::river::(file) ... ok",
            "claims::river::length ... FAILED",
            "claims::river::spring ... ok",
            "error[quote-altered]",
            "--> claims/river.toml:7:",
        ],
    );

    // Names come from the claim files, and one test runs alone: what nextest relies on.
    let (output, text) = cargo(&["--test", "broken", "--", "--list", "--format", "terse"]);
    assert!(output.status.success());
    assert_eq!(
        text,
        "claims::(project): test\nclaims::river::(file): test\n\
         claims::river::length: test\nclaims::river::spring: test\n"
    );
    let (output, text) = cargo(&[
        "--test",
        "broken",
        "--",
        "--exact",
        "claims::river::spring",
        "--nocapture",
    ]);
    assert!(output.status.success(), "{text}");
    assert_lines(
        &text,
        &["1 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out"],
    );
}
