//! Which files are claim files.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::source::files::{self, Found};
use crate::text::problem::shown;
use crate::text::{Problem, ProblemKind, Span};

/// The files that `globs` name, sorted, and what is wrong with the globs and the files.
pub(super) fn find(root: &Path, globs: &[String]) -> (Vec<Found>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    let mut folders: Vec<&str> = Vec::new();
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let folder = fixed_folder(glob);
        if files::join("", folder).is_none() {
            let message = format!("`{}` names files outside the project", shown(glob));
            problems.push(whole("pincite.toml", message).with_help(
                "claim files stand in the project's folder: globs are relative to it, with `/`",
            ));
            continue;
        }
        match GlobBuilder::new(glob).literal_separator(true).build() {
            Ok(built) => {
                set.add(built);
                folders.push(folder);
            }
            Err(error) => {
                let message = format!("`{}` is not a glob: {}", shown(glob), error.kind());
                problems.push(whole("pincite.toml", message));
            }
        }
    }
    let set = match set.build() {
        Ok(set) => set,
        Err(error) => {
            problems.push(whole(
                "pincite.toml",
                format!("`claims` cannot be used: {error}"),
            ));
            GlobSet::empty()
        }
    };
    folders.sort_unstable();
    folders.dedup();
    for (at, folder) in folders.iter().enumerate() {
        let covered = |outer: &&str| outer.is_empty() || Path::new(folder).starts_with(outer);
        if folders[..at].iter().any(covered) {
            continue;
        }
        let walked = files::walk(root, folder);
        found.extend(
            walked
                .found
                .into_iter()
                .filter(|found| set.is_match(&found.file)),
        );
        for refused in walked.refused {
            if set.is_match(&refused.file) || may_hold_claims(root, &refused.file) {
                let message = format!("{} {}", shown(&refused.file), refused.why);
                problems.push(whole(&refused.file, message).with_help(
                    "put the file itself into the project, or remove it; its claims are not read",
                ));
            }
        }
    }
    for (at, glob) in globs.iter().enumerate() {
        let Ok(built) = GlobBuilder::new(glob).literal_separator(true).build() else {
            continue;
        };
        let matcher = built.compile_matcher();
        let folder = root.join(glob);
        if folder.is_dir() && fixed_folder(glob) != *glob {
            let message = format!("`{}` is a folder, not a claim file", shown(glob));
            problems.push(
                whole(glob, message).with_help(format!("name the files in it: {glob}/*.toml")),
            );
        } else if globs.len() > 1
            && !found.iter().any(|found| matcher.is_match(&found.file))
            && !globs[..at].contains(glob)
            && !found.is_empty()
        {
            let message = format!("`{}` names no claim file", shown(glob));
            let mut problem = whole("pincite.toml", message)
                .with_help("mend the glob in `claims` of pincite.toml, or remove it");
            problem.kind = ProblemKind::NothingToCheck;
            problems.push(problem);
        }
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found.dedup_by(|a, b| a.file == b.file);
    (found, problems)
}

/// The folders of a glob before its first wildcard.
pub(crate) fn fixed_folder(glob: &str) -> &str {
    let wild = glob.find(['*', '?', '[', '{', '\\']).unwrap_or(glob.len());
    glob[..wild].rfind('/').map_or("", |end| &glob[..end])
}

/// Something that was not gone into may hide claims unless it is plainly a file of another kind.
fn may_hold_claims(root: &Path, file: &str) -> bool {
    let path = root.join(file);
    path.extension().is_none() || path.is_dir()
}

fn whole(file: &str, message: String) -> Problem {
    Problem::new(ProblemKind::FileInvalid, file, Span::default(), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_glob() {
        let table = [
            ("claims/**/*.toml", "claims"),
            ("a/b/c.toml", "a/b"),
            ("*.toml", ""),
            ("a/{b,c}/*.toml", "a"),
        ];
        for (glob, expected) in table {
            assert_eq!(fixed_folder(glob), expected, "{glob}");
        }
    }
}
