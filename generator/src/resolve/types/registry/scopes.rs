//! The modules of types and the names in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::ROOT_NAMESPACE;
use crate::resolve::names::{self, Given, Scope, UniqueNames};
use crate::resolve::plan::ids::ModuleId;
use crate::resolve::plan::modules::{Modules, Visibility};
use crate::span::Span;

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

/// Hands out the modules of namespaces and files, and the names in them.
pub(super) struct Scopes<'m> {
    modules: &'m mut Modules,
    /// The modules of the namespaces below `models`, by the names that they would have if each name were free.
    namespaces: BTreeMap<String, ModuleId>,
    types: BTreeMap<ModuleId, UniqueNames>,
    files: BTreeMap<ModuleId, UniqueNames>,
}

/// What a documented type or enumeration is called, and where it stands.
pub(super) struct TypeLocation {
    pub(super) name: String,
    pub(super) namespace: ModuleId,
    pub(super) file: ModuleId,
}

impl<'m> Scopes<'m> {
    /// The modules of the namespaces of these qualified names.
    pub(super) fn new<'n>(modules: &'m mut Modules, names: impl Iterator<Item = &'n TypeName>) -> Self {
        let names: BTreeSet<String> = names
            .filter_map(|name| namespace_module(name.namespace()))
            .collect();
        // The modules of the namespaces stand beside the files of the root namespace.
        let mut files = UniqueNames::of(Scope::Modules);
        let namespaces = names.into_iter().map(|name| {
            let given = files.take(&name);
            let module = modules.add(modules.models, given, Visibility::Public);
            (name, module)
        });
        Self {
            namespaces: namespaces.collect(),
            types: BTreeMap::new(),
            files: BTreeMap::from([(modules.models, files)]),
            modules,
        }
    }

    /// The name of a type in the module of a namespace.
    pub(super) fn type_name(&mut self, namespace: ModuleId, name: &str) -> String {
        self.types_of(namespace).take(&names::pascal(name))
    }

    /// The names of types in the module of a namespace.
    fn types_of(&mut self, namespace: ModuleId) -> &mut UniqueNames {
        let names = self.types.entry(namespace);
        names.or_insert_with(|| UniqueNames::of(Scope::Types))
    }

    /// The name and the file of a documented type or enumeration.
    pub(super) fn locate(
        &mut self,
        graph_name: &TypeName,
        documented: Span,
        sink: &mut Diagnostics,
    ) -> TypeLocation {
        let module = namespace_module(graph_name.namespace());
        let module = module.and_then(|name| self.namespaces.get(&name).copied());
        let namespace = module.unwrap_or(self.modules.models);
        let short = graph_name.short();
        let (name, given) = self.types_of(namespace).take_explained(&names::pascal(short));
        let reason = match given {
            Given::AsAsked => None,
            Given::Numbered => Some("another type has the same name in Rust"),
            Given::Shortened => Some("its name is too long for a file"),
        };
        if let Some(reason) = reason {
            let text = format!("`{graph_name}` is called `{name}`: {reason}");
            sink.push(Diagnostic::new(Code::RenamedItem, documented, text));
        }
        let files = self.files.entry(namespace);
        let files = files.or_insert_with(|| UniqueNames::of(Scope::Modules));
        let file = files.take(&names::snake(short));
        TypeLocation {
            name,
            namespace,
            file: self.modules.add(namespace, file, Visibility::ReExported),
        }
    }
}
