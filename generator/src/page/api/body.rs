//! Reads what a page says of the request's body: the section *Request body*, and tables under *Parameters*.

mod sections;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::graph::Method;
use crate::markdown::{BlockKind, Row, Table};
use crate::page::columns::{ColumnRole, Columns};
use crate::page::context::PageContext;
use crate::page::property_row;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::type_cell::read_type_cell;
use crate::page::{BodyFacts, ExampleFacts, PropertyFacts, RowKind, SpelledType, TypeFacts};
use crate::rules::prose::{self, Prose};
use crate::rules::required::are_required;
use crate::span::{Span, Spanned};

use super::http_request::RequestLine;
use super::{media_type, mention, untabled_parameters};

/// Ways to say that a body can be left out, in lower case.
const NOT_REQUIRED: &[&str] = &[
    "not require a request body",
    "not require any request body",
    "not need a request body",
];

/// Ways to say that there is no body, in lower case.
const NOTHING: &[&str] = &[
    "do not supply a request body",
    "don't supply a request body",
    "do not provide a request body",
    "do not include a request body",
    "no request body",
    "doesn't have a request body",
    "does not have a request body",
    "request body should be empty",
    "request body is empty",
    "request body must be empty",
    "no request content",
];

/// Ways to say that an object without properties is sent, in lower case.
const EMPTY_OBJECT: &[&str] = &["an empty json", "an empty object"];

/// The lead-in of parameters that stand in the URL though the section is that of the body.
const IN_URL: &[&str] = &["in the request url", "in the url"];

/// Words of a sentence that says what is sent, in lower case.
const SUPPLIES: &[&str] = &[
    "supply",
    "provide",
    "include",
    "representation",
    "contain",
    "specify",
];

/// What the page says of the body, before it is known for which operation.
#[derive(Clone, Debug, Default)]
pub(super) struct BodyStatements {
    /// The type that the lead-in names.
    pub(super) ty: Option<TypeFacts>,
    /// The rows of the table.
    pub(super) properties: Vec<PropertyFacts>,
    /// What the rows are.
    pub(super) rows: RowMeaning,
    /// The content type, where it is not JSON.
    pub(super) content_type: Option<Spanned<String>>,
    /// What a page means that describes no body.
    silence: Silence,
}

/// What the rows of a body's table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RowMeaning {
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
    pub(super) fn is_described(&self) -> bool {
        self.ty.is_some() || !self.properties.is_empty()
    }

    /// Whether the page says that nothing is sent.
    pub(super) fn is_none(&self) -> bool {
        self.silence == Silence::NoBody && !self.is_described() && self.content_type.is_none()
    }

    /// What the statements mean for one operation.
    pub(super) fn into_facts(self) -> BodyFacts {
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
pub(super) struct Body<'a> {
    pub(super) statements: BodyStatements,
    /// "In the request URL, provide the following query parameters with values."
    pub(super) in_url: Vec<&'a Table>,
    /// The tables under *Parameters* that describe what an action is sent.
    under_parameters: Vec<&'a Table>,
    /// Whether a sentence says that nothing may be sent.
    is_refused: bool,
}

impl Body<'_> {
    /// Whether a table under *Parameters* was read as one of the body.
    pub(super) fn has_taken(&self, table: &Table) -> bool {
        let mut tables = self.under_parameters.iter();
        tables.any(|taken| std::ptr::eq(*taken, table))
    }
}

/// Reads what the page says of the request's body. `lines`: the operations of the page.
pub(super) fn read<'a>(
    page: &PageContext<'a>,
    lines: &[RequestLine],
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) -> Body<'a> {
    let mut body = Body::default();
    let sections = sections::about_body(page);
    for section in &sections {
        read_section(section, &mut body, sink);
    }
    if body.statements.properties.is_empty() {
        read_parameters(page, lines, &mut body, sink);
    }
    let statements = &mut body.statements;
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
    for (index, section) in page.sections.of_kind(&SectionKind::Parameters) {
        if page.sections.is_below(index, &SectionKind::Example) {
            continue;
        }
        let mut lead_in = LeadIn::default();
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Paragraph(text) if are_required(&Prose::new(text)) => {
                    lead_in.required = Some(true);
                }
                BlockKind::Table(table) => {
                    let columns = type_columns(table);
                    if !property_row::is_property_table(&columns) {
                        continue;
                    }
                    if !table.rows.iter().any(|row| is_of_url(row, lines)) {
                        let rows = property_row::read_table(table, &columns, RowKind::Property, sink);
                        body.under_parameters.push(table);
                        take_rows(rows, &columns, &lead_in, &mut body.statements, sink);
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

fn read_section<'a>(section: &Section<'a>, body: &mut Body<'a>, sink: &mut PageSink) {
    let mut lead_in = LeadIn::default();
    let is_blank = section
        .blocks
        .iter()
        .all(|block| matches!(block.kind, BlockKind::Comment(_) | BlockKind::Rule));
    if is_blank && section.kind == SectionKind::RequestBody {
        body.statements.silence = Silence::NoBody;
    }
    for block in section.all_blocks() {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                let prose = Prose::new(text);
                body.is_refused |= refuses_body(&prose);
                lead_in.read(&prose, &mut body.statements, sink);
            }
            BlockKind::Table(table) => {
                let columns = type_columns(table);
                if lead_in.sent_in == SentIn::Url {
                    body.in_url.push(table);
                } else if property_row::is_property_table(&columns) || names_later(&columns) {
                    let rows = property_row::read_table(table, &columns, RowKind::Property, sink);
                    take_rows(rows, &columns, &lead_in, &mut body.statements, sink);
                }
            }
            _ => {}
        }
    }
}

