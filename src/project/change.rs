//! What a change makes weaker of the check itself. It becomes findings of `gate-loosened`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::dissent::Dissent;
use super::quotes::Read;
use super::{CheckOptions, Known, LevelArg, Project, ProjectError};
use crate::claim::Claim;
use crate::config::Config;
use crate::report::json;
use crate::rules::{Before, Level, RULES};
use crate::source::{Allow, Details, Source};
use crate::text::problem::shown;
use crate::text::{Problem, ProblemKind, Span};
use crate::verdict::{CheckedClaim, Judgement};

/// A change to a project, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What stood before it.
    pub before: Before,
    /// What of configuration, baseline, pins and `allow`s it weakens: see
    /// [`Project::loosened_since`].
    pub loosened: Vec<Problem>,
    /// Sources that it edits although their text before it is not at hand, by file.
    pub edited: BTreeSet<String>,
    /// What became of quotes before it: what it does not touch is not judged again.
    pub known: Known,
}

impl Change {
    /// The change that led from `base` to `project`, both read with their own configuration.
    ///
    /// # Errors
    /// Where the report on `base` cannot be made; the message says why.
    pub fn between(base: &Project, project: &Project, levels: &[LevelArg]) -> Result<Self, String> {
        let options = CheckOptions {
            levels: levels.to_vec(),
            paths: Vec::new(),
        };
        // The one way in which a report of before is read, whoever made it.
        let mut json = Vec::new();
        let (report, known) = base.check_for_change(&options);
        json::render(&report, &mut json).map_err(|error| error.to_string())?;
        Ok(Self {
            before: Before::read(&json)?,
            loosened: project.loosened_since(base),
            edited: BTreeSet::new(),
            known,
        })
    }
}

/// `file` as a whole, or a place in it.
pub(super) fn loosened(file: &str, span: Span, message: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::GateLoosened, file, span, message)
        .with_help("take it out of the change, or check with --trust-change once somebody agrees")
}

impl Project {
    /// The project as its configuration and baseline of before the change, those of `base`, judge
    /// it. Claim files that only its own globs name are read as well: more is checked, never less.
    ///
    /// Places in messages are still those of its own files.
    ///
    /// # Errors
    /// Where the configuration of `base` cannot be used.
    pub fn judged_by(self, base: &Self) -> Result<Self, ProjectError> {
        let mut claims = base.config.claims.clone();
        let own = self.config.claims.into_iter();
        claims.extend(own.filter(|glob| !base.config.claims.contains(glob)));
        let config = Config {
            claims,
            file: self.config.file,
            text: self.config.text,
            rule_names: self.config.rule_names,
            lexicon_names: self.config.lexicon_names,
            problems: self.config.problems,
            ..base.config.clone()
        };
        let mut baseline = self.baseline;
        baseline.accepted.clone_from(&base.baseline.accepted);
        Self::load_as(self.root, config, baseline)
    }

    /// What the project, read with its own configuration, weakens of the check of `base`, the same
    /// project before the change: rules, limits, words and globs of the configuration, the
    /// baseline, pins, `allow`s.
    pub fn loosened_since(&self, base: &Self) -> Vec<Problem> {
        let mut found = self.configuration(base);
        found.extend(self.new_debts(base));
        found.extend(self.catalogues(base));
        found.extend(self.allows(base));
        found
    }

