//! `pincite conflicts`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::{ConflictsArgs, ListFormat};
use crate::project::{CheckOptions, LevelArg};
use crate::report::conflicts::{Conflict, Said, Voice};
use crate::report::lists;
use crate::report::terminal::{self, GOOD, HEADING, WARNING, paint};
use crate::rules::{Finding, Level};
use crate::text::visible_start;

/// Longest quote, answer or assertion shown, in scalar values.
const LONGEST: usize = 240;

/// Columns for the date of a passage.
const DATE: usize = 16;

pub(super) fn run(
    args: &ConflictsArgs,
    project: Option<&Path>,
    color: bool,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let project = super::load(project)?;
    let asked = LevelArg {
        rule: "possible-contradiction".to_owned(),
        level: Level::Warn,
    };
    let report = project.check(&CheckOptions {
        levels: vec![asked],
        paths: Vec::new(),
    });
    let conflicts = crate::report::conflicts(&report, &project.sources);
    let proposed = report
        .findings
        .iter()
        .filter(|finding| finding.rule == "possible-contradiction");
    let proposed: Vec<&Finding> = proposed.collect();
    if args.format == ListFormat::Json {
        super::print(out, |out| lists::conflicts(&conflicts, &proposed, out))?;
        return Ok(ExitCode::SUCCESS);
    }
    super::print(out, |out| {
        for conflict in &conflicts {
            draw(conflict, color, out)?;
        }
        if !proposed.is_empty() {
            let heading = "Not noted in any claim: passages that seem to say otherwise";
            writeln!(out, "{}\n", paint(heading, HEADING, color))?;
            terminal::render_findings(&report, proposed.iter().copied(), color, out)?;
        }
        let noted = count(conflicts.len(), "contradiction");
        writeln!(
            out,
            "{noted} noted in the claims, {} proposed",
            proposed.len()
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

/// One subject: the claims about it, then what is said of it, the earliest first.
fn draw(conflict: &Conflict, color: bool, out: &mut dyn Write) -> io::Result<()> {
    if let Some(subject) = &conflict.subject {
        writeln!(
            out,
            "{}",
            paint(&visible_start(subject, LONGEST), HEADING, color)
        )?;
    }
    for claim in &conflict.claims {
        let style = if claim.standing == "open" {
            WARNING
        } else {
            GOOD
        };
        let id = visible_start(&claim.id, LONGEST);
        let text = visible_start(&claim.text, LONGEST);
        let id = if conflict.subject.is_none() {
            paint(&id, HEADING, color)
        } else {
            id.into_owned()
        };
        writeln!(out, "{id}: {text}")?;
        let place = format!("{}:{}", visible_start(&claim.file, LONGEST), claim.line);
        write!(out, "  {} · {place}", paint(claim.standing, style, color))?;
        match &claim.why {
            Some(why) => writeln!(out, " · {}", visible_start(why, LONGEST))?,
            None => writeln!(out)?,
        }
    }
    for side in &conflict.sides {
        draw_side(side, color, out)?;
    }
    writeln!(out)
}

fn draw_side(side: &Said, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let value = paint(&visible_start(&side.value, LONGEST), HEADING, color);
    writeln!(
        out,
        "  {value} ({})",
        count(side.origins, "independent origin")
    )?;
    for voice in &side.voices {
        draw_voice(voice, out)?;
    }
    Ok(())
}

fn draw_voice(voice: &Voice, out: &mut dyn Write) -> io::Result<()> {
    let date = voice
        .published
        .as_deref()
        .map_or("undated".into(), |date| visible_start(date, DATE));
    let publisher = match &voice.publisher {
        Some(publisher) => format!(", {}", visible_start(publisher, LONGEST)),
        None => String::new(),
    };
    let place = match &voice.place {
        Some((file, line)) => format!(" · {}:{line}", visible_start(file, LONGEST)),
        None => String::new(),
    };
    let indent = " ".repeat(DATE + 4);
    writeln!(
        out,
        "    {date:DATE$}{}{publisher}{place}",
        visible_start(&voice.source, LONGEST)
    )?;
    let quote = visible_start(&voice.quote, LONGEST);
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let marked = quote.starts_with(['“', '"', '«', '„']);
    writeln!(
        out,
        "{indent}{}",
        if marked {
            quote
        } else {
            format!("“{quote}”")
        }
    )?;
    if let Some(answer) = &voice.answer {
        writeln!(out, "{indent}= answer: {}", visible_start(answer, LONGEST))?;
    }
    Ok(())
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
