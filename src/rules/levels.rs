//! How grave a rule is here: its default, `pincite.toml`, the command line.

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Level, Rule};
use crate::config::Config;

/// `--deny`, `--warn` or `--allow` of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelArg {
    /// Its name, or `warnings` for every rule that would warn.
    pub rule: String,
    /// The level it gets.
    pub level: Level,
}

/// The levels in effect: the rule's own, then `[rules]`, then each `[[override]]` that names the
/// claim file, then the command line; the last that speaks of a rule wins.
#[derive(Debug)]
pub struct Levels<'c> {
    config: &'c Config,
    overrides: Vec<GlobSet>,
    arguments: &'c [LevelArg],
}

impl<'c> Levels<'c> {
    /// The levels of `config`, changed by `arguments`.
    pub fn new(config: &'c Config, arguments: &'c [LevelArg]) -> Self {
        let set = |files: &[crate::text::Located<String>]| {
            let mut set = GlobSetBuilder::new();
            for glob in files.iter().filter_map(|glob| Glob::new(&glob.value).ok()) {
                set.add(glob);
            }
            set.build().unwrap_or_default()
        };
        let overrides = config.overrides.iter().map(|it| set(&it.files)).collect();
        Self {
            config,
            overrides,
            arguments,
        }
    }

    /// The level of `rule` for a finding in `file` (relative to the project).
    pub fn of(&self, rule: &Rule, file: &str) -> Level {
        let level = self.before_warnings(rule, file);
        let strict = self
            .arguments
            .iter()
            .rev()
            .find(|argument| argument.rule == "warnings");
        match (level, strict) {
            (Level::Warn, Some(argument)) => argument.level,
            _ => level,
        }
    }

    /// Whether `rule` is on for any file: what is costly to ask need not be asked otherwise.
    pub fn may_apply(&self, rule: &Rule) -> bool {
        let on = |level: Level| level != Level::Allow;
        on(rule.level)
            || self.config.rules.get(rule.name).copied().is_some_and(on)
            || self
                .config
                .overrides
                .iter()
                .filter_map(|it| it.rules.get(rule.name))
                .copied()
                .any(on)
            || self
                .arguments
                .iter()
                .any(|it| it.rule == rule.name && on(it.level))
    }

    /// The level of `rule` before `--deny warnings` and the like. A strict run fails on more; it
    /// does not change what a claim stands on.
    pub fn before_warnings(&self, rule: &Rule, file: &str) -> Level {
        let argument = self
            .arguments
            .iter()
            .rev()
            .find(|argument| argument.rule == rule.name);
        let overridden = || {
            let mut layers = self.config.overrides.iter().zip(&self.overrides).rev();
            layers.find_map(|(layer, files)| {
                layer
                    .rules
                    .get(rule.name)
                    .copied()
                    .filter(|_| files.is_match(file))
            })
        };
        argument
            .map(|argument| argument.level)
            .or_else(overridden)
            .or_else(|| self.config.rules.get(rule.name).copied())
            .unwrap_or(rule.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Override;
    use crate::rules::find;
    use crate::text::{Located, Span};

    #[test]
    fn the_last_that_speaks_of_a_rule_wins() {
        let near = find("quote-near").unwrap();
        let layer = |glob: &str, level| Override {
            files: vec![Located::new(glob.to_owned(), Span::default())],
            rules: [("quote-near".to_owned(), level)].into(),
        };
        let mut config = Config::default();
        let level = |config: &Config, arguments: &[(&str, Level)], file: &str| {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|(rule, level)| LevelArg {
                    rule: (*rule).to_owned(),
                    level: *level,
                })
                .collect();
            Levels::new(config, &arguments).of(near, file)
        };
        assert_eq!(level(&config, &[], "claims/a.toml"), Level::Warn);
        config.rules.insert("quote-near".to_owned(), Level::Allow);
        assert_eq!(level(&config, &[], "claims/a.toml"), Level::Allow);
        config
            .overrides
            .push(layer("claims/drafts/**", Level::Deny));
        config
            .overrides
            .push(layer("claims/drafts/old*", Level::Warn));
        assert_eq!(level(&config, &[], "claims/a.toml"), Level::Allow);
        assert_eq!(level(&config, &[], "claims/drafts/b.toml"), Level::Deny);
        assert_eq!(level(&config, &[], "claims/drafts/old.toml"), Level::Warn);
        let strict = [("warnings", Level::Deny)];
        assert_eq!(
            level(&config, &strict, "claims/drafts/old.toml"),
            Level::Deny
        );
        assert_eq!(level(&config, &strict, "claims/a.toml"), Level::Allow);
        let twice = [("quote-near", Level::Deny), ("quote-near", Level::Allow)];
        assert_eq!(level(&config, &twice, "claims/drafts/b.toml"), Level::Allow);
        let warn = [("quote-near", Level::Warn), ("warnings", Level::Allow)];
        assert_eq!(level(&config, &warn, "claims/drafts/b.toml"), Level::Allow);
    }
}
