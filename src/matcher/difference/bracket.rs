//! What an editor put in brackets.

use crate::matcher::align::Step;
use crate::matcher::judge::{Judged, Pair};
use crate::matcher::known::{self, Standing};
use crate::matcher::lexicon::Classes;
use crate::matcher::model::{Fidelity, Kind};
use crate::text::{TokenKind, Tokens};

use super::{between, kind_of, of, word};

/// A group in brackets that the source does not have. It may add words between words, or replace a
/// pronoun or an article; it never stands inside a number or a name, never holds a word that turns
/// the sense, and never replaces what carries it.
pub(in crate::matcher) fn bracket(pair: &Pair<'_>, steps: &[Step], at: usize) -> Option<Judged> {
    let step = &steps[at];
    let judged = |kind, weight| Some(of(pair, step, kind, weight));
    let inside = step.quote.start + 1..step.quote.end.saturating_sub(1);
    let forms: Vec<&str> = inside.clone().map(|at| pair.q_form(at)).collect();
    if step.source.is_empty() && remark(&forms) {
        return judged(Kind::Bracket, Fidelity::Edited);
    }
    if step.source.is_empty() && no_editors(pair, inside.clone()) {
        return judged(Kind::Insertion, Fidelity::Altered);
    }
    if let Some(kind) = instead_of_bracket(pair, steps, at) {
        return judged(kind, Fidelity::Altered);
    }
    let turning = if step.source.is_empty() && names_a_thing(pair, &forms) {
        TURNING.without(Classes::DIRECTION)
    } else {
        TURNING
    };
    for (offset, at) in inside.clone().enumerate() {
        let token = pair.q(at);
        if token.kind != TokenKind::Word {
            continue;
        }
        let found = word::classes(pair, forms[offset]);
        if found.intersects(turning) && !points_elsewhere(&forms, offset) {
            let opposite = found.intersects(Classes::DIRECTION);
            return judged(
                kind_of(
                    found,
                    if opposite {
                        Kind::Direction
                    } else {
                        Kind::Content
                    },
                ),
                Fidelity::Altered,
            );
        }
    }
    if unknown_name(pair, steps, at) {
        return judged(Kind::Name, Fidelity::Altered);
    }
    if !step.source.is_empty() {
        return match replaced_kind(pair, step, &forms) {
            Some(kind) => judged(kind, Fidelity::Altered),
            None => judged(Kind::Bracket, Fidelity::Edited),
        };
    }
    if let Some(kind) = splits(pair, steps, at, &forms) {
        return judged(kind, Fidelity::Altered);
    }
    judged(Kind::Bracket, Fidelity::Edited)
}

/// What editors say of their own hand in a quote: it adds nothing to the words.
fn remark(forms: &[&str]) -> bool {
    let first = forms.first().copied().unwrap_or_default();
    let last = forms.last().copied().unwrap_or_default();
    let english = matches!(
        first,
        "emphasis"
            | "emphases"
            | "italics"
            | "underlining"
            | "bold"
            | "citation"
            | "citations"
            | "footnote"
            | "footnotes"
            | "internal"
            | "quotation"
            | "alteration"
            | "alterations"
            | "brackets"
            | "ellipsis"
            | "ellipses"
            | "paragraph"
            | "paragraphs"
            | "punctuation"
            | "capitalization"
            | "capitalisation"
            | "headings"
            | "spelling"
            | "translation"
    ) && matches!(
        last,
        "added"
            | "mine"
            | "ours"
            | "supplied"
            | "original"
            | "omitted"
            | "removed"
            | "altered"
            | "deleted"
            | "modernised"
            | "modernized"
            | "corrected"
    );
    english || REMARKS.contains(&forms.join(" ").as_str())
}

const REMARKS: [&str; 7] = [
    "sic",
    "énfasis añadido",
    "cursiva añadida",
    "nous soulignons",
    "je souligne",
    "hervorhebung hinzugefügt",
    "hervorhebung im original",
];

/// "[the defendant]", "[from baseline]", "[i.e., the first group]": a word that can say which way
/// is here part of the name of a thing.
fn names_a_thing(pair: &Pair<'_>, forms: &[&str]) -> bool {
    let determines = |form: &str| {
        pair.lexicon
            .classes(form)
            .intersects(Classes::ARTICLE.union(Classes::PRONOUN))
    };
    match forms {
        [first, second, ..] => {
            determines(first)
                || matches!(*first, "i" | "e" | "ie" | "eg" | "namely" | "viz")
                || pair.lexicon.classes(first).intersects(Classes::PREPOSITION)
                    && (*first != "to" || determines(second))
        }
        _ => false,
    }
}

