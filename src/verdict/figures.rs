//! Figures: which of those in a claim its evidence gives too.
//!
//! A figure is borne out by one that is equal to it or compatible with it ([`values`]), with these
//! departures, for here the evidence has to *say* what the claim says:
//!
//! - An open interval bears out its own bound only. "More than 10" allows 60, but says no such
//!   thing; "more than 60" and 60 are one figure, less precise.
//! - A day or month without its year bears out no year. A year, where the evidence gives none, may be
//!   that in which the source was published, and a day near it where the source counts from its own
//!   ("yesterday", "last year").
//! - Votes are also the two numbers they are made of, and a place in a row is also its number.
//! - A number of things that the evidence lists is one that it gives.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use num_traits::CheckedMul;

use super::values::{self, Amount, Datum, Found, Kind, Reading, Scanned, Value, When};

/// Figures of one claim that are looked for. More is a table, which is no claim.
const MOST_CLAIMED: usize = 100;
/// Figures of the evidence that are compared with one of the claim.
const MOST_GIVEN: usize = 1000;

/// Words that take back the figure behind them: "not 60 but 96".
const NOT: &[&str] = &["not", "nicht", "pas"];

/// Words that say how often. In a claim they are no figures: "twice as many" says less.
const TIMES: &[(&str, u32)] = &[("twice", 2), ("thrice", 3), ("zweimal", 2), ("dreimal", 3)];

/// Words that count from the day on which a source was written, folded.
const COUNTED_FROM_NOW: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "ago",
    "last",
    "next",
    "hoy",
    "ayer",
    "mañana",
    "pasado",
    "pasada",
    "hace",
    "hier",
    "demain",
    "aujourd'hui",
    "dernier",
    "dernière",
    "heute",
    "gestern",
    "morgen",
    "vor",
    "letzten",
    "letzte",
    "letztes",
];

/// The figures that a claim asserts whose text is `claim`, in order.
///
/// Left out are those in editorial brackets and those that are taken back ("not 60 but 96"). A time
/// that is counted from another ("six years later") has the value of its length.
pub fn claimed(claim: &Scanned<'_>) -> Vec<Found> {
    let text = claim.text();
    let mut figures = claim.find();
    figures.retain_mut(|figure| {
        if figure.kind == Kind::Relative {
            match counted(&figure.value) {
                Some(length) => figure.value = length,
                None => return false,
            }
        }
        !negated(text, figure) && !bracketed(text, figure.span.start)
    });
    figures.truncate(MOST_CLAIMED);
    figures
}

/// The figures of a claim's evidence.
#[derive(Debug, Default)]
pub struct Given<'t> {
    texts: Vec<&'t str>,
    values: Vec<Value>,
    /// The lengths of its times that are counted from another.
    relative: Vec<Value>,
    /// The figures read so far, as written.
    seen: HashSet<String>,
    /// When the sources were published, as a catalogue writes it.
    published: Vec<&'t str>,
    // What is seldom asked for.
    dates: OnceCell<Vec<Value>>,
    counts: OnceCell<BTreeSet<i128>>,
    counted_from_now: OnceCell<bool>,
}

