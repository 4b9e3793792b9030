//! The gate: a project's claims as tests of `cargo test`.
//!
//! One test a claim, with `harness = false` in `Cargo.toml` and this as the whole test file:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     pincite::gate::main(env!("CARGO_MANIFEST_DIR"))
//! }
//! ```
//!
//! Or one assertion in an ordinary test: [`assert_project`].

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::project::{CheckOptions, Project};
use crate::report::{Report, terminal};
use crate::rules::{Finding, Level};
use crate::text::visible;

/// The test that carries what belongs to no claim and no claim file.
const PROJECT: &str = "claims::(project)";

/// Runs the tests of the project in `root`, as `cargo test` and `cargo nextest` ask for them: one
/// test a claim (`claims::<file>::<id>`), one a claim file (`claims::<file>::(file)`) and one for
/// the project (`claims::(project)`).
///
/// A test fails where a finding of it is denied, with the report that `pincite check` prints. The
/// tests have their names from the claim files alone; sources are read, once, when the first
/// selected test runs. A project that cannot be loaded is one failing test.
pub fn main(root: impl AsRef<Path>) -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials(root.as_ref())).exit_code()
}

/// Checks the project in `root`.
///
/// # Panics
/// Where something in it is denied, or it cannot be loaded; the message is the report that
/// `pincite check` prints.
#[track_caller]
pub fn assert_project(root: impl AsRef<Path>) {
    let root = root.as_ref();
    let report = match Project::load(root) {
        Ok(project) => project.check(&CheckOptions::default()),
        Err(error) => panic!("{error}"),
    };
    assert!(
        !report.failed(),
        "the claims of {} do not hold:\n\n{}",
        root.display(),
        shown(|out| terminal::render(&report, terminal::Options::default(), out)),
    );
}

fn trials(root: &Path) -> Vec<Trial> {
    let project = match Project::load(root) {
        Ok(project) => project,
        Err(error) => {
            let words = error.to_string();
            return vec![Trial::test(PROJECT, move || Err(Failed::from(words)))];
        }
    };
    let mut owners = vec![Owner::Project];
    for file in &project.files {
        owners.push(Owner::File(file.file.clone()));
        let ids = file.claims.iter().map(|claim| claim.id.value.clone());
        owners.extend(ids.map(|id| Owner::Claim(file.file.clone(), id)));
    }
    let check = Arc::new(Check {
        project,
        done: OnceLock::new(),
    });
    let mut names = HashMap::new();
    owners
        .into_iter()
        .map(|owner| {
            let check = Arc::clone(&check);
            Trial::test(unique(&mut names, &owner.name()), move || check.of(&owner))
        })
        .collect()
}

/// `name`, with a number behind it where it is taken: a duplicate id is a finding, not a test that
/// cannot be run.
fn unique(names: &mut HashMap<String, usize>, name: &str) -> String {
    let name = visible(name).into_owned();
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 {
        name
    } else {
        format!("{name} ({count})")
    }
}

/// Whose findings a test carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Owner {
    /// File and id.
    Claim(String, String),
    File(String),
    Project,
}

impl Owner {
    /// `claims::sentence::first-sentence`
    fn name(&self) -> String {
        let stem = |file: &str| {
            let file = file.strip_prefix("claims/").unwrap_or(file);
            file.strip_suffix(".toml").unwrap_or(file).to_owned()
        };
        match self {
            Self::Claim(file, id) => format!("claims::{}::{id}", stem(file)),
            Self::File(file) => format!("claims::{}::(file)", stem(file)),
            Self::Project => PROJECT.to_owned(),
        }
    }
}

/// The one check of a run, made when the first test needs it.
struct Check {
    project: Project,
    done: OnceLock<Checked>,
}

struct Checked {
    report: Report,
    /// Indexes into the report's findings.
    findings: HashMap<Owner, Vec<usize>>,
}

