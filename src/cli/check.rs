//! `pincite check`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use super::args::CheckArgs;
use super::explain;
use crate::project::{CheckOptions, LevelArg};
use crate::report::terminal;

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
    let project = super::load(project)?;
    project.select(&args.paths)?;
    let options = CheckOptions {
        levels: levels.to_vec(),
        paths: args.paths.clone(),
    };
    let report = project.check(&options);

    let options = terminal::Options {
        color,
        all: args.all,
        quiet: args.quiet,
    };
    // Files first: a reader of standard output that goes away must not cost them. What cannot be
    // written is said after all that can.
    let written: Vec<_> = args
        .outputs
        .iter()
        .map(|output| output.write(&report, &project.sources, args.format, options))
        .collect();
    super::print(out, |out| {
        args.format.render(&report, &project.sources, options, out)
    })?;
    written.into_iter().collect::<anyhow::Result<()>>()?;
    Ok(ExitCode::from(u8::from(report.failed())))
}
