//! The words by which the cells of rendered text are put in rows and columns. A synonym is one line in a table.

use crate::graph::Primitive;

/// The header rows of Graph's tables, in lower case.
const HEADERS: &[&[&str]] = &[
    &[
        "calendar",
        "delegated (work or school account)",
        "delegated (personal microsoft account)",
        "application",
    ],
    &["common task", "http method"],
    &["error code", "error message"],
    &["error code", "error message", "details"],
    &["function", "return type", "description"],
    &[
        "global service",
        "us government l4",
        "us government l5 (dod)",
        "china operated by 21vianet",
    ],
    &["header", "description"],
    &["header", "value"],
    &["header name", "value", "description"],
    &["member"],
    &["member", "description"],
    &["member", "int value", "description"],
    &["member", "value"],
    &["member", "value", "description"],
    &["method", "rest path"],
    &["method", "return type", "description"],
    &["name", "description"],
    &["name", "type", "description"],
    &["name", "value"],
    &["name", "value", "description"],
    &["parameter", "description"],
    &["parameter", "type", "description"],
    &["parameter", "type", "required?", "description"],
    &["parameter name", "value", "description"],
    &["path", "description"],
    &[
        "permission type",
        "least privileged permission",
        "higher privileged permissions",
    ],
    &[
        "permission type",
        "least privileged permissions",
        "higher privileged permissions",
    ],
    &["permission type", "permission"],
    &["permission type", "permission (from least to most privileged)"],
    &["permission type", "permissions"],
    &["permission type", "permissions (from least to most privileged)"],
    &["permission type", "permissions (from most to least privileged)"],
    &[
        "permission type",
        "permissions acting on self (from least to most privileged)",
        "permissions acting on others (from least to most privileged)",
    ],
    &["permission type", "property", "type", "description"],
    &["property", "type"],
    &["property", "type", "description"],
    &["property", "type", "description", "required?"],
    &["property", "type", "required", "value"],
    &["property", "type", "required (y/n)", "description"],
    &["property name", "type", "description"],
    &["query parameter", "type", "description"],
    &["relationship", "type", "description"],
    &["relationship name", "type", "description"],
    &["resource", "methods"],
    &["resource", "properties"],
    &["scenario", "http status code", "error code", "error message"],
    &["scenario", "method", "code", "message"],
    &[
        "supported resource",
        "delegated (work or school account)",
        "delegated (personal microsoft account)",
        "application",
    ],
    &["type", "description"],
    &["type value", "description"],
    &["value"],
    &["value", "description"],
];

/// How many of the cells are a header row that is known.
pub(super) fn header_width(cells: &[&str]) -> Option<usize> {
    let folded: Vec<String> = cells
        .iter()
        .take(4)
        // A property may be called `type` or `description`; a header starts with a capital.
        .take_while(|cell| !cell.starts_with(|c: char| c.is_lowercase()))
        .map(|cell| cell.to_lowercase())
        .collect();
    HEADERS
        .iter()
        .filter(|header| header.len() <= folded.len())
        .filter(|header| header.iter().zip(&folded).all(|(known, cell)| known == cell))
        .map(|header| header.len())
        .max()
}

/// Whether two neighbouring cells look like the start of a row below this header; `None` where any do.
pub(super) fn starts_row(header: &[String], first: &str, second: Option<&str>) -> Option<bool> {
    let second = second.unwrap_or_default();
    let name = is_identifier(first.split(" (").next().unwrap_or(first));
    match (
        header.first().map(String::as_str),
        header.get(1).map(String::as_str),
    ) {
        // A permission may be called `Application.Read.All`.
        (Some("permission type"), _) => Some(
            matches!(first, "Delegated" | "Application")
                || first.starts_with("Delegated (")
                || first.starts_with("Application ("),
        ),
        (_, Some("type")) => Some(name && is_type(second)),
        (Some("member"), Some("value" | "int value")) => {
            Some(name && second.trim_start_matches('-').parse::<u64>().is_ok())
        }
        _ => None,
    }
}

/// Whether a cell looks like a type.
pub(super) fn is_type(cell: &str) -> bool {
    let inner = cell
        .strip_prefix("Collection(")
        .and_then(|inner| inner.strip_suffix(')'))
        .or_else(|| cell.strip_suffix(" collection"))
        .unwrap_or(cell);
    let name = inner.strip_prefix("Edm.").unwrap_or(inner);
    is_identifier(name)
        && (name.starts_with(|c: char| c.is_lowercase())
            || Primitive::from_word(name).is_some()
            || name.eq_ignore_ascii_case("enumeration"))
}

/// Whether a cell looks like a name.
pub(super) fn is_identifier(word: &str) -> bool {
    let word = word.trim_start_matches(['@', '$', '*']);
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || "_.-@".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_header_counts() {
        assert_eq!(header_width(&["Property", "Type", "Description", "id"]), Some(3));
        assert_eq!(header_width(&["Member", "Value", "none", "0"]), Some(2));
        assert_eq!(header_width(&["Member", "none", "some"]), Some(1));
        assert_eq!(header_width(&["Property", "type", "String"]), None);
        assert_eq!(header_width(&["Fruit", "Colour"]), None);
    }

    #[test]
    fn types_and_rows() {
        for cell in [
            "String",
            "String collection",
            "Collection(Edm.String)",
            "complianceStatus",
            "Int32",
        ] {
            assert!(is_type(cell), "{cell}");
        }
        for cell in ["Key of the entity.", "The name", "Key", ""] {
            assert!(!is_type(cell), "{cell}");
        }
        let header = ["property", "type", "description"].map(str::to_owned);
        assert_eq!(starts_row(&header, "id", Some("String")), Some(true));
        assert_eq!(
            starts_row(&header, "String", Some("Key of the entity.")),
            Some(false)
        );
    }

    #[test]
    fn tables_are_sorted_and_in_lower_case() {
        assert!(HEADERS.is_sorted_by(|a, b| a < b));
        for word in HEADERS.iter().flat_map(|header| header.iter()) {
            assert_eq!(*word, word.to_lowercase());
        }
    }
}
