//! Documented requests as code that sends them: what the tab of a language shows beside an example.

use quote::quote;

use crate::emit::examples::Root;
use crate::emit::examples::docs::{CallSample, called};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::operations::ResponsePlan;

/// A documented request as code. It stands in an asynchronous function with a client `graph` of the version, and fails with
/// an error of the client.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The name that the page gives the request: `get_user`.
    pub name: Option<String>,
    /// The page and the line of it, `v1.0/api/user-get.md:31`.
    pub place: String,
    /// The lines with the imports.
    pub imports: String,
    /// The lines of the statement.
    pub statements: String,
}

/// The requests of a version's examples that the SDK can say, in the order of its operations.
pub(in crate::emit) fn snippets(version: &VersionPlan, root: &str) -> Vec<Snippet> {
    let mut found = Vec::new();
    for (id, plan) in version.operations() {
        for example in &version.examples[id].documented {
            let Some(call) = &example.call else { continue };
            let code = called(version, id, call, Root::Client, root, |call| {
                match plan.response {
                    ResponsePlan::None => quote!(#call.await?;),
                    _ => quote!(let response = #call.await?;),
                }
            });
            let Some(CallSample { imports, statements }) = code else {
                continue;
            };
            let lines = statements
                .lines()
                .map(|line| line.strip_prefix("    ").unwrap_or(line));
            found.push(Snippet {
                name: example.name.clone(),
                place: example.place.clone(),
                imports,
                statements: lines.flat_map(|line| [line, "\n"]).collect(),
            });
        }
    }
    found
}
