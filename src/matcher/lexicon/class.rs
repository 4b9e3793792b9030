//! What a word does in a sentence, as far as quotes are judged by it.

macro_rules! classes {
    ($($(#[$doc:meta])+ $class:ident $constant:ident $name:literal,)+) => {
        /// One of the kinds of word that pincite keeps lists of. Each has a file in each language's
        /// folder, named as [`Class::name`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Class {
            $($(#[$doc])+ $class,)+
        }

        impl Class {
            /// Every class, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$class,)+];

            /// The word used in configuration, and the stem of the file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$class => $name,)+
                }
            }
        }

        impl Classes {
            $($(#[$doc])+ pub const $constant: Self = Self::of(Class::$class);)+
        }
    };
}

classes! {
    /// Says no: not, never, without, nobody.
    Negation NEGATION "negation",
    /// Makes a fact a duty, a wish or a possibility: may, must, should.
    Modality MODALITY "modality",
    /// Takes a statement half back: allegedly, about, nearly.
    Hedge HEDGE "hedge",
    /// How many of them: all, some, only, most.
    Quantifier QUANTIFIER "quantifier",
    /// Which way: increase, fell, before, guilty. Pairs of opposites.
    Direction DIRECTION "direction",
    /// Has an opposite but is in itself no word of direction. Pairs.
    Opposite OPPOSITE "opposite",
    /// from, to, with, without.
    Preposition PREPOSITION "preposition",
    /// and, or, but.
    Conjunction CONJUNCTION "conjunction",
    /// a, an, the. Only words that are nothing else: an article is forgiven.
    Article ARTICLE "article",
    /// he, hers, this, who.
    Pronoun PRONOUN "pronoun",
    /// is, had, does, been.
    Auxiliary AUXILIARY "auxiliary",
    /// January, Jan.
    Month MONTH "month",
    /// Monday, Mon.
    Weekday WEEKDAY "weekday",
    /// mg, kilometres, %, years, euros.
    Unit UNIT "unit",
    /// Multiplies the number before it: thousand, million, bn.
    Scale SCALE "scale",
    /// A number in words: sixty, third, dozen, twice.
    NumberWord NUMBER_WORD "numberword",
    /// Stands before a name: Mr, Dr, Judge.
    Title TITLE "title",
    /// Ends in a full stop that ends no sentence: v., Dec., et al.
    Abbreviation ABBREVIATION "abbreviation",
    /// After a quote, limits what was said: but, unless, provided that.
    Exception EXCEPTION "exception",
    /// Makes what is said depend on something: if, when, in case.
    Condition CONDITION "condition",
    /// Makes what is said somebody's word: said, according to, testified.
    Report REPORT "report",
    /// Says that what was said is not so: denied, false, retracted.
    Denial DENIAL "denial",
    /// Carries the meaning at the front of a word: un, hyper, pre.
    MeaningPrefix MEANING_PREFIX "meaningprefix",
    /// An ending that an editor may put in place of another: ed, ing.
    VerbEnding VERB_ENDING "verbending",
    /// Two spellings of one word: colour, color. Pairs.
    Spelling SPELLING "spelling",
    /// Two spellings of a part of many words: `haem- hem-`, `-isation -ization`. Pairs.
    SpellingPart SPELLING_PART "spellingpart",
    /// Two words that look like spellings of one and are not: story, storey. Pairs.
    OtherWord OTHER_WORD "otherword",
    /// A contraction and what it is short for: `won't will not`.
    Contraction CONTRACTION "contraction",
    /// Introduces what somebody said: said, testified.
    Saying SAYING "saying",
    /// Opens a clause that depends on a verb of saying: that.
    Subordinator SUBORDINATOR "subordinator",
    /// Names whom a statement comes from: according to.
    According ACCORDING "according",
    /// The text speaking of itself: we, this study.
    OwnVoice OWN_VOICE "ownvoice",
    /// Takes for granted what follows, also when negated: knew, mentioned.
    Factive FACTIVE "factive",
    /// Asserts what follows, so that a negation before it takes that back: evidence, shown.
    Assertion ASSERTION "assertion",
    /// Turns down a claim that is named after it: dismissed, falsely.
    Rejection REJECTION "rejection",
    /// Goes against what follows, or makes it uncertain: contrary to, unlikely.
    Contrary CONTRARY "contrary",
    /// Says that what follows was not done: failed to.
    Failing FAILING "failing",
    /// Points back at what was just said: this, the claim.
    ClaimWord CLAIM_WORD "claimword",
    /// Says of what came before that it is not so: not true, retracted.
    Untrue UNTRUE "untrue",
    /// Makes what follows a plan, a wish or a guess: plans to, hopes.
    Prospect PROSPECT "prospect",
    /// Opens a condition or a question: if, whether.
    Supposition SUPPOSITION "supposition",
    /// What a sentence goes on with that limits what came before: unless, but only.
    Limiting LIMITING "limiting",
    /// The same where a negation of the same thing follows: but, although.
    Contrast CONTRAST "contrast",
    /// What carries the weight of a finding: significant, final.
    Qualifier QUALIFIER "qualifier",
    /// Goes on to speak of what was just said: the difference, it.
    ResultWord RESULT_WORD "resultword",
    /// Leaves of what follows only some, or makes it less certain: few, allegedly.
    Restriction RESTRICTION "restriction",
    /// May stand between a cue and the verb it governs: to, even.
    Light LIGHT "light",
    /// Opens a clause about the word before it: which.
    Relative RELATIVE "relative",
    /// A verb in the past that does not end as verbs do: took.
    PastVerb PAST_VERB "pastverb",
    /// Names, after a participle, the one who did it: by.
    Agent AGENT "agent",
    /// Says that two or more are named together: both, between.
    Pairing PAIRING "pairing",
    /// A verb of saying that may be another word, read as one at the end of a tag: claims.
    TagVerb TAG_VERB "tagverb",
    /// A noun of which a clause says what it holds: rumour, finding, theory.
    Notion NOTION "notion",
    /// Ends a phrase that limits what came before it: weather permitting.
    Proviso PROVISO "proviso",
    /// Takes the weight out of what was just said: but the effect faded.
    Undoing UNDOING "undoing",
    /// A verb that stands before its subject to make a condition: had he lived.
    Inversion INVERSION "inversion",
    /// A name the project declares. No language has a list of these.
    Name NAME "name",
}

impl Class {
    /// The class of a name as used in configuration: [`Class::name`], and `number` and `date` for
    /// the words that make those kinds of difference.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "number" => Some(Self::NumberWord),
            "date" => Some(Self::Month),
            _ => Self::ALL.iter().copied().find(|class| class.name() == name),
        }
    }
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// The classes whose words hold a sentence together and say nothing themselves.
    pub const FUNCTION: Self = Self::ARTICLE
        .union(Self::PREPOSITION)
        .union(Self::CONJUNCTION)
        .union(Self::PRONOUN)
        .union(Self::AUXILIARY);

    /// The set of one class.
    pub const fn of(class: Class) -> Self {
        Self(1 << class as u64)
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every class of `other` is in the set; true of the empty set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any class of `other` is in the set.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes of this set that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The classes in the set, in the order of [`Class::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL
            .iter()
            .copied()
            .filter(move |&class| self.intersects(Self::of(class)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set = Classes::NEGATION.union(Classes::NAME);
        assert!(set.contains(Classes::NAME) && set.contains(set) && set.contains(Classes::NONE));
        assert!(!set.contains(Classes::NAME.union(Classes::UNIT)));
        assert!(set.intersects(Classes::NAME.union(Classes::UNIT)));
        assert!(!set.intersects(Classes::UNIT));
        assert_eq!(set.without(Classes::NAME), Classes::NEGATION);
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Class::Negation, Class::Name]
        );
    }

    #[test]
    fn names_lead_back_to_their_class() {
        for &class in Class::ALL {
            assert_eq!(Class::from_name(class.name()), Some(class));
        }
        assert_eq!(Class::from_name("Negation"), None);
    }
}
