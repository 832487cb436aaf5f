//! The sentences that the generator adds to what a page says.

use crate::emit::docs::rustdoc::{escape, first_paragraph, plain};
use crate::emit::modules::paths::Paths;
use crate::emit::requests::query_options;
use crate::graph::{Cloud, PageSize};
use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::docs::Sentence;
use crate::resolve::plan::ids::{ItemId, OperationId};

/// The remark on a property or member that only examples have.
const EXAMPLE_ONLY: &str = "Only examples in the documentation show it; no table lists it.";

/// The text of a sentence, in the documentation of an item that is written in the module of `paths`.
pub(super) fn sentence(sentence: &Sentence, paths: &Paths<'_>) -> String {
    let items = paths.items;
    let operation = |id: &OperationId| &items.operations[*id].name;
    match sentence {
        Sentence::Type(name) => format!("`{}`.", plain(name)),
        Sentence::Enumeration(name) => format!("Values of `{}`.", plain(name)),
        Sentence::PropertyValues { property, of } => {
            let of = items.location(*of).name;
            format!("The values of `{}` of `{of}`.", plain(property))
        }
        Sentence::Undescribed => "The documentation does not describe it.".to_owned(),
        Sentence::Member(name) => format!("The value `{}`.", plain(name)),
        Sentence::Title(title) => format!("{}.", plain(title)),
        Sentence::BodyOf(id) => format!("The body of [`{0}`](struct@{0}).", operation(id)),
        Sentence::SendsBytes { bytes, json } => format!(
            "{}; [`{1}`](struct@{1}) sends JSON.",
            body_of_bytes(bytes),
            operation(json)
        ),
        Sentence::CreatesAnyOf(id) => format!(
            "Creates an object of any of the types of {}. What the service sets is left out, so that an object that was read \
             can be created again.",
            link(*id, paths)
        ),
        Sentence::UpdatesAnyOf(id) => {
            format!("Updates an object of any of the types of {}.", link(*id, paths))
        }
        Sentence::QueryOptions(plan) => query_options::of_request(plan),
        Sentence::Clouds(clouds) => national_clouds(clouds),
        Sentence::Roles(roles) => {
            let roles: Vec<String> = roles.iter().map(|role| escape(&plain(role))).collect();
            format!("A signed-in person needs one of the roles {}.", roles.join(", "))
        }
        Sentence::AnsweredHeaders(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let headers = if names.len() == 1 { "header" } else { "headers" };
            format!("The answer can have the {headers} {}.", names.join(", "))
        }
        Sentence::PageSize(size) => page_size(*size),
        Sentence::ExampleOnly => EXAMPLE_ONLY.to_owned(),
        Sentence::Required => "Required.".to_owned(),
        Sentence::InheritedFrom(id) => format!("Inherited from {}.", link(*id, paths)),
        Sentence::SentAsDerived(id) => format!(
            "The service sends this type only as one of those derived from it; see [`{}`].",
            items.polymorphics[*id].name
        ),
    }
}

/// How many objects a page of the answer has.
fn page_size(size: PageSize) -> String {
    match (size.default, size.maximum) {
        (Some(default), Some(maximum)) if default == maximum => {
            format!("A page has up to {maximum} objects, also where the request asks for no number.")
        }
        (Some(default), Some(maximum)) => {
            format!(
                "A page has up to {default} objects unless the request asks for another number, up to {maximum}."
            )
        }
        (Some(default), None) => {
            format!("A page has up to {default} objects unless the request asks for another number.")
        }
        (None, Some(maximum)) => format!("A page has up to {maximum} objects."),
        (None, None) => String::new(),
    }
}

/// What the body of a request is that sends bytes.
pub(super) fn body_of_bytes(bytes: &BytesPlan) -> String {
    let encoding = if bytes.is_base64 {
        ", and the request encodes the given bytes in base64"
    } else {
        ""
    };
    format!("The body is `{}`{encoding}", plain(&bytes.content_type))
}

/// Which national clouds have a request. Names those that have it or those that lack it, whichever are fewer.
fn national_clouds(clouds: &[Cloud]) -> String {
    let labels = |is_there: bool| {
        let chosen = Cloud::ALL
            .iter()
            .filter(|cloud| clouds.contains(cloud) == is_there);
        chosen.map(|cloud| cloud.label()).collect::<Vec<_>>().join(", ")
    };
    if clouds.len() == Cloud::ALL.len() {
        "All national clouds have it.".to_owned()
    } else if clouds.len() < Cloud::ALL.len() / 2 {
        format!("Only these national clouds have it: {}.", labels(true))
    } else {
        format!("These national clouds lack it: {}.", labels(false))
    }
}

/// A link to an item that says its name.
pub(super) fn link(item: impl Into<ItemId>, paths: &Paths<'_>) -> String {
    let item = item.into();
    let name = paths.items.location(item).name;
    let path = paths.item(item).to_string();
    // In the module of the item its name alone is the link: rustdoc warns of one that is said twice.
    if path == *name {
        format!("[`{name}`]")
    } else {
        format!("[`{name}`]({path})")
    }
}

/// Adds a sentence to the first paragraph, which may lack its full stop.
pub(super) fn end_paragraph(lines: &mut [String], said: &str) {
    let end = first_paragraph(lines).len();
    if let Some(last) = end.checked_sub(1).and_then(|last| lines.get_mut(last)) {
        if last.ends_with(char::is_alphanumeric) {
            last.push('.');
        }
        last.push(' ');
        last.push_str(said);
    }
}
