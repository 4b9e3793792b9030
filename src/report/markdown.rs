//! The report in Markdown, for a wiki or a comment on a pull request.
//!
//! Nothing of a claim file or a source comes alive: no link, image, mention, reference or HTML. What
//! a service could take for one stands between backticks, where all of them leave it alone.

use std::io::{self, Write};

use super::standing::Standing;
use super::{Report, ReportClaim, why};
use crate::rules::Level;
use crate::text::{visible, visible_start};
use crate::verdict::{Side, Verdict};

/// Scalar values of a text at most.
const LONGEST: usize = 600;

/// Writes `report`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let of = &report.summary;
    writeln!(out, "# Provenance report\n")?;
    let outcome = if report.failed() {
        "**The check fails.**"
    } else {
        "The check passes."
    };
    writeln!(
        out,
        "{outcome} {}, {} ({} not checked), {}; {}, {}.\n",
        plural(of.claims, "claim"),
        plural(of.quotes, "quote"),
        of.quotes_unchecked,
        plural(of.sources, "source"),
        plural(of.errors, "error"),
        plural(of.warnings, "warning")
    )?;
    if of.files_unread > 0 {
        writeln!(
            out,
            "**Claim files that could not be read: {}.**\n",
            of.files_unread
        )?;
    }
    writeln!(out, "| Verdict | Claims |\n| --- | ---: |")?;
    for (verdict, count) in [
        (Verdict::Unsupported, of.unsupported),
        (Verdict::Contradicted, of.contradicted),
        (Verdict::MultiplySourced, of.multiply_sourced),
        (Verdict::Supported, of.supported),
    ] {
        writeln!(out, "| {} | {count} |", verdict.name())?;
    }
    writeln!(out)?;
    for (verdict, title) in [
        (Verdict::Unsupported, "Unsupported"),
        (Verdict::Contradicted, "Contradicted"),
        (Verdict::MultiplySourced, "Multiply sourced"),
    ] {
        list(report, verdict, title, &mut out)?;
    }
    findings(report, &mut out)?;
    list(
        report,
        Verdict::Supported,
        "Supported by one origin",
        &mut out,
    )?;
    sources(report, &mut out)?;
    out.flush()
}

fn list(report: &Report, verdict: Verdict, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let claims = report.claims.iter();
    let mut claims: Vec<_> = claims
        .filter(|claim| claim.judgement.verdict == verdict)
        .collect();
    if claims.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {title}: {}\n", claims.len())?;
    let carried = matches!(verdict, Verdict::Supported | Verdict::MultiplySourced);
    if !carried {
        claims.sort_by_key(|claim| Standing::of(claim)); // stable: otherwise as written
    }
    for claim in claims {
        let standing = if carried {
            String::new()
        } else {
            format!(" ({})", Standing::of(claim).word())
        };
        writeln!(
            out,
            "- {}{standing}: {}",
            code(&claim.id),
            prose(&claim.text)
        )?;
        writeln!(out, "  {}.", prose(&why::why(claim)))?;
        if verdict == Verdict::Contradicted {
            contradiction(claim, out)?;
        }
    }
    writeln!(out)
}

/// What the two sides say.
fn contradiction(claim: &ReportClaim, out: &mut dyn Write) -> io::Result<()> {
    for (side, piece) in why::voices(claim) {
        let side = match side {
            Side::Contradicts => "Against",
            Side::Supports => "For",
        };
        let who = piece.origin.as_deref().unwrap_or(&piece.source);
        writeln!(out, "  - {side}, {}: {}", prose(who), code(&piece.quote))?;
        if let Some(answer) = &piece.answer {
            writeln!(out, "    - Answer: {}", prose(answer))?;
        }
    }
    Ok(())
}

fn findings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Findings: {}\n", report.findings.len())?;
    for level in [Level::Deny, Level::Warn] {
        for finding in report
            .findings
            .iter()
            .filter(|finding| finding.level == level)
        {
            let place = format!("{}:{}", finding.file, finding.region.start.line);
            writeln!(
                out,
                "- {} {} at {}: {}",
                level.output(),
                code(finding.rule),
                code(&place),
                prose(&finding.message)
            )?;
            if let Some(help) = &finding.help {
                writeln!(out, "  - Help: {}", prose(help))?;
            }
        }
    }
    writeln!(out)
}

