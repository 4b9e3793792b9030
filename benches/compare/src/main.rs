//! pincite, its peers and the floors of the machine on the same generated work, as a table of
//! ratios with their spread.
//!
//! ```text
//! cd benches/compare && cargo run --release -- [S] [M] [L] [XL] [--runs N]
//! ```
//!
//! Every row is whole processes, taken in turn, and their processor time: user and system, as the
//! system counts it for a process that has ended. Python peers are run where `python3` has them
//! (`pip install rapidfuzz linkml-reference-validator`).

mod floors;
mod workload;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use workload::{SCALES, Scale};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [floor, folder] = &arguments[..]
        && floors::run(floor, Path::new(folder))?
    {
        return Ok(());
    }
    let runs = arguments
        .iter()
        .position(|argument| argument == "--runs")
        .and_then(|at| arguments.get(at + 1))
        .and_then(|number| number.parse().ok())
        .unwrap_or(5);
    let wanted: Vec<Scale> = SCALES
        .into_iter()
        .filter(|scale| arguments.iter().any(|a| a == scale.name))
        .collect();
    let wanted = if wanted.is_empty() {
        SCALES[..3].to_vec()
    } else {
        wanted
    };
    let pincite = build()?;
    for scale in wanted {
        compare(scale, runs, &pincite)?;
    }
    Ok(())
}

/// Builds the command that is measured.
fn build() -> io::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--quiet", "--bin", "pincite"])
        .current_dir(&root)
        .env("RUSTFLAGS", "")
        .status()?;
    if !status.success() {
        return Err(io::Error::other("pincite could not be built"));
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    fs::canonicalize(target.join("release/pincite"))
}

struct Row {
    name: &'static str,
    command: Vec<String>,
    seconds: Vec<f64>,
}

fn compare(scale: Scale, runs: usize, pincite: &Path) -> io::Result<()> {
    let folder = env::temp_dir().join(format!("pincite-compare-{}", scale.name));
    if !folder.join("quotes.jsonl").exists() {
        workload::write(&folder, scale)?;
    }
    let at = folder.display().to_string();
    let me = env::current_exe()?.display().to_string();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers.py").to_owned();
    let own =
        |words: &[&str]| -> Vec<String> { words.iter().map(|&word| word.to_owned()).collect() };
    let mut rows = vec![
        Row {
            name: "pincite check --format json",
            command: own(&[
                &pincite.display().to_string(),
                "check",
                "--project",
                &at,
                "--format",
                "json",
            ]),
            seconds: Vec::new(),
        },
        Row {
            name: "floor: read and fold once",
            command: own(&[&me, "fold", &at]),
            seconds: Vec::new(),
        },
        Row {
            name: "floor: memmem, a search a quote",
            command: own(&[&me, "memmem", &at]),
            seconds: Vec::new(),
        },
        Row {
            name: "sassy, a search a quote",
            command: own(&[&me, "sassy", &at]),
            seconds: Vec::new(),
        },
    ];
    for (name, peer, module) in [
        ("Python: `in`, then rapidfuzz", "script", "rapidfuzz"),
        (
            "rapidfuzz partial_ratio_alignment",
            "rapidfuzz",
            "rapidfuzz",
        ),
        (
            "linkml-reference-validator",
            "linkml",
            "linkml_reference_validator",
        ),
    ] {
        let there = Command::new("python3")
            .args(["-c", &format!("import {module}")])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if there {
            rows.push(Row {
                name,
                command: own(&["python3", &script, peer, &at]),
                seconds: Vec::new(),
            });
        } else {
            println!("({name}: not installed, left out)");
        }
    }
    for _ in 0..runs {
        for row in &mut rows {
            // What takes minutes is run once.
            if row.seconds.first().is_none_or(|&seconds| seconds < 10.0) {
                row.seconds.push(processor_seconds(&row.command)?);
            }
        }
    }
    let mut own = rows[0].seconds.clone();
    own.sort_by(f64::total_cmp);
    let base = own[own.len() / 2];
    println!(
        "\n{}: {} sources, {} quotes",
        scale.name, scale.sources, scale.quotes
    );
    println!(
        "| processes in turn | processor seconds: median (least to most) | times pincite |\n|---|---|---|"
    );
    for row in &mut rows {
        row.seconds.sort_by(f64::total_cmp);
        let (least, most) = (row.seconds[0], row.seconds[row.seconds.len() - 1]);
        let median = row.seconds[row.seconds.len() / 2];
        println!(
            "| {} | {median:.3} ({least:.3} to {most:.3}, {} runs) | {:.2} |",
            row.name,
            row.seconds.len(),
            median / base
        );
    }
    Ok(())
}

fn processor_seconds(command: &[String]) -> io::Result<f64> {
    let before = children()?;
    Command::new(&command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(children()? - before)
}

fn children() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(micros as f64 / 1e6)
}