/// The columns of a table; a column *Value* whose cells are all types holds the types:
/// `| name | string | Optional. … |`.
fn type_columns(table: &Table) -> Columns {
    let columns = Columns::read(&table.header);
    let holds_types = || {
        table.rows.iter().all(|row| {
            columns.cell(row, ColumnRole::Value).is_some_and(|cell| {
                let ty = read_type_cell(cell, &mut PageSink::default());
                !matches!(ty.name, SpelledType::Unknown(_) | SpelledType::Enumeration)
            })
        })
    };
    if !columns.has(ColumnRole::Type) && columns.has(ColumnRole::Value) && holds_types() {
        return columns.with_value_as_type();
    }
    columns
}

/// Whether a column behind the first names properties: "Permission Type | Property | Type | Description".
fn names_later(columns: &Columns) -> bool {
    columns.has(ColumnRole::Property) && columns.has(ColumnRole::Type)
}

fn take_rows(
    rows: Vec<PropertyFacts>,
    columns: &Columns,
    lead_in: &LeadIn,
    statements: &mut BodyStatements,
    sink: &mut PageSink,
) {
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
    let mut known: BTreeMap<String, Span> = statements
        .properties
        .iter()
        .map(|row| (row.name.value.clone(), row.name.span))
        .collect();
    for mut row in rows {
        row.required = row.required.or(lead_in.required);
        match known.get(&row.name.value) {
            Some(first) => property_row::repeated(&row.name, *first, sink),
            None => {
                sink.used(row.span);
                known.insert(row.name.value.clone(), row.name.span);
                statements.properties.push(row);
            }
        }
    }
}

/// What the paragraphs before a table say.
#[derive(Default)]
struct LeadIn {
    /// Where what the table lists is sent, by the paragraph before it.
    sent_in: SentIn,
    /// What the rows are, by all paragraphs before the table.
    rows: RowMeaning,
    /// "The following table lists the parameters that are required when you call this action."; `None` where nothing is
    /// said of all of them.
    required: Option<bool>,
    /// Which of the types that follow is that of the body.
    types: NamedTypes,
}

/// What the types that paragraphs name have to do with the body.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum NamedTypes {
    /// A paragraph that is nothing but a type names that of the body.
    #[default]
    Sent,
    /// "A JSON representation of one of the following types": none of those that are listed is the type of all bodies.
    Choices,
}

/// Whether a paragraph says that no body may be sent.
fn refuses_body(prose: &Prose<'_>) -> bool {
    says(prose, NOTHING) || matches!(prose.lower.trim(), "none" | "none." | "empty")
}

fn says(prose: &Prose<'_>, ways: &[&str]) -> bool {
    ways.iter().any(|words| prose.lower.contains(words))
}

/// Where what a table lists is sent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum SentIn {
    #[default]
    Body,
    /// "In the request URL, provide the following query parameters with values."
    Url,
}

impl LeadIn {
    fn read(&mut self, prose: &Prose<'_>, statements: &mut BodyStatements, sink: &mut PageSink) {
        self.required = are_required(prose).then_some(true);
        if refuses_body(prose) || says(prose, NOT_REQUIRED) {
            statements.silence = Silence::NoBody;
            return;
        }
        if says(prose, IN_URL) {
            self.sent_in = SentIn::Url;
            statements.silence = Silence::NoBody;
            return;
        }
        self.sent_in = SentIn::Body;
        let supplies = says(prose, SUPPLIES);
        if supplies && says(prose, EMPTY_OBJECT) && statements.ty.is_none() {
            statements.ty = Some(TypeFacts::untyped(prose.locate(0..prose.seen.len()).span));
            return;
        }
        let sentence = prose.sentences().into_iter().next();
        if let Some(sentence) = sentence {
            let first = prose.lower.get(sentence.clone()).unwrap_or_default();
            if first.contains("parameter") && !first.contains("query parameter") {
                self.rows = RowMeaning::Parameters;
            }
            let is_bare_type = first.len() < 60 && self.types == NamedTypes::Sent;
            if supplies && first.contains("one of the following") {
                self.types = NamedTypes::Choices;
            }
            let names_type = self.rows == RowMeaning::Properties && (supplies || is_bare_type);
            if statements.ty.is_none() && names_type {
                statements.ty = mention::find(prose, sentence, sink);
            }
        }
        if statements.content_type.is_none() {
            statements.content_type = media_type::in_prose(prose);
        }
    }
}
