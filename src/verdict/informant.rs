//! The third party that a passage gives as the one it has its information from.
//!
//! Looked for are a name behind "according to", a medium that "reported", "wrote" or "said" it, a
//! medium that somebody "told" it, whoever put it in writing ("Pepys writes", "said in a report"),
//! and whose figures or papers show it. Somebody who merely said it is no informant: two reporters
//! may have heard one speech. The words are data, per language, in `data/informant.toml`.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::text::{Token, TokenKind, Tokens, fold};

/// Longest name followed, in tokens.
const LONGEST_NAME: usize = 8;

/// Words between a phrase and a name: "according to a new study by the".
const BETWEEN: usize = 7;
/// What may have a capital there and is no part of the name yet.
const ARTICLES: [&str; 8] = ["the", "el", "la", "le", "les", "der", "die", "das"];

/// A third party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Informant {
    /// Equal for two ways of writing one name: "the AP", "The Associated Press".
    pub(super) key: String,
    /// As written.
    pub(super) name: String,
    /// Whether it is known for a medium.
    pub(super) medium: bool,
}

impl Informant {
    /// What another way of writing the name may be: of a person the surname, of a body its initials.
    pub(super) fn short_forms(&self) -> Vec<String> {
        let words: Vec<&str> = self.key.split(' ').collect();
        let [.., last] = words[..] else {
            return Vec::new();
        };
        if words.len() < 2 {
            return Vec::new();
        }
        let initials = words.iter().filter(|word| word.chars().count() > 3);
        let initials: String = initials.filter_map(|word| word.chars().next()).collect();
        let mut forms = vec![initials];
        if !self.medium {
            forms.push(last.to_owned());
        }
        forms
    }
}

#[derive(Debug, serde::Deserialize)]
struct Data {
    /// Phrases before any name.
    according: Vec<String>,
    /// Phrases before the name of a medium.
    told: Vec<String>,
    /// Words before or behind the name of a medium.
    reported: Vec<String>,
    /// Words behind any name: what somebody put in writing.
    recorded: Vec<String>,
    /// Words behind what somebody published: "Eurostat figures show".
    shown: Vec<String>,
    /// What is published.
    papers: Vec<String>,
    /// What a body does that publishes something, and the last words of the names of such.
    published: Vec<String>,
    body: Vec<String>,
    /// Words that may stand between a name and its verb.
    beside: Vec<String>,
    /// Names of media that are written in lower case.
    lower: Vec<String>,
    /// Words that may stand between a phrase and a name.
    between: Vec<String>,
    /// Names of media.
    media: Vec<String>,
    /// Words of which the names of media are made.
    medium: Vec<String>,
    /// Words with which they begin.
    first: Vec<String>,
    /// One name for another.
    alias: HashMap<String, String>,
}

struct Lists {
    according: Vec<Vec<String>>,
    told: Vec<Vec<String>>,
    reported: BTreeSet<String>,
    recorded: BTreeSet<String>,
    shown: BTreeSet<String>,
    papers: BTreeSet<String>,
    published: BTreeSet<String>,
    body: BTreeSet<String>,
    beside: BTreeSet<String>,
    lower: BTreeSet<String>,
    between: BTreeSet<String>,
    media: BTreeSet<String>,
    medium: BTreeSet<String>,
    first: BTreeSet<String>,
    alias: HashMap<String, String>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let data: Data = toml::from_str(include_str!("data/informant.toml"))
            .expect("the data file is part of the program, and a test reads it");
        let set = |words: Vec<String>| words.iter().map(|word| folded(word)).collect();
        let phrases = |phrases: Vec<String>| {
            let mut phrases: Vec<Vec<String>> = phrases
                .iter()
                .map(|phrase| phrase.split(' ').map(fold::key).collect())
                .collect();
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
            phrases
        };
        let alias = data.alias.iter();
        Lists {
            according: phrases(data.according),
            told: phrases(data.told),
            reported: set(data.reported),
            recorded: set(data.recorded),
            shown: set(data.shown),
            papers: set(data.papers),
            published: set(data.published),
            body: set(data.body),
            beside: set(data.beside),
            lower: set(data.lower),
            between: set(data.between),
            media: set(data.media),
            medium: set(data.medium),
            first: set(data.first),
            alias: alias.map(|(from, to)| (folded(from), folded(to))).collect(),
        }
    })
}

