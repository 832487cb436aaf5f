//! Documentation as the lines of a doc comment.

pub(in crate::emit) mod deprecation;
mod documented_paths;
pub(in crate::emit) mod rustdoc;
mod sentences;

use self::documented_paths::documented_paths;
use self::rustdoc::{escape, first_paragraph, plain};
use self::sentences::{body_of_bytes, end_paragraph, link, sentence};
use crate::emit::modules::paths::Paths;
use crate::graph::{PermissionNote, PermissionSet, Ways};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::docs::{DocBlock, DocsPlan, PageReference, PermissionTable, Sentence};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::models::{PolymorphicPlan, StructPlan};
use crate::resolve::plan::modules::Location;
use crate::resolve::plan::operations::{
    ArgumentPlan, ArgumentType, OperationPlan, ParameterLocation, ParameterPlan, PathPlan, RequestModule,
};
use crate::resolve::plan::permissions::PermissionPlan;
use crate::resolve::plan::steps::{CallPlan, CallSummary, Containment, OtherPlaces, StepLink, StepPlan};
use crate::text::single_spaced;

/// The documentation of an item that is written in the module of `paths`.
pub(super) fn lines(docs: &DocsPlan, paths: &Paths<'_>) -> Vec<String> {
    let mut lines = beginning(docs, paths);
    if let Some(addition) = &docs.addition {
        let end = first_paragraph(&lines).len();
        lines.splice(end..end, [String::new(), sentence(addition, paths)]);
    }
    for remark in &docs.remarks {
        let said = sentence(remark, paths);
        match remark {
            Sentence::InheritedFrom(_) | Sentence::Required => end_paragraph(&mut lines, &said),
            _ => paragraph(&mut lines, said),
        }
    }
    add_permissions(&mut lines, &docs.permissions);
    for note in &docs.permission_notes {
        paragraph(&mut lines, permission_note(note));
    }
    for (page, permissions) in &docs.other_permissions {
        paragraph(&mut lines, other_permissions(page, permissions));
    }
    for page in &docs.pages {
        paragraph(&mut lines, reference(page));
    }
    lines
}

/// The description of the page, or the plan's own sentence where the page has none.
fn beginning(docs: &DocsPlan, paths: &Paths<'_>) -> Vec<String> {
    let lines = rustdoc::blocks(&docs.description, paths);
    if says_nothing(&lines) {
        vec![sentence(&docs.fallback, paths)]
    } else {
        lines
    }
}

fn says_nothing(lines: &[String]) -> bool {
    lines.iter().all(|line| line.trim().is_empty())
}

fn reference(page: &PageReference) -> String {
    match page {
        PageReference::Documented { place, .. } => {
            format!("Documented at {} (`{}`).", page_link(page), plain(place))
        }
        PageReference::Named { .. } => format!("No page is about it; {} names it.", page_link(page)),
    }
}

fn page_link(page: &PageReference) -> String {
    let (PageReference::Documented { title: text, url, .. } | PageReference::Named { page: text, url }) =
        page;
    format!("[{}]({url})", escape(&plain(text)))
}

fn add_permissions(lines: &mut Vec<String>, tables: &[PermissionTable]) {
    if tables.is_empty() {
        return;
    }
    paragraph(lines, "# Permissions".to_owned());
    for table in tables {
        let subjects = table.subjects.iter().map(|subject| escape(&plain(subject)));
        let paths = table
            .paths
            .iter()
            .map(|path| format!("`{}`", path.replace('`', "'")));
        let what: Vec<String> = subjects.chain(paths).collect();
        if !what.is_empty() {
            paragraph(lines, format!("For {}:", what.join(", ")));
        }
        paragraph(lines, "| kind | least privileged first |".to_owned());
        lines.push("|---|---|".to_owned());
        for (kind, names) in by_kind(&table.permissions) {
            lines.push(format!("| {kind} | {names} |"));
        }
    }
}

/// A footnote of a permission table, behind the permissions that it is about.
fn permission_note(note: &PermissionNote) -> String {
    let names = note.permissions.iter().map(|name| format!("`{}`", plain(name)));
    format!(
        "{}: {}",
        names.collect::<Vec<_>>().join(", "),
        escape(&plain(&note.text))
    )
}

