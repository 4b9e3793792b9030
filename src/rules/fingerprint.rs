//! What a finding is recognised by when ids, files and lines have changed.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Case, Complaint};
use crate::source::hexadecimal;
use crate::text::fold;

/// Bytes of the hash that are kept: enough for millions of findings, short enough to read.
const KEPT: usize = 16;

/// Gives each finding its fingerprint, and equal ones a counter.
#[derive(Default)]
pub(super) struct Fingerprints {
    /// How often each was met, by what is hashed.
    seen: HashMap<Vec<u8>, u64>,
}

impl Fingerprints {
    /// A hash over rule, source and part, and the folded quote or claim text; for a finding about
    /// neither, over rule, file and key. Lower-case hexadecimal.
    pub(super) fn of(&mut self, rule: &str, case: &Case<'_>, complaint: &Complaint) -> String {
        let place = match (complaint.source, complaint.claim) {
            (Some(source), _) => case.name(source),
            (None, Some(_)) => String::new(),
            (None, None) => complaint.file.clone(),
        };
        let mut fields = Vec::new();
        for field in [rule, &place, &fold::key(&complaint.key)] {
            fields.extend_from_slice(field.as_bytes());
            fields.push(0);
        }
        let mut hash = Sha256::new_with_prefix(&fields);
        let count = self.seen.entry(fields).or_default();
        hash.update(count.to_le_bytes());
        *count += 1;
        hexadecimal(&hash.finalize()[..KEPT])
    }
}
