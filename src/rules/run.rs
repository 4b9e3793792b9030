//! Asks every rule, and makes findings of what they say.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::case::{Allows, Judged, count, piece_allows, shown, source_allows};
use super::consequence::Consequences;
use super::fingerprint::Fingerprints;
use super::reading::Reading;
use super::{Allowed, Case, Check, Complaint, Finding, Level, Levels, RULES, Rule};
use crate::matcher::{Lexicon, Outcome, Unchecked};
use crate::source::Sources;
use crate::text::{Lines, Problem, ProblemKind, Region, Span};
use crate::verdict::CheckedClaim;

/// What the rules found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// By file, line, column, rule.
    pub open: Vec<Finding>,
    /// Silenced with a reason, in the same order.
    pub allowed: Vec<Allowed>,
    /// Let through by the baseline.
    pub baselined: Vec<Finding>,
    /// Those that stood open before the change that is checked.
    pub existing: Vec<Finding>,
    /// Which open findings are about a source as a whole: index into `open`, index of the source.
    pub of_sources: Vec<(usize, usize)>,
}

/// What was of use so far.
#[derive(Default)]
pub(super) struct Used<'a> {
    /// The places of every `allow` that silenced something.
    pub(super) allows: HashSet<(&'a str, Span)>,
    /// The fingerprints of all findings.
    pub(super) fingerprints: HashSet<String>,
}

/// Whether piece `index` of `claim` moves the verdict: its quote is accepted, and no denied context
/// finding stands open against it.
pub fn counts(
    claim: &CheckedClaim<'_>,
    index: usize,
    sources: &Sources,
    lexicon: &Lexicon,
    levels: &Levels<'_>,
) -> bool {
    let piece = &claim.evidence[index];
    let Some(found) = piece.found().filter(|found| found.fidelity.accepted()) else {
        return false;
    };
    found.context.iter().all(|context| {
        let Some(rule) = super::of_limit(context.limit) else {
            return true;
        };
        levels.before_warnings(rule, &claim.file.file) != Level::Deny
            || !super::context::concerns(claim, index, context, sources, lexicon)
            || reason(&piece_allows(claim, index, sources), rule).is_some()
    })
}

/// Asks every rule.
pub fn run<'a>(case: &'a Case<'a>, levels: &'a Levels<'a>) -> Findings {
    let mut run = Run {
        case,
        levels,
        texts: Texts::new(case),
        filed: Vec::new(),
        used: Used::default(),
        fingerprints: Fingerprints::default(),
        worsened: HashSet::new(),
        faulty_pieces: HashSet::new(),
        faulty_claims: HashSet::new(),
        faulty_sources: HashSet::new(),
    };
    run.problems();
    run.pieces();
    run.claims();
    run.changes();
    run.project();
    run.findings()
}

/// A complaint and what becomes of it.
struct Filed {
    rule: &'static Rule,
    level: Level,
    standing: Standing,
    fingerprint: String,
    /// The source that it is about as a whole.
    of_source: Option<usize>,
    complaint: Complaint,
}

/// How a finding stands.
enum Standing {
    Open,
    /// Open, and it was before the change.
    Existing,
    /// Silenced by an `allow`, for this reason.
    Allowed(String),
    /// Let through by the baseline.
    Baselined,
}

struct Run<'a> {
    case: &'a Case<'a>,
    levels: &'a Levels<'a>,
    texts: Texts<'a>,
    filed: Vec<Filed>,
    used: Used<'a>,
    fingerprints: Fingerprints,
    /// Claims of which a denied finding is new with the change.
    worsened: HashSet<usize>,
    /// Pieces against which a denied finding stands open.
    faulty_pieces: HashSet<(usize, usize)>,
    /// Claims with such a piece, or with such a finding of their own.
    faulty_claims: HashSet<usize>,
    faulty_sources: HashSet<usize>,
}

