//! Requests that write.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use serde_json::Value;

use crate::checks::check_if_match;
use crate::collections::{Changed, ETAG, merge, position};
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::exchange::mark_example;
use crate::files::Target;
use crate::mailbox::FOLDERS;
use crate::names::property;
use crate::pages::{ResponseContent, TypeName, TypeRef};
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object, status};

impl Service {
    pub(crate) fn create(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.add_link(routed);
        }
        if let Some(answer) = self.create_of_bytes(routed) {
            return answer;
        }
        let known = self.send_mail(routed).or_else(|| self.move_or_copy(routed));
        if let Some(answer) = known.or_else(|| self.attach(routed)) {
            return answer;
        }
        let route = &routed.route;
        let is_creation = matches!(route.operation.response.content, ResponseContent::One(_))
            && route
                .operation
                .response
                .status
                .contains(&StatusCode::CREATED.as_u16())
            && routed.path.name() != Some("$ref");
        if !is_creation {
            return self.answer_with_example(routed);
        }
        let collection = self.collection_of_created(routed);
        let mut body = match routed.body {
            // The parameters of an action can be left out.
            [] if collection.key() != routed.path.key() => Object::new(),
            body => object(body)?,
        };
        let (shown, sent) = route.example_objects(Some(&body));
        let bound = self.take_bound(routed.path.version, &mut body)?;
        // What the service adds is what the response shows and the request does not.
        let mut created: Object = shown
            .iter()
            .filter(|(name, _)| !sent.contains_key(*name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        created.extend(body);
        self.put_in_folder(&collection, &mut created);
        let seeds = self.seeds(&collection);
        let pattern = shown.get("id").and_then(Value::as_str);
        let created = self.state().create(&collection.key(), seeds, created, pattern);
        self.bind(&collection.object(property(&created, "id")), bound)?;
        let mut response = json_response(StatusCode::CREATED, &Value::Object(created));
        if seeds.is_none() {
            // No request reads what is made there.
            mark_example(&mut response);
        }
        Ok(response)
    }

    /// Takes bytes in place of JSON, as a message in MIME format, and answers as the page shows: what they hold is not read.
    fn create_of_bytes(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let raw = routed.route.operation.raw_body.as_ref()?;
        let content_type = routed.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|ty| ty.to_str().ok()).unwrap_or_default();
        if routed.body.is_empty() || content_type.starts_with("application/json") {
            return None;
        }
        let mut encoded = routed.body.to_vec();
        encoded.retain(|byte| !byte.is_ascii_whitespace());
        if raw.is_base64 && STANDARD.decode(encoded).is_err() {
            return Some(Err(GraphError::bad_request("The body is not in base64.")));
        }
        Some(self.answer_with_example(routed))
    }

    /// The collection to which a request adds: the one at its path, or, where an action such as `messages/{id}/createReply`
    /// makes an object, the nearest one above that has objects of its type.
    fn collection_of_created(&self, routed: &RoutedRequest<'_>) -> ResourcePath {
        let path = &routed.path;
        if self.documentation.type_in(path).is_some() {
            return path.clone();
        }
        let ResponseContent::One(TypeRef::Type(made)) = &routed.route.operation.response.content else {
            return path.clone();
        };
        let mut above = (1..path.template.len()).rev().map(|end| path.first(end));
        let is_of_type = |above: &ResourcePath| {
            let ty = self.documentation.type_in(above);
            ty.is_some_and(|ty| TypeName::new(ty) == *made)
        };
        above.find(is_of_type).unwrap_or_else(|| path.clone())
    }

    /// `POST …/attachments/createUploadSession`
    fn attach(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let collection = routed.path.parent();
        if routed.path.name() != Some("createUploadSession") || collection.name() != Some("attachments") {
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
            collection: collection.key(),
            item,
        };
        let session = self.begin_upload(routed, target);
        Some(Ok(json_response(StatusCode::CREATED, &session)))
    }

