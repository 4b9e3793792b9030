//! Token by token: which token of the quote stands for which of the passage.
//!
//! A table of costs in which the quote may begin and end anywhere in the passage: Sellers, "The
//! theory and computation of evolutionary distances: pattern recognition", 1980, over tokens, with
//! steps of its own for words joined and split and for editorial brackets. The costs only choose
//! among readings; what a difference means is judged afterwards.

use std::ops::Range;

use crate::text::{Token, TokenKind, Tokens};

use super::grams::Work;

/// Which tokens stand for which: one step of an alignment. Ranges index token lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) kind: StepKind,
    pub(super) quote: Range<usize>,
    pub(super) source: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    /// The same token but for glyph, case and accents.
    Same,
    /// One token for another.
    Replaced,
    /// The same letters in another number of tokens.
    Joined,
    /// Only in the quote.
    Added,
    /// Only in the source.
    LeftOut,
    /// A group in brackets that the source does not have, in place of none or a few of its tokens.
    Bracket,
}

/// An alignment of a stretch of the quote with a stretch of the passage.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    pub(super) cost: u32,
    pub(super) steps: Vec<Step>,
}

/// Tables of more cells than this are filled a block at a time.
const MOST_CELLS: usize = 1 << 18;
/// Tokens of the quote in a block.
const BLOCK: usize = 192;
/// How far a block may drift from where the one before it ended, in tokens of the source.
const DRIFT: usize = 96;
/// How far from a certain partner the few tokens beside it are looked for, in tokens of the source
/// beyond twice their number.
const BESIDE: usize = 24;
/// The most tokens that a group in brackets may stand for.
const MOST_REPLACED: usize = 4;

const SAME: u32 = 0;
const REPLACED: u32 = 11;
/// A word for one that differs in a letter or two.
const ALIKE: u32 = 4;
const JOINED: u32 = 2;
const BRACKET: u32 = 3;

/// What it costs to pass over a token.
fn skip(token: Token) -> u32 {
    match token.kind {
        TokenKind::Markup | TokenKind::Target => 1,
        _ if token.note() => 1,
        TokenKind::Quotation | TokenKind::Comma | TokenKind::Stop => 2,
        TokenKind::Open | TokenKind::Close | TokenKind::Exclamation => 3,
        TokenKind::Dash if !token.sign() => 3,
        TokenKind::Ellipsis | TokenKind::Question => 5,
        TokenKind::Raised => 6,
        TokenKind::Word | TokenKind::Number | TokenKind::Symbol | TokenKind::Dash => 8,
    }
}

/// What it costs to have each token of the quote without a partner. One more than to leave a token
/// of the source out, and much more for the first and the last word, which must have theirs.
fn added(quote: Side<'_>) -> Vec<u32> {
    const EDGE: u32 = 8;
    let mut costs: Vec<u32> = quote
        .list
        .iter()
        .map(|&token| skip(token) + u32::from(token.solid()))
        .collect();
    for at in [
        quote.list.iter().position(|token| token.solid()),
        quote.list.iter().rposition(|token| token.solid()),
    ]
    .into_iter()
    .flatten()
    {
        costs[at] += EDGE;
    }
    costs
}

/// One side of an alignment.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) tokens: &'a Tokens,
    /// The part of the list that takes part.
    pub(super) list: &'a [Token],
}

impl<'a> Side<'a> {
    pub(super) fn new(tokens: &'a Tokens) -> Self {
        Self {
            tokens,
            list: &tokens.list,
        }
    }

    fn form(self, at: usize) -> &'a str {
        self.tokens.form(self.list[at])
    }
}

