//! The files below a folder of the project, in one order on every machine.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

/// What stands below a folder.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Regular files, also behind links that stay in the project; sorted by `file`.
    pub(crate) found: Vec<Found>,
    /// What was not gone into, and why; sorted by `file`.
    pub(crate) refused: Vec<Refused>,
}

#[derive(Debug)]
pub(crate) struct Found {
    /// Relative to the project, with `/`.
    pub(crate) file: String,
    pub(crate) path: PathBuf,
}

#[derive(Debug)]
pub(crate) struct Refused {
    /// Relative to the project, with `/`.
    pub(crate) file: String,
    /// A clause that goes on after the name: "is a link that leaves the project".
    pub(crate) why: String,
    /// Whether it may stand for a file rather than for a folder.
    pub(crate) file_like: bool,
}

/// Walks `folder` (relative to `root`) without hidden files and folders. A folder that is not there
/// holds nothing.
pub(crate) fn walk(root: &Path, folder: &str) -> Files {
    let mut files = Files::default();
    let start = root.join(folder);
    let Ok(home) = fs::canonicalize(root) else {
        return files;
    };
    match fs::canonicalize(&start) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return files,
        Err(error) => {
            files.refused.push(Refused {
                file: folder.to_owned(),
                why: unreadable(&error),
                file_like: false,
            });
            return files;
        }
        Ok(real) if !real.starts_with(&home) => {
            let why = "leaves the project".to_owned();
            files.refused.push(Refused {
                file: folder.to_owned(),
                why,
                file_like: false,
            });
            return files;
        }
        Ok(_) => {}
    }
    let mut left = Vec::new();
    let entries = WalkDir::new(&start)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            if entry.depth() == 0 {
                return true;
            }
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if !hidden && entry.path_is_symlink() && !stays_in(&home, entry.path()) {
                let why = "is a link that leaves the project".to_owned();
                left.push(Refused {
                    file: relative(root, entry.path()),
                    why,
                    file_like: !entry.path().is_dir(),
                });
                return false;
            }
            !hidden
        });
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => files.found.push(Found {
                file: relative(root, entry.path()),
                path: entry.into_path(),
            }),
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => files.refused.push(Refused {
                file: relative(root, entry.path()),
                why: format!("is {}, not a file", special(entry.file_type())),
                file_like: true,
            }),
            Err(error) => files.refused.push(refuse(root, folder, &error)),
        }
    }
    files.refused.append(&mut left);
    files.found.sort_by(|a, b| a.file.cmp(&b.file));
    files.refused.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

fn refuse(root: &Path, folder: &str, error: &walkdir::Error) -> Refused {
    let file = error
        .path()
        .map_or_else(|| folder.to_owned(), |path| relative(root, path));
    let (why, file_like) = match error.io_error() {
        _ if error.loop_ancestor().is_some() => {
            ("is a link to a folder that holds it".to_owned(), false)
        }
        Some(error) if error.kind() == io::ErrorKind::NotFound => {
            ("is a link to nothing".to_owned(), true)
        }
        Some(error) => (unreadable(error), false),
        None => ("cannot be read".to_owned(), false),
    };
    Refused {
        file,
        why,
        file_like,
    }
}

/// Whether `path`, with all links followed, lies in `home`, which is canonical. A link to nothing
/// leaves nothing.
pub(crate) fn stays_in(home: &Path, path: &Path) -> bool {
    fs::canonicalize(path).map_or(true, |real| real.starts_with(home))
}

/// What a file is that is neither regular nor a folder.
pub(crate) fn special(kind: fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    if kind.is_dir() {
        "a folder"
    } else {
        "something else"
    }
}

/// A clause for an error of the file system, in words that are the same everywhere.
pub(crate) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        io::ErrorKind::NotFound => "is not there".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// `path` relative to `root`, with `/`.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let mut out = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => {
                out.push('/');
                continue;
            }
            _ => {}
        }
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(&component.as_os_str().to_string_lossy());
    }
    out
}

/// `path`, as written with `/` and relative to `folder`, with `.` and `..` resolved by the letters
/// alone. `None` where it is absolute or leaves the project.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '\\'])
        || path
            .get(1..3)
            .is_some_and(|drive| matches!(drive, ":\\" | ":/"))
    {
        return None;
    }
    let mut out: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                out.pop()?;
            }
            step => out.push(step),
        }
    }
    Some(out.join("/"))
}

/// The last step of a path with `/`.
pub(crate) fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// The name without its last extension.
pub(crate) fn stem(file: &str) -> &str {
    let name = name(file);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_by_their_letters() {
        let table = [
            ("seeds", "a.txt", Some("seeds/a.txt")),
            ("seeds/x", "../a.txt", Some("seeds/a.txt")),
            ("seeds", "./b//a.txt", Some("seeds/b/a.txt")),
            ("seeds", "../../a.txt", None),
            ("seeds", "/etc/passwd", None),
            ("seeds", "C:\\a.txt", None),
        ];
        for (folder, path, expected) in table {
            assert_eq!(join(folder, path).as_deref(), expected, "{folder} {path}");
        }
    }
}
