//! Reading a source as text: strictly, for what is quoted must be what is there.

use std::fs::{self, File};
use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::{Hash, Source, SourceText, Sources, files};
use crate::text::problem::{nearest, shown};
use crate::text::{Lines, Problem, ProblemKind, Span};

/// Larger files are refused: offsets are counted in 32 bits in places, and a text of this size is
/// rather a mistake (a disk image, a dump) than a source.
const LARGEST: u64 = 512 << 20;

/// How files begin that are no text.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "a PDF file",
        "extract its text, for instance with `pdftotext -layout`",
    ),
    (
        b"PK\x03\x04",
        "a ZIP archive, or a file of an office program",
        "save its text as a .txt file",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "a file of an office program",
        "save its text as a .txt file",
    ),
    (b"\x1F\x8B", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xFD7zXZ", "an xz archive", "unpack it"),
    (b"7z\xBC\xAF", "a 7z archive", "unpack it"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", "unpack it"),
    (
        b"\x89PNG",
        "a PNG picture",
        "write out the text in it as a .txt file",
    ),
    (
        b"\xFF\xD8\xFF",
        "a JPEG picture",
        "write out the text in it as a .txt file",
    ),
    (
        b"GIF8",
        "a GIF picture",
        "write out the text in it as a .txt file",
    ),
    (
        b"version https://git-lfs.github.com/spec/",
        "a Git LFS pointer, not the file that it stands for",
        "fetch the file: `git lfs pull`",
    ),
    (b"\x7FELF", "a program", "name a text file"),
    (b"SQLite format 3", "a database", "name a text file"),
];

/// Whether the file of `source` is one that may be opened; nothing is opened here, so that a named
/// pipe cannot block.
pub(super) fn check(source: &Source, sources: &Sources) -> Result<u64, Problem> {
    let refuse = |kind, why: String, help: &str| {
        let (file, span) = sources.place(source);
        let message = format!("{} {why}", shown(&source.file));
        Err(Problem::new(kind, file, span, message).with_help(help))
    };
    let unreadable = ProblemKind::SourceUnreadable;
    if source.path.as_os_str().is_empty() {
        let help = "`file` is a path relative to the catalogue: copy the file into the project";
        return refuse(unreadable, "leaves the project".to_owned(), help);
    }
    let plain = source
        .path
        .parent()
        .is_some_and(|folder| sources.folders.contains(folder));
    let metadata = match fs::symlink_metadata(&source.path) {
        Ok(metadata) if plain && !metadata.is_symlink() => Ok((metadata, true)),
        _ => followed(source, sources),
    };
    let metadata = match metadata {
        Ok((_, false)) => {
            let help = "put the file itself into the project";
            return refuse(
                unreadable,
                "is a link that leaves the project".to_owned(),
                help,
            );
        }
        Ok((metadata, true)) => metadata,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            let help = "put the file there, or mend the name in the catalogue";
            return refuse(ProblemKind::SourceMissing, "is not there".to_owned(), help);
        }
        Err(error) => {
            let help = "make it readable, or remove what names it";
            return refuse(unreadable, files::unreadable(&error), help);
        }
    };
    if !metadata.is_file() {
        let why = format!("is {}, not a file", files::special(metadata.file_type()));
        return refuse(unreadable, why, "a source is one text file: name that");
    }
    if metadata.len() > LARGEST {
        let size = metadata.len() >> 20;
        let why = format!(
            "is {size} MiB large; pincite reads up to {} MiB",
            LARGEST >> 20
        );
        return refuse(
            unreadable,
            why,
            "split the file, and name the piece that is quoted",
        );
    }
    Ok(metadata.len())
}

/// The file with all links followed, and whether it lies in the project.
fn followed(source: &Source, sources: &Sources) -> io::Result<(fs::Metadata, bool)> {
    let real = fs::canonicalize(&source.path)?;
    let inside = real.starts_with(&sources.home);
    fs::metadata(&real).map(|metadata| (metadata, inside))
}

/// Reads a source; its hash is left empty where it is not `wanted`.
pub(super) fn read(
    source: &Source,
    sources: &Sources,
    wanted: Hash,
) -> Result<SourceText, Problem> {
    let size = check(source, sources)?;
    let bytes = read_bytes(source, size).map_err(|error| {
        let (file, span) = sources.place(source);
        let message = format!("{} {}", shown(&source.file), files::unreadable(&error));
        Problem::new(ProblemKind::SourceUnreadable, file, span, message)
    })?;
    let sha256 = match wanted {
        Hash::Wanted => hexadecimal(&Sha256::digest(&bytes)),
        Hash::Known => String::new(),
    };
    let length = bytes.len();
    match decode(
        bytes,
        source.encoding.as_ref().map(|label| label.value.as_str()),
    ) {
        Ok(text) => Ok(SourceText {
            text,
            sha256,
            bytes: length,
            reader: "text/1",
        }),
        Err(NoText {
            why,
            help,
            in_label,
        }) => {
            let (file, mut span) = sources.place(source);
            let label = source
                .encoding
                .as_ref()
                .filter(|_| in_label && source.entry.is_some());
            span = label.map_or(span, |label| label.span);
            let message = format!("{} {why}", shown(&source.file));
            Err(Problem::new(ProblemKind::SourceUnreadable, file, span, message).with_help(help))
        }
    }
}

/// Reads no more than was promised by more than a byte: a file may grow.
fn read_bytes(source: &Source, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    File::open(&source.path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it grew too large while it was read"));
    }
    Ok(bytes)
}

struct NoText {
    /// A clause that goes on after the file's name.
    why: String,
    help: String,
    /// Whether the declared encoding is at fault.
    in_label: bool,
}