    fn configuration(&self, base: &Self) -> Vec<Problem> {
        let (old, new) = (&base.config, &self.config);
        let file = new.file.as_deref().unwrap_or(crate::config::FILE);
        // The last place where the file names the rule; the file as a whole where it no longer does.
        let place = |rule: &str| {
            let mut places = new.rule_names.iter().rev();
            let named = places.find(|name| name.value == rule);
            named.map_or_else(Span::default, |name| name.span)
        };
        let mut found = Vec::new();
        let (before, after) = (levels(old), levels(new));
        let layers: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for rule in RULES {
            let level = |config: &Layers<'_>, layer: &str| {
                let of = |layer| config.get(layer).and_then(|rules| rules.get(rule.name));
                of(layer).or_else(|| of("")).copied().unwrap_or(rule.level)
            };
            for layer in &layers {
                let (was, is) = (level(&before, layer), level(&after, layer));
                let general = (level(&before, ""), level(&after, ""));
                if is < was && (layer.is_empty() || (was, is) != general) {
                    let (name, was, is) = (rule.name, was.name(), is.name());
                    let of = if layer.is_empty() {
                        String::new()
                    } else {
                        format!(" for {}", shown(layer))
                    };
                    let message = format!("`{name}` is lowered from \"{was}\" to \"{is}\"{of}");
                    found.push(loosened(file, place(name), message));
                }
            }
        }
        let mut whole = |changed: bool, what: &str| {
            if changed {
                found.push(loosened(file, Span::default(), what));
            }
        };
        whole(old.matching != new.matching, "`[match]` is changed");
        whole(old.lexicon != new.lexicon, "`[lexicon]` is changed");
        whole(old.sources != new.sources, "the sources' folder is changed");
        let own: HashSet<&str> = self.files.iter().map(|it| it.file.as_str()).collect();
        for left_out in &base.files {
            let name = left_out.file.as_str();
            if !own.contains(name) && self.root.join(name).is_file() {
                let message = format!("{} is no longer a claim file", shown(name));
                found.push(loosened(file, Span::default(), message));
            }
        }
        found
    }

    fn new_debts(&self, base: &Self) -> Option<Problem> {
        let entries = self.baseline.entries.iter();
        let mut new = entries.filter(|it| !base.baseline.holds(&it.debt.fingerprint));
        let first = new.next()?;
        let message = match new.count() {
            0 => "a finding is put into the baseline".to_owned(),
            rest => format!("{} findings are put into the baseline", rest + 1),
        };
        let note = format!("{}: {}", shown(&first.debt.rule), shown(&first.debt.hint));
        let file = self.baseline.file.as_deref().unwrap_or_default();
        Some(loosened(file, first.span, message).with_note(note))
    }

    fn catalogues(&self, base: &Self) -> Vec<Problem> {
        let old: HashMap<&str, &Source> = by_file(base);
        let mut found = Vec::new();
        for source in &self.sources.list {
            let Some((catalogue, entry)) = source.entry else {
                continue;
            };
            let file = self.sources.catalogues[catalogue].file.as_str();
            let was = old.get(source.file.as_str());
            let pin = was.and_then(|was| was.sha256.as_ref());
            let moved = match (pin, &source.sha256) {
                (Some(old), Some(new)) if old.value != new.value => Some((new.span, "moved")),
                (Some(_), None) => Some((entry, "taken away")),
                _ => None,
            };
            if let Some((span, done)) = moved {
                let message = format!("the pin of {} is {done}", shown(&source.file));
                found.push(loosened(file, span, message));
            }
        }
        // An entry that is gone takes its pin with it.
        let now = by_file(self);
        for (name, was) in base.sources.list.iter().map(|it| (it.file.as_str(), it)) {
            if was.sha256.is_some() && now.get(name).is_some_and(|now| now.entry.is_none()) {
                let message = format!("the pin of {} is taken away", shown(name));
                found.push(loosened(name, Span::default(), message));
            }
        }
        found
    }

    fn allows(&self, base: &Self) -> Vec<Problem> {
        let known = Allowances::new(base);
        let mut found = Vec::new();
        let mut add = |file: &str, allow: &Allow| {
            let message = format!("`{}` is allowed here", shown(&allow.rule.value));
            let note = format!("the reason given: {}", shown(&allow.reason));
            let problem = loosened(file, allow.rule.span, message).with_note(note);
            found.push(problem);
        };
        for file in &self.files {
            for claim in &file.claims {
                let was = known.claim(claim);
                let own = claim.allow.iter();
                for allow in own.filter(|it| !was.is_some_and(|was| was.has(None, it))) {
                    add(&file.file, allow);
                }
                for (index, piece) in claim.evidence.iter().enumerate() {
                    let key = (piece.source.value.as_str(), piece.quote.value.as_str());
                    for allow in &piece.allow {
                        // A quote that was edited is the same piece where it still stands.
                        let same = |was: &Granted<'_>| was.has(Some((key, index)), allow);
                        if !was.is_some_and(same) {
                            add(&file.file, allow);
                        }
                    }
                }
            }
        }
        let old = by_file(base);
        for source in &self.sources.list {
            let Some((catalogue, _)) = source.entry else {
                continue;
            };
            let file = self.sources.catalogues[catalogue].file.as_str();
            let was = old.get(source.file.as_str());
            let granted = |details: Option<&Details>, allow: &Allow| {
                details.is_some_and(|it| it.allow.iter().any(|old| same(old, allow)))
            };
            let own = source.details.allow.iter();
            for allow in own.filter(|it| !granted(was.map(|was| &was.details), it)) {
                add(file, allow);
            }
            for part in &source.parts {
                let was = was.and_then(|was| was.parts.iter().find(|it| it.id == part.id));
                let own = part.details.allow.iter();
                for allow in own.filter(|it| !granted(was.map(|was| &was.details), it)) {
                    add(file, allow);
                }
            }
        }
        found
    }
}

