//! `pincite.toml`: every key has a default.
