//! Votes and scores: "3–2", "three votes to two".

use super::Datum;
use super::lexicon::Word;
use super::reader::Reader;
use super::scan::TokenKind;

/// How many words in front of a pair of numbers are read for what makes it a score.
const REACH: usize = 6;

impl Reader<'_> {
    /// "3–2", "three votes to two".
    pub(super) fn score(&self, at: usize) -> Option<(Datum, usize)> {
        let goals = |at: usize| -> Option<(u32, usize)> {
            if self.kind(at) == Some(TokenKind::Symbol) {
                return None;
            }
            let (numbers, next) = self.number(at, false)?;
            let number = numbers.first().filter(|number| number.is_count())?;
            let value = u32::try_from(number.value.to_integer()).ok()?;
            (value < 1000 && next == at + 1).then_some((value, next))
        };
        let (first, next) = goals(at)?;
        let voted = self.skip(next, Word::Votes);
        let colon = self.key(next) == ":" && self.glued(next) && self.glued(next + 1);
        let dash = self.range_dash(next).filter(|_| voted == next);
        // A value that is nothing else: "3 to 2" can be no range.
        let falling = || {
            let behind = self.says(next, Word::To).filter(|_| self.whole)?;
            let (second, end) = goals(behind)?;
            (second < first && end == self.tokens.len()).then_some(behind)
        };
        let against = self.against(voted).or_else(falling);
        let after = against.or(dash).or(colon.then_some(next + 1))?;
        let (second, end) = goals(after)?;
        let dated = self.month(end).is_some()
            || self.key(end) == "%"
            || self.glued(end + 1) && self.key(end) == "-";
        if dated
            || self
                .unit_behind(end)
                .is_some_and(|(unit, _)| unit.symbol != "pp")
        {
            return None;
        }
        let duel = |at: usize| self.says(at, Word::Duel).is_some();
        let near = at.saturating_sub(REACH)..at;
        let about_a_duel = (self.whole && (colon || second < first))
            || voted > next
            || near.into_iter().any(duel)
            || (end..end + 3).any(duel);
        let score = if dash.is_some() && against.is_none() {
            first >= second || about_a_duel
        } else {
            about_a_duel
        };
        score.then_some((Datum::Score(first, second), self.skip(end, Word::Votes)))
    }

    /// Behind "to" or "against", between hyphens or not.
    fn against(&self, at: usize) -> Option<usize> {
        let next = self.says(self.skip_hyphen(at), Word::Against)?;
        Some(self.skip_hyphen(next))
    }
}
