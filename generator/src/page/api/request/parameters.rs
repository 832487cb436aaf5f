//! Query options, and the parameters of paths and functions.

mod custom_prose;
mod header_prose;
mod option_clauses;
pub(in crate::page::api) mod path_prose;
mod patterns;
mod query_prose;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{is_misspelled_key, option_of_code};
use crate::markdown::{Block, BlockKind, Table, Text};
use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::name_cell::{NameCell, holds_nothing, read_name_cell};
use crate::page::cells::property_row;
use crate::page::cells::type_cell::{read_type_cell, type_of_cell};
use crate::page::context::PageContext;
use crate::page::sections::{AllBlocks, Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::{ParameterFacts, SpelledType, TypeFacts};
use crate::rules::default_value::{default_by_name, default_value};
use crate::rules::flags::{is_flags, is_multi_valued};
use crate::rules::possible_values::possible_values;
use crate::rules::prose::Prose;
use crate::rules::required;

use crate::page::api::request::body::Body;
use query_prose::{Announces, OptionContext, announces_denials};
pub(in crate::page::api) use query_prose::{AnsweredContent, Options};

/// What the sections about parameters say, before it is known which stand in the path.
#[derive(Default)]
pub(in crate::page::api) struct Parameters {
    /// The rows of tables that speak of the query.
    pub(in crate::page::api) query: Vec<ParameterFacts>,
    /// The rows of tables that speak of paths and functions.
    pub(in crate::page::api) path: Vec<ParameterFacts>,
    /// The options that the prose names.
    pub(in crate::page::api) options: Options,
    /// The headers that the prose about the query names.
    pub(in crate::page::api) headers: Vec<ParameterFacts>,
}

/// Reads the tables and the prose under *Query parameters*, *Function parameters* and *Path parameters*, and
/// the tables under *Request body* that describe parameters of the URL.
pub(in crate::page::api) fn parameters(
    page: &PageContext<'_>,
    body: &Body<'_>,
    sink: &mut PageSink,
) -> Parameters {
    let mut found = Parameters::default();
    let mut in_prose: Vec<ParameterFacts> = Vec::new();
    for table in &body.in_url {
        let columns = Columns::read(&table.header);
        read_table(table, &columns, UnlessSaid::Required, &mut found.path, sink);
    }
    for (index, section) in page.sections.outside_examples() {
        if section.kind == SectionKind::Top {
            for text in section.all_blocks().filter_map(Block::paragraph) {
                found.options.read_introduction(&Prose::new(text));
            }
        }
        if let Some(part) = part_of_url(page, index, section) {
            found.read_section(section, part, body, &mut in_prose, sink);
        }
    }
    // A table says more of a parameter than prose does.
    let known = found.query.iter().chain(&found.path);
    let mut known: BTreeSet<String> = known.map(|row| row.name.value.clone()).collect();
    in_prose.retain(|parameter| known.insert(parameter.name.value.clone()));
    found.query.extend(in_prose);
    found
}

/// Adds the parameters whose names are not known yet.
pub(in crate::page::api) fn add(
    known: &mut Vec<ParameterFacts>,
    more: impl IntoIterator<Item = ParameterFacts>,
) {
    let lower = |parameter: &ParameterFacts| parameter.name.value.to_ascii_lowercase();
    let mut names: BTreeSet<String> = known.iter().map(lower).collect();
    for parameter in more {
        if names.insert(lower(&parameter)) {
            known.push(parameter);
        }
    }
}

/// The part of a URL to which the parameters of a section belong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UrlPart {
    Query,
    /// The segments of the path, and the arguments of functions in it.
    Path,
}

/// The part of the URL that a section is about; `None` where it is about something else.
fn part_of_url(page: &PageContext<'_>, index: usize, section: &Section<'_>) -> Option<UrlPart> {
    match section.kind {
        SectionKind::Query => Some(UrlPart::Query),
        // The heading about options has others below it, "Exceptions" and the like, which say more of the options.
        SectionKind::Errors | SectionKind::Other if page.sections.is_below(index, &SectionKind::Query) => {
            Some(UrlPart::Query)
        }
        SectionKind::FunctionParameters | SectionKind::PathParameters | SectionKind::Parameters => {
            Some(UrlPart::Path)
        }
        _ => None,
    }
}

