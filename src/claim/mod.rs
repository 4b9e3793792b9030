//! Claim files: the format, and everything that is wrong in one, kept as data.

mod file;
mod find;
mod keys;
pub mod model;
mod read;

#[cfg(feature = "cli")]
pub(crate) use find::fixed_folder;
pub use model::{Claim, ClaimFile, Evidence, Expect, Stance, Value};

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use rayon::prelude::*;

use crate::text::problem::shown;
use crate::text::{Problem, ProblemKind, Span};

/// Reads all claim files below `root` that `globs` name, in the order of their paths. Nothing here
/// fails: what is wrong in a file is in [`ClaimFile::problems`], what belongs to no file (no
/// `claims` folder, a glob that names no file, an id used in two files) in the second value, or in
/// the file whose id came second.
pub fn load(root: &Path, globs: &[String]) -> (Vec<ClaimFile>, Vec<Problem>) {
    let (found, mut problems) = find::find(root, globs);
    let mut files: Vec<ClaimFile> = found.par_iter().map(file::read).collect();
    duplicate_ids(&mut files);
    if let Some(problem) = nothing_to_check(globs, &files) {
        problems.push(problem);
    }
    (files, problems)
}

/// Reads one claim file whose text is at hand, as [`load`] reads it: `file` is its name for
/// messages. Ids are not compared with those of other files.
pub fn parse(file: &str, text: &str) -> ClaimFile {
    let mut files = [file::parse(file, text)];
    duplicate_ids(&mut files);
    let [file] = files;
    file
}

/// Ids are unique in the project, also when case is ignored: file systems, and people, ignore it.
fn duplicate_ids(files: &mut [ClaimFile]) {
    let mut places: HashMap<Cow<'_, str>, (usize, usize)> =
        HashMap::with_capacity(files.iter().map(|file| file.claims.len()).sum());
    let mut twice: Vec<((usize, usize), (usize, usize))> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        for (number, claim) in file.claims.iter().enumerate() {
            let id = &claim.id.value;
            let upper = id
                .bytes()
                .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
            let key = if upper {
                Cow::Owned(id.to_lowercase())
            } else {
                Cow::Borrowed(id.as_str())
            };
            match places.entry(key) {
                Entry::Vacant(place) => {
                    place.insert((at, number));
                }
                Entry::Occupied(first) => twice.push((*first.get(), (at, number))),
            }
        }
    }
    for ((first_file, first), (second_file, second)) in twice {
        let other = &files[first_file];
        let first = &other.claims[first].id;
        let line = other.lines.position(&other.text, first.span.start).line;
        let first_id = first.value.clone();
        let place = format!("{}:{line}", other.file);
        let file = &mut files[second_file];
        let id = &file.claims[second].id;
        if id.value.starts_with('(') {
            continue; // two claims without an id, each reported as such
        }
        let message = if id.value == first_id {
            format!("the id `{}` is used twice", shown(&id.value))
        } else {
            format!(
                "the ids `{}` and `{}` differ only in case",
                shown(&first_id),
                shown(&id.value)
            )
        };
        let mut problem = Problem::new(ProblemKind::DuplicateId, &file.file, id.span, message)
            .with_help("give one of the two claims another id")
            .with_note(format!("the other claim stands in {place}"));
        problem.claim = Some(id.value.clone());
        file.problems.push(problem);
    }
    for file in files {
        file.problems.sort_by_key(|problem| problem.span);
    }
}

fn nothing_to_check(globs: &[String], files: &[ClaimFile]) -> Option<Problem> {
    let problem = |message: &str, help: &str| {
        let folder = globs.first().map_or("", |glob| find::fixed_folder(glob));
        let file = files.first().map_or(folder, |file| &file.file);
        Problem::new(ProblemKind::NothingToCheck, file, Span::default(), message).with_help(help)
    };
    let broken = files.iter().any(|file| !file.problems.is_empty());
    let claims = files.iter().flat_map(|file| &file.claims);
    let mut claims = claims.peekable();
    if files.is_empty() {
        let globs: Vec<String> = globs
            .iter()
            .map(|glob| format!("`{}`", shown(glob)))
            .collect();
        let message = format!("no claim file is named by {}", globs.join(", "));
        return Some(problem(
            &message,
            "put claims into a file such as claims/first.toml, or name \
            the files in `claims` of pincite.toml",
        ));
    }
    if claims.peek().is_none() && !broken {
        return Some(problem(
            "the claim files hold no claim",
            "write one below a heading [[claim]]",
        ));
    }
    if !broken && claims.all(|claim| claim.evidence.is_empty()) {
        return Some(problem(
            "no claim quotes a source",
            "give a claim the keys `source` and `quote`",
        ));
    }
    None
}
