//! Bad input, through the command: each case is a small project with one thing wrong beside a claim
//! that holds. Nothing panics, hangs or passes silently, nothing of a file reaches the terminal raw,
//! and the sound claim is checked all the same. The snapshots are what the user sees.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_mins(3);

const SOURCE: &str = "The river is 1,200 kilometres long. Its spring lies in the northern forest, \
                      not in the hills. The delta grows by forty metres a year.\n";
const SOUND: &str = "[[claim]]\nid = \"sound\"\ntext = \"The river is 1,200 km long.\"\n\
                     source = \"river\"\nquote = \"The river is 1,200 kilometres long\"\n";

/// What a run of `pincite check` came to.
struct Seen {
    code: i32,
    out: String,
    err: String,
    report: serde_json::Value,
}

/// A project that holds, with `files` added or put in the place of its own.
fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own: [(&str, &[u8]); 2] = [
        ("claims/sound.toml", SOUND.as_bytes()),
        ("seeds/river.txt", SOURCE.as_bytes()),
    ];
    for (file, content) in own.iter().chain(files) {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// A claim on `source` with `quote`, both as they stand in the file, quotation marks and all.
fn claim(id: &str, source: &str, quote: &str) -> String {
    format!(
        "[[claim]]\nid = \"{id}\"\ntext = \"A statement.\"\nsource = {source}\nquote = {quote}\n"
    )
}

fn check(root: &Path) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    let mut seen = run(
        root,
        &["check", "--all", "--output", report.to_str().unwrap()],
    );
    let report = fs::read(report).unwrap_or_default();
    seen.report = serde_json::from_slice(&report).unwrap_or_default();
    seen
}

/// `pincite ARGS` in the folder `root`.
fn run(root: &Path, args: &[&str]) -> Seen {
    let files = tempfile::tempdir().unwrap();
    let at = |name: &str| files.path().join(name);
    let mut child = Command::new(env!("CARGO_BIN_EXE_pincite"))
        .args(args)
        .args(["--color", "never"])
        .current_dir(root)
        .stdout(File::create(at("out")).unwrap())
        .stderr(File::create(at("err")).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("pincite hangs");
        }
        sleep(Duration::from_millis(5));
    };
    let text = |name| fs::read_to_string(at(name)).unwrap();
    let (out, err) = (text("out"), text("err"));
    for text in [&out, &err] {
        let raw = text.chars().find(|&c| c != '\n' && unseen(c));
        assert_eq!(raw, None, "{text}");
        assert!(!text.contains("panicked"), "{text}");
    }
    let code = status.code().expect("pincite ends by itself");
    Seen {
        code,
        out,
        err,
        report: serde_json::Value::Null,
    }
}

/// Control characters, and those that reorder or hide their neighbours.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{61c}' | '\u{ad}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

impl Seen {
    /// How many findings of `rule` there are.
    fn count(&self, rule: &str) -> usize {
        let findings = self.report["findings"].as_array().unwrap();
        findings.iter().filter(|it| it["rule"] == rule).count()
    }

    fn claim(&self, id: &str) -> &serde_json::Value {
        let claims = self.report["claims"].as_array().unwrap();
        claims.iter().find(|it| it["id"] == id).unwrap()
    }

    fn summary(&self, figure: &str) -> u64 {
        self.report["summary"][figure].as_u64().unwrap()
    }

    #[track_caller]
    fn sound_claim_is_checked(&self) {
        let sound = self.claim("sound");
        assert_eq!(sound["verdict"], "supported", "{}", self.out);
        assert_eq!(sound["evidence"][0]["fidelity"], "verbatim");
    }
}

#[track_caller]
fn assert_seen(name: &str, root: &Path, seen: &Seen) {
    let mut shown = String::new();
    let _ = write!(shown, "{}", seen.out);
    if !seen.err.is_empty() {
        let _ = write!(shown, "--- on standard error\n{}", seen.err);
    }
    let _ = writeln!(shown, "--- exit code {}", seen.code);
    let real = root.canonicalize().unwrap();
    let shown = shown
        .replace(&*real.to_string_lossy(), "[project]")
        .replace(&*root.to_string_lossy(), "[project]");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_suffix(name);
    settings.bind(|| insta::assert_snapshot!("bad-input", shown));
}

