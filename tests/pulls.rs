//! Pull requests: git repositories made for a test, changed, and checked against what they were.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const CLAIMS: &str = r#"[[claim]]
id = "tower"
text = "Two brothers built the tower in 1974."

[[claim.evidence]]
source = "wire"
quote = "The tower was built in 1974 by two brothers from Lyon."

[[claim.evidence]]
source = "paper"
quote = "two brothers built the tower in 1974"
"#;

/// A claim that has been wrong for long.
const DEBT: &str = r#"
[[claim]]
id = "bridge"
text = "The bridge is quite long."
source = "wire"
quote = "The bridge is 900 metres long"
"#;

const WIRE: &str = "The tower was built in 1974 by two brothers from Lyon.\n\n\
                    The bridge is 800 metres long and was opened in May.\n";
const PAPER: &str = "Everybody here knows that two brothers built the tower in 1974.\n";

/// A repository with a project in it, committed.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(["init", "-q", "-b", "main"]);
        repository.write("claims/a.toml", &format!("{CLAIMS}{DEBT}"));
        repository.write("seeds/wire.txt", WIRE);
        repository.write("seeds/paper.txt", PAPER);
        repository.commit();
        repository
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git<const N: usize>(&self, args: [&str; N]) -> String {
        let output = git(self.root()).args(args).output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self) {
        self.git(["add", "-A"]);
        self.git(["commit", "-q", "--allow-empty", "-m", "x"]);
    }

    fn write(&self, file: impl AsRef<Path>, text: &str) {
        let file = self.root().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.root().join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn check(&self, args: &[&str]) -> (i32, String, String) {
        seen(pincite(self.root()).arg("check").args(args))
    }

    /// What `check --base HEAD` finds: exit code, and a line a finding.
    fn worse(&self, more: &[&str]) -> (i32, Vec<String>) {
        let args = [&["--base", "HEAD", "--quiet"], more].concat();
        let (code, out, err) = self.check(&args);
        assert_ne!(code, 2, "{err}");
        (code, out.lines().map(str::to_owned).collect())
    }
}

/// `git`, as if no user had ever configured it.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=n", "-c", "user.email=e@example.org"])
        .args(["-c", "protocol.file.allow=always"]);
    command
}

fn pincite(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pincite"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command
}

fn seen(command: &mut Command) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn one_digit_in_one_quote_is_one_annotation_on_that_line_with_the_words_of_the_source() {
    let repository = Repository::new();
    repository.replace("claims/a.toml", "built in 1974 by", "built in 1975 by");
    let summary = repository.root().join("summary.md");
    let (code, out, err) = seen(
        pincite(repository.root())
            .args(["check", "--base", "HEAD", "--format", "github"])
            .env("GITHUB_STEP_SUMMARY", &summary),
    );
    assert_eq!((code, &*err), (1, ""));
    let annotations: Vec<_> = out.lines().filter(|line| line.starts_with("::")).collect();
    let [annotation] = annotations[..] else {
        panic!("{out}");
    };
    let start = "::error file=claims/a.toml,line=7,col=33,endColumn=36,title=quote-altered::\
                 quote says \"1975\", source says \"1974\"%0A";
    assert!(annotation.starts_with(start), "{annotation}");
    assert!(
        annotation.contains("seeds/wire.txt:1:1: “The tower was built in 1974 by two brothers")
    );
    assert!(
        out.ends_with("1 error, 0 warnings, 1 there before the change\n"),
        "{out}"
    );
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("## ❌ pincite: "), "{summary}");
    assert!(
        summary.contains("| multiply-sourced | 1 | 0 |"),
        "{summary}"
    );
    assert!(
        summary.contains("- **error** quote-altered, ` claims/a.toml:7:33 `: "),
        "{summary}"
    );
}

