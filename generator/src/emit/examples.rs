//! Documented examples: calls and the values in them, for documentation and for tests.

mod docs;
mod tests;

use std::collections::BTreeSet;

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::requests::option_method;
use crate::emit::tokens::{ident, path};
use crate::resolve::{
    ArgumentType, ArgumentValue, BodyLiteral, ExampleCall, Literal, OperationPlan, OptionLiteral,
    QueryOption, Scalar, StructLiteral, TypePath,
};

pub(super) use docs::example as documentation;
pub(super) use tests::{module, tested, version};

/// Spells values, and remembers what of the crate and the runtime they name.
struct Speller {
    /// Whether names stand alone, to be imported one by one; otherwise behind `models` and `requests`.
    bare: bool,
    /// The names of the runtime that were used.
    runtime: BTreeSet<&'static str>,
    /// The models that were used, by their paths below `models`.
    models: BTreeSet<String>,
    /// The names of the request's own module that were used.
    requests: BTreeSet<String>,
}

impl Speller {
    fn new(bare: bool) -> Self {
        Self {
            bare,
            runtime: BTreeSet::new(),
            models: BTreeSet::new(),
            requests: BTreeSet::new(),
        }
    }

    /// A name of the runtime.
    fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.runtime.insert(name);
        let last = name.rsplit("::").next().unwrap_or(name);
        if self.bare {
            path(last)
        } else {
            path(&format!("rt::{name}"))
        }
    }

    /// A name of the request's own module.
    fn request(&mut self, name: &str) -> TokenStream {
        self.requests.insert(name.to_owned());
        if self.bare {
            path(name)
        } else {
            path(&format!("requests::{name}"))
        }
    }

    /// A type of the emitted crate.
    fn ty(&mut self, ty: &TypePath) -> TokenStream {
        match &ty.module {
            Some(module) if module == TypePath::HERE => self.request(&ty.name),
            // Types of other namespaces may bear the same name.
            Some(module) => {
                self.models.insert(String::new());
                path(&format!("models::{module}::{}", ty.name))
            }
            None if self.bare => {
                self.models.insert(ty.name.clone());
                path(&ty.name)
            }
            None => {
                self.models.insert(String::new());
                path(&format!("models::{}", ty.name))
            }
        }
    }

    /// The call of a constructor with what is chained behind it.
    fn call(&mut self, plan: &OperationPlan, call: &ExampleCall) -> Option<TokenStream> {
        let planned = plan.paths.get(call.path)?;
        let operation = self.request(&plan.name);
        let constructor = ident(&planned.constructor);
        let mut arguments = Vec::new();
        for (value, argument) in call.arguments.iter().zip(&planned.arguments) {
            arguments.push(self.argument(value, argument.ty));
        }
        arguments.extend(call.required.iter().map(|value| quote!(#value)));
        arguments.extend(call.body.as_ref().map(|body| self.body(body)));
        let mut options = Vec::new();
        for option in &call.options {
            options.push(self.option(plan, option));
        }
        Some(quote!(#operation::#constructor(#(#arguments),*)#(#options)*))
    }

    fn argument(&mut self, value: &ArgumentValue, ty: ArgumentType) -> TokenStream {
        match (value, ty) {
            (ArgumentValue::Text(text), ArgumentType::Literal) => quote!(#text.into()),
            (ArgumentValue::Text(text), _) => quote!(#text),
            (ArgumentValue::Literal(text), _) => {
                let argument = self.runtime("Argument");
                quote!(#argument::Literal(#text.into()))
            }
            (ArgumentValue::Scalar(scalar, value), _) => self.scalar(*scalar, value),
        }
    }

    fn option(&mut self, plan: &OperationPlan, option: &OptionLiteral) -> TokenStream {
        match option {
            OptionLiteral::Query(option, value) => {
                let method = ident(option_method(*option));
                let value = match option {
                    QueryOption::Select | QueryOption::Expand | QueryOption::OrderBy => {
                        let items = items(value);
                        quote!([#(#items),*])
                    }
                    QueryOption::Top | QueryOption::Skip | QueryOption::Count => {
                        value.parse().unwrap_or_else(|_| quote!(#value))
                    }
                    QueryOption::Filter | QueryOption::Search => quote!(#value),
                };
                quote!(.#method(#value))
            }
            OptionLiteral::Parameter(constant, value) => {
                let (operation, constant) = (self.request(&plan.name), ident(constant));
                quote!(.with(#operation::#constant, #value))
            }
            OptionLiteral::ContentType(value) => {
                let (name, text) = (
                    self.runtime("http::header::CONTENT_TYPE"),
                    self.runtime("http::HeaderValue"),
                );
                quote!(.header(#name, #text::from_static(#value)))
            }
        }
    }

    fn body(&mut self, body: &BodyLiteral) -> TokenStream {
        match body {
            BodyLiteral::Typed(literal) => self.literal(literal),
            BodyLiteral::Json(value) => self.json(value),
            BodyLiteral::Reference(target) => {
                let reference = self.runtime("Reference");
                quote!(#reference::new(#target))
            }
            BodyLiteral::Text(text) => quote!(#text.into()),
        }
    }

    fn literal(&mut self, literal: &Literal) -> TokenStream {
        match literal {
            Literal::Scalar(scalar, value) => self.scalar(*scalar, value),
            Literal::Member(ty, variant) => {
                let (ty, variant) = (self.ty(ty), ident(variant));
                quote!(#ty::#variant)
            }
            Literal::Members(ty, variants) => {
                let ty = self.ty(ty);
                let variants = variants.iter().map(|variant| ident(variant));
                quote!([#(#ty::#variants),*].into())
            }
            Literal::Struct(inner) => self.object(inner),
            Literal::Held(_, inner) => {
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

    fn object(&mut self, plan: &StructLiteral) -> TokenStream {
        let ty = self.ty(&plan.path);
        let mut fields = Vec::new();
        for field in &plan.fields {
            let name = ident(&field.name);
            let value = match &field.value {
                // Of two conversions in a row the compiler must know what stands between them.
                Literal::Held(holder, inner) if field.wrapped => {
                    let (holder, inner) = (self.ty(holder), self.object(inner));
                    quote!(#holder::from(#inner).into())
                }
                value if field.wrapped => {
                    let value = self.literal(value);
                    quote!(#value.into())
                }
                value => self.literal(value),
            };
            let value = match (&field.value, plan.patch) {
                (Literal::Null, _) => value,
                (_, false) => quote!(Some(#value)),
                (_, true) => {
                    let patch = self.runtime("Patch");
                    quote!(#patch::set(#value))
                }
            };
            fields.push(quote!(#name: #value));
        }
        let (name, annotations) = &plan.additional;
        if !annotations.is_empty() {
            let name = ident(name);
            let mut pairs = Vec::new();
            for (key, value) in annotations {
                let value = self.json(value);
                pairs.push(quote!((#key, #value)));
            }
            fields.push(quote!(#name: [#(#pairs),*].into_iter().collect()));
        }
        let rest = plan.partial.then(|| quote!(..Default::default()));
        quote!(#ty { #(#fields,)* #rest })
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
                let binary = self.runtime("Binary");
                quote!(#binary::from_base64(#text)?)
            }
            Scalar::DateTime => {
                let format = self.runtime("time::format_description::well_known::Rfc3339");
                let ty = self.runtime("OffsetDateTime");
                quote!(#ty::parse(#text, &#format)?)
            }
            Scalar::Date => {
                let format = self.runtime("time::format_description::well_known::Iso8601");
                let ty = self.runtime("Date");
                quote!(#ty::parse(#text, &#format::DATE)?)
            }
            Scalar::TimeOfDay => {
                let format = self.runtime("time::format_description::well_known::Iso8601");
                let ty = self.runtime("Time");
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

/// The items of a list in a query, parted by commas outside of parentheses and quotes.
fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    for (at, c) in list.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                items.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.extend(list.get(start..));
    items
}

fn integer(value: &Value) -> TokenStream {
    let number = value.as_i64().unwrap_or_default();
    let size = Token::u64_unsuffixed(number.unsigned_abs());
    if number < 0 { quote!(-#size) } else { quote!(#size) }
}

fn double(value: &Value) -> TokenStream {
    match value.as_str() {
        Some("INF") => quote!(f64::INFINITY),
        Some("-INF") => quote!(f64::NEG_INFINITY),
        Some(_) => quote!(f64::NAN),
        None => {
            let number = value.as_f64().unwrap_or_default();
            let size = Token::f64_unsuffixed(number.abs());
            if number < 0.0 {
                quote!(-#size)
            } else {
                quote!(#size)
            }
        }
    }
}

/// A text as a raw string, so that JSON stays readable; an ordinary one where it holds what a raw string cannot.
fn raw(text: &str) -> TokenStream {
    if text.contains('\r') {
        return quote!(#text);
    }
    let longest = text.split(|c| c != '#').map(str::len).max().unwrap_or_default();
    let hashes = "#".repeat(longest + 1);
    format!("r{hashes}\"{text}\"{hashes}")
        .parse()
        .unwrap_or_else(|_| quote!(#text))
}