/// One wrong thing beside a sound claim: exit 1, the sound claim is checked, `rules` complain once
/// each, and nothing else does.
#[track_caller]
fn one_thing_wrong(name: &str, root: &Path, rules: &[&str]) {
    let seen = check(root);
    assert_eq!(seen.code, 1, "{name}: {}{}", seen.out, seen.err);
    assert_seen(name, root, &seen);
    seen.sound_claim_is_checked();
    for rule in rules {
        assert_eq!(seen.count(rule), 1, "{name}: {rule}: {}", seen.out);
    }
    assert_eq!(
        seen.summary("errors"),
        rules.len() as u64,
        "{name}: {}",
        seen.out
    );
}

#[test]
fn no_project() {
    let folder = tempfile::tempdir().unwrap();
    let seen = check(folder.path());
    assert_eq!(seen.code, 2);
    assert_seen("no-project", folder.path(), &seen);
}

#[test]
fn no_claims() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pincite.toml"), "").unwrap();
    let missing = check(folder.path());
    assert_eq!(missing.code, 1);
    assert_seen("claims-missing", folder.path(), &missing);
    fs::create_dir(folder.path().join("claims")).unwrap();
    let empty = check(folder.path());
    assert_eq!(empty.code, 1);
    assert_seen("claims-empty", folder.path(), &empty);
    fs::write(folder.path().join("claims/empty.toml"), "").unwrap();
    let no_claim = check(folder.path());
    assert_eq!(no_claim.code, 1);
    assert_seen("claims-none", folder.path(), &no_claim);
}

#[test]
fn claim_files_that_cannot_be_read() {
    let broken = format!(
        "{}\n[[claim]]\nid = \"second\"\ntext = \"Cut\nsource = \"river\"\n\n{}",
        claim("first", "\"river\"", "\"not in the hills\""),
        claim("third", "\"river\"", "\"not in the hills\""),
    );
    let marks = claim("marks", "\"river\"", "\"the \"northern\" forest\"");
    let nested = format!("deep = {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let inline = format!("deep = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000));
    let dotted = format!("{}b = 1", "a.".repeat(10_000));
    let cases: [(&str, &[u8]); 6] = [
        ("toml-broken", broken.as_bytes()),
        ("toml-marks-in-quote", marks.as_bytes()),
        (
            "toml-not-utf8",
            b"[[claim]]\nid = \"x\"\ntext = \"caf\xE9\"\n",
        ),
        ("toml-nested", nested.as_bytes()),
        ("toml-nested-inline", inline.as_bytes()),
        ("toml-dotted", dotted.as_bytes()),
    ];
    for (name, content) in cases {
        let folder = project(&[("claims/wrong.toml", content)]);
        one_thing_wrong(name, folder.path(), &["file-invalid"]);
    }
}

#[test]
fn catalogues_and_configurations_that_cannot_be_read() {
    for (name, content) in [
        ("catalogue-not-utf8", &b"[[source]]\nid = \"r\xE9\"\n"[..]),
        ("catalogue-broken", b"[[source]\nid = \"river\"\n"),
    ] {
        let folder = project(&[("seeds/sources.toml", content)]);
        one_thing_wrong(name, folder.path(), &["file-invalid"]);
    }
    for (name, content) in [
        ("config-not-utf8", &b"sources = \"s\xE9eds\"\n"[..]),
        ("config-broken", b"[rules\nquote-near = \"deny\"\n"),
        ("config-sources-leave", b"sources = \"../seeds\"\n"),
        (
            "config-escapes",
            "sources = \"\\u001b[31m\\u202e\\n/../x\"\n".as_bytes(),
        ),
    ] {
        let folder = project(&[("pincite.toml", content)]);
        let seen = check(folder.path());
        assert_eq!(seen.code, 2, "{name}: {}", seen.out);
        assert_seen(name, folder.path(), &seen);
    }
    let folder = project(&[]);
    fs::create_dir(folder.path().join("pincite.toml")).unwrap();
    let seen = check(folder.path());
    assert_eq!(seen.code, 2, "{}", seen.out);
    assert_seen("config-folder", folder.path(), &seen);
}

