//! Types: the union of what resource pages and body tables say.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Cardinality, KEY, Method, TypeName, is_annotation, is_created, singular};
use crate::markdown::{Passage, Text};
use crate::model::enums::member;
use crate::model::names::index::{Index, namespace};
use crate::model::store::Input;
use crate::model::types::TypeTable;
use crate::model::types::property_index::{PropertyIndex, PropertyIndexes};
use crate::model::{Evidence, Property, Type, TypeRef, ValueType};
use crate::page::{self, BodyFacts, OperationFacts, Page, PropertyFacts, ResourceFacts, RowKind};
use crate::span::Span;

/// All types that the pages of one version describe. Bases are decided later.
pub(in crate::model) fn merge(input: &Input<'_>, sink: &mut Diagnostics) -> TypeTable {
    let Input {
        sources,
        index,
        pages,
        ..
    } = input;
    let mut merger = TypeMerger {
        input,
        types: TypeTable::default(),
        indexes: PropertyIndexes::default(),
        sink,
    };
    let mut resources: Vec<(&Page, &ResourceFacts)> = pages
        .iter()
        .flat_map(|page| page.resource().map(move |resource| (*page, resource)))
        .collect();
    // `user.md` is the page of *user*; `intune-onboarding-user.md` says what one area adds to it.
    resources.sort_by_cached_key(|(page, resource)| {
        let name = index.of_resource(page, resource);
        !name.has_short_name(sources.file(page.file).page_name().as_str())
    });
    for (page, resource) in resources {
        merger.add_resource(page, resource);
    }
    for page in pages.iter().filter(|page| page.resource().is_none()) {
        for described in page.types() {
            merger.add_type(page, described);
        }
    }
    // Pages of the types first: where a body table says something else, they win.
    for page in pages {
        for operation in page.operations() {
            merger.add_body(page, operation);
        }
    }
    merger.add_root();
    merger.types
}

/// The types that the pages read so far describe.
struct TypeMerger<'m, 'p> {
    input: &'m Input<'p>,
    types: TypeTable,
    indexes: PropertyIndexes,
    sink: &'m mut Diagnostics,
}

impl TypeMerger<'_, '_> {
    /// Adds the type that a page is about.
    fn add_resource(&mut self, page: &Page, resource: &ResourceFacts) {
        let name = self.input.index.of_resource(page, resource);
        if let Some(first) = self.types.get(&name)
            && !first.pages.contains(&page.file)
        {
            let text = format!("another page documents `{name}`, too");
            self.sink.push(
                Diagnostic::new(Code::DuplicatePage, resource.name.span, text)
                    .label(first.span, "this one")
                    .help("the properties of both were joined"),
            );
        }
        let ty = self.add_type(page, resource);
        if !ty.pages.contains(&page.file) {
            ty.pages.push(page.file);
        }
        if ty.description.is_empty() {
            ty.description.clone_from(&page.description);
        }
        if ty.deprecated.is_none() {
            ty.deprecated = page.deprecated.as_ref().map(|sentence| sentence.value.clone());
        }
    }

    /// Adds a type with its properties. An API page may describe one beside its operations: it is about these, so that it is
    /// no page of the type.
    fn add_type(&mut self, page: &Page, facts: &ResourceFacts) -> &mut Type {
        let index = &self.input.index;
        let name = index.of_resource(page, facts);
        let ty = self
            .types
            .get_or_insert(Type::new(name, page.version(), facts.name.span));
        ty.entity |= has_key(facts);
        ty.is_abstract |= facts.is_abstract;
        ty.open |= facts.open;
        let mut rows = self.indexes.of(ty);
        for row in &facts.properties {
            add_property(&mut rows, property(index, row, namespace(page)), self.sink);
        }
        ty
    }