/// What a change is called, what it does, and what is said of it.
type Case = (&'static str, fn(&Repository), &'static [&'static str]);

#[test]
fn only_what_is_worse_fails() {
    let nothing = Repository::new();
    assert_eq!(nothing.check(&["--quiet"]).0, 1, "the debt stands");
    assert_eq!(nothing.worse(&[]), (0, vec![]));

    let cases: [Case; 9] = [
        (
            "moving and renaming is no change",
            |it| {
                let renamed = format!("{CLAIMS}{DEBT}").replace("\"tower\"", "\"campanile\"");
                it.write("claims/b/c.toml", &renamed);
                fs::remove_file(it.root().join("claims/a.toml")).unwrap();
            },
            &[],
        ),
        (
            "a removed claim is counted",
            |it| it.write("claims/a.toml", CLAIMS),
            &[],
        ),
        (
            "an origin is gone",
            |it| {
                let one = CLAIMS.rfind("\n[[claim.evidence]]").unwrap();
                it.write("claims/a.toml", &format!("{}{DEBT}", &CLAIMS[..one]));
            },
            &["claims/a.toml:3:8: error[claim-weakened]: the claim was multiply-sourced before"],
        ),
        (
            "a new claim that is wrong, in a file that git does not know yet",
            |it| {
                let new = DEBT.replace("900", "700").replace("\"bridge\"", "\"new\"");
                it.write("claims/new.toml", &new);
            },
            &["claims/new.toml:6:24: error[quote-altered]: quote says \"700\""],
        ),
        (
            "a new claim on a new source",
            |it| {
                it.write("seeds/new.txt", "The river is 12 metres deep in spring.");
                let new = "[[claim]]\nid = \"river\"\ntext = \"It is deep.\"\nsource = \"new\"\n\
                           quote = \"The river is 12 metres deep\"\n";
                it.write("claims/new.toml", new);
            },
            &[],
        ),
        (
            "a source that is quoted is edited, and the quote with it",
            |it| {
                it.replace("seeds/wire.txt", "1974", "1975");
                it.replace("claims/a.toml", "built in 1974 by", "built in 1975 by");
            },
            &["seeds/wire.txt:1:1: error[gate-loosened]: the source seeds/wire.txt is edited"],
        ),
        (
            "a source that is quoted is deleted, and what quoted it",
            |it| {
                fs::remove_file(it.root().join("seeds/wire.txt")).unwrap();
                it.write("claims/a.toml", "[[claim]]\nid = \"x\"\ntext = \"Two brothers built the tower.\"\nsource = \"paper\"\n\
                                           quote = \"two brothers built the tower\"\n");
            },
            &["seeds/wire.txt:1:1: error[gate-loosened]: the source seeds/wire.txt is deleted"],
        ),
        (
            "a rule is lowered: the change is judged by what was there",
            |it| {
                it.write("pincite.toml", "[rules]\nquote-altered = \"allow\"\n");
                it.replace("claims/a.toml", "tower in 1974\"", "tower in 1973\"");
            },
            &[
                "claims/a.toml:11:42: error[quote-altered]: quote says \"1973\"",
                "pincite.toml:2:1: error[gate-loosened]: `quote-altered` is lowered from \"deny\"",
            ],
        ),
        (
            "a claim file is taken out of the globs",
            |it| {
                it.write("claims/b.toml", CLAIMS);
                it.replace("claims/b.toml", "tower", "second");
                it.write("pincite.toml", "claims = [\"claims/b.toml\"]\n");
                it.replace("claims/a.toml", "tower in 1974\"", "tower in 1973\"");
            },
            &[
                "claims/a.toml:11:42: error[quote-altered]: quote says \"1973\"",
                "pincite.toml:1:1: error[gate-loosened]: claims/a.toml is no longer a claim file",
            ],
        ),
    ];
    for (name, change, expected) in cases {
        let repository = Repository::new();
        change(&repository);
        let (code, found) = repository.worse(&[]);
        let fits = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(line, start)| line.starts_with(start));
        assert!(fits, "{name}: {found:#?}");
        assert_eq!(code, i32::from(!expected.is_empty()), "{name}");
        // Committed, it is what others are compared with.
        repository.commit();
        assert_eq!(repository.worse(&[]), (0, vec![]), "{name}");
    }
}

const DISPUTED: &str = r#"[[claim]]
id = "opened"
text = "The bridge was opened in May."
source = "wire"
quote = "was opened in May"

[[claim.evidence]]
source = "paper"
stance = "contradicts"
quote = "the bridge was opened in June"
answer = "The paper was printed in March."

[[claim]]
id = "length"
text = "The bridge is 800 metres long."
subject = "bridge/length"
value = "800 metres"
source = "wire"
quote = "The bridge is 800 metres long"

[[claim]]
id = "length-of-paper"
text = "The bridge is 810 metres long."
subject = "bridge/length"
value = "810 metres"
source = "paper"
quote = "The bridge is 810 metres long"
"#;

/// A repository with claims that are contradicted, by a piece of evidence and by one another.
fn disputed() -> Repository {
    let repository = Repository::new();
    // one form a claim
    let opened = DISPUTED.replacen(
        "source = \"wire\"\n",
        "[[claim.evidence]]\nsource = \"wire\"\n",
        1,
    );
    repository.write("claims/a.toml", &opened);
    let paper =
        "Everybody knows that the bridge was opened in June.\n\nThe bridge is 810 metres long.\n";
    repository.write("seeds/paper.txt", paper);
    repository.commit();
    assert_eq!(repository.worse(&[]), (0, vec![]));
    repository
}

#[test]
fn a_dissent_that_is_taken_out_is_listed() {
    let dissent = "\n[[claim.evidence]]\nsource = \"paper\"\nstance = \"contradicts\"\n\
                   quote = \"the bridge was opened in June\"\nanswer = \"The paper was printed in March.\"\n";
    let text = fs::read_to_string(disputed().root().join("claims/a.toml")).unwrap();
    let other = text.rfind("\n[[claim]]\n").unwrap();
    let taken_out = "error[gate-loosened]: evidence against the claim is taken out";
    let no_longer = "error[gate-loosened]: evidence against the claim is no longer said to speak";
    let cases: [(&str, String, &[&str]); 12] = [
        ("the piece is gone", text.replace(dissent, ""), &[taken_out]),
        (
            "it is context now",
            text.replace("\"contradicts\"", "\"context\"").replace("answer =", "note ="),
            &[no_longer],
        ),
        (
            "it is gone, and the claim has other words",
            text.replace(dissent, "").replace("was opened in May.", "was opened to all in May."),
            &[taken_out],
        ),
        (
            "the claim takes up what spoke against it",
            text.replace("opened in May.", "opened in June.")
                .replace("quote = \"was opened in May\"", "stance = \"contradicts\"\nanswer = \"x\"\nquote = \"was opened in May\"")
                .replacen("stance = \"contradicts\"\nquote = \"the bridge was opened in June\"\nanswer = \"The paper was printed in March.\"", "quote = \"the bridge was opened in June\"", 1),
            &["error[gate-loosened]: evidence against the claim is answered"],
        ),
        (
            "it is quoted otherwise from the same source",
            text.replace("\"the bridge was opened in June\"", "\"that the bridge was opened in June\""),
            &[],
        ),
        (
            "one letter of it is wrong",
            text.replace("opened in June", "opened in July"),
            &["error[quote-altered]: quote says \"July\""],
        ),
        (
            "the claim that contradicted is gone",
            text[..other].to_owned(),
            &["error[gate-loosened]: the claim `length-of-paper`, which contradicted this one, is taken out"],
        ),
        (
            "the claim that contradicted has no subject",
            format!("{}{}", &text[..other], text[other..].replace("subject = \"bridge/length\"\n", "")),
            &[
                "error[gate-loosened]: the claim is no longer compared with `length-of-paper`, which",
                "error[gate-loosened]: the claim is no longer compared with `length`, which",
            ],
        ),
        (
            "the claim that contradicted is mended",
            format!("{}{}", &text[..other], text[other..].replace("810", "800").replace("\"paper\"", "\"wire\"")),
            &[],
        ),
        (
            "the other way round",
            text.replace("id = \"length\"", "id = \"metres\""),
            &[],
        ),
        ("the claim is gone with its dissent", text[text.find("\n[[claim]]\nid = \"length\"").unwrap()..].to_owned(), &[]),
        ("nothing", text.clone(), &[]),
    ];
    for (name, changed, expected) in cases {
        let repository = disputed();
        repository.write("claims/a.toml", &changed);
        let (code, found) = repository.worse(&[]);
        let fits = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(line, said)| line.contains(said));
        assert!(fits, "{name}: {found:#?}");
        assert_eq!(code, i32::from(!expected.is_empty()), "{name}");
    }
}

