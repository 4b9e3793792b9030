//! Where do the sources say this? Ranked passages for words in nobody's exact wording.
//!
//! Three steps, so that no more than one text has to be in memory: [`search`] walks a text once and
//! keeps the places of the words asked for; [`rank`] weighs them over all texts, rare words heaviest;
//! [`quotable`] cuts a passage at edges that a quote may have. Linear in the bytes of the texts.
//! Nothing here judges: it finds what a writer may want to quote.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::Text;
use crate::text::Span;
use crate::text::fold::key;
use crate::text::span::floor_boundary;

/// Distinct words of a question that are weighed; more do not make it clearer. The exact search
/// takes all of them.
const MOST_WORDS: usize = 64;
/// A passage spans at most twice the words asked for and this many more.
const SLACK: usize = 20;
/// Blocks of this many words stand in for sentences when it is counted how rare a word is.
const BLOCK: usize = 20;
/// What a word counts that is only another form, or a misspelling, of the one asked for.
const LIKE: f64 = 0.6;
/// A passage has to hold this share of the weight asked for.
const LEAST: f64 = 0.25;
/// A passage has to reach this share of the best one's rank.
const BEST_SHARE: f64 = 0.5;
/// The rank of a passage that holds the words as they were asked for; all others are below 1.
const EXACT: f64 = 2.0;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    text: String,
    /// Distinct words in the finding form, in the order of the question.
    words: Vec<String>,
}

impl Question {
    /// The question `text`; `None` where it holds no letter and no digit.
    pub fn new(text: &str) -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        for word in text.unicode_words() {
            let word = key(word);
            if !word.is_empty() && words.len() < MOST_WORDS && !words.contains(&word) {
                words.push(word);
            }
        }
        (!words.is_empty()).then(|| Self {
            text: text.to_owned(),
            words,
        })
    }

    /// The word of the question that `word` (as it stands in a text) is, and how nearly.
    fn word(&self, word: &str) -> Option<(u8, bool)> {
        let word = key(word);
        let index = |at: usize| u8::try_from(at).expect("MOST_WORDS fits");
        if let Some(at) = self.words.iter().position(|wanted| *wanted == word) {
            return Some((index(at), true));
        }
        let at = self
            .words
            .iter()
            .position(|wanted| is_like(wanted, &word))?;
        Some((index(at), false))
    }
}

/// Whether `a` and `b` may be forms of one word, or one misspelt. Numbers never are.
fn is_like(a: &str, b: &str) -> bool {
    if a.bytes().chain(b.bytes()).any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (short, long) = match (a.chars().count(), b.chars().count()) {
        (a, b) if a <= b => (a, b),
        (a, b) => (b, a),
    };
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    if shared >= 4 && shared * 10 >= long * 6 {
        return true;
    }
    let slips = if short >= 9 {
        2
    } else {
        usize::from(short >= 5)
    };
    slips > 0 && long - short <= slips && strsim::osa_distance(a, b) <= slips
}

/// A word asked for, in a text.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// Which word of the question.
    word: u8,
    /// The word itself, not one like it.
    exact: bool,
    /// How many words stand before it in the text.
    at: u32,
    /// The stretch between the edges of parts in which it stands.
    section: u32,
    span: Span,
}

/// What one text holds of the words asked for.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    found: Vec<Hit>,
    /// Places of the whole question, exact in the finding form.
    phrases: Vec<Span>,
    /// Words in the text.
    words: usize,
}

/// Walks `text` for the words of `question`.
pub fn search(question: &Question, text: &Text<'_>, limit: usize) -> Hits {
    let edges = edges(text.parts);
    let mut all = Hits {
        phrases: text.folded.find(&question.text, limit),
        ..Hits::default()
    };
    let mut known: HashMap<&str, Option<(u8, bool)>> = HashMap::new();
    for (start, word) in text.raw.unicode_word_indices() {
        let hit = *known.entry(word).or_insert_with(|| question.word(word));
        if let Some((index, exact)) = hit {
            all.found.push(Hit {
                word: index,
                exact,
                at: u32::try_from(all.words).unwrap_or(u32::MAX),
                section: u32::try_from(edges.partition_point(|&edge| edge <= start))
                    .unwrap_or(u32::MAX),
                span: Span::new(start, start + word.len()),
            });
        }
        all.words += 1;
    }
    all
}

/// Where parts begin and end, ascending.
fn edges(parts: &[Option<Span>]) -> Vec<usize> {
    let parts = parts.iter().flatten();
    let mut edges: Vec<usize> = parts.flat_map(|part| [part.start, part.end]).collect();
    edges.sort_unstable();
    edges
}