impl Check {
    /// Fails where a finding of `owner` is denied; its warnings are shown beside it.
    fn of(&self, owner: &Owner) -> Result<(), Failed> {
        let Checked { report, findings } = self.done.get_or_init(|| {
            let report = self.project.check(&CheckOptions::default());
            let mut findings: HashMap<_, Vec<_>> = HashMap::new();
            let owners = Owners::new(&self.project);
            for (index, finding) in report.findings.iter().enumerate() {
                findings
                    .entry(owners.owner(finding))
                    .or_default()
                    .push(index);
            }
            Checked { report, findings }
        });
        let findings = findings.get(owner).map_or(&[][..], Vec::as_slice);
        let findings = || findings.iter().map(|&index| &report.findings[index]);
        if findings().all(|finding| finding.level != Level::Deny) {
            return Ok(());
        }
        let shown = shown(|out| terminal::render_findings(report, findings(), false, out));
        Err(format!("\n{shown}").into())
    }
}

/// Who there is to own a finding. Each has exactly one owner, and every owner is a test.
struct Owners<'p> {
    /// The claims, by id: the file of each.
    claims: HashMap<&'p str, Vec<&'p str>>,
    files: Vec<&'p str>,
}

impl<'p> Owners<'p> {
    fn new(project: &'p Project) -> Self {
        let mut owners = Self {
            claims: HashMap::new(),
            files: Vec::new(),
        };
        for file in &project.files {
            owners.files.push(&file.file);
            for claim in &file.claims {
                owners
                    .claims
                    .entry(&claim.id.value)
                    .or_default()
                    .push(&file.file);
            }
        }
        owners.files.sort_unstable();
        owners
    }

    fn owner(&self, finding: &Finding) -> Owner {
        let files = finding.claim.as_deref().and_then(|id| self.claims.get(id));
        let here = |files: &Vec<&str>| files.contains(&finding.file.as_str());
        match (&finding.claim, files) {
            (Some(id), Some(files)) if here(files) => {
                Owner::Claim(finding.file.clone(), id.clone())
            }
            // about a claim, in a file that is not its own: a catalogue, say
            (Some(id), Some(files)) => Owner::Claim(files[0].to_owned(), id.clone()),
            _ if self.files.binary_search(&finding.file.as_str()).is_ok() => {
                Owner::File(finding.file.clone())
            }
            _ => Owner::Project,
        }
    }
}

fn shown(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes all that is written");
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Region, Span};

    #[test]
    fn tests_are_named_after_files_and_ids() {
        let cases = [
            (
                Owner::Claim("claims/trial.toml".to_owned(), "a".to_owned()),
                "claims::trial::a",
            ),
            (
                Owner::Claim("claims/x/y.toml".to_owned(), "a".to_owned()),
                "claims::x/y::a",
            ),
            (
                Owner::File("notes/trial.toml".to_owned()),
                "claims::notes/trial::(file)",
            ),
            (Owner::Project, "claims::(project)"),
        ];
        for (owner, name) in cases {
            assert_eq!(owner.name(), name);
        }
        let mut names = HashMap::new();
        let given: Vec<_> = (0..3).map(|_| unique(&mut names, "a")).collect();
        assert_eq!(given, ["a", "a (2)", "a (3)"]);
    }

    #[test]
    fn every_finding_has_one_owner_that_is_a_test() {
        let owners = Owners {
            claims: [("a", vec!["claims/x.toml", "claims/y.toml"])].into(),
            files: vec!["claims/x.toml", "claims/y.toml"],
        };
        let owner = |claim: Option<&str>, file: &str| {
            owners.owner(&Finding {
                rule: "quote-absent",
                level: Level::Deny,
                message: String::new(),
                help: None,
                notes: Vec::new(),
                claim: claim.map(str::to_owned),
                evidence: None,
                file: file.to_owned(),
                span: Span::default(),
                region: Region::default(),
                marks: Vec::new(),
                related: Vec::new(),
                fingerprint: String::new(),
            })
        };
        let claim = |file: &str| Owner::Claim(file.to_owned(), "a".to_owned());
        assert_eq!(owner(Some("a"), "claims/y.toml"), claim("claims/y.toml"));
        assert_eq!(
            owner(Some("a"), "seeds/sources.toml"),
            claim("claims/x.toml")
        );
        assert_eq!(
            owner(Some("lost"), "claims/x.toml"),
            Owner::File("claims/x.toml".to_owned())
        );
        assert_eq!(
            owner(None, "claims/y.toml"),
            Owner::File("claims/y.toml".to_owned())
        );
        assert_eq!(owner(None, "seeds/sources.toml"), Owner::Project);
    }
}
