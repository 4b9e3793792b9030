//! When a source was published: a full or partial date, a rough year, or a range.

use toml_datetime::Datetime;

/// Whether `text` is `2012`, `2012-05`, `2012-05-22` (a time may follow), one of these after `c.`,
/// or two of these with `/` between.
pub(super) fn is_date(text: &str) -> bool {
    match text.split_once('/') {
        Some((from, to)) => is_rough_date(from) && is_rough_date(to),
        None => is_rough_date(text),
    }
}

/// The first day that `text` may mean, as year, month, day: of `2012-05` and of `2012-05/2013` it is
/// 1 May 2012. `None` for what is no date.
pub fn first_day(text: &str) -> Option<(u16, u8, u8)> {
    let from = text.split_once('/').map_or(text, |(from, _)| from).trim();
    let exact = ["circa", "ca.", "c."]
        .into_iter()
        .find_map(|word| from.strip_prefix(word));
    let from = exact.map_or(from, str::trim_start);
    if is_year(from) {
        return Some((from.parse().ok()?, 1, 1));
    }
    let date = [from.to_owned(), format!("{from}-01")]
        .iter()
        .find_map(|text| text.parse::<Datetime>().ok()?.date)?;
    Some((date.year, date.month, date.day))
}

fn is_rough_date(text: &str) -> bool {
    let text = text.trim();
    let exact = ["circa", "ca.", "c."]
        .into_iter()
        .find_map(|word| text.strip_prefix(word));
    let text = exact.map_or(text, str::trim_start);
    let dashes = text
        .bytes()
        .take_while(|byte| *byte != b'T')
        .filter(|byte| *byte == b'-')
        .count();
    match dashes {
        // A missing month or day is written in, so that one parser checks them all.
        0 => is_year(text),
        1 => is_full_date(&format!("{text}-01")),
        _ => is_full_date(text),
    }
}

fn is_year(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_full_date(text: &str) -> bool {
    text.parse::<Datetime>()
        .is_ok_and(|date| date.date.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let table = [
            ("2012", true),
            ("890", true),
            ("2012-05", true),
            ("2012-05-22", true),
            ("2012-05-22T10:00:00Z", true),
            ("c. 1890", true),
            ("ca. 1890-05", true),
            ("2011-11/2012-12", true),
            ("c. 1890/1895", true),
            ("2012-13", false),
            ("2012-02-30", false),
            ("May 2012", false),
            ("10:00:00", false),
            ("2012/", false),
            ("a/b", false),
            ("", false),
            ("20125", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_published_first() {
        let rows = [
            ("2012-05-22", Some((2012, 5, 22))),
            ("2012-05", Some((2012, 5, 1))),
            ("c. 1890", Some((1890, 1, 1))),
            ("2011-11/2012-12", Some((2011, 11, 1))),
            ("2012-05-22T10:00:00Z", Some((2012, 5, 22))),
            ("soon", None),
            ("2012-13", None),
        ];
        for (text, expected) in rows {
            assert_eq!(first_day(text), expected, "{text}");
        }
    }
}
