//! Bodies of requests.
//!
//! The body of a request differs from what the service returns: a caller cannot set the properties that only the
//! service sets, and an update must distinguish a property that stays from one that is cleared. So a request whose
//! page has a table of the body gets a struct of its own; a request without such a table takes the model.

mod assigned_key;
mod settable;

use std::collections::BTreeSet;
use std::rc::Rc;

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{BIND, Method, Scalar, TypeName, is_annotation, is_json};
use crate::model::{Body, Operation, Property, TypeRef};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::operations::bodies::settable::SettableProperties;
use crate::resolve::operations::body_types::says_type;
use crate::resolve::plan::Items;
use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::docs::{DocsPlan, Sentence};
use crate::resolve::plan::ids::{EnumId, ItemId, ModuleId, OperationId, StructId};
use crate::resolve::plan::models::{FieldType, Indirection, Kind, StructPlan, StructRole};
use crate::resolve::plan::operations::BodyPlan;
use crate::resolve::types::enums;
use crate::resolve::types::models::{field, kind, names_of, property_kind};
use crate::resolve::types::registry::{Registry, is_closed_list};

pub(in crate::resolve) use self::settable::SettableByType;

/// Plans the bodies of the requests of a module.
pub(in crate::resolve) struct BodyPlanner<'r, 'a> {
    pub(in crate::resolve) registry: &'r Registry<'a>,
    pub(in crate::resolve) docs: &'r Docs<'r, 'a>,
    /// The module of the requests.
    pub(in crate::resolve) module: ModuleId,
    /// The names in that module.
    pub(in crate::resolve) names: UniqueNames,
    /// Where the structs of bodies and their enumerations go.
    pub(in crate::resolve) items: &'r mut Items,
    /// What the bodies take over from their types.
    pub(in crate::resolve) settable: &'r mut SettableByType<'a>,
    /// Hears where there is not enough.
    pub(in crate::resolve) sink: &'r mut Diagnostics,
}

/// The body of a request, with the enumerations that only it uses.
pub(in crate::resolve) struct PlannedBody {
    pub(in crate::resolve) body: BodyPlan,
    pub(in crate::resolve) enums: Vec<EnumId>,
}

impl BodyPlanner<'_, '_> {
    /// What the next request sends, which will be called `name`.
    pub(in crate::resolve) fn plan(&mut self, operation: &Operation, name: &str) -> PlannedBody {
        let mut one = OneBody {
            id: self.items.operations.next_id(),
            planner: self,
            name,
            enums: Vec::new(),
        };
        let body = one.plan(operation);
        let enums = one.enums;
        PlannedBody { body, enums }
    }
}

impl BodyPlanner<'_, '_> {
    /// The properties that a request does not send of the object that it creates, since the service assigns them. What an
    /// example sends can be sent.
    pub(in crate::resolve) fn set_by_service(
        &mut self,
        operation: &Operation,
        body: &BodyPlan,
    ) -> Vec<String> {
        let ty = operation.body.as_ref().and_then(Body::type_name);
        let Some(name) =
            ty.filter(|_| matches!(body, BodyPlan::Model(_)) && operation.method == Method::Post)
        else {
            return Vec::new();
        };
        let of_type = self.settable.get(self.registry, name);
        let by_service = of_type.set_by_service();
        if !self.settable.take_room(by_service.len()) {
            return Vec::new();
        }
        let is_sent = |name: &&&str| assigned_key::is_sent(operation, name);
        let names = by_service.iter().filter(|name| !is_sent(name));
        names.map(|name| (*name).to_owned()).collect()
    }
}

/// Plans the body of one request.
struct OneBody<'p, 'r, 'a> {
    planner: &'p mut BodyPlanner<'r, 'a>,
    /// The request.
    id: OperationId,
    /// The name of the request.
    name: &'p str,
    /// Enumerations that only this body uses.
    enums: Vec<EnumId>,
}

impl<'a> OneBody<'_, '_, 'a> {
    /// What is sent.
    fn plan(&mut self, operation: &Operation) -> BodyPlan {
        if !operation.method.writes() {
            return BodyPlan::None;
        }
        let Some(body) = &operation.body else {
            return BodyPlan::None;
        };
        if body.is_link() {
            return BodyPlan::Reference;
        }
        if !is_json(&body.content_type) {
            return BodyPlan::Bytes(BytesPlan {
                content_type: body.content_type.clone(),
                is_base64: false,
            });
        }
        let kind = body.ty.as_ref().map(|ty| kind(self.planner.registry, &ty.item));
        match kind {
            Some(Kind::Object(ty)) if body.is_many() => BodyPlan::Models(ty),
            Some(_) if body.is_many() => BodyPlan::Json,
            Some(Kind::Object(ty)) if self.is_of_derived_types(body) => match operation.method {
                Method::Patch => BodyPlan::Update(ty),
                _ => BodyPlan::Model(ty),
            },
            _ if (!body.properties.is_empty() || self.updates_one_type(operation.method, body))
                && self.take_room(operation, body) =>
            {
                BodyPlan::Own(self.body_struct(operation, body))
            }
            // The properties of a derived type can only be sent as a value of that type.
            Some(Kind::Object(ty)) if operation.method == Method::Patch => BodyPlan::Update(ty),
            Some(Kind::Object(ty)) => BodyPlan::Model(ty),
            Some(_) => BodyPlan::Json,
            None => BodyPlan::None,
        }
    }

