//! Types that an API page describes beside its operations.
//!
//! A fence annotated as a resource shows the type of a parameter, and the table under *Properties* lists what it has:
//!
//! > `<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.driveItemUploadableProperties" } -->`
//!
//! Without such a fence the tables under *Properties* and *Relationships* list what the type that is answered has.
//!
//! A table of derived types names types that stand in the place of what is sent or answered:
//!
//! > |Derived type|Description|
//! > |:---|:---|
//! > |`[emailAuthenticationMethod](../resources/emailauthenticationmethod.md)`|…|

use crate::graph::short_name;
use crate::markdown::{BlockKind, Table, Text};
use crate::page::annotations::AnnotatedFence;
use crate::page::cells::columns::{ColumnRole, Columns, header_key};
use crate::page::cells::property_row::{is_property_table, read_table};
use crate::page::cells::repeated_rows::PropertyRows;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::page::types::representation;
use crate::page::{
    BaseClaim, BaseEvidence, OperationFacts, ResourceFacts, RowKind, SpelledType, TypeFacts, json,
};
use crate::rules::prose::Prose;
use crate::rules::type_reference::{self, Mention};
use crate::span::Spanned;

/// The types, in the order of the page. Those of a table of derived types derive from the type that the sentence before it
/// names, or else from what the operations send, or answer.
pub(in crate::page) fn described_types(
    page: &PageContext<'_>,
    operations: &[OperationFacts],
    sink: &mut PageSink,
) -> Vec<ResourceFacts> {
    let sent = operations.iter().find_map(|operation| operation.body.ty());
    let answered = || operations.iter().find_map(|operation| operation.response.ty());
    let base = sent.or_else(answered);
    let mut types: Vec<ResourceFacts> = Vec::new();
    let mut derived = Vec::new();
    for (index, section) in page.sections.outside_examples() {
        if page.sections.is_within(index, &SectionKind::Errors) {
            continue;
        }
        for fence in page.annotations.fences(section) {
            types.extend(type_of_fence(&fence, sink));
        }
        // The last paragraph before a table.
        let mut paragraph = None;
        for block in section.all_blocks() {
            let table = match &block.kind {
                BlockKind::Table(table) => table,
                BlockKind::Paragraph(text) => {
                    paragraph = Some(text);
                    continue;
                }
                _ => continue,
            };
            let columns = Columns::read(&table.header);
            match &section.kind {
                SectionKind::Properties | SectionKind::Relationships if is_property_table(&columns) => {
                    if types.is_empty() {
                        types.extend(base.and_then(type_of_operation));
                    }
                    if let Some(described) = types.last_mut() {
                        take_rows(table, &columns, &section.kind, described, sink);
                    }
                }
                _ if lists_derived(table) => {
                    let announced = paragraph.and_then(announced_base);
                    let base = announced.as_ref().or(base);
                    derived.extend(rows_of_derived(table, base, sink));
                }
                _ => {}
            }
        }
    }
    types.extend(derived);
    types
}

/// The type that an operation sends or answers, of which nothing is known yet.
fn type_of_operation(ty: &TypeFacts) -> Option<ResourceFacts> {
    let SpelledType::Named { name, .. } = &ty.name else {
        return None;
    };
    Some(ResourceFacts::named(Spanned::new(name.clone(), ty.span)))
}

/// The type of a fence that is annotated as a resource.
fn type_of_fence(fence: &AnnotatedFence<'_>, sink: &mut PageSink) -> Option<ResourceFacts> {
    let annotation = fence
        .annotation
        .filter(|annotation| annotation.is_of("resource"))?;
    let full = annotation.locate(annotation.odata_type.as_deref()?);
    let json = json::read_lines(&fence.fence.lines, sink).map(|json| json.map(|json| json.value));
    sink.used(fence.span);
    sink.used(full.span);
    let name = full.clone().map(|full| short_name(&full).to_owned());
    let base = annotation.base_type.as_deref();
    let base = base.map(|base| annotation.locate(base));
    Some(ResourceFacts {
        annotated_name: Some(full),
        bases: base
            .map(|name| BaseClaim {
                name,
                link: None,
                evidence: BaseEvidence::Annotation,
            })
            .into_iter()
            .collect(),
        is_abstract: annotation.is_abstract,
        open: annotation.open_type,
        key_property: annotation
            .key_property
            .as_deref()
            .map(|key| annotation.locate(key)),
        representation: json
            .as_ref()
            .map(|json| match annotation.open_type {
                true => representation::properties_of_open(fence.fence, json),
                false => representation::properties(fence.fence, json),
            })
            .unwrap_or_default(),
        json,
        ..ResourceFacts::named(name)
    })
}

fn take_rows(
    table: &Table,
    columns: &Columns,
    section: &SectionKind,
    described: &mut ResourceFacts,
    sink: &mut PageSink,
) {
    let kind = match section {
        SectionKind::Relationships => RowKind::Relationship,
        _ => RowKind::Property,
    };
    let shown = &described.representation;
    let mut rows = PropertyRows::of(std::mem::take(&mut described.properties));
    for row in read_table(table, columns, kind, shown, sink) {
        rows.add_property(row, shown, sink);
    }
    described.properties = rows.into_vec();
}

/// Whether the first column of a table names types that derive from another.
fn lists_derived(table: &Table) -> bool {
    let first = table.header.cells.first().map(header_key);
    let has_more = Columns::read(&table.header).has(ColumnRole::Description);
    has_more
        && matches!(
            first.as_deref(),
            Some("derived type" | "derived types" | "subtype" | "subtypes")
        )
}

/// The type of which a sentence announces the derived types: "The following table lists the derived types of
/// `[jar](../resources/jar.md)` that can be created."
fn announced_base(text: &Text) -> Option<TypeFacts> {
    const ANNOUNCES: &str = "derived types of ";
    let prose = Prose::new(text);
    let start = prose.lower.find(ANNOUNCES)? + ANNOUNCES.len();
    let Mention { name, link } = type_reference::first(&prose, start..prose.sentence_end(start))?;
    Some(TypeFacts {
        span: name.span,
        collection: false,
        name: SpelledType::Named {
            name: name.value,
            link,
        },
    })
}

/// The types that the rows of a table of derived types link to.
fn rows_of_derived(table: &Table, base: Option<&TypeFacts>, sink: &mut PageSink) -> Vec<ResourceFacts> {
    let Some(TypeFacts {
        name: SpelledType::Named { name, link },
        span,
        ..
    }) = base
    else {
        return Vec::new();
    };
    let mut types = Vec::new();
    for row in &table.rows {
        let Some(cell) = row.cells.first() else { continue };
        let prose = Prose::new(cell);
        let linked = type_reference::first(&prose, 0..prose.seen.len()).filter(|found| found.link.is_some());
        let Some(Mention { name: derived, .. }) = linked else {
            continue;
        };
        sink.used(row.span);
        types.push(ResourceFacts {
            bases: vec![BaseClaim {
                name: Spanned::new(name.clone(), *span),
                link: link.clone(),
                evidence: BaseEvidence::Prose,
            }],
            ..ResourceFacts::named(derived)
        });
    }
    types
}
