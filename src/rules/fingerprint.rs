//! What a finding is recognised by when ids, files and lines have changed.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Case, Complaint};
use crate::text::fold;

/// Bytes of the hash that are kept: enough for millions of findings, short enough to read.
const KEPT: usize = 16;

/// Gives each finding its fingerprint, and equal ones a counter.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<[u8; 32], u64>,
}

impl Fingerprints {
    /// A hash over rule, source and part, and the folded quote or claim text; for a finding about
    /// neither, over rule, file and key. Lower-case hexadecimal.
    pub(super) fn of(&mut self, rule: &str, case: &Case<'_>, complaint: &Complaint) -> String {
        let mut hash = Sha256::new();
        let place = match (complaint.source, complaint.claim) {
            (Some(source), _) => case.name(source),
            (None, Some(_)) => String::new(),
            (None, None) => complaint.file.clone(),
        };
        for field in [rule, &place, &fold::key(&complaint.key)] {
            hash.update(field.as_bytes());
            hash.update([0]);
        }
        let count = self.seen.entry(hash.clone().finalize().into()).or_default();
        hash.update(count.to_le_bytes());
        *count += 1;
        hash.finalize()
            .iter()
            .take(KEPT)
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }
}
