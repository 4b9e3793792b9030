//! `pincite report`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::args::{ReportArgs, ReportFormat};
use super::output::write_whole;
use super::progress;
use crate::project::CheckOptions;
use crate::report::{html, markdown};
use crate::text::visible;

/// Where the page goes unless told otherwise.
const PAGE: &str = "pincite-report.html";

/// Writes the report. That something is denied is for `check` to say with its exit code: here it is
/// what the report is about.
pub(super) fn run(
    args: &ReportArgs,
    project: Option<&Path>,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let file = match (&args.output, args.format) {
        (Some(file), _) if file.as_os_str() == "-" => None,
        (Some(file), _) => Some(file.clone()),
        (None, ReportFormat::Html) => Some(PathBuf::from(PAGE)),
        (None, ReportFormat::Markdown) => None,
    };
    anyhow::ensure!(
        file.is_some() || !args.open,
        "--open needs a file; name one with --output FILE"
    );
    let project = super::load(project)?;
    project.select(&args.paths)?;
    let options = CheckOptions {
        paths: args.paths.clone(),
        ..CheckOptions::default()
    };
    let report = progress::shown(&project.progress, || project.check(&options));
    let render = |out: &mut dyn Write| match args.format {
        ReportFormat::Html => html::render(&report, &project.sources, out),
        ReportFormat::Markdown => markdown::render(&report, out),
    };
    let Some(file) = file else {
        super::print(out, render)?;
        return Ok(ExitCode::SUCCESS);
    };
    write_whole(&file, render).with_context(|| format!("could not write {}", file.display()))?;
    let _ = writeln!(
        io::stderr(),
        "wrote {}",
        visible(&file.display().to_string())
    );
    if args.open {
        open::that_detached(&file)
            .with_context(|| format!("{} is written, but could not be opened", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
