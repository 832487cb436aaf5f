//! Documented examples: calls and the values in them, for documentation and for tests.

mod calls;
mod docs;
mod snippets;
mod tests;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal as Number, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::modules::paths::below;
use crate::emit::tokens::{ident, path};
use crate::graph::Scalar;
use crate::resolve::plan::examples::{
    BindingTargets, BodyLiteral, FieldLiteral, Literal, RelationshipName, StructLiteral,
};
use crate::resolve::plan::ids::{EnumId, ItemId, ModuleId};
use crate::resolve::plan::models::{Indirection, StructRole};
use crate::resolve::plan::modules::Location;
use crate::resolve::plan::{Items, VersionPlan};
use crate::text::{longest_run, steers_writing};

pub use docs::CallSample;
pub(super) use docs::{example as documentation, shortest};
pub use snippets::Snippet;
pub(super) use snippets::snippets;
pub(super) use tests::{module, operation, tested, tested_operations, version};

/// How an expression names the items of the emitted crate and of the runtime.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// By their names alone, which are imported one by one.
    Bare,
    /// Behind the modules `models` and `requests`.
    Qualified,
}

/// What the calls of an expression begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    /// The module of the version: they are requests.
    Version,
    /// A client, `graph`.
    Client,
}

/// What an expression needs of the module `models`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ModelImport {
    /// The module itself, which stands before the names of its items.
    Module,
    /// An item, by its name.
    Item(String),
}

/// Writes expressions, and remembers what of the crate and the runtime they name.
struct ExpressionWriter<'p> {
    version: &'p VersionPlan,
    items: &'p Items,
    /// The module of the requests that are called.
    module: ModuleId,
    naming: Naming,
    root: Root,
    /// The names of the runtime that were used.
    runtime: BTreeSet<&'static str>,
    /// What of `models` was used.
    models: BTreeSet<ModelImport>,
    /// The names of the module of the requests that were used.
    requests: BTreeSet<String>,
    /// Whether a step was used, so that the module of the version is named.
    steps: bool,
    /// Whether a relationship was bound, so that the trait of models is in scope.
    binds: bool,
}

impl<'p> ExpressionWriter<'p> {
    fn new(version: &'p VersionPlan, module: ModuleId, naming: Naming, root: Root) -> Self {
        Self {
            version,
            items: &version.items,
            module,
            naming,
            root,
            runtime: BTreeSet::new(),
            models: BTreeSet::new(),
            requests: BTreeSet::new(),
            steps: false,
            binds: false,
        }
    }

