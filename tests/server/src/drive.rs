//! Requests on the files and folders of drives, whatever way leads to them.

use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::{Value, json};

use crate::checks::check_if_match;
use crate::collections::{Changed, Collections, merge, position};
use crate::delta::{Feed, Kind};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::{At, Conflict, Download, FilePlace, Target, Upload, Work, secret};
use crate::item_path::ItemPath;
use crate::items::{self, reference};
use crate::names::property;
use crate::query::{Query, parameter};
use crate::service::{Answer, RoutedRequest, Service, object, status};

impl Service {
    /// Answers a request on an item of a drive; `None` where it is about something else.
    pub(crate) fn answer_in_drive(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let place = match self.item(routed)? {
            Ok(place) => place,
            Err(error) => return Some(Err(error)),
        };
        let rest: Vec<&str> = place.rest.iter().map(String::as_str).collect();
        let method = routed.route.operation.method.as_str();
        Some(match (method, rest.as_slice()) {
            ("GET", []) => self.get_item(routed, &place),
            ("PATCH", []) => self.update_item(routed, &place),
            ("DELETE", []) => self.delete_item(routed, &place),
            ("GET", ["children"]) => self.list_children(routed, &place),
            ("POST", ["children"]) => self.create_folder(routed, &place),
            ("GET", ["content"]) => self.redirect_to_content(routed, &place),
            ("PUT", ["content"]) => self.put_content(routed, &place),
            ("POST", ["createUploadSession"]) => self.create_session(routed, place),
            ("POST", ["copy"]) => self.copy_item(routed, &place),
            ("GET", [delta]) if is_delta(delta) => self.read_item_changes(routed, &place, delta),
            ("GET", [search]) if search.starts_with("search(") => self.search_items(routed, &place, search),
            _ => return None,
        })
    }

