//! The contradictions of a project side by side: on each subject, who says what, and since when.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, ReportClaim, ReportEvidence};
use crate::claim::{Expect, Stance};
use crate::source::{Details, Sources, first_day};
use crate::verdict::{Side, Verdict, compare};

/// What the sources disagree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The subject that the claims declare, where they do.
    pub subject: Option<String>,
    /// The claims about it, as written.
    pub claims: Vec<Stated>,
    /// What is said of it, the earliest first.
    pub sides: Vec<Said>,
}

/// A claim about the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Its id.
    pub id: String,
    /// The assertion.
    pub text: String,
    /// Its file, relative to the project.
    pub file: String,
    /// The 1-based line of its heading.
    pub line: usize,
    /// How it is settled: "answered", "not held", "open".
    pub standing: &'static str,
    /// Why it is not held.
    pub why: Option<String>,
}

/// One of the things that are said of the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The value; where none is declared "for" or "against" and the claim.
    pub value: String,
    /// On which side of the first claim it stands.
    pub side: Side,
    /// Independent origins behind it.
    pub origins: usize,
    /// Who says so, dated ones first, the earliest first.
    pub voices: Vec<Voice>,
}

/// One passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The source as claims name it: `blog#fox-2011`.
    pub source: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as catalogued.
    pub published: Option<String>,
    /// The source's file and the 1-based line of the quote.
    pub place: Option<(String, usize)>,
    /// The words.
    pub quote: String,
    /// Why the claim is held in spite of it.
    pub answer: Option<String>,
}

/// The contradictions of `report`, in the order of its claims.
pub fn conflicts(report: &Report, sources: &Sources) -> Vec<Conflict> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let disagreed: BTreeSet<&str> = report
        .claims
        .iter()
        .flat_map(|claim| claim.disagrees_with.iter().map(String::as_str))
        .collect();
    for (at, claim) in report.claims.iter().enumerate() {
        let contradicted = claim.judgement.verdict == Verdict::Contradicted;
        if contradicted || disagreed.contains(claim.id.as_str()) {
            let group = match &claim.subject {
                Some(subject) => *first.entry(subject).or_insert(at),
                None => at,
            };
            groups.entry(group).or_default().push(at);
        }
    }
    let files: BTreeMap<&str, usize> = sources
        .list
        .iter()
        .enumerate()
        .map(|(at, source)| (source.file.as_str(), at))
        .collect();
    let groups = groups.into_values();
    groups
        .map(|members| {
            let claims: Vec<_> = members.iter().map(|&at| &report.claims[at]).collect();
            Conflict {
                subject: claims[0].subject.clone(),
                sides: sides(&claims, &|piece| details(piece, sources, &files)),
                claims: claims.into_iter().map(stated).collect(),
            }
        })
        .collect()
}

fn stated(claim: &ReportClaim) -> Stated {
    Stated {
        id: claim.id.clone(),
        text: claim.text.clone(),
        file: claim.file.clone(),
        line: claim.at.line,
        standing: match claim.expect {
            Some(Expect::Contradicted | Expect::Unsupported) => "not held",
            None if claim.judgement.answered => "answered",
            None => "open",
        },
        why: claim.why.clone(),
    }
}

/// What a source and the part in which a piece stands say of themselves.
fn details<'s>(
    piece: &ReportEvidence,
    sources: &'s Sources,
    files: &BTreeMap<&str, usize>,
) -> Option<(&'s Details, Option<&'s Details>)> {
    let source = &sources.list[*files.get(piece.source_file.as_deref()?)?];
    let part = source
        .parts
        .iter()
        .find(|part| Some(&part.id) == piece.part.as_ref());
    Some((&source.details, part.map(|part| &part.details)))
}

type DetailsOf<'s> = dyn Fn(&ReportEvidence) -> Option<(&'s Details, Option<&'s Details>)> + 's;

fn sides(claims: &[&ReportClaim], details: &DetailsOf<'_>) -> Vec<Said> {
    let mut origins = Joined::default();
    let mut sides: BTreeMap<String, (Said, Vec<String>)> = BTreeMap::new();
    for claim in claims {
        for group in &claim.judgement.origin_groups {
            let name = |index: usize| claim.evidence[index].origin.clone().unwrap_or_default();
            for &index in &group.evidence {
                origins.join(&name(group.evidence[0]), &name(index));
                let piece = &claim.evidence[index];
                let value = label(claim, piece, group.side, claims.len() > 1);
                let (said, names) = sides.entry(value.to_lowercase()).or_insert_with(|| {
                    (
                        Said {
                            value,
                            side: group.side,
                            origins: 0,
                            voices: Vec::new(),
                        },
                        Vec::new(),
                    )
                });
                names.push(name(index));
                let voice = voice(piece, details(piece));
                let known = said
                    .voices
                    .iter()
                    .any(|it| it.source == voice.source && it.quote == voice.quote);
                if !known {
                    said.voices.push(voice);
                }
            }
        }
    }
    let mut sides: Vec<_> = sides
        .into_values()
        .map(|(mut said, names)| {
            let names: BTreeSet<_> = names.iter().map(|name| origins.first(name)).collect();
            said.origins = names.len();
            said.voices.sort_by_key(since);
            said
        })
        .collect();
    sides.sort_by_key(|said| (said.voices.first().map(since), said.side));
    sides
}

/// Names of origins that some claim has found to be one.
#[derive(Default)]
struct Joined(BTreeMap<String, String>);

impl Joined {
    fn first(&self, name: &str) -> String {
        let mut name = name;
        while let Some(first) = self.0.get(name) {
            name = first;
        }
        name.to_owned()
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.first(one), self.first(other));
        if one != other {
            self.0
                .insert(one.clone().max(other.clone()), one.min(other));
        }
    }
}

/// Dated ones first.
fn since(voice: &Voice) -> (bool, Option<(u16, u8, u8)>) {
    let day = voice.published.as_deref().and_then(first_day);
    (day.is_none(), day)
}

fn label(claim: &ReportClaim, piece: &ReportEvidence, side: Side, several: bool) -> String {
    let given = piece.value.as_ref();
    let value = match side {
        Side::Supports => given.or(claim.value.as_ref()),
        Side::Contradicts => given,
    };
    match (value, side) {
        (Some(value), _) => compare::words(value),
        (None, Side::Supports) if several => format!("for {}", claim.id),
        (None, Side::Supports) => "for".to_owned(),
        (None, Side::Contradicts) if several => format!("against {}", claim.id),
        (None, Side::Contradicts) => "against".to_owned(),
    }
}

fn voice(piece: &ReportEvidence, details: Option<(&Details, Option<&Details>)>) -> Voice {
    let of = |key: fn(&Details) -> Option<&String>| {
        let (source, part) = details?;
        part.and_then(key)
            .or_else(|| if part.is_some() { None } else { key(source) })
            .cloned()
    };
    let source = match &piece.part {
        Some(part) => format!("{}#{part}", piece.source),
        None => piece.source.clone(),
    };
    let place = match &piece.outcome {
        crate::matcher::Outcome::Checked(found) => found.spans.first(),
        crate::matcher::Outcome::Unchecked(_) => None,
    };
    Voice {
        source,
        publisher: of(|details| details.publisher.as_ref()),
        published: of(|details| details.published.as_ref()),
        place: piece
            .source_file
            .clone()
            .zip(place.map(|place| place.region.start.line)),
        quote: piece.quote.clone(),
        answer: piece
            .answer
            .clone()
            .filter(|_| piece.stance != Stance::Context),
    }
}