/// Aligns the whole quote with the stretch of the passage that costs least; the earliest of equals.
///
/// Words that stand once on both sides, in order with all others that do, are partners before any
/// table is filled: the idea of "patience diff" (Bram Cohen), kept to where no choice is to be
/// made. Tables are filled only between them, so a quote that differs in little costs little.
pub(super) fn align(quote: Side<'_>, source: Side<'_>, work: &mut Work) -> Alignment {
    let mut groups = bracket_groups(quote);
    if !groups.is_empty() {
        drop_those_of_the_source(&mut groups, quote, source);
    }
    let added = added(quote);
    let prices = Prices {
        groups: &groups,
        added: &added,
    };
    let (n, m) = (quote.list.len(), source.list.len());
    let mut whole = Alignment {
        cost: 0,
        steps: Vec::with_capacity(n + 8),
    };
    let (mut at, mut from) = (0, 0);
    for (i, j) in anchors(quote, source, &groups) {
        if (at, from) != (i, j) {
            let ends = if at == 0 {
                Ends::FreeStart
            } else {
                Ends::Pinned
            };
            stretch(
                quote,
                source,
                prices,
                at..i,
                from..j,
                ends,
                work,
                &mut whole,
            );
        }
        whole.steps.push(Step {
            kind: StepKind::Same,
            quote: i..i + 1,
            source: j..j + 1,
        });
        (at, from) = (i + 1, j + 1);
    }
    if at < n {
        let ends = if at == 0 { Ends::Free } else { Ends::FreeEnd };
        stretch(
            quote,
            source,
            prices,
            at..n,
            from..m,
            ends,
            work,
            &mut whole,
        );
    }
    whole
}

/// Partners that are certain: words that stand once in the quote and once in the passage, and cross
/// no other such pair.
fn anchors(quote: Side<'_>, source: Side<'_>, groups: &[u32]) -> Vec<(usize, usize)> {
    let once = |side: Side<'_>| {
        let mut hashes: Vec<(u64, u32)> = side
            .list
            .iter()
            .enumerate()
            .filter(|(_, token)| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|(at, token)| (token.hash, at as u32))
            .collect();
        hashes.sort_unstable();
        let mut kept = Vec::with_capacity(hashes.len());
        for run in hashes.chunk_by(|a, b| a.0 == b.0) {
            if let [only] = run {
                kept.push(*only);
            }
        }
        kept
    };
    let (quoted, passage) = (once(quote), once(source));
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(quoted.len());
    let mut at = 0;
    for (hash, i) in quoted {
        while at < passage.len() && passage[at].0 < hash {
            at += 1;
        }
        if passage.get(at).is_some_and(|&(other, _)| other == hash) {
            pairs.push((i, passage[at].1));
        }
    }
    pairs.sort_unstable();
    if !groups.is_empty() {
        // What stands in brackets may be the editor's: it is no certain partner.
        let mut inside = vec![false; quote.list.len()];
        for (start, &end) in groups.iter().enumerate().filter(|&(_, &end)| end != 0) {
            inside[start..end as usize].fill(true);
        }
        pairs.retain(|&(i, _)| !inside[i as usize]);
    }
    // A pair that crosses another is not certain: neither is kept.
    let mut least_after = u32::MAX;
    let mut clear: Vec<bool> = pairs
        .iter()
        .rev()
        .map(|&(_, j)| {
            let clear = j < least_after;
            least_after = least_after.min(j);
            clear
        })
        .collect();
    clear.reverse();
    let mut most_before: Option<u32> = None;
    let mut chosen = Vec::with_capacity(pairs.len());
    for ((i, j), clear) in pairs.into_iter().zip(clear) {
        if clear && most_before.is_none_or(|most| most < j) {
            chosen.push((i as usize, j as usize));
        }
        most_before = Some(most_before.map_or(j, |most| most.max(j)));
    }
    chosen
}

