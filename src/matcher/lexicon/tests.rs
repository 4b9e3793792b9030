//! The same tests for every language, and that the files are what they claim to be.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn of(code: &str) -> Lexicon {
    Lexicon::new(&[code], &BTreeMap::new()).unwrap()
}

/// One language's words, a line a question.
struct Sample {
    code: &'static str,
    classes: &'static [(&'static str, Classes)],
    not: &'static [(&'static str, Classes)],
    phrases: &'static [(&'static str, Class)],
    opposite: &'static [(&'static str, &'static str)],
    same_spelling: &'static [(&'static str, &'static str)],
    other_word: &'static [(&'static str, &'static str)],
    words: &'static [&'static str],
    no_words: &'static [&'static str],
    only_nearest: &'static [(&'static str, &'static str)],
    not_only_nearest: &'static [(&'static str, &'static str)],
    numbers: &'static [(&'static str, Option<f64>)],
    ordinals: &'static [(&'static str, Option<f64>)],
    abbreviations: &'static [&'static str],
    prefixes: &'static [(&'static str, &'static str)],
    same_prefix: &'static [(&'static str, &'static str)],
    text: &'static str,
}

const ENGLISH: Sample = Sample {
    code: "en",
    classes: &[
        ("not", Classes::NEGATION),
        ("never", Classes::NEGATION),
        ("Didn’t", Classes::NEGATION),
        ("cannot", Classes::NEGATION.union(Classes::MODALITY)),
        ("may", Classes::MODALITY.union(Classes::MONTH)),
        ("allegedly", Classes::HEDGE),
        ("all", Classes::QUANTIFIER),
        ("only", Classes::QUANTIFIER),
        ("fell", Classes::DIRECTION),
        ("guilty", Classes::DIRECTION),
        ("from", Classes::PREPOSITION),
        ("and", Classes::CONJUNCTION),
        ("the", Classes::ARTICLE),
        ("a", Classes::ARTICLE),
        ("she", Classes::PRONOUN),
        ("was", Classes::AUXILIARY),
        ("Jan", Classes::MONTH),
        ("saturday", Classes::WEEKDAY),
        ("kilometres", Classes::UNIT),
        ("mmol/L", Classes::UNIT),
        ("%", Classes::UNIT),
        ("million", Classes::SCALE),
        ("sixty", Classes::NUMBER_WORD),
        ("Mr", Classes::TITLE),
        ("unless", Classes::EXCEPTION.union(Classes::CONDITION)),
        ("testified", Classes::REPORT),
        ("retracted", Classes::DENIAL),
        ("ing", Classes::VERB_ENDING),
    ],
    not: &[
        (
            "table",
            Classes::FUNCTION
                .union(Classes::NEGATION)
                .union(Classes::DIRECTION),
        ),
        ("now", Classes::NEGATION),
        ("one", Classes::ARTICLE),
        ("an", Classes::NEGATION),
    ],
    phrases: &[
        ("according to", Class::Report),
        ("provided that", Class::Exception),
        ("no longer", Class::Negation),
        ("at least", Class::Hedge),
        ("per cent", Class::Unit),
        ("et al.", Class::Abbreviation),
        ("not true", Class::Denial),
    ],
    opposite: &[
        ("increased", "decreased"),
        ("rose", "fell"),
        ("risen", "fallen"),
        ("rising", "falling"),
        ("up", "down"),
        ("before", "after"),
        ("higher", "lower"),
        ("more", "less"),
        ("better", "worse"),
        ("above", "below"),
        ("gain", "loss"),
        ("accept", "reject"),
        ("won", "lost"),
        ("guilty", "innocent"),
        ("agonist", "antagonist"),
        ("upheld", "overturned"),
        ("upregulated", "downregulated"),
    ],
    same_spelling: &[
        ("colour", "color"),
        ("organise", "organize"),
        ("organisation", "organization"),
        ("hospitalised", "hospitalized"),
        ("tokenising", "tokenizing"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("haemoglobin", "hemoglobin"),
        ("haemoperitoneum", "hemoperitoneum"),
        ("oestrogen", "estrogen"),
        ("paediatric", "pediatric"),
        ("tumour", "tumor"),
        ("tumours", "tumors"),
        ("oedema", "edema"),
        ("diarrhoea", "diarrhea"),
        ("judgement", "judgment"),
        ("defence", "defense"),
        ("licence", "license"),
        ("practise", "practice"),
        ("programme", "program"),
        ("grey", "gray"),
        ("analyse", "analyze"),
        ("anaemia", "anemia"),
        ("hypoglycaemia", "hypoglycemia"),
        ("kilometre", "kilometer"),
        ("sulphate", "sulfate"),
        ("ageing", "aging"),
        ("towards", "toward"),
        ("Behaviour", "behavior"),
    ],
    other_word: &[
        ("metre", "meter"),
        ("storey", "story"),
        ("cheque", "check"),
        ("draught", "draft"),
        ("tyre", "tire"),
        ("prise", "prize"),
        ("rise", "rize"),
        ("haem", "hem"),
        ("casual", "causal"),
        ("colour", "colours"),
        ("affect", "effect"),
        ("principle", "principal"),
        ("foul", "fowl"),
        ("paedology", "pedology"),
        ("hyena", "hyenas"),
        ("chile", "chili"),
        ("hydrocoele", "hydrocele"),
        ("race", "raise"),
    ],
    words: &[
        "kidnapping",
        "sentenced",
        "colour",
        "color",
        "mitochondrion",
        "thrombocytopenia",
        "estoppel",
        "phosphorylation",
        "haemoglobin",
        "people",
        "don't",
        "french",
        "ltd.",
    ],
    no_words: &[
        "kidnaping'",
        "sentneced",
        "concldes",
        "fistered",
        "signat0ry",
        "xqz",
    ],
    only_nearest: &[
        ("sentneced", "sentenced"),
        ("kidnappign", "kidnapping"),
        ("prisnoers", "prisoners"),
        ("behaviuor", "behaviour"),
        ("govermnent", "government"),
        ("court-odrered", "court-ordered"),
        ("goverment's", "government's"),
        ("incease", "increase"),
        ("patientts", "patients"),
        ("chnages", "changes"),
    ],
    not_only_nearest: &[
        ("now", "not"),
        ("casual", "causal"),
        ("morality", "mortality"),
        ("fistered", "fostered"),
        ("concldes", "concludes"),
        ("prison", "prison"),
        ("ther", "there"),
        ("ilegal", "legal"),
        ("ilegal", "illegal"),
        ("mortlity", "mortality"),
        ("mortlity", "morality"),
        ("incease", "incense"),
        ("nevr", "never"),
        ("nevr", "ever"),
        ("decrese", "increase"),
        ("cout's", "court's"),
        ("cuort-odrered", "court-ordered"),
        ("xyzzyplugh", "xyzzyplugs"),
    ],
    numbers: &[
        ("sixty", Some(60.0)),
        ("ninety-six", Some(96.0)),
        ("dozen", Some(12.0)),
        ("million", Some(1e6)),
        ("hundred", Some(100.0)),
        ("third", None),
        ("once", None),
        ("several", None),
    ],
    ordinals: &[
        ("first", Some(1.0)),
        ("twenty-third", Some(23.0)),
        ("three", None),
    ],
    abbreviations: &["v.", "Dec.", "U.S.", "No.", "Fig.", "e.g.", "Mr.", "al."],
    prefixes: &[
        ("likely", "unlikely"),
        ("direct", "indirect"),
        ("hypertension", "hypotension"),
        ("interstate", "intrastate"),
        ("increase", "decrease"),
        ("preoperative", "postoperative"),
        ("proportionate", "disproportionate"),
        ("hyperglycaemia", "hypoglycemia"),
        ("symptomatic", "asymptomatic"),
        ("government", "anti-government"),
        ("underestimate", "overestimate"),
    ],
    same_prefix: &[
        ("likely", "likley"),
        ("color", "colour"),
        ("sentence", "sentences"),
        ("unlikely", "unlikley"),
    ],
    text: "The court said that it was the first time she had been in the country, and that he would \
           not be with them when the case was heard by a judge of the high court.",
};

const SPANISH: Sample = Sample {
    code: "es",
    classes: &[
        ("no", Classes::NEGATION),
        ("nunca", Classes::NEGATION),
        ("sin", Classes::NEGATION.union(Classes::PREPOSITION)),
        ("podría", Classes::MODALITY),
        ("presuntamente", Classes::HEDGE),
        ("todos", Classes::QUANTIFIER),
        ("sólo", Classes::QUANTIFIER),
        ("bajó", Classes::DIRECTION),
        ("culpable", Classes::DIRECTION),
        ("desde", Classes::PREPOSITION),
        ("y", Classes::CONJUNCTION),
        ("el", Classes::ARTICLE),
        ("ella", Classes::PRONOUN),
        ("fue", Classes::AUXILIARY),
        ("enero", Classes::MONTH),
        ("miércoles", Classes::WEEKDAY),
        ("kilómetros", Classes::UNIT),
        ("millones", Classes::SCALE),
        ("sesenta", Classes::NUMBER_WORD),
        ("señora", Classes::TITLE),
        ("salvo", Classes::EXCEPTION),
        ("si", Classes::CONDITION),
        ("declaró", Classes::REPORT),
        ("desmintió", Classes::DENIAL),
        ("ando", Classes::VERB_ENDING),
    ],
    not: &[
        (
            "mesa",
            Classes::FUNCTION
                .union(Classes::NEGATION)
                .union(Classes::DIRECTION),
        ),
        ("nos", Classes::NEGATION),
        ("un", Classes::ARTICLE),
    ],
    phrases: &[
        ("de acuerdo con", Class::Report),
        ("a menos que", Class::Exception),
        ("ya no", Class::Negation),
        ("por ciento", Class::Unit),
        ("no es cierto", Class::Denial),
    ],
    opposite: &[
        ("aumentó", "disminuyó"),
        ("subieron", "bajaron"),
        ("antes", "después"),
        ("más", "menos"),
        ("ganancias", "pérdidas"),
        ("culpable", "inocente"),
        ("condenada", "absuelta"),
        ("aprobó", "rechazó"),
        ("negó", "confirmó"),
    ],
    same_spelling: &[
        ("psicólogo", "sicólogo"),
        ("período", "periodo"),
        ("sólo", "solo"),
        ("septiembre", "setiembre"),
        ("obscuridad", "oscuridad"),
        ("vídeo", "video"),
        ("cardíaco", "cardiaco"),
        ("transcendencia", "trascendencia"),
    ],
    other_word: &[
        ("año", "ano"),
        ("casa", "caza"),
        ("causal", "casual"),
        ("pero", "perro"),
    ],
    words: &[
        "secuestro",
        "condenada",
        "dijeron",
        "años",
        "policía",
        "hipertensión",
        "mexicano",
    ],
    no_words: &["secuetsro", "condneada", "polciía", "xqz"],
    only_nearest: &[
        ("secuetsro", "secuestro"),
        ("gobienro", "gobierno"),
        ("sentencai", "sentencia"),
    ],
    not_only_nearest: &[
        ("casual", "causal"),
        ("ano", "año"),
        ("casa", "caza"),
        ("condeno", "condenó"),
    ],
    numbers: &[
        ("sesenta", Some(60.0)),
        ("veintitrés", Some(23.0)),
        ("millones", Some(1e6)),
        ("billón", Some(1e12)),
        ("varios", None),
    ],
    ordinals: &[("primera", Some(1.0)), ("tres", None)],
    abbreviations: &["Sr.", "Dra.", "pág.", "etc.", "dic."],
    prefixes: &[
        ("legal", "ilegal"),
        ("hipertensión", "hipotensión"),
        ("posible", "imposible"),
        ("favorable", "desfavorable"),
    ],
    same_prefix: &[("condena", "condenas"), ("posible", "posbile")],
    text: "La mujer fue detenida en su casa y los jueces de la corte dijeron que no era la primera \
           vez que se le acusaba de un delito, pero ella lo negó ante el tribunal.",
};

const FRENCH: Sample = Sample {
    code: "fr",
    classes: &[
        ("pas", Classes::NEGATION),
        ("n’", Classes::NEGATION),
        ("jamais", Classes::NEGATION),
        ("sans", Classes::NEGATION.union(Classes::PREPOSITION)),
        ("pourrait", Classes::MODALITY),
        ("prétendument", Classes::HEDGE),
        ("tous", Classes::QUANTIFIER),
        ("seulement", Classes::QUANTIFIER),
        ("baissé", Classes::DIRECTION),
        ("coupable", Classes::DIRECTION),
        ("depuis", Classes::PREPOSITION),
        ("et", Classes::CONJUNCTION),
        ("les", Classes::ARTICLE),
        ("l'", Classes::ARTICLE),
        ("elle", Classes::PRONOUN),
        ("était", Classes::AUXILIARY),
        ("août", Classes::MONTH),
        ("mercredi", Classes::WEEKDAY),
        ("kilomètres", Classes::UNIT),
        ("milliards", Classes::SCALE),
        ("soixante", Classes::NUMBER_WORD),
        ("madame", Classes::TITLE),
        ("sauf", Classes::EXCEPTION),
        ("si", Classes::CONDITION),
        ("déclaré", Classes::REPORT),
        ("démenti", Classes::DENIAL),
        ("ant", Classes::VERB_ENDING),
    ],
    not: &[
        (
            "table",
            Classes::FUNCTION
                .union(Classes::NEGATION)
                .union(Classes::DIRECTION),
        ),
        ("un", Classes::ARTICLE),
        ("des", Classes::ARTICLE),
    ],
    phrases: &[
        ("aux dires de", Class::Report),
        ("à moins que", Class::Exception),
        ("pas encore", Class::Negation),
        ("pour cent", Class::Unit),
        ("sans fondement", Class::Denial),
    ],
    opposite: &[
        ("augmenté", "diminué"),
        ("montait", "descendait"),
        ("avant", "après"),
        ("plus", "moins"),
        ("gains", "pertes"),
        ("coupable", "innocent"),
        ("condamnée", "acquittée"),
        ("rejeté", "approuvé"),
    ],
    same_spelling: &[
        ("connaître", "connaitre"),
        ("événement", "évènement"),
        ("clé", "clef"),
        ("oignon", "ognon"),
        ("réapparaître", "réapparaitre"),
        ("coûteux", "couteux"),
    ],
    other_word: &[
        ("sûr", "sur"),
        ("jeûne", "jeune"),
        ("tâche", "tache"),
        ("casual", "causal"),
    ],
    words: &[
        "enlèvement",
        "condamnée",
        "policiers",
        "l'enlèvement",
        "qu’elle",
        "aujourd'hui",
        "œuvre",
    ],
    no_words: &["enlèvemnet", "condmanée", "plociers", "xqz"],
    only_nearest: &[
        ("enlèvemnet", "enlèvement"),
        ("gouvernemnet", "gouvernement"),
    ],
    not_only_nearest: &[
        ("sur", "sûr"),
        ("tache", "tâche"),
        ("causal", "casual"),
        ("jugé", "juge"),
    ],
    numbers: &[
        ("soixante", Some(60.0)),
        ("quatre-vingt-seize", Some(96.0)),
        ("nonante", Some(90.0)),
        ("milliard", Some(1e9)),
        ("plusieurs", None),
    ],
    ordinals: &[("première", Some(1.0)), ("trois", None)],
    abbreviations: &["M.", "art.", "p.", "etc.", "déc."],
    prefixes: &[
        ("légal", "illégal"),
        ("hypertension", "hypotension"),
        ("possible", "impossible"),
        ("favorable", "défavorable"),
    ],
    same_prefix: &[("condamné", "condamnée"), ("possible", "possbile")],
    text: "Elle a été arrêtée avec son compagnon dans un ranch près de la ville, et les juges ont dit \
           que ce n'était pas la première fois qu'elle se trouvait au pays pour une affaire.",
};

const GERMAN: Sample = Sample {
    code: "de",
    classes: &[
        ("nicht", Classes::NEGATION),
        ("keine", Classes::NEGATION),
        ("ohne", Classes::NEGATION.union(Classes::PREPOSITION)),
        ("könnte", Classes::MODALITY),
        ("mutmaßlich", Classes::HEDGE),
        ("alle", Classes::QUANTIFIER),
        ("nur", Classes::QUANTIFIER),
        ("gesunken", Classes::DIRECTION),
        ("schuldig", Classes::DIRECTION),
        ("seit", Classes::PREPOSITION),
        ("und", Classes::CONJUNCTION),
        ("die", Classes::ARTICLE),
        ("sie", Classes::PRONOUN),
        ("wurde", Classes::AUXILIARY),
        ("Jänner", Classes::MONTH),
        ("Mittwoch", Classes::WEEKDAY),
        ("Kilometern", Classes::UNIT),
        ("Milliarden", Classes::SCALE),
        ("sechzig", Classes::NUMBER_WORD),
        ("Frau", Classes::TITLE),
        ("sofern", Classes::EXCEPTION.union(Classes::CONDITION)),
        ("erklärte", Classes::REPORT),
        ("bestritt", Classes::DENIAL),
        ("ete", Classes::VERB_ENDING),
    ],
    not: &[
        (
            "Tisch",
            Classes::FUNCTION
                .union(Classes::NEGATION)
                .union(Classes::DIRECTION),
        ),
        ("ein", Classes::ARTICLE),
        ("nach", Classes::NEGATION),
    ],
    phrases: &[
        ("nach eigenen Angaben", Class::Report),
        ("es sei denn", Class::Exception),
        ("nicht mehr", Class::Negation),
        ("nicht wahr", Class::Denial),
    ],
    opposite: &[
        ("gestiegen", "gesunken"),
        ("stieg", "fiel"),
        ("vor", "nach"),
        ("mehr", "weniger"),
        ("Gewinn", "Verlust"),
        ("schuldig", "unschuldig"),
        ("verurteilt", "freigesprochen"),
        ("erhöht", "gesenkt"),
        ("Zunahme", "Abnahme"),
    ],
    same_spelling: &[
        ("daß", "dass"),
        ("Straße", "Strasse"),
        ("Photographie", "Fotografie"),
        ("potentiell", "potenziell"),
        ("selbständig", "selbstständig"),
        ("Fußgängerzone", "Fussgängerzone"),
    ],
    other_word: &[
        ("Maße", "Masse"),
        ("Buße", "Busse"),
        ("das", "dass"),
        ("Floß", "floss"),
    ],
    words: &[
        "Entführung",
        "verurteilt",
        "Gericht",
        "nicht",
        "Blutdruck",
        "gibt's",
        "Jahre",
    ],
    no_words: &["Entfhürung", "veruretilt", "Greicht", "xqzz"],
    only_nearest: &[("Entfhürung", "Entführung"), ("veruretilt", "verurteilt")],
    not_only_nearest: &[
        ("Masse", "Maße"),
        ("nicht", "nichts"),
        ("kein", "klein"),
        ("Reden", "Regen"),
    ],
    numbers: &[
        ("sechzig", Some(60.0)),
        ("sechsundneunzig", Some(96.0)),
        ("Milliarde", Some(1e9)),
        ("Billion", Some(1e12)),
        ("mehrere", None),
    ],
    ordinals: &[("erste", Some(1.0)), ("drei", None)],
    abbreviations: &["Dr.", "Nr.", "z.B.", "bzw.", "Dez."],
    prefixes: &[
        ("schuldig", "unschuldig"),
        ("Hypertonie", "Hypotonie"),
        ("möglich", "unmöglich"),
        ("Zunahme", "Abnahme"),
    ],
    same_prefix: &[("verurteilt", "verurteilte"), ("möglich", "mögilch")],
    text: "Die Frau wurde mit ihrem Freund in einem Haus bei der Stadt verhaftet, und das Gericht hat \
           gesagt, dass sie nicht zum ersten Mal in dem Land war und für die Tat verurteilt wird.",
};

const SAMPLES: &[Sample] = &[ENGLISH, SPANISH, FRENCH, GERMAN];

#[test]
fn words_are_of_their_classes() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(word, classes) in sample.classes {
            let found: Vec<_> = lexicon.classes(word).iter().collect();
            assert!(
                lexicon.classes(word).contains(classes),
                "{}: {word}: {found:?}",
                sample.code
            );
        }
        for &(word, classes) in sample.not {
            let found: Vec<_> = lexicon.classes(word).iter().collect();
            assert!(
                !lexicon.classes(word).intersects(classes),
                "{}: {word}: {found:?}",
                sample.code
            );
        }
    }
}

