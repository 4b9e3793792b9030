//! Harmless differences: what layout, typography and honest editing do to a quote. All should be
//! accepted.

use unicode_normalization::UnicodeNormalization as _;

use super::dice::Dice;
use super::ground::Ground;
use crate::matcher::lexicon::Classes;
use crate::text::{Span, TokenKind};

macro_rules! noises {
    ($($(#[$doc:meta])+ $noise:ident $name:literal $plant:ident,)+) => {
        /// A kind of harmless difference.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Noise {
            $($(#[$doc])+ $noise,)+
        }

        impl Noise {
            /// Every kind, in the order in which they are reported.
            pub const ALL: &[Self] = &[$(Self::$noise,)+];

            /// The word used in reports.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$noise => $name,)+
                }
            }

            /// The quote of `ground` with this difference; `None` where it offers no place.
            pub fn plant(self, ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
                let noisy = match self {
                    $(Self::$noise => $plant(ground, dice),)+
                };
                noisy.filter(|noisy| noisy != ground.quote)
            }
        }
    };
}

noises! {
    /// Lines broken elsewhere, spaces doubled, no-break spaces.
    Layout "layout" layout,
    /// Straight quotation marks and apostrophes for curly ones, or the reverse.
    Quotation "quotation-marks" quotation,
    /// Dashes of another kind between words.
    Dash "dashes" dashes,
    /// Letters as one glyph.
    Ligature "ligature" ligature,
    /// Accents as characters of their own.
    Decomposed "decomposed" decomposed,
    /// A word broken with a hyphen at the end of a line.
    LineEndHyphen "line-end-hyphen" line_end_hyphen,
    /// Soft hyphens, zero-width spaces and joiners, marks of direction: all that is drawn as nothing.
    Invisible "invisible" invisible,
    /// Thin spaces between thousands.
    Thousands "thousands" thousands,
    /// The case of the first letter.
    FirstLetter "first-letter" first_letter,
    /// Punctuation at the end left out or put in.
    EdgePunctuation "edge-punctuation" edge_punctuation,
    /// A remark in brackets.
    Gloss "gloss" gloss,
    /// A word that only describes left out, with a mark.
    Elision "elision" elision,
    /// A slip of the finger that can be no other word.
    Slip "slip" slip,
}

impl Noise {
    /// Whether the difference leaves every letter and digit of the quote in its place.
    pub fn typographic(self) -> bool {
        !matches!(self, Self::Gloss | Self::Elision | Self::Slip)
    }
}

fn layout(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let mut noisy = String::with_capacity(ground.quote.len() + 16);
    let mut done = 0;
    // Only between words: before a dash or a number a line break may make it another thing.
    for gap in word_gaps(ground) {
        noisy.push_str(ground.quote[done..gap].trim_end());
        noisy.push_str(dice.pick(&[" ", "  ", "\u{a0}", "\n", "\r\n\t"])?);
        done = gap;
    }
    noisy.push_str(&ground.quote[done..]);
    Some(noisy)
}

/// Where one word ends and another begins, between letters.
fn word_gaps(ground: &Ground<'_>) -> Vec<usize> {
    let plain = |at: usize| ground.raw(at).chars().all(char::is_alphabetic);
    let words = ground.words.iter().copied();
    words
        .filter(|&at| {
            at > 0
                && ground.token(at).space_before()
                && ground.token(at - 1).kind == TokenKind::Word
                && plain(at)
                && plain(at - 1)
        })
        .map(|at| ground.token(at).span.start)
        .collect()
}

#[expect(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
fn quotation(ground: &Ground<'_>, _: &mut Dice) -> Option<String> {
    let mut opened = false;
    let turned = ground.quote.chars().map(|character| match character {
        '“' | '”' => '"',
        '’' | '‘' => '\'',
        '\'' => '’',
        '"' => {
            opened = !opened;
            if opened { '“' } else { '”' }
        }
        other => other,
    });
    Some(turned.collect())
}

fn dashes(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let between = |&at: &usize| {
        let word = |at: Option<usize>| {
            at.and_then(|at| ground.tokens.list.get(at))
                .is_some_and(|token| token.kind == TokenKind::Word)
        };
        matches!(ground.raw(at), "—" | "–") && word(at.checked_sub(1)) && word(Some(at + 1))
    };
    let places: Vec<_> = (0..ground.tokens.list.len()).filter(between).collect();
    let at = *dice.pick(&places)?;
    let other = *dice.pick(&["—", "–", "--"])?;
    Some(ground.replace(ground.token(at).span, other))
}

#[expect(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
fn ligature(ground: &Ground<'_>, _: &mut Dice) -> Option<String> {
    let joined = [
        ("ffi", "ﬃ"),
        ("ffl", "ﬄ"),
        ("ff", "ﬀ"),
        ("fi", "ﬁ"),
        ("fl", "ﬂ"),
    ];
    Some(
        joined
            .iter()
            .fold(ground.quote.to_owned(), |text, (letters, glyph)| {
                text.replace(letters, glyph)
            }),
    )
}

#[expect(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
fn decomposed(ground: &Ground<'_>, _: &mut Dice) -> Option<String> {
    Some(ground.quote.nfd().collect())
}

/// A content word and a place inside it, with at least three letters on either side.
fn inside_word(ground: &Ground<'_>, dice: &mut Dice) -> Option<usize> {
    let words: Vec<_> = ground
        .content_words()
        .into_iter()
        .filter(|&at| ground.raw(at).is_ascii() && ground.raw(at).len() >= 7)
        .collect();
    let at = *dice.pick(&words)?;
    let length = ground.raw(at).len();
    Some(ground.token(at).span.start + 3 + dice.below(length - 5))
}

fn line_end_hyphen(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let at = inside_word(ground, dice)?;
    Some(ground.replace(Span::new(at, at), "-\n"))
}

fn invisible(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    const UNSEEN: [&str; 11] = [
        "\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2060}",
        "\u{feff}", "\u{fe0f}", "\u{61c}", "\u{2066}",
    ];
    // Anywhere in a word or a number, and at its edges.
    let numbers = ground.numbers();
    let tokens: Vec<_> = ground.words.iter().chain(&numbers).copied().collect();
    let mut places = Vec::new();
    for _ in 0..=dice.below(3) {
        let span = ground.token(*dice.pick(&tokens)?).span;
        let inside = &ground.quote[span.range()];
        let within: Vec<_> = inside.char_indices().map(|(at, _)| at).collect();
        places.push(span.start + dice.pick(&within)?);
    }
    places.sort_unstable();
    let mut noisy = ground.quote.to_owned();
    for &at in places.iter().rev() {
        noisy.insert_str(at, dice.pick(&UNSEEN)?);
    }
    Some(noisy)
}

fn thousands(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let grouped = |&at: &usize| {
        let mut groups = ground.raw(at).split(',');
        let first = groups
            .next()
            .is_some_and(|group| (1..=3).contains(&group.len()));
        first && ground.raw(at).contains(',') && groups.all(|group| group.len() == 3)
    };
    let numbers: Vec<_> = ground.numbers().into_iter().filter(grouped).collect();
    let at = *dice.pick(&numbers)?;
    let thin = ground.raw(at).replace(',', "\u{2009}");
    Some(ground.replace(ground.token(at).span, &thin))
}

fn first_letter(ground: &Ground<'_>, _: &mut Dice) -> Option<String> {
    let &first = ground.words.first()?;
    let raw = ground.raw(first);
    // A capital inside says that the case is part of the word.
    if first != 0 || ground.tokens.inner_capital(ground.token(first)) {
        return None;
    }
    let letter = raw.chars().next()?;
    let turned: String = if letter.is_uppercase() {
        letter.to_lowercase().collect()
    } else {
        letter.to_uppercase().collect()
    };
    // A ligature is two letters in capitals, and an inner capital is another word.
    if turned.chars().count() > 1 {
        return None;
    }
    let span = ground.token(first).span;
    Some(ground.replace(
        Span::new(span.start, span.start + letter.len_utf8()),
        &turned,
    ))
}

fn edge_punctuation(ground: &Ground<'_>, _: &mut Dice) -> Option<String> {
    let last = *ground.tokens.list.last()?;
    match last.kind {
        TokenKind::Stop | TokenKind::Comma => Some(ground.quote[..last.span.start].to_owned()),
        TokenKind::Word => Some(format!("{}.", ground.quote.trim_end())),
        _ => None,
    }
}

fn gloss(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    let gap = *dice.pick(&word_gaps(ground))?;
    let at = ground
        .tokens
        .list
        .iter()
        .position(|token| token.span.start == gap)?;
    // Between two names, or a number and its unit, a remark would part what is one thing.
    let plain = |at: usize| {
        ground.raw(at).chars().all(char::is_lowercase)
            && !ground.classes(at).intersects(
                Classes::UNIT
                    .union(Classes::SCALE)
                    .union(Classes::NUMBER_WORD)
                    .union(Classes::NEGATION),
            )
    };
    (plain(at) && plain(at - 1)).then(|| ground.insert(at, "[sic]"))
}

fn elision(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    // "the … house": a word between an article and a noun that says nothing of its own accord.
    let describes = |&at: &usize| {
        at > 0
            && ground.inside(at, 3)
            && ground.classes(at).is_empty()
            && ground.classes(at - 1).intersects(Classes::ARTICLE)
            && ground.token(at + 1).kind == TokenKind::Word
            && ground.classes(at + 1).is_empty()
            && ground.raw(at + 1).chars().all(char::is_lowercase)
    };
    let words: Vec<_> = ground
        .content_words()
        .into_iter()
        .filter(describes)
        .collect();
    let at = *dice.pick(&words)?;
    Some(ground.replace(ground.token(at).span, "…"))
}

fn slip(ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
    if ground.words.len() < 8 {
        return None; // one slip in eight words
    }
    let words: Vec<_> = ground
        .content_words()
        .into_iter()
        .filter(|&at| ground.raw(at).is_ascii() && ground.raw(at).len() >= 8)
        .collect();
    let at = *dice.pick(&words)?;
    let word = ground.raw(at);
    let place = 3 + dice.below(word.len() - 5);
    let mut letters = word.as_bytes().to_vec();
    letters.swap(place, place + 1);
    let slip = String::from_utf8(letters).ok()?;
    let lexicon = ground.lexicon();
    let certain = lexicon.only_nearest(&slip, word, 1)
        && !ground.stock.holds_words(&slip)
        && !lexicon.meaning_prefix_differs(&slip, word);
    certain.then(|| ground.swap(at, &slip))
}
