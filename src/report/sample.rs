//! A rich report made by hand, for the tests of the formats.

use std::sync::Arc;

use super::{Report, ReportClaim, ReportEvidence, ReportSource, Summary};
use crate::claim::{Expect, Stance, Value};
use crate::matcher::{Difference, Excerpt, Fidelity, Kind, Match, Outcome, Place, Unchecked};
use crate::rules::{Allowed, Finding, Level, Mark, Related};
use crate::text::{Lines, Position, Region, Span};
use crate::verdict::{Judgement, Link, LinkReason, OriginGroup, Side, Tally, Verdict};

/// Snapshots go to `snapshots/` at the top level.
pub(crate) fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

const CLAIMS: &str = concat!(
    r#"# How long she was to stay in prison.

[[claim]]
id = "first-sentence"
text = "In 2008 a court sentenced her to 60 years."
source = "encyclopedia"
quote = "She was sentenced to 96 years in prison in May 2008"

[[claim]]
id = "幸福"
text = "Le mot « 幸福 » — and a bidi "#,
    "\u{202e}",
    r#"trap."
source = "blog#proceso"
quote = "漢字かな交じり文で書かれた「幸福」という言葉"
"#
);

const SOURCE: &str = "Some heading\n\nThe appeal came later. She was sentenced to 60 years in \
                      prison in April 2008, the paper wrote, and \u{1b}[31mno court ever lifted it.";

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn region(text: &str, span: Span) -> Region {
    Lines::new(text).region(text, span)
}

fn mark(text: &str, words: &str, label: &str) -> Mark {
    Mark {
        span: span(text, words),
        label: label.to_owned(),
    }
}

