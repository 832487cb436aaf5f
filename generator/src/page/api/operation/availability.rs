//! Where an operation can be called, and by whom: the national clouds, and the roles that a person needs besides the
//! permissions of the program.

pub(in crate::page::api) mod roles;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{CellMark, Cloud, PageName};
use crate::markdown::{BlockKind, Include, Table};
use crate::page::cells::columns::header_key;
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::source::stem;
use crate::span::Spanned;

/// What the page says of clouds and roles.
#[derive(Clone, Debug)]
pub(in crate::page::api) struct Availability {
    /// The national clouds; `None` where the page does not say.
    pub(in crate::page::api) clouds: Option<Vec<Cloud>>,
    /// The least privileged roles of which a signed-in person needs one.
    pub(in crate::page::api) roles: Vec<Spanned<String>>,
}

/// Reads what stands above the examples.
pub(in crate::page::api) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Availability {
    let mut clouds = None;
    for (_, section) in page.sections.outside_examples() {
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Table(table) if clouds.is_none() => clouds = of_table(table, sink),
                BlockKind::Include(include) if clouds.is_none() => clouds = of_include(include),
                _ => {}
            }
        }
    }
    Availability {
        clouds,
        roles: roles::read(page, sink),
    }
}

/// The clouds that a table marks; `None` where it is about something else, or where a cell has neither mark: that no
/// cloud had the operation would be a strong thing to say.
fn of_table(table: &Table, sink: &mut PageSink) -> Option<Vec<Cloud>> {
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
        let Some(cloud) = cloud else { continue };
        match CellMark::of(&cell.raw) {
            Some(CellMark::Yes) => found.push(*cloud),
            Some(CellMark::No) => {}
            None => {
                let message = "the cell does not tell whether the cloud has this";
                let help = "the clouds were not read";
                sink.push(Diagnostic::new(Code::UnknownRow, cell.span, message).help(help));
                return None;
            }
        }
    }
    Some(found)
}

/// The clouds that an included file stands for that is not there.
fn of_include(include: &Include) -> Option<Vec<Cloud>> {
    let is_of_clouds = include.blocks.is_none() && include.label.starts_with("national-cloud");
    is_of_clouds.then(|| Cloud::of_file(&PageName::new(stem(&include.target.value))))?
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
    fn clouds_without_a_mark_are_not_read() {
        let page =
            "# Get x\n\n|Global service|US Government L4|\n|:---|:---|\n|✅|soon|\n\n## HTTP request\n";
        let (found, codes) = testing::read(page, read);
        assert_eq!((found.clouds, codes), (None, vec![Code::UnknownRow]));
    }
}
