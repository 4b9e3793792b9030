//! From a place in a quote to the place in the claim file that holds it.

use crate::text::{Located, Span};

/// The bytes of `file` that hold the bytes `part` of the string `value`. Where the string is
/// written with escapes the whole string is meant.
pub(super) fn in_string(file: &str, value: &Located<String>, part: Span) -> Span {
    let raw = file.get(value.span.range()).unwrap_or_default();
    match raw.find(value.value.as_str()) {
        Some(at) => {
            let start = value.span.start + at;
            Span::new(start + part.start, start + part.end.max(part.start))
        }
        None => value.span,
    }
}
