//! Messages and folders in the folders of a mailbox: which ones lie where, and how they get there.

use http::StatusCode;
use serde_json::Value;

use crate::collections::{Changed, Collections, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::mailbox::{FOLDERS, MESSAGES, well_known};
use crate::names::{folder_named, id_of_name, property};
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object};

/// The property of a message or a folder that names the folder in which it lies.
const PARENT: &str = "parentFolderId";

/// What ids of new folders begin with, where no page shows a folder.
const NEW_ID: &str = "AAMkADhkNEWFOLDER=";

impl Service {
    /// The collection that has the objects of a path: that of the mailbox, where the path is that of a folder in it.
    pub(crate) fn in_mailbox(&self, path: ResourcePath) -> ResourcePath {
        let whole = path.of_mailbox().filter(|whole| self.seeds(whole).is_some());
        whole.unwrap_or(path)
    }

    /// The objects that a collection lists: of a folder, those that lie in it; of a mailbox, the folders at its top.
    pub(crate) fn listed(&self, path: &ResourcePath) -> Vec<Object> {
        let objects = self.state().at(&path.key(), self.seeds(path)).clone();
        let top = (path.name() == Some(FOLDERS)).then_some("");
        let Some(folder) = path.folder.as_deref().or(top) else {
            return objects;
        };
        let is_there = self.lies_in(path, folder);
        let there = objects
            .into_iter()
            .filter(|object| is_there(folder_named(object)));
        there.collect()
    }

    /// Objects that are given to a collection, with those that the mailbox has in other folders than that of the path.
    pub(crate) fn with_other_folders(&self, path: &ResourcePath, given: &[Object]) -> Vec<Object> {
        let Some(folder) = &path.folder else {
            return given.to_vec();
        };
        let is_there = self.lies_in(path, folder);
        let mut all = self.state().at(&path.key(), self.seeds(path)).clone();
        all.retain(|object| !is_there(folder_named(object)));
        for object in given {
            let mut object = object.clone();
            object.insert(PARENT.to_owned(), folder.as_str().into());
            all.push(object);
        }
        all
    }

    /// Tells whether an object of the collection at a path lies in a folder, by the folder that it names. Where that is not
    /// there, a message lies in the inbox and a folder at the top.
    pub(crate) fn lies_in(&self, path: &ResourcePath, folder: &str) -> impl Fn(&str) -> bool {
        let folders = path.parent().child(FOLDERS);
        let known = self.state().at(&folders.key(), self.seeds(&folders)).clone();
        let default = match path.name() {
            Some(FOLDERS) => String::new(),
            _ => id_of_name(&known, FOLDERS, "inbox")
                .or_else(|| Some(property(known.first()?, "id").to_owned()))
                .unwrap_or_default(),
        };
        let folder = folder.to_owned();
        move |named| named == folder || (folder == default && position(&known, named).is_err())
    }

    /// The id of a folder that every mailbox has. Where nothing shows it, it is made, with the id that an example gives it.
    /// `None` where there is none of that name.
    pub(crate) fn well_known_folder(
        &self,
        folders: &ResourcePath,
        name: &str,
        shown: Option<&str>,
    ) -> Option<String> {
        let called = well_known(name).filter(|_| folders.name() == Some(FOLDERS))?;
        let (key, seeds) = (folders.key(), Some(self.seeds(folders)?));
        let mut state = self.state();
        let known = state.at(&key, seeds);
        if let Some(id) = id_of_name(known, FOLDERS, name) {
            return Some(id);
        }
        let first = || known.first().map(|folder| property(folder, "id"));
        let pattern = shown.or_else(first).map(str::to_owned);
        let folder = [
            ("displayName", called.into()),
            ("childFolderCount", 0.into()),
            ("unreadItemCount", 0.into()),
            ("totalItemCount", 0.into()),
        ];
        let folder: Object = folder
            .into_iter()
            .map(|(name, value): (&str, Value)| (name.to_owned(), value))
            .collect();
        let made = state.create(&key, seeds, folder, pattern.as_deref().or(Some(NEW_ID)));
        Some(property(&made, "id").to_owned())
    }

