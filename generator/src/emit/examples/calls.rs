//! The call of an example: along the steps, with its arguments and options.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::examples::{ExpressionWriter, Root};
use crate::emit::requests::query_options;
use crate::emit::tokens::{ident, path};
use crate::graph::{QueryOption, split_outside};
use crate::resolve::plan::examples::{ArgumentValue, ExampleCall, OptionLiteral};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, OperationPlan};
use crate::resolve::plan::steps::Way;

impl ExpressionWriter<'_> {
    /// The request of a call, or the call of a client, with what is chained behind it.
    pub(super) fn call(&mut self, id: OperationId, call: &ExampleCall) -> Option<TokenStream> {
        let plan = &self.items.operations[id];
        let way = self.version.steps.way_of_example(call, id);
        let way =
            way.filter(|way| way.call.operation == id || self.stands_for(way.call.operation, plan, call));
        let mut options = Vec::new();
        let request = match &way {
            Some(way) => {
                let taken = &self.items.operations[way.call.operation];
                let given = plan.required().map(|(parameter, _)| parameter.name.as_str());
                let (required, optional): (Vec<_>, Vec<_>) = given
                    .zip(&call.required)
                    .partition(|(name, _)| taken.required().any(|(parameter, _)| parameter.name == *name));
                for (name, value) in optional {
                    // Where the page shows no value, the name of the option stands for it.
                    if let Some(option) = QueryOption::of_key(name).filter(|_| name != value) {
                        options.push(self.option(id, plan, &OptionLiteral::Query(option, value.clone())));
                    }
                }
                self.along(way, call, required.into_iter().map(|(_, value)| value))
            }
            None => self.by_template(id, plan, call)?,
        };
        for option in &call.options {
            options.push(self.option(id, plan, option));
        }
        Some(match (self.root, way) {
            (Root::Client, None) => quote!(graph.client().send(#request #(#options)*)),
            _ => quote!(#request #(#options)*),
        })
    }

    /// Whether the call of another operation sends all of an example, and reads its answer alike.
    fn stands_for(&self, other: OperationId, plan: &OperationPlan, call: &ExampleCall) -> bool {
        let other = &self.items.operations[other];
        let takes = |option: QueryOption| other.query.taken.contains(&option);
        let takes_option = |option: &OptionLiteral| match option {
            OptionLiteral::Query(option, _) => takes(*option),
            OptionLiteral::Parameter(..) => false,
            OptionLiteral::ContentType(_) => true,
        };
        let takes_required = |name: &str| {
            other.required().any(|(parameter, _)| parameter.name == name)
                || QueryOption::of_key(name).is_some_and(takes)
        };
        other.body == plan.body
            && other.response == plan.response
            && call.options.iter().all(takes_option)
            && plan
                .required()
                .all(|(parameter, _)| takes_required(&parameter.name))
    }

    /// The call of an operation on a step: `v1::users().id("…").messages().list()`.
    fn along<'v>(
        &mut self,
        way: &Way<'_>,
        call: &'v ExampleCall,
        required: impl Iterator<Item = &'v String>,
    ) -> TokenStream {
        let mut values = call.arguments.iter();
        let (mut made, mut sign) = match self.root {
            Root::Version => (path(self.version.name()), quote!(::)),
            Root::Client => (path("graph"), quote!(.)),
        };
        self.steps |= self.root == Root::Version;
        for link in &way.links {
            let (method, arguments) = (ident(&link.method), self.arguments(&link.arguments, &mut values));
            made = quote!(#made #sign #method(#(#arguments),*));
            sign = quote!(.);
        }
        let method = ident(&way.call.method);
        let mut arguments = self.arguments(&way.call.arguments, &mut values);
        arguments.extend(required.map(|value| quote!(#value)));
        arguments.extend(call.body.as_ref().map(|body| self.body(body)));
        quote!(#made.#method(#(#arguments),*))
    }

    /// The values of a method's arguments.
    fn arguments<'v>(
        &mut self,
        plans: &[ArgumentPlan],
        values: &mut impl Iterator<Item = &'v ArgumentValue>,
    ) -> Vec<TokenStream> {
        let mut arguments = Vec::new();
        for (plan, value) in plans.iter().zip(values) {
            arguments.push(match (value, plan.ty) {
                (ArgumentValue::Text(text), ArgumentType::Text) => quote!(#text),
                (value, ArgumentType::Scalar(_)) => self.bare_argument(value),
                (ArgumentValue::Literal(_), ArgumentType::Optional(_)) => quote!(None),
                (value, ArgumentType::Optional(_)) => {
                    let value = self.bare_argument(value);
                    quote!(Some(#value))
                }
                (value, _) => self.argument(value),
            });
        }
        arguments
    }

    /// The request of an operation that no step has, by the template of its path.
    fn by_template(
        &mut self,
        id: OperationId,
        plan: &OperationPlan,
        call: &ExampleCall,
    ) -> Option<TokenStream> {
        let (request, operation) = (self.runtime("Request"), self.item(id));
        let template = call.route.render();
        let mut arguments = Vec::new();
        for value in &call.arguments {
            arguments.push(self.argument(value));
        }
        let body = match &call.body {
            Some(body) => self.body(body),
            None => quote!(()),
        };
        let required: Vec<TokenStream> = plan
            .required()
            .zip(&call.required)
            .map(|((parameter, _), value)| {
                let constant = ident(&parameter.constant);
                quote!(.parameter(#operation::#constant, #value))
            })
            .collect();
        Some(quote!(#request::<#operation>::new(#template, &[#(#arguments),*], #body) #(#required)*))
    }

    /// A value as an argument of a path.
    fn argument(&mut self, value: &ArgumentValue) -> TokenStream {
        match value {
            ArgumentValue::Literal(text) => {
                let argument = self.runtime("operation::Argument");
                quote!(#argument::Literal(#text.into()))
            }
            value => {
                let value = self.bare_argument(value);
                quote!(#value.into())
            }
        }
    }

    /// A value as it is, of its own type.
    fn bare_argument(&mut self, value: &ArgumentValue) -> TokenStream {
        match value {
            ArgumentValue::Text(text) | ArgumentValue::Literal(text) => quote!(#text),
            ArgumentValue::Scalar(scalar, value) => self.scalar(*scalar, value),
        }
    }

    fn option(&mut self, id: OperationId, plan: &OperationPlan, option: &OptionLiteral) -> TokenStream {
        match option {
            OptionLiteral::Query(option, value) => {
                let method = ident(query_options::method_name(*option));
                let value = match option {
                    QueryOption::Select | QueryOption::Expand | QueryOption::OrderBy => {
                        let items = split_outside(value, b',');
                        quote!([#(#items),*])
                    }
                    QueryOption::Top | QueryOption::Skip | QueryOption::Count => {
                        value.parse().unwrap_or_else(|_| quote!(#value))
                    }
                    QueryOption::Filter | QueryOption::Search => quote!(#value),
                };
                quote!(.#method(#value))
            }
            OptionLiteral::Parameter(index, value) => {
                let (operation, constant) = (self.item(id), ident(&plan.parameters[*index].constant));
                quote!(.parameter(#operation::#constant, #value))
            }
            OptionLiteral::ContentType(value) => {
                let name = self.runtime("http::header::CONTENT_TYPE");
                quote!(.header(#name, #value))
            }
        }
    }
}