/// Aligns what lies between two certain partners, or before the first or after the last.
#[expect(
    clippy::too_many_arguments,
    reason = "the two ranges and their ends belong together"
)]
fn stretch(
    quote: Side<'_>,
    source: Side<'_>,
    prices: Prices<'_>,
    rows: Range<usize>,
    columns: Range<usize>,
    ends: Ends,
    work: &mut Work,
    whole: &mut Alignment,
) {
    // Equal tokens at an end that is pinned are partners: no reading is cheaper.
    let (mut rows, mut columns) = (rows, columns);
    let equal = |i: usize, j: usize| {
        let (a, b) = (quote.list[i], source.list[j]);
        a.hash == b.hash && a.kind == b.kind
    };
    let same = |i: usize, j: usize| Step {
        kind: StepKind::Same,
        quote: i..i + 1,
        source: j..j + 1,
    };
    if prices.groups.is_empty() && matches!(ends, Ends::Pinned | Ends::FreeEnd) {
        while !rows.is_empty() && !columns.is_empty() && equal(rows.start, columns.start) {
            whole.steps.push(same(rows.start, columns.start));
            rows.start += 1;
            columns.start += 1;
        }
    }
    let mut behind = 0;
    if prices.groups.is_empty() && matches!(ends, Ends::Pinned | Ends::FreeStart) {
        while !rows.is_empty() && !columns.is_empty() && equal(rows.end - 1, columns.end - 1) {
            rows.end -= 1;
            columns.end -= 1;
            behind += 1;
        }
    }
    let (last_row, last_column) = (rows.end, columns.end);
    between(quote, source, prices, rows, columns, ends, work, whole);
    whole
        .steps
        .extend((0..behind).map(|at| same(last_row + at, last_column + at)));
}

/// What is left of a stretch when its ends are unlike.
#[expect(clippy::too_many_arguments, reason = "as of `stretch`")]
fn between(
    quote: Side<'_>,
    source: Side<'_>,
    prices: Prices<'_>,
    rows: Range<usize>,
    columns: Range<usize>,
    ends: Ends,
    work: &mut Work,
    whole: &mut Alignment,
) {
    let (n, m) = (rows.len(), columns.len());
    let mut columns = columns;
    // Far from the certain partner nothing is looked for.
    let reach = 2 * n + BESIDE;
    if m > reach && ends == Ends::FreeStart {
        columns.start = columns.end - reach;
    } else if m > reach && ends == Ends::FreeEnd {
        columns.end = columns.start + reach;
    }
    if n == 0 {
        if ends == Ends::Pinned {
            for j in columns {
                whole.cost += skip(source.list[j]);
                whole.steps.push(Step {
                    kind: StepKind::LeftOut,
                    quote: rows.start..rows.start,
                    source: j..j + 1,
                });
            }
        }
        return;
    }
    if (n + 1) * (columns.len() + 1) <= MOST_CELLS {
        let part = fill(quote, source, prices, rows, columns, ends, work);
        whole.cost += part.cost;
        whole.steps.extend(part.steps);
        return;
    }
    // Block by block. The last quarter of a block is aligned again with what follows it.
    let (mut at, mut from) = (rows.start, columns.start);
    while at < rows.end {
        let end = (at + BLOCK).min(rows.end);
        let last = end == rows.end;
        let reach = (from + 2 * (end - at) + DRIFT).min(columns.end);
        let ends = match (at == rows.start, last) {
            (true, false) => {
                if ends == Ends::Pinned {
                    Ends::FreeEnd
                } else {
                    Ends::Free
                }
            }
            (true, true) => ends,
            (false, true) if matches!(ends, Ends::Pinned | Ends::FreeStart) => Ends::Pinned,
            (false, _) => Ends::FreeEnd,
        };
        let reach = if last && ends == Ends::Pinned {
            columns.end.min(from + MOST_CELLS / (BLOCK + 1))
        } else {
            reach
        };
        let block = fill(quote, source, prices, at..end, from..reach, ends, work);
        let keep = if last { end } else { at + (end - at) * 3 / 4 };
        let mut reached = (at, from);
        for step in block.steps {
            if step.quote.end > keep && !last {
                break;
            }
            reached = (step.quote.end, step.source.end);
            whole.cost += step_cost(quote, source, prices, &step);
            whole.steps.push(step);
        }
        if reached.0 == at {
            // Nothing but a group longer than the block: it has no partner.
            reached = (end, reached.1);
            whole.cost += prices.added[at..end].iter().sum::<u32>();
            whole.steps.push(Step {
                kind: StepKind::Added,
                quote: at..end,
                source: reached.1..reached.1,
            });
        }
        (at, from) = reached;
    }
}