    /// Puts an object that is made in a collection of a mailbox into the folder of the path. Where that names none, a message
    /// is among the drafts.
    pub(crate) fn put_in_folder(&self, collection: &ResourcePath, made: &mut Object) {
        let folders = collection.parent().child(FOLDERS);
        let is_message = collection.name() == Some(MESSAGES) && self.seeds(&folders).is_some();
        if is_message {
            made.entry("isDraft").or_insert(true.into());
        }
        let shown = made.get(PARENT).and_then(Value::as_str);
        let drafts = || {
            self.well_known_folder(&folders, "drafts", shown)
                .filter(|_| is_message)
        };
        if let Some(folder) = collection.folder.clone().or_else(drafts) {
            made.insert(PARENT.to_owned(), folder.into());
        }
    }

    /// `POST …/move` and `…/copy` of a message or a folder; `None` where the request is another one.
    pub(crate) fn move_or_copy(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let is_move = match routed.path.name()? {
            "move" => true,
            "copy" => false,
            _ => return None,
        };
        let at = routed.path.parent();
        let (collection, id) = at.of_object()?;
        let is_folder = match collection.name()? {
            FOLDERS => true,
            MESSAGES => false,
            _ => return None,
        };
        let folders = collection.parent().child(FOLDERS);
        self.seeds(&folders)?;
        let moved = self.destination(routed, &folders).and_then(|to| match is_folder {
            true => self.put_folder(&collection, id, &to, is_move),
            false => self.put_message(routed, &collection, id, &to, is_move),
        });
        Some(moved.map(|moved| {
            let status = routed.route.operation.response.status.first().copied();
            let status = status.and_then(|status| StatusCode::from_u16(status).ok());
            json_response(status.unwrap_or(StatusCode::CREATED), &Value::Object(moved))
        }))
    }

    /// The id of the folder that the body of a request names.
    fn destination(&self, routed: &RoutedRequest<'_>, folders: &ResourcePath) -> Result<String, GraphError> {
        let body = object(routed.body)?;
        // The service takes the name of the parameter without case.
        let mut parameters = body.iter();
        let named = parameters.find(|(name, _)| name.eq_ignore_ascii_case("destinationId"));
        let Some(named) = named.and_then(|(_, value)| value.as_str()) else {
            let message = "The parameter 'DestinationId' is missing.";
            return Err(GraphError::request_bad_request(message));
        };
        let (shown, sent) = routed.route.example_objects(Some(&body));
        let is_shown = sent.values().any(|value| value.as_str() == Some(named));
        let shown = is_shown
            .then(|| property(&shown, PARENT))
            .filter(|id| !id.is_empty());
        if let Some(id) = self.well_known_folder(folders, named, shown) {
            return Ok(id);
        }
        let mut state = self.state();
        let known = self.objects(&mut state, folders, named, Object::new);
        // What an example sends is there.
        match position(known, named) {
            Err(_) if is_shown => {
                let made = state.create(&folders.key(), None, Object::new(), Some(named));
                Ok(property(&made, "id").to_owned())
            }
            found => found.map(|_| named.to_owned()),
        }
    }

    /// Puts a message, or a copy of it, into a folder. It has another id there.
    fn put_message(
        &self,
        routed: &RoutedRequest<'_>,
        messages: &ResourcePath,
        id: &str,
        folder: &str,
        is_move: bool,
    ) -> Result<Object, GraphError> {
        let key = messages.key();
        let mut state = self.state();
        let known = self.objects(&mut state, messages, id, || routed.route.example_objects(None).0);
        let mut message = known[position(known, id)?].clone();
        message.insert(PARENT.to_owned(), folder.into());
        let copy = state.copy(&key, &message);
        if is_move {
            state.remove(&key, id)?;
        }
        Ok(copy)
    }

