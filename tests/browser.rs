//! The provenance report in a real browser: `tests/browser/report.mjs` uses it as a reader would.
//! Where there is no Chromium or no Node the test says that it was skipped. With `PINCITE_PAGES=FOLDER`
//! pages and pictures of them are kept there, and figures are printed with `--nocapture`.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::print_stderr, reason = "a test that was skipped says so")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first of `names` that is installed.
fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// Where pages, pictures and figures are kept for people to look at, where that is wanted.
const KEEP: &str = "PINCITE_PAGES";

fn reads_well(name: &str, project: &Path) {
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(chromium), Some(node)) = (chromium, installed(&["node"])) else {
        eprintln!("skipped: this test needs Chromium and Node");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let kept = std::env::var_os(KEEP).map(|kept| Path::new(&kept).join(name));
    let place = kept.as_deref().unwrap_or(folder.path());
    fs::create_dir_all(place).unwrap();
    let page = place.join("report.html");
    let written = Command::new(env!("CARGO_BIN_EXE_pincite"))
        .arg("--project")
        .arg(project)
        .args(["report", "--output"])
        .arg(&page)
        .output()
        .unwrap();
    assert!(written.status.success());
    let driven = Command::new(node)
        .arg(Path::new(ROOT).join("tests/browser/report.mjs"))
        .arg(chromium)
        .arg(&page)
        .args(&kept)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&driven.stderr);
    assert!(driven.status.success(), "{said}");
    let figures = String::from_utf8_lossy(&driven.stdout);
    let bytes = fs::metadata(&page).unwrap().len();
    eprintln!("{name}: {bytes} bytes, {}", figures.trim());
}

#[test]
fn the_worked_example() {
    reads_well("example", Path::new(ROOT));
}

#[test]
fn a_hostile_project() {
    reads_well("hostile", &Path::new(ROOT).join("tests/report/hostile"));
}

#[test]
fn a_hundred_claims() {
    reads_well("100", large(100).path());
}

#[test]
#[ignore = "takes minutes; `.ci/run` runs it"]
fn a_thousand_claims() {
    reads_well("1000", large(1_000).path());
}

#[test]
#[ignore = "takes minutes; `.ci/run` runs it"]
fn five_thousand_claims_and_twenty_megabytes() {
    reads_well("5000", large(5_000).path());
}

/// A project of `claims` claims with two quotes each, a source to each 25 of them with 4,000 bytes a
/// claim. Some quotes are altered, some speak against their claim.
fn large(claims: usize) -> tempfile::TempDir {
    const WORDS: &str = "the a of in to and that council bridge river report witness letter court \
        paper minister village harbour railway engine winter summer morning night crowd soldier \
        teacher doctor farmer market window garden church tower street station captain island \
        mountain forest valley border treaty election budget hospital library museum archive \
        opened closed crossed wrote said found lost built bought sold signed refused carried \
        followed remembered described measured counted painted repaired inspected abandoned \
        large small narrow old new quiet heavy early late northern southern eastern western \
        because after before during without against under between among toward several";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = 7_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |file: String, text: &str| {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let mut catalogue = String::new();
    let mut texts = Vec::new();
    for source in 0..claims.div_ceil(25) {
        let (mut text, mut sentences) = (String::new(), Vec::new());
        while text.len() < 100_000 {
            let mut sentence = String::new();
            for at in 0..10 + below(20) {
                let word = words[below(words.len())];
                match at {
                    0 => {
                        sentence.push_str(&word[..1].to_uppercase());
                        sentence.push_str(&word[1..]);
                    }
                    6 => {
                        let _ = write!(sentence, " {}", 1_000 + below(9_000));
                    }
                    _ => {
                        let _ = write!(sentence, " {word}");
                    }
                }
            }
            sentence.push('.');
            text.push_str(&sentence);
            text.push_str(if sentences.len() % 5 == 4 {
                "\n\n"
            } else {
                " "
            });
            sentences.push(sentence);
        }
        write(format!("seeds/s{source}.txt"), &text);
        let _ = writeln!(
            catalogue,
            "[[source]]\nid = \"s{source}\"\nfile = \"s{source}.txt\"\ntitle = \"Account {source}\"\n\
             publisher = \"Paper {}\"\npublished = {}-{:02}-{:02}\n",
            source % 40,
            1990 + below(30),
            1 + below(12),
            1 + below(28)
        );
        texts.push(sentences);
    }
    write("seeds/sources.toml".to_owned(), &catalogue);
    let mut file = String::new();
    for claim in 0..claims {
        let other = below(texts.len());
        let _ = writeln!(
            file,
            "[[claim]]\nid = \"c{claim}\"\ntext = \"{}\"\ntags = [\"t{}\"]",
            texts[claim / 25][below(400)],
            below(12)
        );
        for (piece, source) in [claim / 25, other].into_iter().enumerate() {
            let sentences = &texts[source];
            let mut quote = sentences[below(sentences.len())].clone();
            if below(50) == 0 {
                quote = quote.replacen(|c: char| c.is_ascii_digit(), "0", 1);
            }
            let against = piece == 1 && below(20) == 0;
            let stance = if against { "contradicts" } else { "supports" };
            let _ = writeln!(
                file,
                "[[claim.evidence]]\nsource = \"s{source}\"\nstance = \"{stance}\"\nquote = \"{quote}\""
            );
        }
        if claim % 50 == 49 || claim + 1 == claims {
            write(
                format!("claims/f{}.toml", claim / 50),
                &std::mem::take(&mut file),
            );
        }
    }
    folder
}