    /// The type of a body, whose properties are added to those of the table: the table of a create may list only the
    /// required ones.
    fn added(&mut self, method: Method, body: &Body) -> Option<Rc<SettableProperties<'a>>> {
        let is_added = method != Method::Patch || !body.properties.iter().any(is_property);
        let name = body.type_name().filter(|_| is_added)?;
        Some(self.planner.settable.get(self.planner.registry, name))
    }

    /// Takes the room for the properties that are added to a table; tells whether there was enough.
    fn take_room(&mut self, operation: &Operation, body: &Body) -> bool {
        let added = self.added(operation.method, body);
        let added = added.map_or(0, |added| added.settable(operation.method).len());
        if self.planner.settable.take_room(added) {
            return true;
        }
        if let Some(path) = operation.paths.first() {
            let text = "the request takes a whole object: the bodies of all requests together have too many properties";
            self.planner
                .sink
                .push(Diagnostic::new(Code::InheritanceBound, path.span, text));
        }
        false
    }

    /// The struct of a body table.
    fn body_struct(&mut self, operation: &Operation, body: &Body) -> StructId {
        let method = operation.method;
        let name = self.planner.names.take(&names::part_of(self.name, "Body"));
        let type_name = body.type_name();
        let mut seen = BTreeSet::new();
        let listed = body.properties.iter().map(|property| (None, property));
        let added = self.added(method, body);
        let added = added.iter().flat_map(|added| added.settable(method));
        let properties: Vec<(Option<&TypeName>, &Property)> = listed
            .chain(added.map(|(declaring, property)| (Some(*declaring), *property)))
            .chain(body.example_properties.iter().map(|property| (None, property)))
            .filter(|(_, property)| !property.read_only && !property.name.starts_with('@'))
            .filter(|(_, property)| !assigned_key::is_assigned(operation, property))
            .filter(|(_, property)| seen.insert(Ascii::new(property.name.as_str())))
            .collect();
        let (names, additional) = names_of(properties.iter().map(|(_, property)| *property));
        let of_model = type_name.map(|name| self.planner.settable.get(self.planner.registry, name));
        let fields = properties
            .into_iter()
            .zip(names)
            .map(|((declaring, property), name)| {
                let ty = self.field_type(of_model.as_deref(), declaring, property);
                field(self.planner.docs.property_of_body(property), name, property, ty)
            })
            .collect();
        self.planner.items.structs.add(StructPlan {
            docs: DocsPlan::new(Vec::new(), Sentence::BodyOf(self.id)),
            name,
            module: self.planner.module,
            role: if method == Method::Patch {
                StructRole::Update
            } else {
                StructRole::Body
            },
            made_of: type_name.and_then(|name| Some(self.planner.registry.get(name)?.id)),
            graph_name: type_name.cloned(),
            base: None,
            write_type: type_name.is_some_and(|name| says_type(self.planner.registry, operation, name)),
            checks_type: false,
            open: type_name.is_some_and(|name| self.planner.registry.chain(name).any(|entry| entry.ty.open)),
            deprecated: None,
            fields,
            additional,
        })
    }

    /// Whether the tables of a body have rows that only types derived from its own have. An object of one of these types is
    /// sent then, which says its type.
    fn is_of_derived_types(&self, body: &Body) -> bool {
        let registry = self.planner.registry;
        let name = body.type_name();
        let is_base = |name: &&TypeName| {
            registry
                .get(name)
                .is_some_and(|entry| entry.polymorphic.is_some())
        };
        let Some(name) = name.filter(is_base) else {
            return false;
        };
        let own = registry.properties(name);
        let is_own = |row: &Property| {
            own.iter()
                .any(|(_, own)| own.name.eq_ignore_ascii_case(&row.name))
        };
        body.properties.iter().any(|row| is_property(row) && !is_own(row))
    }

    /// Whether a request without a table of its body updates an object of exactly one type. Its properties have three
    /// states then (absent, null, a value), which a model does not have. Where other types derive from the type, the
    /// request can update their properties too.
    fn updates_one_type(&self, method: Method, body: &Body) -> bool {
        let entry = body.type_name().and_then(|name| self.planner.registry.get(name));
        method == Method::Patch && entry.is_some_and(|entry| entry.polymorphic.is_none())
    }

    /// The type of a field: that of the model's field of the same name, where there is one.
    fn field_type(
        &mut self,
        of_model: Option<&SettableProperties<'a>>,
        declaring: Option<&TypeName>,
        property: &Property,
    ) -> FieldType {
        let declared = match declaring {
            Some(declaring) => Some((declaring, property)),
            None => of_model.and_then(|of_model| of_model.get(&property.name)),
        };
        let (kind, collection) = match declared {
            _ if property.name.ends_with(BIND) && property.ty.item == TypeRef::STRING => {
                (Kind::Scalar(Scalar::Reference), property.ty.is_many())
            }
            Some((declaring, property)) => (
                property_kind(self.planner.registry, declaring, property),
                property.ty.is_many(),
            ),
            None => (self.parameter_kind(property), property.ty.is_many()),
        };
        FieldType {
            kind,
            collection,
            // Nothing in a body leads back to it, so it needs neither box nor erased pointer.
            indirection: Indirection::None,
        }
    }

    fn parameter_kind(&mut self, property: &Property) -> Kind {
        if !is_closed_list(property) {
            return kind(self.planner.registry, &property.ty.item);
        }
        let spelled = names::pascal(&format!("{}_{}", self.name, property.name));
        let name = self.planner.names.take(&spelled);
        let of = ItemId::Operation(self.id);
        let plan = enums::of_values(self.planner.docs, self.planner.module, &name, of, property);
        let id = self.planner.items.enums.add(plan);
        self.enums.push(id);
        Kind::Enum(id)
    }
}

/// Whether a row of a body is a property rather than an annotation.
fn is_property(row: &Property) -> bool {
    !is_annotation(&row.name)
}
