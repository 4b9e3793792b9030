//! What several tests of case folders need.

use std::path::Path;

use pincite::project::{Change, CheckOptions};
use pincite::{Project, Report};

/// The report on `project`; where it has a folder `before`, on the change that led from there.
pub(crate) fn check(project: &Path) -> Report {
    let options = CheckOptions::default();
    let loaded = Project::load(project).unwrap();
    if !project.join("before").is_dir() {
        return loaded.check(&options);
    }
    let base = Project::load(project.join("before")).unwrap();
    let change = Change::between(&base, &loaded, &[]).unwrap();
    loaded
        .judged_by(&base)
        .unwrap()
        .check_change(&options, &change)
}
