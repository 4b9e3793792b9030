//! Changes of meaning: what a careless or dishonest hand does to a quote. None may be accepted.

use super::dice::Dice;
use super::ground::Ground;
use super::{number, shape, word};

macro_rules! changes {
    ($($(#[$doc:meta])+ $change:ident $name:literal $plant:path,)+) => {
        /// A kind of change that is material wherever it is planted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Change {
            $($(#[$doc])+ $change,)+
        }

        impl Change {
            /// Every change, in the order in which they are reported.
            pub const ALL: &[Self] = &[$(Self::$change,)+];

            /// The word used in reports.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$change => $name,)+
                }
            }

            fn try_plant(self, ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
                match self {
                    $(Self::$change => $plant(ground, dice),)+
                }
            }
        }
    };
}

changes! {
    /// One digit is another.
    Digit "digit" number::digit,
    /// Two digits of a number in each other's place.
    DigitsSwapped "digits-swapped" number::digits_swapped,
    /// A digit more or less.
    Magnitude "magnitude" number::magnitude,
    /// The decimal point moved or dropped.
    DecimalPoint "decimal-point" number::decimal_point,
    /// A minus dropped, or put before a number.
    Sign "sign" number::sign,
    /// `<` for `>`, and the like.
    Comparison "comparison" number::comparison,
    /// Another unit behind a number.
    Unit "unit" number::unit,
    /// Million for billion.
    Scale "scale" number::scale,
    /// A number in words is another.
    NumberWord "number-word" number::number_word,
    /// Another month or weekday.
    Date "date" number::date,
    /// A "not" dropped.
    NegationDropped "negation-dropped" word::negation_dropped,
    /// A "not" put in.
    NegationAdded "negation-added" word::negation_added,
    /// Another name of the same source.
    NameSwapped "name-swapped" word::name_swapped,
    /// One letter of a name.
    NameLetter "name-letter" word::name_letter,
    /// The opposite word.
    Direction "direction" word::direction,
    /// Another preposition.
    Preposition "preposition" word::preposition,
    /// Another modal verb.
    Modality "modality" word::modality,
    /// A modal or a hedge dropped.
    HedgeDropped "hedge-dropped" word::hedge_dropped,
    /// Another quantifier.
    Quantifier "quantifier" word::quantifier,
    /// Another pronoun.
    Pronoun "pronoun" word::pronoun,
    /// Another conjunction.
    Conjunction "conjunction" word::conjunction,
    /// Another auxiliary verb.
    Auxiliary "auxiliary" word::auxiliary,
    /// A word of the same source in place of another.
    Content "content" word::content,
    /// A word that looks like it.
    Lookalike "lookalike" word::lookalike,
    /// An acronym, formula or gene in other case.
    SymbolCase "symbol-case" word::symbol_case,
    /// Words left out without a mark.
    Omission "omission" shape::omission,
    /// Words put in without brackets.
    Insertion "insertion" shape::insertion,
    /// Two words in each other's place.
    Order "order" shape::order,
    /// The beginning of one passage and the end of another as one.
    Splice "splice" shape::splice,
    /// A quote that begins or ends inside a word.
    BoundaryWord "boundary-word" shape::boundary_word,
    /// A quote that begins or ends inside a number.
    BoundaryNumber "boundary-number" shape::boundary_number,
    /// A quote that begins or ends inside a compound.
    BoundaryCompound "boundary-compound" shape::boundary_compound,
    /// A "not" put in in brackets.
    BracketNegates "bracket-negates" shape::bracket_negates,
    /// A number, name or opposite replaced in brackets.
    BracketReplaces "bracket-replaces" shape::bracket_replaces,
    /// A mark of elision in place of a negation or a hedge.
    ElisionHides "elision-hides" shape::elision_hides,
    /// The fragments on either side of a mark of elision in the wrong order.
    ElisionOrder "elision-order" shape::elision_order,
}

/// How often a place is chosen anew where what was planted proves to be no change.
const TRIES: usize = 4;

impl Change {
    /// The quote of `ground` with this change somewhere in it; `None` where it offers no place, or
    /// where what comes out stands in the source as well and is a faithful quote of that place.
    pub fn plant(self, ground: &Ground<'_>, dice: &mut Dice) -> Option<String> {
        (0..TRIES)
            .filter_map(|_| self.try_plant(ground, dice))
            .find(|changed| changed != ground.quote && !self.immaterial(ground, changed))
    }

    /// Whether the changed quote is faithful to another place of the source.
    fn immaterial(self, ground: &Ground<'_>, changed: &str) -> bool {
        let stock = ground.stock;
        match self {
            // What these change are signs, which are gone where only words are compared.
            Self::DecimalPoint | Self::Sign | Self::Comparison | Self::Unit | Self::SymbolCase => {
                stock.holds(changed)
            }
            // These take words away or mark them: what is left stands there.
            Self::BracketNegates | Self::BracketReplaces | Self::ElisionHides => false,
            _ => stock.holds(changed) || stock.holds_words(changed),
        }
    }
}
