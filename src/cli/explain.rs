//! `pincite explain`.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use super::args::ExplainArgs;
use crate::rules::{self, RULES, Rule};
use crate::text::visible_start;

/// Names longer than this are not those of a rule, and are not printed whole.
const LONGEST_NAME: usize = 80;

pub(super) fn run(args: &ExplainArgs, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let page = match &args.rule {
        None => list(),
        Some(name) => page(rule(name)?),
    };
    super::print(out, |out| out.write_all(page.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

/// Every rule with its level and the first sentence of its page.
fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for rule in RULES {
        let level = rule.level.name();
        let first = rule.page().trim().lines().next().unwrap_or_default().trim();
        let _ = writeln!(list, "{:width$}  {level:5}  {first}", rule.name);
    }
    list
}

fn page(rule: &Rule) -> String {
    format!(
        "# {}\n\nDefault level: {}\n\n{}\n",
        rule.name,
        rule.level.name(),
        unindented(rule.page())
    )
}

/// A doc comment without the space that stands after its `///`.
fn unindented(page: &str) -> String {
    let lines = page.trim_matches('\n').lines();
    let lines: Vec<_> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    lines.join("\n").trim_end().to_owned()
}

/// The rule called `name`; where there is none, an error with the name that comes nearest.
pub(super) fn rule(name: &str) -> anyhow::Result<&'static Rule> {
    if let Some(rule) = rules::find(name) {
        return Ok(rule);
    }
    let wanted = visible_start(name, LONGEST_NAME);
    match rules::nearest(name) {
        Some(nearest) => anyhow::bail!("there is no rule \"{wanted}\"; did you mean `{nearest}`?"),
        None => anyhow::bail!("there is no rule \"{wanted}\"; `pincite explain` lists them all"),
    }
}
