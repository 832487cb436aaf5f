//! Documentation of items: what the pages say, as rustdoc.

mod rustdoc;

use std::collections::BTreeMap;

use crate::graph::{PermissionFacts, Version};
use crate::model::{Member, Operation, Parameter, Passage, Property, item_mark};
use crate::resolve::permissions;
use crate::resolve::plan::{PermissionPlan, Scope, TypePath};
use crate::resolve::registry::{EnumEntry, Registry, TypeEntry, split};
use crate::source::{Folder, stem};
use crate::span::{FileId, Span};

pub(super) use self::rustdoc::{first_paragraph, plain};

/// Where the reference is published.
const SITE: &str = "https://learn.microsoft.com/graph/api";

/// Said of what only examples show.
const ONLY_SHOWN: &str = "Only examples in the documentation show it; no table lists it.";

/// The root of the site, from which the paths of links count.
const ROOT: &str = "https://learn.microsoft.com";

/// Writes the documentation of the items in one kind of module.
pub(super) struct Docs<'r, 'a> {
    registry: &'r Registry<'a>,
    scope: Scope,
    /// What the page of a stem in lower case documents.
    by_stem: BTreeMap<String, &'r TypePath>,
}

impl<'r, 'a> Docs<'r, 'a> {
    pub(super) fn new(registry: &'r Registry<'a>, scope: Scope) -> Self {
        let of_type = |entry: &'r TypeEntry<'a>| entry.ty.pages.iter().map(|page| (*page, &entry.path));
        let types = registry.types.values().flat_map(of_type);
        let enums = registry.enums.values();
        let enums = enums.filter_map(|entry| Some((entry.one.page?, &entry.path)));
        let by_stem = types
            .chain(enums)
            .map(|(page, path)| (registry.sources.file(page).stem().to_lowercase(), path))
            .collect();
        Self {
            registry,
            scope,
            by_stem,
        }
    }

    /// The address of a page on the site; `None` for a loose page, whose name says nothing.
    pub(super) fn url(&self, page: FileId) -> Option<String> {
        let file = self.registry.sources.file(page);
        let folder = match file.folder? {
            Folder::Api => "",
            Folder::Resources => "resources/",
            Folder::Includes => return None,
        };
        Some(self.page_url(folder, file.stem()))
    }

    fn page_url(&self, folder: &str, stem: &str) -> String {
        let view = match self.registry.version {
            Version::V1 => "graph-rest-1.0",
            Version::Beta => "graph-rest-beta",
        };
        let stem: String = stem
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        format!("{SITE}/{folder}{}?view={view}", stem.to_lowercase())
    }

    /// The documentation of a model.
    pub(super) fn of_type(&self, entry: &TypeEntry<'_>) -> Vec<String> {
        let mut lines = self.description(&entry.ty.description, &format!("`{}`.", plain(&entry.ty.name)));
        self.add_deprecation(&mut lines, entry.ty.deprecated.as_deref());
        if entry.ty.is_abstract
            && let Some(holder) = &entry.holder
        {
            let holder = &holder.name;
            paragraph(
                &mut lines,
                format!(
                    "The service sends this type only as one of those derived from it; see [`{holder}`]."
                ),
            );
        }
        for page in &entry.ty.pages {
            self.add_page(&mut lines, Some(*page), split(&entry.ty.name).1);
        }
        if entry.ty.pages.is_empty() {
            self.add_mention(&mut lines, entry.ty.span);
        }
        lines
    }

    /// The documentation of an enumeration.
    pub(super) fn of_enum(&self, entry: &EnumEntry<'_>) -> Vec<String> {
        let first = format!("Values of `{}`.", plain(&entry.one.name));
        let mut lines = self.description(&entry.one.description, &first);
        let one = entry.one;
        match (&one.section, one.page) {
            (_, Some(page)) => self.add_page(&mut lines, Some(page), split(&one.name).1),
            (Some(section), None) => {
                if let Some(url) = self.url(one.span.file) {
                    let title = plain(split(&one.name).1);
                    paragraph(&mut lines, format!("Documented at [{title}]({url}#{section})."));
                }
            }
            (None, None) => self.add_mention(&mut lines, one.span),
        }
        lines
    }

    /// The documentation of a holder.
    pub(super) fn of_polymorphic(&self, base: &str) -> Vec<String> {
        vec![
            format!("A [`{base}`] or a value of a type derived from it."),
            String::new(),
            "`@odata.type` in the JSON says which one it is.".to_owned(),
        ]
    }

