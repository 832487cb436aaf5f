//! Which type a name on a page means.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{
    PageName, ROOT_NAMESPACE, TypeName, ends_with_ignore_case, short_name, singular, uncapitalized,
};
use crate::model::names::full_names::TypeMentions;
use crate::model::names::linked_namespaces::{LinkedNamespaces, is_meant};
use crate::model::names::mentions::{TypedRow, annotated, rows};
pub(in crate::model) use crate::model::names::namespaces::namespace;
use crate::model::names::shown_names::ShownNames;
use crate::model::names::type_name_spelling::{TypeNameSpelling, is_shortened, spelled};
use crate::model::names::{NameKind, namespaces::Namespaces};
use crate::model::{TypeRef, ValueType};
use crate::page::{self, EnumFacts, EnumMember, Page, PropertyFacts, ResourceFacts, TypeFacts};
use crate::source::SourceMap;

/// The names of one version: what is documented, and how pages refer to it.
///
/// Pages write names in changing case, with and without namespace, and link to files whose title may be an
/// alias; a name is therefore looked up by its last part.
pub(in crate::model) struct Index {
    namespaces: Namespaces,
    /// The names as documented.
    names: BTreeMap<TypeName, NameKind>,
    /// By last part.
    by_short: BTreeMap<Ascii<String>, BTreeSet<TypeName>>,
    /// By title where the annotation names another type.
    aliases: BTreeMap<TypeName, TypeName>,
    /// By file stem.
    by_page: BTreeMap<PageName, TypeName>,
    /// By last part: the names that examples are annotated with, whether a page documents them or not.
    annotated: BTreeMap<Ascii<String>, TypeName>,
    shown: ShownNames,
    linked_namespaces: LinkedNamespaces,
    /// By the names of the members, sorted: the enumerations that have just these.
    by_members: BTreeMap<Vec<Ascii<String>>, BTreeSet<TypeName>>,
}

fn member_key(members: &[EnumMember]) -> Vec<Ascii<String>> {
    let mut names: Vec<Ascii<String>> = members
        .iter()
        .map(|member| Ascii::new(member.name.value.clone()))
        .collect();
    names.sort();
    names.dedup();
    names
}

impl Index {
    /// Collects the names that the pages document.
    pub(in crate::model) fn new(sources: &SourceMap, pages: &[&Page], sink: &mut Diagnostics) -> Self {
        let mut index = Self {
            namespaces: Namespaces::new(sources, pages),
            names: BTreeMap::new(),
            by_short: BTreeMap::new(),
            aliases: BTreeMap::new(),
            by_page: BTreeMap::new(),
            annotated: BTreeMap::new(),
            shown: ShownNames::new(pages),
            linked_namespaces: LinkedNamespaces::default(),
            by_members: BTreeMap::new(),
        };
        let titles: BTreeSet<TypeName> = pages
            .iter()
            .flat_map(|page| page.types().map(|resource| index.title_name(page, resource)))
            .collect();
        let page_name = |page: &Page| sources.file(page.file).page_name();
        let spelling = TypeNameSpelling::new(pages);
        // Enumeration pages first: a resource page about the same name adds nothing to what the name means.
        for page in pages {
            for facts in page.enums() {
                let name = TypeName::qualify(index.namespaces.of(page), spelling.of(page, &facts.name.value));
                index.add(&name, NameKind::Enumeration);
                index
                    .by_members
                    .entry(member_key(&facts.members))
                    .or_default()
                    .insert(name.clone());
                if facts.section.is_none() {
                    // Pages come newest first.
                    index.by_page.entry(page_name(page)).or_insert(name);
                }
            }
        }
        let mentions = TypeMentions::new(pages);
        for page in pages {
            if let Some(resource) = page.resource() {
                let title =
                    TypeName::qualify(index.namespaces.of(page), spelling.of(page, &resource.name.value));
                let full = mentions.of(sources, page, resource);
                let is_of_file = PageName::new(title.short()) == page_name(page);
                let name = index.name_of(resource, title, is_of_file, full, &titles, sink);
                index.add(&name, NameKind::Type);
                index.by_page.entry(page_name(page)).or_insert(name);
            }
        }
        for page in pages.iter().filter(|page| page.resource().is_none()) {
            for described in page.types() {
                let name = index.of_resource(page, described);
                index.add(&name, NameKind::Type);
            }
        }
        for name in pages.iter().copied().flat_map(annotated) {
            let name = TypeName::qualify(ROOT_NAMESPACE, name);
            let short = Ascii::new(name.short().to_owned());
            index.annotated.entry(short).or_insert(name);
        }
        index.linked_namespaces = LinkedNamespaces::new(index.names.keys());
        // Pages of every namespace name it as their base, whether it has a page or not.
        index.add(&TypeName::root(), NameKind::Type);
        for page in pages {
            for row in rows(page) {
                index.add_listed(page, row);
            }
        }
        index
    }