#[test]
fn phrases_are_found_where_they_begin() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(phrase, class) in sample.phrases {
            let phrase = phrase.to_lowercase();
            let mut words: Vec<&str> = phrase.split(' ').collect();
            let length = words.len();
            words.push("zzz");
            let found = lexicon.phrase_at(&words, Classes::of(class));
            assert_eq!(
                found,
                Some((length, Classes::of(class))),
                "{}: {phrase}",
                sample.code
            );
            assert!(
                lexicon.phrases(class).contains(&&*phrase),
                "{}: {phrase}",
                sample.code
            );
            assert_eq!(lexicon.phrase_at(&words[..1], Classes::of(class)), None);
        }
    }
}

#[test]
fn opposites_are_so_both_ways() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(a, b) in sample.opposite {
            assert!(lexicon.is_opposite(a, b), "{}: {a} {b}", sample.code);
            assert!(lexicon.is_opposite(b, a), "{}: {b} {a}", sample.code);
            assert!(!lexicon.is_opposite(a, a), "{}: {a}", sample.code);
        }
    }
}

#[test]
fn spellings_are_told_from_other_words() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(a, b) in sample.same_spelling {
            assert!(lexicon.same_spelling(a, b), "{}: {a} {b}", sample.code);
            assert!(lexicon.same_spelling(b, a), "{}: {b} {a}", sample.code);
            assert!(!lexicon.same_spelling(a, a), "{}: {a}", sample.code);
        }
        for &(a, b) in sample.other_word {
            assert!(!lexicon.same_spelling(a, b), "{}: {a} {b}", sample.code);
            assert!(!lexicon.same_spelling(b, a), "{}: {b} {a}", sample.code);
        }
    }
}

