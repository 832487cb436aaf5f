//! Reads what a page says of the request's body: the section *Request body*, and tables under *Parameters*.

pub(in crate::page::api) mod bodiless_paths;
mod lead_in;
mod requirements;
mod said_rows;
mod sections;
mod sent_objects;
mod values;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::graph::{Method, short_name};
use crate::markdown::{BlockKind, Row, Table};
use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::property_row;
use crate::page::cells::repeated_rows::PropertyRows;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::types::value_tables;
use crate::page::{BodyFacts, ExampleFacts, PropertyFacts, RowKind, SpelledType, TypeFacts};
use crate::rules::base64::is_body_in_base64;
use crate::rules::named_required::announces_required;
use crate::rules::only_properties::only_properties;
use crate::rules::part_of_whole::is_part_of_whole;
use crate::rules::prose::{self, Prose};
use crate::rules::required::are_required;
use crate::span::{Span, Spanned};

use crate::page::api::request::http_request::RequestLine;
use crate::page::api::request::untabled_parameters;
use bodiless_paths::{LinesByPath, is_about_some};
use lead_in::{LeadIn, SentIn, refuses_body};
use requirements::Requirements;

/// What the page says of the body, before it is known for which operation.
#[derive(Clone, Debug, Default)]
pub(in crate::page::api) struct BodyStatements {
    /// The type that the lead-in names.
    pub(in crate::page::api) ty: Option<TypeFacts>,
    /// The types that it names beside, as a choice.
    pub(in crate::page::api) alternatives: Vec<TypeFacts>,
    /// The rows of the table.
    pub(in crate::page::api) properties: Vec<PropertyFacts>,
    /// The sentence that calls all rows required when an object is created.
    pub(in crate::page::api) required_to_create: Option<Span>,
    /// What the rows are.
    pub(in crate::page::api) rows: RowMeaning,
    /// The content type, where it is not JSON.
    pub(in crate::page::api) content_type: Option<Spanned<String>>,
    /// Whether what can be sent in place of JSON is encoded in base64.
    pub(in crate::page::api) is_base64: bool,
    /// Whether what is described is sent as a part of another object.
    pub(in crate::page::api) is_part: bool,
    /// What a page means that describes no body.
    silence: Silence,
}

/// What the rows of a body's table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::page::api) enum RowMeaning {
    /// Properties of the object that is sent.
    #[default]
    Properties,
    /// Parameters of an action.
    Parameters,
}

/// What a page means that describes no body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Silence {
    /// Nothing: there may be one.
    #[default]
    Unsaid,
    /// "Do not supply a request body for this method.", "This method does not require a request body."
    NoBody,
}

impl BodyStatements {
    /// Whether a type or rows tell what is sent.
    pub(in crate::page::api) fn is_described(&self) -> bool {
        self.ty.is_some() || !self.properties.is_empty()
    }

    /// Whether the page says that nothing is sent.
    pub(in crate::page::api) fn is_none(&self) -> bool {
        self.silence == Silence::NoBody && !self.is_described() && self.content_type.is_none()
    }

    /// What the statements mean for one operation.
    pub(in crate::page::api) fn into_facts(self) -> BodyFacts {
        if self.is_none() {
            return BodyFacts::None;
        }
        let properties = self.properties;
        match (self.content_type, self.ty) {
            (Some(content_type), _) => BodyFacts::Bytes {
                content_type,
                properties,
            },
            (None, None) if properties.is_empty() => BodyFacts::Unsaid,
            (None, _) if self.rows == RowMeaning::Parameters => BodyFacts::Parameters(properties),
            (None, ty) => BodyFacts::Object { ty, properties },
        }
    }
}

/// What the section says, and the tables that stand in another section than that of what they describe.
#[derive(Default)]
pub(in crate::page::api) struct Body<'a> {
    pub(in crate::page::api) statements: BodyStatements,
    /// "In the request URL, provide the following query parameters with values."
    pub(in crate::page::api) in_url: Vec<&'a Table>,
    /// The tables under *Parameters* that describe what an action is sent.
    under_parameters: Vec<&'a Table>,
    /// Whether a sentence says that nothing may be sent.
    is_refused: bool,
    /// What sentences say of what must be sent.
    requirements: Requirements,
    /// The properties that a sentence says are the only ones.
    only: Vec<Spanned<String>>,
}

