//! Rows of properties, each name once: what becomes of a row whose name stands before it already.
//!
//! Authors list a property under *Properties* and under *Relationships*, or write a second row with a better type and leave
//! the first. The first row stays, with what the other says more precisely.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Primitive, is_annotation, short_name};
use crate::page::sink::PageSink;
use crate::page::{PropertyFacts, RowKind, SpelledType, TypeFacts};

/// Rows of which no two have one name, whatever its case: what differs in nothing else is one property to the service.
#[derive(Default)]
pub(in crate::page) struct PropertyRows {
    rows: Vec<PropertyFacts>,
    places: BTreeMap<Ascii<String>, usize>,
}

impl PropertyRows {
    /// Rows that were read before.
    pub(in crate::page) fn of(rows: Vec<PropertyFacts>) -> Self {
        let mut places = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            places.entry(Ascii::new(row.name.value.clone())).or_insert(place);
        }
        Self { rows, places }
    }

    /// Adds a row of a type, unless it is one of an annotation; otherwise like [`add`](Self::add).
    pub(in crate::page) fn add_property(
        &mut self,
        row: PropertyFacts,
        shown: &[PropertyFacts],
        sink: &mut PageSink,
    ) {
        // Annotations such as `@microsoft.graph.conflictBehavior` are no properties of the type; nor are those whose mark
        // is forgotten.
        if is_annotation(&row.name.value) {
            sink.ignored(row.span, IgnoreReason::AnnotationRow);
            return;
        }
        let span = row.span;
        if self.add(row, shown, sink) {
            sink.used(span);
        }
    }

    /// Adds a row; whether it is the first of its name. If it is not, that is reported. `shown`: what the JSON
    /// representation says of the properties.
    pub(in crate::page) fn add(
        &mut self,
        row: PropertyFacts,
        shown: &[PropertyFacts],
        sink: &mut PageSink,
    ) -> bool {
        let name = Ascii::new(row.name.value.clone());
        let place = *self.places.entry(name).or_insert(self.rows.len());
        let first = self.rows.get_mut(place);
        let is_first = first.is_none();
        match first {
            Some(first) => join(first, row, shown, sink),
            None => self.rows.push(row),
        }
        is_first
    }

    /// The rows, in the order of the page.
    pub(in crate::page) fn into_vec(self) -> Vec<PropertyFacts> {
        self.rows
    }
}

/// Takes what a later row of the same name says better, and reports it.
fn join(first: &mut PropertyFacts, row: PropertyFacts, shown: &[PropertyFacts], sink: &mut PageSink) {
    let name = Ascii::new(row.name.value.as_str());
    let shown = shown
        .iter()
        .find(|shown| Ascii::new(shown.name.value.as_str()) == name);
    let message = if first.name.value == row.name.value {
        format!("`{}` stands twice", row.name.value)
    } else {
        format!(
            "`{}` stands here, and `{}` before it",
            row.name.value, first.name.value
        )
    };
    let diagnostic = Diagnostic::new(Code::RepeatedRow, row.name.span, message)
        .label(first.name.span, "it stands here first");
    let has_better_name = is_better_name(&row, first, shown);
    let better_type = better_type(&row.ty, &first.ty, shown);
    let becomes_relationship =
        row.kind == RowKind::Relationship && first.kind == RowKind::Property && is_same(&row.ty, &first.ty);
    let help = if let Some(why) = better_type {
        why
    } else if becomes_relationship {
        "it was read as a relationship"
    } else if has_better_name {
        "the first row was kept, with the name of this one"
    } else {
        "the first row was kept"
    };
    sink.push(diagnostic.help(help));
    if becomes_relationship {
        first.kind = RowKind::Relationship;
    }
    if better_type.is_some() {
        first.ty = row.ty;
        first.kind = row.kind;
        first.values = row.values;
        first.flags = row.flags;
    }
    if has_better_name {
        first.name = row.name;
    }
}

/// Whether the name of a row is the better one of two that differ in case: the representation has it, or it alone begins
/// with a small letter, as those of the service do.
fn is_better_name(row: &PropertyFacts, first: &PropertyFacts, shown: Option<&PropertyFacts>) -> bool {
    let (name, other) = (&row.name.value, &first.name.value);
    if let Some(shown) = shown.map(|shown| &shown.name.value)
        && (shown == name || shown == other)
    {
        return shown == name && name != other;
    }
    name.starts_with(char::is_lowercase) && !other.starts_with(char::is_lowercase)
}

