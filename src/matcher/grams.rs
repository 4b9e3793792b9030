//! Many patterns, one pass: a table of short runs of bytes (grams) taken from the patterns, met
//! with grams sampled from the text.
//!
//! Where the text is sampled only at every `STEP`th byte, a pattern must answer for every phase: of
//! any `STEP` neighbouring grams of an occurrence exactly one lies on a sampled byte. So exact
//! search enters `STEP` grams of each pattern and reads one gram in `STEP` bytes of text, and
//! approximate search enters all grams of a pattern and learns from those that hit where a changed
//! copy may lie. The idea of sampling one side only is that of BLAT (Kent, "BLAT: the BLAST-like
//! alignment tool", 2002).

/// What one pass over a text did, in units that do not depend on the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Bytes of finding form passed over.
    pub bytes_scanned: u64,
    /// Places compared with a whole pattern, or aligned.
    pub places_verified: u64,
    /// Cells of alignment tables filled.
    pub cells: u64,
}

impl std::ops::AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        self.bytes_scanned += other.bytes_scanned;
        self.places_verified += other.places_verified;
        self.cells += other.cells;
    }
}

/// Grams of `WIDTH` (at most 8) bytes, met with those at every `STEP`th byte of a text.
#[derive(Debug, Default)]
pub(super) struct Grams<const WIDTH: usize, const STEP: usize> {
    /// A bit for each hash that occurs: most grams of a text end here.
    filter: Vec<u64>,
    /// Index of the first entry for a hash, plus one.
    heads: Vec<u32>,
    entries: Vec<Entry>,
    owners: Vec<Owner>,
    shift: u32,
}

/// A gram, and where it is taken from.
#[derive(Clone, Copy, Debug)]
struct Entry {
    gram: u64,
    /// Index of the last owner, plus one.
    owner: u32,
    /// Index of the next entry for the hash, plus one.
    next: u32,
}

/// A pattern that a gram is taken from, and at which byte.
#[derive(Clone, Copy, Debug)]
struct Owner {
    pattern: u32,
    offset: u32,
    /// Index of the owner before, plus one.
    next: u32,
}

/// A gram of a pattern, met in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The pattern.
    pub(super) pattern: u32,
    /// Byte of the pattern at which the gram stands.
    pub(super) offset: u32,
}

impl<const WIDTH: usize, const STEP: usize> Grams<WIDTH, STEP> {
    /// The shortest pattern of which an occurrence cannot be missed.
    pub(super) const SHORTEST: usize = WIDTH + STEP - 1;

