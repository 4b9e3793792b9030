//! All sources of a project: the files below the folder, and what catalogues say of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::catalogue::{self, Described};
use super::files::{self, Refused};
use super::{Details, Source, Sources, descent, read};
use crate::text::problem::{nearest, shown};
use crate::text::{Problem, ProblemKind, Span};

pub(super) fn load(root: &Path, folder: &str) -> Sources {
    let Some(folder) = files::join("", folder) else {
        let message = format!(
            "the sources' folder `{}` lies outside the project",
            shown(folder)
        );
        let problem = Problem::new(
            ProblemKind::SourceUnreadable,
            "pincite.toml",
            Span::default(),
            message,
        )
        .with_help("name a folder of the project in `sources` of pincite.toml");
        return Sources::new(root, "", Vec::new(), Vec::new(), vec![problem]);
    };
    let walked = files::walk(root, &folder);
    let (doubtful, refused): (Vec<_>, Vec<_>) = walked
        .refused
        .into_iter()
        .partition(|refused| refused.file_like);
    let mut problems: Vec<Problem> = refused.iter().map(refusal).collect();
    // They are sources all the same: who quotes one is told what is wrong with it, once.
    let mut doubtful: Vec<String> = doubtful.into_iter().map(|refused| refused.file).collect();
    let is_catalogue = |file: &str| file.rsplit('/').next() == Some(catalogue::NAME);
    let (catalogues, found): (Vec<_>, Vec<_>) = walked
        .found
        .into_iter()
        .partition(|found| is_catalogue(&found.file));

    let mut list: Vec<Source> = found
        .into_iter()
        .map(|found| plain(&folder, found.file, found.path))
        .chain(
            doubtful
                .iter()
                .map(|file| plain(&folder, file.clone(), root.join(file))),
        )
        .collect();
    let mut by_file: HashMap<String, usize> = list
        .iter()
        .enumerate()
        .map(|(at, source)| (source.file.clone(), at))
        .collect();
    let mut read_catalogues = Vec::new();
    for found in &catalogues {
        let (catalogue, described, mut wrong) = catalogue::read(found);
        problems.append(&mut wrong);
        let number = read_catalogues.len();
        read_catalogues.push(catalogue);
        for described in described {
            let entry = (number, described.file.span);
            match add(root, &found.file, entry, described, &mut list, &mut by_file) {
                Ok(Added::New(file)) => doubtful.push(file),
                Ok(Added::Known) => {}
                Err(problem) => problems.push(problem),
            }
        }
    }
    list.sort_by(|a, b| a.file.cmp(&b.file));
    if list.is_empty() {
        let message = format!("there is no source in `{folder}`");
        problems.push(
            Problem::new(
                ProblemKind::NothingToCheck,
                &folder,
                Span::default(),
                message,
            )
            .with_help(format!(
                "put the files that claims quote, as plain text, into {folder}/"
            )),
        );
    }
    let mut sources = Sources::new(root, &folder, list, read_catalogues, problems);
    unique_ids(&mut sources);
    doubtful_files(&mut sources, &doubtful);
    descent::check(&mut sources);
    sources
        .problems
        .sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    sources
}

fn refusal(refused: &Refused) -> Problem {
    let message = format!("{} {}", shown(&refused.file), refused.why);
    Problem::new(
        ProblemKind::SourceUnreadable,
        &refused.file,
        Span::default(),
        message,
    )
    .with_help("put the files themselves into the project, or remove it")
}

/// A source of which no catalogue speaks: its id is its path below the folder.
fn plain(folder: &str, file: String, path: PathBuf) -> Source {
    let below = file.strip_prefix(folder).unwrap_or(&file);
    Source {
        id: below.trim_start_matches('/').to_owned(),
        file,
        path,
        encoding: None,
        sha256: None,
        details: Details::default(),
        parts: Vec::new(),
        entry: None,
    }
}

enum Added {
    Known,
    /// The walk did not come past this file.
    New(String),
}

