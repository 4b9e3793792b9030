//! Work to measure with: sources made of this repository's own seed texts, and quotes cut from them.
//!
//! Seven quotes in ten are exact, three in twenty differ in layout and typography, one in ten holds
//! one to three slips, one in twenty is not there. A third of the longer words are made up, so that
//! the vocabulary grows with the text.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// How much work.
#[derive(Clone, Copy)]
pub struct Scale {
    pub name: &'static str,
    pub sources: usize,
    pub quotes: usize,
    /// Bytes of a source; those of small works vary around it.
    pub bytes: usize,
}

pub const SCALES: [Scale; 4] = [
    Scale {
        name: "S",
        sources: 100,
        quotes: 2_000,
        bytes: 24_000,
    },
    Scale {
        name: "M",
        sources: 1_000,
        quotes: 20_000,
        bytes: 20_000,
    },
    Scale {
        name: "L",
        sources: 1,
        quotes: 2_000,
        bytes: 10_000_000,
    },
    Scale {
        name: "XL",
        sources: 10_000,
        quotes: 200_000,
        bytes: 20_000,
    },
];

/// A small generator of random numbers: splitmix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn invented(random: &mut Random) -> String {
    const ONSETS: [&str; 16] = [
        "b", "br", "d", "f", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v",
    ];
    const CORES: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "ou", "ö", "é"];
    const CODAS: [&str; 8] = ["", "", "n", "r", "l", "st", "nd", "x"];
    (0..2 + random.below(3))
        .map(|_| {
            let (onset, core) = (ONSETS[random.below(16)], CORES[random.below(9)]);
            format!("{onset}{core}{}", CODAS[random.below(8)])
        })
        .collect()
}

fn minted(random: &mut Random) -> String {
    const MONTHS: [&str; 4] = ["January", "May", "August", "December"];
    const UNITS: [&str; 6] = ["mg", "km", "°C", "euros", "hectares", "votes"];
    match random.below(6) {
        0 => format!("{},{:03}", 1 + random.below(99), random.below(1000)),
        1 => format!("{}.{}%", random.below(100), random.below(10)),
        2 => format!("{} {}", 1 + random.below(999), UNITS[random.below(6)]),
        3 => format!(
            "{} {} {}",
            1 + random.below(28),
            MONTHS[random.below(4)],
            1900 + random.below(125)
        ),
        4 => format!("“{}”", invented(random)),
        _ => {
            let name = invented(random);
            let mut letters = name.chars();
            letters.next().map_or(String::new(), |first| {
                first.to_uppercase().chain(letters).collect()
            })
        }
    }
}

/// A text of about `bytes` bytes, hard-wrapped.
fn text(words: &[&str], vocabulary: &[String], bytes: usize, random: &mut Random) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let width = [72, 76, 80, 100][random.below(4)];
    let mut line = 0;
    let mut at = random.below(words.len());
    while text.len() < bytes {
        // Runs of the seeds, cut and joined: phrases recur, passages do not.
        if random.chance(8) {
            at = random.below(words.len());
        }
        let word = words[at % words.len()];
        at += 1;
        let made = if word.len() > 5 && word.chars().all(char::is_alphabetic) && random.chance(33) {
            // The first words of the list come most often.
            let among = 1 + random.below(vocabulary.len());
            vocabulary[random.below(among)].clone()
        } else if random.chance(5) {
            minted(random)
        } else {
            word.to_owned()
        };
        if line + made.len() > width {
            text.push_str(if random.chance(8) { "\n\n" } else { "\n" });
            line = 0;
        } else if !text.is_empty() {
            text.push(' ');
        }
        line += made.len() + 1;
        text.push_str(&made);
    }
    text.push('\n');
    text
}

fn cut(text: &str, random: &mut Random) -> String {
    let words = 8 + random.below(12) + random.below(30);
    let mut start = random.below(text.len().saturating_sub(words * 8).max(1));
    while !text.is_char_boundary(start)
        || start > 0 && !text[..start].ends_with(char::is_whitespace)
    {
        start += 1;
        if start >= text.len() {
            start = 0;
        }
    }
    let rest = &text[start..];
    let end = rest
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(words)
        .map_or(rest.len(), |(at, _)| at);
    rest[..end].trim().to_owned()
}

fn retyped(quote: &str, random: &mut Random) -> String {
    let spaced = quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(if random.chance(20) { "  " } else { " " });
    spaced
        .replace(['“', '”'], "\"")
        .replace('’', "'")
        .replace('–', "-")
}

fn with_slips(quote: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .collect();
    let mut left = 1 + random.below(3);
    for _ in 0..80 {
        let at = 2 + random.below(letters.len().saturating_sub(5).max(1));
        let inside = letters
            .get(at - 2..at + 3)
            .is_some_and(|l| l.iter().all(char::is_ascii_lowercase));
        if left == 0 {
            break;
        }
        if inside {
            match random.below(3) {
                0 => letters[at] = (b'a' + random.below(26) as u8) as char,
                1 => {
                    letters.remove(at);
                }
                _ => letters.swap(at, at + 1),
            }
            left -= 1;
        }
    }
    letters.into_iter().collect()
}

/// Writes a project of `scale` into `folder`, and the same quotes as `quotes.jsonl`.
pub fn write(folder: &Path, scale: Scale) -> io::Result<()> {
    let seeds: String = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds"))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(fs::read_to_string)
        .collect::<io::Result<_>>()?;
    let words: Vec<&str> = seeds.split_whitespace().collect();
    let mut random = Random(1);
    let vocabulary: Vec<String> = (0..60_000).map(|_| invented(&mut random)).collect();
    fs::create_dir_all(folder.join("sources"))?;
    fs::create_dir_all(folder.join("claims"))?;
    fs::write(folder.join("pincite.toml"), "sources = \"sources\"\n")?;
    let (mut claims, mut lines) = (String::new(), String::new());
    let per_source = scale.quotes / scale.sources;
    let mut number = 0;
    for source in 0..scale.sources {
        let bytes = if scale.sources == 1 {
            scale.bytes
        } else {
            scale.bytes / 2 + random.below(scale.bytes)
        };
        let text = text(&words, &vocabulary, bytes, &mut random);
        let name = format!("s{source:05}.txt");
        fs::write(folder.join("sources").join(&name), &text)?;
        for _ in 0..per_source {
            let quote = cut(&text, &mut random);
            let quote = match random.below(20) {
                0..14 => quote,
                14..17 => retyped(&quote, &mut random),
                17..19 => with_slips(&quote, &mut random),
                _ => {
                    let other = self::text(&words, &vocabulary, 400, &mut random);
                    cut(&other, &mut random)
                }
            };
            let shown = serde_json::to_string(&quote).unwrap_or_default();
            // A JSON string is a TOML string, but for the escape of a slash, which is not written.
            let _ = writeln!(
                claims,
                "[[claim]]\nid = \"q{number:06}\"\ntext = \"The source says so.\"\n\n[[claim.evidence]]\nsource = \"{name}\"\nquote = {shown}\n"
            );
            let _ = writeln!(
                lines,
                "{{\"id\":\"q{number:06}\",\"source\":\"{name}\",\"quote\":{shown}}}"
            );
            number += 1;
            if number % 200 == 0 {
                fs::write(
                    folder
                        .join("claims")
                        .join(format!("c{:05}.toml", number / 200)),
                    &claims,
                )?;
                claims.clear();
            }
        }
    }
    if !claims.is_empty() {
        fs::write(folder.join("claims").join("rest.toml"), &claims)?;
    }
    fs::write(folder.join("quotes.jsonl"), lines)
}
