//! How much would pincite let through, on this corpus, in these languages? Changes of every kind
//! are planted in the project's own accepted quotes, and harmless differences besides; each is
//! looked for as any quote is.

mod change;
mod dice;
mod ground;
mod noise;
mod number;
mod shape;
mod word;

pub use change::Change;
pub use dice::Dice;
pub use ground::{Ground, Stock};
pub use noise::Noise;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::claim::ClaimFile;
use crate::matcher::{self, Fidelity, Limit, Match, Outcome, Quote, Text};
use crate::project::Project;
use crate::source;
use crate::text::sentences::collapse;
use crate::text::{Folded, Lines, Span};

/// The kind under which a quote cited from a source that does not hold it is counted.
pub const WRONG_SOURCE: &str = "wrong-source";

/// What became of one planted quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Not accepted.
    Refused,
    /// Accepted, with a denied finding on what its elision hides or its context denies.
    Flagged,
    /// Accepted.
    Accepted,
}

impl Fate {
    /// What became of a quote that was found as `found`.
    pub fn of(found: &Match) -> Self {
        let denied = |limit| matches!(limit, Limit::ElisionHides | Limit::Negated);
        if !found.fidelity.accepted() {
            Self::Refused
        } else if found.context.iter().any(|context| denied(context.limit)) {
            Self::Flagged
        } else {
            Self::Accepted
        }
    }
}

/// One kind of change or noise: how many were planted, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Quotes planted.
    pub planted: usize,
    /// Not accepted.
    pub refused: usize,
    /// Accepted with a denied finding.
    pub flagged: usize,
    /// Accepted.
    pub accepted: usize,
}

/// A planted quote of which the wrong thing became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surprise {
    /// What was planted: the name of a [`Change`] or a [`Noise`], or [`WRONG_SOURCE`].
    pub kind: &'static str,
    /// The claim file the quote comes from, with its 1-based line.
    pub place: (String, usize),
    /// The file of the source it was looked for in.
    pub source: String,
    /// The faithful quote.
    pub quote: String,
    /// The quote as planted.
    pub planted: String,
    /// The fidelity it was given.
    pub fidelity: Fidelity,
    /// The source's words that it was taken for, white space collapsed.
    pub passage: String,
}

