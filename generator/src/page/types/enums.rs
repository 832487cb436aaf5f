//! Enumerations: pages of their own, and tables under headings such as `### chatType values`.

use std::collections::{BTreeMap, BTreeSet};

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{SENTINEL, singular};
use crate::markdown::{Block, BlockKind, Passage, Row, Table, Text};
use crate::page::sink::PageSink;
use crate::rules::flags::is_flags;
use crate::rules::prose::{self, Prose};
use crate::span::{Span, Spanned};

use crate::page::cells::columns::{ColumnRole, Columns, header_key};
use crate::page::cells::first_rows::FirstRows;
use crate::page::cells::name_cell::holds_nothing;
use crate::page::cells::property_row::said_deprecated;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::{EnumFacts, EnumMember};

/// How many words the name of a member has at most: `JIS B4`, `Photo l 3.5x5in`.
const MAX_WORDS: usize = 6;

/// The enumeration that the whole page is about, `own`, and those under headings that name them.
pub(in crate::page) fn read(
    page: &PageContext<'_>,
    own: Option<&Spanned<String>>,
    sink: &mut PageSink,
) -> Vec<EnumFacts> {
    let mut out: Vec<EnumFacts> = own.map(|name| own_page(page, name, sink)).into_iter().collect();
    let mut first_of: BTreeMap<String, FirstOfName> = BTreeMap::new();
    first_of.extend(out.iter().map(FirstOfName::entry));
    for section in page.sections.iter() {
        let (SectionKind::Values(name), Some(heading)) = (&section.kind, section.heading) else {
            continue;
        };
        let Some(found) = under_heading(section, Spanned::new(name.clone(), heading.span), sink) else {
            continue;
        };
        match first_of.get(name) {
            Some(first) if !first.has_common_member(&found) => sink.push(first.misnamed(&found)),
            Some(_) => out.push(found),
            None => {
                first_of.extend([FirstOfName::entry(&found)]);
                out.push(found);
            }
        }
    }
    out
}

/// The first enumeration of a name on a page, against which later ones of the name are held.
struct FirstOfName {
    heading: Span,
    /// Without the sentinel, which every evolvable enumeration has.
    members: BTreeSet<String>,
}

impl FirstOfName {
    fn entry(facts: &EnumFacts) -> (String, FirstOfName) {
        let members = facts.members.iter().map(|member| member.name.value.clone());
        let first = FirstOfName {
            heading: facts.name.span,
            members: members.filter(|name| name != SENTINEL).collect(),
        };
        (facts.name.value.clone(), first)
    }

    fn has_common_member(&self, later: &EnumFacts) -> bool {
        let mut names = later.members.iter().map(|member| &member.name.value);
        names.any(|name| self.members.contains(name))
    }

    /// What is wrong with the heading of an enumeration that has no member in common with this one: one of the two
    /// headings is wrong, and the first is believed.
    fn misnamed(&self, later: &EnumFacts) -> Diagnostic {
        let message = format!("the members here are none of those of `{}`", later.name.value);
        Diagnostic::new(Code::MemberConflict, later.name.span, message)
            .label(self.heading, "this heading names it, too")
            .help("the table was skipped")
    }
}

fn own_page(page: &PageContext<'_>, name: &Spanned<String>, sink: &mut PageSink) -> EnumFacts {
    let mut facts = EnumFacts {
        name: name.clone(),
        description: page.description.to_vec(),
        members: Vec::new(),
        flags: Passage::texts(page.description)
            .into_iter()
            .any(|text| is_flags(&Prose::new(text))),
        section: None,
    };
    let is_own =
        |section: &&Section<'_>| !matches!(section.kind, SectionKind::Values(_) | SectionKind::Reading);
    for section in page.sections.iter().filter(is_own) {
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Table(table) => {
                    let columns = Columns::read(&table.header);
                    if facts.members.is_empty() && is_enum_table(&columns) {
                        facts.members = members(table, &columns, sink);
                    } else if section.kind == SectionKind::Members {
                        unknown_table(table, sink);
                    }
                }
                BlockKind::Paragraph(text) => facts.flags |= is_flags(&Prose::new(text)),
                _ => {}
            }
        }
    }
    facts
}

