//! The types of one version with their names in Rust.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Primitive, Version};
use crate::model::{Enum, Model, Operation, Property, ROOT_NAMESPACE, ROOT_TYPE, Type, TypeRef};
use crate::resolve::graph::Wraps;
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::plan::{FieldType, Kind, Scalar, TypePath, Wrap};
use crate::source::SourceMap;

/// A type and what Rust makes of it.
pub(super) struct TypeEntry<'a> {
    pub(super) ty: &'a Type,
    pub(super) path: TypePath,
    /// The private module of the type's file.
    pub(super) file: String,
    /// The holder, where the type has derived types.
    pub(super) holder: Option<TypePath>,
    /// All types derived from it, by qualified name.
    pub(super) derived: Vec<&'a str>,
}

/// An enumeration and what Rust makes of it.
pub(super) struct EnumEntry<'a> {
    pub(super) one: &'a Enum,
    pub(super) path: TypePath,
    pub(super) file: String,
}

/// The names of one version.
pub(super) struct Registry<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) version: Version,
    /// By qualified name.
    pub(super) types: BTreeMap<&'a str, TypeEntry<'a>>,
    /// By qualified name.
    pub(super) enums: BTreeMap<&'a str, EnumEntry<'a>>,
    pub(super) operations: Vec<&'a Operation>,
    /// The enumeration of a `String` property with a closed list of values, by type and property.
    closed_lists: BTreeMap<(&'a str, &'a str), TypePath>,
    wraps: Wraps<'a>,
}

/// The namespace of a qualified name and the name's last part.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((ROOT_NAMESPACE, name))
}

/// The module of a namespace: `callRecords` of `microsoft.graph.callRecords`; the root namespace has none.
fn namespace_module(namespace: &str) -> Option<String> {
    let root = namespace
        .get(..ROOT_NAMESPACE.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(ROOT_NAMESPACE));
    let rest = if root {
        &namespace[ROOT_NAMESPACE.len()..]
    } else {
        namespace
    };
    let rest = rest.trim_matches('.');
    (!rest.is_empty()).then(|| names::snake(&rest.replace('.', "_")))
}

/// Hands out names in the modules of all namespaces.
#[derive(Default)]
struct Scopes {
    types: BTreeMap<Option<String>, UniqueNames>,
    files: BTreeMap<Option<String>, UniqueNames>,
}

impl Scopes {
    fn type_name(&mut self, module: &Option<String>, name: &str) -> (String, bool) {
        self.types
            .entry(module.clone())
            .or_default()
            .take(names::type_name(name))
    }

    fn file(&mut self, module: &Option<String>, name: &str) -> String {
        self.files
            .entry(module.clone())
            .or_default()
            .take(names::snake(name))
            .0
    }
}