impl Body<'_> {
    /// Whether a table under *Parameters* was read as one of the body.
    pub(in crate::page::api) fn has_taken(&self, table: &Table) -> bool {
        let mut tables = self.under_parameters.iter();
        tables.any(|taken| std::ptr::eq(*taken, table))
    }
}

/// Reads what the page says of the request's body. `lines`: the operations of the page.
pub(in crate::page::api) fn read<'a>(
    page: &PageContext<'a>,
    lines: &[RequestLine],
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) -> Body<'a> {
    let mut body = Body::default();
    let sections = sections::about_body(page);
    let by_path = LinesByPath::new(lines);
    for section in &sections {
        read_section(section, &by_path, &mut body, sink);
    }
    if body.statements.properties.is_empty() {
        read_parameters(page, lines, &mut body, sink);
    }
    let statements = &mut body.statements;
    if statements.ty.is_some() && statements.properties.is_empty() && statements.content_type.is_none() {
        statements.properties = body.requirements.rows_without_table(lines, examples);
    }
    said_rows::take_out_items(&mut statements.properties, sink);
    said_rows::add_named(statements, std::mem::take(&mut body.only));
    body.requirements
        .apply(&mut statements.properties, lines, examples, sink);
    said_rows::add_type(page, statements);
    sent_objects::take_back_types(&mut statements.properties, lines, examples, sink);
    value_tables::read(page, &mut statements.properties, sink);
    if names_a_row(statements) {
        statements.ty = None;
    }
    if !statements.is_described() && statements.content_type.is_none() && !body.is_refused {
        statements.properties = untabled_parameters::read(page, &sections, lines, examples, sink);
        if !statements.properties.is_empty() {
            statements.rows = RowMeaning::Parameters;
        }
        if statements.silence == Silence::NoBody {
            // "This method does not require a request body."
            let rows = statements.properties.iter_mut();
            rows.for_each(|row| row.required = Some(false));
        }
    }
    if !statements.is_none() {
        // A body that the page describes is sent, though a sentence says that it can be left out.
        statements.silence = Silence::Unsaid;
    }
    body
}

/// Whether the lead-in names the type of what a row of the table holds, and not that of the whole: "supply a JSON
/// representation of the [sail](…) object to set" before a table of one row, `sail`.
fn names_a_row(statements: &BodyStatements) -> bool {
    let Some(SpelledType::Named { name, .. }) = statements.ty.as_ref().map(|ty| &ty.name) else {
        return false;
    };
    let is_alone = statements.properties.len() == 1;
    statements.properties.iter().any(|row| {
        let is_of_type = matches!(&row.ty.name, SpelledType::Named { name: of_row, .. } if of_row == name);
        is_of_type && (is_alone || row.name.value.eq_ignore_ascii_case(short_name(name)))
    })
}

