//! `allow = { rule = "reason" }`, which claims, evidence, sources and parts share.

use super::Allow;
use crate::text::Located;
use crate::text::document::Entry;
use crate::text::toml_read::Reader;

/// Reads an `allow` table. An entry without a reason silences nothing and is recorded.
pub(crate) fn read(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Vec<Allow> {
    let Some(table) = reader.table(entry) else {
        return Vec::new();
    };
    let document = reader.document;
    let mut allow = Vec::new();
    for entry in document.entries(table) {
        let before = reader.problems.len();
        if let Some(reason) = reader.text(entry) {
            let rule = Located::new(entry.key.clone().into_owned(), entry.key_span);
            allow.push(Allow {
                rule,
                reason: reason.value,
            });
        } else if let Some(problem) = reader.problems.get_mut(before) {
            problem.message = format!("`allow` gives no reason for `{}`", entry.key);
            problem.help = Some(format!("write why: {} = \"…\"", entry.key));
        }
    }
    allow
}
