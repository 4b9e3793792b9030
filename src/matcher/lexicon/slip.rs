//! Whether a form that no list has is a finger's slip or a word of its own.

/// What must hold of the text around it for a misspelt form to be read as a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// Less likely words: where one of them stands in the same text, it is likely after all.
    pub rivals: Vec<String>,
    /// The word, where it must stand in the same text so many times more.
    pub supported_by: Option<(String, usize)>,
}

/// How one form came of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Two neighbours exchanged, or a letter typed twice or once: what fingers do, and what hardly
    /// ever tells two words apart.
    Exchanged,
    Doubled,
    LeftOut,
    /// Another letter, or more than one change.
    Other,
    /// A letter more.
    PutIn,
}

/// How `misspelt` came of `word`, and how many letters both have alike at their ends.
fn change(misspelt: &[char], word: &[char]) -> (Change, usize) {
    let front = misspelt
        .iter()
        .zip(word)
        .take_while(|(a, b)| a == b)
        .count();
    let back = misspelt
        .iter()
        .rev()
        .zip(word.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (long, short) = if misspelt.len() > word.len() {
        (misspelt, word)
    } else {
        (word, misspelt)
    };
    let rest = |alike: usize| long.len().saturating_sub(front + alike);
    let change = if long.len() == short.len() {
        let swapped = rest(back) == 2
            && misspelt[front] == word[front + 1]
            && misspelt[front + 1] == word[front];
        if swapped {
            Change::Exchanged
        } else {
            Change::Other
        }
    } else if long.len() > short.len() + 1 || front + back < short.len() {
        Change::Other
    } else if front > 0 && long[front] == long[front - 1]
        || long.get(front + 1) == Some(&long[front])
    {
        Change::Doubled
    } else if misspelt.len() < word.len() {
        Change::LeftOut
    } else {
        Change::PutIn
    };
    (change, back.min(short.len() - front.min(short.len())))
}

/// How seldom a finger slips in this way, in halves of a natural logarithm: hardly ever on the first
/// letter, seldom to another key, more often past one, often on the same one twice.
pub(super) fn cost(misspelt: &str, word: &str) -> i32 {
    const FIRST: i32 = 4;
    const OTHER: i32 = 4;
    const LEFT_OUT: i32 = 2;
    const SWAPPED: i32 = 1;
    const DOUBLED: i32 = 0;
    let (a, b): (Vec<char>, Vec<char>) = (misspelt.chars().collect(), word.chars().collect());
    let first = if a.first() == b.first() { 0 } else { FIRST };
    let one = match change(&a, &b).0 {
        Change::Exchanged => SWAPPED,
        Change::Doubled => DOUBLED,
        Change::LeftOut => LEFT_OUT,
        Change::Other if a.len().abs_diff(b.len()) > 1 => 2 * OTHER,
        Change::Other | Change::PutIn => OTHER,
    };
    first + one
}

/// A form is taken for misspelt up to this. Measured on 3,800 slips as fingers make them, and on 860
/// pairs of a word and one of a special field that is one letter from it and in no list (`ureteral`,
/// `stenting`, `integrase`): 97 in a hundred slips are below it, and 3 in a hundred pairs.
const TOO_DOUBTFUL: i32 = 14;

/// How much speaks for `misspelt` being a word of its own, of a field that the lists do not cover,
/// rather than a slip for `word`, from [`TOO_DOUBTFUL`] on too much. `rarity` is that of the word,
/// where a list has it: of one that none has only what fingers do is forgiven. `unheard` says of
/// letters in a row that hardly a word has them, where `^` and `$` are the ends.
///
/// Special words stand beside rare ones, are short, or differ from them in their last letters, and
/// are made of the same runs of letters as other words.
pub(super) fn doubtful(
    misspelt: &str,
    word: &str,
    rarity: Option<u8>,
    mut unheard: impl FnMut(&str) -> bool,
) -> bool {
    /// Words of this many letters or more have few others beside them.
    const LONG: usize = 8;
    const LESS: i32 = 2;
    const SHORT: i32 = 3;
    const FIRST: i32 = 4;
    const AT_THE_END: i32 = 2;
    const PUT_IN: i32 = 3;
    const TYPED: i32 = 4;
    const UNHEARD: i32 = 3;
    const UNSPEAKABLE: i32 = 5;
    const UNLISTED: u8 = 16;
    let (a, b): (Vec<char>, Vec<char>) = (misspelt.chars().collect(), word.chars().collect());
    let short = i32::try_from(LONG.saturating_sub(a.len().min(b.len()))).unwrap_or(0);
    let (change, back) = change(&a, &b);
    let marked: Vec<char> = ['^']
        .into_iter()
        .chain(a.iter().copied())
        .chain(['$'])
        .collect();
    // What the word has as well is none of the slip's doing.
    let right = format!("^{word}$");
    let mut odd = |mut runs: std::slice::Windows<'_, char>| {
        runs.any(|run| {
            let run: String = run.iter().collect();
            !right.contains(&run) && unheard(&run)
        })
    };
    let unspeakable = odd(marked[..marked.len() - 1].windows(3));
    let typed = unspeakable || matches!(change, Change::Exchanged | Change::Doubled);
    let Some(rarity) = rarity.or(typed.then_some(UNLISTED)) else {
        return true;
    };
    let a_letter = if short > 1 { SHORT } else { LESS };
    let mut doubt = i32::from(rarity) + a_letter * short;
    doubt += match change {
        Change::Exchanged | Change::Doubled => -TYPED,
        Change::PutIn => PUT_IN,
        Change::LeftOut | Change::Other => 0,
    };
    if back == 0 {
        doubt += AT_THE_END;
    }
    if a.first() != b.first() {
        doubt += FIRST;
    }
    if unspeakable {
        doubt -= UNSPEAKABLE;
    } else if doubt > TOO_DOUBTFUL && odd(marked.windows(4)) {
        doubt -= UNHEARD;
    }
    doubt > TOO_DOUBTFUL
}

