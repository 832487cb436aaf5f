//! The planned types by the paths that fields name them with.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::narrow::narrowed;
use crate::resolve::plan::{
    DerivedPlan, EnumPlan, HolderPlan, Item, NamespacePlan, OperationPlan, StructPlan, TypePath,
};

/// The types of a version.
pub(super) struct Types<'p> {
    /// By name, with the module of the namespace.
    items: BTreeMap<&'p str, Vec<(Option<&'p str>, &'p Item)>>,
    /// By qualified name.
    structs: BTreeMap<&'p str, &'p StructPlan>,
    /// The indices of the fields by their names in JSON, by the places of the structs in memory: bodies and models
    /// of one type share all names. No order comes from these keys.
    fields: BTreeMap<*const StructPlan, BTreeMap<&'p str, usize>>,
}

/// Where a path is written, which says what [`TypePath::HERE`] means.
#[derive(Clone, Copy)]
pub(super) enum Home<'p> {
    /// A file of types; the module of its namespace.
    Models(Option<&'p str>),
    /// A module of requests, with the enumerations of the request.
    Request(&'p [EnumPlan]),
}

impl<'p> Types<'p> {
    /// The types of the namespaces, and the bodies of the operations.
    pub(super) fn new(namespaces: &'p [NamespacePlan], operations: &[&'p OperationPlan]) -> Self {
        let mut types = Self {
            items: BTreeMap::new(),
            structs: BTreeMap::new(),
            fields: BTreeMap::new(),
        };
        for body in operations.iter().filter_map(|plan| plan.body_struct.as_ref()) {
            types.fields.insert(body, fields(body));
        }
        for namespace in namespaces {
            let items = namespace.files.iter().flat_map(|file| &file.items);
            for item in items {
                let named = types.items.entry(item.name()).or_default();
                named.push((namespace.module.as_deref(), item));
                if let Item::Struct(plan) = item {
                    types.structs.insert(&plan.graph_name, plan);
                    types.fields.insert(plan, fields(plan));
                }
            }
        }
        types
    }

    /// The index of the field with a name in JSON.
    pub(super) fn field(&self, plan: &StructPlan, json: &str) -> Option<usize> {
        self.fields.get(&std::ptr::from_ref(plan))?.get(json).copied()
    }

    /// The struct of a qualified name.
    pub(super) fn named(&self, graph_name: &str) -> Option<&'p StructPlan> {
        self.structs.get(graph_name).copied()
    }

    /// The item that a path means in its home, with the path as it is seen from elsewhere and the item's own
    /// home.
    pub(super) fn get(&self, path: &TypePath, home: Home<'p>) -> Option<(&'p Item, TypePath, Home<'p>)> {
        let here = path.module.as_deref() == Some(TypePath::HERE);
        let module = match home {
            Home::Models(module) if here => module,
            // An enumeration of a request is no item; see `enumeration`.
            Home::Request(_) if here => return None,
            _ => path.module.as_deref(),
        };
        let mut named = self.items.get(path.name.as_str())?.iter();
        let (module, item) = named.find(|(other, _)| *other == module)?;
        let seen = TypePath {
            module: module.map(str::to_owned),
            name: path.name.clone(),
        };
        Some((item, seen, Home::Models(*module)))
    }

    /// The enumeration that a path means.
    pub(super) fn enumeration(&self, path: &TypePath, home: Home<'p>) -> Option<(&'p EnumPlan, TypePath)> {
        if let (Home::Request(own), Some(TypePath::HERE)) = (home, path.module.as_deref()) {
            let plan = own.iter().find(|plan| plan.name == path.name)?;
            return Some((plan, path.clone()));
        }
        match self.get(path, home)? {
            (Item::Enum(plan), seen, _) => Some((plan, seen)),
            _ => None,
        }
    }

    /// The type of a holder that `@odata.type` names: the base type, or a derived one.
    pub(super) fn variant(&self, holder: &'p HolderPlan, name: &str) -> Option<&'p TypePath> {
        let derived = holder.derived.iter();
        let derived = derived.map(|derived| (derived.graph_name.as_str(), &derived.ty));
        let all = std::iter::once((holder.base_graph_name.as_str(), &holder.base)).chain(derived);
        let exact = all.clone().find(|(known, _)| *known == name);
        let found = exact.or_else(|| {
            let mut others = all.filter(|(known, _)| self.is_other_name(known, name));
            others.next().filter(|_| others.next().is_none())
        });
        found.map(|(_, ty)| ty)
    }

    /// Whether a name that no documented type has means a type.
    pub(super) fn is_other_name(&self, graph_name: &str, name: &str) -> bool {
        self.named(name).is_none() && is_same_type(graph_name, name)
    }

    /// The derived type of a holder of which an object is by its properties, where it does not say so.
    pub(super) fn derived_with(
        &self,
        holder: &'p HolderPlan,
        home: Home<'p>,
        map: &Map<String, Value>,
    ) -> Option<&'p DerivedPlan> {
        let (base, ..) = self.held(&holder.base, home)?;
        let knows = |plan: &StructPlan, name: &str| self.field(plan, name).is_some();
        let unknown = map.keys().filter(|name| !knows(base, name));
        let unknown: Vec<&str> = unknown.map(String::as_str).collect();
        // A value of an open type may have any properties.
        if base.open || unknown.is_empty() {
            return None;
        }
        let derived = holder.derived.iter();
        let derived = derived.filter_map(|derived| Some((derived, self.held(&derived.ty, home)?.0)));
        let derived: Vec<(&DerivedPlan, &StructPlan)> = derived.collect();
        let found = narrowed(
            &unknown,
            |name| {
                derived
                    .iter()
                    .copied()
                    .filter(|(_, plan)| knows(plan, name))
                    .collect()
            },
            |(_, plan), name| knows(plan, name),
            |(_, plan)| plan.fields.len(),
            |(_, plan), (_, base)| base.fields.iter().all(|field| knows(plan, &field.json)),
        );
        found.map(|(derived, _)| derived)
    }

    /// The struct that a holder's variant holds, with its path.
    pub(super) fn held(
        &self,
        path: &TypePath,
        home: Home<'p>,
    ) -> Option<(&'p StructPlan, TypePath, Home<'p>)> {
        match self.get(path, home)? {
            (Item::Struct(plan), seen, home) => Some((plan, seen, home)),
            _ => None,
        }
    }
}

fn fields(plan: &StructPlan) -> BTreeMap<&str, usize> {
    let fields = plan.fields.iter().enumerate();
    fields
        .map(|(index, field)| (field.json.as_str(), index))
        .collect()
}

/// Whether a name means a type though it is not the service's own one: examples of other times put other
/// namespaces in front of it, `Microsoft.OutlookServices.ItemAttachment`, or none.
fn is_same_type(graph_name: &str, other: &str) -> bool {
    let short = |name: &str| name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    short(graph_name) == short(other)
}
