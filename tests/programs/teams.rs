//! A new team, its members, and a message in a channel.

use graph_corpus::runtime::{Model as _, Reference};
use graph_corpus::v1;
use graph_corpus::v1::models::{AadUserConversationMember, BodyType, ChatMessage, ItemBody};
use graph_corpus::v1::requests::team::{AddMemberBody, CreateBody};

use crate::sent::{body, json, sent};

/// A person as a member with the role of an owner.
fn owner() -> AadUserConversationMember {
    let member = AadUserConversationMember {
        roles: Some(vec!["owner".into()]),
        ..Default::default()
    };
    let person = Reference::to(&v1::users().id("u1")).expect("the place has an address");
    member.bind("user", person)
}

#[test]
fn a_team_is_made_with_an_owner() {
    let team = CreateBody {
        display_name: Some("Bench crew".into()),
        members: Some(vec![owner().into()]),
        ..Default::default()
    };
    let template = Reference::new("https://graph.microsoft.com/v1.0/teamsTemplates('standard')");
    let request = v1::teams().create(team.bind("template", template));
    assert_eq!(
        body(&request),
        json(
            r##"{
                "template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
                "displayName": "Bench crew",
                "members": [{
                    "@odata.type": "#microsoft.graph.aadUserConversationMember",
                    "roles": ["owner"],
                    "user@odata.bind": "https://graph.microsoft.com/v1.0/users/u1"
                }]
            }"##
        )
    );
}

#[test]
fn a_member_is_added() {
    let request = v1::teams()
        .id("t1")
        .members()
        .create(AddMemberBody::from(owner()));
    assert_eq!(
        sent(&request),
        "POST /v1.0/teams/t1/members\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.aadUserConversationMember\",\
         \"user@odata.bind\":\"https://graph.microsoft.com/v1.0/users/u1\",\"roles\":[\"owner\"]}"
    );
}

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
    let channel = v1::teams().id("t1").channels().id("19:4b@thread.tacv2");
    assert_eq!(
        sent(&channel.messages().create(message)),
        "POST /v1.0/teams/t1/channels/19%3A4b@thread.tacv2/messages\ncontent-type: application/json\n\
         {\"body\":{\"content\":\"<b>Done</b>\",\"contentType\":\"html\"}}"
    );
}