/// One name for all ways of writing it: without its article, abbreviations written out.
pub(super) fn key(name: &str) -> String {
    let folded = folded(without_article(name));
    let bare = ["the ", "el ", "la ", "le ", "der ", "die ", "das "]
        .iter()
        .find_map(|article| folded.strip_prefix(article))
        .unwrap_or(&folded);
    let known = lists().alias.get(bare);
    known.cloned().unwrap_or_else(|| bare.to_owned())
}

/// Words in their finding form, with one space between them.
fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(fold::key)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The third parties that `text` names as its informants, by key.
pub(super) fn informants(text: &str) -> Vec<Informant> {
    let tokens = Tokens::new(text, 0..text.len());
    let list: Vec<Token> = tokens
        .list
        .iter()
        .copied()
        .filter(|token| !matches!(token.kind, TokenKind::Markup | TokenKind::Target))
        .collect();
    let reader = Reader {
        text,
        tokens: &tokens,
        list: &list,
        lists: lists(),
    };
    let mut found: Vec<_> = (0..list.len()).filter_map(|at| reader.at(at)).collect();
    found.sort();
    found.dedup_by(|a, b| a.key == b.key);
    found
}

/// "l'AFP" without what is clipped.
fn without_article(word: &str) -> &str {
    let clipped = word.strip_prefix("l'").or_else(|| word.strip_prefix("l’"));
    clipped.unwrap_or(word)
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    list: &'a [Token],
    lists: &'static Lists,
}

