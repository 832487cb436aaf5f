//! Requests: a marker type an operation, with its metadata and a constructor a path.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::{docs, field_type, ident, inner_docs, path, scalar_type};
use crate::emit::{Place, enums, examples, structs};
use crate::graph::{Method, Version};
use crate::resolve::{
    ArgumentType, BodyPlan, Kind, OperationPlan, ParameterPlace, PathPlan, PermissionPlan, QueryOption,
    RequestModule, ResponsePlan, Scope, TypePath,
};

/// Functions with more arguments than this need to be excused from the linter.
const MANY_ARGUMENTS: usize = 7;

pub(super) fn module(runtime: &TokenStream, module: &RequestModule, place: &Place<'_>) -> TokenStream {
    let docs = inner_docs(&module.docs);
    let operations: Vec<TokenStream> = module
        .operations
        .iter()
        .map(|plan| {
            operation(
                plan,
                &examples::documentation(module, place.version, plan, place.crate_name),
            )
        })
        .collect();
    let uses_models = module.operations.iter().any(names_a_model);
    let models = uses_models.then(|| {
        quote!(
            use super::super::models;
        )
    });
    quote! {
        #docs
        use #runtime::codegen as rt;
        #models
        #(#operations)*
    }
}

/// Whether the module needs the path to the models.
fn names_a_model(plan: &OperationPlan) -> bool {
    let foreign = |path: &TypePath| path.module.as_deref() != Some(TypePath::HERE);
    let kind = |kind: &Kind| kind.path().is_some_and(foreign);
    plan.body.model().is_some()
        || plan
            .body_struct
            .iter()
            .flat_map(|plan| &plan.fields)
            .any(|field| kind(&field.ty.kind))
        || match &plan.response {
            ResponsePlan::Model(_) | ResponsePlan::Page(_) => true,
            ResponsePlan::Value(ty) => kind(&ty.kind),
            ResponsePlan::None
            | ResponsePlan::Json
            | ResponsePlan::Bytes
            | ResponsePlan::Count
            | ResponsePlan::Accepted => false,
        }
}

