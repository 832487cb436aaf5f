//! The paths of an operation: what their arguments are called, and of which type they are.

use std::collections::BTreeSet;

use crate::graph::{Argument, Cardinality, Part, PathTemplate, Scalar, Segment, short_name, singular};
use crate::model::{Operation, OperationPath, Parameter, TypeRef, ValueType};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, ParameterPlan, PathPlan};
use crate::resolve::segment_case::SegmentCase;

/// A parameter of a path.
struct PathParameter<'a> {
    /// The name as documented.
    name: &'a str,
    /// The fixed segment before it.
    after: Option<&'a str>,
    /// The name of the function's argument.
    key: Option<&'a str>,
    /// Whether the value stands without quotes in the parentheses of a function.
    bare: bool,
}

/// Plans the paths.
pub(in crate::resolve) fn plan(
    docs: &Docs<'_, '_>,
    segment_case: &SegmentCase<'_>,
    operation: &Operation,
    required: &[ParameterPlan],
) -> Vec<PathPlan> {
    let nullable = nullable(operation);
    let plan = |path: &OperationPath| PathPlan {
        arguments: arguments(
            docs,
            &path.template,
            segment_case,
            &Rows {
                all: &operation.path_parameters,
                nullable: &nullable,
            },
            required,
        ),
        left_out: left_out(operation, path),
        route: path.template.clone(),
        is_deprecated: path.deprecated.is_some(),
    };
    operation.paths.iter().map(plan).collect()
}

/// The first argument that the page requires and that a path leaves out, while another path has it: `…/getSummary` beside
/// `…/getSummary(from={from})`.
fn left_out(operation: &Operation, path: &OperationPath) -> Option<String> {
    let has = |path: &OperationPath, row: &Parameter| {
        let mut parameters = path_parameters(&path.template).into_iter();
        parameters.any(|parameter| is_meant(&parameter, row))
    };
    let required = operation.path_parameters.iter().filter(|row| row.required);
    let mut left_out = required.filter(|row| !has(path, row));
    let row = left_out.find(|row| operation.paths.iter().any(|other| has(other, row)))?;
    Some(names::snake(&row.name))
}

/// What tables say of the parameters of paths.
struct Rows<'a> {
    all: &'a [Parameter],
    /// The names of those that can be `null`.
    nullable: &'a BTreeSet<&'a str>,
}

