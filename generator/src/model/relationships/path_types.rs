//! Types that only the file names of API pages show.
//!
//! An API page is named after the type whose relationship it is about: `conditionalaccessroot-list-policies.md`
//! documents `GET /identity/conditionalAccess/policies`, so what stands at `/identity/conditionalAccess` is a
//! *conditionalAccessRoot* with the relationship *policies*, though no page documents that type. The name is
//! believed where the path ends with the very relationship that the file name ends with.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{PageName, PathTemplate, Segment, TypeName, short_name, singular};
use crate::graph::{capitalized, uncapitalized};
use crate::markdown::{Passage, Text};
use crate::model::names::index::{Index, namespace};
use crate::model::store::Input;
use crate::model::types::TypeTable;
use crate::model::{Operation, Type};
use crate::page::Page;
use crate::span::{FileId, Span};

/// Words that stand between the type and the relationship in the name of a file.
const VERBS: &[&str] = &["list", "post", "get"];

/// The name of the type that stands before the end of the paths of a page.
#[derive(Clone, Debug)]
pub(in crate::model) enum Owner {
    /// A documented type.
    Documented(TypeName),
    /// A type that no page documents.
    FileNameOnly(Undocumented),
}

/// A type that no page documents.
#[derive(Clone, Debug)]
pub(in crate::model) struct Undocumented {
    /// The namespace of the page.
    namespace: String,
    /// The name, in the lower case of file names.
    name: String,
    /// The name as the title spells it: `cloudCommunications: getPresencesByUserId`.
    titled: Option<String>,
}

impl Undocumented {
    /// The name, in the lower case of file names.
    pub(in crate::model) fn name(&self) -> &str {
        &self.name
    }
}

/// What the file names of API pages say of the types before the ends of their paths.
pub(in crate::model) struct Containers {
    by_page: BTreeMap<FileId, (Owner, String)>,
}

impl Containers {
    /// Reads the file names of the pages of one version.
    pub(in crate::model) fn new(input: &Input<'_>) -> Self {
        let Input {
            sources,
            index,
            pages,
            ..
        } = input;
        let with_operations = pages.iter().filter(|page| !page.operations().is_empty());
        let by_page = with_operations
            .filter_map(|page| {
                let name = sources.file(page.file).page_name();
                Some((page.file, read(index, page, &name)?))
            })
            .collect();
        Self { by_page }
    }

    /// The type before the last segment of a path of an operation; `None` if the file name and the path have different
    /// ends.
    pub(in crate::model) fn owner(&self, operation: &Operation, template: &PathTemplate) -> Option<&Owner> {
        let (owner, member) = self.by_page.get(&operation.page)?;
        let (Segment::Literal(last) | Segment::Function { name: last, .. }) = template.segments.last()?
        else {
            return None;
        };
        last.eq_ignore_ascii_case(member).then_some(owner)
    }
}

/// Takes the name of a page apart into the type and its member.
fn read(index: &Index, page: &Page, name: &PageName) -> Option<(Owner, String)> {
    let (head, member, titled) = by_verb(name).or_else(|| by_title(page, name))?;
    let known = index
        .find(head.as_str(), None, namespace(page))
        .or_else(|| index.of_page(&head).cloned());
    if let Some(known) = known {
        let is_type = !index.is_enum(&known);
        return is_type.then_some((Owner::Documented(known), member));
    }
    let owner = Undocumented {
        namespace: namespace(page).to_owned(),
        name: undocumented(index, page, &head)?,
        titled,
    };
    Some((Owner::FileNameOnly(owner), member))
}

/// `externalconnectors-external-post-connections`: the type, and what stands behind the verb.
fn by_verb(name: &PageName) -> Option<(PageName, String, Option<String>)> {
    let is_verb = |part: &str| VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(part));
    let (head, member) = name.around(is_verb)?;
    Some((head, member.parts().collect(), None))
}

/// `cloudcommunications-getpresencesbyuserid`, where the title is `cloudCommunications: getPresencesByUserId`.
fn by_title(page: &Page, name: &PageName) -> Option<(PageName, String, Option<String>)> {
    let title = &page.title.value;
    let (owner, [member]) = (title.subject.as_deref()?, title.words.as_slice()) else {
        return None;
    };
    let is_name = owner.starts_with(|c: char| c.is_ascii_lowercase())
        && owner.chars().all(|c| c.is_ascii_alphanumeric())
        && member.chars().all(|c| c.is_ascii_alphanumeric());
    let (head, last) = name.split_last()?;
    let agrees = head == PageName::new(owner) && last.eq_ignore_ascii_case(member);
    (is_name && agrees).then(|| (head, last.to_owned(), Some(owner.to_owned())))
}