impl Reader<'_> {
    /// The informant whose cue begins at `at`.
    fn at(&self, at: usize) -> Option<Informant> {
        if self.list[at].kind != TokenKind::Word {
            return None;
        }
        if let Some(next) = self.phrase(at, &self.lists.according) {
            return self.name_behind(next);
        }
        let told_us = self.form(at) == "tells" && self.form(at + 1) == "us";
        if let Some(next) = self.phrase(at, &self.lists.told).filter(|_| !told_us) {
            return self.name_behind(next).filter(|it| it.medium);
        }
        let word = fold::key(self.form(at));
        let medium = |it: &Informant| it.medium;
        if self.lists.shown.contains(&word) && at > 1 && self.is(at - 1, &self.lists.papers) {
            return self.name_before(at - 1);
        }
        let recorded = told_us || self.lists.recorded.contains(&word) || self.in_a_paper(at);
        if !recorded && !self.lists.reported.contains(&word) {
            return None;
        }
        let before = self.name_before(self.behind_name(at));
        let published = self.lists.published.contains(&word);
        let body = |it: &Informant| {
            let mut words = it.key.split(' ');
            published && it.key.contains(' ') && words.any(|it| self.lists.body.contains(it))
        };
        let before = before.filter(|it| recorded || it.medium || body(it));
        before.or_else(|| self.name_behind(at + 1).filter(medium))
    }

    fn is(&self, at: usize, words: &BTreeSet<String>) -> bool {
        words.contains(&fold::key(self.form(at)))
    }

    /// Behind the name before the verb at `at`: "the BBC has learned", "Xinhua news agency said".
    fn behind_name(&self, at: usize) -> usize {
        let mut end = at;
        while end > 0 && at - end < 3 && self.is(end - 1, &self.lists.beside) {
            end -= 1;
        }
        end
    }

    /// "said in a report".
    fn in_a_paper(&self, at: usize) -> bool {
        matches!(
            self.form(at),
            "said" | "says" | "stated" | "warned" | "concluded" | "found"
        ) && self.form(at + 1) == "in"
            && (at + 2..at + 6).any(|at| self.is(at, &self.lists.papers))
    }

    fn form(&self, at: usize) -> &str {
        self.list
            .get(at)
            .map_or("", |&token| self.tokens.form(token))
    }

    /// Behind the longest of `phrases` that stands at `at`.
    fn phrase(&self, at: usize, phrases: &[Vec<String>]) -> Option<usize> {
        let stands = |phrase: &&Vec<String>| {
            phrase
                .iter()
                .enumerate()
                .all(|(next, word)| fold::key(self.form(at + next)) == *word)
        };
        phrases.iter().find(stands).map(|phrase| at + phrase.len())
    }

    fn is_capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|&token| {
            token.kind == TokenKind::Word
                && (without_article(self.tokens.cased(token)).starts_with(char::is_uppercase)
                    || self.lists.lower.contains(self.tokens.form(token)))
        })
    }

    /// Whether the word joins two words of a name: "Bank of England".
    fn joins(&self, at: usize) -> bool {
        matches!(
            self.form(at),
            "of" | "de" | "du" | "des" | "del" | "for" | "für" | "&" | "-"
        ) && self.is_capital(at + 1)
    }

    /// The name that begins at `at`, perhaps behind an article and what kind of thing it is.
    fn name_behind(&self, at: usize) -> Option<Informant> {
        let mut start = at;
        while start < at + BETWEEN
            && self.is(start, &self.lists.between)
            && (!self.is_capital(start)
                || ARTICLES.contains(&self.form(start))
                // "Mexican newspaper", but "New York".
                || self.is(start + 1, &self.lists.between))
        {
            start += 1;
        }
        // An article with a capital belongs to the name and is left out of its key.
        if !self.is_capital(start) {
            return None;
        }
        let mut end = start + 1;
        while end < start + LONGEST_NAME && (self.is_capital(end) || self.joins(end)) {
            end += 1;
        }
        self.named(start, end)
    }

    /// The name that ends just before `at`.
    fn name_before(&self, at: usize) -> Option<Informant> {
        let mut start = at;
        while start > 0 && at - start < LONGEST_NAME {
            let previous = start - 1;
            let number = self.list[previous].kind == TokenKind::Number; // "France 24 reported"
            let inside = self.is_capital(previous)
                || (start < at && self.joins(previous))
                || (start == at && number && previous > 0 && self.is_capital(previous - 1));
            if !inside {
                break;
            }
            start = previous;
        }
        (start < at).then(|| self.named(start, at)).flatten()
    }

    fn named(&self, start: usize, end: usize) -> Option<Informant> {
        let number = self
            .list
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Number);
        let end = if number && self.lists.media.contains(&self.key_of(start, end + 1)) {
            end + 1
        } else {
            end
        };
        let key = self.key_of(start, end);
        (!key.is_empty()).then(|| Informant {
            medium: self.is_medium(&key),
            key,
            name: self.written(start, end).to_owned(),
        })
    }

    fn written(&self, start: usize, end: usize) -> &str {
        let written = &self.text[self.list[start].span.start..self.list[end - 1].span.end];
        let written = written
            .strip_suffix("'s")
            .or_else(|| written.strip_suffix("’s"));
        written.unwrap_or(&self.text[self.list[start].span.start..self.list[end - 1].span.end])
    }

    fn key_of(&self, start: usize, end: usize) -> String {
        key(self.written(start, end.min(self.list.len())))
    }

    fn is_medium(&self, key: &str) -> bool {
        let mut words = key.split(' ');
        let first = words.next().unwrap_or_default();
        let is_word = |word: &str| self.lists.medium.contains(word);
        // "Washington Post", "Times of India", "Daily Planet"; but "Press Secretary Jones".
        self.lists.media.contains(key)
            || is_word(key.rsplit(' ').next().unwrap_or_default())
            || (is_word(first) && matches!(words.next(), Some("of" | "de" | "del")))
            || self.lists.first.contains(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_told_it() {
        let rows = [
            (
                "according to The New York Times: “The pair began",
                "new york times",
            ),
            (
                "According to the Associated Press, a survey shows",
                "associated press",
            ),
            ("she was quoted by the AP as saying.", "associated press"),
            ("Charlotte Cassez told Reuters in Mexico City", "reuters"),
            (
                "arriving in the French capital, the Guardian reported.",
                "guardian",
            ),
            (
                "pointedly told Mexican newspaper El Universal in an article",
                "el universal",
            ),
            ("As the BBC reported: “Her current", "bbc"),
            ("The Guardian said it had been set up", "guardian"),
            ("according to France 24, the video", "france 24"),
            ("selon Le Monde, le ministre", "monde"),
            ("Laut Spiegel ist der Vertrag", "spiegel"),
            ("she told reporters at the palace", ""),
            ("the minister told Parliament", ""),
            ("he told Maria that it rained", ""),
            ("Smith said the bank had failed", ""),
            ("according to witnesses", ""),
            ("Press Secretary Jones said so", ""),
            ("Pepys writes that they fled", "pepys"),
            (
                "Amnesty International said in a report",
                "amnesty international",
            ),
            ("the BBC has learned", "bbc"),
            ("China's state news agency Xinhua reported", "xinhua"),
            ("Xinhua news agency said", "xinhua"),
            ("Eurostat figures show a rise", "eurostat"),
            ("according to a study in The Lancet", "lancet"),
            ("according to dpa", "deutsche presseagentur"),
            ("Smith said in a speech", ""),
            ("Smith figures that it will rain", ""),
        ];
        for (text, expected) in rows {
            let found = informants(text);
            let keys: Vec<_> = found.iter().map(|it| it.key.as_str()).collect();
            assert_eq!(keys.join(", "), expected, "{text}");
        }
    }
}
