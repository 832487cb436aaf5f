//! The walk through the objects of examples, along the types of the model.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::graph::{Method, NO_CONTENT, PathTemplate, TypeName, Version};
use crate::model::examples::derived_by_properties::narrowed;
use crate::model::examples::property_names::PropertyNames;
use crate::model::operations::Draft;
use crate::model::types::TypeTable;
use crate::model::{Operation, Property, ResponseContent, TypeRef};
use crate::page::{ExampleBody, ExampleFacts, ExampleJson, Outline, Step};
use crate::source::SourceMap;
use crate::span::Span;

/// What looks at the values.
pub(in crate::model) trait Visitor<'m> {
    /// A value of a property. `declaring` is the farthest type that has a row of it.
    fn known(&mut self, at: &Place<'m>, declaring: &TypeName, property: &'m Property, value: &'m Value);

    /// A value of which the type has no row. The object is of the type by its other values, or the
    /// type has no properties at all.
    fn unknown(&mut self, _at: &Place<'m>, _ty: &TypeName, _name: &'m str, _value: &'m Value) {}
}

/// Where a value stands.
pub(in crate::model) struct Place<'m> {
    sources: &'m SourceMap,
    /// The body.
    json: &'m ExampleJson,
    /// The way from the body to the value.
    steps: Vec<Step<'m>>,
    /// Where the values of the body stand, once that was asked for.
    outline: OnceCell<Outline<'m>>,
    /// The place of the example, which tells it from others.
    pub(in crate::model) example: Span,
    /// Whether it is sent rather than answered.
    pub(in crate::model) sent: bool,
}

impl Place<'_> {
    /// The name of the value, or the body where it is not found in the text.
    pub(in crate::model) fn name(&self) -> Span {
        let outline = self.outline.get_or_init(|| self.json.outline(self.sources));
        outline.place(&self.steps).unwrap_or(self.json.span)
    }
}

/// Whether an example is one of the operation of whose page it is, and the service did what it asks for. Some call an
/// operation of another page, or the other version of the service; they say nothing of what this one sends and answers.
pub(in crate::model) fn is_own(operation: &Operation, example: &ExampleFacts) -> bool {
    is_call(example, operation.version, operation.method, |path| {
        let mut paths = operation.paths.iter();
        paths.any(|known| known.template.matches(path))
    })
}

/// The same of an operation that is not put together yet.
pub(in crate::model) fn is_call(
    example: &ExampleFacts,
    version: Version,
    method: Method,
    is_path: impl Fn(&PathTemplate) -> bool,
) -> bool {
    let response = example.response.as_ref();
    if response.is_some_and(|response| response.status.value >= 400) {
        return false;
    }
    example.request.as_ref().is_none_or(|request| {
        let is_version = request.version().is_none_or(|sent| sent == version);
        let is_path = request.path().is_some_and(|path| is_path(&path));
        is_version && is_path && request.method == method
    })
}

/// Goes through the examples of operations.
pub(in crate::model) struct ExampleWalk<'m, V> {
    types: &'m TypeTable,
    sources: &'m SourceMap,
    /// The properties of each type that was met, by name, with the farthest type that has a row of it.
    known: BTreeMap<TypeName, BTreeMap<&'m str, (&'m TypeName, &'m Property)>>,
    names: &'m PropertyNames<'m>,
    /// The derived types that objects without the name of a type are of, by what is known: the base type and the
    /// names that it does not have.
    narrowed: BTreeMap<(TypeName, Vec<&'m str>), Option<&'m TypeName>>,
    pub(in crate::model) visitor: V,
}

