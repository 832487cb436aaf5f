//! Requests that write.

use http::{StatusCode, header};
use serde_json::Value;

use crate::checks::check_if_match;
use crate::collections::{Changed, ETAG, merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::files::Target;
use crate::keys::key;
use crate::pages::{ResponseContent, Segment};
use crate::service::{Answer, RoutedRequest, Service, object, status};

impl Service {
    pub(crate) fn create(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.add_link(routed);
        }
        if let Some(answer) = self.send_mail(routed).or_else(|| self.attach(routed)) {
            return answer;
        }
        let route = &routed.route;
        let is_creation = matches!(route.operation.response.content, ResponseContent::One(_))
            && route
                .operation
                .response
                .status
                .contains(&StatusCode::CREATED.as_u16())
            && routed.template.last() != Some(&Segment::Literal("$ref".to_owned()));
        if !is_creation {
            return self.answer_with_example(routed);
        }
        let mut body = object(routed.body)?;
        let (shown, sent) = route.example_objects(Some(&body));
        let bound = self.take_bound(routed.version, &mut body)?;
        // What the service adds is what the response shows and the request does not.
        let mut created: Object = shown
            .iter()
            .filter(|(name, _)| !sent.contains_key(*name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        created.extend(body);
        let seeds = self.seeds(routed.version, Some(&routed.template));
        let path = key(routed.version, &routed.place);
        let pattern = shown.get("id").and_then(Value::as_str);
        let created = self.state().create(&path, seeds, created, pattern);
        let id = created.get("id").and_then(Value::as_str).unwrap_or_default();
        let place: Vec<String> = routed.place.iter().cloned().chain([id.to_owned()]).collect();
        let mut template = routed.template.clone();
        template.push(Segment::Parameter("id".to_owned()));
        self.bind(routed.version, &template, &place, bound)?;
        Ok(json_response(StatusCode::CREATED, &Value::Object(created)))
    }

    /// `POST …/attachments/createUploadSession`
    fn attach(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let (last, collection) = routed.place.split_last()?;
        if last != "createUploadSession" || collection.last()? != "attachments" {
            return None;
        }
        let body = match object(routed.body) {
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
            collection: key(routed.version, collection),
            item,
        };
        let session = self.begin_upload(routed, target);
        Some(Ok(json_response(StatusCode::CREATED, &session)))
    }

    pub(crate) fn update(&self, routed: &RoutedRequest<'_>) -> Answer {
        let mut changes = object(routed.body)?;
        let bound = self.take_bound(routed.version, &mut changes)?;
        self.bind(routed.version, &routed.template, &routed.place, bound)?;
        let properties = Changed::Named(changes.keys().cloned().collect());
        let changed = self.with_object(routed, |object| {
            check_if_match(routed.headers, tag(object))?;
            merge(object, changes);
            Ok(object.clone())
        })??;
        if let Some((id, before)) = routed.place.split_last() {
            self.state().changed(&key(routed.version, before), id, properties);
        }
        Ok(match routed.route.operation.response.content {
            ResponseContent::None => status(StatusCode::NO_CONTENT),
            _ => json_response(StatusCode::OK, &Value::Object(changed)),
        })
    }

    pub(crate) fn delete(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.remove_link(routed);
        }
        let (Some(Segment::Parameter(_)), Some((id, before))) =
            (routed.template.last(), routed.place.split_last())
        else {
            return self.answer_with_example(routed);
        };
        let seeds = self.seeds(routed.version, routed.template.get(..before.len()));
        let mut state = self.state();
        let path = key(routed.version, before);
        let objects = state.at(&path, seeds);
        let at = position(objects, id)?;
        check_if_match(routed.headers, tag(&objects[at]))?;
        objects.remove(at);
        state.changed(&path, id, Changed::All);
        Ok(status(StatusCode::NO_CONTENT))
    }

    pub(crate) fn put(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.set_link(routed);
        }
        let path = key(routed.version, &routed.place);
        let content_type = routed.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|ty| ty.to_str().ok()).unwrap_or_default();
        if !content_type.starts_with("application/json") {
            let bytes = (content_type.to_owned(), routed.body.to_vec());
            self.state().files.bytes.insert(path, bytes);
            return self.answer_with_example(routed);
        }
        let mut body = object(routed.body)?;
        let bound = self.take_bound(routed.version, &mut body)?;
        let is_new = match (routed.template.split_last(), routed.place.split_last()) {
            (Some((Segment::Parameter(_), before)), Some((id, above))) => {
                let seeds = self.seeds(routed.version, Some(before));
                body.insert("id".to_owned(), id.as_str().into());
                self.state()
                    .replace(&key(routed.version, above), seeds, id, body.clone())
            }
            (Some((Segment::Literal(_), _)), _) => {
                *self.state().singleton(&path, None) = body.clone();
                false
            }
            _ => return self.answer_with_example(routed),
        };
        self.bind(routed.version, &routed.template, &routed.place, bound)?;
        let response = &routed.route.operation.response;
        let is_documented = |code: StatusCode| response.status.contains(&code.as_u16());
        Ok(match response.content {
            ResponseContent::None if is_documented(StatusCode::NO_CONTENT) => status(StatusCode::NO_CONTENT),
            ResponseContent::One(_) if is_new && is_documented(StatusCode::CREATED) => {
                json_response(StatusCode::CREATED, &Value::Object(body))
            }
            ResponseContent::One(_) => json_response(StatusCode::OK, &Value::Object(body)),
            _ => return self.answer_with_example(routed),
        })
    }
}

/// The entity tag of an object.
fn tag(object: &Object) -> Option<&str> {
    object.get(ETAG).and_then(Value::as_str)
}
