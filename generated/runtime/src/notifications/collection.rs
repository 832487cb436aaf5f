//! The body of a notification.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::model::additional::Additional;
use crate::model::slot::{SlotMut, SlotRef};
use crate::model::slot_visitor::SlotVisitor;
use crate::model::{Model, Schema};
use crate::notifications::change_type::{ChangeType, LifecycleEvent};

/// What the service sends in one request: notifications of one or more subscriptions, and tenants.
#[derive(Default)]
pub struct ChangeNotifications {
    /// The notifications.
    pub value: Vec<ChangeNotification>,
    /// Tokens that say who sent the notifications, one for each application and tenant. They come with resource data
    /// only. See [`TokenValidator`](crate::notifications::TokenValidator).
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
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>) {
        if !slots.additional(&self.additional) {
            slots.slot(0, SlotRef::Objects(&self.value));
            slots.Strings(1, &self.validation_tokens);
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
    /// [`DecryptionKey`](crate::notifications::DecryptionKey).
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

crate::model! {
    ChangeNotification = "microsoft.graph.changeNotification", write_type: false, additional: additional;
    0 id: String = "id";
    1 subscription_id: Guid = "subscriptionId";
    2 subscription_expiration_date_time: DateTime = "subscriptionExpirationDateTime";
    3 client_state: String = "clientState";
    4 change_type: Enum = "changeType";
    5 lifecycle_event: Enum = "lifecycleEvent";
    6 resource: String = "resource";
    7 resource_data: Json = "resourceData";
    8 encrypted_content: Object = "encryptedContent";
    9 tenant_id: Guid = "tenantId";
}

/// A resource, encrypted with the certificate that its subscription was created with. All texts but the last two are
/// base64.
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

crate::model! {
    EncryptedContent = "microsoft.graph.changeNotificationEncryptedContent", write_type: false, additional: additional;
    0 data: String = "data";
    1 data_key: String = "dataKey";
    2 data_signature: String = "dataSignature";
    3 encryption_certificate_id: String = "encryptionCertificateId";
    4 encryption_certificate_thumbprint: String = "encryptionCertificateThumbprint";
}