/// What a step costs, so that blocks can be added up.
fn step_cost(quote: Side<'_>, source: Side<'_>, prices: Prices<'_>, step: &Step) -> u32 {
    match step.kind {
        StepKind::Same => SAME,
        StepKind::Replaced => replaced(quote, step.quote.start, source, step.source.start),
        StepKind::Joined => join_price(step.quote.len(), step.source.len()),
        StepKind::Added => prices.added[step.quote.clone()].iter().sum(),
        StepKind::LeftOut => source.list[step.source.clone()]
            .iter()
            .map(|&token| skip(token))
            .sum(),
        StepKind::Bracket => BRACKET + 2 * step.source.len() as u32,
    }
}

/// For each `[` of the quote the token after its `]`; 0 for all other tokens.
fn bracket_groups(quote: Side<'_>) -> Vec<u32> {
    let mut groups = Vec::new();
    let mut open = Vec::new();
    for (at, &token) in quote.list.iter().enumerate() {
        match token.kind {
            TokenKind::Open if quote.form(at) == "[" => open.push(at),
            TokenKind::Close if quote.form(at) == "]" => {
                if let Some(start) = open.pop() {
                    groups.resize(quote.list.len() + 1, 0);
                    groups[start] = at as u32 + 1;
                }
            }
            _ => {}
        }
    }
    groups
}

/// Strikes the groups that the source has as well, but for some of their words: they are no editor's,
/// and what differs in them is compared. Of notes, such as `[12]`, any is like any other.
fn drop_those_of_the_source(groups: &mut [u32], quote: Side<'_>, source: Side<'_>) {
    let mut theirs: Vec<&[Token]> = bracket_groups(source)
        .iter()
        .enumerate()
        .filter(|&(_, &end)| end > 0)
        .map(|(start, &end)| &source.list[start + 1..end as usize - 1])
        .collect();
    let solid = |list: &[Token]| list.iter().filter(|token| token.solid()).count();
    for (start, end) in groups.iter_mut().enumerate().filter(|(_, end)| **end > 0) {
        let ours = &quote.list[start + 1..*end as usize - 1];
        let alike = |theirs: &&[Token]| {
            let has = |token: &&Token| theirs.iter().any(|other| other.hash == token.hash);
            let common = ours
                .iter()
                .filter(|token| token.solid())
                .filter(has)
                .count();
            let note = |list: &[Token]| list.first().is_some_and(|token| token.note());
            common > 0 && 2 * common >= solid(ours) || note(ours) && note(theirs)
        };
        if let Some(at) = theirs.iter().position(alike) {
            theirs.remove(at);
            *end = 0;
        }
    }
}

/// What it costs to take one token for another.
fn replaced(quote: Side<'_>, i: usize, source: Side<'_>, j: usize) -> u32 {
    use TokenKind::{
        Close, Comma, Dash, Exclamation, Markup, Number, Open, Question, Quotation, Raised, Stop,
        Symbol, Target, Word,
    };
    match (quote.list[i].kind, source.list[j].kind) {
        (Word, Word) if quote.list[i].hash == source.list[j].hash => SAME,
        (Word, Word) if alike(quote.form(i), source.form(j)) => ALIKE,
        (Word, Word) => REPLACED,
        (Number, Number) | (Raised, Raised) | (Symbol, Symbol) => REPLACED - 1,
        (Raised, Number) | (Number, Raised) if quote.form(i) == source.form(j) => 1,
        (Word, Number) | (Number, Word) => REPLACED + 1,
        (Open | Close | Markup, Open | Close | Markup) if quote.form(i) == source.form(j) => 0,
        (Dash, Dash) => 0,
        (Target, Target) => 1,
        // A dash that begins a line looks like a bullet.
        (Dash, Markup) | (Markup, Dash) if quote.form(i) == "-" && source.form(j) == "-" => 1,
        (
            Comma | Stop | Dash | Quotation | Exclamation | Question,
            Comma | Stop | Dash | Quotation | Exclamation | Question,
        )
        | (Open | Close, Open | Close) => 3,
        (Symbol, Word) | (Word, Symbol) => REPLACED + 1,
        _ => 2 * REPLACED,
    }
}

