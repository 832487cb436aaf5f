//! The enumerations: names and documentation of their variants.

use crate::model::{Member, Property};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::docs::{DocsPlan, Sentence};
use crate::resolve::plan::ids::{ItemId, ModuleId};
use crate::resolve::plan::models::{EnumPlan, VariantPlan};
use crate::resolve::types::registry::EnumEntry;

/// A documented enumeration.
pub(in crate::resolve) fn of_entry(docs: &Docs<'_, '_>, entry: &EnumEntry<'_>) -> EnumPlan {
    let Variants { listed, unrecognized } = Variants::of(docs, &entry.enumeration.members);
    EnumPlan {
        name: entry.name.clone(),
        module: entry.file,
        docs: docs.of_enum(entry),
        flags: entry.enumeration.flags,
        variants: listed,
        unrecognized,
    }
}

/// The enumeration of a list of values of a property of `of`.
pub(in crate::resolve) fn of_values(
    docs: &Docs<'_, '_>,
    module: ModuleId,
    name: &str,
    of: ItemId,
    property: &Property,
) -> EnumPlan {
    let what = Sentence::PropertyValues {
        property: property.name.clone(),
        of,
    };
    let Variants { listed, unrecognized } = Variants::of(docs, &property.values);
    EnumPlan {
        name: name.to_owned(),
        module,
        docs: DocsPlan::new(Vec::new(), what),
        flags: property.flags,
        variants: listed,
        unrecognized,
    }
}

/// The variants of an enumeration.
struct Variants {
    /// Those of its members.
    listed: Vec<VariantPlan>,
    /// The name of the one for values that are not known.
    unrecognized: String,
}

impl Variants {
    fn of(docs: &Docs<'_, '_>, members: &[Member]) -> Self {
        let mut names = UniqueNames::of(Scope::Variants);
        let variant = |names: &mut UniqueNames, member: &Member| VariantPlan {
            name: names.take(&names::pascal(&member.name)),
            json: member.name.clone(),
            docs: docs.member(member),
            deprecated: member.deprecated.clone(),
            example_only: member.example_only,
        };
        let (example_only, listed): (Vec<&Member>, Vec<&Member>) =
            members.iter().partition(|member| member.example_only);
        let listed = listed.into_iter().map(|member| variant(&mut names, member));
        let mut listed: Vec<VariantPlan> = listed.collect();
        // Members that only examples show get their names last, so that they do not change the name of another variant.
        let unrecognized = names.take("Unrecognized");
        listed.extend(example_only.into_iter().map(|member| variant(&mut names, member)));
        Self { listed, unrecognized }
    }
}
