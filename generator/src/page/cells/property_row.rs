//! A row of a table of properties, relationships or parameters.

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::Primitive;
use crate::markdown::{Row, Table, Text};
use crate::page::sink::PageSink;
use crate::rules::default_value::{default_by_name, default_value, is_open_question};
use crate::rules::flags::{is_flags, is_multi_valued};
use crate::rules::possible_values::{PossibleValue, possible_values, unannounced_values};
use crate::rules::prose::{Prose, plain};
use crate::rules::{deprecated, inherited_from, nullable, option_support, read_only, required};

use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::name_cell::{self, is_empty, read_name_cell};
use crate::page::cells::repeated_rows::PropertyRows;
use crate::page::cells::type_cell::{read_type_cell, type_of_cell};
use crate::page::{EnumMember, PropertyFacts, RowKind, SpelledType, TypeFacts};

/// The columns that hold the name of a property or parameter, best first.
const NAMES: &[ColumnRole] = &[
    ColumnRole::Property,
    ColumnRole::Relationship,
    ColumnRole::Parameter,
    ColumnRole::Name,
];

/// Whether a table's header is that of properties, relationships or parameters: a name first, and a type somewhere.
pub(in crate::page) fn is_property_table(columns: &Columns) -> bool {
    let is_named = columns.first().is_some_and(|role| NAMES.contains(&role));
    is_named && columns.has(ColumnRole::Type)
}

/// Reads the rows of a table whose header [`is_property_table`]. Headings inside of the table are left out, and rows of one
/// name are joined. `shown`: what the JSON representation says of the properties. The caller must call `used` for each row
/// that it keeps.
pub(in crate::page) fn read_table(
    table: &Table,
    columns: &Columns,
    kind: RowKind,
    shown: &[PropertyFacts],
    sink: &mut PageSink,
) -> Vec<PropertyFacts> {
    let mut rows = PropertyRows::default();
    for row in &table.rows {
        if let Some(row) = read_row(row, columns, kind, sink) {
            rows.add(row, shown, sink);
        }
    }
    rows.into_vec()
}

/// Reads a row; `None` for headings inside of the table, empty rows, and rows that name nothing.
pub(in crate::page) fn read_row(
    row: &Row,
    columns: &Columns,
    kind: RowKind,
    sink: &mut PageSink,
) -> Option<PropertyFacts> {
    let name_cell = columns.cell_of(row, NAMES)?;
    if let Some(reason) = name_cell::holds_nothing(row).or_else(|| says_none(row, name_cell)) {
        sink.ignored(row.span, reason);
        return None;
    }
    let cell = read_name_cell(name_cell, sink)?;
    let end = row.span.slice(row.span.range().len(), row.span.range().len());
    let empty = Text::empty(end);
    let mut type_cell = columns.cell(row, ColumnRole::Type).unwrap_or(&empty);
    let mut description = columns.cell(row, ColumnRole::Description).unwrap_or(&empty);
    if are_swapped(type_cell, description) {
        let message = "the type stands in the cell of the description";
        sink.push(
            Diagnostic::new(Code::UnknownTypeCell, description.span, message)
                .label(type_cell.span, "and the description in the cell of the type")
                .help("they were read the other way round"),
        );
        std::mem::swap(&mut type_cell, &mut description);
    }
    let ty = read_type_cell(type_cell, sink);
    let description = description.clone();
    let prose = Prose::new(&description);
    let said_required = columns
        .cell(row, ColumnRole::Required)
        .and_then(|cell| required::required_cell(&Prose::new(cell)));
    Some(PropertyFacts {
        kind,
        inherited_from: inherited_from::inherited_from(&prose),
        required: said_required
            .or(cell.required)
            .or_else(|| required::required(&prose))
            .or_else(|| required::type_cell(&Prose::new(columns.cell(row, ColumnRole::Type)?))),
        read_only: read_only::is_read_only(&prose),
        nullable: nullable::nullable(&prose)
            .or_else(|| nullable::is_null_by_name(&prose, &cell.name.value).then_some(true)),
        supports: option_support::option_support(&prose),
        // What a related object can be asked for is none of the values of the relationship.
        values: match kind {
            RowKind::Relationship => Vec::new(),
            RowKind::Property | RowKind::Untabled => {
                let announced = members(&prose, sink);
                if announced.is_empty() {
                    unannounced(&prose, &ty)
                } else {
                    announced
                }
            }
        },
        default: said_default(&prose, sink).or_else(|| default_by_name(&prose, &cell.name.value)),
        flags: is_flags(&prose) || (!ty.collection && is_multi_valued(&prose)),
        deprecated: said_deprecated(&description).or_else(|| cell.deprecated.then(|| reason(&prose))),
        ty,
        span: row.span,
        name: cell.name,
        description,
    })
}

