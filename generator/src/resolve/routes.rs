//! The paths of an operation: constructors and their arguments.

use crate::graph::{Argument, Part, PathTemplate, Segment, short_name, singular};
use crate::model::{Operation, OperationPath, Parameter, TypeRef};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::models::Scalar;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, BodyPlan, ParameterPlan, PathPlan};
use crate::resolve::registry::scalar;
use crate::resolve::segment_case::SegmentCase;

/// Functions with more arguments than this need to be excused from the linter.
const MANY_ARGUMENTS: usize = 7;

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

/// Plans one constructor for each path.
///
/// An operation with a single path gets the constructor `new`. Otherwise each constructor is named after the fixed
/// segments that only its path has: `me` for `/me/messages` and `users` for `/users/{id}/messages`. Where the fixed
/// segments are the same, it is named after its arguments: `role_id` for `/directoryRoles/{role-id}` and
/// `role_template_id` for `/directoryRoles/roleTemplateId={roleTemplateId}`.
pub(super) fn plan(
    docs: &Docs<'_, '_>,
    segment_case: &SegmentCase<'_>,
    operation: &Operation,
    required: &[ParameterPlan],
    body: &BodyPlan,
) -> Vec<PathPlan> {
    let mut templates: Vec<&OperationPath> = Vec::new();
    for path in &operation.paths {
        // A page may repeat a path, or spell it with other names for its parameters.
        if !templates
            .iter()
            .any(|known| known.template.render() == path.template.render())
        {
            templates.push(path);
        }
    }
    let arguments: Vec<Vec<ArgumentPlan>> = templates
        .iter()
        .map(|path| {
            arguments(
                docs,
                &path.template,
                segment_case,
                &operation.path_parameters,
                required,
            )
        })
        .collect();
    let names = constructors(&templates, segment_case, &arguments);
    let others = required
        .iter()
        .filter(|parameter| parameter.argument.is_some())
        .count()
        + usize::from(*body != BodyPlan::None);
    templates
        .iter()
        .zip(arguments)
        .zip(names)
        .map(|((path, arguments), constructor)| PathPlan {
            constructor,
            many_arguments: arguments.len() + others > MANY_ARGUMENTS,
            arguments,
            route: path.template.clone(),
        })
        .collect()
}

/// The names of the constructors.
fn constructors(
    paths: &[&OperationPath],
    segment_case: &SegmentCase<'_>,
    arguments: &[Vec<ArgumentPlan>],
) -> Vec<String> {
    let words_of = |path: &&OperationPath| {
        let words = path.template.fixed_names().into_iter();
        words.map(|word| segment_case.of(word).to_owned()).collect()
    };
    let mut words: Vec<Vec<String>> = paths.iter().map(words_of).collect();
    for _ in 0..2 {
        // The first pass removes the words that all paths have in common at the end; the second pass, on the reversed
        // lists, those at the start.
        let common = common_end(&words);
        for words in &mut words {
            words.truncate(words.len() - common);
            words.reverse();
        }
    }
    let has = |plans: &[ArgumentPlan], name: &str| plans.iter().any(|plan| plan.name == name);
    let mut scope = UniqueNames::of(Scope::Functions);
    let name = |(own, of_path): (&Vec<String>, &Vec<ArgumentPlan>)| {
        let in_all_alike = |name: &str| {
            let mut all = words.iter().zip(arguments);
            all.all(|(words, arguments)| words != own || has(arguments, name))
        };
        let names = of_path.iter().map(|plan| plan.name.as_str());
        let telling = names.filter(|name| !in_all_alike(name));
        let parts: Vec<&str> = own.iter().map(String::as_str).chain(telling).collect();
        match &parts[..] {
            [] => "new".to_owned(),
            parts => names::snake(&parts.join("_")),
        }
    };
    words
        .iter()
        .zip(arguments)
        .map(name)
        .map(|name| scope.take(&name).0)
        .collect()
}

/// The arguments of a constructor, named after the parameters of the path.
///
/// A parameter that is only called `id` is named after the collection before it, so that two of them differ. A
/// parameter that has the name of the collection's elements keeps it.
fn arguments(
    docs: &Docs<'_, '_>,
    template: &PathTemplate,
    segment_case: &SegmentCase<'_>,
    rows: &[Parameter],
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
            let described = rows.iter().find(|row| is_meant(&parameter, row));
            ArgumentPlan {
                name: scope.take(&name).0,
                ty: argument_type(&parameter, described),
                description: described
                    .map(|row| docs.description(&row.description))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// The type of an argument. A value in quotes is always text; for a value without quotes a table may name the type.
fn argument_type(parameter: &PathParameter<'_>, described: Option<&Parameter>) -> ArgumentType {
    if !parameter.bare {
        return ArgumentType::Text;
    }
    match described.and_then(|row| row.ty.as_ref()) {
        Some((TypeRef::Primitive(primitive), false)) => match scalar(*primitive) {
            Scalar::String => ArgumentType::Text,
            Scalar::Binary | Scalar::Decimal | Scalar::Json => ArgumentType::Literal,
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

/// The number of words that all lists have in common at the end.
fn common_end(lists: &[Vec<String>]) -> usize {
    let Some((first, rest)) = lists.split_first() else {
        return 0;
    };
    let shared = |at: usize| {
        let word = first.len().checked_sub(at + 1).and_then(|index| first.get(index));
        rest.iter()
            .all(|list| list.len().checked_sub(at + 1).and_then(|index| list.get(index)) == word)
    };
    (0..first.len()).take_while(|&at| shared(at)).count()
}