    /// Puts a folder, or a copy of it and of all in it, into another one.
    fn put_folder(
        &self,
        folders: &ResourcePath,
        id: &str,
        to: &str,
        is_move: bool,
    ) -> Result<Object, GraphError> {
        let key = folders.key();
        let mut state = self.state();
        let known = self.objects(&mut state, folders, id, Object::new);
        let mut folder = known[position(known, id)?].clone();
        folder.insert(PARENT.to_owned(), to.into());
        if !is_move {
            let all = tree(known, id);
            drop(state);
            return Ok(self.copy_folders(folders, folder, &all));
        }
        if tree(known, id).iter().any(|below| property(below, "id") == to) {
            let message = "A folder cannot be moved into itself.";
            return Err(GraphError::request_bad_request(message));
        }
        // It leaves one folder, and comes into another.
        state.changed(&key, id, Changed::All);
        let known = state.at(&key, None);
        let at = position(known, id)?;
        known[at] = folder.clone();
        state.changed(&key, id, Changed::All);
        Ok(folder)
    }

    /// Copies a folder with all in it. `all` are the folder and those below it, each behind the one in which it lies.
    fn copy_folders(&self, folders: &ResourcePath, first: Object, all: &[Object]) -> Object {
        let mut copies: Vec<(&str, Object)> = Vec::new();
        for folder in all {
            let mut copy = first.clone();
            if let Some((_, parent)) = copies.iter().find(|(id, _)| *id == folder_named(folder)) {
                copy = folder.clone();
                copy.insert(PARENT.to_owned(), property(parent, "id").into());
            }
            let copy = self.state().copy(&folders.key(), &copy);
            let id = property(folder, "id");
            let messages = self.messages_in(folders, id);
            let mut state = self.state();
            for mut message in messages.1 {
                message.insert(PARENT.to_owned(), property(&copy, "id").into());
                state.copy(&messages.0, &message);
            }
            copies.push((id, copy));
        }
        copies.into_iter().next().map_or(first, |(_, copy)| copy)
    }

    /// The key of the messages of a mailbox, and those of them that lie in a folder.
    fn messages_in(&self, folders: &ResourcePath, folder: &str) -> (String, Vec<Object>) {
        let mut messages = folders.parent().child(MESSAGES);
        messages.folder = Some(folder.to_owned());
        (messages.key(), self.listed(&messages))
    }

    /// Removes a folder with all in it.
    pub(crate) fn remove_folder(&self, folders: &ResourcePath, id: &str) -> Result<(), GraphError> {
        let all = tree(self.state().at(&folders.key(), self.seeds(folders)), id);
        for folder in all.iter().map(|folder| property(folder, "id")) {
            let (key, messages) = self.messages_in(folders, folder);
            let mut state = self.state();
            remove_all(&mut state, &key, &messages)?;
        }
        remove_all(&mut self.state(), &folders.key(), &all)
    }
}

fn remove_all(state: &mut Collections, key: &str, objects: &[Object]) -> Result<(), GraphError> {
    let mut ids = objects.iter().map(|object| property(object, "id"));
    ids.try_for_each(|id| state.remove(key, id))
}

/// A folder and those below it, each behind the one in which it lies.
fn tree(folders: &[Object], id: &str) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::new();
    found.extend(
        folders
            .iter()
            .find(|folder| property(folder, "id") == id)
            .cloned(),
    );
    let mut at = 0;
    while let Some(above) = found.get(at).map(|folder| property(folder, "id").to_owned()) {
        for folder in folders {
            let is_known = position(&found, property(folder, "id")).is_ok();
            if !is_known && folder_named(folder) == above {
                found.push(folder.clone());
            }
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::tree;
    use crate::names::property;

    #[test]
    fn folders_that_lie_in_each_other_end() {
        let folders = [
            json!({"id": "a", "parentFolderId": "c"}),
            json!({"id": "c", "parentFolderId": "b"}),
            json!({"id": "b", "parentFolderId": "a"}),
            json!({"id": "d", "parentFolderId": "x"}),
        ];
        let folders: Vec<_> = folders
            .iter()
            .filter_map(|folder| folder.as_object().cloned())
            .collect();
        let ids = |id| {
            let found = tree(&folders, id);
            found
                .iter()
                .map(|folder| property(folder, "id"))
                .collect::<String>()
        };
        assert_eq!([ids("a"), ids("d"), ids("x")], ["abc", "d", ""]);
    }
}
