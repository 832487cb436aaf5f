//! The paths of an operation: constructors and their arguments.

use crate::model::OperationPath;
use crate::page::{Argument, Part, PathTemplate, Segment};
use crate::resolve::names::{self, Scope, singular};
use crate::resolve::plan::{ArgumentPlan, PathPlan};

/// A hole of a path.
struct Hole<'a> {
    /// The name as documented.
    name: &'a str,
    /// The fixed segment before it.
    after: Option<&'a str>,
    /// The name of the function's argument.
    key: Option<&'a str>,
}

/// One constructor a path.
///
/// The only path of an operation is built by `new`. Of several each is named after the fixed segments that
/// tell it from the others: `/me/messages` and `/users/{id}/messages` by `me` and `users`.
pub(super) fn plan(method: &str, paths: &[OperationPath]) -> Vec<PathPlan> {
    let mut templates: Vec<&OperationPath> = Vec::new();
    for path in paths {
        // A page may repeat a path, or spell it with other names for its holes.
        if !templates
            .iter()
            .any(|known| known.template.render() == path.template.render())
        {
            templates.push(path);
        }
    }
    let literals: Vec<Vec<&str>> = templates.iter().map(|path| literals(&path.template)).collect();
    let common = common_end(&literals);
    let mut scope = Scope::default();
    templates
        .iter()
        .zip(&literals)
        .map(|(path, literals)| {
            let own = literals.len().saturating_sub(common);
            let words = literals.get(..own).unwrap_or_default().join("_");
            let name = if templates.len() == 1 || words.is_empty() {
                "new".to_owned()
            } else {
                names::snake(&words)
            };
            let template = path.template.render();
            PathPlan {
                constructor: scope.take(name).0,
                docs: vec![format!("`{method} {}`", template.replace('`', "'"))],
                arguments: arguments(&path.template),
                template,
            }
        })
        .collect()
}

/// The arguments of a constructor, named after the holes.
///
/// A hole that only says `id` is named after the collection before it, so that two such holes differ.
fn arguments(template: &PathTemplate) -> Vec<ArgumentPlan> {
    // `body` is the argument behind those of the path.
    let mut scope = Scope::with(["body"]);
    holes(template)
        .into_iter()
        .map(|hole| {
            let first = hole.name.split('|').next().unwrap_or(hole.name);
            let general = names::words(first);
            let general: Vec<&str> = general.iter().map(String::as_str).collect();
            let name = match (hole.key, hole.after) {
                (Some(key), _) => names::snake(key),
                (None, Some(after)) if matches!(general[..], ["id"] | ["name"] | ["key"] | ["undefined"]) => {
                    let what = if general == ["name"] { "name" } else { "id" };
                    names::snake(&format!("{}_{what}", singular(short(after))))
                }
                _ => names::snake(first),
            };
            ArgumentPlan {
                name: scope.take(name).0,
            }
        })
        .collect()
}

/// `user` of the cast `microsoft.graph.user`.
fn short(segment: &str) -> &str {
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
    match segment {
        Segment::Literal(text) => *after = Some(text),
        Segment::Parameter(name) => holes.push(Hole {
            name,
            after: *after,
            key: None,
        }),
        Segment::Mixed(parts) => holes.extend(parts.iter().filter_map(|part| match part {
            Part::Hole(name) => Some(Hole {
                name,
                after: *after,
                key: None,
            }),
            Part::Text(_) => None,
        })),
        Segment::Keyed { name, argument } => {
            holes.extend(argument.parameter().map(|hole| Hole {
                name: hole,
                after: Some(name),
                key: None,
            }));
        }
        Segment::Function { arguments, .. } => {
            let hole = |(key, argument): &'a (String, Argument)| {
                argument.parameter().map(|name| Hole {
                    name,
                    after: None,
                    key: Some(key),
                })
            };
            holes.extend(arguments.iter().filter_map(hole));
        }
        Segment::ColonPath {
            before, parameter, ..
        } => {
            add_holes(before, after, holes);
            holes.push(Hole {
                name: parameter,
                after: None,
                key: None,
            });
        }
    }
}

/// The fixed words of a path.
pub(super) fn literals(template: &PathTemplate) -> Vec<&str> {
    template.segments.iter().filter_map(literal).collect()
}

fn literal(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(text) => Some(short(text)),
        Segment::Keyed { name, .. } | Segment::Function { name, .. } => Some(short(name)),
        Segment::ColonPath { before, .. } => literal(before),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    }
}

/// How many words all lists have in common at their ends.
fn common_end(lists: &[Vec<&str>]) -> usize {
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
