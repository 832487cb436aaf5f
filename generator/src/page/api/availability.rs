//! Where an operation can be called, and by whom: the national clouds, and the roles that a person needs besides the
//! permissions of the program.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::Cloud;
use crate::markdown::{Block, BlockKind, Include, Table};
use crate::page::columns::header_key;
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::rules::prose::{self, Prose, Style, StyledPiece};
use crate::source::stem;
use crate::span::Spanned;

/// The marks of a cloud that has an operation: as the site shows it, and as it is written in Markdown.
const MARKS: &[&str] = &["✅", ":white_check_mark:", ":heavy_check_mark:", "✔"];

/// The marks of a cloud that lacks an operation.
const CROSSES: &[&str] = &["❌", ":x:", ":negative_squared_cross_mark:", "✖"];

/// Ways to announce a list of roles, in lower case, in a sentence that speaks of roles.
const ANNOUNCES_ROLES: &[&str] = &[
    "least privileged role",
    "least privileged built-in role",
    "least-privileged built-in role",
    "least privilege necessary",
    "at least one of the following",
];

/// Ways to say that a person has a role that is set off behind, in lower case: "must be assigned at least the *X* role".
const ASSIGNED: &[&str] = &["assigned the ", "assigned at least the ", "be in the "];

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
    for (_, section) in page.sections.outside_examples() {
        let mut announces_roles = false;
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Table(table) if found.clouds.is_none() => found.clouds = clouds(table, sink),
                BlockKind::Include(include) if found.clouds.is_none() => found.clouds = of_include(include),
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    let named = roles(&prose);
                    announces_roles = named.is_empty() && announces(&prose);
                    found.roles.extend(named);
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
    let mut known = BTreeSet::new();
    found.roles.retain(|role| known.insert(role.value.clone()));
    found
}

/// The clouds that a table marks; `None` where it is about something else, or where a cell has neither mark: that no
/// cloud had the operation would be a strong thing to say.
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
    let mut found = Vec::new();
    for (cloud, cell) in columns.iter().zip(&row.cells) {
        let has_one = |marks: &[&str]| marks.iter().any(|mark| cell.raw.contains(mark));
        match cloud {
            Some(cloud) if has_one(MARKS) => found.push(*cloud),
            Some(_) if !has_one(CROSSES) => {
                let message = "the cell does not tell whether the cloud has this";
                let help = "the clouds were not read";
                sink.push(Diagnostic::new(Code::UnknownRow, cell.span, message).help(help));
                return None;
            }
            _ => {}
        }
    }
    Some(found)
}

/// The clouds that an included file stands for that is not there.
fn of_include(include: &Include) -> Option<Vec<Cloud>> {
    let is_of_clouds = include.blocks.is_none() && include.label.starts_with("national-cloud");
    is_of_clouds.then(|| Cloud::of_file(stem(&include.target.value)))?
}

/// Whether a paragraph says that roles follow.
fn announces(prose: &Prose<'_>) -> bool {
    let mut sentences = prose.sentences().into_iter();
    prose.lower.contains("role") && ANNOUNCES_ROLES.iter().any(|words| prose.lower.contains(words))
        || sentences.any(|sentence| is_one_of_roles(&prose.lower[sentence]))
}

/// "to belong to one of the following directory roles", "must be assigned the following minimum role".
fn is_one_of_roles(sentence: &str) -> bool {
    let behind = sentence.split_once("one of the following ");
    let behind = behind.or_else(|| sentence.split_once("assigned the following "));
    behind.is_some_and(|(_, roles)| {
        roles
            .split([':', ','])
            .next()
            .is_some_and(|kind| kind.contains("role"))
    })
}

/// The roles that are set off in a sentence about the least privileged ones, and those that a sentence links to which says
/// that a person must have them, or one of them: "The user needs to belong to the `[Global Administrator](/roles)` directory
/// role.", "The signed in user must be a `[Printer Administrator](/roles#printer-administrator)`." Or that stand before the
/// word: "must be assigned the *Global Administrator* role".
fn roles(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let said = prose.lower.get(sentence.clone()).unwrap_or_default();
        let belongs = said.contains("belong to the ") && said.contains(" directory role");
        let must_be = said.contains("user must be a ") || said.contains("user must be an ");
        let needs = ["must", "need", "require"].iter().any(|word| said.contains(word));
        let assigned = ASSIGNED.iter().filter_map(|words| said.find(words)).min();
        let is_assigned = needs && assigned.is_some();
        // "**Note:** … must be assigned the *X* role"
        let is_behind =
            |piece: &StyledPiece<'_>| assigned.is_some_and(|at| sentence.start + at < piece.seen.start);
        let is_one_of = is_one_of_roles(said);
        if !said.contains("least privileged role") && !belongs && !must_be && !is_assigned && !is_one_of {
            continue;
        }
        let before_role = |end: usize| {
            let behind = prose.lower.get(end..sentence.end).unwrap_or_default();
            behind.contains("role")
        };
        let set_off = prose.pieces_within(&sentence).filter(|piece| match piece.style {
            Style::Strong | Style::Emphasis if is_assigned => is_behind(piece) && before_role(piece.seen.end),
            Style::Strong | Style::Emphasis => !must_be,
            Style::Link(target) => belongs || (must_be && target.contains("admin-roles")),
            Style::Plain | Style::Code | Style::Break => false,
        });
        let names = set_off.map(|piece| prose.locate(piece.seen.clone()));
        found.extend(names.filter(|name| is_name(&name.value)));
    }
    found
}

