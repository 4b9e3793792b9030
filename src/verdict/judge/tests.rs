//! Verdicts over claims built by hand.

use super::*;
use crate::claim::{self, ClaimFile};
use crate::matcher::{Outcome, Unchecked};

/// A claim file of which each piece counts unless its quote is `not found`.
fn judged(text: &str) -> Vec<Judgement> {
    let file: ClaimFile = claim::parse("claims/a.toml", text);
    assert_eq!(file.problems, []);
    let sources = Sources::default();
    let claims: Vec<_> = file
        .claims
        .iter()
        .map(|claim| CheckedClaim {
            file: &file,
            claim,
            evidence: claim
                .evidence
                .iter()
                .map(|evidence| CheckedEvidence {
                    evidence,
                    source: Some(SourceRef {
                        source: 0,
                        part: None,
                    }),
                    part: None,
                    side: side(claim, evidence),
                    outcome: Outcome::Unchecked(Unchecked::SourceMissing),
                    found_elsewhere: Vec::new(),
                    counts: evidence.quote.value != "not found",
                })
                .collect(),
        })
        .collect();
    judge(&claims, &sources)
}

fn claim(id: &str, keys: &str, evidence: &[&str]) -> String {
    let mut text = format!("[[claim]]\nid = \"{id}\"\ntext = \"t\"\n{keys}\n");
    for piece in evidence {
        text.push_str("[[claim.evidence]]\nsource = \"s\"\n");
        text.push_str(piece);
        text.push('\n');
    }
    text
}

const FOR: &str = "quote = 'yes'\norigin = 'a'";
const ALSO_FOR: &str = "quote = 'yes'\norigin = 'b'";
const LOST: &str = "quote = 'not found'\norigin = 'c'";
const AGAINST: &str = "quote = 'no'\norigin = 'd'\nstance = 'contradicts'";
const ANSWERED: &str = "quote = 'no'\norigin = 'd'\nstance = 'contradicts'\nanswer = 'a slip'";
const LOST_AGAINST: &str = "quote = 'not found'\norigin = 'd'\nstance = 'contradicts'";
const CONTEXT: &str = "quote = 'so'\norigin = 'e'\nstance = 'context'";

#[test]
fn four_verdicts() {
    use Verdict::{Contradicted, MultiplySourced, Supported, Unsupported};
    let rows: [(&str, &[&str], Verdict, bool); 9] = [
        ("no evidence", &[], Unsupported, false),
        ("context only", &[CONTEXT], Unsupported, false),
        ("one origin", &[FOR, FOR], Supported, false),
        ("two origins", &[FOR, ALSO_FOR], MultiplySourced, false),
        (
            "a second that does not count",
            &[FOR, LOST],
            Supported,
            false,
        ),
        (
            "one against",
            &[FOR, ALSO_FOR, AGAINST],
            Contradicted,
            false,
        ),
        (
            "one against, answered",
            &[FOR, ANSWERED],
            Contradicted,
            true,
        ),
        (
            "one of two answered",
            &[FOR, ANSWERED, AGAINST],
            Contradicted,
            false,
        ),
        (
            "one against that does not count",
            &[FOR, LOST_AGAINST],
            Supported,
            false,
        ),
    ];
    for (name, evidence, verdict, answered) in rows {
        let judgement = &judged(&claim("a", "", evidence))[0];
        assert_eq!(
            (judgement.verdict, judgement.answered),
            (verdict, answered),
            "{name}"
        );
    }
}

#[test]
fn an_incompatible_value_speaks_against_whatever_the_stance() {
    let given = |value: &str| format!("quote = 'yes'\norigin = 'a'\nvalue = '{value}'");
    let verdict =
        |value: &str| judged(&claim("a", "value = '96 years'", &[&given(value)]))[0].verdict;
    assert_eq!(verdict("96 years"), Verdict::Supported);
    assert_eq!(verdict("98 years"), Verdict::Contradicted);
}

/// What it shows, two claims, with which others each disagrees.
type Row<'a> = (&'a str, [String; 2], [&'a [usize]; 2]);

#[test]
fn claims_on_one_subject() {
    let on = |value: &str| format!("subject = 's'\nvalue = '{value}'");
    let rumour = |value: &str| format!("{}\nexpect = 'contradicted'\nwhy = 'a rumour'", on(value));
    let rows: [Row<'_>; 4] = [
        (
            "both held",
            [claim("a", &on("96"), &[FOR]), claim("b", &on("98"), &[FOR])],
            [&[1], &[0]],
        ),
        (
            "one value",
            [claim("a", &on("96"), &[FOR]), claim("b", &on("96"), &[FOR])],
            [&[], &[]],
        ),
        (
            "one not held",
            [
                claim("a", &on("96"), &[FOR]),
                claim("b", &rumour("98"), &[FOR]),
            ],
            [&[], &[0]],
        ),
        (
            "one without support",
            [
                claim("a", &on("96"), &[FOR]),
                claim("b", &on("98"), &[LOST]),
            ],
            [&[], &[0]],
        ),
    ];
    for (name, claims, expected) in rows {
        let judgements = judged(&claims.concat());
        let clashes: Vec<_> = judgements
            .iter()
            .map(|it| it.disagrees_with.as_slice())
            .collect();
        assert_eq!(clashes, expected, "{name}");
    }
}

#[test]
fn a_subject_with_thousands_of_values() {
    let claims = (0..3_000).map(|at| {
        claim(
            &format!("c{at}"),
            &format!("subject = 's'\nvalue = {at}"),
            &[FOR],
        )
    });
    let judgements = judged(&claims.collect::<String>());
    assert!(
        judgements
            .iter()
            .all(|it| it.disagrees_with.len() == NAMED_CLASHES)
    );
}