/// Where the source has a bracket of its own just here, the quote's stands in its place: another
/// footnote mark, another table.
fn instead_of_bracket(pair: &Pair<'_>, steps: &[Step], at: usize) -> Option<Kind> {
    let step = &steps[at];
    let quoted = &pair.quote_tokens.list[step.quote.clone()];
    let has_source = |step: &&Step| !step.source.is_empty();
    let before = steps[..at].iter().rev().find(has_source);
    let after = steps[at + 1..].iter().find(has_source);
    let list = &pair.source_tokens.list;
    let bracket = |at: usize, kind: TokenKind, form: &str| {
        list.get(at)
            .is_some_and(|token| token.kind == kind && pair.source_tokens.form(*token) == form)
    };
    // The group of the source that begins or ends beside the place.
    let right = match (after, before) {
        (Some(step), _) => step.source.start,
        (None, Some(step)) => step.source.end,
        (None, None) => return None,
    };
    let left = match (before, after) {
        (Some(step), _) => step.source.end,
        (None, Some(step)) => step.source.start,
        (None, None) => return None,
    };
    let opens = (bracket(right, TokenKind::Open, "[")).then(|| {
        let end = (right..list.len()).find(|&at| bracket(at, TokenKind::Close, "]"));
        end.map(|end| right..end + 1)
    });
    let closes = (left > 0 && bracket(left - 1, TokenKind::Close, "]")).then(|| {
        let start = (0..left)
            .rev()
            .find(|&at| bracket(at, TokenKind::Open, "["));
        start.map(|start| start..left)
    });
    let partners = |range: &std::ops::Range<usize>| {
        steps.iter().any(|other| {
            !other.quote.is_empty()
                && !other.source.is_empty()
                && other.source.start < range.end
                && range.start < other.source.end
        })
    };
    let groups = [opens, closes].into_iter().flatten().flatten();
    for range in groups.filter(|range| !partners(range)) {
        let group = &list[range];
        let numeric = |tokens: &[crate::text::Token]| {
            tokens.iter().any(|token| token.kind == TokenKind::Number)
                && !tokens.iter().any(|token| token.kind == TokenKind::Word)
        };
        if numeric(quoted) && numeric(group) {
            return Some(Kind::Number);
        }
        let numeric_words = |tokens: &[crate::text::Token]| {
            tokens.iter().any(|token| token.kind == TokenKind::Number)
        };
        let words = |tokens: &[crate::text::Token]| {
            tokens
                .iter()
                .filter(|token| token.solid())
                .map(|token| token.hash)
                .collect::<Vec<_>>()
        };
        let signs = |tokens: &[crate::text::Token]| tokens.iter().filter(|it| it.sign()).count();
        if numeric_words(quoted) && signs(quoted) != signs(group) {
            return Some(Kind::Number);
        }
        let (ours, theirs) = (words(quoted), words(group));
        if ours.len() == theirs.len()
            && ours != theirs
            && ours.iter().zip(&theirs).any(|(a, b)| a == b)
        {
            return Some(Kind::Content);
        }
    }
    None
}

/// Words that turn the sense of those around them.
const TURNING: Classes = Classes::NEGATION
    .union(Classes::QUANTIFIER)
    .union(Classes::HEDGE)
    .union(Classes::MODALITY)
    .union(Classes::DIRECTION)
    .union(Classes::DENIAL);

/// "[as defined above]", "[see below]": direction within the text, not of the matter.
fn points_elsewhere(forms: &[&str], at: usize) -> bool {
    let pointer = matches!(
        forms[at],
        "above" | "below" | "before" | "earlier" | "later" | "previously"
    );
    let alone = forms.len() == 1;
    pointer
        && !alone
        && forms.iter().any(|form| {
            matches!(
                *form,
                "see"
                    | "as"
                    | "defined"
                    | "described"
                    | "mentioned"
                    | "cited"
                    | "noted"
                    | "shown"
                    | "given"
                    | "discussed"
                    | "named"
                    | "stated"
                    | "quoted"
                    | "referred"
            )
        })
}