/// What a self-test found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Accepted quotes in which something was planted.
    pub quotes: usize,
    /// Sources they come from.
    pub sources: usize,
    /// Material changes by kind, in the order of [`Change::ALL`], then [`WRONG_SOURCE`].
    pub changes: Vec<(&'static str, Count)>,
    /// Harmless differences by kind, in the order of [`Noise::ALL`].
    pub noises: Vec<(&'static str, Count)>,
    /// Changes that were accepted.
    pub let_through: Vec<Surprise>,
    /// Harmless differences that were refused.
    pub false_alarms: Vec<Surprise>,
}

/// A faithful quote of a claim.
struct Base<'p> {
    /// File and 1-based line.
    place: (&'p str, usize),
    quote: &'p str,
    part: Option<usize>,
}

/// A quote to look for, and what should become of it.
struct Plant<'b, 'p> {
    kind: &'static str,
    harmless: bool,
    base: &'b Base<'p>,
    faithful: &'b str,
    quote: String,
}

/// Plants changes in the accepted quotes of `project`, `each` of a kind in every quote that offers
/// a place. The same project and seed give the same results. Sources that cannot be read, and
/// claims that are wrong, are passed over: `check` speaks of them.
pub fn run(project: &Project, seed: u64, each: usize) -> Results {
    let mut by_source: BTreeMap<usize, Vec<Base<'_>>> = BTreeMap::new();
    for file in &project.files {
        for (reference, base) in bases(file) {
            if let Ok(at) = project.sources.resolve(reference) {
                let part = at.part;
                by_source
                    .entry(at.source)
                    .or_default()
                    .push(Base { part, ..base });
            }
        }
    }
    let by_source: Vec<_> = by_source.into_iter().collect();
    let found: Vec<Results> = by_source
        .par_iter()
        .map(|(source, bases)| {
            let strangers = by_source.iter().filter(|(other, _)| other != source);
            let strangers: Vec<&Base<'_>> = strangers.flat_map(|(_, bases)| bases).collect();
            in_source(project, *source, bases, &strangers, &Dice::new(seed), each)
        })
        .collect();
    let mut results = Results::empty();
    for found in found {
        results.add(found);
    }
    results
}

fn bases(file: &ClaimFile) -> impl Iterator<Item = (&str, Base<'_>)> {
    let evidence = file.claims.iter().flat_map(|claim| &claim.evidence);
    evidence.map(|evidence| {
        let line = file
            .lines
            .position(&file.text, evidence.quote.span.start)
            .line;
        let base = Base {
            place: (&file.file, line),
            quote: &evidence.quote.value,
            part: None,
        };
        (evidence.source.value.as_str(), base)
    })
}

fn in_source(
    project: &Project,
    source: usize,
    bases: &[Base<'_>],
    strangers: &[&Base<'_>],
    dice: &Dice,
    each: usize,
) -> Results {
    let source = &project.sources.list[source];
    let Ok(read) = source::read(source, &project.sources) else {
        return Results::empty();
    };
    let (folded, lines) = (Folded::new(&read.text), Lines::new(&read.text));
    let (parts, _) = source::locate_parts(source, &project.sources, &read.text, &folded);
    let language = source.details.language.as_deref();
    let text = Text {
        raw: &read.text,
        folded: &folded,
        lines: &lines,
        parts: &parts,
        language,
        about: &source.about(),
    };
    let faithful = faithful(project, &text, bases);
    let stock = Stock::new(&folded, language, &project.matching.lexicon);
    let others: Vec<String> = faithful.iter().map(|(_, quote)| quote.clone()).collect();
    let mut plants = Vec::new();
    let mut results = Results::empty();
    results.sources = usize::from(!faithful.is_empty());
    results.quotes = faithful.len();
    for (base, quote) in &faithful {
        let Some(ground) = Ground::new(quote, &stock, &others) else {
            continue;
        };
        let mut plant = |kind, harmless, planted: Option<String>| {
            plants.extend(planted.map(|quote| Plant {
                kind,
                harmless,
                base,
                faithful: ground.quote,
                quote,
            }));
        };
        for round in 0..each {
            for change in Change::ALL {
                let mut dice = dice.fork(&format!("{} {round} {quote}", change.name()));
                plant(change.name(), false, change.plant(&ground, &mut dice));
            }
            for noise in Noise::ALL {
                let mut dice = dice.fork(&format!("{} {round} {quote}", noise.name()));
                plant(noise.name(), true, noise.plant(&ground, &mut dice));
            }
        }
    }
    for stranger in strangers {
        // One without marks, which this source does not hold in any typography.
        let (quote, unmarked) = (stranger.quote, !stranger.quote.contains(['…', '[', '.']));
        let long = quote.split_whitespace().count() >= 4;
        if unmarked && long && !stock.holds_words(quote) && results.sources == 1 {
            plants.push(Plant {
                kind: WRONG_SOURCE,
                harmless: false,
                base: stranger,
                faithful: quote,
                quote: quote.to_owned(),
            });
        }
    }
    results.judge(project, &text, &source.file, &plants);
    results
}

/// The quotes that are accepted, without marks: as they were written, or, where they hold
/// elisions, brackets or slips, each passage they were taken from.
fn faithful<'b, 'p>(
    project: &Project,
    text: &Text<'_>,
    bases: &'b [Base<'p>],
) -> Vec<(&'b Base<'p>, String)> {
    let mut faithful: Vec<(&Base<'_>, String)> = Vec::new();
    for (base, outcome) in bases
        .iter()
        .zip(look(project, text, bases, |base| base.quote))
    {
        let Some(found) = checked(&outcome).filter(|found| found.fidelity.accepted()) else {
            continue;
        };
        if found.fidelity <= Fidelity::Typographic {
            faithful.push((base, base.quote.to_owned()));
        } else {
            let passages = found
                .spans
                .iter()
                .map(|place| &text.raw[place.span.range()]);
            faithful.extend(passages.map(|passage| (base, passage.to_owned())));
        }
    }
    // What an elision left may begin or end where no quote may.
    let again = look_at(
        project,
        text,
        faithful.iter().map(|(base, quote)| (*base, &**quote)),
    );
    let mut again = again.iter();
    faithful.retain(|_| {
        let found = again.next().and_then(checked);
        found.is_some_and(|found| found.fidelity <= Fidelity::Typographic)
    });
    faithful.dedup_by(|a, b| a.1 == b.1);
    faithful
}

fn look<'q>(
    project: &Project,
    text: &Text<'_>,
    bases: &'q [Base<'_>],
    quote: impl Fn(&'q Base<'_>) -> &'q str,
) -> Vec<Outcome> {
    look_at(project, text, bases.iter().map(|base| (base, quote(base))))
}

fn look_at<'q>(
    project: &Project,
    text: &Text<'_>,
    quotes: impl Iterator<Item = (&'q Base<'q>, &'q str)>,
) -> Vec<Outcome> {
    let quotes: Vec<_> = quotes
        .map(|(base, exact)| Quote {
            exact,
            prefix: None,
            suffix: None,
            part: base.part,
        })
        .collect();
    matcher::check(text, &quotes, &project.matching)
}

fn checked(outcome: &Outcome) -> Option<&Match> {
    match outcome {
        Outcome::Checked(found) => Some(found),
        Outcome::Unchecked(_) => None,
    }
}

impl Results {
    fn empty() -> Self {
        let changes = Change::ALL.iter().map(|change| change.name());
        let noises = Noise::ALL.iter().map(|noise| noise.name());
        let none = |name| (name, Count::default());
        Self {
            changes: changes.chain([WRONG_SOURCE]).map(none).collect(),
            noises: noises.map(none).collect(),
            ..Self::default()
        }
    }

    /// Looks for what was planted.
    fn judge(&mut self, project: &Project, text: &Text<'_>, file: &str, plants: &[Plant<'_, '_>]) {
        let quotes: Vec<_> = plants
            .iter()
            .map(|plant| Quote {
                exact: &plant.quote,
                prefix: None,
                suffix: None,
                // One from another source has a part of that.
                part: plant.base.part.filter(|_| plant.kind != WRONG_SOURCE),
            })
            .collect();
        let outcomes = matcher::check(text, &quotes, &project.matching);
        for (plant, outcome) in plants.iter().zip(&outcomes) {
            let Some(found) = checked(outcome) else {
                continue; // a quote that cannot be checked is let through by nobody
            };
            let fate = Fate::of(found);
            let table = if plant.harmless {
                &mut self.noises
            } else {
                &mut self.changes
            };
            if let Some((_, count)) = table.iter_mut().find(|(kind, _)| *kind == plant.kind) {
                count.planted += 1;
                match fate {
                    Fate::Refused => count.refused += 1,
                    Fate::Flagged => count.flagged += 1,
                    Fate::Accepted => count.accepted += 1,
                }
            }
            let surprise = |plant: &Plant<'_, '_>| Surprise {
                kind: plant.kind,
                place: (plant.base.place.0.to_owned(), plant.base.place.1),
                source: file.to_owned(),
                quote: plant.faithful.to_owned(),
                planted: plant.quote.clone(),
                fidelity: found.fidelity,
                passage: passage(text, found),
            };
            match (plant.harmless, fate) {
                (false, Fate::Accepted) => self.let_through.push(surprise(plant)),
                (true, Fate::Refused) => self.false_alarms.push(surprise(plant)),
                _ => {}
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.quotes += other.quotes;
        self.sources += other.sources;
        for (ours, theirs) in [
            (&mut self.changes, other.changes),
            (&mut self.noises, other.noises),
        ] {
            for ((_, count), (_, more)) in ours.iter_mut().zip(theirs) {
                count.planted += more.planted;
                count.refused += more.refused;
                count.flagged += more.flagged;
                count.accepted += more.accepted;
            }
        }
        self.let_through.extend(other.let_through);
        self.false_alarms.extend(other.false_alarms);
    }
}

fn passage(text: &Text<'_>, found: &Match) -> String {
    let spans = found.spans.iter().map(|place| place.span);
    match spans.reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end))) {
        Some(span) => collapse(&text.raw[span.range()]),
        None => String::new(),
    }
}