fn under_heading(section: &Section<'_>, name: Spanned<String>, sink: &mut PageSink) -> Option<EnumFacts> {
    let before_table = section
        .blocks
        .iter()
        .copied()
        .take_while(|block| !matches!(block.kind, BlockKind::Table(_)));
    let mut facts = EnumFacts {
        name,
        description: before_table.filter_map(Passage::of).collect(),
        members: Vec::new(),
        flags: false,
        section: Some(fragment(&section.heading_text())),
    };
    for Block { kind, .. } in section.all_blocks() {
        match kind {
            BlockKind::Paragraph(text) => facts.flags |= is_flags(&Prose::new(text)),
            BlockKind::Table(table) if facts.members.is_empty() => {
                let columns = Columns::read(&table.header);
                if is_enum_table(&columns) || names_one(table, &facts.name.value) {
                    facts.members = members(table, &columns, sink);
                } else {
                    unknown_table(table, sink);
                }
            }
            _ => {}
        }
    }
    (!facts.members.is_empty()).then_some(facts)
}

/// The fragment by which the site addresses a heading: `#chattype-values`.
pub(in crate::page) fn fragment(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "-_ ".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() })
        .collect()
}

fn unknown_table(table: &Table, sink: &mut PageSink) {
    let header = header_text(table);
    let message = format!("a table of values with the header `{header}` is not known");
    sink.push(Diagnostic::new(Code::UnknownTable, table.header.span, message));
}

/// The header's words, for messages.
pub(in crate::page) fn header_text(table: &Table) -> String {
    table
        .header
        .cells
        .iter()
        .map(prose::plain)
        .collect::<Vec<_>>()
        .join(" | ")
}

/// Whether the first column of a table names the members of an enumeration.
fn is_enum_table(columns: &Columns) -> bool {
    matches!(
        columns.first(),
        Some(ColumnRole::Member | ColumnRole::Value | ColumnRole::Name)
    ) && !columns.has(ColumnRole::Type)
}

/// Whether the first column of a table is headed by the singular of a name: `Role` below "Roles enumeration".
fn names_one(table: &Table, name: &str) -> bool {
    let first = table.header.cells.first().map(header_key);
    let one = singular(name).to_lowercase();
    !one.eq_ignore_ascii_case(name) && first.is_some_and(|first| first == one)
}

/// The members of a table whose first column names them.
pub(in crate::page) fn members(table: &Table, columns: &Columns, sink: &mut PageSink) -> Vec<EnumMember> {
    let mut members = Vec::with_capacity(table.rows.len());
    let mut names = FirstRows::default();
    for row in &table.rows {
        if let Some(member) = read_member(row, columns, sink)
            && names.take(&member.name, sink)
        {
            sink.used(row.span);
            members.push(member);
        }
    }
    members
}

fn read_member(row: &Row, columns: &Columns, sink: &mut PageSink) -> Option<EnumMember> {
    let cell = row.cells.first()?;
    let seen = prose::plain(cell);
    let name = seen
        .trim_matches(['"', '\'', '`', ',', '\u{201c}', '\u{201d}'])
        .trim();
    let empty = name.is_empty().then_some(IgnoreReason::EmptyRow);
    if let Some(reason) = empty.or_else(|| holds_nothing(row).filter(|_| row.cells.len() > 1)) {
        sink.ignored(row.span, reason);
        return None;
    }
    let is_prose = name.contains(". ") || name.ends_with('.') || name.split(' ').count() > MAX_WORDS;
    if is_prose || name.len() > 120 {
        let message = format!("`{name}` is no member of an enumeration");
        sink.push(Diagnostic::new(Code::UnknownRow, cell.span, message).help("the row was skipped"));
        return None;
    }
    let numbered = if columns.first() == Some(ColumnRole::Value) {
        None
    } else {
        columns.cell(row, ColumnRole::Value)
    };
    let described = columns.cell(row, ColumnRole::Description);
    Some(EnumMember {
        name: Spanned::new(name.to_owned(), cell.span),
        value: numbered.and_then(number),
        deprecated: described.and_then(said_deprecated),
        description: described.filter(|text| !text.is_empty()).cloned(),
    })
}

fn number(cell: &Text) -> Option<i64> {
    let seen = prose::plain(cell);
    let digits = seen.trim_matches(['`', '"', '\'']);
    match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => i64::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}