/// Whether a text is the name of a role: `Catalog owner`, and neither `Note:` nor a sentence.
fn is_name(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_uppercase());
    let ends = text.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    begins && ends && text.split_whitespace().count() <= 6
}

/// The role that an item of a list begins with: "User Administrator - for users without a role".
fn role_of_item(item: &[Block]) -> Option<Spanned<String>> {
    let text = item.iter().find_map(Block::paragraph)?;
    let plain = prose::plain(text);
    let end = [" - ", " – ", ":", ".", " ("]
        .iter()
        .filter_map(|mark| plain.find(mark))
        .min();
    let name = plain.get(..end.unwrap_or(plain.len()))?.trim();
    is_name(name).then(|| Spanned::new(name.to_owned(), text.span))
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
        let written = table.replace('✅', ":white_check_mark:").replace('❌', ":x:");
        assert_eq!(
            availability(&written).clouds,
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
        let kinds = "The person needs one of the following directory roles. [More](/roles).\n+ Reports Reader\n+ Kite Reader";
        assert_eq!(roles(kinds), ["Reports Reader", "Kite Reader"]);
        let least = "The person must also be assigned the following minimum [directory role](/roles):\n\n* Kite Reader";
        assert_eq!(roles(least), ["Kite Reader"]);
        for sentence in [
            "The user needs to be assigned the *Kite Reader* or *Crew Reader* [role](/roles).",
            "The person must be in the *Kite Reader* or *Crew Reader* directory role.",
            "It must also be assigned at least the **Kite Reader** or **Crew Reader** role.",
        ] {
            assert_eq!(roles(sentence), ["Kite Reader", "Crew Reader"], "{sentence}");
        }
        let noted = "**Note**: for this, it must be assigned the role of a reader.";
        assert_eq!(roles(noted), [""; 0]);
        let inline = "It takes one of the following roles: *Kite Administrator* or *Reports Reader*.";
        assert_eq!(roles(inline), ["Kite Administrator", "Reports Reader"]);
        let sentence = "*Global Reader* is the least privileged role for this operation.";
        assert_eq!(roles(sentence), ["Global Reader"]);
        let necessary = "> [!IMPORTANT]\n> A person needs a role. These built-in roles are supported, which give only the least privilege necessary:\n> - Global Reader\n> - Security Reader";
        assert_eq!(roles(necessary), ["Global Reader", "Security Reader"]);
        let one_of = "The person must have at least one of the following [roles](/r).\n\n- Security Administrator\n- Privileged authentication administrator";
        assert_eq!(
            roles(one_of),
            [
                "Security Administrator",
                "Privileged authentication administrator"
            ]
        );
        let options = "One of these:\n\n- [A role of the catalog](/c) where the least privileged roles are *Catalog owner*. **This is the least privileged option.**\n- More privileged [roles](/r):\n    - Identity Administrator";
        assert_eq!(roles(options), ["Catalog owner"]);
        let belongs = "On behalf of a person, that person needs to belong to the [Global Administrator](/r) directory role.";
        assert_eq!(roles(belongs), ["Global Administrator"]);
        let nested = "> [!IMPORTANT]\n> - Who creates it owns it.\n> - Others must have a [role](/r). This operation supports the following least-privileged built-in role:\n>     - Kite Administrator";
        assert_eq!(roles(nested), ["Kite Administrator"]);
        let assigned =
            "> [!IMPORTANT]\n>\n> The person must be assigned the *Global Administrator* [role](/r).";
        assert_eq!(roles(assigned), ["Global Administrator"]);
        let must_be = "A subscription is needed. The signed in user must be a [Printer Administrator](/assign-admin-roles#printer).";
        assert_eq!(roles(must_be), ["Printer Administrator"]);
        assert_eq!(
            roles("The user must be a [Member](../resources/member.md)."),
            [""; 0]
        );
        assert_eq!(roles("A role is needed:\n\n- Owner"), [""; 0]);
    }

    #[test]
    fn clouds_without_a_mark_are_not_read() {
        let page =
            "# Get x\n\n|Global service|US Government L4|\n|:---|:---|\n|✅|soon|\n\n## HTTP request\n";
        let (found, codes) = testing::read(page, read);
        assert_eq!((found.clouds, codes), (None, vec![Code::UnknownRow]));
    }
}
