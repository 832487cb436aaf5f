//! Footnotes of permission tables: `Crate.Read.All*` in a cell, and below the table "Permissions marked with * need …",
//! or `Crate.Read.All<sup>1</sup>` and "<sup>1</sup> Needs …", or a note that names them: "The `Crate.Read.All` permission
//! needs …", "*Crate.Read.All* (delegated): answers only …".

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{ByCaller, PermissionFacts, PermissionNote, PermissionSet, Ways, without_notice};
use crate::markdown::{BlockKind, InlineKind, Text};
use crate::page::sections::Section;
use crate::rules::prose::{self, Prose, Style, StyledPiece};
use crate::span::Spanned;

use crate::page::api::permissions::cell::is_scope;

/// The words before the mark in a note that names it, in lower case.
const NAMES_MARK: &str = "marked with ";

/// Adds to each table the notes of a section on permissions that it marks. `tables`: those that the section has.
pub(super) fn add(section: &Section<'_>, tables: &mut [PermissionFacts]) {
    let mut notes: BTreeMap<String, String> = BTreeMap::new();
    let mut marked: Vec<(String, String)> = Vec::new();
    let mut named: Vec<PermissionNote> = Vec::new();
    for block in section.all_blocks() {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                for (mark, said) in in_paragraph(text) {
                    notes.entry(mark).or_insert(said);
                }
                named.extend(by_name(text));
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| row.cells.iter().skip(1));
                marked.extend(cells.flat_map(marks));
            }
            _ => {}
        }
    }
    let listed: BTreeSet<String> = tables
        .iter()
        .flat_map(|table| names(&table.callers))
        .cloned()
        .collect();
    for table in tables {
        let names: Vec<&str> = names(&table.callers).map(String::as_str).collect();
        for (mark, text) in &notes {
            let mut permissions: Vec<String> = Vec::new();
            for (name, of_name) in &marked {
                if of_name == mark && names.contains(&name.as_str()) && !permissions.contains(name) {
                    permissions.push(name.clone());
                }
            }
            if !permissions.is_empty() {
                table.notes.push(PermissionNote {
                    permissions,
                    text: text.clone(),
                });
            }
        }
        // A permission that no table lists is one for more than what the tables are about.
        let is_about_table = |note: &&PermissionNote| {
            let mut permissions = note.permissions.iter();
            let is_of_none = || note.permissions.iter().all(|name| !listed.contains(name));
            permissions.any(|name| names.contains(&name.as_str())) || is_of_none()
        };
        let of_table = named.iter().filter(is_about_table).cloned();
        table.notes.extend(of_table);
    }
}

/// The names that a table lists.
fn names(callers: &ByCaller<Ways<Spanned<PermissionSet>>>) -> impl Iterator<Item = &String> {
    let sets = callers.iter().flat_map(Ways::list);
    sets.flat_map(|set| set.value.names())
}

/// A note that names the permissions of which it speaks, set off from the words around them: before the word or behind it, or
/// at its own beginning.
fn by_name(text: &Text) -> Option<PermissionNote> {
    let prose = Prose::new(text);
    let is_marked = |piece: &StyledPiece<'_>| piece.is_set_off() || piece.style == Style::Emphasis;
    let marked = prose.pieces.iter();
    let marked = marked.filter(|piece| is_marked(piece) && is_scope(piece.text));
    let (first, last) = (marked.clone().next()?, marked.clone().next_back()?);
    let before = prose.lower.get(..first.seen.start)?.trim_end();
    let behind = prose.lower.get(last.seen.end..)?.trim_start();
    let said = prose::plain(text);
    let said = without_notice(&said);
    let is_beside_word = behind.starts_with("permission")
        || ["permission", "permissions"]
            .iter()
            .any(|word| before.ends_with(word));
    let is_at_beginning = said.starts_with(first.text) && behind.contains(char::is_alphabetic);
    let mut known = BTreeSet::new();
    let each_once = marked.filter(|piece| known.insert(piece.text));
    (is_beside_word || is_at_beginning).then(|| PermissionNote {
        permissions: each_once.map(|piece| piece.text.to_owned()).collect(),
        text: said.to_owned(),
    })
}

