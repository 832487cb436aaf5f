//! Requests for one property of an object: `/me/mailboxSettings/timeZone` on the page of `/me/mailboxSettings`.
//!
//! The sentence of such a page speaks of the object; what comes back is the property. Some pages show such a request
//! in an example only: `GET /shares/{id}/driveItem` on the page of `GET /shares/{id}`, or the bytes of
//! `PUT …/localizations/{id}/bannerLogo` on the page that updates the localization.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, OCTETS, PathTemplate, Primitive, Segment};
use crate::model::names::index::{Index, namespace};
use crate::model::store::{DocumentedPaths, Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Body, Operation, OperationPath, Parameter, Property, Response, ResponseContent, TypeRef};
use crate::page::{ExampleBody, ExampleFacts, ExampleRequest, OperationFacts, Page};

/// Takes the type of the property to which the paths of a reading operation lead, where another operation of the
/// page reads the object.
pub(in crate::model) fn read(
    index: &Index,
    page: &Page,
    facts: &OperationFacts,
    types: &TypeTable,
    response: &mut Response,
    sink: &mut Diagnostics,
) {
    let Some(end) = end(facts).filter(|_| facts.method == Method::Get) else {
        return;
    };
    let Some(object) = page
        .operations()
        .iter()
        .find(|other| reads_object_of(other, facts))
    else {
        return;
    };
    let Some(TypeRef::Type(name)) = object.response.ty().map(|ty| index.type_ref(ty, namespace(page))) else {
        return;
    };
    let Some(property) = types.property(&name, end).filter(|property| !property.navigation) else {
        return;
    };
    if let Some(path) = facts.paths.first() {
        let message = format!("the path leads to `{end}` of `{name}`; its type is what comes back");
        sink.push(
            Diagnostic::new(Code::PropertyPath, path.documented.span, message)
                .label(property.span, "the property is described here"),
        );
    }
    response.content = ResponseContent::of(property.ty.clone());
}

/// Adds the requests that only examples show: for a property or a relationship of the object that a documented
/// request reads, and for bytes of the object that one changes.
pub(in crate::model) fn add_from_examples<'p>(_: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let is_of_object =
        |draft: &&mut Draft<'_>| matches!(draft.operation.method, Method::Get | Method::Patch | Method::Put);
    let known = DocumentedPaths::new(operations);
    let mut added = Vec::new();
    for Draft { operation, examples } in operations.iter_mut().filter(is_of_object) {
        let is_new = |part: &PropertyOfOwner<'_, '_>| !known.has(operation.method, part.path);
        let mut parts: Vec<PropertyOfOwner<'_, 'p>> = Vec::new();
        examples.retain(|example| {
            let Some(part) = part_in_example(operation, example, types).filter(is_new) else {
                return true;
            };
            let name = &part.property.name;
            match parts.iter_mut().find(|known| known.property.name == *name) {
                Some(known) => known.examples.extend(part.examples),
                None => parts.push(part),
            }
            false
        });
        added.extend(
            parts
                .into_iter()
                .filter_map(|part| part.operation(operation, sink)),
        );
    }
    operations.extend(added);
}

/// A part of an object that examples read.
struct PropertyOfOwner<'t, 'p> {
    /// The path of the first example.
    path: &'p PathTemplate,
    /// The documented path of the object.
    object: PathTemplate,
    property: &'t Property,
    examples: Vec<&'p ExampleFacts>,
}

/// The part of the object of an operation that an example reads, if it does.
fn part_in_example<'t, 'p>(
    operation: &Operation,
    example: &'p ExampleFacts,
    types: &'t TypeTable,
) -> Option<PropertyOfOwner<'t, 'p>> {
    let request = example.request.as_ref()?;
    let reads = operation.method == Method::Get;
    let name = match (&operation.response.content, &operation.body) {
        (ResponseContent::One(ty), _) if reads => ty.type_name(),
        (_, Some(body)) if !reads && matches!(request.body, ExampleBody::Text(_)) => body.type_name(),
        _ => None,
    }?;
    let path = request
        .url
        .path()
        .filter(|_| request.method == operation.method)?;
    let Some((Segment::Literal(last), above)) = path.segments.split_last() else {
        return None;
    };
    let above = PathTemplate {
        segments: above.to_vec(),
    };
    let mut paths = operation.paths.iter();
    let object = paths.find(|path| path.template.matches(&above))?.template.clone();
    let is_sent = |property: &&Property| property.ty.item == TypeRef::Primitive(Primitive::Stream);
    Some(PropertyOfOwner {
        property: types
            .property(name, last)
            .filter(|property| reads || is_sent(property))?,
        object,
        path,
        examples: vec![example],
    })
}

impl<'p> PropertyOfOwner<'_, 'p> {
    /// The operation for the part, made from the operation that reads or changes the whole object.
    fn operation(self, whole: &Operation, sink: &mut Diagnostics) -> Option<Draft<'p>> {
        let requests: Vec<&ExampleRequest> = self
            .examples
            .iter()
            .filter_map(|example| example.request.as_ref())
            .collect();
        let url = requests.first()?.url.spelled();
        let mut template = self.object;
        template
            .segments
            .push(Segment::Literal(self.property.name.clone()));
        let message = format!("`{}` stands in an example only", template.render());
        sink.push(
            Diagnostic::new(Code::ExampleOnlyPath, url.span, message)
                .label(self.property.span, "it leads to this property")
                .help("it was added as a request of its own"),
        );
        let mut query: Vec<Parameter> = Vec::new();
        for (request, name) in requests
            .iter()
            .flat_map(|request| request.url.option_names().iter().map(move |name| (request, name)))
        {
            if !query.iter().any(|known| known.name == *name) {
                query.push(Parameter {
                    name: name.clone(),
                    ty: None,
                    required: false,
                    values: Vec::new(),
                    default: None,
                    description: Vec::new(),
                    span: request.url.span(),
                });
            }
        }
        let sent = requests.first().filter(|_| whole.method != Method::Get);
        let sent = sent.map(|request| Body::new(None, request.content_type().unwrap_or(OCTETS)));
        let operation = Operation {
            paths: vec![OperationPath {
                documented: url.value.clone(),
                template,
                deprecated: None,
                span: url.span,
            }],
            query,
            response: match whole.method {
                Method::Get => Response {
                    status: whole.response.status.clone(),
                    content: ResponseContent::of(self.property.ty.clone()),
                },
                _ => whole.response.clone(),
            },
            body: sent,
            ..whole.clone()
        };
        Some(Draft {
            operation,
            examples: self.examples,
        })
    }
}

/// The fixed text in which all paths of an operation end.
fn end(facts: &OperationFacts) -> Option<&str> {
    let mut ends = facts
        .paths
        .iter()
        .map(|path| match path.template.segments.last() {
            Some(Segment::Literal(last)) => Some(last.as_str()),
            _ => None,
        });
    let end = ends.next().flatten()?;
    ends.all(|other| other == Some(end)).then_some(end)
}

/// Whether all paths of an operation lead one segment further than paths of another.
fn reads_object_of(object: &OperationFacts, part: &OperationFacts) -> bool {
    let is_object = |segments: &[Segment]| {
        let mut paths = object.paths.iter();
        paths.any(|path| path.template.segments == segments)
    };
    object.method == part.method
        && part.paths.iter().all(|path| {
            let above = path.template.segments.split_last();
            above.is_some_and(|(_, above)| is_object(above))
        })
}
