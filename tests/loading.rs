//! What loading says of every kind of bad input: each folder of `loading/` is a project, each
//! snapshot what is wrong with it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pincite::claim::{self, ClaimFile, Stance, Value};
use pincite::config::Config;
use pincite::source::{self, Sources};
use pincite::text::{Folded, Lines, Problem, ProblemKind};
use proptest::prelude::*;

/// Everything that is wrong in a project, in lines that a person can check.
fn shown(root: &Path) -> String {
    let (files, general) = claim::load(root, &["claims/**/*.toml".to_owned()]);
    let sources = source::load(root, "seeds");
    let mut out = String::new();
    for file in &files {
        let _ = writeln!(
            out,
            "{}: {} claims, {} not read",
            file.file,
            file.claims.len(),
            file.unread_claims
        );
    }
    for source in &sources.list {
        let parts: Vec<&str> = source.parts.iter().map(|part| part.id.as_str()).collect();
        let _ = writeln!(out, "{}: `{}` {parts:?}", source.file, source.id);
    }
    let mut problems: Vec<Problem> = general;
    problems.extend(files.iter().flat_map(|file| file.problems.clone()));
    problems.extend(sources.problems.clone());
    for source in &sources.list {
        match source::read(source, &sources) {
            Ok(text) => {
                problems.extend(source::pin_problem(source, &sources, &text));
                let folded = Folded::new(&text.text);
                problems.extend(source::locate_parts(source, &sources, &text.text, &folded).1);
            }
            Err(problem) => {
                let known = |known: &Problem| {
                    (known.kind, &known.file, known.span)
                        == (problem.kind, &problem.file, problem.span)
                };
                if !sources.problems.iter().any(known) {
                    problems.push(problem);
                }
            }
        }
    }
    let mut references: Vec<&str> = files
        .iter()
        .flat_map(|file| &file.claims)
        .flat_map(|claim| &claim.evidence)
        .map(|evidence| evidence.source.value.as_str())
        .filter(|reference| !reference.is_empty())
        .collect();
    references.sort_unstable();
    references.dedup();
    for problem in &problems {
        show(&mut out, problem, &files, &sources);
    }
    for reference in references {
        if let Err(unknown) = sources.resolve(reference) {
            let _ = writeln!(out, "\n{reference:?}: {}", unknown.message);
            let _ = writeln!(out, "  help: {}", unknown.help.unwrap_or_default());
        }
    }
    out
}

fn show(out: &mut String, problem: &Problem, files: &[ClaimFile], sources: &Sources) {
    let text = files
        .iter()
        .find(|file| file.file == problem.file)
        .map(|file| &file.text);
    let catalogue = sources
        .catalogues
        .iter()
        .find(|catalogue| catalogue.file == problem.file);
    let text = text.or(catalogue.map(|catalogue| &catalogue.text));
    let text = text.map_or("", |text| text);
    let at = Lines::new(text).position(text, problem.span.start);
    let _ = write!(
        out,
        "\n{:?} {}:{}:{}",
        problem.kind, problem.file, at.line, at.column
    );
    if let Some(claim) = &problem.claim {
        let _ = write!(out, " in {claim}");
    }
    if let Some(evidence) = problem.evidence {
        let _ = write!(out, ", evidence {evidence}");
    }
    let _ = writeln!(out, "\n  {}", problem.message);
    let marked = &text[problem.span.range()];
    if !marked.is_empty() {
        let _ = writeln!(out, "  at: {}", marked.escape_debug());
    }
    if let Some(help) = &problem.help {
        let _ = writeln!(out, "  help: {help}");
    }
    for note in &problem.notes {
        let _ = writeln!(out, "  note: {note}");
    }
}

#[test]
fn projects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loading");
    for project in fs::read_dir(folder).unwrap() {
        let project = project.unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_suffix(project.file_name().to_str().unwrap());
        settings.bind(|| insta::assert_snapshot!("loading", shown(&project.path())));
    }
}

/// A project made of these files.
fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn claims(root: &Path) -> (Vec<ClaimFile>, Vec<Problem>) {
    claim::load(root, &["claims/**/*.toml".to_owned()])
}

fn messages<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<&'p str> {
    problems
        .into_iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

const CLAIM: &[u8] = b"[[claim]]\nid = \"a\"\ntext = \"A\"\nsource = \"s.txt\"\nquote = \"a\"\n";

