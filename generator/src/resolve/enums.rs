//! The enumerations: names and documentation of their variants.

use crate::model::{Member, Property};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::docs::{DocsPlan, Sentence};
use crate::resolve::plan::models::{EnumPlan, VariantPlan};
use crate::resolve::plan::modules::{ItemId, ModuleId};

/// The enumeration of a list of values of a property of `of`.
pub(super) fn of_values(
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
    plan(
        docs,
        module,
        name,
        DocsPlan::new(Vec::new(), what),
        property.values.iter(),
    )
}

/// An enumeration of members.
pub(super) fn plan<'m>(
    docs: &Docs<'_, '_>,
    module: ModuleId,
    name: &str,
    of_enum: DocsPlan,
    members: impl Iterator<Item = &'m Member>,
) -> EnumPlan {
    let mut names = UniqueNames::of(Scope::Variants);
    let (example_only, listed): (Vec<&Member>, Vec<&Member>) =
        members.partition(|member| member.example_only);
    let variant = |names: &mut UniqueNames, member: &Member| VariantPlan {
        name: names.take(&names::pascal(&member.name)).0,
        json: member.name.clone(),
        docs: docs.member(member),
        deprecated: member.deprecated.clone(),
        example_only: member.example_only,
    };
    let listed = listed.into_iter();
    let mut variants: Vec<VariantPlan> = listed.map(|member| variant(&mut names, member)).collect();
    // Members that only examples show get their names last, so that they do not change the name of another variant.
    let unrecognized = names.take("Unrecognized").0;
    variants.extend(example_only.into_iter().map(|member| variant(&mut names, member)));
    EnumPlan {
        name: name.to_owned(),
        module,
        docs: of_enum,
        variants,
        unrecognized,
    }
}
