//! Roles of apps, guests, reviews of access, and the log of what was done.

use graph_corpus::runtime::query::Property;
use graph_corpus::runtime::types::{Date, OffsetDateTime};
use graph_corpus::runtime::uuid::Uuid;
use graph_corpus::runtime::{Patch, Reference};
use graph_corpus::v1;
use graph_corpus::v1::models::{
    AccessReviewQueryScope, AccessReviewReviewerScope, AccessReviewScheduleDefinition,
    AccessReviewScheduleSettings, AppRoleAssignment, AssignedLicense, DirectoryAudit, Group, IPv4CidrRange,
    Invitation, InvitedUserMessageInfo, IpNamedLocation, PatternedRecurrence, RecurrencePattern,
    RecurrencePatternType, RecurrenceRange, RecurrenceRangeType, TargetResource, User,
};
use graph_corpus::v1::requests::user::{AssignLicenseBody, UpdateBody};

use crate::sent::sent;

const ID: Uuid = Uuid::from_u128(0x33ad_69f9_da99_4bed_acd0_3f24_235c_b296);

#[test]
fn an_app_gets_a_role_and_a_person_a_license() {
    let role = AppRoleAssignment {
        principal_id: Some(ID),
        app_role_id: Some(ID),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::service_principals()
                .id("s1")
                .app_role_assigned_to()
                .create(role)
        ),
        "POST /v1.0/servicePrincipals/s1/appRoleAssignedTo\ncontent-type: application/json\n\
         {\"principalId\":\"33ad69f9-da99-4bed-acd0-3f24235cb296\",\"appRoleId\":\"33ad69f9-da99-4bed-acd0-3f24235cb296\"}"
    );
    let license = AssignedLicense {
        sku_id: Some(ID),
        disabled_plans: Some(Vec::new()),
        ..Default::default()
    };
    let body = AssignLicenseBody {
        add_licenses: Some(vec![license]),
        remove_licenses: Some(Vec::new()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::users().id("u1").assign_license(body)),
        "POST /v1.0/users/u1/assignLicense\ncontent-type: application/json\n\
         {\"addLicenses\":[{\"disabledPlans\":[],\"skuId\":\"33ad69f9-da99-4bed-acd0-3f24235cb296\"}],\"removeLicenses\":[]}"
    );
}

#[test]
fn a_guest_is_invited() {
    let invitation = Invitation {
        invited_user_email_address: Some("guest@example.com".into()),
        invite_redirect_url: Some("https://contoso.com".into()),
        invited_user_message_info: Some(InvitedUserMessageInfo {
            customized_message_body: Some("Hi".into()),
            ..Default::default()
        }),
        send_invitation_message: Some(true),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::invitations().create(invitation.into())),
        "POST /v1.0/invitations\ncontent-type: application/json\n\
         {\"invitedUserEmailAddress\":\"guest@example.com\",\"inviteRedirectUrl\":\"https://contoso.com\",\
         \"invitedUserMessageInfo\":{\"customizedMessageBody\":\"Hi\"},\"sendInvitationMessage\":true}"
    );
}

