//! The body of a notification.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use time::OffsetDateTime;
use uuid::Uuid;

use super::change_type::{ChangeType, LifecycleEvent};
use crate::additional::Additional;
use crate::model::{Model, Schema};
use crate::slot::{SlotMut, SlotRef};

/// What the service sends in one request: notifications of one or more subscriptions, and tenants.
#[derive(Default)]
pub struct ChangeNotifications {
    /// The notifications.
    pub value: Vec<ChangeNotification>,
    /// Tokens that say who sent the notifications, one for each application and tenant. They come with resource data
    /// only. See [`TokenValidator`](super::TokenValidator).
    pub validation_tokens: Option<Vec<String>>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl Model for ChangeNotifications {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "microsoft.graph.changeNotificationCollection",
            fields: &["value", "validationTokens"],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => SlotMut::Objects(&mut self.value),
            1 => SlotMut::Strings(&mut self.validation_tokens),
            _ => SlotMut::Additional(&mut self.additional),
        }
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        match index {
            0 => SlotRef::Objects(&self.value),
            1 => SlotRef::Strings(&self.validation_tokens),
            _ => SlotRef::Additional(&self.additional),
        }
    }
}

crate::impl_model!(ChangeNotifications);

impl IntoIterator for ChangeNotifications {
    type Item = ChangeNotification;
    type IntoIter = std::vec::IntoIter<ChangeNotification>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

/// One change, or one event in the life of a subscription.
#[derive(Default)]
pub struct ChangeNotification {
    /// Id of the notification.
    pub id: Option<String>,
    /// The subscription that asked for the notification.
    pub subscription_id: Option<Uuid>,
    /// When the subscription ends unless it is renewed.
    pub subscription_expiration_date_time: Option<OffsetDateTime>,
    /// The secret that the subscription was created with. [`has_client_state`](Self::has_client_state) compares it.
    pub client_state: Option<String>,
    /// What has happened to the resource.
    pub change_type: Option<ChangeType>,
    /// What has happened to the subscription, if the notification is about the subscription itself.
    pub lifecycle_event: Option<LifecycleEvent>,
    /// Path of the resource that has changed, relative to the version of the service.
    pub resource: Option<String>,
    /// Type, id and some properties of the resource.
    pub resource_data: Option<serde_json::Value>,
    /// The resource, encrypted, where the subscription asks for resource data. See
    /// [`DecryptionKey`](super::DecryptionKey).
    pub encrypted_content: Option<EncryptedContent>,
    /// The tenant in which the resource has changed.
    pub tenant_id: Option<Uuid>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl ChangeNotification {
    /// Whether the notification has the secret that its subscription was created with. The comparison takes the same
    /// time wherever the two differ, so that nobody can guess the secret letter by letter. `false` where the
    /// notification has no secret.
    #[must_use]
    pub fn has_client_state(&self, expected: &str) -> bool {
        self.client_state
            .as_ref()
            .is_some_and(|state| verify_slices_are_equal(state.as_bytes(), expected.as_bytes()).is_ok())
    }
}

impl Model for ChangeNotification {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "microsoft.graph.changeNotification",
            fields: &[
                "id",
                "subscriptionId",
                "subscriptionExpirationDateTime",
                "clientState",
                "changeType",
                "lifecycleEvent",
                "resource",
                "resourceData",
                "encryptedContent",
                "tenantId",
            ],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => SlotMut::String(&mut self.id),
            1 => SlotMut::Guid(&mut self.subscription_id),
            2 => SlotMut::DateTime(&mut self.subscription_expiration_date_time),
            3 => SlotMut::String(&mut self.client_state),
            4 => SlotMut::Enum(&mut self.change_type),
            5 => SlotMut::Enum(&mut self.lifecycle_event),
            6 => SlotMut::String(&mut self.resource),
            7 => SlotMut::Json(&mut self.resource_data),
            8 => SlotMut::Object(&mut self.encrypted_content),
            9 => SlotMut::Guid(&mut self.tenant_id),
            _ => SlotMut::Additional(&mut self.additional),
        }
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        match index {
            0 => SlotRef::String(&self.id),
            1 => SlotRef::Guid(&self.subscription_id),
            2 => SlotRef::DateTime(&self.subscription_expiration_date_time),
            3 => SlotRef::String(&self.client_state),
            4 => SlotRef::Enum(&self.change_type),
            5 => SlotRef::Enum(&self.lifecycle_event),
            6 => SlotRef::String(&self.resource),
            7 => SlotRef::Json(&self.resource_data),
            8 => SlotRef::Object(&self.encrypted_content),
            9 => SlotRef::Guid(&self.tenant_id),
            _ => SlotRef::Additional(&self.additional),
        }
    }
}

crate::impl_model!(ChangeNotification);

/// A resource, encrypted with the certificate that its subscription was created with. All texts but the last two are
/// base64.
#[derive(Default)]
pub struct EncryptedContent {
    /// The resource as JSON, encrypted with the key in `data_key`.
    pub data: Option<String>,
    /// A key for this content only, encrypted with the certificate.
    pub data_key: Option<String>,
    /// HMAC-SHA256 of the encrypted data, with the same key.
    pub data_signature: Option<String>,
    /// The name that the subscription gave to the certificate.
    pub encryption_certificate_id: Option<String>,
    /// The thumbprint of the certificate, in hexadecimal digits.
    pub encryption_certificate_thumbprint: Option<String>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl Model for EncryptedContent {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "microsoft.graph.changeNotificationEncryptedContent",
            fields: &[
                "data",
                "dataKey",
                "dataSignature",
                "encryptionCertificateId",
                "encryptionCertificateThumbprint",
            ],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        SlotMut::String(match index {
            0 => &mut self.data,
            1 => &mut self.data_key,
            2 => &mut self.data_signature,
            3 => &mut self.encryption_certificate_id,
            4 => &mut self.encryption_certificate_thumbprint,
            _ => return SlotMut::Additional(&mut self.additional),
        })
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        SlotRef::String(match index {
            0 => &self.data,
            1 => &self.data_key,
            2 => &self.data_signature,
            3 => &self.encryption_certificate_id,
            4 => &self.encryption_certificate_thumbprint,
            _ => return SlotRef::Additional(&self.additional),
        })
    }
}

crate::impl_model!(EncryptedContent);