#[test]
fn words_are_told_from_slips() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for word in sample.words {
            assert!(lexicon.is_word(word), "{}: {word}", sample.code);
        }
        for word in sample.no_words {
            assert!(!lexicon.is_word(word), "{}: {word}", sample.code);
        }
        for &(misspelt, word) in sample.only_nearest {
            assert!(
                lexicon
                    .reads_as(misspelt, word, 2)
                    .is_some_and(|slip| slip.supported_by.is_none()),
                "{}: {misspelt}: {:?}",
                sample.code,
                lexicon.nearest(misspelt, 2)
            );
        }
        for &(misspelt, word) in sample.not_only_nearest {
            assert!(
                lexicon
                    .reads_as(misspelt, word, 2)
                    .is_none_or(|slip| slip.supported_by.is_some()),
                "{}: {misspelt}",
                sample.code
            );
        }
    }
}

#[test]
fn numbers_in_words_have_their_value() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(word, value) in sample.numbers {
            assert_eq!(lexicon.number_word(word), value, "{}: {word}", sample.code);
        }
        for &(word, rank) in sample.ordinals {
            assert_eq!(lexicon.ordinal_word(word), rank, "{}: {word}", sample.code);
        }
    }
}

#[test]
fn abbreviations_end_no_sentence() {
    for sample in SAMPLES {
        for token in sample.abbreviations {
            assert!(
                of(sample.code).is_abbreviation(token),
                "{}: {token}",
                sample.code
            );
        }
    }
}

