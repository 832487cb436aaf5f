//! "Use the `owner@odata.bind` syntax.", "It can be bound with `@odata.bind`."

use super::prose::Prose;
use crate::graph::BIND;

/// How the object of a row is sent, by its description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    /// Its address is sent in place of it.
    Address,
    /// The object is sent, or its address.
    Either,
}

/// Ways to say that the address is one of two things that can be sent, in lower case.
const POSSIBLE: &[&str] = &["can be bound", "can also be bound", "may be bound"];

/// What the prose says of binding an object by its address; `None` where it says nothing of that.
pub(crate) fn binding(prose: &Prose<'_>) -> Option<Binding> {
    let sentences = prose.sentences().into_iter();
    let mut said = sentences
        .map(|sentence| &prose.lower[sentence])
        .filter(|sentence| sentence.contains(BIND));
    let said = said.next()?;
    let is_possible = POSSIBLE.iter().any(|words| said.contains(words));
    Some(if is_possible {
        Binding::Either
    } else {
        Binding::Address
    })
}

#[cfg(test)]
mod tests {
    use super::{Binding, binding};
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn the_prose_says_how_an_object_is_sent() {
        for (description, expected) in [
            (
                "The owner. Use the `owner@odata.bind` syntax.",
                Some(Binding::Address),
            ),
            (
                "The owner. It can be bound with @odata.bind if the kite is red.",
                Some(Binding::Either),
            ),
            ("The owner, which can be bound to the kite.", None),
            ("The owner.", None),
        ] {
            let source = text(description);
            assert_eq!(binding(&Prose::new(&source)), expected, "{description}");
        }
    }
}
