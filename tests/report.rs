//! `pincite report`: what it writes, and what no file may make of it.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, str};

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/hostile");
const EXAMPLE: &str = env!("CARGO_MANIFEST_DIR");

fn pincite(project: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pincite"))
        .args(["--project", project])
        .args(args)
        .output()
        .unwrap()
}

fn page(project: &str) -> String {
    let out = pincite(project, &["report", "--output", "-"]);
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap()
}

/// The values of attribute `name`, as written.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    let found = page.match_indices(&opening);
    found
        .map(|(at, _)| {
            let rest = &page[at + opening.len()..];
            &rest[..rest.find('"').unwrap()]
        })
        .collect()
}

/// The page without its own style and script.
fn body(page: &str) -> &str {
    &page[page.find("<body>").unwrap()..]
}

#[test]
fn no_text_becomes_markup() {
    let page = page(HOSTILE);
    let body = body(&page);
    for markup in [
        "<script",
        "</style",
        "<img",
        "<b>",
        "<i>",
        "</textarea",
        "<!--",
        "onerror=alert(1)>",
    ] {
        assert!(!body.contains(markup), "{markup}");
    }
    assert!(body.contains("&lt;script&gt;alert(&quot;source&quot;)&lt;/script&gt;"));
    assert!(
        body.contains("{{ 7 * 7 }} {% raw %}"),
        "a source is no template"
    );
    assert_eq!(
        body.matches("<noscript>").count(),
        body.matches("</noscript>").count()
    );
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
}

#[test]
fn hidden_characters_are_seen() {
    let page = page(HOSTILE);
    for hidden in ['\u{202e}', '\u{200b}', '\u{7}', '\u{2067}', '\u{2069}'] {
        assert!(!page.contains(hidden));
        assert!(page.contains(&format!("⟨U+{:04X}⟩", u32::from(hidden))));
    }
}

#[test]
fn only_the_web_is_linked_and_nothing_is_loaded() {
    for project in [HOSTILE, EXAMPLE] {
        let page = page(project);
        for href in attributes(&page, "href") {
            let local = href.starts_with('#') || href == "data:,";
            assert!(
                local || href.starts_with("https://") || href.starts_with("http://"),
                "{href}"
            );
        }
        assert!(attributes(&page, "src").is_empty());
        assert!(!page.contains("@import") && !page.contains("url(http"));
    }
    assert!(page(HOSTILE).contains("href=\"https://example.org/a?b=1&amp;c=&quot;2&quot;\""));
}

#[test]
fn every_link_leads_somewhere() {
    for project in [HOSTILE, EXAMPLE] {
        let page = page(project);
        let ids = attributes(&page, "id");
        let there: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), there.len(), "an id stands twice");
        for href in attributes(&page, "href") {
            let Some(id) = href.strip_prefix('#') else {
                continue;
            };
            // a filter is read by the script
            assert!(there.contains(id) || id.starts_with("claims?"), "{href}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_no_place_on_this_machine() {
    let page = page(EXAMPLE);
    assert_eq!(page, self::page(EXAMPLE));
    assert!(!page.contains(EXAMPLE));
    let markdown = pincite(HOSTILE, &["report", "--format", "markdown"]).stdout;
    assert_eq!(
        markdown,
        pincite(HOSTILE, &["check", "--format", "markdown"]).stdout
    );
}

#[test]
fn markdown_lists_what_matters_first_and_keeps_texts_dead() {
    let out = pincite(HOSTILE, &["report", "--format", "markdown"]);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(
            "report-hostile-markdown",
            str::from_utf8(&out.stdout).unwrap()
        );
    });
}

