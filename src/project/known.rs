//! What a check found out. The check of a change takes it over: an equal quote in an equal text, read
//! with equal settings, is judged once, and so are the origins of equal evidence.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Project;
use super::quotes::{Found, Read, of_source};
use crate::claim::Evidence;
use crate::config::MatchConfig;
use crate::matcher::{Excerpt, Outcome, Place};
use crate::source::{Details, Source, SourceRef};
use crate::text::{Located, Problem, ProblemKind};
use crate::verdict::{self, CheckedClaim, Judgement, OriginGroup, Side};

/// What became of the quotes of a project, by text and quote.
#[derive(Clone, Debug, Default)]
pub struct Known {
    settings: Option<Settings>,
    texts: HashMap<TextKey, KnownText>,
    /// The quotes that were looked for in every text.
    sought: HashSet<String>,
    /// Who stands behind the pieces of a claim, where sources descend from one another so.
    origins: HashMap<Vec<PieceKey>, Vec<OriginGroup>>,
    descent: Vec<DescentKey>,
}

/// What a catalogue says of where a source has its text from, and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct DescentKey {
    file: String,
    id: String,
    derived_from: Vec<String>,
    parts: Vec<(String, Vec<String>)>,
}

impl DescentKey {
    fn of(project: &Project) -> Vec<Self> {
        let from = |of: &Details| of.derived_from.iter().map(|it| it.value.clone()).collect();
        let sources = project.sources.list.iter();
        sources
            .map(|source| Self {
                file: source.file.clone(),
                id: source.id.clone(),
                derived_from: from(&source.details),
                parts: source
                    .parts
                    .iter()
                    .map(|part| (part.id.clone(), from(&part.details)))
                    .collect(),
            })
            .collect()
    }
}

/// All of a piece of evidence by which its origin is told from those of others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PieceKey {
    side: Option<Side>,
    counts: bool,
    origin: Option<String>,
    own_origin: bool,
    /// The source's place in the list, and the part's.
    at: Option<(usize, Option<usize>)>,
    passage: Option<String>,
}

impl PieceKey {
    fn of(project: &Project, claim: &CheckedClaim<'_>) -> Vec<Self> {
        let pieces = claim.evidence.iter();
        pieces
            .map(|piece| Self {
                side: piece.side,
                counts: piece.counts,
                origin: verdict::origin(piece, &project.sources).map(str::to_owned),
                own_origin: piece.evidence.origin.is_some(),
                at: piece.source.map(|at| (at.source, piece.part)),
                passage: piece.found().map(|found| found.passage.clone()),
            })
            .collect()
    }
}

/// What the configuration tells the matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Settings {
    matching: MatchConfig,
    lexicon: BTreeMap<String, Vec<String>>,
}

impl Settings {
    fn of(project: &Project) -> Self {
        Self {
            matching: project.config.matching.clone(),
            lexicon: project.config.lexicon.clone(),
        }
    }
}

/// All of a source that the matcher reads. Parts are told by what they are looked for with: in an
/// equal text they stand at equal places.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TextKey {
    sha256: String,
    reader: &'static str,
    encoding: Option<String>,
    language: Option<String>,
    about: Vec<String>,
    /// `starts`, `ends` and `after` of each.
    parts: Vec<(String, Option<String>, Option<String>)>,
}

impl TextKey {
    fn new(source: &Source, read: &Read) -> Self {
        let value = |it: &Option<Located<String>>| it.as_ref().map(|it| it.value.clone());
        let parts = source.parts.iter().map(|part| {
            let starts = part.starts.value.clone();
            (starts, value(&part.ends), value(&part.after))
        });
        Self {
            sha256: read.sha256.clone(),
            reader: read.reader,
            encoding: value(&source.encoding),
            language: source.details.language.clone(),
            about: source.about().into_iter().map(str::to_owned).collect(),
            parts: parts.collect(),
        }
    }
}

/// All of a piece of evidence that the matcher reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct QuoteKey {
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    part: Option<usize>,
}

impl QuoteKey {
    fn new(evidence: &Evidence, at: SourceRef) -> Self {
        let value = |it: &Option<Located<String>>| it.as_ref().map(|it| it.value.clone());
        Self {
            quote: evidence.quote.value.clone(),
            prefix: value(&evidence.prefix),
            suffix: value(&evidence.suffix),
            part: at.part,
        }
    }
}

/// What is known of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownText {
    outcomes: HashMap<QuoteKey, Outcome>,
    /// Where those of the quotes that were looked for everywhere stand in it.
    holds: HashMap<String, Vec<(Place, Excerpt)>>,
}

