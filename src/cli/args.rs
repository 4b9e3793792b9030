//! What can be said on the command line.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::{
    ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};

use super::output::{Format, Output};
use crate::project::LevelArg;
use crate::rules::Level;

/// Checks that what you wrote is what your sources say.
#[derive(Debug, Parser)]
#[command(name = "pincite", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The project's folder [default: the nearest one upward with `pincite.toml` or `claims`]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// `--deny`, `--warn` and `--allow` in the order in which they were given: the last one wins.
    #[arg(skip)]
    pub(super) levels: Vec<LevelArg>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the claims against the sources
    Check(CheckArgs),
    /// Write the provenance report, for people
    Report(ReportArgs),
    /// Find where the sources say something, with evidence ready to paste
    Find(FindArgs),
    /// Plant changes in the project's own accepted quotes, and show what would be let through
    Selftest(SelftestArgs),
    /// Show where the sources contradict one another on what is claimed
    Conflicts(ConflictsArgs),
    /// Show what the sources share with one another, and what is not declared of it
    Origins(OriginsArgs),
    /// Explain a rule, or list all rules
    Explain(ExplainArgs),
    /// Print the configuration in effect
    Config,
    /// Print a JSON Schema
    Schema(SchemaArgs),
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct CheckArgs {
    /// Claim files or folders whose findings are shown and fail [default: all]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: Format,
    /// Also write the report to a file; the format is that of --format, or of the file's ending
    #[arg(long = "output", value_name = "[FORMAT=]FILE")]
    pub(super) outputs: Vec<Output>,
    /// Make a rule an error; `warnings` stands for every rule that warns
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) deny: Vec<String>,
    /// Make a rule a warning
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) warn: Vec<String>,
    /// Silence a rule
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) allow: Vec<String>,
    /// One line a finding, and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Show everything: not the first fifty findings, and of the claims not only the first open ones
    #[arg(long)]
    pub(super) all: bool,
    /// Fail only for what has become worse since this revision of git
    #[arg(
        long,
        value_name = "REV",
        conflicts_with = "base_report",
        allow_hyphen_values = true
    )]
    pub(super) base: Option<String>,
    /// Fail only for what has become worse since this JSON report
    #[arg(long, value_name = "FILE")]
    pub(super) base_report: Option<PathBuf>,
    /// Take in what the change weakens: it is judged by its own configuration and baseline
    #[arg(long)]
    pub(super) trust_change: bool,
    /// Write what is wrong now to pincite-baseline.toml; it is counted from then on, and fails nothing
    #[arg(long, conflicts_with_all = ["base", "base_report", "paths"])]
    pub(super) write_baseline: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Claim files or folders whose findings are shown [default: all]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What is written
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub(super) format: ReportFormat,
    /// The file to write, `-` for standard output [default: pincite-report.html; Markdown is printed]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Show the report in the browser, or what opens such files here
    #[arg(long)]
    pub(super) open: bool,
}

/// What a provenance report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// One page that holds all it needs
    Html,
    /// For a wiki or a comment
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// What the sources may say, in words of yours or of theirs
    #[arg(value_name = "TEXT", required = true)]
    pub(super) text: Vec<String>,
    /// How many passages to show
    #[arg(long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) limit: u16,
}

#[derive(Debug, Args)]
pub(super) struct SelftestArgs {
    /// How many changes of a kind are planted in each quote
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) each: u16,
    /// Plant other changes: the same number plants the same ones
    #[arg(long, value_name = "N", default_value = "1")]
    pub(super) seed: u64,
    /// Show everything, not the first fifty
    #[arg(long)]
    pub(super) all: bool,
}

/// What a list can be printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people at a terminal
    Terminal,
    /// For programs: `pincite schema` prints the schema
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ConflictsArgs {
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct OriginsArgs {
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: ListFormat,
    /// Show every run of words, not the longest few (JSON has them all)
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule's name, as it stands in a message
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Of what
    #[arg(value_name = "OF", default_value = "report")]
    pub(super) of: SchemaOf,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SchemaOf {
    /// The JSON report
    Report,
    /// A claim file
    Claims,
    /// A catalogue, `sources.toml`
    Sources,
    /// `pincite.toml`
    Config,
    /// What `pincite conflicts --format json` prints
    Conflicts,
    /// What `pincite origins --format json` prints
    Origins,
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn is_on(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
            }
        }
    }
}

impl Cli {
    /// Reads the arguments, the first of which is the program's name.
    pub(super) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut matches = Self::command().try_get_matches_from(args)?;
        let levels = match matches.subcommand() {
            Some(("check", check)) => levels(check),
            _ => Vec::new(),
        };
        let mut cli = Self::from_arg_matches_mut(&mut matches)?;
        cli.levels = levels;
        Ok(cli)
    }
}

fn levels(matches: &ArgMatches) -> Vec<LevelArg> {
    let mut given = Vec::new();
    for level in [Level::Deny, Level::Warn, Level::Allow] {
        let rules = matches
            .get_many::<String>(level.name())
            .into_iter()
            .flatten();
        let places = matches.indices_of(level.name()).into_iter().flatten();
        given.extend(
            places
                .zip(rules)
                .map(|(place, rule)| (place, rule.clone(), level)),
        );
    }
    given.sort_by_key(|(place, ..)| *place);
    given
        .into_iter()
        .map(|(_, rule, level)| LevelArg { rule, level })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Cli, clap::Error> {
        Cli::read(line.split(' ').map(OsString::from))
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn levels_keep_their_order() {
        let cli = read("pincite check --allow a --deny b,c --warn d --deny a").unwrap();
        let given: Vec<_> = cli
            .levels
            .iter()
            .map(|arg| format!("{} {}", arg.level.name(), arg.rule))
            .collect();
        assert_eq!(given, ["allow a", "deny b", "deny c", "warn d", "deny a"]);
    }

    #[test]
    fn what_does_not_work_is_refused() {
        for line in [
            "pincite",
            "pincite find",
            "pincite check --format xml",
            "pincite schema x",
        ] {
            assert_eq!(read(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}