#[test]
fn sources_that_cannot_be_read() {
    let entry = |file: &str| format!("[[source]]\nid = \"other\"\nfile = {file}\n");
    let quoting = claim("quoting", "\"other\"", "\"not in the hills\"");
    let cases: [(&str, &str, Option<&[u8]>, &str); 6] = [
        ("source-missing", "\"gone.txt\"", None, "source-missing"),
        (
            "source-not-utf8",
            "\"other.txt\"",
            Some(b"not in the h\xEFlls"),
            "source-unreadable",
        ),
        (
            "source-empty",
            "\"other.txt\"",
            Some(b""),
            "source-unreadable",
        ),
        (
            "source-leaves",
            "\"../../etc/passwd\"",
            None,
            "source-unreadable",
        ),
        (
            "source-absolute",
            "\"/etc/passwd\"",
            None,
            "source-unreadable",
        ),
        (
            "source-escapes",
            r#""\u001b[31m\u202e\n.txt""#,
            None,
            "source-missing",
        ),
    ];
    for (name, file, content, rule) in cases {
        let catalogue = entry(file);
        let mut files: Vec<(&str, &[u8])> = vec![
            ("seeds/sources.toml", catalogue.as_bytes()),
            ("claims/wrong.toml", quoting.as_bytes()),
        ];
        files.extend(content.map(|content| ("seeds/other.txt", content)));
        one_thing_wrong(name, project(&files).path(), &[rule]);
    }

    let folder = project(&[
        ("seeds/sources.toml", entry("\"other\"").as_bytes()),
        ("claims/wrong.toml", quoting.as_bytes()),
    ]);
    fs::create_dir(folder.path().join("seeds/other")).unwrap();
    one_thing_wrong("source-folder", folder.path(), &["source-unreadable"]);
}

