//! Makes the data of the lexicon that is not written by hand. README.md says how it is called.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::BufWriter;
use std::{env, fs};

use varcon::{Tag, VARCON};

/// VarCon's entries past this level of SCOWL are kept only where somebody has verified them: the
/// rest was made by rule (`thereness`/`threeness`).
const UNVERIFIED: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pack", words, packed] => pack(words, packed),
        ["unpack", packed] => unpack(packed),
        ["spelling", words, not, too] => spelling(words, not, too),
        _ => Err("usage: pack WORDS PACKED | unpack PACKED | spelling WORDS NOT TOO".into()),
    }
}

/// Packs a sorted word list, with the number behind each word or 0, into the automaton that pincite
/// embeds.
fn pack(words: &str, packed: &str) -> Result<(), Box<dyn Error>> {
    let mut map = fst::MapBuilder::new(BufWriter::new(fs::File::create(packed)?))?;
    for line in fs::read_to_string(words)?.lines() {
        match line.split_once(' ') {
            Some((word, number)) => map.insert(word, number.parse()?)?,
            None => map.insert(line, 0)?,
        }
    }
    map.finish()?;
    Ok(())
}

/// Prints the words that were packed.
fn unpack(packed: &str) -> Result<(), Box<dyn Error>> {
    let map = fst::Map::new(fs::read(packed)?)?;
    for word in map.stream().into_str_keys()? {
        println!("{word}");
    }
    Ok(())
}

/// Prints the pairs of VarCon both of which are in the word list, without the pairs of `not`, with
/// those of `too`.
///
/// Entries that hold for one sense or part of speech only (check and cheque) are left out.
fn spelling(words: &str, not: &str, too: &str) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(words)?;
    let words: BTreeSet<&str> = text.lines().collect();
    let mut pairs: BTreeSet<String> = list(too)?;
    for cluster in VARCON {
        let kept = cluster.verified || cluster.level <= UNVERIFIED;
        for entry in cluster.entries {
            if !kept || entry.pos.is_some() || entry.description.is_some() {
                continue;
            }
            let variants: BTreeSet<&str> = entry
                .variants
                .iter()
                .filter(|variant| {
                    variant.types.iter().any(|of| of.tag != Some(Tag::Improper))
                        && variant.word.chars().all(char::is_alphabetic)
                        && words.contains(variant.word)
                })
                .map(|variant| variant.word)
                .collect();
            for a in &variants {
                for b in variants.range(*a..).skip(1) {
                    pairs.insert(format!("{a} {b}"));
                }
            }
        }
    }
    println!(
        "# VarCon (Kevin Atkinson, http://wordlist.aspell.net/varcon), made by tools/lexicon."
    );
    let not = list(not)?;
    for pair in pairs.difference(&not) {
        println!("{pair}");
    }
    Ok(())
}

/// The lines of a file, without comments.
fn list(file: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    Ok(text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect())
}