    /// Adds the type that a body table describes: pages of the API folder alone are enough for a model, and some properties
    /// stand only in the tables of what is sent.
    fn add_body(&mut self, page: &Page, operation: &OperationFacts) {
        let BodyFacts::Object {
            ty: Some(facts),
            properties,
        } = &operation.body
        else {
            return;
        };
        if properties.is_empty() {
            return;
        }
        let index = &self.input.index;
        let TypeRef::Type(name) = index.type_ref(facts, namespace(page)) else {
            return;
        };
        // The rows of a choice are those of all its types.
        let is_choice = !operation.body_alternatives.is_empty();
        let is_known = self.types.contains(&name);
        if is_known && (is_choice || !sends_the_type(page, operation)) {
            return;
        }
        // What only a sentence names tells nothing of a type but which of its properties must be sent.
        let is_named_only = |row: &PropertyFacts| row.kind == RowKind::Untabled;
        if !is_known && properties.iter().all(is_named_only) {
            return;
        }
        let ty = self
            .types
            .get_or_insert(Type::new(name, page.version(), facts.span));
        ty.entity |= has_id(properties) || (ty.pages.is_empty() && answers_with_key(operation));
        let listed: BTreeSet<&str> = properties.iter().map(|row| row.name.value.as_str()).collect();
        let of_own = ValueType::new(TypeRef::Type(ty.name.clone()), Cardinality::Many);
        let mut rows = self.indexes.of(ty);
        for row in properties {
            if is_named_only(row) && rows.get(&row.name.value).is_none() {
                continue;
            }
            let property = Property {
                evidence: Evidence::Body,
                ..property(index, row, namespace(page))
            };
            // A row whose type is a collection of the table's own type belongs to the object that holds the collection,
            // if a page documents the type.
            let is_of_whole = property.ty == of_own && !rows.ty.pages.is_empty();
            if !is_of_whole && !is_annotation(&property.name) {
                if let Some(diagnostic) = near_twin(&mut rows, &property, &listed) {
                    self.sink.push(diagnostic);
                }
                add_property(&mut rows, property, self.sink);
            }
        }
    }

    /// Adds the root type, which pages name as a base without saying what it is: an entity with an `id`.
    fn add_root(&mut self) {
        let Some(span) = self.input.pages.first().map(|page| Span::new(page.file, 0, 0)) else {
            return;
        };
        let description = |text: &str| Passage::of_text(&Text::parse(text, span));
        let key = Property {
            read_only: true,
            nullable: Some(false),
            description: description("The key of the entity."),
            ..Property::new(KEY, TypeRef::STRING, span)
        };
        let root = Type {
            is_abstract: true,
            description: description("The type from which every entity derives."),
            properties: vec![key],
            ..Type::new(TypeName::root(), self.input.version, span)
        };
        self.types.get_or_insert(root).entity = true;
    }
}

/// Whether the page says that values of the type have a key.
fn has_key(resource: &ResourceFacts) -> bool {
    resource.key_property.is_some() || (!resource.methods.is_empty() && has_id(&resource.properties))
}

fn has_id(properties: &[PropertyFacts]) -> bool {
    properties.iter().any(PropertyFacts::can_be_key)
}

/// Whether an operation creates or changes an object of the body's type, so that the rows of its table are
/// properties; those of an action (`accessReviewInstance: batchRecordDecisions`) are parameters.
fn sends_the_type(page: &Page, operation: &OperationFacts) -> bool {
    match operation.method {
        Method::Patch | Method::Put => true,
        Method::Post => page.title.value.says_creation(),
        Method::Delete | Method::Get | Method::Head => false,
    }
}

/// Whether what a creation answers with has a key, in each example that shows the answer.
fn answers_with_key(operation: &OperationFacts) -> bool {
    let answers = operation
        .examples
        .iter()
        .filter_map(|example| example.response.as_ref());
    let created = answers.filter_map(|answer| {
        let object = answer.body.json()?.as_object()?;
        (is_created(answer.status.value) || says_entity(object)).then_some(object)
    });
    let mut created = created.peekable();
    created.peek().is_some() && created.all(|object| object.get(KEY).is_some_and(Value::is_string))
}

/// Whether the context of an answer says that it is an entity: `…/$metadata#kites/$entity`.
fn says_entity(answer: &Map<String, Value>) -> bool {
    let context = answer.get("@odata.context").and_then(Value::as_str);
    context.is_some_and(|context| context.ends_with("/$entity"))
}

/// What a row says, with the names resolved.
pub(in crate::model) fn property(index: &Index, facts: &PropertyFacts, namespace: &str) -> Property {
    let ty = match facts.ty.name {
        page::SpelledType::Enumeration => index.enumeration_of(facts).map(TypeRef::Enum),
        _ => None,
    };
    let ty = ty.unwrap_or_else(|| index.type_of_row(facts.into(), namespace));
    let ty = ValueType::new(ty, facts.ty.cardinality());
    Property {
        navigation: facts.kind == RowKind::Relationship,
        inherited_from: facts
            .inherited_from
            .as_ref()
            .map(|name| index.qualified_or_new(&name.value, None, namespace)),
        required: facts.required,
        read_only: facts.read_only,
        nullable: facts.nullable,
        supports: facts.supports.clone(),
        values: facts.values.iter().map(member).collect(),
        flags: facts.flags,
        default: facts
            .default
            .clone()
            .filter(|value| can_be_default(value, &ty.item)),
        description: Passage::of_text(&facts.description),
        deprecated: facts.deprecated.clone(),
        ..Property::new(&facts.name.value, ty, facts.span)
    }
}

