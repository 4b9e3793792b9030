//! `pincite origins`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::{ListFormat, OriginsArgs};
use crate::project::origins::{Overlap, Run, Shown};
use crate::report::lists;
use crate::report::terminal::{GOOD, HEADING, WARNING, paint};
use crate::text::{toml_string, visible, visible_start};

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
        let _ = writeln!(
            io::stderr(),
            "warning: not compared: {file}: {}",
            visible(&problem.message)
        );
    }
    if args.format == ListFormat::Json {
        super::print(out, |out| lists::origins(&origins, out))?;
        return Ok(ExitCode::SUCCESS);
    }
    let runs = if args.all { usize::MAX } else { RUNS };
    super::print(out, |out| {
        for overlap in &origins.overlaps {
            draw(overlap, runs, color, out)?;
        }
        let compared = origins.compared;
        let open = origins
            .overlaps
            .iter()
            .filter(|overlap| overlap.declared.is_none())
            .count();
        match origins.overlaps.len() {
            0 => writeln!(
                out,
                "{compared} sources and parts compared: no two share text"
            ),
            1 => writeln!(
                out,
                "{compared} sources and parts compared: 1 pair shares text, {open} not declared"
            ),
            pairs => writeln!(
                out,
                "{compared} sources and parts compared: {pairs} pairs share text, {open} not declared"
            ),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn draw(overlap: &Overlap, runs: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let Overlap { one, other, .. } = overlap;
    let (one_name, other_name) = (
        visible_start(&one.name, LONGEST),
        visible_start(&other.name, LONGEST),
    );
    let names = paint(&format!("{one_name} and {other_name}"), HEADING, color);
    let declared = match &overlap.declared {
        Some(link) => paint(
            &format!("declared, {}", visible_start(&link.words(), LONGEST)),
            GOOD,
            color,
        ),
        None => paint("not declared", WARNING, color),
    };
    writeln!(out, "{names} share text: {declared}")?;
    writeln!(
        out,
        "  {} of {one_name}{}, {} of {other_name}{}",
        share(one),
        dated(one),
        share(other),
        dated(other)
    )?;
    writeln!(out, "  “{}”", visible(&overlap.excerpt))?;
    for run in overlap.runs.iter().take(runs) {
        draw_run(run, one, other, out)?;
    }
    if let Some(rest) = overlap
        .runs
        .len()
        .checked_sub(runs)
        .filter(|rest| *rest > 0)
    {
        writeln!(out, "    … and {rest} more; --all shows them")?;
    }
    if overlap.declared.is_none() {
        let list: Vec<_> = overlap
            .derived_from
            .iter()
            .map(|name| toml_string(name))
            .collect();
        let line = format!("derived-from = [{}]", list.join(", "));
        let id = toml_string(other.name.rsplit('#').next().unwrap_or_default());
        write!(
            out,
            "  = help: if {other_name} has it from {one_name}, write in "
        )?;
        if let Some(catalogue) = &other.catalogue {
            writeln!(
                out,
                "{}, below id = {id}:",
                visible_start(catalogue, LONGEST)
            )?;
        } else {
            let file = toml_string(other.file.rsplit('/').next().unwrap_or_default());
            writeln!(out, "sources.toml beside it:")?;
            writeln!(
                out,
                "          [[source]]\n          id = {id}\n          file = {file}"
            )?;
        }
        writeln!(out, "          {line}")?;
        if !overlap.dated {
            writeln!(
                out,
                "  = note: the catalogue does not say when both were published; the other may be the copy"
            )?;
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
    date.map_or(String::new(), |date| {
        format!(" ({})", visible_start(date, LONGEST))
    })
}