/// Whether the cell of the type holds prose, and that of the description nothing but a primitive type: `|speed|How fast it
/// flies.|Int32|`.
fn are_swapped(type_cell: &Text, description: &Text) -> bool {
    /// How many words the name of a type has at most: `String collection`.
    const MAX_WORDS: usize = 2;
    let words = |cell: &Text| plain(cell).split(' ').count();
    let is_type = |cell: &Text| matches!(type_of_cell(cell).name, SpelledType::Primitive(_));
    let has_links = type_cell.links().next().is_some();
    // "The key." is a sentence, too.
    let is_prose =
        words(type_cell) > MAX_WORDS || words(type_cell) == MAX_WORDS && type_cell.raw.ends_with('.');
    words(description) <= MAX_WORDS && is_prose && !has_links && is_type(description) && !is_type(type_cell)
}

/// The values that prose lists without announcing them; numbers and dates have examples in their place.
fn unannounced(prose: &Prose<'_>, ty: &TypeFacts) -> Vec<EnumMember> {
    let is_text = ty.name == SpelledType::Primitive(Primitive::String);
    let can_list = is_text || ty.named().is_some();
    let values = can_list.then(|| unannounced_values(prose, is_text));
    values.into_iter().flatten().map(member).collect()
}

/// The default value that a description names, unless its author left it open.
fn said_default(prose: &Prose<'_>, sink: &mut PageSink) -> Option<String> {
    let value = default_value(prose)?;
    if is_open_question(&value) {
        let message = format!("`{value}` stands where the default value belongs");
        let diagnostic = Diagnostic::new(Code::Placeholder, prose.source().span, message);
        sink.push(diagnostic.help("read as if the page named no default value"));
        return None;
    }
    Some(value)
}

/// Why a property is deprecated whose name says that it is: "Renamed as **hitId**."
fn reason(prose: &Prose<'_>) -> String {
    let names_another = |sentence: &std::ops::Range<usize>| {
        let lower = prose.lower[sentence.clone()].trim_start();
        ["renamed ", "replaced ", "use ", "moved "]
            .iter()
            .any(|word| lower.starts_with(word))
    };
    let named = prose.sentences().into_iter().find(names_another);
    named.map_or_else(
        || "Deprecated.".to_owned(),
        |sentence| prose.locate(sentence).value,
    )
}

/// Why a row is left out that says only that there is nothing to list: `|None|||`.
fn says_none(row: &Row, name: &Text) -> Option<IgnoreReason> {
    let others = row.cells.iter().filter(|cell| cell.span != name.span);
    let says_none = matches!(
        name.raw.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "none" | "n/a" | "-"
    );
    (says_none && is_empty(others)).then_some(IgnoreReason::NoneRow)
}

/// The sentence of a description that says that a property or a member is deprecated.
pub(in crate::page) fn said_deprecated(description: &Text) -> Option<String> {
    deprecated::deprecated(&Prose::new(description)).map(|sentence| sentence.value)
}

/// The values that a description lists, as members of an enumeration.
pub(in crate::page) fn members(prose: &Prose<'_>, sink: &mut PageSink) -> Vec<EnumMember> {
    let values = possible_values(prose, &mut sink.diagnostics);
    let mut members: Vec<EnumMember> = values.into_iter().map(member).collect();
    let is_value = |word: &str| members.iter().any(|member| member.name.value == word);
    for (name, sentence) in deprecated::deprecated_members(prose, is_value) {
        let named = members.iter_mut().find(|member| member.name.value == name);
        if let Some(member) = named {
            member.deprecated.get_or_insert(sentence);
        }
    }
    members
}

/// A value of a list in prose as a member of an enumeration.
pub(in crate::page) fn member(value: PossibleValue) -> EnumMember {
    EnumMember {
        name: value.name,
        value: value.number,
        deprecated: value.description.as_ref().and_then(said_deprecated),
        description: value.description,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::graph::Primitive;
    use crate::page::SpelledType;
    use crate::page::tests::page_at;

    #[test]
    fn a_type_in_the_cell_of_the_description_is_read() {
        let text = "# kite resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n\
                    |id|The key.|String|\n|note|String|String|\n|tails|How many it has.|Int32 collection|\n";
        let (page, codes) = page_at("v1.0/resources/kite.md", text);
        let rows = page.resource().unwrap().properties.iter();
        let rows: Vec<_> = rows
            .map(|row| {
                (
                    row.ty.name.clone(),
                    row.ty.collection,
                    row.description.raw.to_string(),
                )
            })
            .collect();
        let row = |primitive, many, description: &str| {
            (SpelledType::Primitive(primitive), many, description.to_owned())
        };
        let expected = [
            row(Primitive::String, false, "The key."),
            row(Primitive::String, false, "String"),
            row(Primitive::Int32, true, "How many it has."),
        ];
        assert_eq!(rows, expected);
        assert_eq!(codes, [Code::UnknownTypeCell, Code::UnknownTypeCell]);
    }
}
