//! Passages that say otherwise than a claim does, though nobody has noted it.
//!
//! Looked for are sentences that speak of the same thing as a claim (its names, most of its other
//! words) and give another value for it, or the opposite of it. What a sentence says is read from
//! its words alone; where that is not enough to be fairly sure, nothing is proposed: a proposal that
//! a person would wave away is noise.
//!
//! The claims are indexed by their words and every source is streamed past them once, so that the
//! cost is that of the sources' length and not of their product with the claims.

mod conflict;
mod sense;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::values::{self, Value};
use super::{CheckedClaim, Judgement};
use crate::matcher::{Excerpt, Lexicon, Place, Text};
use crate::source::SourceRef;
use crate::text::sentences::{collapse, sentence_end};
use crate::text::{Span, Tokens, fold};
use conflict::conflict;
use sense::{Sense, keys};

/// A word that stands in more claims than this is no way to find one of them.
const MOST_CLAIMS: usize = 256;

/// Of the words of a claim, this share has to stand in a sentence before it is looked at closely.
const SHARE: f64 = 0.6;

/// How many passages are proposed for one claim.
const PROPOSALS: usize = 5;

/// How many sentences back a name is still spoken of.
const REMEMBERED: usize = 2;

/// Bytes of text by which the language of the claims is told.
const SAMPLE: usize = 8_000;

/// Bytes of a source shown with a proposal.
const EXCERPT: usize = 600;

/// Why a passage cannot be right beside a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// It gives another value.
    Value {
        /// The claim's, as written.
        claimed: String,
        /// The passage's, as written.
        given: String,
    },
    /// It says the opposite: the words that do so.
    Opposite {
        /// The claim's; empty where only the passage has a negation.
        claimed: String,
        /// The passage's.
        given: String,
    },
}

/// A passage that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Index of the claim.
    pub claim: usize,
    /// Where it stands.
    pub at: SourceRef,
    /// The sentence.
    pub place: Place,
    /// Why.
    pub otherwise: Otherwise,
    /// The words of the sentence that say so, in bytes of the source.
    pub words: Span,
    /// The sentence, to show.
    pub excerpt: Excerpt,
    /// The sentence, white space collapsed.
    pub sentence: String,
}

/// The claims of a project, ready to have sources streamed past them.
#[derive(Debug)]
pub struct Asked<'a> {
    lexicon: &'a Lexicon,
    claims: Vec<AskedClaim>,
    /// Which claims hold a word.
    index: HashMap<String, Vec<usize>>,
    /// Names, folded, that stand in claims and their evidence.
    names: HashSet<String>,
    /// The passages that claims quote, by source: nobody has to be told of these.
    cited: HashMap<usize, Vec<(Span, usize)>>,
}

#[derive(Debug)]
struct AskedClaim {
    at: usize,
    sense: Sense,
    /// Words of it that are in the index.
    keys: usize,
    /// Values that its own evidence gives: the writer has seen them.
    seen: Vec<Value>,
    /// The sentences that it quotes, folded.
    quoted: HashSet<String>,
}

