//! `pincite report`: what it writes, and what no file may make of it.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;
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