    /// The documentation of a property.
    pub(super) fn property(&self, property: &Property, inherited: Option<&str>) -> Vec<String> {
        let mut lines = self.description(
            &property.description,
            &format!("The property `{}`.", plain(&property.name)),
        );
        self.add_deprecation(&mut lines, property.deprecated.as_deref());
        if property.is_example_only() {
            paragraph(&mut lines, ONLY_SHOWN.to_owned());
        }
        let declaring = inherited.and_then(|name| self.registry.get(name));
        if let Some(declaring) = declaring.filter(|_| property.inherited_from.is_none()) {
            paragraph(
                &mut lines,
                format!("Inherited from {}.", self.link(&declaring.path)),
            );
        }
        lines
    }

    /// The documentation of a query option or header.
    pub(super) fn parameter(&self, parameter: &Parameter, kind: &str) -> Vec<String> {
        let name = plain(&parameter.name);
        let mut lines = vec![format!("The {kind} `{name}`.")];
        let described = self.description(&parameter.description, "");
        if described.iter().any(|line| !line.is_empty()) {
            lines.push(String::new());
            lines.extend(described);
        }
        lines
    }

    /// The documentation of a member of an enumeration.
    pub(super) fn member(&self, member: &Member) -> Vec<String> {
        let fallback = format!("The value `{}`.", plain(&member.name));
        let mut lines = self.description(&member.description, &fallback);
        if member.example_only {
            paragraph(&mut lines, ONLY_SHOWN.to_owned());
        }
        lines
    }

    /// The documentation of a module of requests.
    pub(super) fn of_requests(&self, owner: Option<&str>, module: &str) -> Vec<String> {
        match owner.and_then(|owner| self.registry.get(owner)) {
            Some(entry) => vec![format!("Requests on {}.", self.link(&entry.path))],
            None => vec![format!("Requests below `/{module}`.")],
        }
    }

    /// The documentation of a request.
    pub(super) fn of_operation(
        &self,
        operation: &Operation,
        pages: &[FileId],
        permissions: &[&PermissionFacts],
    ) -> Vec<String> {
        let mut lines = self.description(&operation.description, &format!("{}.", plain(&operation.name)));
        self.add_deprecation(&mut lines, operation.deprecated.as_deref());
        self.add_permissions(&mut lines, permissions);
        for page in pages {
            self.add_page(&mut lines, Some(*page), &operation.name);
        }
        lines
    }

    /// The permissions, for a page that documents any: a table, or one for each of what the page tells apart.
    fn add_permissions(&self, lines: &mut Vec<String>, tables: &[&PermissionFacts]) {
        let several = tables.len() > 1;
        let mut tables: Vec<(Option<&str>, PermissionPlan)> = tables
            .iter()
            .map(|table| (table.subject.as_deref(), permissions::plan(&[table])))
            .filter(|(_, plan)| *plan != PermissionPlan::default())
            .collect();
        tables.dedup();
        if tables.is_empty() {
            return;
        }
        paragraph(lines, "# Permissions".to_owned());
        for (subject, plan) in &tables {
            if let Some(subject) = subject.filter(|_| several) {
                // "Permissions for channel" has the word already.
                let start = subject
                    .get(..4)
                    .filter(|start| start.eq_ignore_ascii_case("for "));
                let subject = start.and(subject.get(4..)).unwrap_or(subject);
                paragraph(lines, format!("For {}:", rustdoc::escape(&plain(subject))));
            }
            self.add_permission_table(lines, plan);
        }
    }

    fn add_permission_table(&self, lines: &mut Vec<String>, permissions: &PermissionPlan) {
        paragraph(lines, "| kind | least privileged first |".to_owned());
        lines.push("|---|---|".to_owned());
        for (kind, names) in [
            ("delegated, work or school account", &permissions.delegated_work),
            ("delegated, personal account", &permissions.delegated_personal),
            ("application", &permissions.application),
        ] {
            let together = |entry: &String| {
                let names = entry.split(' ').map(|name| format!("`{}`", plain(name)));
                names.collect::<Vec<_>>().join(" and ")
            };
            let names = match names {
                None => "not documented".to_owned(),
                Some(names) if names.is_empty() => "not supported".to_owned(),
                Some(names) => names.iter().map(together).collect::<Vec<_>>().join(", "),
            };
            lines.push(format!("| {kind} | {names} |"));
        }
    }

    /// A description in one line; `None` where there is none.
    pub(super) fn one_line(&self, passages: &[Passage]) -> Option<String> {
        let lines = self.description(passages, "");
        let joined = lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then_some(joined)
    }

    /// A description, or what stands for it.
    fn description(&self, passages: &[Passage], fallback: &str) -> Vec<String> {
        let lines = self.passages(passages);
        if lines.iter().all(|line| line.trim().is_empty()) {
            vec![fallback.to_owned()]
        } else {
            lines
        }
    }