/// Whether two words differ in little: all but a few letters stand at their beginning and end.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let long = a.len().max(b.len());
    if long < 4 || a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (front + back).min(a.len().min(b.len())) + 1 + long / 5 >= long
}

/// How the quote lies in the passage of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// It may begin and end anywhere.
    Free,
    /// It may begin anywhere, and ends where the passage does.
    FreeStart,
    /// It begins where the passage does, and may end anywhere.
    FreeEnd,
    /// It begins and ends where the passage does.
    Pinned,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Back(u8);

impl Back {
    const START: Self = Self(0);
    const SAME: Self = Self(1);
    const REPLACED: Self = Self(2);
    const ADDED: Self = Self(3);
    const LEFT_OUT: Self = Self(4);
    /// 5 to 8: joins, see [`JOINS`].
    const JOINED: u8 = 5;
    /// 16 and up: a bracket group in place of `n - 16` tokens.
    const BRACKET: u8 = 16;
}

/// More tokens cost more: what can be the same is never taken into a join.
fn join_price(quote: usize, source: usize) -> u32 {
    JOINED + (quote + source - 3) as u32
}

/// Tokens of the quote, tokens of the source.
const JOINS: [(usize, usize); 6] = [(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)];

/// What is known of the quote's tokens before a table is filled.
#[derive(Clone, Copy)]
struct Prices<'a> {
    /// See [`bracket_groups`].
    groups: &'a [u32],
    /// See [`added`].
    added: &'a [u32],
}

/// What decides most cells of a table without a look at the letters.
#[derive(Clone, Copy)]
struct Feature {
    hash: u64,
    kind: TokenKind,
    first: u8,
    last: u8,
    /// Bytes of the form, at most 255.
    length: u8,
    skip: u8,
}

fn features(side: Side<'_>, range: Range<usize>) -> Vec<Feature> {
    side.list[range]
        .iter()
        .map(|&token| {
            let form = side.tokens.form(token).as_bytes();
            Feature {
                hash: token.hash,
                kind: token.kind,
                first: form.first().copied().unwrap_or(0),
                last: form.last().copied().unwrap_or(0),
                length: form.len().min(255) as u8,
                skip: skip(token) as u8,
            }
        })
        .collect()
}

