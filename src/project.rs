//! The flow: load, check, report. The only module that knows all stages.

mod assemble;
mod change;
mod contradictions;
mod dissent;
mod known;
pub mod origins;
mod progress;
mod quotes;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::baseline::{Baseline, Debt};
use crate::claim::{self, ClaimFile};
use crate::config::{Config, ConfigError};
use crate::matcher::lexicon::LexiconError;
use crate::matcher::{Lexicon, Matching};
use crate::report::Report;
use crate::rules::{self, Case, Levels};
use crate::source::{self, Sources};
use crate::text::{Problem, ProblemKind, Span};
use crate::verdict::contradiction::Proposal;
use crate::verdict::{self, CheckedClaim, Judgement};

pub use crate::rules::{Before, LevelArg};
pub use change::Change;
pub use known::Known;
pub use progress::Progress;

/// A folder of claims and sources, read but for the sources' texts.
///
/// ```no_run
/// use pincite::Project;
/// use pincite::project::CheckOptions;
///
/// let report = Project::load(".")?.check(&CheckOptions::default());
/// assert!(!report.failed());
/// # Ok::<(), pincite::project::ProjectError>(())
/// ```
#[derive(Debug)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// Its claim files, by path.
    pub files: Vec<ClaimFile>,
    /// Its sources, by file.
    pub sources: Sources,
    /// What is wrong with its claim files and belongs to none of them.
    pub problems: Vec<Problem>,
    /// What its configuration tells the matcher.
    pub matching: Matching,
    /// The findings that it started with.
    pub baseline: Baseline,
    /// How far a check of it has come.
    pub progress: Arc<Progress>,
}

/// What a check is told.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// Levels of rules; the last that names a rule wins.
    pub levels: Vec<LevelArg>,
    /// Claim files and folders whose findings are shown and fail; all where empty. Relative to the
    /// project, or absolute. See [`Project::select`].
    pub paths: Vec<PathBuf>,
}

/// A project cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// None was found.
    #[error(
        "no project in {} or above: neither a pincite.toml nor a folder claims; \
         a claim file in a folder claims makes one, `--project DIR` names another", .0.display()
    )]
    None(PathBuf),
    /// The folder is not there.
    #[error("could not read {}; is this a project's folder?", .folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Its configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Its configuration names languages or words that the matcher does not know.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A path that was to pick claim files picks none.
    #[error("{} names no claim file of the project", .0.display())]
    NoClaimFile(PathBuf),
}

