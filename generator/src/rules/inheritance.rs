//! "Inherits from [deviceConfiguration](…)", and the other direction: "the base type for [eventMessageRequest](…)".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::short_name;
use crate::span::Spanned;

use super::prose::Prose;
use super::type_reference::{self, Mention};

/// What a paragraph says about the family of the page's type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inheritance {
    /// Types that it says this one inherits from.
    pub(crate) bases: Vec<Mention>,
    /// Types that it says are derived from this one.
    pub(crate) derived: Vec<Mention>,
    /// Whether the derived types are those of the list that follows: "Supported derived types:".
    pub(crate) list_follows: bool,
}

/// Words behind which the base type stands.
const TO_BASE: &[&str] = &[
    "inherits from",
    "inherit from",
    "inherits all the properties from",
    "inherits all properties from",
    "inherits the properties from",
    "inherits properties from",
    "inherits all the properties of",
    "inherits all properties of",
    "inherits the properties of",
    "inherits properties of",
    "inherited from",
    "derived type of",
    "specialization of",
    "base type of this",
    "base type for this",
    "base class of this",
    "base class for this",
    "derived from",
    "derives from",
    "subclass of",
    "subclass from",
    "sub-class of",
    "subtype of",
    "sub-type of",
    "extends",
];

/// Words behind which the derived types stand.
const TO_DERIVED: &[&str] = &[
    "inherited by",
    "base type for",
    "base type of",
    "base class for",
    "base class of",
    "base resource for",
    "parent type of",
    "derived types",
    "derived types include",
    "derived types are",
    "subtypes are",
    "subtypes include",
    "superclass of",
    "extended by",
];

/// Words before which the derived types stand: "The [a](…) and [b](…) types inherit from this type".
const FROM_DERIVED: &[&str] = &[
    "inherit from this",
    "inherit from it",
    "derive from this",
    "derived from this",
    "are subclasses of this",
    "are derived types of this",
    "inherits from this",
];

/// Beginnings of a sentence about other types: "All the session controls inherit from [x]".
const OF_OTHERS: &[&str] = &["all ", "each of ", "every ", "individual "];

/// Reads a paragraph. `own` is the name of the page's type: a sentence that says that others derive from it
/// says nothing about its own base.
pub(crate) fn inheritance(prose: &Prose<'_>, own: &str) -> Inheritance {
    let mut found = Inheritance::default();
    for sentence in prose.sentences() {
        read_sentence(prose, sentence, own, &mut found);
    }
    for list in [&mut found.bases, &mut found.derived] {
        let mut known = BTreeSet::new();
        list.retain(|mention| known.insert(mention.name.value.clone()));
    }
    found
}

fn read_sentence(prose: &Prose<'_>, sentence: Range<usize>, own: &str, found: &mut Inheritance) {
    let lower = &prose.lower[sentence.clone()];
    let find = |words: &[&str]| {
        words
            .iter()
            .filter_map(|words| phrase(lower, words))
            .min_by_key(|at| at.start)
            .map(|at| sentence.start + at.start..sentence.start + at.end)
    };
    let announces = lower.trim_end().ends_with(':');
    if let Some(at) = find(FROM_DERIVED) {
        push(
            &mut found.derived,
            type_reference::all(prose, sentence.start..at.start),
            own,
        );
        return;
    }
    // "This is an abstract type from which the [x] type is derived." Not "the scope from which the [x] is inherited".
    let is_of_type = |at: &Range<usize>| {
        let before = lower[..at.start].split_whitespace().next_back();
        matches!(before, Some("type" | "resource"))
    };
    if let Some(at) = phrase(lower, "from which").filter(is_of_type) {
        let behind = sentence.start + at.end..sentence.end;
        let said = &prose.lower[behind.clone()];
        let of_others = !["this ", "it "]
            .iter()
            .any(|own| said.trim_start().starts_with(own));
        if of_others && ["derive", "inherit"].iter().any(|verb| said.contains(verb)) {
            push(&mut found.derived, type_reference::all(prose, behind), own);
            return;
        }
    }
    // "The base type of this resource is [x]" is about this type's base.
    let is_own = |at: &Range<usize>| {
        let behind = lower.get(at.end - sentence.start..).unwrap_or_default();
        behind.trim_start().starts_with("this ")
    };
    if let Some(at) = find(TO_DERIVED).filter(|at| !is_own(at)) {
        // "eventMessage is derived from [message]. It is the base type for [eventMessageRequest]": the base
        // stands before these words, if in this sentence at all.
        if let Some(base) = find(TO_BASE).filter(|base| base.end < at.start) {
            push(
                &mut found.bases,
                type_reference::first(prose, base.end..at.start)
                    .into_iter()
                    .collect(),
                own,
            );
        }
        push(
            &mut found.derived,
            type_reference::all(prose, at.end..sentence.end),
            own,
        );
        found.list_follows |= announces;
        return;
    }
    // "Resources that derive from **baseItem** include:"
    if announces && lower.contains("derive") {
        found.list_follows = true;
        return;
    }
    let is_of_others = OF_OTHERS
        .iter()
        .any(|start| lower.trim_start().starts_with(start));
    if let Some(at) = find(TO_BASE).filter(|_| !is_of_others) {
        let base = type_reference::first(prose, at.end..sentence.end)
            .or_else(|| base_in_words(prose, at.end..sentence.end));
        push(&mut found.bases, base.into_iter().collect(), own);
    }
}