/// The text of a file. UTF-8 is kept byte for byte, byte order mark included, so that every offset
/// is one of the file.
fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<String, NoText> {
    let no_text = |why: String, help: String| NoText {
        why,
        help,
        in_label: label.is_some(),
    };
    if let Some((_, what, help)) = SIGNATURES
        .iter()
        .find(|(begins, ..)| bytes.starts_with(begins))
    {
        let why = format!("is not text; it looks like {what}");
        return Err(NoText {
            why,
            help: (*help).to_owned(),
            in_label: false,
        });
    }
    let declared = match label {
        None => None,
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let help = match nearest(label, COMMON_ENCODINGS.iter().copied()) {
                Some(word) => format!("did you mean \"{word}\"?"),
                None => format!("usual ones are \"{}\"", COMMON_ENCODINGS.join("\", \"")),
            };
            no_text(
                format!("has the encoding `{}`, which is not known", shown(label)),
                help,
            )
        })?),
    };
    let marked = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8);
    let (encoding, skip) = match (declared, marked) {
        (Some(declared), Some((marked, length))) if declared == marked => (declared, length),
        (Some(declared), _) => (declared, 0),
        (None, Some((marked, length))) => (marked, length),
        (None, None) => (UTF_8, 0),
    };
    let text = if encoding == UTF_8 {
        String::from_utf8(bytes).map_err(|error| not_utf8(&error, label.is_some()))?
    } else {
        encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[skip..])
            .ok_or_else(|| {
                let help = "mend `encoding` in the catalogue, or save the file as UTF-8";
                no_text(
                    format!("is not {} throughout", encoding.name()),
                    help.to_owned(),
                )
            })?
            .into_owned()
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let place = Lines::new(&text[..at]).position(&text[..at], at);
        let wide = encoding != UTF_16LE && encoding != UTF_16BE;
        let help = if wide {
            "name a text file; if it is UTF-16, say so in the catalogue: encoding = \"utf-16le\""
        } else {
            "name a text file"
        };
        let why = format!(
            "is not text: a NUL character stands in line {}, column {}",
            place.line, place.column
        );
        return Err(no_text(why, help.to_owned()));
    }
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let help = "put its text there, or remove what names it";
        return Err(NoText {
            why: "is empty: there is nothing to quote".to_owned(),
            help: help.to_owned(),
            in_label: false,
        });
    }
    Ok(text)
}

const COMMON_ENCODINGS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1250",
    "windows-1251",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "gbk",
    "big5",
    "euc-kr",
    "macintosh",
];

fn not_utf8(error: &std::string::FromUtf8Error, declared: bool) -> NoText {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let before = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
    let place = Lines::new(before).position(before, at);
    NoText {
        why: format!(
            "is not UTF-8: the byte 0x{:02X} in line {}, column {} is none of it",
            bytes[at], place.line, place.column
        ),
        help: "say in the catalogue what it is, mostly encoding = \"windows-1252\", or save it as UTF-8"
            .to_owned(),
        in_label: declared,
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)] as char);
        out.push(DIGITS[usize::from(byte & 15)] as char);
    }
    out
}

pub(super) fn pin_problem(
    source: &Source,
    sources: &Sources,
    text: &SourceText,
) -> Option<Problem> {
    let pin = source.sha256.as_ref()?;
    if pin.value == text.sha256 {
        return None;
    }
    let (file, _) = sources.place(source);
    let span = if source.entry.is_some() {
        pin.span
    } else {
        Span::default()
    };
    let message = format!("{} is not the file that was pinned", shown(&source.file));
    let help = format!(
        "restore the file; or check its quotes again, and pin it anew: sha256 = \"{}\"",
        text.sha256
    );
    Some(Problem::new(ProblemKind::SourceChanged, file, span, message).with_help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text() {
        type Row = (
            &'static [u8],
            Option<&'static str>,
            Result<&'static str, &'static str>,
        );
        let table: &[Row] = &[
            (b"plain", None, Ok("plain")),
            (b"", None, Err("is empty")),
            (b"\xEF\xBB\xBF \n", None, Err("is empty")),
            (b"\xEF\xBB\xBFmark", None, Ok("\u{FEFF}mark")),
            (b"\xFF\xFEa\x00b\x00", None, Ok("ab")),
            (b"\xFE\xFF\x00a\x00b", None, Ok("ab")),
            (b"a\x00b\x00", Some("utf-16le"), Ok("ab")),
            (b"\x93caf\xE9\x94", Some("windows-1252"), Ok("“café”")),
            (b"caf\xE9", None, Err("byte 0xE9 in line 1, column 4")),
            (
                b"caf\xE9",
                Some("utf-8"),
                Err("byte 0xE9 in line 1, column 4"),
            ),
            (
                b"\xFF\xFF",
                Some("shift_jis"),
                Err("is not Shift_JIS throughout"),
            ),
            (b"a", Some("windows1252x"), Err("`windows1252x`")),
            (
                b"a\x00b\x00",
                None,
                Err("NUL character stands in line 1, column 2"),
            ),
            (b"%PDF-1.7", None, Err("a PDF file")),
            (b"PK\x03\x04", Some("utf-8"), Err("a ZIP archive")),
        ];
        for (bytes, label, expected) in table {
            let got = decode(bytes.to_vec(), *label);
            match (got, expected) {
                (Ok(text), Ok(wanted)) => assert_eq!(text, *wanted),
                (Err(error), Err(part)) => assert!(error.why.contains(part), "{}", error.why),
                (Ok(text), Err(part)) => panic!("{text:?} is no {part:?}"),
                (Err(error), Ok(wanted)) => panic!("{} is no {wanted:?}", error.why),
            }
        }
    }
}
