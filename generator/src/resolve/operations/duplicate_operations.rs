//! Merges the operations that several pages document.
//!
//! The reference repeats some operations on one page for each area of the service, most of all those on the roots of
//! device management. They become one request in Rust, which has the paths, options and permissions of all its pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, short_name};
use crate::model::{Body, Operation, Parameter, Property, ResponseContent};
use crate::resolve::operations::verbs::is_usual;
use crate::source::SourceMap;

/// With how many operations of its path one is compared. At most four pages of the service document one path with
/// different bodies.
const COMPARED: usize = 64;

/// An operation and what the pages that document it say, the page that leads first.
pub(in crate::resolve) struct MergedOperation<'a> {
    pub(in crate::resolve) operation: Cow<'a, Operation>,
    pub(in crate::resolve) documents: Vec<&'a Operation>,
}

/// Puts operations in the order in which their pages lead: of several that document one request, the first is the one
/// whose page leads.
pub(crate) fn sort_by_lead(sources: &SourceMap, operations: &mut [Operation]) {
    operations.sort_by_cached_key(|operation| Rank::of(sources, operation));
}

/// Merges the operations of one owner that are the same request: those with the same method, a common path and
/// compatible bodies. Name, description and permissions are those of the page that leads.
pub(in crate::resolve) fn merge<'a>(
    sources: &SourceMap,
    operations: &[&'a Operation],
    sink: &mut Diagnostics,
) -> Vec<MergedOperation<'a>> {
    let mut operations = operations.to_vec();
    operations.sort_by_cached_key(|operation| (Rank::of(sources, operation), operation.page));
    let mut merged: Vec<Known<'a>> = Vec::new();
    // Where the operations of a method and a path are in the list.
    let mut at_path: BTreeMap<(Method, String), BTreeSet<usize>> = BTreeMap::new();
    for operation in operations {
        let shapes: BTreeSet<String> = operation.paths.iter().map(|path| path.template.shape()).collect();
        let at = |shape: &String| at_path.get(&(operation.method, shape.clone()));
        let rows = operation.body.as_ref().map(RowNames::of).unwrap_or_default();
        let same_path: BTreeSet<usize> = shapes
            .iter()
            .filter_map(at)
            .flat_map(|places| places.iter().copied().take(COMPARED))
            .collect();
        let duplicate = same_path.into_iter().find(|place| {
            let known = &merged[*place];
            let bodies = (known.merged.operation.body.as_ref(), operation.body.as_ref());
            are_compatible(bodies.0, bodies.1, &known.rows.listed, &rows.listed)
        });
        let place = duplicate.unwrap_or(merged.len());
        for shape in &shapes {
            let places = at_path.entry((operation.method, shape.clone())).or_default();
            places.insert(place);
        }
        match duplicate {
            Some(place) => {
                let known = &mut merged[place];
                known.add(operation, sink);
                known.merged.documents.push(operation);
            }
            None => {
                let new = MergedOperation {
                    operation: Cow::Borrowed(operation),
                    documents: vec![operation],
                };
                merged.push(Known {
                    merged: new,
                    shapes,
                    rows,
                    query: ParameterIndex::of(&operation.query),
                    headers: ParameterIndex::of(&operation.headers),
                });
            }
        }
    }
    let mut merged: Vec<MergedOperation<'a>> = merged.into_iter().map(|known| known.merged).collect();
    // Where two requests want one name, the one whose page comes first has it, so that a new page at the end changes no
    // other name.
    merged.sort_by_key(|merged| merged.operation.page);
    merged
}

/// An operation while pages add to it.
struct Known<'a> {
    merged: MergedOperation<'a>,
    /// The shapes of its paths.
    shapes: BTreeSet<String>,
    rows: RowNames,
    query: ParameterIndex,
    headers: ParameterIndex,
}

/// The names of what a body has, whatever their case. They are spelled once: with each operation up to [`COMPARED`] others are
/// compared, and a body may have thousands of rows.
#[derive(Default)]
struct RowNames {
    /// What tables list.
    listed: BTreeSet<Ascii<String>>,
    /// What examples show.
    shown: BTreeSet<Ascii<String>>,
}

impl RowNames {
    fn of(body: &Body) -> Self {
        let names = |rows: &[Property]| rows.iter().map(|row| Ascii::new(row.name.clone())).collect();
        Self {
            listed: names(&body.properties),
            shown: names(&body.example_properties),
        }
    }
}

/// Which of several pages about one request leads, the first of them first: the page about the resource and what all
/// requests of the method do, then the page of a product that uses it, then one about a special case.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// How many query options the page asks for: `?format={format}` is what others do without.
    required: usize,
    /// Whether the title says that something else is done than what requests of the method do: "Move a file".
    is_special: bool,
    /// How many words stand before the type in the name of the page: `intune-devices-user-delete`.
    product: usize,
}

impl Rank {
    fn of(sources: &SourceMap, operation: &Operation) -> Self {
        let title = &operation.title;
        let verb = title.words.first().filter(|_| title.subject.is_none());
        let owner = operation.owner.as_deref().map(short_name);
        let page_name = sources.file(operation.page).page_name();
        Self {
            required: operation
                .query
                .iter()
                .filter(|parameter| parameter.required)
                .count(),
            is_special: !verb.is_some_and(|verb| is_usual(&verb.to_lowercase())),
            product: owner
                .and_then(|owner| {
                    page_name
                        .parts()
                        .position(|part| part.eq_ignore_ascii_case(owner))
                })
                .unwrap_or_default(),
        }
    }
}

