//! Requests that write.

use http::{StatusCode, header};
use serde_json::Value;

use crate::collections::{Changed, ETAG, merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::Target;
use crate::keys::key;
use crate::pages::{ResponseContent, Segment};
use crate::service::{Answer, Asked, Service, object, status};

impl Service {
    pub(crate) fn create(&self, asked: &Asked<'_>) -> Answer {
        if asked.is_link() {
            return self.add_link(asked);
        }
        if let Some(answer) = self.send_mail(asked).or_else(|| self.attach(asked)) {
            return answer;
        }
        let route = &asked.route;
        let is_creation = matches!(route.operation.response.content, ResponseContent::One(_))
            && route
                .operation
                .response
                .status
                .contains(&StatusCode::CREATED.as_u16())
            && asked.template.last() != Some(&Segment::Literal("$ref".to_owned()));
        if !is_creation {
            return self.shown(asked);
        }
        let mut body = object(asked.body)?;
        let (shown, sent) = route.shown_objects(Some(&body));
        let bound = self.take_bound(asked.version, &mut body)?;
        // What the service adds is what the response shows and the request does not.
        let mut created: Object = shown
            .iter()
            .filter(|(name, _)| !sent.contains_key(*name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        created.extend(body);
        let seeds = self.seeds(asked.version, Some(&asked.template));
        let path = key(asked.version, &asked.place);
        let pattern = shown.get("id").and_then(Value::as_str);
        let created = self.state().create(&path, seeds, created, pattern);
        let id = created.get("id").and_then(Value::as_str).unwrap_or_default();
        let place: Vec<String> = asked.place.iter().cloned().chain([id.to_owned()]).collect();
        let mut template = asked.template.clone();
        template.push(Segment::Parameter("id".to_owned()));
        self.bind(asked.version, &template, &place, bound)?;
        Ok(json_response(StatusCode::CREATED, &Value::Object(created)))
    }

    /// `POST …/attachments/createUploadSession`
    fn attach(&self, asked: &Asked<'_>) -> Option<Answer> {
        let (last, collection) = asked.place.split_last()?;
        if last != "createUploadSession" || collection.last()? != "attachments" {
            return None;
        }
        let body = match object(asked.body) {
            Ok(body) => body,
            Err(error) => return Some(Err(error)),
        };
        // The service takes the name of the parameter without case.
        let mut parameters = body.into_iter();
        let item = parameters.find(|(name, _)| name.eq_ignore_ascii_case("AttachmentItem"));
        let Some((_, Value::Object(mut item))) = item else {
            let message = "The parameter 'AttachmentItem' is missing.";
            return Some(Err(GraphError::request_bad_request(message)));
        };
        item.remove("attachmentType");
        item.insert("@odata.type".to_owned(), "#microsoft.graph.fileAttachment".into());
        let target = Target::Attachment {
            collection: key(asked.version, collection),
            item,
        };
        let session = self.begin_upload(asked, target);
        Some(Ok(json_response(StatusCode::CREATED, &session)))
    }

    pub(crate) fn update(&self, asked: &Asked<'_>) -> Answer {
        let mut changes = object(asked.body)?;
        let bound = self.take_bound(asked.version, &mut changes)?;
        self.bind(asked.version, &asked.template, &asked.place, bound)?;
        let properties = Changed::Named(changes.keys().cloned().collect());
        let changed = self.with_object(asked, |object| {
            check_tag(asked, object)?;
            merge(object, changes);
            Ok(object.clone())
        })??;
        if let Some((id, before)) = asked.place.split_last() {
            self.state().changed(&key(asked.version, before), id, properties);
        }
        Ok(match asked.route.operation.response.content {
            ResponseContent::None => status(StatusCode::NO_CONTENT),
            _ => json_response(StatusCode::OK, &Value::Object(changed)),
        })
    }

    pub(crate) fn delete(&self, asked: &Asked<'_>) -> Answer {
        if asked.is_link() {
            return self.remove_link(asked);
        }
        let (Some(Segment::Parameter(_)), Some((id, before))) =
            (asked.template.last(), asked.place.split_last())
        else {
            return self.shown(asked);
        };
        let seeds = self.seeds(asked.version, asked.template.get(..before.len()));
        let mut state = self.state();
        let path = key(asked.version, before);
        let objects = state.at(&path, seeds);
        let at = position(objects, id)?;
        check_tag(asked, &objects[at])?;
        objects.remove(at);
        state.changed(&path, id, Changed::All);
        Ok(status(StatusCode::NO_CONTENT))
    }

    pub(crate) fn put(&self, asked: &Asked<'_>) -> Answer {
        if asked.is_link() {
            return self.set_link(asked);
        }
        let path = key(asked.version, &asked.place);
        let content_type = asked.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|ty| ty.to_str().ok()).unwrap_or_default();
        if !content_type.starts_with("application/json") {
            let bytes = (content_type.to_owned(), asked.body.to_vec());
            self.state().files.bytes.insert(path, bytes);
            return self.shown(asked);
        }
        let mut body = object(asked.body)?;
        let bound = self.take_bound(asked.version, &mut body)?;
        let is_new = match (asked.template.split_last(), asked.place.split_last()) {
            (Some((Segment::Parameter(_), before)), Some((id, above))) => {
                let seeds = self.seeds(asked.version, Some(before));
                body.insert("id".to_owned(), id.as_str().into());
                self.state()
                    .replace(&key(asked.version, above), seeds, id, body.clone())
            }
            (Some((Segment::Literal(_), _)), _) => {
                *self.state().singleton(&path, None) = body.clone();
                false
            }
            _ => return self.shown(asked),
        };
        self.bind(asked.version, &asked.template, &asked.place, bound)?;
        let response = &asked.route.operation.response;
        let is_documented = |code: StatusCode| response.status.contains(&code.as_u16());
        Ok(match response.content {
            ResponseContent::None if is_documented(StatusCode::NO_CONTENT) => status(StatusCode::NO_CONTENT),
            ResponseContent::One(_) if is_new && is_documented(StatusCode::CREATED) => {
                json_response(StatusCode::CREATED, &Value::Object(body))
            }
            ResponseContent::One(_) => json_response(StatusCode::OK, &Value::Object(body)),
            _ => return self.shown(asked),
        })
    }
}

/// Refuses a change of an object that is another one than the caller knows.
fn check_tag(asked: &Asked<'_>, object: &Object) -> Result<(), GraphError> {
    let expected = asked
        .headers
        .get(header::IF_MATCH)
        .and_then(|tag| tag.to_str().ok());
    let tag = object.get(ETAG).and_then(Value::as_str);
    match (expected, tag) {
        (Some(expected), Some(tag)) if expected != "*" && expected != tag => {
            Err(GraphError::precondition_failed())
        }
        _ => Ok(()),
    }
}
