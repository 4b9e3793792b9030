//! What a sentence says, as far as its words show it.

use std::collections::{BTreeSet, HashSet};

use crate::matcher::Lexicon;
use crate::matcher::lexicon::Classes;
use crate::text::{Span, Token, TokenKind, Tokens, fold};
use crate::verdict::passage;
use crate::verdict::values::{self, Found, Value};

/// Letters of a word that tell it from others, once its ending is off.
const STEM: usize = 6;

/// How far behind a negation the word stands that it negates, in words.
const NEGATED: usize = 4;

/// What a term does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a name.
    Name,
    /// A word that says something.
    Content,
    /// A word that is read in another way, or says nothing by itself.
    Other,
    /// Makes its clause one of what may be or should be.
    Modal,
    /// A value: index into [`Sense::values`].
    Value(usize),
    /// The end of a clause.
    Break,
}

/// A word that says something.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) role: Role,
    /// Equal for the forms of one word; of a name the name, folded.
    pub(super) stem: String,
    /// As it is compared.
    pub(super) form: String,
    pub(super) span: Span,
    /// The negation that governs it.
    pub(super) negated: Option<Span>,
    /// Its clause says what may be or should be.
    pub(super) open: bool,
}

/// A value in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What a sentence says.
#[derive(Clone, Debug, Default)]
pub(super) struct Sense {
    pub(super) terms: Vec<Term>,
    pub(super) values: Vec<Given>,
    /// A question or a condition: it asserts nothing.
    pub(super) open: bool,
    /// First, second, …
    pub(super) ranks: BTreeSet<u64>,
    /// A declared value, which stands nowhere in the text.
    pub(super) declared: Option<Value>,
}

impl Sense {
    /// Reads `text`; `known` are names, folded, that may stand at the beginning of a sentence.
    pub(super) fn new(text: &str, lexicon: &Lexicon, known: &HashSet<String>) -> Self {
        let text = untagged(text, lexicon);
        let tokens = Tokens::new(text, 0..text.len());
        let names = names_in(&tokens, lexicon);
        let found: Vec<Found> = values::find(text);
        let mut sense = Self::default();
        let (mut next, mut negation): (usize, Option<(Span, usize)>) = (0, None);
        let mut phrase = 0;
        for (at, &token) in tokens.list.iter().enumerate() {
            while found
                .get(next)
                .is_some_and(|value| value.span.end <= token.span.start)
            {
                next += 1;
            }
            if let Some(value) = found
                .get(next)
                .filter(|value| value.span.start < token.span.end)
            {
                if value.span.start >= token.span.start || at == 0 {
                    let aside = sense.last_is_name() && stands_aside(text, value.span);
                    sense.value(value, aside);
                }
                continue;
            }
            match token.kind {
                TokenKind::Question => sense.open = true,
                TokenKind::Dash if token.space_before() => {
                    sense.stop(token);
                    negation = None;
                }
                TokenKind::Stop
                | TokenKind::Exclamation
                | TokenKind::Ellipsis
                | TokenKind::Open
                | TokenKind::Close => {
                    sense.stop(token);
                    negation = None;
                }
                TokenKind::Comma if tokens.form(token) != "," => {
                    sense.stop(token);
                    negation = None;
                }
                TokenKind::Word => {
                    let form = tokens.form(token);
                    // The rest of "no longer", "failed to".
                    if at < phrase {
                        continue;
                    }
                    let folded = fold::key(form.strip_suffix("'s").unwrap_or(form));
                    let capital = tokens.cased(token).starts_with(char::is_uppercase);
                    let known = || known.contains(&folded) || !lexicon.is_word(form);
                    // "Trader Nils Aker": what he is, not what is said of him.
                    if at == 0 && capital && !names[0] && names.get(1) == Some(&true) {
                        sense.push(Role::Other, String::new(), form, token.span, None);
                        continue;
                    }
                    if names[at] || capital && known() {
                        sense.push(Role::Name, folded, form, token.span, None);
                        continue;
                    }
                    let classes = lexicon.classes(form);
                    if let Some((_, left)) = &mut negation {
                        *left -= 1;
                    }
                    negation = negation.filter(|(_, left)| *left > 0);
                    let no = Classes::NEGATION.union(Classes::FAILING);
                    let words = || tokens.list[at..].iter().take(LONGEST_NO);
                    let forms = || words().map(|&token| tokens.form(token)).collect::<Vec<_>>();
                    let found = lexicon.phrase_at(&forms(), no);
                    // "failed to repay", but "acquitted of arson": that is an opposite.
                    let verb = |length: usize| {
                        let last = lexicon.classes(tokens.form(tokens.list[at + length - 1]));
                        last.contains(Classes::PREPOSITION.union(Classes::LIGHT))
                    };
                    let found = found.filter(|&(length, classes)| {
                        length > 1 && (classes.intersects(Classes::NEGATION) || verb(length))
                    });
                    if let Some((length, classes)) = found {
                        if !classes.intersects(Classes::NEGATION) {
                            sense.push(Role::Content, stem(form), form, token.span, None);
                        }
                        phrase = at + length;
                        negation = Some((token.span, NEGATED));
                    } else if classes.intersects(Classes::NEGATION) || form.ends_with("n't") {
                        negation = Some((token.span, NEGATED));
                    } else if classes.intersects(Classes::CONDITION) {
                        sense.open |= !TEMPORAL.contains(&form);
                    } else if classes.intersects(Classes::MODALITY) {
                        sense.push(Role::Modal, String::new(), form, token.span, None);
                    } else if let Some(rank) = lexicon.ordinal_word(form) {
                        sense.ranks.insert(rank.to_bits());
                    } else if classes.intersects(Classes::FUNCTION) || form.chars().count() <= 2 {
                        // It holds the sentence together, and stands between no two words.
                    } else if classes.intersects(Classes::QUANTIFIER) {
                        // "every 67 years" is still what passes.
                    } else if classes.intersects(SILENT) {
                        sense.push(Role::Other, String::new(), form, token.span, None);
                    } else {
                        let negated = negation.take().map(|(span, _)| span);
                        sense.push(Role::Content, stem(form), form, token.span, negated);
                    }
                }
                _ => {}
            }
        }
        for clause in sense.terms.split_mut(|term| term.role == Role::Break) {
            let open = clause.iter().any(|term| term.role == Role::Modal);
            for term in clause {
                term.open = open;
            }
        }
        sense
    }