impl<'a> Registry<'a> {
    /// Gives every type, enumeration and holder of a version its name. Names are given in the order of the
    /// qualified names, so that of two that become one in Rust always the same is changed.
    pub(super) fn new(
        sources: &'a SourceMap,
        model: &'a Model,
        version: Version,
        sink: &mut Diagnostics,
    ) -> Self {
        let mut scopes = Scopes::default();
        let of_version = |found: Version| found == version;
        let model_types: Vec<&Type> = model.types.iter().filter(|ty| of_version(ty.version)).collect();
        let model_enums: Vec<&Enum> = model.enums.iter().filter(|one| of_version(one.version)).collect();
        let modules: BTreeSet<Option<String>> = model_types
            .iter()
            .map(|ty| ty.name.as_str())
            .chain(model_enums.iter().map(|one| one.name.as_str()))
            .map(|name| namespace_module(split(name).0))
            .collect();
        // The modules of the namespaces stand beside the files of the root namespace.
        let taken = modules.into_iter().flatten();
        scopes.files.insert(None, UniqueNames::with(taken));

        let mut types = BTreeMap::new();
        for ty in model_types {
            let (namespace, short) = split(&ty.name);
            let module = namespace_module(namespace);
            let (name, changed) = scopes.type_name(&module, short);
            if changed {
                let text = format!(
                    "`{}` is called `{name}`: another type has the same name in Rust",
                    ty.name
                );
                sink.push(Diagnostic::new(Code::RenamedItem, ty.span, text));
            }
            let file = scopes.file(&module, short);
            let path = TypePath { module, name };
            types.insert(
                ty.name.as_str(),
                TypeEntry {
                    ty,
                    path,
                    file,
                    holder: None,
                    derived: Vec::new(),
                },
            );
        }
        let mut enums = BTreeMap::new();
        for one in model_enums {
            if types.contains_key(one.name.as_str()) {
                // A page documents a type of this name; its properties say more than a list of values.
                continue;
            }
            let (namespace, short) = split(&one.name);
            let module = namespace_module(namespace);
            let (name, changed) = scopes.type_name(&module, short);
            if changed {
                let text = format!(
                    "`{}` is called `{name}`: another type has the same name in Rust",
                    one.name
                );
                sink.push(Diagnostic::new(Code::RenamedItem, one.span, text));
            }
            let file = scopes.file(&module, short);
            enums.insert(
                one.name.as_str(),
                EnumEntry {
                    one,
                    path: TypePath { module, name },
                    file,
                },
            );
        }
        let mut registry = Self {
            sources,
            version,
            types,
            enums,
            operations: model
                .operations
                .iter()
                .filter(|operation| of_version(operation.version))
                .collect(),
            closed_lists: BTreeMap::new(),
            wraps: Wraps::default(),
        };
        registry.add_holders(&mut scopes);
        registry.add_closed_lists(&mut scopes);
        registry.wraps = Wraps::new(&registry);
        registry
    }

    /// Names a holder for every type that others derive from. The root has none: every entity derives from it,
    /// and a holder of hundreds of variants would serve nobody.
    fn add_holders(&mut self, scopes: &mut Scopes) {
        let mut derived: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for name in self.types.keys() {
            for ancestor in self.chain(name).skip(1) {
                derived.entry(ancestor.ty.name.as_str()).or_default().insert(name);
            }
        }
        for (name, derived) in derived {
            if name == ROOT_TYPE {
                continue;
            }
            let Some(entry) = self.types.get_mut(name) else {
                continue;
            };
            let module = entry.path.module.clone();
            let (holder, _) = scopes.type_name(&module, &format!("any_{}", split(name).1));
            entry.holder = Some(TypePath { module, name: holder });
            entry.derived = derived.into_iter().collect();
        }
    }

    /// Names an enumeration for every `String` property that is limited to a list of values.
    fn add_closed_lists(&mut self, scopes: &mut Scopes) {
        let names: Vec<&'a str> = self.types.keys().copied().collect();
        for name in names {
            let Some(entry) = self.types.get(name) else {
                continue;
            };
            let (ty, module) = (entry.ty, entry.path.module.clone());
            for property in ty.properties.iter().filter(|property| is_closed_list(property)) {
                let spelled = format!("{}_{}", split(name).1, property.name);
                let (enum_name, _) = scopes.type_name(&module, &spelled);
                let path = TypePath {
                    module: module.clone(),
                    name: enum_name,
                };
                self.closed_lists.insert((name, property.name.as_str()), path);
            }
        }
    }