/// Whether a value that prose calls the default can be that of a type. A number or a truth value beside an object is the default
/// of a property of the object: "How often it lands (default is 12 hours), and whether …".
fn can_be_default(value: &str, ty: &TypeRef) -> bool {
    let is_literal = matches!(value, "true" | "false") || value.parse::<f64>().is_ok();
    !(is_literal && matches!(ty, TypeRef::Type(_)))
}

/// Adds a property, or joins it with what another page said of it.
fn add_property(rows: &mut PropertyIndex<'_>, mut new: Property, sink: &mut Diagnostics) {
    let owner = rows.ty.name.clone();
    // "Inherited from [virtualEvent]" in a row of *virtualEvent* was copied from a derived type.
    new.inherited_from = new.inherited_from.filter(|base| *base != owner);
    let Some(old) = rows.get(&new.name) else {
        rows.push(new);
        return;
    };
    if old.name != new.name {
        sink.push(spelling_conflict(&new, &owner, &old.name, old.span));
    }
    if old.ty != new.ty {
        if old.ty.item.is_untyped() {
            old.ty = new.ty.clone();
        } else if !new.ty.item.is_untyped() {
            sink.push(
                Diagnostic::new(
                    Code::TypeConflict,
                    new.span,
                    format!("`{}` of `{owner}` is {} here", new.name, new.ty),
                )
                .label(old.span, format!("and {} here, which was taken", old.ty)),
            );
        }
    }
    old.required = old.required.or(new.required);
    old.nullable = old.nullable.or(new.nullable);
    old.read_only |= new.read_only;
    if old.supports.is_empty() {
        old.supports = new.supports;
    }
    if old.values.is_empty() {
        old.values = new.values;
    }
    if old.default.is_none() {
        old.default = new.default;
    }
    if old.description.is_empty() {
        old.description = new.description;
    }
    if old.inherited_from.is_none() {
        old.inherited_from = new.inherited_from;
    }
    if old.deprecated.is_none() {
        old.deprecated = new.deprecated;
    }
}

/// The diagnostic for a row of a body whose name the type does not have, where it has a property that is called the same in
/// the plural or the singular, and that the body does not list: `serviceFilter` and `serviceFilters`. Nothing says which of
/// the two is right, so that both stay.
fn near_twin(rows: &mut PropertyIndex<'_>, row: &Property, listed: &BTreeSet<&str>) -> Option<Diagnostic> {
    let name = &row.name;
    if rows.get(name).is_some() {
        return None;
    }
    let many = ["s", "es"].map(|end| format!("{name}{end}")).into_iter();
    let many = many.chain(name.strip_suffix('y').map(|stem| format!("{stem}ies")));
    let many = many.filter(|many| singular(many) == *name);
    for twin in many.chain([singular(name)]) {
        let twin = rows.get(&twin).filter(|twin| twin.evidence == Evidence::Row);
        let twin = twin.filter(|twin| twin.ty.item == row.ty.item && !listed.contains(twin.name.as_str()));
        let Some((twin, there)) = twin.map(|twin| (twin.name.clone(), twin.span)) else {
            continue;
        };
        let message = format!("`{}` has no `{name}` on its own page, but `{twin}`", rows.ty.name);
        let diagnostic = Diagnostic::new(Code::SpellingConflict, row.span, message);
        return Some(diagnostic.label(there, "it stands here").help("both were taken"));
    }
    None
}

/// The diagnostic for the name of a property that another place spells differently. The spelling of `taken`, which stands at
/// `there`, is used.
pub(in crate::model) fn spelling_conflict(
    property: &Property,
    owner: &TypeName,
    taken: &str,
    there: Span,
) -> Diagnostic {
    let text = format!("`{}` of `{owner}` is spelled so here", property.name);
    Diagnostic::new(Code::SpellingConflict, property.span, text)
        .label(there, format!("and `{taken}` here, which was taken"))
}
