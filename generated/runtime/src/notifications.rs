//! Change notifications: what the service sends to a program that has subscribed to changes.
//!
//! All of it is behind the feature `notifications`, without the feature `client`: a program that receives
//! notifications has an HTTP server of its own, and this module reads and checks what the server was sent.
//!
//! - When a subscription is created, the service sends a token to the notification URL and expects it back within 10
//!   seconds: [`answer_validation`].
//! - A notification is a `POST` with [`ChangeNotifications`] as its body. The program compares the secret that it
//!   created the subscription with ([`ChangeNotification::has_client_state`]), answers `202 Accepted` within 3
//!   seconds, and does its work later.
//! - A notification with resource data has the changed object in it, encrypted with the certificate of the
//!   subscription: [`DecryptionKey`] decrypts it. The validation tokens that come along say who sent it:
//!   [`TokenValidator`] checks them.
//!
//! ```
//! use graph_runtime::notifications::{ChangeNotifications, answer_validation};
//! use graph_runtime::{http, json};
//!
//! /// The handler of the notification URL: it gets the query and the body of a request.
//! fn receive(query: &str, body: &str) -> http::Response<String> {
//!     if let Some(answer) = answer_validation(query) {
//!         return answer;
//!     }
//!     let mut response = http::Response::default();
//!     match json::read::<ChangeNotifications>(body) {
//!         Ok(notifications) => {
//!             for notification in notifications {
//!                 if notification.has_client_state("the secret of the subscription") {
//!                     println!("{:?}: {:?}", notification.change_type, notification.resource);
//!                 }
//!             }
//!             *response.status_mut() = http::StatusCode::ACCEPTED;
//!         }
//!         Err(_) => *response.status_mut() = http::StatusCode::BAD_REQUEST,
//!     }
//!     response
//! }
//!
//! let body = r#"{"value": [{"changeType": "created", "clientState": "forged", "resource": "users/1"}]}"#;
//! assert_eq!(receive("", body).status(), 202);
//! assert_eq!(receive("validationToken=a%3A+b", "").body(), "a: b");
//! ```
//!
//! # Resource data
//!
//! A notification with resource data is worth what its sender is worth: anybody who knows the certificate of the
//! subscription can encrypt. So the validation tokens are checked before the content is used.
//!
//! ```
//! use graph_runtime::notifications::{ChangeNotifications, DecryptionKey, TokenValidator};
//! use graph_runtime::Model;
//!
//! fn read<T: Model + Default>(
//!     notifications: ChangeNotifications,
//!     validator: &TokenValidator,
//!     key: &DecryptionKey,
//! ) -> Result<Vec<T>, Box<dyn std::error::Error>> {
//!     validator.check_all(&notifications)?;
//!     let contents = notifications.into_iter().filter_map(|notification| notification.encrypted_content);
//!     contents.map(|content| Ok(key.decrypt(&content)?)).collect()
//! }
//! ```
//!
//! The cryptography is that of the crate `aws-lc-rs`, whose RSA takes the same time whatever it decrypts.

mod change_type;
mod collection;
mod decryption;
mod token_validator;
mod validation;

pub use self::change_type::{ChangeType, LifecycleEvent};
pub use self::collection::{ChangeNotification, ChangeNotifications, EncryptedContent};
pub use self::decryption::{DecryptionError, DecryptionKey, InvalidKey};
pub use self::token_validator::{InvalidKeySet, TokenValidator, ValidatedToken, ValidationTokenError};
pub use self::validation::answer_validation;
