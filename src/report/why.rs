//! The verdict of a claim and why, in one sentence.

use std::collections::BTreeSet;

use super::{ReportClaim, ReportEvidence};
use crate::claim::{Stance, Value};
use crate::matcher::{Fidelity, Outcome};
use crate::verdict::{Side, Verdict, compare};

/// Origins named in a sentence; of the others only their number is given.
const NAMED: usize = 3;

/// Why `claim` has its verdict, in one sentence without a final full stop. It may hold the words of
/// files, as they stand there.
pub(crate) fn why(claim: &ReportClaim) -> String {
    let judgement = &claim.judgement;
    let mut sentence = match judgement.verdict {
        Verdict::MultiplySourced => format!(
            "{} independent origins support it: {}",
            judgement.support.origins,
            list(&origins(claim, Side::Supports))
        ),
        Verdict::Supported => {
            let names = list(&origins(claim, Side::Supports));
            match judgement.support.counts {
                1 => format!("one origin supports it: {names}"),
                pieces => format!("one origin supports it, in {pieces} quotes: {names}"),
            }
        }
        Verdict::Unsupported => unsupported(claim),
        Verdict::Contradicted => contradicted(claim),
    };
    if let Some(reservation) = &judgement.reservation {
        sentence.push_str("; ");
        sentence.push_str(reservation);
    }
    sentence
}

fn unsupported(claim: &ReportClaim) -> String {
    let supporting = || {
        claim
            .evidence
            .iter()
            .filter(|it| it.stance == Stance::Supports)
    };
    let pieces = supporting().count();
    if pieces == 0 {
        return "no piece of evidence speaks for it".to_owned();
    }
    let failed = |wanted: fn(&ReportEvidence) -> bool| supporting().filter(|it| wanted(it)).count();
    let absent = failed(|it| fidelity(it) == Some(Fidelity::Absent));
    let altered = failed(|it| fidelity(it) == Some(Fidelity::Altered));
    let unchecked = failed(|it| fidelity(it).is_none());
    let limited = failed(|it| it.accepted && !it.counts);
    let reasons: Vec<String> = [
        (absent, "not found in its source"),
        (altered, "altered"),
        (unchecked, "not checked"),
        (limited, "limited by the words around it"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    let quotes = if pieces == 1 {
        "its one quote"
    } else {
        "none of its quotes"
    };
    let fails = if pieces == 1 {
        "does not count"
    } else {
        "counts"
    };
    match reasons.as_slice() {
        [] => format!("{quotes} {fails}"),
        _ => format!("{quotes} {fails}: {}", reasons.join(", ")),
    }
}

fn contradicted(claim: &ReportClaim) -> String {
    let mut parts = Vec::new();
    let against = origins(claim, Side::Contradicts);
    if !against.is_empty() {
        let values: BTreeSet<String> = claim
            .evidence
            .iter()
            .filter(|it| it.counts && it.stance == Stance::Contradicts)
            .filter_map(|it| it.value.as_ref().map(compare::words))
            .collect();
        let verb = if against.len() == 1 {
            "speaks"
        } else {
            "speak"
        };
        let mut words = format!("{} {verb} against it", list(&against));
        if !values.is_empty() {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            words = format!("{words} ({})", list(&values));
        }
        parts.push(words);
    }
    if !claim.disagrees_with.is_empty() {
        let ids: Vec<&str> = claim.disagrees_with.iter().map(String::as_str).collect();
        parts.push(format!("it disagrees with {}", list(&ids)));
    }
    if parts.is_empty() {
        parts.push("evidence that counts speaks against it".to_owned());
    }
    let support = origins(claim, Side::Supports);
    let mut words = match support.len() {
        0 => "nothing that counts supports it".to_owned(),
        1 => format!("{} supports it", list(&support)),
        _ => format!("{} support it", list(&support)),
    };
    if let Some(value) = value(claim.value.as_ref()).filter(|_| !support.is_empty()) {
        words = format!("{words} ({value})");
    }
    parts.push(words);
    parts.join("; ")
}

/// The names of the origins on one side, each once, in the order of the evidence.
pub(crate) fn origins(claim: &ReportClaim, side: Side) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let groups = claim.judgement.origin_groups.iter();
    groups
        .filter(|group| group.side == side)
        .map(|group| group.name.as_str())
        .filter(|name| seen.insert(*name))
        .collect()
}

/// `A`, `A and B`, `A, B and C`, `A, B, C and 4 others`.
pub(crate) fn list(names: &[&str]) -> String {
    let first = &names[..names.len().min(NAMED)];
    match (first, names.len() - first.len()) {
        ([], _) => "an unnamed origin".to_owned(),
        ([one], 0) => (*one).to_owned(),
        ([others @ .., last], 0) => format!("{} and {last}", others.join(", ")),
        (all, 1) => format!("{} and 1 other", all.join(", ")),
        (all, rest) => format!("{} and {rest} others", all.join(", ")),
    }
}

/// What a declared value looks like.
pub(crate) fn value(value: Option<&Value>) -> Option<String> {
    value.map(compare::words)
}

/// The fidelity of a piece, where it was checked.
pub(crate) fn fidelity(piece: &ReportEvidence) -> Option<Fidelity> {
    match &piece.outcome {
        Outcome::Checked(found) => Some(found.fidelity),
        Outcome::Unchecked(_) => None,
    }
}

/// The pieces of a claim that count, and the side on which each speaks, as written.
pub(crate) fn voices(claim: &ReportClaim) -> Vec<(Side, &ReportEvidence)> {
    let groups = &claim.judgement.origin_groups;
    let pieces = claim.evidence.iter().enumerate();
    pieces
        .filter(|(_, piece)| piece.counts)
        .filter_map(|(index, piece)| {
            let group = groups.iter().find(|it| it.evidence.contains(&index));
            let side = match (group.map(|group| group.side), piece.stance) {
                (Some(side), _) => side,
                (None, Stance::Contradicts) => Side::Contradicts,
                (None, Stance::Supports) => Side::Supports,
                (None, Stance::Context) => return None,
            };
            Some((side, piece))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn names_are_listed_as_people_list_them() {
        let cases: [(&[&str], &str); 5] = [
            (&["a"], "a"),
            (&["a", "b"], "a and b"),
            (&["a", "b", "c"], "a, b and c"),
            (&["a", "b", "c", "d"], "a, b, c and 1 other"),
            (&["a", "b", "c", "d", "e"], "a, b, c and 2 others"),
        ];
        for (names, expected) in cases {
            assert_eq!(list(names), expected);
        }
    }

    #[test]
    fn a_verdict_says_why() {
        let report = sample::report();
        let said = |id: &str| why(report.claims.iter().find(|claim| claim.id == id).unwrap());
        assert_eq!(
            said("first-sentence"),
            "none of its quotes counts: 1 altered, 1 not checked"
        );
        assert_eq!(
            said("copied"),
            "one origin supports it, in 2 quotes: Reuters; 1 piece against not verified"
        );
        assert_eq!(said("gap"), "no piece of evidence speaks for it");
    }
}
