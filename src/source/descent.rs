//! `derived-from`: names that name nothing, and descent that runs in a circle.

use std::collections::HashMap;

use super::{SourceRef, Sources};
use crate::text::problem::shown;
use crate::text::{Located, Problem, ProblemKind, Span};

/// One `derived-from` name that names a source.
struct Edge {
    to: SourceRef,
    span: Span,
}

/// Records what is wrong with `derived-from`.
pub(super) fn check(sources: &mut Sources) {
    let mut problems = Vec::new();
    let mut edges: HashMap<SourceRef, Vec<Edge>> = HashMap::new();
    let mut nodes = Vec::new();
    for (source, described) in sources.list.iter().enumerate() {
        let whole = (None, &described.details);
        let parts = described.parts.iter().enumerate();
        let parts = parts.map(|(at, part)| (Some(at), &part.details));
        for (part, details) in std::iter::once(whole).chain(parts) {
            let node = SourceRef { source, part };
            let found = details.derived_from.iter().filter_map(|name| {
                edge(sources, node, name)
                    .map_err(|wrong| problems.push(wrong))
                    .ok()
            });
            let found: Vec<Edge> = found.collect();
            if !found.is_empty() {
                nodes.push(node);
                edges.insert(node, found);
            }
        }
    }
    for (from, edge) in circles(&nodes, &edges) {
        let (one, other) = (name(sources, from), name(sources, edge.to));
        let message = format!(
            "`{}` descends from `{}`, and that from it",
            shown(&one),
            shown(&other)
        );
        let help = "one text is the older: remove the way back";
        problems.push(problem(sources, from, edge.span, message).with_help(help));
    }
    sources.problems.append(&mut problems);
}

fn edge(sources: &Sources, from: SourceRef, name: &Located<String>) -> Result<Edge, Problem> {
    let to = sources.resolve(&name.value).map_err(|unknown| {
        let mut wrong = problem(sources, from, name.span, unknown.message);
        wrong.kind = ProblemKind::UnknownSource;
        wrong.help = unknown.help;
        wrong
    })?;
    if to.source == from.source
        && (to.part == from.part || to.part.is_none() || from.part.is_none())
    {
        let message = format!(
            "`{}` descends from itself",
            shown(&self::name(sources, from))
        );
        let help = "name the text it was made from; one part may descend from another";
        return Err(problem(sources, from, name.span, message).with_help(help));
    }
    Ok(Edge {
        to,
        span: name.span,
    })
}

/// One edge of every circle: the one that leads back to a node on the way. Without recursion, for a
/// chain may be as long as a catalogue.
fn circles<'e>(
    nodes: &[SourceRef],
    edges: &'e HashMap<SourceRef, Vec<Edge>>,
) -> Vec<(SourceRef, &'e Edge)> {
    #[derive(PartialEq)]
    enum State {
        OnTheWay,
        Done,
    }
    let mut states: HashMap<SourceRef, State> = HashMap::new();
    let mut back = Vec::new();
    for &start in nodes {
        if states.contains_key(&start) {
            continue;
        }
        states.insert(start, State::OnTheWay);
        let mut way = vec![(start, 0)];
        while let Some((node, next)) = way.last_mut() {
            let node = *node;
            let Some(edge) = edges.get(&node).and_then(|edges| edges.get(*next)) else {
                states.insert(node, State::Done);
                way.pop();
                continue;
            };
            *next += 1;
            match states.get(&edge.to) {
                Some(State::OnTheWay) => back.push((node, edge)),
                Some(State::Done) => {}
                None => {
                    states.insert(edge.to, State::OnTheWay);
                    way.push((edge.to, 0));
                }
            }
        }
    }
    back
}

/// What a catalogue would call it.
fn name(sources: &Sources, named: SourceRef) -> String {
    let source = &sources.list[named.source];
    match named.part.and_then(|part| source.parts.get(part)) {
        Some(part) => format!("{}#{}", source.id, part.id),
        None => source.id.clone(),
    }
}

fn problem(sources: &Sources, at: SourceRef, span: Span, message: String) -> Problem {
    let (file, _) = sources.place(&sources.list[at.source]);
    Problem::new(ProblemKind::FileInvalid, file, span, message)
}