#[test]
fn prefixes_that_carry_the_meaning_are_seen() {
    for sample in SAMPLES {
        let lexicon = of(sample.code);
        for &(a, b) in sample.prefixes {
            assert!(
                lexicon.meaning_prefix_differs(a, b),
                "{}: {a} {b}",
                sample.code
            );
            assert!(
                lexicon.meaning_prefix_differs(b, a),
                "{}: {b} {a}",
                sample.code
            );
        }
        for &(a, b) in sample.same_prefix {
            assert!(
                !lexicon.meaning_prefix_differs(a, b),
                "{}: {a} {b}",
                sample.code
            );
        }
    }
}

#[test]
fn a_text_is_judged_by_its_own_language() {
    let all = Lexicon::default();
    for sample in SAMPLES {
        let spoken: Vec<_> = all.for_text(None, sample.text).languages().collect();
        assert_eq!(spoken, [sample.code]);
        let declared = all.for_text(Some(sample.code), "");
        assert_eq!(declared.languages().collect::<Vec<_>>(), [sample.code]);
    }
    let untold = all.for_text(None, "Xyzzy 12");
    assert!(untold.languages().eq(all.languages()));
    let unknown = all.for_text(Some("it"), ENGLISH.text);
    assert!(unknown.languages().eq(all.languages()));
    let both = all.for_text(None, &format!("{} {}", ENGLISH.text, GERMAN.text));
    assert!(both.languages().eq(all.languages()));
    for other in OTHER_LANGUAGES {
        assert!(
            all.for_text(None, other).languages().eq(all.languages()),
            "{other}"
        );
    }
}

