//! The picture of who stands on whom: origins, sources, and what one text has from another.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::claim::reason;
use super::desk::Desk;
use crate::text::visible_start;
use crate::verdict::LinkReason;

/// Sources and parts that are drawn, those with most to tell first.
const NODES: usize = 60;
const ROW: usize = 30;
const TOP: usize = 34;
/// Scalar values of a name in the picture.
const LONGEST: usize = 38;
/// Where the names of sources begin, and the width of a letter.
const NAMES: usize = 426;
const LETTER: usize = 7;

/// The picture, and the table behind it.
#[derive(Serialize)]
pub(super) struct Kinship {
    height: usize,
    width: usize,
    /// Where arcs begin, right of the longest name.
    arcs: usize,
    origins: Vec<Origin>,
    nodes: Vec<Node>,
    ties: Vec<Tie>,
    left_out: usize,
}

#[derive(Serialize)]
struct Origin {
    y: usize,
    name: String,
    short: String,
    /// The heights of its nodes.
    nodes: Vec<usize>,
}

#[derive(Serialize)]
struct Node {
    y: usize,
    name: String,
    short: String,
    origin: String,
    claims: usize,
    link: String,
}

/// What one text has from another, or both from one.
#[derive(Serialize)]
struct Tie {
    from: String,
    to: String,
    y1: usize,
    y2: usize,
    /// How far the arc swings out.
    out: usize,
    declared: bool,
    words: String,
    drawn: bool,
}

#[derive(Default)]
struct Found {
    claims: BTreeSet<usize>,
    origin: String,
    source: usize,
}

