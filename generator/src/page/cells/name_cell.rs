//! The first cell of a row: the name of a property, a parameter, a header.

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Row, Text};
use crate::page::sink::PageSink;
use crate::rules::prose::{self, Style};
use crate::span::Spanned;

/// A name and what its cell says beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page) struct NameCell {
    /// The name; the span is the cell's.
    pub(in crate::page) name: Spanned<String>,
    /// `(deprecated)`.
    pub(in crate::page) deprecated: bool,
    /// `(optional)`, `(required)`.
    pub(in crate::page) required: Option<bool>,
}

/// Reads a name: `**bold**`, `` `code` ``, `_italic_`, `[link](…)`, `name (deprecated)`, `\@odata.type`,
/// `$query`, `item-id`, `files/fileName`. Prose is no name: it is reported and read as none.
pub(in crate::page) fn read_name_cell(cell: &Text, sink: &mut PageSink) -> Option<NameCell> {
    let seen = prose::plain(cell);
    let (name, note) = match seen.find('(') {
        Some(at) => (seen[..at].trim_end(), seen[at..].to_lowercase()),
        None => (seen.as_str(), String::new()),
    };
    let name = name
        .trim_matches(['"', '\'', '`', '*', ':', ',', '\u{201c}', '\u{201d}'])
        .trim();
    if !is_name(name) {
        let message = if seen.is_empty() {
            "the name is missing".to_owned()
        } else {
            format!("`{seen}` is no name")
        };
        sink.push(Diagnostic::new(Code::UnknownRow, cell.span, message).help("the row was skipped"));
        return None;
    }
    Some(NameCell {
        name: Spanned::new(name.to_owned(), cell.span),
        deprecated: note.contains("deprecated"),
        required: match note.as_str() {
            "(required)" => Some(true),
            "(optional)" => Some(false),
            _ => None,
        },
    })
}

fn is_name(name: &str) -> bool {
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '$' | '{'));
    // A number is no name, though a name may begin with one.
    let is_number = name.chars().all(|c| !c.is_ascii_alphabetic() && c != '_');
    begins
        && !is_number
        && name.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '}'))
        && name.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '$' | '.' | '-' | '/' | '#' | '{' | '}')
        })
}

/// Why a row holds nothing: it is empty, or a heading inside of the table. `None` where it holds something.
pub(in crate::page) fn holds_nothing(row: &Row) -> Option<IgnoreReason> {
    if is_empty(&row.cells) {
        return Some(IgnoreReason::EmptyRow);
    }
    is_sub_heading(row).then_some(IgnoreReason::SubHeading)
}

/// Whether a row is a heading inside of the table, `|**Apps**|||`: bold, and nothing else in the row.
fn is_sub_heading(row: &Row) -> bool {
    let Some((first, rest)) = row.cells.split_first() else {
        return false;
    };
    let pieces = prose::pieces(first);
    let is_bold = pieces
        .iter()
        .all(|piece| piece.style == Style::Strong || piece.text.trim().is_empty());
    is_bold && !pieces.is_empty() && is_empty(rest)
}

/// Whether nothing stands in the cells.
pub(in crate::page) fn is_empty<'t>(cells: impl IntoIterator<Item = &'t Text>) -> bool {
    cells.into_iter().all(|cell| prose::plain(cell).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn decorated_names() {
        for (cell, name) in [
            ("id", "id"),
            ("**audio**", "audio"),
            ("`code`", "code"),
            ("_italic_", "italic"),
            ("[filesFolder](channel-get-filesfolder.md)", "filesFolder"),
            ("v4_0", "v4_0"),
            ("$query", "$query"),
            ("\\@odata.type", "@odata.type"),
            (
                "@microsoft.graph.conflictBehavior",
                "@microsoft.graph.conflictBehavior",
            ),
            ("members@odata.bind", "members@odata.bind"),
            ("item-id", "item-id"),
            ("files/fileName", "files/fileName"),
            ("id&nbsp;", "id"),
        ] {
            let found = read_name_cell(&text(cell), &mut PageSink::default()).unwrap();
            assert_eq!(found.name.value, name, "{cell}");
            assert!(!found.deprecated);
        }
        assert!(
            read_name_cell(&text("riskType (deprecated)"), &mut PageSink::default())
                .unwrap()
                .deprecated
        );
    }

    #[test]
    fn prose_is_no_name() {
        for cell in [
            "Option 1 (Subnet mask)…",
            "",
            "Истечения срока действия",
            "a b",
            "name, id",
            "../../x y",
        ] {
            let mut sink = PageSink::default();
            assert_eq!(read_name_cell(&text(cell), &mut sink), None, "{cell}");
            assert_eq!(sink.diagnostics.into_sorted().len(), 1, "{cell}");
        }
    }
}
