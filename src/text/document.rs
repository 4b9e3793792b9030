//! A TOML file with the place of every key: typed access that records what is wrong.
