//! The names of the methods of a step.

use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::steps::{CallPlan, StepLink};
use crate::resolve::steps::overload_names::{self, Overload};

/// The methods of the standard library that a step has, or that a reader takes a method of this name for.
const OF_TRAITS: &[&str] = &[
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clamp",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "drop",
    "eq",
    "fmt",
    "from",
    "ge",
    "gt",
    "hash",
    "into",
    "into_iter",
    "le",
    "lt",
    "max",
    "min",
    "ne",
    "next",
    "partial_cmp",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
];

/// Gives each method of a step a name of its own. What is called like a keyword or like a method of a trait takes the
/// object with it: `clone_team`, `move_message`.
pub(super) fn assign(links: &mut [StepLink], calls: &mut [CallPlan], object: &str) {
    let names = links.iter_mut().map(|link| &mut link.method);
    for name in names.chain(calls.iter_mut().map(|call| &mut call.method)) {
        *name = spoken(name, object);
    }
    let mut taken = UniqueNames::of(Scope::Functions);
    let of_links = links.iter().map(|link| Overload {
        name: &link.method,
        arguments: &link.arguments,
    });
    let of_links = overload_names::distinct(&of_links.collect::<Vec<_>>(), &mut taken);
    let of_calls = calls.iter().map(|call| Overload {
        name: &call.method,
        arguments: &call.arguments,
    });
    let of_calls = overload_names::distinct(&of_calls.collect::<Vec<_>>(), &mut taken);
    for (link, name) in links.iter_mut().zip(of_links) {
        link.method = name;
    }
    for (call, name) in calls.iter_mut().zip(of_calls) {
        call.method = name;
    }
}

/// The name of a method, with the object where the name is taken.
fn spoken(name: &str, object: &str) -> String {
    if name.starts_with("r#") || OF_TRAITS.contains(&name) {
        names::snake(&format!("{}_{object}", name.trim_start_matches("r#")))
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn a_taken_name_takes_its_object() {
        assert_eq!(spoken("clone", "team"), "clone_team");
        assert_eq!(spoken("r#move", "mailItem"), "move_mail_item");
        assert_eq!(spoken("copy", "team"), "copy");
    }
}