    /// Paragraphs and lists. A paragraph that only announces what is no part of the description, such as a table,
    /// is left out.
    fn passages(&self, passages: &[Passage]) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            let rendered = match passage {
                Passage::Paragraph(text) => {
                    let list_follows = matches!(passages.get(at + 1), Some(Passage::List { .. }));
                    if text.raw.trim_end().ends_with(':') && !list_follows {
                        continue;
                    }
                    rustdoc::lines(text, self)
                }
                Passage::List { ordered, items } => self.list(*ordered, items),
            };
            if !rendered.is_empty() && !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(rendered);
        }
        lines
    }

    /// A list, whose items are indented as far as their marks are wide.
    fn list(&self, ordered: bool, items: &[Vec<Passage>]) -> Vec<String> {
        let rendered = items.iter().map(|item| self.passages(item));
        let said = rendered.filter(|lines| lines.iter().any(|line| !line.is_empty()));
        let mut out = Vec::new();
        for (number, lines) in said.enumerate() {
            let mark = item_mark(ordered, number);
            for (at, line) in lines.into_iter().enumerate() {
                out.push(match (at, line.is_empty()) {
                    (0, _) => format!("{mark}{line}"),
                    (_, true) => line,
                    (_, false) => format!("{}{line}", " ".repeat(mark.len())),
                });
            }
        }
        out
    }

    fn add_deprecation(&self, lines: &mut Vec<String>, sentence: Option<&str>) {
        if let Some(sentence) = sentence {
            // Where the page says no more than this, once is enough.
            let says_more = !sentence.trim_end_matches('.').eq_ignore_ascii_case("deprecated");
            let sentence = rustdoc::escape(if says_more { sentence } else { "" });
            paragraph(lines, format!("**Deprecated.** {sentence}").trim_end().to_owned());
        }
    }

    fn add_page(&self, lines: &mut Vec<String>, page: Option<FileId>, title: &str) {
        if let Some(url) = page.and_then(|page| self.url(page)) {
            paragraph(
                lines,
                format!("Documented at [{}]({url}).", rustdoc::escape(&plain(title))),
            );
        }
    }

    /// The page that names what has no page of its own; none where the place is empty.
    fn add_mention(&self, lines: &mut Vec<String>, named: Span) {
        if named.start < named.end
            && let Some(url) = self.url(named.file)
        {
            let stem = self.registry.sources.file(named.file).stem();
            let stem = rustdoc::escape(&plain(stem));
            paragraph(lines, format!("No page is about it; [{stem}]({url}) names it."));
        }
    }

    fn link(&self, path: &TypePath) -> String {
        format!("[`{}`]({})", path.name, self.item(path))
    }

    /// The path of an item for a link. Modules of requests import the models only where code needs them.
    fn item(&self, path: &TypePath) -> String {
        let relative = path.relative(&self.scope);
        if self.scope == Scope::Requests {
            format!("super::super::{relative}")
        } else {
            relative
        }
    }

    /// Where a link of a page leads: to an item, to the site, or nowhere. `page` is the page that has the link.
    fn target(&self, target: &str, page: FileId) -> Option<String> {
        let target = target.trim();
        if target.starts_with("https://") || target.starts_with("http://") {
            return Some(escaped_url(target));
        }
        // A path from the root of the site: `/graph/…`, `/azure/…`.
        if target.starts_with('/') && !target.starts_with("//") {
            return Some(escaped_url(&format!("{ROOT}{target}")));
        }
        let (path, fragment) = target
            .split_once('#')
            .map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        if !path.ends_with(".md") {
            return None;
        }
        let stem = stem(path);
        if fragment.is_none()
            && let Some(item) = self.by_stem.get(&stem.to_lowercase())
        {
            return Some(self.item(item));
        }
        let beside = || self.registry.sources.file(page).folder == Some(Folder::Resources);
        let in_resources = path.contains("resources/") || (!path.contains("api/") && beside());
        let folder = if in_resources { "resources/" } else { "" };
        let known = path.contains("../") || self.registry.sources.file(page).folder.is_some();
        known.then(|| self.page_url(folder, stem))
    }
}

/// Adds a paragraph behind what is there.
fn paragraph(lines: &mut Vec<String>, text: String) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(text);
}

/// A URL that cannot end the link it stands in.
fn escaped_url(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => escaped.push_str("%28"),
            ')' => escaped.push_str("%29"),
            '<' => escaped.push_str("%3C"),
            '>' => escaped.push_str("%3E"),
            '"' => escaped.push_str("%22"),
            '\\' => escaped.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => escaped.push_str("%20"),
            c => escaped.push(c),
        }
    }
    escaped
}
