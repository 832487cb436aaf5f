//! Mail that is sent: kept by who sends it, delivered to those who have a mailbox here.

use http::StatusCode;
use serde_json::{Value, json};

use crate::collections::position;
use crate::documentation::Object;
use crate::error::GraphError;
use crate::items::now;
use crate::mailbox::{FOLDERS, MESSAGES};
use crate::names::{id_of_name, property};
use crate::pages::{USERS, Version};
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object, status};

/// What ids of messages begin with.
const NEW_ID: &str = "AAMkADhkNEWMESSAGE=";

/// The properties of a message that say who gets it.
const RECIPIENTS: [&str; 3] = ["toRecipients", "ccRecipients", "bccRecipients"];

/// What becomes of a message that was sent, for the one who sent it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SentCopy {
    /// It is among the sent items.
    Kept,
    Dropped,
}

impl Service {
    /// `POST …/sendMail`, and `POST …/send`, `reply`, `replyAll` and `forward` of a message; `None` where the request is
    /// another one.
    pub(crate) fn send_mail(&self, routed: &RoutedRequest<'_>) -> Option<Answer> {
        let segments: Vec<&str> = routed.path.segments.iter().map(String::as_str).collect();
        let sent = match *segments.as_slice() {
            [USERS, sender, "sendMail"] => self.send_new(routed, sender),
            [USERS, sender, MESSAGES, id, "send"] => self.send_draft(routed, sender, id),
            [
                USERS,
                sender,
                MESSAGES,
                id,
                action @ ("reply" | "replyAll" | "forward"),
            ] => self.send_answer(routed, sender, id, action),
            _ => return None,
        };
        Some(sent.map(|()| status(StatusCode::ACCEPTED)))
    }

    fn send_new(&self, routed: &RoutedRequest<'_>, sender: &str) -> Result<(), GraphError> {
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
        if recipients(&message).is_empty() {
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
        let copy = match body.get("saveToSentItems") {
            Some(Value::Bool(false)) => SentCopy::Dropped,
            _ => SentCopy::Kept,
        };
        self.send(routed.path.version, sender, message, &attachments, copy);
        Ok(())
    }

    /// Sends a draft, which is among the sent items then, under another id.
    fn send_draft(&self, routed: &RoutedRequest<'_>, sender: &str, id: &str) -> Result<(), GraphError> {
        let (draft, attachments) = self.message(routed, id)?;
        // A page may show a draft without those who get it.
        let is_shown = RECIPIENTS.iter().all(|name| !draft.contains_key(*name));
        if recipients(&draft).is_empty() && !is_shown {
            return Err(GraphError::invalid_recipients());
        }
        self.send(routed.path.version, sender, draft, &attachments, SentCopy::Kept);
        let messages = routed.path.parent().parent();
        self.state().remove(&messages.key(), id)
    }

    /// Sends an answer to a message, or the message to others, with what the body of the request says.
    fn send_answer(
        &self,
        routed: &RoutedRequest<'_>,
        sender: &str,
        id: &str,
        action: &str,
    ) -> Result<(), GraphError> {
        let body = match routed.body {
            [] => Object::new(),
            body => object(body)?,
        };
        // The service takes the names of parameters without case.
        let parameter = |name: &str| {
            let mut parameters = body.iter();
            let found = parameters.find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone())
        };
        let (original, attachments) = self.message(routed, id)?;
        let is_forward = action == "forward";
        let mut message = Object::new();
        let prefix = if is_forward { "FW" } else { "RE" };
        let subject = format!("{prefix}: {}", property(&original, "subject"));
        message.insert("subject".to_owned(), subject.into());
        if let Some(Value::String(comment)) = parameter("comment") {
            message.insert("bodyPreview".to_owned(), comment.as_str().into());
            let content = json!({"contentType": "text", "content": comment});
            message.insert("body".to_owned(), content);
        }
        if is_forward {
            message.extend(parameter("toRecipients").map(|to| ("toRecipients".to_owned(), to)));
        } else {
            let all = if action == "replyAll" { "toRecipients" } else { "" };
            let to = [original.get("from")].into_iter().flatten();
            let others = original.get(all).and_then(Value::as_array);
            let to: Vec<Value> = to.chain(others.into_iter().flatten()).cloned().collect();
            message.insert("toRecipients".to_owned(), to.into());
            let copied = original.get("ccRecipients").filter(|_| action == "replyAll");
            message.extend(copied.map(|copied| ("ccRecipients".to_owned(), copied.clone())));
        }
        if let Some(Value::Object(said)) = parameter("message") {
            message.extend(said);
        }
        let attachments = if is_forward { attachments } else { Vec::new() };
        self.send(routed.path.version, sender, message, &attachments, SentCopy::Kept);
        Ok(())
    }

    /// A message that an action is about, with its attachments.
    fn message(&self, routed: &RoutedRequest<'_>, id: &str) -> Result<(Object, Vec<Value>), GraphError> {
        let at = routed.path.parent();
        let messages = at.parent();
        let attachments = self.listed(&at.child("attachments"));
        let mut state = self.state();
        let known = self.objects(&mut state, &messages, id, Object::new);
        let message = known[position(known, id)?].clone();
        Ok((message, attachments.into_iter().map(Value::Object).collect()))
    }

    /// Delivers a message.
    fn send(
        &self,
        version: Version,
        sender: &str,
        mut message: Object,
        attachments: &[Value],
        copy: SentCopy,
    ) {
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
        if copy == SentCopy::Kept {
            self.deliver(version, sender, "sentitems", message.clone(), attachments);
        }
        for recipient in recipients(&message) {
            let user = users.iter().find(|user| {
                property(user, "mail").eq_ignore_ascii_case(&recipient)
                    || id_of_name(std::slice::from_ref(user), USERS, &recipient).is_some()
            });
            if let Some(user) = user {
                let user = property(user, "id");
                self.deliver(version, user, "inbox", message.clone(), attachments);
            }
        }
    }

    /// Puts a message into a folder of a user, which every mailbox has.
    fn deliver(
        &self,
        version: Version,
        user: &str,
        folder: &str,
        mut message: Object,
        attachments: &[Value],
    ) {
        message.insert("isRead".to_owned(), (folder != "inbox").into());
        let user = ResourcePath::top(version, USERS).object(user);
        let mut messages = user.child(MESSAGES);
        messages.folder = self.well_known_folder(&user.child(FOLDERS), folder, None);
        self.put_in_folder(&messages, &mut message);
        let seeds = self.seeds(&messages);
        let mut state = self.state();
        let message = state.create(&messages.key(), seeds, message, Some(NEW_ID));
        let at = messages.object(property(&message, "id")).child("attachments");
        for attachment in attachments.iter().filter_map(Value::as_object) {
            state.create(&at.key(), None, attachment.clone(), Some("AAMkADhkATTACHMENT="));
        }
    }

    fn users(&self, version: Version) -> Vec<Object> {
        self.listed(&ResourcePath::top(version, USERS))
    }
}

/// The addresses of all who get a message.
fn recipients(message: &Object) -> Vec<String> {
    RECIPIENTS
        .into_iter()
        .filter_map(|name| message.get(name)?.as_array())
        .flatten()
        .filter_map(|recipient| recipient.get("emailAddress")?.get("address")?.as_str())
        .map(str::to_owned)
        .collect()
}