impl<'t> Given<'t> {
    /// The figures of `texts`, whose sources were published on the dates `published`, as a catalogue
    /// writes them. No more texts are read than are needed to bear out all of `wanted`.
    pub fn new(
        texts: impl IntoIterator<Item = &'t str>,
        published: &[&'t str],
        wanted: &[Found],
    ) -> Self {
        let mut given = Self {
            published: published.to_vec(),
            ..Self::default()
        };
        let mut open: Vec<_> = wanted.iter().collect();
        for text in texts {
            given.read(text);
            open.retain(|figure| !given.says(&figure.value));
            if open.is_empty() {
                break;
            }
        }
        given
    }

    fn read(&mut self, text: &'t str) {
        self.texts.push(text);
        for figure in values::find(text) {
            if negated(text, &figure) || !self.seen.insert(figure.value.written.clone()) {
                continue;
            }
            if let Datum::Score(ours, theirs) = figure.value.datum {
                self.values.extend([ours, theirs].map(whole));
            }
            if figure.kind == Kind::Relative
                && let Some(length) = counted(&figure.value)
            {
                self.relative.push(length.clone());
                self.values.push(length);
            }
            self.values.push(figure.value);
        }
        for (word, count) in TIMES {
            if text.contains(word) && self.seen.insert((*word).to_owned()) {
                self.values.push(whole(*count));
            }
        }
        self.values.truncate(MOST_GIVEN);
    }

    /// Whether the evidence gives `figure`. A time counted from another may have been counted by the
    /// writer, from two dates: it is only missed where the evidence counts otherwise.
    pub fn bears_out(&self, found: &Found) -> bool {
        let figure = &found.value;
        if found.kind == Kind::Relative {
            let otherwise = |given: &Value| values::compare(given, figure).conflicts();
            return !self.relative.iter().any(otherwise) || self.says(figure) || self.dates_apart();
        }
        self.says(figure)
            || quarter(&figure.written).is_some_and(|names| self.contains(names))
            || self.is_date_of_source(figure)
            || count(figure).is_some_and(|count| self.lists(count))
    }

    /// Whether a figure of the evidence says what `figure` does.
    fn says(&self, figure: &Value) -> bool {
        let said = |figure: &Value| self.values.iter().any(|given| says(given, figure));
        // A number in a range that is claimed bears it out, but not beside another range.
        if let Datum::Amount(claimed) = &figure.datum
            && claimed.range
        {
            let mut ranges = self.values.iter().filter(|given| match &given.datum {
                Datum::Amount(amount) => amount.range && values::compare(given, figure).agrees(),
                _ => false,
            });
            if ranges.clone().next().is_some() {
                return ranges.any(|given| says(given, figure));
            }
        }
        match figure.datum {
            Datum::Score(ours, theirs) => {
                said(figure) || (said(&whole(ours)) && said(&whole(theirs)))
            }
            _ => said(figure),
        }
    }

    /// Whether the evidence gives two dates, between which the writer may have counted.
    fn dates_apart(&self) -> bool {
        let dates = self
            .values
            .iter()
            .filter(|given| given.datum.kind() == Kind::Date);
        dates.count() > 1
    }

    fn contains(&self, names: &[&str]) -> bool {
        let mut texts = self.texts.iter().map(|text| text.to_lowercase());
        texts.any(|text| names.iter().any(|name| text.contains(name)))
    }

    /// Whether the evidence lists so many things.
    fn lists(&self, count: i128) -> bool {
        let lists = || self.texts.iter().flat_map(|text| lists(text)).collect();
        self.counts.get_or_init(lists).contains(&count)
    }

    /// Whether the evidence counts from the day on which it was written.
    fn counts_from_now(&self) -> bool {
        *self.counted_from_now.get_or_init(|| {
            let words = self
                .texts
                .iter()
                .flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '\''));
            let mut words = words.map(str::to_lowercase);
            words.any(|word| COUNTED_FROM_NOW.contains(&word.as_str()))
        })
    }

    fn dates(&self) -> &[Value] {
        self.dates.get_or_init(|| {
            let dates = self.published.iter().flat_map(|date| date.split('/'));
            dates.filter_map(values::parse).collect()
        })
    }

    /// The figure of the evidence that stands where `figure` should: the only one of its kind, and
    /// not compatible.
    pub fn against(&self, figure: &Value) -> Option<&Value> {
        let kind = figure.datum.kind();
        let mut others = self
            .values
            .iter()
            .filter(|given| given.datum.kind() == kind);
        match (others.next(), others.next()) {
            (Some(only), None) => Some(only).filter(|it| values::compare(figure, it).conflicts()),
            _ => None,
        }
    }

    /// Two figures of the evidence of which `figure` is the sum or the difference: it was worked
    /// out, and the evidence does not say it.
    pub fn worked_out(&self, figure: &Value) -> Option<(&Value, &Value)> {
        let number = |value: &Value| match &value.datum {
            Datum::Amount(amount) => match amount.readings[..] {
                [
                    Reading {
                        value: Some(value), ..
                    },
                ] => Some((value, amount.unit.as_ref().map(|unit| unit.symbol.clone()))),
                _ => None,
            },
            _ => None,
        };
        let (wanted, unit) = number(figure)?;
        let numbers: Vec<_> = self
            .values
            .iter()
            .filter_map(|value| number(value).map(|(number, own)| (value, number, own)))
            .filter(|(_, _, own)| *own == unit)
            .take(MOST_ADDED)
            .collect();
        numbers.iter().enumerate().find_map(|(at, (a, x, _))| {
            let (b, _, _) = numbers[at + 1..]
                .iter()
                .find(|(_, y, _)| *x + *y == wanted || *x - *y == wanted || *y - *x == wanted)?;
            Some((*a, *b))
        })
    }

    fn is_date_of_source(&self, figure: &Value) -> bool {
        let Datum::Date(claimed) = &figure.datum else {
            return false;
        };
        let dated = |value: &Value| match &value.datum {
            Datum::Date(date) => date
                .readings
                .iter()
                .any(|reading| matches!(reading, When::Days { .. })),
            _ => false,
        };
        if self.values.iter().any(dated) && !self.counts_from_now() {
            return false;
        }
        let near = |published: &Value| match &published.datum {
            Datum::Date(date) => years(&date.readings).is_some_and(|(from, to)| {
                years(&claimed.readings)
                    .is_some_and(|(first, last)| first >= from - 1 && last <= to + 1)
            }),
            _ => false,
        };
        self.dates().iter().any(|published| {
            values::compare(figure, published).agrees()
                || (self.counts_from_now() && near(published))
        })
    }
}