    /// The name of a type by its title, its annotation and `full`, a longer name that other pages use. A title that
    /// differs from this name becomes an alias. `is_of_file`: whether the file has the name of the title; an annotation with
    /// quite another name is a copy then.
    fn name_of(
        &mut self,
        resource: &ResourceFacts,
        title: TypeName,
        is_of_file: bool,
        full: Option<&str>,
        titles: &BTreeSet<TypeName>,
        sink: &mut Diagnostics,
    ) -> TypeName {
        let annotated = resource.annotated_name.as_ref();
        let annotated_name = annotated.map(|name| TypeName::qualify(ROOT_NAMESPACE, &name.value));
        let agrees = annotated_name
            .as_ref()
            .is_none_or(|name| name.has_short_name(title.short()));
        let name = match (full, annotated_name.zip(annotated)) {
            (Some(full), _) if agrees => TypeName::qualify(title.namespace(), full),
            (_, None) => return title,
            (_, Some((name, _))) if agrees => return spelled(&name, &title),
            (_, Some((name, annotated)))
                if titles.contains(&name) || is_of_file && !ends_with_ignore_case(&name, title.short()) =>
            {
                let known = match titles.contains(&name) {
                    true => "which another page documents",
                    false => "and the file has the name of the title",
                };
                let message = format!("the annotation names `{name}`, {known}");
                sink.push(
                    Diagnostic::new(Code::AnnotationMismatch, annotated.span, message)
                        .label(resource.name.span, "the title was taken for the type's name"),
                );
                return title;
            }
            (_, Some((name, _))) => name,
        };
        self.aliases.insert(title, name.clone());
        name
    }

    /// A type that only the values in a description document is an enumeration.
    fn add_listed(&mut self, page: &Page, row: TypedRow<'_>) {
        let page::SpelledType::Named { name, link } = &row.ty.name else {
            return;
        };
        if row.values.is_empty() || self.find(name, link.as_deref(), namespace(page)).is_some() {
            return;
        }
        let name = TypeName::qualify(namespace(page), name);
        self.add(&name, NameKind::Enumeration);
        self.by_members
            .entry(member_key(row.values))
            .or_default()
            .insert(name);
    }

    /// The enumeration of a row whose type cell says only `Enumeration`: the one with exactly these members; if there
    /// are several, the one whose name ends like the property's.
    pub(in crate::model) fn enumeration_of(&self, row: &PropertyFacts) -> Option<TypeName> {
        let key = member_key(&row.values);
        let candidates = self.by_members.get(&key).filter(|_| !key.is_empty())?;
        let found = candidates
            .iter()
            .find(|name| ends_with_ignore_case(name, &row.name.value))
            .or_else(|| candidates.first())?;
        self.documented(found).cloned()
    }

    fn add(&mut self, name: &TypeName, kind: NameKind) {
        self.by_short
            .entry(Ascii::new(name.short().to_owned()))
            .or_default()
            .insert(name.clone());
        self.names.entry(name.clone()).or_insert(kind);
    }

    /// The documented spelling of a name. The case of the given name does not matter.
    fn documented(&self, name: &TypeName) -> Option<&TypeName> {
        self.names.get_key_value(name).map(|(name, _)| name)
    }

    /// A name as it is documented, or as it is given where no page documents it.
    fn as_documented(&self, name: TypeName) -> TypeName {
        self.documented(&name).cloned().unwrap_or(name)
    }

