//! The command: arguments in, a report out. One file a command.
//!
//! Exit codes: 0 where nothing is denied, 1 where something is (or `find` finds nothing), 2 where
//! pincite could not do its work.

mod args;
mod base;
mod baseline;
mod check;
mod config;
mod conflicts;
mod explain;
mod find;
mod github;
mod origins;
mod output;
mod progress;
mod report;
mod schema;
mod selftest;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::config::HELP;
use crate::project::Project;
use crate::text::visible;
use args::{Cli, Command};

/// Runs the command. What it prints goes to `out`; messages of the argument parser go to the
/// standard stream that they belong to.
///
/// # Errors
/// Where pincite could not do its work; the exit code is 2 then.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let cli = match Cli::read(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print(); // nobody is left to tell
            return Ok(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
        }
    };
    let color = cli.color.is_on();
    let project = cli.project.as_deref();
    match &cli.command {
        Command::Check(args) => check::run(args, &cli.levels, project, color, out),
        Command::Report(args) => report::run(args, project, out),
        Command::Find(args) => find::run(args, project, color, out),
        Command::Selftest(args) => selftest::run(args, project, out),
        Command::Conflicts(args) => conflicts::run(args, project, color, out),
        Command::Origins(args) => origins::run(args, project, color, out),
        Command::Explain(args) => explain::run(args, out),
        Command::Config => config::run(project, out),
        Command::Schema(args) => schema::run(args, out),
    }
}

/// An error and its causes, safe to print.
pub fn words(error: &anyhow::Error) -> String {
    let words = format!("{error:#}");
    // A line of help stays a line: all else that breaks lines came from a file or an argument.
    let lines: Vec<_> = words.split(HELP).map(visible).collect();
    lines.join(HELP)
}

/// The project that `--project` names, else the nearest one upward.
fn load(project: Option<&Path>) -> anyhow::Result<Project> {
    Ok(Project::load(&root(project)?)?)
}

fn root(project: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(folder) = project {
        let there = folder.join("pincite.toml").exists() || folder.join("claims").exists();
        anyhow::ensure!(
            there,
            "{} is no project: it holds neither `pincite.toml` nor a folder `claims`",
            folder.display()
        );
        return Ok(folder.to_owned());
    }
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    Ok(Project::find(&here)?)
}

/// Prints through `write`, in one go. A reader that has gone away (`| head`) wants no more, and is
/// no error.
fn print(
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    match write(&mut buffered).and_then(|()| buffered.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            let _ = buffered.into_parts(); // what is left in the buffer has no reader
            Ok(())
        }
        result => result.context("could not write to standard output"),
    }
}
