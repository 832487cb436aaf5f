//! The items of a drive as a tree: where they lie, what they are called.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use crate::collections::{Changed, Collections, position};
use crate::documentation::Object;
use crate::error::GraphError;
use crate::files::{At, Conflict, FilePlace};
use crate::names::property;

/// The id of the root folder.
pub(crate) fn root(items: &[Object]) -> Result<String, GraphError> {
    let root = items.iter().find(|item| item.contains_key("root"));
    root.map(|root| property(root, "id").to_owned())
        .ok_or_else(|| GraphError::item_not_found("root"))
}

/// The id of the folder that an item lies in: the root where the pages do not say it, none for the root itself.
pub(crate) fn folder_of(items: &[Object], item: &Object) -> Option<String> {
    if item.contains_key("root") {
        return None;
    }
    let id = item
        .get("parentReference")
        .and_then(|parent| parent.get("id")?.as_str());
    id.map(str::to_owned).or_else(|| root(items).ok())
}

/// The items in a folder.
pub(crate) fn children(items: &[Object], folder: &str) -> Vec<Object> {
    let lies_there = |item: &&Object| folder_of(items, item).as_deref() == Some(folder);
    items.iter().filter(lies_there).cloned().collect()
}

/// The item of a name in a folder. Names are compared without case.
pub(crate) fn child<'a>(items: &'a [Object], folder: &str, name: &str) -> Option<&'a Object> {
    items.iter().find(|item| {
        folder_of(items, item).as_deref() == Some(folder)
            && property(item, "name").to_lowercase() == name.to_lowercase()
    })
}

/// The item at a path below a folder, or where it would be.
///
/// # Errors
/// Where a folder on the way is not there.
pub(crate) fn at(items: &[Object], folder: &str, names: &[String]) -> Result<At, GraphError> {
    let Some((name, rest)) = names.split_first() else {
        return Ok(At::Item(folder.to_owned()));
    };
    match child(items, folder, name) {
        Some(item) => at(items, property(item, "id"), rest),
        None if rest.is_empty() => Ok(At::New {
            folder: folder.to_owned(),
            name: name.clone(),
        }),
        None => Err(GraphError::item_not_found(name)),
    }
}

/// The path of a folder, as a reference to it has it.
fn path(items: &[Object], folder: &str) -> String {
    let way: Vec<&Object> = with_folders(items, folder).collect();
    let Some((_, below)) = way.split_last() else {
        return String::new();
    };
    let names = below.iter().rev().map(|item| property(item, "name"));
    std::iter::once("/drive/root:")
        .chain(names)
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether a folder is an item or lies below it.
pub(crate) fn is_in(items: &[Object], folder: &str, item: &str) -> bool {
    with_folders(items, folder).any(|above| property(above, "id") == item)
}

/// An item, the folder in which it lies, the one around that, and so on. Objects that were given can lie in each other: then
/// each is named at most as often as there are items.
fn with_folders<'a>(items: &'a [Object], id: &str) -> impl Iterator<Item = &'a Object> {
    let by_id = |id: &str| items.iter().find(|item| property(item, "id") == id);
    let above = move |item: &&'a Object| by_id(&folder_of(items, item)?);
    std::iter::successors(by_id(id), above).take(items.len())
}

/// The `parentReference` of an item in a folder; `drive` is the id of the drive.
pub(crate) fn reference(items: &[Object], drive: &str, folder: &str) -> Value {
    json!({"driveId": drive, "driveType": "business", "id": folder, "path": path(items, folder)})
}

/// The name that an item gets in a folder; `replaced` is the item that has it now.
pub(crate) fn free_name<'a>(
    items: &'a [Object],
    folder: &str,
    name: &str,
    conflict: Conflict,
) -> Result<(String, Option<&'a Object>), GraphError> {
    match (child(items, folder, name), conflict) {
        (None, _) => Ok((name.to_owned(), None)),
        (Some(_), Conflict::Fail) => Err(GraphError::name_exists()),
        (Some(item), Conflict::Replace) => Ok((name.to_owned(), Some(item))),
        (Some(_), Conflict::Rename) => {
            let (stem, extension) = match name.rsplit_once('.') {
                Some((stem, extension)) => (stem, format!(".{extension}")),
                None => (name, String::new()),
            };
            let mut numbered = (1..).map(|number| format!("{stem} {number}{extension}"));
            let free = numbered.find(|name| child(items, folder, name).is_none());
            Ok((free.unwrap_or_default(), None))
        }
    }
}

