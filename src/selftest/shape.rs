//! Changes of what is quoted, and in what order: omissions, cuts, splices, and marks of editing
//! that hide something.

use super::dice::Dice;
use super::ground::Ground;
use super::word;
use crate::matcher::lexicon::Classes;
use crate::text::{Span, TokenKind};

pub(super) fn omission(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    // With nothing on one side what is left is the shorter quote of the other side.
    const MARGIN: usize = 1;
    let content: Vec<_> = ground
        .content_words()
        .into_iter()
        .filter(|&at| ground.inside(at, MARGIN))
        .collect();
    let first = *dice.pick(&content)?;
    let more = dice.below(3).min(ground.words.len() / 4);
    let last = (first..=first + more)
        .take_while(|&at| ground.inside(at, MARGIN) && ground.token(at).kind == TokenKind::Word)
        .last()?;
    // A small word typed twice is a slip; and of two equal words at an edge one is the shorter quote.
    let harmless =
        |at: usize| ground.classes(at).intersects(Classes::FUNCTION) || !ground.inside(at, 1);
    let twice = ground.form(first) == ground.form(last + 1) && harmless(last + 1)
        || ground.form(first - 1) == ground.form(last) && harmless(first - 1);
    (!twice).then(|| ground.without(first, last))
}

pub(super) fn insertion(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let inner = ground.words.get(1..)?;
    let at = *dice.pick(inner)?;
    let word = dice.pick(ground.stock.words())?;
    // Of two equal words at an edge one is the shorter quote of the other side.
    let twice = [at, at - 1]
        .into_iter()
        .any(|beside| word == ground.form(beside) && !ground.inside(beside, 1));
    (!twice && ground.token(at).space_before()).then(|| ground.insert(at, word))
}

pub(super) fn order(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let words = ground.content_words();
    let (a, b) = (*dice.pick(&words)?, *dice.pick(&words)?);
    let (first, second) = (a.min(b), a.max(b));
    if ground.form(first) == ground.form(second) {
        return None;
    }
    let (from, to) = (ground.token(first).span, ground.token(second).span);
    let quote = ground.quote;
    Some(format!(
        "{}{}{}{}{}",
        &quote[..from.start],
        ground.raw(second),
        &quote[from.end..to.start],
        ground.raw(first),
        &quote[to.end..]
    ))
}

/// A place at least `margin` words from either end at which one word ends and another begins.
fn gap(ground: &Ground<'_>, dice: &mut Dice, margin: usize) -> Option<usize> {
    let inner = ground
        .words
        .get(margin..ground.words.len().checked_sub(margin)?)?;
    let gaps: Vec<_> = inner
        .iter()
        .copied()
        .filter(|&at| {
            ground.token(at).space_before() && ground.token(at - 1).kind == TokenKind::Word
        })
        .collect();
    dice.pick(&gaps).map(|&at| ground.token(at).span.start)
}

pub(super) fn splice(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let other = dice.pick(ground.others)?;
    let other = Ground::new(other, ground.stock, &[])?;
    let (end, start) = (gap(ground, dice, 4)?, gap(&other, dice, 4)?);
    let (head, tail) = (&ground.quote[..end], &other.quote[start..]);
    (!ground.quote.contains(tail)).then(|| format!("{head}{tail}"))
}

pub(super) fn boundary_word(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let long = |at: usize| ground.raw(at).chars().count() >= 6 && ground.raw(at).is_ascii();
    let (&first, &last) = (ground.words.first()?, ground.words.last()?);
    let cut = 2 + dice.below(2);
    if dice.once_in(2) && first == 0 && long(first) {
        return Some(ground.quote[ground.token(first).span.start + cut..].to_owned());
    }
    let end = ground.token(last).span.end;
    (long(last) && last + 1 == ground.tokens.list.len())
        .then(|| ground.quote[..end - cut].to_owned())
}

pub(super) fn boundary_number(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let number = *dice.pick(&ground.numbers())?;
    let (span, raw) = (ground.token(number).span, ground.raw(number));
    let cut = (1..raw.len()).find(|&at| raw.as_bytes()[at].is_ascii_digit())?;
    let quote = ground.quote;
    let before = ground.words.iter().filter(|&&at| at < number).count();
    if ground.words.len() - before >= 4 {
        Some(quote[span.start + cut..].to_owned())
    } else if before >= 4 {
        Some(quote[..span.end - (raw.len() - cut)].to_owned())
    } else {
        None
    }
}

