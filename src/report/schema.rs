//! JSON Schemas (2020-12) of the report and of the files that people write, for editors and for
//! readers of the report.

/// The JSON report, `pincite/report/1`.
pub const REPORT: &str = include_str!("../../schema/report-1.schema.json");
/// The contradictions, `pincite/conflicts/1`.
pub const CONFLICTS: &str = include_str!("../../schema/conflicts-1.schema.json");
/// What sources share, `pincite/origins/1`.
pub const ORIGINS: &str = include_str!("../../schema/origins-1.schema.json");
/// A claim file.
pub const CLAIMS: &str = include_str!("../../schema/claims.schema.json");
/// A catalogue, `sources.toml`.
pub const SOURCES: &str = include_str!("../../schema/sources.schema.json");
/// `pincite.toml`.
pub const CONFIG: &str = include_str!("../../schema/config.schema.json");

#[cfg(test)]
mod tests {
    use super::*;

    fn validator(schema: &str) -> jsonschema::Validator {
        let schema = serde_json::from_str(schema).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        jsonschema::validator_for(&schema).unwrap()
    }

    fn read(text: &str) -> serde_json::Value {
        plain(toml::Value::Table(toml::from_str(text).unwrap()))
    }

    /// TOML as editors hand it to a schema: dates are text.
    fn plain(value: toml::Value) -> serde_json::Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        }
    }

    fn assert_fits(schema: &str, name: &str, text: &str) {
        let (schema, text) = (validator(schema), read(text));
        let wrong: Vec<_> = schema
            .iter_errors(&text)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }

    #[test]
    fn the_worked_example_fits() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(root.join("claims")).unwrap() {
            let file = entry.unwrap().path();
            let text = std::fs::read_to_string(&file).unwrap();
            assert_fits(CLAIMS, &file.display().to_string(), &text);
        }
        let catalogue = std::fs::read_to_string(root.join("seeds/sources.toml")).unwrap();
        assert_fits(SOURCES, "seeds/sources.toml", &catalogue);
    }

    const CLAIM: &str = "[[claim]]\nid = 'a'\ntext = 'b'\n";
    const EVIDENCE: &str = "source = 's'\nquote = 'q'\n";

    #[test]
    fn every_form_of_a_claim_fits() {
        for text in [
            format!("{CLAIM}{EVIDENCE}"),
            format!("{CLAIM}[[claim.evidence]]\n{EVIDENCE}"),
            format!("{CLAIM}evidence = [{{ source = 's', quote = 'q' }}]"),
            format!("{CLAIM}{EVIDENCE}expect = 'unsupported'\nwhy = 'x'"),
            format!("{CLAIM}{EVIDENCE}value = 2012-05-22\nallow = {{ quote-near = 'x' }}"),
            "[defaults]\nsource = 's'\ntags = ['x']".to_owned(),
            format!("[defaults]\nsource = 's'\n{CLAIM}quote = 'q'"),
        ] {
            assert_fits(CLAIMS, &text, &text);
        }
    }

    #[test]
    fn what_is_wrong_in_a_claim_does_not_fit() {
        let claims = validator(CLAIMS);
        for text in [
            "[[claim]]\nid = 'a'".to_owned(),
            "[[claim]]\nid = '-a'\ntext = 'b'".to_owned(),
            format!("{CLAIM}{EVIDENCE}stanse = 'supports'"),
            format!("{CLAIM}{EVIDENCE}stance = 'against'"),
            format!("{CLAIM}{EVIDENCE}expect = 'contradicted'"),
            format!("{CLAIM}{EVIDENCE}allow = {{ quote-near = '' }}"),
            format!("{CLAIM}{EVIDENCE}[[claim.evidence]]\n{EVIDENCE}"),
            format!("{CLAIM}tags = 'x'"),
        ] {
            assert!(!claims.is_valid(&read(&text)), "{text}");
        }
    }

    #[test]
    fn a_configuration_fits() {
        let all = "claims = ['c/*.toml']\nsources = 's'\n[rules]\nquote-near = 'deny'\n\
                   [match]\nlanguages = ['en']\n[lexicon]\nnegation = ['nary']\n\
                   [[override]]\nfiles = ['claims/old/**']\nrules = { quote-near = 'allow' }";
        assert_fits(CONFIG, "nothing", "");
        assert_fits(CONFIG, "all", all);
        for text in ["[rules]\nquote-near = 'error'", "claim = []", "sources = 1"] {
            assert!(!validator(CONFIG).is_valid(&read(text)), "{text}");
        }
    }
}
