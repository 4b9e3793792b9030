use super::case::shown;
use super::{Check, Level, find, nearest};
use crate::claim::ClaimFile;
use crate::config::Config;
use crate::source::{Allow, Sources};
use crate::text::{Located, Problem, ProblemKind};

rule! {
    /// A rule that is named in `allow` or in the configuration does not exist.
    ///
    /// ## Why it matters
    /// A misspelt rule changes nothing: what it was to silence still fails, and what it was to deny passes.
    ///
    /// ## Example
    /// ```toml
    /// [rules]
    /// qoute-near = "deny"
    /// ```
    ///
    /// ## How to mend it
    /// Take the name that the message proposes; `pincite explain` lists all rules.
    UNKNOWN_RULE = "unknown-rule", Level::Deny, Check::Problem(ProblemKind::UnknownRule)
}

/// A problem for every rule that is named in an `allow` or in the configuration and does not exist.
pub fn unknown_rules(config: &Config, files: &[ClaimFile], sources: &Sources) -> Vec<Problem> {
    let mut problems = Vec::new();
    let file = config.file.as_deref().unwrap_or("pincite.toml");
    problems.extend(
        config
            .rule_names
            .iter()
            .filter_map(|name| unknown(file, name)),
    );
    for source in &sources.list {
        let catalogue = source.entry.and_then(|(at, _)| sources.catalogues.get(at));
        let Some(catalogue) = catalogue else { continue };
        let parts = source.parts.iter().flat_map(|part| &part.details.allow);
        let allows = source.details.allow.iter().chain(parts);
        problems.extend(allows.filter_map(|allow| unknown(&catalogue.file, &allow.rule)));
    }
    for file in files {
        for claim in &file.claims {
            let mut complain = |allow: &Allow, evidence| {
                let problem = unknown(&file.file, &allow.rule);
                problems.extend(problem.map(|problem| Problem {
                    claim: Some(claim.id.value.clone()),
                    evidence,
                    ..problem
                }));
            };
            for allow in &claim.allow {
                complain(allow, None);
            }
            for (index, piece) in claim.evidence.iter().enumerate() {
                for allow in &piece.allow {
                    complain(allow, Some(index));
                }
            }
        }
    }
    problems
}

fn unknown(file: &str, name: &Located<String>) -> Option<Problem> {
    if find(&name.value).is_some() {
        return None;
    }
    let message = format!("there is no rule `{}`", shown(&name.value));
    let problem = Problem::new(ProblemKind::UnknownRule, file, name.span, message);
    Some(problem.with_help(match nearest(&name.value) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`pincite explain` lists all rules".to_owned(),
    }))
}
