//! The namespace that a link to a missing page names before the type: `[latch](../resources/harbour-latch.md)` leads to
//! `microsoft.graph.harbour.latch`, whatever namespace the page with the link says that it is of.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{ROOT_NAMESPACE, TypeName, short_name};

/// The namespaces below the root in which types are documented, by their last part.
#[derive(Default)]
pub(super) struct LinkedNamespaces(BTreeMap<Ascii<String>, String>);

impl LinkedNamespaces {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n TypeName>) -> Self {
        let below_root = names
            .map(TypeName::namespace)
            .filter(|name| *name != ROOT_NAMESPACE);
        Self(
            below_root
                .map(|name| (Ascii::new(short_name(name).to_owned()), name.to_owned()))
                .collect(),
        )
    }

    /// The namespace of a type that `link` leads to, where types are documented in it, or examples are annotated with the
    /// type: `annotated` has the same last part.
    pub(super) fn of<'n>(
        &'n self,
        name: &str,
        link: &str,
        annotated: Option<&'n TypeName>,
    ) -> Option<&'n str> {
        let short = short_name(name);
        let at = link.len().checked_sub(short.len())?;
        let before = link.get(..at)?.strip_suffix('-')?;
        if !link.get(at..)?.eq_ignore_ascii_case(short) {
            return None;
        }
        let annotated = annotated.map(TypeName::namespace);
        let is_meant = |namespace: &&str| short_name(namespace).eq_ignore_ascii_case(before);
        let known = || self.0.get(&Ascii::new(before.to_owned())).map(String::as_str);
        annotated.filter(is_meant).or_else(known)
    }
}

/// Whether the one documented type of a name can be what a page of `namespace` links. `harbour-latch` on a page of
/// `microsoft.graph.harbour` leads to no `latch` of a third namespace, though its page is missing.
pub(super) fn is_meant(only: &TypeName, link: Option<&str>, namespace: &str) -> bool {
    let before = link.and_then(|link| link.split_at_checked(link.len().checked_sub(only.short().len())?));
    let is_of_page = before.is_some_and(|(area, last)| {
        let area = area.strip_suffix('-').unwrap_or_default();
        last.eq_ignore_ascii_case(only.short()) && area.eq_ignore_ascii_case(short_name(namespace))
    });
    !is_of_page || namespace == ROOT_NAMESPACE || only.namespace() == namespace
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_namespaces() {
        let documented = TypeName::new("microsoft.graph.harbour.quay");
        let namespaces = LinkedNamespaces::new([&documented].into_iter());
        let annotated = TypeName::new("microsoft.graph.fleet.kite");
        for (name, link, expected) in [
            ("latch", "harbour-latch", Some("microsoft.graph.harbour")),
            ("latch", "harbour-gate", None),
            ("latch", "latch", None),
            ("latch", "town-latch", None),
            ("kite", "fleet-kite", Some("microsoft.graph.fleet")),
        ] {
            assert_eq!(
                namespaces.of(name, link, Some(&annotated)),
                expected,
                "{name} {link}"
            );
        }
    }

    #[test]
    fn a_link_leads_into_the_namespace_of_its_page() {
        let only = TypeName::new("microsoft.graph.fleet.latch");
        for (link, namespace, expected) in [
            (Some("harbour-latch"), "microsoft.graph.harbour", false),
            (Some("harbour-latch"), "microsoft.graph.town", true),
            (Some("harbour-latch"), "microsoft.graph", true),
            (Some("fleet-latch"), "microsoft.graph.fleet", true),
            (Some("latch"), "microsoft.graph.harbour", true),
            (None, "microsoft.graph.harbour", true),
        ] {
            assert_eq!(is_meant(&only, link, namespace), expected, "{link:?} {namespace}");
        }
    }
}
