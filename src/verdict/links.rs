//! Links between the passages of one claim: what pincite itself finds of a common origin.
//!
//! Looked at are only the passages (the whole sentences that hold the quotes), and only where a side
//! of a claim has pieces of different origins: all else is one origin already.

use std::collections::{BTreeMap, BTreeSet};

use super::copies::copies;
use super::independence::{Piece, origin_key};
use super::informant::{informants, key};
use super::passage::Passage;
use super::{Link, LinkReason, Side};

/// The links that the passages of `pieces` show, by reason and place. `passage` is asked for the
/// passage of a piece by its index in the claim's evidence.
pub(super) fn found<'a>(pieces: &[Piece<'_>], passage: impl Fn(usize) -> &'a str) -> Vec<Link> {
    let mut links = Vec::new();
    for side in [Side::Supports, Side::Contradicts] {
        let pieces: Vec<_> = pieces.iter().filter(|piece| piece.side == side).collect();
        let origin = |at: usize| origin_key(pieces[at].origin);
        let alike = || (1..pieces.len()).all(|at| origin(at) == origin(0));
        if pieces.len() < 2 || pieces.iter().all(|piece| piece.own_origin) || alike() {
            continue;
        }
        let texts: Vec<_> = pieces.iter().map(|piece| passage(piece.index)).collect();
        by_copies(&pieces, &texts, &mut links);
        by_informants(&pieces, &texts, &mut links);
    }
    links.sort_by_key(|link| (link.reason, link.a, link.b));
    links
}

fn link(one: &Piece<'_>, other: &Piece<'_>, reason: LinkReason, text: String) -> Link {
    Link {
        a: one.index.min(other.index),
        b: one.index.max(other.index),
        reason,
        text: Some(text),
    }
}

fn by_copies(pieces: &[&Piece<'_>], texts: &[&str], links: &mut Vec<Link>) {
    let passages: Vec<_> = texts.iter().map(|text| Passage::new(text)).collect();
    let found = copies(&passages).into_iter();
    links.extend(found.map(|copy| {
        let shared = texts[copy.a][copy.shared.range()].to_owned();
        link(
            pieces[copy.a],
            pieces[copy.b],
            LinkReason::SharedText,
            shared,
        )
    }));
}

/// Pieces that name one third party are linked, and so is a piece that comes from that party.
fn by_informants(pieces: &[&Piece<'_>], texts: &[&str], links: &mut Vec<Link>) {
    let mut holders: BTreeMap<String, (String, BTreeSet<usize>)> = BTreeMap::new();
    let named: Vec<_> = texts.iter().map(|text| informants(text)).collect();
    // "Samuel Pepys" and "Pepys", "World Meteorological Organization" and "the WMO".
    let full: BTreeMap<String, &str> = named
        .iter()
        .flatten()
        .flat_map(|it| it.short_forms().into_iter().map(|form| (form, &*it.key)))
        .collect();
    for (at, informants) in named.iter().enumerate() {
        for informant in informants {
            let key = full.get(&informant.key).map_or(&*informant.key, |key| *key);
            let (_, holders) = holders
                .entry(key.to_owned())
                .or_insert_with(|| (informant.name.clone(), BTreeSet::new()));
            holders.insert(at);
        }
    }
    if holders.is_empty() {
        return;
    }
    for (at, piece) in pieces.iter().enumerate() {
        if let Some((_, holders)) = holders.get_mut(&key(piece.origin)) {
            holders.insert(at);
        }
    }
    for (name, holders) in holders.into_values() {
        // Two that each have an origin of their own are linked by nothing else.
        let Some(&first) = holders.iter().find(|&&at| !pieces[at].own_origin) else {
            continue;
        };
        for at in holders.into_iter().filter(|&at| at != first) {
            links.push(link(
                pieces[first],
                pieces[at],
                LinkReason::SameInformant,
                name.clone(),
            ));
        }
    }
}
