//! What would be let through: changes planted in the worked example.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use pincite::Project;
use pincite::selftest::{Results, Surprise, run};

fn results(seed: u64) -> Results {
    run(&Project::load(env!("CARGO_MANIFEST_DIR")).unwrap(), seed, 1)
}

fn shown(surprises: &[Surprise]) -> String {
    let shown = surprises.iter().map(|surprise| {
        format!(
            "{} ({}) in {}\n  {}\n  {}\n  {}\n",
            surprise.kind,
            surprise.fidelity.name(),
            surprise.source,
            surprise.quote,
            surprise.planted,
            surprise.passage
        )
    });
    shown.collect()
}

#[test]
fn nothing_is_let_through() {
    let results = results(1);
    assert!(results.quotes > 100, "{} quotes", results.quotes);
    for (kind, count) in &results.changes {
        assert_eq!(
            count.planted,
            count.refused + count.flagged + count.accepted
        );
        // Kinds of which the example offers few places or none.
        let rare = [
            "comparison",
            "scale",
            "symbol-case",
            "decimal-point",
            "sign",
            "unit",
            "boundary-compound",
        ];
        assert!(
            count.planted > 0 || rare.contains(kind),
            "{kind} was not planted"
        );
    }
    assert!(
        results.let_through.is_empty(),
        "\n{}",
        shown(&results.let_through)
    );
    assert!(
        results.false_alarms.is_empty(),
        "\n{}",
        shown(&results.false_alarms)
    );
}

#[test]
fn the_same_seed_plants_the_same() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    assert_eq!(pool.install(|| results(7)), results(7));
}