impl<'a> Run<'a> {
    fn problems(&mut self) {
        let claims: HashMap<_, _> = self
            .case
            .claims
            .iter()
            .enumerate()
            .rev() // of claims with one id the first is meant
            .map(|(at, claim)| {
                (
                    (claim.file.file.as_str(), claim.claim.id.value.as_str()),
                    at,
                )
            })
            .collect();
        let places = SourcePlaces::new(self.case.sources);
        let unchecked = UncheckedQuotes::new(self.case);
        let mut seen = HashSet::new();
        for (problem, source) in self.case.problems {
            // A source may be found missing when the catalogue is read, and again when it is.
            if !seen.insert((
                problem.kind,
                problem.file.as_str(),
                problem.span,
                problem.message.as_str(),
            )) {
                continue;
            }
            let Some(rule) = super::of_problem(problem.kind) else {
                continue;
            };
            let of_source = source.or_else(|| places.source(problem));
            let mut complaint = Complaint {
                help: problem.help.clone(),
                notes: problem.notes.clone(),
                claim: problem
                    .claim
                    .as_deref()
                    .and_then(|id| claims.get(&(problem.file.as_str(), id)).copied()),
                key: self
                    .texts
                    .text(&problem.file)
                    .get(problem.span.range())
                    .unwrap_or_default()
                    .to_owned(),
                ..Complaint::at(&problem.file, problem.span, &problem.message)
            };
            complaint.evidence = problem.evidence.filter(|&index| {
                complaint
                    .claim
                    .is_some_and(|at| index < self.case.claims[at].evidence.len())
            });
            complaint
                .notes
                .extend(of_source.and_then(|at| unchecked.note(problem.kind, at)));
            self.file(rule, complaint, of_source);
        }
        for piece in self.case.pieces() {
            let source = piece.checked().source.map(|at| at.source);
            if !piece.checked().checked()
                && source.is_some_and(|at| self.faulty_sources.contains(&at))
            {
                self.faulty_pieces.insert((piece.claim, piece.index));
                self.faulty_claims.insert(piece.claim);
            }
        }
    }

    fn pieces(&mut self) {
        for piece in self.case.pieces() {
            let mut settled = false;
            for rule in RULES {
                match rule.check {
                    Check::Quote(check) if !settled => {
                        if let Some(complaint) = check(&piece) {
                            settled = self.file(rule, complaint, None);
                        }
                    }
                    Check::Evidence(check) if self.levels.may_apply(rule) => {
                        if let Some(complaint) = check(&piece) {
                            self.file(rule, complaint, None);
                        }
                    }
                    _ => {}
                }
            }
            let context = piece.found().filter(|found| found.fidelity.accepted());
            for context in context.into_iter().flat_map(|found| &found.context) {
                if let Some(rule) = super::of_limit(context.limit)
                    && let Check::Context(_, check) = rule.check
                    && self.levels.may_apply(rule)
                    && let Some(complaint) = check(&piece, context)
                {
                    self.file(rule, complaint, None);
                }
            }
        }
    }

    fn claims(&mut self) {
        let (case, explained) = (self.case, &self.faulty_claims);
        let asked: Vec<_> = RULES
            .iter()
            .filter(|rule| {
                matches!(rule.check, Check::Claim(_) | Check::Text(_))
                    && self.levels.may_apply(rule)
            })
            .collect();
        let read = asked
            .iter()
            .any(|rule| matches!(rule.check, Check::Text(_)));
        let complaints: Vec<(&'static Rule, Complaint)> = (0..case.claims.len())
            .into_par_iter()
            .flat_map_iter(|at| {
                let judged = Judged {
                    case,
                    at,
                    explained: explained.contains(&at),
                };
                let reading = read.then(|| Reading::of(&judged)).flatten();
                asked.iter().flat_map(move |&rule| {
                    let complaints = match (rule.check, &reading) {
                        (Check::Claim(check), _) => check(&judged),
                        (Check::Text(check), Some(reading)) => check(&judged, reading),
                        _ => Vec::new(),
                    };
                    complaints.into_iter().map(move |it| (rule, it))
                })
            })
            .collect();
        for (rule, complaint) in complaints {
            self.file(rule, complaint, None);
        }
    }

    fn changes(&mut self) {
        let Some(before) = self.case.before else {
            return;
        };
        let explained = self.worsened.clone();
        for at in (0..self.case.claims.len()).filter(|at| !explained.contains(at)) {
            let judged = Judged {
                case: self.case,
                at,
                explained: false,
            };
            for rule in RULES {
                if let Check::Change(check) = rule.check
                    && let Some(complaint) = check(&judged, before)
                {
                    self.file(rule, complaint, None);
                }
            }
        }
    }

    fn project(&mut self) {
        for rule in RULES {
            if let Check::Project(check) = rule.check
                && self.levels.may_apply(rule)
            {
                for complaint in check(self.case) {
                    self.file(rule, complaint, None);
                }
            }
        }
        for rule in RULES {
            if let Check::Unused(check) = rule.check {
                for complaint in check(self.case, &self.used) {
                    self.file(rule, complaint, None);
                }
            }
        }
    }

    /// Keeps a complaint, unless its rule is off here. Whether it stands open.
    fn file(
        &mut self,
        rule: &'static Rule,
        complaint: Complaint,
        of_source: Option<usize>,
    ) -> bool {
        let level = self.levels.of(rule, &complaint.file);
        if level == Level::Allow {
            return false;
        }
        let fingerprint = self.fingerprints.of(rule.name, self.case, &complaint);
        self.used.fingerprints.insert(fingerprint.clone());
        let silenced = reason(&self.allows(&complaint, of_source), rule);
        let standing = match (silenced, self.case.before) {
            (Some((file, span, why)), _) => {
                self.used.allows.insert((file, span));
                Standing::Allowed(why.to_owned())
            }
            _ if rule.may_be_owed() && self.case.baseline.holds(&fingerprint) => {
                Standing::Baselined
            }
            (None, Some(before)) if before.holds(&fingerprint, level) => Standing::Existing,
            _ => Standing::Open,
        };
        let open = matches!(standing, Standing::Open | Standing::Existing);
        if open && level == Level::Deny {
            self.faulty_claims.extend(complaint.claim);
            self.faulty_pieces
                .extend(complaint.claim.zip(complaint.evidence));
            self.faulty_sources.extend(of_source);
            if matches!(standing, Standing::Open) {
                self.worsened.extend(complaint.claim);
            }
        }
        self.filed.push(Filed {
            rule,
            level,
            standing,
            fingerprint,
            of_source,
            complaint,
        });
        open
    }

    fn allows(&self, complaint: &Complaint, of_source: Option<usize>) -> Allows<'a> {
        let case = self.case;
        let own = |at: usize| {
            let claim = &case.claims[at];
            (claim.file.file.as_str(), claim.claim.allow.as_slice())
        };
        let mut lists = match (complaint.claim, complaint.evidence) {
            (Some(claim), Some(index)) => piece_allows(&case.claims[claim], index, case.sources),
            (Some(claim), None) => vec![own(claim)],
            _ => Vec::new(),
        };
        lists.extend(complaint.other_claim.map(own));
        if complaint.claim.is_none() {
            let part = complaint.source.and_then(|at| at.part);
            let source = of_source.or(complaint.source.map(|at| at.source));
            lists.extend(
                source
                    .into_iter()
                    .flat_map(|at| source_allows(case.sources, at, part)),
            );
        }
        lists
    }

