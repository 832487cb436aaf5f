//! Reads which permissions an operation needs: the permission tables.
//!
//! A table lists the permissions by kind of caller, a row each; or by resource, a column each kind. Newer
//! pages split the permissions into a least privileged one and higher ones; some have a column for the
//! caller's own data and one for that of others, or rows of their own for the parts of a service.

mod cell;
mod combination;
mod in_prose;
mod notes;
mod order;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Caller, PathTemplate, PermissionFacts, PermissionSet, PermissionTables, Ways};
use crate::markdown::{BlockKind, Row, Table, Text};
use crate::page::api::operation::availability::roles;
use crate::page::cells::columns::{ColumnRole, Columns, header_key};
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::rules::prose;
use crate::span::Spanned;

use order::OrderClaim;

/// The permissions of a kind of caller, each with its place.
type Permissions = Ways<Spanned<PermissionSet>>;

/// How many tables of a page are told apart, which takes time for each path; no page of the service has half as many.
const MAX_TABLES: usize = 64;

/// Reads what a row or column is about: `Delegated (personal Microsoft account`.
fn caller(label: &str) -> Option<Caller> {
    let label = label.to_lowercase();
    if label.starts_with("delegated") || label.contains("account)") {
        let personal = label.contains("personal") && !label.contains("work");
        return Some(if personal { Caller::Personal } else { Caller::Work });
    }
    label.starts_with("application").then_some(Caller::Application)
}

/// The permission tables of a page; where it has none, what its prose says.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<PermissionFacts> {
    let mut found = Vec::new();
    for (index, section) in page.sections.outside_examples() {
        let start = found.len();
        read_section(page, index, section, &mut found, sink);
        if let Some(tables) = found.get_mut(start..) {
            notes::add(section, tables);
        }
    }
    if found.is_empty() {
        found.extend(in_prose::read(page, sink));
    }
    for facts in &mut found {
        let subject = facts.subject.take();
        facts.subject = subject.map(|subject| without_for(&subject).to_owned());
    }
    found
}

/// Reports the tables that are about none of the paths that the page documents: "group calendar" where no calendar of a
/// group is read.
pub(super) fn report_unused<'p>(
    tables: &[PermissionFacts],
    paths: impl Iterator<Item = &'p PathTemplate> + Clone,
    sink: &mut PageSink,
) {
    for table in PermissionTables::new(tables, paths.clone()).of_none(paths) {
        let mut permissions = table.callers.iter().flat_map(Ways::list);
        if let (Some(subject), Some(first)) = (&table.subject, permissions.next()) {
            let message = format!("the page documents no path of \"{subject}\"");
            sink.push(
                Diagnostic::new(Code::UnusedTable, first.span, message)
                    .help("its permissions count for no request"),
            );
        }
    }
}

/// What a table is for, without the word: the heading is "Permissions for channel".
fn without_for(subject: &str) -> &str {
    let start = subject
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("for "));
    start.and(subject.get(4..)).unwrap_or(subject)
}

