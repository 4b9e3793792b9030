//! What must hold for any bytes whatever, one function a target: no panic, and spans that can be
//! sliced. Used by the fuzz targets, and by `tests/fuzz_corpus.rs` on the stored corpus.

use std::borrow::Cow;
use std::fs;

use pincite::config::Config;
use pincite::matcher::find::{Question, quotable, rank, search};
use pincite::matcher::{Elsewhere, Fidelity, Matching, Outcome, Quote, Text, check};
use pincite::project::CheckOptions;
use pincite::report::{json, terminal};
use pincite::text::sentences::{collapse, sentences};
use pincite::text::{Document, Folded, Lines, Problem, Span, Tokens, fold, toml_string, visible};
use pincite::{Project, claim, source};

fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

fn assert_sound(raw: &str, span: Span, what: &str) {
    assert!(
        raw.get(span.range()).is_some(),
        "{what}: {span:?} cannot be sliced out of {} bytes",
        raw.len()
    );
}

/// Folding: every span of the finding form leads to characters that fold to what it holds.
pub fn fold(data: &[u8]) {
    let raw = text(data);
    let folded = Folded::new(&raw);
    let form = std::str::from_utf8(folded.bytes()).expect("the finding form is UTF-8");
    assert_eq!(fold::key(form), form, "folding twice changes nothing");
    assert_eq!(fold::key(&raw), form, "a text folds as a quote does");
    let starts: Vec<usize> = form.char_indices().map(|(at, _)| at).take(200).collect();
    for (number, &start) in starts.iter().enumerate() {
        for &end in starts[number..].iter().step_by(7) {
            let span = folded.to_raw(start..end);
            assert_sound(&raw, span, "to_raw");
            if start < end {
                let again = fold::key(&raw[span.range()]);
                assert!(
                    again.contains(&form[start..end]),
                    "{again:?} holds what led to it"
                );
                assert!(folded.from_raw(span.start) <= start, "from_raw leads back");
            }
        }
    }
    let lines = Lines::new(&raw);
    for (at, _) in raw.char_indices().step_by(5).take(100) {
        let position = lines.position(&raw, at);
        assert!(lines.line(&raw, position.line).start <= at);
    }
    assert!(!visible(&raw).contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    let quoted = format!("text = {}\n", toml_string(&raw));
    assert!(Document::parse(&quoted).is_ok(), "{quoted} is TOML");
}

/// Tokens and sentences: in order, apart, on character boundaries.
pub fn tokens(data: &[u8]) {
    let raw = text(data);
    let middle = raw.floor_char_boundary(raw.len() / 3);
    for range in [0..raw.len(), middle..raw.len(), 0..middle] {
        let tokens = Tokens::new(&raw, range.clone());
        let mut end = range.start;
        for token in &tokens.list {
            assert_sound(&raw, token.span, "token");
            assert!(
                token.span.start >= end && token.span.end <= range.end,
                "{token:?}"
            );
            assert!(!token.span.is_empty(), "{token:?}");
            end = token.span.end;
            let _ = (
                tokens.form(*token),
                tokens.cased(*token),
                tokens.inner_capital(*token),
            );
        }
        for token in tokens.list.iter().take(50) {
            let whole = sentences(&raw, token.span, &|word| word.len() < 4);
            assert_sound(&raw, whole, "sentence");
            assert!(whole.start <= token.span.start && whole.end >= token.span.end);
            let _ = collapse(&raw[whole.range()]);
        }
    }
}

/// Locating and judging: the first line is the quote, the second what stands around it, the rest
/// the source.
pub fn quote(data: &[u8]) {
    let raw = text(data);
    let (exact, rest) = raw.split_once('\n').unwrap_or((&raw, ""));
    let (around, rest) = rest.split_once('\n').unwrap_or(("", rest));
    let (prefix, suffix) = around.split_once('|').unwrap_or((around, ""));
    let given = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let (folded, lines) = (Folded::new(rest), Lines::new(rest));
    let middle = rest.floor_char_boundary(rest.len() / 2);
    let parts = [Some(Span::new(middle, rest.len())), None];
    let matching = Matching::default();
    for parts in [&[][..], &parts[..]] {
        let text = Text {
            raw: rest,
            folded: &folded,
            lines: &lines,
            parts,
            language: None,
            about: &[],
        };
        let bare = Quote {
            exact,
            prefix: None,
            suffix: None,
            part: None,
        };
        let anchored = Quote {
            prefix: given(prefix),
            suffix: given(suffix),
            ..bare
        };
        let in_part = Quote {
            part: Some(0).filter(|_| !parts.is_empty()),
            ..bare
        };
        for outcome in check(&text, &[bare, anchored, in_part], &matching) {
            sound_outcome(exact, rest, &outcome);
        }
        let table = Elsewhere::new([exact]);
        for (_, place) in table.searcher().search(&text) {
            assert_sound(rest, place.span, "elsewhere");
        }
        if let Some(question) = Question::new(exact) {
            let hits = [search(&question, &text, 5)];
            for passage in rank(&question, &hits, 5) {
                assert_sound(rest, passage.span, "passage");
                assert_sound(rest, quotable(rest, parts, passage.span), "quotable");
            }
        }
    }
}

fn sound_outcome(exact: &str, source: &str, outcome: &Outcome) {
    let Outcome::Checked(found) = outcome else {
        return;
    };
    for place in found.spans.iter().chain(&found.elsewhere) {
        assert_sound(source, place.span, "match");
    }
    for difference in &found.differences {
        assert_sound(exact, difference.quote_span, "difference in the quote");
        assert_sound(source, difference.source_span, "difference in the source");
    }
    if let Some(excerpt) = &found.excerpt {
        assert!(
            source[excerpt.start..].starts_with(&excerpt.text),
            "excerpt"
        );
    }
    for context in &found.context {
        assert_sound(source, context.place.span, "context");
    }
    assert!(
        (0.0..=1.0).contains(&found.similarity),
        "{}",
        found.similarity
    );
    assert_eq!(found.fidelity == Fidelity::Absent, found.occurrences == 0);
    if found.fidelity == Fidelity::Verbatim {
        assert_eq!(
            &source[found.spans[0].span.range()],
            exact.trim(),
            "verbatim"
        );
    }
    let material = found
        .differences
        .iter()
        .any(|difference| difference.material);
    if found.fidelity.accepted() {
        assert!(!material, "accepted with {:?}", found.differences);
        assert!(!found.spans.is_empty(), "accepted without a place");
    }
    if found.fidelity == Fidelity::Altered {
        assert!(material, "altered without a material difference");
    }
}

/// Claim files: whatever is wrong is said, with a place that can be shown.
pub fn claims(data: &[u8]) {
    let raw = text(data);
    let file = claim::parse("claims/a.toml", &raw);
    for problem in &file.problems {
        sound_problem(&file.text, problem);
    }
    for claim in &file.claims {
        assert_sound(&file.text, claim.span, "claim");
        for evidence in &claim.evidence {
            assert_sound(&file.text, evidence.span, "evidence");
            assert_sound(&file.text, evidence.quote.span, "quote");
            let quote = Span::new(0, evidence.quote.value.len());
            let place = pincite::text::place_in_string(&file.text, evidence.quote.span, quote);
            assert_sound(&file.text, place, "place in a quote");
        }
    }
}

fn sound_problem(text: &str, problem: &Problem) {
    assert_sound(text, problem.span, "problem");
    assert!(!problem.message.is_empty() && !problem.message.ends_with('.'));
}

/// Configuration and catalogue.
pub fn settings(data: &[u8]) {
    let raw = text(data);
    if let Ok(config) = Config::parse(&raw) {
        for problem in &config.problems {
            sound_problem(&raw, problem);
        }
        let printed = config.to_toml();
        assert!(
            Config::parse(&printed).is_ok(),
            "printed as it is read: {printed}"
        );
    }
    let folder = tempfile::tempdir().expect("a folder for a project");
    fs::create_dir(folder.path().join("seeds")).expect("a folder for sources");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join("seeds").join(name), bytes).expect("a file");
    };
    write("sources.toml", data);
    write(
        "a.txt",
        b"The first part begins here. One.\nThe second part begins here. Two.\n",
    );
    let sources = source::load(folder.path(), "seeds");
    for file in &sources.list {
        if let Ok(read) = source::read(file, &sources) {
            let folded = Folded::new(&read.text);
            let (parts, _) = source::locate_parts(file, &sources, &read.text, &folded);
            for part in parts.into_iter().flatten() {
                assert_sound(&read.text, part, "part");
            }
        }
    }
}

/// A whole project: claims, catalogue and source, each after a line `%%`; checked and reported.
pub fn project(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder for a project");
    let root = folder.path();
    for name in ["claims", "seeds"] {
        fs::create_dir(root.join(name)).expect("a folder");
    }
    let mut files = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(4).position(|four| four == b"\n%%\n") {
        files.push(&rest[..at]);
        rest = &rest[at + 4..];
    }
    files.push(rest);
    let names = [
        "claims/a.toml",
        "seeds/sources.toml",
        "seeds/a.txt",
        "pincite.toml",
    ];
    for (name, bytes) in names.into_iter().zip(files) {
        fs::write(root.join(name), bytes).expect("a file");
    }
    let Ok(project) = Project::load(root) else {
        return; // a configuration that cannot be used
    };
    let report = project.check(&CheckOptions::default());
    let mut out = Vec::new();
    terminal::render(&report, terminal::Options::default(), &mut out).expect("written to memory");
    json::render(&report, &mut out).expect("written to memory");
    std::str::from_utf8(&out).expect("a report is UTF-8");
}