    pub(crate) fn update(&self, routed: &RoutedRequest<'_>) -> Answer {
        let mut changes = object(routed.body)?;
        let bound = self.take_bound(routed.path.version, &mut changes)?;
        let properties = Changed::Named(changes.keys().cloned().collect());
        self.with_object(routed, |object| check_if_match(routed.headers, tag(object)))??;
        self.bind(&routed.path, bound)?;
        let changed = self.with_object(routed, |object| {
            // Another request may have changed it since.
            check_if_match(routed.headers, tag(object))?;
            merge(object, changes);
            Ok(object.clone())
        })??;
        let collection = routed.path.parent();
        self.state()
            .changed(&collection.key(), routed.path.last(), properties);
        Ok(match routed.route.operation.response.content {
            ResponseContent::Empty | ResponseContent::Unsaid => status(StatusCode::NO_CONTENT),
            _ => json_response(StatusCode::OK, &Value::Object(changed)),
        })
    }

    pub(crate) fn delete(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.remove_link(routed);
        }
        let Some((collection, id)) = routed.path.of_object() else {
            if routed.path.name().is_none() || self.seeds(&routed.path).is_some() {
                return self.answer_with_example(routed);
            }
            self.remove(routed, &routed.path)?;
            return self.documented_response(routed);
        };
        if collection.name() == Some(FOLDERS) {
            self.with_object(routed, |folder| check_if_match(routed.headers, tag(folder)))??;
            self.remove_folder(&collection, id)?;
        } else {
            self.remove(routed, &routed.path)?;
        }
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// Removes what stands at a path: an object of a collection, or a single one.
    pub(crate) fn remove(&self, routed: &RoutedRequest<'_>, path: &ResourcePath) -> Result<(), GraphError> {
        let mut state = self.state();
        let Some((collection, id)) = path.of_object() else {
            let was_there = state.delete_singleton(&path.key());
            return match was_there {
                true => Ok(()),
                false => Err(GraphError::not_found(path.last())),
            };
        };
        let objects = self.objects(&mut state, &collection, id, Object::new);
        let at = position(objects, id)?;
        check_if_match(routed.headers, tag(&objects[at]))?;
        state.remove(&collection.key(), id)
    }

    pub(crate) fn put(&self, routed: &RoutedRequest<'_>) -> Answer {
        if routed.is_link() {
            return self.set_link(routed);
        }
        let path = routed.path.key();
        let content_type = routed.headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|ty| ty.to_str().ok()).unwrap_or_default();
        if !content_type.starts_with("application/json") {
            let bytes = (content_type.to_owned(), routed.body.to_vec());
            self.state().files.bytes.insert(path, bytes);
            return self.documented_response(routed);
        }
        let mut body = object(routed.body)?;
        let bound = self.take_bound(routed.path.version, &mut body)?;
        let is_new = match (routed.path.of_object(), routed.path.name()) {
            (Some((collection, id)), _) => {
                let seeds = self.seeds(&collection);
                body.insert("id".to_owned(), id.into());
                self.state().replace(&collection.key(), seeds, id, body.clone())
            }
            (None, Some(_)) => {
                self.state().put_singleton(&path, body.clone());
                false
            }
            (None, None) => return self.answer_with_example(routed),
        };
        self.bind(&routed.path, bound)?;
        let response = &routed.route.operation.response;
        let is_documented = |code: StatusCode| response.status.contains(&code.as_u16());
        Ok(match response.content {
            ResponseContent::Empty | ResponseContent::Unsaid if is_documented(StatusCode::NO_CONTENT) => {
                status(StatusCode::NO_CONTENT)
            }
            ResponseContent::One(_) if is_new && is_documented(StatusCode::CREATED) => {
                json_response(StatusCode::CREATED, &Value::Object(body))
            }
            ResponseContent::One(_) => json_response(StatusCode::OK, &Value::Object(body)),
            _ => return self.documented_response(routed),
        })
    }
}

/// The entity tag of an object.
fn tag(object: &Object) -> Option<&str> {
    object.get(ETAG).and_then(Value::as_str)
}