/// Languages that there are no lists of are not taken for their neighbours.
const OTHER_LANGUAGES: [&str; 3] = [
    "La donna è stata arrestata con il suo compagno in un ranch vicino alla città e i giudici hanno \
     detto che non era la prima volta che si trovava nel paese per una questione di questo tipo. Il \
     governo ha annunciato che la legge sarà presentata al parlamento entro la fine del mese.",
    "A mulher foi presa com o seu companheiro num rancho perto da cidade e os juízes disseram que \
     não era a primeira vez que se encontrava no país por um caso deste tipo. O governo anunciou \
     que a lei será apresentada ao parlamento até ao fim do mês, mas a oposição não vai votar.",
    "De vrouw werd samen met haar vriend gearresteerd in een huis bij de stad en de rechters zeiden \
     dat het niet de eerste keer was dat zij in het land was voor een zaak van dit type.",
];

#[test]
fn files_are_sorted_lower_case_and_say_where_they_come_from() {
    for language in &LANGUAGES {
        for &(class, file) in language.files {
            let name = format!("{}/{}.txt", language.code, class.name());
            assert!(
                file.starts_with("# ") && file.ends_with('\n'),
                "{name}: no source"
            );
            let entries: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
            for pair in entries.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{name}: `{}` before `{}`",
                    pair[0],
                    pair[1]
                );
            }
            for entry in &entries {
                assert_eq!(*entry, entry.to_lowercase(), "{name}");
                assert_eq!(*entry, key(entry).trim(), "{name}");
                assert!(entry.nfc().eq(entry.chars()), "{name}: {entry}");
                assert!(
                    !entry.contains("  ") && !entry.contains('\t'),
                    "{name}: {entry}"
                );
                assert!(
                    Table::default().add(class, entry).is_ok(),
                    "{name}: {entry}"
                );
            }
        }
    }
}