    fn findings(mut self) -> Findings {
        let mut consequences = Consequences::new(self.case, &self.faulty_pieces);
        for filed in &mut self.filed {
            if matches!(filed.standing, Standing::Open | Standing::Existing)
                && filed.level == Level::Deny
                && let Some((claim, index)) = filed.complaint.claim.zip(filed.complaint.evidence)
                && !matches!(
                    filed.rule.check,
                    Check::Claim(_) | Check::Text(_) | Check::Project(_) | Check::Unused(_)
                )
            {
                filed.complaint.notes.extend(consequences.of(claim, index));
            }
        }
        self.filed.sort_by(|a, b| {
            let key = |it: &Filed| (it.complaint.span.start, it.rule.name, it.complaint.span.end);
            a.complaint
                .file
                .cmp(&b.complaint.file)
                .then_with(|| key(a).cmp(&key(b)))
        });
        let mut findings = Findings::default();
        for filed in self.filed {
            let Filed {
                rule,
                level,
                standing,
                fingerprint,
                of_source,
                complaint,
            } = filed;
            let finding = Finding {
                rule: rule.name,
                level,
                region: self.texts.region(&complaint.file, complaint.span),
                message: complaint.message,
                help: complaint.help,
                notes: complaint.notes,
                claim: complaint
                    .claim
                    .map(|at| self.case.claims[at].claim.id.value.clone()),
                evidence: complaint.evidence,
                file: complaint.file,
                span: complaint.span,
                marks: complaint.marks,
                related: complaint.related,
                fingerprint,
            };
            match standing {
                Standing::Allowed(why) => findings.allowed.push(Allowed { finding, why }),
                Standing::Baselined => findings.baselined.push(finding),
                Standing::Existing => findings.existing.push(finding),
                Standing::Open => {
                    let of_source = of_source.map(|at| (findings.open.len(), at));
                    findings.of_sources.extend(of_source);
                    findings.open.push(finding);
                }
            }
        }
        findings
    }
}

/// The reason of the first `allow` in `lists` that silences `rule`, and where it stands.
fn reason<'a>(lists: &Allows<'a>, rule: &Rule) -> Option<(&'a str, Span, &'a str)> {
    lists.iter().find_map(|(file, allows)| {
        let allow = allows.iter().find(|allow| allow.rule.value == rule.name)?;
        Some((*file, allow.rule.span, allow.reason.as_str()))
    })
}

