use super::case::{Case, Judged, shown};
use super::{Check, Complaint, Level, Mark, Related};
use crate::verdict::contradiction::{Otherwise, Proposal};

rule! {
    /// A passage of the sources seems to say otherwise than the claim, and the claim does not mention it.
    ///
    /// Looked at is every sentence of every source, once, whether or not it is quoted. A sentence is shown where it names
    /// nobody in the place of the claim's people, has most of the claim's other words, and
    ///
    /// - gives a value of the same kind for the same thing that cannot be right beside the claim's (98 years,
    ///   not 96), while no other value of the two clashes: with another year another turnover is none; or
    /// - has one of the claim's words negated, or the opposite of one of them (upheld, overturned), while no
    ///   value of the two clashes; and
    /// - puts no other word in the place of the claim's beside the value or the word: 31 injured are not 27 killed.
    ///
    /// Left out are questions, conditions and what may or should be; sentences that the claim itself quotes, under
    /// whatever stance; and values that its evidence gives already. It is a proposal: the words are alike,
    /// whether the matter is one a person has to say. Off by default in `check`; `pincite conflicts` shows it.
    ///
    /// ## Why it matters
    /// A claim that quotes one side and passes over the other is the gap that a reader finds first.
    ///
    /// ## Example
    /// ```toml
    /// [[claim]]
    /// text = "In 2008 she was sentenced to 96 years in prison."
    /// quote = "sentenced to 96 years in prison"      # and elsewhere: "received a 98-year prison sentence in 2008"
    /// ```
    ///
    /// ## How to mend it
    /// Add the passage as evidence: `stance = "contradicts"`, and `answer` where the claim is held; or
    /// `stance = "context"` where it speaks of something else.
    POSSIBLE_CONTRADICTION = "possible-contradiction", Level::Allow, Check::Project(check)
}

fn check(case: &Case<'_>) -> Vec<Complaint> {
    let proposals = case.proposals.iter();
    proposals.filter_map(|proposal| complaint(case, proposal)).collect()
}

fn complaint(case: &Case<'_>, proposal: &Proposal) -> Option<Complaint> {
    let source = case.sources.list.get(proposal.at.source)?;
    let judged = Judged { case, at: proposal.claim, explained: false };
    let place = shown(&case.name(proposal.at));
    let (message, label) = match &proposal.otherwise {
        Otherwise::Opposite { claimed, given } if claimed.is_empty() => {
            (format!("{place} says the opposite: \"{}\"", shown(given)), "the claim says it without \"not\"".to_owned())
        }
        Otherwise::Value { claimed, given } | Otherwise::Opposite { claimed, given } => (
            format!("{place} says \"{}\", the claim says \"{}\"", shown(given), shown(claimed)),
            format!("not \"{}\"", shown(claimed)),
        ),
    };
    let related = Related {
        file: source.file.clone(),
        region: proposal.place.region,
        label: format!("in {place}"),
        excerpt: Some(proposal.excerpt.clone()),
        marks: vec![Mark { span: proposal.words, label }],
    };
    let complaint = judged
        .complain(judged.claim().text.span, message)
        .help("if it does speak against the claim, add it as evidence: stance = \"contradicts\"; else stance = \"context\"")
        .related([related]);
    Some(Complaint { source: Some(proposal.at), ..complaint })
}