pub(crate) fn finding(rule: &'static str, level: Level, message: &str, at: Span) -> Finding {
    Finding {
        rule,
        level,
        message: message.to_owned(),
        help: None,
        notes: Vec::new(),
        claim: None,
        evidence: None,
        file: "claims/sentence.toml".to_owned(),
        span: at,
        region: region(CLAIMS, at),
        marks: Vec::new(),
        related: Vec::new(),
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

fn related(file: &str, text: &str, at: &str, label: &str, marks: Vec<Mark>) -> Related {
    Related {
        file: file.to_owned(),
        region: region(text, span(text, at)),
        label: label.to_owned(),
        excerpt: Some(Excerpt {
            text: text.to_owned(),
            start: 0,
            line: 1,
        }),
        marks,
    }
}

fn altered() -> Finding {
    Finding {
        help: Some("copy \"60\" and \"April\" from the source, or change the claim".to_owned()),
        notes: vec!["the claim is left without support".to_owned()],
        claim: Some("first-sentence".to_owned()),
        evidence: Some(0),
        marks: vec![
            mark(CLAIMS, "96", "not in the source"),
            mark(CLAIMS, "May", ""),
        ],
        related: vec![related(
            "seeds/encyclopedia.txt",
            SOURCE,
            "60",
            "nearest passage",
            vec![
                mark(SOURCE, "60", "number: 96 → 60"),
                mark(SOURCE, "April", "date: May → April"),
            ],
        )],
        ..finding(
            "quote-altered",
            Level::Deny,
            "quote says \"96 years\", source says \"60 years\"",
            span(CLAIMS, "96"),
        )
    }
}

fn elsewhere() -> Finding {
    let line = format!(
        "{}「幸福」という言葉{}",
        "前の文。".repeat(40),
        "後の文。".repeat(900)
    );
    Finding {
        help: Some("write source = \"blog#petition\"".to_owned()),
        claim: Some("幸福".to_owned()),
        evidence: Some(0),
        marks: vec![mark(
            CLAIMS,
            "「幸福」という言葉",
            "stands in the part petition",
        )],
        related: vec![related(
            "seeds/blog.txt",
            &line,
            "「幸福」",
            "here",
            vec![mark(&line, "「幸福」という言葉", "")],
        )],
        ..finding(
            "quote-elsewhere",
            Level::Deny,
            "the quote is not in blog#proceso, but in blog#petition",
            span(CLAIMS, "漢字"),
        )
    }
}

fn hidden() -> Finding {
    Finding {
        marks: vec![mark(CLAIMS, "\u{202e}trap", "reorders the line")],
        related: vec![Related {
            file: "claims/sentence.toml".to_owned(),
            region: region(CLAIMS, span(CLAIMS, "id = \"first-sentence\"")),
            label: "another place\u{1b}[2J".to_owned(),
            excerpt: None,
            marks: Vec::new(),
        }],
        ..finding(
            "hidden-characters",
            Level::Warn,
            "the text holds \u{202e}\n::error::a character that nobody sees",
            span(CLAIMS, "\u{202e}trap"),
        )
    }
}

fn of_a_file() -> Finding {
    Finding {
        file: "claims/empty.toml".to_owned(),
        help: Some("write a [[claim]]".to_owned()),
        region: Region::default(),
        ..finding(
            "nothing-to-check",
            Level::Deny,
            "the file holds no claim",
            Span::default(),
        )
    }
}

fn claim(id: &str, verdict: Verdict, expect: Option<Expect>, answered: bool) -> ReportClaim {
    ReportClaim {
        id: id.to_owned(),
        file: "claims/sentence.toml".to_owned(),
        at: Position { line: 3, column: 1 },
        text: format!("What {id} says."),
        subject: None,
        value: None,
        tags: Vec::new(),
        note: None,
        expect,
        why: expect.map(|_| "a rumour".to_owned()),
        judgement: Judgement {
            verdict,
            answered,
            support: Tally::default(),
            against: Tally::default(),
            origin_groups: Vec::new(),
            disagrees_with: Vec::new(),
            reservation: None,
        },
        disagrees_with: Vec::new(),
        evidence: Vec::new(),
    }
}

fn evidence(quote: &str, outcome: Outcome) -> ReportEvidence {
    let accepted = matches!(&outcome, Outcome::Checked(found) if found.fidelity.accepted());
    ReportEvidence {
        at: Position { line: 6, column: 1 },
        source: "encyclopedia".to_owned(),
        part: None,
        source_file: Some("seeds/encyclopedia.txt".to_owned()),
        stance: Stance::Supports,
        quote: quote.to_owned(),
        prefix: None,
        suffix: None,
        value: Some(Value::Text("60 years".to_owned())),
        speaker: None,
        translation: None,
        locator: None,
        origin: Some("an encyclopedia".to_owned()),
        note: None,
        answer: None,
        outcome,
        accepted,
        counts: accepted,
    }
}

fn altered_match() -> Match {
    let at = span(
        SOURCE,
        "She was sentenced to 60 years in prison in April 2008",
    );
    let difference = |kind, quoted: &str, source: &str, material| Difference {
        kind,
        material,
        quoted: quoted.to_owned(),
        source: source.to_owned(),
        quote_span: Span::new(21, 23),
        source_span: span(SOURCE, source),
    };
    Match {
        fidelity: Fidelity::Altered,
        spans: vec![Place {
            span: at,
            region: region(SOURCE, at),
            part: None,
        }],
        occurrences: 1,
        elsewhere: Vec::new(),
        differences: vec![
            difference(Kind::Number, "96", "60", true),
            difference(Kind::Date, "May", "April", true),
        ],
        passage: SOURCE.to_owned(),
        excerpt: None,
        similarity: 0.93,
        anchor: crate::matcher::Anchor::NotAsked,
        heading: false,
        short: false,
        context: Vec::new(),
        ambiguous: None,
    }
}

/// Two altered words, a quote of another part in CJK on a long line, hidden characters, a file as a
/// whole; claims of every verdict and standing.
pub(crate) fn report() -> Report {
    let tally = Tally {
        evidence: 3,
        accepted: 2,
        counts: 2,
        unchecked: 1,
        origins: 1,
    };
    let mut first = claim("first-sentence", Verdict::Unsupported, None, false);
    first.value = Some(Value::Integer(60));
    first.tags = vec!["trial".to_owned()];
    first.evidence = vec![
        evidence(
            "She was sentenced to 96 years in prison in May 2008",
            Outcome::Checked(Arc::new(altered_match())),
        ),
        evidence("lost", Outcome::Unchecked(Unchecked::SourceMissing)),
    ];
    let mut copied = claim("copied", Verdict::Supported, None, false);
    copied.judgement.support = tally;
    copied.judgement.reservation = Some("1 piece against not verified".to_owned());
    copied.judgement.origin_groups = vec![OriginGroup {
        name: "Reuters".to_owned(),
        side: Side::Supports,
        evidence: vec![0, 2],
        links: vec![Link {
            a: 0,
            b: 2,
            reason: LinkReason::Descends,
            text: Some("blog".to_owned()),
        }],
    }];
    let contradicted = |id, expect, answered| claim(id, Verdict::Contradicted, expect, answered);
    let claims = vec![
        first,
        contradicted("answered-one", None, true),
        contradicted("open-one", None, false),
        contradicted("rumour", Some(Expect::Contradicted), false),
        claim(
            "gap",
            Verdict::Unsupported,
            Some(Expect::Unsupported),
            false,
        ),
        copied,
        claim("sound", Verdict::MultiplySourced, None, false),
    ];
    let findings = vec![of_a_file(), altered(), elsewhere(), hidden()];
    let allowed = Finding {
        level: Level::Warn,
        ..finding("quote-near", Level::Warn, "a slip", Span::new(40, 45))
    };
    Report {
        summary: Summary {
            claims: 7,
            supported: 1,
            multiply_sourced: 1,
            contradicted: 3,
            unsupported: 2,
            answered: 1,
            expected: 2,
            quotes: 9,
            quotes_checked: 8,
            quotes_unchecked: 1,
            files_unread: 1,
            sources: 2,
            errors: 3,
            warnings: 1,
            allowed: 1,
            baselined: 0,
            existing: 0,
        },
        baselined: Vec::new(),
        existing: Vec::new(),
        change: None,
        claims,
        findings,
        allowed: vec![Allowed {
            finding: allowed,
            why: "the printer's slip".to_owned(),
        }],
        sources: vec![ReportSource {
            id: "encyclopedia".to_owned(),
            file: "seeds/encyclopedia.txt".to_owned(),
            sha256: Some("ab".repeat(32)),
            bytes: SOURCE.len(),
            claims: 2,
            reader: "text/1",
            derived_from: vec!["explainer".to_owned()],
            parts: vec!["lead".to_owned()],
            ..ReportSource::default()
        }],
        texts: [("claims/sentence.toml".to_owned(), Arc::from(CLAIMS))].into(),
    }
}