/// The kinds of callers, with the permissions of which one is enough.
fn by_kind(permissions: &PermissionPlan) -> [(&'static str, String); 3] {
    let together = |set: &PermissionSet| {
        let names = set.names().iter().map(|name| format!("`{}`", plain(name)));
        names.collect::<Vec<_>>().join(" and ")
    };
    let said = |ways: &Ways<PermissionSet>| match ways {
        Ways::NotDocumented => "not documented".to_owned(),
        Ways::NotSupported => "not supported".to_owned(),
        Ways::AnyOf(ways) => ways.iter().map(together).collect::<Vec<_>>().join(", "),
    };
    [
        (
            "delegated, work or school account",
            said(&permissions.delegated_work),
        ),
        (
            "delegated, personal account",
            said(&permissions.delegated_personal),
        ),
        ("application", said(&permissions.application)),
    ]
}

/// The sentence that names the permissions of a further page of the same request, where they differ from those of the
/// first.
fn other_permissions(page: &PageReference, permissions: &PermissionPlan) -> String {
    let kinds = by_kind(permissions).map(|(kind, names)| format!("{kind}: {names}"));
    format!(
        "{} names other permissions: {}.",
        page_link(page),
        kinds.join("; ")
    )
}

/// The documentation of a polymorphic type.
pub(super) fn of_polymorphic(plan: &PolymorphicPlan, base: &StructPlan) -> [String; 3] {
    debug_assert_eq!(plan.module, base.module);
    [
        format!("A [`{}`] or a value of a type derived from it.", base.name),
        String::new(),
        "`@odata.type` in the JSON says which one it is.".to_owned(),
    ]
}

/// The documentation of a module of requests: what they are about.
pub(super) fn of_requests(module: &RequestModule, name: &str, paths: &Paths<'_>) -> String {
    match (module.owner, &module.undocumented_owner) {
        (Some(owner), _) => format!("Requests on {}.", link(owner, paths)),
        (None, Some(owner)) => format!("Requests on `{owner}`, which no page is about."),
        (None, None) => format!("Requests below `/{name}`."),
    }
}

/// The documentation of the constant of a query option or header.
pub(super) fn of_parameter(parameter: &ParameterPlan, paths: &Paths<'_>) -> Vec<String> {
    let kind = match parameter.place {
        ParameterLocation::Header => "header",
        ParameterLocation::Query => "query option",
    };
    let mut lines = vec![format!("The {kind} `{}`.", plain(&parameter.name))];
    let described = rustdoc::blocks(&parameter.description, paths);
    if !says_nothing(&described) {
        lines.push(String::new());
        lines.extend(described);
    }
    lines
}

/// The documentation of a method that leads on: what it adds to the path, and what its arguments are, as far as the
/// page says it.
pub(super) fn of_link(link: &StepLink, paths: &Paths<'_>) -> Vec<String> {
    let segment = link.segment.replace('`', "'");
    let said = match link.containment {
        Containment::Contained => format!("`…{segment}`"),
        Containment::Referenced => {
            format!("`…{segment}`, a reference: the object is updated and deleted at its home.")
        }
    };
    let mut lines = vec![said];
    add_list(&mut lines, described(&link.arguments, paths));
    lines
}

/// The documentation of a step: what stands there, and a path that leads there.
pub(super) fn of_step(step: &StepPlan, paths: &Paths<'_>) -> Vec<String> {
    let path = format!("`{}`", step.path.replace('`', "'"));
    let Some(place) = step.place else {
        return vec![path];
    };
    let name = &paths.items.structs[place.object].name;
    let link = format!(
        "[`{name}`](struct@{})",
        paths.without_imports().item(place.object)
    );
    let what = if place.cardinality.is_many() {
        format!("Many objects of the type {link}, as at {path}.")
    } else {
        format!("An object of the type {link}, as at {path}.")
    };
    vec![what]
}

/// The documentation of a method of the root: the first segment that it adds.
pub(super) fn of_root(link: &StepLink) -> Vec<String> {
    vec![format!("`{}`", link.segment.replace('`', "'"))]
}

/// The arguments that a page describes, each as an item of a list.
fn described(arguments: &[ArgumentPlan], paths: &Paths<'_>) -> Vec<String> {
    let described = arguments.iter().filter_map(|argument| {
        let mut what = [one_line(&argument.description, &paths.without_imports())?];
        if matches!(argument.ty, ArgumentType::Optional(_)) {
            end_paragraph(&mut what, "`None` sends `null`.");
        }
        Some(argument_item(&argument.name, &what[0]))
    });
    described.collect()
}

fn argument_item(argument: &str, what: &str) -> String {
    format!("- `{}`: {what}", argument.trim_start_matches("r#"))
}

fn add_list(lines: &mut Vec<String>, mut items: Vec<String>) {
    if !items.is_empty() {
        lines.push(String::new());
        lines.append(&mut items);
    }
}

/// A description in one line; `None` where there is none.
fn one_line(description: &[DocBlock], paths: &Paths<'_>) -> Option<String> {
    let lines = rustdoc::blocks(description, paths);
    let joined = single_spaced(&lines.join(" "));
    (!joined.is_empty()).then_some(joined)
}

/// The documentation of a call at the step with this path.
pub(super) fn of_call(
    call: &CallPlan,
    step_path: &str,
    other_places: &OtherPlaces,
    paths: &Paths<'_>,
) -> Vec<String> {
    let operation = &paths.items.operations[call.operation];
    let mut lines = match &call.summary {
        CallSummary::OfRequest => {
            first_paragraph(&beginning(&operation.docs, &paths.without_imports())).to_vec()
        }
        CallSummary::DeletesAny(what) => {
            vec![format!(
                "Deletes the `{}`, whichever derived type it is of.",
                plain(what)
            )]
        }
    };
    if let Some(Sentence::SendsBytes { bytes, .. }) = &operation.docs.addition {
        paragraph(&mut lines, format!("{}.", body_of_bytes(bytes)));
    }
    let module = &paths.items.modules[operation.module].name;
    let path = paths.item(call.operation);
    let sent = operation.required().map(|(parameter, argument)| {
        let constant = format!("[`{0}`]({path}::{0}).", parameter.constant);
        argument_item(argument, &constant)
    });
    let items = described(&call.arguments, paths).into_iter().chain(sent);
    add_list(&mut lines, items.collect());
    let own = format!("{step_path}{}", call.segment);
    let all: Vec<&PathPlan> = operation.paths.iter().chain(other_places.paths()).collect();
    let documented = documented_paths(&all, &own);
    paragraph(
        &mut lines,
        format!("Documented as {} {documented}.", operation.method.as_str()),
    );
    paragraph(
        &mut lines,
        format!("The request is [`{module}::{}`](struct@{path}).", operation.name),
    );
    lines
}

/// The documentation of a request. Where the page describes several at once, its method and path come first: they tell it
/// from the others.
pub(super) fn of_request(operation: &OperationPlan, paths: &Paths<'_>) -> Vec<String> {
    let mut lines = lines(&operation.docs, paths);
    if let Some(path) = operation.paths.first().filter(|_| operation.shares_title) {
        let path = path.route.render().replace('`', "'");
        let request = format!("`{} {path}`", operation.method.as_str());
        match (lines.first_mut(), operation.docs.description.first()) {
            (None, _) | (_, Some(DocBlock::List { .. })) => {
                drop(lines.splice(0..0, [request, String::new()]));
            }
            (Some(first), _) => first.insert_str(0, &format!("{request}: ")),
        }
    }
    lines
}

/// Adds to the documentation of a request by which calls it is made.
pub(super) fn add_calls(lines: &mut Vec<String>, id: OperationId, version: &VersionPlan, paths: &Paths<'_>) {
    let operation = &version.items.operations[id];
    let mut links: Vec<String> = Vec::new();
    for path in &operation.paths {
        let Some(way) = version.steps.way(&path.route, id) else {
            continue;
        };
        let Some(step) = way.links.last().map(|link| &version.steps.steps[link.target]) else {
            continue;
        };
        let of_step = paths.named(Location {
            module: step.module,
            name: &step.name,
        });
        let (name, method) = (&step.name, way.call.method.trim_start_matches("r#"));
        let link = format!("[`{name}::{method}`]({of_step}::{method})");
        if !links.contains(&link) {
            links.push(link);
        }
    }
    let calls = (!links.is_empty()).then(|| format!("Called by {}.", links.join(", ")));
    let others = version.steps.other_places[id].requests.iter();
    let others = others.map(|(other, documented)| {
        let documented: Vec<&PathPlan> = documented.iter().collect();
        format!(
            "On {} it is documented as {}, with the permissions that are named there.",
            documented_paths(&documented, ""),
            link(*other, paths)
        )
    });
    let end = first_paragraph(lines).len();
    let paragraphs = calls.into_iter().chain(others);
    let added: Vec<String> = paragraphs.flat_map(|text| [String::new(), text]).collect();
    lines.splice(end..end, added);
}

/// Adds a paragraph after the lines that are there.
fn paragraph(lines: &mut Vec<String>, text: String) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(text);
}
