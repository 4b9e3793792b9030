//! Rules: what is checked, how grave it is, and the page that explains it. One file a rule.
//!
//! A new rule is a file with `rule!` in it and a line in [`RULES`].

mod before;
mod case;
mod complaint;
mod consequence;
mod context;
mod difference;
mod fingerprint;
pub mod levels;
pub mod model;
mod reading;
mod run;
mod speaker;

pub use before::{Before, ClaimBefore, EvidenceBefore};
pub use case::Case;
pub use complaint::Complaint;
pub use levels::{LevelArg, Levels};
pub use model::{Allowed, Finding, Level, Mark, Related};
pub use run::{Findings, counts, run};
pub use unknown_rule::unknown_rules;

use crate::matcher::{Context, Limit};
use crate::text::ProblemKind;
use case::{Judged, Piece};
use reading::Reading;

/// Something that is checked.
#[derive(Debug)]
pub struct Rule {
    /// Its name: stable, kebab-case, never given to another rule.
    pub name: &'static str,
    /// How grave it is where nobody says otherwise.
    pub level: Level,
    page: &'static str,
    check: Check,
}

impl Rule {
    /// The page that explains it, Markdown; the first line is the summary.
    pub fn page(&self) -> &'static str {
        self.page
    }

    /// Whether a baseline may hold findings of it. Not those that say that something was not read
    /// at all, for then nothing is known of what else is wrong; nor those about the baseline and
    /// about a change.
    fn may_be_owed(&self) -> bool {
        !matches!(
            self.check,
            Check::Problem(
                ProblemKind::FileInvalid | ProblemKind::NothingToCheck | ProblemKind::GateLoosened
            ) | Check::Unused(_)
                | Check::Change(_)
        )
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// What was found wrong while files were read: the words are the problem's own.
    Problem(ProblemKind),
    /// A piece of evidence, its source or quote: of these rules the first in the order of
    /// [`RULES`] that complains is the only one.
    Quote(fn(&Piece<'_>) -> Option<Complaint>),
    /// What stands around an accepted quote.
    Context(Limit, fn(&Piece<'_>, &Context) -> Option<Complaint>),
    /// A piece of evidence, whatever else is said of it.
    Evidence(fn(&Piece<'_>) -> Option<Complaint>),
    /// A claim and its verdict. Asked when all rules above have spoken.
    Claim(fn(&Judged<'_>) -> Vec<Complaint>),
    /// The words of a claim beside those of its evidence, where there is any to read.
    Text(fn(&Judged<'_>, &Reading<'_>) -> Vec<Complaint>),
    /// A claim against what it was before a change. Asked where no new finding explains it.
    Change(fn(&Judged<'_>, &Before) -> Option<Complaint>),
    /// The project as a whole. Asked last but for what is unused.
    Project(fn(&Case<'_>) -> Vec<Complaint>),
    /// Every `allow` and every entry of the baseline that silenced nothing, once all others have
    /// spoken.
    Unused(fn(&Case<'_>, &run::Used<'_>) -> Vec<Complaint>),
}

/// Defines a rule: its page, the name of the constant, its name, default level and check.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $constant:ident = $name:literal, $level:expr, $check:expr) => {
        pub(super) const $constant: crate::rules::Rule = crate::rules::Rule {
            name: $name,
            level: $level,
            page: concat!($($doc, "\n"),+),
            check: $check,
        };
    };
}

/// Names the files of the rules and lists them in the order in which users read them.
macro_rules! rules {
    ($($file:ident :: $constant:ident),+ $(,)?) => {
        $(mod $file;)+
        /// Every rule, in the order in which users read them: files, sources, quotes, context,
        /// claims, the project. Where a piece of evidence may have one finding only, it is the
        /// first in this order.
        pub const RULES: &[Rule] = &[$($file::$constant),+];
    };
}

rules! {
    nothing_to_check::NOTHING_TO_CHECK,
    file_invalid::FILE_INVALID,
    unknown_key::UNKNOWN_KEY,
    duplicate_id::DUPLICATE_ID,
    unknown_rule::UNKNOWN_RULE,
    unknown_source::UNKNOWN_SOURCE,
    source_missing::SOURCE_MISSING,
    source_unreadable::SOURCE_UNREADABLE,
    source_changed::SOURCE_CHANGED,
    part_not_found::PART_NOT_FOUND,
    quote_elsewhere::QUOTE_ELSEWHERE,
    quote_altered::QUOTE_ALTERED,
    quote_absent::QUOTE_ABSENT,
    anchor_not_found::ANCHOR_NOT_FOUND,
    quote_ambiguous::QUOTE_AMBIGUOUS,
    quote_near::QUOTE_NEAR,
    quote_too_short::QUOTE_TOO_SHORT,
    elision_hides::ELISION_HIDES,
    context_negated::CONTEXT_NEGATED,
    context_truncated::CONTEXT_TRUNCATED,
    context_attributed::CONTEXT_ATTRIBUTED,
    context_hypothetical::CONTEXT_HYPOTHETICAL,
    heading_as_evidence::HEADING_AS_EVIDENCE,
    claim_unsupported::CLAIM_UNSUPPORTED,
    claim_contradicted::CLAIM_CONTRADICTED,
    claims_disagree::CLAIMS_DISAGREE,
    figure_not_in_evidence::FIGURE_NOT_IN_EVIDENCE,
    name_not_in_evidence::NAME_NOT_IN_EVIDENCE,
    value_not_in_evidence::VALUE_NOT_IN_EVIDENCE,
    value_mismatch::VALUE_MISMATCH,
    expectation_unmet::EXPECTATION_UNMET,
    single_origin::SINGLE_ORIGIN,
    possible_contradiction::POSSIBLE_CONTRADICTION,
    quote_reused::QUOTE_REUSED,
    source_unused::SOURCE_UNUSED,
    allow_unused::ALLOW_UNUSED,
    baseline_stale::BASELINE_STALE,
    claim_weakened::CLAIM_WEAKENED,
    gate_loosened::GATE_LOOSENED,
}

/// The rule called `name`.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Whether a baseline may hold findings of the rule called `name`.
pub fn may_be_owed(name: &str) -> bool {
    find(name).is_some_and(Rule::may_be_owed)
}

/// The name of the rule that was most likely meant by `name`.
pub fn nearest(name: &str) -> Option<&'static str> {
    // A name far longer than any rule's was not mistyped.
    if name.len() > 64 {
        return None;
    }
    let name = name.to_lowercase().replace(['_', ' '], "-");
    let limit = (name.chars().count() / 3).max(1);
    RULES
        .iter()
        .map(|rule| (strsim::osa_distance(&name, rule.name), rule.name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The rule that speaks of `limit`.
fn of_limit(limit: Limit) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| matches!(rule.check, Check::Context(of, _) if of == limit))
}

/// The rule that speaks of problems of `kind`.
fn of_problem(kind: ProblemKind) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| matches!(rule.check, Check::Problem(of) if of == kind))
}
