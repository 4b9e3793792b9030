fn main() -> std::process::ExitCode {
    pincite::gate::main(concat!(env!("CARGO_MANIFEST_DIR"), "/broken"))
}
