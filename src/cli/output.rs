//! Where reports go: formats, and files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context as _;
use clap::ValueEnum;

use crate::report::{Report, github, html, json, junit, markdown, sarif, terminal};
use crate::source::Sources;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs: `pincite schema report`
    Json,
    /// The provenance report, for a wiki or a comment
    Markdown,
    /// The provenance report, one page that holds all it needs
    Html,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For dashboards of tests: `JUnit` XML
    Junit,
    /// For a workflow of GitHub: annotations, and a summary of the job
    Github,
}

/// What formats need beside the report.
#[derive(Clone, Debug)]
pub(super) struct Shape<'a> {
    /// For the terminal.
    pub(super) terminal: terminal::Options,
    /// The project's folder in the repository, for the formats that name its files to others.
    pub(super) folder: String,
    /// What the report is on.
    pub(super) sources: &'a Sources,
}

impl Format {
    /// Writes `report`.
    pub(super) fn render(
        self,
        report: &Report,
        shape: &Shape<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Self::Terminal => terminal::render(report, shape.terminal, out),
            Self::Json => json::render(report, out),
            Self::Markdown => markdown::render(report, out),
            Self::Html => html::render(report, shape.sources, out),
            Self::Sarif => sarif::render(report, &shape.folder, out),
            Self::Junit => junit::render(report, out),
            Self::Github => github::render(report, &shape.folder, out),
        }
    }

    /// The format that a file of this ending is expected to have.
    fn of_ending(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()? {
            "json" => Some(Self::Json),
            "sarif" => Some(Self::Sarif),
            "xml" => Some(Self::Junit),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Terminal),
            _ => None,
        }
    }
}

/// `[FORMAT=]FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    /// Where given.
    format: Option<Format>,
    file: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            // `./a=b.json` is a file: no format has such a name
            Some((name, file)) if name.chars().all(|c| c.is_ascii_alphanumeric()) => {
                let format = Format::from_str(name, true).map_err(|_| {
                    format!(
                        "there is no format {name:?}; there are {}",
                        format_names().join(", ")
                    )
                })?;
                (Some(format), file)
            }
            _ => (None, text),
        };
        if file.is_empty() {
            return Err("a file is wanted".to_owned());
        }
        Ok(Self {
            format,
            file: file.into(),
        })
    }
}

fn format_names() -> Vec<String> {
    let names = Format::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value);
    names.map(|value| value.get_name().to_owned()).collect()
}

impl Output {
    /// Writes `report` to the file; `format` where neither a format nor a known ending was given.
    ///
    /// A file is replaced whole: where writing fails the old one is still there. What is no file (a
    /// pipe, a terminal) is written to as it is.
    pub(super) fn write(
        &self,
        report: &Report,
        format: Format,
        shape: &Shape<'_>,
    ) -> anyhow::Result<()> {
        let format = self
            .format
            .or_else(|| Format::of_ending(&self.file))
            .unwrap_or(format);
        let shape = Shape {
            terminal: terminal::Options {
                color: false,
                ..shape.terminal
            },
            ..shape.clone()
        };
        write_whole(&self.file, |out| format.render(report, &shape, out))
            .with_context(|| format!("could not write {}", self.file.display()))
    }
}

/// Writes `file` whole or not at all.
///
/// # Errors
/// Where it cannot be written; what was there before is still there then.
pub(super) fn write_whole(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let kind = fs::metadata(file).map(|metadata| metadata.file_type());
    if kind.as_ref().is_ok_and(fs::FileType::is_dir) {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a directory",
        ));
    }
    if kind.as_ref().is_ok_and(|kind| !kind.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(file)?);
        write(&mut out)?;
        return out.flush();
    }
    // A link stays a link: what it points to is replaced.
    let target = if kind.is_ok() {
        fs::canonicalize(file)?
    } else {
        file.to_owned()
    };
    if kind.is_ok() && fs::metadata(&target)?.permissions().readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only",
        ));
    }
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pincite-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less what the umask takes away
    }
    let mut new = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let mut out = BufWriter::new(new.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    new.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_may_stand_before_the_file() {
        let output = |format, file: &str| {
            Ok(Output {
                format,
                file: file.into(),
            })
        };
        let cases = [
            ("json=a", output(Some(Format::Json), "a")),
            ("a.json", output(None, "a.json")),
            ("./a=b", output(None, "./a=b")),
            ("json=", Err("a file is wanted".to_owned())),
            (
                "xml=a",
                Err(
                    "there is no format \"xml\"; there are terminal, json, markdown, html, sarif, \
                     junit, github"
                        .to_owned(),
                ),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse(), expected, "{text}");
        }
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.json");
        write_whole(&file, |out| out.write_all(b"old")).unwrap();
        let failed = write_whole(&file, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&file).unwrap(), b"old");
        write_whole(&file, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_whole(folder.path(), |_| Ok(())).is_err());
    }
}