#[test]
fn no_word_is_forgiven_that_another_list_counts() {
    let counts = Classes::NEGATION
        .union(Classes::MODALITY)
        .union(Classes::HEDGE)
        .union(Classes::QUANTIFIER)
        .union(Classes::DIRECTION)
        .union(Classes::PREPOSITION)
        .union(Classes::NUMBER_WORD)
        .union(Classes::UNIT);
    for language in &LANGUAGES {
        let lexicon = of(language.code);
        for &(class, file) in language.files {
            if class == Class::Article {
                for word in file.lines().filter(|line| !line.starts_with('#')) {
                    let classes = lexicon.classes(word);
                    assert!(!classes.intersects(counts), "{}: {word}", language.code);
                }
            }
        }
    }
}

#[test]
fn no_spelling_is_an_opposite_or_of_another_sense() {
    for language in &LANGUAGES {
        let lexicon = of(language.code);
        for &(class, file) in language.files {
            if class == Class::Spelling {
                for pair in file.lines().filter(|line| !line.starts_with('#')) {
                    let (a, b) = pair.split_once(' ').unwrap();
                    assert!(a < b, "{}: {pair}", language.code);
                    assert!(!b.contains(' '), "{}: {pair}", language.code);
                    assert!(!lexicon.is_opposite(a, b), "{}: {pair}", language.code);
                    assert!(
                        !lexicon.meaning_prefix_differs(a, b),
                        "{}: {pair}",
                        language.code
                    );
                }
            }
        }
    }
}