/// The id of the folder that a request names as that of an item.
///
/// # Errors
/// Where it is not there, or is one of another drive.
pub(crate) fn named_folder(
    items: &[Object],
    item: &Object,
    drive: &str,
    reference: &Value,
) -> Result<String, GraphError> {
    let text = |name: &str| reference.get(name).and_then(Value::as_str);
    let own = item
        .get("parentReference")
        .and_then(|own| own.get("driveId")?.as_str());
    if text("driveId").is_some_and(|named| named != drive && Some(named) != own) {
        let message = "An item cannot be moved into another drive.";
        return Err(GraphError::invalid_request(message));
    }
    if let Some(id) = text("id") {
        let known = position(items, id).map_err(|_| GraphError::item_not_found(id));
        return known.map(|_| id.to_owned());
    }
    // `/drive/root:/Lab`, or `/drives/{id}/root:`.
    let Some((_, path)) = text("path").and_then(|path| path.split_once("root:")) else {
        return folder_of(items, item)
            .ok_or_else(|| GraphError::invalid_request("The root lies in no folder."));
    };
    let names = path.split('/').filter(|name| !name.is_empty());
    let names: Vec<String> = names
        .map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned())
        .collect();
    match at(items, &root(items)?, &names)? {
        At::Item(id) => Ok(id),
        At::New { name, .. } => Err(GraphError::item_not_found(&name)),
    }
}

/// Removes an item, and all below it.
pub(crate) fn remove(state: &mut Collections, items: &str, id: &str) -> Result<(), GraphError> {
    let all = state.at(items, None);
    position(all, id).map_err(|_| GraphError::item_not_found(id))?;
    let ids = all.iter().map(|item| property(item, "id"));
    let below: Vec<String> = ids
        .filter(|item| is_in(all, item, id))
        .map(str::to_owned)
        .collect();
    below.iter().try_for_each(|id| state.remove(items, id))
}

/// Copies an item into a folder, with all that lies in it. `all` are the items as they were before, so that a folder that is
/// copied into itself ends. Returns the id of the copy.
pub(crate) fn copy(
    state: &mut Collections,
    items: &str,
    drive: &str,
    all: &[Object],
    item: &Object,
    folder: &str,
) -> String {
    let mut made = String::new();
    let mut open = vec![(item.clone(), folder.to_owned())];
    // Objects that were given can lie in each other.
    for _ in 0..=all.len() {
        let Some((item, folder)) = open.pop() else { break };
        let content = state.files.content(items, &item);
        let mut copy = item.clone();
        let parent = reference(state.at(items, None), drive, &folder);
        copy.insert("parentReference".to_owned(), parent);
        let copy = state.create(items, None, copy, Some(NEW_ID));
        let id = property(&copy, "id").to_owned();
        state.files.write(items, &id, content);
        let below = children(all, property(&item, "id"));
        open.extend(below.into_iter().map(|child| (child, id.clone())));
        if made.is_empty() {
            made = id;
        }
    }
    made
}

/// Writes the content of a file, and the properties of its item that follow from it. Returns the item, and whether it is
/// new.
pub(crate) fn write(
    state: &mut Collections,
    place: &FilePlace,
    content_type: Option<&str>,
    content: Vec<u8>,
) -> Result<(Object, bool), GraphError> {
    let items = state.at(&place.items, None).clone();
    let (id, name, folder) = match &place.at {
        At::Item(id) => {
            let item = items
                .get(position(&items, id)?)
                .ok_or_else(|| GraphError::item_not_found(id))?;
            if item.contains_key("folder") {
                return Err(GraphError::invalid_request("A folder has no content."));
            }
            (
                Some(id.clone()),
                property(item, "name").to_owned(),
                folder_of(&items, item),
            )
        }
        At::New { folder, name } => {
            let (name, replaced) = free_name(&items, folder, name, place.conflict)?;
            let id = replaced.map(|item| property(item, "id").to_owned());
            (id, name, Some(folder.clone()))
        }
    };
    let mut changes = Object::new();
    changes.insert("size".to_owned(), content.len().into());
    changes.insert(
        "file".to_owned(),
        json!({"mimeType": mime_type(&name, content_type)}),
    );
    changes.insert("lastModifiedDateTime".to_owned(), now().into());
    changes.insert("name".to_owned(), name.into());
    let is_new = id.is_none();
    let id = match id {
        Some(id) => id,
        None => {
            let folder = folder.unwrap_or_default();
            changes.insert("createdDateTime".to_owned(), now().into());
            changes.insert(
                "parentReference".to_owned(),
                reference(&items, &place.drive, &folder),
            );
            let created = state.create(&place.items, None, Object::new(), Some(NEW_ID));
            property(&created, "id").to_owned()
        }
    };
    state.files.write(&place.items, &id, content);
    let stored = state.at(&place.items, None);
    let index = position(stored, &id)?;
    let stored = stored
        .get_mut(index)
        .ok_or_else(|| GraphError::item_not_found(&id))?;
    stored.extend(changes);
    touch(stored);
    let written = stored.clone();
    state.changed(&place.items, &id, Changed::All);
    Ok((written, is_new))
}