fn read_section(
    page: &PageContext<'_>,
    index: usize,
    section: &Section<'_>,
    found: &mut Vec<PermissionFacts>,
    sink: &mut PageSink,
) {
    let heading = subject_of_heading(page, index);
    let tables = section
        .all_blocks()
        .filter(|block| is_permission_table(&block.kind))
        .count();
    let mut before: Option<String> = None;
    let mut paragraph = None;
    for block in section.all_blocks() {
        match &block.kind {
            BlockKind::Comment(text) => {
                if let Some(annotation) = page.annotations.of_comment(text)
                    && !annotation.request_urls.is_empty()
                {
                    sink.used(annotation.span);
                    before = Some(annotation.request_urls.join(", "));
                }
            }
            BlockKind::Paragraph(text) => {
                before = label_of(text);
                paragraph = Some(text);
            }
            BlockKind::Table(table) => {
                let shape = TableLayout::of(table);
                let lists_roles = || paragraph.is_some_and(|before| roles::is_list(before, table));
                if shape.is_none() && section.kind == SectionKind::Permissions && !lists_roles() {
                    let message = "the header of the table is not one of permissions";
                    sink.push(Diagnostic::new(Code::UnknownTable, table.header.span, message));
                }
                if let Some(shape) = shape {
                    let label = before.take().filter(|_| tables > 1);
                    let subject = heading.clone().or(label);
                    read_table(table, &shape, subject.as_deref(), found, sink);
                    if found.len() > MAX_TABLES {
                        found.truncate(MAX_TABLES);
                        let message =
                            format!("the page tells permissions apart for more than {MAX_TABLES} resources");
                        sink.push(
                            Diagnostic::new(Code::UnusedTable, table.header.span, message)
                                .help("those from here on were left out"),
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_permission_table(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Table(table) if TableLayout::of(table).is_some())
}

/// What the heading of a table says beyond *Permissions*: `acting on self`, `driveItem`.
fn subject_of_heading(page: &PageContext<'_>, index: usize) -> Option<String> {
    let section = page.sections.get(index)?;
    let text = section.heading_text();
    let below_permissions = page.sections.is_below(index, &SectionKind::Permissions);
    let lower = text.to_lowercase();
    match section.kind {
        SectionKind::Permissions => {
            let rest = lower
                .strip_prefix("permissions")
                .map(|rest| text.get(text.len() - rest.len()..).unwrap_or_default().trim());
            rest.filter(|rest| !rest.is_empty()).map(str::to_owned)
        }
        SectionKind::Other if below_permissions => Some(text.trim_end_matches([':', '.']).to_owned()),
        _ => None,
    }
}

/// A short paragraph that announces a table, without its mark at the end.
fn label_of(text: &Text) -> Option<String> {
    let plain = prose::plain(text);
    let label = plain.trim_end_matches([':', '.']).trim();
    (!label.is_empty() && label.chars().count() <= 80).then(|| label.to_owned())
}

/// How a permission table is laid out.
enum TableLayout {
    /// A row for each caller. The columns of permissions, each with its subject.
    ByCaller(Vec<PermissionColumn>),
    /// A row for each resource; the callers of the columns.
    ByResource(Vec<(usize, Caller)>),
}

/// Whether the cells of the first column name callers, whatever its header says.
fn are_callers(table: &Table) -> bool {
    let mut first = table.rows.iter().map(|row| row.cells.first());
    let is_caller = |cell: Option<&Text>| cell.is_some_and(|cell| caller(&prose::plain(cell)).is_some());
    table.rows.len() > 1 && first.all(is_caller)
}

/// A column of permissions, or a least privileged one and a column with the higher ones.
struct PermissionColumn {
    subject: Option<String>,
    columns: Vec<usize>,
    claim: OrderClaim,
}

impl TableLayout {
    fn of(table: &Table) -> Option<Self> {
        let keys: Vec<String> = table.header.cells.iter().map(header_key).collect();
        let is_by_caller = Columns::read(&table.header).first() == Some(ColumnRole::PermissionType)
            || keys.first().is_some_and(|key| key.starts_with("permission type"))
            || are_callers(table);
        if !is_by_caller {
            let callers: Vec<(usize, Caller)> = keys
                .iter()
                .enumerate()
                .skip(1)
                .filter_map(|(index, key)| Some((index, caller(key)?)))
                .collect();
            return (callers.len() >= 2).then_some(Self::ByResource(callers));
        }
        let mut out: Vec<PermissionColumn> = Vec::new();
        for (index, key) in keys.iter().enumerate().skip(1) {
            if key.starts_with("higher privileged")
                && let Some(least) = out.last_mut()
            {
                least.columns.push(index);
                least.claim = OrderClaim::ByColumn;
                continue;
            }
            if key.contains("permission") || key.contains("scope") || key.contains("privileged") {
                out.push(PermissionColumn {
                    subject: column_subject(key),
                    columns: vec![index],
                    claim: OrderClaim::of_header(key),
                });
            }
        }
        // A delimiter row that is too short can cut the header off; the column behind the callers stays.
        if out.is_empty() && keys.len() == 2 {
            out.push(PermissionColumn {
                subject: None,
                columns: vec![1],
                claim: OrderClaim::None,
            });
        }
        (!out.is_empty()).then_some(Self::ByCaller(out))
    }
}

/// `acting on self` in `permissions acting on self (from least to most privileged)`.
fn column_subject(key: &str) -> Option<String> {
    let words = key.split('(').next().unwrap_or_default().trim();
    let rest = words
        .strip_prefix("permissions")
        .or_else(|| words.strip_prefix("permission"))?;
    let rest = rest.trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn read_table(
    table: &Table,
    shape: &TableLayout,
    subject: Option<&str>,
    found: &mut Vec<PermissionFacts>,
    sink: &mut PageSink,
) {
    match shape {
        TableLayout::ByCaller(columns) => {
            for column in columns {
                let subject = join(subject, column.subject.as_deref());
                read_column(table, column, subject.as_deref(), found, sink);
            }
        }
        TableLayout::ByResource(columns) => {
            for row in &table.rows {
                let label = row.cells.first().map(prose::plain).unwrap_or_default();
                let mut facts = PermissionFacts {
                    subject: join(subject, Some(&label)),
                    ..PermissionFacts::default()
                };
                for (index, caller) in columns {
                    if let Some(cell) = row.cells.get(*index) {
                        let lines = cell::read(cell, sink);
                        facts.callers[*caller].add(cell::merge(lines, OrderClaim::LeastFirst, sink));
                    }
                }
                facts.callers.iter_mut().for_each(cell::leave_once);
                sink.used(row.span);
                found.push(facts);
            }
        }
    }
}

/// Two subjects as one.
fn join(outer: Option<&str>, inner: Option<&str>) -> Option<String> {
    match (outer, inner.filter(|inner| !inner.is_empty())) {
        (Some(outer), Some(inner)) => Some(format!("{outer}, {inner}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

fn read_column(
    table: &Table,
    column: &PermissionColumn,
    subject: Option<&str>,
    found: &mut Vec<PermissionFacts>,
    sink: &mut PageSink,
) {
    let start = found.len();
    let mut current = None;
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for row in &table.rows {
        let label = row.cells.first().map(prose::plain).unwrap_or_default();
        let own_subject = match caller(&label) {
            Some(caller) => {
                current = Some(caller);
                None
            }
            None => Some(label.as_str()),
        };
        let Some(caller) = current else {
            let message = "the row names no kind of caller";
            sink.push(Diagnostic::new(Code::UnknownRow, row.span, message));
            continue;
        };
        sink.used(row.span);
        for (part, permissions) in cells(row, column, sink) {
            let subject = join(join(subject, own_subject).as_deref(), part.as_deref());
            let place = *places.entry(subject.clone()).or_insert(found.len());
            if place == found.len() {
                found.push(PermissionFacts {
                    subject,
                    ..PermissionFacts::default()
                });
            }
            if let Some(facts) = found.get_mut(place) {
                facts.callers[caller].add(permissions);
            }
        }
    }
    for facts in found.iter_mut().skip(start) {
        facts.callers.iter_mut().for_each(cell::leave_once);
    }
    inherit(found, start, subject);
}

/// Gives what the table says without a subject to the subjects of its rows and cells ("Not supported." in
/// the row of personal accounts), and drops it where nothing else is left of it.
fn inherit(found: &mut Vec<PermissionFacts>, start: usize, subject: Option<&str>) {
    let Some(base) = found
        .iter()
        .skip(start)
        .position(|facts| facts.subject.as_deref() == subject)
    else {
        return;
    };
    if found.len() - start < 2 {
        return;
    }
    let general = found.remove(start + base);
    let grants = general.callers.iter().any(|ways| !ways.list().is_empty());
    for facts in found.iter_mut().skip(start) {
        for (own, general) in facts.callers.iter_mut().zip(general.callers.iter()) {
            if !own.is_documented() {
                own.clone_from(general);
            }
        }
    }
    if grants {
        found.insert(start + base, general);
    }
}

/// The permissions of a row, by what the cell itself tells apart ("For **chat** resource: …").
fn cells(row: &Row, column: &PermissionColumn, sink: &mut PageSink) -> Vec<(Option<String>, Permissions)> {
    let mut parts = Vec::new();
    for index in &column.columns {
        if let Some(cell) = row.cells.get(*index) {
            parts.extend(cell::read(cell, sink));
        }
    }
    let mut out: Vec<(Option<String>, Vec<cell::CellLine>)> = Vec::new();
    for part in parts {
        match out.iter_mut().find(|(subject, _)| *subject == part.subject) {
            Some((_, same)) => same.push(part),
            None => out.push((part.subject.clone(), vec![part])),
        }
    }
    out.into_iter()
        .map(|(subject, parts)| (subject, cell::merge(parts, column.claim, sink)))
        .collect()
}
