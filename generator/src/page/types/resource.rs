//! Reads a resource page: the type with its properties, base types and derived types.

mod fence;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{PageName, short_name};
use crate::markdown::{Block, BlockKind, Table};
use crate::page::sink::PageSink;
use crate::rules::abstract_type::is_abstract;
use crate::rules::inheritance::inheritance;
use crate::rules::open_type::is_open;
use crate::rules::prose::Prose;
use crate::rules::type_reference::{self, Mention};
use crate::span::Spanned;

use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::property_row::{is_property_table, read_table};
use crate::page::cells::repeated_rows::PropertyRows;
use crate::page::context::PageContext;
use crate::page::head::deprecation;
use crate::page::sections::{Section, SectionKind};
use crate::page::types::enums::header_text;
use crate::page::types::{representation, value_tables};
use crate::page::{
    BaseClaim, BaseEvidence, DerivedClaim, PropertyFacts, ResourceFacts, RowKind, SpelledType,
};

/// The type that the page documents. `name` is the name that the title gives, if it is one.
pub(in crate::page) fn read(
    page: &PageContext<'_>,
    name: Option<Spanned<String>>,
    sink: &mut PageSink,
) -> Option<ResourceFacts> {
    let representation = fence::representation(page, name.as_ref(), sink);
    let annotation = representation.as_ref().and_then(|found| found.annotation);
    let annotated_name = match annotation {
        Some(annotation) => annotation
            .odata_type
            .as_deref()
            .map(|name| annotation.locate(name)),
        None => representation.as_ref().and_then(fence::Representation::own_name),
    };
    let name = name.or_else(|| {
        let annotated = annotated_name.clone()?;
        Some(annotated.map(|full| short_name(&full).to_owned()))
    })?;
    check_annotation(&name, annotated_name.as_ref(), sink);
    let open = annotation.is_some_and(|annotation| annotation.open_type);
    let shown = representation.as_ref().map(|found| found.properties(open));
    let shown = shown.unwrap_or_default();
    let mut facts = ResourceFacts {
        name,
        annotated_name,
        bases: Vec::new(),
        derived: Vec::new(),
        is_abstract: annotation.is_some_and(|annotation| annotation.is_abstract),
        open,
        key_property: match annotation {
            Some(annotation) => annotation
                .key_property
                .as_deref()
                .map(|name| annotation.locate(name)),
            None => representation
                .as_ref()
                .and_then(fence::Representation::identifier),
        },
        methods: crate::page::types::methods::read(page, sink),
        properties: properties(page, &shown, sink),
        json: None,
        representation: Vec::new(),
    };
    deprecation::mark_rows(page.sections, &mut facts.properties);
    value_tables::read(page, &mut facts.properties, sink);
    family(page, &mut facts, sink);
    if annotation.is_some_and(|annotation| annotation.has_no_base) {
        leave_out_bases(&mut facts, sink);
    }
    if let Some(base) =
        annotation.and_then(|annotation| Some(annotation.locate(annotation.base_type.as_deref()?)))
    {
        facts.bases.push(BaseClaim {
            name: base,
            link: None,
            evidence: BaseEvidence::Annotation,
        });
    }
    for property in &facts.properties {
        let Some(base) = &property.inherited_from else {
            continue;
        };
        if !facts
            .bases
            .iter()
            .any(|claim| claim.name.value == base.value && claim.evidence == BaseEvidence::Row)
        {
            facts.bases.push(BaseClaim {
                name: base.clone(),
                link: None,
                evidence: BaseEvidence::Row,
            });
        }
    }
    if let Some(mut found) = representation {
        let was_wrapped = found.take_out_of_wrap(&facts);
        facts.representation = if was_wrapped || facts.open != open {
            found.properties(facts.open)
        } else {
            shown
        };
        facts.json = found.json;
        if let Some(json) = &facts.json {
            leave_out_lists_of_objects(&json.value, &mut facts.properties, sink);
        }
        take_lists(&facts.properties, &mut facts.representation);
    }
    Some(facts)
}

