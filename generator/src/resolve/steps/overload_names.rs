//! Names for methods of a step that the paths give one name.
//!
//! Two functions of the service may differ in their arguments alone: `image()` and `image(width=…)`. Rust has no
//! overloads, so the arguments that tell them apart become a part of the name: `image` and `image_width`.

use std::collections::BTreeMap;

use crate::resolve::names::UniqueNames;
use crate::resolve::plan::operations::ArgumentPlan;

/// A method as the paths name it.
#[derive(Clone, Copy)]
pub(super) struct Overload<'p> {
    pub(super) name: &'p str,
    pub(super) arguments: &'p [ArgumentPlan],
}

impl Overload<'_> {
    fn has(&self, argument: &ArgumentPlan) -> bool {
        self.arguments.iter().any(|known| known.name == argument.name)
    }
}

/// The names of the methods, in their order; each differs from the others and from those in `taken`.
pub(super) fn distinct(overloads: &[Overload<'_>], taken: &mut UniqueNames) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<&Overload<'_>>> = BTreeMap::new();
    for overload in overloads {
        by_name.entry(overload.name).or_default().push(overload);
    }
    let name = |overload: &Overload<'_>| {
        let same_name = &by_name[overload.name];
        taken.take(&with_telling_arguments(overload, same_name))
    };
    overloads.iter().map(name).collect()
}

/// The name of a method, and behind it the first of the arguments that not all methods of that name have: as many as tell
/// it from the others.
fn with_telling_arguments(overload: &Overload<'_>, same_name: &[&Overload<'_>]) -> String {
    let distinguishing_words: Vec<&str> = distinguishing_words(overload, same_name).collect();
    if distinguishing_words.is_empty() {
        return overload.name.to_owned();
    }
    let begins_so = |count: &usize| {
        let others = same_name.iter().filter(|other| !std::ptr::eq(**other, overload));
        let mut others = others.map(|other| {
            self::distinguishing_words(other, same_name)
                .take(*count)
                .collect::<Vec<_>>()
        });
        others.any(|other| Some(&*other) == distinguishing_words.get(..*count))
    };
    let needed = (1..distinguishing_words.len())
        .find(|count| !begins_so(count))
        .unwrap_or(distinguishing_words.len());
    let mut name = overload
        .name
        .trim_start_matches("r#")
        .trim_end_matches('_')
        .to_owned();
    // Rust warns of a name with two underscores side by side, and some arguments have them at their ends: `self_`, `_2`.
    for word in distinguishing_words.iter().take(needed) {
        name = format!("{name}_{}", word.trim_matches('_'));
    }
    name
}

/// The names of the arguments that not all methods of the name have.
fn distinguishing_words<'o>(
    overload: &'o Overload<'_>,
    same_name: &'o [&Overload<'_>],
) -> impl Iterator<Item = &'o str> {
    let is_telling = move |argument: &&ArgumentPlan| same_name.iter().any(|other| !other.has(argument));
    let arguments = overload.arguments.iter().filter(is_telling);
    arguments.map(|argument| argument.name.trim_start_matches("r#"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::names::Scope;
    use crate::resolve::plan::operations::ArgumentType;

    /// The names of methods, each given by its name and its arguments.
    fn names(methods: &[(&str, &[&str])]) -> Vec<String> {
        let arguments = |names: &[&str]| -> Vec<ArgumentPlan> {
            let argument = |name: &&str| ArgumentPlan {
                name: (*name).to_owned(),
                ty: ArgumentType::Text,
                description: Vec::new(),
            };
            names.iter().map(argument).collect()
        };
        let methods: Vec<(&str, Vec<ArgumentPlan>)> = methods
            .iter()
            .map(|(name, names)| (*name, arguments(names)))
            .collect();
        let overloads: Vec<Overload<'_>> = methods
            .iter()
            .map(|(name, arguments)| Overload { name, arguments })
            .collect();
        distinct(&overloads, &mut UniqueNames::of(Scope::Functions))
    }

    #[test]
    fn overloads_are_told_by_the_arguments_that_not_all_of_them_have() {
        assert_eq!(
            names(&[
                ("image", &["id"]),
                ("image", &["id", "width", "r#type"]),
                ("get", &["id"])
            ]),
            ["image", "image_width", "get"]
        );
    }

    #[test]
    fn no_two_underscores_stand_side_by_side() {
        assert_eq!(
            names(&[
                ("self_", &["self_", "crate_"]),
                ("self_", &["self_"]),
                ("self_", &[]),
                ("_2", &["_2"]),
                ("_2", &[])
            ]),
            ["self_self_crate", "self_self", "self_", "_2_2", "_2"]
        );
    }

    #[test]
    fn as_many_arguments_are_named_as_are_needed() {
        assert_eq!(
            names(&[
                ("image", &["width", "height"]),
                ("image", &["width", "angle"]),
                ("image", &["name", "width"]),
                ("image", &[])
            ]),
            ["image_width_height", "image_width_angle", "image_name", "image"]
        );
    }

    #[test]
    fn overloads_of_the_same_arguments_are_numbered() {
        assert_eq!(
            names(&[("r#match", &["id"]), ("r#match", &["id"]), ("r#match", &[])]),
            ["match_id", "match_id_2", "r#match"]
        );
    }
}
