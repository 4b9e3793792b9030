//! Lines and columns: the one place where byte offsets become what people count.

use super::Span;

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 1-based line. A line ends at `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// 1-based column in Unicode scalar values.
    pub column: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

/// Two places, half-open: `end` is the position after the last character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// The position after the last character.
    pub end: Position,
}

/// Every this many bytes of a long line the column is remembered, so that a column in a line of
/// 10 MB costs no walk from its beginning.
const COLUMN_MARK: usize = 4096;

/// The line starts of one text.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Byte offsets at which lines begin; the first is 0.
    starts: Vec<usize>,
    /// Number of scalar values before byte `i * COLUMN_MARK` (rounded up to a `char` boundary).
    marks: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at + 1);
        }
        let mut marks = Vec::with_capacity(bytes.len() / COLUMN_MARK + 1);
        let mut chars = 0;
        for block in bytes.chunks(COLUMN_MARK) {
            marks.push(chars);
            chars += leading_bytes(block);
        }
        Self { starts, marks }
    }

    /// The position of byte `offset` of `text`, the text these lines were found in. An offset past
    /// the end is the position after the last character.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts[line - 1];
        let before = if offset - start <= COLUMN_MARK {
            leading_bytes(&text.as_bytes()[start..offset])
        } else {
            self.chars_before(text, offset) - self.chars_before(text, start)
        };
        Position {
            line,
            column: before + 1,
        }
    }

    /// The region of `span` in `text`.
    pub fn region(&self, text: &str, span: Span) -> Region {
        Region {
            start: self.position(text, span.start),
            end: self.position(text, span.end),
        }
    }

    /// The bytes of line `line` (1-based) without its line end; empty for a line that is not there.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return Span::new(text.len(), text.len());
        };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let content = text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + content.len())
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Scalar values in `text[..offset]`.
    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / COLUMN_MARK).min(self.marks.len().saturating_sub(1));
        let known = self.marks.get(block).copied().unwrap_or(0);
        known + leading_bytes(&text.as_bytes()[(block * COLUMN_MARK).min(offset)..offset])
    }
}

/// How many scalar values begin in `bytes`. Summed in bytes first: that compiles to vector
/// instructions.
fn leading_bytes(bytes: &[u8]) -> usize {
    let begins = |&byte: &u8| u8::from((byte & 0xC0) != 0x80);
    bytes
        .chunks(255)
        .map(|few| usize::from(few.iter().map(begins).sum::<u8>()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_scalar_values() {
        let text = "aé\r\nb\rc\n";
        let lines = Lines::new(text);
        let at = |offset| {
            let position = lines.position(text, offset);
            (position.line, position.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 3)); // the line end belongs to the line
        assert_eq!(at(5), (2, 1));
        assert_eq!(at(7), (3, 1));
        assert_eq!(at(9), (4, 1));
        assert_eq!(at(99), (4, 1));
        assert_eq!(&text[lines.line(text, 1).range()], "aé");
    }

    #[test]
    fn a_column_far_into_one_long_line() {
        let text = "é".repeat(10_000);
        let lines = Lines::new(&text);
        assert_eq!(lines.position(&text, 2 * 9_999).column, 10_000);
    }
}
