//! Tables of what is one value and what is not, and what is a figure in a running text.

use proptest::prelude::*;

use super::*;

/// `=` equal, `~` compatible, `!` incompatible, `?` not comparable.
const PAIRS: &[(&str, char, &str)] = &[
    // Numbers in digits.
    ("1,960", '=', "1 960"),
    ("1,960", '=', "1\u{202f}960"),
    ("1,960", '=', "1'960"),
    ("1,960", '~', "1.960"),
    ("1.96", '~', "1.960"),
    ("1,961", '!', "1.960"),
    ("1.234.567", '=', "1,234,567"),
    ("1.234,5", '=', "1,234.5"),
    ("12,34,567", '=', "1,234,567"),
    ("60", '=', "60.0"),
    ("9.5", '=', "9.50"),
    ("9.5", '~', "9.52"),
    ("9.5", '!', "9.56"),
    ("96", '!', "98"),
    ("60", '!', "61"),
    ("-5", '=', "−5"),
    ("-5", '!', "5"),
    ("1.2 million", '=', "1,200,000"),
    ("1.2 million", '~', "1,234,567"),
    ("1.2 million", '!', "1,260,000"),
    ("1,200,000", '!', "1,234,567"),
    ("about 1.2 million", '~', "1,234,567"),
    ("2 million", '!', "2 billion"),
    ("20 mil millones", '=', "20 billion"),
    ("3 Millionen", '=', "three million"),
    // Numbers in words.
    ("sixty", '=', "60"),
    ("sixty", '!', "sixteen"),
    ("twenty-five", '=', "25"),
    ("two hundred and five", '=', "205"),
    ("one thousand nine hundred and sixty", '=', "1,960"),
    ("twelve hundred", '=', "1,200"),
    ("a dozen", '=', "12"),
    ("two dozen", '=', "24"),
    ("a dozen", '!', "10"),
    ("half a million", '=', "500,000"),
    ("two and a half", '=', "2.5"),
    ("2½", '=', "2.5"),
    ("quatre-vingt-douze", '=', "92"),
    ("quatre-vingt-douze", '!', "82"),
    ("soixante et onze", '=', "71"),
    ("soixante-dix-sept", '=', "77"),
    ("quatre-vingts", '=', "80"),
    ("deux cent cinquante", '=', "250"),
    ("mille neuf cent", '=', "1,900"),
    ("dreiundzwanzig", '=', "23"),
    ("dreiundzwanzig", '!', "32"),
    ("zweihundertfünfzig", '=', "250"),
    ("neunzehnhundertsechzig", '=', "1,960"),
    ("treinta y cinco", '=', "35"),
    ("ciento veintitrés", '=', "123"),
    ("dos mil doscientos", '=', "2,200"),
    ("XIV", '=', "14"),
    ("5 × 10^9", '=', "5 billion"),
    ("a hundred and one", '=', "101"),
    ("zwei Millionen dreihunderttausend", '=', "2,300,000"),
    (".5", '=', "0.5"),
    ("+3%", '=', "3%"),
    ("60 people", '=', "60"),
    ("60 years in prison", '=', "60 ans de prison"),
    ("half an hour", '=', "30 minutes"),
    ("half a century", '=', "50 years"),
    ("a quarter of a million", '=', "250,000"),
    ("two and a half million", '=', "2,500,000"),
    ("a fortnight", '=', "14 days"),
    ("nearly three in four", '~', "75%"),
    ("21e", '=', "21st"),
    ("5 to 8", '~', "6"),
    ("1 g", '=', "1000 mg"),
    // Shares.
    ("1 in 8", '=', "12.5 %"),
    ("one in eight", '=', "⅛"),
    ("1 in 8", '!', "15 %"),
    ("two thirds", '=', "2/3"),
    ("two thirds", '=', "dos tercios"),
    ("two thirds", '~', "66.7%"),
    ("two thirds", '!', "65%"),
    ("half", '=', "50 percent"),
    ("eight out of ten", '=', "80 %"),
    ("three quarters", '=', "75%"),
    ("drei Viertel", '=', "75 Prozent"),
    ("un tiers", '=', "one third"),
    ("10%", '=', "10 per cent"),
    ("10%", '=', "10 por ciento"),
    ("10%", '=', "10 pour cent"),
    ("10%", '!', "12%"),
    ("10%", '~', "10.4%"),
    ("5 ‰", '=', "0.5 %"),
    ("40 basis points", '=', "0.4 percentage points"),
    ("40 basis points", '!', "4 percentage points"),
    ("5 percent", '!', "5 percentage points"),
    ("5 percent", '?', "3 percentage points"),
    ("10", '~', "10 %"),
    ("12", '!', "10 %"),
    // Money.
    ("$10.0m", '=', "10 million dollars"),
    ("$10m", '=', "US$10 million"),
    ("$10m", '!', "$10bn"),
    ("€5", '=', "5 euros"),
    ("5 €", '=', "EUR 5"),
    ("50 cents", '!', "50 euros"),
    ("50 cents", '~', "$0.50"),
    ("£1.50", '=', "150p"),
    ("10 dollars", '!', "10 euros"),
    ("10 dollars", '?', "12 euros"),
    ("A$5", '!', "US$5"),
    ("A$5", '=', "$5"),
    ("20 millones de pesos", '=', "20 million pesos"),
    ("10 millions d'euros", '=', "€10 million"),
    ("10,50 €", '=', "€10.50"),
    // Durations and ages.
    ("96 years", '!', "60 years"),
    ("96 years", '=', "96 ans"),
    ("60-year", '=', "60 years"),
    ("13 weeks", '=', "91 days"),
    ("13 weeks", '!', "100 days"),
    ("52 days", '!', "65 days"),
    ("two years", '=', "24 months"),
    ("1 year", '~', "365 days"),
    ("1 year", '!', "400 days"),
    ("7 years and 4 months", '=', "88 months"),
    ("a year and a half", '=', "18 months"),
    ("two and a half years", '=', "30 months"),
    ("90 minutes", '=', "1.5 hours"),
    ("aged 37", '=', "37-year-old"),
    ("aged 37", '=', "37 years old"),
    ("aged 37", '~', "37"),
    ("aged 37", '!', "38"),
    ("37 años de edad", '=', "aged 37"),
    ("âgée de 37 ans", '=', "aged 37"),
    ("37 Jahre alt", '=', "aged 37"),
    ("seven years", '!', "eight years"),
    ("nearly eight years", '~', "eight years"),
    ("nearly eight years", '~', "7.6 years"),
    ("nearly eight years", '!', "7.2 years"),
    ("nearly eight years", '!', "seven years"),
    ("nearly eight years", '=', "almost eight years"),
    ("casi ocho años", '=', "nearly eight years"),
    ("60 years", '~', "60"),
    ("60 years", '!', "61"),
    // Quantities.
    ("2.5 mg", '=', "2.5 milligrams"),
    ("2.5 mg", '=', "0.0025 g"),
    ("2.5 mg", '=', "2.5mg"),
    ("2.5 mg", '!', "25 mg"),
    ("5 mW", '!', "5 MW"),
    ("5 mg", '!', "5 ml"),
    ("5 mg", '?', "7 ml"),
    ("5 mg/kg", '=', "5 mg/kg"),
    ("5 mg/kg", '!', "5 mg"),
    ("6 feet", '~', "1.83 m"),
    ("100 feet", '!', "100 metres"),
    ("5 km", '=', "5,000 m"),
    ("5 feet 6 inches", '=', "66 inches"),
    ("20 °C", '=', "20 degrees Celsius"),
    ("100 km/h", '=', "100 kilometres per hour"),
    // Approximations.
    ("more than 60", '~', "61"),
    ("more than 60", '!', "60"),
    ("more than 60", '!', "59"),
    ("at least 60", '~', "60"),
    ("60 or more", '=', "at least 60"),
    ("60+", '=', "at least 60"),
    ("up to 10 years", '~', "eight years"),
    ("up to 10 years", '!', "12 years"),
    ("between 5 and 8 years", '~', "seven years"),
    ("between 5 and 8 years", '!', "nine years"),
    ("5–8 years", '=', "between 5 and 8 years"),
    ("entre 5 y 8 años", '=', "between 5 and 8 years"),
    ("zwischen 5 und 8 Jahren", '=', "between 5 and 8 years"),
    ("fewer than 100", '!', "100"),
    ("fewer than 100", '~', "99"),
    ("< 0.05", '~', "0.03"),
    ("< 0.05", '!', "0.05"),
    ("< 0.05", '!', "> 0.05"),
    ("más de 60", '=', "more than 60"),
    ("plus de 60", '=', "more than 60"),
    ("mehr als 60", '=', "more than 60"),
    ("at least 60", '!', "up to 50"),
    ("nearly 100", '~', "95"),
    ("nearly 100", '!', "80"),
    // Dates.
    ("8 December 2005", '=', "Dec. 8, 2005"),
    ("8 December 2005", '=', "2005-12-08"),
    ("8 December 2005", '=', "8 de diciembre de 2005"),
    ("8 December 2005", '=', "8 décembre 2005"),
    ("8 December 2005", '=', "8. Dezember 2005"),
    ("8 December 2005", '=', "Thursday, December 8th, 2005"),
    ("8 December 2005", '!', "9 December 2005"),
    ("8 December 2005", '~', "12/8/2005"),
    ("12 August 2005", '~', "12/8/2005"),
    ("13 August 2005", '!', "12/8/2005"),
    ("13/8/2005", '=', "13 August 2005"),
    ("March, 7th 2012", '=', "7 March 2012"),
    ("1er janvier 2013", '=', "1 January 2013"),
    ("April 2008", '~', "25 April 2008"),
    ("April 2008", '!', "25 May 2008"),
    ("2008", '~', "25 April 2008"),
    ("in 2005", '=', "2005"),
    ("in 2005", '!', "2006"),
    ("late 2005", '~', "8 December 2005"),
    ("late 2005", '!', "March 2005"),
    ("the 1990s", '~', "1994"),
    ("the 1990s", '!', "2001"),
    ("c. 1890", '~', "1893"),
    ("c. 1890", '!', "1910"),
    ("2011-11/2012-12", '~', "March 2012"),
    ("2011-11/2012-12", '!', "March 2013"),
    ("2011–2012", '=', "2011–12"),
    ("Q3 2012", '~', "August 2012"),
    ("Q3 2012", '!', "October 2012"),
    ("2003-2005", '=', "between 2003 and 2005"),
    ("8–9 December 2005", '~', "9 December 2005"),
    ("8 December", '~', "8 December 2005"),
    ("9 December", '!', "8 December 2005"),
    ("Thursday", '~', "8 December 2005"),
    ("Friday", '!', "8 December 2005"),
    ("19th century", '~', "1850"),
    ("siglo XIX", '=', "19th century"),
    ("19. Jahrhundert", '=', "XIXe siècle"),
    ("2005", '?', "60 days"),
    ("8 December 2005", '?', "10 %"),
    ("two years later", '?', "2007"),
    ("two years later", '?', "two years"),
    // Votes, times, names.
    ("44 BC", '!', "44 AD"),
    ("AD 79", '=', "79 AD"),
    ("1.5m tonnes", '=', "1.5 million tonnes"),
    ("3–2", '=', "3-2"),
    ("3–2", '=', "3:2"),
    ("3–2", '!', "4–1"),
    ("3 votes to 2", '=', "3–2"),
    ("tres votos contra dos", '=', "3–2"),
    ("5:30 pm", '=', "17:30"),
    ("5:30 pm", '!', "5:30"),
    ("COVID-19", '=', "COVID-19"),
    ("IL-2", '!', "IL-6"),
    ("yes", '=', "true"),
    ("yes", '!', "no"),
    ("21st", '=', "21st"),
    ("third", '=', "3rd"),
];

