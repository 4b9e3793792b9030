//! Changes of one word.

use super::dice::Dice;
use super::ground::Ground;
use crate::matcher::lexicon::{Class, Classes};

/// The word that says no to a verb, by language, and whether it stands after it.
fn negation(ground: &Ground<'_>) -> Option<(&'static str, bool)> {
    match ground.lexicon().languages().next()? {
        "en" => Some(("not", true)),
        "es" => Some(("no", false)),
        "fr" => Some(("pas", true)),
        "de" => Some(("nicht", true)),
        _ => None,
    }
}

pub(super) fn negation_dropped(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    // French says no with "pas"; the "ne" is often left out, and sometimes means nothing.
    let says_no = |at: usize| !matches!(ground.form(at), "ne" | "n'") && ground.inside(at, 1);
    let mut words = ground.of(Classes::NEGATION);
    words.retain(|&at| says_no(at));
    let at = *dice.pick(&words)?;
    let full = ground.form(at);
    Some(
        match full
            .strip_suffix("n't")
            .or_else(|| full.strip_suffix("n’t"))
        {
            Some(verb) if verb.len() > 2 => ground.swap(at, verb),
            _ => ground.without(at, at),
        },
    )
}

pub(super) fn negation_added(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let (not, after) = negation(ground)?;
    let verbs: Vec<_> = ground
        .of(Classes::AUXILIARY.union(Classes::MODALITY))
        .into_iter()
        .filter(|&at| ground.inside(at, 1))
        .collect();
    let verb = match dice.pick(&verbs) {
        Some(&at) => at,
        None => *dice
            .pick(&ground.content_words())
            .filter(|&&at| ground.inside(at, 1))?,
    };
    let at = if after { verb + 1 } else { verb };
    // Beside a word that says no already it need not change anything.
    let near = verb.saturating_sub(2)..(verb + 3).min(ground.tokens.list.len());
    if near
        .into_iter()
        .any(|at| ground.classes(at).intersects(Classes::NEGATION))
    {
        return None;
    }
    (at < ground.tokens.list.len()).then(|| ground.insert(at, not))
}

pub(super) fn name_swapped(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = *dice.pick(&ground.names())?;
    let other = dice.pick(ground.stock.names())?;
    let alike = other.to_lowercase().starts_with(ground.form(at))
        || ground.form(at).starts_with(&other.to_lowercase());
    (!alike).then(|| ground.replace(ground.token(at).span, other))
}

pub(super) fn name_letter(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = *dice.pick(&ground.names())?;
    let raw = ground.raw(at);
    let letters: Vec<(usize, char)> = raw.char_indices().skip(1).collect();
    let &(place, old) = dice.pick(&letters)?;
    let new = char::from(b'a' + dice.below(26) as u8);
    let same = crate::text::fold::key(&old.to_string()) == new.to_string();
    let changed = format!("{}{new}{}", &raw[..place], &raw[place + old.len_utf8()..]);
    (!same && old.is_lowercase()).then(|| ground.replace(ground.token(at).span, &changed))
}

pub(super) fn direction(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let (at, opposite) = opposite(ground, dice)?;
    Some(ground.swap(at, &opposite))
}

/// A word that has an opposite, and that.
pub(super) fn opposite(ground: &Ground<'_>, dice: &mut Dice) -> Option<(usize, String)> {
    let words = ground.of(Classes::DIRECTION.union(Classes::OPPOSITE));
    let at = *dice.pick(&words)?;
    let opposites = ground.lexicon().opposites(ground.form(at));
    Some((at, dice.pick(&opposites)?.clone()))
}

/// Another word of the class in place of one.
fn another(ground: &Ground<'_>, dice: &mut Dice, class: Class) -> Option<String> {
    let at = *dice.pick(&ground.of(Classes::of(class)))?;
    let (form, lexicon) = (ground.form(at), ground.lexicon());
    let short = lexicon.expansions(form);
    let words: Vec<_> = lexicon
        .words(class)
        .into_iter()
        .filter(|word| {
            !word.contains('\'')
                && *word != form
                && !lexicon.same_spelling(word, form)
                && !short.iter().any(|long| long.contains(word))
                // "a" and "some" are an article and a quantifier: of two classes, of two readings.
                && lexicon.classes(word).without(Classes::ARTICLE) == lexicon.classes(word)
        })
        .collect();
    let word = dice.pick(&words)?;
    (!ground.repeats(at, word)).then(|| ground.swap(at, word))
}

pub(super) fn preposition(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Preposition)
}

pub(super) fn modality(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Modality)
}

pub(super) fn quantifier(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Quantifier)
}

pub(super) fn pronoun(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Pronoun)
}

pub(super) fn conjunction(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Conjunction)
}

pub(super) fn auxiliary(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    another(ground, dice, Class::Auxiliary)
}

pub(super) fn hedge_dropped(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let words: Vec<_> = ground
        .of(Classes::MODALITY.union(Classes::HEDGE))
        .into_iter()
        .filter(|&at| ground.inside(at, 1) && !ground.raw(at).contains(['\'', '’']))
        .collect();
    let at = *dice.pick(&words)?;
    Some(ground.without(at, at))
}

pub(super) fn content(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = *dice.pick(&ground.content_words())?;
    let word = dice.pick(ground.stock.words())?;
    let stem = |word: &str| word.chars().take(4).collect::<String>();
    let alike = stem(word) == stem(ground.form(at));
    let same = ground.lexicon().same_spelling(word, ground.form(at)) || ground.repeats(at, word);
    (!alike && !same).then(|| ground.swap(at, word))
}

pub(super) fn lookalike(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = *dice.pick(&ground.content_words())?;
    let form = ground.form(at);
    let lexicon = ground.lexicon();
    let words: Vec<_> = lexicon
        .nearest(form, 1)
        .into_iter()
        .filter(|word| {
            let folded = crate::text::fold::key(word);
            folded != crate::text::fold::key(form) && !lexicon.same_spelling(word, form)
        })
        .collect();
    let word = dice.pick(&words)?;
    (!ground.repeats(at, word)).then(|| ground.swap(at, word))
}

pub(super) fn symbol_case(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    // A line in capitals is typography.
    let symbol = |&at: &usize| {
        let raw = ground.raw(at);
        raw.chars().filter(|c| c.is_uppercase()).count() >= 2 && !ground.lexicon().is_word(raw)
    };
    let shouting = ground.words.iter().filter(|&at| symbol(at)).count() * 2 > ground.words.len();
    let words: Vec<_> = ground.words.iter().copied().filter(symbol).collect();
    let at = *dice.pick(&words)?;
    (!shouting).then(|| ground.replace(ground.token(at).span, ground.form(at)))
}