/// Leaves out the values of rows that the representation shows as objects of their types, where the row links to the page of
/// the type, or the representation shows other rows with values as text: what is listed are values of a property of the
/// object.
fn leave_out_lists_of_objects(json: &Value, rows: &mut [PropertyFacts], sink: &mut PageSink) {
    let has_list = |row: &PropertyFacts| !row.values.is_empty() && row.ty.named().is_some();
    let shown = |row: &PropertyFacts| match json.get(&row.name.value) {
        Some(Value::Array(items)) => items.first(),
        shown => shown,
    };
    let mut lists = rows.iter().filter(|row| has_list(row));
    let shows_text = lists.any(|row| shown(row).is_some_and(Value::is_string));
    for row in rows.iter_mut().filter(|row| has_list(row)) {
        let is_own = |name: &str| row.ty.named().is_some_and(|own| fence::is_same_type(name, own));
        let shown = shown(row)
            .and_then(Value::as_object)
            .and_then(representation::type_of);
        let is_object = matches!(&shown, Some((SpelledType::Named { name, .. }, _)) if is_own(name));
        if is_object && (shows_text || links_to_own_page(&row.ty.name)) {
            let message = format!(
                "`{}` is shown as an object, and values are listed for it",
                row.name.value
            );
            sink.push(
                Diagnostic::new(Code::UnknownValueList, row.name.span, message)
                    .help("they are those of no enumeration"),
            );
            row.values.clear();
        }
    }
}

/// Whether a type is linked to a page that has its name.
fn links_to_own_page(ty: &SpelledType) -> bool {
    match ty {
        SpelledType::Named {
            name,
            link: Some(link),
        } => PageName::new(link.as_str())
            .last()
            .eq_ignore_ascii_case(short_name(name)),
        _ => false,
    }
}

/// A key whose placeholder names a type takes the values that the table lists for it: where no page documents
/// that type, they are the members of an enumeration.
fn take_lists(rows: &[PropertyFacts], keys: &mut [PropertyFacts]) {
    let lists: BTreeMap<&str, &PropertyFacts> = rows
        .iter()
        .filter(|row| !row.values.is_empty())
        .map(|row| (row.name.value.as_str(), row))
        .collect();
    for key in keys {
        if let (SpelledType::Named { .. }, Some(row)) = (&key.ty.name, lists.get(key.name.value.as_str())) {
            key.values.clone_from(&row.values);
        }
    }
}

/// Notes a title that is an alias, such as *Chart* for `workbookChart`. The annotation has the type's name.
fn check_annotation(name: &Spanned<String>, annotated: Option<&Spanned<String>>, sink: &mut PageSink) {
    let Some(annotated) = annotated else { return };
    if !fence::is_same_type(&annotated.value, &name.value) {
        sink.push(
            Diagnostic::new(
                Code::AnnotationMismatch,
                annotated.span,
                format!("the annotation names the type `{}`", annotated.value),
            )
            .label(name.span, format!("the title names it `{}`", name.value)),
        );
    }
}

/// What a section says about the tables in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TableOwner {
    Properties,
    Relationships,
    /// The top of the page, or a heading that is not known.
    Unlabelled,
    Foreign,
}

impl TableOwner {
    /// What the tables list.
    fn row_kind(self) -> RowKind {
        match self {
            Self::Relationships => RowKind::Relationship,
            Self::Properties | Self::Unlabelled | Self::Foreign => RowKind::Property,
        }
    }
}

fn owner_of_tables(page: &PageContext<'_>, index: usize, section: &Section<'_>) -> TableOwner {
    match section.kind {
        SectionKind::Properties => TableOwner::Properties,
        SectionKind::Relationships => TableOwner::Relationships,
        SectionKind::Top => TableOwner::Unlabelled,
        SectionKind::Other => {
            // Groups of properties: `### Azure AD properties` under `## Properties`.
            if page.sections.is_below(index, &SectionKind::Properties) {
                TableOwner::Properties
            } else if page.sections.is_below(index, &SectionKind::Relationships) {
                TableOwner::Relationships
            } else {
                TableOwner::Unlabelled
            }
        }
        _ => TableOwner::Foreign,
    }
}

/// Whether a section of the page is one of a type's properties and has a table of them.
pub(in crate::page) fn lists_properties(page: &PageContext<'_>) -> bool {
    let sections = page.sections.of_kind(&SectionKind::Properties);
    let mut blocks = sections.flat_map(|(_, section)| section.all_blocks());
    blocks.any(|block| match &block.kind {
        BlockKind::Table(table) => is_property_table(&Columns::read(&table.header)),
        _ => false,
    })
}

