//! Requests: a marker type for each operation, with its metadata, its parameters and its body.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::paths::Paths;
use crate::emit::rustdoc::plain;
use crate::emit::tokens::{doc_lines, ident, inner_doc};
use crate::emit::types::{body_type, field_type, option_name};
use crate::emit::{docs, enums, examples, structs};
use crate::graph::{Cloud, Method, QueryOption, Version};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::operations::{
    BodyPlan, OperationPlan, ParameterPlace, PermissionCase, PermissionPlan, QueryPlan, RequestModule,
    ResponsePlan,
};

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
    let docs = inner_doc(&docs::of_requests(module.owner, name, &paths.without_imports()));
    let operations: Vec<TokenStream> = module
        .operations
        .iter()
        .map(|id| {
            let plan = &items.operations[*id];
            let mut docs = docs::lines(&plan.docs, &paths.without_imports());
            docs::add_calls(&mut docs, *id, version, &paths.without_imports());
            docs.extend(examples::documentation(version, *id, crate_name));
            operation(plan, &paths, &docs)
        })
        .collect();
    let imports = paths.imports();
    quote! {
        #docs
        use #runtime::codegen as rt;
        #imports
        #(#operations)*
    }
}

fn operation(plan: &OperationPlan, paths: &Paths<'_>, marker_docs: &[String]) -> TokenStream {
    let link_paths = paths.without_imports();
    let name = ident(&plan.name);
    let marker_docs = doc_lines(marker_docs);
    let (body, response) = (body_type(&plan.body, paths), response_type(plan, paths));
    let metadata = metadata(plan);
    let query = query_type(&plan.query);
    let constants = plan.parameters.iter().map(|parameter| {
        let docs = doc_lines(&docs::of_parameter(parameter, &link_paths));
        let (constant, sent) = (ident(&parameter.constant), &parameter.name);
        let place = ident(match parameter.place {
            ParameterPlace::Header => "header",
            ParameterPlace::Query => "query",
        });
        quote!(#docs pub const #constant: rt::Parameter<Self> = rt::Parameter::#place(#sent);)
    });
    let constants = (!plan.parameters.is_empty()).then(|| quote!(impl #name { #(#constants)* }));
    let body = body.as_ref().map_or_else(|| quote!(()), Clone::clone);
    let own = plan.body.own();
    let body_struct = own.map(|id| structs::model(&paths.items.structs[id], paths));
    let enums = plan.enums.iter();
    let enums = enums.map(|id| enums::open_enum(&paths.items.enums[*id], paths));
    quote! {
        #marker_docs
        pub struct #name {}

        #constants

        impl rt::Operation for #name {
            type Body = #body;
            type Response = #response;
            type Query = #query;
            const METADATA: &'static rt::Metadata = &#metadata;
        }

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

fn permissions(plan: &PermissionPlan) -> TokenStream {
    let list = |names: &Option<Vec<String>>| match names {
        Some(names) => quote!(Some(&[#(#names),*])),
        None => quote!(None),
    };
    let work = list(&plan.delegated_work);
    let personal = list(&plan.delegated_personal);
    let application = list(&plan.application);
    quote! {
        rt::Permissions {
            delegated_work: #work,
            delegated_personal: #personal,
            application: #application,
        }
    }
}

/// The permissions on some of the paths; of all paths none is named.
fn permission_case(case: &PermissionCase, paths: usize) -> TokenStream {
    let subject = case.subjects.join(", ");
    let subject = plain(&subject);
    let some = case.paths.iter().filter(|_| case.paths.len() < paths);
    let some = some.map(|path| Literal::usize_unsuffixed(*path));
    let permissions = permissions(&case.permissions);
    quote! {
        rt::PermissionCase {
            subject: #subject,
            paths: &[#(#some),*],
            permissions: #permissions,
        }
    }
}

/// The national clouds, where the page says which have the request.
fn clouds(clouds: &[Cloud]) -> TokenStream {
    if clouds == Cloud::ALL {
        return quote!(clouds: Some(&rt::Cloud::ALL),);
    }
    let clouds = clouds.iter().map(|cloud| {
        ident(match cloud {
            Cloud::Global => "Global",
            Cloud::UsGovernment => "UsGovernment",
            Cloud::UsGovernmentDod => "UsGovernmentDod",
            Cloud::China => "China",
        })
    });
    quote!(clouds: Some(&[#(rt::Cloud::#clouds),*]),)
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

/// The metadata; what is left out is the runtime's default for the version.
fn metadata(plan: &OperationPlan) -> TokenStream {
    let (title, documentation) = (plain(&plan.title), &plan.documentation);
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
    let options = |options: &[QueryOption]| {
        let options = options.iter().map(|option| ident(option_name(*option)));
        quote!(&[#(rt::QueryOption::#options),*])
    };
    let query = (!plan.query.documented.is_empty()).then(|| {
        let options = options(&plan.query.documented);
        quote!(query: #options,)
    });
    let unsupported = (!plan.query.unsupported.is_empty()).then(|| {
        let options = options(&plan.query.unsupported);
        quote!(unsupported_query: #options,)
    });
    let consistency_level = plan.consistency_level.then(|| quote!(consistency_level: true,));
    let documented = plan.permissions != PermissionPlan::default();
    let permissions = documented.then(|| {
        let permissions = permissions(&plan.permissions);
        quote!(permissions: #permissions,)
    });
    let clouds = plan.clouds.as_deref().map(clouds);
    let roles = (!plan.roles.is_empty()).then(|| {
        let roles = plan.roles.iter().map(|role| plain(role));
        quote!(roles: &[#(#roles),*],)
    });
    let cases = (!plan.permission_cases.is_empty()).then(|| {
        let cases = plan
            .permission_cases
            .iter()
            .map(|case| permission_case(case, plan.paths.len()));
        quote!(permission_cases: &[#(#cases),*],)
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
            #unsupported
            #consistency_level
            #permissions
            #cases
            #clouds
            #roles
            ..rt::Metadata::#defaults
        }
    }
}
