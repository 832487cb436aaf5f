//! The planned types by the paths that fields name them with.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::examples::derived_by_properties::narrowed;
use crate::resolve::plan::{
    DerivedPlan, EnumPlan, Item, NamespacePlan, OperationPlan, PolymorphicPlan, StructPlan, TypePath,
};

/// The types of a version.
pub(super) struct Types<'p> {
    /// By name, with the module of the namespace.
    items: BTreeMap<&'p str, Vec<(Option<&'p str>, &'p Item)>>,
    /// By qualified name.
    structs: BTreeMap<&'p str, &'p StructPlan>,
    /// The indices of the fields by their names in JSON, by the places of the structs in memory: bodies and models
    /// of one type share all names. No order comes from these keys.
    fields: BTreeMap<*const StructPlan, Fields<'p>>,
    /// The derived types of the holders by their places in memory, once they were asked for.
    below: BTreeMap<*const PolymorphicPlan, OnceCell<Below<'p>>>,
}

/// The indices of the fields of a struct; no two have names that differ in the case of letters alone.
struct Fields<'p> {
    /// By their names in JSON.
    by_name: BTreeMap<&'p str, usize>,
    /// By these names in small letters.
    in_small_letters: BTreeMap<String, usize>,
}

/// The derived types of a holder.
struct Below<'p> {
    derived: Vec<(&'p DerivedPlan, &'p StructPlan)>,
    /// The indices of the derived types with a field of a name in JSON.
    by_name: BTreeMap<&'p str, Vec<usize>>,
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
            below: BTreeMap::new(),
        };
        for body in operations.iter().filter_map(|plan| plan.body_struct.as_ref()) {
            types.fields.insert(body, fields(body));
        }
        for namespace in namespaces {
            let items = namespace.files.iter().flat_map(|file| &file.items);
            for item in items {
                let named = types.items.entry(item.name()).or_default();
                named.push((namespace.module.as_deref(), item));
                if let Item::Polymorphic(plan) = item {
                    types.below.insert(plan, OnceCell::new());
                }
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
        let fields = self.fields.get(&std::ptr::from_ref(plan))?;
        fields.by_name.get(json).copied()
    }

    /// The index of the field whose name in JSON is this but for the case of letters.
    pub(super) fn field_in_other_case(&self, plan: &StructPlan, json: &str) -> Option<usize> {
        let fields = self.fields.get(&std::ptr::from_ref(plan))?;
        fields.in_small_letters.get(&json.to_ascii_lowercase()).copied()
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
    pub(super) fn variant(&self, holder: &'p PolymorphicPlan, name: &str) -> Option<&'p TypePath> {
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
        holder: &'p PolymorphicPlan,
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
        let below = self.below.get(&std::ptr::from_ref(holder))?;
        let below = below.get_or_init(|| self.below(holder, home));
        let plan = |at: usize| below.derived.get(at).map(|(_, plan)| *plan);
        let found = narrowed(
            &unknown,
            |name| Cow::Borrowed(below.by_name.get(name).map_or(&[][..], Vec::as_slice)),
            |at, name| plan(at).is_some_and(|plan| knows(plan, name)),
            |at| plan(at).map_or(0, |plan| plan.fields.len()),
            |other, base| match (plan(other), plan(base)) {
                // What has the same fields is another type.
                (Some(of_other), Some(of_base)) => {
                    let has_all = of_base.fields.iter().all(|field| knows(of_other, &field.json));
                    other == base || (has_all && of_other.fields.len() > of_base.fields.len())
                }
                _ => false,
            },
        )?;
        below.derived.get(found).map(|(derived, _)| *derived)
    }

    /// The derived types of a holder, and which of them have a field of a name.
    fn below(&self, holder: &'p PolymorphicPlan, home: Home<'p>) -> Below<'p> {
        let derived = holder.derived.iter();
        let derived = derived.filter_map(|derived| Some((derived, self.held(&derived.ty, home)?.0)));
        let mut below = Below {
            derived: derived.collect(),
            by_name: BTreeMap::new(),
        };
        for (at, (_, plan)) in below.derived.iter().enumerate() {
            for field in &plan.fields {
                below.by_name.entry(&field.json).or_default().push(at);
            }
        }
        below
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

fn fields(plan: &StructPlan) -> Fields<'_> {
    let names = || plan.fields.iter().map(|field| field.json.as_str()).zip(0..);
    Fields {
        by_name: names().collect(),
        in_small_letters: names()
            .map(|(name, index)| (name.to_ascii_lowercase(), index))
            .collect(),
    }
}

/// Whether a name means a type though it is not the service's own one: examples of other times put other
/// namespaces in front of it, `Microsoft.OutlookServices.ItemAttachment`, or none.
fn is_same_type(graph_name: &str, other: &str) -> bool {
    let short = |name: &str| name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    short(graph_name) == short(other)
}
