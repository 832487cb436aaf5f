//! Makes the address of a link absolute, by the address of its page.

/// The address that the target of a link means on the page at `base`. Targets within the page stay as they are.
pub(super) fn absolute(base: Option<&str>, target: &str) -> String {
    let target = target.trim();
    let has_scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    let Some(base) = base.filter(|_| !has_scheme && !target.is_empty() && !target.starts_with('#')) else {
        return target.to_owned();
    };
    let base = base.split(['?', '#']).next().unwrap_or(base);
    let Some((scheme, rest)) = base.split_once("://") else {
        return target.to_owned();
    };
    if let Some(host) = target.strip_prefix("//") {
        return format!("{scheme}://{host}");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (of_target, behind) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    if of_target.is_empty() {
        return format!("{base}{behind}");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = match of_target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in of_target.trim_start_matches('/').split('/') {
        match name {
            "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    format!("{scheme}://{host}/{}{behind}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_on_a_page() {
        let base = "https://learn.microsoft.com/en-us/graph/api/resources/shelf?view=graph-rest-1.0";
        for (target, address) in [
            (
                "entity?view=a#b",
                "https://learn.microsoft.com/en-us/graph/api/resources/entity?view=a#b",
            ),
            (
                "../shelf-get",
                "https://learn.microsoft.com/en-us/graph/api/shelf-get",
            ),
            ("/en-us/graph/x", "https://learn.microsoft.com/en-us/graph/x"),
            ("//example.com/x", "https://example.com/x"),
            (
                "?view=b",
                "https://learn.microsoft.com/en-us/graph/api/resources/shelf?view=b",
            ),
            ("https://example.com", "https://example.com"),
            ("mailto:a@example.com", "mailto:a@example.com"),
            ("#values", "#values"),
            ("../../../../../x", "https://learn.microsoft.com/x"),
            ("", ""),
        ] {
            assert_eq!(absolute(Some(base), target), address);
        }
        assert_eq!(absolute(None, "entity"), "entity");
        assert_eq!(absolute(Some("x"), "entity"), "entity");
    }
}