    /// The documented name that `name` means, or the name itself in the namespace of the page. All types of the service begin
    /// with a small letter, so one that no page documents does, too: "an updated `[DriveItem](…)`". The files of pages about
    /// types of another namespace than the root have its name, so that `user.md` is about a type of the root.
    pub(in crate::model) fn qualified_or_new(
        &self,
        name: &str,
        link: Option<&str>,
        namespace: &str,
    ) -> TypeName {
        self.find(name, link, namespace)
            .or_else(|| self.annotated_as(name, link?))
            .or_else(|| self.shown.of(name))
            .unwrap_or_else(|| {
                let is_of_root = link.is_some_and(|stem| !stem.contains('-'));
                let annotated = self.annotated.get(&Ascii::new(short_name(name).to_owned()));
                let linked = link.and_then(|link| self.linked_namespaces.of(name, link, annotated));
                let namespace = match linked {
                    Some(linked) => linked,
                    None if is_of_root => ROOT_NAMESPACE,
                    None => namespace,
                };
                let name = TypeName::qualify(namespace, name);
                let short = name.short();
                let is_word = short
                    .chars()
                    .nth(1)
                    .is_some_and(|second| second.is_ascii_lowercase());
                match is_word {
                    true => TypeName::new(format!("{}.{}", name.namespace(), uncapitalized(short))),
                    false => name,
                }
            })
    }

    /// The name that an example is annotated with, where a link that has its last words leads to a page of that name,
    /// which is missing: `[Range](../resources/workbookrange.md)`, `microsoft.graph.workbookRange`.
    fn annotated_as(&self, name: &str, link: &str) -> Option<TypeName> {
        let annotated = self.annotated.get(&Ascii::new(link.to_owned()))?;
        let is_meant =
            is_shortened(name, annotated.short()) && self.named_by_page(&PageName::new(link)).is_none();
        is_meant.then(|| annotated.clone())
    }

    /// The qualified name, as documented, that a resource page is about.
    pub(in crate::model) fn of_resource(&self, page: &Page, resource: &ResourceFacts) -> TypeName {
        let title = self.title_name(page, resource);
        let annotated = resource
            .annotated_name
            .as_ref()
            .map(|name| TypeName::qualify(ROOT_NAMESPACE, &name.value));
        self.as_documented(match (self.aliases.get(&title), annotated) {
            (Some(name), _) => name.clone(),
            (None, Some(annotated)) if annotated.has_short_name(title.short()) => annotated,
            _ => title,
        })
    }

    /// The qualified name that title and namespace line give.
    fn title_name(&self, page: &Page, resource: &ResourceFacts) -> TypeName {
        TypeName::qualify(self.namespaces.of(page), &resource.name.value)
    }

    /// The qualified name of an enumeration of a page.
    pub(in crate::model) fn of_enum(&self, page: &Page, facts: &EnumFacts) -> TypeName {
        self.as_documented(TypeName::qualify(self.namespaces.of(page), &facts.name.value))
    }

    /// Whether a qualified name is that of a documented enumeration.
    pub(in crate::model) fn is_enum(&self, name: &TypeName) -> bool {
        self.names.get(name) == Some(&NameKind::Enumeration)
    }

    /// The type that the page of a name documents.
    pub(in crate::model) fn of_page(&self, page: &PageName) -> Option<&TypeName> {
        self.documented(self.named_by_page(page)?)
    }

    fn named_by_page(&self, page: &PageName) -> Option<&TypeName> {
        self.by_page.get(page)
    }

    /// The one type with a last part.
    fn only_of_short(&self, short: &str) -> Option<&TypeName> {
        let of_short = self.by_short.get(&Ascii::new(short.to_owned()))?;
        of_short.first().filter(|_| of_short.len() == 1)
    }