/// Whether two bodies can be merged: they have the same type, or the properties of one are among those of the other.
fn are_compatible(
    one: Option<&Body>,
    other: Option<&Body>,
    of_one: &BTreeSet<Ascii<String>>,
    of_other: &BTreeSet<Ascii<String>>,
) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return one.is_none() == other.is_none();
    };
    if one.ty.is_some() || other.ty.is_some() || one.content_type != other.content_type {
        return one.ty == other.ty && one.content_type == other.content_type;
    }
    of_one.is_subset(of_other) || of_other.is_subset(of_one)
}

impl Known<'_> {
    /// Adds what another page says of the same operation.
    fn add(&mut self, other: &Operation, sink: &mut Diagnostics) {
        let Self {
            merged,
            shapes,
            rows,
            query,
            headers,
        } = self;
        let known = merged.operation.to_mut();
        for path in &other.paths {
            if shapes.insert(path.template.shape()) {
                known.paths.push(path.clone());
            }
        }
        query.merge(&mut known.query, &other.query);
        headers.merge(&mut known.headers, &other.headers);
        if known.clouds.is_none() {
            known.clouds.clone_from(&other.clouds);
        }
        known
            .unsupported_options
            .retain(|key| !query.names.contains(&Ascii::new((*key).to_owned())));
        for code in &other.response.status {
            if !known.response.status.contains(code) {
                known.response.status.push(*code);
            }
        }
        if known.raw_body.is_none() {
            known.raw_body.clone_from(&other.raw_body);
        }
        // A page about the list describes the response better than a page about one object of the list.
        if let (ResponseContent::One(one), ResponseContent::Many(many)) =
            (&known.response.content, &other.response.content)
            && one == many
            && let (Some(of_known), Some(of_other)) = (known.paths.first(), other.paths.first())
        {
            let message = "one object comes back according to this page, many according to another";
            sink.push(
                Diagnostic::new(Code::AnswerConflict, of_known.span, message)
                    .label(of_other.span, "here")
                    .help("read as a page of many"),
            );
            known.response.content = other.response.content.clone();
        }
        known.examples.extend(other.examples.iter().cloned());
        match (&mut known.body, &other.body) {
            // A page of an update that lists no property means all of them.
            (Some(body), Some(other))
                if known.method == Method::Patch
                    && body.ty.is_some()
                    && (body.properties.is_empty() || other.properties.is_empty()) =>
            {
                body.properties.clear();
                rows.listed.clear();
            }
            (Some(body), Some(other)) => {
                add_properties(&mut body.properties, &other.properties, &mut rows.listed);
                add_properties(
                    &mut body.example_properties,
                    &other.example_properties,
                    &mut rows.shown,
                );
            }
            (none, other) => none.clone_from(other),
        }
    }
}

/// Adds the properties that only the other page has, where `names` has those that are known.
fn add_properties(known: &mut Vec<Property>, others: &[Property], names: &mut BTreeSet<Ascii<String>>) {
    let new = others
        .iter()
        .filter(|other| names.insert(Ascii::new(other.name.clone())));
    known.extend(new.cloned());
}

/// The parameters of an operation by their names. An operation can have thousands; what another page adds is merged
/// without a look at each of them.
struct ParameterIndex {
    /// The names, whatever their case.
    names: BTreeSet<Ascii<String>>,
    /// The places of those that all pages require. Several may bear one name.
    required: BTreeMap<Ascii<String>, Vec<usize>>,
}

impl ParameterIndex {
    fn of(parameters: &[Parameter]) -> Self {
        let mut required: BTreeMap<Ascii<String>, Vec<usize>> = BTreeMap::new();
        for (place, parameter) in parameters.iter().enumerate() {
            if parameter.required {
                required.entry(name_of(parameter)).or_default().push(place);
            }
        }
        Self {
            names: parameters.iter().map(name_of).collect(),
            required,
        }
    }

    /// Adds the parameters that only the other page has. A parameter is required only if all pages require it.
    fn merge(&mut self, known: &mut Vec<Parameter>, others: &[Parameter]) {
        let required = others.iter().filter(|other| other.required);
        let required: BTreeSet<Ascii<String>> = required.map(name_of).collect();
        self.required.retain(|name, places| {
            let stays = required.contains(name);
            for place in places {
                known[*place].required = stays;
            }
            stays
        });
        for other in others {
            if self.names.insert(name_of(other)) {
                known.push(Parameter {
                    required: false,
                    ..other.clone()
                });
            }
        }
    }
}

fn name_of(parameter: &Parameter) -> Ascii<String> {
    Ascii::new(parameter.name.clone())
}

#[cfg(test)]
mod tests {
    use super::{Parameter, ParameterIndex};
    use crate::span::{FileId, Span};

    #[test]
    fn all_parameters_of_a_name_are_required_as_long_as_all_pages_require_it() {
        let parameter = |name: &str| Parameter {
            name: name.to_owned(),
            ty: None,
            required: true,
            values: Vec::new(),
            default: None,
            description: Vec::new(),
            span: Span {
                file: FileId(0),
                start: 0,
                end: 0,
            },
        };
        let mut known = vec![parameter("$Top"), parameter("mode"), parameter("$top")];
        let mut index = ParameterIndex::of(&known);
        index.merge(&mut known, &[parameter("mode"), parameter("$TOP")]);
        assert!(known.iter().all(|parameter| parameter.required));
        index.merge(&mut known, &[parameter("MODE")]);
        let required: Vec<bool> = known.iter().map(|parameter| parameter.required).collect();
        assert_eq!(required, [false, true, false]);
    }
}
