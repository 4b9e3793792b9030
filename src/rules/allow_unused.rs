use super::case::shown;
use super::run::Used;
use super::{Case, Check, Complaint, Level, find};
use crate::source::{Allow, SourceRef};

rule! {
    /// An `allow` silences nothing.
    ///
    /// ## Why it matters
    /// The finding it was written for is gone. Left in place it would silence the next one, for a reason that
    /// was given for another.
    ///
    /// ## Example
    /// ```toml
    /// allow = { quote-near = "the slip is in the printed edition" }   # the quote is verbatim now
    /// ```
    ///
    /// ## How to mend it
    /// Take it out.
    ALLOW_UNUSED = "allow-unused", Level::Warn, Check::Unused(check)
}

fn check(case: &Case<'_>, used: &Used<'_>) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (at, claim) in case.claims.iter().enumerate() {
        let file = claim.file.file.as_str();
        let own = claim.claim.allow.iter().map(|allow| (None, allow));
        let pieces = claim.evidence.iter().enumerate();
        let pieces = pieces.flat_map(|(index, piece)| {
            piece
                .evidence
                .allow
                .iter()
                .map(move |allow| (Some(index), allow))
        });
        for (evidence, allow) in own.chain(pieces) {
            if let Some(complaint) = unused(file, allow, used) {
                complaints.push(Complaint {
                    claim: Some(at),
                    evidence,
                    ..complaint
                });
            }
        }
    }
    // Of a source that nothing cites nothing is known.
    let mut cited: Vec<_> = case.cited().into_iter().collect();
    cited.sort_unstable();
    for at in cited {
        let Some(source) = case.sources.list.get(at) else {
            continue;
        };
        let Some((catalogue, _)) = case.entry(source) else {
            continue;
        };
        let parts = source.parts.iter().enumerate();
        let parts = parts.flat_map(|(part, it)| {
            it.details
                .allow
                .iter()
                .map(move |allow| (Some(part), allow))
        });
        let own = source.details.allow.iter().map(|allow| (None, allow));
        for (part, allow) in own.chain(parts) {
            if let Some(complaint) = unused(&catalogue.file, allow, used) {
                complaints.push(Complaint {
                    source: Some(SourceRef { source: at, part }),
                    ..complaint
                });
            }
        }
    }
    complaints
}

fn unused(file: &str, allow: &Allow, used: &Used<'_>) -> Option<Complaint> {
    let rule = find(&allow.rule.value)?;
    if used.allows.contains(&(file, allow.rule.span)) {
        return None;
    }
    let message = format!("`{}` is allowed here, but complains of nothing", rule.name);
    let complaint = Complaint::at(file, allow.rule.span, message)
        .help("take it out")
        .note(format!("it was allowed because: {}", shown(&allow.reason)));
    Some(Complaint {
        key: rule.name.to_owned(),
        ..complaint
    })
}
