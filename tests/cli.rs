//! The command as its users have it: the built binary over the small projects of `tests/cli`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn project(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/cli").join(name)
}

/// `pincite ARGS` in the folder `folder`.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn pincite(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command(folder, args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Everything the user sees.
fn assert_seen(name: &str, folder: &Path, args: &[&str]) {
    let (code, out, err) = pincite(folder, args);
    let err = err.replace(&*folder.to_string_lossy(), "[project]");
    let seen = format!(
        "$ pincite {}\n{out}--- on standard error\n{err}--- exit code {code}\n",
        args.join(" ")
    );
    settings().bind(|| insta::assert_snapshot!(format!("cli-{name}"), seen));
}

#[test]
fn what_contradicts_and_what_is_shared() {
    let case = |name: &str| Path::new(ROOT).join("tests/cases").join(name);
    let (noted, proposed) = ("ok-answered", "another-value");
    let of = "possible-contradiction";
    assert_seen(
        "conflicts-noted",
        &case(&format!("{of}/{noted}")),
        &["conflicts"],
    );
    assert_seen(
        "conflicts-proposed",
        &case(&format!("{of}/{proposed}")),
        &["conflicts"],
    );
    assert_seen(
        "origins-open",
        &case("single-origin/shared-words"),
        &["origins"],
    );
    assert_seen(
        "origins-none",
        &case("single-origin/ok-one-speech"),
        &["origins"],
    );
}

#[test]
fn what_the_user_sees() {
    let (sound, altered) = (project("sound"), project("altered"));
    assert_seen("check-sound", &sound, &["check"]);
    assert_seen("check-altered", &altered, &["check"]);
    assert_seen("check-quiet", &altered, &["check", "--quiet"]);
    assert_seen(
        "check-strict",
        &altered,
        &["check", "--quiet", "--deny", "warnings"],
    );
    assert_seen(
        "check-path",
        &altered,
        &["check", "--quiet", "claims/river.toml"],
    );
    assert_seen(
        "check-path-unknown",
        &altered,
        &["check", "claims/lake.toml"],
    );
    assert_seen(
        "check-rule-unknown",
        &altered,
        &["check", "--deny", "quote-neer"],
    );
    assert_seen(
        "check-project-unknown",
        &altered,
        &["check", "--project", "seeds"],
    );
    assert_seen("explain-unknown", &sound, &["explain", "quote-alterd"]);
    assert_seen("explain-page", &sound, &["explain", "quote-altered"]);
    assert_seen("explain-list", &sound, &["explain"]);
    assert_seen(
        "find-words",
        &sound,
        &["find", "spring", "in", "the", "forest"],
    );
    assert_seen(
        "find-exact",
        &sound,
        &["find", "delta grows by forty metres"],
    );
    assert_seen("find-nothing", &sound, &["find", "locomotive"]);
    assert_seen("selftest", &sound, &["selftest"]);
    assert_seen("find-no-word", &sound, &["find", "…"]);
}

#[test]
fn exit_codes_say_what_happened() {
    let (sound, altered) = (project("sound"), project("altered"));
    let nowhere = tempfile::tempdir().unwrap();
    let cases: [(&str, &Path, &[&str], i32); 12] = [
        ("nothing denied", &sound, &["check"], 0),
        ("something denied", &altered, &["check"], 1),
        ("from a folder below", &sound.join("claims"), &["check"], 0),
        (
            "allowed on the command line",
            &altered,
            &["check", "--allow", "quote-altered,claim-unsupported"],
            0,
        ),
        (
            "the last level wins",
            &sound,
            &["check", "--deny", "warnings", "--allow", "warnings"],
            0,
        ),
        ("no project", nowhere.path(), &["check"], 2),
        ("no project, find", nowhere.path(), &["find", "x"], 2),
        ("no command", &sound, &[], 2),
        ("a bad flag", &sound, &["check", "--frobnicate"], 2),
        ("a bad format", &sound, &["check", "--format", "xml"], 2),
        ("help", nowhere.path(), &["--help"], 0),
        ("version", nowhere.path(), &["--version"], 0),
    ];
    for (name, folder, args, expected) in cases {
        let (code, out, err) = pincite(folder, args);
        assert_eq!(code, expected, "{name}: {out}{err}");
        assert_eq!(err.is_empty(), code != 2, "{name}: {err}");
    }
}

