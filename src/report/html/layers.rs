//! Passages that overlap, each on a line of its own below the text.

use serde::Serialize;

use super::desk::Cited;
use crate::text::Span;
use crate::verdict::Verdict;

/// Lines drawn below a text; passages beyond them are counted.
pub(super) const LAYERS: usize = 4;

/// A stretch of text in which the same passages lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    /// Per layer the passage that runs there (index into the list), if one does.
    pub(super) layers: [Option<usize>; LAYERS],
    /// Passages that have no layer.
    pub(super) more: usize,
    /// The passages that begin here.
    pub(super) begin: Vec<usize>,
}

/// One line below a text.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Layer {
    /// How many lines are above it.
    pub(super) depth: usize,
    pub(super) verdict: &'static str,
    pub(super) accepted: bool,
    /// The number of the claim in the report, for scripts.
    pub(super) claim: usize,
}

/// Cuts the bytes `0..end` wherever a passage of `cited` begins or ends. Linear in the passages, but
/// for sorting; `cited` is sorted by span.
pub(super) fn stretches(cited: &[Cited], end: usize) -> Vec<Stretch> {
    // (place, does it begin, passage): ends come before beginnings, and free their layer
    let mut events: Vec<(usize, bool, usize)> = Vec::with_capacity(cited.len() * 2);
    for (at, it) in cited.iter().enumerate() {
        if !it.span.is_empty() && it.span.end <= end {
            events.push((it.span.start, true, at));
            events.push((it.span.end, false, at));
        }
    }
    events.sort_unstable();
    let mut stretches = Vec::new();
    let mut open = [None; LAYERS];
    let (mut more, mut at, mut next) = (0, 0, 0);
    let mut begin = Vec::new();
    loop {
        let until = events.get(next).map_or(end, |event| event.0);
        if until > at {
            stretches.push(Stretch {
                span: Span::new(at, until),
                layers: open,
                more,
                begin: std::mem::take(&mut begin),
            });
            at = until;
        }
        let Some(&(_, begins, passage)) = events.get(next) else {
            return stretches;
        };
        next += 1;
        if begins {
            begin.push(passage);
            match open.iter_mut().find(|layer| layer.is_none()) {
                Some(layer) => *layer = Some(passage),
                None => more += 1,
            }
        } else {
            match open.iter_mut().find(|layer| **layer == Some(passage)) {
                Some(layer) => *layer = None,
                None => more -= 1,
            }
        }
    }
}

impl Stretch {
    /// The lines below it, the outermost (lowest) first.
    pub(super) fn lines(&self, cited: &[Cited]) -> Vec<Layer> {
        let lines = self.layers.iter().enumerate().rev();
        lines
            .filter_map(|(layer, passage)| {
                let it = &cited[(*passage)?];
                Some(Layer {
                    depth: layer,
                    verdict: it.verdict.name(),
                    accepted: it.accepted,
                    claim: it.claim,
                })
            })
            .collect()
    }

    /// The gravest verdict among its passages.
    pub(super) fn worst(&self, cited: &[Cited]) -> Option<Verdict> {
        self.layers
            .iter()
            .flatten()
            .map(|&at| cited[at].verdict)
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(spans: &[(usize, usize)]) -> Vec<Cited> {
        let cited = spans
            .iter()
            .enumerate()
            .map(|(claim, &(start, end))| Cited {
                span: Span::new(start, end),
                claim,
                evidence: 0,
                fragment: 0,
                verdict: Verdict::Supported,
                accepted: true,
            });
        cited.collect()
    }

    fn drawn(spans: &[(usize, usize)], end: usize) -> String {
        let stretches = stretches(&cited(spans), end);
        let drawn = stretches.iter().map(|it| {
            let layers: Vec<String> = it
                .layers
                .iter()
                .map(|layer| layer.map_or_else(|| "-".to_owned(), |passage| passage.to_string()))
                .collect();
            format!(
                "{}..{} {}+{}",
                it.span.start,
                it.span.end,
                layers.concat(),
                it.more
            )
        });
        drawn.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn overlaps_have_a_line_each() {
        assert_eq!(drawn(&[], 5), "0..5 ----+0");
        assert_eq!(drawn(&[], 0), "");
        assert_eq!(
            drawn(&[(0, 4), (2, 6)], 8),
            "0..2 0---+0 | 2..4 01--+0 | 4..6 -1--+0 | 6..8 ----+0"
        );
        assert_eq!(
            drawn(&[(0, 2), (2, 4)], 4),
            "0..2 0---+0 | 2..4 1---+0",
            "a line is free again"
        );
        assert_eq!(drawn(&[(0, 2); 6], 2), "0..2 0123+2", "the rest is counted");
        assert_eq!(
            drawn(&[(1, 9)], 4),
            "0..4 ----+0",
            "a passage past the end is none"
        );
    }
}
