//! What a workflow of GitHub is told beside standard output.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::report::{Report, github};

/// The project's folder as the place where reports are shown counts it, with `/` and without one at
/// the end; empty where it is the same. That is the workspace of a workflow, else the repository.
pub(super) fn folder(root: &Path) -> String {
    let Ok(root) = fs::canonicalize(root) else {
        return String::new();
    };
    let workspace = env::var_os("GITHUB_WORKSPACE").and_then(|it| fs::canonicalize(it).ok());
    let workspace = workspace.filter(|it| root.starts_with(it));
    let repository = || root.ancestors().find(|it| it.join(".git").exists());
    let above: Option<PathBuf> = workspace.or_else(|| repository().map(Path::to_owned));
    let below = above.and_then(|above| root.strip_prefix(above).ok().map(Path::to_owned));
    let steps = below.iter().flat_map(|below| below.components());
    let steps: Vec<_> = steps
        .map(|step| step.as_os_str().to_string_lossy())
        .collect();
    steps.join("/")
}

/// Adds the summary of `report` to the page of the workflow's job, where there is one.
pub(super) fn summarise(report: &Report) -> anyhow::Result<()> {
    let Some(file) = env::var_os("GITHUB_STEP_SUMMARY").filter(|it| !it.is_empty()) else {
        return Ok(());
    };
    let mut text = Vec::new();
    github::summary(report, &mut text)?;
    append(&file, &text).with_context(|| format!("could not write {}", Path::new(&file).display()))
}

fn append(file: &OsString, text: &[u8]) -> std::io::Result<()> {
    let mut file = File::options().append(true).create(true).open(file)?;
    file.write_all(text)
}
