//! The picture of time: when the sources were published, and who contradicted whom when.

use std::collections::BTreeMap;

use serde::Serialize;

use super::dates::{self, Dates};
use super::desk::Desk;
use crate::claim::Stance;
use crate::report::standing::Standing;
use crate::text::visible_start;
use crate::verdict::Verdict;

/// Rows of each kind that are drawn.
const ROWS: usize = 40;
const LEFT: f64 = 330.0;
const WIDTH: f64 = 520.0;
const ROW: usize = 24;
const TOP: usize = 30;
/// Where pieces from sources without a date are drawn.
const UNDATED: f64 = 895.0;
/// Scalar values of a name in the picture.
const LONGEST: usize = 44;
/// Years named on the axis at most.
const TICKS: u32 = 10;

/// The picture, and the table behind it.
#[derive(Serialize)]
pub(super) struct Timeline {
    height: usize,
    ticks: Vec<Tick>,
    /// Where the rows of contradictions begin.
    divide: usize,
    sources: Vec<Row>,
    claims: Vec<Row>,
    sources_left_out: usize,
    claims_left_out: usize,
    undated: usize,
    undated_x: f64,
}

#[derive(Serialize)]
struct Tick {
    x: String,
    year: u32,
}

#[derive(Serialize)]
struct Row {
    y: usize,
    name: String,
    title: String,
    link: String,
    standing: &'static str,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Mark {
    x: String,
    width: String,
    stance: &'static str,
    published: String,
    who: String,
}

struct Dated {
    dates: Dates,
    published: String,
    name: String,
    link: String,
}

impl Timeline {
    /// `None` where no source that is cited has a date.
    pub(super) fn new(desk: &Desk<'_>) -> Option<Self> {
        let report = desk.report;
        let mut sources: BTreeMap<(usize, Option<&str>), Option<Dated>> = BTreeMap::new();
        for piece in report.claims.iter().flat_map(|claim| &claim.evidence) {
            let Some(source) = desk.source_of(piece) else {
                continue;
            };
            sources
                .entry((source, piece.part.as_deref()))
                .or_insert_with(|| {
                    let published = desk.detail(piece, |it| it.published.as_deref())?;
                    let who = desk.detail(piece, |it| it.publisher.as_deref());
                    Some(Dated {
                        dates: dates::read(published)?,
                        published: published.to_owned(),
                        name: who.unwrap_or(&report.sources[source].id).to_owned(),
                        link: format!("#source/{}", desk.source_names[source]),
                    })
                });
        }
        let undated = sources.values().filter(|it| it.is_none()).count();
        let years = dates::years(sources.values().flatten().map(|it| it.dates))?;
        let x = |moment| LEFT + WIDTH * dates::along(moment, years);
        let mark = |dated: &Dated, stance| {
            let from = x(dated.dates.from);
            Mark {
                x: format!("{from:.1}"),
                width: format!("{:.1}", x(dated.dates.to) - from),
                stance,
                published: dated.published.clone(),
                who: dated.name.clone(),
            }
        };

        let mut dated: Vec<&Dated> = sources.values().flatten().collect();
        dated.sort_by(|a, b| {
            (a.dates.from, a.dates.to, &a.name).cmp(&(b.dates.from, b.dates.to, &b.name))
        });
        let mut source_rows = Vec::new();
        for it in dated.iter().take(ROWS) {
            source_rows.push(Row {
                y: TOP + ROW * (source_rows.len() + 1),
                name: visible_start(&it.name, LONGEST).into_owned(),
                title: it.name.clone(),
                link: it.link.clone(),
                standing: "",
                marks: vec![mark(it, "source")],
            });
        }

        let divide = TOP + ROW * (source_rows.len() + 2);
        let mut contradicted: Vec<_> = report
            .claims
            .iter()
            .enumerate()
            .filter(|(_, claim)| claim.judgement.verdict == Verdict::Contradicted)
            .collect();
        contradicted.sort_by_key(|(_, claim)| Standing::of(claim));
        let mut claim_rows = Vec::new();
        let all = contradicted.len();
        for (at, claim) in contradicted.into_iter().take(ROWS) {
            let mut marks: Vec<(Option<Dates>, Mark)> = claim
                .evidence
                .iter()
                .filter(|piece| piece.counts)
                .filter_map(|piece| {
                    let source = desk.source_of(piece)?;
                    let dated = sources.get(&(source, piece.part.as_deref()))?.as_ref();
                    let stance = match piece.stance {
                        Stance::Supports => "for",
                        Stance::Contradicts => "against",
                        Stance::Context => return None,
                    };
                    let who = piece
                        .origin
                        .as_deref()
                        .unwrap_or(&report.sources[source].id);
                    let mark =
                        dated.map_or_else(|| Mark::undated(who, stance), |it| mark(it, stance));
                    Some((dated.map(|it| it.dates), mark))
                })
                .collect();
            marks.sort_by_key(|(dates, _)| (dates.is_none(), dates.map(|it| (it.from, it.to))));
            claim_rows.push(Row {
                y: divide + ROW * (claim_rows.len() + 1),
                name: visible_start(&claim.text, LONGEST).into_owned(),
                title: claim.text.clone(),
                link: format!("#claim/{}", desk.claim_names[at]),
                standing: Standing::of(claim).word(),
                marks: marks.into_iter().map(|(_, mark)| mark).collect(),
            });
        }
        let step = ((years.1 - years.0) / TICKS + 1).max(1);
        Some(Self {
            height: divide + ROW * (claim_rows.len() + 1),
            ticks: (years.0..=years.1)
                .step_by(step as usize)
                .map(|year| Tick {
                    x: format!(
                        "{:.1}",
                        LEFT + WIDTH * f64::from(year - years.0)
                            / f64::from((years.1 - years.0).max(1))
                    ),
                    year,
                })
                .collect(),
            divide,
            sources_left_out: dated.len() - source_rows.len(),
            claims_left_out: all - claim_rows.len(),
            sources: source_rows,
            claims: claim_rows,
            undated,
            undated_x: UNDATED,
        })
    }
}

impl Mark {
    fn undated(who: &str, stance: &'static str) -> Self {
        Self {
            x: format!("{UNDATED:.1}"),
            width: "0".to_owned(),
            stance,
            published: "undated".to_owned(),
            who: who.to_owned(),
        }
    }
}
