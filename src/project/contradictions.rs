//! Every source streamed past the claims once: which passages say otherwise?

use rayon::prelude::*;

use super::Project;
use super::quotes::Ready;
use crate::source;
use crate::verdict::contradiction::{Asked, Proposal, choose};
use crate::verdict::{CheckedClaim, Judgement};

/// The passages that say otherwise than a claim, by claim and source. A source that cannot be read
/// holds none; the check speaks of it.
pub(super) fn proposals(
    project: &Project,
    claims: &[CheckedClaim<'_>],
    judgements: &[Judgement],
) -> Vec<Proposal> {
    let list = &project.sources.list;
    // Claims are mostly written in the language of what they quote.
    let cited = claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|piece| piece.source);
    let mut languages = cited.map(|at| list[at.source].details.language.as_deref());
    let language = languages.next().flatten();
    let language = language.filter(|_| languages.all(|other| other == language));
    let asked = Asked::new(claims, judgements, language, &project.matching.lexicon);
    if asked.is_empty() {
        return Vec::new();
    }
    let sources = list.par_iter().enumerate();
    let found: Vec<Vec<Proposal>> = sources
        .map(|(at, source)| {
            let Ok(text) = source::read(source, &project.sources) else {
                return Vec::new();
            };
            let (ready, _) = Ready::new(project, source, text.text);
            ready.with(source, |text| asked.search(at, text))
        })
        .collect();
    choose(found.into_iter().flatten().collect())
}
