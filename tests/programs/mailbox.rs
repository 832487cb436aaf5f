//! A mailbox beyond its messages: rules, settings, attachments, and properties that programs add.

use graph_corpus::runtime::{Patch, Related};
use graph_corpus::v1;
use graph_corpus::v1::models::{
    Attachment, AttachmentItem, AttachmentType, AutomaticRepliesSetting, AutomaticRepliesStatus,
    DateTimeTimeZone, EmailAddress, Event, ItemAttachment, MailboxSettings, Message, MessageRule,
    MessageRuleActions, MessageRulePredicates, Recipient, SingleValueLegacyExtendedProperty,
};
use graph_corpus::v1::requests::attachment::CreateUploadSessionBody;
use graph_corpus::v1::requests::message::{CreateReplyBody, UpdateBody};

use crate::sent::sent;

#[test]
fn a_rule_forwards_mail() {
    let forward_to = Recipient {
        email_address: Some(EmailAddress {
            address: Some("fannyd@contoso.com".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    let rule = MessageRule {
        display_name: Some("From Adele".into()),
        sequence: Some(2),
        is_enabled: Some(true),
        conditions: Some(MessageRulePredicates {
            sender_contains: Some(vec!["adele".into()]),
            ..Default::default()
        }),
        actions: Some(MessageRuleActions {
            forward_to: Some(vec![forward_to.into()]),
            stop_processing_rules: Some(true),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::me()
                .mail_folders()
                .inbox()
                .message_rules()
                .create(rule.into())
        ),
        "POST /v1.0/me/mailFolders/inbox/messageRules\ncontent-type: application/json\n\
         {\"actions\":{\"forwardTo\":[{\"emailAddress\":{\"address\":\"fannyd@contoso.com\"}}],\"stopProcessingRules\":true},\
         \"conditions\":{\"senderContains\":[\"adele\"]},\"displayName\":\"From Adele\",\"isEnabled\":true,\"sequence\":2}"
    );
}

#[test]
fn a_message_is_found_marked_and_answered() {
    let messages = v1::me().messages();
    let attachments = Message::ATTACHMENTS
        .expansion()
        .select([Attachment::ID, Attachment::NAME]);
    assert_eq!(
        sent(
            &messages
                .list()
                .search("\"subject:report from:adele\"")
                .expand([attachments])
        ),
        "GET /v1.0/me/messages?$search=%22subject:report%20from:adele%22&$expand=attachments($select=id,name)"
    );
    let changes = UpdateBody {
        categories: vec!["Red".to_owned()].into(),
        is_read: true.into(),
        flag: Patch::null(),
        ..Default::default()
    };
    assert_eq!(
        sent(&messages.id("m1").update(changes)),
        "PATCH /v1.0/me/messages/m1\ncontent-type: application/json\n\
         {\"categories\":[\"Red\"],\"flag\":null,\"isRead\":true}"
    );
    let reply = CreateReplyBody {
        comment: Some("Thank you.".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&messages.id("m1").create_reply(reply)),
        "POST /v1.0/me/messages/m1/createReply\ncontent-type: application/json\n{\"comment\":\"Thank you.\"}"
    );
    assert_eq!(
        sent(&messages.id("m1").download()),
        "GET /v1.0/me/messages/m1/$value"
    );
    assert_eq!(
        sent(
            &v1::me()
                .mail_folders()
                .inbox()
                .messages()
                .delta()
                .select([Message::SUBJECT])
        ),
        "GET /v1.0/me/mailFolders/inbox/messages/delta?$select=subject"
    );
}

#[test]
fn an_event_and_a_large_file_are_attached() {
    let attachments = v1::me().messages().id("m1").attachments();
    let event = Event {
        subject: Some("Lunch".into()),
        ..Default::default()
    };
    let attachment = ItemAttachment {
        name: Some("lunch".into()),
        item: Some(Related::new(event.into())),
        ..Default::default()
    };
    assert_eq!(
        sent(&attachments.create(attachment)),
        "POST /v1.0/me/messages/m1/attachments\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.itemAttachment\",\"name\":\"lunch\",\
         \"item\":{\"@odata.type\":\"#microsoft.graph.event\",\"subject\":\"Lunch\"}}"
    );
    let item = AttachmentItem {
        attachment_type: Some(AttachmentType::File),
        name: Some("plan.pdf".into()),
        size: Some(5_000_000),
        ..Default::default()
    };
    let session = CreateUploadSessionBody {
        attachment_item: Some(item),
        ..Default::default()
    };
    assert_eq!(
        sent(&attachments.create_upload_session(session)),
        "POST /v1.0/me/messages/m1/attachments/createUploadSession\ncontent-type: application/json\n\
         {\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"plan.pdf\",\"size\":5000000}}"
    );
}

#[test]
fn a_program_keeps_a_property_of_its_own() {
    let name = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color";
    let colors = Message::SINGLE_VALUE_EXTENDED_PROPERTIES;
    let property = SingleValueLegacyExtendedProperty {
        id: Some(name.into()),
        value: Some("Green".into()),
        ..Default::default()
    };
    let draft = Message {
        single_value_extended_properties: Some(vec![property].into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().messages().create(draft)),
        "POST /v1.0/me/messages\ncontent-type: application/json\n{\"@odata.type\":\"#microsoft.graph.message\",\
         \"singleValueExtendedProperties\":[{\"id\":\"String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color\",\
         \"value\":\"Green\"}]}"
    );
    let expanded = colors
        .expansion()
        .filter(SingleValueLegacyExtendedProperty::ID.eq(name));
    assert_eq!(
        sent(&v1::me().messages().id("m1").get().expand([expanded])),
        "GET /v1.0/me/messages/m1?$expand=singleValueExtendedProperties($filter=id%20eq%20\
         'String%20%7B66f5a359-4659-4830-9070-00047ec6ac6e%7D%20Name%20Color')"
    );
}

#[test]
fn replies_are_automatic_in_the_holidays() {
    let from = DateTimeTimeZone {
        date_time: Some("2026-12-24T00:00:00".into()),
        time_zone: Some("UTC".into()),
        ..Default::default()
    };
    let settings = MailboxSettings {
        automatic_replies_setting: Some(AutomaticRepliesSetting {
            status: Some(AutomaticRepliesStatus::Scheduled),
            internal_reply_message: Some("Away".into()),
            scheduled_start_date_time: Some(from),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().mailbox_settings().update(settings.into())),
        "PATCH /v1.0/me/mailboxSettings\ncontent-type: application/json\n\
         {\"automaticRepliesSetting\":{\"internalReplyMessage\":\"Away\",\
         \"scheduledStartDateTime\":{\"dateTime\":\"2026-12-24T00:00:00\",\"timeZone\":\"UTC\"},\"status\":\"scheduled\"}}"
    );
}