/// The rows of all tables of properties and relationships. Tables outside of these sections count only where
/// the page has none inside: there they describe something else, such as the content of a policy definition.
/// `shown`: what the JSON representation says of them.
fn properties(page: &PageContext<'_>, shown: &[PropertyFacts], sink: &mut PageSink) -> Vec<PropertyFacts> {
    let mut own: Vec<(&Table, Columns, RowKind)> = Vec::new();
    let mut unlabelled: Vec<(&Table, Columns, RowKind)> = Vec::new();
    for (index, section) in page.sections.iter().enumerate() {
        let owner = owner_of_tables(page, index, section);
        if owner == TableOwner::Foreign {
            continue;
        }
        for block in section.all_blocks() {
            let BlockKind::Table(table) = &block.kind else {
                continue;
            };
            let columns = Columns::read(&table.header);
            match owner {
                TableOwner::Unlabelled
                    if is_property_table(&columns) && columns.first() != Some(ColumnRole::Name) =>
                {
                    let kind = match columns.first() {
                        Some(ColumnRole::Relationship) => RowKind::Relationship,
                        _ => RowKind::Property,
                    };
                    unlabelled.push((table, columns, kind));
                }
                TableOwner::Unlabelled => {}
                _ if is_property_table(&columns) => own.push((table, columns, owner.row_kind())),
                _ if matches!(section.kind, SectionKind::Properties | SectionKind::Relationships) => {
                    let header = header_text(table);
                    let message = format!("a table with the header `{header}` is not known here");
                    let diagnostic = Diagnostic::new(Code::UnknownTable, table.header.span, message);
                    let renamed = columns.into_properties();
                    if is_property_table(&renamed) {
                        sink.push(diagnostic.help("it was read as a table of properties"));
                        own.push((table, renamed, owner.row_kind()));
                    } else {
                        sink.push(diagnostic.help("the table was skipped"));
                    }
                }
                _ => {}
            }
        }
    }
    let has_own = own.iter().any(|(.., kind)| *kind == RowKind::Property);
    if !has_own {
        own.splice(0..0, unlabelled);
    }
    let mut rows = PropertyRows::default();
    for (table, columns, kind) in own {
        for row in read_table(table, &columns, kind, shown, sink) {
            rows.add_property(row, shown, sink);
        }
    }
    rows.into_vec()
}

/// Leaves out the bases that prose names, where the annotation says that there is none.
fn leave_out_bases(facts: &mut ResourceFacts, sink: &mut PageSink) {
    for claim in std::mem::take(&mut facts.bases) {
        let message = format!(
            "`{}` derives from `{}` here, but the annotation says that it has no base",
            facts.name.value, claim.name.value
        );
        let diagnostic = Diagnostic::new(Code::BaseConflict, claim.name.span, message);
        sink.push(diagnostic.help("the annotation was believed"));
    }
}

/// Reads base types, derived types and abstractness from the prose of the page.
fn family(page: &PageContext<'_>, facts: &mut ResourceFacts, sink: &mut PageSink) {
    for section in page.sections.iter() {
        if !matches!(
            section.kind,
            SectionKind::Top
                | SectionKind::Properties
                | SectionKind::Relationships
                | SectionKind::Derived
                | SectionKind::Other
        ) {
            continue;
        }
        let mut list_follows = section.kind == SectionKind::Derived;
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    let found = inheritance(&prose, &facts.name.value);
                    list_follows |= found.list_follows;
                    for Mention { name, link } in found.bases {
                        facts.bases.push(BaseClaim {
                            name,
                            link,
                            evidence: BaseEvidence::Prose,
                        });
                    }
                    facts.derived.extend(found.derived.into_iter().map(derived));
                    if section.kind == SectionKind::Top {
                        facts.is_abstract |= is_abstract(&prose);
                        facts.open |= is_open(&prose);
                    }
                }
                // "> This is an abstract type and can't be used directly."
                BlockKind::Quote(blocks) if section.kind == SectionKind::Top => {
                    let mut texts = blocks.iter().filter_map(Block::paragraph);
                    facts.is_abstract |= texts.any(|text| is_abstract(&Prose::new(text)));
                }
                BlockKind::List { items, .. } if list_follows => {
                    list_follows = false;
                    for item in items {
                        let text = item.iter().find_map(Block::paragraph);
                        facts.derived.extend(text.and_then(first_type).map(derived));
                    }
                }
                BlockKind::Table(table) if section.kind == SectionKind::Derived => {
                    for row in &table.rows {
                        if let Some(name) = row.cells.first().and_then(first_type) {
                            sink.used(row.span);
                            facts.derived.push(derived(name));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    facts
        .derived
        .retain(|claim| seen.insert(claim.name.value.clone()));
}

fn derived(Mention { name, link }: Mention) -> DerivedClaim {
    DerivedClaim { name, link }
}

fn first_type(text: &crate::markdown::Text) -> Option<Mention> {
    let prose = Prose::new(text);
    let end = prose.seen.len();
    type_reference::all(&prose, 0..end)
        .into_iter()
        .next()
        .or_else(|| type_reference::first(&prose, 0..end))
}
