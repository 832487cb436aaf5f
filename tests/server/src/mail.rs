//! Mail that is sent in one request: kept by who sends it, delivered to those who have a mailbox here.

use http::StatusCode;
use serde_json::{Value, json};

use crate::documentation::Object;
use crate::error::GraphError;
use crate::items::now;
use crate::keys::below;
use crate::names::{id_of_name, property};
use crate::pages::{USERS, Version};
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object, status};

/// What ids of messages begin with.
const NEW_ID: &str = "AAMkADhkNEWMESSAGE=";

impl Service {
    /// `POST …/sendMail`; `None` where the request is another one.
    pub(crate) fn send_mail(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let [users, sender, action] = routed.path.segments.as_slice() else {
            return None;
        };
        (users == USERS && action == "sendMail").then(|| self.send(routed, sender))
    }

    fn send(&self, routed: &RoutedRequest<'_>, sender: &str) -> Answer {
        let mut body = object(routed.body)?;
        let Some(Value::Object(mut message)) = body.remove("message") else {
            return Err(GraphError::request_bad_request(
                "The parameter 'message' is missing.",
            ));
        };
        let attachments = match message.remove("attachments") {
            Some(Value::Array(attachments)) => attachments,
            _ => Vec::new(),
        };
        let recipients = recipients(&message);
        if recipients.is_empty() {
            return Err(GraphError::invalid_recipients());
        }
        let typed = |attachment: &Value| {
            let ty = attachment.get("@odata.type").and_then(Value::as_str);
            ty.is_some_and(|ty| ty.starts_with("#microsoft.graph."))
        };
        if !attachments.iter().all(typed) {
            let message = "An attachment says of which type it is, in '@odata.type'.";
            return Err(GraphError::request_bad_request(message));
        }
        let version = routed.path.version;
        let users = self.users(version);
        if let Some(user) = users.iter().find(|user| property(user, "id") == sender) {
            let from = json!({"emailAddress": {
                "name": property(user, "displayName"),
                "address": property(user, "mail"),
            }});
            message.insert("from".to_owned(), from.clone());
            message.insert("sender".to_owned(), from);
        }
        for time in ["createdDateTime", "sentDateTime", "receivedDateTime"] {
            message.insert(time.to_owned(), now().into());
        }
        message.insert("hasAttachments".to_owned(), (!attachments.is_empty()).into());
        message.insert("isDraft".to_owned(), false.into());
        if body.get("saveToSentItems") != Some(&Value::Bool(false)) {
            self.deliver(version, sender, message.clone(), true, &attachments);
        }
        for recipient in recipients {
            let user = users.iter().find(|user| {
                property(user, "mail").eq_ignore_ascii_case(&recipient)
                    || id_of_name(std::slice::from_ref(user), USERS, &recipient).is_some()
            });
            if let Some(user) = user {
                self.deliver(
                    version,
                    property(user, "id"),
                    message.clone(),
                    false,
                    &attachments,
                );
            }
        }
        Ok(status(StatusCode::ACCEPTED))
    }

    /// Puts a message into the mailbox of a user.
    fn deliver(
        &self,
        version: Version,
        user: &str,
        mut message: Object,
        is_read: bool,
        attachments: &[Value],
    ) {
        message.insert("isRead".to_owned(), is_read.into());
        let messages = ResourcePath::top(version, USERS).object(user).child("messages");
        let seeds = self.seeds(&messages);
        let mut state = self.state();
        let path = messages.key();
        let message = state.create(&path, seeds, message, Some(NEW_ID));
        let path = below(&below(&path, property(&message, "id")), "attachments");
        for attachment in attachments.iter().filter_map(Value::as_object) {
            state.create(&path, None, attachment.clone(), Some("AAMkADhkATTACHMENT="));
        }
    }

    fn users(&self, version: Version) -> Vec<Object> {
        let users = ResourcePath::top(version, USERS);
        let seeds = self.seeds(&users);
        self.state().at(&users.key(), seeds).clone()
    }
}

/// The addresses of all who get a message.
fn recipients(message: &Object) -> Vec<String> {
    ["toRecipients", "ccRecipients", "bccRecipients"]
        .into_iter()
        .filter_map(|name| message.get(name)?.as_array())
        .flatten()
        .filter_map(|recipient| recipient.get("emailAddress")?.get("address")?.as_str())
        .map(str::to_owned)
        .collect()
}