/// Numbers that are added and subtracted to explain one that is not there.
const MOST_ADDED: usize = 30;

/// Whether `given` says what `claimed` says.
pub fn says(given: &Value, claimed: &Value) -> bool {
    match (&given.datum, &claimed.datum) {
        (Datum::Identifier, Datum::Identifier) => same_identifier(given, claimed),
        (Datum::Identifier, _) | (_, Datum::Identifier) => {
            let (named, other) = match given.datum {
                Datum::Identifier => (given, claimed),
                _ => (claimed, given),
            };
            let bare = matches!(&other.datum, Datum::Amount(amount) if amount.unit.is_none());
            bare && digits(&named.written) == digits(&other.written)
        }
        (Datum::Amount(x), Datum::Amount(y)) if x.sense != y.sense => {
            values::compare(given, claimed).agrees() && !too_open(x, y)
                || count(given).is_some() && count(given) == count(claimed)
        }
        (Datum::Amount(x), Datum::Amount(y)) => {
            values::compare(given, claimed).agrees() && !too_open(x, y) && !other_range(x, y)
        }
        (Datum::Amount(number), Datum::Date(date)) | (Datum::Date(date), Datum::Amount(number)) => {
            values::compare(given, claimed).agrees() || is_year_of(number, &date.readings)
        }
        (Datum::Date(x), Datum::Date(y)) if yearless(&x.readings) && whole_years(&y.readings) => {
            false
        }
        _ => values::compare(given, claimed).agrees(),
    }
}

/// Whether the two are ranges with other ends, or the one given is of bare numbers and the other a
/// percentage: what stands in parentheses behind it need not be of the same thing.
fn other_range(given: &Amount, claimed: &Amount) -> bool {
    if !given.range {
        return false;
    }
    let ends = |amount: &Amount| {
        let [reading] = amount.readings[..] else {
            return None;
        };
        let (low, high) = (reading.covers.low?.at, reading.covers.high?.at);
        let factor = amount
            .unit
            .as_ref()
            .map_or(values::Exact::from_integer(1), |it| it.factor);
        Some((low.checked_mul(&factor)?, high.checked_mul(&factor)?))
    };
    let percentage = claimed.unit.as_ref().is_some_and(|unit| unit.symbol == "%");
    claimed.range && ends(given) != ends(claimed) && given.unit.is_some() == claimed.unit.is_some()
        || percentage && given.unit.is_none() && !claimed.range
}