/// Whether the bracket holds a name that the source does not have: one that is nearly another of
/// its names, or one that stands for words of the source.
fn unknown_name(pair: &Pair<'_>, steps: &[Step], at: usize) -> bool {
    let step = &steps[at];
    let stands_for_words = !step.source.is_empty() || beside_a_word(pair, steps, at);
    (step.quote.start + 1..step.quote.end.saturating_sub(1)).any(|at| {
        let token = pair.q(at);
        if token.kind != TokenKind::Word || !known::capital(pair.quote_tokens.cased(token)) {
            return false;
        }
        match pair
            .known
            .standing(&crate::text::fold::key(pair.q_form(at)))
        {
            Standing::Known => false,
            Standing::Changed => true,
            Standing::Unknown => {
                stands_for_words
                    && known::ends_run(pair.quote_tokens, at)
                    && !pair.lexicon.is_common(pair.q_form(at))
            }
        }
    })
}

/// Whether the bracket stands at an edge of the quote where the source has a word of the same
/// clause: `[Jones] was free` for `he was free`.
fn beside_a_word(pair: &Pair<'_>, steps: &[Step], at: usize) -> bool {
    let has_source = |step: &&Step| !step.source.is_empty();
    let before = steps[..at].iter().rev().find(has_source);
    let after = steps[at + 1..].iter().find(has_source);
    let outside = match (before, after) {
        (None, Some(step)) => step.source.start.checked_sub(1),
        (Some(step), None) => Some(step.source.end),
        _ => None,
    };
    outside
        .and_then(|at| pair.source_tokens.list.get(at))
        .is_some_and(|token| token.kind == TokenKind::Word)
}

/// Why the bracket may not replace what the source has there; `None` where it may.
fn replaced_kind(pair: &Pair<'_>, step: &Step, forms: &[&str]) -> Option<Kind> {
    let mut words = 0;
    for at in step.source.clone() {
        let token = pair.s(at);
        let form = pair.s_form(at);
        match token.kind {
            TokenKind::Word => {
                words += 1;
                // What is repeated inside the bracket is not replaced.
                if forms.contains(&form) {
                    continue;
                }
                let found = word::classes(pair, form);
                // "here" and "there" are pronouns too.
                let turned = forms
                    .iter()
                    .any(|quoted| pair.lexicon.is_opposite(quoted, form));
                if found.intersects(Classes::PRONOUN.union(Classes::ARTICLE))
                    && !turned
                    && !found.intersects(TURNING)
                {
                    continue;
                }
                if step.source.len() == 1 && forms.len() == 1 && same_stem(pair, forms[0], form) {
                    continue;
                }
                let capital = pair
                    .source_tokens
                    .cased(token)
                    .starts_with(char::is_uppercase);
                return Some(if turned || found.intersects(Classes::DIRECTION) {
                    Kind::Direction
                } else if found.intersects(Classes::UNIT) {
                    Kind::Unit
                } else {
                    kind_of(found, if capital { Kind::Name } else { Kind::Content })
                });
            }
            TokenKind::Number | TokenKind::Raised | TokenKind::Symbol => return Some(Kind::Number),
            TokenKind::Dash if token.sign() => return Some(Kind::Number),
            _ => {}
        }
    }
    (words == 0).then_some(Kind::Content)
}