/// The permissions of a cell that have marks, each with a mark: `**` and the like behind the name, or `1` above it.
fn marks(cell: &Text) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut last: Option<&str> = None;
    let mut is_raised = false;
    for inline in cell.inlines.iter() {
        match &inline.kind {
            InlineKind::Html(tag) => is_raised = tag.eq_ignore_ascii_case("<sup>"),
            InlineKind::Text(text) if is_raised => {
                let marks = text.split(',').map(str::trim).filter(|mark| !mark.is_empty());
                found.extend(marks.filter_map(|mark| Some((last?.to_owned(), mark.to_owned()))));
            }
            InlineKind::Text(text) | InlineKind::Code(text) => {
                for word in text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';')) {
                    let name = word.trim_end_matches('*');
                    if is_scope(name) {
                        last = Some(name);
                    }
                    if let (Some(name), Some(stars)) = (last, word.strip_prefix(name))
                        && !stars.is_empty()
                    {
                        // A star that stands alone belongs to the name before it: `Crate.Read.All \\*`.
                        found.push((name.to_owned(), stars.to_owned()));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The notes of a paragraph, each with its mark.
fn in_paragraph(text: &Text) -> Vec<(String, String)> {
    let seen = prose::plain(text);
    let lower = seen.to_lowercase();
    let starts: Vec<usize> = lower.match_indices(NAMES_MARK).map(|(at, _)| at).collect();
    if starts.is_empty() {
        return beginning(text, &seen).into_iter().collect();
    }
    // Each note begins with the sentence that names its mark.
    let sentence_of = |at: usize| {
        let before = lower.get(..at).unwrap_or_default();
        before.rfind(". ").map_or(0, |end| end + 2)
    };
    let mut bounds: Vec<usize> = starts.iter().map(|at| sentence_of(*at)).collect();
    bounds.push(seen.len());
    let notes = starts.iter().zip(bounds.windows(2));
    notes
        .filter_map(|(at, bounds)| {
            let mark = seen.get(at + NAMES_MARK.len()..)?.split_whitespace().next()?;
            let mark = mark.trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '*');
            let said = seen.get(*bounds.first()?..*bounds.last()?)?.trim();
            let said = without_notice(said);
            is_mark(mark).then(|| (mark.to_owned(), said.to_owned()))
        })
        .collect()
}

/// A note that begins with its mark, or has it behind the word that says that it is one.
fn beginning(text: &Text, seen: &str) -> Option<(String, String)> {
    let seen = without_notice(seen);
    let is_raised = matches!(
        text.inlines.first().map(|inline| &inline.kind),
        Some(InlineKind::Html(tag)) if tag.eq_ignore_ascii_case("<sup>")
    );
    let length = seen.find(|letter: char| letter != '*' && !(is_raised && letter.is_ascii_digit()))?;
    let (mark, said) = seen.split_at(length);
    (is_mark(mark) && !said.trim().is_empty()).then(|| (mark.to_owned(), said.trim().to_owned()))
}

/// Stars, or a number.
fn is_mark(text: &str) -> bool {
    let is_of = |is: fn(u8) -> bool| text.bytes().all(is);
    !text.is_empty() && (is_of(|byte| byte == b'*') || is_of(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::page::api::permissions::read;
    use crate::page::api::testing;

    #[test]
    fn footnotes_say_something_of_what_they_mark() {
        let table = "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n\
             |Delegated (work or school account)|Crate.Read.All, Crate.ReadWrite.All**, Depot.ReadWrite.All**|\n\
             |Delegated (personal Microsoft account)|Not supported.|\n\
             |Application|Crate.Read.Depot*, eCrate.Read.All<sup>1</sup>, Lid.Read.All***|\n\n\
             > **Note**:\n\
             > - Permissions marked with ** are kept for old programs. Use others.\n\
             > - Permissions marked with * need the consent of the depot.\n\n\
             <sup>1</sup> Only for electronic crates.\n\n\
             > [!NOTE]\n\
             > The `Crate.Read.All` permission is new.\n\n\
             > [!IMPORTANT]\n\
             > \\*** An administrator allows it.\n\n\
             > **Notes:**\n\
             > * The application permission `Crate.Read.Depot` is for one depot.\n\
             > * *Crate.Read.All* (delegated), and *Crate.Read.All* alone, answers the names.\n\n\
             `Vault.Read.All` is needed for crates in a vault.\n\n\
             For `Crate.Read.All` see below.";
        let page = format!("# Get x\n\n## Permissions\n\n{table}\n");
        let (found, codes) = testing::read(&page, read);
        assert_eq!(codes, []);
        let notes = found.iter().flat_map(|table| &table.notes);
        let notes: Vec<(Vec<&str>, &str)> = notes
            .map(|note| {
                let names = note.permissions.iter().map(String::as_str);
                (names.collect(), note.text.as_str())
            })
            .collect();
        assert_eq!(
            notes,
            [
                (
                    vec!["Crate.Read.Depot"],
                    "Permissions marked with * need the consent of the depot."
                ),
                (
                    vec!["Crate.ReadWrite.All", "Depot.ReadWrite.All"],
                    "Permissions marked with ** are kept for old programs. Use others."
                ),
                (vec!["Lid.Read.All"], "An administrator allows it."),
                (vec!["eCrate.Read.All"], "Only for electronic crates."),
                (vec!["Crate.Read.All"], "The Crate.Read.All permission is new."),
                (
                    vec!["Crate.Read.Depot"],
                    "The application permission Crate.Read.Depot is for one depot."
                ),
                (
                    vec!["Crate.Read.All"],
                    "Crate.Read.All (delegated), and Crate.Read.All alone, answers the names."
                ),
                (
                    vec!["Vault.Read.All"],
                    "Vault.Read.All is needed for crates in a vault."
                ),
            ]
        );
    }
}
