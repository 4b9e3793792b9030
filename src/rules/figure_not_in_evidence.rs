use super::case::{Judged, shown};
use super::reading::{Reading, in_text, listed};
use super::{Check, Complaint, Level};
use crate::verdict::figures::{self, Given};
use crate::verdict::values::Found;

rule! {
    /// The claim says a number, date or amount that its evidence does not give.
    ///
    /// ## Why it matters
    /// The quote can be word-perfect and the claim beside it still say another number: this is the commonest error
    /// there is. Every figure of the claim's text is looked for in its accepted quotes, their translations and the
    /// sentences that hold them, as a compatible value: "1,960" is "1 960", "two thirds" two in three, "8 December
    /// 2005" within "late 2005". "More than 10" does not say 60. A figure that was worked out (a sum, a difference)
    /// is not in the evidence either, and the message says of what it can be made. Numbers of things that the
    /// evidence lists may be counted. The date of publication in the catalogue stands for the year that a source
    /// takes for granted. Claims with `expect`, and words in editorial brackets, are left alone; so are all figures
    /// of a claim after the first hundred.
    ///
    /// ## Example
    /// ```toml
    /// text = "A court sentenced her to 96 years."
    /// quote = "She was sentenced to 60 years"
    /// ```
    ///
    /// ## How to mend it
    /// Correct the claim, or quote the words that give the figure. Where it was worked out from them, say how:
    /// `allow = { figure-not-in-evidence = "40 men and 20 women" }`.
    FIGURE_NOT_IN_EVIDENCE = "figure-not-in-evidence", Level::Deny, Check::Text(check)
}

fn check(judged: &Judged<'_>, reading: &Reading<'_>) -> Vec<Complaint> {
    let mut claimed = figures::claimed(&reading.claim);
    claimed.retain(|figure| !reading.repeats(figure.span));
    if claimed.is_empty() {
        return Vec::new();
    }
    let given = Given::new(reading.texts.iter().chain(&reading.about).copied(), &reading.published, &claimed);
    let missing: Vec<&Found> = claimed.iter().filter(|figure| !given.bears_out(figure)).collect();
    let Some(first) = missing.first() else { return Vec::new() };
    let said = listed(missing.iter().map(|figure| figure.value.written.as_str()));
    let message = match given.against(&first.value).filter(|_| missing.len() == 1) {
        Some(other) => format!("the claim says {said}, its evidence \"{}\"", shown(&other.written)),
        None => format!("the claim says {said}, its evidence does not"),
    };
    let mut complaint = judged
        .complain(in_text(judged, first.span), message)
        .help("correct the claim, or quote the words that give it");
    for figure in missing {
        complaint = complaint.mark(in_text(judged, figure.span), "in no quote");
        if let Some((a, b)) = given.worked_out(&figure.value) {
            complaint = complaint.note(format!(
                "\"{}\" can be worked out from \"{}\" and \"{}\"; if it was, say so: \
                 allow = {{ figure-not-in-evidence = \"…\" }}",
                shown(&figure.value.written),
                shown(&a.written),
                shown(&b.written),
            ));
        }
    }
    vec![complaint]
}