    fn get_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        self.one(routed, self.found(place)?)
    }

    /// The item at a place.
    fn found(&self, place: &ItemPath) -> Result<Object, GraphError> {
        Self::found_in(&mut self.state(), place)
    }

    /// The item at a place, to be changed before anything else is.
    fn found_in(state: &mut Collections, place: &ItemPath) -> Result<Object, GraphError> {
        match &place.at {
            At::Item(id) => {
                let items = state.at(&place.items, None);
                let index = position(items, id)?;
                items
                    .get(index)
                    .cloned()
                    .ok_or_else(|| GraphError::item_not_found(id))
            }
            At::New { name, .. } => Err(GraphError::item_not_found(name)),
        }
    }

    fn list_children(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let folder = self.found(place)?;
        let children = items::children(self.state().at(&place.items, None), property(&folder, "id"));
        self.page(routed, &Query::parse(routed.query)?, &children)
    }

    fn search_items(&self, routed: &RoutedRequest<'_>, place: &ItemPath, function: &str) -> Answer {
        self.found(place)?;
        let text = function.trim_start_matches("search(q='").trim_end_matches("')");
        let text = text.replace("''", "'").to_lowercase();
        let mut found = self.state().at(&place.items, None).clone();
        found.retain(|item| property(item, "name").to_lowercase().contains(&text));
        self.page(routed, &Query::parse(routed.query)?, &found)
    }

    /// What has changed in a folder and in all below it. `function` is the end of the path, which can have the token.
    fn read_item_changes(&self, routed: &RoutedRequest<'_>, place: &ItemPath, function: &str) -> Answer {
        let folder = self.found(place)?;
        let query = Query::parse(routed.query)?;
        let (mut objects, mut changes) = {
            let mut state = self.state();
            (state.at(&place.items, None).clone(), state.changes(&place.items))
        };
        if !folder.contains_key("root") {
            let all = objects.clone();
            let is_below = |id: &str| items::is_in(&all, id, property(&folder, "id"));
            objects.retain(|item| is_below(property(item, "id")));
            changes.retain(|change| is_below(&change.id) || is_below(&change.folder));
        }
        let (base, token) = match function.split_once("(token='") {
            Some((name, token)) => {
                let base = routed.url.rsplit_once('/').map_or("", |(base, _)| base);
                let token = token.strip_suffix("')").map(str::to_owned);
                (format!("{base}/{name}"), token)
            }
            None => (routed.url.clone(), parameter(routed.query, "token")),
        };
        let feed = Feed {
            objects: &objects,
            changes: &changes,
            kind: Kind::Items,
            token: token.as_deref(),
        };
        let page = feed.page(&query, self.page_size, &base)?;
        Ok(json_response(StatusCode::OK, &page))
    }

    fn create_folder(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let body = object(routed.body)?;
        let folder = self.found(place)?;
        let folder = property(&folder, "id");
        if !body.contains_key("folder") {
            return Err(GraphError::invalid_request("Only a folder can be made this way."));
        }
        let mut state = self.state();
        let items = state.at(&place.items, None);
        let (name, replaced) = items::free_name(items, folder, property(&body, "name"), conflict(&body)?)?;
        if let Some(replaced) = replaced.map(|item| property(item, "id").to_owned()) {
            items::remove(&mut state, &place.items, &replaced)?;
        }
        let items = state.at(&place.items, None);
        let mut created = Object::new();
        created.insert("name".to_owned(), name.into());
        created.insert("folder".to_owned(), json!({"childCount": 0}));
        created.insert("createdDateTime".to_owned(), items::now().into());
        created.insert("lastModifiedDateTime".to_owned(), items::now().into());
        created.insert(
            "parentReference".to_owned(),
            reference(items, &place.drive, folder),
        );
        let created = state.create(&place.items, None, created, Some(items::NEW_ID));
        Ok(json_response(StatusCode::CREATED, &Value::Object(created)))
    }

    fn update_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let mut changes = object(routed.body)?;
        let mut state = self.state();
        let item = Self::found_in(&mut state, place)?;
        check_if_match(routed.headers, Some(property(&item, "eTag")))?;
        let items = state.at(&place.items, None);
        let id = property(&item, "id");
        let folder = match changes.get("parentReference") {
            Some(parent) => {
                let folder = items::named_folder(items, &item, &place.drive, parent)?;
                if items::is_in(items, &folder, id) {
                    let message = "An item cannot be moved into itself.";
                    return Err(GraphError::invalid_request(message));
                }
                let reference = reference(items, &place.drive, &folder);
                changes.insert("parentReference".to_owned(), reference);
                Some(folder)
            }
            None => items::folder_of(items, &item),
        };
        let name = changes.get("name").and_then(Value::as_str);
        let name = name.unwrap_or_else(|| property(&item, "name"));
        let taken = folder.and_then(|folder| items::child(items, &folder, name));
        if taken.is_some_and(|taken| property(taken, "id") != id) {
            return Err(GraphError::name_exists());
        }
        // It leaves one folder, and may come into another.
        state.changed(&place.items, id, Changed::All);
        let items = state.at(&place.items, None);
        let index = position(items, id)?;
        let item = items
            .get_mut(index)
            .ok_or_else(|| GraphError::item_not_found(id))?;
        merge(item, changes);
        items::touch(item);
        let changed = item.clone();
        state.changed(&place.items, id, Changed::All);
        Ok(json_response(StatusCode::OK, &Value::Object(changed)))
    }

    fn delete_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let mut state = self.state();
        let item = Self::found_in(&mut state, place)?;
        check_if_match(routed.headers, Some(property(&item, "eTag")))?;
        items::remove(&mut state, &place.items, property(&item, "id"))?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    fn redirect_to_content(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let item = self.found(place)?;
        if !item.contains_key("file") {
            return Err(GraphError::invalid_request("Only a file has content."));
        }
        let secret = secret();
        let mut state = self.state();
        let of = Download::Item(place.items.clone(), property(&item, "id").to_owned());
        state.files.downloads.insert(secret.clone(), of);
        let mut response = status(StatusCode::FOUND);
        insert_location(&mut response, &routed.outside(&format!("download/{secret}")));
        Ok(response)
    }

    fn put_content(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let content_type = routed.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let file = FilePlace {
            drive: place.drive.clone(),
            items: place.items.clone(),
            at: place.at.clone(),
            conflict: Conflict::Replace,
        };
        let (item, is_new) = items::write(&mut self.state(), &file, content_type, routed.body.to_vec())?;
        let code = if is_new {
            StatusCode::CREATED
        } else {
            StatusCode::OK
        };
        Ok(json_response(code, &Value::Object(item)))
    }

    fn create_session(&self, routed: &RoutedRequest<'_>, place: ItemPath) -> Answer {
        let body = match routed.body {
            [] => Object::new(),
            body => object(body)?,
        };
        let item = body
            .get("item")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        let file = FilePlace {
            drive: place.drive,
            items: place.items,
            at: place.at,
            conflict: conflict(&item)?,
        };
        let session = self.begin_upload(routed, Target::File(file));
        Ok(json_response(StatusCode::OK, &session))
    }

    /// Begins an upload, and returns its session.
    pub(crate) fn begin_upload(&self, routed: &RoutedRequest<'_>, target: Target) -> Value {
        let secret = secret();
        let url = routed.outside(&format!("upload/{secret}"));
        let upload = Upload {
            target,
            total: None,
            received: Vec::new(),
        };
        self.state().files.uploads.insert(secret, upload);
        json!({"uploadUrl": url, "expirationDateTime": "2099-12-31T23:59:59Z", "nextExpectedRanges": ["0-"]})
    }

    fn copy_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let body = object(routed.body)?;
        let item = self.found(place)?;
        let mut state = self.state();
        let all = state.at(&place.items, None).clone();
        let to = body
            .get("parentReference")
            .and_then(|parent| parent.get("id")?.as_str());
        let folder = to.map(str::to_owned).or_else(|| items::folder_of(&all, &item));
        let folder = folder
            .filter(|_| !item.contains_key("root"))
            .ok_or_else(|| GraphError::invalid_request("The root cannot be copied."))?;
        position(&all, &folder).map_err(|_| GraphError::item_not_found(&folder))?;
        let name = body
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_else(|| property(&item, "name"));
        let result = match items::free_name(&all, &folder, name, Conflict::Fail) {
            Ok((name, _)) => {
                let mut copy = item.clone();
                copy.insert("name".to_owned(), name.into());
                Ok(items::copy(
                    &mut state,
                    &place.items,
                    &place.drive,
                    &all,
                    &copy,
                    &folder,
                ))
            }
            Err(_) => Err("nameAlreadyExists"),
        };
        let secret = secret();
        let work = Work {
            was_asked_for: false,
            result,
        };
        state.files.works.insert(secret.clone(), work);
        let mut response = status(StatusCode::ACCEPTED);
        insert_location(&mut response, &routed.outside(&format!("monitor/{secret}")));
        Ok(response)
    }
}

