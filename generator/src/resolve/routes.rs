//! The paths of an operation: constructors and their arguments.

use crate::graph::{Argument, Part, PathTemplate, Segment, singular};
use crate::model::{Operation, OperationPath, Parameter, TypeRef};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::plan::models::Scalar;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, BodyPlan, ParameterPlan, PathPlan};
use crate::resolve::registry::scalar;
use crate::resolve::segment_case::SegmentCase;

/// Functions with more arguments than this need to be excused from the linter.
const MANY_ARGUMENTS: usize = 7;

/// A hole of a path.
struct Hole<'a> {
    /// The name as documented.
    name: &'a str,
    /// The fixed segment before it.
    after: Option<&'a str>,
    /// The name of the function's argument.
    key: Option<&'a str>,
    /// Whether the value stands without quotes in the parentheses of a function.
    bare: bool,
}

/// One constructor a path.
///
/// The only path of an operation is built by `new`. Of several each is named after the fixed segments that
/// tell it from the others: `/me/messages` and `/users/{id}/messages` by `me` and `users`. Where those are the
/// same the arguments tell them: `/directoryRoles/{role-id}` and `/directoryRoles/roleTemplateId={roleTemplateId}`
/// by `role_id` and `role_template_id`.
pub(super) fn plan(
    docs: &Docs<'_, '_>,
    segment_case: &SegmentCase<'_>,
    operation: &Operation,
    required: &[ParameterPlan],
    body: &BodyPlan,
) -> Vec<PathPlan> {
    let mut templates: Vec<&OperationPath> = Vec::new();
    for path in &operation.paths {
        // A page may repeat a path, or spell it with other names for its holes.
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
        let words = literals(&path.template).into_iter();
        words.map(|word| segment_case.of(word).to_owned()).collect()
    };
    let mut words: Vec<Vec<String>> = paths.iter().map(words_of).collect();
    for _ in 0..2 {
        // What all have in common at the end, then, the other way round, at the start.
        let common = common_end(&words);
        for words in &mut words {
            words.truncate(words.len() - common);
            words.reverse();
        }
    }
    let has = |plans: &[ArgumentPlan], name: &str| plans.iter().any(|plan| plan.name == name);
    let mut scope = UniqueNames::default();
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
        .map(|name| scope.take(name).0)
        .collect()
}

/// The arguments of a constructor, named after the holes.
///
/// A hole that only says `id` is named after the collection before it, so that two such holes differ; one that has
/// the name of what the collection holds needs no more.
fn arguments(
    docs: &Docs<'_, '_>,
    template: &PathTemplate,
    segment_case: &SegmentCase<'_>,
    parameters: &[Parameter],
    required: &[ParameterPlan],
) -> Vec<ArgumentPlan> {
    // `body` is the argument behind those of the path; parameters that must be sent stand between them.
    let behind = required
        .iter()
        .filter_map(|parameter| parameter.argument.as_deref());
    let mut scope = UniqueNames::with(behind.chain(["body"]));
    holes(template)
        .into_iter()
        .map(|hole| {
            let first = hole.name.split('|').next().unwrap_or(hole.name);
            let general = names::words(first);
            let general: Vec<&str> = general.iter().map(String::as_str).collect();
            let name = match (hole.key, hole.after) {
                (Some(key), _) => names::snake(key),
                (None, Some(after)) if matches!(general[..], ["id"] | ["name"] | ["key"] | ["undefined"]) => {
                    let collection = singular(segment_case.of(short(after)));
                    match general[..] {
                        // `/names/{name}`
                        [own] if own == collection => names::snake(own),
                        ["name"] => names::snake(&format!("{collection}_name")),
                        _ => names::snake(&format!("{collection}_id")),
                    }
                }
                _ => names::snake(first),
            };
            let described = parameters.iter().find(|parameter| is_meant(&hole, parameter));
            ArgumentPlan {
                name: scope.take(name).0,
                ty: argument_type(&hole, described),
                description: described
                    .map(|parameter| docs.description(&parameter.description))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// The type of an argument. Only a value without quotes can be anything but text; a table may tell what.
fn argument_type(hole: &Hole<'_>, described: Option<&Parameter>) -> ArgumentType {
    if !hole.bare {
        return ArgumentType::Text;
    }
    match described.and_then(|parameter| parameter.ty.as_ref()) {
        Some((TypeRef::Primitive(primitive), false)) => match scalar(*primitive) {
            Scalar::String => ArgumentType::Text,
            Scalar::Binary | Scalar::Decimal | Scalar::Json => ArgumentType::Literal,
            scalar => ArgumentType::Scalar(scalar),
        },
        _ => ArgumentType::Literal,
    }
}

/// Whether a row of a table is about a hole.
fn is_meant(hole: &Hole<'_>, parameter: &Parameter) -> bool {
    [Some(hole.name), hole.key]
        .into_iter()
        .flatten()
        .any(|name| parameter.name.eq_ignore_ascii_case(name))
}

/// `user` of the cast `microsoft.graph.user`.
pub(super) fn short(segment: &str) -> &str {
    segment.rsplit('.').next().unwrap_or(segment)
}

fn holes(template: &PathTemplate) -> Vec<Hole<'_>> {
    let mut holes = Vec::new();
    let mut after = None;
    for segment in &template.segments {
        add_holes(segment, &mut after, &mut holes);
    }
    holes
}

fn add_holes<'a>(segment: &'a Segment, after: &mut Option<&'a str>, holes: &mut Vec<Hole<'a>>) {
    let hole = |name, after, argument: Option<(Option<&'a str>, &Argument)>| Hole {
        name,
        after,
        key: argument.and_then(|(key, _)| key),
        bare: argument.is_some_and(|(_, argument)| matches!(argument, Argument::Bare(_))),
    };
    match segment {
        Segment::Literal(text) => *after = Some(text),
        Segment::Parameter(name) => holes.push(hole(name, *after, None)),
        Segment::Mixed(parts) => {
            let names = parts.iter().filter_map(|part| match part {
                Part::Parameter(name) => Some(name),
                Part::Text(_) => None,
            });
            holes.extend(names.map(|name| hole(name, *after, None)));
        }
        Segment::Keyed { name, argument } => {
            let parameter = argument.parameter();
            holes.extend(parameter.map(|parameter| hole(parameter, Some(name), Some((None, argument)))));
        }
        Segment::Function { arguments, .. } => {
            holes.extend(arguments.iter().filter_map(|(key, argument)| {
                Some(hole(argument.parameter()?, None, Some((Some(key), argument))))
            }));
        }
        Segment::ColonPath {
            before, parameter, ..
        } => {
            add_holes(before, after, holes);
            holes.push(hole(parameter, None, None));
        }
    }
}

/// The fixed words of a path.
pub(super) fn literals(template: &PathTemplate) -> Vec<&str> {
    template.segments.iter().filter_map(literal).collect()
}

pub(super) fn literal(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(text) => Some(short(text)),
        Segment::Keyed { name, .. } | Segment::Function { name, .. } => Some(short(name)),
        Segment::ColonPath { before, .. } => literal(before),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    }
}

/// How many words all lists have in common at their ends.
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
