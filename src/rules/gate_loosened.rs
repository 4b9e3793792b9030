use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A change makes the check itself weaker.
    ///
    /// ## Why it matters
    /// A change must not bring its own judge. With `--base` it is judged by the configuration, the lexicon and
    /// the baseline of what it was made to; what it would weaken for those that come after it is listed here,
    /// for somebody to look at: a rule that is lowered, a limit or a word list that is changed, an `allow`, an
    /// `expect` or an `answer` that is added, a pin that is moved, a source that was quoted and is now edited or
    /// gone, a claim file that the globs no longer name, an entry put into the baseline, and evidence against a
    /// claim that is taken out or no longer said to speak against it.
    ///
    /// A new claim may come with `expect` and with an `answer`: they say more than silence would. An `allow` is
    /// listed wherever it is new.
    ///
    /// ## Example
    /// ```toml
    /// [rules]
    /// quote-altered = "warn"   # was "deny"
    /// ```
    ///
    /// ## How to mend it
    /// Take it out of the change; or have somebody who may decide it look, and check with `--trust-change`. What
    /// is listed needs no mending for itself: the rule speaks of a change only, never of a project as it stands.
    GATE_LOOSENED = "gate-loosened", Level::Deny, Check::Problem(ProblemKind::GateLoosened)
}