fn fill(
    quote: Side<'_>,
    source: Side<'_>,
    prices: Prices<'_>,
    rows: Range<usize>,
    columns: Range<usize>,
    ends: Ends,
    work: &mut Work,
) -> Alignment {
    let (n, m) = (rows.len(), columns.len());
    let width = m + 1;
    let mut cost = vec![0_u32; (n + 1) * width];
    let mut back = vec![Back::START; (n + 1) * width];
    work.cells += ((n + 1) * width) as u64;
    let quoted = features(quote, rows.clone());
    let passage = features(source, columns.clone());
    if matches!(ends, Ends::Pinned | Ends::FreeEnd) {
        for j in 1..=m {
            cost[j] = cost[j - 1] + u32::from(passage[j - 1].skip);
            back[j] = Back::LEFT_OUT;
        }
    }
    for i in 1..=n {
        let a = quoted[i - 1];
        let qi = rows.start + i - 1;
        let added = prices.added[qi];
        // A group in brackets that ends here, as rows above this one.
        let group = group_ending(prices.groups, qi + 1)
            .filter(|&start| start >= rows.start)
            .map(|start| qi + 1 - start);
        let (above, current) = cost.split_at_mut(i * width);
        let upper = &above[(i - 1) * width..];
        let backs = &mut back[i * width..(i + 1) * width];
        for j in 0..=m {
            let mut best = upper[j] + added;
            let mut by = Back::ADDED;
            let mut offer = |price: u32, how: Back| {
                if price < best {
                    best = price;
                    by = how;
                }
            };
            if j > 0 {
                let b = passage[j - 1];
                if a.hash == b.hash && a.kind == b.kind {
                    offer(upper[j - 1] + SAME, Back::SAME);
                } else {
                    let sj = columns.start + j - 1;
                    let price = if a.kind == TokenKind::Word && b.kind == TokenKind::Word {
                        let near = (a.first == b.first || a.last == b.last)
                            && a.length.abs_diff(b.length) <= 3
                            && alike(quote.form(qi), source.form(sj));
                        if near { ALIKE } else { REPLACED }
                    } else {
                        replaced(quote, qi, source, sj)
                    };
                    let how = if price == 0 {
                        Back::SAME
                    } else {
                        Back::REPLACED
                    };
                    offer(upper[j - 1] + price, how);
                    if a.last == b.last && a.length != b.length {
                        for (which, &(up, left)) in JOINS.iter().enumerate() {
                            if up <= i
                                && left <= j
                                && quoted[i - up].first == passage[j - left].first
                                && joined(quote, qi + 1 - up..qi + 1, source, sj + 1 - left..sj + 1)
                            {
                                let from = above[(i - up) * width + j - left];
                                let how = Back(Back::JOINED + which as u8);
                                offer(from + join_price(up, left), how);
                            }
                        }
                    }
                }
                offer(current[j - 1] + u32::from(b.skip), Back::LEFT_OUT);
            }
            if let Some(up) = group {
                for replaced in 0..=MOST_REPLACED.min(j) {
                    let from = above[(i - up) * width + j - replaced];
                    let how = Back(Back::BRACKET + replaced as u8);
                    offer(from + BRACKET + 2 * replaced as u32, how);
                }
            }
            current[j] = best;
            backs[j] = by;
        }
    }
    let last = n * width;
    let end = match ends {
        Ends::Free | Ends::FreeEnd => (0..=m).min_by_key(|&j| cost[last + j]).unwrap_or(0),
        Ends::FreeStart | Ends::Pinned => m,
    };
    let steps = trace(
        &back,
        width,
        (n, end),
        rows.start,
        columns.start,
        prices.groups,
    );
    Alignment {
        cost: cost[last + end],
        steps,
    }
}

/// The `[` of the group whose `]` stands just before token `end`.
fn group_ending(groups: &[u32], end: usize) -> Option<usize> {
    if groups.is_empty() {
        return None;
    }
    groups.iter().position(|&group| group as usize == end)
}

/// The steps that lead to `end`, first to last.
fn trace(
    back: &[Back],
    width: usize,
    end: (usize, usize),
    first_row: usize,
    first_column: usize,
    groups: &[u32],
) -> Vec<Step> {
    let (mut i, mut j) = end;
    let mut steps = Vec::with_capacity(i + 8);
    loop {
        let by = back[i * width + j];
        let (kind, a, b) = match by {
            Back::START => break,
            Back::SAME => (StepKind::Same, 1, 1),
            Back::REPLACED => (StepKind::Replaced, 1, 1),
            Back::ADDED => (StepKind::Added, 1, 0),
            Back::LEFT_OUT => (StepKind::LeftOut, 0, 1),
            Back(code) if code >= Back::BRACKET => {
                let end = (first_row + i) as u32;
                let start = group_ending(groups, end as usize).unwrap_or_default();
                (
                    StepKind::Bracket,
                    first_row + i - start,
                    usize::from(code - Back::BRACKET),
                )
            }
            Back(code) => {
                let (a, b) = JOINS[usize::from(code - Back::JOINED)];
                (StepKind::Joined, a, b)
            }
        };
        steps.push(Step {
            kind,
            quote: first_row + i - a..first_row + i,
            source: first_column + j - b..first_column + j,
        });
        (i, j) = (i - a, j - b);
    }
    steps.reverse();
    steps
}

