//! Whether the writer owns up to it that the source only reports what somebody said.

use crate::claim::{Claim, Evidence};
use crate::matcher::Lexicon;
use crate::matcher::lexicon::Classes;
use crate::text::fold::key;

/// Words of a claim that say whose word it is: verbs of saying and denying, "according to".
const OWNING: Classes = Classes::REPORT
    .union(Classes::SAYING)
    .union(Classes::ACCORDING)
    .union(Classes::DENIAL);
/// How near to such a word its subject stands, in words.
const SUBJECT: usize = 4;
/// Shorter words of a name, in letters, tell nobody from anybody.
const SHORTEST_NAME: usize = 3;

/// Whether the claim or its evidence says whose word the quote is, as far as the source lets one
/// tell. `speakers` is to whom the source attributes it.
///
/// `all` is the project's lexicon: a claim may be in another language than its source. `spoken` is
/// that of the source, which tells names from words: what is a name in one language is a word in
/// the next. Most claims are told without it.
pub(super) fn owned(
    claim: &Claim,
    evidence: &Evidence,
    speakers: &[String],
    all: &Lexicon,
    spoken: impl FnOnce() -> Lexicon,
) -> bool {
    // "Sarkozy said …" stands in the quote itself, and somebody else reports it.
    let speakers = |spoken: &Lexicon| {
        let mut speakers = speakers.to_vec();
        let quote = &evidence.quote.value;
        if !speakers.is_empty() && cue(&words(quote).collect::<Vec<_>>(), spoken).is_some() {
            speakers.push(quote.clone());
        }
        speakers
    };
    if let Some(speaker) = &evidence.speaker {
        let spoken = spoken();
        return agree(&speaker.value, &speakers(&spoken), &spoken);
    }
    // Nobody is misled by a claim that is not held, nor where the writer says whom it comes from.
    if evidence.origin.is_some() || claim.expect.is_some() {
        return true;
    }
    owned_by_text(&claim.text.value, speakers, all, spoken)
}

/// Whether `name` can be one of `speakers`: it shares a word of the name with one, or one is named
/// by a pronoun, a title or an office, which may be anybody's. True where nobody is named.
fn agree(name: &str, speakers: &[String], lexicon: &Lexicon) -> bool {
    let wanted: Vec<String> = words(name).map(folded).collect();
    speakers.is_empty()
        || speakers.iter().any(|speaker| {
            !names(words(speaker), lexicon)
                || words(speaker)
                    .map(folded)
                    .any(|word| word.chars().count() >= SHORTEST_NAME && wanted.contains(&word))
        })
}

fn owned_by_text(
    text: &str,
    speakers: impl FnOnce(&Lexicon) -> Vec<String>,
    all: &Lexicon,
    spoken: impl FnOnce() -> Lexicon,
) -> bool {
    let list: Vec<&str> = words(text).collect();
    let Some(cue) = cue(&list, all) else {
        return text.contains(['"', '“', '«', '„']);
    };
    // Another is named as the one who said it.
    let near = &list[cue.saturating_sub(SUBJECT)..cue];
    let mut near = near
        .iter()
        .flat_map(|word| words(word))
        .filter(has_capital)
        .peekable();
    if near.peek().is_none() {
        return true;
    }
    let spoken = spoken();
    !names(near, &spoken) || agree(text, &speakers(&spoken), &spoken)
}

/// The first word of a text that says whose word it is.
fn cue(list: &[&str], lexicon: &Lexicon) -> Option<usize> {
    (0..list.len()).find(|&at| {
        let classes = lexicon.classes(list[at]);
        classes.intersects(OWNING)
            || classes.intersects(Classes::HEDGE) && list[at].ends_with("ly")
            || lexicon.phrase_at(&list[at..], OWNING).is_some()
    })
}

/// Whether a proper name is among the words: one with a capital that is never written without.
fn names<'t>(mut words: impl Iterator<Item = &'t str>, lexicon: &Lexicon) -> bool {
    words.any(|word| has_capital(&word) && !lexicon.is_common(word))
}

/// Whether a word is written as a name is.
fn has_capital(word: &&str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() >= SHORTEST_NAME
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
        .filter(|word| !word.is_empty())
}

fn folded(word: &str) -> String {
    key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Lexicon {
        Lexicon::default().for_text(Some("en"), "")
    }

    #[test]
    fn whose_word_it_can_be() {
        for (name, speaker, expected) in [
            ("Marta Oduya", "Oduya", true),
            ("Marta Oduya", "Marta Oduya's lawyer", true),
            ("Marta Oduya", "she", true),
            ("Marta Oduya", "The captain", true),
            ("the police", "Police", true),
            ("Pavel Horn", "Ines Kalder", false),
            ("Piet Vos", "the visiting coach, Ola Brandt", false),
            ("Álvaro Núñez", "Nunez", true),
        ] {
            assert_eq!(
                agree(name, &[speaker.to_owned()], &english()),
                expected,
                "{name} / {speaker}"
            );
        }
        assert!(agree("Pavel Horn", &[], &english()));
    }

    #[test]
    fn a_claim_says_whose_word_it_is() {
        for (text, speaker, expected) in [
            ("The driver ran the red light.", "Police", false),
            ("Police said the driver ran the light.", "Police", true),
            ("According to the owner, it was empty.", "the owner", true),
            ("Oduya said they were cheated.", "Marta Oduya", true),
            ("Hornek said they were cheated.", "Marta Oduya", false),
            ("She called it “a farce”.", "she", true),
        ] {
            assert_eq!(
                owned_by_text(
                    text,
                    |_| vec![speaker.to_owned()],
                    &Lexicon::default(),
                    english
                ),
                expected,
                "{text}"
            );
        }
    }
}
