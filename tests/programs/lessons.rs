//! Assignments of a class, pages of a notebook, tasks with links, meetings that recur, and a subscription.

use graph_corpus::runtime::types::OffsetDateTime;
use graph_corpus::v1;
use graph_corpus::v1::models::{
    AttendeeBase, AttendeeType, ChangeType, DateTimeTimeZone, DayOfWeek, EducationAssignment,
    EducationAssignmentClassRecipient, EducationAssignmentPointsGradeType, EducationAssignmentResource,
    EducationLinkResource, EmailAddress, Event, LinkedResource, OnenotePatchActionType,
    OnenotePatchContentCommand, PatternedRecurrence, RecurrencePattern, RecurrencePatternType, Subscription,
    TodoTask,
};
use graph_corpus::v1::requests::user::FindMeetingTimesBody;

use crate::sent::sent;

#[test]
fn a_class_gets_an_assignment_with_a_link() {
    let assignments = v1::education().classes().id("c1").assignments();
    let assignment = EducationAssignment {
        display_name: Some("Reading".into()),
        assign_to: Some(EducationAssignmentClassRecipient::default().into()),
        grading: Some(
            EducationAssignmentPointsGradeType {
                max_points: Some(50.0),
                ..Default::default()
            }
            .into(),
        ),
        ..Default::default()
    };
    assert_eq!(
        sent(&assignments.create(assignment)),
        "POST /v1.0/education/classes/c1/assignments\ncontent-type: application/json\n\
         {\"assignTo\":{\"@odata.type\":\"#microsoft.graph.educationAssignmentClassRecipient\"},\
         \"displayName\":\"Reading\",\
         \"grading\":{\"@odata.type\":\"#microsoft.graph.educationAssignmentPointsGradeType\",\"maxPoints\":50.0}}"
    );
    let link = EducationLinkResource {
        link: Some("https://contoso.com".into()),
        ..Default::default()
    };
    let resource = EducationAssignmentResource {
        distribute_for_student_work: Some(false),
        resource: Some(link.into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&assignments.id("a1").resources().create(resource)),
        "POST /v1.0/education/classes/c1/assignments/a1/resources\ncontent-type: application/json\n\
         {\"distributeForStudentWork\":false,\"resource\":\
         {\"@odata.type\":\"#microsoft.graph.educationLinkResource\",\"link\":\"https://contoso.com\"}}"
    );
}

#[test]
fn a_page_is_made_of_html_and_goes_on() {
    let onenote = v1::me().onenote();
    let page = "<html><head><title>Plan</title></head></html>";
    assert_eq!(
        sent(&onenote.sections().id("s1").pages().create(page.into())),
        "POST /v1.0/me/onenote/sections/s1/pages\ncontent-type: text/html\n<html><head><title>Plan</title></head></html>"
    );
    let command = OnenotePatchContentCommand {
        target: Some("body".into()),
        action: Some(OnenotePatchActionType::Append),
        content: Some("<p>More</p>".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&onenote.pages().id("p1").update_content(vec![command])),
        "PATCH /v1.0/me/onenote/pages/p1/content\ncontent-type: application/json\n\
         [{\"action\":\"Append\",\"content\":\"<p>More</p>\",\"target\":\"body\"}]"
    );
}

#[test]
fn a_task_has_a_link() {
    let link = LinkedResource {
        web_url: Some("https://contoso.com".into()),
        ..Default::default()
    };
    let task = TodoTask {
        title: Some("Read".into()),
        linked_resources: Some(vec![link].into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().todo().lists().id("l1").tasks().create(task.into())),
        "POST /v1.0/me/todo/lists/l1/tasks\ncontent-type: application/json\n\
         {\"title\":\"Read\",\"linkedResources\":[{\"webUrl\":\"https://contoso.com\"}]}"
    );
}

#[test]
fn a_time_is_found_and_the_meeting_recurs() {
    let attendee = AttendeeBase {
        r#type: Some(AttendeeType::Required),
        email_address: Some(EmailAddress {
            address: Some("adele@contoso.com".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    let body = FindMeetingTimesBody {
        attendees: Some(vec![attendee.into()]),
        meeting_duration: "PT1H".parse().ok(),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().find_meeting_times(body)),
        "POST /v1.0/me/findMeetingTimes\ncontent-type: application/json\n\
         {\"attendees\":[{\"emailAddress\":{\"address\":\"adele@contoso.com\"},\"type\":\"required\"}],\
         \"meetingDuration\":\"PT1H\"}"
    );
    let start = DateTimeTimeZone {
        date_time: Some("2026-12-07T09:00:00".into()),
        time_zone: Some("UTC".into()),
        ..Default::default()
    };
    let event = Event {
        start: Some(start),
        recurrence: Some(PatternedRecurrence {
            pattern: Some(RecurrencePattern {
                r#type: Some(RecurrencePatternType::Weekly),
                days_of_week: Some(vec![DayOfWeek::Monday]),
                interval: Some(1),
                ..Default::default()
            }),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::me().events().create(event)),
        "POST /v1.0/me/events\ncontent-type: application/json\n{\"@odata.type\":\"#microsoft.graph.event\",\
         \"recurrence\":{\"pattern\":{\"daysOfWeek\":[\"monday\"],\"interval\":1,\"type\":\"weekly\"}},\
         \"start\":{\"dateTime\":\"2026-12-07T09:00:00\",\"timeZone\":\"UTC\"}}"
    );
}

#[test]
fn a_subscription_is_to_changes_of_two_kinds() {
    let subscription = Subscription {
        change_type: Some(ChangeType::Created | ChangeType::Updated),
        resource: Some("me/events".into()),
        expiration_date_time: Some(OffsetDateTime::UNIX_EPOCH),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::subscriptions().create(subscription)),
        "POST /v1.0/subscriptions\ncontent-type: application/json\n{\"changeType\":\"created,updated\",\
         \"expirationDateTime\":\"1970-01-01T00:00:00Z\",\"resource\":\"me/events\"}"
    );
}
