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
        let kind = ProblemKind::SourceUnreadable;
        let problem = Problem::new(kind, "pincite.toml", Span::default(), message)
            .with_help("name a folder of the project in `sources` of pincite.toml");
        return Sources::new(root, "", Vec::new(), Vec::new(), vec![problem]);
    };
    let walked = files::walk(root, &folder);
    let (doubtful, refused): (Vec<_>, Vec<_>) = walked
        .refused
        .into_iter()
        .partition(|refused| refused.file_like);
    let (catalogues, found): (Vec<_>, Vec<_>) = walked
        .found
        .into_iter()
        .partition(|found| files::name(&found.file) == catalogue::NAME);

    let mut loading = Loading::new(root);
    loading.problems.extend(refused.iter().map(refusal));
    for found in found {
        loading.source(&folder, found.file, found.path);
    }
    for refused in doubtful {
        // A source all the same: who quotes it is told what is wrong with it, once.
        let path = root.join(&refused.file);
        loading.source(&folder, refused.file.clone(), path);
        loading.doubtful.push(refused.file);
    }
    let mut read_catalogues = Vec::with_capacity(catalogues.len());
    for (number, found) in catalogues.iter().enumerate() {
        let (catalogue, described, mut problems) = catalogue::read(found);
        read_catalogues.push(catalogue);
        loading.problems.append(&mut problems);
        for described in described {
            loading.describe(number, &found.file, described);
        }
    }
    let Loading {
        mut list,
        doubtful,
        ids,
        problems,
        ..
    } = loading;
    list.sort_by(|a, b| a.file.cmp(&b.file));
    let mut sources = Sources::new(root, &folder, list, read_catalogues, problems);
    unique_ids(&mut sources, &ids);
    doubtful_files(&mut sources, &doubtful);
    descent::check(&mut sources);
    if sources.list.is_empty() {
        let message = format!("there is no source in `{}`", shown(&folder));
        let help = format!("put the files that claims quote, as plain text, into {folder}/");
        let kind = ProblemKind::NothingToCheck;
        let problem = Problem::new(kind, &folder, Span::default(), message).with_help(help);
        sources.problems.push(problem);
    }
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

struct Loading<'a> {
    root: &'a Path,
    list: Vec<Source>,
    by_file: HashMap<String, usize>,
    /// Files that the walk did not come past, or not as files.
    doubtful: Vec<String>,
    /// Where the ids of described files stand.
    ids: HashMap<String, Span>,
    problems: Vec<Problem>,
}

impl<'a> Loading<'a> {
    fn new(root: &'a Path) -> Self {
        Self {
            root,
            list: Vec::new(),
            by_file: HashMap::new(),
            doubtful: Vec::new(),
            ids: HashMap::new(),
            problems: Vec::new(),
        }
    }

    /// Adds a source of which no catalogue speaks yet: its id is its path below the folder.
    fn source(&mut self, folder: &str, file: String, path: PathBuf) -> usize {
        let below = file.strip_prefix(folder).unwrap_or(&file);
        self.by_file.insert(file.clone(), self.list.len());
        self.list.push(Source {
            id: below.trim_start_matches('/').to_owned(),
            file,
            path,
            encoding: None,
            sha256: None,
            details: Details::default(),
            parts: Vec::new(),
            entry: None,
        });
        self.list.len() - 1
    }

    /// Adds what the catalogue `number` says to the source it speaks of.
    fn describe(&mut self, number: usize, catalogue: &str, described: Described) {
        let folder = catalogue.rsplit_once('/').map_or("", |(folder, _)| folder);
        let written = &described.file;
        // A path that leaves the project is no path: reading the source says so.
        let (file, path) = match files::join(folder, &written.value) {
            Some(file) => (file.clone(), self.root.join(file)),
            None => (written.value.clone(), PathBuf::new()),
        };
        let at = self.by_file.get(&file).copied().unwrap_or_else(|| {
            self.doubtful.push(file.clone());
            self.source("", file, path)
        });
        let source = &mut self.list[at];
        if source.entry.is_some() {
            let message = format!("`{}` has two entries", shown(&source.file));
            let help = "keep one of them; several articles in one file are parts: [[source.part]]";
            let kind = ProblemKind::DuplicateId;
            let problem = Problem::new(kind, catalogue, written.span, message)
                .with_help(help)
                .with_note(format!(
                    "the other one gives it the id `{}`",
                    shown(&source.id)
                ));
            self.problems.push(problem);
            return;
        }
        if let Some(id) = described.id {
            self.ids.insert(source.file.clone(), id.span);
            source.id = id.value;
        }
        source.entry = Some((number, written.span));
        source.encoding = described.encoding;
        source.sha256 = described.sha256;
        source.details = described.details;
        source.parts = described.parts;
    }
}

/// Ids are unique, also when case is ignored, and also against the names of files without an entry.
/// `ids` says where each stands, by file.
fn unique_ids(sources: &mut Sources, ids: &HashMap<String, Span>) {
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
        if other.entry.is_none() {
            continue; // two files without an entry; their paths tell them apart
        }
        let (speaks, silent) = if source.entry.is_some() {
            (source, other)
        } else {
            (other, source)
        };
        let message = if source.id == other.id {
            format!("the id `{}` is used twice", shown(&source.id))
        } else {
            let (one, two) = (shown(&other.id), shown(&source.id));
            format!("the ids `{one}` and `{two}` differ only in case")
        };
        let (file, entry) = sources.place(speaks);
        let span = ids.get(&speaks.file).copied().unwrap_or(entry);
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