    fn push(&mut self, role: Role, stem: String, form: &str, span: Span, negated: Option<Span>) {
        self.terms.push(Term {
            role,
            stem,
            form: form.to_owned(),
            span,
            negated,
            open: false,
        });
    }

    fn stop(&mut self, token: Token) {
        self.push(Role::Break, String::new(), "", token.span, None);
    }

    fn last_is_name(&self) -> bool {
        self.terms
            .last()
            .is_some_and(|term| term.role == Role::Name)
    }

    fn value(&mut self, found: &Found, aside: bool) {
        let role = Role::Value(self.values.len());
        if self
            .terms
            .last()
            .is_some_and(|term| term.span == found.span)
        {
            return;
        }
        self.push(role, String::new(), "", found.span, None);
        // "Rosa Delgado, 43, was": an age.
        let age = || values::parse(&format!("aged {}", found.value.written));
        let value = if aside && found.kind == values::Kind::Number {
            age().unwrap_or_else(|| found.value.clone())
        } else {
            found.value.clone()
        };
        self.values.push(Given {
            value: Value {
                written: found.value.written.clone(),
                ..value
            },
            span: found.span,
        });
    }

    /// A value that the writer declares, unless the text gives it.
    pub(super) fn declare(&mut self, value: Value) {
        if !self
            .values
            .iter()
            .any(|given| values::compare(&given.value, &value).agrees())
        {
            self.declared = Some(value);
        }
    }

    fn of(&self, role: Role) -> BTreeSet<&str> {
        let terms = self.terms.iter().filter(|term| term.role == role);
        terms.map(|term| term.stem.as_str()).collect()
    }

    /// Its names, folded.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        self.of(Role::Name)
    }

    /// The stems of its other words.
    pub(super) fn content(&self) -> BTreeSet<&str> {
        self.of(Role::Content)
    }

    /// What it is indexed by.
    pub(super) fn keys(&self) -> BTreeSet<&str> {
        let mut keys = self.names();
        keys.extend(self.content());
        keys
    }
}

