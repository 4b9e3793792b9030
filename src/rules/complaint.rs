//! What a rule says, before a level, an `allow` and a fingerprint make it a finding.

use super::{Mark, Related};
use crate::source::SourceRef;
use crate::text::Span;

/// What a rule says.
#[derive(Clone, Debug, Default)]
pub struct Complaint {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) notes: Vec<String>,
    /// The file to mend, relative to the project.
    pub(super) file: String,
    pub(super) span: Span,
    pub(super) marks: Vec<Mark>,
    pub(super) related: Vec<Related>,
    /// Whom it is about.
    pub(super) claim: Option<usize>,
    pub(super) evidence: Option<usize>,
    pub(super) source: Option<SourceRef>,
    /// Another claim whose `allow` silences it too.
    pub(super) other_claim: Option<usize>,
    /// What stays the same when ids, files and lines change: the quote, the claim's text, a key.
    pub(super) key: String,
}

impl Complaint {
    pub(super) fn at(file: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            file: file.to_owned(),
            span,
            ..Self::default()
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(super) fn mark(mut self, span: Span, label: impl Into<String>) -> Self {
        self.marks.push(Mark {
            span,
            label: label.into(),
        });
        self
    }

    pub(super) fn related(mut self, related: impl IntoIterator<Item = Related>) -> Self {
        self.related.extend(related);
        self
    }
}
