//! What must be sent, by sentences about a whole table or about names.
//!
//! "The following table lists the parameters that are required when you call this action" stands before tables of all
//! parameters. Where the page's own example leaves one out, it need not be sent.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::is_failure;
use crate::page::sink::PageSink;
use crate::page::{ExampleBody, ExampleFacts, PropertyFacts};
use crate::rules::named_required::named_required;
use crate::rules::prose::Prose;
use crate::span::Span;

use super::super::http_request::RequestLine;

/// What sentences and tables say of what must be sent.
#[derive(Default)]
pub(super) struct Requirements {
    /// The names that sentences call required.
    names: BTreeSet<String>,
    /// The tables. Where they have rows in common, one of them is what is sent: "with delegated permission", "with
    /// application permission".
    cases: Vec<Case>,
}

/// The rows of a table that is one of several.
struct Case {
    names: BTreeSet<String>,
    required: BTreeSet<String>,
}

impl Requirements {
    /// Takes the names that a paragraph calls required.
    pub(super) fn add_names(&mut self, prose: &Prose<'_>) {
        self.names.extend(named_required(prose));
    }

    /// Takes what the sentence before a table says of its rows.
    pub(super) fn add_table(&mut self, rows: &mut [PropertyFacts], required: Option<bool>) {
        for row in rows
            .iter_mut()
            .filter(|row| row.required.is_none() && required.is_some())
        {
            row.required = required;
        }
        self.add_case(rows);
    }

    /// Takes a table as a case.
    fn add_case(&mut self, rows: &[PropertyFacts]) {
        let names = |rows: &mut dyn Iterator<Item = &PropertyFacts>| -> BTreeSet<String> {
            rows.map(|row| row.name.value.clone()).collect()
        };
        self.cases.push(Case {
            names: names(&mut rows.iter()),
            required: names(&mut rows.iter().filter(|row| row.required == Some(true))),
        });
    }

    /// Whether there are several tables of which one is what is sent: they have rows in common.
    pub(super) fn has_several_cases(&self) -> bool {
        let mut known = BTreeSet::new();
        let mut names = self.cases.iter().flat_map(|case| &case.names);
        self.cases.len() > 1 && names.any(|name| !known.insert(name))
    }

    /// Marks the rows that sentences name. Takes back that a row is required where an example of one of the operations does
    /// not send it, and what is required in one of several cases.
    pub(super) fn apply(
        &self,
        rows: &mut [PropertyFacts],
        lines: &[RequestLine],
        examples: &[ExampleFacts],
        sink: &mut PageSink,
    ) {
        let bodies = sent_names(lines, examples, rows);
        for row in rows {
            let name = &row.name.value;
            if self.is_of_one_case(name) {
                row.required = row.required.filter(|required| !required);
                continue;
            }
            if self.names.contains(name) {
                row.required = row.required.or(Some(true));
            }
            let unsent = bodies.iter().find(|body| !body.sends(name));
            if let Some(body) = unsent.filter(|_| row.required == Some(true)) {
                row.required = None;
                let message = format!("`{name}` is said to be required, and an example does not send it");
                sink.push(
                    Diagnostic::new(Code::UnsentParameter, row.name.span, message)
                        .label(body.span, "the example")
                        .help("it may be left out"),
                );
            }
        }
    }

    /// Whether a name must be sent in some of several cases only.
    fn is_of_one_case(&self, name: &str) -> bool {
        let mut cases = self.cases.iter();
        self.has_several_cases()
            && cases.clone().any(|case| case.names.contains(name))
            && !cases.all(|case| case.required.contains(name))
    }
}

/// The names of what an example sends, in lower case.
struct SentNames {
    names: BTreeSet<String>,
    span: Span,
}

impl SentNames {
    /// Whether a value or a link of this name is sent.
    fn sends(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
    }
}

/// What the examples of the operations send that succeed, where that is one of these rows at least.
fn sent_names(lines: &[RequestLine], examples: &[ExampleFacts], rows: &[PropertyFacts]) -> Vec<SentNames> {
    let known: BTreeSet<String> = rows.iter().map(|row| row.name.value.to_lowercase()).collect();
    let bodies = examples.iter().filter_map(|example| {
        let request = example.request.as_ref()?;
        let response = example.response.as_ref();
        let succeeds = response.is_none_or(|response| !is_failure(response.status.value));
        let is_of_page = lines.iter().any(|line| line.method == request.method);
        match &request.body {
            ExampleBody::Json(json) if succeeds && is_of_page && !json.abridged => Some(SentNames {
                names: json
                    .value
                    .as_object()?
                    .keys()
                    .map(|key| name_of_key(key))
                    .collect(),
                span: json.span,
            }),
            _ => None,
        }
    });
    bodies.filter(|body| !body.names.is_disjoint(&known)).collect()
}

/// The name of what a member of an object gives: `owner` of `owner@odata.bind`.
fn name_of_key(key: &str) -> String {
    let name = key.split('@').next().filter(|name| !name.is_empty());
    name.unwrap_or(key).to_lowercase()
}
