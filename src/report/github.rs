//! For a workflow of GitHub: annotations on the lines of claim files, and the summary of the job.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::plain::{details, join, message, place, plural, words};
use super::{Changed, Report};
use crate::rules::{Finding, Level};
use crate::text::visible::spelt_out;

/// Annotations of one level that GitHub shows of one step; what comes after them is dropped there
/// without a word.
const MOST: usize = 10;

/// Findings in the summary of a job.
const WORST: usize = 25;

/// Writes `report` as workflow commands: an annotation for each finding, at most ten of a level,
/// and the rest counted in words. `folder` is the project's in the workspace, with `/`; empty where
/// it is the workspace.
///
/// No text from a file can command the workflow: it stands inside of commands only, escaped.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    for level in [Level::Deny, Level::Warn] {
        let of_level = || report.findings.iter().filter(|it| it.level == level);
        for finding in of_level().take(MOST) {
            annotate(finding, folder, out)?;
        }
        let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in of_level().skip(MOST) {
            *rest.entry(finding.rule).or_default() += 1;
        }
        if !rest.is_empty() {
            let all = plural(rest.values().sum(), level.output());
            let rules = rest.iter().map(|(rule, count)| format!("{count} {rule}"));
            let rules: Vec<_> = rules.collect();
            writeln!(
                out,
                "{all} more without an annotation: {}",
                rules.join(", ")
            )?;
        }
    }
    writeln!(out, "pincite: {}", figures(report))
}

/// `::error file=claims/x.toml,line=14,…,title=quote-altered::quote says …`
fn annotate(finding: &Finding, folder: &str, out: &mut dyn Write) -> io::Result<()> {
    let level = match finding.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "notice",
    };
    let file = shown_path(&join(folder, &finding.file));
    let (start, end) = (finding.region.start, finding.region.end);
    write!(
        out,
        "::{level} file={},line={}",
        property(&file),
        start.line
    )?;
    if end.line > start.line {
        write!(out, ",endLine={}", end.line)?; // columns are for a single line only
    } else if end > start {
        write!(out, ",col={},endColumn={}", start.column, end.column - 1)?;
    }
    let mut lines = vec![message(finding)];
    lines.extend(details(finding));
    lines.push(format!("more: pincite explain {}", finding.rule));
    writeln!(
        out,
        ",title={}::{}",
        property(finding.rule),
        data(&lines.join("\n"))
    )
}

/// A path with what cannot be seen spelt out; its line breaks are for [`property`] to escape, so
/// that a file that has them is still found.
fn shown_path(path: &str) -> String {
    path.chars().fold(String::new(), |mut shown, c| {
        match spelt_out(c) {
            Some(name) => shown.push_str(&name),
            None => shown.push(c),
        }
        shown
    })
}

/// The escapes of `@actions/core`, which the runner undoes.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// `151 claims, 1 error, 2 warnings, 12 there before the change`
fn figures(report: &Report) -> String {
    let of = &report.summary;
    let mut figures = vec![
        plural(of.claims, "claim"),
        plural(of.errors, "error"),
        plural(of.warnings, "warning"),
    ];
    for (count, what) in [
        (of.existing, "there before the change"),
        (of.baselined, "in the baseline"),
        (of.allowed, "allowed with a reason"),
        (of.quotes_unchecked, "quotes not checked"),
        (of.files_unread, "claim files not read"),
    ] {
        if count > 0 {
            figures.push(format!("{count} {what}"));
        }
    }
    figures.join(", ")
}

