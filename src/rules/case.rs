//! What rules look at: the project as checked, a claim in it, a piece of evidence in that.

use std::collections::HashSet;

use super::{Before, Complaint, Mark, Related};
use crate::baseline::Baseline;
use crate::claim::{Claim, ClaimFile, Evidence};
use crate::config::Config;
use crate::matcher::{Excerpt, Lexicon, Match, Place};
use crate::source::{Allow, Catalogue, Source, SourceRef, Sources};
use crate::text::{Problem, Span, place_in_string};
use crate::verdict::contradiction::Proposal;
use crate::verdict::{CheckedClaim, CheckedEvidence, Judgement};

/// Longest text of a file that a message repeats, in scalar values.
const SHOWN: usize = 80;

/// The project as checked.
#[derive(Debug)]
pub struct Case<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The words of its languages.
    pub lexicon: &'a Lexicon,
    /// The claim files.
    pub files: &'a [ClaimFile],
    /// The sources and catalogues.
    pub sources: &'a Sources,
    /// All that is wrong in files, found on the way, and the source (index into its list) where a
    /// problem is known to be about one.
    pub problems: &'a [(Problem, Option<usize>)],
    /// The claims with what was found of their evidence.
    pub claims: &'a [CheckedClaim<'a>],
    /// The verdicts, in the order of the claims.
    pub judgements: &'a [Judgement],
    /// Passages that say otherwise than a claim; empty where nobody asks for them.
    pub proposals: &'a [Proposal],
    /// The findings that are let through.
    pub baseline: &'a Baseline,
    /// What stood before, where a change is checked.
    pub before: Option<&'a Before>,
}

/// A claim, its verdict, and what other rules found of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged<'a> {
    pub(super) case: &'a Case<'a>,
    /// Index into [`Case::claims`].
    pub(super) at: usize,
    /// Whether a denied finding stands open against the claim or a piece of it: what follows from
    /// that is a note there.
    pub(super) explained: bool,
}

/// A piece of evidence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) case: &'a Case<'a>,
    /// Index into [`Case::claims`].
    pub(super) claim: usize,
    /// Index into the claim's evidence.
    pub(super) index: usize,
}

impl<'a> Case<'a> {
    pub(super) fn piece(&'a self, claim: usize, index: usize) -> Piece<'a> {
        Piece {
            case: self,
            claim,
            index,
        }
    }

    /// All pieces of all claims, in order.
    pub(super) fn pieces(&'a self) -> impl Iterator<Item = Piece<'a>> {
        self.claims
            .iter()
            .enumerate()
            .flat_map(move |(claim, checked)| {
                (0..checked.evidence.len()).map(move |index| self.piece(claim, index))
            })
    }

    /// What the catalogues and the writer call a place: `blog#reuters-may`.
    pub(super) fn name(&self, at: SourceRef) -> String {
        let Some(source) = self.sources.list.get(at.source) else {
            return String::new();
        };
        match at.part.and_then(|part| source.parts.get(part)) {
            Some(part) => format!("{}#{}", source.id, part.id),
            None => source.id.clone(),
        }
    }

    /// The catalogue that describes `source`, and where its entry stands.
    pub(super) fn entry(&self, source: &Source) -> Option<(&'a Catalogue, Span)> {
        let (catalogue, span) = source.entry?;
        Some((self.sources.catalogues.get(catalogue)?, span))
    }

    /// The sources that evidence cites, whether or not they could be read.
    pub(super) fn cited(&self) -> HashSet<usize> {
        let pieces = self.claims.iter().flat_map(|claim| &claim.evidence);
        pieces
            .filter_map(|piece| Some(piece.source?.source))
            .collect()
    }
}

impl<'a> Judged<'a> {
    pub(super) fn checked(&self) -> &'a CheckedClaim<'a> {
        &self.case.claims[self.at]
    }

    pub(super) fn claim(&self) -> &'a Claim {
        self.checked().claim
    }

    pub(super) fn verdict(&self) -> &'a Judgement {
        &self.case.judgements[self.at]
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'a>> {
        let (case, claim) = (self.case, self.at);
        (0..self.checked().evidence.len()).map(move |index| case.piece(claim, index))
    }

