//! Requests on the files and folders of drives, whatever way leads to them.

use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::{Value, json};

use crate::checks::check_if_match;
use crate::collections::{merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::{At, Conflict, Download, FilePlace, Target, Upload, Work, secret};
use crate::items::{self, reference};
use crate::names::property;
use crate::pages::Segment;
use crate::query::Query;
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object, status};

/// An item that the path of a request leads to, and the rest of the path.
struct ItemPath {
    /// The id of the drive.
    drive: String,
    /// The key of the items of the drive.
    items: String,
    at: At,
    /// The segments behind the item, such as `children`.
    rest: Vec<String>,
}

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
            ("GET", [search]) if search.starts_with("search(") => self.search_items(routed, &place, search),
            _ => return None,
        })
    }

    /// The item that a path leads to.
    fn item(&self, routed: &RoutedRequest<'_>) -> Option<Result<ItemPath, GraphError>> {
        let (template, place) = (&routed.path.template, &routed.path.segments);
        let owner = place.get(1)?;
        let start = items_start(template)?;
        let drive = match template.first() {
            Some(Segment::Literal(first)) if first == "drives" => owner.clone(),
            _ => self.drive_of(routed, owner),
        };
        let drives = ResourcePath::top(routed.path.version, "drives");
        let of_drive = drives.object(&drive).child("items");
        let (path, seeds) = (of_drive.key(), self.seeds(&of_drive));
        let items = self.state().at(&path, seeds).clone();

        let rest = place.get(start..)?;
        // The service takes an item by its path, where the template has one.
        let (start_of_path, template) = match template.get(start)? {
            Segment::ColonPath { before, closed, .. } => ((**before).clone(), Some(*closed)),
            Segment::Literal(first) if first == "items" => match template.get(start + 1)? {
                Segment::ColonPath { before, closed, .. } => ((**before).clone(), Some(*closed)),
                segment => (segment.clone(), None),
            },
            segment => (segment.clone(), None),
        };
        let rest = match rest.split_first() {
            Some((first, rest)) if first == "items" => rest,
            _ => rest,
        };
        let (first, rest) = rest.split_first()?;
        let folder = match start_of_path {
            Segment::Literal(root) if root == "root" => items::root(&items),
            Segment::Parameter(_) => {
                let id = first.trim_end_matches(':');
                let found = position(&items, id).map(|_| id.to_owned());
                found.map_err(|_| GraphError::item_not_found(id))
            }
            _ => return None,
        };
        let (names, rest) = match template {
            None => (Vec::new(), rest),
            Some(closed) => {
                let end = if closed {
                    rest.iter().position(|segment| segment.ends_with(':'))? + 1
                } else {
                    rest.len()
                };
                let names = rest.get(..end)?.iter();
                let names = names.map(|name| if closed { name.trim_end_matches(':') } else { name });
                (names.map(str::to_owned).collect(), rest.get(end..)?)
            }
        };
        let at = folder.and_then(|folder| items::at(&items, &folder, &names));
        Some(at.map(|at| ItemPath {
            drive,
            items: path,
            at,
            rest: rest.to_vec(),
        }))
    }

    /// The id of the drive of a user or a group.
    fn drive_of(&self, routed: &RoutedRequest<'_>, owner: &str) -> String {
        let version = routed.path.version;
        let drives = ResourcePath::top(version, "drives");
        let first = self.seeds(&drives).and_then(<[Object]>::first);
        match first {
            Some(drive) if owner == self.documentation.signed_in(version) => property(drive, "id").to_owned(),
            _ => format!("b!{owner}"),
        }
    }

    fn get_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        self.one(routed, self.found(place)?)
    }

    /// The item at a place.
    fn found(&self, place: &ItemPath) -> Result<Object, GraphError> {
        match &place.at {
            At::Item(id) => {
                let mut state = self.state();
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
            items::remove(items, &replaced)?;
        }
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
        let item = self.found(place)?;
        check_if_match(routed.headers, Some(property(&item, "eTag")))?;
        let mut state = self.state();
        let items = state.at(&place.items, None);
        if let Some(parent) = changes
            .get("parentReference")
            .and_then(|parent| parent.get("id")?.as_str())
        {
            let folder = parent.to_owned();
            position(items, &folder).map_err(|_| GraphError::item_not_found(&folder))?;
            if items::is_in(items, &folder, property(&item, "id")) {
                let message = "An item cannot be moved into itself.";
                return Err(GraphError::invalid_request(message));
            }
            let reference = reference(items, &place.drive, &folder);
            changes.insert("parentReference".to_owned(), reference);
        }
        let id = property(&item, "id");
        let index = position(items, id)?;
        let item = items
            .get_mut(index)
            .ok_or_else(|| GraphError::item_not_found(id))?;
        merge(item, changes);
        items::touch(item);
        Ok(json_response(StatusCode::OK, &Value::Object(item.clone())))
    }

    fn delete_item(&self, routed: &RoutedRequest<'_>, place: &ItemPath) -> Answer {
        let item = self.found(place)?;
        check_if_match(routed.headers, Some(property(&item, "eTag")))?;
        items::remove(self.state().at(&place.items, None), property(&item, "id"))?;
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

/// How many segments of a template lead to a drive: two in `drives/{id}`, three in `users/{id}/drive`. `None` where it
/// leads to no drive.
pub(crate) fn items_start(template: &[Segment]) -> Option<usize> {
    let literal = |index: usize, text: &str| matches!(template.get(index), Some(Segment::Literal(literal)) if literal == text);
    if literal(0, "drives") {
        Some(2)
    } else {
        literal(2, "drive").then_some(3)
    }
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