/// The stretch of `raw` between the edges of parts that holds byte `at`.
fn section(raw: &str, parts: &[Option<Span>], at: usize) -> Span {
    let edges = edges(parts);
    let next = edges.partition_point(|&edge| edge <= at);
    let start = next.checked_sub(1).map_or(0, |before| edges[before]);
    Span::new(start, edges.get(next).copied().unwrap_or(raw.len()))
}

/// A passage that answers a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which text: the index of its [`Hits`].
    pub text: usize,
    /// Bytes of the text, from the first to the last word asked for.
    pub span: Span,
    /// The words in it that were asked for.
    pub words: Vec<Span>,
    /// All of the question stands there, word for word.
    pub exact: bool,
    /// The higher the better; to be compared within one answer only.
    pub rank: f64,
}

/// The best passages of all texts, at most `limit`, best first; equal ones as they stand. None
/// overlaps another.
pub fn rank(question: &Question, texts: &[Hits], limit: usize) -> Vec<Passage> {
    let weights = weights(question, texts);
    let mut passages = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        passages.extend(text.phrases.iter().map(|&span| Passage {
            text: index,
            span,
            words: vec![span],
            exact: true,
            rank: EXACT,
        }));
        for (hits, rank) in windows(&text.found, &weights, limit) {
            let hits = &text.found[hits];
            let span = Span::new(hits[0].span.start, hits[hits.len() - 1].span.end);
            // `phrases` ascend: only the last one that begins before the end can overlap
            let before = text
                .phrases
                .partition_point(|phrase| phrase.start < span.end);
            if before > 0 && text.phrases[before - 1].end > span.start {
                continue;
            }
            let words = hits.iter().map(|hit| hit.span).collect();
            passages.push(Passage {
                text: index,
                span,
                words,
                exact: false,
                rank,
            });
        }
    }
    passages.sort_by(|a, b| {
        b.rank
            .total_cmp(&a.rank)
            .then_with(|| (a.text, a.span).cmp(&(b.text, b.span)))
    });
    let best = passages
        .first()
        .map_or(0.0, |passage| passage.rank.min(1.0));
    passages.retain(|passage| passage.rank >= best * BEST_SHARE);
    passages.truncate(limit);
    passages
}

/// What each word of the question is worth, as a share of all: the rarer the more.
fn weights(question: &Question, texts: &[Hits]) -> Vec<f64> {
    let mut blocks = vec![0_usize; question.words.len()];
    for text in texts {
        let mut last = vec![None; question.words.len()];
        for hit in &text.found {
            let block = Some(hit.at as usize / BLOCK);
            if last[usize::from(hit.word)] != block {
                last[usize::from(hit.word)] = block;
                blocks[usize::from(hit.word)] += 1;
            }
        }
    }
    let all = texts
        .iter()
        .map(|text| text.words / BLOCK + 1)
        .sum::<usize>() as f64;
    let rare: Vec<f64> = blocks
        .iter()
        .map(|&of| (1.0 + all / (1.0 + of as f64)).ln())
        .collect();
    let sum: f64 = rare.iter().sum();
    rare.iter().map(|weight| weight / sum).collect()
}

/// The best `limit` passages of one text that hold enough: ranges of `hits` and their ranks. Each is
/// the shortest that holds its words; of those that overlap the best one is kept.
fn windows(hits: &[Hit], weights: &[f64], limit: usize) -> Vec<(Range<usize>, f64)> {
    let widest = u32::try_from(weights.len() * 2 + SLACK).unwrap_or(u32::MAX);
    let mut found: Vec<(Range<usize>, f64)> = Vec::new();
    let mut counts = vec![[0_usize; 2]; weights.len()]; // words like it, the word itself
    let mut left = 0;
    for (right, hit) in hits.iter().enumerate() {
        counts[usize::from(hit.word)][usize::from(hit.exact)] += 1;
        loop {
            let first = &hits[left];
            let [like, exact] = counts[usize::from(first.word)];
            let spare = exact > 1 || (!first.exact && (exact > 0 || like > 1));
            let far = hit.at - first.at > widest || hit.section != first.section;
            if left == right || !(spare || far) {
                break;
            }
            counts[usize::from(first.word)][usize::from(first.exact)] -= 1;
            left += 1;
        }
        let range = left..right + 1;
        let rank = rank_of(&hits[range.clone()], &counts, weights);
        if rank >= LEAST {
            found.push((range, rank));
        }
    }
    found.sort_by(|(a, rank_a), (b, rank_b)| {
        rank_b.total_cmp(rank_a).then_with(|| a.start.cmp(&b.start))
    });
    let mut chosen: BTreeMap<usize, usize> = BTreeMap::new(); // start and end, never overlapping
    found.retain(|(range, _)| {
        let before = chosen.range(..range.end).next_back();
        let free = chosen.len() < limit && before.is_none_or(|(_, end)| *end <= range.start);
        if free {
            chosen.insert(range.start, range.end);
        }
        free
    });
    found
}

