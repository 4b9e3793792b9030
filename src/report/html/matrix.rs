//! The picture of claims and sources: which source speaks of which claim, and how.

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::Desk;
use crate::claim::Stance;
use crate::text::visible_start;
use crate::verdict::Verdict;

/// Claims that have a column of their own; of more, a column is a claim file.
const CLAIMS: usize = 240;
/// Columns and rows that are drawn.
const COLUMNS: usize = 240;
const ROWS: usize = 40;
const GAP: usize = 7;
const LABEL: usize = 226;
const TOP: usize = 34;
const ROW: usize = 17;
/// Width that the columns share, and the narrowest and widest that one may be.
const WIDTH: usize = 840;
const NARROWEST: usize = 5;
const WIDEST: usize = 14;

/// The picture, and the table behind it.
#[derive(Serialize)]
pub(super) struct Matrix {
    width: usize,
    height: usize,
    label: usize,
    by_file: bool,
    groups: Vec<Group>,
    rows: Vec<Row>,
    columns: Vec<Column>,
    /// Of a mark.
    size: usize,
    left_out: usize,
}

/// A claim file above its columns.
#[derive(Serialize)]
struct Group {
    x: usize,
    width: usize,
    name: String,
}

#[derive(Serialize)]
struct Row {
    y: usize,
    name: String,
    title: String,
    link: String,
    cells: Vec<Cell>,
}

#[derive(Clone, Serialize)]
struct Cell {
    x: usize,
    column: usize,
    verdict: &'static str,
    stance: &'static str,
    counts: bool,
    title: String,
    link: String,
    supports: usize,
    against: usize,
    context: usize,
}

#[derive(Serialize)]
struct Column {
    name: String,
    link: String,
    verdict: Option<&'static str>,
    /// What each row says of it, in words.
    said: Vec<String>,
}

/// What a source says in one column.
#[derive(Default)]
struct Said {
    supports: usize,
    against: usize,
    context: usize,
    counts: bool,
    worst: Option<Verdict>,
}

impl Matrix {
    /// `None` where no source is cited.
    pub(super) fn new(desk: &Desk<'_>) -> Option<Self> {
        let report = desk.report;
        let by_file = report.claims.len() > CLAIMS;
        let mut order: Vec<usize> = (0..report.sources.len())
            .filter(|&source| report.sources[source].claims > 0)
            .collect();
        order.sort_by_key(|&source| std::cmp::Reverse(report.sources[source].claims));
        let left_out = order.len().saturating_sub(ROWS);
        order.truncate(ROWS);
        if order.is_empty() {
            return None;
        }
        let row_of: BTreeMap<usize, usize> = order
            .iter()
            .enumerate()
            .map(|(row, &it)| (it, row))
            .collect();

        let wanted = if by_file {
            let files = report.claims.chunk_by(|a, b| a.file == b.file);
            files.count()
        } else {
            report.claims.len()
        };
        let wanted = wanted.clamp(1, COLUMNS);
        let cell = (WIDTH / wanted).clamp(NARROWEST, WIDEST);
        let mut columns: Vec<Column> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut said: BTreeMap<(usize, usize), Said> = BTreeMap::new();
        let mut xs = Vec::new();
        let mut x = LABEL;
        let mut file = None;
        for (at, claim) in report.claims.iter().enumerate() {
            let new_file = file != Some(&claim.file);
            file = Some(&claim.file);
            if !by_file || new_file {
                if columns.len() == COLUMNS {
                    break;
                }
                if new_file && !by_file && !columns.is_empty() {
                    x += GAP;
                }
                xs.push(x);
                x += cell;
                columns.push(Column {
                    name: if by_file {
                        claim.file.clone()
                    } else {
                        claim.id.clone()
                    },
                    link: if by_file {
                        "#claims".to_owned()
                    } else {
                        format!("#claim/{}", desk.claim_names[at])
                    },
                    verdict: (!by_file).then(|| claim.judgement.verdict.name()),
                    said: Vec::new(),
                });
            }
            let column = columns.len() - 1;
            if !by_file {
                match groups.last_mut().filter(|_| !new_file) {
                    Some(group) => group.width = x - group.x,
                    None => groups.push(Group {
                        x: xs[column],
                        width: cell,
                        name: short_file(&claim.file).to_owned(),
                    }),
                }
            }
            for piece in &claim.evidence {
                let Some(&row) = desk.source_of(piece).and_then(|source| row_of.get(&source))
                else {
                    continue;
                };
                let said = said.entry((row, column)).or_default();
                match piece.stance {
                    Stance::Supports => said.supports += 1,
                    Stance::Contradicts => said.against += 1,
                    Stance::Context => said.context += 1,
                }
                said.counts |= piece.counts;
                let verdict = claim.judgement.verdict;
                said.worst = Some(said.worst.map_or(verdict, |worst| worst.min(verdict)));
            }
        }
        let mut rows: Vec<Row> = order
            .iter()
            .enumerate()
            .map(|(row, &source)| {
                let it = &report.sources[source];
                let name = it.title.as_deref().unwrap_or(&it.id);
                Row {
                    y: TOP + row * ROW,
                    name: visible_start(name, 30).into_owned(),
                    title: name.to_owned(),
                    link: format!("#source/{}", desk.source_names[source]),
                    cells: Vec::new(),
                }
            })
            .collect();
        for column in &mut columns {
            column.said = vec![String::new(); rows.len()];
        }
        for ((row, column), said) in said {
            let words = said.words();
            let (name, link) = (&columns[column].name, &columns[column].link);
            rows[row].cells.push(Cell {
                x: xs[column],
                column,
                verdict: said.worst.map_or("", Verdict::name),
                stance: said.stance(),
                counts: said.counts,
                title: format!("{name}: {words}"),
                link: link.clone(),
                supports: said.supports,
                against: said.against,
                context: said.context,
            });
            columns[column].said[row] = words;
        }
        // a name above a group that is too narrow for it would run into the next
        for group in &mut groups {
            let fits = group.width / 7;
            if group.name.chars().count() > fits {
                group.name = if fits > 3 {
                    visible_start(&group.name, fits - 1).into_owned()
                } else {
                    String::new()
                };
            }
        }
        Some(Self {
            width: x + 6,
            height: TOP + rows.len() * ROW,
            label: LABEL,
            by_file,
            groups,
            rows,
            columns,
            size: cell - 1,
            left_out,
        })
    }
}

impl Said {
    fn stance(&self) -> &'static str {
        if self.against > 0 {
            "against"
        } else if self.supports > 0 {
            "for"
        } else {
            "context"
        }
    }

    fn words(&self) -> String {
        let words = [
            (self.supports, "for"),
            (self.against, "against"),
            (self.context, "context"),
        ];
        let words = words
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| match count {
                1 => (*word).to_owned(),
                _ => format!("{count} {word}"),
            });
        words.collect::<Vec<_>>().join(", ")
    }
}

/// `trial` for `claims/trial.toml`.
fn short_file(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.strip_suffix(".toml").unwrap_or(name)
}
