//! From the events of the TOML parser to a [`Document`].

use std::borrow::Cow;

use toml_datetime::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

use super::Span;
use super::document::{
    Array, ArrayId, Document, Entry, Item, Origin, SyntaxError, Table, TableId, Value,
};

/// How deep brackets may nest: the parser calls itself once a level.
const DEEPEST: u32 = 80;

pub(super) fn parse(text: &str) -> Result<Document<'_>, SyntaxError<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder {
        source,
        document: Document {
            tables: vec![Table::new(Origin::Heading, Span::default())],
            arrays: Vec::new(),
        },
        path: Vec::new(),
        open: Vec::new(),
        heading: None,
        below: TableId(0),
    };
    let mut error: Option<ParseError> = None;
    parse_document(
        &tokens,
        &mut RecursionGuard::new(&mut builder, DEEPEST),
        &mut error,
    );
    match error {
        None => Ok(builder.document),
        Some(error) => Err(SyntaxError::new(text, &tokens, &error, builder.document)),
    }
}

/// A container whose closing bracket is still to come.
#[derive(Clone, Copy)]
enum Open {
    Table(TableId),
    Array(ArrayId),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Table,
    ArrayOfTables,
}

struct Builder<'t> {
    source: Source<'t>,
    document: Document<'t>,
    /// The pieces of the key or heading being read.
    path: Vec<(Cow<'t, str>, Span)>,
    open: Vec<Open>,
    heading: Option<(Heading, usize)>,
    /// The table of the last heading: where keys outside all brackets go.
    below: TableId,
}

type Fallible<T> = Result<T, ParseError>;

impl<'t> Builder<'t> {
    fn add_table(&mut self, origin: Origin, span: Span) -> TableId {
        self.document.tables.push(Table::new(origin, span));
        TableId(self.document.tables.len() - 1)
    }

    fn add_array(&mut self, headings: bool, span: Span) -> ArrayId {
        self.document.arrays.push(Array {
            items: Vec::new(),
            headings,
            span,
        });
        ArrayId(self.document.arrays.len() - 1)
    }

    /// The value of `key` in `table`, if it is there, with the place of the key it was given at.
    fn find(&self, table: TableId, key: &str) -> Option<(Value<'t>, Span)> {
        let table = &self.document.tables[table.0];
        let entry = &table.entries[table.position(key)?];
        let value = match entry.item.value {
            Value::Table(id) => Value::Table(id),
            Value::Array(id) => Value::Array(id),
            _ => Value::Boolean(false), // only containers can be gone into
        };
        Some((value, entry.key_span))
    }