#[test]
fn a_change_that_is_trusted_is_judged_by_its_own_configuration() {
    let repository = Repository::new();
    repository.write("pincite.toml", "[rules]\nquote-altered = \"allow\"\n");
    repository.replace("claims/a.toml", "tower in 1974\"", "tower in 1973\"");
    assert_eq!(repository.worse(&[]).0, 1);
    let (code, found) = repository.worse(&["--trust-change"]);
    // the rule that the change silences no longer hides what follows from it
    assert!(
        found.iter().all(|line| line.contains("claim-unsupported")),
        "{found:?}"
    );
    assert_eq!(code, i32::from(!found.is_empty()));
    // trust is no pardon: what is wrong is wrong
    repository.write("pincite.toml", "");
    let (code, found) = repository.worse(&["--trust-change"]);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
}

#[test]
fn a_baseline_lets_through_what_was_there_and_nothing_else() {
    let repository = Repository::new();
    let file = repository.root().join("pincite-baseline.toml");
    let (code, out, _) = repository.check(&["--write-baseline", "--quiet"]);
    assert_eq!(
        (code, &*out),
        (
            0,
            "pincite-baseline.toml: 2 findings, 2 of them new; 0 dropped\n"
        )
    );
    let written = fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("hint = 'bridge: quote says \"900\", source says \"800\"'"),
        "{written}"
    );
    let (code, out, _) = repository.check(&[]);
    assert_eq!(code, 0);
    assert!(out.contains("2 in the baseline"), "{out}");
    // with --base it is the change that puts them in
    let (code, found) = repository.worse(&[]);
    assert_eq!(code, 1);
    let said = "pincite-baseline.toml:7:15: error[gate-loosened]: 2 findings are put into";
    assert!(found.len() == 1 && found[0].starts_with(said), "{found:?}");
    repository.commit();
    assert_eq!(repository.worse(&[]), (0, vec![]));
    // another wrong digit is not in it, and does not get in
    repository.replace("claims/a.toml", "900 metres long\"", "950 metres long\"");
    assert_eq!(repository.check(&["--quiet"]).0, 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
    // what is mended is said, and dropped
    repository.replace("claims/a.toml", "950 metres long\"", "800 metres long\"");
    let (code, out, _) = repository.check(&["--quiet"]);
    assert_eq!(
        (code, out.matches("warning[baseline-stale]").count()),
        (0, 2),
        "{out}"
    );
    let (_, out, _) = repository.check(&["--write-baseline", "--quiet"]);
    assert_eq!(
        out,
        "pincite-baseline.toml is gone: no finding is left for it\n"
    );
    assert!(!file.exists());
    // a file that is not read is no debt that may be owed
    repository.write("claims/b.toml", "[[claim]\n");
    assert_eq!(repository.check(&["--write-baseline", "--quiet"]).0, 1);
}