#[test]
fn references_that_name_no_source() {
    for (name, source) in [
        ("reference-leaves", "\"../../etc/passwd\""),
        ("reference-absolute", "\"/etc/passwd\""),
        ("reference-drive", "'C:\\river.txt'"),
        ("reference-misspelt", "\"rivr\""),
        ("reference-part", "\"river#delta\""),
        ("reference-escapes", r#""\u001b]0;x\u0007\u202e""#),
        ("reference-long", &format!("\"{}\"", "river".repeat(20_000))),
    ] {
        let wrong = claim("wrong", source, "\"not in the hills\"");
        let folder = project(&[("claims/wrong.toml", wrong.as_bytes())]);
        let rule = if name == "reference-part" {
            "part-not-found"
        } else {
            "unknown-source"
        };
        one_thing_wrong(name, folder.path(), &[rule]);
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "not in the hills\n").unwrap();
    fs::write(
        outside.path().join("secret.toml"),
        claim("leak", "\"river\"", "\"delta\""),
    )
    .unwrap();
    fs::write(
        outside.path().join("sources.toml"),
        "[[source]]\nid = \"x\"\nfile = \"river.txt\"\n",
    )
    .unwrap();
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let quoting = |source: &str| claim("wrong", source, "\"not in the hills\"");

    let folder = project(&[("claims/wrong.toml", quoting("\"secret\"").as_bytes())]);
    symlink(
        outside.path().join("secret.txt"),
        folder.path().join("seeds/secret.txt"),
    )
    .unwrap();
    one_thing_wrong("link-source", folder.path(), &["source-unreadable"]);

    let folder = project(&[]);
    symlink(
        outside.path().join("secret.toml"),
        folder.path().join("claims/secret.toml"),
    )
    .unwrap();
    one_thing_wrong("link-claims", folder.path(), &["file-invalid"]);

    let folder = project(&[]);
    symlink(
        outside.path().join("sources.toml"),
        folder.path().join("seeds/sources.toml"),
    )
    .unwrap();
    one_thing_wrong("link-catalogue", folder.path(), &["source-unreadable"]);

    let folder = project(&[]);
    symlink(outside.path(), folder.path().join("seeds/folder")).unwrap();
    one_thing_wrong("link-folder", folder.path(), &["source-unreadable"]);

    let folder = project(&[]);
    symlink("nowhere.toml", folder.path().join("claims/nowhere.toml")).unwrap();
    one_thing_wrong("link-to-nothing", folder.path(), &["file-invalid"]);

    let folder = project(&[("claims/wrong.toml", quoting("\"pipe\"").as_bytes())]);
    pipe(&folder.path().join("seeds/pipe.txt"));
    one_thing_wrong("pipe-source", folder.path(), &["source-unreadable"]);

    let folder = project(&[]);
    pipe(&folder.path().join("claims/pipe.toml"));
    one_thing_wrong("pipe-claims", folder.path(), &["file-invalid"]);

    for (name, link) in [("pipe-config", false), ("link-config", true)] {
        let folder = project(&[]);
        let config = folder.path().join("pincite.toml");
        if link {
            fs::write(
                outside.path().join("pincite.toml"),
                "[rules]\nquote-absent = \"allow\"\n",
            )
            .unwrap();
            symlink(outside.path().join("pincite.toml"), config).unwrap();
        } else {
            pipe(&config);
        }
        let seen = check(folder.path());
        assert_eq!(seen.code, 2, "{name}: {}", seen.out);
        assert_seen(name, folder.path(), &seen);
    }
}

#[test]
fn quotes_that_say_nothing() {
    for (name, quote) in [
        ("quote-letter", "\"a\""),
        ("quote-punctuation", "\"?! …\""),
        ("quote-marks-only", r#""\u0301\u0302\u0303""#),
        ("quote-blank", "\"  \""),
        ("quote-hidden", r#""\u200b\u202e""#),
    ] {
        let wrong = claim("wrong", "\"river\"", quote);
        let folder = project(&[("claims/wrong.toml", wrong.as_bytes())]);
        let seen = check(folder.path());
        assert_seen(name, folder.path(), &seen);
        seen.sound_claim_is_checked();
        let found = seen.summary("errors") + seen.summary("warnings");
        assert_eq!(found, 1, "{name}: {}", seen.out);
        assert_eq!(seen.code, i32::from(seen.summary("errors") > 0));
    }
}

#[test]
fn escapes_in_every_text() {
    const EVIL: &str = r"\u001b[31mred\u001b[0m \u202eabc\u202c \u0007\r\n::error::x \u200b";
    let text = format!(
        "[defaults]\ntags = [\"{EVIL}\"]\n\n[[claim]]\nid = \"{EVIL}\"\ntext = \"{EVIL}\"\n\
         subject = \"{EVIL}\"\nvalue = \"{EVIL}\"\ntags = [\"{EVIL}\"]\nnote = \"{EVIL}\"\n\
         expect = \"{EVIL}\"\nwhy = \"{EVIL}\"\n\"{EVIL}\" = 1\nallow = {{ \"{EVIL}\" = \"{EVIL}\" }}\n\n\
         [[claim.evidence]]\nsource = \"{EVIL}\"\nquote = \"{EVIL}\"\nstance = \"{EVIL}\"\n\n\
         [[claim]]\nid = \"second\"\ntext = \"{EVIL}\"\nsubject = \"s\"\nvalue = 1\n\n\
         [[claim.evidence]]\nsource = \"river\"\nquote = \"{EVIL} not in the {EVIL} hills\"\n\
         prefix = \"{EVIL}\"\nsuffix = \"{EVIL}\"\nspeaker = \"{EVIL}\"\norigin = \"{EVIL}\"\n\
         translation = \"{EVIL}\"\nlocator = \"{EVIL}\"\nnote = \"{EVIL}\"\nvalue = \"{EVIL}\"\n\
         answer = \"{EVIL}\"\nallow = {{ quote-near = \"{EVIL}\" }}\n\n\
         [[claim]]\nid = \"third\"\ntext = \"x\"\nsource = \"evil\"\nquote = \"the lawyer denied that he knew of it\"\n"
    );
    let catalogue = format!(
        "[[source]]\nid = \"evil\"\nfile = \"evil.txt\"\ntitle = \"{EVIL}\"\npublisher = \"{EVIL}\"\n\
         published = \"{EVIL}\"\nurl = \"{EVIL}\"\nlanguage = \"{EVIL}\"\norigin = \"{EVIL}\"\n\
         encoding = \"{EVIL}\"\nsha256 = \"{EVIL}\"\nderived-from = [\"{EVIL}\"]\nnote = \"{EVIL}\"\n\"{EVIL}\" = 2\n\n\
         [[source.part]]\nid = \"{EVIL}\"\nstarts = \"{EVIL} x\"\ntitle = \"{EVIL}\"\n"
    );
    let source =
        "The \u{1b}[31mlawyer\u{1b}[0m said \u{202e}that he knew\u{202c} of\u{200b} it\u{7}.\r\n";
    let folder = project(&[
        ("claims/evil.toml", text.as_bytes()),
        ("seeds/sources.toml", catalogue.as_bytes()),
        ("seeds/evil.txt", source.as_bytes()),
    ]);
    let seen = check(folder.path());
    assert_eq!(seen.code, 1);
    seen.sound_claim_is_checked();
    assert!(seen.out.contains("⟨U+202E⟩"), "{}", seen.out);
    for line in seen.out.lines() {
        assert!(!line.starts_with("::"), "{line}");
    }
    // `run` looks at all that is printed.
    run(folder.path(), &["check", "--quiet"]);
    run(
        folder.path(),
        &["find", "the lawyer said that he knew of it"],
    );
    let json = run(folder.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report, seen.report);
    assert!(
        json.out.contains(r"\u202e"),
        "what was read is not changed, but spelt out"
    );
}

#[test]
fn ids_that_differ_only_in_case() {
    let twice = claim("Sound", "\"river\"", "\"not in the hills\"");
    let folder = project(&[("claims/twice.toml", twice.as_bytes())]);
    let seen = check(folder.path());
    assert_eq!(
        (seen.code, seen.count("duplicate-id")),
        (1, 1),
        "{}",
        seen.out
    );
    assert_seen("ids-case", folder.path(), &seen);
}

#[test]
fn marks_and_line_ends_of_every_editor() {
    let quote = "\"the northern forest, not in the hills\"";
    let plain = claim("plain", "\"river\"", quote);
    let text = plain.replace('\n', "\r\n");
    let cases: [(&str, String, String); 4] = [
        (
            "byte order mark",
            format!("\u{feff}{plain}"),
            format!("\u{feff}{SOURCE}"),
        ),
        ("carriage returns", text, SOURCE.replace(". ", ".\r\n")),
        (
            "no final newline",
            plain.trim_end().to_owned(),
            SOURCE.trim_end().to_owned(),
        ),
        (
            "both",
            format!("\u{feff}{}", plain.replace('\n', "\r\n").trim_end()),
            SOURCE.to_owned(),
        ),
    ];
    for (name, claims, source) in cases {
        let folder = project(&[
            ("claims/plain.toml", claims.as_bytes()),
            ("seeds/river.txt", source.as_bytes()),
        ]);
        let seen = check(folder.path());
        assert_eq!(seen.code, 0, "{name}: {}", seen.out);
        assert_eq!(
            seen.claim("plain")["evidence"][0]["fidelity"],
            "verbatim",
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn names_of_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let names: [&[u8]; 5] = [
        b"with space",
        b"with 'quotes\"",
        b"with\nnewline",
        b"not \xFF utf8",
        b"\x1b[31mred",
    ];
    let folder = project(&[]);
    for (number, name) in names.iter().enumerate() {
        let file = |ending: &str| [name, ending.as_bytes()].concat();
        let at = |sub: &str, file: &[u8]| folder.path().join(sub).join(OsStr::from_bytes(file));
        fs::write(at("seeds", &file(".txt")), SOURCE).unwrap();
        let ok = claim(&format!("ok-{number}"), "\"river\"", "\"not in the hills\"");
        let wrong = claim(
            &format!("wrong-{number}"),
            "\"river\"",
            "\"in the western forest, not in the hills\"",
        );
        fs::write(at("claims", &file(".toml")), ok + &wrong).unwrap();
    }
    let seen = check(folder.path());
    assert_eq!(seen.code, 1);
    seen.sound_claim_is_checked();
    assert_eq!(seen.summary("claims"), 11, "{}", seen.out);
    assert_eq!(seen.count("quote-altered"), 5, "{}", seen.out);
    assert_seen("file-names", folder.path(), &seen);
}

#[test]
fn ten_thousand_claims() {
    let mut claims = String::new();
    for number in 0..10_000 {
        claims += &claim(&format!("c{number}"), "\"river\"", "\"not in the hills\"");
    }
    claims += &claim(
        "wrong",
        "\"river\"",
        "\"now in the hills. The delta grows\"",
    );
    let folder = project(&[("claims/many.toml", claims.as_bytes())]);
    let seen = check(folder.path());
    assert_eq!((seen.code, seen.summary("errors")), (1, 1), "{}", seen.out);
    assert_eq!(seen.summary("quotes_checked"), 10_002);
    seen.sound_claim_is_checked();
}

#[test]
fn long_quotes() {
    let sentence =
        |number: usize| format!("Sentence {number} tells of the river and of its {number} boats. ");
    let long: String = (0..2_000).map(sentence).collect();
    assert!(long.len() > 100_000);
    let changed = long.replacen("its 1000 boats", "its 1001 boats", 1);
    for (name, quote, rules) in [
        ("same", &long, None),
        ("changed", &changed, Some("quote-altered")),
    ] {
        let claims = claim("long", "\"long\"", &format!("\"{}\"", quote.trim_end()));
        let folder = project(&[
            ("claims/long.toml", claims.as_bytes()),
            ("seeds/long.txt", long.as_bytes()),
        ]);
        let seen = check(folder.path());
        seen.sound_claim_is_checked();
        let checked = &seen.claim("long")["evidence"][0];
        if let Some(rule) = rules {
            assert_eq!((seen.code, seen.count(rule)), (1, 1), "{name}: {checked}");
        } else {
            assert_eq!(
                (seen.code, &checked["fidelity"]),
                (0, &"verbatim".into()),
                "{name}: {checked}"
            );
        }
        assert!(
            seen.out.len() < 10_000,
            "{name}: {} bytes of output",
            seen.out.len()
        );
    }
}

#[test]
fn an_elision_with_twenty_thousand_fragments() {
    let quote = "the river … ".repeat(20_000);
    let claims = claim("elided", "\"river\"", &format!("\"{}\"", quote.trim_end()));
    let folder = project(&[("claims/elided.toml", claims.as_bytes())]);
    let seen = check(folder.path());
    assert_eq!((seen.code, seen.summary("errors")), (1, 1), "{}", seen.out);
    seen.sound_claim_is_checked();
    assert!(
        seen.out.len() < 10_000,
        "{} bytes of output",
        seen.out.len()
    );
}

#[test]
fn fifty_megabytes_in_one_line() {
    let mut source =
        "word number after word and so on without an end ".repeat(50 * 1024 * 1024 / 48);
    source += "and here the boats of the river are forty-two in all";
    let claims = claim(
        "late",
        "\"long\"",
        "\"the boats of the river are forty-two in all\"",
    ) + &claim(
        "wrong",
        "\"long\"",
        "\"the boats of the river are forty-three in all\"",
    );
    let folder = project(&[
        ("claims/long.toml", claims.as_bytes()),
        ("seeds/long.txt", source.as_bytes()),
    ]);
    let seen = check(folder.path());
    assert_eq!((seen.code, seen.summary("errors")), (1, 1), "{}", seen.out);
    assert_eq!(seen.claim("late")["evidence"][0]["fidelity"], "verbatim");
    assert_eq!(seen.claim("wrong")["evidence"][0]["fidelity"], "altered");
    assert!(
        seen.out.len() < 10_000,
        "{} bytes of output",
        seen.out.len()
    );
}

#[test]
fn right_to_left_text() {
    let source =
        "הנהר ארוך מאוד ומימיו קרים. מקורו ביער הצפוני, לא בגבעות. النهر طويل جدا وماؤه بارد.\n";
    let claims = claim("hebrew", "\"rtl\"", "\"מקורו ביער הצפוני, לא בגבעות\"")
        + &claim("arabic", "\"rtl\"", "\"النهر طويل جدا وماؤه بارد\"")
        + &claim("wrong", "\"rtl\"", "\"מקורו ביער הדרומי, לא בגבעות\"");
    let folder = project(&[
        ("claims/rtl.toml", claims.as_bytes()),
        ("seeds/rtl.txt", source.as_bytes()),
    ]);
    let seen = check(folder.path());
    assert_eq!(
        seen.claim("hebrew")["evidence"][0]["fidelity"],
        "verbatim",
        "{}",
        seen.out
    );
    assert_eq!(seen.claim("arabic")["evidence"][0]["fidelity"], "verbatim");
    assert_eq!((seen.code, seen.summary("errors")), (1, 1), "{}", seen.out);
    assert_seen("right-to-left", folder.path(), &seen);
}

/// Texts in which one thing stands so often that looking at every pair of its places would not end.
#[test]
fn one_thing_over_and_over() {
    let marks = "\u{301}".repeat(100_000);
    let cases: [(&str, String, String); 5] = [
        (
            "elision marks",
            "word … ".repeat(200_000),
            "word … other … word … third".to_owned(),
        ),
        (
            "fragments",
            "the river rises in the north. ".repeat(10_000),
            "the river rises in … ".repeat(15) + "in the south",
        ),
        (
            "combining marks",
            format!("a{marks}{marks} b"),
            format!("ab{marks}"),
        ),
        (
            "words",
            "the ".repeat(300_000),
            "the ".repeat(1_000) + "cat " + &"the ".repeat(1_000),
        ),
        (
            "brackets",
            "[a](b ".repeat(50_000),
            "[".repeat(20_000) + "a [b] c",
        ),
    ];
    for (name, source, quote) in cases {
        let claims = claim("wrong", "\"long\"", &format!("\"{quote}\""));
        let folder = project(&[
            ("claims/long.toml", claims.as_bytes()),
            ("seeds/long.txt", source.as_bytes()),
        ]);
        let seen = check(folder.path());
        assert_eq!((seen.code, seen.summary("errors")), (1, 1), "{name}");
        seen.sound_claim_is_checked();
        assert!(
            seen.out.len() < 20_000,
            "{name}: {} bytes of output",
            seen.out.len()
        );
    }
}

#[test]
fn a_configuration_that_names_what_does_not_exist() {
    for (name, content, code) in [
        (
            "config-rule-unknown",
            r#"rules = { "\u001b[31m\u202equote" = "deny", quote-neer = "deny" }"#,
            1,
        ),
        ("config-key-unknown", r#""\u001b[31m\u202e" = 1"#, 1),
        (
            "config-language-unknown",
            r#"match = { languages = ["\u001b[31m\u202etlh"] }"#,
            2,
        ),
        (
            "config-lexicon-unknown",
            r#"lexicon = { "\u001b[31m\u202ename" = ["x"] }"#,
            2,
        ),
        (
            "config-glob",
            r#"claims = ["claims/*.toml", "\u001b[31m\u202e/*.toml"]"#,
            2,
        ),
    ] {
        let folder = project(&[("pincite.toml", content.as_bytes())]);
        let seen = check(folder.path());
        assert_eq!(seen.code, code, "{name}: {}{}", seen.out, seen.err);
        assert_seen(name, folder.path(), &seen);
        if code == 1 {
            seen.sound_claim_is_checked();
        }
    }
}