/// "It's a singleton that inherits from base policy type": the words are those of the name `policyBase`.
fn base_in_words(prose: &Prose<'_>, range: Range<usize>) -> Option<Mention> {
    let words = &prose.lower[range.clone()];
    let rest = words.trim_start().strip_prefix("base ")?;
    let (noun, behind) = rest.split_once(' ')?;
    let is_name = behind.starts_with("type") && noun.chars().all(|c| c.is_ascii_alphabetic());
    is_name.then(|| Mention {
        name: Spanned::new(format!("{noun}Base"), prose.locate(range).span),
        link: None,
    })
}

/// Where words stand in a sentence as whole words.
fn phrase(lower: &str, words: &str) -> Option<Range<usize>> {
    lower
        .match_indices(words)
        .map(|(at, _)| at..at + words.len())
        .find(|at| {
            let before = lower[..at.start].chars().next_back();
            let after = lower[at.end..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Adds the types that are others than the page's own.
fn push(list: &mut Vec<Mention>, mentions: Vec<Mention>, own: &str) {
    list.extend(mentions.into_iter().filter(|mention| {
        let last = short_name(&mention.name.value);
        !last.eq_ignore_ascii_case(own)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    fn read(paragraph: &str) -> (Vec<String>, Vec<String>, bool) {
        let source = text(paragraph);
        let found = inheritance(&Prose::new(&source), "ownType");
        let names = |list: Vec<Mention>| list.into_iter().map(|mention| mention.name.value).collect();
        (names(found.bases), names(found.derived), found.list_follows)
    }

    #[test]
    fn towards_the_base() {
        for (paragraph, base) in [
            (
                "A policy. Inherits from [deviceConfiguration](x.md)",
                "deviceConfiguration",
            ),
            ("Derived from [place](place.md).", "place"),
            ("This creates a subclass from [grade](grade.md).", "grade"),
            (
                "This resource is a subclass of [educationAssignmentRecipient](x.md).",
                "educationAssignmentRecipient",
            ),
            (
                "Inherits from base class [identityUserFlow](x.md).",
                "identityUserFlow",
            ),
            (
                "The **driveItem** resource is derived from [**baseItem**](baseitem.md) and inherits properties from that resource.",
                "baseItem",
            ),
            (
                "It inherits all the properties from [teleconferenceDeviceVideoQuality](x.md).",
                "teleconferenceDeviceVideoQuality",
            ),
            ("Inherits from\n[userAgent](x.md).", "userAgent"),
            (
                "Inherits from [Conditional Access Session Control](conditionalaccesssessioncontrol.md).",
                "conditionalAccessSessionControl",
            ),
            (
                "chatMessageHostedContent derives from [teamworkHostedContent](x.md)",
                "teamworkHostedContent",
            ),
            ("Inherits from entity.", "entity"),
            ("It inherits all properties of [grade](grade.md).", "grade"),
            ("This type is a derived type of [grade](grade.md).", "grade"),
            ("The base type of this resource is [grade](grade.md).", "grade"),
            (
                "It's a singleton that inherits from base policy type, and always exists.",
                "policyBase",
            ),
        ] {
            assert_eq!(
                read(paragraph),
                (vec![base.to_owned()], vec![], false),
                "{paragraph}"
            );
        }
    }

    #[test]
    fn towards_the_derived() {
        for (paragraph, derived) in [
            (
                "It is an abstract type that is inherited by [a](a.md), [b](b.md), and [c](c.md).",
                &["a", "b", "c"][..],
            ),
            (
                "Represents a base type for [printer](x.md) and [printerShare](x.md) entity types.",
                &["printer", "printerShare"],
            ),
            (
                "The [clientUserAgent](x.md) and [serviceUserAgent](x.md) types inherit from this type.",
                &["clientUserAgent", "serviceUserAgent"],
            ),
            (
                "This is a base class; the derived types are [a](a.md), and [b](b.md).",
                &["a", "b"],
            ),
            (
                "The [a](x.md) and [b](x.md) resources are subclasses of this superclass.",
                &["a", "b"],
            ),
            (
                "This is an abstract type from which the [a](a.md) object type is derived.",
                &["a"],
            ),
        ] {
            let derived = derived.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(read(paragraph), (vec![], derived, false), "{paragraph}");
        }
    }

    #[test]
    fn both_and_lists() {
        let both = "The **ownType** entity is derived from [message](m.md). **ownType** is the base type for [a](a.md).";
        assert_eq!(
            read(both),
            (vec!["message".to_owned()], vec!["a".to_owned()], false)
        );
        assert_eq!(read("Supported derived types:"), (vec![], vec![], true));
        assert_eq!(
            read("Resources that derive from **ownType** include:"),
            (vec![], vec![], true)
        );
    }

    #[test]
    fn prose_that_is_about_something_else() {
        for paragraph in [
            "Properties that are derived from descendants (like **childCount**).",
            "Contains properties and inherited properties for web apps.",
            "Individual per-platform compliance policies inherit from here.",
            "The scope from which the [assignment](x.md) is inherited.",
            "All the controls inherit from [control](control.md).",
            "Every setting is derived from [setting](setting.md).",
        ] {
            assert_eq!(read(paragraph), (vec![], vec![], false), "{paragraph}");
        }
    }
}
