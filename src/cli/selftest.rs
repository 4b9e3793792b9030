//! `pincite selftest`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::SelftestArgs;
use crate::selftest::{Count, Results, Surprise, run as plant};
use crate::text::sentences::collapse;
use crate::text::visible;

/// Surprises shown in full, unless all are asked for.
const SHOWN: usize = 50;

pub(super) fn run(
    args: &SelftestArgs,
    project: Option<&Path>,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let project = super::load(project)?;
    let results = plant(&project, args.seed, usize::from(args.each));
    let planted: usize = results.changes.iter().map(|(_, count)| count.planted).sum();
    anyhow::ensure!(
        planted > 0,
        "there is no accepted quote to plant a change in; `pincite check` says why"
    );
    super::print(out, |out| write(&results, args.all, out))?;
    Ok(ExitCode::from(u8::from(!results.let_through.is_empty())))
}

fn write(results: &Results, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let (through, alarms) = (&results.let_through, &results.false_alarms);
    for (what, surprises) in [("let through", through), ("false alarm", alarms)] {
        let shown = if all { surprises.len() } else { SHOWN };
        for surprise in surprises.iter().take(shown) {
            write_surprise(what, surprise, out)?;
        }
        if let Some(more @ 1..) = surprises.len().checked_sub(shown) {
            writeln!(out, "{more} more; --all shows them\n")?;
        }
    }
    write_table("material change", "let through", &results.changes, out)?;
    writeln!(out)?;
    write_table("harmless", "accepted", &results.noises, out)?;
    let planted: usize = results.changes.iter().map(|(_, count)| count.planted).sum();
    writeln!(
        out,
        "\n{planted} changes in {} quotes from {} sources: {} let through; {} false alarms",
        results.quotes,
        results.sources,
        through.len(),
        alarms.len()
    )
}

fn write_surprise(what: &str, surprise: &Surprise, out: &mut dyn Write) -> io::Result<()> {
    let (file, line) = &surprise.place;
    let (file, source) = (visible(file), visible(&surprise.source));
    writeln!(
        out,
        "{what}[{}]: {file}:{line} ({})",
        surprise.kind,
        surprise.fidelity.name()
    )?;
    for (label, text) in [
        ("quote", &surprise.quote),
        ("planted", &surprise.planted),
        ("source", &surprise.passage),
    ] {
        if !text.is_empty() {
            writeln!(out, "  {label:7} {}", visible(&collapse(text)))?;
        }
    }
    writeln!(out, "  in      {source}\n")
}

fn write_table(
    title: &str,
    last: &str,
    rows: &[(&'static str, Count)],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "{title:17} {:>8} {:>8} {:>8} {last:>12}",
        "planted", "refused", "flagged"
    )?;
    for (kind, count) in rows {
        let Count {
            planted,
            refused,
            flagged,
            accepted,
        } = count;
        writeln!(
            out,
            "{kind:17} {planted:>8} {refused:>8} {flagged:>8} {accepted:>12}"
        )?;
    }
    Ok(())
}
