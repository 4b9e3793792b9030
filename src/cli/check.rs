//! `pincite check`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;

use super::args::CheckArgs;
use super::base::{self, Compared, Trust};
use super::output::{Format, Shape};
use super::{baseline, explain, github, progress};
use crate::project::{CheckOptions, LevelArg, Project};
use crate::report::{Report, terminal};

pub(super) fn run(
    args: &CheckArgs,
    levels: &[LevelArg],
    project: Option<&Path>,
    color: bool,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    for level in levels.iter().filter(|level| level.rule != "warnings") {
        explain::rule(&level.rule)
            .with_context(|| format!("--{} names no rule", level.level.name()))?;
    }
    let trust = if args.trust_change {
        Trust::Change
    } else {
        Trust::Before
    };
    let options = CheckOptions {
        levels: trust.levels(levels),
        paths: args.paths.clone(),
    };
    let mut project = super::load(project)?;
    project.select(&args.paths)?;
    if args.write_baseline {
        baseline::write(&project, &options, out)?;
        project = Project::load(&project.root)?;
    }
    let progress = Arc::clone(&project.progress);
    let (project, report) = progress::shown(&progress, || report(args, project, trust, &options))?;

    let shape = Shape {
        terminal: terminal::Options {
            color,
            all: args.all,
            quiet: args.quiet,
        },
        folder: github::folder(&project.root),
        sources: &project.sources,
    };
    // Files first: a reader of standard output that goes away must not cost them. What cannot be
    // written is said after all that can.
    let mut written: Vec<_> = args
        .outputs
        .iter()
        .map(|output| output.write(&report, args.format, &shape))
        .collect();
    if args.format == Format::Github {
        written.push(github::summarise(&report));
    }
    super::print(out, |out| args.format.render(&report, &shape, out))?;
    written.into_iter().collect::<anyhow::Result<()>>()?;
    let failed = report.failed();
    // The process ends: giving memory back piece by piece would only take time.
    std::mem::forget((project, report));
    Ok(ExitCode::from(u8::from(failed)))
}

/// The report, and the project with the configuration that it was made with.
fn report(
    args: &CheckArgs,
    project: Project,
    trust: Trust,
    options: &CheckOptions,
) -> anyhow::Result<(Project, Report)> {
    let compared = match (&args.base, &args.base_report) {
        (Some(rev), _) => base::with_revision(project, rev, trust, &options.levels)?,
        (None, Some(file)) => base::with_report(project, file)?,
        (None, None) => {
            let report = project.check(options);
            return Ok((project, report));
        }
    };
    let Compared {
        project,
        change,
        notes,
    } = compared;
    for note in notes {
        let _ = writeln!(io::stderr(), "note: {note}"); // nobody is left to tell
    }
    let report = project.check_change(options, &change);
    base::ensure_comparable(&report, &change.before)?;
    Ok((project, report))
}
