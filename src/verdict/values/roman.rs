//! Roman numerals.

/// The number a Roman numeral stands for, where it is written as one is today; `None` for a single
/// letter, which is rather a name.
pub(super) fn roman(text: &str) -> Option<i128> {
    const SIGNS: [(&str, i128); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if !(2..=12).contains(&text.len()) {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    let mut written = String::new();
    for (sign, worth) in SIGNS {
        while let Some(after) = rest.strip_prefix(sign) {
            value += worth;
            rest = after;
        }
    }
    let mut left = value;
    for (sign, worth) in SIGNS {
        while left >= worth {
            written.push_str(sign);
            left -= worth;
        }
    }
    (rest.is_empty() && written == text).then_some(value)
}
