use super::case::{Judged, shown};
use super::reading::said;
use super::value_mismatch::{mismatch, speaks_for};
use super::{Check, Complaint, Level};
use crate::verdict::compare;
use crate::verdict::figures;
use crate::verdict::values::{self, Datum, Value};

rule! {
    /// No quote that supports the claim holds its `value`.
    ///
    /// ## Why it matters
    /// `value` is what the claim is compared by with others on its subject. If no quote gives it, the comparison
    /// rests on the writer's word. It fires once, where no supporting quote that counts, nor its `translation`, nor
    /// the `value` declared for it, is compatible; a text that is no figure has to share a word with a quote.
    ///
    /// ## Example
    /// ```toml
    /// value = "96 years"
    /// quote = "she was sentenced to prison for kidnapping"
    /// ```
    ///
    /// ## How to mend it
    /// Quote the words that give the value. Where it takes a step to read it out of a quote, write that quote's own
    /// `value` beside it.
    VALUE_NOT_IN_EVIDENCE = "value-not-in-evidence", Level::Warn, Check::Claim(check)
}

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    let (Some(declared), None) = (&judged.claim().value, &judged.claim().expect) else { return Vec::new() };
    let value = values::from_declared(&declared.value);
    if matches!(value.datum, Datum::Boolean(_)) {
        return Vec::new();
    }
    let mut pieces = judged.pieces().filter(speaks_for).peekable();
    if pieces.peek().is_none() {
        return Vec::new();
    }
    let mut all_mismatch = true;
    for piece in pieces {
        let annotated = piece.evidence().value.as_ref().map(|it| values::from_declared(&it.value));
        if annotated.is_some_and(|own| values::compare_declared(&value, &own).agrees())
            || said(&piece).any(|text| holds(text, &value))
        {
            return Vec::new();
        }
        all_mismatch &= mismatch(&piece, &value).is_some();
    }
    // Every quote has a finding that says what it holds instead.
    if all_mismatch {
        return Vec::new();
    }
    let written = shown(&compare::words(&declared.value));
    let complaint = judged
        .complain(declared.span, format!("no quote in support holds the value \"{written}\""))
        .help("quote the words that give it; or write what a quote amounts to as its own `value`");
    vec![match value.datum {
        Datum::Text => complaint.note("it could not be read as a number, date or amount, and was compared as text"),
        _ => complaint,
    }]
}

/// Whether `text` holds `value`, or for a value that is no figure any of its words.
pub(super) fn holds(text: &str, value: &Value) -> bool {
    match value.datum {
        Datum::Text => shares_word(text, &value.written),
        _ => values::find(text).iter().any(|found| figures::says(&found.value, value)),
    }
}

/// Letters by which a word is the same word in another form.
const STEM: usize = 5;

fn shares_word(text: &str, value: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(crate::text::fold::key);
        words.filter(|word| !word.is_empty()).map(|word| word.chars().take(STEM).collect()).collect()
    };
    let wanted = words(value);
    let longest = wanted.iter().map(|word| word.chars().count()).max().unwrap_or_default();
    // Short words ("in", "of") say nothing beside longer ones.
    let least = longest.min(4);
    let held = words(text);
    wanted.is_empty()
        || wanted.iter().filter(|word| word.chars().count() >= least).any(|word| held.contains(word))
}
