//! Where may a quote stand? Places that the exact pass did not give are proposed from grams that
//! the quote and the text have in common.

use std::ops::Range;

use super::grams::{Grams, Work};

/// Places proposed for one pattern, at most.
const MOST_WINDOWS: usize = 6;
/// Stretches looked at for them: those of one place come in a row.
const MOST_EXAMINED: usize = 256;
/// A gram that was met this often in a text tells nothing more.
const MOST_HITS_OF_A_GRAM: u32 = 64;
/// Hits kept for one pattern.
const MOST_HITS: usize = 4_096;
/// Patterns shorter than this, in bytes of finding form, are looked for with finer grams where the
/// coarse ones find nothing.
const SHORT: usize = 96;
/// Below this length an unrelated passage is likelier than a slip.
const SHORTEST: usize = 8;

/// A stretch of the finding form that may hold a changed copy of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) range: Range<usize>,
    /// How many grams stand in it.
    pub(super) hits: usize,
}

/// For each pattern the stretches of `text` that have most in common with it, best first.
pub(super) fn windows(patterns: &[&[u8]], text: &[u8], work: &mut Work) -> Vec<Vec<Window>> {
    let mut found: Vec<Vec<Window>> = vec![Vec::new(); patterns.len()];
    let all: Vec<u32> = (0..patterns.len() as u32)
        .filter(|&p| patterns[p as usize].len() >= SHORTEST)
        .collect();
    propose::<8, 8>(patterns, &all, text, &mut found, work);
    let rest: Vec<u32> = all
        .into_iter()
        .filter(|&p| found[p as usize].is_empty() && patterns[p as usize].len() < SHORT)
        .collect();
    propose::<4, 1>(patterns, &rest, text, &mut found, work);
    found
}

fn propose<const WIDTH: usize, const STEP: usize>(
    patterns: &[&[u8]],
    which: &[u32],
    text: &[u8],
    found: &mut [Vec<Window>],
    work: &mut Work,
) {
    if which.is_empty() {
        return;
    }
    let capacity = which.iter().map(|&p| patterns[p as usize].len()).sum();
    let mut grams = Grams::<WIDTH, STEP>::with_capacity(capacity);
    for &pattern in which {
        grams.enter_all(pattern, patterns[pattern as usize]);
    }
    let mut hits: Vec<Vec<(u32, u32)>> = vec![Vec::new(); patterns.len()];
    let mut seen = vec![0_u32; grams.len()];
    work.bytes_scanned += text.len() as u64;
    grams.scan(text, |gram, at| {
        seen[gram] += 1;
        if seen[gram] > MOST_HITS_OF_A_GRAM {
            return;
        }
        for hit in grams.hits(gram) {
            let kept = &mut hits[hit.pattern as usize];
            if kept.len() < MOST_HITS {
                kept.push((at as u32, hit.offset));
            }
        }
    });
    for &pattern in which {
        let length = patterns[pattern as usize].len();
        let hits = &hits[pattern as usize];
        // With grams of four bytes two must agree, or every text proposes places.
        let least = if WIDTH < 8 {
            2 + length / 24
        } else {
            1 + length / (WIDTH * STEP * 2)
        };
        found[pattern as usize] = densest(hits, length, least, text.len());
    }
}

/// The stretches, at most one and a half times as long as the pattern, that hold most hits.
fn densest(hits: &[(u32, u32)], length: usize, least: usize, text: usize) -> Vec<Window> {
    let reach = (length + length / 2) as u32;
    let mut windows = Vec::new();
    let mut end = 0;
    for start in 0..hits.len() {
        end = end.max(start);
        while end < hits.len() && hits[end].0 - hits[start].0 <= reach {
            end += 1;
        }
        windows.push((end - start, start, end));
    }
    let best = windows.iter().map(|&(count, _, _)| count).max();
    let enough = least.max(best.unwrap_or(0).div_ceil(3));
    windows.retain(|&(count, _, _)| count >= enough);
    windows.sort_by_key(|&(count, start, _)| (std::cmp::Reverse(count), start));
    let mut chosen: Vec<Window> = Vec::new();
    for (count, start, end) in windows.into_iter().take(MOST_EXAMINED) {
        if chosen.len() == MOST_WINDOWS {
            break;
        }
        let stretch = &hits[start..end];
        let slack = 24 + length / 8;
        let low = stretch
            .iter()
            .map(|&(at, offset)| at.saturating_sub(offset))
            .min()
            .unwrap_or(0);
        let high = stretch
            .iter()
            .map(|&(at, offset)| at as usize + (length - offset as usize))
            .max()
            .unwrap_or(0);
        // Between its parts the text may have what nobody quotes, such as where a link leads: what
        // stands near and goes on with the pattern belongs to it.
        let (first, last) = (stretch[0], stretch[stretch.len() - 1]);
        let before = hits[..start].iter().rev();
        let low = before
            .take_while(|hit| first.0 - hit.0 <= reach)
            .filter(|hit| hit.1 < first.1)
            .map(|&(at, offset)| at.saturating_sub(offset))
            .fold(low, u32::min);
        let high = hits[end..]
            .iter()
            .take_while(|hit| hit.0 - last.0 <= reach)
            .filter(|hit| hit.1 > last.1)
            .map(|&(at, offset)| at as usize + (length - offset as usize))
            .fold(high, usize::max);
        let range = (low as usize).saturating_sub(slack)..(high + slack).min(text);
        let overlaps = |other: &Window| {
            let shared = range
                .end
                .min(other.range.end)
                .saturating_sub(range.start.max(other.range.start));
            2 * shared > range.len().min(other.range.len())
        };
        if !chosen.iter().any(overlaps) {
            chosen.push(Window { range, hits: count });
        }
    }
    chosen
}
