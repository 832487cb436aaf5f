//! How the plan is spelled.
//!
//! Nothing is decided here: names, types, boxes and what the documentation says are those of the [`Plan`]. Only
//! `paths` knows how one module names what stands in another, and only `docs` and `rustdoc` know rustdoc.

mod areas;
mod docs;
mod examples;
mod models;
mod modules;
mod requests;
mod steps;
mod surface;
mod tokens;

use proc_macro2::TokenStream;
use quote::quote;

use self::modules::declaration::ModuleBody;
use self::modules::paths::Paths;
use crate::resolve::plan::ids::{ItemId, ModuleId, OperationId};
use crate::resolve::plan::models::{NamespacePlan, TypeFile};
use crate::resolve::plan::operations::RequestModule;
use crate::resolve::plan::steps::StepModule;
use crate::resolve::plan::{Plan, VersionClient, VersionPlan};

pub use self::examples::{CallSample, Snippet};
pub use self::modules::nested::single_file;
pub use self::modules::paths::from_root as path_from_root;
pub use self::surface::{Surface, surface};
pub use self::tokens::line::{fits, push_line};
pub use self::tokens::piece::{Piece, documentation, inner_attributes, items, members, rows};
pub use self::tokens::text::push_tokens;
pub use self::tokens::tree::{TokenTree, stream, trees};

/// A file of the emitted crate, before it is formatted.
pub struct EmittedFile {
    /// The path below `src`, with `/`: `v1/models/user.rs`.
    pub path: String,
    /// What the file was made from, for its first line.
    pub source: Option<String>,
    /// The items.
    pub tokens: TokenStream,
}

impl EmittedFile {
    /// The file as a syntax tree.
    ///
    /// # Errors
    ///
    /// Fails if emitted code does not parse, which no input may bring about.
    pub fn parse(self) -> Result<syn::File, EmitError> {
        let Self { path, tokens, .. } = self;
        syn::parse2(tokens).map_err(|error| EmitError { path, error })
    }
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

/// A file that is to be emitted. Unlike a syntax tree it can go to another thread, so files are emitted in
/// parallel.
pub struct FileTask<'a> {
    /// The path below `src`, or below the folder of the test, with `/`: `v1/models/user.rs`.
    pub path: String,
    plan: &'a Plan,
    version: &'a VersionPlan,
    /// Whether the client of the version is emitted.
    client: VersionClient,
    content: Content<'a>,
}