fn operation(plan: &OperationPlan, example: &[String]) -> TokenStream {
    let name = ident(&plan.name);
    let marker_docs = docs(&[&plan.docs, example].concat());
    let (body, response) = (body_type(&plan.body, own_struct(plan)), response_type(plan));
    let metadata = metadata(plan);
    let options = plan.query.iter().map(|option| {
        let option = ident(option_name(*option));
        quote!(impl rt::query::#option for #name {})
    });
    let constructors = plan
        .paths
        .iter()
        .enumerate()
        .map(|(index, path)| constructor(plan, index, path, body.as_ref()));
    let constants = plan.parameters.iter().map(|parameter| {
        let (docs, constant, sent) = (docs(&parameter.docs), ident(&parameter.constant), &parameter.name);
        let place = ident(match parameter.place {
            ParameterPlace::Header => "header",
            ParameterPlace::Query => "query",
        });
        quote!(#docs pub const #constant: rt::Parameter<Self> = rt::Parameter::#place(#sent);)
    });
    let body = body.as_ref().map_or_else(|| quote!(()), Clone::clone);
    let body_struct = plan
        .body_struct
        .iter()
        .map(|body| structs::model(body, &Scope::Requests));
    let enums = plan.enums.iter().map(enums::open_enum);
    quote! {
        #marker_docs
        pub struct #name {}

        impl #name { #(#constants)* #(#constructors)* }

        impl rt::Operation for #name {
            type Body = #body;
            type Response = #response;
            const METADATA: &'static rt::Metadata = &#metadata;
        }

        #(#options)*
        #(#body_struct)*
        #(#enums)*
    }
}

fn constructor(
    operation: &OperationPlan,
    index: usize,
    plan: &PathPlan,
    body: Option<&TokenStream>,
) -> TokenStream {
    let name = ident(&plan.constructor);
    let docs = docs(&plan.docs);
    let index = Literal::usize_unsuffixed(index);
    let of_path = plan.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        match argument.ty {
            ArgumentType::Text => quote!(#name: &str),
            ArgumentType::Scalar(scalar) => {
                let ty = scalar_type(scalar);
                quote!(#name: #ty)
            }
            ArgumentType::Literal => quote!(#name: rt::Argument<'_>),
        }
    });
    let required = || {
        let parameters = operation.parameters.iter();
        parameters
            .filter_map(|parameter| Some((ident(&parameter.constant), ident(parameter.argument.as_ref()?))))
    };
    let of_parameters = required().map(|(_, argument)| quote!(#argument: &str));
    let of_body = body.map(|body| quote!(body: #body));
    let arguments: Vec<TokenStream> = of_path.chain(of_parameters).chain(of_body).collect();
    let excuse = (arguments.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let values = plan.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        match argument.ty {
            ArgumentType::Literal => quote!(#name),
            ArgumentType::Text | ArgumentType::Scalar(_) => quote!(rt::Argument::from(#name)),
        }
    });
    let options = required().map(|(constant, argument)| quote!(.with(Self::#constant, #argument)));
    let sent = if body.is_some() { quote!(body) } else { quote!(()) };
    quote! {
        #docs
        #excuse
        #[inline]
        pub fn #name(#(#arguments),*) -> rt::Request<Self> {
            rt::Request::new(#index, &[#(#values),*], #sent)#(#options)*
        }
    }
}

/// The type of a body; `own` is that of the body's own struct.
pub(super) fn body_type(body: &BodyPlan, own: Option<TokenStream>) -> Option<TokenStream> {
    let model = body.model().map(|name| path(&name.relative(&Scope::Requests)));
    match body {
        BodyPlan::None => None,
        BodyPlan::Model(_) => model,
        BodyPlan::Models(_) => Some(quote!(Vec<#model>)),
        BodyPlan::Changes(_) => Some(quote!(rt::Changes<#model>)),
        BodyPlan::Struct => own,
        BodyPlan::Json => Some(quote!(rt::Value)),
        BodyPlan::Reference => Some(quote!(rt::Reference)),
        BodyPlan::Bytes(_) => Some(quote!(Vec<u8>)),
    }
}

/// The body's own struct, where it stands.
fn own_struct(plan: &OperationPlan) -> Option<TokenStream> {
    let name = ident(&plan.body_struct.as_ref()?.name);
    Some(quote!(#name))
}

fn response_type(plan: &OperationPlan) -> TokenStream {
    match &plan.response {
        ResponsePlan::None => quote!(()),
        ResponsePlan::Model(name) => path(&name.relative(&Scope::Requests)),
        ResponsePlan::Page(name) => {
            let name = path(&name.relative(&Scope::Requests));
            quote!(rt::Page<#name>)
        }
        ResponsePlan::Value(ty) => {
            let ty = field_type(ty, &Scope::Requests);
            quote!(rt::ValueOf<#ty>)
        }
        ResponsePlan::Json => quote!(rt::Value),
        ResponsePlan::Bytes => quote!(rt::Bytes),
        ResponsePlan::Count => quote!(rt::Count),
        ResponsePlan::Accepted => quote!(rt::Accepted),
    }
}

/// The metadata; what is left out is the runtime's default for the version.
fn metadata(plan: &OperationPlan) -> TokenStream {
    let (title, documentation) = (&plan.title, &plan.documentation);
    let method = ident(match plan.method {
        Method::Delete => "Delete",
        Method::Get => "Get",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Post => "Post",
        Method::Put => "Put",
    });
    let defaults = ident(match plan.version {
        Version::V1 => "V1",
        Version::Beta => "BETA",
    });
    let paths = plan.paths.iter().map(|path| path.route.render());
    let success = (!plan.success.is_empty()).then(|| {
        let codes = plan.success.iter().map(|code| Literal::u16_unsuffixed(*code));
        quote!(success: &[#(#codes),*],)
    });
    let content_type = match &plan.body {
        BodyPlan::Bytes(content_type) => Some(quote!(content_type: Some(#content_type),)),
        _ => None,
    };
    let query = (!plan.query.is_empty()).then(|| {
        let options = plan.query.iter().map(|option| ident(option_name(*option)));
        quote!(query: &[#(rt::QueryOption::#options),*],)
    });
    let has_level = plan.parameters.iter().any(|parameter| {
        parameter.place == ParameterPlace::Header && parameter.name.eq_ignore_ascii_case("ConsistencyLevel")
    });
    let consistency_level = has_level.then(|| quote!(consistency_level: true,));
    let documented = plan.permissions != PermissionPlan::default();
    let permissions = documented.then(|| {
        let list = |names: &Option<Vec<String>>| match names {
            Some(names) => quote!(Some(&[#(#names),*])),
            None => quote!(None),
        };
        let work = list(&plan.permissions.delegated_work);
        let personal = list(&plan.permissions.delegated_personal);
        let application = list(&plan.permissions.application);
        quote! {
            permissions: rt::Permissions {
                delegated_work: #work,
                delegated_personal: #personal,
                application: #application,
            },
        }
    });
    quote! {
        rt::Metadata {
            name: #title,
            method: rt::Method::#method,
            paths: &[#(#paths),*],
            documentation: #documentation,
            #success
            #content_type
            #query
            #consistency_level
            #permissions
            ..rt::Metadata::#defaults
        }
    }
}

fn option_name(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "Count",
        QueryOption::Expand => "Expand",
        QueryOption::Filter => "Filter",
        QueryOption::OrderBy => "OrderBy",
        QueryOption::Search => "Search",
        QueryOption::Select => "Select",
        QueryOption::Skip => "Skip",
        QueryOption::Top => "Top",
    }
}

/// The method of a request that sets an option.
pub(super) fn option_method(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "count",
        QueryOption::Expand => "expand",
        QueryOption::Filter => "filter",
        QueryOption::OrderBy => "order_by",
        QueryOption::Search => "search",
        QueryOption::Select => "select",
        QueryOption::Skip => "skip",
        QueryOption::Top => "top",
    }
}