/// Levels of rules by layer: the whole project under "", then each glob of an override.
type Layers<'c> = BTreeMap<&'c str, BTreeMap<&'c str, Level>>;

fn levels(config: &Config) -> Layers<'_> {
    let mut layers = Layers::new();
    let own = config.rules.iter().map(|(rule, level)| ("", rule, level));
    let overridden = config.overrides.iter().flat_map(|layer| {
        let files = layer.files.iter();
        files.flat_map(|glob| {
            let rules = layer.rules.iter();
            rules.map(|(rule, level)| (glob.value.as_str(), rule, level))
        })
    });
    for (layer, rule, level) in own.chain(overridden) {
        layers.entry(layer).or_default().insert(rule, *level);
    }
    layers
}

fn by_file(project: &Project) -> HashMap<&str, &Source> {
    let sources = project.sources.list.iter();
    sources.map(|it| (it.file.as_str(), it)).collect()
}

fn same(a: &Allow, b: &Allow) -> bool {
    a.rule.value == b.rule.value
}

/// The `allow`s of the claims of a project.
struct Allowances<'p> {
    by_id: HashMap<&'p str, Granted<'p>>,
    by_text: HashMap<String, Granted<'p>>,
}

/// The `allow`s of a claim.
#[derive(Clone, Copy)]
struct Granted<'p>(&'p Claim);

impl<'p> Allowances<'p> {
    fn new(project: &'p Project) -> Self {
        let claims = || project.files.iter().flat_map(|file| &file.claims);
        let text = |claim: &Claim| crate::text::fold::key(&claim.text.value);
        Self {
            by_id: claims()
                .map(|it| (it.id.value.as_str(), Granted(it)))
                .collect(),
            by_text: claims().map(|it| (text(it), Granted(it))).collect(),
        }
    }

    fn claim(&self, claim: &Claim) -> Option<&Granted<'p>> {
        let by_text = || self.by_text.get(&crate::text::fold::key(&claim.text.value));
        self.by_id.get(claim.id.value.as_str()).or_else(by_text)
    }
}

impl Granted<'_> {
    /// Whether the claim (`None`), or its piece of this source and quote, else the one at this
    /// index, had the `allow`.
    fn has(self, piece: Option<((&str, &str), usize)>, allow: &Allow) -> bool {
        let claim = self.0;
        let Some(((source, quote), index)) = piece else {
            return claim.allow.iter().any(|old| same(old, allow));
        };
        let mut pieces = claim.evidence.iter();
        let named = pieces.find(|it| it.source.value == source && it.quote.value == quote);
        let there = || {
            claim
                .evidence
                .get(index)
                .filter(|it| it.source.value == source)
        };
        let was = named.or_else(there);
        was.is_some_and(|was| was.allow.iter().any(|old| same(old, allow)))
    }
}

