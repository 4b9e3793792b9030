//! The matcher's word on a quote.

use std::sync::Arc;

use crate::text::{Region, Span};

/// How faithful a quote is, best to worst. The order is that of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fidelity {
    /// The same characters.
    Verbatim,
    /// The same but for layout and typography.
    Typographic,
    /// Honest editing that is marked: words left out (`…`), words put in (`[…]`).
    Edited,
    /// Only slips; no difference is material.
    Near,
    /// A passage is recognisably the one quoted, but a difference is material.
    Altered,
    /// No passage of the source is recognisably it.
    Absent,
}

impl Fidelity {
    /// Whether a quote of this fidelity may be relied on. `Near` is, with a warning.
    pub fn accepted(self) -> bool {
        match self {
            Self::Verbatim | Self::Typographic | Self::Edited | Self::Near => true,
            Self::Altered | Self::Absent => false,
        }
    }

    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typographic => "typographic",
            Self::Edited => "edited",
            Self::Near => "near",
            Self::Altered => "altered",
            Self::Absent => "absent",
        }
    }
}

/// What a difference is. The material kinds come first, in the order in which the gravest of
/// several is chosen for a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Another number, sign, comparison or exponent.
    Number,
    /// Another month, weekday or part of a date.
    Date,
    /// Another unit.
    Unit,
    /// A "not" dropped or put in.
    Negation,
    /// Another name, acronym or symbol.
    Name,
    /// The opposite word: rose/fell, before/after; another preposition.
    Direction,
    /// may, must, allegedly; a question made a statement.
    Modality,
    /// all, some, only.
    Quantifier,
    /// Another word.
    Content,
    /// Words left out without a mark.
    Omission,
    /// Words put in without brackets.
    Insertion,
    /// Pieces in another order, or of different passages joined without a mark.
    Order,
    /// The quote begins or ends inside a word, a compound or a number.
    Boundary,
    /// Harmless: white space and line breaks.
    Space,
    /// Harmless: quotation marks and apostrophes.
    QuotationMark,
    /// Harmless: dashes, hyphens and minus signs of other glyphs.
    Dash,
    /// Harmless: other punctuation, or punctuation at an edge.
    Punctuation,
    /// Harmless: ligatures, full-width forms, composed and decomposed letters.
    Ligature,
    /// Harmless: a word broken with a hyphen at a line end.
    LineEndHyphen,
    /// Harmless: a capital at the start, a line in capitals; elsewhere a slip.
    Case,
    /// A slip: an accent.
    Accent,
    /// Harmless: emphasis, bullets, link targets, footnote marks.
    Markup,
    /// Harmless: separators within a number.
    Separator,
    /// Harmless: sub- or superscript typed as plain, or the reverse.
    Script,
    /// Marked: words left out.
    Elision,
    /// Marked: words put in or replaced in brackets.
    Bracket,
    /// A slip of the finger or of the scanner.
    Slip,
    /// British or American spelling.
    Spelling,
    /// An article.
    Article,
}

impl Kind {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Unit => "unit",
            Self::Negation => "negation",
            Self::Name => "name",
            Self::Direction => "direction",
            Self::Modality => "modality",
            Self::Quantifier => "quantifier",
            Self::Content => "content",
            Self::Omission => "omission",
            Self::Insertion => "insertion",
            Self::Order => "order",
            Self::Boundary => "boundary",
            Self::Space => "space",
            Self::QuotationMark => "quotation-mark",
            Self::Dash => "dash",
            Self::Punctuation => "punctuation",
            Self::Ligature => "ligature",
            Self::LineEndHyphen => "line-end-hyphen",
            Self::Case => "case",
            Self::Accent => "accent",
            Self::Markup => "markup",
            Self::Separator => "separator",
            Self::Script => "script",
            Self::Elision => "elision",
            Self::Bracket => "bracket",
            Self::Slip => "slip",
            Self::Spelling => "spelling",
            Self::Article => "article",
        }
    }
}

/// One difference between a quote and its passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// Whether it changes what is said.
    pub material: bool,
    /// The quote's characters; empty where the source has more.
    pub quoted: String,
    /// The source's characters; empty where the quote has more.
    pub source: String,
    /// Bytes of the quote's value (not of the claim file).
    pub quote_span: Span,
    /// Bytes of the source's text.
    pub source_span: Span,
}

