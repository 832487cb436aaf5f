//! Where an operation can be called, and by whom: the national clouds, and the roles that a person needs besides the
//! permissions of the program.

use crate::graph::Cloud;
use crate::markdown::{Block, BlockKind, Include, Table, Text};
use crate::page::columns::header_key;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::rules::prose::{self, Prose, Style};
use crate::source::stem;
use crate::span::Spanned;

/// The mark of a cloud that has an operation.
const MARK: char = '✅';

/// What the page says of clouds and roles.
#[derive(Clone, Debug, Default)]
pub(super) struct Availability {
    /// The national clouds; `None` where the page does not say.
    pub(super) clouds: Option<Vec<Cloud>>,
    /// The least privileged roles of which a signed-in person needs one.
    pub(super) roles: Vec<Spanned<String>>,
}

/// Reads what stands above the examples.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Availability {
    let mut found = Availability::default();
    for (index, section) in page.sections.iter().enumerate() {
        let is_example =
            section.kind == SectionKind::Example || page.sections.is_below(index, &SectionKind::Example);
        if is_example {
            continue;
        }
        let mut announces_roles = false;
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Table(table) if found.clouds.is_none() => found.clouds = clouds(table, sink),
                BlockKind::Include(include) if found.clouds.is_none() => found.clouds = of_include(include),
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    if prose.lower.contains("least privileged role") {
                        let named = roles(&prose);
                        announces_roles = named.is_empty();
                        found.roles.extend(named);
                    }
                }
                BlockKind::List { items, .. } if announces_roles => {
                    announces_roles = false;
                    found
                        .roles
                        .extend(items.iter().filter_map(|item| role_of_item(item)));
                }
                _ => {}
            }
        }
    }
    found
}

/// The clouds that a table marks; `None` where it is about something else.
fn clouds(table: &Table, sink: &mut PageSink) -> Option<Vec<Cloud>> {
    let columns: Vec<Option<Cloud>> = table
        .header
        .cells
        .iter()
        .map(|cell| Cloud::of_label(&header_key(cell)))
        .collect();
    let row = table
        .rows
        .first()
        .filter(|_| columns.iter().any(Option::is_some))?;
    sink.used(row.span);
    let cells = columns.iter().zip(&row.cells);
    let marked = cells.filter(|(_, cell)| cell.raw.contains(MARK));
    Some(marked.filter_map(|(cloud, _)| *cloud).collect())
}

/// The clouds that an included file stands for that is not there.
fn of_include(include: &Include) -> Option<Vec<Cloud>> {
    let is_of_clouds = include.blocks.is_none() && include.label.starts_with("national-cloud");
    is_of_clouds.then(|| Cloud::of_file(stem(&include.target.value)))?
}

/// The roles that are set off in a sentence about the least privileged ones.
fn roles(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let pieces = prose.pieces.iter();
    let set_off = pieces.filter(|piece| matches!(piece.style, Style::Strong | Style::Emphasis));
    let names = set_off.map(|piece| prose.locate(piece.seen.clone()));
    names.filter(|name| is_role(&name.value)).collect()
}

/// The role that an item of a list begins with: "User Administrator - for users without a role".
fn role_of_item(item: &[Block]) -> Option<Spanned<String>> {
    let text: &Text = item.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    })?;
    let plain = prose::plain(text);
    let end = [" - ", " – ", ":", ".", " ("]
        .iter()
        .filter_map(|mark| plain.find(mark))
        .min();
    let name = plain.get(..end.unwrap_or(plain.len()))?.trim();
    is_role(name).then(|| Spanned::new(name.to_owned(), text.span))
}

/// Whether a text is the name of a role: a few words, each with a capital.
fn is_role(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| word.starts_with(|c: char| c.is_uppercase());
    (1..=6).contains(&words.len()) && words.iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::api::testing;

    fn availability(text: &str) -> Availability {
        let page = format!("# Get x\n\n{text}\n\n## HTTP request\n");
        let (found, codes) = testing::read(&page, read);
        assert_eq!(codes, [], "{text}");
        found
    }

    #[test]
    fn clouds_are_marked_in_a_table_or_named_by_a_file() {
        let table = "|Global service|US Government L4|US Government L5 (DOD)|China operated by 21Vianet|\n|:---|:---|:---|:---|\n|✅|✅|❌|❌|";
        assert_eq!(
            availability(table).clouds,
            Some(vec![Cloud::Global, Cloud::UsGovernment])
        );
        let file = "[!INCLUDE [national-cloud-support](../../includes/global-only.md)]";
        assert_eq!(availability(file).clouds, Some(vec![Cloud::Global]));
        assert_eq!(availability("Text.").clouds, None);
    }

    #[test]
    fn roles_are_set_off_or_listed() {
        let roles = |text: &str| -> Vec<String> {
            let roles = availability(text).roles.into_iter();
            roles.map(|role| role.value).collect()
        };
        let list = "> [!IMPORTANT]\n> The person must have a role. The following least privileged roles are supported:\n> - Directory Readers\n> - User Administrator - for users without a role\n> - other people, by hand";
        assert_eq!(roles(list), ["Directory Readers", "User Administrator"]);
        let sentence = "*Global Reader* is the least privileged role for this operation.";
        assert_eq!(roles(sentence), ["Global Reader"]);
        assert_eq!(roles("A role is needed:\n\n- Owner"), [""; 0]);
    }
}
