//! Changes of numbers, units and dates.

use super::dice::Dice;
use super::ground::Ground;
use crate::matcher::lexicon::{Class, Classes};
use crate::text::{Span, TokenKind};

/// A number with the digit at a place replaced.
fn with_digit(raw: &str, at: usize, digit: char) -> String {
    format!("{}{digit}{}", &raw[..at], &raw[at + 1..])
}

fn digits(raw: &str) -> Vec<usize> {
    let bytes = raw.bytes().enumerate();
    bytes
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect()
}

pub(super) fn digit(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let number = *dice.pick(&ground.numbers())?;
    let raw = ground.raw(number);
    let at = *dice.pick(&digits(raw))?;
    let old = raw[at..=at].chars().next()?.to_digit(10)?;
    let new = char::from_digit((old + 1 + dice.below(8) as u32) % 10, 10)?;
    Some(ground.replace(ground.token(number).span, &with_digit(raw, at, new)))
}

pub(super) fn digits_swapped(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let number = *dice.pick(&ground.numbers())?;
    let raw = ground.raw(number);
    let places = digits(raw);
    let unlike: Vec<_> = places
        .windows(2)
        .filter(|pair| raw.as_bytes()[pair[0]] != raw.as_bytes()[pair[1]])
        .collect();
    let pair = dice.pick(&unlike)?;
    let mut swapped = raw.as_bytes().to_vec();
    swapped.swap(pair[0], pair[1]);
    let swapped = String::from_utf8(swapped).ok()?;
    Some(ground.replace(ground.token(number).span, &swapped))
}

pub(super) fn magnitude(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let whole = |&at: &usize| !ground.raw(at).contains(['.', ',']);
    let numbers: Vec<_> = ground.numbers().into_iter().filter(whole).collect();
    let number = *dice.pick(&numbers)?;
    let raw = ground.raw(number);
    let changed = if raw.len() > 1 && !raw.starts_with('0') && dice.once_in(2) {
        raw[..raw.len() - 1].to_owned()
    } else if raw.bytes().any(|byte| byte != b'0') {
        format!("{raw}0")
    } else {
        return None; // no zero is more than another
    };
    Some(ground.replace(ground.token(number).span, &changed))
}

pub(super) fn decimal_point(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    // One or two places: three may be thousands in another notation.
    let decimal = |&at: &usize| {
        ground
            .raw(at)
            .split_once(['.', ','])
            .is_some_and(|(whole, rest)| {
                !whole.is_empty()
                    && (1..=2).contains(&rest.len())
                    && digits(rest).len() == rest.len()
                    && ground.raw(at).contains(|c: char| ('1'..='9').contains(&c))
            })
    };
    let numbers: Vec<_> = ground.numbers().into_iter().filter(decimal).collect();
    let number = *dice.pick(&numbers)?;
    let raw = ground.raw(number);
    let point = raw.find(['.', ','])?;
    let (whole, rest) = (&raw[..point], &raw[point + 1..]);
    let changed = if dice.once_in(2) && whole != "0" {
        format!("{whole}{rest}")
    } else {
        format!("{whole}{}{}{}", &rest[..1], &raw[point..=point], &rest[1..])
    };
    let changed = changed.trim_end_matches(['.', ',']);
    Some(ground.replace(ground.token(number).span, changed))
}

pub(super) fn sign(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let number = *dice.pick(&ground.numbers())?;
    let span = ground.token(number).span;
    let before = number.checked_sub(1).map(|before| ground.token(before));
    match before {
        Some(token) if token.kind == TokenKind::Dash && token.sign() => {
            Some(ground.replace(token.span, ""))
        }
        // Between words, where a dash can be nothing else.
        Some(token) if token.kind == TokenKind::Word && ground.token(number).space_before() => {
            Some(ground.replace(Span::new(span.start, span.start), "−"))
        }
        _ => None,
    }
}

pub(super) fn comparison(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    const SIGNS: [&str; 5] = ["<", ">", "≤", "≥", "="];
    let all = 0..ground.tokens.list.len();
    let signs: Vec<_> = all
        .filter(|&at| {
            let next = ground.tokens.list.get(at + 1);
            SIGNS.contains(&ground.raw(at))
                && next.is_some_and(|next| next.kind == TokenKind::Number)
        })
        .collect();
    let at = *dice.pick(&signs)?;
    let other = *dice.pick(&SIGNS)?;
    Some(ground.replace(ground.token(at).span, other))
}

/// Words and signs of `class` just after a number.
fn after_number(ground: &Ground<'_>, class: Classes) -> Vec<usize> {
    let numbers = ground.numbers().into_iter();
    numbers
        .map(|number| number + 1)
        .filter(|&at| at < ground.tokens.list.len() && ground.classes(at).intersects(class))
        .collect()
}

/// Another word of `class`, of the same language, that is no other way of writing `word`.
fn another(ground: &Ground<'_>, dice: &mut Dice, class: Class, word: &str) -> Option<String> {
    let lexicon = ground.lexicon();
    let value = |word: &str| {
        lexicon
            .number_word(word)
            .or_else(|| lexicon.ordinal_word(word))
    };
    let stem = |word: &str| word.chars().take(3).collect::<String>();
    let long = |word: &str| word.chars().count() >= 3;
    let words: Vec<_> = lexicon
        .words(class)
        .into_iter()
        .filter(|other| stem(other) != stem(word) && long(other) == long(word))
        .filter(|other| value(word).is_none() || value(other) != value(word))
        .filter(|other| value(other).is_some() || value(word).is_none())
        .collect();
    dice.pick(&words).map(|word| (*word).to_owned())
}

pub(super) fn unit(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let units: Vec<_> = after_number(ground, Classes::UNIT)
        .into_iter()
        .filter(|&at| {
            !ground
                .classes(at)
                .intersects(Classes::SCALE.union(Classes::PREPOSITION))
        })
        .collect();
    let at = *dice.pick(&units)?;
    let other = another(ground, dice, Class::Unit, ground.form(at))?;
    Some(ground.replace(ground.token(at).span, &other))
}

pub(super) fn scale(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = *dice.pick(&after_number(ground, Classes::SCALE))?;
    let other = another(ground, dice, Class::Scale, ground.form(at))?;
    Some(ground.swap(at, &other))
}

pub(super) fn number_word(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let lexicon = ground.lexicon();
    let counts = |&at: &usize| {
        lexicon
            .number_word(ground.form(at))
            .is_some_and(|n| n > 1.0)
    };
    let words: Vec<_> = ground
        .of(Classes::NUMBER_WORD)
        .into_iter()
        .filter(counts)
        .collect();
    let at = *dice.pick(&words)?;
    let other = another(ground, dice, Class::NumberWord, ground.form(at))?;
    Some(ground.swap(at, &other))
}

pub(super) fn date(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let capital = |&at: &usize| {
        ground.lexicon().languages().eq(["de"])
            || ground.raw(at).starts_with(char::is_uppercase)
            || !ground.lexicon().languages().eq(["en"])
    };
    let class = if dice.once_in(3) {
        Class::Weekday
    } else {
        Class::Month
    };
    let words: Vec<_> = ground
        .of(Classes::of(class))
        .into_iter()
        .filter(capital)
        .collect();
    let at = *dice.pick(&words)?;
    let other = another(ground, dice, class, ground.form(at))?;
    Some(ground.swap(at, &other))
}
