//! Reads the files of `data/`.

/// A line of a file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// The header above it.
    pub(super) group: &'static str,
    /// In front of the equals sign.
    pub(super) name: &'static str,
    /// The strings behind it.
    pub(super) list: Vec<&'static str>,
}

/// The lines of a file by group and name, which decides between phrases of one length.
///
/// The files are TOML, but no more of it than headers and lists of strings without escapes, a line
/// each: they are read whenever pincite runs, and all of TOML takes five times as long.
pub(super) fn rows(file: &'static str) -> Vec<Row> {
    let mut group = "";
    let mut rows = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            group = header.trim_end_matches(']');
        } else if let Some((name, list)) = line.split_once(" = [") {
            rows.push(Row {
                group,
                name: name.trim_matches('"'),
                list: list.split('"').skip(1).step_by(2).collect(),
            });
        }
    }
    rows.sort_unstable();
    rows
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_files_are_read_as_toml() {
        for file in [
            include_str!("data/en.toml"),
            include_str!("data/es.toml"),
            include_str!("data/fr.toml"),
            include_str!("data/de.toml"),
            include_str!("data/units.toml"),
            include_str!("data/money.toml"),
        ] {
            type Groups = BTreeMap<String, BTreeMap<String, Vec<String>>>;
            let groups: Groups = toml::from_str(file).expect("the files are TOML");
            let read = rows(file);
            let mut read = read.iter();
            for (group, names) in &groups {
                for (name, list) in names {
                    let row = read.next().expect("every line is read");
                    assert_eq!((row.group, row.name), (&**group, &**name));
                    assert_eq!(&row.list, list);
                }
            }
            assert_eq!(read.next(), None);
        }
    }
}
