use super::case::Judged;
use super::{Check, Complaint, Level};
use crate::claim::Expect;
use crate::verdict::Verdict;

rule! {
    /// The verdict is not the one that `expect` says.
    ///
    /// ## Why it matters
    /// `expect` keeps a claim that is not held: a rumour, a known gap. When the sources change their word, the
    /// writer has to look again.
    ///
    /// ## Example
    /// ```toml
    /// expect = "unsupported"
    /// why = "No source gives the date."
    /// # … and a quote that does
    /// ```
    ///
    /// ## How to mend it
    /// Where the claim is now held, take `expect` and `why` away. Otherwise write the verdict that the sources
    /// give.
    EXPECTATION_UNMET = "expectation-unmet", Level::Deny, Check::Claim(check)
}

fn check(judged: &Judged<'_>) -> Vec<Complaint> {
    let Some(expect) = &judged.claim().expect else {
        return Vec::new();
    };
    let verdict = judged.verdict().verdict;
    let (met, expected) = match expect.value {
        Expect::Contradicted => (verdict == Verdict::Contradicted, "contradicted"),
        Expect::Unsupported => (verdict == Verdict::Unsupported, "unsupported"),
    };
    // A contradiction whose quote was not found is missed for that reason.
    if met || (judged.explained && expect.value == Expect::Contradicted) {
        return Vec::new();
    }
    let help = match verdict {
        Verdict::Contradicted => {
            "write expect = \"contradicted\", or take the evidence against it away"
        }
        Verdict::Unsupported => {
            "write expect = \"unsupported\", or quote the source that speaks against it, \
             with stance = \"contradicts\""
        }
        Verdict::Supported | Verdict::MultiplySourced => {
            "where the claim is held, take expect and why away"
        }
    };
    let message = format!(
        "expected to be {expected}, but the claim is {}",
        verdict.name()
    );
    vec![judged.complain(expect.span, message).help(help)]
}
