//! A subscription to changes.

use graph_corpus::runtime::types::OffsetDateTime;
use graph_corpus::runtime::time::{Date, Month};
use graph_corpus::v1;
use graph_corpus::v1::models::{ChangeType, Subscription};
use graph_corpus::v1::requests::subscription::UpdateBody;

use crate::sent::sent;

/// A day of a month, at eleven.
fn in_december(day: u8) -> OffsetDateTime {
    let day = Date::from_calendar_date(2026, Month::December, day).expect("a day of the month");
    day.with_hms(11, 0, 0).expect("a time of the day").assume_utc()
}

#[test]
fn a_subscription_is_created_renewed_and_deleted() {
    let subscription = Subscription {
        change_type: Some([ChangeType::Created, ChangeType::Updated].into()),
        notification_url: Some("https://contoso.com/hook".into()),
        resource: Some("/me/mailFolders('Inbox')/messages".into()),
        expiration_date_time: Some(in_december(1)),
        client_state: Some("a state".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::subscriptions().create(subscription)),
        "POST /v1.0/subscriptions\ncontent-type: application/json\n{\"changeType\":\"created,updated\",\
         \"clientState\":\"a state\",\"expirationDateTime\":\"2026-12-01T11:00:00Z\",\
         \"notificationUrl\":\"https://contoso.com/hook\",\"resource\":\"/me/mailFolders('Inbox')/messages\"}"
    );
    let subscription = v1::subscriptions().id("s1");
    let longer = UpdateBody {
        expiration_date_time: in_december(4).into(),
        ..Default::default()
    };
    assert_eq!(
        sent(&subscription.update(longer)),
        "PATCH /v1.0/subscriptions/s1\ncontent-type: application/json\n{\"expirationDateTime\":\"2026-12-04T11:00:00Z\"}"
    );
    assert_eq!(sent(&subscription.delete()), "DELETE /v1.0/subscriptions/s1");
}
