//! Whether two declared values agree.

use super::values::{self, Comparison as Meaning};
use crate::claim::Value;

/// What two declared values are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// They say the same.
    Equal,
    /// Both can be right: one is vaguer than the other.
    Compatible,
    /// Only one of them can be right.
    Incompatible,
}

/// Compares two declared values: the one seam between verdicts and the meaning of values. Values
/// that cannot be compared ("two years later") speak neither for nor against one another.
pub fn compare(a: &Value, b: &Value) -> Comparison {
    match meaning(a, b) {
        Meaning::Equal => Comparison::Equal,
        Meaning::Compatible(_) | Meaning::NotComparable(_) => Comparison::Compatible,
        Meaning::Incompatible(_) => Comparison::Incompatible,
    }
}

fn meaning(a: &Value, b: &Value) -> Meaning {
    values::compare_declared(&values::from_declared(a), &values::from_declared(b))
}

/// Why two declared values cannot both be right, where that says more than that the one is not the
/// other: "$5 is not €5: the currencies differ".
pub fn reason(a: &Value, b: &Value) -> Option<String> {
    let Meaning::Incompatible(reason) = meaning(a, b) else {
        return None;
    };
    let plain = format!("{} is not {}", words(a), words(b));
    (reason != plain).then_some(reason)
}

/// A value as the writer would write it, without quotation marks.
pub fn words(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(answer) => answer.to_string(),
        Value::Date(text) | Value::Text(text) => text.clone(),
    }
}

/// Equal for values that are written alike: case and white space aside. The finding form of a text
/// is too coarse here, for it takes "9.5 %" for "95 %".
pub(super) fn key(value: &Value) -> String {
    let words = words(value).to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_values_mean_decides() {
        use Comparison::{Equal, Incompatible};
        let text = |text: &str| Value::Text(text.to_owned());
        let rows = [
            ("the same", text("96 years"), text("96 years"), Equal),
            (
                "case and layout",
                text("April  2008"),
                text("april 2008"),
                Equal,
            ),
            ("a number as text", Value::Integer(60), text("60"), Equal),
            (
                "another number",
                text("96 years"),
                text("98 years"),
                Incompatible,
            ),
            ("a decimal point", text("9.5 %"), text("95 %"), Incompatible),
            ("another sign", text("-5"), text("5"), Incompatible),
            (
                "a date",
                Value::Date("2008-04-25".into()),
                text("2008-04-25"),
                Equal,
            ),
            (
                "a boolean",
                Value::Boolean(true),
                Value::Boolean(false),
                Incompatible,
            ),
        ];
        for (name, a, b, expected) in rows {
            assert_eq!(compare(&a, &b), expected, "{name}");
            assert_eq!(compare(&b, &a), expected, "{name}, turned round");
        }
    }
}