    /// A table for up to `capacity` grams.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        let bits = (capacity.max(16) * 2).next_power_of_two().trailing_zeros();
        // Eight filter bits a slot: one gram in sixteen that is not there gets past it.
        Self {
            filter: vec![0; 1 << (bits + 3 - 6)],
            heads: vec![0; 1 << bits],
            entries: Vec::with_capacity(capacity),
            owners: Vec::with_capacity(capacity),
            shift: 64 - (bits + 3),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many different grams were entered.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn hash(&self, gram: u64) -> usize {
        spread(gram, self.shift)
    }

    /// The entry of a gram with this hash.
    fn find(&self, gram: u64, hash: usize) -> Option<usize> {
        let mut next = self.heads[hash >> 3];
        while let Some(entry) = self.entries.get((next as usize).wrapping_sub(1)) {
            if entry.gram == gram {
                return Some(next as usize - 1);
            }
            next = entry.next;
        }
        None
    }

    /// The entry of a gram, which is made where there is none.
    fn entry(&mut self, gram: u64) -> usize {
        let hash = self.hash(gram);
        self.find(gram, hash).unwrap_or_else(|| {
            self.filter[hash >> 6] |= 1 << (hash & 63);
            let next = self.heads[hash >> 3];
            self.entries.push(Entry {
                gram,
                owner: 0,
                next,
            });
            self.heads[hash >> 3] = self.entries.len() as u32;
            self.entries.len() - 1
        })
    }

    /// Enters the gram at byte `offset` of pattern number `pattern`.
    pub(super) fn enter(&mut self, pattern: u32, bytes: &[u8], offset: usize) {
        let entry = self.entry(read::<WIDTH>(&bytes[offset..]));
        self.own(entry, pattern, offset);
    }

    fn own(&mut self, entry: usize, pattern: u32, offset: usize) {
        self.owners.push(Owner {
            pattern,
            offset: offset as u32,
            next: self.entries[entry].owner,
        });
        self.entries[entry].owner = self.owners.len() as u32;
    }

    /// Enters every different gram of a pattern once, where it stands first. Patterns must be
    /// entered one after the other.
    pub(super) fn enter_all(&mut self, pattern: u32, bytes: &[u8]) {
        for offset in 0..(bytes.len() + 1).saturating_sub(WIDTH) {
            let entry = self.entry(read::<WIDTH>(&bytes[offset..]));
            let last = self.entries[entry].owner as usize;
            let last = self.owners.get(last.wrapping_sub(1));
            if last.is_none_or(|last| last.pattern != pattern) {
                self.own(entry, pattern, offset);
            }
        }
    }

    /// Calls `met` with the number of every entered gram that stands at a sampled byte of `text`,
    /// and that byte.
    pub(super) fn scan(&self, text: &[u8], mut met: impl FnMut(usize, usize)) {
        let mut at = 0;
        while at + WIDTH <= text.len() {
            let gram = read::<WIDTH>(&text[at..]);
            let hash = self.hash(gram);
            if self.filter[hash >> 6] >> (hash & 63) & 1 != 0
                && let Some(entry) = self.find(gram, hash)
            {
                met(entry, at);
            }
            at += STEP;
        }
    }

    /// The patterns with the gram of this number.
    pub(super) fn hits(&self, entry: usize) -> impl Iterator<Item = Hit> {
        let owner = |at: u32| self.owners.get((at as usize).wrapping_sub(1));
        let first = owner(self.entries[entry].owner);
        std::iter::successors(first, move |last| owner(last.next)).map(|owner| Hit {
            pattern: owner.pattern,
            offset: owner.offset,
        })
    }
}

/// The first `WIDTH` bytes as a number.
fn read<const WIDTH: usize>(bytes: &[u8]) -> u64 {
    let mut buffer = [0; 8];
    buffer[..WIDTH].copy_from_slice(&bytes[..WIDTH]);
    u64::from_le_bytes(buffer)
}

/// The highest `64 - shift` bits of a gram's hash: Fibonacci hashing (Knuth, "The Art of Computer
/// Programming", volume 3, 6.4).
fn spread(gram: u64, shift: u32) -> usize {
    (gram.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}

/// How many patterns have each gram of eight bytes: a phrase that many of them share stands in many
/// places of the texts as well.
struct Shared {
    counts: Vec<u8>,
    shift: u32,
}

impl Shared {
    /// Fewer patterns than this tell nothing.
    const FEWEST: usize = 32;
    /// Places for counts, as a power of two: grams that share one only seem to be shared more.
    const MOST_BITS: u32 = 22;

    fn of(patterns: &[&[u8]]) -> Option<Self> {
        if patterns.len() < Self::FEWEST {
            return None;
        }
        let grams: usize = patterns.iter().map(|pattern| pattern.len()).sum();
        let bits = (grams.max(16) * 4).next_power_of_two().trailing_zeros();
        let bits = bits.min(Self::MOST_BITS);
        let mut shared = Self {
            counts: vec![0; 1 << bits],
            shift: 64 - bits,
        };
        for gram in patterns.iter().flat_map(|pattern| pattern.windows(8)) {
            let place = shared.place(gram);
            shared.counts[place] = shared.counts[place].saturating_add(1);
        }
        Some(shared)
    }

    fn place(&self, gram: &[u8]) -> usize {
        spread(read::<8>(gram), self.shift)
    }

    /// The byte of `pattern` from which eight neighbouring grams are shared least: `rarest` unless
    /// there is a better one.
    fn least(&self, pattern: &[u8], rarest: usize) -> usize {
        let counts: Vec<u32> = pattern
            .windows(8)
            .map(|gram| u32::from(self.counts[self.place(gram)]))
            .collect();
        let sum = |start: usize| counts[start..start + 8].iter().sum::<u32>();
        let mut best = (sum(rarest), rarest);
        let mut at = sum(0);
        for start in 0..=counts.len() - 8 {
            if start > 0 {
                at = at + counts[start + 7] - counts[start - 1];
            }
            if at < best.0 {
                best = (at, start);
            }
        }
        best.1
    }
}

/// Where to take the grams of a pattern: the byte from which the next `length` bytes promise to be
/// rarest, so that few places have to be looked at.
pub(super) fn rarest_stretch(pattern: &[u8], length: usize) -> usize {
    let length = length.min(pattern.len());
    let mut before = None;
    let weights: Vec<u32> = pattern
        .iter()
        .map(|&byte| {
            let varied = before.is_some_and(|before| before != byte);
            before = Some(byte);
            rarity(byte) + 2 * u32::from(varied)
        })
        .collect();
    let mut sum: u32 = weights[..length].iter().sum();
    let mut best = (sum, 0);
    for (start, (coming, going)) in weights[length..].iter().zip(&weights).enumerate() {
        sum = sum + coming - going;
        if sum > best.0 {
            best = (sum, start + 1);
        }
    }
    best.1
}

/// A rough weight: common letters of European languages weigh little.
fn rarity(byte: u8) -> u32 {
    const WEIGHTS: [u8; 256] = {
        let classes: [(&[u8], u8); 4] = [
            (b"etainosr", 1),
            (b"ldhcu", 2),
            (b"mpfg", 3),
            (b"012ywbv", 4),
        ];
        let mut weights = [6; 256];
        let mut class = 0;
        while class < classes.len() {
            let (bytes, weight) = classes[class];
            let mut at = 0;
            while at < bytes.len() {
                weights[bytes[at] as usize] = weight;
                at += 1;
            }
            class += 1;
        }
        weights
    };
    u32::from(WEIGHTS[byte as usize])
}

/// Patterns searched for as they are, all in one pass.
#[derive(Debug)]
pub(super) struct Exact<'p> {
    patterns: Vec<&'p [u8]>,
    long: Grams<8, 8>,
    /// For patterns too short for sampling.
    middle: Grams<4, 1>,
    /// For those shorter still, of which there are few different ones, and for patterns where there
    /// are few in all: each costs a pass of its own.
    single: Vec<u32>,
}

/// So many passes for one pattern each, by vectors of bytes, cost less than one over all grams.
const CHEAP_PASSES: usize = 8;

impl<'p> Exact<'p> {
    /// A table of `patterns`, each named by its index in the results; empty ones are never found.
    pub(super) fn new(patterns: Vec<&'p [u8]>) -> Self {
        let count = |low: usize, high: usize| {
            patterns
                .iter()
                .filter(|pattern| (low..high).contains(&pattern.len()))
                .count()
        };
        let shortest_long = Grams::<8, 8>::SHORTEST;
        let shortest_middle = Grams::<4, 1>::SHORTEST;
        let mut long = Grams::with_capacity(8 * count(shortest_long, usize::MAX));
        let middling = count(shortest_middle, shortest_long);
        let mut middle = Grams::with_capacity(middling);
        let mut single = Vec::new();
        let shared = Shared::of(&patterns);
        for (index, pattern) in patterns.iter().enumerate() {
            let index = index as u32;
            if pattern.len() >= shortest_long {
                let rarest = rarest_stretch(pattern, shortest_long);
                let start = match &shared {
                    Some(shared) => shared.least(pattern, rarest),
                    None => rarest,
                };
                for offset in start..start + 8 {
                    long.enter(index, pattern, offset);
                }
            } else if pattern.len() >= shortest_middle && middling > CHEAP_PASSES {
                middle.enter(index, pattern, rarest_stretch(pattern, shortest_middle));
            } else if !pattern.is_empty() {
                single.push(index);
            }
        }
        Self {
            patterns,
            long,
            middle,
            single,
        }
    }