impl Project {
    /// The project that `start` lies in: the nearest folder upward with a `pincite.toml`, else the
    /// nearest with a folder `claims`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn find(start: impl AsRef<Path>) -> Result<PathBuf, ProjectError> {
        let start = start.as_ref();
        let folder = start
            .canonicalize()
            .map_err(|source| ProjectError::Unreadable {
                folder: start.to_owned(),
                source,
            })?;
        let nearest = |is_project: fn(&Path) -> bool| {
            folder
                .ancestors()
                .find(|folder| is_project(folder))
                .map(Path::to_owned)
        };
        nearest(|folder| folder.join("pincite.toml").exists())
            .or_else(|| nearest(|folder| folder.join("claims").is_dir()))
            .ok_or_else(|| ProjectError::None(start.to_owned()))
    }

    /// Reads configuration, catalogues and claim files of the project in the folder `root`. What is
    /// wrong in them is kept, for [`check`](Self::check) to report.
    ///
    /// # Errors
    /// Where the folder is not there, or its configuration cannot be used.
    pub fn load(root: impl AsRef<Path>) -> Result<Self, ProjectError> {
        let root = root.as_ref();
        std::fs::read_dir(root).map_err(|source| ProjectError::Unreadable {
            folder: root.to_owned(),
            source,
        })?;
        Self::load_as(root, Config::load(root)?, Baseline::load(root)?)
    }

    /// [`load`](Self::load), with a configuration and a baseline that are not the folder's own.
    ///
    /// # Errors
    /// Where the configuration cannot be used.
    pub fn load_as(
        root: impl AsRef<Path>,
        config: Config,
        baseline: Baseline,
    ) -> Result<Self, ProjectError> {
        let root = root.as_ref();
        let (files, problems) = claim::load(root, &config.claims);
        let sources = source::load(root, &config.sources);
        let matching = matching(&config)?;
        Ok(Self {
            root: root.to_owned(),
            config,
            files,
            sources,
            problems,
            matching,
            baseline,
            progress: Arc::default(),
        })
    }

    /// The claim files that `paths` name, as indexes into [`files`](Self::files), ascending; all
    /// for no path. A path is a claim file or a folder, relative to the project or to the current
    /// folder, or absolute.
    ///
    /// # Errors
    /// Where a path names no claim file.
    pub fn select(&self, paths: &[PathBuf]) -> Result<Vec<usize>, ProjectError> {
        if paths.is_empty() {
            return Ok((0..self.files.len()).collect());
        }
        let root = self
            .root
            .canonicalize()
            .unwrap_or_else(|_| self.root.clone());
        let mut selected = vec![false; self.files.len()];
        for path in paths {
            let named = [path.canonicalize(), self.root.join(path).canonicalize()];
            let mut hit = false;
            for wanted in named.into_iter().flatten() {
                for (selected, file) in selected.iter_mut().zip(&self.files) {
                    if root.join(&file.file).starts_with(&wanted) {
                        (*selected, hit) = (true, true);
                    }
                }
                if hit {
                    break;
                }
            }
            if !hit {
                return Err(ProjectError::NoClaimFile(path.clone()));
            }
        }
        Ok(selected
            .iter()
            .enumerate()
            .filter_map(|(at, &picked)| picked.then_some(at))
            .collect())
    }

    /// Checks every quote, judges every claim and asks every rule. The same project gives the same
    /// report, whatever the number of threads.
    ///
    /// A path in `options` that names no claim file is reported as `nothing-to-check`; ask
    /// [`select`](Self::select) first where that should be an error.
    pub fn check(&self, options: &CheckOptions) -> Report {
        self.report(options, None)
    }

    /// [`check`](Self::check), in which only what `change` made worse stands open: what was wrong
    /// before is counted.
    pub fn check_change(&self, options: &CheckOptions, change: &Change) -> Report {
        self.report(options, Some(change))
    }

    fn report(&self, options: &CheckOptions, change: Option<&Change>) -> Report {
        let levels = Levels::new(&self.config, &options.levels);
        let examined = self.examine(options, &levels, change);
        examined.report(self, &levels, change)
    }

    /// [`check`](Self::check), and what was found out about the texts, for a check of a change to
    /// the project.
    fn check_for_change(&self, options: &CheckOptions) -> (Report, Known) {
        let levels = Levels::new(&self.config, &options.levels);
        let examined = self.examine(options, &levels, None);
        let Examined {
            claims,
            judgements,
            problems,
            read,
            found,
            ..
        } = &examined;
        let known = Known::of(self, claims, judgements, problems, read, found);
        (examined.report(self, &levels, None), known)
    }

    /// What a baseline of the project has to hold for a check to pass: all findings, and those that
    /// come to light once these are let through. What was not read at all is never among them.
    pub fn debts(&self, options: &CheckOptions) -> Vec<Debt> {
        let levels = Levels::new(&self.config, &options.levels);
        let examined = self.examine(options, &levels, None);
        let mut baseline = Baseline::default();
        loop {
            let case = examined.case(self, &baseline, None);
            let findings = rules::run(&case, &levels);
            let open = findings.open.into_iter();
            let owed = open.filter(|finding| rules::may_be_owed(finding.rule));
            let found: Vec<_> = owed.map(|finding| finding.fingerprint).collect();
            if found.is_empty() {
                let debts = findings.baselined.iter();
                return debts
                    .map(|it| Debt::new(it.rule, it.claim.as_deref(), &it.message, &it.fingerprint))
                    .collect();
            }
            baseline.accepted.extend(found);
        }
    }

    /// Looks for every quote and judges every claim.
    fn examine(
        &self,
        options: &CheckOptions,
        levels: &Levels<'_>,
        change: Option<&Change>,
    ) -> Examined<'_> {
        let quotes::Checked {
            mut claims,
            problems: wrong,
            read,
            found,
            judged: _,
        } = quotes::check(self, change.map(|change| &change.known));
        for claim in &mut claims {
            for index in 0..claim.evidence.len() {
                let lexicon = &self.matching.lexicon;
                claim.evidence[index].counts =
                    rules::counts(claim, index, &self.sources, lexicon, levels);
            }
        }
        let judgements = match change {
            Some(change) => change.known.judge(self, &claims),
            None => verdict::judge(&claims, &self.sources),
        };

        let proposals =
            if rules::find("possible-contradiction").is_some_and(|it| levels.may_apply(it)) {
                contradictions::proposals(self, &claims, &judgements)
            } else {
                Vec::new()
            };

        let known = self.known_problems();
        let mut problems: Vec<_> = known.into_iter().map(|problem| (problem, None)).collect();
        problems.extend(wrong);
        if let Some(change) = change {
            let loosened = change.loosened_by(self, &claims, &judgements, &read);
            problems.extend(loosened.into_iter().map(|problem| (problem, None)));
        }
        let selected = self.select(&options.paths).unwrap_or_else(|error| {
            let nothing = Problem::new(
                ProblemKind::NothingToCheck,
                "",
                Span::default(),
                error.to_string(),
            );
            problems.push((nothing, None));
            Vec::new()
        });
        Examined {
            claims,
            judgements,
            proposals,
            problems,
            read,
            found,
            selected,
        }
    }

    /// Compares the sources and their parts with one another.
    pub fn origins(&self) -> origins::Origins {
        origins::origins(self)
    }

    /// Everything that was found wrong before a source was read.
    fn known_problems(&self) -> Vec<Problem> {
        let mut problems = self.config.problems.clone();
        problems.extend(rules::unknown_rules(
            &self.config,
            &self.files,
            &self.sources,
        ));
        problems.extend(self.sources.problems.iter().cloned());
        problems.extend(self.problems.iter().cloned());
        problems.extend(
            self.files
                .iter()
                .flat_map(|file| file.problems.iter().cloned()),
        );
        problems.extend(self.nothing_to_check(&problems));
        problems
    }

    /// Nothing passes because there is nothing: what loading does not already complain of.
    fn nothing_to_check(&self, problems: &[Problem]) -> Option<Problem> {
        if problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::NothingToCheck)
        {
            return None;
        }
        // A file that does not parse is a finding, and may hold all the claims.
        if self.files.iter().any(|file| !file.problems.is_empty()) {
            return None;
        }
        let claims = || self.files.iter().flat_map(|file| &file.claims);
        let (message, help) = if claims().next().is_none() {
            (
                "there is no claim",
                "write one below a heading [[claim]] in claims/",
            )
        } else if claims().all(|claim| claim.evidence.is_empty()) {
            (
                "no claim has evidence",
                "give a claim a `source` and a `quote`",
            )
        } else if self.sources.list.is_empty() {
            (
                "there is no source",
                "put the files quoted from into the sources' folder",
            )
        } else {
            return None;
        };
        let file = self.files.first().map_or("", |file| file.file.as_str());
        let nothing = Problem::new(ProblemKind::NothingToCheck, file, Span::default(), message);
        Some(nothing.with_help(help))
    }
}