/// Why no words may be put in here; `None` where they may.
fn splits(pair: &Pair<'_>, steps: &[Step], at: usize, forms: &[&str]) -> Option<Kind> {
    let before = steps[..at]
        .iter()
        .rev()
        .find(|step| !step.source.is_empty());
    let after = steps[at + 1..].iter().find(|step| !step.source.is_empty());
    let left = match before {
        Some(step) => Some(step.source.end - 1),
        None => after.and_then(|step| step.source.start.checked_sub(1)),
    };
    let right = match after {
        Some(step) => Some(step.source.start),
        None => before.map(|step| step.source.end),
    };
    let token = |at: Option<usize>| at.and_then(|at| pair.source_tokens.list.get(at)).copied();
    let (left_token, right_token) = (token(left), token(right));
    let name = |at: Option<usize>| at.is_some_and(|at| is_name(pair.source_tokens, pair, at));
    if before.is_none() || after.is_none() {
        // At an edge the bracket may stand for the source's own word there: "[Jones] was free".
        let (edge, inner) = if before.is_none() {
            (left, right_token)
        } else {
            (right, left_token)
        };
        let outside = token(edge)?;
        let form = pair.source_tokens.form(outside);
        let said =
            inner.is_some_and(|inner| inner.kind == TokenKind::Word) && !forms.contains(&form);
        let figure = pair.quote_tokens.list[steps[at].quote.clone()]
            .iter()
            .any(|token| token.kind == TokenKind::Number);
        if outside.kind == TokenKind::Number && (said || figure && !forms.contains(&form)) {
            return Some(Kind::Number);
        }
        if said && before.is_none() && outside.kind == TokenKind::Word {
            let found = word::classes(pair, form);
            if name(edge) && !found.intersects(Classes::PRONOUN) {
                return Some(Kind::Name);
            }
        }
        return None;
    }
    let (left_token, right_token) = (left_token?, right_token?);
    let glued = !right_token.space_before();
    let number = |token: crate::text::Token| token.kind == TokenKind::Number;
    if glued && left_token.solid() && right_token.solid() {
        return Some(Kind::Boundary);
    }
    if number(left_token)
        && !matches!(
            right_token.kind,
            TokenKind::Word
                | TokenKind::Open
                | TokenKind::Close
                | TokenKind::Comma
                | TokenKind::Stop
        )
    {
        return Some(Kind::Number);
    }
    if number(left_token) && right_token.kind == TokenKind::Word {
        let found = pair.lexicon.classes(pair.source_tokens.form(right_token));
        if found.intersects(Classes::SCALE.union(Classes::UNIT))
            && !found.intersects(Classes::FUNCTION)
        {
            return Some(Kind::Number);
        }
    }
    (left_token.kind == TokenKind::Word
        && right_token.kind == TokenKind::Word
        && name(left)
        && name(right))
    .then_some(Kind::Name)
}

/// A capitalised word that is no word of the language.
fn is_name(tokens: &Tokens, pair: &Pair<'_>, at: usize) -> bool {
    let token = tokens.list[at];
    token.kind == TokenKind::Word
        && tokens.cased(token).starts_with(char::is_uppercase)
        && tokens.cased(token).chars().count() > 1
        && !pair.lexicon.is_word(tokens.form(token))
}

/// Whether two words differ in an ending that a verb may take.
fn same_stem(pair: &Pair<'_>, a: &str, b: &str) -> bool {
    let common = a
        .char_indices()
        .zip(b.chars())
        .take_while(|((_, x), y)| x == y)
        .last()
        .map_or(0, |((at, x), _)| at + x.len_utf8());
    let ending =
        |rest: &str| rest.is_empty() || pair.lexicon.classes(rest).intersects(Classes::VERB_ENDING);
    // The stem may lose an e or double a consonant before its ending.
    a[..common].chars().count() >= 3 && ending(&a[common..]) && ending(&b[common..])
}

/// `walk[ed]` for "walks": a verb's ending in brackets. Anything else in the middle of a word is
/// another word.
pub(super) fn within_word(pair: &Pair<'_>, i: usize, j: usize) -> Judged {
    let raw = pair.q_raw(i);
    let (quoted, source) = (pair.q_form(i), pair.s_form(j));
    let ending_only = raw.ends_with(']') && !raw.starts_with('[');
    let stem = raw.split('[').next().unwrap_or_default().to_lowercase();
    if ending_only && source.starts_with(&stem) && same_stem(pair, quoted, source) {
        return between(pair, i, j, Kind::Bracket, Fidelity::Edited);
    }
    let found = word::classes(pair, quoted).union(word::classes(pair, source));
    between(pair, i, j, kind_of(found, Kind::Content), Fidelity::Altered)
}

/// Whether no editor would put this in brackets: code, more brackets, nothing, or a whole sentence.
fn no_editors(pair: &Pair<'_>, inside: std::ops::Range<usize>) -> bool {
    const MOST_WORDS: usize = 16;
    let tokens = &pair.quote_tokens.list[inside.clone()];
    let coded = inside.clone().any(|at| {
        matches!(pair.q(at).kind, TokenKind::Open | TokenKind::Close)
            && pair.q_form(at) != "("
            && pair.q_form(at) != ")"
            || pair.q(at).kind == TokenKind::Markup && pair.q_form(at) == "`"
    });
    coded || inside.is_empty() || tokens.iter().filter(|token| token.solid()).count() > MOST_WORDS
}
