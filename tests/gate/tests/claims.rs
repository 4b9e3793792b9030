fn main() -> std::process::ExitCode {
    pincite::gate::main(env!("CARGO_MANIFEST_DIR"))
}