#[test]
fn a_report_stands_in_where_there_is_no_history() {
    let repository = Repository::new();
    repository.check(&["--quiet", "--output", "json=before.json"]);
    fs::remove_dir_all(repository.root().join(".git")).unwrap();
    let since = ["--quiet", "--base-report", "before.json"];
    let (code, out, err) = repository.check(&since);
    assert_eq!((code, &*out), (0, ""), "{err}");
    assert!(
        err.starts_with("note: a report of before says nothing of configuration"),
        "{err}"
    );
    repository.replace("claims/a.toml", "built in 1974 by", "built in 1975 by");
    let (code, out, _) = repository.check(&since);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    // a report of a comparison is as good
    repository.check(&[&since[..], &["--output", "json=before.json"]].concat());
    assert_eq!(repository.check(&since).0, 0);
    repository.write("before.json", "{}");
    let (code, _, err) = repository.check(&since);
    assert_eq!(code, 2);
    assert!(
        err.contains("before.json cannot be used: it is no JSON report"),
        "{err}"
    );
}

#[test]
fn a_revision_that_is_none_is_said_to_be_none() {
    let repository = Repository::new();
    let refused = |repository: &Repository, rev: &str, said: &str| {
        let (code, out, err) = repository.check(&["--base", rev]);
        assert_eq!((code, &*out), (2, ""), "{rev}");
        assert!(err.contains(said), "{rev}: {err}");
    };
    refused(&repository, "nowhere", "there is no revision `nowhere`");
    refused(
        &repository,
        "--output=owned",
        "`--output=owned` is no revision",
    );
    refused(&repository, "", "`` is no revision");
    refused(&repository, "HEAD:claims", "there is no revision");
    refused(&repository, "a\u{1b}[2J", "`a⟨U+001B⟩[2J`");
    assert!(!repository.root().join("owned").exists());

    let empty = Repository(tempfile::tempdir().unwrap());
    empty.write("claims/a.toml", CLAIMS);
    refused(
        &empty,
        "HEAD",
        "--base needs a git repository; where there is none",
    );
    empty.git(["init", "-q"]);
    refused(&empty, "HEAD", "the repository has no commit yet");

    for _ in 0..3 {
        repository.commit();
    }
    let first = repository.git(["rev-list", "--max-parents=0", "HEAD"]);
    let clones = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.root().display());
    let clone = git(clones.path())
        .args(["clone", "-q", "--depth=1", &url, "c"])
        .status();
    assert!(clone.unwrap().success());
    let (code, _, err) = seen(pincite(&clones.path().join("c")).args(["check", "--base", &first]));
    assert_eq!(code, 2);
    assert!(
        err.contains("is not in this shallow clone; fetch it first"),
        "{err}"
    );
    // what it does hold works
    let (code, _, err) = seen(pincite(&clones.path().join("c")).args(["check", "--base", "HEAD"]));
    assert_eq!((code, &*err), (0, ""));
}