    /// Calls `found` with (pattern, byte) for each occurrence in `text`, overlapping ones included,
    /// in no particular order. A pattern of which `found` returned `false` is not compared again.
    pub(super) fn search(
        &self,
        text: &[u8],
        work: &mut Work,
        mut found: impl FnMut(u32, usize) -> bool,
    ) {
        let mut done = vec![false; self.patterns.len()];
        let mut verified = 0;
        let mut verify = |pattern: u32, start: Option<usize>| {
            let Some(start) = start else { return };
            let wanted = self.patterns[pattern as usize];
            if done[pattern as usize] {
                return;
            }
            verified += 1;
            let there = text.get(start..start + wanted.len());
            // Most differ where they begin.
            let same =
                |there: &[u8]| there.first_chunk::<8>() == wanted.first_chunk() && there == wanted;
            if there.is_some_and(same) {
                done[pattern as usize] = !found(pattern, start);
            }
        };
        if !self.long.is_empty() {
            work.bytes_scanned += text.len() as u64;
            self.long.scan(text, |gram, at| {
                for hit in self.long.hits(gram) {
                    verify(hit.pattern, at.checked_sub(hit.offset as usize));
                }
            });
        }
        if !self.middle.is_empty() {
            work.bytes_scanned += text.len() as u64;
            self.middle.scan(text, |gram, at| {
                for hit in self.middle.hits(gram) {
                    verify(hit.pattern, at.checked_sub(hit.offset as usize));
                }
            });
        }
        work.places_verified += verified;
        work.bytes_scanned += (text.len() * self.single.len().div_ceil(CHEAP_PASSES)) as u64;
        for &index in &self.single {
            let finder = memchr::memmem::Finder::new(self.patterns[index as usize]);
            let mut from = 0;
            while let Some(ahead) = finder.find(&text[from..]) {
                if !found(index, from + ahead) {
                    break;
                }
                from += ahead + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Few letters: texts that repeat themselves, and patterns that overlap themselves.
        #[test]
        fn every_occurrence_is_found_wherever_it_stands(
            patterns in prop::collection::vec("[ab]{1,12}|a{1,40}|[abc]{15,40}", 1..50),
            text in "[ab]{0,90}|a{0,90}|[abc]{0,90}",
            at in 0_usize..90,
        ) {
            let mut text = text;
            text.insert_str(at.min(text.len()), &patterns[0]);
            let wanted: Vec<&[u8]> = patterns.iter().map(String::as_bytes).collect();
            let mut found = Vec::new();
            Exact::new(wanted.clone()).search(text.as_bytes(), &mut Work::default(), |pattern, at| {
                found.push((pattern as usize, at));
                true
            });
            found.sort_unstable();
            let windows = |pattern: &[u8]| {
                let places = text.as_bytes().windows(pattern.len()).enumerate();
                let places = places.filter(|(_, there)| *there == pattern);
                places.map(|(at, _)| at).collect::<Vec<_>>()
            };
            let expected: Vec<_> = wanted
                .iter()
                .enumerate()
                .flat_map(|(number, pattern)| windows(pattern).into_iter().map(move |at| (number, at)))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
