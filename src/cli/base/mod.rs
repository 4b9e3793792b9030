//! `pincite check --base REV`: the project against what it was before a change.

mod git;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};

use crate::matcher::{Outcome, Unchecked};
use crate::project::{Before, Change, LevelArg, Project};
use crate::report::Report;
use crate::rules::Level;
use crate::text::visible;
use git::Git;
use tree::Tree;

/// Stands before what is wrong in files of before the change.
const BEFORE: &str = "before the change";

/// The rules that speak of what a change weakens, and are silent where it is trusted.
const OF_TRUST: [&str; 2] = ["gate-loosened", "claim-weakened"];

/// Sources named in a message.
const NAMED: usize = 5;

/// A project and the change that led to it.
pub(super) struct Compared {
    /// With the configuration that is to judge it.
    pub(super) project: Project,
    pub(super) change: Change,
    /// What the user should know, a sentence each.
    pub(super) notes: Vec<String>,
}

/// Whether the author of the change is its judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It is judged by what stood before.
    Before,
    /// It is judged by what it brings.
    Change,
}

impl Trust {
    /// The levels of a check of the change.
    pub(super) fn levels(self, given: &[LevelArg]) -> Vec<LevelArg> {
        let silent = OF_TRUST.iter().filter(|_| self == Self::Change);
        let silent = silent.map(|rule| LevelArg {
            rule: (*rule).to_owned(),
            level: Level::Allow,
        });
        given.iter().cloned().chain(silent).collect()
    }
}

/// `project` against the commit that `rev` names.
pub(super) fn with_revision(
    project: Project,
    rev: &str,
    trust: Trust,
    levels: &[LevelArg],
) -> anyhow::Result<Compared> {
    let root = fs::canonicalize(&project.root).context("the project cannot be read")?;
    let git = Git::open(&root)?;
    let commit = git.commit(rev)?;
    let mut notes = Vec::new();
    if !git.is_ancestor(&commit) {
        let rev = visible(rev);
        notes.push(format!(
            "{rev} is no ancestor of what is checked out: what was mended there since the two \
             parted counts as made worse here; merge it, or compare with the merge base"
        ));
    }
    let config = (trust == Trust::Change).then_some(&project.config);
    let tree = Tree::of(&git, &commit, &root, config)?;
    if !tree.is_project {
        let rev = visible(rev);
        notes.push(format!(
            "{rev} holds no project here: all that is found is new"
        ));
        return Ok(Compared {
            project,
            change: Change::default(),
            notes,
        });
    }
    let base = match trust {
        Trust::Before => Project::load(tree.folder()),
        Trust::Change => Project::load_as(
            tree.folder(),
            project.config.clone(),
            project.baseline.clone(),
        ),
    };
    let base = base.context(BEFORE)?;
    let change = Change::between(&base, &project, levels);
    let change = Change {
        edited: tree.edited,
        ..change.map_err(|error| anyhow!("{BEFORE}: {error}"))?
    };
    let project = match trust {
        Trust::Before => project.judged_by(&base).context(BEFORE)?,
        Trust::Change => project,
    };
    Ok(Compared {
        project,
        change,
        notes,
    })
}

/// `project` against a JSON report that was made before.
pub(super) fn with_report(project: Project, file: &Path) -> anyhow::Result<Compared> {
    let shown = || file.display().to_string();
    let report = fs::read(file).with_context(|| format!("could not read {}", shown()))?;
    let before = Before::read(&report)
        .map_err(|error| anyhow!("--base-report: {} cannot be used: {error}", shown()))?;
    Ok(Compared {
        project,
        change: Change {
            before,
            ..Change::default()
        },
        notes: vec![
            "a report of before says nothing of configuration, pins and `allow`s: that the change \
             weakens none of them is not checked"
                .to_owned(),
        ],
    })
}

/// That evidence which the change did not touch could be checked, here or before: otherwise nothing
/// was compared, and to say that nothing is worse would be a guess. A missing source that is allowed
/// or in the baseline is known of.
pub(super) fn ensure_comparable(report: &Report, before: &Before) -> anyhow::Result<()> {
    let of_sources = ["source-missing", "source-unreadable"];
    let mut known_of = report.existing.iter().chain(&report.findings);
    if !known_of.any(|finding| of_sources.contains(&finding.rule)) {
        return Ok(());
    }
    let missing = [Unchecked::SourceMissing, Unchecked::SourceUnreadable];
    let (mut quotes, mut sources) = (0, BTreeSet::new());
    for claim in &report.claims {
        let Some(was) = before.claim(&claim.id, &claim.text) else {
            continue;
        };
        let was = &before.claims[was];
        for piece in &claim.evidence {
            let is_missing = |reason| missing.contains(reason);
            let now = matches!(&piece.outcome, Outcome::Unchecked(reason) if is_missing(reason));
            let then = was.piece(&piece.source, &piece.quote);
            let then = then.and_then(|it| it.unchecked.as_deref());
            if now && then.is_some_and(|then| missing.iter().any(|it| it.reason() == then)) {
                quotes += 1;
                sources.insert(piece.source_file.as_deref().unwrap_or(&piece.source));
            }
        }
    }
    if quotes == 0 {
        return Ok(());
    }
    let rest = sources.len().saturating_sub(NAMED);
    let mut named: Vec<_> = sources.into_iter().take(NAMED).map(visible).collect();
    if rest > 0 {
        named.push(format!("{rest} more").into());
    }
    bail!(
        "{quotes} quotes that the change did not touch cannot be checked, now or before: {}; fetch \
         these sources, or put the finding into the baseline",
        named.join(", ")
    )
}
