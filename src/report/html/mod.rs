//! The provenance report: one page that holds all it needs, for an editor who asks of any sentence
//! what it stands on.
//!
//! The page is a document first: with scripts off, and in print, everything stands there one after
//! the other, and every link works. What is large (the body of a claim, the text of a source) lies in
//! `<noscript>`: without scripts it is read as any markup, with scripts it is text that costs nothing
//! until it is wanted.

mod claim;
mod dates;
mod desk;
mod escape;
mod kinship;
mod layers;
mod matrix;
mod overview;
mod sides;
mod source;
mod timeline;

use std::io::{self, BufWriter, Write};

use data_encoding::BASE64;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Template, Value, context};
use sha2::{Digest as _, Sha256};

use super::{Report, ReportEvidence};
use crate::matcher::{Match, Outcome};
use crate::source::{self as sources, SourceText, Sources};
use claim::ClaimView;
use desk::Desk;
use kinship::Kinship;
use matrix::Matrix;
use overview::Overview;
use sides::Sides;
use source::SourceView;
use timeline::Timeline;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

const TEMPLATES: [(&str, &str); 9] = [
    ("head", include_str!("templates/head.html")),
    ("overview", include_str!("templates/overview.html")),
    ("claims", include_str!("templates/claims.html")),
    ("claim", include_str!("templates/claim.html")),
    ("pictures", include_str!("templates/pictures.html")),
    ("sources", include_str!("templates/sources.html")),
    ("source", include_str!("templates/source.html")),
    ("sheet", include_str!("templates/sheet.html")),
    ("foot", include_str!("templates/foot.html")),
];

/// Writes the page. The texts of `sources` are read again, one at a time; of a source that cannot be
/// read any more, or is no longer the one that was checked, the page says so.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let desk = Desk::new(report, sources);
    let env = environment();
    let mut page = Page {
        env: &env,
        out: BufWriter::with_capacity(1 << 16, out),
    };
    let overview = Overview::new(&desk);
    let sides = all_sides(&desk);

    page.write(
        "head",
        context! { style => STYLE, script => SCRIPT, policy => policy() },
    )?;
    page.write("overview", context! { overview => Serde(&overview) })?;
    page.write(
        "claims",
        context! { choices => Serde(&overview.choices), claims => report.claims.len() },
    )?;
    let template = page.template("claim")?;
    let mut file = None;
    for (at, sides) in sides.into_iter().enumerate() {
        let claim = &report.claims[at];
        let heading = (file != Some(&claim.file)).then_some(&claim.file);
        file = Some(&claim.file);
        let tags = overview.choices.tag_numbers(&claim.tags);
        let number = overview.choices.file_number(&claim.file);
        let view = ClaimView::new(&desk, at, sides);
        let reserved = claim.judgement.reservation.is_some();
        page.fill(
            &template,
            context! { claim => Serde(view), heading, tags, number, reserved },
        )?;
    }
    page.out.write_all(b"</section>\n")?;
    page.write(
        "pictures",
        context! {
            matrix => Serde(Matrix::new(&desk)),
            kinship => Serde(Kinship::new(&desk)),
            timeline => Serde(Timeline::new(&desk)),
        },
    )?;
    render_sources(&desk, &mut page)?;
    page.write("foot", context! { version => env!("CARGO_PKG_VERSION") })?;
    page.out.write_all(b"\n")?; // a template ends without one
    page.out.flush()
}

fn render_sources(desk: &Desk<'_>, page: &mut Page<'_, '_>) -> io::Result<()> {
    page.write(
        "sources",
        context! { sources => Serde(source::listed(desk)) },
    )?;
    let head = page.template("source")?;
    let sheet = page.template("sheet")?;
    for at in 0..desk.report.sources.len() {
        let text = read(desk, at);
        page.fill(
            &head,
            context! { source => Serde(SourceView::new(desk, at, text.as_ref())) },
        )?;
        if let Some(text) = &text {
            source::sheets(desk, at, &text.text, |view| {
                page.fill(&sheet, context! { sheet => Serde(view) })
            })?;
        }
        page.out.write_all(b"</div></article>\n")?;
    }
    page.out.write_all(b"</section>\n")
}

/// The page as it is written.
struct Page<'e, 'w> {
    env: &'e Environment<'static>,
    out: BufWriter<&'w mut dyn Write>,
}

impl<'e> Page<'e, '_> {
    fn template(&self, name: &str) -> io::Result<Template<'e, 'e>> {
        self.env.get_template(name).map_err(io::Error::other)
    }

    fn write(&mut self, name: &str, values: Value) -> io::Result<()> {
        let template = self.template(name)?;
        self.fill(&template, values)
    }

    fn fill(&mut self, template: &Template<'_, '_>, values: Value) -> io::Result<()> {
        let filled = template.render(values).map_err(io::Error::other)?;
        self.out.write_all(filled.as_bytes())
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_formatter(escape::write);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    env.set_syntax(syntax.expect("the delimiters are the usual ones"));
    for (name, template) in TEMPLATES {
        env.add_template(name, template)
            .expect("the templates are part of the program, and tested");
    }
    env
}

/// What the page may load and run: nothing but its own style and its own script.
fn policy() -> String {
    let hash = |text: &str| BASE64.encode(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// The text of a source, where it is still the one that was checked.
fn read(desk: &Desk<'_>, source: usize) -> Option<SourceText> {
    let text = sources::read(desk.catalogued(source)?, desk.sources).ok()?;
    let checked = desk.report.sources[source].sha256.as_deref();
    checked
        .is_none_or(|sha256| sha256 == text.sha256)
        .then_some(text)
}

/// Quote and passage of every piece of evidence of every claim. Each source is read once, and only
/// those that are cited.
fn all_sides(desk: &Desk<'_>) -> Vec<Vec<Sides>> {
    let claims = &desk.report.claims;
    let mut sides: Vec<Vec<Option<Sides>>> = claims
        .iter()
        .map(|claim| claim.evidence.iter().map(|_| None).collect())
        .collect();
    for (source, cited) in desk
        .cited
        .iter()
        .enumerate()
        .filter(|(_, cited)| !cited.is_empty())
    {
        let Some(text) = read(desk, source) else {
            continue;
        };
        for it in cited.iter().filter(|it| it.fragment == 0) {
            let piece = &claims[it.claim].evidence[it.evidence];
            let shown = found(piece).map(|found| Sides::new(&piece.quote, found, &text.text));
            sides[it.claim][it.evidence] = shown;
        }
    }
    let pieces = |claim: usize| claims[claim].evidence.iter();
    sides
        .into_iter()
        .enumerate()
        .map(|(claim, sides)| {
            let sides = sides.into_iter().zip(pieces(claim));
            sides
                .map(|(sides, piece)| sides.unwrap_or_else(|| Sides::unchecked(&piece.quote)))
                .collect()
        })
        .collect()
}

/// What was found of a piece of evidence, where it could be looked for.
fn found(piece: &ReportEvidence) -> Option<&Match> {
    match &piece.outcome {
        Outcome::Checked(found) => Some(found),
        Outcome::Unchecked(_) => None,
    }
}
