//! How work grows, counted and not timed: linear in the bytes of source and quotes, whatever their
//! shape.

use std::fmt::Write as _;

use pincite::matcher::{Fidelity, Matching, Outcome, Quote, Text, Work, check_counting};
use pincite::selftest::Dice;
use pincite::text::{Folded, Lines};

/// A text in which no sentence is like another: words made of a thousand syllables, some numbers.
fn prose(bytes: usize, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut text = String::with_capacity(bytes + 32);
    while text.len() < bytes {
        for _ in 0..=dice.below(3) {
            for letters in ["bcdfghjklmnprstvwz", "aeiou", "lmnrstkpd"] {
                let at = dice.below(letters.len());
                text.push_str(&letters[at..=at]);
            }
        }
        match dice.below(14) {
            0 => text.push_str(". "),
            1 => text.push('\n'),
            2 => write!(text, " {} ", dice.below(10_000)).expect("strings can be written to"),
            _ => text.push(' '),
        }
    }
    text
}

fn work(source: &str, quotes: &[String]) -> (Vec<Option<Fidelity>>, Work) {
    let (folded, lines) = (Folded::new(source), Lines::new(source));
    let text = Text {
        raw: source,
        folded: &folded,
        lines: &lines,
        parts: &[],
        language: Some("en"),
        about: &[],
    };
    let quotes: Vec<_> = quotes
        .iter()
        .map(|exact| Quote {
            exact,
            prefix: None,
            suffix: None,
            part: None,
        })
        .collect();
    let (outcomes, work) = check_counting(&text, &quotes, &Matching::default());
    let fidelities = outcomes.iter().map(|outcome| match outcome {
        Outcome::Checked(found) => Some(found.fidelity),
        Outcome::Unchecked(_) => None,
    });
    (fidelities.collect(), work)
}

/// `count` quotes cut from `source` between words, each with `change` made to it.
fn cuts(source: &str, count: usize, change: impl Fn(&str) -> String) -> Vec<String> {
    let letter = |at: usize| source.as_bytes()[at].is_ascii_lowercase();
    let inner = 1..source.len() - 1;
    let gaps: Vec<_> = inner
        .filter(|&at| source.as_bytes()[at] == b' ' && letter(at - 1) && letter(at + 1))
        .collect();
    (0..count)
        .map(|number| {
            let first = (number * 7_919) % (gaps.len() - 20);
            change(&source[gaps[first] + 1..gaps[first + 15]])
        })
        .collect()
}

fn missing(count: usize) -> Vec<String> {
    (0..count as u64)
        .map(|seed| prose(150, 1_000 + seed))
        .collect()
}

/// `more` is at most `times` as much as `less` in every unit, and a little over.
fn assert_grows(less: Work, more: Work, times: u64, what: &str) {
    const LITTLE: u64 = 64;
    for (unit, less, more) in [
        ("bytes", less.bytes_scanned, more.bytes_scanned),
        ("places", less.places_verified, more.places_verified),
        ("cells", less.cells, more.cells),
    ] {
        let bound = less * times + less * times / 4 + LITTLE;
        assert!(
            more <= bound,
            "{what}: {more} {unit} after {less}, not {times} times as many"
        );
    }
}

#[test]
fn doubling_everything_doubles_the_work() {
    let (small, large) = (prose(200_000, 1), prose(400_000, 1));
    for (what, change) in [
        ("exact", str::to_owned as fn(&str) -> String),
        ("in other lines", |cut: &str| cut.replace(' ', "\n")),
        ("with a word changed", |cut: &str| {
            let at = cut.len() / 2;
            let at = cut[at..].find(' ').map_or(at, |space| at + space);
            format!("{} otherwise{}", &cut[..at], &cut[at..])
        }),
    ] {
        let (found, less) = work(&small, &cuts(&small, 100, change));
        let (_, more) = work(&large, &cuts(&large, 200, change));
        assert!(
            found
                .iter()
                .all(|fidelity| *fidelity < Some(Fidelity::Absent)),
            "{what}"
        );
        // The passes are of all bytes, whatever the number of quotes.
        assert_grows(less, more, 2, what);
    }
    let (_, less) = work(&small, &missing(100));
    let (_, more) = work(&large, &missing(200));
    assert_grows(less, more, 2, "missing");
}