/// What ids of new items begin with.
pub(crate) const NEW_ID: &str = "01NEWITEMAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Gives an item that was changed another entity tag.
pub(crate) fn touch(item: &mut Object) {
    let id = property(item, "id");
    let version = property(item, "eTag").rsplit(',').next().unwrap_or_default();
    let version = version.trim_end_matches('"').parse::<u64>().unwrap_or_default() + 1;
    let tag = format!("\"{{{id}}},{version}\"");
    item.insert("eTag".to_owned(), tag.into());
}

/// The type of a file by its name, or as the request says it.
fn mime_type(name: &str, said: Option<&str>) -> String {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let known = match extension.as_str() {
        "csv" => "text/csv",
        "json" => "application/json",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        _ => said.unwrap_or("application/octet-stream"),
    };
    known.to_owned()
}

/// The time, to a second.
pub(crate) fn now() -> String {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    OffsetDateTime::now_utc().format(format).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Conflict, at, children, free_name, is_in, named_folder, reference, remove};
    use crate::collections::Collections;
    use crate::documentation::Object;
    use crate::files::At;
    use crate::names::property;

    fn items() -> Vec<Object> {
        let items = [
            json!({"id": "r", "name": "root", "root": {}}),
            json!({"id": "a", "name": "Lab", "folder": {}}),
            json!({"id": "b", "name": "Old", "folder": {}, "parentReference": {"id": "a"}}),
            json!({"id": "c", "name": "note.txt", "file": {}, "parentReference": {"id": "b"}}),
        ];
        items
            .iter()
            .filter_map(|item| item.as_object().cloned())
            .collect()
    }

    #[test]
    fn paths_lead_to_items_and_to_what_can_be_made() {
        let items = items();
        let found = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            match at(&items, "r", &names) {
                Ok(At::Item(id)) => id,
                Ok(At::New { folder, name }) => format!("new {name} in {folder}"),
                Err(_) => "none".to_owned(),
            }
        };
        assert_eq!(found(&["lab", "Old", "NOTE.txt"]), "c");
        assert_eq!(found(&["Lab", "new.txt"]), "new new.txt in a");
        assert_eq!(found(&["New", "new.txt"]), "none");
        assert_eq!(reference(&items, "d", "b")["path"], "/drive/root:/Lab/Old");
    }

    #[test]
    fn a_folder_is_named_by_its_id_or_its_path() {
        let items = items();
        let named = |reference| named_folder(&items, &items[3], "d", &reference).ok();
        let lab = Some("a".to_owned());
        assert_eq!(named(json!({"id": "a"})), lab);
        assert_eq!(named(json!({"path": "/drive/root:/L%61b"})), lab);
        assert_eq!(named(json!({"path": "/drives/d/root:"})).as_deref(), Some("r"));
        assert_eq!(named(json!({"driveId": "d"})).as_deref(), Some("b"));
        for refused in [
            json!({"id": "x"}),
            json!({"path": "/drive/root:/New"}),
            json!({"driveId": "e", "id": "a"}),
        ] {
            assert_eq!(named(refused.clone()), None, "{refused}");
        }
    }

    #[test]
    fn folders_that_lie_in_each_other_have_a_path() {
        let mut items = items();
        assert!(is_in(&items, "b", "a") && is_in(&items, "b", "b") && !is_in(&items, "a", "b"));
        // No request makes it so, but objects can be given so.
        items[1].insert("parentReference".to_owned(), json!({"id": "b"}));
        let path = reference(&items, "d", "b")["path"].clone();
        assert!(path.as_str().unwrap().starts_with("/drive/root:/"), "{path}");
        assert!(!is_in(&items, "b", "r"));
    }

    #[test]
    fn names_that_are_taken() {
        let items = items();
        let name = |conflict| {
            free_name(&items, "b", "note.txt", conflict)
                .map(|(name, _)| name)
                .ok()
        };
        assert_eq!(name(Conflict::Fail), None);
        assert_eq!(name(Conflict::Replace).as_deref(), Some("note.txt"));
        assert_eq!(name(Conflict::Rename).as_deref(), Some("note 1.txt"));
    }

    #[test]
    fn a_folder_goes_with_all_in_it() {
        let mut state = Collections::default();
        state.at("items", Some(&items()));
        remove(&mut state, "items", "a").unwrap();
        let left = state.at("items", None);
        assert_eq!(
            left.iter().map(|item| property(item, "id")).collect::<Vec<_>>(),
            ["r"]
        );
        assert!(children(left, "r").is_empty());
        // Each of them has its change.
        let changes = state.changes("items");
        let ids = changes.iter().map(|change| change.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
