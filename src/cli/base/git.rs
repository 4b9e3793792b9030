//! The few things that are asked of git. It is called as a program: what it prints with `-z` is
//! bytes, so that no file name is too strange.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, anyhow, bail};

/// A project in a git repository.
pub(super) struct Git {
    /// The project's folder.
    root: PathBuf,
}

/// A file as a commit has it.
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The name of its content.
    pub(super) object: String,
    /// Relative to the project, with `/`.
    pub(super) file: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Link,
    /// A repository of its own, of which the commit holds the name only.
    Submodule,
}

impl Git {
    /// The repository that the project in `root` lies in.
    pub(super) fn open(root: &Path) -> anyhow::Result<Self> {
        let git = Self {
            root: root.to_owned(),
        };
        match git.ask(["rev-parse", "--is-inside-work-tree"]) {
            Ok(answer) if answer.trim_ascii() == b"true" => Ok(git),
            Ok(_) => {
                bail!("--base needs the files of a git repository, and this is its folder .git")
            }
            Err(error) => Err(error.context(
                "--base needs a git repository; where there is none, compare with a JSON report of \
                 before: --base-report FILE",
            )),
        }
    }

    /// The commit that `rev` names, as 40 or 64 hexadecimal digits.
    pub(super) fn commit(&self, rev: &str) -> anyhow::Result<String> {
        let shown = crate::text::visible(rev).into_owned();
        if rev.is_empty() || rev.starts_with('-') || rev.contains('\0') {
            bail!("--base: `{shown}` is no revision");
        }
        let verify = |rev: &str| {
            let named = format!("{rev}^{{commit}}");
            self.ask([
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &named,
            ])
        };
        if let Ok(commit) = verify(rev) {
            let commit = String::from_utf8_lossy(&commit).trim().to_owned();
            let hexadecimal = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            anyhow::ensure!(
                hexadecimal && !commit.is_empty(),
                "git names no commit for `{shown}`"
            );
            return Ok(commit);
        }
        if verify("HEAD").is_err() {
            bail!(
                "--base: the repository has no commit yet, so that there is nothing to compare with"
            );
        }
        let shallow = self.ask(["rev-parse", "--is-shallow-repository"]);
        if shallow.is_ok_and(|answer| answer.trim_ascii() == b"true") {
            bail!(
                "--base: `{shown}` is not in this shallow clone; fetch it first, for instance with \
                 `git fetch --depth=1 origin REV` (actions/checkout: `fetch-depth: 0`)"
            );
        }
        bail!(
            "--base: there is no revision `{shown}`; a branch of the remote is called \
             `origin/NAME`, and may have to be fetched"
        )
    }

    /// Whether `commit` is among the ancestors of what is checked out; true where nothing is.
    pub(super) fn is_ancestor(&self, commit: &str) -> bool {
        self.ask(["rev-parse", "--verify", "--quiet", "HEAD"])
            .is_err()
            || self
                .ask(["merge-base", "--is-ancestor", commit, "HEAD"])
                .is_ok()
    }

    /// All files of the project in `commit`.
    pub(super) fn files(&self, commit: &str) -> anyhow::Result<Vec<Entry>> {
        // Without --full-tree paths are those below the folder in which git runs.
        let listed = self.ask(["ls-tree", "-r", "-z", commit])?;
        let entries = listed.split(|&byte| byte == 0).filter(|it| !it.is_empty());
        entries
            .map(|entry| {
                let wrong = || anyhow!("`git ls-tree` printed what is not understood");
                let tab = entry
                    .iter()
                    .position(|&byte| byte == b'\t')
                    .ok_or_else(wrong)?;
                let head = std::str::from_utf8(&entry[..tab])?;
                let mut fields = head.split(' ');
                let (mode, object) = (fields.next(), fields.nth(1));
                Ok(Entry {
                    kind: match mode.ok_or_else(wrong)? {
                        "120000" => Kind::Link,
                        "160000" => Kind::Submodule,
                        _ => Kind::File,
                    },
                    object: object.ok_or_else(wrong)?.to_owned(),
                    file: path(&entry[tab + 1..]),
                })
            })
            .collect()
    }

    /// The files of the project that differ between `commit` and the folder, deleted ones included,
    /// those that git does not know left out.
    pub(super) fn differing(&self, commit: &str) -> anyhow::Result<Vec<PathBuf>> {
        let listed = self.ask([
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--relative",
            commit,
            "--",
            ".",
        ])?;
        let files = listed.split(|&byte| byte == 0);
        Ok(files.filter(|it| !it.is_empty()).map(path).collect())
    }

    /// Opens what gives the contents of objects.
    pub(super) fn contents(&self) -> anyhow::Result<Contents> {
        let mut child = self
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("git cannot be run")?;
        let (ask, answer) = (child.stdin.take(), child.stdout.take());
        Ok(Contents {
            ask,
            answer: BufReader::new(answer.context("git cannot be read from")?),
            child,
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.root)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    fn ask<const N: usize>(&self, args: [&str; N]) -> anyhow::Result<Vec<u8>> {
        let output = self
            .command()
            .args(args)
            .output()
            .context("git cannot be run")?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().find(|line| !line.trim().is_empty());
        Err(anyhow!(
            "{}",
            first.map_or_else(|| format!("git {} failed", args[0]), str::to_owned)
        ))
    }
}

/// Gives the contents of objects, one question at a time.
pub(super) struct Contents {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Contents {
    pub(super) fn of(&mut self, object: &str) -> anyhow::Result<Vec<u8>> {
        let ask = self.ask.as_mut().context("git cannot be asked")?;
        writeln!(ask, "{object}")
            .and_then(|()| ask.flush())
            .context("git cannot be asked")?;
        let mut head = String::new();
        self.answer
            .read_line(&mut head)
            .context("git cannot be read from")?;
        let size = head.trim_end().rsplit(' ').next();
        let size: usize = match size.and_then(|size| size.parse().ok()) {
            Some(size) if !head.contains(" missing") => size,
            _ => bail!(
                "git does not hold the object {object}; fetch the base whole, or with its files"
            ),
        };
        let mut content = vec![0; size + 1]; // a line break follows
        self.answer
            .read_exact(&mut content)
            .context("git cannot be read from")?;
        content.truncate(size);
        Ok(content)
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        drop(self.ask.take()); // the end of its input ends it
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}
