use super::case::shown;
use super::run::Used;
use super::{Case, Check, Complaint, Level};
use crate::baseline::FILE;

rule! {
    /// An entry of the baseline no longer applies.
    ///
    /// ## Why it matters
    /// The finding was mended. Left in place the entry would let it through when it comes back.
    ///
    /// ## Example
    /// ```toml
    /// # pincite-baseline.toml
    /// [[finding]]
    /// rule = "quote-near"
    /// hint = "born-1974: quote has \"Novenber\", source has \"November\""
    /// fingerprint = "6f1c…"
    /// ```
    ///
    /// ## How to mend it
    /// Write the baseline anew: `pincite check --write-baseline` drops it. Or take the entry out by hand.
    BASELINE_STALE = "baseline-stale", Level::Warn, Check::Unused(check)
}

fn check(case: &Case<'_>, used: &Used<'_>) -> Vec<Complaint> {
    let entries = case.baseline.entries.iter();
    // Of what is only being put in, `gate-loosened` speaks.
    let accepted = entries.filter(|entry| case.baseline.holds(&entry.debt.fingerprint));
    let stale = accepted.filter(|entry| !used.fingerprints.contains(&entry.debt.fingerprint));
    stale
        .map(|entry| {
            let complaint = Complaint::at(FILE, entry.span, "this finding is mended: the entry applies to nothing")
                .help("write the baseline anew, which drops it: `pincite check --write-baseline`")
                .note(format!("it was {}: {}", shown(&entry.debt.rule), shown(&entry.debt.hint)));
            Complaint { key: entry.debt.fingerprint.clone(), ..complaint }
        })
        .collect()
}