/// Whether the two are forms of one word, or words of one root, as far as their endings can tell:
/// either way of reading a misspelt form says much the same.
pub(super) fn one_word(a: &str, b: &str) -> bool {
    const SHORTEST_STEM: usize = 4;
    const ENDINGS: [&str; 22] = [
        "", "s", "es", "d", "ed", "e", "ing", "ings", "ion", "ions", "ive", "ic", "ical", "al",
        "ally", "ly", "ent", "ence", "ant", "ance", "er", "ers",
    ];
    let stem = a
        .char_indices()
        .zip(b.chars())
        .find(|((_, x), y)| x != y)
        .map_or(a.len().min(b.len()), |((at, _), _)| at);
    a[..stem].chars().count() >= SHORTEST_STEM
        && ENDINGS.contains(&&a[stem..])
        && ENDINGS.contains(&&b[stem..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_told_from_other_words() {
        for (a, b) in [
            ("reports", "reported"),
            ("patient", "patients"),
            ("include", "included"),
        ] {
            assert!(one_word(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("possible", "possibly"),
            ("process", "proceed"),
            ("united", "untied"),
            ("use", "used"),
        ] {
            assert!(!one_word(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_change_is_known_by_what_a_finger_did() {
        let of = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            change(&a, &b)
        };
        assert!(of("evidnece", "evidence") == (Change::Exchanged, 2));
        assert!(of("comparaable", "comparable").0 == Change::Doubled);
        assert!(of("adition", "addition").0 == Change::Doubled);
        assert!(of("incease", "increase") == (Change::LeftOut, 4));
        assert!(of("domestica", "domestic") == (Change::PutIn, 0));
        assert!(of("disruftion", "disruption") == (Change::Other, 4));
        assert!(of("sclerosus", "sclerosis") == (Change::Other, 1));
    }
}