/// The length of a time that is counted from another: "six years" of "six years later".
fn counted(relative: &Value) -> Option<Value> {
    let mut found = values::find(relative.written.rsplit_once(' ')?.0);
    let only = found.pop().filter(|_| found.is_empty())?;
    (only.kind == Kind::Duration).then_some(only.value)
}

/// How a quarter of a year is written out.
fn quarter(written: &str) -> Option<&'static [&'static str]> {
    Some(match written {
        "Q1" => &[
            "first quarter",
            "primer trimestre",
            "premier trimestre",
            "ersten quartal",
            "erstes quartal",
        ],
        "Q2" => &[
            "second quarter",
            "segundo trimestre",
            "deuxième trimestre",
            "zweiten quartal",
        ],
        "Q3" => &[
            "third quarter",
            "tercer trimestre",
            "troisième trimestre",
            "dritten quartal",
        ],
        "Q4" => &[
            "fourth quarter",
            "cuarto trimestre",
            "quatrième trimestre",
            "vierten quartal",
        ],
        _ => return None,
    })
}

/// Whether `given` is an interval without an end, or from nothing up, that allows `claimed` without
/// saying it.
fn too_open(given: &Amount, claimed: &Amount) -> bool {
    let one = values::Exact::from_integer(1);
    let factor = |amount: &Amount| amount.unit.as_ref().map_or(one, |unit| unit.factor);
    let (ours, theirs) = (factor(given), factor(claimed));
    let open = |reading: &Reading| {
        let low = reading.covers.low.map(|bound| bound.at);
        let high = reading.covers.high.map(|bound| bound.at);
        // One of what is counted is as good as none; "about a third" is an interval with two ends.
        let least = i128::from(given.unit.is_none());
        let floor = low.is_none_or(|low| low <= values::Exact::from_integer(least));
        reading.value.is_none() && (floor || high.is_none())
    };
    // Between days and months, feet and metres the bounds are not compared.
    let converted = match (&given.unit, &claimed.unit) {
        (Some(given), Some(claimed)) => {
            given.factor != claimed.factor
                && (given.dimension != claimed.dimension || given.system != claimed.system)
        }
        _ => false,
    };
    let scaled = given.unit.is_some() && claimed.unit.is_some() && ours != theirs;
    let scale = |reading: &Reading, factor| {
        let value = reading.value.and_then(|value| value.checked_mul(&factor));
        let covers = reading.covers.scaled(factor).unwrap_or(reading.covers);
        Reading {
            value,
            covers,
            ..*reading
        }
    };
    !converted
        && given.readings.iter().all(|given| {
            open(given)
                && !claimed.readings.iter().any(|claimed| {
                    if scaled {
                        says_bound(&scale(given, ours), &scale(claimed, theirs))
                    } else {
                        says_bound(given, claimed)
                    }
                })
        })
}

/// Whether `claimed` holds the bound of the open interval `given`, or all of it.
fn says_bound(given: &Reading, claimed: &Reading) -> bool {
    let bounds = |reading: &Reading| {
        let low = reading.covers.low.map(|bound| bound.at);
        (low, reading.covers.high.map(|bound| bound.at))
    };
    let (low, high) = bounds(given);
    let (from, to) = bounds(claimed);
    let bound = if high.is_some() { high } else { low };
    let holds = |at| from.is_none_or(|from| from <= at) && to.is_none_or(|to| at <= to);
    claimed.value.is_some() && claimed.value == bound
        || bound.is_some_and(holds)
        || (claimed.value.is_none()
            && low.is_some_and(|low| from.is_none_or(|from| from <= low) && to.is_none()))
}