/// Whether the words and numbers of both sides make the same letters. Hyphens and full stops among
/// them count for nothing; at either end must stand a word or number.
fn joined(quote: Side<'_>, a: Range<usize>, source: Side<'_>, b: Range<usize>) -> bool {
    fn letters(side: Side<'_>, range: Range<usize>) -> Option<[&str; 3]> {
        let mut pieces = [""; 3];
        let length = range.len();
        for (place, at) in range.enumerate() {
            match side.list[at].kind {
                TokenKind::Word | TokenKind::Number => pieces[place] = side.form(at),
                TokenKind::Dash if place > 0 && place + 1 < length && !side.list[at].sign() => {}
                _ => return None,
            }
        }
        Some(pieces)
    }
    // Most pairs end here: the letters they begin with differ.
    if quote.form(a.start).as_bytes().first() != source.form(b.start).as_bytes().first() {
        return false;
    }
    let (Some(left), Some(right)) = (letters(quote, a), letters(source, b)) else {
        return false;
    };
    left.iter().map(|piece| piece.len()).sum::<usize>()
        == right.iter().map(|piece| piece.len()).sum::<usize>()
        && left
            .iter()
            .flat_map(|piece| piece.bytes())
            .eq(right.iter().flat_map(|piece| piece.bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(quote: &str, source: &str) -> String {
        let (q, s) = (
            Tokens::new(quote, 0..quote.len()),
            Tokens::new(source, 0..source.len()),
        );
        let alignment = align(Side::new(&q), Side::new(&s), &mut Work::default());
        let mut out = String::new();
        for step in alignment.steps {
            let text = |tokens: &Tokens, range: Range<usize>| {
                tokens.list[range]
                    .iter()
                    .map(|&t| tokens.form(t))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let (a, b) = (text(&q, step.quote), text(&s, step.source));
            let shown = match step.kind {
                StepKind::Same => a,
                StepKind::Replaced => format!("{{{a}→{b}}}"),
                StepKind::Joined => format!("{{{a}={b}}}"),
                StepKind::Added => format!("+{a}"),
                StepKind::LeftOut => format!("-{b}"),
                StepKind::Bracket => format!("<{a}→{b}>"),
            };
            out.push_str(&shown);
            out.push(' ');
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn readings() {
        for (quote, source, expected) in [
            ("was 60 years", "she was 61 years old", "was {60→61} years"),
            (
                "did reach it",
                "but did not reach it now",
                "did -not reach it",
            ),
            (
                "exercise is",
                "the exer-\ncise is good",
                "{exercise=exer - cise} is",
            ),
            (
                "earlier criticism of",
                "an earliercriticism of",
                "{earlier criticism=earliercriticism} of",
            ),
            (
                "was [of the trial] changed",
                "it was changed",
                "was <[ of the trial ]→> changed",
            ),
            (
                "so [Vallarta] was free",
                "so he was free",
                "so <[ vallarta ]→he> was free",
            ),
            (
                "a [decreased] in",
                "a increased in",
                "a <[ decreased ]→increased> in",
            ),
            (
                "see [the code] here",
                "see [the code](x.md) here",
                "see [ the code ] -x.md here",
            ),
            ("a, b c", "x a b; c y", "a +, b -; c"),
        ] {
            assert_eq!(steps(quote, source), expected, "{quote} / {source}");
        }
    }

    #[test]
    fn blocks_give_what_one_table_gives() {
        let words: Vec<String> = (0..4_000)
            .map(|n| format!("w{}", n * 7919 % 1_000))
            .collect();
        let source = format!("before it {} after it", words.join(" "));
        let mut changed = words.clone();
        changed[1_500] = "other".to_owned();
        changed.remove(2_500);
        changed.insert(3_100, "extra".to_owned());
        let quote = changed.join(" ");
        let (q, s) = (
            Tokens::new(&quote, 0..quote.len()),
            Tokens::new(&source, 0..source.len()),
        );
        let mut work = Work::default();
        let alignment = align(Side::new(&q), Side::new(&s), &mut work);
        let other = alignment
            .steps
            .iter()
            .filter(|step| step.kind != StepKind::Same)
            .count();
        assert!(other <= 5, "{other}");
        assert!(work.cells < 6_000_000, "{}", work.cells);
    }
}