/// Writes the summary of a job in Markdown: the verdicts, before and after where a change was
/// checked, then the worst findings.
///
/// Text from files stands in code spans only: no link, mention or HTML in it is alive.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mark = if report.failed() { "❌" } else { "✅" };
    writeln!(out, "## {mark} pincite: {}\n", figures(report))?;
    verdicts(report, out)?;
    if let Some(removed) = report.change.map(|it| it.removed).filter(|it| *it > 0) {
        writeln!(out, "{} removed by the change.\n", plural(removed, "claim"))?;
    }
    if report.findings.is_empty() {
        return Ok(());
    }
    let heading = if report.change.is_some() {
        "What the change made worse"
    } else {
        "Findings"
    };
    writeln!(out, "### {heading}\n")?;
    let mut worst: Vec<_> = report.findings.iter().collect();
    worst.sort_by_key(|finding| std::cmp::Reverse(finding.level)); // stable: else by place
    for finding in worst.iter().take(WORST) {
        let (level, rule) = (finding.level.output(), finding.rule);
        let (place, message) = (code(&place(finding)), code(&message(finding)));
        writeln!(out, "- **{level}** {rule}, {place}: {message}")?;
        for related in finding.related.iter().take(2) {
            if let Some(words) = words(related) {
                let file = format!("{}:{}", related.file, related.region.start.line);
                writeln!(
                    out,
                    "  - {}: {}",
                    code(&crate::text::visible(&file)),
                    code(&words)
                )?;
            }
        }
    }
    if worst.len() > WORST {
        writeln!(out, "- and {} more", worst.len() - WORST)?;
    }
    writeln!(out)
}

fn verdicts(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let now = &report.summary;
    let before = |of: fn(&Changed) -> usize| report.change.as_ref().map(of);
    let rows = [
        (
            "multiply-sourced",
            before(|it| it.multiply_sourced),
            now.multiply_sourced,
        ),
        ("supported", before(|it| it.supported), now.supported),
        (
            "contradicted",
            before(|it| it.contradicted),
            now.contradicted,
        ),
        ("unsupported", before(|it| it.unsupported), now.unsupported),
        ("all claims", before(|it| it.claims), now.claims),
    ];
    if report.change.is_some() {
        writeln!(out, "| verdict | before | now |\n|---|--:|--:|")?;
    } else {
        writeln!(out, "| verdict | claims |\n|---|--:|")?;
    }
    for (verdict, before, now) in rows {
        match before {
            Some(before) => writeln!(out, "| {verdict} | {before} | {now} |")?,
            None => writeln!(out, "| {verdict} | {now} |")?,
        }
    }
    writeln!(out)
}

/// `text`, of one line, as a code span. Its fence is longer than any run of backticks in it.
fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    format!("{fence} {text} {fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::text::Span;

    fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_rich_report() {
        let report = sample::report();
        let text = written(|out| render(&report, "docs/facts", out));
        sample::settings().bind(|| insta::assert_snapshot!("report-github", text));
        let mut report = sample::report();
        report.change = Some(Changed {
            claims: 8,
            supported: 3,
            multiply_sourced: 2,
            contradicted: 2,
            unsupported: 1,
            removed: 1,
        });
        report.summary.existing = 4;
        let text = written(|out| summary(&report, out));
        sample::settings().bind(|| insta::assert_snapshot!("report-github-summary", text));
    }

    #[test]
    fn no_text_commands_the_workflow() {
        let trap = "a%0A::error::x\r\n::set-env name=A::b,c:d ##[add-path]x";
        let mut report = sample::report();
        for finding in &mut report.findings {
            trap.clone_into(&mut finding.message);
            finding.file = format!("claims/{trap}.toml");
            finding.notes = vec![trap.to_owned()];
        }
        let text = written(|out| render(&report, "", out));
        for line in text.lines() {
            let ours = [
                "::error file=claims/a%250A%3A%3Aerror%3A%3Ax%0D%0A%3A%3Aset-env ",
                "::warning ",
            ];
            let ours = ours.iter().any(|start| line.starts_with(start));
            assert!(ours || !line.contains("##["), "{line}");
            assert!(ours || !line.trim_start().starts_with("::"), "{line}");
        }
        assert_eq!(text.lines().count(), report.findings.len() + 1);
    }

    #[test]
    fn beyond_ten_of_a_level_they_are_counted() {
        let mut report = sample::report();
        let warning = sample::finding("quote-near", Level::Warn, "a slip", Span::new(40, 45));
        report.findings = vec![warning; 13];
        let text = written(|out| render(&report, "", out));
        assert_eq!(text.matches("::warning ").count(), 10);
        assert!(
            text.contains("\n3 warnings more without an annotation: 3 quote-near\n"),
            "{text}"
        );
    }

    #[test]
    fn code_spans_hold_whatever_stands_in_them() {
        assert_eq!(code("a `b` <script>"), "`` a `b` <script> ``");
        assert_eq!(code(""), "`  `");
    }
}