#[test]
fn a_base_beside_is_compared_and_told() {
    let repository = Repository::new();
    repository.git(["checkout", "-q", "-b", "topic"]);
    repository.commit();
    repository.git(["checkout", "-q", "main"]);
    repository.replace("claims/a.toml", "900 metres long\"", "800 metres long\"");
    repository.commit();
    repository.git(["checkout", "-q", "topic"]);
    let (code, out, err) = repository.check(&["--base", "main", "--quiet"]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    assert!(
        err.starts_with("note: main is no ancestor of what is checked out"),
        "{err}"
    );
}

#[test]
fn a_base_without_a_project_makes_all_new() {
    let repository = Repository::new();
    repository.git(["checkout", "-q", "--orphan", "empty"]);
    repository.git(["rm", "-rfq", "."]);
    repository.commit();
    repository.git(["checkout", "-q", "main"]);
    let (code, out, err) = repository.check(&["--base", "empty", "--quiet"]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    assert!(
        err.contains("empty holds no project here: all that is found is new"),
        "{err}"
    );
}

#[test]
fn a_project_below_the_repository_names_files_from_the_workspace() {
    let repository = Repository::new();
    let inner = PathBuf::from("docs/the facts");
    repository.write(inner.join("claims/a.toml"), CLAIMS);
    repository.write(inner.join("seeds/wire.txt"), WIRE);
    repository.write(inner.join("seeds/paper.txt"), PAPER);
    repository.commit();
    let file = inner.join("claims/a.toml");
    repository.replace(
        file.to_str().unwrap(),
        "built in 1974 by",
        "built in 1975 by",
    );
    let root = repository.root().join(inner);
    for workspace in [repository.root(), &root.join("elsewhere")] {
        let (code, out, err) = seen(
            pincite(&root)
                .args(["check", "--base", "HEAD", "--format", "github"])
                .env("GITHUB_WORKSPACE", workspace),
        );
        assert_eq!((code, &*err), (1, ""));
        assert!(
            out.starts_with("::error file=docs/the facts/claims/a.toml,line=7,"),
            "{out}"
        );
    }
    let (_, out, _) = seen(pincite(&root).args(["check", "--format", "sarif"]));
    assert!(
        out.contains("\"uri\":\"docs/the%20facts/claims/a.toml\""),
        "{out}"
    );
}

#[test]
fn sources_that_the_base_does_not_hold_are_read_from_the_folder() {
    let repository = Repository::new();
    repository.git(["rm", "-q", "--cached", "seeds/wire.txt"]);
    repository.write(".gitignore", "/seeds/wire.txt\n");
    repository.commit();
    assert_eq!(repository.worse(&[]), (0, vec![]));
    repository.replace("claims/a.toml", "built in 1974 by", "built in 1975 by");
    assert_eq!(repository.worse(&[]).1.len(), 1);
    repository.replace("claims/a.toml", "built in 1975 by", "built in 1974 by");
    // Where it is not there at all nothing is compared.
    repository.write(
        "seeds/sources.toml",
        "[[source]]\nid = \"wire\"\nfile = \"wire.txt\"\n",
    );
    repository.commit();
    fs::remove_file(repository.root().join("seeds/wire.txt")).unwrap();
    let (code, _, err) = repository.check(&["--base", "HEAD"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("2 quotes that the change did not touch cannot be checked"),
        "{err}"
    );
    assert!(err.contains("seeds/wire.txt"), "{err}");
}

#[test]
fn a_pointer_to_large_file_storage_is_no_source() {
    let repository = Repository::new();
    let pointer = |name: &str| {
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize 12\n")
    };
    repository.write("seeds/wire.txt", &pointer("00"));
    repository.commit();
    let (code, _, err) = repository.check(&["--base", "HEAD"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("seeds/wire.txt"), "{err}");
    // Fetched, it is what both sides are read from; that it is another one is told.
    repository.write("seeds/wire.txt", WIRE);
    let (code, found) = repository.worse(&[]);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    assert!(found[0].contains("error[gate-loosened]: the source seeds/wire.txt is edited"));
}

#[cfg(unix)]
#[test]
fn strange_names_are_read_and_never_shown_raw() {
    use std::os::unix::ffi::OsStrExt as _;
    let repository = Repository::new();
    let names: [&[u8]; 4] = [
        b"a b.toml",
        b"q\"'.toml",
        b"n\n::error::x.toml",
        b"b\xff.toml",
    ];
    for (at, name) in names.iter().enumerate() {
        let claims = CLAIMS
            .replace("\"tower\"", &format!("\"t{at}\""))
            .replace("Two", ["Two", "Both", "The", "Some"][at]);
        repository.write(Path::new("claims").join(OsStr::from_bytes(name)), &claims);
    }
    repository.commit();
    assert_eq!(repository.worse(&[]), (0, vec![]));
    for name in names {
        let file = repository
            .root()
            .join("claims")
            .join(OsStr::from_bytes(name));
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("built in 1974 by", "built in 1975 by")).unwrap();
    }
    for format in ["terminal", "json", "sarif", "junit", "github", "markdown"] {
        let args = ["--base", "HEAD", "--format", format];
        let (code, out, err) = repository.check(&args);
        assert_eq!((code, &*err), (1, ""), "{format}");
        let hidden = |c: char| c != '\n' && pincite::text::visible::is_hidden(c);
        assert!(!out.contains(hidden), "{format}");
        assert!(
            !out.lines().any(|line| line.starts_with("::error::")),
            "{format}: {out}"
        );
        assert_eq!(
            repository.check(&args).1,
            out,
            "{format}: the same input, the same bytes"
        );
    }
    assert_eq!(repository.worse(&[]).1.len(), names.len());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_of_the_base() {
    let outside = tempfile::tempdir().unwrap();
    let repository = Repository::new();
    let link = repository.root().join("seeds/link");
    std::os::unix::fs::symlink(outside.path(), &link).unwrap();
    repository.commit();
    fs::remove_file(&link).unwrap();
    repository.write("seeds/link/planted.txt", "x");
    repository.check(&["--base", "HEAD"]);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let repository = Repository::new();
    for format in ["sarif", "junit", "github"] {
        let mut child = pincite(repository.root())
            .args(["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!((status.code(), &*stderr), (Some(1), &b""[..]), "{format}");
    }
}

/// A disk that is full, as far as one file goes: a limit on its size.
#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_old_report_is_kept() {
    let repository = Repository::new();
    let file = repository.root().join("old.sarif");
    fs::write(&file, "old").unwrap();
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" check --quiet --output old.sarif";
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_pincite")])
        .current_dir(repository.root())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(
        err.starts_with("error: could not write old.sarif: "),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    let left = fs::read_dir(repository.root()).unwrap().count();
    assert_eq!(left, 4, "no temporary file is left"); // .git, claims, seeds, old.sarif
}

#[test]
fn every_format_names_its_file_ending_and_a_summary_that_cannot_be_written_is_an_error() {
    let repository = Repository::new();
    let args = [
        "--quiet", "--output", "a.sarif", "--output", "b.xml", "--output", "github=c",
    ];
    assert_eq!(repository.check(&args).0, 1);
    let start = |file: &str| {
        let text = fs::read_to_string(repository.root().join(file)).unwrap();
        text.chars().take(9).collect::<String>()
    };
    assert_eq!(
        ["a.sarif", "b.xml", "c"].map(start),
        ["{\"$schema", "<?xml ver", "::error f"]
    );
    let (code, out, err) = seen(
        pincite(repository.root())
            .args(["check", "--format", "github"])
            .env("GITHUB_STEP_SUMMARY", repository.root()),
    );
    assert_eq!(code, 2);
    assert!(out.starts_with("::error "), "{out}");
    assert!(err.starts_with("error: could not write "), "{err}");
}