#[test]
fn json_on_standard_output_fits_the_printed_schema() {
    let (code, schema, _) = pincite(&project("sound"), &["schema"]);
    assert_eq!(code, 0);
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for (folder, expected) in [
        (project("sound"), Some(0)),
        (project("altered"), Some(1)),
        (ROOT.into(), None),
    ] {
        let (code, json, _) = pincite(&folder, &["check", "--format", "json"]);
        // whether the worked example holds is for its gate to say
        assert_eq!(expected.unwrap_or(code), code, "{}", folder.display());
        let json = serde_json::from_str(&json).unwrap();
        let wrong: Vec<_> = schema
            .iter_errors(&json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", folder.display());
    }
}

/// A schema that knows every field: readers must bear others, this test must not.
fn close(schema: &mut serde_json::Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(close);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(close);
    }
}

#[test]
fn lists_in_json_fit_their_schemas_and_say_what_the_terminal_says() {
    let case = |name: &str| Path::new(ROOT).join("tests/cases").join(name);
    for (of, folders) in [
        (
            "conflicts",
            [
                case("possible-contradiction/ok-answered"),
                case("possible-contradiction/another-value"),
                ROOT.into(),
            ],
        ),
        (
            "origins",
            [
                case("single-origin/shared-words"),
                case("single-origin/ok-one-speech"),
                ROOT.into(),
            ],
        ),
    ] {
        let (_, schema, _) = pincite(&project("sound"), &["schema", of]);
        let mut schema = serde_json::from_str(&schema).unwrap();
        close(&mut schema);
        let schema = jsonschema::validator_for(&schema).unwrap();
        for folder in folders {
            let (code, json, err) = pincite(&folder, &[of, "--format", "json"]);
            assert_eq!((code, &*err), (0, ""), "{}", folder.display());
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            let wrong: Vec<_> = schema
                .iter_errors(&json)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{of}, {}: {wrong:#?}", folder.display());
            let count = |list: &str| json[list].as_array().unwrap().len();
            let (_, text, _) = pincite(&folder, &[of]);
            let last = text.lines().last().unwrap();
            let said = match of {
                "conflicts" => format!("{} contradiction", count("conflicts")),
                _ => format!("{} sources and parts compared", json["compared"]),
            };
            assert!(last.starts_with(&said), "{last}: {said}");
            match of {
                "conflicts" => {
                    assert!(last.ends_with(&format!(", {} proposed", count("proposed"))));
                }
                _ => assert_eq!(
                    text.matches(" share text: ").count(),
                    count("overlaps"),
                    "{text}"
                ),
            }
        }
    }
}

#[test]
fn every_schema_is_one() {
    for of in [
        "report",
        "claims",
        "sources",
        "config",
        "conflicts",
        "origins",
    ] {
        let (code, schema, _) = pincite(&project("sound"), &["schema", of]);
        assert_eq!(code, 0);
        let schema = serde_json::from_str(&schema).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{of}");
    }
}

#[test]
fn the_configuration_printed_is_one() {
    let (code, config, _) = pincite(&project("sound"), &["config"]);
    assert_eq!(code, 0);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pincite.toml"), &config).unwrap();
    let (code, again, _) = pincite(folder.path(), &["config"]);
    assert_eq!((code, again), (0, config));
}

#[test]
fn reports_are_written_to_files_beside_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("a.json"), "old").unwrap();
    let (json, text) = (format!("json={}", at("a")), at("a.json"));
    let args = ["check", "--quiet", "--output", &json, "--output", &text];
    let (code, out, _) = pincite(&project("altered"), &args);
    assert_eq!(code, 1);
    assert!(out.contains("error[quote-altered]"));
    let written = fs::read_to_string(at("a.json")).unwrap();
    assert!(written.starts_with("{\"schema\":\"pincite/report/1\""));
    assert_eq!(fs::read_to_string(at("a")).unwrap(), written);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no temporary file is left"
    );
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_the_report_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    for file in [
        folder.path().join("no/such/folder.json"),
        folder.path().to_owned(),
    ] {
        let args = ["check", "--quiet", "--output", file.to_str().unwrap()];
        let (code, out, err) = pincite(&project("altered"), &args);
        assert_eq!(code, 2, "{}", file.display());
        assert!(out.contains("error[quote-altered]"));
        assert!(err.starts_with("error: could not write "), "{err}");
    }
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    for format in ["terminal", "json", "markdown", "html"] {
        let mut child = command(&project("altered"), &["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!(status.code(), Some(1));
        assert_eq!(String::from_utf8(stderr).unwrap(), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    for args in [&["check"][..], &["check", "--format", "json"], &["explain"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command(&project("sound"), args)
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn colour_is_where_it_is_wanted() {
    let check = |args: &[&str], no_color: bool| {
        let mut command = command(&project("altered"), args);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        String::from_utf8(command.output().unwrap().stdout)
            .unwrap()
            .contains('\u{1b}')
    };
    assert!(!check(&["check"], false), "not into a pipe");
    assert!(check(&["check", "--color", "always"], false));
    assert!(
        check(&["--color", "always", "check"], true),
        "the flag is nearer than the variable"
    );
    assert!(!check(&["check", "--color", "never"], false));
}

/// A project of one claim file and one source, made for a test.
fn made(claims: &str, source: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [("claims/a.toml", claims), ("seeds/s.txt", source)] {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    // Escape, C1, bidi, zero width and a line that a CI would take for a command.
    let trap = "\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\n::error::owned\r\n##[error]owned";
    let source = format!("The {trap} gate was shut at 9 o'clock.\n{trap}\n");
    let escaped = trap.chars().fold(String::new(), |mut escaped, c| {
        let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        escaped
    });
    let raw = "\u{202e}::error::owned";
    let claims = format!(
        "[[claim]]\nid = \"a{raw}\"\ntext = \"{escaped}{raw}\"\nsource = \"s\"\n\
         quote = \"The {escaped} gate was shut at 8 o'clock.\"\nnote = \"{raw}\"\n\
         [[claim]]\nid = \"b\"\ntext = \"{escaped}\"\nsource = \"{escaped}\"\nquote = \"{escaped}\"\n\
         \"{raw}\" = \"{escaped}\"\nexpect = \"{escaped}\"\n"
    );
    let folder = made(&claims, &source);
    for args in [
        &["check"][..],
        &["check", "--quiet"],
        &["check", "--format", "json"],
        &["check", raw],
        &["check", "--deny", raw],
        &["explain", raw],
        &["find", "the gate was shut"],
        &["find", "--project", raw, "x"],
    ] {
        let (code, out, err) = pincite(folder.path(), args);
        assert_ne!((code, args[0]), (0, "check"));
        for text in [out, err] {
            let raw = text
                .chars()
                .find(|&c| c != '\n' && pincite::text::visible::is_hidden(c));
            assert_eq!(raw, None, "{args:?}: {text}");
            let mut lines = text.lines().map(str::trim_start);
            assert!(
                !lines.any(|line| (line.starts_with("::") && !line.starts_with("::: "))
                    || line.starts_with("##[")),
                "{text}"
            );
        }
    }
}

#[test]
fn long_lines_are_cut() {
    let source = "all work and no play, said he, and so on; ".repeat(50_000) + "in 1974 it ended.";
    let quote = source[source.len() - 100_000..]
        .trim_start()
        .replace("1974", "1975");
    let claims = format!(
        "[[claim]]\nid = \"a\"\ntext = \"It ended.\"\nsource = \"s\"\nquote = \"{quote}\"\n"
    );
    let folder = made(&claims, &source);
    for args in [
        &["check"][..],
        &["find", "it ended in 1974"],
        &["find", &quote[..90_000]],
    ] {
        let (_, out, err) = pincite(folder.path(), args);
        let longest = out.lines().chain(err.lines()).map(str::len).max();
        assert!(
            longest.is_some_and(|length| length < 3_000),
            "{:?}: {longest:?}",
            args[0]
        );
    }
}