/// Takes the tables under *Parameters* that name nothing of the URL of an action: they describe its body.
fn read_parameters<'a>(
    page: &PageContext<'a>,
    lines: &[RequestLine],
    body: &mut Body<'a>,
    sink: &mut PageSink,
) {
    if !lines.iter().any(|line| line.method == Method::Post) {
        return;
    }
    let sections = page.sections.outside_examples();
    for (_, section) in sections.filter(|(_, section)| section.kind == SectionKind::Parameters) {
        let mut lead_in = LeadIn::default();
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Paragraph(text) if are_required(&Prose::new(text)) => {
                    lead_in.required = Some(true);
                }
                BlockKind::Table(table) => {
                    let columns = values::type_columns(table);
                    if !property_row::is_property_table(&columns) {
                        continue;
                    }
                    if !table.rows.iter().any(|row| is_of_url(row, lines)) {
                        let mut rows =
                            property_row::read_table(table, &columns, RowKind::Property, &[], sink);
                        body.requirements.add_table(&mut rows, lead_in.required);
                        body.under_parameters.push(table);
                        take_rows(rows, &columns, &lead_in, body, sink);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a row names something in the URL of an operation.
fn is_of_url(row: &Row, lines: &[RequestLine]) -> bool {
    let name = row.cells.first().map(prose::plain).unwrap_or_default();
    let is_of_line = |line: &RequestLine| {
        let mut options = line.path.query.iter();
        line.names_parameter(&name) || options.any(|option| option.name.eq_ignore_ascii_case(&name))
    };
    name.starts_with('$') || lines.iter().any(is_of_line)
}

/// Reads a section about the body. `lines`: those of the page.
fn read_section<'a>(
    section: &Section<'a>,
    lines: &LinesByPath<'_>,
    body: &mut Body<'a>,
    sink: &mut PageSink,
) {
    let mut lead_in = LeadIn::default();
    let mut announces = false;
    let is_blank = section
        .blocks
        .iter()
        .all(|block| matches!(block.kind, BlockKind::Comment(_) | BlockKind::Rule));
    if is_blank && section.kind == SectionKind::RequestBody {
        body.statements.silence = Silence::NoBody;
    }
    for block in section.all_blocks() {
        match &block.kind {
            BlockKind::Paragraph(text) if is_about_some(text, lines) => {}
            BlockKind::Paragraph(text) => {
                let prose = Prose::new(text);
                body.is_refused |= refuses_body(&prose);
                body.statements.is_base64 |= is_body_in_base64(&prose);
                body.statements.is_part |= is_part_of_whole(&prose);
                body.only.extend(only_properties(&prose));
                body.requirements.add_names(&prose);
                announces = announces_required(&prose);
                lead_in.read(&prose, &mut body.statements, sink);
            }
            BlockKind::List { items, .. } if std::mem::take(&mut announces) => {
                body.requirements.add_list(items);
            }
            BlockKind::Table(table) => {
                let columns = values::type_columns(table);
                if lead_in.sent_in == SentIn::Url {
                    body.in_url.push(table);
                } else if property_row::is_property_table(&columns) || names_later(&columns) {
                    let mut rows = property_row::read_table(table, &columns, RowKind::Property, &[], sink);
                    values::read(table, &mut rows);
                    body.requirements.add_table(&mut rows, lead_in.required);
                    // A table behind it lists what else can be sent.
                    body.statements.required_to_create = lead_in
                        .required_to_create
                        .filter(|_| body.statements.properties.is_empty());
                    take_rows(rows, &columns, &lead_in, body, sink);
                }
            }
            _ => {}
        }
    }
}

/// Whether a column behind the first names properties: "Permission Type | Property | Type | Description".
fn names_later(columns: &Columns) -> bool {
    columns.has(ColumnRole::Property) && columns.has(ColumnRole::Type)
}

fn take_rows(
    rows: Vec<PropertyFacts>,
    columns: &Columns,
    lead_in: &LeadIn,
    body: &mut Body<'_>,
    sink: &mut PageSink,
) {
    let statements = &mut body.statements;
    if statements.properties.is_empty() {
        // The header says *Property* for the parameters of many actions, and *Parameter* for properties of
        // some resources; the sentence before the table knows better.
        let by_header = columns.has(ColumnRole::Parameter);
        statements.rows = if by_header && statements.ty.is_none() {
            RowMeaning::Parameters
        } else {
            lead_in.rows
        };
    }
    let types_before: BTreeMap<String, SpelledType> = statements
        .properties
        .iter()
        .map(|row| (row.name.value.clone(), row.ty.name.clone()))
        .collect();
    let is_further_case = body.requirements.has_several_cases();
    let mut joined = PropertyRows::of(std::mem::take(&mut statements.properties));
    for row in rows {
        let (before, span) = (types_before.get(&row.name.value), row.span);
        let is_of_case = is_further_case && before.is_some_and(|ty| *ty == row.ty.name);
        if is_of_case || joined.add(row, &[], sink) {
            sink.used(span);
        }
    }
    statements.properties = joined.into_vec();
}
