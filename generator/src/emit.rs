//! How the plan is spelled.
//!
//! Nothing is decided here: names, types, boxes and documentation are those of the [`Plan`].

mod enums;
mod holders;
mod modules;
mod requests;
mod structs;
mod tokens;

use proc_macro2::TokenStream;
use quote::quote;

use crate::resolve::{Item, NamespacePlan, Plan, Scope, TypeFile, VersionPlan};

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

/// Spells the plan, in the order of its files.
///
/// # Errors
///
/// Fails if emitted code does not parse, which no input may bring about.
pub fn emit(plan: &Plan) -> Result<Vec<EmittedFile>, EmitError> {
    let mut files = Vec::new();
    for version in &plan.versions {
        let emitter = Emitter {
            runtime: tokens::path(&plan.runtime),
            version,
        };
        emitter.version(&mut files);
    }
    files.into_iter().map(PendingFile::parse).collect()
}

/// A file as tokens.
struct PendingFile {
    path: String,
    source: Option<String>,
    tokens: TokenStream,
}

impl PendingFile {
    fn parse(self) -> Result<EmittedFile, EmitError> {
        match syn::parse2(self.tokens) {
            Ok(file) => Ok(EmittedFile {
                path: self.path,
                source: self.source,
                file,
            }),
            Err(error) => Err(EmitError {
                path: self.path,
                error,
            }),
        }
    }
}

struct Emitter<'a> {
    runtime: TokenStream,
    version: &'a VersionPlan,
}

impl Emitter<'_> {
    fn version(&self, files: &mut Vec<PendingFile>) {
        let module = &self.version.module;
        let mut add =
            |path: String, source: Option<String>, tokens| files.push(PendingFile { path, source, tokens });
        add(format!("{module}.rs"), None, modules::version(self.version));
        if self
            .version
            .namespaces
            .iter()
            .any(|namespace| !namespace.files.is_empty())
        {
            add(
                format!("{module}/models.rs"),
                None,
                modules::models(&self.version.namespaces),
            );
        }
        for namespace in &self.version.namespaces {
            let folder = match &namespace.module {
                None => format!("{module}/models"),
                Some(name) => {
                    add(
                        format!("{module}/models/{name}.rs"),
                        None,
                        modules::namespace(namespace),
                    );
                    format!("{module}/models/{name}")
                }
            };
            for file in &namespace.files {
                let path = format!("{folder}/{}.rs", tokens::file_name(&file.module));
                add(path, Some(file.source.clone()), self.type_file(namespace, file));
            }
        }
        if !self.version.requests.is_empty() {
            add(
                format!("{module}/requests.rs"),
                None,
                modules::requests(&self.version.requests),
            );
        }
        for requests in &self.version.requests {
            let path = format!("{module}/requests/{}.rs", tokens::file_name(&requests.module));
            add(path, None, requests::module(&self.runtime, requests));
        }
    }

    fn type_file(&self, namespace: &NamespacePlan, file: &TypeFile) -> TokenStream {
        let runtime = &self.runtime;
        let scope = Scope::Models(namespace.module.clone());
        let items = file.items.iter().map(|item| match item {
            Item::Struct(plan) => structs::model(plan, &scope),
            Item::Enum(plan) => enums::open_enum(plan),
            Item::Holder(plan) => holders::holder(plan, &scope),
        });
        quote! {
            use #runtime as rt;
            #(#items)*
        }
    }
}
