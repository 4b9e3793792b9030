#[test]
fn the_claims_hold() {
    pincite::gate::assert_project(env!("CARGO_MANIFEST_DIR"));
}

#[test]
#[should_panic(expected = "error[quote-altered]")]
fn claims_that_do_not_hold_panic_with_the_report() {
    pincite::gate::assert_project(concat!(env!("CARGO_MANIFEST_DIR"), "/broken"));
}

#[test]
#[should_panic(expected = "pincite.toml")]
fn a_configuration_that_cannot_be_read_panics() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/unreadable");
    pincite::gate::assert_project(folder);
}
