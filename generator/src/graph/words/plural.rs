//! One of many: `users`, `policies`, `statuses`.

/// The singular of a name in the plural; a name that is none as it is.
pub(crate) fn singular(name: &str) -> String {
    let ends = |ending: &str| name.len() > ending.len() + 1 && name.ends_with(ending);
    if name.to_ascii_lowercase().ends_with("series") {
        // One series is called so too.
        name.to_owned()
    } else if ends("ies") {
        format!("{}y", &name[..name.len() - 3])
    } else if name.ends_with("auses") || name.ends_with("ouses") {
        // `clause`, `house`: only behind a consonant does `uses` stand for `us`.
        name[..name.len() - 1].to_owned()
    } else if ["sses", "uses", "xes", "ches", "shes"].into_iter().any(ends) {
        name[..name.len() - 2].to_owned()
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        name[..name.len() - 1].to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn collections_name_their_items() {
        for (many, one) in [
            ("users", "user"),
            ("policies", "policy"),
            ("deviceStatuses", "deviceStatus"),
            ("analysis", "analysis"),
            ("class", "class"),
            ("chartSeries", "chartSeries"),
            ("queries", "query"),
            ("houses", "house"),
            ("clauses", "clause"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
