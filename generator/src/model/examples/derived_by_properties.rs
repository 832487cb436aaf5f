//! The derived type of an object that does not say what it is, by its properties.

use std::borrow::Cow;

/// Finds the derived type that has all given properties. Properties that no derived type has do not count. If several
/// types qualify, it is the one from which all the others derive.
///
/// `unknown` are the properties that the base type does not have, `owners` gives the types that have one of them,
/// `rank` tells a base from what derives from it by a lower number.
pub(crate) fn narrowed<'o, T: Copy + 'o>(
    unknown: &[&str],
    owners: impl Fn(&str) -> Cow<'o, [T]>,
    knows: impl Fn(T, &str) -> bool,
    rank: impl Fn(T) -> usize,
    extends: impl Fn(T, T) -> bool,
) -> Option<T> {
    let owned = unknown.iter().map(|name| (*name, owners(name)));
    let owned: Vec<(&str, Cow<'o, [T]>)> = owned.filter(|(_, owners)| !owners.is_empty()).collect();
    // A type with all properties is among the owners of the rarest one.
    let (_, rarest) = owned.iter().min_by_key(|(_, owners)| owners.len())?;
    let has_all = |candidate: &T| owned.iter().all(|(name, _)| knows(*candidate, name));
    let fitting: Vec<T> = rarest.iter().copied().filter(has_all).collect();
    let nearest = fitting.iter().copied().min_by_key(|candidate| rank(*candidate))?;
    let is_clear = fitting.iter().all(|other| extends(*other, nearest));
    is_clear.then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::narrowed;

    /// What the types have, each with what those before it have whose name begins its own.
    const TYPES: &[(&str, &[&str])] = &[
        ("file", &["bytes"]),
        ("file.image", &["bytes", "width"]),
        ("item", &["subject", "width"]),
    ];

    fn narrow(unknown: &[&str]) -> Option<&'static str> {
        let has = |at: usize, name: &str| TYPES[at].1.contains(&name);
        let found = narrowed(
            unknown,
            |name| {
                (0..TYPES.len())
                    .filter(|at| has(*at, name))
                    .collect::<Vec<_>>()
                    .into()
            },
            has,
            |at| TYPES[at].0.len(),
            |other, base| TYPES[other].0.starts_with(TYPES[base].0),
        );
        found.map(|at| TYPES[at].0)
    }

    #[test]
    fn the_one_with_all_properties_is_meant() {
        assert_eq!(narrow(&["bytes"]), Some("file"), "the image derives from it");
        assert_eq!(narrow(&["bytes", "width"]), Some("file.image"));
        assert_eq!(narrow(&["subject", "color"]), Some("item"), "nobody has a color");
    }

    #[test]
    fn what_two_can_be_is_neither() {
        assert_eq!(narrow(&["width"]), None);
        assert_eq!(narrow(&["bytes", "subject"]), None);
        assert_eq!(narrow(&["color"]), None);
        assert_eq!(narrow(&[]), None);
    }
}