    /// A complaint about the claim, at `span` of its file.
    pub(super) fn complain(&self, span: Span, message: impl Into<String>) -> Complaint {
        Complaint {
            claim: Some(self.at),
            key: self.claim().text.value.clone(),
            ..Complaint::at(&self.checked().file.file, span, message)
        }
    }

    /// The claim as another place that a finding speaks of, with `span` of it underlined.
    pub(super) fn related(&self, span: Span, label: impl Into<String>) -> Related {
        let file = self.checked().file;
        Related {
            file: file.file.clone(),
            region: file.lines.region(&file.text, span),
            label: label.into(),
            excerpt: None,
            marks: vec![Mark {
                span,
                label: String::new(),
            }],
        }
    }
}

impl<'a> Piece<'a> {
    pub(super) fn of(&self) -> &'a CheckedClaim<'a> {
        &self.case.claims[self.claim]
    }

    pub(super) fn checked(&self) -> &'a CheckedEvidence<'a> {
        &self.of().evidence[self.index]
    }

    pub(super) fn evidence(&self) -> &'a Evidence {
        self.checked().evidence
    }

    pub(super) fn found(&self) -> Option<&'a Match> {
        self.checked().found()
    }

    pub(super) fn source(&self) -> Option<&'a Source> {
        self.case.sources.list.get(self.checked().source?.source)
    }

    /// A complaint about the piece, at its quote.
    pub(super) fn complain(&self, message: impl Into<String>) -> Complaint {
        Complaint {
            claim: Some(self.claim),
            evidence: Some(self.index),
            source: self.checked().source,
            key: self.evidence().quote.value.clone(),
            ..Complaint::at(&self.of().file.file, self.evidence().quote.span, message)
        }
    }

    /// Bytes of the quote as bytes of the claim file.
    pub(super) fn in_file(&self, part: Span) -> Span {
        place_in_string(&self.of().file.text, self.evidence().quote.span, part)
    }

    /// A place in the piece's own source, with lines to show where `excerpt` has them.
    pub(super) fn in_source(
        &self,
        place: Place,
        excerpt: Option<Excerpt>,
        label: impl Into<String>,
        marks: Vec<Mark>,
    ) -> Option<Related> {
        let file = self.source()?.file.clone();
        Some(Related {
            file,
            region: place.region,
            label: label.into(),
            excerpt,
            marks,
        })
    }
}

/// Lists of `allow`, each with the file it stands in.
pub(super) type Allows<'a> = Vec<(&'a str, &'a [Allow])>;

/// What may silence a finding about piece `index` of `claim`, the nearest first.
pub(super) fn piece_allows<'a>(
    claim: &CheckedClaim<'a>,
    index: usize,
    sources: &'a Sources,
) -> Allows<'a> {
    let file = claim.file.file.as_str();
    let piece = &claim.evidence[index];
    let mut lists = vec![(file, piece.evidence.allow.as_slice())];
    if let Some(at) = piece.source {
        lists.extend(source_allows(sources, at.source, piece.part));
    }
    lists.push((file, claim.claim.allow.as_slice()));
    lists
}

/// What may silence a finding about a part or its source.
pub(super) fn source_allows(sources: &Sources, source: usize, part: Option<usize>) -> Allows<'_> {
    let Some(source) = sources.list.get(source) else {
        return Vec::new();
    };
    let catalogue = source.entry.and_then(|(at, _)| sources.catalogues.get(at));
    let file = catalogue.map_or("", |catalogue| catalogue.file.as_str());
    let part = part.and_then(|part| source.parts.get(part));
    let part = part.map(|part| (file, part.details.allow.as_slice()));
    part.into_iter()
        .chain([(file, source.details.allow.as_slice())])
        .collect()
}

/// Text of a file within a message: white space collapsed, cut to a bounded length.
pub(super) fn shown(text: &str) -> String {
    let mut words = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let space = usize::from(!words.is_empty());
        let length = word.chars().count();
        if count + space + length > SHOWN {
            if words.is_empty() {
                words.extend(word.chars().take(SHOWN));
            }
            words.push('…');
            return words;
        }
        if space == 1 {
            words.push(' ');
        }
        words.push_str(word);
        count += space + length;
    }
    words
}

/// "1 quote", "3 quotes".
pub(super) fn count(number: usize, word: &str) -> String {
    if number == 1 {
        format!("1 {word}")
    } else {
        format!("{number} {word}s")
    }
}
