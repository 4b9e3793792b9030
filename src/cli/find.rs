//! `pincite find`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use rayon::prelude::*;

use super::args::FindArgs;
use crate::matcher::Text;
use crate::matcher::find::{Hits, Passage, Question, quotable, rank, search, within};
use crate::project::Project;
use crate::report::terminal;
use crate::source::{self, Source};
use crate::text::{Folded, Lines, Span, toml_string, visible};

/// Passages ranked for each one shown: several may lie in one sentence, and that is shown once.
const SPARE: usize = 4;

pub(super) fn run(
    args: &FindArgs,
    project: Option<&Path>,
    color: bool,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let wanted = args.text.join(" ");
    let Some(question) = Question::new(&wanted) else {
        anyhow::bail!("TEXT holds no letter and no digit; give words that the source may use");
    };
    let project = super::load(project)?;
    let sources = &project.sources.list;
    anyhow::ensure!(
        !sources.is_empty(),
        "there is no source to search; put the files to quote from into `{}`",
        project.config.sources
    );

    let limit = usize::from(args.limit);
    let found: Vec<Result<Hits, String>> = sources
        .par_iter()
        .map(|source| {
            let found = Opened::new(&project, source, |text| search(&question, text, limit));
            Ok(found?.1)
        })
        .collect();
    let mut hits = Vec::with_capacity(found.len());
    for (found, source) in found.into_iter().zip(sources) {
        hits.push(found.unwrap_or_else(|message| {
            let message = visible(&message);
            let _ = writeln!(
                io::stderr(),
                "warning: {} was not searched: {message}",
                visible(&source.file)
            );
            Hits::default()
        }));
    }

    let answers = answers(&project, &rank(&question, &hits, limit * SPARE), limit);
    if answers.is_empty() {
        let _ = writeln!(
            io::stderr(),
            "no source says anything like this; try fewer words, or rarer ones"
        );
        return Ok(ExitCode::from(1));
    }
    super::print(out, |out| {
        for (number, answer) in answers.iter().enumerate() {
            answer.write(number + 1, color, out)?;
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A source as it was read.
struct Opened {
    raw: String,
    lines: Lines,
    parts: Vec<Option<Span>>,
}

impl Opened {
    /// Reads `source`, and hands its text to `search`; the words say why it could not be read.
    fn new<R>(
        project: &Project,
        source: &Source,
        search: impl FnOnce(&Text<'_>) -> R,
    ) -> Result<(Self, R), String> {
        let read = source::read(source, &project.sources).map_err(|problem| problem.message)?;
        let raw = read.text;
        let lines = Lines::new(&raw);
        let folded = Folded::new(&raw);
        let (parts, _) = source::locate_parts(source, &project.sources, &raw, &folded);
        let found = search(&Text {
            raw: &raw,
            folded: &folded,
            lines: &lines,
            parts: &parts,
            language: None,
            about: &[],
        });
        drop(folded);
        Ok((Self { raw, lines, parts }, found))
    }
}

/// A passage ready to print.
struct Answer {
    /// The source as claims name it.
    source: String,
    /// The passage, drawn but for its number.
    file: String,
    text: Rc<Opened>,
    quote: Span,
    words: Vec<Span>,
}

/// The first `limit` of `passages` that lie in different sentences. Sources are read again, each
/// once.
fn answers(project: &Project, passages: &[Passage], limit: usize) -> Vec<Answer> {
    let mut opened = BTreeMap::new();
    let mut answers: Vec<(usize, Answer)> = Vec::new();
    for passage in passages {
        if answers.len() == limit {
            break;
        }
        let source = &project.sources.list[passage.text];
        let text = opened.entry(passage.text).or_insert_with(|| {
            Opened::new(project, source, |_| ())
                .ok()
                .map(|(text, ())| Rc::new(text))
        });
        let Some(text) = text else { continue };
        let quote = quotable(&text.raw, &text.parts, passage.span);
        let shown = |(of, answer): &(usize, Answer)| {
            *of == passage.text && answer.quote.start < quote.end && quote.start < answer.quote.end
        };
        if answers.iter().any(shown) {
            continue;
        }
        let part = text.parts.iter().position(|part| {
            part.is_some_and(|part| part.start <= quote.start && quote.end <= part.end)
        });
        let name = match part {
            Some(part) => format!("{}#{}", source.id, source.parts[part].id),
            None => source.id.clone(),
        };
        let answer = Answer {
            source: name,
            file: source.file.clone(),
            quote,
            words: within(&passage.words, quote).collect(),
            text: Rc::clone(text),
        };
        answers.push((passage.text, answer));
    }
    answers.into_iter().map(|(_, answer)| answer).collect()
}

impl Answer {
    fn write(&self, number: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
        let passage = terminal::Passage {
            name: (&number.to_string(), &self.source),
            file: &self.file,
            text: &self.text.raw,
            lines: &self.text.lines,
            start: self.quote.start,
            words: &self.words,
        };
        // White space is layout: one space reads better than the source's line breaks.
        let quote = &self.text.raw[self.quote.range()];
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{}", terminal::draw_passage(passage, color))?;
        writeln!(out, "source = {}", toml_string(&self.source))?;
        writeln!(out, "quote = {}\n", toml_string(&quote))
    }
}