#[test]
fn one_more_exact_quote_costs_no_pass() {
    let source = prose(200_000, 2);
    let (_, one) = work(&source, &cuts(&source, 1, str::to_owned));
    let (_, many) = work(&source, &cuts(&source, 1_000, str::to_owned));
    assert_eq!(one.bytes_scanned, many.bytes_scanned);
    assert!(many.places_verified <= 8 * 1_000 + one.places_verified);
    assert_eq!(many.cells, 0);
}

#[test]
fn a_missing_quote_costs_a_few_passes() {
    let source = prose(300_000, 3);
    for count in [1, 10, 500] {
        let (found, work) = work(&source, &missing(count));
        assert!(
            found
                .iter()
                .all(|&fidelity| fidelity == Some(Fidelity::Absent))
        );
        // Exact, then by grams of two widths, then for the words in doubt.
        assert!(work.bytes_scanned <= 6 * source.len() as u64, "{work:?}");
        assert!(work.places_verified <= 200 * count as u64, "{work:?}");
    }
}

/// A source of about so many bytes, and quotes to look for in it.
type Shape = fn(usize) -> (String, Vec<String>);

/// Shapes at which matchers break, each with a bound on every unit of work: for each byte of
/// source and of quotes.
#[test]
fn the_worst_shapes_stay_linear() {
    let shapes: [(&str, Shape); 11] = [
        ("long quotes that are not there", |size| {
            (
                prose(size, 4),
                (0..10).map(|seed| prose(2_000, 90 + seed)).collect(),
            )
        }),
        ("one letter", |size| {
            let quotes = [
                "a".repeat(200),
                "a".repeat(100) + "b" + &"a".repeat(99),
                "b".repeat(200),
            ];
            ("a".repeat(size), quotes.into())
        }),
        ("one letter, long", |size| {
            (
                "a".repeat(size),
                vec!["a".repeat(size / 4), "a".repeat(size / 4) + "b"],
            )
        }),
        ("a period", |size| {
            let quotes = [
                "the dog and the cat and the dog".to_owned(),
                "the cat and the cog and the cat and the bog".to_owned(),
                "and the dog and the cow ".repeat(40),
            ];
            ("the cat and the dog and ".repeat(size / 24), quotes.into())
        }),
        ("every gram of it, but not the quote", |size| {
            let words = prose(400, 5);
            let words: Vec<_> = words.split_whitespace().take(60).collect();
            let mut dice = Dice::new(5);
            let mut source = String::new();
            while source.len() < size {
                let from = dice.below(words.len().saturating_sub(12));
                source.push_str(&words[from..(from + 12).min(words.len())].join(" "));
                source.push('\n');
            }
            (source, vec![words.join(" ")])
        }),
        ("many quotes", |size| {
            let source = prose(size, 6);
            let quotes = cuts(&source, size / 100, str::to_owned);
            (source, quotes)
        }),
        ("many places", |size| {
            let sentence = "The court held that the evidence was inadmissible. ";
            let typo = sentence.replace("inadmissible", "inadmisible");
            (
                format!("{sentence}X").repeat(size / 52),
                vec![sentence.into(), typo],
            )
        }),
        ("one quote many times", |size| {
            let source = prose(size, 7);
            let quote = cuts(&source, 1, |cut| cut.replacen(' ', " not ", 1)).remove(0);
            (source, vec![quote; size / 200])
        }),
        ("marks that combine", |size| {
            (
                "e\u{301}".repeat(size / 3),
                vec!["é".repeat(100), "e\u{301}".repeat(90) + "x"],
            )
        }),
        ("brackets that never close", |size| {
            (
                "[a ".repeat(size / 3),
                vec!["[a ".repeat(60), "[b ".repeat(60)],
            )
        }),
        ("a quote longer than its source", |size| {
            (prose(size / 10, 8), vec![prose(size, 9)])
        }),
    ];
    for (shape, made) in shapes {
        let mut counted = Vec::new();
        for size in [100_000, 200_000] {
            let (source, quotes) = made(size);
            let bytes = source.len() + quotes.iter().map(String::len).sum::<usize>();
            let (_, work) = work(&source, &quotes);
            assert!(
                work.bytes_scanned <= 8 * bytes as u64,
                "{shape}: {work:?} of {bytes} bytes"
            );
            assert!(
                work.places_verified <= bytes as u64,
                "{shape}: {work:?} of {bytes} bytes"
            );
            assert!(
                work.cells <= 200 * bytes as u64,
                "{shape}: {work:?} of {bytes} bytes"
            );
            counted.push(work);
        }
        assert_grows(counted[0], counted[1], 2, shape);
    }
}