/// Adds what a catalogue says to the source it speaks of, or a source whose file is not there.
fn add(
    root: &Path,
    catalogue: &str,
    entry: (usize, Span),
    described: Described,
    list: &mut Vec<Source>,
    by_file: &mut HashMap<String, usize>,
) -> Result<Added, Problem> {
    let folder = catalogue.rsplit_once('/').map_or("", |(folder, _)| folder);
    let written = &described.file;
    // A path that leaves the project is no path: reading the source says so.
    let (file, path) = match files::join(folder, &written.value) {
        Some(file) => (file.clone(), root.join(file)),
        None => (written.value.clone(), PathBuf::new()),
    };
    let mut added = Added::Known;
    let at = *by_file.entry(file.clone()).or_insert_with(|| {
        added = Added::New(file.clone());
        list.push(plain("", file, path));
        list.len() - 1
    });
    let source = &mut list[at];
    if source.entry.is_some() {
        let message = format!("`{}` has two entries", shown(&source.file));
        let help = "keep one of them; several articles in one file are parts: [[source.part]]";
        return Err(
            Problem::new(ProblemKind::DuplicateId, catalogue, written.span, message)
                .with_help(help)
                .with_note(format!(
                    "the other one gives it the id `{}`",
                    shown(&source.id)
                )),
        );
    }
    if let Some(id) = described.id {
        source.id = id.value;
    }
    source.encoding = described.encoding;
    source.sha256 = described.sha256;
    source.details = described.details;
    source.parts = described.parts;
    source.entry = Some(entry);
    Ok(added)
}

/// Ids are unique, also when case is ignored, and also against the names of files without an entry.
fn unique_ids(sources: &mut Sources) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut problems = Vec::new();
    // Entries first: a file's own name is nobody's choice.
    let (entries, files): (Vec<usize>, Vec<usize>) =
        (0..sources.list.len()).partition(|&at| sources.list[at].entry.is_some());
    for at in entries.into_iter().chain(files) {
        let source = &sources.list[at];
        let Some(&other) = first.get(&source.id.to_lowercase()) else {
            first.insert(source.id.to_lowercase(), at);
            continue;
        };
        let other = &sources.list[other];
        if source.entry.is_none() && other.entry.is_none() {
            continue; // two files on disk; their paths tell them apart
        }
        let (speaks, silent) = if source.entry.is_some() {
            (source, other)
        } else {
            (other, source)
        };
        let message = if source.id == other.id {
            format!("the id `{}` is used twice", shown(&source.id))
        } else {
            format!(
                "the ids `{}` and `{}` differ only in case",
                shown(&other.id),
                shown(&source.id)
            )
        };
        let (file, span) = sources.place(speaks);
        problems.push(
            Problem::new(ProblemKind::DuplicateId, file, span, message)
                .with_help("give one of the two sources another id")
                .with_note(format!("the other one is {}", shown(&silent.file))),
        );
    }
    sources.problems.append(&mut problems);
}

/// How many missing files get the name of a file that may have been meant: looking for it costs a
/// comparison with every file.
const SUGGESTIONS: usize = 100;

/// What is wrong with the files that the walk did not take for sources or did not come past.
fn doubtful_files(sources: &mut Sources, doubtful: &[String]) {
    let mut problems = Vec::new();
    for file in doubtful {
        let Ok(at) = sources
            .list
            .binary_search_by(|source| source.file.cmp(file))
        else {
            continue;
        };
        let source = &sources.list[at];
        let Err(mut problem) = read::check(source, sources) else {
            continue;
        };
        if problem.kind == ProblemKind::SourceMissing && problems.len() < SUGGESTIONS {
            let there = sources.list.iter().filter(|other| other.entry.is_none());
            let names = there.map(|other| files::name(&other.file));
            if let Some(name) = nearest(files::name(&source.file), names) {
                problem
                    .notes
                    .push(format!("there is a file `{name}` without an entry"));
            }
        }
        problems.push(problem);
    }
    sources.problems.append(&mut problems);
}

impl Sources {
    /// Where to point for what is wrong with `source` as a whole: its entry, else its file.
    pub(super) fn place<'s>(&'s self, source: &'s Source) -> (&'s str, Span) {
        match source.entry {
            Some((number, span)) => (&self.catalogues[number].file, span),
            None => (&source.file, Span::default()),
        }
    }
}
