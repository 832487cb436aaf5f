//! Which tables explain and define nothing, by the form of their headers and cells.
//!
//! A form tells what a table is on pages that nobody has seen yet. So a form never decides where the table may list
//! properties, parameters, members or permissions in a layout that no reader knows: such a table must be reported.

use crate::coverage::IgnoreReason;
use crate::markdown::{Row, Table};
use crate::page::SpelledType;
use crate::page::cells::columns::{ColumnRole, Columns, header_key};
use crate::page::cells::type_cell::type_of_cell;
use crate::page::sections::SectionKind;
use crate::rules::prose;

use crate::page::coverage::ItemContext;

/// The form of a header in the spelling of [`header_key`].
enum HeaderForm {
    Is(&'static str),
    Begins(&'static str),
    Ends(&'static str),
    Contains(&'static str),
}

impl HeaderForm {
    fn fits(&self, key: &str) -> bool {
        match self {
            Self::Is(words) => key == *words,
            Self::Begins(words) => key.starts_with(words),
            Self::Ends(words) => key.ends_with(words),
            Self::Contains(words) => key.contains(words),
        }
    }
}

/// The forms of headers that tell what a table is, in any of its columns. The first that fits decides.
const HEADERS: &[(HeaderForm, IgnoreReason)] = &[
    (HeaderForm::Is("global service"), IgnoreReason::NationalClouds),
    (HeaderForm::Begins("us government "), IgnoreReason::NationalClouds),
    (
        HeaderForm::Begins("china operated by "),
        IgnoreReason::NationalClouds,
    ),
    // "Error code", "error message".
    (HeaderForm::Begins("error "), IgnoreReason::ErrorTable),
    (HeaderForm::Is("http status code"), IgnoreReason::ErrorTable),
    // "$filter keyword", "properties supporting $orderby".
    (HeaderForm::Contains("$"), IgnoreReason::QueryHelp),
    (HeaderForm::Ends(" operators"), IgnoreReason::QueryHelp),
    // "Value of type property", "format value", "expected value".
    (HeaderForm::Begins("value of "), IgnoreReason::ValueHelp),
    (HeaderForm::Ends(" value"), IgnoreReason::ValueHelp),
    // What a value of an identifier stands for: "folder ID", "well-known folder name".
    (HeaderForm::Ends(" id"), IgnoreReason::ValueHelp),
    (HeaderForm::Ends(" identifier"), IgnoreReason::ValueHelp),
    (HeaderForm::Begins("well-known "), IgnoreReason::ValueHelp),
    (HeaderForm::Is("url"), IgnoreReason::MethodWithoutPage),
    // The first column counts the rows.
    (HeaderForm::Is("#"), IgnoreReason::ScenarioTable),
    (HeaderForm::Is("scenario"), IgnoreReason::ScenarioTable),
    (HeaderForm::Ends(" scenario"), IgnoreReason::ScenarioTable),
];

/// The forms of the first header of a table that says what holds for each kind of something: "resource", "operation
/// type", "type of group".
const KINDS: &[HeaderForm] = &[
    HeaderForm::Is("resource"),
    HeaderForm::Ends(" type"),
    HeaderForm::Begins("type of "),
];

/// How many words a cell has at least that holds a phrase. `JIS B4` and `id (optional)` are names.
const WORDS_OF_PHRASE: usize = 3;

/// Why no row of a table holds a fact, by the form of the table; `None` where one may.
pub(super) fn reason(place: &ItemContext<'_, '_>, table: &Table) -> Option<IgnoreReason> {
    let columns = Columns::read(&table.header);
    if has_examples(place, &columns) {
        return Some(IgnoreReason::ValueHelp);
    }
    if may_define(table, &columns) {
        return None;
    }
    let header = &table.header.cells;
    let unknown = header
        .iter()
        .enumerate()
        .filter(|(index, _)| columns.role(*index).is_none());
    let keys: Vec<String> = unknown.map(|(_, cell)| header_key(cell)).collect();
    let by_header = HEADERS
        .iter()
        .find(|(form, _)| keys.iter().any(|key| form.fits(key)))
        .map(|(_, reason)| *reason);
    let first = header.first().map(header_key).unwrap_or_default();
    let compares_kinds = KINDS.iter().any(|form| form.fits(&first));
    // The facts about a response are those of its sentence.
    let explains_response = columns.first().is_none() && place.belongs_to(&SectionKind::Response);
    let is_scenario = compares_kinds || explains_response || begins_with_phrases(table);
    by_header
        .or_else(|| is_under_options(place).then_some(IgnoreReason::ValueHelp))
        .or_else(|| is_scenario.then_some(IgnoreReason::ScenarioTable))
}

/// Whether the table can list properties, parameters, headers, members or permissions: its first column names such a
/// thing, or another column holds the type of what the first one names.
fn may_define(table: &Table, columns: &Columns) -> bool {
    let names = matches!(
        columns.first(),
        Some(
            ColumnRole::Property
                | ColumnRole::Relationship
                | ColumnRole::Parameter
                | ColumnRole::Header
                | ColumnRole::Member
        )
    );
    let has_type = |row: &Row| {
        let cell = columns.cell(row, ColumnRole::Type);
        cell.is_some_and(|cell| {
            let ty = type_of_cell(cell);
            !matches!(ty.name, SpelledType::Unknown(_))
        })
    };
    let is_typed =
        columns.index(ColumnRole::Type).is_some_and(|index| index > 0) && table.rows.iter().any(has_type);
    names || is_typed || columns.has(ColumnRole::Permissions) || columns.has(ColumnRole::PermissionType)
}

/// Whether the heading above the table announces values to choose from: "Size options".
fn is_under_options(place: &ItemContext<'_, '_>) -> bool {
    let heading = place.section.heading.map(prose::plain).unwrap_or_default();
    place.section.kind == SectionKind::Other && heading.to_lowercase().ends_with(" options")
}

/// Whether the heading above a table announces examples of a value, and no column says a type: "barExpression examples".
fn has_examples(place: &ItemContext<'_, '_>, columns: &Columns) -> bool {
    let heading = place.section.heading_text().to_lowercase();
    heading.ends_with(" examples") && !columns.has(ColumnRole::Type) && !columns.has(ColumnRole::Permissions)
}

/// Whether each row begins with a phrase, which names nothing: "App is calling on behalf of itself".
fn begins_with_phrases(table: &Table) -> bool {
    let is_phrase = |cell: &str| cell.split_whitespace().count() >= WORDS_OF_PHRASE;
    let mut rows = table.rows.iter();
    !table.rows.is_empty()
        && rows.all(|row| {
            row.cells
                .first()
                .is_some_and(|cell| is_phrase(&prose::plain(cell)))
        })
}