    fn insert(&mut self, table: TableId, (key, key_span): (Cow<'t, str>, Span), item: Item<'t>) {
        self.document.tables[table.0].push(Entry {
            key,
            key_span,
            item,
        });
    }

    /// The table that the heading in `path` opens.
    fn open_heading(&mut self, heading: Heading, span: Span) -> Fallible<TableId> {
        let mut path = std::mem::take(&mut self.path);
        let Some(last) = path.pop() else {
            return Err(ParseError::new("a heading without a name").with_unexpected(theirs(span)));
        };
        let mut table = self.document.root();
        for step in path.drain(..) {
            table = self.step_of_heading(table, step)?;
        }
        self.path = path; // keeps its memory
        match (heading, self.find(table, &last.0)) {
            (Heading::Table, None) => {
                let opened = self.add_table(Origin::Heading, span);
                self.insert(
                    table,
                    last,
                    Item {
                        value: Value::Table(opened),
                        span,
                    },
                );
                Ok(opened)
            }
            (Heading::Table, Some((Value::Table(old), _)))
                if self.document.tables[old.0].origin == Origin::Implied =>
            {
                let old_table = &mut self.document.tables[old.0];
                old_table.origin = Origin::Heading;
                old_table.span = span;
                Ok(old)
            }
            (Heading::ArrayOfTables, None) => {
                let array = self.add_array(true, span);
                self.insert(
                    table,
                    last,
                    Item {
                        value: Value::Array(array),
                        span,
                    },
                );
                Ok(self.add_item_of_heading(array, span))
            }
            (Heading::ArrayOfTables, Some((Value::Array(array), _)))
                if self.document.arrays[array.0].headings =>
            {
                Ok(self.add_item_of_heading(array, span))
            }
            (_, Some((_, before))) => Err(twice(last.1, before)),
        }
    }

    fn add_item_of_heading(&mut self, array: ArrayId, span: Span) -> TableId {
        let table = self.add_table(Origin::Heading, span);
        self.document.arrays[array.0].items.push(Item {
            value: Value::Table(table),
            span,
        });
        table
    }

    fn step_of_heading(&mut self, table: TableId, key: (Cow<'t, str>, Span)) -> Fallible<TableId> {
        match self.find(table, &key.0) {
            None => {
                let span = key.1;
                let implied = self.add_table(Origin::Implied, span);
                self.insert(
                    table,
                    key,
                    Item {
                        value: Value::Table(implied),
                        span,
                    },
                );
                Ok(implied)
            }
            Some((Value::Table(next), _))
                if self.document.tables[next.0].origin != Origin::Inline =>
            {
                Ok(next)
            }
            Some((Value::Array(array), before)) if self.document.arrays[array.0].headings => {
                match self.document.arrays[array.0].items.last() {
                    Some(&Item {
                        value: Value::Table(last),
                        ..
                    }) => Ok(last),
                    _ => Err(closed(key.1, before)),
                }
            }
            Some((_, before)) => Err(closed(key.1, before)),
        }
    }

    fn step_of_dotted_key(
        &mut self,
        table: TableId,
        key: (Cow<'t, str>, Span),
    ) -> Fallible<TableId> {
        match self.find(table, &key.0) {
            None => {
                let span = key.1;
                let dotted = self.add_table(Origin::Dotted, span);
                self.insert(
                    table,
                    key,
                    Item {
                        value: Value::Table(dotted),
                        span,
                    },
                );
                Ok(dotted)
            }
            Some((Value::Table(next), before)) => {
                let next_table = &mut self.document.tables[next.0];
                match next_table.origin {
                    Origin::Implied | Origin::Dotted => {
                        next_table.origin = Origin::Dotted;
                        Ok(next)
                    }
                    Origin::Heading | Origin::Inline => Err(closed(key.1, before)),
                }
            }
            Some((_, before)) => Err(closed(key.1, before)),
        }
    }

    /// Puts a value where the brackets and the key read so far say.
    fn place(&mut self, item: Item<'t>, errors: &mut dyn ErrorSink) {
        let mut table = match self.open.last() {
            Some(&Open::Array(array)) => {
                self.document.arrays[array.0].items.push(item);
                return;
            }
            Some(&Open::Table(table)) => table,
            None => self.below,
        };
        let mut path = std::mem::take(&mut self.path);
        let last = path.pop();
        for step in path.drain(..) {
            match self.step_of_dotted_key(table, step) {
                Ok(next) => table = next,
                Err(error) => return errors.report_error(error),
            }
        }
        self.path = path;
        let Some(last) = last else { return }; // the parser has reported the missing key
        match self.find(table, &last.0) {
            None => self.insert(table, last, item),
            Some((_, before)) => errors.report_error(twice(last.1, before)),
        }
    }

    fn read_scalar(
        &self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) -> Value<'t> {
        let raw = self
            .source
            .input()
            .get(span.start()..span.end())
            .unwrap_or_default();
        if let Some(plain) = plain_string(raw, encoding) {
            return Value::String(Cow::Borrowed(plain));
        }
        let raw = toml_parser::Raw::new_unchecked(raw, encoding, span);
        let mut decoded = Cow::Borrowed("");
        let kind = raw.decode_scalar(&mut decoded, errors);
        let mut invalid = |what: &'static str| {
            errors.report_error(ParseError::new(what).with_unexpected(span));
        };
        match kind {
            ScalarKind::String => return Value::String(decoded),
            ScalarKind::Boolean(value) => return Value::Boolean(value),
            ScalarKind::DateTime if decoded.parse::<Datetime>().is_ok() => {
                return Value::Date(raw.as_str());
            }
            ScalarKind::DateTime => invalid("there is no such date or time"),
            ScalarKind::Float => match decoded.parse() {
                Ok(value) => return Value::Float(value),
                Err(_) => invalid("invalid float"),
            },
            ScalarKind::Integer(radix) => match i64::from_str_radix(&decoded, radix.value()) {
                Ok(value) => return Value::Integer(value),
                Err(_) => invalid("the integer does not fit in 64 bits"),
            },
        }
        Value::Boolean(false) // never seen: an error is reported
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open.clear();
        self.path.clear();
        self.heading = Some((Heading::Table, span.start()));
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open.clear();
        self.path.clear();
        self.heading = Some((Heading::ArrayOfTables, span.start()));
    }

    fn std_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        if let Some((heading, start)) = self.heading.take() {
            match self.open_heading(heading, Span::new(start, span.end())) {
                Ok(table) => self.below = table,
                Err(error) => errors.report_error(error),
            }
        }
    }