/// What GitHub would make of Markdown beside text: links, images, HTML, and what a service may take
/// for a mention or a reference.
fn alive(markdown: &str) -> Vec<String> {
    use markdown::mdast::Node;
    let mut options = markdown::ParseOptions::gfm();
    options.constructs.math_text = true;
    options.constructs.math_flow = true;
    let mut alive = Vec::new();
    let mut open = vec![markdown::to_mdast(markdown, &options).unwrap()];
    while let Some(mut node) = open.pop() {
        match &node {
            Node::Text(text) => {
                let marks = ["@", "#", "www.", "://", "!["];
                let marks = marks.into_iter().filter(|mark| text.value.contains(mark));
                alive.extend(marks.map(|mark| format!("{mark} in {}", text.value)));
            }
            Node::Link(_)
            | Node::LinkReference(_)
            | Node::Image(_)
            | Node::ImageReference(_)
            | Node::Definition(_)
            | Node::Html(_)
            | Node::FootnoteReference(_)
            | Node::FootnoteDefinition(_)
            | Node::Math(_)
            | Node::InlineMath(_) => alive.push(format!("{node:?}")),
            _ => {}
        }
        open.append(node.children_mut().unwrap_or(&mut Vec::new()));
    }
    alive
}

#[test]
fn markdown_leaves_nothing_of_a_source_alive() {
    let traps =
        "see [a](https://a.example) ![b](https://b.example/b.png) <https://c.example> <b>d</b>";
    assert!(alive(traps).len() >= 4, "the parser sees what it is to see");
    let out = pincite(HOSTILE, &["report", "--format", "markdown"]);
    assert_eq!(alive(str::from_utf8(&out.stdout).unwrap()), [""; 0]);

    let hard = [
        "![x](https://e.example/x.png) [x](javascript:x) <img src=x> @octocat #1 GH-1 a/b#2 0123456789abcdef0123456789abcdef01234567",
        "`<b>` ``<b>`` ```\\n<b>\\n``` ~~~ <b> www.example.org http://example.org mail@example.org",
        "> q\\n\\n| a | b |\\n|---|---|\\n# h\\n- [ ] t\\n[^1] $x$ [[wiki]] \\\\` <b>",
        "</details><!-- x --> &lt;b&gt; &#60;b&#62; \\\\<b> \\\\[x\\\\](https://e.example)",
    ];
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("claims")).unwrap();
    fs::create_dir_all(root.join("seeds")).unwrap();
    let mut claims = String::new();
    let mut source = String::new();
    for (at, text) in hard.iter().enumerate() {
        let text = text.replace('"', "\\\"");
        for stance in ["supports", "contradicts"] {
            let _ = write!(
                claims,
                "[[claim]]\nid = \"c{at}-{stance}\"\ntext = \"{text}\"\nsubject = \"{text}\"\n\
                 note = \"{text}\"\ntags = [\"{text}\"]\n[[claim.evidence]]\nsource = \"s\"\n\
                 stance = \"{stance}\"\nquote = \"{text} 60 men\"\n"
            );
        }
        let raw = text.replace("\\n", "\n").replace("\\\\", "\\");
        let _ = write!(source, "{raw} 61 men\n\n{raw} 60 men\n\n");
    }
    fs::write(root.join("claims/a.toml"), claims).unwrap();
    fs::write(root.join("seeds/s.txt"), source).unwrap();
    fs::write(
        root.join("seeds/sources.toml"),
        "[[source]]\nid = \"s\"\nfile = \"s.txt\"\npublisher = \"![p](https://p.example) @p <p>\"\n",
    )
    .unwrap();
    let summary = root.join("summary.md");
    let out = Command::new(env!("CARGO_BIN_EXE_pincite"))
        .args(["check", "--format", "github", "--output", "report.md"])
        .current_dir(root)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    for file in [summary, root.join("report.md")] {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains("claims/a.toml:20"), "{text}");
        assert_eq!(alive(&text), [""; 0], "{text}");
    }
}

/// Runs the report on the worked example, which is larger than any buffer, with what a shell can take
/// from it: `limit` stands before the command.
#[cfg(unix)]
fn limited(limit: &str, folder: &Path) -> Output {
    let script = format!("{limit} exec \"$0\" --project \"$1\" report --output report.html");
    Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_pincite"), EXAMPLE])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_does_not_fit_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    fs::write(&file, "old").unwrap();
    let out = limited("trap '' XFSZ; ulimit -f 64;", folder.path());
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with("error: could not write report.html: "),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "no temporary file is left");
}