fn sources(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Sources: {}\n", report.sources.len())?;
    for source in &report.sources {
        let about = [&source.publisher, &source.published].into_iter().flatten();
        let about: Vec<_> = about.map(|text| prose(text)).collect();
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(" ({})", about.join(", "))
        };
        let title = source
            .title
            .as_deref()
            .map(|title| format!(" {}", prose(title)));
        writeln!(
            out,
            "- {}{}{about}: {}",
            code(&source.id),
            title.unwrap_or_default(),
            plural(source.claims, "claim")
        )?;
    }
    Ok(())
}

/// `1 error`, `2 errors`.
fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// `text` as running text: what could be markup is escaped, and a word that a service could take for
/// a link, a mention or a reference is set as code.
fn prose(text: &str) -> String {
    let text = visible_start(text, LONGEST);
    let words = text.split(' ').filter(|word| !word.is_empty()).map(|word| {
        if is_alive(word) {
            let (core, end) = word.split_at(word.trim_end_matches([',', '.', ';']).len());
            return format!("{}{end}", code(core));
        }
        let mut escaped = String::with_capacity(word.len());
        for c in word.chars() {
            if matches!(
                c,
                '\\' | '`'
                    | '*'
                    | '_'
                    | '{'
                    | '}'
                    | '['
                    | ']'
                    | '<'
                    | '>'
                    | '&'
                    | '|'
                    | '~'
                    | '^'
                    | '$'
            ) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a service could make more of `word` than it says: an address, a mention (`@a`), a
/// reference (`#1`, `!1`, `GH-1`, a commit), an emoji (`:a:`), markup of a line (`+`, `=`).
fn is_alive(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let hex = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let commit = hex.len() >= 7
        && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
        && hex.bytes().any(|byte| !byte.is_ascii_digit());
    let before_digit = |mark: char| {
        word.match_indices(mark).any(|(at, _)| {
            word[at + mark.len_utf8()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    word.contains(['@', '#', '<'])
        || lower.contains("www.")
        || lower.contains("://")
        || lower.contains("mailto:")
        || lower.contains("xmpp:")
        || lower.contains("gh-")
        || word.matches(':').count() > 1
        || ['!', '$', '%', '&', '~', '^'].into_iter().any(before_digit)
        || commit
}

/// `text` between backticks, more of them than stand in it.
fn code(text: &str) -> String {
    let text = visible_start(text, LONGEST);
    let text = visible(text.trim());
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn nothing_of_a_source_comes_alive() {
        let cases = [
            (
                "plain, with a comma (and brackets).",
                "plain, with a comma (and brackets).",
            ),
            ("<script>alert(1)</script>", "`<script>alert(1)</script>`"),
            ("[a](b)", "\\[a\\](b)"),
            ("![a](b)", "!\\[a\\](b)"),
            ("ask @team now", "ask `@team` now"),
            ("mail a@b.org", "mail `a@b.org`"),
            ("see https://example.org.", "see `https://example.org`."),
            ("www.example.org", "`www.example.org`"),
            ("fixes #12 and !3", "fixes `#12` and `!3`"),
            ("commit deadbeef1", "commit `deadbeef1`"),
            ("19741117", "19741117"),
            ("`a` **b** | c", "\\`a\\` \\*\\*b\\*\\* \\| c"),
            ("a\n\n# b\u{202e}", "a `#` b⟨U+202E⟩"),
            (":smile:", "`:smile:`"),
            ("a ``@b`` c", "a ```` ``@b`` ```` c"),
        ];
        for (text, expected) in cases {
            let shown = prose(text);
            // a fence is one longer than the longest run within
            let expected = expected.replace("```` ``@b`` ````", "``` ``@b`` ```");
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn a_rich_report() {
        let mut out = Vec::new();
        render(&sample::report(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        sample::settings().bind(|| insta::assert_snapshot!("report-markdown", text));
    }
}