#[test]
fn an_article_of_one_language_is_a_word_of_another() {
    let all = Lexicon::default();
    assert!(!all.classes("die").contains(Classes::ARTICLE));
    assert!(of("en").classes("the").contains(Classes::ARTICLE));
}

#[test]
fn a_project_adds_words() {
    let extra = BTreeMap::from([
        ("negation".to_owned(), vec!["Nope".to_owned()]),
        ("name".to_owned(), vec!["Zyx".to_owned()]),
        ("unit".to_owned(), vec!["furlongs per fortnight".to_owned()]),
        (
            "direction".to_owned(),
            vec!["hawk  dove".to_owned(), "skyward".to_owned()],
        ),
    ]);
    let lexicon = Lexicon::new(&["en-GB"], &extra).unwrap();
    assert_eq!(lexicon.languages().collect::<Vec<_>>(), ["en"]);
    assert_eq!(lexicon.classes("nope"), Classes::NEGATION);
    assert!(lexicon.classes("ZYX").contains(Classes::NAME) && lexicon.is_word("zyx"));
    assert!(lexicon.is_opposite("dove", "hawk"));
    assert!(lexicon.classes("skyward").contains(Classes::DIRECTION));
    assert_eq!(
        lexicon.phrase_at(&["Furlongs", "per", "fortnight"], Classes::UNIT),
        Some((3, Classes::UNIT))
    );
    assert!(lexicon.for_text(Some("en"), "").is_word("zyx"));
}