#[test]
fn the_worked_example_has_nothing_wrong() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (files, general) = claims(root);
    assert_eq!(general, []);
    for file in &files {
        assert_eq!(file.problems, [], "{}", file.file);
    }
    let sources = source::load(root, "seeds");
    assert_eq!(sources.problems, []);
    for claim in files.iter().flat_map(|file| &file.claims) {
        for evidence in &claim.evidence {
            assert!(
                sources.resolve(&evidence.source.value).is_ok(),
                "{}",
                claim.id.value
            );
        }
    }
}

#[test]
fn the_three_forms_give_the_same_claim() {
    let own =
        "[[claim]]\nid = \"a\"\ntext = \"A\"\nsource = \"s\"\nquote = \"q\"\nstance = \"context\"";
    let heading = "[[claim]]\nid = \"a\"\ntext = \"A\"\n[[claim.evidence]]\nsource = \"s\"\nquote = \"q\"\nstance = \"context\"";
    let list = "[[claim]]\nid = \"a\"\ntext = \"A\"\nevidence = [\n  { source = \"s\", quote = \"q\", # why\n    stance = \"context\", },\n]";
    let defaults = "[defaults]\nsource = \"s\"\n[[claim]]\nid = \"a\"\ntext = \"A\"\nquote = \"q\"\nstance = \"context\"";
    for text in [own, heading, list, defaults] {
        let file = claim::parse("a.toml", text);
        assert_eq!(file.problems, [], "{text}");
        let evidence = &file.claims[0].evidence[0];
        assert_eq!(evidence.source.value, "s");
        assert_eq!(evidence.quote.value, "q");
        assert_eq!(&text[evidence.quote.span.range()], "\"q\"");
        assert_eq!(evidence.stance, Stance::Context);
    }
}

#[test]
fn values_are_what_toml_has() {
    let table = [
        ("96", Value::Integer(96)),
        ("0.5", Value::Float(0.5)),
        ("true", Value::Boolean(true)),
        ("2025-07-31", Value::Date("2025-07-31".to_owned())),
        ("\"10 %\"", Value::Text("10 %".to_owned())),
    ];
    for (written, expected) in table {
        let text = format!("[[claim]]\nid = \"a\"\ntext = \"A\"\nvalue = {written}");
        let file = claim::parse("a.toml", &text);
        assert_eq!(file.problems, []);
        let value = file.claims[0].value.as_ref().unwrap();
        assert_eq!(value.value, expected);
        assert_eq!(&text[value.span.range()], written);
    }
}

#[test]
fn ten_thousand_claims_in_one_file() {
    let claim = |at: i32| {
        format!("[[claim]]\nid = \"c{at}\"\ntext = \"A\"\nsource = \"s\"\nquote = \"q\"\n")
    };
    let text = (0..10_000).map(claim).collect::<Vec<_>>().concat();
    let file = claim::parse("a.toml", &text);
    assert_eq!(file.claims.len(), 10_000);
    assert_eq!(file.problems, []);
    let broken = claim::parse("a.toml", &format!("{text}quote = \"He said \"no\"\""));
    assert_eq!(broken.unread_claims, 10_000);
    assert_eq!(broken.problems.len(), 1);
    assert_eq!(broken.problems[0].claim.as_deref(), Some("c9999"));
}

#[test]
fn a_claim_file_that_is_no_text() {
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend("[[claim]]".encode_utf16().flat_map(u16::to_le_bytes));
    let folder = project(&[
        (
            "claims/latin.toml",
            b"[[claim]]\nid = \"caf\xE9\"\n[[claim]]\n",
        ),
        ("claims/wide.toml", &utf16),
        (
            "claims/bom.toml",
            b"\xEF\xBB\xBF[[claim]]\r\nid = \"b\"\r\ntext = \"B\"\r\n",
        ),
        ("claims/.hidden.toml", b"broken"),
        (
            "claims/folder.toml/a.toml",
            b"[[claim]]\nid = \"c\"\ntext = \"C\"\n",
        ),
    ]);
    let (files, general) = claims(folder.path());
    assert_eq!(general, []);
    let names: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(
        names,
        [
            "claims/bom.toml",
            "claims/folder.toml/a.toml",
            "claims/latin.toml",
            "claims/wide.toml"
        ]
    );
    assert_eq!(files[0].problems, []);
    assert_eq!(files[0].claims[0].text.value, "B");
    let latin = &files[2];
    assert_eq!(latin.unread_claims, 2);
    assert_eq!(
        messages(&latin.problems),
        ["the file does not parse: the byte 0xE9 here is not UTF-8"]
    );
    assert_eq!(
        latin
            .lines
            .position(&latin.text, latin.problems[0].span.start)
            .column,
        10
    );
    assert_eq!(
        messages(&files[3].problems),
        ["the file does not parse: it is UTF-16, not UTF-8"]
    );
}

