//! The report for people at a terminal: findings drawn with the lines they speak of, then a summary.

mod finding;
mod passage;
mod summary;
mod window;

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::Report;
use crate::rules::{Finding, Level};
use crate::text::visible_start;
use finding::{Painter, place};

pub use passage::{Passage, draw_passage};

/// Findings drawn in full, unless all are asked for.
pub const FIRST: usize = 50;

/// How much is shown, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Colour, as ANSI escape sequences.
    pub color: bool,
    /// Everything, not the first [`FIRST`] findings and the first open claims.
    pub all: bool,
    /// One line a finding and no summary.
    pub quiet: bool,
}

/// Writes the findings and the summary of `report`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let (shown, rest) = choose(
        &report.findings,
        if options.all { usize::MAX } else { FIRST },
    );
    if options.quiet {
        for finding in shown {
            writeln!(out, "{}", one_line(finding, options.color))?;
        }
        return write_rest(&rest, out);
    }
    render_findings(report, shown.iter().copied(), options.color, out)?;
    if !rest.is_empty() {
        write_rest(&rest, out)?;
        writeln!(out)?;
    }
    summary::render(report, options, out)
}

/// Writes `findings`, which are some of those of `report`, in full, with a blank line after each.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render_findings<'r>(
    report: &'r Report,
    findings: impl IntoIterator<Item = &'r Finding>,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut painter = Painter::new(report, color);
    for finding in findings {
        writeln!(out, "{}\n", painter.draw(finding))?;
    }
    Ok(())
}

/// The first `limit` findings, denied ones before others, in their order; and the rest.
fn choose(findings: &[Finding], limit: usize) -> (Vec<&Finding>, Vec<&Finding>) {
    let denied = findings
        .iter()
        .filter(|finding| finding.level == Level::Deny)
        .count();
    let (mut denied, mut others) = (limit.min(denied), limit.saturating_sub(denied));
    findings.iter().partition(|finding| {
        let left = if finding.level == Level::Deny {
            &mut denied
        } else {
            &mut others
        };
        let shown = *left > 0;
        *left = left.saturating_sub(1);
        shown
    })
}

/// `… and 12 more: 10 quote-altered (error), 2 quote-near (warning); --all shows them`
fn write_rest(rest: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    if rest.is_empty() {
        return Ok(());
    }
    let mut by_rule: BTreeMap<(std::cmp::Reverse<Level>, &str), usize> = BTreeMap::new();
    for finding in rest {
        *by_rule
            .entry((std::cmp::Reverse(finding.level), finding.rule))
            .or_default() += 1;
    }
    let counts: Vec<String> = by_rule
        .iter()
        .map(|((level, rule), count)| format!("{count} {rule} ({})", level.0.output()))
        .collect();
    writeln!(
        out,
        "… and {} more: {}; --all shows them",
        rest.len(),
        counts.join(", ")
    )
}

/// `claims/x.toml:14:31: error[quote-altered]: quote says …`
fn one_line(finding: &Finding, color: bool) -> String {
    let style = match finding.level {
        Level::Deny => ERROR,
        Level::Warn => WARNING,
        Level::Allow => Style::new(),
    };
    let rule = paint(
        &format!("{}[{}]", finding.level.output(), finding.rule),
        style,
        color,
    );
    let message = visible_start(&finding.message, ONE_LINE);
    format!(
        "{}: {rule}: {message}",
        place(&finding.file, finding.region)
    )
}

/// Longest message on one line, in scalar values.
const ONE_LINE: usize = 300;

pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
pub(crate) const GOOD: Style = AnsiColor::BrightGreen.on_default().effects(Effects::BOLD);
pub(crate) const HEADING: Style = Style::new().effects(Effects::BOLD);

pub(crate) fn paint(text: &str, style: Style, color: bool) -> String {
    if color {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::text::Span;

    fn shown(report: &Report, options: Options) -> String {
        let mut out = Vec::new();
        render(report, options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_rich_report() {
        let report = sample::report();
        let text = shown(&report, Options::default());
        sample::settings().bind(|| insta::assert_snapshot!("report-terminal", text));
        let quiet = shown(
            &report,
            Options {
                quiet: true,
                ..Options::default()
            },
        );
        sample::settings().bind(|| insta::assert_snapshot!("report-terminal-quiet", quiet));
    }

    #[cfg(feature = "cli")]
    #[test]
    fn colour_changes_nothing_but_colour() {
        let report = sample::report();
        let colored = shown(
            &report,
            Options {
                color: true,
                ..Options::default()
            },
        );
        assert!(colored.contains("\u{1b}["));
        let plain = anstream::adapter::strip_str(&colored).to_string();
        assert_eq!(plain, shown(&report, Options::default()));
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        let text = shown(&sample::report(), Options::default());
        assert!(
            !text
                .chars()
                .any(|c| c != '\n' && crate::text::visible::is_hidden(c))
        );
        assert!(
            !text
                .lines()
                .any(|line| line.trim_start().starts_with("::error"))
        );
    }

    #[test]
    fn beyond_the_first_fifty_there_are_counts_and_no_error_is_among_them() {
        let warning = sample::finding("quote-near", Level::Warn, "a slip", Span::new(40, 45));
        let error = sample::finding("quote-absent", Level::Deny, "not there", Span::new(46, 48));
        let mut report = sample::report();
        report.findings = vec![warning; 60];
        report.findings.push(error);
        let text = shown(&report, Options::default());
        assert!(text.contains("error[quote-absent]"));
        assert!(text.contains("… and 11 more: 11 quote-near (warning); --all shows them\n"));
        assert_eq!(text.matches("warning[quote-near]").count(), 49);
        assert_eq!(text.matches("pincite explain").count(), 2);
        let all = shown(
            &report,
            Options {
                all: true,
                ..Options::default()
            },
        );
        assert_eq!(all.matches("warning[quote-near]").count(), 60);
    }
}