/// Words of condition that more often tell when something was.
const TEMPORAL: [&str; 5] = ["when", "once", "cuando", "quand", "lorsque"];

/// Words, beside those that hold a sentence together, that do not tell what it is about.
const SILENT: Classes = Classes::REPORT
    .union(Classes::HEDGE)
    .union(Classes::TITLE)
    .union(Classes::NUMBER_WORD)
    .union(Classes::SCALE)
    .union(Classes::MONTH)
    .union(Classes::WEEKDAY);

/// Words of a tag such as ", the Herald wrote".
const TAG: usize = 6;

/// A sentence without a tag at its end that says who says so.
fn untagged<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let Some((before, tag)) = text.rsplit_once(", ") else {
        return text;
    };
    let mut words = tag.split_whitespace();
    let said = words.clone().count() <= TAG
        && words.any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            lexicon.classes(word).intersects(Classes::SAYING)
        });
    if said && !tag.contains('?') {
        before
    } else {
        text
    }
}

/// Words of a negation such as "no longer" at most.
const LONGEST_NO: usize = 4;

/// Which tokens are part of a name. In German, where all nouns have capitals, none is; and what only
/// tells what somebody is, at the beginning of a sentence, is none: "Trader Nils Aker".
fn names_in(tokens: &Tokens, lexicon: &Lexicon) -> Vec<bool> {
    if lexicon.languages().eq(["de"]) {
        return vec![false; tokens.list.len()];
    }
    let mut names = passage::names(tokens);
    if names.first() == Some(&true) && names.get(1) == Some(&true) {
        let form = tokens.form(tokens.list[0]);
        names[0] = !lexicon.is_common(form) || !lexicon.is_word(form);
    }
    names
}

/// Whether commas stand on both sides of what `text` holds at `span`.
fn stands_aside(text: &str, span: Span) -> bool {
    text[..span.start].trim_end().ends_with(',') && text[span.end..].starts_with(',')
}

/// All that a sentence may be found by, whatever its words do: names folded, and stems.
pub(super) fn keys(tokens: &Tokens) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for &token in tokens
        .list
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
    {
        let form = tokens.form(token);
        if tokens.cased(token).starts_with(char::is_uppercase) {
            keys.insert(fold::key(form.strip_suffix("'s").unwrap_or(form)));
        }
        if form.chars().count() > 2 {
            keys.insert(stem(form));
        }
    }
    keys
}

/// The names in a text, folded.
pub(super) fn names(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let tokens = Tokens::new(text, 0..text.len());
    let names = names_in(&tokens, lexicon);
    // The first word of a sentence has a capital anyway. It is a name where it is no word of the
    // language, or one without an article before a verb: "Keller was".
    let first = |at: usize| {
        let token = tokens.list[at];
        let form = tokens.form(token);
        let bare = || {
            let next = tokens
                .list
                .get(at + 1)
                .map_or("", |&next| tokens.form(next));
            !form.ends_with('s')
                && lexicon.classes(form).without(Classes::NAME).is_empty()
                && lexicon.classes(next).intersects(Classes::AUXILIARY)
        };
        token.kind == TokenKind::Word
            && tokens.cased(token).starts_with(char::is_uppercase)
            && (!lexicon.is_word(form.strip_suffix("'s").unwrap_or(form)) || bare())
    };
    let names = (0..tokens.list.len()).filter(|&at| names[at] || first(at));
    names
        .map(|at| {
            let form = tokens.form(tokens.list[at]);
            fold::key(form.strip_suffix("'s").unwrap_or(form))
        })
        .collect()
}

/// A word without its ending: equal for most forms of one word, and seldom for two.
pub(super) fn stem(form: &str) -> String {
    let form = fold::key(form.strip_suffix("'s").unwrap_or(form));
    let cut = ["ing", "ed", "es", "ly", "s", "e"]
        .iter()
        .find_map(|ending| {
            form.strip_suffix(ending)
                .filter(|stem| stem.chars().count() >= 3)
        });
    let stem = cut.unwrap_or(&form);
    let stem = stem
        .strip_suffix('e')
        .filter(|stem| stem.chars().count() >= 3)
        .unwrap_or(stem);
    stem.chars().take(STEM).collect()
}
