//! The fact-check gate: one test for each claim of this repository.

fn main() -> std::process::ExitCode {
    pincite::gate::main(env!("CARGO_MANIFEST_DIR"))
}