impl<'a> Asked<'a> {
    /// The claims that are held; those with an `expect` are known to be contradicted or to lack
    /// support. `language` is that of the claims, where it is known.
    pub fn new(
        claims: &[CheckedClaim<'_>],
        judgements: &[Judgement],
        language: Option<&str>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut asked = Self {
            lexicon,
            claims: Vec::new(),
            index: HashMap::new(),
            names: HashSet::new(),
            cited: HashMap::new(),
        };
        let texts = || {
            let passages = claims.iter().flat_map(|claim| &claim.evidence);
            let passages = passages.filter_map(|piece| piece.found());
            let claims = claims.iter().map(|claim| claim.claim.text.value.as_str());
            claims.chain(passages.map(|found| found.passage.as_str()))
        };
        let spoken = lexicon.for_text(language, &sample(texts()));
        for text in texts() {
            asked.names.extend(sense::names(text, &spoken));
        }
        for (at, claim) in claims.iter().enumerate() {
            for piece in claim.evidence.iter().filter(|piece| piece.accepted()) {
                let Some((source, found)) = piece.source.zip(piece.found()) else {
                    continue;
                };
                let spans = found.spans.iter().map(|place| (place.span, at));
                asked.cited.entry(source.source).or_default().extend(spans);
            }
        }
        for spans in asked.cited.values_mut() {
            spans.sort_unstable();
        }
        for (at, claim) in claims.iter().enumerate() {
            if claim.claim.expect.is_none() && judgements[at].support.counts > 0 {
                let claim = asked.claim(at, claim, &spoken);
                asked.claims.push(claim);
            }
        }
        for (at, claim) in asked.claims.iter().enumerate() {
            for key in claim.sense.keys() {
                asked.index.entry(key.to_owned()).or_default().push(at);
            }
        }
        asked.index.retain(|_, claims| claims.len() <= MOST_CLAIMS);
        for claim in &mut asked.claims {
            let known = claim.sense.keys().into_iter();
            claim.keys = known.filter(|key| asked.index.contains_key(*key)).count();
        }
        asked
    }

    fn claim(&self, at: usize, checked: &CheckedClaim<'_>, spoken: &Lexicon) -> AskedClaim {
        let claim = checked.claim;
        let mut sense = Sense::new(&claim.text.value, spoken, &self.names);
        if let Some(declared) = &claim.value {
            sense.declare(values::from_declared(&declared.value));
        }
        let mut seen = Vec::new();
        let mut quoted = HashSet::new();
        for piece in &checked.evidence {
            seen.extend(
                values::find(&piece.evidence.quote.value)
                    .into_iter()
                    .map(|it| it.value),
            );
            seen.extend(
                piece
                    .evidence
                    .value
                    .iter()
                    .map(|it| values::from_declared(&it.value)),
            );
            quoted.extend(piece.found().map(|found| fold::key(&found.passage)));
        }
        AskedClaim {
            at,
            sense,
            keys: 0,
            seen,
            quoted,
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The passages of one source that say otherwise than a claim, in the order of the source.
    pub fn search(&self, source: usize, text: &Text<'_>) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        let lexicon = self.lexicon.for_text(text.language, text.raw);
        for (part, span) in units(text) {
            let mut heard: Vec<HashSet<String>> = Vec::new();
            let mut start = span.start;
            while start < span.end {
                let rest = &text.raw[start..span.end];
                start += rest.len() - rest.trim_start().len();
                if start >= span.end {
                    break;
                }
                let first = text.raw[start..].chars().next().map_or(1, char::len_utf8);
                let end = sentence_end(text.raw, start + first, &|it| lexicon.is_abbreviation(it));
                let sentence = Span::new(start, end.clamp(start + first, span.end));
                self.sentence(
                    text,
                    SourceRef { source, part },
                    sentence,
                    &lexicon,
                    &mut heard,
                    &mut proposals,
                );
                start = sentence.end;
            }
        }
        proposals
    }

    fn sentence(
        &self,
        text: &Text<'_>,
        at: SourceRef,
        span: Span,
        lexicon: &Lexicon,
        heard: &mut Vec<HashSet<String>>,
        proposals: &mut Vec<Proposal>,
    ) {
        let raw = &text.raw[span.range()];
        let tokens = Tokens::new(raw, 0..raw.len());
        let keys = keys(&tokens);
        let mut hits: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &keys {
            for &claim in self.index.get(key).into_iter().flatten() {
                *hits.entry(claim).or_default() += 1;
            }
        }
        let near = |&(claim, hits): &(usize, usize)| {
            hits >= 2 && hits as f64 >= SHARE * self.claims[claim].keys as f64
        };
        let near: Vec<_> = hits.into_iter().filter(near).collect();
        if !near.is_empty() {
            let sense = Sense::new(raw, lexicon, &self.names);
            let folded = fold::key(raw);
            for (claim, _) in near {
                let claim = &self.claims[claim];
                if claim.quoted.contains(&folded) {
                    continue;
                }
                let mut citing = self.citing(at.source, span);
                if citing.clone().any(|other| other == claim.at) {
                    continue;
                }
                let Some((otherwise, words)) =
                    conflict(&claim.sense, &sense, heard, &claim.seen, lexicon)
                else {
                    continue;
                };
                // Another claim says just that, and quotes it for it: the writer tells the two apart.
                if citing.any(|other| self.says(other, &otherwise)) {
                    continue;
                }
                proposals.push(Proposal {
                    claim: claim.at,
                    at,
                    place: Place {
                        span,
                        region: text.lines.region(text.raw, span),
                        part: at.part,
                    },
                    otherwise,
                    words: Span::new(span.start + words.start, span.start + words.end),
                    excerpt: excerpt(text, span),
                    sentence: collapse(raw),
                });
            }
        }
        heard.push(
            keys.into_iter()
                .filter(|key| self.names.contains(key))
                .collect(),
        );
        if heard.len() > REMEMBERED {
            heard.remove(0);
        }
    }

    /// The claims that quote from the sentence.
    fn citing(&self, source: usize, sentence: Span) -> impl Iterator<Item = usize> + Clone + '_ {
        let spans = self.cited.get(&source).map_or(&[][..], Vec::as_slice);
        let from = spans.partition_point(|(span, _)| span.start + EXCERPT < sentence.start);
        spans[from..]
            .iter()
            .take_while(move |(span, _)| span.start < sentence.end)
            .filter(move |(span, _)| span.end > sentence.start)
            .map(|&(_, claim)| claim)
    }

    /// Whether `claim` is held and gives the value that another passage was found to give.
    fn says(&self, claim: usize, otherwise: &Otherwise) -> bool {
        let Otherwise::Value { given, .. } = otherwise else {
            return false;
        };
        let Ok(at) = self.claims.binary_search_by_key(&claim, |claim| claim.at) else {
            return false;
        };
        let own = self.claims[at].sense.values.iter();
        values::parse(given).is_some_and(|given| {
            own.map(|own| &own.value)
                .any(|own| values::compare(own, &given).agrees())
        })
    }
}

/// The beginning of the texts, enough to tell in which language they are written.
fn sample<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut sample = String::new();
    for text in texts {
        if sample.len() > SAMPLE {
            break;
        }
        sample.push_str(text);
        sample.push(' ');
    }
    sample
}

/// Of the proposals of all sources those that are worth showing, by claim: a sentence that several
/// sources print is shown once, and a value once for each source.
pub fn choose(found: Vec<Proposal>) -> Vec<Proposal> {
    let mut seen = HashSet::new();
    let mut count: HashMap<usize, usize> = HashMap::new();
    let mut found = found;
    found.sort_by_key(|proposal| (proposal.claim, proposal.at.source, proposal.place.span));
    found.retain(|proposal| {
        let sentence = (proposal.claim, None, fold::key(&proposal.sentence));
        let given = match &proposal.otherwise {
            Otherwise::Value { given, .. } | Otherwise::Opposite { given, .. } => fold::key(given),
        };
        let new = seen.insert(sentence);
        let new = seen.insert((proposal.claim, Some(proposal.at), given)) && new;
        let count = count.entry(proposal.claim).or_default();
        *count += usize::from(new);
        new && *count <= PROPOSALS
    });
    found
}

/// The parts of a text and what lies between them.
fn units(text: &Text<'_>) -> Vec<(Option<usize>, Span)> {
    let mut parts: Vec<_> = text
        .parts
        .iter()
        .enumerate()
        .filter_map(|(part, span)| span.map(|span| (Some(part), span)))
        .collect();
    parts.sort_by_key(|(_, span)| *span);
    let mut units = Vec::new();
    let mut behind = 0;
    for (part, span) in parts {
        units.push((None, Span::new(behind, span.start.max(behind))));
        units.push((part, span));
        behind = behind.max(span.end);
    }
    units.push((None, Span::new(behind, text.raw.len())));
    units.retain(|(_, span)| !span.is_empty());
    units
}

fn excerpt(text: &Text<'_>, span: Span) -> Excerpt {
    let end = text
        .raw
        .floor_char_boundary(span.end.min(span.start + EXCERPT));
    Excerpt {
        text: text.raw[span.start..end].to_owned(),
        start: span.start,
        line: text.lines.position(text.raw, span.start).line,
    }
}
