//! What follows for a claim from a denied finding about one of its pieces. It is a note on that
//! finding: one cause, one finding.

use std::collections::{HashMap, HashSet};

use super::Case;
use crate::claim::Expect;
use crate::verdict::{Descent, Side, origins_with};

pub(super) struct Consequences<'a> {
    case: &'a Case<'a>,
    faulty: &'a HashSet<(usize, usize)>,
    descent: Option<Descent>,
    /// Origins in support of a claim if its faulty pieces counted.
    origins: HashMap<usize, usize>,
}

impl<'a> Consequences<'a> {
    pub(super) fn new(case: &'a Case<'a>, faulty: &'a HashSet<(usize, usize)>) -> Self {
        Self {
            case,
            faulty,
            descent: None,
            origins: HashMap::new(),
        }
    }

    pub(super) fn of(&mut self, claim: usize, index: usize) -> Option<String> {
        let checked = &self.case.claims[claim];
        let judgement = &self.case.judgements[claim];
        let expect = checked.claim.expect.as_ref().map(|expect| expect.value);
        let piece = &checked.evidence[index];
        let note = match (piece.side?, expect) {
            _ if piece.counts => return None,
            (Side::Supports, None) if judgement.support.counts == 0 => {
                "nothing else supports the claim: until this is mended it is unsupported"
            }
            (Side::Supports, None) if judgement.support.origins == 1 && self.origins(claim) > 1 => {
                "until this is mended the claim stands on one origin"
            }
            (Side::Contradicts, Some(Expect::Contradicted)) if judgement.against.counts == 0 => {
                "nothing else speaks against the claim, which is expected to be contradicted"
            }
            _ => return None,
        };
        Some(note.to_owned())
    }

    fn origins(&mut self, claim: usize) -> usize {
        let Self {
            case,
            faulty,
            descent,
            origins,
        } = self;
        *origins.entry(claim).or_insert_with(|| {
            let descent = descent.get_or_insert_with(|| Descent::new(case.sources));
            origins_with(&case.claims[claim], case.sources, descent, |index| {
                faulty.contains(&(claim, index))
            })
        })
    }
}
