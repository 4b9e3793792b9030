//! `pincite schema`.

use std::io::Write;
use std::process::ExitCode;

use super::args::{SchemaArgs, SchemaOf};
use crate::report::schema;

pub(super) fn run(args: &SchemaArgs, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let schema = match args.of {
        SchemaOf::Report => schema::REPORT,
        SchemaOf::Claims => schema::CLAIMS,
        SchemaOf::Sources => schema::SOURCES,
        SchemaOf::Config => schema::CONFIG,
        SchemaOf::Conflicts => schema::CONFLICTS,
        SchemaOf::Origins => schema::ORIGINS,
    };
    super::print(out, |out| out.write_all(schema.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}
