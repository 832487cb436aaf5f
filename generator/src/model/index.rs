//! Which type a name on a page means.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::full_names::Mentions;
use crate::model::spellings::{Spellings, uncapitalized};
use crate::model::{ROOT_NAMESPACE, ROOT_TYPE, TypeRef};
use crate::page::{
    EnumFacts, EnumMember, Page, Primitive, PropertyFacts, ResourceFacts, TypeFacts, TypeName,
};
use crate::source::SourceMap;

/// The names of one version: what is documented, and how pages refer to it.
///
/// Pages spell names in changing case, with and without namespace, and link to files whose title may be an
/// alias; a name is therefore looked up by its last part in lower case.
pub(super) struct Index {
    /// By qualified name in lower case: the name as documented, and whether it is an enumeration.
    names: BTreeMap<String, (String, bool)>,
    /// By last part in lower case: qualified names in lower case.
    by_short: BTreeMap<String, BTreeSet<String>>,
    /// By title in lower case where the annotation names another type.
    aliases: BTreeMap<String, String>,
    /// By file stem in lower case: qualified name in lower case.
    by_stem: BTreeMap<String, String>,
    /// By the names of the members in lower case, sorted: the enumerations that have just these.
    by_members: BTreeMap<Vec<String>, BTreeSet<String>>,
}

/// The rows of a page that can name a type: of its tables of properties, its JSON representations and its bodies.
pub(super) fn rows(page: &Page) -> impl Iterator<Item = &PropertyFacts> {
    let of_resources = page
        .resources
        .iter()
        .flat_map(|resource| resource.properties.iter().chain(&resource.shown));
    of_resources.chain(
        page.operations
            .iter()
            .flat_map(|operation| &operation.body.properties),
    )
}

/// The names of types that a page mentions in type cells and in sentences about bases.
pub(super) fn mentioned(page: &Page) -> impl Iterator<Item = &str> {
    let bases = page.resources.iter().flat_map(|resource| &resource.bases);
    let in_cells = rows(page).filter_map(|row| row.ty.named());
    in_cells.chain(bases.map(|base| base.name.value.as_str()))
}