/// The share of the weight that is there; a little less where the words stand far apart or in
/// another order.
fn rank_of(hits: &[Hit], counts: &[[usize; 2]], weights: &[f64]) -> f64 {
    let share: f64 = counts
        .iter()
        .zip(weights)
        .map(|(count, weight)| match count {
            [0, 0] => 0.0,
            [_, 0] => weight * LIKE,
            _ => *weight,
        })
        .sum();
    let width = f64::from(hits[hits.len() - 1].at - hits[0].at + 1);
    let density = hits.len() as f64 / width;
    let pairs = hits.windows(2);
    let ordered = pairs
        .clone()
        .filter(|pair| pair[0].word < pair[1].word)
        .count() as f64;
    let order = if hits.len() < 2 {
        1.0
    } else {
        ordered / pairs.count() as f64
    };
    share * (0.75 + 0.15 * density + 0.1 * order)
}

/// Scalar values of a quote that is easy to read; a longer sentence is cut to its clauses.
const LONGEST: usize = 300;
/// Bytes on either side of a passage in which the edges of its sentence are looked for.
const REACH: usize = 600;

/// The words of `raw`, a text with `parts`, to quote for the passage at `span`: its sentences, or of a long one what lies around
/// the passage. Begins and ends with whole words, never between a number and what belongs to it, and
/// stays within one part.
pub fn quotable(raw: &str, parts: &[Option<Span>], span: Span) -> Span {
    let section = section(raw, parts, span.start);
    let from = floor_boundary(raw, span.start.saturating_sub(REACH).max(section.start));
    let to = floor_boundary(raw, (span.end + REACH).min(section.end).max(span.end));
    let inside = Span::new(span.start - from, span.end - from);
    // A line end within a paragraph ends no sentence: the spaces keep every byte where it is.
    let flowing = flowing(&raw[from..to]);
    let mut start = 0;
    let mut end = flowing.len();
    for (at, sentence) in flowing.split_sentence_bound_indices() {
        if at <= inside.start {
            start = at;
        }
        if at + sentence.len() >= inside.end {
            end = at + sentence.len();
            break;
        }
    }
    if flowing[start..inside.start].chars().count() > LONGEST / 2 {
        start = clause_start(&flowing, inside.start);
    }
    if flowing[inside.end..end].chars().count() > LONGEST / 2 {
        end = clause_end(&flowing, inside.end);
    }
    let start = start.min(inside.start);
    let words = flowing[start..end].trim_end();
    let trimmed = words.trim_start_matches(|c: char| c.is_whitespace() || "*#•|>".contains(c));
    let trimmed = trimmed.strip_prefix("- ").unwrap_or(trimmed); // a bullet
    let start = (start + words.len() - trimmed.len()).min(inside.start);
    Span::new(from + start, (from + start + trimmed.len()).max(span.end))
}

/// A line of fewer bytes than this was not broken to fit a page: it is a heading or an item.
const WRAPPED: usize = 40;

/// `text` with the line ends within a paragraph as spaces; those around headings, list items and
/// paragraphs stay, and so does every byte's place.
fn flowing(text: &str) -> String {
    let mut flowing = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let (line, after) = rest.split_at(at);
        let next = after.trim_start_matches(['\n', '\r', ' ', '\t']);
        let breaks = &after[..after.len() - next.len()];
        let blank = breaks.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1;
        let ends =
            blank || line.len() < WRAPPED || next.starts_with(['-', '*', '•', '#', '|', '>']);
        flowing.push_str(line);
        flowing.extend(std::iter::repeat_n(
            if ends { '\n' } else { ' ' },
            breaks.len(),
        ));
        rest = next;
    }
    flowing + rest
}

/// Scalar values that are given to a clause on either side.
const CLAUSE: usize = 100;

fn clause_start(text: &str, at: usize) -> usize {
    let from = text[..at]
        .char_indices()
        .rev()
        .nth(CLAUSE)
        .map_or(0, |(start, _)| start);
    let clause = text[from..at].rfind([',', ';', ':', '—', '–']);
    let word = text[from..at].find(char::is_whitespace);
    let start = clause.or(word).map_or(at, |found| from + found);
    let start = start + text[start..at].find(char::is_whitespace).unwrap_or(0);
    // "10 | million": a number keeps what belongs to it
    let before = text[..start].trim_end();
    let word = before
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    if before.ends_with(|c: char| c.is_numeric()) {
        word
    } else {
        start
    }
}