/// The type at the start of the name of a page, without the page's sub-namespace. `None` if a part of it is the name of a
/// documented type or of a page: such a name is not made of a type and a relationship.
fn undocumented(index: &Index, page: &Page, head: &PageName) -> Option<String> {
    let mut parts = head.parts();
    let name = match (parts.next()?, parts.next(), parts.next()) {
        (name, None, _) => name,
        (first, Some(name), None) => {
            let area = short_name(namespace(page));
            first.eq_ignore_ascii_case(area).then_some(name)?
        }
        _ => return None,
    };
    let is_free =
        index.find(name, None, namespace(page)).is_none() && index.of_page(&PageName::new(name)).is_none();
    (is_free && name.chars().all(|c| c.is_ascii_alphanumeric())).then(|| name.to_ascii_lowercase())
}

/// The name of a type as the service spells it. The file name has it in lower case; the segment where the type stands,
/// in singular or plural, has the capitals: `conditionalaccessroot` at `conditionalAccess` is *conditionalAccessRoot*. What
/// it leaves of the name may be the segment before it: `rosteddutygroup` at `rostedDuty/group` is *rostedDutyGroup*.
fn spelled(name: &str, segments: &[&str]) -> String {
    let found = segments.split_last().and_then(|(segment, before)| {
        spelled_by(name, segment, before).or_else(|| spelled_by(name, &singular(segment), before))
    });
    found.unwrap_or_else(|| name.to_owned())
}

/// `before`: the segments before this one.
fn spelled_by(name: &str, segment: &str, before: &[&str]) -> Option<String> {
    let lower = segment.to_ascii_lowercase();
    if let Some(rest) = name.strip_prefix(&lower) {
        return Some(format!("{}{}", uncapitalized(segment), capitalized(rest)));
    }
    let rest = name.strip_suffix(&lower)?;
    let holder = before.last().filter(|holder| holder.eq_ignore_ascii_case(rest));
    let rest = holder.map_or_else(|| rest.to_owned(), |holder| uncapitalized(holder));
    Some(format!("{rest}{}", capitalized(segment)))
}

/// Adds the type that stands at the last of these segments, once, and returns its name.
pub(in crate::model) fn declare(
    owner: &Undocumented,
    segments: &[&str],
    operation: &Operation,
    span: Span,
    types: &mut TypeTable,
) -> TypeName {
    let short = owner.titled.clone();
    let short = short.unwrap_or_else(|| spelled(&owner.name, segments));
    let segment = segments.last().copied().unwrap_or_default();
    let name = TypeName::qualify(&owner.namespace, &short);
    let description = format!("What stands at `{segment}` in the paths of requests.");
    types.get_or_insert(Type {
        entity: true,
        description: Passage::of_text(&Text::parse(&description, span)),
        ..Type::new(name.clone(), operation.version, span)
    });
    name
}

/// Reports the types that file names added, once their relationships are known. A type is removed if it has no
/// properties and no property leads to it.
pub(in crate::model) fn report_added(
    declared: &BTreeSet<TypeName>,
    types: &mut TypeTable,
    sink: &mut Diagnostics,
) {
    let used: BTreeSet<TypeName> = types
        .iter()
        .flat_map(|ty| &ty.properties)
        .filter_map(|property| property.ty.item.type_name().cloned())
        .collect();
    for name in declared {
        let Some(ty) = types.get(name) else { continue };
        if ty.properties.is_empty() && !used.contains(name) {
            types.remove(name);
            continue;
        }
        let text = format!(
            "what stands before the end of this path is a `{}` by the name of the page",
            ty.name
        );
        sink.push(
            Diagnostic::new(Code::FileNameOnly, ty.span, text)
                .help("no page documents that type; its relationships are those that paths show"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_spells_the_name() {
        for (name, segment, expected) in [
            (
                "conditionalaccessroot",
                "conditionalAccess",
                "conditionalAccessRoot",
            ),
            ("identitycontainer", "identity", "identityContainer"),
            ("appcatalogs", "appCatalogs", "appCatalogs"),
            (
                "informationprotection",
                "InformationProtection",
                "informationProtection",
            ),
            ("cloudcommunications", "communications", "cloudCommunications"),
            ("policyroot", "policies", "policyRoot"),
            ("managedtenant", "managedTenants", "managedTenant"),
            ("reportroot", "reports", "reportRoot"),
            ("tenantroot", "reports", "tenantroot"),
        ] {
            assert_eq!(spelled(name, &["root", segment]), expected);
        }
        let by_two = |segments: &[&str]| spelled("rosteddutygroup", segments);
        assert_eq!(by_two(&["crew", "rostedDuty", "group"]), "rostedDutyGroup");
        assert_eq!(by_two(&["crew", "duty", "group"]), "rosteddutyGroup");
    }

    #[test]
    fn file_names_are_cut_at_the_verb() {
        let cut = |name: &str| {
            let (head, member, _) = by_verb(&PageName::new(name))?;
            Some((head.to_string(), member))
        };
        assert_eq!(
            cut("externalconnectors-external-post-connections"),
            Some(("externalconnectors-external".to_owned(), "connections".to_owned()))
        );
        assert_eq!(
            cut("directory-list-deleted-items"),
            Some(("directory".to_owned(), "deleteditems".to_owned()))
        );
        assert_eq!(cut("user-get"), None);
        assert_eq!(cut("driveitem-listchildren"), None);
    }
}