    /// A name of the runtime.
    fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.runtime.insert(name);
        let last = name.rsplit("::").next().unwrap_or(name);
        match self.naming {
            Naming::Bare => path(last),
            Naming::Qualified => path(&format!("rt::{name}")),
        }
    }

    /// An item of the emitted crate.
    fn item(&mut self, item: impl Into<ItemId>) -> TokenStream {
        let Location { module, name } = self.items.location(item.into());
        if module == self.module {
            self.requests.insert(name.to_owned());
            return match self.naming {
                Naming::Bare => path(name),
                Naming::Qualified => path(&format!("requests::{name}")),
            };
        }
        let modules = &self.items.modules;
        let inner = below(self.items, modules.models, modules.exporting(module));
        if inner.is_empty() && self.naming == Naming::Bare {
            self.models.insert(ModelImport::Item(name.to_owned()));
            return path(name);
        }
        // Types of other namespaces may have the same name, so they are qualified by their module.
        self.models.insert(ModelImport::Module);
        let inner: String = inner.iter().map(|module| format!("{module}::")).collect();
        path(&format!("models::{inner}{name}"))
    }

    fn body(&mut self, body: &BodyLiteral) -> TokenStream {
        match body {
            // The call converts the object itself.
            BodyLiteral::Typed(Literal::Polymorphic(_, inner)) => self.object(inner),
            BodyLiteral::Typed(literal) => self.literal(literal),
            BodyLiteral::Update(literal, cleared) => {
                let changes = self.runtime("UpdateOf");
                let value = match literal {
                    // `UpdateOf` converts the object itself.
                    Literal::Polymorphic(_, inner) => self.object(inner),
                    other => self.literal(other),
                };
                quote!(#changes::new(#value)#(.null(#cleared))*)
            }
            BodyLiteral::Json(value) => self.json(value),
            BodyLiteral::Reference(target) => self.reference(target),
            BodyLiteral::Text(text) => quote!(#text.into()),
        }
    }

    fn literal(&mut self, literal: &Literal) -> TokenStream {
        match literal {
            Literal::Scalar(scalar, value) => self.scalar(*scalar, value),
            Literal::Member(id, variant) => {
                let (ty, variant) = (self.item(*id), self.variant(*id, *variant));
                quote!(#ty::#variant)
            }
            Literal::Members(id, variants) => {
                let ty = self.item(*id);
                let variants = variants.iter().map(|variant| self.variant(*id, *variant));
                quote!([#(#ty::#variants),*].into())
            }
            Literal::Struct(inner) => self.object(inner),
            Literal::Polymorphic(_, inner) => {
                let inner = self.object(inner);
                quote!(#inner.into())
            }
            Literal::List(items) if items.is_empty() => quote!(Vec::new()),
            Literal::List(items) => {
                let items = items.iter().map(|item| self.literal(item));
                quote!(Vec::from([#(#items),*]))
            }
            Literal::Null => {
                let patch = self.runtime("Patch");
                quote!(#patch::null())
            }
        }
    }

    fn variant(&self, id: EnumId, index: usize) -> Ident {
        ident(&self.items.enums[id].variants[index].name)
    }

    fn object(&mut self, literal: &StructLiteral) -> TokenStream {
        let plan = &self.items.structs[literal.ty];
        let ty = self.item(literal.ty);
        let mut fields = Vec::new();
        for FieldLiteral { index, value } in &literal.fields {
            let field = &plan.fields[*index];
            let name = ident(&field.name);
            let is_wrapped = field.ty.indirection != Indirection::None;
            let expression = match value {
                // The compiler must know the type between two conversions in a row.
                Literal::Polymorphic(polymorphic, inner) if is_wrapped => {
                    let (polymorphic, inner) = (self.item(*polymorphic), self.object(inner));
                    quote!(#polymorphic::from(#inner).into())
                }
                value if is_wrapped => {
                    let value = self.literal(value);
                    quote!(#value.into())
                }
                value => self.literal(value),
            };
            let expression = match (value, plan.role) {
                (Literal::Null, _) => expression,
                (_, StructRole::Model | StructRole::Body) => quote!(Some(#expression)),
                (_, StructRole::Update) => {
                    let patch = self.runtime("Patch");
                    quote!(#patch::set(#expression))
                }
            };
            fields.push(quote!(#name: #expression));
        }
        let mut bindings = Vec::new();
        for binding in &literal.bindings {
            let to = self.targets(&binding.targets);
            let relationship = self.relationship(&binding.relationship);
            bindings.push(quote!(.bind(#relationship, #to)));
            self.binds = true;
        }
        let mut additional = Vec::new();
        for (key, value) in &literal.additional {
            let value = self.json(value);
            additional.push(quote!((#key, #value)));
        }
        if !additional.is_empty() {
            let name = ident(&plan.additional);
            fields.push(quote!(#name: [#(#additional),*].into_iter().collect()));
        }
        let rest = (literal.partial || additional.is_empty()).then(|| quote!(..Default::default()));
        if fields.is_empty() {
            return quote!(#ty::default() #(#bindings)*);
        }
        quote!(#ty { #(#fields,)* #rest } #(#bindings)*)
    }

    fn targets(&mut self, targets: &BindingTargets) -> TokenStream {
        match targets {
            BindingTargets::One(target) => self.reference(target),
            BindingTargets::Many(targets) => {
                let references: Vec<_> = targets.iter().map(|target| self.reference(target)).collect();
                quote!([#(#references),*])
            }
        }
    }

    fn reference(&mut self, target: &str) -> TokenStream {
        let reference = self.runtime("Reference");
        quote!(#reference::new(#target))
    }

    fn relationship(&mut self, name: &RelationshipName) -> TokenStream {
        match name {
            RelationshipName::Constant(model, field) => {
                let constant = ident(&self.items.structs[*model].fields[*field].constant);
                let ty = self.item(*model);
                quote!(#ty::#constant)
            }
            RelationshipName::Text(name) => quote!(#name),
        }
    }

    /// A value of a primitive type. The function around it returns what parsing can fail with.
    fn scalar(&mut self, scalar: Scalar, value: &Value) -> TokenStream {
        let text = value.as_str().unwrap_or_default();
        match scalar {
            Scalar::Bool => {
                let value = ident(if value.as_bool() == Some(true) {
                    "true"
                } else {
                    "false"
                });
                quote!(#value)
            }
            Scalar::Reference => self.reference(text),
            Scalar::String => quote!(#text.into()),
            Scalar::Int32 | Scalar::Int64 => integer(value),
            Scalar::Double => double(value),
            Scalar::Json => self.json(value),
            Scalar::Decimal => {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                quote!(#text.parse()?)
            }
            Scalar::Duration | Scalar::Guid => quote!(#text.parse()?),
            Scalar::Binary => {
                let binary = self.runtime("types::Binary");
                quote!(#binary::from_base64(#text)?)
            }
            Scalar::DateTime => {
                let format = self.runtime("time::format_description::well_known::Rfc3339");
                let ty = self.runtime("types::OffsetDateTime");
                quote!(#ty::parse(#text, &#format)?)
            }
            Scalar::Date => {
                let format = self.runtime("time::format_description::well_known::Iso8601");
                let ty = self.runtime("types::Date");
                quote!(#ty::parse(#text, &#format::DATE)?)
            }
            Scalar::TimeOfDay => {
                let format = self.runtime("time::format_description::well_known::Iso8601");
                let ty = self.runtime("types::Time");
                quote!(#ty::parse(#text, &#format::TIME)?)
            }
        }
    }

    /// JSON without a type.
    fn json(&mut self, value: &Value) -> TokenStream {
        let ty = self.runtime("Value");
        match value {
            Value::Null => quote!(#ty::Null),
            Value::String(text) => quote!(#ty::from(#text)),
            Value::Bool(value) => quote!(#ty::from(#value)),
            other => {
                let text = raw(&other.to_string());
                quote!(#text.parse::<#ty>()?)
            }
        }
    }
}

fn integer(value: &Value) -> TokenStream {
    let number = value.as_i64().unwrap_or_default();
    let size = Number::u64_unsuffixed(number.unsigned_abs());
    if number < 0 { quote!(-#size) } else { quote!(#size) }
}

fn double(value: &Value) -> TokenStream {
    match value.as_str() {
        Some("INF") => quote!(f64::INFINITY),
        Some("-INF") => quote!(f64::NEG_INFINITY),
        Some(_) => quote!(f64::NAN),
        None => {
            let number = value.as_f64().unwrap_or_default();
            let size = Number::f64_unsuffixed(number.abs());
            if number < 0.0 {
                quote!(-#size)
            } else {
                quote!(#size)
            }
        }
    }
}

/// A text as a raw string, so that JSON stays readable; an ordinary one where it holds what a raw string cannot, or what
/// can only be written as an escape.
fn raw(text: &str) -> TokenStream {
    if text.contains(|c| c == '\r' || steers_writing(c)) {
        return quote!(#text);
    }
    let hashes = "#".repeat(longest_run(text, '#') + 1);
    format!("r{hashes}\"{text}\"{hashes}")
        .parse()
        .unwrap_or_else(|_| quote!(#text))
}
