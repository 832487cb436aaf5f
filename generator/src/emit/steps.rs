//! Steps: a struct for each place, with a method for each way on and for each request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::deprecation;
use crate::emit::models::structs::scalar_type;
use crate::emit::modules::declaration::{ModuleBody, declaration};
use crate::emit::modules::paths::Paths;
use crate::emit::requests::body_type;
use crate::emit::tokens::{doc_lines, ident, path};
use crate::emit::{areas, docs};
use crate::resolve::plan::ids::ModuleId;
use crate::resolve::plan::models::ObjectType;
use crate::resolve::plan::modules::{Location, Visibility};
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, BodyPlan};
use crate::resolve::plan::steps::{
    CallPlan, Containment, Offer, StepLink, StepModule, StepModuleAbout, StepPlan, StepsPlan,
};
use crate::resolve::plan::{Items, VersionClient, VersionPlan};

/// The condition under which the client of a version is there; `None` where it never is.
pub(super) fn client_condition(client: VersionClient) -> Option<TokenStream> {
    match client {
        VersionClient::None => None,
        VersionClient::Feature => Some(quote!(#[cfg(feature = "client")])),
        VersionClient::Always => Some(TokenStream::new()),
    }
}

/// The entries to the steps that stand in the module of the version: a function for each first segment, and the
/// client.
pub(super) fn entries(plan: &VersionPlan, client: VersionClient) -> TokenStream {
    let paths = Paths::new(&plan.items, plan.items.modules.version);
    let root = root_path(&plan.items, &paths);
    let client = client_condition(client).map(|condition| {
        quote! {
            /// This version of the service with a client: the steps of this module as its methods, and calls that can be
            /// awaited at their ends. `client()` is the client, `batch()` a batch of requests.
            #condition
            pub type Graph = #root<rt::client::Client>;
        }
    });
    let functions = plan.steps.roots.iter().map(|link| {
        let name = ident(&link.method);
        let target = target(link, &plan.steps, &paths);
        let docs = doc_lines(&docs::of_root(link));
        let parameters = parameters(&link.arguments);
        let values = link.arguments.iter().map(|argument| ident(&argument.name));
        let condition = areas::condition(plan, plan.steps.steps[link.target].module, None);
        quote! {
            #docs
            #condition
            #[inline]
            pub fn #name(#(#parameters),*) -> #target {
                #root::new().#name(#(#values),*)
            }
        }
    });
    quote! {
        #client

        /// A request that the documentation does not have: of any method, to any path below this version, with any body
        /// and answer. Text goes into the path by `{placeholders}`.
        #[inline]
        pub fn request<B: rt::Body + 'static, R: rt::Response + 'static>(
            method: rt::http::Method,
            path: &str,
            arguments: &[rt::Argument<'_>],
            body: B,
        ) -> rt::Request<rt::Undocumented<B, R>> {
            #root::new().request(method, path, arguments, body)
        }

        #(#functions)*
    }
}

/// `steps.rs`: the root of the steps, and the modules of all others.
pub(super) fn root(
    runtime: &TokenStream,
    version: &VersionPlan,
    client: VersionClient,
    body: ModuleBody<'_>,
) -> TokenStream {
    let (items, plan) = (&version.items, &version.steps);
    let paths = Paths::new(items, items.modules.steps);
    let modules = plan
        .modules
        .iter()
        .map(|module| step_module(version, module, body));
    let root = ident(StepsPlan::ROOT);
    let links = plan.roots.iter().map(|link| {
        let docs = docs::of_root(link);
        method(link, version, None, &paths, &docs)
    });
    let sent_to = version.version.as_str();
    let with_client = client_condition(client).map(|condition| {
        quote! {
            #condition
            impl From<rt::client::Client> for #root<rt::client::Client> {
                #[inline]
                fn from(client: rt::client::Client) -> Self {
                    Self(rt::Step::new(client, #sent_to))
                }
            }
        }
    });
    let about = format!(
        " Places in the service, a step for each: `{}::users().id(\"…\").messages().list()`.",
        version.name()
    );
    quote! {
        #![doc = #about]

        use #runtime::codegen as rt;

        #(#modules)*

        /// The root of this version of the service.
        #[must_use]
        pub struct #root<C = ()>(rt::Step<C>);

        rt::impl_step!(#root);

        impl #root {
            /// The root, without a client: requests are values.
            #[inline]
            pub fn new() -> Self {
                Self(rt::Step::new((), #sent_to))
            }
        }

        impl Default for #root {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }

        impl<C: rt::MaybeClient> #root<C> {
            #(#links)*
        }

        #with_client
    }
}

/// The declaration of a module of steps.
fn step_module(version: &VersionPlan, module: &StepModule, body: ModuleBody<'_>) -> TokenStream {
    let (items, plan) = (&version.items, &version.steps);
    let condition = areas::condition(version, module.module, None);
    let declared = declaration(items, module.module, body);
    let exported = (items.modules[module.module].visibility == Visibility::ReExported).then(|| {
        let name = ident(&items.modules[module.module].name);
        let steps = module.steps.iter().map(|id| ident(&plan.steps[*id].name));
        quote! {
            #condition
            pub use self::#name::{#(#steps),*};
        }
    });
    quote! {
        #condition
        #declared
        #exported
    }
}

/// A module of steps.
pub(super) fn module(runtime: &TokenStream, version: &VersionPlan, plan: &StepModule) -> TokenStream {
    let items = &version.items;
    let imports = [items.modules.models, items.modules.requests];
    let paths = Paths::importing(items, plan.module, &imports);
    let steps: Vec<TokenStream> = plan
        .steps
        .iter()
        .map(|id| step(&version.steps.steps[*id], version, &paths))
        .collect();
    // Without the areas, the imports for their methods are not used.
    let unused = version.has_areas().then(|| quote!(#[allow(unused_imports)]));
    let imports = paths.imports(unused.as_ref());
    let about = match &plan.about {
        StepModuleAbout::Type(name) => format!(" Where `{name}` stands: the object, and collections of it."),
        StepModuleAbout::Path(path) => format!(" Steps below `{path}`."),
    };
    quote! {
        #![doc = #about]

        use #runtime::codegen as rt;
        #imports
        #(#steps)*
    }
}

fn step(plan: &StepPlan, version: &VersionPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let docs = doc_lines(&docs::of_step(plan, paths));
    let links = plan.links.iter().map(|link| {
        let docs = docs::of_link(link, paths);
        method(link, version, Some(plan.module), paths, &docs)
    });
    let (everywhere, at_home): (Vec<&CallPlan>, Vec<&CallPlan>) = plan
        .calls
        .iter()
        .partition(|call| call.offer == Offer::Everywhere);
    let method = |call: &CallPlan| {
        let needed = version.items.operations[call.operation].module;
        let condition = areas::condition(version, needed, Some(plan.module));
        let other_places = &version.steps.other_places[call.operation];
        let docs = docs::of_call(call, &plan.path, other_places, paths);
        self::call(call, &condition, &docs, paths)
    };
    let everywhere = everywhere.into_iter().map(method);
    if at_home.is_empty() {
        return quote! {
            #docs
            #[must_use]
            pub struct #name<C = ()>(pub(super) rt::Step<C>);

            rt::impl_step!(#name);

            impl<C: rt::MaybeClient> #name<C> {
                #(#links)*
                #(#everywhere)*
            }
        };
    }
    let at_home = at_home.into_iter().map(method);
    quote! {
        #docs
        #[must_use]
        pub struct #name<C = (), H = rt::Contained>(pub(super) rt::Step<C>, pub(super) rt::PhantomData<H>);

        rt::impl_step!(#name, H);

        impl<C: rt::MaybeClient, H> #name<C, H> {
            #(#links)*
            #(#everywhere)*
        }

        impl<C: rt::MaybeClient> #name<C> {
            #(#at_home)*
        }
    }
}

fn root_path(items: &Items, paths: &Paths<'_>) -> TokenStream {
    path(&paths.named(Location {
        module: items.modules.steps,
        name: StepsPlan::ROOT,
    }))
}

/// The step to which a method leads.
fn target(link: &StepLink, all: &StepsPlan, paths: &Paths<'_>) -> TokenStream {
    let step = &all.steps[link.target];
    path(&paths.named(Location {
        module: step.module,
        name: &step.name,
    }))
}

/// A method that leads on, of a step in the module `around`.
fn method(
    link: &StepLink,
    version: &VersionPlan,
    around: Option<ModuleId>,
    paths: &Paths<'_>,
    docs: &[String],
) -> TokenStream {
    let name = ident(&link.method);
    let condition = areas::condition(version, version.steps.steps[link.target].module, around);
    let target = target(link, &version.steps, paths);
    let tells_references = version.steps.steps[link.target].tells_references();
    let home = match link.containment {
        Containment::Contained => None,
        Containment::Referenced => Some(quote!(, rt::Referenced)),
    };
    let marker = tells_references.then(|| quote!(, rt::PhantomData));
    let docs = doc_lines(docs);
    let parameters = parameters(&link.arguments);
    let (segment, values) = (&link.segment, converted(&link.arguments));
    let place = if values.is_empty() {
        quote!(self.0.to(#segment))
    } else {
        quote!(self.0.to_with(#segment, &[#(#values),*]))
    };
    quote! {
        #docs
        #condition
        pub fn #name(&self #(, #parameters)*) -> #target<C #home> {
            #target(#place #marker)
        }
    }
}

/// A method that makes a request, under the condition that the request is there.
fn call(plan: &CallPlan, condition: &TokenStream, docs: &[String], paths: &Paths<'_>) -> TokenStream {
    let operation = &paths.items.operations[plan.operation];
    let name = ident(&plan.method);
    let docs = doc_lines(docs);
    let deprecated = deprecation::attribute(operation.deprecated.as_deref());
    let marker = paths.tokens(plan.operation);
    let required = operation.required().map(|(_, argument)| {
        let argument = ident(argument);
        quote!(#argument: &str)
    });
    let body = body_type(&operation.body, paths);
    let is_of_many_types = matches!(operation.body, BodyPlan::Model(ObjectType::Polymorphic(_)));
    let sent = match &body {
        None => quote!(()),
        Some(_) if is_of_many_types => quote!(body.into()),
        Some(_) => quote!(body),
    };
    let creates = !operation.set_by_service.is_empty();
    let body = body.map(|body| match is_of_many_types {
        true => quote!(body: impl Into<#body>),
        false => quote!(body: #body),
    });
    let arguments = parameters(&plan.arguments);
    let parameters: Vec<TokenStream> = arguments.into_iter().chain(required).chain(body).collect();
    let options: Vec<TokenStream> = operation
        .required()
        .map(|(parameter, argument)| {
            let (constant, argument) = (ident(&parameter.constant), ident(argument));
            quote!(.parameter(#marker::#constant, #argument))
        })
        .collect();
    let (segment, values) = (&plan.segment, converted(&plan.arguments));
    let made = match (options.is_empty(), values.is_empty()) {
        (true, _) if creates => quote!(self.0.call_to_create::<#marker>(#segment, &[#(#values),*], body)),
        (true, true) => quote!(self.0.call::<#marker>(#segment, #sent)),
        (true, false) => quote!(self.0.call_with::<#marker>(#segment, &[#(#values),*], #sent)),
        (false, _) if creates => quote! {
            self.0.call_request(
                self.0.prepare::<#marker>(#segment, &[#(#values),*], rt::creation_of::<#marker>(&#sent)) #(#options)*
            )
        },
        (false, _) => quote! {
            self.0.call_request(self.0.prepare::<#marker>(#segment, &[#(#values),*], #sent) #(#options)*)
        },
    };
    quote! {
        #docs
        #condition
        #deprecated
        pub fn #name(&self #(, #parameters)*) -> C::Call<#marker> {
            #made
        }
    }
}

/// The parameters of a method.
fn parameters(plans: &[ArgumentPlan]) -> Vec<TokenStream> {
    let parameter = |plan: &ArgumentPlan| {
        let name = ident(&plan.name);
        match plan.ty {
            ArgumentType::Text => quote!(#name: &str),
            ArgumentType::Scalar(scalar) => {
                let ty = scalar_type(scalar);
                quote!(#name: #ty)
            }
            ArgumentType::Optional(scalar) => {
                let ty = scalar_type(scalar);
                quote!(#name: Option<#ty>)
            }
            ArgumentType::Literal => quote!(#name: rt::Argument<'_>),
        }
    };
    plans.iter().map(parameter).collect()
}

/// The values of a method's parameters as arguments of a path.
fn converted(plans: &[ArgumentPlan]) -> Vec<TokenStream> {
    let value = |plan: &ArgumentPlan| {
        let name = ident(&plan.name);
        match plan.ty {
            ArgumentType::Literal => quote!(#name),
            ArgumentType::Text | ArgumentType::Scalar(_) | ArgumentType::Optional(_) => {
                quote!(#name.into())
            }
        }
    };
    plans.iter().map(value).collect()
}
