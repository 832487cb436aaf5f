//! A subscription to changes.

use graph_corpus::v1;
use graph_corpus::v1::models::{ChangeType, Subscription};
use time::macros::datetime;

use crate::sent::sent;

#[test]
fn a_subscription_is_created_renewed_and_deleted() {
    let subscription = Subscription {
        change_type: Some([ChangeType::Created, ChangeType::Updated].into()),
        notification_url: Some("https://contoso.com/hook".into()),
        resource: Some("/me/mailFolders('Inbox')/messages".into()),
        expiration_date_time: Some(datetime!(2026-12-01 11:00 UTC)),
        client_state: Some("a state".into()),
        ..Default::default()
    };
    assert_eq!(sent(&v1::subscriptions().create(subscription)), "");
    let subscription = v1::subscriptions().id("s1");
    assert_eq!(sent(&subscription.delete()), "DELETE /v1.0/subscriptions/s1");
}
