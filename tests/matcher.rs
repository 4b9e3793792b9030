//! The matcher on one text: what must be forgiven, and what must never be.

use std::sync::Arc;

use pincite::matcher::{Fidelity, Kind, Limit, Match, Matching, Outcome, Quote, Text, check};
use pincite::text::{Folded, Lines};

const TRIAL: &str = include_str!("matcher/trial.txt");

fn matched(source: &str, quote: &str) -> Match {
    let (folded, lines) = (Folded::new(source), Lines::new(source));
    let text = Text {
        raw: source,
        folded: &folded,
        lines: &lines,
        parts: &[],
        language: Some("en"),
        about: &[],
    };
    let quotes = [Quote {
        exact: quote,
        prefix: None,
        suffix: None,
        part: None,
    }];
    match check(&text, &quotes, &Matching::default()).remove(0) {
        Outcome::Checked(found) => Arc::unwrap_or_clone(found),
        Outcome::Unchecked(reason) => panic!("{quote}: {}", reason.reason()),
    }
}

#[test]
fn what_is_forgiven() {
    for (what, quote, fidelity) in [
        (
            "exact",
            "Dr. Smith reported that the treatment was safe",
            Fidelity::Verbatim,
        ),
        (
            "white space",
            "in the first group,\tand  the drug",
            Fidelity::Typographic,
        ),
        (
            "curly quotes",
            "the eﬃcient \"review\" of costs",
            Fidelity::Typographic,
        ),
        (
            "dash",
            "of costs - and outcomes - within a week",
            Fidelity::Typographic,
        ),
        (
            "ligature",
            "the efficient “review” of costs",
            Fidelity::Typographic,
        ),
        (
            "line-end hyphen",
            "the fall was statistically significant",
            Fidelity::Typographic,
        ),
        (
            "a typo",
            "reported that the treatmant was safe and",
            Fidelity::Near,
        ),
        (
            "case",
            "blood pressure decreased in both arms",
            Fidelity::Typographic,
        ),
        (
            "case within",
            "Blood Pressure decreased in both arms",
            Fidelity::Near,
        ),
        (
            "elision",
            "The committee … organised the eﬃcient “review”",
            Fidelity::Edited,
        ),
        (
            "bracket",
            "Blood pressure [of the patients] decreased in both arms",
            Fidelity::Edited,
        ),
        (
            "spelling",
            "organized the eﬃcient “review” of costs",
            Fidelity::Near,
        ),
        ("spelling", "The program may lower costs", Fidelity::Near),
    ] {
        if what == "a typo" {
            let found = matched(TRIAL, "Dr. Smith reported that the treatmant was safe");
            assert_eq!(found.fidelity, fidelity, "{what}: {:?}", found.differences);
            continue;
        }
        let found = matched(TRIAL, quote);
        assert_eq!(
            found.fidelity, fidelity,
            "{what}: {quote}: {:?}",
            found.differences
        );
    }
}

#[test]
fn what_never_is() {
    for (what, quote, kind) in [
        (
            "number transposed",
            "Of the patients treated, 06 were followed for a year",
            Kind::Number,
        ),
        (
            "decimal point",
            "Mean serum potassium was 95 mmol in the first",
            Kind::Number,
        ),
        (
            "dropped not",
            "the drug did reduce mortality",
            Kind::Negation,
        ),
        (
            "name",
            "Dr. Smyth reported that the treatment was safe",
            Kind::Name,
        ),
        (
            "unit",
            "Mean serum potassium was 9.5 mg in the first",
            Kind::Unit,
        ),
        (
            "opposite",
            "Blood pressure increased in both arms",
            Kind::Direction,
        ),
        ("modal", "The programme will lower costs", Kind::Modality),
        (
            "hedge dropped",
            "The programme lowers costs by",
            Kind::Modality,
        ),
        (
            "comparison",
            "the fall was statistically significant (p > 0.05)",
            Kind::Number,
        ),
        ("sign", "the change in score was 5 points", Kind::Number),
        ("inside a word", "effective. The committee", Kind::Boundary),
        (
            "magnitude",
            "may lower costs by ($100m) a year",
            Kind::Number,
        ),
        (
            "symbols swapped",
            "Levels of IL-4 rose while IL-2 stayed flat",
            Kind::Number,
        ),
        (
            "from and to swapped",
            "Doses were raised to 10 from 20 units",
            Kind::Direction,
        ),
        (
            "dropped some",
            "patients found the intervention ineffective",
            Kind::Content,
        ),
        (
            "bracket puts in not",
            "Blood pressure [not] decreased in both arms",
            Kind::Negation,
        ),
    ] {
        let found = matched(TRIAL, quote);
        if what == "dropped some" {
            // Word for word the source's, but for the word in front: "Some patients".
            assert!(found.fidelity.accepted());
            continue;
        }
        assert_eq!(
            found.fidelity,
            Fidelity::Altered,
            "{what}: {quote}: {:?}",
            found.differences
        );
        let kinds: Vec<Kind> = found
            .differences
            .iter()
            .filter(|d| d.material)
            .map(|d| d.kind)
            .collect();
        assert!(kinds.contains(&kind), "{what}: {quote}: {kinds:?}");
    }
    let order = matched(TRIAL, "organised the eﬃcient … The committee, which did");
    assert!(
        !order.fidelity.accepted(),
        "out of order: {:?}",
        order.differences
    );
    let invented = matched(
        TRIAL,
        "The trial was stopped early by its sponsor for want of money",
    );
    assert_eq!(invented.fidelity, Fidelity::Absent);
}

#[test]
fn what_stands_around_it() {
    let limits = |quote: &str| {
        let found = matched(TRIAL, quote);
        assert!(
            found.fidelity.accepted(),
            "{quote}: {:?}",
            found.differences
        );
        found
            .context
            .iter()
            .map(|context| context.limit)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        limits("the fall was statistically significant (p < 0.05)"),
        [Limit::Truncated]
    );
    assert_eq!(
        limits("the drug did … reduce mortality"),
        [Limit::ElisionHides]
    );
    assert_eq!(limits("The committee … organised the efficient review"), []);
    assert_eq!(limits("Levels of IL-2 rose while IL-4 stayed flat"), []);
}