impl<'m, V: Visitor<'m>> ExampleWalk<'m, V> {
    pub(in crate::model) fn new(
        types: &'m TypeTable,
        names: &'m PropertyNames<'m>,
        sources: &'m SourceMap,
        visitor: V,
    ) -> Self {
        Self {
            types,
            sources,
            names,
            known: BTreeMap::new(),
            narrowed: BTreeMap::new(),
            visitor,
        }
    }

    /// Goes through all that the examples of an operation send and answer.
    pub(in crate::model) fn operation(&mut self, draft: &'m Draft<'m>) {
        let Draft { operation, examples } = draft;
        for example in examples {
            if !is_own(operation, example) {
                continue;
            }
            let Some(place) = example.place() else {
                continue;
            };
            if let Some(body) = &operation.body
                && let Some(request) = &example.request
                && let ExampleBody::Json(json) = &request.body
            {
                let mut walk = self.of_body(json, place, true);
                match &body.ty {
                    Some(ty) => walk.of_type(ty, &json.value),
                    None => walk.rows(&body.properties),
                }
            }
            let response = example.response.as_ref();
            // An answer without content has no body, whatever stands there.
            let has_body = |status: u16| status < 300 && status != NO_CONTENT;
            let Some(response) = response.filter(|response| has_body(response.status.value)) else {
                continue;
            };
            if let ExampleBody::Json(json) = &response.body
                && let ResponseContent::One(ty) | ResponseContent::Many(ty) = &operation.response.content
            {
                self.of_body(json, place, false).answer(ty);
            }
        }
    }

    fn of_body(&mut self, json: &'m ExampleJson, example: Span, sent: bool) -> BodyWalk<'_, 'm, V> {
        let place = Place {
            sources: self.sources,
            json,
            steps: Vec::new(),
            outline: OnceCell::new(),
            example,
            sent,
        };
        BodyWalk { walk: self, place }
    }

    /// The type derived from another whose properties an object has that does not say what it is.
    fn derived_with(&mut self, ty: &TypeName, map: &'m Map<String, Value>) -> Option<&'m TypeName> {
        let (types, names) = (self.types, self.names);
        if !names.is_base(ty) || types.chain(ty).any(|ty| ty.open) {
            return None;
        }
        let unknown = map.keys().filter(|name| !names.has(ty, name));
        let unknown: Vec<&str> = unknown.map(String::as_str).collect();
        if unknown.is_empty() {
            return None;
        }
        let cached = (ty.clone(), unknown);
        if let Some(known) = self.narrowed.get(&cached) {
            return *known;
        }
        let found = narrowed(
            &cached.1,
            |name| Cow::Borrowed(names.below(ty, name)),
            |ty, name| names.has(ty, name),
            |ty| types.chain(ty).count(),
            |other, base| types.derives(other, base),
        );
        self.narrowed.insert(cached, found);
        found
    }

    /// A property of a type with the farthest type that has a row of it.
    fn property(&mut self, ty: &TypeName, name: &str) -> Option<(&'m TypeName, &'m Property)> {
        let types = self.types;
        let known = self.known.entry(ty.clone()).or_insert_with(|| {
            let chain = types.chain(ty);
            let rows = chain.flat_map(|ty| ty.properties.iter().map(move |row| (&ty.name, row)));
            // The farthest come last, and stay.
            rows.map(|(declaring, row)| (row.name.as_str(), (declaring, row)))
                .collect()
        });
        known.get(name).copied()
    }
}

/// Goes through one body.
struct BodyWalk<'w, 'm, V> {
    walk: &'w mut ExampleWalk<'m, V>,
    place: Place<'m>,
}

impl<'m, V: Visitor<'m>> BodyWalk<'_, 'm, V> {
    /// An object, or what stands in `{"value": …}`, unless that is a property of the object.
    fn answer(&mut self, ty: &TypeRef) {
        let json = self.place.json;
        let names = self.walk.names;
        let is_property = matches!(ty, TypeRef::Type(name) if names.has(name, "value"));
        let inner = json.value.get("value").filter(|inner| !inner.is_string());
        match inner.filter(|inner| !is_property || is_list_of_objects(inner)) {
            Some(inner) => self.within(Step::Key("value"), |walk| walk.of_type(ty, inner)),
            None => self.of_type(ty, &json.value),
        }
    }

    /// The parameters of an action.
    fn rows(&mut self, rows: &'m [Property]) {
        let rows: BTreeMap<&str, &Property> = rows.iter().map(|row| (row.name.as_str(), row)).collect();
        for (name, value) in self.place.json.value.as_object().into_iter().flatten() {
            if let Some(row) = rows.get(name.as_str()) {
                self.within(Step::Key(name), |walk| walk.of_type(&row.ty, value));
            }
        }
    }

    /// Does `walk` one step further in.
    fn within(&mut self, step: Step<'m>, walk: impl FnOnce(&mut Self)) {
        self.place.steps.push(step);
        walk(self);
        self.place.steps.pop();
    }

    fn of_type(&mut self, ty: &TypeRef, value: &'m Value) {
        let TypeRef::Type(name) = ty else { return };
        match value {
            Value::Object(map) => self.object(name, map),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.within(Step::Item(index), |walk| walk.of_type(ty, item));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, name: &TypeName, map: &'m Map<String, Value>) {
        let named = map.get("@odata.type").and_then(Value::as_str);
        let named = named.map(TypeName::parse);
        // What a type that nobody documents has says nothing of another one.
        let is_documented = named.as_ref().is_none_or(|named| self.walk.types.contains(named));
        let ty = named.filter(|_| is_documented).unwrap_or_else(|| name.clone());
        let ty = match map.contains_key("@odata.type") {
            true => ty,
            false => self.walk.derived_with(&ty, map).cloned().unwrap_or(ty),
        };
        let mut unknown = Vec::new();
        let mut known = BTreeSet::new();
        // What stands behind an `@` is said of the object or of a property, not by it.
        for (name, value) in map.iter().filter(|(name, _)| !name.contains('@')) {
            let Some((declaring, property)) = self.walk.property(&ty, name) else {
                unknown.push((name, value));
                continue;
            };
            known.insert(name.as_str());
            self.within(Step::Key(name), |body| {
                body.walk.visitor.known(&body.place, declaring, property, value);
                body.of_type(&property.ty, value);
            });
        }
        let names = self.walk.names;
        let is_of_type = names.is_empty(&ty) || names.tell(&known, unknown.len());
        if !is_of_type || !is_documented {
            return;
        }
        for (name, value) in unknown {
            self.within(Step::Key(name), |body| {
                body.walk.visitor.unknown(&body.place, &ty, name, value);
            });
        }
    }
}

fn is_list_of_objects(value: &Value) -> bool {
    let items = value.as_array();
    items.is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_object))
}