/// Which source a problem is about that was found while catalogues were read.
struct SourcePlaces<'a> {
    files: HashMap<&'a str, usize>,
    /// Of each catalogue, where the entries begin, ascending.
    entries: HashMap<&'a str, Vec<(usize, usize)>>,
}

impl<'a> SourcePlaces<'a> {
    fn new(sources: &'a Sources) -> Self {
        let mut places = Self {
            files: HashMap::new(),
            entries: HashMap::new(),
        };
        for (at, source) in sources.list.iter().enumerate() {
            places.files.insert(&source.file, at);
            if let Some((catalogue, span)) = source.entry
                && let Some(catalogue) = sources.catalogues.get(catalogue)
            {
                places
                    .entries
                    .entry(&catalogue.file)
                    .or_default()
                    .push((span.start, at));
            }
        }
        for entries in places.entries.values_mut() {
            entries.sort_unstable();
        }
        places
    }

    fn source(&self, problem: &Problem) -> Option<usize> {
        match problem.kind {
            ProblemKind::SourceMissing
            | ProblemKind::SourceUnreadable
            | ProblemKind::SourceChanged
            | ProblemKind::PartNotFound
                if problem.claim.is_none() => {}
            _ => return None,
        }
        if let Some(&at) = self.files.get(problem.file.as_str()) {
            return Some(at);
        }
        let entries = self.entries.get(problem.file.as_str())?;
        let next = entries.partition_point(|&(start, _)| start <= problem.span.start);
        entries.get(next.checked_sub(1)?).map(|&(_, at)| at)
    }
}

/// The quotes that could not be checked, by source and reason.
struct UncheckedQuotes<'a> {
    by_cause: HashMap<(usize, Unchecked), (usize, Vec<&'a str>)>,
}

impl<'a> UncheckedQuotes<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let mut by_cause: HashMap<_, (usize, Vec<&'a str>)> = HashMap::new();
        for claim in case.claims {
            for piece in &claim.evidence {
                if let (Some(at), Outcome::Unchecked(reason)) = (piece.source, &piece.outcome) {
                    let (quotes, ids) = by_cause.entry((at.source, *reason)).or_default();
                    *quotes += 1;
                    if ids.last() != Some(&claim.claim.id.value.as_str()) {
                        ids.push(&claim.claim.id.value);
                    }
                }
            }
        }
        Self { by_cause }
    }

    /// How many quotes a fault of a source keeps from being checked.
    fn note(&self, kind: ProblemKind, source: usize) -> Option<String> {
        let reason = match kind {
            ProblemKind::SourceMissing => Unchecked::SourceMissing,
            ProblemKind::SourceUnreadable => Unchecked::SourceUnreadable,
            ProblemKind::PartNotFound => Unchecked::PartNotFound,
            _ => return None,
        };
        let (quotes, ids) = self.by_cause.get(&(source, reason))?;
        let named: Vec<_> = ids
            .iter()
            .take(3)
            .map(|id| format!("`{}`", shown(id)))
            .collect();
        let rest = match ids.len() - named.len() {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let quotes = count(*quotes, "quote");
        Some(format!(
            "{quotes} cannot be checked, of {}{rest}",
            named.join(", ")
        ))
    }
}

/// Lines and columns in every file that a person writes.
struct Texts<'a> {
    files: HashMap<&'a str, (&'a str, &'a Lines)>,
    /// Configuration and baseline.
    others: Vec<(&'a str, &'a str, Lines)>,
}

impl<'a> Texts<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let claims = case
            .files
            .iter()
            .map(|it| (it.file.as_str(), (&*it.text, &it.lines)));
        let catalogues = case.sources.catalogues.iter();
        let catalogues = catalogues.map(|it| (it.file.as_str(), (&*it.text, &it.lines)));
        let others = [
            (&case.config.file, &case.config.text),
            (&case.baseline.file, &case.baseline.text),
        ];
        let others = others
            .into_iter()
            .filter_map(|(file, text)| Some((file.as_deref()?, &**text, Lines::new(text))));
        Self {
            files: claims.chain(catalogues).collect(),
            others: others.collect(),
        }
    }

    fn text(&self, file: &str) -> &'a str {
        match self.files.get(file) {
            Some((text, _)) => text,
            None => self.other(file).map_or("", |(_, text, _)| text),
        }
    }

    fn region(&self, file: &str, span: Span) -> Region {
        if let Some((text, lines)) = self.files.get(file) {
            return lines.region(text, span);
        }
        self.other(file)
            .map_or_else(Region::default, |(_, text, lines)| lines.region(text, span))
    }

    fn other(&self, file: &str) -> Option<&(&'a str, &'a str, Lines)> {
        self.others.iter().find(|(name, ..)| *name == file)
    }
}
