//! Requests that write.

use http::StatusCode;
use serde_json::Value;

use crate::collections::{Changed, merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::Target;
use crate::pages::{ResponseContent, Segment};
use crate::service::{Answer, Asked, Service, key, object, status};

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
            return Ok(asked.shown());
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
            merge(object, changes);
            object.clone()
        })?;
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
            return Ok(asked.shown());
        };
        let seeds = self.seeds(asked.version, asked.template.get(..before.len()));
        let mut state = self.state();
        let path = key(asked.version, before);
        let objects = state.at(&path, seeds);
        objects.remove(position(objects, id)?);
        state.changed(&path, id, Changed::All);
        Ok(status(StatusCode::NO_CONTENT))
    }

    pub(crate) fn put(&self, asked: &Asked<'_>) -> Answer {
        if asked.is_link() {
            return self.set_link(asked);
        }
        Ok(asked.shown())
    }
}
