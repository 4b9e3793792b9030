//! The JSON of `pincite conflicts` and `pincite origins`: as in the JSON report the structs here are
//! the format.

use std::io::{self, Write};

use serde::Serialize;

use super::conflicts::{Conflict, Said, Stated, Voice};
use super::json::{self, Each, FindingJson};
use crate::project::origins::{Origins, Overlap, Run, Shown};
use crate::rules::Finding;
use crate::text::{Problem, Region};
use crate::verdict::{Link, Side};

/// Writes the contradictions that are noted in claims, and those that are only proposed.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn conflicts(
    noted: &[Conflict],
    proposed: &[&Finding],
    out: &mut dyn Write,
) -> io::Result<()> {
    let list = ConflictsJson {
        schema: "pincite/conflicts/1",
        conflicts: Each::new(noted),
        proposed: proposed.iter().map(|it| FindingJson::from(*it)).collect(),
    };
    json::write(&list, out)
}

/// Writes what sources and parts share with one another.
///
/// # Errors
/// Where `out` cannot be written to.
pub(crate) fn origins(origins: &Origins, out: &mut dyn Write) -> io::Result<()> {
    let list = OriginsJson {
        schema: "pincite/origins/1",
        compared: origins.compared,
        overlaps: Each::new(&origins.overlaps),
        unread: Each::new(&origins.unread),
    };
    json::write(&list, out)
}

#[derive(Serialize)]
struct ConflictsJson<'a> {
    schema: &'static str,
    conflicts: Each<'a, Conflict, ConflictJson<'a>>,
    proposed: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct ConflictJson<'a> {
    subject: Option<&'a str>,
    claims: Each<'a, Stated, StatedJson<'a>>,
    sides: Each<'a, Said, SaidJson<'a>>,
}

impl<'a> From<&'a Conflict> for ConflictJson<'a> {
    fn from(conflict: &'a Conflict) -> Self {
        Self {
            subject: conflict.subject.as_deref(),
            claims: Each::new(&conflict.claims),
            sides: Each::new(&conflict.sides),
        }
    }
}

#[derive(Serialize)]
struct StatedJson<'a> {
    id: &'a str,
    text: &'a str,
    file: &'a str,
    line: usize,
    standing: &'static str,
    why: Option<&'a str>,
}

impl<'a> From<&'a Stated> for StatedJson<'a> {
    fn from(claim: &'a Stated) -> Self {
        Self {
            id: &claim.id,
            text: &claim.text,
            file: &claim.file,
            line: claim.line,
            standing: claim.standing,
            why: claim.why.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct SaidJson<'a> {
    value: &'a str,
    side: &'static str,
    origins: usize,
    voices: Each<'a, Voice, VoiceJson<'a>>,
}

impl<'a> From<&'a Said> for SaidJson<'a> {
    fn from(said: &'a Said) -> Self {
        Self {
            value: &said.value,
            side: match said.side {
                Side::Supports => "supports",
                Side::Contradicts => "contradicts",
            },
            origins: said.origins,
            voices: Each::new(&said.voices),
        }
    }
}

#[derive(Serialize)]
struct VoiceJson<'a> {
    source: &'a str,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    quote: &'a str,
    answer: Option<&'a str>,
}

impl<'a> From<&'a Voice> for VoiceJson<'a> {
    fn from(voice: &'a Voice) -> Self {
        let place = voice.place.as_ref();
        Self {
            source: &voice.source,
            publisher: voice.publisher.as_deref(),
            published: voice.published.as_deref(),
            file: place.map(|(file, _)| file.as_str()),
            line: place.map(|(_, line)| *line),
            quote: &voice.quote,
            answer: voice.answer.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct OriginsJson<'a> {
    schema: &'static str,
    compared: usize,
    overlaps: Each<'a, Overlap, OverlapJson<'a>>,
    unread: Each<'a, Problem, UnreadJson<'a>>,
}

#[derive(Serialize)]
struct OverlapJson<'a> {
    one: ShownJson<'a>,
    other: ShownJson<'a>,
    declared: Option<DeclaredJson<'a>>,
    dated: bool,
    derived_from: &'a [String],
    excerpt: &'a str,
    runs: Each<'a, Run, RunJson>,
}

impl<'a> From<&'a Overlap> for OverlapJson<'a> {
    fn from(overlap: &'a Overlap) -> Self {
        Self {
            one: (&overlap.one).into(),
            other: (&overlap.other).into(),
            declared: overlap.declared.as_ref().map(DeclaredJson::from),
            dated: overlap.dated,
            derived_from: &overlap.derived_from,
            excerpt: &overlap.excerpt,
            runs: Each::new(&overlap.runs),
        }
    }
}

#[derive(Serialize)]
struct ShownJson<'a> {
    name: &'a str,
    file: &'a str,
    published: Option<&'a str>,
    catalogue: Option<&'a str>,
    share: f64,
}

impl<'a> From<&'a Shown> for ShownJson<'a> {
    fn from(shown: &'a Shown) -> Self {
        Self {
            name: &shown.name,
            file: &shown.file,
            published: shown.published.as_deref(),
            catalogue: shown.catalogue.as_deref(),
            share: shown.share,
        }
    }
}

#[derive(Serialize)]
struct DeclaredJson<'a> {
    reason: &'static str,
    text: Option<&'a str>,
}

impl<'a> From<&'a Link> for DeclaredJson<'a> {
    fn from(link: &'a Link) -> Self {
        Self {
            reason: link.reason.name(),
            text: link.text.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct RunJson {
    words: usize,
    one: RegionJson,
    other: RegionJson,
}

impl From<&Run> for RunJson {
    fn from(run: &Run) -> Self {
        Self {
            words: run.words,
            one: run.one.into(),
            other: run.other.into(),
        }
    }
}

#[derive(Serialize)]
struct RegionJson {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl From<Region> for RegionJson {
    fn from(region: Region) -> Self {
        Self {
            line: region.start.line,
            column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
        }
    }
}

#[derive(Serialize)]
struct UnreadJson<'a> {
    file: &'a str,
    message: &'a str,
}

impl<'a> From<&'a Problem> for UnreadJson<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self {
            file: &problem.file,
            message: &problem.message,
        }
    }
}