impl Kinship {
    /// `None` where no source is cited.
    pub(super) fn new(desk: &Desk<'_>) -> Option<Self> {
        let report = desk.report;
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        let mut ties: BTreeMap<(String, String, LinkReason), BTreeSet<usize>> = BTreeMap::new();
        for (at, claim) in report.claims.iter().enumerate() {
            let name = |index: usize| {
                let piece = claim.evidence.get(index)?;
                Some(node_name(
                    desk,
                    desk.source_of(piece)?,
                    piece.part.as_deref(),
                ))
            };
            for (index, piece) in claim.evidence.iter().enumerate() {
                let (Some(source), Some(name)) = (desk.source_of(piece), name(index)) else {
                    continue;
                };
                let node = found.entry(name).or_default();
                node.claims.insert(at);
                node.source = source;
                if node.origin.is_empty() {
                    let origin =
                        desk.detail(piece, |it| it.origin.as_deref().or(it.publisher.as_deref()));
                    origin
                        .or(piece.origin.as_deref())
                        .unwrap_or(&report.sources[source].id)
                        .clone_into(&mut node.origin);
                }
            }
            for link in claim
                .judgement
                .origin_groups
                .iter()
                .flat_map(|group| &group.links)
            {
                if link.reason == LinkReason::SameOrigin || link.reason == LinkReason::Descends {
                    continue; // the one is what the left side draws, the other what the catalogue says
                }
                if let (Some(a), Some(b)) = (name(link.a), name(link.b))
                    && a != b
                {
                    let (a, b) = if a < b { (a, b) } else { (b, a) };
                    ties.entry((a, b, link.reason)).or_default().insert(at);
                }
            }
        }
        let declared = declared(desk);
        for (from, to) in &declared {
            for name in [from, to] {
                if !found.contains_key(name)
                    && let Some(source) = report.sources.iter().position(|it| it.id == root(name))
                {
                    let it = &report.sources[source];
                    let origin = it.origin.clone().or_else(|| it.publisher.clone());
                    let origin = origin.unwrap_or_else(|| it.id.clone());
                    found.insert(
                        name.clone(),
                        Found {
                            origin,
                            source,
                            ..Found::default()
                        },
                    );
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        let kin: BTreeSet<&String> = declared.iter().flat_map(|(a, b)| [a, b]).collect();
        let mut order: Vec<(&String, &Found)> = found.iter().collect();
        order.sort_by_key(|(name, it)| (!kin.contains(name), std::cmp::Reverse(it.claims.len())));
        let left_out = order.len().saturating_sub(NODES);
        order.truncate(NODES);
        // nodes of one origin stand together, in the order of their first
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (_, it)) in order.iter().enumerate() {
            first.entry(&it.origin).or_insert(at);
        }
        order.sort_by_key(|(_, it)| first[it.origin.as_str()]);
        let y_of: BTreeMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(at, (name, _))| (name.as_str(), TOP + at * ROW))
            .collect();

        let mut origins: Vec<Origin> = Vec::new();
        let mut nodes = Vec::new();
        for (name, it) in &order {
            let y = y_of[name.as_str()];
            match origins.last_mut().filter(|origin| origin.name == it.origin) {
                Some(origin) => origin.nodes.push(y),
                None => origins.push(Origin {
                    y,
                    name: it.origin.clone(),
                    short: visible_start(&it.origin, LONGEST).into_owned(),
                    nodes: vec![y],
                }),
            }
            nodes.push(Node {
                y,
                name: (*name).clone(),
                short: visible_start(name, LONGEST).into_owned(),
                origin: it.origin.clone(),
                claims: it.claims.len(),
                link: format!("#source/{}", desk.source_names[it.source]),
            });
        }
        for origin in &mut origins {
            origin.y = origin.nodes.iter().sum::<usize>() / origin.nodes.len();
        }
        let tie = |from: &str, to: &str, declared: bool, words: String| {
            let (y1, y2) = (y_of.get(from).copied(), y_of.get(to).copied());
            let (a, b) = (y1.unwrap_or(0), y2.unwrap_or(0));
            Tie {
                from: from.to_owned(),
                to: to.to_owned(),
                y1: a,
                y2: b,
                out: (20 + a.abs_diff(b) / 2).min(170),
                declared,
                words,
                drawn: y1.is_some() && y2.is_some(),
            }
        };
        let said = declared
            .iter()
            .map(|(from, to)| tie(from, to, true, "declared: it descends from it".to_owned()));
        let seen = ties.iter().map(|((from, to, why), claims)| {
            let claims = claims.len();
            let plural = if claims == 1 { "claim" } else { "claims" };
            tie(
                from,
                to,
                false,
                format!("{} ({claims} {plural})", reason(*why)),
            )
        });
        let longest = nodes
            .iter()
            .map(|node| node.short.chars().count())
            .max()
            .unwrap_or(0);
        let arcs = NAMES + longest * LETTER + 50;
        Some(Self {
            arcs,
            height: TOP + order.len() * ROW + 6,
            width: arcs + 150,
            ties: said.chain(seen).collect(),
            origins,
            nodes,
            left_out,
        })
    }
}

fn node_name(desk: &Desk<'_>, source: usize, part: Option<&str>) -> String {
    let id = &desk.report.sources[source].id;
    match part {
        Some(part) => format!("{id}#{part}"),
        None => id.clone(),
    }
}

fn root(name: &str) -> &str {
    name.split_once('#').map_or(name, |(source, _)| source)
}

/// What descends from what, as the catalogues say.
fn declared(desk: &Desk<'_>) -> BTreeSet<(String, String)> {
    let known: BTreeSet<&str> = desk
        .report
        .sources
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let mut declared = BTreeSet::new();
    for source in &desk.sources.list {
        let mut from = |name: String, details: &crate::source::Details| {
            for parent in &details.derived_from {
                if known.contains(root(&parent.value)) {
                    declared.insert((name.clone(), parent.value.clone()));
                }
            }
        };
        from(source.id.clone(), &source.details);
        for part in &source.parts {
            from(format!("{}#{}", source.id, part.id), &part.details);
        }
    }
    declared
}