    /// The type of a name.
    pub(super) fn get(&self, name: &str) -> Option<&TypeEntry<'a>> {
        self.types.get(name)
    }

    /// The type and its ancestors, nearest first. Ends where a base is not documented.
    pub(super) fn chain<'r>(&'r self, name: &str) -> impl Iterator<Item = &'r TypeEntry<'a>> {
        let mut at = self.types.get(name);
        // The model has no cycles of bases; the bound keeps this true for models of other makers.
        let mut left = self.types.len();
        std::iter::from_fn(move || {
            let entry = at?;
            left = left.checked_sub(1)?;
            at = entry.ty.base.as_deref().and_then(|base| self.types.get(base));
            Some(entry)
        })
    }

    /// The properties of a type with the type that declares each: those of the farthest ancestor first, so
    /// that every derived type begins with the properties of its base in the same order.
    pub(super) fn properties(&self, name: &str) -> Vec<(&TypeEntry<'a>, &'a Property)> {
        let mut chain: Vec<_> = self.chain(name).collect();
        chain.reverse();
        let mut seen = BTreeSet::new();
        let mut properties = Vec::new();
        for entry in chain {
            for property in &entry.ty.properties {
                // Annotations are no properties; a model keeps them beside its fields.
                if !property.name.contains('@') && seen.insert(property.name.to_lowercase()) {
                    properties.push((entry, property));
                }
            }
        }
        properties
    }

    /// What a reference to a type is in Rust: the holder where the type has derived types, JSON where no page
    /// documents it.
    pub(super) fn kind(&self, ty: &TypeRef) -> Kind {
        match ty {
            TypeRef::Primitive(primitive) => Kind::Scalar(scalar(*primitive)),
            TypeRef::Type(name) | TypeRef::Enum(name) => {
                if let Some(entry) = self.types.get(name.as_str()) {
                    Kind::Model(entry.holder.as_ref().unwrap_or(&entry.path).clone())
                } else if let Some(entry) = self.enums.get(name.as_str()) {
                    let path = entry.path.clone();
                    if entry.one.flags {
                        Kind::Flags(path)
                    } else {
                        Kind::Enum(path)
                    }
                } else {
                    Kind::Scalar(Scalar::Json)
                }
            }
        }
    }

    /// The type of a property that `declaring` declares.
    pub(super) fn field_type(&self, declaring: &str, property: &Property) -> FieldType {
        let kind = match self.closed_list(declaring, property) {
            Some(path) if property.flags => Kind::Flags(path.clone()),
            Some(path) => Kind::Enum(path.clone()),
            None => self.kind(&property.ty),
        };
        let wrap = match kind {
            Kind::Model(_) => self.wraps.of(declaring, property),
            _ => Wrap::Plain,
        };
        FieldType {
            kind,
            collection: property.collection,
            wrap,
        }
    }

    /// The enumeration that was made for a property's list of values.
    pub(super) fn closed_list<'s>(
        &'s self,
        declaring: &'s str,
        property: &'s Property,
    ) -> Option<&'s TypePath> {
        self.closed_lists.get(&(declaring, property.name.as_str()))
    }
}

/// Whether `@odata.type` is written for a type: the service needs it where it cannot know the type from the place
/// of the value.
pub(super) fn writes_type(registry: &Registry<'_>, name: &str) -> bool {
    registry.get(name).is_some_and(|entry| {
        let derives = entry.ty.base.as_deref().is_some_and(|base| base != ROOT_TYPE);
        derives || entry.holder.is_some()
    })
}

/// Whether a property is text that is limited to a list of at least two values.
pub(super) fn is_closed_list(property: &Property) -> bool {
    property.ty == TypeRef::Primitive(Primitive::String) && property.values.len() > 1
}

/// The primitive type as the runtime knows it.
pub(super) fn scalar(primitive: Primitive) -> Scalar {
    match primitive {
        Primitive::Binary => Scalar::Binary,
        Primitive::Boolean => Scalar::Bool,
        Primitive::Byte | Primitive::Int16 | Primitive::Int32 | Primitive::SByte => Scalar::Int32,
        Primitive::Date => Scalar::Date,
        Primitive::DateTimeOffset => Scalar::DateTime,
        Primitive::Decimal => Scalar::Decimal,
        Primitive::Double | Primitive::Single => Scalar::Double,
        Primitive::Duration => Scalar::Duration,
        Primitive::Guid => Scalar::Guid,
        Primitive::Int64 => Scalar::Int64,
        // A stream is read by a request of its own; what stands for it in JSON is not defined.
        Primitive::Stream | Primitive::Json | Primitive::Untyped => Scalar::Json,
        Primitive::String => Scalar::String,
        Primitive::TimeOfDay => Scalar::TimeOfDay,
    }
}
