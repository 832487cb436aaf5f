//! A new team, its members, and a message in a channel.

use graph_corpus::runtime::Reference;
use graph_corpus::v1;
use graph_corpus::v1::models::{AadUserConversationMember, BodyType, ChatMessage, ItemBody};
use graph_corpus::v1::requests::team::CreateBody;

use crate::sent::sent;

#[test]
fn a_message_goes_to_a_channel() {
    let message = ChatMessage {
        body: Some(ItemBody {
            content_type: Some(BodyType::Html),
            content: Some("<b>Done</b>".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::teams().id("t1").channels().id("19:4b@thread.tacv2").messages().create(message)),
        "POST /v1.0/teams/t1/channels/19:4b@thread.tacv2/messages\ncontent-type: application/json\n\
         {\"body\":{\"content\":\"<b>Done</b>\",\"contentType\":\"html\"}}"
    );
}