fn clause_end(text: &str, at: usize) -> usize {
    let to = text[at..]
        .char_indices()
        .nth(CLAUSE)
        .map_or(text.len(), |(end, _)| at + end);
    let after = &text[at..to];
    let clause = after
        .rmatch_indices([',', ';', ':', '—', '–'])
        .map(|(found, _)| found)
        .find(|found| {
            after[*found..]
                .chars()
                .nth(1)
                .is_some_and(char::is_whitespace)
        });
    let word = after
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map(|(found, _)| found);
    let end = clause.or(word).map_or(to, |found| at + found);
    if !text[..end].ends_with(|c: char| c.is_numeric() || c == '%') {
        return end;
    }
    let next = text[end..].len() - text[end..].trim_start().len();
    let word = text[end + next..]
        .find(char::is_whitespace)
        .unwrap_or(text.len() - end - next);
    end + next + word
}

/// The parts of `words` (ascending) that lie in `span`.
pub fn within(words: &[Span], span: Span) -> impl Iterator<Item = Span> + '_ {
    words
        .iter()
        .copied()
        .filter(move |word| span.start <= word.start && word.end <= span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folded, Lines};

    fn with_text<R>(raw: &str, parts: &[Option<Span>], then: impl Fn(&Text<'_>) -> R) -> R {
        let (folded, lines) = (Folded::new(raw), Lines::new(raw));
        then(&Text {
            raw,
            folded: &folded,
            lines: &lines,
            parts,
            language: None,
            about: &[],
        })
    }

    fn answers(question: &str, raw: &str) -> Vec<String> {
        with_text(raw, &[], |text| {
            let question = Question::new(question).unwrap();
            let hits = search(&question, text, 10);
            rank(&question, &[hits], 10)
                .iter()
                .map(|passage| raw[passage.span.range()].to_owned())
                .collect()
        })
    }

    const TEXT: &str = "The court met in May. In April 2008 she was sentenced to 60 years. \
                        The lawyer of the court left in the evening. The sentence, said the court, \
                        was one of 60 long years; it was later annulled.";

    #[test]
    fn the_exact_words_come_first() {
        assert_eq!(
            answers("60 long years", TEXT)[..2],
            ["60 long years", "60 years"]
        );
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        assert!(answers("the court annulled it", TEXT)[0].ends_with("annulled"));
    }

    #[test]
    fn forms_and_slips_are_found_and_numbers_are_not_bent() {
        assert_eq!(
            answers("layer evning", TEXT)[0],
            "lawyer of the court left in the evening"
        );
        assert_eq!(answers("sentencing", TEXT)[0], "sentenced");
        assert!(answers("61", TEXT).is_empty());
        assert!(answers("zebra", TEXT).is_empty());
    }

    #[test]
    fn no_passage_crosses_the_edge_of_a_part() {
        let raw = "alpha beta gamma delta";
        let question = Question::new("beta gamma").unwrap();
        let ranked = with_text(raw, &[Some(Span::new(11, 22))], |text| {
            let mut hits = search(&question, text, 10);
            hits.phrases.clear();
            rank(&question, &[hits], 10)
        });
        assert_eq!(ranked.len(), 2);
    }

    #[test]
    fn what_is_proposed_is_a_sentence_or_a_clause() {
        let long = format!(
            "{} the dam, which held 10 million tons, broke at night, {} end.",
            "and so it went on ".repeat(20),
            "and so it went on ".repeat(20)
        );
        let cases = [
            (
                TEXT,
                "sentenced",
                "In April 2008 she was sentenced to 60 years.",
            ),
            (
                "One\n\n* Two lines that are long enough to be wrapped\nof text\n\nThree",
                "of",
                "Two lines that are long enough to be wrapped\nof text",
            ),
            ("A heading\nA line", "A line", "A line"),
            (
                "An item without a full stop, which is long\n- another",
                "another",
                "another",
            ),
            ("a", "a", "a"),
            (
                &long,
                "held 10",
                "which held 10 million tons, broke at night",
            ),
        ];
        for (raw, words, quote) in cases {
            let start = raw.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            let cut = quotable(raw, &[], span);
            assert!(raw[cut.range()].contains(quote), "{:?}", &raw[cut.range()]);
            assert!(
                raw[cut.range()].len() <= quote.len() + 120 * usize::from(raw.len() > 500),
                "{:?}",
                &raw[cut.range()]
            );
        }
    }

    #[test]
    fn a_quote_stays_in_its_part() {
        let raw = "One two three four five";
        let cut = quotable(raw, &[Some(Span::new(8, 18))], Span::new(8, 13));
        assert_eq!(&raw[cut.range()], "three four");
    }

    #[test]
    fn a_question_needs_a_word() {
        assert!(Question::new(" … “”").is_none());
    }
}
