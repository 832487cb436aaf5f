//! Mail with an attachment, an answer, and a message that is moved.

use graph_corpus::runtime::types::Binary;
use graph_corpus::v1;
use graph_corpus::v1::models::{BodyType, EmailAddress, FileAttachment, ItemBody, Message, Recipient};
use graph_corpus::v1::requests::message::{MoveBody, ReplyBody};
use graph_corpus::v1::requests::user::SendMailBody;

use crate::sent::sent;

fn recipient(address: &str) -> Recipient {
    Recipient {
        email_address: Some(EmailAddress {
            address: Some(address.into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

#[test]
fn a_mail_is_sent_with_a_file() {
    let message = Message {
        subject: Some("The plan".into()),
        body: Some(ItemBody {
            content_type: Some(BodyType::Html),
            content: Some("<p>Here it is.</p>".into()),
            ..Default::default()
        }),
        to_recipients: Some(vec![recipient("fannyd@contoso.com").into()]),
        attachments: Some(
            vec![
                FileAttachment {
                    name: Some("plan.txt".into()),
                    content_type: Some("text/plain".into()),
                    content_bytes: Some(Binary::from(b"A plan".as_slice())),
                    ..Default::default()
                }
                .into(),
            ]
            .into(),
        ),
        ..Default::default()
    };
    let body = SendMailBody {
        message: Some(message.into()),
        save_to_sent_items: Some(false),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::users().id("adele@contoso.com").send_mail(body)),
        "POST /v1.0/users/adele@contoso.com/sendMail\ncontent-type: application/json\n\
         {\"message\":{\"body\":{\"content\":\"<p>Here it is.</p>\",\"contentType\":\"html\"},\"subject\":\"The plan\",\
         \"toRecipients\":[{\"emailAddress\":{\"address\":\"fannyd@contoso.com\"}}],\
         \"attachments\":[{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"contentType\":\"text/plain\",\
         \"name\":\"plan.txt\",\"contentBytes\":\"QSBwbGFu\"}]},\"saveToSentItems\":false}"
    );
}

#[test]
fn a_message_is_answered_and_moved() {
    let message = v1::me().mail_folders().inbox().messages().id("AAMk/1=");
    let reply = ReplyBody {
        comment: Some("Thank you.".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&message.reply(reply)),
        "POST /v1.0/me/mailFolders/inbox/messages/AAMk%2F1=/reply\ncontent-type: application/json\n\
         {\"comment\":\"Thank you.\"}"
    );
    let to = MoveBody {
        destination_id: Some("archive".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().messages().id("AAMk1").move_message(to)),
        "POST /v1.0/me/messages/AAMk1/move\ncontent-type: application/json\n{\"destinationId\":\"archive\"}"
    );
}

#[test]
fn unread_mail_of_a_folder_is_listed() {
    let unread = v1::users()
        .id("adele@contoso.com")
        .mail_folders()
        .id("AAMkFolder")
        .messages()
        .list()
        .filter(Message::IS_READ.eq(false))
        .order_by([Message::RECEIVED_DATE_TIME.desc()])
        .select([Message::SUBJECT, Message::FROM])
        .top(50);
    assert_eq!(
        sent(&unread),
        "GET /v1.0/users/adele@contoso.com/mailFolders/AAMkFolder/messages?$filter=isRead%20eq%20false\
         &$orderby=receivedDateTime%20desc&$select=subject,from&$top=50"
    );
}
