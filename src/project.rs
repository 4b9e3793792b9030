//! The flow: load, check, report. The only module that knows all stages.
/// A project.
pub struct Project;