impl Known {
    /// What the check of `project` found out.
    pub(super) fn of(
        project: &Project,
        claims: &[CheckedClaim<'_>],
        judgements: &[Judgement],
        problems: &[(Problem, Option<usize>)],
        read: &[Option<Read>],
        found: &Found,
    ) -> Self {
        // A part that is not found is said with a place in the catalogue, which may differ.
        let unsound: HashSet<usize> = problems
            .iter()
            .filter(|(problem, _)| problem.kind == ProblemKind::PartNotFound)
            .filter_map(|(_, source)| *source)
            .collect();
        let key = |source: usize| {
            let read = read[source].as_ref()?;
            let sound = !unsound.contains(&source);
            sound.then(|| TextKey::new(&project.sources.list[source], read))
        };
        let mut texts: HashMap<TextKey, KnownText> = HashMap::new();
        for (source, places) in found.places.iter().enumerate() {
            let Some(key) = key(source) else { continue };
            let text = texts.entry(key).or_default();
            // Of two equal files one tells all.
            text.holds.clear();
            for (quote, place, excerpt) in places {
                let quote = found.quotes[*quote].clone();
                let holds = text.holds.entry(quote).or_default();
                holds.push((*place, excerpt.clone()));
            }
        }
        for piece in claims.iter().flat_map(|claim| &claim.evidence) {
            let Some(at) = piece.source else { continue };
            let open = matches!(piece.outcome, Outcome::Unchecked(reason) if of_source(reason));
            if let Some(key) = key(at.source).filter(|_| !open) {
                let outcomes = &mut texts.entry(key).or_default().outcomes;
                outcomes.insert(QuoteKey::new(piece.evidence, at), piece.outcome.clone());
            }
        }
        let judged = claims.iter().zip(judgements);
        Self {
            settings: Some(Settings::of(project)),
            texts,
            sought: found.quotes.iter().cloned().collect(),
            origins: judged
                .map(|(claim, it)| (PieceKey::of(project, claim), it.origin_groups.clone()))
                .collect(),
            descent: DescentKey::of(project),
        }
    }

    /// Whether `project` is read with the settings under which this was found out.
    pub(super) fn fits(&self, project: &Project) -> bool {
        self.settings.as_ref() == Some(&Settings::of(project))
    }

    /// Judges the claims of `project`.
    pub(super) fn judge(&self, project: &Project, claims: &[CheckedClaim<'_>]) -> Vec<Judgement> {
        let alike = self.descent == DescentKey::of(project);
        verdict::judge_knowing(claims, &project.sources, |claim| {
            let known = alike.then(|| self.origins.get(&PieceKey::of(project, claim)));
            known.flatten().cloned()
        })
    }

    /// What is known of the text of `source`, which was read just now.
    pub(super) fn text(&self, source: &Source, read: &Read) -> Option<&KnownText> {
        self.texts.get(&TextKey::new(source, read))
    }

    /// Whether `quote` was looked for in every text.
    pub(super) fn sought(&self, quote: &str) -> bool {
        self.sought.contains(quote)
    }
}

impl KnownText {
    /// What became of a piece of evidence.
    pub(super) fn outcome(&self, evidence: &Evidence, at: SourceRef) -> Option<&Outcome> {
        self.outcomes.get(&QuoteKey::new(evidence, at))
    }

    /// Where a quote stands that was looked for everywhere.
    pub(super) fn holds(&self, quote: &str) -> &[(Place, Excerpt)] {
        self.holds.get(quote).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::matcher::{Quote, Text};
    use crate::project::{Change, CheckOptions, quotes};
    use crate::report::json;
    use crate::text::{Folded, Lines};

    const CLAIMS: &str = r#"[[claim]]
id = "tower"
text = "Two brothers built the tower in 1974."
evidence = [
  { source = "wire#lyon", quote = "The tower was built in 1974 by two brothers from Lyon." },
  { source = "paper", quote = "two brothers built the tower in 1974" },
  { source = "paper", quote = "The bridge is 800 metres long and was opened in May." },
  { source = "wire", quote = "The bridge is 900 metres long and was opened in May." },
  { source = "nowhere", quote = "and so on and so forth, as they say" },
]
"#;
    const CATALOGUE: &str = r#"[[source]]
id = "wire"
file = "wire.txt"
[[source.part]]
id = "lyon"
starts = "The tower was"
[[source.part]]
id = "bridge"
starts = "The bridge is"
"#;

    /// Compiles as long as `TextKey` and `QuoteKey` hold all that the matcher is given.
    #[test]
    fn the_keys_hold_all_that_the_matcher_is_given() {
        let raw = "text";
        let Text {
            raw: _,
            folded: _,
            lines: _,
            parts: _,
            language: _,
            about: _,
        } = Text {
            raw,
            folded: &Folded::new(raw),
            lines: &Lines::new(raw),
            parts: &[],
            language: None,
            about: &[],
        };
        let Quote {
            exact: _,
            prefix: _,
            suffix: _,
            part: _,
        } = Quote {
            exact: raw,
            prefix: None,
            suffix: None,
            part: None,
        };
    }

    fn write(root: &Path, file: &str, text: &str) {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn project(root: &Path) {
        write(root, "pincite.toml", "\n");
        write(root, "claims/a.toml", CLAIMS);
        write(root, "seeds/sources.toml", CATALOGUE);
        let wire = "The tower was built in 1974 by two brothers from Lyon.\n\n\
                    The bridge is 800 metres long and was opened in May.\n";
        write(root, "seeds/wire.txt", wire);
        let paper = "Everybody here knows that two brothers built the tower in 1974.\n";
        write(root, "seeds/paper.txt", paper);
        write(
            root,
            "seeds/uncited.txt",
            "It rained, and nobody came to look.\n",
        );
    }

    fn replace(root: &Path, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        write(root, file, &text.replacen(from, to, 1));
    }

    /// The report of a change, made with what is known and without, and how many quotes were judged.
    fn reports(base: &Path, now: &Path) -> (String, String, usize) {
        let (base, now) = (Project::load(base).unwrap(), Project::load(now).unwrap());
        let known = Change::between(&base, &now, &[]).unwrap();
        let judged = quotes::check(&now, Some(&known.known)).judged;
        let unknown = Change {
            known: Known::default(),
            ..known.clone()
        };
        let written = |change| {
            let mut out = Vec::new();
            let report = now.check_change(&CheckOptions::default(), change);
            json::render(&report, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        (written(&known), written(&unknown), judged)
    }

    #[test]
    fn what_a_change_does_not_touch_is_judged_once_and_the_report_is_the_same() {
        const FILE: &str = "file = \"wire.txt\"";
        // name, file, what stands there, what comes in its place, how many quotes have to be judged
        let cases = [
            ("nothing", "claims/a.toml", "Two", "Two".to_owned(), 0),
            ("the claim", "claims/a.toml", "Two", "The two".to_owned(), 0),
            (
                "a digit of a quote",
                "claims/a.toml",
                "1974 by",
                "1975 by".to_owned(),
                1,
            ),
            (
                "a quote that another source holds",
                "claims/a.toml",
                "two brothers built the tower in 1974\"",
                "was built in 1974 by two brothers from\"".to_owned(),
                1,
            ),
            (
                "an origin",
                "claims/a.toml",
                "quote = \"two",
                "origin = \"wire\", quote = \"two".to_owned(),
                0,
            ),
            ("a source", "seeds/paper.txt", "1974", "1975".to_owned(), 2),
            (
                "a part's place",
                "seeds/sources.toml",
                "The bridge is",
                "bridge is".to_owned(),
                2,
            ),
            (
                "a part is not there",
                "seeds/sources.toml",
                "The tower",
                "Der Turm".to_owned(),
                1,
            ),
            (
                "the language",
                "seeds/sources.toml",
                FILE,
                format!("{FILE}\nlanguage = \"fr\""),
                2,
            ),
            (
                "publisher",
                "seeds/sources.toml",
                FILE,
                format!("{FILE}\npublisher = \"x\""),
                2,
            ),
            (
                "what is said of a source",
                "seeds/sources.toml",
                FILE,
                format!("{FILE}\npublished = \"2011\""),
                0,
            ),
            (
                "descent",
                "seeds/sources.toml",
                FILE,
                format!("{FILE}\nderived-from = [\"paper.txt\"]"),
                0,
            ),
            (
                "the lexicon",
                "pincite.toml",
                "\n",
                "[lexicon]\nnegation = [\"nary\"]\n".to_owned(),
                4,
            ),
        ];
        for (name, file, from, to, expected) in cases {
            let (base, now) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            project(base.path());
            project(now.path());
            replace(now.path(), file, from, &to);
            let (known, unknown, judged) = reports(base.path(), now.path());
            assert_eq!(known, unknown, "{name}");
            assert_eq!(judged, expected, "{name}");
        }
    }

    #[test]
    fn one_digit_of_the_worked_example_is_one_quote() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let now = tempfile::tempdir().unwrap();
        for folder in ["claims", "seeds"] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let from = entry.unwrap().path();
                let name = from.file_name().unwrap().to_str().unwrap();
                let to = format!("{folder}/{name}");
                write(now.path(), &to, &fs::read_to_string(&from).unwrap());
            }
        }
        let file = "claims/sentence.toml";
        replace(
            now.path(),
            file,
            "condemned to 96 years",
            "condemned to 69 years",
        );
        let (known, unknown, judged) = reports(root, now.path());
        assert_eq!(known, unknown);
        assert_eq!(judged, 1);
    }
}