/// A whole number as a value.
fn whole(count: u32) -> Value {
    Value {
        written: count.to_string(),
        datum: Datum::count(i128::from(count)),
    }
}

/// A whole number of anything that is not approximate.
fn count(value: &Value) -> Option<i128> {
    match &value.datum {
        Datum::Amount(amount) if amount.unit.is_none() => match amount.readings[..] {
            [
                Reading {
                    value: Some(value), ..
                },
            ] if value.is_integer() => Some(value.to_integer()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a bare number, perhaps approximate, is a year that the date names: "about 1890".
fn is_year_of(number: &Amount, date: &[When]) -> bool {
    let Some((first, last)) = years(date).filter(|&(first, _)| first >= 1000) else {
        return false;
    };
    let year = |year: i32| values::Exact::from_integer(i128::from(year));
    number.unit.is_none()
        && number.readings.iter().any(|reading| {
            let (low, high) = (reading.covers.low, reading.covers.high);
            low.is_some_and(|low| low.at <= year(last))
                && high.is_some_and(|high| high.at >= year(first))
        })
}

fn yearless(readings: &[When]) -> bool {
    readings
        .iter()
        .all(|reading| matches!(reading, When::Yearless { .. }))
}

/// Whether nothing finer than years is named.
fn whole_years(readings: &[When]) -> bool {
    readings.iter().all(|reading| match reading {
        When::Days { first, last } => (first.1, first.2, last.1, last.2) == (1, 1, 12, 31),
        When::Yearless { .. } | When::Weekday(_) => false,
    })
}

/// The first and the last year.
fn years(readings: &[When]) -> Option<(i32, i32)> {
    let years = readings.iter().filter_map(|reading| match reading {
        When::Days { first, last } => Some((first.0, last.0)),
        When::Yearless { .. } | When::Weekday(_) => None,
    });
    years.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// G20 and G-20; Article 14 and Art. 14. A name with other digits is another.
fn same_identifier(a: &Value, b: &Value) -> bool {
    let plain = |value: &Value| {
        let letters = value.written.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let apart = |value: &Value| value.written.contains(char::is_whitespace);
    plain(a) == plain(b) || apart(a) && apart(b) && digits(&a.written) == digits(&b.written)
}

fn digits(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_ascii_digit())
}

fn negated(text: &str, figure: &Found) -> bool {
    let before = text[..figure.span.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| NOT.contains(&word.to_lowercase().as_str()))
}

fn bracketed(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before
        .rfind('[')
        .is_some_and(|open| before.rfind(']').is_none_or(|close| close < open))
}

/// Words that join the last item of a list.
const AND: &[&str] = &["and", "or", "y", "e", "et", "ou", "und", "oder", "&"];
/// Words of one item of a list.
const ITEM: usize = 8;
/// Items of a list that are counted.
const ITEMS: usize = 20;

/// How many items each list of `text` has: "A, B and C" has three. Of two only names count as a list.
fn lists(text: &str) -> BTreeSet<i128> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut sizes = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if !AND.contains(&word.to_lowercase().as_str()) || at == 0 {
            continue;
        }
        let mut items = 2;
        let mut length = 0;
        let mut here = at - 1;
        // The comma in front of the "and" divides nothing more.
        while here > 0 && items < ITEMS && length < ITEM {
            let before = words[here - 1];
            if before.ends_with(['.', ';', ':', '?', '!']) {
                break;
            }
            length += 1;
            if before.ends_with(',') {
                items += 1;
                length = 0;
                sizes.insert(items as i128);
            }
            here -= 1;
        }
        let name = |word: Option<&&str>| {
            word.is_some_and(|word| {
                word.trim_start_matches(['"', '“'])
                    .starts_with(char::is_uppercase)
            })
        };
        if name(words.get(at.wrapping_sub(1))) && name(words.get(at + 1)) {
            sizes.insert(2);
        }
    }
    sizes
}
