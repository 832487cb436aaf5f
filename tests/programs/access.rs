//! Conditional access, and the secrets of applications.

use graph_corpus::runtime::Patch;
use graph_corpus::v1;
use graph_corpus::v1::models::{
    ConditionalAccessApplications, ConditionalAccessConditionSet, ConditionalAccessGrantControl,
    ConditionalAccessGrantControls, ConditionalAccessPolicy, ConditionalAccessPolicyState,
    ConditionalAccessSessionControls, ConditionalAccessUsers, PasswordCredential,
};
use graph_corpus::v1::requests::application::AddPasswordBody;
use graph_corpus::v1::requests::conditional_access_policy::UpdateBody;

use crate::sent::sent;

#[test]
fn a_policy_is_created() {
    let policy = ConditionalAccessPolicy {
        display_name: Some("MFA for all".into()),
        state: Some(ConditionalAccessPolicyState::EnabledForReportingButNotEnforced),
        conditions: Some(ConditionalAccessConditionSet {
            applications: Some(ConditionalAccessApplications {
                include_applications: Some(vec!["All".into()]),
                ..Default::default()
            }),
            users: Some(ConditionalAccessUsers {
                include_users: Some(vec!["All".into()]),
                exclude_groups: Some(vec!["g1".into()]),
                ..Default::default()
            }),
            ..Default::default()
        }),
        grant_controls: Some(ConditionalAccessGrantControls {
            operator: Some("OR".into()),
            built_in_controls: Some(vec![ConditionalAccessGrantControl::Mfa]),
            ..Default::default()
        }),
        session_controls: Some(ConditionalAccessSessionControls::default()),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::identity().conditional_access().policies().create(policy)),
        "POST /v1.0/identity/conditionalAccess/policies\ncontent-type: application/json\n\
         {\"conditions\":{\"applications\":{\"includeApplications\":[\"All\"]},\"users\":{\"includeUsers\":[\"All\"],\
         \"excludeGroups\":[\"g1\"]}},\"displayName\":\"MFA for all\",\"grantControls\":{\"operator\":\"OR\",\
         \"builtInControls\":[\"mfa\"]},\"sessionControls\":{},\"state\":\"enabledForReportingButNotEnforced\"}"
    );
}

#[test]
fn controls_are_cleared_by_null() {
    let changes = UpdateBody {
        session_controls: Patch::null(),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::identity()
                .conditional_access()
                .policies()
                .id("p1")
                .update(changes)
        ),
        "PATCH /v1.0/identity/conditionalAccess/policies/p1\ncontent-type: application/json\n{\"sessionControls\":null}"
    );
}

#[test]
fn a_secret_is_added_and_not_printed() {
    let body = AddPasswordBody {
        password_credential: Some(PasswordCredential {
            display_name: Some("Nightly run".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::applications().id("a1").add_password(body)),
        "POST /v1.0/applications/a1/addPassword\ncontent-type: application/json\n\
         {\"passwordCredential\":{\"displayName\":\"Nightly run\"}}"
    );
    let answer = PasswordCredential {
        secret_text: Some("s3cret".into()),
        ..Default::default()
    };
    assert!(!format!("{answer:?}").contains("s3cret"));
}
