//! Merges the operations that several pages document.
//!
//! The reference repeats some operations on one page for each area of the service, most of all those on the roots of
//! device management. They become one request in Rust, which has the paths, options and permissions of all its pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, QueryOption};
use crate::model::{Body, Operation, Parameter, Property, ResponseContent};
use crate::span::FileId;

/// With how many operations of its path one is compared. At most four pages of the service document one path with
/// different bodies.
const COMPARED: usize = 64;

/// An operation and the pages that document it.
pub(super) struct MergedOperation<'a> {
    pub(super) operation: Cow<'a, Operation>,
    pub(super) pages: Vec<FileId>,
}

/// Merges the operations of one owner that are the same request: those with the same method, a common path and
/// compatible bodies.
pub(super) fn merge<'a>(operations: &[&'a Operation], sink: &mut Diagnostics) -> Vec<MergedOperation<'a>> {
    let mut merged: Vec<(MergedOperation<'a>, BTreeSet<String>)> = Vec::new();
    // Where the operations of a method and a path are in the list.
    let mut at_path: BTreeMap<(Method, String), BTreeSet<usize>> = BTreeMap::new();
    for operation in operations {
        let shapes: BTreeSet<String> = operation.paths.iter().map(|path| path.template.shape()).collect();
        let at = |shape: &String| at_path.get(&(operation.method, shape.clone()));
        let same_path: BTreeSet<usize> = shapes
            .iter()
            .filter_map(at)
            .flat_map(|places| places.iter().copied().take(COMPARED))
            .collect();
        let duplicate = same_path.into_iter().find(|place| {
            let (known, _) = &merged[*place];
            are_compatible(known.operation.body.as_ref(), operation.body.as_ref())
        });
        let place = duplicate.unwrap_or(merged.len());
        for shape in &shapes {
            let places = at_path.entry((operation.method, shape.clone())).or_default();
            places.insert(place);
        }
        match duplicate {
            Some(place) => {
                let (known, known_shapes) = &mut merged[place];
                add(known.operation.to_mut(), operation, known_shapes, sink);
                if !known.pages.contains(&operation.page) {
                    known.pages.push(operation.page);
                }
            }
            None => {
                let new = MergedOperation {
                    operation: Cow::Borrowed(*operation),
                    pages: vec![operation.page],
                };
                merged.push((new, shapes));
            }
        }
    }
    merged.into_iter().map(|(merged, _)| merged).collect()
}

/// Whether two bodies can be merged: they have the same type, or the properties of one are among those of the other.
fn are_compatible(one: Option<&Body>, other: Option<&Body>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return one.is_none() == other.is_none();
    };
    if one.ty.is_some() || other.ty.is_some() || one.content_type != other.content_type {
        return one.ty == other.ty && one.content_type == other.content_type;
    }
    let names = |body: &Body| -> BTreeSet<String> {
        body.properties
            .iter()
            .map(|property| property.name.to_lowercase())
            .collect()
    };
    let (one, other) = (names(one), names(other));
    one.is_subset(&other) || other.is_subset(&one)
}

/// Adds what another page says of the same operation.
fn add(known: &mut Operation, other: &Operation, shapes: &mut BTreeSet<String>, sink: &mut Diagnostics) {
    for path in &other.paths {
        if shapes.insert(path.template.shape()) {
            known.paths.push(path.clone());
        }
    }
    merge_parameters(&mut known.query, &other.query);
    merge_parameters(&mut known.headers, &other.headers);
    let is_documented =
        |option: &QueryOption| known.query.iter().any(|parameter| parameter.name == option.key());
    known.unsupported_options.retain(|option| !is_documented(option));
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
    known.permissions.extend(other.permissions.iter().cloned());
    known.examples.extend(other.examples.iter().cloned());
    match (&mut known.body, &other.body) {
        // A page of an update that lists no property means all of them.
        (Some(body), Some(other))
            if known.method == Method::Patch
                && body.ty.is_some()
                && (body.properties.is_empty() || other.properties.is_empty()) =>
        {
            body.properties.clear();
        }
        (Some(body), Some(other)) => {
            add_properties(&mut body.properties, &other.properties);
            add_properties(&mut body.example_properties, &other.example_properties);
        }
        (none, other) => none.clone_from(other),
    }
}

/// Adds the properties that only the other page has.
fn add_properties(known: &mut Vec<Property>, others: &[Property]) {
    for other in others {
        let is_same = |known: &Property| known.name.eq_ignore_ascii_case(&other.name);
        if !known.iter().any(is_same) {
            known.push(other.clone());
        }
    }
}

/// Adds the parameters that only the other page has. A parameter is required only if all pages require it.
fn merge_parameters(known: &mut Vec<Parameter>, others: &[Parameter]) {
    let is_same = |one: &Parameter, other: &Parameter| one.name.eq_ignore_ascii_case(&other.name);
    for parameter in known.iter_mut() {
        parameter.required &= others
            .iter()
            .any(|other| other.required && is_same(parameter, other));
    }
    for other in others {
        if !known.iter().any(|known| is_same(known, other)) {
            known.push(Parameter {
                required: false,
                ..other.clone()
            });
        }
    }
}
