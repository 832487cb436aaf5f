//! The headers of a request.

use std::collections::BTreeMap;

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{CONTENT_TYPE, is_header_name, is_own_header};
use crate::markdown::{BlockKind, Row, Text};
use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::name_cell::holds_nothing;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::{ParameterFacts, RawBodyFacts};
use crate::rules::prose::{self, Prose};
use crate::rules::required;
use crate::rules::required_headers::{RequiredHeader, required_headers};
use crate::span::Spanned;

use crate::page::api::request::media_type;

/// What the sections about headers say.
#[derive(Default)]
pub(in crate::page::api) struct Headers {
    /// The headers but `Authorization` and `Content-Type`.
    pub(in crate::page::api) headers: Vec<ParameterFacts>,
    /// The content type of the request's body.
    pub(in crate::page::api) content_type: ContentType,
    /// What can be sent in place of JSON.
    pub(in crate::page::api) raw: Option<RawBodyFacts>,
}

/// What the header `Content-Type` says of the request's body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::page::api) enum ContentType {
    /// Nothing.
    #[default]
    Unsaid,
    /// That it is JSON.
    Json,
    /// That it is something else: `image/jpeg`.
    Other(Spanned<String>),
}

impl ContentType {
    /// The content type, where it is not JSON.
    pub(in crate::page::api) fn other(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Other(content_type) => Some(content_type),
            Self::Unsaid | Self::Json => None,
        }
    }

    /// Reads one more row about the header. The first that names something else than JSON holds.
    fn read(&mut self, prose: &Prose<'_>) {
        if self.other().is_some() {
            return;
        }
        if let Some(other) = media_type::in_prose(prose) {
            *self = Self::Other(other);
        } else if prose.lower.contains("json") {
            *self = Self::Json;
        }
    }
}

/// Reads the tables under *Request headers*, and the sentences that call headers required.
pub(in crate::page::api) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Headers {
    let mut found = Headers::default();
    let mut rows = Vec::new();
    let sections = page.sections.outside_examples();
    for (_, section) in sections.filter(|(_, section)| section.kind == SectionKind::Headers) {
        for block in section.all_blocks() {
            if let BlockKind::Table(table) = &block.kind {
                let columns = Columns::read(&table.header);
                for row in &table.rows {
                    rows.extend(read_header(row, &columns, &mut found, sink));
                }
            }
        }
    }
    found.headers = joined(rows);
    add_required(page, &mut found.headers);
    found
}

/// A row about a header.
struct HeaderRow {
    facts: ParameterFacts,
    /// The value that the cell of the name has, as code with a colon: `outlook.timezone` in `Prefer: outlook.timezone`.
    value: Option<Text>,
}

/// The headers with one entry for each name. A header is sent once, whatever number of rows it has: what one says of
/// `Prefer: outlook.timezone`, and another of `Prefer: outlook.body-content-type`, describes the same header.
fn joined(rows: Vec<HeaderRow>) -> Vec<ParameterFacts> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_names: Vec<Vec<HeaderRow>> = Vec::new();
    for row in rows {
        let place = *places
            .entry(row.facts.name.value.to_ascii_lowercase())
            .or_insert(of_names.len());
        match of_names.get_mut(place) {
            Some(known) => known.push(row),
            None => of_names.push(vec![row]),
        }
    }
    let joined = |rows: Vec<HeaderRow>| {
        let is_repeated = rows.len() > 1;
        let required = rows.iter().filter_map(|row| row.facts.required).max();
        let texts: Vec<Text> = rows
            .iter()
            .flat_map(|row| {
                [
                    row.value.as_ref().filter(|_| is_repeated),
                    row.facts.description.as_ref(),
                ]
            })
            .flatten()
            .cloned()
            .collect();
        let first = rows.into_iter().next()?.facts;
        Some(ParameterFacts {
            required,
            description: Text::join(&texts),
            ..first
        })
    };
    of_names.into_iter().filter_map(joined).collect()
}

/// Takes the headers that sentences of the page call required: "Note that the **If-Match** header is required."
fn add_required(page: &PageContext<'_>, headers: &mut Vec<ParameterFacts>) {
    let lower = |name: &str| name.to_ascii_lowercase();
    let names = headers.iter().map(|header| lower(&header.name.value));
    let mut places: BTreeMap<String, usize> = names.zip(0..).collect();
    let sections = page.sections.iter();
    let sections = sections.filter(|section| section.kind != SectionKind::Permissions);
    for block in sections.flat_map(Section::all_blocks) {
        let BlockKind::Paragraph(text) = &block.kind else {
            continue;
        };
        for RequiredHeader { name, is_set_off } in required_headers(&Prose::new(text)) {
            let place = places.get(&lower(&name.value)).copied();
            if let Some(known) = place.and_then(|place| headers.get_mut(place)) {
                known.required = Some(true);
            } else if is_set_off && !is_own_header(&name.value) {
                places.insert(lower(&name.value), headers.len());
                headers.push(ParameterFacts {
                    required: Some(true),
                    ..ParameterFacts::named(name)
                });
            }
        }
    }
}

/// Reads a row. What it says of the content type is kept in `found`.
fn read_header(row: &Row, columns: &Columns, found: &mut Headers, sink: &mut PageSink) -> Option<HeaderRow> {
    let cell = columns
        .cell_of(row, &[ColumnRole::Header, ColumnRole::Name])
        .or_else(|| row.cells.first())?;
    if let Some(reason) = holds_nothing(row) {
        sink.ignored(row.span, reason);
        return None;
    }
    // `Prefer: outlook.timezone`: the cell holds the value too.
    let seen = prose::plain(cell);
    let (name, in_name) = seen.split_once(':').unwrap_or((&seen, ""));
    let (name, in_name) = (name.trim().to_owned(), in_name.trim());
    if !is_header_name(&name) {
        let message = "the cell does not name a header";
        sink.push(Diagnostic::new(Code::UnknownRow, cell.span, message).help("the row was skipped"));
        return None;
    }
    let value = columns
        .cell_of(row, &[ColumnRole::Value, ColumnRole::Description])
        .or_else(|| row.cells.get(1));
    if name.eq_ignore_ascii_case("Authorization") {
        sink.ignored(row.span, IgnoreReason::AuthorizationHeader);
        return None;
    }
    sink.used(row.span);
    if name.eq_ignore_ascii_case(CONTENT_TYPE) {
        if let Some(value) = value {
            let prose = Prose::new(value);
            found.content_type.read(&prose);
            found.raw = found.raw.take().or(media_type::beside_json(&prose));
        }
        return None;
    }
    let description = columns
        .cell(row, ColumnRole::Description)
        .or(value)
        .filter(|text| !text.raw.is_empty());
    let is_required = |text: &Text| required::required(&Prose::new(text));
    Some(HeaderRow {
        value: (!in_name.is_empty()).then(|| Text::parse(&format!("`{in_name}`:"), cell.span)),
        facts: ParameterFacts {
            required: row.cells.iter().skip(1).filter_map(is_required).max(),
            description: description.cloned(),
            ..ParameterFacts::named(Spanned::new(name, cell.span))
        },
    })
}

#[cfg(test)]
mod tests;
