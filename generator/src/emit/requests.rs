//! Requests: a marker type for each operation, with its metadata, its parameters and its body.

pub(in crate::emit) mod query_options;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::deprecation;
use crate::emit::docs::rustdoc::plain;
use crate::emit::models::enums;
use crate::emit::models::structs::{self, field_type};
use crate::emit::modules::paths::Paths;
use crate::emit::tokens::{doc_lines, ident, inner_doc};
use crate::emit::{docs, examples};
use crate::graph::{Cloud, Method, PermissionSet, QueryOption, Version, Ways};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::operations::{
    BodyPlan, OperationPlan, ParameterLocation, RequestModule, ResponsePlan,
};
use crate::resolve::plan::permissions::{PermissionCase, PermissionPlan};
use crate::resolve::plan::query::QueryPlan;
use crate::resolve::plan::steps::OtherPlaces;

/// The file of a module of requests; `crate_name` is the crate in which readers find it.
pub(super) fn module(
    runtime: &TokenStream,
    version: &VersionPlan,
    module: &RequestModule,
    crate_name: Option<&str>,
) -> TokenStream {
    let items = &version.items;
    let paths = Paths::importing(items, module.module, &[items.modules.models]);
    let name = &items.modules[module.module].name;
    let docs = inner_doc(&docs::of_requests(module, name, &paths.without_imports()));
    let operations: Vec<TokenStream> = module
        .operations
        .iter()
        .map(|id| {
            let plan = &items.operations[*id];
            let mut docs = docs::of_request(plan, &paths.without_imports());
            docs::add_calls(&mut docs, *id, version, &paths.without_imports());
            docs.extend(examples::documentation(version, *id, crate_name));
            operation(plan, &version.steps.other_places[*id], &paths, &docs)
        })
        .collect();
    let imports = paths.imports(None);
    quote! {
        #docs
        use #runtime::codegen as rt;
        #imports
        #(#operations)*
    }
}