#[test]
fn access_is_reviewed_each_week() {
    let recurrence = PatternedRecurrence {
        pattern: Some(RecurrencePattern {
            r#type: Some(RecurrencePatternType::Weekly),
            interval: Some(1),
            ..Default::default()
        }),
        range: Some(RecurrenceRange {
            r#type: Some(RecurrenceRangeType::NoEnd),
            start_date: Date::from_ordinal_date(2026, 1).ok(),
            ..Default::default()
        }),
        ..Default::default()
    };
    let members = AccessReviewQueryScope {
        query: Some("/groups/g1/transitiveMembers".into()),
        query_type: Some("MicrosoftGraph".into()),
        ..Default::default()
    };
    let reviewer = AccessReviewReviewerScope {
        query: Some("/users/u1".into()),
        query_type: Some("MicrosoftGraph".into()),
        ..Default::default()
    };
    let review = AccessReviewScheduleDefinition {
        display_name: Some("Review".into()),
        scope: Some(members.into()),
        reviewers: Some(vec![reviewer]),
        settings: Some(AccessReviewScheduleSettings {
            instance_duration_in_days: Some(3),
            recurrence: Some(recurrence),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::identity_governance()
                .access_reviews()
                .definitions()
                .create(review.into())
        ),
        "POST /v1.0/identityGovernance/accessReviews/definitions\ncontent-type: application/json\n\
         {\"displayName\":\"Review\",\"scope\":{\"@odata.type\":\"#microsoft.graph.accessReviewQueryScope\",\
         \"query\":\"/groups/g1/transitiveMembers\",\"queryType\":\"MicrosoftGraph\"},\
         \"settings\":{\"instanceDurationInDays\":3,\"recurrence\":{\"pattern\":{\"interval\":1,\"type\":\"weekly\"},\
         \"range\":{\"startDate\":\"2026-01-01\",\"type\":\"noEnd\"}}},\
         \"reviewers\":[{\"query\":\"/users/u1\",\"queryType\":\"MicrosoftGraph\"}]}"
    );
}

#[test]
fn the_log_and_the_groups_are_filtered_by_lambdas() {
    let changed = DirectoryAudit::ACTIVITY_DATE_TIME
        .ge(OffsetDateTime::UNIX_EPOCH)
        .and(DirectoryAudit::TARGET_RESOURCES.any(TargetResource::ID.eq("u1")));
    assert_eq!(
        sent(&v1::audit_logs().directory_audits().list().filter(changed).top(50)),
        "GET /v1.0/auditLogs/directoryAudits?$filter=activityDateTime%20ge%201970-01-01T00:00:00Z%20and%20\
         targetResources/any(x:x/id%20eq%20'u1')&$top=50"
    );
    let unified = Group::GROUP_TYPES.any(Property::ITEM.eq("Unified"));
    assert_eq!(
        sent(&v1::groups().list().filter(unified).select([Group::ID])),
        "GET /v1.0/groups?$filter=groupTypes/any(x:x%20eq%20'Unified')&$select=id"
    );
}

#[test]
fn a_person_has_a_manager_and_no_department() {
    let manager = Reference::to(&v1::users().id("u2")).expect("the place has an address");
    assert_eq!(
        sent(&v1::users().id("u1").set_manager_ref(manager)),
        "PUT /v1.0/users/u1/manager/$ref\ncontent-type: application/json\n\
         {\"@odata.id\":\"https://graph.microsoft.com/v1.0/users/u2\"}"
    );
    let (city, department): (Option<String>, Option<String>) = (Some("Oslo".into()), None);
    let changes = UpdateBody {
        city: Patch::set_or_null(city),
        department: Patch::set_or_null(department.clone()),
        job_title: Patch::set_or_absent(department),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::users().id("u1").update(changes)),
        "PATCH /v1.0/users/u1\ncontent-type: application/json\n{\"city\":\"Oslo\",\"department\":null}"
    );
    let guests = v1::users().count().filter(User::USER_TYPE.eq("Guest"));
    assert_eq!(
        sent(&guests),
        "GET /v1.0/users/$count?$filter=userType%20eq%20'Guest'\nconsistencylevel: eventual"
    );
}

#[test]
fn a_named_location_has_ranges() {
    let range = IPv4CidrRange {
        cidr_address: Some("203.0.113.7/32".into()),
        ..Default::default()
    };
    let office = IpNamedLocation {
        display_name: Some("Office".into()),
        is_trusted: Some(true),
        ip_ranges: Some(vec![range.into()]),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::identity()
                .conditional_access()
                .named_locations()
                .create(office)
        ),
        "POST /v1.0/identity/conditionalAccess/namedLocations\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.ipNamedLocation\",\"displayName\":\"Office\",\
         \"ipRanges\":[{\"@odata.type\":\"#microsoft.graph.iPv4CidrRange\",\"cidrAddress\":\"203.0.113.7/32\"}],\
         \"isTrusted\":true}"
    );
}
