//! Requests on the files and folders of drives, whatever way leads to them.

use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::{Value, json};

use crate::collections::{merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::{At, Conflict, Download, FilePlace, Target, Upload, Work, secret};
use crate::items::{self, reference};
use crate::keys::key;
use crate::names::property;
use crate::pages::Segment;
use crate::query::Query;
use crate::service::{Answer, Asked, Service, object, status};

/// An item that a path leads to, and what stands behind it in the path.
struct Place {
    /// The id of the drive.
    drive: String,
    /// The key of its items.
    items: String,
    at: At,
    rest: Vec<String>,
}

impl Service {
    /// Answers a request on an item of a drive; `None` where it is about something else.
    pub(crate) fn answer_in_drive(&self, asked: &Asked<'_>) -> Option<Answer> {
        let place = match self.item(asked)? {
            Ok(place) => place,
            Err(error) => return Some(Err(error)),
        };
        let rest: Vec<&str> = place.rest.iter().map(String::as_str).collect();
        let method = asked.route.operation.method.as_str();
        Some(match (method, rest.as_slice()) {
            ("GET", []) => self.get_item(asked, &place),
            ("PATCH", []) => self.update_item(asked, &place),
            ("DELETE", []) => self.delete_item(asked, &place),
            ("GET", ["children"]) => self.list_children(asked, &place),
            ("POST", ["children"]) => self.create_folder(asked, &place),
            ("GET", ["content"]) => self.redirect_to_content(asked, &place),
            ("PUT", ["content"]) => self.put_content(asked, &place),
            ("POST", ["createUploadSession"]) => self.create_session(asked, place),
            ("POST", ["copy"]) => self.copy_item(asked, &place),
            ("GET", [search]) if search.starts_with("search(") => self.search_items(asked, &place, search),
            _ => return None,
        })
    }

    /// The item that a path leads to.
    fn item(&self, asked: &Asked<'_>) -> Option<Result<Place, GraphError>> {
        let (template, place) = (&asked.template, &asked.place);
        let owner = place.get(1)?;
        let start = start(template)?;
        let drive = match template.first() {
            Some(Segment::Literal(first)) if first == "drives" => owner.clone(),
            _ => self.drive_of(asked, owner),
        };
        let path = key(
            asked.version,
            &["drives".to_owned(), drive.clone(), "items".to_owned()],
        );
        let segments = ["drives", "items"].map(|name| Segment::Literal(name.to_owned()));
        let [drives, of_drive] = segments;
        let shape = [drives, Segment::Parameter("id".to_owned()), of_drive];
        let seeds = self.seeds(asked.version, Some(&shape));
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
        Some(at.map(|at| Place {
            drive,
            items: path,
            at,
            rest: rest.to_vec(),
        }))
    }

    /// The id of the drive of a user or a group.
    fn drive_of(&self, asked: &Asked<'_>, owner: &str) -> String {
        let drives = [Segment::Literal("drives".to_owned())];
        let shown = self
            .seeds(asked.version, Some(&drives))
            .and_then(<[Object]>::first);
        match shown {
            Some(drive) if owner == self.documentation.signed_in(asked.version) => {
                property(drive, "id").to_owned()
            }
            _ => format!("b!{owner}"),
        }
    }

    fn get_item(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        self.one(asked, self.found(place)?)
    }

    /// The item at a place.
    fn found(&self, place: &Place) -> Result<Object, GraphError> {
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

    fn list_children(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let folder = self.found(place)?;
        let children = items::children(self.state().at(&place.items, None), property(&folder, "id"));
        self.page(asked, &Query::parse(asked.query)?, &children)
    }

    fn search_items(&self, asked: &Asked<'_>, place: &Place, function: &str) -> Answer {
        self.found(place)?;
        let text = function.trim_start_matches("search(q='").trim_end_matches("')");
        let text = text.replace("''", "'").to_lowercase();
        let mut found = self.state().at(&place.items, None).clone();
        found.retain(|item| property(item, "name").to_lowercase().contains(&text));
        self.page(asked, &Query::parse(asked.query)?, &found)
    }

    fn create_folder(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let body = object(asked.body)?;
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

    fn update_item(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let mut changes = object(asked.body)?;
        let item = self.found(place)?;
        check_tag(asked, &item)?;
        let mut state = self.state();
        let items = state.at(&place.items, None);
        if let Some(parent) = changes
            .get("parentReference")
            .and_then(|parent| parent.get("id")?.as_str())
        {
            let folder = parent.to_owned();
            position(items, &folder).map_err(|_| GraphError::item_not_found(&folder))?;
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

    fn delete_item(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let item = self.found(place)?;
        check_tag(asked, &item)?;
        items::remove(self.state().at(&place.items, None), property(&item, "id"))?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    fn redirect_to_content(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let item = self.found(place)?;
        if !item.contains_key("file") {
            return Err(GraphError::invalid_request("Only a file has content."));
        }
        let secret = secret();
        let mut state = self.state();
        let of = Download::Item(place.items.clone(), property(&item, "id").to_owned());
        state.files.downloads.insert(secret.clone(), of);
        let mut response = status(StatusCode::FOUND);
        insert_location(&mut response, &asked.outside(&format!("download/{secret}")));
        Ok(response)
    }

    fn put_content(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let content_type = asked.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let file = FilePlace {
            drive: place.drive.clone(),
            items: place.items.clone(),
            at: place.at.clone(),
            conflict: Conflict::Replace,
        };
        let (item, is_new) = items::write(&mut self.state(), &file, content_type, asked.body.to_vec())?;
        let code = if is_new {
            StatusCode::CREATED
        } else {
            StatusCode::OK
        };
        Ok(json_response(code, &Value::Object(item)))
    }

    fn create_session(&self, asked: &Asked<'_>, place: Place) -> Answer {
        let body = match asked.body {
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
        let session = self.begin_upload(asked, Target::File(file));
        Ok(json_response(StatusCode::OK, &session))
    }

    /// Begins an upload; what is returned is the session.
    pub(crate) fn begin_upload(&self, asked: &Asked<'_>, target: Target) -> Value {
        let secret = secret();
        let url = asked.outside(&format!("upload/{secret}"));
        let upload = Upload {
            target,
            total: None,
            received: Vec::new(),
        };
        self.state().files.uploads.insert(secret, upload);
        json!({"uploadUrl": url, "expirationDateTime": "2099-12-31T23:59:59Z", "nextExpectedRanges": ["0-"]})
    }

    fn copy_item(&self, asked: &Asked<'_>, place: &Place) -> Answer {
        let body = object(asked.body)?;
        let item = self.found(place)?;
        let mut state = self.state();
        let all = state.at(&place.items, None).clone();
        let to = body
            .get("parentReference")
            .and_then(|parent| parent.get("id")?.as_str());
        let folder = to.map(str::to_owned).or_else(|| items::folder_of(&all, &item));
        let folder = folder.ok_or_else(|| GraphError::invalid_request("The root cannot be copied."))?;
        position(&all, &folder).map_err(|_| GraphError::item_not_found(&folder))?;
        let name = body
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_else(|| property(&item, "name"));
        let result = match items::free_name(&all, &folder, name, Conflict::Fail) {
            Ok((name, _)) => {
                let content = state.files.content(&place.items, &item);
                let mut copy = item.clone();
                copy.insert("name".to_owned(), name.into());
                copy.insert(
                    "parentReference".to_owned(),
                    reference(&all, &place.drive, &folder),
                );
                let copy = state.create(&place.items, None, copy, Some(items::NEW_ID));
                let id = property(&copy, "id").to_owned();
                state.files.write(&place.items, &id, content);
                Ok(id)
            }
            Err(_) => Err("nameAlreadyExists"),
        };
        let secret = secret();
        let work = Work { asked: false, result };
        state.files.works.insert(secret.clone(), work);
        let mut response = status(StatusCode::ACCEPTED);
        insert_location(&mut response, &asked.outside(&format!("monitor/{secret}")));
        Ok(response)
    }
}

/// Where in a path what stands in a drive begins: behind `drives/{id}`, and behind the drive of a user or a group.
pub(crate) fn start(template: &[Segment]) -> Option<usize> {
    let literal = |index: usize, text: &str| matches!(template.get(index), Some(Segment::Literal(literal)) if literal == text);
    if literal(0, "drives") {
        Some(2)
    } else {
        literal(2, "drive").then_some(3)
    }
}

impl Asked<'_> {
    /// A URL outside of the versions of the service, at the same host.
    pub(crate) fn outside(&self, path: &str) -> String {
        let begin = self.url.find("://").map_or(0, |at| at + 3);
        let host = self.url.get(begin..).and_then(|rest| rest.find('/'));
        let host = host.map_or(self.url.len(), |end| begin + end);
        format!("{}/{path}", self.url.get(..host).unwrap_or_default())
    }
}

/// What a request says of a name that is taken.
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

/// Refuses a change of an item that is another one than the caller knows.
fn check_tag(asked: &Asked<'_>, item: &Object) -> Result<(), GraphError> {
    let expected = asked.headers.get(header::IF_MATCH);
    let tag = property(item, "eTag");
    match expected.and_then(|tag| tag.to_str().ok()) {
        Some(expected) if expected != "*" && expected != tag => Err(GraphError::precondition_failed()),
        _ => Ok(()),
    }
}

pub(crate) fn insert_location(response: &mut http::Response<Vec<u8>>, url: &str) {
    if let Ok(url) = HeaderValue::try_from(url) {
        response.headers_mut().insert(header::LOCATION, url);
    }
}
