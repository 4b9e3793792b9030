//! How far a check has come, for whoever waits for it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the sources of a check while it runs. It may be read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// How many sources have been searched for the quotes that cite them, and how many there are. Both
    /// are 0 before the search begins.
    pub fn sources(&self) -> (usize, usize) {
        let all = self.all.load(Ordering::Relaxed);
        (self.read.load(Ordering::Relaxed).min(all), all)
    }

    pub(super) fn begin(&self, sources: usize) {
        self.read.store(0, Ordering::Relaxed);
        self.all.store(sources, Ordering::Relaxed);
    }

    pub(super) fn one_more(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_there_is() {
        let progress = Progress::default();
        assert_eq!(progress.sources(), (0, 0));
        progress.begin(2);
        progress.one_more();
        assert_eq!(progress.sources(), (1, 2));
        progress.one_more();
        progress.one_more();
        assert_eq!(progress.sources(), (2, 2));
    }
}