fn value(text: &str) -> Value {
    parse(text).unwrap_or_else(|| panic!("{text:?} is no value"))
}

fn sign(comparison: &Comparison) -> char {
    match comparison {
        Comparison::Equal => '=',
        Comparison::Compatible(_) => '~',
        Comparison::Incompatible(_) => '!',
        Comparison::NotComparable(_) => '?',
    }
}

#[test]
fn pairs() {
    let mut wrong = Vec::new();
    for &(a, expected, b) in PAIRS {
        let (Some(x), Some(y)) = (parse(a), parse(b)) else {
            wrong.push(format!("{a:?}: {:?}; {b:?}: {:?}", parse(a), parse(b)));
            continue;
        };
        let found = compare(&x, &y);
        if sign(&found) != expected || sign(&compare(&y, &x)) != expected {
            wrong.push(format!(
                "{a} {expected} {b}: {found:?}\n   {:?}\n   {:?}",
                x.datum, y.datum
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text and its figures, as kind and words.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "On 8 December 2005 she was held for 52 days with her 11-year-old son.",
        &[
            "Date 8 December 2005",
            "Duration 52 days",
            "Age 11-year-old",
        ],
    ),
    (
        "25 April 2008: Cassez is condemned to 96 years in prison, then a 60-year sentence.",
        &[
            "Date 25 April 2008",
            "Duration 96 years",
            "Duration 60-year",
        ],
    ),
    (
        "21 March 2012: the court rejects, 3–2, her petition.",
        &["Date 21 March 2012", "Score 3–2"],
    ),
    (
        "It cost $10.0m, up 12.5% from €8 million in 2011.",
        &[
            "Money $10.0m",
            "Percentage 12.5%",
            "Money €8 million",
            "Date 2011",
        ],
    ),
    (
        "He got 2.5 mg of IL-2 against COVID-19 on A4 paper.",
        &[
            "Quantity 2.5 mg",
            "Identifier IL-2",
            "Identifier COVID-19",
            "Identifier A4",
        ],
    ),
    (
        "p < 0.05 and version 1.2.3",
        &["Number < 0.05", "Identifier version 1.2.3"],
    ),
    (
        "As Section 2.4 and Article 14 say, call +33 1 42 34 56 78.",
        &[
            "Identifier Section 2.4",
            "Identifier Article 14",
            "Identifier +33 1 42 34 56 78",
        ],
    ),
    (
        "One of them may march first; nobody was second to none.",
        &[],
    ),
    (
        "Three kidnapped victims and four persons",
        &["Number Three", "Number four"],
    ),
    (
        "She was freed almost eight years after being arrested",
        &["Duration almost eight years"],
    ),
    (
        "A year later the sentence was cut; two years later she left",
        &["Relative two years later"],
    ),
    (
        "En 2005 fue condenada a noventa y seis años de prisión",
        &["Date 2005", "Duration noventa y seis años"],
    ),
    (
        "Condamnée à 60 ans de prison, elle a été libérée en 2013",
        &["Duration 60 ans", "Date 2013"],
    ),
    (
        "Sie wurde im Jahr 2008 zu 96 Jahren und der dreiundzwanzig",
        &["Date 2008", "Duration 96 Jahren", "Number dreiundzwanzig"],
    ),
    (
        "from September to December 2005 and in late 2006",
        &["Date September to December 2005", "Date late 2006"],
    ),
    (
        "between 10 and 12 percent of 1,960 people, nearly two thirds",
        &[
            "Percentage between 10 and 12 percent",
            "Number 1,960",
            "Number nearly two thirds",
        ],
    ),
    (
        "In May 2009 and on Dec. 8, 2005.",
        &["Date May 2009", "Date Dec. 8, 2005"],
    ),
    ("See https://example.org/2005/12/08 or mail a1@b2.org.", &[]),
    (
        "the 1990s, the 19th century, the 21st",
        &["Date 1990s", "Date 19th century", "Ordinal 21st"],
    ),
    (
        "at 6:47 a.m. the 5G mast fell",
        &["Clock 6:47 a.m.", "Identifier 5G"],
    ),
    ("won 2-3 after extra time", &["Score 2-3"]),
    (
        "Florence Cassez, then 31, had 3 sons.",
        &["Number 31", "Number 3"],
    ),
    (
        "The court ruled five-to-four in Q3 2012; 52 to 48 was the vote.",
        &["Score five-to-four", "Date Q3 2012", "Score 52 to 48"],
    ),
    (
        "They waited a year and a half for a hundred and one of them.",
        &["Duration a year and a half", "Number a hundred and one"],
    ),
    (
        "Shares fell by more than a third, a third time in the second half of August.",
        &["Number more than a third", "Ordinal third", "Date August"],
    ),
    (
        "between 2003 and 2005, 2003-2005, and the second half of 2007",
        &[
            "Date between 2003 and 2005",
            "Date 2003-2005",
            "Date second half of 2007",
        ],
    ),
    (
        "some 5 × 10^9 cells, 30-plus 24/7 jobs; the 6ft 2in man came in May. Sat down.",
        &[
            "Number some 5 × 10^9",
            "Number 30-plus",
            "Identifier 24/7",
            "Quantity 6ft 2in",
            "Date May",
        ],
    ),
    (
        "about 1500 people and 2000 mg of 1500 pills in 1999",
        &[
            "Number about 1500",
            "Quantity 2000 mg",
            "Number 1500",
            "Date 1999",
        ],
    ),
    ("", &[]),
];

#[test]
fn texts() {
    let mut wrong = Vec::new();
    for &(text, expected) in TEXTS {
        let found: Vec<String> = find(text)
            .iter()
            .map(|f| format!("{:?} {}", f.kind, f.value))
            .collect();
        if found != expected {
            wrong.push(format!(
                "{text}\n   expected {expected:?}\n   found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Not even as a whole text a value.
#[test]
fn no_values() {
    for text in [
        "ranch",
        "highway",
        "",
        "  ",
        "the",
        "may",
        "10 % in late summer",
        "$",
        "-",
        "…",
        "zwanzigzwanzig",
    ] {
        assert_eq!(parse(text), None, "{text:?}");
    }
}

#[test]
fn reasons_are_clauses() {
    let rows = [
        ("96 years", "60 years", "96 years is not 60 years"),
        (
            "April 2008",
            "25 April 2008",
            "April 2008 covers 25 April 2008",
        ),
        (
            "1.2 million",
            "1,234,567",
            "1,234,567 rounds to 1.2 million",
        ),
        (
            "nearly eight years",
            "7.6 years",
            "nearly eight years allows 7.6 years",
        ),
        ("at least 60", "59", "at least 60 does not allow 59"),
        ("10", "10 %", "10 agrees with 10 % but names no unit"),
        (
            "5 mg",
            "5 ml",
            "5 mg is not 5 ml: the units measure different things",
        ),
        (
            "two years later",
            "2007",
            "two years later depends on what it is counted from",
        ),
    ];
    for (a, b, reason) in rows {
        assert_eq!(compare(&value(a), &value(b)).reason(), Some(reason));
    }
}

#[test]
fn declared_values() {
    use claim::Value as Declared;
    let text = |text: &str| from_declared(&Declared::Text(text.to_owned()));
    let rows = [
        (
            from_declared(&Declared::Integer(2005)),
            text("8 December 2005"),
            '~',
        ),
        (from_declared(&Declared::Integer(2005)), text("2006"), '!'),
        (from_declared(&Declared::Integer(2005)), text("2005"), '='),
        (from_declared(&Declared::Integer(96)), text("96 years"), '~'),
        (from_declared(&Declared::Integer(96)), text("98 years"), '!'),
        (from_declared(&Declared::Float(1.234)), text("1234"), '!'),
        (from_declared(&Declared::Float(9.5)), text("9.50"), '='),
        (from_declared(&Declared::Boolean(true)), text("yes"), '='),
        (
            from_declared(&Declared::Date("2005-12-08".to_owned())),
            text("Dec. 8, 2005"),
            '=',
        ),
        (text("ranch"), text("Ranch"), '='),
        (text("ranch"), text("highway"), '!'),
        (text("ranch"), text("60 years"), '!'),
        (text("10 %"), text("8 December 2005"), '!'),
        (text("two years later"), text("2007"), '?'),
    ];
    for (a, b, expected) in rows {
        let found = compare_declared(&a, &b);
        assert_eq!(sign(&found), expected, "{a} and {b}: {found:?}");
        assert_eq!(sign(&compare_declared(&b, &a)), expected, "{b} and {a}");
    }
    let found = compare_declared(&text("ranch"), &text("highway"));
    assert_eq!(
        found.reason(),
        Some("compared as text, ranch is not highway")
    );
}

/// Texts made of what values are made of, which reach further than random characters.
fn figures() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "8",
        "12",
        "2005",
        "1,960",
        "1.960",
        "0.5",
        "007",
        " ",
        " ",
        " ",
        "-",
        "–",
        "/",
        ".",
        ",",
        ":",
        "%",
        "$",
        "€",
        "½",
        "'",
        "(",
        "+",
        "<",
        "December",
        "May",
        "March",
        "Monday",
        "years",
        "old",
        "and",
        "a",
        "half",
        "million",
        "thousand",
        "hundred",
        "two",
        "twenty",
        "third",
        "between",
        "to",
        "in",
        "of",
        "nearly",
        "more than",
        "late",
        "century",
        "XIX",
        "s",
        "mg",
        "km",
        "h",
        "votes",
        "siècle",
        "de",
        "mil",
        "quatre",
        "vingt",
        "und",
        "zwanzig",
        "IL",
        "No",
        "\u{202f}",
        "é",
        "日",
        "\u{301}",
        "T",
        "z",
        "@",
        "http",
        "c",
        "st",
        "er",
        "m",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|list| list.concat())
}

proptest! {
    #[test]
    fn nothing_panics(text in prop_oneof![any::<String>(), figures()]) {
        let _ = parse(&text);
        let found = find(&text);
        let mut end = 0;
        for figure in &found {
            prop_assert!(figure.span.start >= end && figure.span.end > figure.span.start);
            prop_assert_eq!(&text[figure.span.range()], &figure.value.written);
            prop_assert_eq!(figure.kind, figure.value.datum.kind());
            end = figure.span.end;
        }
        for language in Language::ALL {
            let _ = find_in(&text, language);
        }
    }

    #[test]
    fn comparing_is_symmetric(a in figures(), b in figures()) {
        let values: Vec<Value> = [&a, &b].iter()
            .flat_map(|text| find(text).into_iter().map(|f| f.value).chain(parse(text)))
            .collect();
        for x in &values {
            prop_assert_eq!(compare(x, x), Comparison::Equal, "{:?}", x);
            for y in &values {
                prop_assert_eq!(sign(&compare(x, y)), sign(&compare(y, x)), "{:?} {:?}", x, y);
                let (one, other) = (compare_declared(x, y), compare_declared(y, x));
                prop_assert_eq!(sign(&one), sign(&other), "{:?} {:?}", x, y);
            }
        }
    }

    #[test]
    fn a_number_is_one_in_every_convention(number in 1_000_000u32..1_000_000_000, cents in 0u8..100) {
        let digits = number.to_string();
        let grouped = |mark: &str| {
            let mut text = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 {
                    text.push_str(mark);
                }
                text.push(digit);
            }
            text
        };
        let plain = value(&format!("{number}.{cents:02}"));
        for (mark, point) in [(",", "."), (".", ","), (" ", ","), ("\u{202f}", ","), ("\u{a0}", "."), ("'", ".")] {
            let other = value(&format!("{}{point}{cents:02}", grouped(mark)));
            prop_assert_eq!(compare(&plain, &other), Comparison::Equal, "{:?}", other);
            let whole = value(&grouped(mark));
            prop_assert_eq!(compare(&value(&digits), &whole), Comparison::Equal, "{:?}", whole);
        }
    }
}