/// All that is found out before the rules are asked.
struct Examined<'p> {
    claims: Vec<CheckedClaim<'p>>,
    judgements: Vec<Judgement>,
    proposals: Vec<Proposal>,
    problems: Vec<(Problem, Option<usize>)>,
    read: Vec<Option<quotes::Read>>,
    found: quotes::Found,
    /// The claim files that were picked.
    selected: Vec<usize>,
}

impl<'p> Examined<'p> {
    fn report(&self, project: &'p Project, levels: &Levels<'_>, change: Option<&Change>) -> Report {
        let case = self.case(project, &project.baseline, change);
        let findings = rules::run(&case, levels);
        assemble::report(&case, findings, &self.selected, &self.read)
    }

    fn case<'a>(
        &'a self,
        project: &'p Project,
        baseline: &'a Baseline,
        change: Option<&'a Change>,
    ) -> Case<'a> {
        Case {
            config: &project.config,
            lexicon: &project.matching.lexicon,
            files: &project.files,
            sources: &project.sources,
            problems: &self.problems,
            claims: &self.claims,
            judgements: &self.judgements,
            proposals: &self.proposals,
            baseline,
            before: change.map(|change| &change.before),
        }
    }
}

/// What the configuration tells the matcher. A language that only the defaults name may be without
/// lists; one that the user names may not.
fn matching(config: &Config) -> Result<Matching, ProjectError> {
    let mut languages: Vec<_> = config
        .matching
        .languages
        .iter()
        .map(String::as_str)
        .collect();
    if config.matching == Config::default().matching {
        let known: Vec<_> = Lexicon::known_languages().collect();
        languages.retain(|language| known.contains(language));
    }
    Ok(Matching {
        lexicon: Lexicon::new(&languages, &config.lexicon)?,
    })
}
