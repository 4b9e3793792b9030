//! The summary: what a busy editor has to know of the claims, then the figures.

use std::io::{self, Write};

use super::{ERROR, GOOD, HEADING, Options, WARNING, paint};
use crate::report::standing::Standing;
use crate::report::{Report, ReportClaim};
use crate::text::visible_start;
use crate::verdict::Verdict;

/// Longest text of a claim in a list, in scalar values.
const LONGEST_TEXT: usize = 120;

/// Claims listed below a heading, unless all are asked for.
const LISTED: usize = 10;

/// Writes the lists and the figures.
pub(super) fn render(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let by_verdict = |verdict| {
        report
            .claims
            .iter()
            .filter(move |claim| claim.judgement.verdict == verdict)
            .collect()
    };
    let contradicted: Vec<_> = by_verdict(Verdict::Contradicted);
    let unsupported: Vec<_> = by_verdict(Verdict::Unsupported);
    let reserved: Vec<_> = report
        .claims
        .iter()
        .filter(|claim| {
            matches!(
                claim.judgement.verdict,
                Verdict::Supported | Verdict::MultiplySourced
            )
        })
        .filter(|claim| claim.judgement.reservation.is_some())
        .collect();
    list("Contradicted by the sources", &contradicted, options, out)?;
    list("Unsupported", &unsupported, options, out)?;
    reservations(&reserved, options, out)?;
    figures(report, options.color, out)
}

/// The claims of one verdict, open ones first.
fn list(
    heading: &str,
    claims: &[&ReportClaim],
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let mut claims: Vec<_> = claims
        .iter()
        .map(|claim| (Standing::of(claim), *claim))
        .collect();
    claims.sort_by_key(|(standing, _)| *standing); // stable: otherwise as written
    let counts: Vec<String> = Standing::ALL
        .iter()
        .map(|wanted| {
            (
                claims
                    .iter()
                    .filter(|(standing, _)| standing == wanted)
                    .count(),
                wanted,
            )
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, standing)| format!("{count} {}", standing.word()))
        .collect();
    let heading = format!("{heading}: {} ({})", claims.len(), counts.join(", "));
    let heading = paint(&heading, HEADING, options.color);
    // What is settled is counted only: it wants nothing done.
    let open = claims.partition_point(|(standing, _)| *standing == Standing::Open);
    if open == 0 && !options.all {
        return writeln!(out, "{heading}; --all shows them\n");
    }
    writeln!(out, "{heading}")?;
    entries(&claims, open, options, out, |(standing, claim)| {
        let style = if *standing == Standing::Open {
            ERROR
        } else {
            GOOD
        };
        let word = paint(&format!("{:8}", standing.word()), style, options.color);
        format!("{word}  {}", named(claim))
    })
}

/// The claims that are in no other list and whose verdict was reached while something was not verified.
fn reservations(claims: &[&ReportClaim], options: Options, out: &mut dyn Write) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let heading = format!("Not fully verified: {}", claims.len());
    writeln!(out, "{}", paint(&heading, HEADING, options.color))?;
    entries(claims, claims.len(), options, out, |claim| {
        let words = claim.judgement.reservation.as_deref().unwrap_or_default();
        let words = visible_start(words, LONGEST_TEXT);
        let id = visible_start(&claim.id, LONGEST_TEXT);
        format!("{id}: {}; {words}", claim.judgement.verdict.name())
    })
}

/// The first of the `urgent` first entries of `list`, and how many are left.
fn entries<T>(
    list: &[T],
    urgent: usize,
    options: Options,
    out: &mut dyn Write,
    entry: impl Fn(&T) -> String,
) -> io::Result<()> {
    let shown = if options.all {
        list.len()
    } else {
        urgent.min(LISTED)
    };
    for item in &list[..shown] {
        writeln!(out, "  - {}", entry(item))?;
    }
    let rest = list.len() - shown;
    if rest > 0 {
        writeln!(out, "  … and {rest} more; --all shows them")?;
    }
    writeln!(out)
}

/// `first-sentence: In 2008 … (1 piece in support not verified)`
fn named(claim: &ReportClaim) -> String {
    let id = visible_start(&claim.id, LONGEST_TEXT);
    let text = visible_start(&claim.text, LONGEST_TEXT);
    match &claim.judgement.reservation {
        Some(words) => format!("{id}: {text} ({})", visible_start(words, LONGEST_TEXT)),
        None => format!("{id}: {text}"),
    }
}

fn figures(report: &Report, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let of = &report.summary;
    let mut line = |label: &str, figures: String| {
        writeln!(
            out,
            "{} {figures}",
            paint(&format!("{label:9}"), HEADING, color)
        )
    };
    line(
        "Claims",
        format!(
            "{}: {} multiply-sourced, {} supported, {} contradicted, {} unsupported",
            of.claims, of.multiply_sourced, of.supported, of.contradicted, of.unsupported
        ),
    )?;
    if let Some(before) = report.change {
        line(
            "Before",
            format!(
                "{}: {} multiply-sourced, {} supported, {} contradicted, {} unsupported; {} removed",
                before.claims,
                before.multiply_sourced,
                before.supported,
                before.contradicted,
                before.unsupported,
                before.removed
            ),
        )?;
    }
    let unchecked = format!("{} not checked", of.quotes_unchecked);
    let unchecked = if of.quotes_unchecked > 0 {
        paint(&unchecked, ERROR, color)
    } else {
        unchecked
    };
    line(
        "Quotes",
        format!("{}: {} checked, {unchecked}", of.quotes, of.quotes_checked),
    )?;
    line("Sources", of.sources.to_string())?;
    if of.files_unread > 0 {
        let unread = format!("{} not read", plural(of.files_unread, "claim file"));
        line("Files", paint(&unread, ERROR, color))?;
    }
    let errors = plural(of.errors, "error");
    let warnings = plural(of.warnings, "warning");
    let mut findings = vec![
        paint(&errors, if of.errors > 0 { ERROR } else { GOOD }, color),
        if of.warnings > 0 {
            paint(&warnings, WARNING, color)
        } else {
            warnings
        },
    ];
    if of.allowed > 0 {
        findings.push(format!("{} allowed with a reason", of.allowed));
    }
    if of.baselined > 0 {
        findings.push(format!("{} in the baseline", of.baselined));
    }
    if of.existing > 0 {
        findings.push(format!("{} there before the change", of.existing));
    }
    line("Findings", findings.join(", "))
}

/// `1 error`, `2 errors`.
fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
