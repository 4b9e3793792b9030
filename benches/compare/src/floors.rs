//! What the machine allows, and the peers that are crates: each a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;

use pincite::text::{Folded, fold};
use sassy::{Searcher, profiles::Ascii};

/// Runs one; false for a name that is none of them.
pub fn run(name: &str, folder: &Path) -> io::Result<bool> {
    match name {
        "fold" => {
            for entry in fs::read_dir(folder.join("sources"))? {
                let text = fs::read_to_string(entry?.path())?;
                black_box(Folded::new(&text).bytes().len());
            }
        }
        "memmem" => each(folder, |text, quote| {
            memchr::memmem::find(text, quote).is_some()
        })?,
        "sassy" => {
            let mut searcher = Searcher::<Ascii>::new_fwd();
            each(folder, |text, quote| {
                let budget = (quote.len() / 25).clamp(3, 8);
                !searcher.search(quote, text, budget).is_empty()
            })?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Every quote against its source, both in finding form.
fn each(folder: &Path, mut found: impl FnMut(&[u8], &[u8]) -> bool) -> io::Result<()> {
    let lines = fs::read_to_string(folder.join("quotes.jsonl"))?;
    let mut by_source: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        by_source
            .entry(text("source"))
            .or_default()
            .push(text("quote"));
    }
    let mut count = 0_usize;
    for (source, quotes) in by_source {
        let text = fs::read_to_string(folder.join("sources").join(source))?;
        let text = fold::key(&text);
        for quote in quotes {
            count += usize::from(found(text.as_bytes(), fold::key(&quote).as_bytes()));
        }
    }
    black_box(count);
    Ok(())
}