/// What a file holds.
enum Content<'a> {
    Version,
    Models,
    Namespace(&'a NamespacePlan),
    Types(&'a TypeFile),
    RequestModules,
    Requests(&'a RequestModule),
    Tests,
    TestModule(&'a RequestModule),
    TestsOf(OperationId),
    Steps,
    StepsOf(&'a StepModule),
}

/// The files of the plan, in its order.
pub fn files(plan: &Plan) -> Vec<FileTask<'_>> {
    let versions = plan.versions.iter();
    let files = versions.flat_map(|version| version_files(plan, version, plan.client));
    files.map(|(_, task)| task).collect()
}

/// The tests of the plan: a file a version, below it one a module of requests that has examples, and below that one a
/// request. Paths are given below the folder of the test.
pub fn tests(plan: &Plan) -> Vec<FileTask<'_>> {
    let mut files = Vec::new();
    for version in plan.versions.iter().filter(|_| plan.tests) {
        let task = |path, content| FileTask {
            path,
            plan,
            version,
            client: plan.client,
            content,
        };
        let name = version.name();
        files.push(task(format!("{name}.rs"), Content::Tests));
        for requests in examples::tested(version) {
            let module = &version.items.modules[requests.module].name;
            let path = format!("{name}/{}", tokens::file_name(module));
            files.push(task(format!("{path}.rs"), Content::TestModule(requests)));
            files.extend(examples::tested_operations(version, requests).map(|id| {
                let test = &version.examples[id].test_module;
                let path = format!("{path}/{}.rs", tokens::file_name(test));
                task(path, Content::TestsOf(id))
            }));
        }
    }
    files
}

/// The files of a version with their modules; the file of a module stands before those of the modules in it.
fn version_files<'a>(
    plan: &'a Plan,
    version: &'a VersionPlan,
    client: VersionClient,
) -> Vec<(ModuleId, FileTask<'a>)> {
    let modules = &version.items.modules;
    let mut files = Vec::new();
    let mut add = |module, content| {
        let task = FileTask {
            path: modules::paths::file(&version.items, module),
            plan,
            version,
            client,
            content,
        };
        files.push((module, task));
    };
    add(modules.version, Content::Version);
    if !version.namespaces.is_empty() {
        add(modules.models, Content::Models);
    }
    for namespace in &version.namespaces {
        if namespace.module != modules.models {
            add(namespace.module, Content::Namespace(namespace));
        }
        for file in &namespace.files {
            add(file.module, Content::Types(file));
        }
    }
    if !version.requests.is_empty() {
        add(modules.requests, Content::RequestModules);
    }
    for requests in &version.requests {
        add(requests.module, Content::Requests(requests));
    }
    if !version.steps.modules.is_empty() {
        add(modules.steps, Content::Steps);
        for steps in &version.steps.modules {
            add(steps.module, Content::StepsOf(steps));
        }
    }
    files
}

/// A documented call that reads something, as code of the crate `crate_name`. `None` where no page shows any.
pub fn sample(version: &VersionPlan, crate_name: &str) -> Option<CallSample> {
    examples::shortest(version, crate_name)
}

/// The documented requests of a version as code that calls them, of the crate `crate_name`.
pub fn snippets(version: &VersionPlan, crate_name: &str) -> Vec<Snippet> {
    examples::snippets(version, crate_name)
}

impl FileTask<'_> {
    /// Spells the file.
    pub fn emit(&self) -> EmittedFile {
        EmittedFile {
            path: self.path.clone(),
            source: match self.content {
                Content::Types(file) => file.source.clone(),
                _ => None,
            },
            tokens: self.tokens(&|_| quote!(;)),
        }
    }

    /// The items of the file, in which each module that it declares has a body.
    fn tokens(&self, body: ModuleBody<'_>) -> TokenStream {
        let runtime = tokens::path(&self.plan.runtime);
        let version = self.version;
        let crate_name = self.plan.crate_name.as_deref();
        match self.content {
            Content::Version => modules::version(&runtime, version, self.client, body),
            Content::Models => modules::models(&runtime, version, body),
            Content::Namespace(plan) => modules::namespace(version, plan, body),
            Content::Types(file) => type_file(&runtime, version, file),
            Content::RequestModules => modules::requests(version, body),
            Content::Requests(module) => requests::module(&runtime, version, module, crate_name),
            Content::Tests => examples::version(version),
            Content::TestModule(module) => examples::module(version, module),
            Content::TestsOf(id) => examples::operation(crate_name.unwrap_or_default(), version, id),
            Content::Steps => steps::root(&runtime, version, self.client, body),
            Content::StepsOf(plan) => steps::module(&runtime, version, plan),
        }
    }
}

fn type_file(runtime: &TokenStream, version: &VersionPlan, file: &TypeFile) -> TokenStream {
    let plans = &version.items;
    let paths = Paths::new(plans, file.module);
    let items = file.items.iter().map(|item| match item {
        ItemId::Struct(id) => models::structs::model(&plans.structs[*id], &paths),
        ItemId::Enum(id) => models::enums::open_enum(&plans.enums[*id], &paths),
        ItemId::Polymorphic(id) => models::polymorphic::polymorphic(&plans.polymorphics[*id], &paths),
        // A request stands in the module of its owner's requests.
        ItemId::Operation(_) => TokenStream::new(),
    });
    quote! {
        use #runtime::codegen as rt;
        #(#items)*
    }
}
