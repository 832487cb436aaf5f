//! What must be sent, by rows, by sentences about a whole table, and by sentences about names.
//!
//! "The following table lists the parameters that are required when you call this action" stands before tables of all
//! parameters, and "Required." in the tables of updates, which were copied from those of creations. Where the page's own
//! example leaves something out, it need not be sent.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Method, name_of_member, singular};
use crate::markdown::Block;
use crate::page::sink::PageSink;
use crate::page::{ExampleBody, ExampleFacts, ExampleRequest, PropertyFacts, RowKind, TypeFacts};
use crate::rules::named_required::{named_optional, named_required, named_required_to_create, required_item};
use crate::rules::prose::Prose;
use crate::span::{Span, Spanned};

use crate::page::api::request::http_request::RequestLine;

/// How many examples of a page are held against its tables; no page of the service has half as many.
const MAX_EXAMPLES: usize = 32;

/// What sentences and tables say of what must be sent.
#[derive(Default)]
pub(super) struct Requirements {
    /// The names that sentences call required.
    names: BTreeMap<String, Span>,
    /// The names that sentences call required when an object is created.
    to_create: BTreeSet<String>,
    /// The names that sentences call optional.
    optional: BTreeSet<String>,
    /// How many tables there are. Where they have rows in common, one of them is what is sent: "with delegated
    /// permission", "with application permission".
    cases: usize,
    /// In how many of the tables a name stands, and how many of these require it.
    counts: BTreeMap<String, Counts>,
    /// Whether a name stands in several tables.
    have_rows_in_common: bool,
}

#[derive(Default)]
struct Counts {
    tables: usize,
    requiring: usize,
}

impl Requirements {
    /// Takes the names that a paragraph calls required or optional.
    pub(super) fn add_names(&mut self, prose: &Prose<'_>) {
        self.optional.extend(named_optional(prose));
        let to_create = named_required_to_create(prose).into_iter();
        self.to_create.extend(to_create.map(|name| name.value));
        for name in named_required(prose) {
            self.names.entry(name.value).or_insert(name.span);
        }
    }

    /// Takes the names in a list of which the sentence before says that they must be sent.
    pub(super) fn add_list(&mut self, items: &[Vec<Block>]) {
        for text in items
            .iter()
            .filter_map(|item| item.iter().find_map(Block::paragraph))
        {
            if let Some(name) = required_item(&Prose::new(text)) {
                self.names.entry(name.value).or_insert(name.span);
            }
        }
    }

    /// Takes what the sentence before a table says of its rows.
    pub(super) fn add_table(&mut self, rows: &mut [PropertyFacts], required: Option<bool>) {
        for row in rows.iter_mut() {
            row.required = row.required.or(required);
        }
        self.cases += 1;
        let mut in_table = BTreeSet::new();
        for row in rows.iter().filter(|row| in_table.insert(&row.name.value)) {
            let counts = self.counts.entry(row.name.value.clone()).or_default();
            counts.tables += 1;
            counts.requiring += usize::from(row.required == Some(true));
            self.have_rows_in_common |= counts.tables > 1;
        }
    }

    /// Whether there are several tables of which one is what is sent: they have rows in common.
    pub(super) fn has_several_cases(&self) -> bool {
        self.have_rows_in_common
    }

    /// The rows of a body of a type that has no table: what sentences call required. "The request body must contain
    /// **colour** and a valid **owner** reference" names one of the `owners` that an example sends.
    pub(super) fn rows_without_table(
        &self,
        lines: &[RequestLine],
        examples: &[ExampleFacts],
    ) -> Vec<PropertyFacts> {
        let bodies = own_requests(lines, examples)
            .take(MAX_EXAMPLES)
            .filter_map(|request| match &request.body {
                ExampleBody::Json(json) => json.value.as_object(),
                _ => None,
            });
        let sent: BTreeSet<&str> = bodies
            .flat_map(|body| body.keys().map(|key| name_of_member(key)))
            .collect();
        let rows = self.names.iter().map(|(name, span)| {
            let many = sent.iter().find(|sent| singular(sent) == *name);
            let many = many.filter(|_| !sent.contains(name.as_str()));
            let name = Spanned::new(many.map_or(name.as_str(), |many| many).to_owned(), *span);
            PropertyFacts {
                required: Some(true),
                ..PropertyFacts::named(name, TypeFacts::untyped(*span), RowKind::Untabled)
            }
        });
        rows.collect()
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
        // An update needs nothing of what a creation needs, and without an example it is not known which of them is meant.
        let creates = !bodies.is_empty() && lines.iter().all(|line| line.method == Method::Post);
        for row in rows {
            let name = &row.name.value;
            if self.is_of_one_case(name) {
                row.required = row.required.filter(|required| !required);
                continue;
            }
            if self.names.contains_key(name) || creates && self.to_create.contains(name) {
                row.required = row.required.or(Some(true));
            }
            if self.optional.contains(name) {
                row.required = row.required.or(Some(false));
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

    /// Whether a name need not be sent in all of several cases.
    fn is_of_one_case(&self, name: &str) -> bool {
        let counts = self.counts.get(name);
        self.have_rows_in_common && counts.is_some_and(|counts| counts.requiring < self.cases)
    }
}

/// The names of what an example sends.
struct SentNames {
    names: BTreeSet<Ascii<String>>,
    span: Span,
}

impl SentNames {
    /// Whether a value or a link of this name is sent.
    fn sends(&self, name: &str) -> bool {
        self.names.contains(&Ascii::new(name.to_owned()))
    }
}

/// The requests of examples that call an operation of the page by its method, and succeed.
pub(super) fn own_requests<'e>(
    lines: &[RequestLine],
    examples: &'e [ExampleFacts],
) -> impl Iterator<Item = &'e ExampleRequest> {
    let successful = examples.iter().filter(|example| example.succeeds());
    let requests = successful.filter_map(|example| example.request.as_ref());
    requests.filter(|request| lines.iter().any(|line| line.method == request.method))
}

/// What the examples of the operations send that succeed, where that is one of these rows at least.
fn sent_names(lines: &[RequestLine], examples: &[ExampleFacts], rows: &[PropertyFacts]) -> Vec<SentNames> {
    let known = rows.iter().map(|row| Ascii::new(row.name.value.clone()));
    let known: BTreeSet<Ascii<String>> = known.collect();
    let bodies = own_requests(lines, examples).filter_map(|request| match &request.body {
        ExampleBody::Json(json) if !json.abridged => Some(SentNames {
            names: json
                .value
                .as_object()?
                .keys()
                .map(|key| Ascii::new(name_of_member(key).to_owned()))
                .collect(),
            span: json.span,
        }),
        _ => None,
    });
    let own = bodies.filter(|body| !body.names.is_disjoint(&known));
    own.take(MAX_EXAMPLES).collect()
}