    /// The documented name that `name` means on a page of `namespace`.
    ///
    /// A name with a namespace is looked up as it is. Where several types have one last part, these are tried in turn:
    /// the target of a link whose text is the last words of the target's name, `[message](chatmessage.md)`, since pages
    /// shorten five names so and never err; the type in the page's namespace; the target of any link; the type in the
    /// root namespace. Many pages are said to be of the root namespace and are not, so that the target of the link
    /// comes first there.
    pub(in crate::model) fn find(&self, name: &str, link: Option<&str>, namespace: &str) -> Option<TypeName> {
        let name = TypeName::parse(name);
        if let Some(found) = self.documented(&name) {
            return Some(found.clone());
        }
        let short = name.short();
        let linked = link.and_then(|link| self.named_by_page(&PageName::new(link)));
        if let Some(linked) = linked.and_then(|linked| self.documented(linked))
            && is_shortened(short, linked.short())
        {
            return Some(linked.clone());
        }
        let in_namespace = |namespace| TypeName::new(format!("{namespace}.{short}"));
        let linked = linked.filter(|linked| linked.has_short_name(short)).cloned();
        let mut candidates = [
            Some(in_namespace(namespace)),
            linked,
            Some(in_namespace(ROOT_NAMESPACE)),
        ];
        if namespace == ROOT_NAMESPACE {
            candidates.swap(0, 1);
        }
        for candidate in candidates.iter().flatten() {
            let candidate = self.aliases.get(candidate).unwrap_or(candidate);
            if let Some(found) = self.documented(candidate) {
                return Some(found.clone());
            }
        }
        if self.by_short.contains_key(&Ascii::new(short.to_owned())) {
            let only = self.only_of_short(short)?;
            let only = is_meant(only, link, namespace).then_some(only)?;
            return self.documented(only).cloned();
        }
        self.find_loosely(short, link)
    }

    /// A name that no page documents may be a word for a type: `[tab](teamstab.md)` is what the page of the link
    /// documents, and the plural in "a collection of **secureScores** objects" is its singular.
    fn find_loosely(&self, short: &str, link: Option<&str>) -> Option<TypeName> {
        let short = short.to_ascii_lowercase();
        let one = singular(&short);
        let linked = || {
            // Without a link, the name may be that of the page.
            let page = link.map_or_else(|| short.clone(), str::to_ascii_lowercase);
            let name = self.named_by_page(&PageName::new(page.as_str()))?;
            // Pages such as `enums.md` document many names.
            let is_own = name.short().to_ascii_lowercase().contains(&one) || page.contains(&one);
            is_own.then_some(name)
        };
        let of_plural = || self.only_of_short(&one);
        self.documented(linked().or_else(of_plural)?).cloned()
    }

    /// What the type cell of a row means. The cell can be a slip: the row of `source` names the type `contentStatus`, but
    /// lists exactly the members of `contentSource`, which is called like the property. Then the list is right.
    pub(in crate::model) fn type_of_row(&self, row: TypedRow<'_>, page_namespace: &str) -> TypeRef {
        let said = self.type_ref(row.ty, page_namespace);
        let TypeRef::Enum(name) = &said else { return said };
        if row.values.is_empty() {
            return said;
        }
        let one = singular(row.name);
        let words = [row.name, one.as_str()];
        let ends_so = |name: &TypeName| words.iter().any(|word| ends_with_ignore_case(name.short(), word));
        match self.by_members.get(&member_key(row.values)) {
            Some(listed) if !listed.contains(name) && !ends_so(name) => {
                let mut others = listed.iter().filter(|other| ends_so(other));
                let other = others.next().and_then(|other| self.documented(other));
                other.map_or(said, |other| TypeRef::Enum(other.clone()))
            }
            _ => said,
        }
    }

    /// What a type cell of a page means, and how many values it speaks of.
    pub(in crate::model) fn value_type(&self, facts: &TypeFacts, page_namespace: &str) -> ValueType {
        ValueType::new(self.type_ref(facts, page_namespace), facts.cardinality())
    }

    /// What a type cell of a page means. A type that no page documents keeps the name that the cell gives it.
    pub(in crate::model) fn type_ref(&self, facts: &TypeFacts, page_namespace: &str) -> TypeRef {
        match &facts.name {
            page::SpelledType::Primitive(primitive) => TypeRef::Primitive(*primitive),
            page::SpelledType::Named { name, link } => {
                let found = self.qualified_or_new(name, link.as_deref(), page_namespace);
                if self.is_enum(&found) {
                    TypeRef::Enum(found)
                } else {
                    TypeRef::Type(found)
                }
            }
            page::SpelledType::Enumeration => TypeRef::STRING,
            page::SpelledType::Union(_) | page::SpelledType::Unknown(_) => TypeRef::UNTYPED,
        }
    }
}