    fn array_table_close(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        self.std_table_close(span, errors);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        let table = self.add_table(Origin::Inline, ours(span));
        self.place(
            Item {
                value: Value::Table(table),
                span: ours(span),
            },
            errors,
        );
        self.open.push(Open::Table(table));
        true
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.path.clear();
        if let Some(Open::Table(table)) = self.open.pop() {
            self.document.tables[table.0].span.end = span.end();
        }
    }

    fn array_open(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        let array = self.add_array(false, ours(span));
        self.place(
            Item {
                value: Value::Array(array),
                span: ours(span),
            },
            errors,
        );
        self.open.push(Open::Array(array));
        true
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::Array(array)) = self.open.pop() {
            self.document.arrays[array.0].span.end = span.end();
        }
    }

    fn simple_key(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        let raw = self
            .source
            .input()
            .get(span.start()..span.end())
            .unwrap_or_default();
        let mut key = Cow::Borrowed("");
        toml_parser::Raw::new_unchecked(raw, encoding, span).decode_key(&mut key, errors);
        if self.path.len() < DEEPEST as usize {
            self.path.push((key, ours(span)));
        } else {
            errors.report_error(
                ParseError::new("a key of more than 80 pieces").with_unexpected(span),
            );
        }
    }

    fn scalar(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        errors: &mut dyn ErrorSink,
    ) {
        let value = self.read_scalar(span, encoding, errors);
        self.place(
            Item {
                value,
                span: ours(span),
            },
            errors,
        );
    }

    fn comment(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(span) {
            raw.decode_comment(errors);
        }
    }

    fn newline(&mut self, span: toml_parser::Span, errors: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(span) {
            raw.decode_newline(errors);
        }
    }
}

/// The content of a string on one line that is its own value: no escape, no control character.
/// Nearly all strings are, and this reads them ten times as fast as the decoder.
fn plain_string(raw: &str, encoding: Option<Encoding>) -> Option<&str> {
    let mark = match encoding? {
        Encoding::BasicString => '"',
        Encoding::LiteralString => '\'',
        Encoding::MlBasicString | Encoding::MlLiteralString => return None,
    };
    let content = raw.strip_prefix(mark)?.strip_suffix(mark)?;
    // Without an early exit this compiles to vector instructions.
    let special = content.bytes().fold(0, |special, byte| {
        special | u8::from(byte < b' ' || byte == 0x7F || byte == b'\\' || byte == mark as u8)
    });
    (special == 0).then_some(content)
}

fn ours(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}

fn theirs(span: Span) -> toml_parser::Span {
    toml_parser::Span::new_unchecked(span.start, span.end)
}

fn twice(key: Span, before: Span) -> ParseError {
    ParseError::new("the key is given twice")
        .with_unexpected(theirs(key))
        .with_context(theirs(before))
}

fn closed(key: Span, before: Span) -> ParseError {
    ParseError::new("nothing can be added to what this key already holds")
        .with_unexpected(theirs(key))
        .with_context(theirs(before))
}
