//! `pincite check --write-baseline`.

use std::collections::HashSet;
use std::fs;
use std::io::Write;

use anyhow::Context as _;

use super::output;
use crate::baseline::{FILE, to_toml};
use crate::project::{CheckOptions, Project};

/// Writes the baseline of `project` anew and says what became of it; where nothing is owed any more
/// the file goes.
pub(super) fn write(
    project: &Project,
    options: &CheckOptions,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let debts = project.debts(options);
    let old: HashSet<&str> = project
        .baseline
        .accepted
        .iter()
        .map(String::as_str)
        .collect();
    let kept = debts
        .iter()
        .filter(|debt| old.contains(&*debt.fingerprint))
        .count();
    let (new, dropped) = (debts.len() - kept, old.len() - kept);
    let file = project.root.join(FILE);
    let said = if debts.is_empty() {
        if project.baseline.file.is_some() {
            fs::remove_file(&file).with_context(|| format!("could not remove {FILE}"))?;
            format!("{FILE} is gone: no finding is left for it")
        } else {
            "there is no finding for a baseline".to_owned()
        }
    } else {
        let text = to_toml(debts.iter().cloned());
        output::write_whole(&file, |out| out.write_all(text.as_bytes()))
            .with_context(|| format!("could not write {FILE}"))?;
        let findings = if debts.len() == 1 {
            "finding"
        } else {
            "findings"
        };
        format!(
            "{FILE}: {} {findings}, {new} of them new; {dropped} dropped",
            debts.len()
        )
    };
    super::print(out, |out| writeln!(out, "{said}"))
}
