use super::case::shown;
use super::{Case, Check, Complaint, Level};
use crate::source::SourceRef;
use crate::text::Span;

rule! {
    /// No claim cites the source.
    ///
    /// ## Why it matters
    /// It was gathered for a reason: something in it may have been meant to be claimed, or to be answered. Off
    /// by default: a folder of sources may hold more than is used.
    ///
    /// ## Example
    /// A file below `seeds/` that no `source` key names, and from which no cited source descends.
    ///
    /// ## How to mend it
    /// Cite it, or take it out.
    SOURCE_UNUSED = "source-unused", Level::Allow, Check::Project(check)
}

fn check(case: &Case<'_>) -> Vec<Complaint> {
    let mut used = case.cited();
    // What a cited source descends from is there to show the descent.
    let cited: Vec<_> = used.iter().copied().collect();
    for source in cited.into_iter().filter_map(|at| case.sources.list.get(at)) {
        let details = source
            .parts
            .iter()
            .map(|part| &part.details)
            .chain([&source.details]);
        let names = details.flat_map(|details| &details.derived_from);
        used.extend(
            names
                .filter_map(|name| case.sources.resolve(&name.value).ok())
                .map(|at| at.source),
        );
    }
    let unused = case
        .sources
        .list
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at));
    unused
        .map(|(at, source)| {
            let (file, span) = match case.entry(source) {
                Some((catalogue, span)) => (catalogue.file.as_str(), span),
                None => (source.file.as_str(), Span::default()),
            };
            let complaint =
                Complaint::at(file, span, format!("no claim cites {}", shown(&source.id)))
                    .help("cite it, or take it out");
            Complaint {
                source: Some(SourceRef {
                    source: at,
                    part: None,
                }),
                ..complaint
            }
        })
        .collect()
}