/// Whether a segment is the function that tells what has changed.
fn is_delta(segment: &str) -> bool {
    segment == "delta" || segment.starts_with("delta(")
}

impl RoutedRequest<'_> {
    /// A URL outside of the versions of the service, at the same host.
    pub(crate) fn outside(&self, path: &str) -> String {
        let begin = self.url.find("://").map_or(0, |at| at + 3);
        let host = self.url.get(begin..).and_then(|rest| rest.find('/'));
        let host = host.map_or(self.url.len(), |end| begin + end);
        format!("{}/{path}", self.url.get(..host).unwrap_or_default())
    }
}

/// What a request wants to happen where the name of its item is taken.
///
/// # Errors
/// Where the request names a behavior that the service does not have.
fn conflict(body: &Object) -> Result<Conflict, GraphError> {
    match body
        .get("@microsoft.graph.conflictBehavior")
        .and_then(Value::as_str)
    {
        None => Ok(Conflict::Fail),
        Some(text) => Conflict::parse(text)
            .ok_or_else(|| GraphError::invalid_request("The conflict behavior is none of the service's.")),
    }
}

pub(crate) fn insert_location(response: &mut http::Response<Vec<u8>>, url: &str) {
    if let Ok(url) = HeaderValue::try_from(url) {
        response.headers_mut().insert(header::LOCATION, url);
    }
}
