//! Packs a sorted word list into the automaton that pincite embeds.
//!
//! usage: lexicon-data words.txt words.fst
use std::io::BufWriter;
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let [list, packed] = env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "usage")?;
    let text = fs::read_to_string(&list)?;
    let mut set = fst::SetBuilder::new(BufWriter::new(fs::File::create(&packed)?))?;
    for word in text.lines() {
        set.insert(word)?;
    }
    set.finish()?;
    Ok(())
}