impl Parameters {
    /// Reads a section. Parameters of the query that only prose names go to `in_prose`.
    fn read_section(
        &mut self,
        section: &Section<'_>,
        part: UrlPart,
        body: &Body<'_>,
        in_prose: &mut Vec<ParameterFacts>,
        sink: &mut PageSink,
    ) {
        let mut unless_said = UnlessSaid::Optional;
        let mut announced = Announces::Nothing;
        let mut end_of_list = 0;
        // Whether the block before announces a list of what is not supported, and where that list ends.
        let mut denies = false;
        let mut end_of_denials = 0;
        // By the start of a text: the text that begins the same item and ends with a colon.
        let mut announcing: BTreeMap<u32, &Text> = BTreeMap::new();
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::List { items, .. } => {
                    // A list in an item ends before the list around it.
                    end_of_list = end_of_list.max(block.span.end);
                    if std::mem::take(&mut denies) {
                        end_of_denials = block.span.end;
                    }
                    for item in items {
                        announcing.extend(announced_in(item));
                    }
                }
                BlockKind::Paragraph(text) => {
                    let stands = if block.span.start < end_of_list {
                        OptionContext::Item
                    } else {
                        OptionContext::Paragraph
                    };
                    let prose = Prose::new(text);
                    unless_said = if required::are_required(&prose) {
                        UnlessSaid::Required
                    } else {
                        UnlessSaid::Optional
                    };
                    denies = announces_denials(text, &prose);
                    if part == UrlPart::Query && block.span.start < end_of_denials {
                        self.options.deny_item(&prose);
                    } else if part == UrlPart::Query {
                        announced = self.options.read(text, &prose, stands);
                        if let Some(before) = announcing.get(&block.span.start) {
                            self.options.go_on(before, text, &prose);
                        }
                        self.headers.extend(header_prose::read(&prose));
                        in_prose.extend(custom_prose::read(&prose));
                    }
                }
                BlockKind::Fence(fence) if part == UrlPart::Query => {
                    fence.lines.iter().for_each(|line| self.options.read_url(line));
                }
                BlockKind::Table(table) if !body.has_taken(table) => {
                    let columns = Columns::read(&table.header);
                    if let Some(patterns) = patterns::read(table).filter(|_| part == UrlPart::Query) {
                        table.rows.iter().for_each(|row| sink.used(row.span));
                        // A pattern is an example of what a sentence offers.
                        let offered = patterns.offered.into_iter();
                        self.query.extend(offered.filter_map(|(option, patterns)| {
                            let is_example = patterns > 1 && self.options.offers(&option.name.value);
                            (!is_example).then_some(option)
                        }));
                        self.options.deny_pattern(patterns.denied);
                        self.options.see_table(announced);
                    } else if explains_properties(&columns) {
                        let rows = table.rows.iter();
                        rows.for_each(|row| sink.ignored(row.span, IgnoreReason::QueryHelp));
                    } else if columns.first().is_some_and(|first| NAMES.contains(&first)) {
                        let rows = match part {
                            UrlPart::Query => &mut self.query,
                            UrlPart::Path => &mut self.path,
                        };
                        read_table(table, &columns, unless_said, rows, sink);
                        self.options.see_table(announced);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The starts of the texts that follow the first one of an item, each with that one, where it ends with a colon.
fn announced_in(item: &[Block]) -> Vec<(u32, &Text)> {
    let mut texts = AllBlocks::of(item).filter_map(|block| Some((block.span.start, block.paragraph()?)));
    let first = texts.next().map(|(_, first)| first);
    let Some(first) = first.filter(|first| first.raw.ends_with(':')) else {
        return Vec::new();
    };
    texts.map(|(start, _)| (start, first)).collect()
}

/// The columns that can hold the name of a parameter, best first.
const NAMES: &[ColumnRole] = &[ColumnRole::Parameter, ColumnRole::Name, ColumnRole::Property];

/// Whether a table says how an option is used with some properties: "Property | Operators | Example".
fn explains_properties(columns: &Columns) -> bool {
    let describes = [ColumnRole::Type, ColumnRole::Description, ColumnRole::Value];
    columns.first() == Some(ColumnRole::Property) && !describes.iter().any(|role| columns.has(*role))
}

/// Whether a parameter must be sent, where its row does not say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UnlessSaid {
    Required,
    Optional,
}

fn read_table(
    table: &Table,
    columns: &Columns,
    unless_said: UnlessSaid,
    rows: &mut Vec<ParameterFacts>,
    sink: &mut PageSink,
) {
    for row in &table.rows {
        if let Some(reason) = holds_nothing(row) {
            sink.ignored(row.span, reason);
            continue;
        }
        let Some(name) = columns
            .cell_of(row, NAMES)
            .and_then(|cell| read_name_cell(cell, sink))
        else {
            continue;
        };
        // The name as in the path: `{kiteType}`.
        let in_braces = name.name.value.strip_prefix('{');
        let in_braces = in_braces
            .and_then(|rest| rest.strip_suffix('}'))
            .map(str::to_owned);
        let name = NameCell {
            name: name.name.clone().map(|name| in_braces.unwrap_or(name)),
            ..name
        };
        if is_misspelled_key(&name.name.value) {
            let message = format!("`{}` is no query option", name.name.value);
            sink.push(Diagnostic::new(Code::UnknownRow, row.span, message).help("the row was skipped"));
            continue;
        }
        let description = columns.cell(row, ColumnRole::Description);
        let said = columns
            .cell(row, ColumnRole::Required)
            .and_then(|cell| required::required_cell(&Prose::new(cell)))
            .or(name.required)
            .or_else(|| description.and_then(|text| required::required(&Prose::new(text))));
        // A column *Value* holds the type in some tables: "| _groupId_ | string | Required. … |".
        let ty = match columns.cell(row, ColumnRole::Type) {
            Some(cell) => Some(read_type_cell(cell, sink)),
            None => columns.cell(row, ColumnRole::Value).and_then(primitive),
        };
        sink.used(row.span);
        let ty = ty.filter(|ty| !matches!(ty.name, SpelledType::Unknown(_)));
        let prose = description.map(Prose::new);
        // What an option of OData lists are names of properties.
        let listed = prose
            .as_ref()
            .filter(|_| option_of_code(&name.name.value).is_none());
        let values = listed.map(|prose| possible_values(prose, &mut sink.diagnostics));
        rows.push(ParameterFacts {
            values: values
                .unwrap_or_default()
                .into_iter()
                .map(property_row::member)
                .collect(),
            default: prose
                .as_ref()
                .and_then(|prose| default_value(prose).or_else(|| default_by_name(prose, &name.name.value))),
            flags: prose.is_some_and(|prose| is_flags(&prose) || is_multi_valued(&prose)),
            ty,
            required: said.or((unless_said == UnlessSaid::Required).then_some(true)),
            description: description.cloned(),
            ..ParameterFacts::named(name.name)
        });
    }
}

/// The type in a cell that holds nothing but the name of a primitive type.
fn primitive(cell: &Text) -> Option<TypeFacts> {
    let ty = type_of_cell(cell);
    matches!(ty.name, SpelledType::Primitive(_)).then_some(ty)
}
