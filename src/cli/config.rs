//! `pincite config`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::config::Config;

pub(super) fn run(project: Option<&Path>, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let config = Config::load(&super::root(project)?)?;
    super::print(out, |out| out.write_all(config.to_toml().as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}
