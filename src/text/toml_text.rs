//! From the bytes of a TOML file to its text.

use super::Span;

/// The bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What can be shown of it: the same bytes up to `span`.
    pub text: String,
    /// The first place that is no text.
    pub span: Span,
    /// What is wrong, without a final full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// The text of a TOML file, which is UTF-8, byte order mark included.
///
/// # Errors
/// Where it is not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[at];
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let (message, help) = if wide {
            (
                "it is UTF-16, not UTF-8".to_owned(),
                "save the file as UTF-8",
            )
        } else {
            (
                format!("the byte 0x{byte:02X} here is not UTF-8"),
                "save the file as UTF-8",
            )
        };
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        Unreadable {
            text,
            span: Span::new(at, end),
            message,
            help: help.to_owned(),
        }
    })
}
