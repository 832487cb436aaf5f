//! What an update sends where its page says nothing of it but the title: "Update conversation thread".
//!
//! "In the request body, supply the values for relevant fields that should be updated" names no type, and an answer
//! `204 No Content` has none.

use super::OperationInference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{JSON, Method, TypeName};
use crate::model::{Body, TypeRef};
use crate::page::BodyFacts;

impl OperationInference<'_, '_> {
    /// The documented type that the title says is updated.
    pub(super) fn updated_by_title(&self) -> Option<&TypeName> {
        let titled = self.titled().filter(|name| self.types.contains(name));
        titled.filter(|_| self.facts.method == Method::Patch)
    }

    /// The body of a page that neither describes one nor says that there is none.
    pub(super) fn body_by_title(&self, sink: &mut Diagnostics) -> Option<Body> {
        let is_unsaid = matches!(self.facts.body, BodyFacts::Unsaid);
        let name = self.updated_by_title().filter(|_| is_unsaid)?;
        if let Some(path) = self.facts.paths.first() {
            let message = format!("the title alone tells that a `{name}` is sent");
            sink.push(Diagnostic::new(Code::TitleOnly, path.documented.span, message));
        }
        Some(Body::new(Some(TypeRef::Type(name.clone()).into()), JSON))
    }
}
