//! How the plan is spelled.
//!
//! Nothing is decided here: names, types, boxes and documentation are those of the [`Plan`].

mod enums;
mod examples;
mod fluent;
mod modules;
mod polymorphic;
mod requests;
mod structs;
mod tokens;

use proc_macro2::TokenStream;
use quote::quote;

use crate::resolve::{
    Fluent, FluentModule, FluentPlan, Item, NamespacePlan, Plan, RequestModule, Scope, TypeFile, VersionPlan,
};

/// A file of the emitted crate, before it is formatted.
pub struct EmittedFile {
    /// The path below `src`, with `/`: `v1/models/user.rs`.
    pub path: String,
    /// What the file was made from, for its first line.
    pub source: Option<String>,
    /// The items.
    pub file: syn::File,
}

/// Emitted code that is no Rust. This is a fault of the generator, never of a page.
#[derive(Debug, thiserror::Error)]
#[error("the code emitted for `{path}` is not valid Rust: {error} (this is a fault of the generator)")]
pub struct EmitError {
    /// The file.
    pub path: String,
    /// What the parser says.
    pub error: syn::Error,
}

/// The module in which a request stands, as its readers name it.
struct Place<'a> {
    /// `v1`.
    version: &'a str,
    /// The crate, if it is known.
    crate_name: Option<&'a str>,
}

/// A file that is to be emitted. Unlike a syntax tree it can go to another thread, so files are emitted in
/// parallel.
pub struct FileTask<'a> {
    /// The path below `src`, or below the folder of the test, with `/`: `v1/models/user.rs`.
    pub path: String,
    plan: &'a Plan,
    content: Content<'a>,
}

/// What a file holds.
enum Content<'a> {
    Version(&'a VersionPlan, Fluent),
    Models(&'a [NamespacePlan]),
    Namespace(&'a NamespacePlan),
    Types(&'a NamespacePlan, &'a TypeFile),
    RequestModules(&'a [RequestModule]),
    Requests(&'a VersionPlan, &'a RequestModule),
    Tests(&'a VersionPlan),
    TestsOf(&'a VersionPlan, &'a RequestModule),
    Fluent(&'a FluentPlan),
    Steps(&'a FluentModule),
}

/// The files of the plan, in its order.
pub fn files(plan: &Plan) -> Vec<FileTask<'_>> {
    let mut files = Vec::new();
    for version in &plan.versions {
        let mut add = |path, content| {
            files.push(FileTask { path, plan, content });
        };
        add_version(version, plan.fluent, &mut add);
    }
    files
}

/// The tests of the plan: a file a version, and below it one a module of requests that has examples. Paths are
/// given below the folder of the test.
pub fn tests(plan: &Plan) -> Vec<FileTask<'_>> {
    let mut files = Vec::new();
    for version in plan.versions.iter().filter(|_| plan.tests) {
        files.push(FileTask {
            path: format!("{}.rs", version.module),
            plan,
            content: Content::Tests(version),
        });
        files.extend(examples::tested(&version.requests).map(|module| FileTask {
            path: format!("{}/{}.rs", version.module, tokens::file_name(&module.module)),
            plan,
            content: Content::TestsOf(version, module),
        }));
    }
    files
}

fn add_version<'a>(version: &'a VersionPlan, fluent: Fluent, add: &mut dyn FnMut(String, Content<'a>)) {
    let module = &version.module;
    add(format!("{module}.rs"), Content::Version(version, fluent));
    let namespaces = &version.namespaces;
    if namespaces.iter().any(|namespace| !namespace.files.is_empty()) {
        add(format!("{module}/models.rs"), Content::Models(namespaces));
    }
    for namespace in namespaces {
        let folder = match &namespace.module {
            None => format!("{module}/models"),
            Some(name) => {
                let folder = format!("{module}/models/{name}");
                add(format!("{folder}.rs"), Content::Namespace(namespace));
                folder
            }
        };
        for file in &namespace.files {
            let path = format!("{folder}/{}.rs", tokens::file_name(&file.module));
            add(path, Content::Types(namespace, file));
        }
    }
    if !version.requests.is_empty() {
        add(
            format!("{module}/requests.rs"),
            Content::RequestModules(&version.requests),
        );
    }
    for requests in &version.requests {
        let path = format!("{module}/requests/{}.rs", tokens::file_name(&requests.module));
        add(path, Content::Requests(version, requests));
    }
    if fluent != Fluent::None && !version.fluent.modules.is_empty() {
        add(format!("{module}/fluent.rs"), Content::Fluent(&version.fluent));
        for steps in &version.fluent.modules {
            let path = format!("{module}/fluent/{}.rs", tokens::file_name(&steps.module));
            add(path, Content::Steps(steps));
        }
    }
}

impl FileTask<'_> {
    /// Spells the file.
    ///
    /// # Errors
    ///
    /// Fails if emitted code does not parse, which no input may bring about.
    pub fn emit(&self) -> Result<EmittedFile, EmitError> {
        let runtime = tokens::path(&self.plan.runtime);
        let (source, tokens) = match self.content {
            Content::Version(plan, fluent) => (None, modules::version(plan, fluent)),
            Content::Models(namespaces) => (None, modules::models(namespaces)),
            Content::Namespace(plan) => (None, modules::namespace(plan)),
            Content::Types(namespace, file) => (file.source.clone(), types(&runtime, namespace, file)),
            Content::RequestModules(requests) => (None, modules::requests(requests)),
            Content::Requests(version, module) => {
                let place = Place {
                    version: &version.module,
                    crate_name: self.plan.crate_name.as_deref(),
                };
                (None, requests::module(&runtime, module, &place))
            }
            Content::Tests(plan) => (None, examples::version(&plan.module, &plan.requests)),
            Content::TestsOf(version, module) => {
                let emitted = self.plan.crate_name.as_deref().unwrap_or_default();
                (None, examples::module(emitted, &version.module, module))
            }
            Content::Fluent(plan) => (None, fluent::root(&runtime, plan)),
            Content::Steps(plan) => (None, fluent::module(&runtime, plan)),
        };
        match syn::parse2(tokens) {
            Ok(file) => Ok(EmittedFile {
                path: self.path.clone(),
                source,
                file,
            }),
            Err(error) => Err(EmitError {
                path: self.path.clone(),
                error,
            }),
        }
    }
}

fn types(runtime: &TokenStream, namespace: &NamespacePlan, file: &TypeFile) -> TokenStream {
    let scope = Scope::Models(namespace.module.clone());
    let items = file.items.iter().map(|item| match item {
        Item::Struct(plan) => structs::model(plan, &scope),
        Item::Enum(plan) => enums::open_enum(plan),
        Item::Polymorphic(plan) => polymorphic::polymorphic(plan, &scope),
    });
    quote! {
        use #runtime::codegen as rt;
        #(#items)*
    }
}