fn operation(
    plan: &OperationPlan,
    other_places: &OtherPlaces,
    paths: &Paths<'_>,
    marker_docs: &[String],
) -> TokenStream {
    let link_paths = paths.without_imports();
    let name = ident(&plan.name);
    let marker_docs = doc_lines(marker_docs);
    let (body, response) = (body_type(&plan.body, paths), response_type(plan, paths));
    let constants = plan.parameters.iter().map(|parameter| {
        let docs = doc_lines(&docs::of_parameter(parameter, &link_paths));
        let (constant, sent) = (ident(&parameter.constant), &parameter.name);
        let place = ident(match parameter.place {
            ParameterLocation::Header => "header",
            ParameterLocation::Query => "query",
        });
        quote!(#docs pub const #constant: rt::Parameter<Self> = rt::Parameter::#place(#sent);)
    });
    let constants = (!plan.parameters.is_empty()).then(|| quote!(impl #name { #(#constants)* }));
    let table = table(plan, other_places, &body.unwrap_or_else(|| quote!(())), &response);
    let deprecated = deprecation::attribute(plan.deprecated.as_deref());
    let own = plan.body.own();
    let body_struct = own.map(|id| structs::model(&paths.items.structs[id], paths));
    let enums = plan.enums.iter();
    let enums = enums.map(|id| enums::open_enum(&paths.items.enums[*id], paths));
    quote! {
        #marker_docs
        #deprecated
        pub struct #name {}

        #constants

        #table

        #body_struct
        #(#enums)*
    }
}

fn response_type(plan: &OperationPlan, paths: &Paths<'_>) -> TokenStream {
    match plan.response {
        ResponsePlan::None => quote!(()),
        ResponsePlan::Model(ty) => paths.tokens(ty),
        ResponsePlan::Page(ty) => {
            let ty = paths.tokens(ty);
            quote!(rt::Page<#ty>)
        }
        ResponsePlan::Value(ty) => {
            let ty = field_type(ty, paths);
            quote!(rt::ValueOf<#ty>)
        }
        ResponsePlan::Json => quote!(rt::Value),
        ResponsePlan::Bytes => quote!(rt::Bytes),
        ResponsePlan::Count => quote!(rt::Count),
        ResponsePlan::Accepted => quote!(rt::Accepted),
    }
}

/// The kinds of callers whose permissions are documented, each with its list.
fn permissions(plan: &PermissionPlan) -> Vec<TokenStream> {
    let kinds = [
        ("delegated_work", &plan.delegated_work),
        ("delegated_personal", &plan.delegated_personal),
        ("application", &plan.application),
    ];
    let documented = kinds.into_iter().filter(|(_, ways)| ways.is_documented());
    let row = |(kind, ways): (&str, &Ways<PermissionSet>)| {
        let ways: Vec<String> = ways.list().iter().map(PermissionSet::to_string).collect();
        let (kind, ways) = (ident(kind), ways.join(", "));
        quote!(#kind: #ways)
    };
    documented.map(row).collect()
}

/// The row of permissions on some of the paths; where they are those of all paths none is named.
fn permission_case(case: &PermissionCase, paths: usize) -> TokenStream {
    let subject = case.subjects.join(", ");
    let subject = plain(&subject);
    let some = case.paths.iter().filter(|_| case.paths.len() < paths);
    let some = some.map(|path| Literal::usize_unsuffixed(*path));
    let permissions = permissions(&case.permissions);
    quote!(case(#subject, [#(#some),*] #(, #permissions)*);)
}

/// The row of the national clouds that have the request.
fn clouds(clouds: &[Cloud]) -> TokenStream {
    let clouds = clouds.iter().map(|cloud| {
        ident(match cloud {
            Cloud::Global => "Global",
            Cloud::UsGovernment => "UsGovernment",
            Cloud::UsGovernmentDod => "UsGovernmentDod",
            Cloud::China => "China",
        })
    });
    quote!(clouds: [#(#clouds),*];)
}

/// The type that says which query options the request takes: one with a name, or one that names them all.
fn query_type(plan: &QueryPlan) -> TokenStream {
    use QueryOption::{Expand, Filter, Search, Select};
    match plan.taken.as_slice() {
        [] => quote!(rt::query::Nothing),
        [Expand, Select] => quote!(rt::query::OfObject),
        [Filter, Search] => quote!(rt::query::OfCount),
        taken if taken == QueryOption::ALL => quote!(rt::query::OfList),
        taken => {
            let is_taken = QueryOption::ALL.iter().map(|option| taken.contains(option));
            quote!(rt::query::Set<#(#is_taken),*>)
        }
    }
}

/// The table of an operation; what is left out of it is the runtime's default for the version.
fn table(
    plan: &OperationPlan,
    other_places: &OtherPlaces,
    body: &TokenStream,
    response: &TokenStream,
) -> TokenStream {
    let (name, title) = (ident(&plan.name), plain(&plan.title));
    let documentation = plan.documentation.as_deref().unwrap_or_default();
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
    let query = query_type(&plan.query);
    let all_paths = plan.paths.iter().chain(other_places.paths());
    let all_paths: Vec<String> = all_paths.map(|path| path.route.render()).collect();
    let success = (!plan.success.is_empty()).then(|| {
        let codes = plan.success.iter().map(|code| Literal::u16_unsuffixed(*code));
        quote!(success: [#(#codes),*];)
    });
    let content_type = match &plan.body {
        BodyPlan::Bytes(BytesPlan {
            content_type,
            is_base64,
        }) => {
            let base64 = is_base64.then(|| quote!(base64: true;));
            Some(quote!(content_type: #content_type; #base64))
        }
        _ => None,
    };
    let set_by_service = (!plan.set_by_service.is_empty()).then(|| {
        let names = &plan.set_by_service;
        quote!(set_by_service: [#(#names),*];)
    });
    let options = |options: &[QueryOption]| {
        let options = options
            .iter()
            .map(|option| ident(query_options::runtime_name(*option)));
        quote!([#(#options),*])
    };
    let documented = (!plan.query.documented.is_empty()).then(|| {
        let options = options(&plan.query.documented);
        quote!(query: #options;)
    });
    let unsupported = (!plan.query.unsupported.is_empty()).then(|| {
        let options = options(&plan.query.unsupported);
        quote!(unsupported_query: #options;)
    });
    let consistency_level = plan.consistency_level.then(|| quote!(consistency_level: true;));
    let permissions = permissions(&plan.permissions);
    let permissions = (!permissions.is_empty()).then(|| quote!(permissions(#(#permissions),*);));
    let cases = other_places.permission_cases.iter();
    let cases = cases.map(|case| permission_case(case, all_paths.len()));
    let clouds = plan.clouds.as_deref().map(clouds);
    let roles = (!plan.roles.is_empty()).then(|| {
        let roles = plan.roles.iter().map(|role| plain(role));
        quote!(roles: [#(#roles),*];)
    });
    quote! {
        rt::operation! {
            #name = #title, #defaults;
            #method(#body) -> #response, #query;
            #(#all_paths;)*
            documentation: #documentation;
            #success
            #content_type
            #set_by_service
            #documented
            #unsupported
            #consistency_level
            #permissions
            #(#cases)*
            #clouds
            #roles
        }
    }
}

/// The type of a body; `None` where none is sent.
pub(super) fn body_type(body: &BodyPlan, paths: &Paths<'_>) -> Option<TokenStream> {
    match body {
        BodyPlan::None => None,
        BodyPlan::Model(ty) => Some(paths.tokens(*ty)),
        BodyPlan::Models(ty) => {
            let ty = paths.tokens(*ty);
            Some(quote!(Vec<#ty>))
        }
        BodyPlan::Update(ty) => {
            let ty = paths.tokens(*ty);
            Some(quote!(rt::UpdateOf<#ty>))
        }
        BodyPlan::Own(id) => Some(paths.tokens(*id)),
        BodyPlan::Json => Some(quote!(rt::Value)),
        BodyPlan::Reference => Some(quote!(rt::Reference)),
        BodyPlan::Bytes(_) => Some(quote!(Vec<u8>)),
    }
}