#[test]
fn nothing_to_check_is_said() {
    type Files = &'static [(&'static str, &'static [u8])];
    let table: [(Files, &str); 4] = [
        (&[], "no claim file is named by `claims/**/*.toml`"),
        (
            &[("claims/a.txt", b"")],
            "no claim file is named by `claims/**/*.toml`",
        ),
        (
            &[("claims/a.toml", b"# nothing")],
            "the claim files hold no claim",
        ),
        (
            &[("claims/a.toml", b"[[claim]]\nid = \"a\"\ntext = \"A\"")],
            "no claim quotes a source",
        ),
    ];
    for (files, message) in table {
        let folder = project(files);
        let (_, general) = claims(folder.path());
        assert_eq!(messages(&general), [message]);
        assert_eq!(general[0].kind, ProblemKind::NothingToCheck);
        let sources = source::load(folder.path(), "seeds");
        assert_eq!(
            messages(&sources.problems),
            ["there is no source in `seeds`"]
        );
    }
}

#[test]
fn references() {
    let folder = project(&[
        ("seeds/one.txt", b""),
        ("seeds/sub/two.txt", b""),
        ("seeds/sub/same.txt", b""),
        ("seeds/same.md", b""),
        ("seeds/odd#name.txt", b""),
        ("seeds/.hidden", b""),
        (
            "seeds/sub/sources.toml",
            b"[[source]]\nid = \"paper\"\nfile = \"two.txt\"\n[[source.part]]\nid = \"may\"\nstarts = \"x\"",
        ),
    ]);
    let sources = source::load(folder.path(), "seeds");
    assert_eq!(sources.problems, []);
    let file = |reference: &str| {
        sources
            .resolve(reference)
            .map(|found| (sources.list[found.source].file.as_str(), found.part))
    };
    assert_eq!(file("paper"), Ok(("seeds/sub/two.txt", None)));
    assert_eq!(file("paper#may"), Ok(("seeds/sub/two.txt", Some(0))));
    assert_eq!(file("sub/two.txt#may"), Ok(("seeds/sub/two.txt", Some(0))));
    assert_eq!(file("two"), Ok(("seeds/sub/two.txt", None)));
    assert_eq!(file("one.txt"), Ok(("seeds/one.txt", None)));
    assert_eq!(file("./sub/../one.txt"), Ok(("seeds/one.txt", None)));
    assert_eq!(file("odd#name.txt"), Ok(("seeds/odd#name.txt", None)));
    let wrong = |reference: &str| {
        let unknown = sources.resolve(reference).unwrap_err();
        format!("{}; {}", unknown.message, unknown.help.unwrap_or_default())
    };
    let table = [
        ("papr", "no source is called `papr`; did you mean `paper`?"),
        (
            "one.md",
            "no source is called `one.md`; did you mean `one.txt`?",
        ),
        (
            "seeds/one.txt",
            "no source is called `seeds/one.txt`; did you mean `one.txt`? paths begin below `seeds`",
        ),
        (
            "same",
            "`same` names 2 sources; write one of `same.md`, `sub/same.txt`",
        ),
        (
            "paper#mai",
            "the source `paper` has no part `mai`; did you mean `paper#may`?",
        ),
        (
            "one#x",
            "the source `one.txt` has no part `x`; parts are described in the catalogue, below [[source.part]]",
        ),
        (
            "../../etc/passwd",
            "`../../etc/passwd` leaves the sources' folder; a source is a file below `seeds`: copy it there, and name its path below that",
        ),
        (
            "/etc/passwd",
            "`/etc/passwd` leaves the sources' folder; a source is a file below `seeds`: copy it there, and name its path below that",
        ),
        (
            ".hidden",
            "no source is called `.hidden`; name an id of a catalogue, or a file below `seeds`",
        ),
    ];
    for (reference, expected) in table {
        assert_eq!(wrong(reference), expected);
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes() {
    use std::os::unix::fs::symlink;
    let outside = project(&[("secret.txt", b"secret"), ("secret.toml", CLAIM)]);
    let folder = project(&[
        ("claims/a.toml", CLAIM),
        ("seeds/s.txt", b"a"),
        (
            "seeds/sources.toml",
            b"[[source]]\nid = \"abs\"\nfile = \"/etc/passwd\"\n[[source]]\nid = \"up\"\nfile = \"../../x.txt\"\n\
              [[source]]\nid = \"dir\"\nfile = \"sub\"\n[[source]]\nid = \"gone\"\nfile = \"gone.txt\"\n\
              [[source]]\nid = \"pipe\"\nfile = \"pipe\"\n",
        ),
        ("seeds/sub/t.txt", b"t"),
        ("drafts/b.toml", b"[[claim]]\nid = \"b\"\ntext = \"B\"\n"),
    ]);
    let root = folder.path();
    symlink(
        outside.path().join("secret.txt"),
        root.join("seeds/secret.txt"),
    )
    .unwrap();
    symlink(
        outside.path().join("secret.toml"),
        root.join("claims/secret.toml"),
    )
    .unwrap();
    symlink(outside.path(), root.join("claims/others")).unwrap();
    symlink("../drafts/b.toml", root.join("claims/b.toml")).unwrap();
    symlink("s.txt", root.join("seeds/also.txt")).unwrap();
    symlink("..", root.join("seeds/sub/up")).unwrap();
    symlink("nowhere", root.join("seeds/broken.txt")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(root.join("seeds/pipe"))
        .status();
    assert!(made.unwrap().success());

    let (files, general) = claims(root);
    let names: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(names, ["claims/a.toml", "claims/b.toml"]);
    assert_eq!(
        messages(&general),
        [
            "claims/others is a link that leaves the project",
            "claims/secret.toml is a link that leaves the project",
        ]
    );
    let sources = source::load(root, "seeds");
    assert_eq!(
        messages(&sources.problems),
        [
            "seeds/broken.txt is not there",
            "seeds/secret.txt is a link that leaves the project",
            "/etc/passwd leaves the project",
            "../../x.txt leaves the project",
            "seeds/sub is a folder, not a file",
            "seeds/gone.txt is not there",
            "seeds/pipe is a named pipe, not a file",
            "seeds/sub/up is a link to a folder that holds it",
        ]
    );
    let readable: Vec<&str> = sources
        .list
        .iter()
        .filter(|source| source::read(source, &sources).is_ok())
        .map(|source| source.file.as_str())
        .collect();
    assert_eq!(
        readable,
        ["seeds/also.txt", "seeds/s.txt", "seeds/sub/t.txt"]
    );
}

#[test]
fn a_source_is_read_as_it_is() {
    let folder = project(&[
        ("seeds/a.txt", b"\xEF\xBB\xBFa\r\n\xC3\xA9"),
        ("seeds/empty.txt", b""),
    ]);
    let sources = source::load(folder.path(), "seeds");
    let text = source::read(&sources.list[0], &sources).unwrap();
    assert_eq!(text.text.as_bytes(), b"\xEF\xBB\xBFa\r\n\xC3\xA9");
    assert_eq!(text.bytes, 8);
    let empty = source::read(&sources.list[1], &sources).unwrap_err();
    assert_eq!(
        empty.message,
        "seeds/empty.txt is empty: there is nothing to quote"
    );
}

#[test]
fn parts_stand_where_they_should() {
    let text = "front\nAlpha begins here. one. The end.\nBeta begins here. two. The end.\n\
                Alpha begins here. three.\nback";
    let table: &[(&str, Result<&[&str], &str>)] = &[
        (
            "[[source.part]]\nid = \"b\"\nstarts = \"Beta begins\"\n[[source.part]]\nid = \"f\"\nstarts = \"front\"",
            Ok(&[
                "Beta begins here. two. The end.\nAlpha begins here. three.\nback",
                "front\nAlpha begins here. one. The end.\n",
            ]),
        ),
        (
            "[[source.part]]\nid = \"b\"\nstarts = \"Beta begins\"\nends = \"The end.\"\n\
             [[source.part]]\nid = \"a\"\nstarts = \"Alpha begins\"\nafter = \"two. The\"\nends = \"three.\"",
            Ok(&[
                "Beta begins here. two. The end.",
                "Alpha begins here. three.",
            ]),
        ),
        (
            "[[source.part]]\nid = \"a\"\nstarts = \"Alpha begins\"",
            Err("`starts` of the part `a` stands 2 times in the source"),
        ),
        (
            "[[source.part]]\nid = \"a\"\nstarts = \"Gamma\"",
            Err("`starts` of the part `a` does not stand in the source"),
        ),
        (
            "[[source.part]]\nid = \"b\"\nstarts = \"Beta begins\"\nends = \"one.\"",
            Err("`ends` of the part `b` stands before its `starts`"),
        ),
        (
            "[[source.part]]\nid = \"a\"\nstarts = \"Alpha begins\"\nafter = \"back\"",
            Err("`starts` of the part `a` does not stand behind its `after`"),
        ),
        (
            "[[source.part]]\nid = \"f\"\nstarts = \"front\"\nends = \"two.\"\n[[source.part]]\nid = \"b\"\nstarts = \"Beta begins\"",
            Err("the part `f` ends after the place where the part `b` begins"),
        ),
        (
            "[[source.part]]\nid = \"f\"\nstarts = \"front\"\n[[source.part]]\nid = \"g\"\nstarts = \"front\"",
            Err("the part `f` begins with words in which the part `g` begins"),
        ),
    ];
    for (parts, expected) in table {
        let catalogue = format!("[[source]]\nid = \"s\"\nfile = \"s.txt\"\n{parts}");
        let home = project(&[
            ("seeds/s.txt", text.as_bytes()),
            ("seeds/sources.toml", catalogue.as_bytes()),
        ]);
        let sources = source::load(home.path(), "seeds");
        assert_eq!(sources.problems, []);
        let read = source::read(&sources.list[0], &sources).unwrap();
        let folded = Folded::new(&read.text);
        let (places, problems) =
            source::locate_parts(&sources.list[0], &sources, &read.text, &folded);
        match expected {
            Ok(parts) => {
                assert_eq!(problems, []);
                for (place, part) in places.iter().zip(*parts) {
                    assert_eq!(
                        read.text[place.unwrap().range()].trim_end(),
                        part.trim_end()
                    );
                }
            }
            Err(message) => {
                assert_eq!(messages(&problems), [*message]);
                assert!(places.contains(&None));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Whatever stands in a claim file: nothing panics, every span is one of the file, and no
    /// heading is lost without a word.
    #[test]
    fn a_mess_of_claims(
        pieces in prop::collection::vec(
            prop_oneof![
                Just("[[claim]]\n"), Just("[[claim.evidence]]\n"), Just("[claim.evidence]\n"),
                Just("[claim]\n"), Just("[defaults]\n"), Just("id = \"a\"\n"), Just("id = \"B\"\n"),
                Just("id = 3\n"), Just("text = \"A\"\n"), Just("txet = \"A\"\n"),
                Just("source = \"s\"\n"), Just("quote = 'q'\n"), Just("qoute = \"é\"\n"),
                Just("value = 2012-05-22\n"), Just("value = {a = 1}\n"), Just("tags = [\"t\"]\n"),
                Just("expect = \"unsupported\"\n"), Just("why = \"because\"\n"),
                Just("allow = { quote-near = \"so\" }\n"), Just("allow = []\n"),
                Just("evidence = [{source = \"s\", quote = \"q\"}, 3]\n"), Just("evidence.a = 1\n"),
                Just("answer = \"\"\n"), Just("stance = \"context\"\n"), Just("\u{FEFF}"),
                Just("quote = \"a \"b\" c\"\n"), Just("claim = 3\n"), Just("\"claim\" = []\n"),
            ],
            0..16,
        )
    ) {
        let text = pieces.concat();
        let file = claim::parse("a.toml", &text);
        let headings = text.matches("[[claim]]").count();
        let read = file.claims.len() + file.unread_claims;
        prop_assert!(read >= headings || !file.problems.is_empty(), "{text}");
        for problem in &file.problems {
            prop_assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
            prop_assert!(!problem.message.is_empty());
        }
        for claim in &file.claims {
            prop_assert!(text.get(claim.id.span.range()).is_some());
            for evidence in &claim.evidence {
                prop_assert!(text.get(evidence.quote.span.range()).is_some());
                let whole = !evidence.quote.value.is_empty() && !evidence.source.value.is_empty();
                prop_assert!(whole || !file.problems.is_empty(), "{text}");
            }
        }
        let _ = Config::parse(&text);
    }
}