/// A disk of its own that is too small; only where a test may mount one.
#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn a_report_on_a_full_disk_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let script =
        "mount -t tmpfs -o size=64k tmpfs \"$2\" || exit 77; cd \"$2\"; echo old >report.html
        \"$0\" --project \"$1\" report --output report.html; code=$?
        cat report.html; ls -A | wc -l; exit $code";
    let out = Command::new("unshare")
        .args([
            "-m",
            "bash",
            "-c",
            script,
            env!("CARGO_BIN_EXE_pincite"),
            EXAMPLE,
        ])
        .arg(folder.path())
        .output();
    let Some(out) = out
        .ok()
        .filter(|it| !matches!(it.status.code(), Some(1 | 77 | 127)))
    else {
        eprintln!("skipped: this test needs the right to mount a small disk");
        return;
    };
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with("error: could not write report.html: "),
        "{said}"
    );
    assert_eq!(String::from_utf8(out.stdout).unwrap(), "old\n1\n");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_pincite"))
        .args(["--project", EXAMPLE, "report", "--output", "-"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_killed_leaves_the_old_report_and_nothing_that_looks_like_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    fs::write(&file, "old").unwrap();
    // The signal comes in the middle of the write, where the file is as large as it may become.
    let out = limited("ulimit -c 0; ulimit -f 64;", folder.path());
    assert_eq!(out.status.code(), None, "it was killed: {out:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    for entry in fs::read_dir(folder.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let hidden = name.starts_with(".pincite-") && !name[1..].contains('.');
        assert!(hidden || name == "report.html", "{name}");
    }
    // The next run is not troubled by what is left.
    let out = limited("", folder.path());
    assert!(out.status.success());
    assert!(fs::read(&file).unwrap().ends_with(b"</html>\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn the_report_is_opened_and_where_nothing_opens_it_that_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (opener, seen) = (folder.path().join("xdg-open"), folder.path().join("seen"));
    let open = || {
        Command::new(env!("CARGO_BIN_EXE_pincite"))
            .args([
                "--project",
                HOSTILE,
                "report",
                "--open",
                "--output",
                "a report.html",
            ])
            .current_dir(folder.path())
            .env("PATH", folder.path())
            .env_remove("BROWSER")
            .output()
            .unwrap()
    };
    let out = open();
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(
        said.contains("a report.html is written, but could not be opened"),
        "{said}"
    );
    assert!(folder.path().join("a report.html").is_file());

    fs::write(
        &opener,
        format!("#!/bin/sh\necho \"$1\" >'{}'\n", seen.display()),
    )
    .unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let out = open();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    // It is started, and not waited for.
    for _ in 0..200 {
        if fs::read_to_string(&seen).is_ok_and(|it| it.ends_with('\n')) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(fs::read_to_string(&seen).unwrap(), "a report.html\n");
}

#[test]
fn a_report_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a report.html");
    let write = |file: &Path| pincite(HOSTILE, &["report", "--output", file.to_str().unwrap()]);
    assert!(
        write(&file).status.success(),
        "findings are what the report is about"
    );
    let first = fs::read(&file).unwrap();
    assert!(first.ends_with(b"</html>\n"));
    assert!(write(&file).status.success());
    assert_eq!(fs::read(&file).unwrap(), first);
    let nowhere = write(&folder.path().join("no/such/folder.html"));
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(
        str::from_utf8(&nowhere.stderr)
            .unwrap()
            .starts_with("error: could not write")
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let both = pincite(HOSTILE, &["report", "--open", "--output", "-"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_report_is_a_format_of_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.html");
    let output = format!("html={}", file.display());
    let out = pincite(HOSTILE, &["check", "--output", &output]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), page(HOSTILE));
}