fn member_key(members: &[EnumMember]) -> Vec<String> {
    let mut names: Vec<String> = members
        .iter()
        .map(|member| member.name.value.to_lowercase())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The part behind the last dot.
pub(super) fn short_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The namespace that a page declares, or the root.
pub(super) fn namespace(page: &Page) -> &str {
    page.namespace
        .as_ref()
        .map_or(ROOT_NAMESPACE, |namespace| namespace.value.trim_end_matches('.'))
}

/// Joins a namespace and a name that may already be qualified.
fn qualify(namespace: &str, name: &str) -> String {
    let name = name.trim_start_matches('#');
    if name.contains('.') {
        name.to_owned()
    } else {
        format!("{namespace}.{name}")
    }
}

impl Index {
    /// Collects the names that the pages document.
    pub(super) fn new(sources: &SourceMap, pages: &[&Page], sink: &mut Sink) -> Self {
        let mut index = Self {
            names: BTreeMap::new(),
            by_short: BTreeMap::new(),
            aliases: BTreeMap::new(),
            by_stem: BTreeMap::new(),
            by_members: BTreeMap::new(),
        };
        let titles: BTreeSet<String> = pages
            .iter()
            .flat_map(|page| page.resources.iter().map(|r| title_name(page, r).to_lowercase()))
            .collect();
        let spellings = Spellings::new(pages);
        // Enumeration pages first: a resource page about the same name adds nothing to what the name means.
        for page in pages {
            for facts in &page.enums {
                let name = qualify(namespace(page), spellings.of(page, &facts.name.value));
                index.add(&name, true);
                index
                    .by_members
                    .entry(member_key(&facts.members))
                    .or_default()
                    .insert(name.to_lowercase());
                if facts.section.is_none() {
                    // Pages come newest first.
                    index
                        .by_stem
                        .entry(sources.file(page.file).stem().to_lowercase())
                        .or_insert_with(|| name.to_lowercase());
                }
            }
        }
        let mentions = Mentions::new(pages);
        for page in pages {
            for resource in &page.resources {
                let title = qualify(namespace(page), spellings.of(page, &resource.name.value));
                let full = mentions.of(sources, page, resource);
                let name = index.name_of(resource, title, full, &titles, sink);
                index.add(&name, false);
                index
                    .by_stem
                    .entry(sources.file(page.file).stem().to_lowercase())
                    .or_insert_with(|| name.to_lowercase());
            }
        }
        // Pages of every namespace name it as their base, whether it has a page or not.
        index.add(ROOT_TYPE, false);
        for page in pages {
            for row in rows(page) {
                index.add_listed(page, row);
            }
        }
        index
    }

    /// The name of a type that its title, its annotation and `full`, a longer name that others use, give; where the
    /// title is another, it becomes an alias.
    fn name_of(
        &mut self,
        resource: &ResourceFacts,
        title: String,
        full: Option<&str>,
        titles: &BTreeSet<String>,
        sink: &mut Sink,
    ) -> String {
        let annotated = resource.annotated_name.as_ref();
        let annotated_name = annotated.map(|name| qualify(ROOT_NAMESPACE, &name.value));
        let agrees = annotated_name
            .as_ref()
            .is_none_or(|name| short_name(name).eq_ignore_ascii_case(short_name(&title)));
        let name = match (full, annotated_name.zip(annotated)) {
            (Some(full), _) if agrees => {
                let (namespace, _) = title.rsplit_once('.').unwrap_or((ROOT_NAMESPACE, ""));
                qualify(namespace, full)
            }
            (_, None) => return title,
            (_, Some((name, _))) if agrees => return spelled(&name, &title),
            (_, Some((name, annotated))) if titles.contains(&name.to_lowercase()) => {
                sink.push(
                    Diagnostic::new(
                        Code::AnnotationMismatch,
                        annotated.span,
                        format!("the annotation names `{name}`, which another page documents"),
                    )
                    .label(resource.name.span, "the title was taken for the type's name"),
                );
                return title;
            }
            (_, Some((name, _))) => name,
        };
        self.aliases.insert(title.to_lowercase(), name.to_lowercase());
        name
    }

    /// A type that only the values in a description document is an enumeration.
    fn add_listed(&mut self, page: &Page, row: &PropertyFacts) {
        let TypeName::Named { name, link } = &row.ty.name else {
            return;
        };
        if row.values.is_empty() || self.find(name, link.as_deref(), namespace(page)).is_some() {
            return;
        }
        let name = qualify(namespace(page), name);
        self.add(&name, true);
        self.by_members
            .entry(member_key(&row.values))
            .or_default()
            .insert(name.to_lowercase());
    }

    /// The enumeration that a row means whose type cell says only `Enumeration`: the one with just these
    /// members, and of several the one whose name ends like the property's.
    pub(super) fn enumeration_of(&self, row: &PropertyFacts) -> Option<String> {
        let candidates = self
            .by_members
            .get(&member_key(&row.values))
            .filter(|_| !row.values.is_empty())?;
        let property = row.name.value.to_lowercase();
        let key = candidates
            .iter()
            .find(|key| key.ends_with(&property))
            .or_else(|| candidates.first())?;
        self.names.get(key).map(|(name, _)| name.clone())
    }

    fn add(&mut self, name: &str, is_enum: bool) {
        let key = name.to_lowercase();
        self.by_short
            .entry(short_name(&key).to_owned())
            .or_default()
            .insert(key.clone());
        self.names
            .entry(key)
            .or_insert_with(|| (name.to_owned(), is_enum));
    }

    /// Adds a type that is known from an API page alone, and returns its name as first spelled.
    pub(super) fn qualified_or_new(&self, name: &str, link: Option<&str>, namespace: &str) -> String {
        self.find(name, link, namespace)
            .unwrap_or_else(|| qualify(namespace, name))
    }

    /// The qualified name, as documented, that a resource page is about.
    pub(super) fn of_resource(&self, page: &Page, resource: &ResourceFacts) -> String {
        let title = title_name(page, resource).to_lowercase();
        let annotated = resource
            .annotated_name
            .as_ref()
            .map(|name| qualify(ROOT_NAMESPACE, &name.value).to_lowercase());
        let key = match (self.aliases.get(&title), annotated) {
            (Some(name), _) => name.clone(),
            (None, Some(annotated)) if short_name(&annotated) == short_name(&title) => annotated,
            _ => title,
        };
        self.names.get(&key).map_or(key, |(name, _)| name.clone())
    }

    /// The qualified name of an enumeration of a page.
    pub(super) fn of_enum(&self, page: &Page, facts: &EnumFacts) -> String {
        let key = qualify(namespace(page), &facts.name.value).to_lowercase();
        self.names.get(&key).map_or(key, |(name, _)| name.clone())
    }

    /// Whether a qualified name is that of a documented enumeration.
    pub(super) fn is_enum(&self, name: &str) -> bool {
        self.names
            .get(&name.to_lowercase())
            .is_some_and(|(_, is_enum)| *is_enum)
    }

    /// The type that the page of a file stem documents.
    pub(super) fn of_stem(&self, stem: &str) -> Option<&str> {
        let key = self.by_stem.get(&stem.to_lowercase())?;
        self.names.get(key).map(|(name, _)| name.as_str())
    }

    /// The documented name that `name` means on a page of `namespace`.
    ///
    /// A name with a namespace is looked up as it is. Of several types with one last part the one in the
    /// page's namespace is meant, then the one that the link leads to, then the one in the root namespace. A link
    /// whose text is the last words of its target's name leads to what is meant, `[message](chatmessage.md)`, even
    /// where the page's namespace has a type of just that name: pages shorten five such names, and never err.
    pub(super) fn find(&self, name: &str, link: Option<&str>, namespace: &str) -> Option<String> {
        let key = name.trim_start_matches('#').to_lowercase();
        let documented = |key: &str| self.names.get(key).map(|(name, _)| name.clone());
        if let Some(found) = documented(&key) {
            return Some(found);
        }
        let short = short_name(&key);
        let linked = link.and_then(|link| self.by_stem.get(&link.to_lowercase()));
        if let Some(linked) = linked.and_then(|linked| documented(linked))
            && is_shortened(short, short_name(&linked))
        {
            return Some(linked);
        }
        let mut candidates = vec![format!("{}.{short}", namespace.to_lowercase())];
        candidates.extend(linked.filter(|linked| short_name(linked) == short).cloned());
        candidates.push(format!("{ROOT_NAMESPACE}.{short}"));
        for candidate in &candidates {
            let candidate = self.aliases.get(candidate).unwrap_or(candidate);
            if let Some(found) = documented(candidate) {
                return Some(found);
            }
        }
        if let Some(of_short) = self.by_short.get(short) {
            let only = of_short.iter().next().filter(|_| of_short.len() == 1)?;
            return documented(only);
        }
        self.find_loosely(short, link)
    }

    /// A name that no page documents may be a word for a type: `[tab](teamstab.md)` is what the page of the link
    /// documents, and the plural in "a collection of **secureScores** objects" is its singular.
    fn find_loosely(&self, short: &str, link: Option<&str>) -> Option<String> {
        let linked = || {
            // Without a link, the name may be that of the file.
            let stem = link.map_or_else(|| short.to_owned(), str::to_lowercase);
            let key = self.by_stem.get(&stem)?;
            // Pages such as `enums.md` document many names.
            let one = short.strip_suffix('s').unwrap_or(short);
            let is_own = short_name(key).contains(one) || stem.contains(one);
            is_own.then_some(key)
        };
        let singular = || {
            let of_short = self.by_short.get(short.strip_suffix('s')?)?;
            of_short.iter().next().filter(|_| of_short.len() == 1)
        };
        let key = linked().or_else(singular)?;
        self.names.get(key).map(|(name, _)| name.clone())
    }

    /// What a type cell of a page means. A type that no page documents keeps the name that the cell gives it.
    pub(super) fn type_ref(&self, facts: &TypeFacts, page_namespace: &str) -> TypeRef {
        match &facts.name {
            TypeName::Primitive(primitive) => TypeRef::Primitive(*primitive),
            TypeName::Named { name, link } => {
                let found = self
                    .find(name, link.as_deref(), page_namespace)
                    .unwrap_or_else(|| qualify(page_namespace, name));
                if self.is_enum(&found) {
                    TypeRef::Enum(found)
                } else {
                    TypeRef::Type(found)
                }
            }
            TypeName::Enumeration => TypeRef::Primitive(Primitive::String),
            TypeName::Union(_) | TypeName::Unknown(_) => TypeRef::Primitive(Primitive::Untyped),
        }
    }
}

/// Whether a word in lower case is the last words of a longer name: `message` of `chatMessage`, not `tag` of `hashtag`.
fn is_shortened(word: &str, name: &str) -> bool {
    let end = name.len().checked_sub(word.len()).filter(|&start| start > 0);
    end.and_then(|start| name.get(start..)).is_some_and(|end| {
        end.starts_with(|first: char| first.is_ascii_uppercase()) && end.eq_ignore_ascii_case(word)
    })
}

/// The qualified name that title and namespace line give.
fn title_name(page: &Page, resource: &ResourceFacts) -> String {
    qualify(namespace(page), &resource.name.value)
}

/// One spelling of a name on which title and annotation agree but for case.
///
/// The annotation knows the namespace but is often written in lower case throughout; titles begin with a
/// capital now and then, which no type of the service does where the annotation begins with a small letter.
fn spelled(annotated: &str, title: &str) -> String {
    let (namespace, short) = annotated.rsplit_once('.').unwrap_or((ROOT_NAMESPACE, annotated));
    // Where the namespaces differ in case only, the namespace line is right.
    let title_namespace = title
        .rsplit_once('.')
        .map_or(ROOT_NAMESPACE, |(namespace, _)| namespace);
    let namespace = if namespace.eq_ignore_ascii_case(title_namespace) {
        title_namespace
    } else {
        namespace
    };
    if short.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return format!("{namespace}.{short}");
    }
    format!("{namespace}.{}", uncapitalized(short_name(title)))
}
