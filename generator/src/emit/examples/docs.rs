//! The example in the documentation of a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ExpressionWriter, Naming};
use crate::emit::tokens::{ident, path};
use crate::graph::Method;
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::operations::OperationId;

/// A documented call as code.
#[derive(Clone, Debug)]
pub struct CallSample {
    /// The lines with the imports.
    pub imports: String,
    /// The lines of the statement that makes `request`, and those behind it, indented as in a function.
    pub statements: String,
}

/// The lines of the example. `emitted` is the crate in which the reader finds the request; without it, the code
/// is shown but not compiled, since the path of the request is not known.
pub(in crate::emit) fn example(version: &VersionPlan, id: OperationId, emitted: Option<&str>) -> Vec<String> {
    let (root, fence) = match emitted {
        Some(name) => (name, "```"),
        None => ("graph", "```ignore"),
    };
    let behind = quote!(let sent = request.to_http("https://graph.microsoft.com")?;);
    let Some(CallSample { imports, statements }) = call_sample(version, id, root, &behind) else {
        return Vec::new();
    };
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        String::new(),
        fence.to_owned(),
    ];
    lines.extend(imports.lines().map(str::to_owned));
    lines.push(String::new());
    // A line that begins with `#` would be hidden from the reader.
    lines.extend(statements.lines().map(|line| {
        let line = line.strip_prefix("    ").unwrap_or(line);
        if line.trim_start().starts_with('#') {
            format!("#{line}")
        } else {
            line.to_owned()
        }
    }));
    lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    lines.push("```".to_owned());
    lines
}

/// The example of a version: of the requests that read something, that which is said the shortest. It is code of the
/// crate `emitted`.
pub(in crate::emit) fn shortest(version: &VersionPlan, emitted: &str) -> Option<CallSample> {
    let reading = version
        .operations()
        .filter(|(_, plan)| plan.method == Method::Get);
    let mut requests: Vec<(usize, usize, OperationId)> = reading
        .filter_map(|(id, plan)| {
            let call = version.examples[id].sample.as_ref()?;
            let given = call.required.len() + call.options.len();
            Some((given, plan.paths.get(call.path)?.route.render().len(), id))
        })
        .collect();
    requests.sort();
    let mut samples = requests
        .into_iter()
        .filter_map(|(_, _, id)| call_sample(version, id, emitted, &TokenStream::new()));
    samples.next()
}

/// The documented call of an operation, with statements behind it; `root` is the crate.
fn call_sample(
    version: &VersionPlan,
    id: OperationId,
    root: &str,
    behind: &TokenStream,
) -> Option<CallSample> {
    let call = version.examples[id].sample.as_ref()?;
    let module = version.items.operations[id].module;
    let mut writer = ExpressionWriter::new(version, module, Naming::Bare);
    let call = writer.call(id, call)?;
    let code = quote! {
        fn main() {
            let request = #call;
            #behind
        }
    };
    // The printer is given the imports as a file of their own: they stand outside of any function.
    let (imports, code) = printed(imports(&writer, root, version)).zip(printed(code))?;
    let body = code
        .lines()
        .filter(|line| line.starts_with(' ') || line.is_empty());
    let statements = body.flat_map(|line| [line, "\n"]).collect();
    Some(CallSample { imports, statements })
}

fn imports(writer: &ExpressionWriter<'_>, root: &str, version: &VersionPlan) -> TokenStream {
    let module = &version.items.modules[writer.module].name;
    let (root, version, module) = (path(root), ident(version.name()), ident(module));
    let runtime = writer.runtime.iter().map(|name| {
        let name = path(name);
        quote!(use #root::runtime::#name;)
    });
    let models = writer.models.iter().map(|name| {
        if name.is_empty() {
            return quote!(use #root::#version::models;);
        }
        let name = ident(name);
        quote!(use #root::#version::models::#name;)
    });
    let steps = writer.steps.then(|| quote!(use #root::#version;));
    let names = writer.requests.iter().map(|name| ident(name));
    let requests =
        (!writer.requests.is_empty()).then(|| quote!(use #root::#version::requests::#module::{#(#names),*};));
    quote! {
        #(#runtime)*
        #steps
        #(#models)*
        #requests
    }
}

fn printed(tokens: TokenStream) -> Option<String> {
    let file = syn::parse2::<syn::File>(tokens).ok()?;
    Some(prettyplease::unparse(&file))
}
