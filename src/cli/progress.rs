//! What is shown while a check takes long.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::project::Progress;

/// Nothing is shown of what is done sooner.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what is shown changes.
const EVERY: Duration = Duration::from_millis(100);

/// Does `work`; where it takes long and somebody looks on, how far it is stands on the last line of the
/// terminal until it is done. Nothing is written to a standard error that is no terminal.
pub(super) fn shown<T>(progress: &Progress, work: impl FnOnce() -> T) -> T {
    let dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    if dumb || !io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // Dropped when the work is done, also where it panics.
        let (_working, done) = mpsc::channel::<()>();
        scope.spawn(move || {
            let mut width = 0;
            let mut wait = PATIENCE;
            while done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = EVERY;
                let (read, all) = progress.sources();
                if all > 0 {
                    let line = format!("checking: {read} of {all} sources");
                    width = width.max(line.len());
                    write(&format!("\r{line:width$}"));
                }
            }
            if width > 0 {
                write(&format!("\r{:width$}\r", ""));
            }
        });
        work()
    })
}

fn write(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