/// Why the type of a row is better than that of the first, if it is: the representation has it and not the other, or it says
/// more.
fn better_type(ty: &TypeFacts, first: &TypeFacts, shown: Option<&PropertyFacts>) -> Option<&'static str> {
    if is_same(ty, first) {
        return None;
    }
    if let Some(shown) = shown {
        match (is_same(ty, &shown.ty), is_same(first, &shown.ty)) {
            (true, false) => {
                return Some("the type of this row was taken, which the representation has, too");
            }
            (false, true) => return None,
            _ => {}
        }
    }
    (precision(&ty.name) > precision(&first.name))
        .then_some("the type of this row was taken, which says more")
}

/// How much a type says of a value.
fn precision(ty: &SpelledType) -> u8 {
    match ty {
        SpelledType::Unknown(_) => 0,
        SpelledType::Primitive(Primitive::Untyped) => 1,
        // Whatever stands between quotation marks in JSON is called a text.
        SpelledType::Primitive(Primitive::String) | SpelledType::Union(_) => 2,
        SpelledType::Primitive(_) | SpelledType::Enumeration | SpelledType::Named { .. } => 3,
    }
}

/// Whether two types are the same but for namespaces, links and places.
fn is_same(a: &TypeFacts, b: &TypeFacts) -> bool {
    let is_same_item = match (&a.name, &b.name) {
        (SpelledType::Named { name: a, .. }, SpelledType::Named { name: b, .. }) => {
            Ascii::new(short_name(a)) == Ascii::new(short_name(b))
        }
        (a, b) => a == b,
    };
    is_same_item && a.collection == b.collection
}

#[cfg(test)]
mod tests {
    use crate::page::tests::page_at;
    use crate::page::{RowKind, SpelledType};

    /// The rows of a page about racks: name, type, kind; and how many are reported.
    fn read(rows: &str, relationships: &str, json: &str) -> (Vec<(String, String, RowKind)>, usize) {
        let text = format!(
            "# rack resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n{rows}\n\n## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|\n{relationships}\n\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.rack\" }} -->\n```json\n{json}\n```\n"
        );
        let (page, sink) = page_at("v1.0/resources/rack.md", &text);
        let rows = page.resource().unwrap().properties.iter().map(|row| {
            let ty = match &row.ty.name {
                SpelledType::Named { name, .. } => name.clone(),
                SpelledType::Primitive(primitive) => primitive.qualified(),
                other => format!("{other:?}"),
            };
            (row.name.value.clone(), ty, row.kind)
        });
        let reported = sink.iter().filter(|code| code.as_str() == "repeated-row");
        (rows.collect(), reported.count())
    }

    fn row(name: &str, ty: &str, kind: RowKind) -> (String, String, RowKind) {
        (name.to_owned(), ty.to_owned(), kind)
    }

    #[test]
    fn the_type_that_says_more_is_kept() {
        for (first, second, json, expected) in [
            ("String", "Int32", "{}", "Edm.Int32"),
            ("Int32", "String", "{}", "Edm.Int32"),
            ("String", "[shelf](shelf.md)", "{}", "shelf"),
            ("", "String", "{}", "Edm.String"),
            ("Int32", "Int64", "{}", "Edm.Int32"),
            (
                "[shelf](shelf.md)",
                "[board](board.md)",
                "{\"part\": {\"@odata.type\": \"microsoft.graph.board\"}}",
                "board",
            ),
            ("String", "Int32", "{\"part\": \"String\"}", "Edm.String"),
        ] {
            let rows = format!("|part|{first}|One.|\n|part|{second}|Two.|");
            assert_eq!(
                read(&rows, "", json),
                (vec![row("part", expected, RowKind::Property)], 1),
                "{first} {second} {json}"
            );
        }
    }

    #[test]
    fn what_stands_in_both_tables_is_a_relationship() {
        let rows = "|shelves|[shelf](shelf.md) collection|One.|";
        assert_eq!(
            read(rows, rows, "{}"),
            (vec![row("shelves", "shelf", RowKind::Relationship)], 1)
        );
    }

    #[test]
    fn names_that_differ_in_case_are_one() {
        let rows = |first, second| format!("|{first}|String|One.|\n|{second}|String|Two.|");
        for (first, second, json, name) in [
            ("Id", "id", "{}", "id"),
            ("id", "Id", "{}", "id"),
            ("subUnit", "subunit", "{}", "subUnit"),
            ("subUnit", "subunit", "{\"subunit\": \"String\"}", "subunit"),
        ] {
            assert_eq!(
                read(&rows(first, second), "", json),
                (vec![row(name, "Edm.String", RowKind::Property)], 1),
                "{first} {second}"
            );
        }
    }
}