#[test]
fn without_a_language_no_slip_is_forgiven() {
    let none = Lexicon::new(&[], &BTreeMap::new()).unwrap();
    assert!(!none.only_nearest("sentneced", "sentenced", 2));
    assert!(!none.is_word("sentenced"));
    assert!(
        none.for_text(Some("en"), ENGLISH.text)
            .languages()
            .next()
            .is_none()
    );
}

#[test]
fn what_does_not_exist_is_named() {
    let error = Lexicon::new(&["tlh"], &BTreeMap::new()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no word lists for the language `tlh`; there are en")
    );
    let extra = |class: &str| BTreeMap::from([(class.to_owned(), vec!["up".to_owned()])]);
    let error = Lexicon::new(&["en"], &extra("negatoin")).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no kind of word is called `negatoin`; there are neg")
    );
    let error = Lexicon::new(&["en"], &extra("spelling")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "an entry of `spelling` is two words with a space between, not `up`"
    );
}

#[test]
fn look_ups_take_any_input() {
    let lexicon = Lexicon::default();
    let long = "é".repeat(10_000);
    for word in ["", " ", "-", "'", "\u{301}", "İ", "日本", long.as_str()] {
        lexicon.classes(word);
        lexicon.is_word(word);
        lexicon.nearest(word, 2);
        lexicon.number_word(word);
        lexicon.meaning_prefix_differs(word, "unlikely");
        lexicon.same_spelling(word, "colour");
        lexicon.only_nearest(word, "colour", 2);
        lexicon.phrase_at(&[word], Classes::FUNCTION);
    }
    assert_eq!(lexicon.phrase_at::<&str>(&[], Classes::FUNCTION), None);
}

#[test]
fn every_phrase_and_pair_has_a_use() {
    for language in &LANGUAGES {
        let lexicon = of(language.code);
        let listed: BTreeSet<Class> = language.files.iter().map(|&(class, _)| class).collect();
        let without_a_list: Vec<_> = Class::ALL
            .iter()
            .filter(|class| !listed.contains(class))
            .collect();
        assert_eq!(without_a_list, [&Class::Name]);
        for &(class, file) in language.files {
            if matches!(class, Class::Direction | Class::Opposite) {
                for pair in file.lines().filter(|line| !line.starts_with('#')) {
                    let (a, b) = pair.split_once(' ').unwrap();
                    assert!(a != b && !b.contains(' '), "{}: {pair}", language.code);
                    assert!(lexicon.is_opposite(b, a), "{}: {pair}", language.code);
                }
            }
        }
    }
}
