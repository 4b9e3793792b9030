use std::cell::LazyCell;
use std::collections::HashSet;

use super::case::{Judged, shown};
use super::reading::{Reading, in_text, listed};
use super::{Check, Complaint, Level};
use crate::matcher::Lexicon;
use crate::verdict::figures;
use crate::verdict::values::Kind;
use crate::verdict::names::{self, Name, Named, Naming};

rule! {
    /// The claim names somebody or something that its evidence does not name.
    ///
    /// ## Why it matters
    /// The right words about the wrong person are the gravest mistake a text can make. Every proper name of the
    /// claim's text is looked for in its accepted quotes, their translations, the sentences that hold them, and in
    /// what is said of the sources: title, publisher, speaker, origin. A surname alone is enough, and so is the
    /// acronym of a name, or its other form: Mexico for Mexican, Londres for London. Accents, possessives, plurals
    /// and titles do not count. "Hillary Clinton" does not name Bill. The first name of a claim may be a pronoun in
    /// the source, where nobody else is named before it: whom "she" means is for the reader to see. An adjective of
    /// a nation is only missed where the evidence speaks of another. Claims with `expect`, and words in editorial
    /// brackets, are left alone.
    ///
    /// ## Example
    /// ```toml
    /// text = "Judge Arturo Zaldivar was put in charge of the case."
    /// quote = "Judge Olga Sanchez, who is in charge of reviewing the case"
    /// ```
    ///
    /// ## How to mend it
    /// Correct the name, or quote a passage that gives it. Where the source means the same one and calls it
    /// otherwise, say so: `allow = { name-not-in-evidence = "the high court is the Supreme Court" }`.
    NAME_NOT_IN_EVIDENCE = "name-not-in-evidence", Level::Warn, Check::Text(check)
}

/// Names of one claim that are looked for. More is a table, which is no claim.
const MOST_CLAIMED: usize = 100;

fn check(judged: &Judged<'_>, reading: &Reading<'_>) -> Vec<Complaint> {
    let text = reading.claim.text();
    let lexicon = LazyCell::new(|| reading.spoken(judged.case.lexicon));
    let held = |word: &str| reading.texts.iter().any(|text| names::holds(text, word));
    if !names::may_find(text, || &lexicon, held) {
        return Vec::new();
    }
    let mut claimed = names::find(text, &lexicon);
    claimed.truncate(MOST_CLAIMED);
    claimed.retain(|name| !reading.repeats(name.span));
    if claimed.is_empty() {
        return Vec::new();
    }
    let (texts, open) = named(&claimed, reading, &lexicon);
    if open.is_empty() {
        return Vec::new();
    }
    let about = Named::new(reading.about.iter().copied(), &lexicon);
    let mut missing: Vec<(&Name<'_>, Option<String>)> = Vec::new();
    let mut seen = HashSet::new();
    for (name, naming) in open {
        let written = &text[name.span.range()];
        if !seen.insert(written) || about.naming(name, &lexicon) == Naming::Named {
            continue;
        }
        match naming {
            Naming::Named => {}
            Naming::Other(other) => missing.push((name, Some(other))),
            Naming::Missing if name.first && texts.has_pronoun() => {}
            Naming::Missing if texts.silent_on_nation(name) => {}
            Naming::Missing => missing.push((name, None)),
        }
    }
    if missing.is_empty() {
        return Vec::new();
    }
    // "39.5 degrees Celsius", "12 December": a unit or a month of a figure, which is looked for itself.
    let figures = figures::claimed(&reading.claim);
    missing.retain(|(name, _)| {
        let after = figures.partition_point(|figure| figure.span.end <= name.span.start);
        figures.get(after).is_none_or(|figure| {
            figure.kind == Kind::Identifier || name.span.end <= figure.span.start
        })
    });
    let Some((first, other)) = missing.first() else { return Vec::new() };
    let named = listed(missing.iter().map(|(name, _)| &text[name.span.range()]));
    let message = match other {
        Some(other) if missing.len() == 1 => {
            format!("the claim names {named}, its evidence \"{}\"", shown(other))
        }
        _ => format!("the claim names {named}, its evidence does not"),
    };
    let complaint = judged
        .complain(in_text(judged, first.span), message)
        .help("correct the name, or quote a passage that gives it");
    vec![missing.iter().fold(complaint, |complaint, (name, _)| {
        complaint.mark(in_text(judged, name.span), "in no quote")
    })]
}

/// The words of the evidence, of no more of it than is needed to find all names that the claim makes;
/// and the names that none of it names.
fn named<'a, 'n, 't>(
    claimed: &'n [Name<'t>],
    reading: &Reading<'a>,
    lexicon: &Lexicon,
) -> (Named<'a>, Vec<(&'n Name<'t>, Naming)>) {
    let mut texts = Named::default();
    let mut open: Vec<_> = claimed.iter().map(|name| (name, Naming::Missing)).collect();
    for &text in &reading.texts {
        texts.add(text, lexicon);
        open.retain_mut(|(name, naming)| {
            *naming = texts.naming(name, lexicon);
            *naming != Naming::Named
        });
        if open.is_empty() {
            break;
        }
    }
    (texts, open)
}