/// The parameters that can be `null`: "If a value is not required, pass the parameter with null value." Where a path has
/// all that is required and leaves an optional parameter out, there is no need for that.
fn nullable(operation: &Operation) -> BTreeSet<&str> {
    let (required, optional): (Vec<&Parameter>, Vec<&Parameter>) =
        operation.path_parameters.iter().partition(|row| row.required);
    let paths = operation.paths.iter();
    let paths: Vec<_> = paths.map(|path| path_parameters(&path.template)).collect();
    let has =
        |path: &[PathParameter<'_>], row: &Parameter| path.iter().any(|parameter| is_meant(parameter, row));
    let is_whole = |path: &&Vec<PathParameter<'_>>| required.iter().all(|row| has(path, row));
    let whole: Vec<_> = paths.iter().filter(is_whole).collect();
    let stands_in_all = |row: &&Parameter| whole.iter().all(|path| has(path, row));
    optional
        .into_iter()
        .filter(stands_in_all)
        .map(|row| row.name.as_str())
        .collect()
}

/// The arguments of a path, named after its parameters.
///
/// A parameter that is only called `id` is named after the collection before it, so that two of them differ. A
/// parameter that has the name of the collection's elements keeps it.
fn arguments(
    docs: &Docs<'_, '_>,
    template: &PathTemplate,
    segment_case: &SegmentCase<'_>,
    rows: &Rows<'_>,
    required: &[ParameterPlan],
) -> Vec<ArgumentPlan> {
    // The arguments of the path come first, then those of required parameters, then `body`.
    let behind = required
        .iter()
        .filter_map(|parameter| parameter.argument.as_deref());
    let mut scope = UniqueNames::with(Scope::Arguments, behind.chain(["body"]));
    path_parameters(template)
        .into_iter()
        .map(|parameter| {
            let first = parameter.name.split('|').next().unwrap_or(parameter.name);
            let general = names::words(first);
            let general: Vec<&str> = general.iter().map(String::as_str).collect();
            let name = match (parameter.key, parameter.after) {
                (Some(key), _) => names::snake(key),
                (None, Some(after)) if matches!(general[..], ["id"] | ["name"] | ["key"] | ["undefined"]) => {
                    let collection = singular(segment_case.of(short_name(after)));
                    match general[..] {
                        // `/names/{name}`
                        [own] if own == collection => names::snake(own),
                        ["name"] => names::snake(&format!("{collection}_name")),
                        _ => names::snake(&format!("{collection}_id")),
                    }
                }
                _ => names::snake(first),
            };
            let described = rows.all.iter().find(|row| is_meant(&parameter, row));
            ArgumentPlan {
                name: scope.take(&name),
                ty: argument_type(&parameter, described, rows),
                description: described
                    .map(|row| docs.description(&row.description))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// The type of an argument. A value in quotes is always text; for a value without quotes a table may name the type.
fn argument_type(
    parameter: &PathParameter<'_>,
    described: Option<&Parameter>,
    rows: &Rows<'_>,
) -> ArgumentType {
    if !parameter.bare {
        return ArgumentType::Text;
    }
    match described.and_then(|row| row.ty.as_ref()) {
        Some(ValueType {
            item: TypeRef::Primitive(primitive),
            cardinality: Cardinality::One,
        }) => match Scalar::of(*primitive) {
            Scalar::String => ArgumentType::Text,
            Scalar::Binary | Scalar::Decimal | Scalar::Json => ArgumentType::Literal,
            scalar if described.is_some_and(|row| rows.nullable.contains(row.name.as_str())) => {
                ArgumentType::Optional(scalar)
            }
            scalar => ArgumentType::Scalar(scalar),
        },
        _ => ArgumentType::Literal,
    }
}

/// Whether a row of a table is about a parameter of the path.
fn is_meant(parameter: &PathParameter<'_>, row: &Parameter) -> bool {
    [Some(parameter.name), parameter.key]
        .into_iter()
        .flatten()
        .any(|name| row.name.eq_ignore_ascii_case(name))
}

fn path_parameters(template: &PathTemplate) -> Vec<PathParameter<'_>> {
    let mut parameters = Vec::new();
    let mut after = None;
    for segment in &template.segments {
        add_parameters(segment, &mut after, &mut parameters);
    }
    parameters
}

fn add_parameters<'a>(
    segment: &'a Segment,
    after: &mut Option<&'a str>,
    parameters: &mut Vec<PathParameter<'a>>,
) {
    let plain = |name, after| PathParameter {
        name,
        after,
        key: None,
        bare: false,
    };
    match segment {
        Segment::Literal(text) => *after = Some(text),
        Segment::Parameter(name) => parameters.push(plain(name, *after)),
        Segment::Mixed(parts) => {
            let names = parts.iter().filter_map(|part| match part {
                Part::Parameter(name) => Some(name),
                Part::Text(_) => None,
            });
            parameters.extend(names.map(|name| plain(name, *after)));
        }
        Segment::Keyed { name, argument } => {
            parameters.extend(argument.parameter().map(|parameter| PathParameter {
                bare: is_bare(argument),
                ..plain(parameter, Some(name))
            }));
        }
        Segment::Function { arguments, .. } => {
            parameters.extend(arguments.iter().filter_map(|(key, argument)| {
                Some(PathParameter {
                    key: Some(key),
                    bare: is_bare(argument),
                    ..plain(argument.parameter()?, None)
                })
            }));
        }
        Segment::ColonPath {
            before, parameter, ..
        } => {
            add_parameters(before, after, parameters);
            parameters.push(plain(parameter, None));
        }
    }
}

fn is_bare(argument: &Argument) -> bool {
    matches!(argument, Argument::Bare(_))
}
