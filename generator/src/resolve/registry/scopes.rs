//! The modules of types and the names in them.

use std::collections::{BTreeMap, BTreeSet};

use super::split;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::ROOT_NAMESPACE;
use crate::resolve::names::{self, Given, Scope, UniqueNames};
use crate::resolve::plan::modules::{ModuleId, Modules, Visibility};
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
    pub(super) fn new<'n>(modules: &'m mut Modules, names: impl Iterator<Item = &'n str>) -> Self {
        let names: BTreeSet<String> = names.filter_map(|name| namespace_module(split(name).0)).collect();
        // The modules of the namespaces stand beside the files of the root namespace.
        let mut files = UniqueNames::of(Scope::Modules);
        let namespaces = names.into_iter().map(|name| {
            let given = files.take(&name).0;
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
    pub(super) fn type_name(&mut self, namespace: ModuleId, name: &str) -> (String, Given) {
        let names = self.types.entry(namespace);
        let names = names.or_insert_with(|| UniqueNames::of(Scope::Types));
        names.take(&names::pascal(name))
    }

    /// The name and the file of a documented type or enumeration.
    pub(super) fn place(
        &mut self,
        graph_name: &str,
        documented: Span,
        sink: &mut Diagnostics,
    ) -> TypeLocation {
        let (namespace, short) = split(graph_name);
        let module = namespace_module(namespace).and_then(|name| self.namespaces.get(&name).copied());
        let namespace = module.unwrap_or(self.modules.models);
        let (name, given) = self.type_name(namespace, short);
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
        let (file, _) = files.take(&names::snake(short));
        TypeLocation {
            name,
            namespace,
            file: self.modules.add(namespace, file, Visibility::ReExported),
        }
    }
}
