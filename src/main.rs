//! The command; all it does is in the library.

use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    match pincite::cli::run(std::env::args_os(), &mut io::stdout().lock()) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {}", pincite::cli::words(&error));
            ExitCode::from(2)
        }
    }
}