impl Change {
    /// All that the change weakens: what is known already, and what the claims and sources of
    /// `project`, as it is now, show.
    pub(super) fn loosened_by(
        &self,
        project: &Project,
        claims: &[CheckedClaim<'_>],
        judgements: &[Judgement],
        read: &[Option<Read>],
    ) -> Vec<Problem> {
        let mut found = self.loosened.clone();
        let dissent = Dissent::new(&self.before, claims);
        for (checked, judgement) in claims.iter().zip(judgements) {
            found.extend(self.claim(checked, judgement, &dissent));
        }
        found.extend(self.sources(project, claims, read));
        found
    }

    /// An `expect` or an `answer` that a claim did not have, and what no longer speaks against it.
    fn claim(
        &self,
        checked: &CheckedClaim<'_>,
        judgement: &Judgement,
        dissent: &Dissent<'_, '_>,
    ) -> Vec<Problem> {
        let (file, claim) = (checked.file.file.as_str(), checked.claim);
        let Some(was) = self.before.claim(&claim.id.value, &claim.text.value) else {
            return Vec::new();
        };
        let was = &self.before.claims[was];
        let mut found = dissent.gone(checked, judgement, was);
        if let Some(expect) = claim.expect.as_ref().filter(|_| !was.expected) {
            let message = "the claim is no longer held: `expect` is added";
            found.push((loosened(file, expect.span, message), None));
        }
        for (index, piece) in claim.evidence.iter().enumerate() {
            let Some(answer) = &piece.answer else {
                continue;
            };
            let source = piece.source.value.split('#').next().unwrap_or_default();
            let there = was.evidence.get(index);
            let was = was
                .piece(source, &piece.quote.value)
                .or(there.filter(|it| it.source == source));
            if !was.is_some_and(|was| was.answered) {
                let message = "evidence against the claim is answered: `answer` is added";
                found.push((loosened(file, answer.span, message), Some(index)));
            }
        }
        let id = &claim.id.value;
        found
            .into_iter()
            .map(|(problem, evidence)| Problem {
                claim: Some(id.clone()),
                evidence,
                ..problem
            })
            .collect()
    }

    /// A source that was quoted and is edited, or gone together with what quoted it.
    fn sources(
        &self,
        project: &Project,
        claims: &[CheckedClaim<'_>],
        read: &[Option<Read>],
    ) -> Vec<Problem> {
        let mut taken = vec![0usize; project.sources.list.len()];
        for piece in claims.iter().flat_map(|claim| &claim.evidence) {
            if let Some(at) = piece.source {
                taken[at.source] += 1;
            }
        }
        let hashes: HashSet<&str> = read.iter().flatten().map(|it| it.sha256.as_str()).collect();
        let mut found = Vec::new();
        let mut there = HashSet::new();
        for ((source, read), quotes) in project.sources.list.iter().zip(read).zip(taken) {
            there.insert(source.file.as_str());
            let Some(read) = read else { continue };
            let was = self.before.sources.get(&source.file);
            let edited = was.is_some_and(|was| *was != read.sha256);
            if edited || self.edited.contains(&source.file) {
                let message = format!("the source {} is edited", shown(&source.file));
                let note = match quotes {
                    0 => "no quote is taken from it any more".to_owned(),
                    1 => "1 quote is taken from it".to_owned(),
                    quotes => format!("{quotes} quotes are taken from it"),
                };
                let whole = loosened(&source.file, Span::default(), message);
                found.push(whole.with_note(note));
            }
        }
        // One that is still quoted is a finding of its own, and one that moved is there.
        let unread: HashSet<&str> = claims
            .iter()
            .flat_map(|claim| &claim.evidence)
            .filter(|piece| piece.found().is_none())
            .map(|piece| piece.evidence.source.value.as_str())
            .collect();
        let gone = self.before.sources.iter().filter(|(file, hash)| {
            !there.contains(file.as_str()) && !hashes.contains(hash.as_str())
        });
        let mut gone: Vec<&String> = gone.map(|(file, _)| file).collect();
        gone.sort_unstable();
        for file in gone {
            let name = file.rsplit('/').next().unwrap_or(file);
            let names_it = |it: &&str| name.starts_with(it.split('#').next().unwrap_or(it));
            if !unread.iter().any(names_it) {
                let message = format!("the source {} is deleted", shown(file));
                found.push(loosened(file, Span::default(), message));
            }
        }
        found
    }
}