pub(super) fn boundary_compound(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let letter = |at: Option<&crate::text::Token>, start: usize| {
        at.is_some_and(|token| token.kind == TokenKind::Word && token.span.start == start)
    };
    let list = &ground.tokens.list;
    let joined = |&at: &usize| {
        let dash = list[at];
        let before = at.checked_sub(1).map(|before| list[before]);
        ground.raw(at) == "-"
            && before.is_some_and(|token| {
                token.kind == TokenKind::Word && token.span.end == dash.span.start
            })
            && letter(list.get(at + 1), dash.span.end)
    };
    let dashes: Vec<_> = (1..list.len()).filter(joined).collect();
    let at = *dice.pick(&dashes)?;
    let before = ground.words.iter().filter(|&&word| word < at).count();
    if ground.words.len() - before >= 4 {
        Some(ground.quote[list[at].span.end..].to_owned())
    } else {
        (before >= 4).then(|| ground.quote[..list[at].span.start].to_owned())
    }
}

pub(super) fn bracket_negates(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let changed = word::negation_added(ground, dice)?;
    let start = changed
        .bytes()
        .zip(ground.quote.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let added = changed.len() - ground.quote.len();
    // The two may agree beyond the word, as in "n" of "not now"; the word begins after a space.
    let start = changed[..changed.floor_char_boundary(start)].rfind(' ')? + 1;
    let word = changed[start..].split(' ').next()?;
    (word.len() + 1 == added).then(|| {
        format!(
            "{}[{word}]{}",
            &changed[..start],
            &changed[start + word.len()..]
        )
    })
}

pub(super) fn bracket_replaces(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let bracketed = |at: usize, with: &str| {
        let inside = ground.inside(at, 2);
        inside.then(|| ground.replace(ground.token(at).span, &format!("[{with}]")))
    };
    match dice.below(3) {
        0 => {
            let at = *dice.pick(&ground.numbers())?;
            bracketed(at, &(11 + dice.below(80)).to_string())
                .filter(|changed| !changed.contains(&format!("[{}]", ground.raw(at))))
        }
        1 => {
            let (at, opposite) = word::opposite(ground, dice)?;
            bracketed(at, &opposite)
        }
        _ => {
            let at = *dice.pick(&ground.names())?;
            let name = dice.pick(ground.stock.names())?;
            let alike = name.to_lowercase().contains(ground.form(at))
                || ground.form(at).contains(&name.to_lowercase());
            if alike { None } else { bracketed(at, name) }
        }
    }
}

pub(super) fn elision_hides(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let negation = |at: usize| ground.classes(at).intersects(Classes::NEGATION);
    // A modal stands before its verb; "needs" before anything else is itself the verb.
    let modal = |at: usize| {
        let determines = Classes::FUNCTION.union(Classes::QUANTIFIER);
        ground.token(at + 1).kind == TokenKind::Word
            && !ground.classes(at + 1).intersects(determines)
    };
    let words: Vec<_> = ground
        .of(Classes::NEGATION.union(Classes::MODALITY))
        .into_iter()
        .filter(|&at| ground.inside(at, 3) && (negation(at) || modal(at)))
        .filter(|&at| !matches!(ground.form(at), "ne" | "n'"))
        .collect();
    let at = *dice.pick(&words)?;
    // With its verb gone too, a modal hides nothing: what is left states nothing.
    let last = at + if negation(at) { dice.below(2) } else { 0 };
    if ground.token(last).kind != TokenKind::Word || !ground.inside(last, 3) {
        return None;
    }
    let span = Span::new(ground.token(at).span.start, ground.token(last).span.end);
    Some(ground.replace(span, "…"))
}

pub(super) fn elision_order(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let gap = gap(ground, dice, 4)?;
    let (head, tail) = (ground.quote[..gap].trim(), ground.quote[gap..].trim());
    // What stands in this order too is no change, however far apart.
    let repeated = ground.stock.holds_in_order(tail, head);
    (!repeated).then(|| format!("{tail} … {head}"))
}
