//! `pincite origins`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::OriginsArgs;
use crate::project::origins::{Overlap, Run, Shown};
use crate::report::terminal::{GOOD, HEADING, WARNING, paint};
use crate::text::{toml_string, visible, visible_start};
use crate::verdict::LinkReason;

/// Runs shown of each pair, unless all are asked for.
const RUNS: usize = 3;

/// Longest name of a source or file shown, in scalar values.
const LONGEST: usize = 240;

pub(super) fn run(
    args: &OriginsArgs,
    project: Option<&Path>,
    color: bool,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let project = super::load(project)?;
    let origins = project.origins();
    for problem in &origins.unread {
        let file = visible_start(&problem.file, LONGEST);
        let _ = writeln!(io::stderr(), "warning: not compared: {file}: {}", visible(&problem.message));
    }
    let runs = if args.all { usize::MAX } else { RUNS };
    super::print(out, |out| {
        for overlap in &origins.overlaps {
            draw(overlap, runs, color, out)?;
        }
        let open = origins.overlaps.iter().filter(|overlap| overlap.declared.is_none()).count();
        let pairs = origins.overlaps.len();
        writeln!(
            out,
            "{} sources and parts compared: {} share text, {open} of them not declared",
            origins.compared,
            if pairs == 1 { "1 pair".to_owned() } else { format!("{pairs} pairs") }
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

fn draw(overlap: &Overlap, runs: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let Overlap { one, other, .. } = overlap;
    let (one_name, other_name) = (visible_start(&one.name, LONGEST), visible_start(&other.name, LONGEST));
    let names = paint(&format!("{one_name} and {other_name}"), HEADING, color);
    let declared = match &overlap.declared {
        Some(link) => paint(&because(link.reason, link.text.as_deref()), GOOD, color),
        None => paint("not declared", WARNING, color),
    };
    writeln!(out, "{names} share text: {declared}")?;
    writeln!(out, "  {} of {one_name}{}, {} of {other_name}{}", share(one), dated(one), share(other), dated(other))?;
    writeln!(out, "  “{}”", visible(&overlap.excerpt))?;
    for run in overlap.runs.iter().take(runs) {
        draw_run(run, one, other, out)?;
    }
    if let Some(rest) = overlap.runs.len().checked_sub(runs).filter(|rest| *rest > 0) {
        writeln!(out, "    … and {rest} more; --all shows them")?;
    }
    if overlap.declared.is_none() {
        let list: Vec<_> = overlap.derived_from.iter().map(|name| toml_string(name)).collect();
        let line = format!("derived-from = [{}]", list.join(", "));
        let catalogue = other.catalogue.as_deref().map_or("sources.toml".into(), |file| visible_start(file, LONGEST));
        let id = toml_string(other.name.rsplit('#').next().unwrap_or_default());
        writeln!(out, "  = help: if {other_name} has it from {one_name}, write in {catalogue}, below id = {id}:")?;
        writeln!(out, "          {line}")?;
        if !overlap.dated {
            writeln!(out, "  = note: the catalogue does not say when both were published; the other may be the copy")?;
        }
    }
    writeln!(out)
}

fn draw_run(run: &Run, one: &Shown, other: &Shown, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "    {} words  {}:{}:{}  {}:{}:{}",
        run.words,
        visible_start(&one.file, LONGEST),
        run.one.start.line,
        run.one.start.column,
        visible_start(&other.file, LONGEST),
        run.other.start.line,
        run.other.start.column
    )
}

fn share(shown: &Shown) -> String {
    format!("{:.0} %", 100.0 * shown.share)
}

fn dated(shown: &Shown) -> String {
    let date = shown.published.as_deref();
    date.map_or(String::new(), |date| format!(" ({})", visible_start(date, LONGEST)))
}

fn because(reason: LinkReason, text: Option<&str>) -> String {
    let text = text.map(|text| visible_start(text, LONGEST)).unwrap_or_default();
    match reason {
        LinkReason::SameOrigin => format!("declared, one origin: {text}"),
        LinkReason::Descends => format!("declared, one descends from the other: {text}"),
        LinkReason::CommonAncestor => format!("declared, both descend from {text}"),
        LinkReason::SharedText | LinkReason::SameInformant => text.into_owned(),
    }
}