/// A span of a source's text and where people find it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Bytes of the source's text.
    pub span: Span,
    /// The same in lines and columns.
    pub region: Region,
    /// The part it lies in (index into `Source::parts`), where it lies in one.
    pub part: Option<usize>,
}

/// A few lines of a source to show beside a message, cut to a bounded length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Raw text of the source, at most a few hundred characters.
    pub text: String,
    /// The byte of the source's text at which `text` begins.
    pub start: usize,
    /// The 1-based line on which `text` begins.
    pub line: usize,
}

/// Whether `prefix` and `suffix` stand around the quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Neither was given.
    #[default]
    NotAsked,
    /// They stand there.
    Found,
    /// The quote was found, but nowhere with that text around it.
    NotFound,
}

/// How the words around an accepted quote, or those an elision took out of it, limit what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// An elision took out words that carry the meaning.
    ElisionHides,
    /// The source denies, retracts or corrects what is quoted.
    Negated,
    /// The sentence goes on, or began, with what limits the quoted words.
    Truncated,
    /// The source reports the words as somebody's, and nobody owns up to it.
    Attributed,
    /// A condition, a plan, a question.
    Hypothetical,
}

/// One reading of what stands around a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// How it limits the quote.
    pub limit: Limit,
    /// The source's words that do so, white space collapsed.
    pub words: String,
    /// Where those words stand in the source's text.
    pub place: Place,
    /// Why, in a clause: "the elision takes out a negation".
    pub reason: String,
    /// To whom the source attributes the quoted words, as it names them, the nearest first; only
    /// for [`Limit::Attributed`], and empty where it names nobody.
    pub speakers: Vec<String>,
}

/// What was found of one quote in one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The worst among its differences.
    pub fidelity: Fidelity,
    /// The fragments of the one match, in order; for `Absent` the nearest passage, or nothing.
    pub spans: Vec<Place>,
    /// How many places of this fidelity there are, up to 1,000; 0 for `Absent`.
    pub occurrences: usize,
    /// The first ten others.
    pub elsewhere: Vec<Place>,
    /// Every difference, harmless ones too, in the order of the quote.
    pub differences: Vec<Difference>,
    /// The whole sentences that hold the fragments, white space collapsed; empty where nothing is
    /// worth showing.
    pub passage: String,
    /// Source lines to show beside a message.
    pub excerpt: Option<Excerpt>,
    /// 0 to 1, for people; compared with nothing.
    pub similarity: f64,
    /// Whether the anchors hold.
    pub anchor: Anchor,
    /// The quote stands on a line of its own that reads as a title or heading.
    pub heading: bool,
    /// Fewer characters or words than tell one passage from another.
    pub short: bool,
    /// What stands around the match and limits it; only for fidelities that are accepted.
    pub context: Vec<Context>,
    /// Several occurrences are left, and they lie in different parts, have different speakers, or
    /// one of them is not clean in its context: the words for the message, such as "3 places, in
    /// the parts fox-2012 and fox-2011".
    pub ambiguous: Option<String>,
}

/// What became of one piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was looked for.
    Checked(Arc<Match>),
    /// It could not be looked for: neither found nor absent.
    Unchecked(Unchecked),
}

/// Why a piece of evidence could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unchecked {
    /// `source` names no source.
    SourceUnknown,
    /// The file is not there.
    SourceMissing,
    /// The file cannot be read as text.
    SourceUnreadable,
    /// The part it names was not found in the file.
    PartNotFound,
    /// The quote holds no letter and no digit.
    QuoteEmpty,
    /// The quote is one common word: it stands everywhere and says nothing.
    QuoteTooCommon,
    /// The quote is longer than pincite looks for.
    QuoteTooLong,
    /// The quote holds more elision marks than pincite follows.
    TooManyElisions,
}

impl Unchecked {
    /// The words used in reports.
    pub fn reason(self) -> &'static str {
        match self {
            Self::SourceUnknown => "the source is not known",
            Self::SourceMissing => "the source file is missing",
            Self::SourceUnreadable => "the source file cannot be read",
            Self::PartNotFound => "the part was not found in the source",
            Self::QuoteEmpty => "the quote holds no letter and no digit",
            Self::QuoteTooCommon => "the quote is a single common word",
            Self::QuoteTooLong => "the quote is too long to look for",
            Self::TooManyElisions => "the quote holds more than 16 elision marks",
        }
    }
}
