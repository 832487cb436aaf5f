//! Time to read and to write a page of 100 users, each of 117 properties of which a fourth is set: through slots, and
//! through serde derive with and without a flattened map for unknown properties.
//!
//! `cargo bench -p graph-runtime --bench users` prints the median of each and its ratio to derive with the flattened
//! map, which is the one that keeps what slots keep.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use graph_runtime::codegen as rt;
use graph_runtime::{Page, json};
use rt::OffsetDateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Times as a program with serde derive reads and writes them.
mod rfc3339 {
    use graph_runtime::time::OffsetDateTime;
    use graph_runtime::time::format_description::well_known::Rfc3339;
    use serde::de::{Deserialize, Deserializer, Error as _};
    use serde::ser::{Error as _, Serializer};

    pub(super) fn serialize<S: Serializer>(
        time: &Option<OffsetDateTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.serialize_str(&time.format(&Rfc3339).map_err(S::Error::custom)?),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<OffsetDateTime>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| OffsetDateTime::parse(&text, &Rfc3339).map_err(D::Error::custom))
            .transpose()
    }
}

/// Passes the properties of a user to a macro: index, field, name, slot and type; then those that are times.
macro_rules! user {
    ($receiver:ident) => {
        $receiver! { User;
            names
                "id", "aboutMe", "accountEnabled", "ageGroup", "assignedLicenses", "assignedPlans",
                "birthday", "businessPhones", "city", "companyName", "consentProvidedForMinor", "country",
                "createdDateTime", "creationType", "deletedDateTime", "department", "displayName",
                "employeeHireDate", "employeeId", "employeeOrgData", "employeeType", "externalUserState",
                "externalUserStateChangeDateTime", "faxNumber", "givenName", "hireDate", "identities",
                "imAddresses", "interests", "isResourceAccount", "jobTitle", "lastPasswordChangeDateTime",
                "legalAgeGroupClassification", "licenseAssignmentStates", "mail", "mailboxSettings",
                "mailNickname", "mobilePhone", "mySite", "officeLocation", "onPremisesDistinguishedName",
                "onPremisesDomainName", "onPremisesExtensionAttributes", "onPremisesImmutableId",
                "onPremisesLastSyncDateTime", "onPremisesProvisioningErrors", "onPremisesSamAccountName",
                "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "onPremisesUserPrincipalName",
                "otherMails", "passwordPolicies", "passwordProfile", "pastProjects", "postalCode",
                "preferredLanguage", "preferredName", "provisionedPlans", "proxyAddresses",
                "refreshTokensValidFromDateTime", "responsibilities", "schools", "showInAddressList",
                "skills", "signInSessionsValidFromDateTime", "state", "streetAddress", "surname",
                "usageLocation", "userPrincipalName", "userType", "agreementAcceptances", "activities",
                "appRoleAssignments", "calendar", "calendarGroups", "calendarView", "calendars",
                "contactFolders", "contacts", "createdObjects", "directReports", "drive", "drives",
                "events", "extensions", "inferenceClassification", "insights", "licenseDetails",
                "mailFolders", "manager", "memberOf", "messages", "onenote", "outlook", "ownedDevices",
                "ownedObjects", "people", "photo", "planner", "registeredDevices", "todo", "managedDevices",
                "managedAppRegistrations", "deviceEnrollmentLimit", "onlineMeetings", "chats", "photos",
                "followedSites", "joinedTeams", "oauth2PermissionGrants", "authentication", "presence",
                "settings", "transitiveMemberOf", "teamwork";
            properties
            0 id "id" String String, 1 about_me "aboutMe" String String, 2 account_enabled "accountEnabled"
            Bool bool, 3 age_group "ageGroup" String String, 4 assigned_licenses "assignedLicenses" Objects
            Vec<Part>, 5 assigned_plans "assignedPlans" Objects Vec<Part>, 7 business_phones
            "businessPhones" Strings Vec<String>, 8 city "city" String String, 9 company_name "companyName"
            String String, 10 consent_provided_for_minor "consentProvidedForMinor" String String, 11 country
            "country" String String, 13 creation_type "creationType" String String, 15 department
            "department" String String, 16 display_name "displayName" String String, 18 employee_id
            "employeeId" String String, 19 employee_org_data "employeeOrgData" Object Part, 20 employee_type
            "employeeType" String String, 21 external_user_state "externalUserState" String String, 23
            fax_number "faxNumber" String String, 24 given_name "givenName" String String, 26 identities
            "identities" Objects Vec<Part>, 27 im_addresses "imAddresses" Strings Vec<String>, 28 interests
            "interests" Strings Vec<String>, 29 is_resource_account "isResourceAccount" Bool bool, 30
            job_title "jobTitle" String String, 32 legal_age_group_classification
            "legalAgeGroupClassification" String String, 33 license_assignment_states
            "licenseAssignmentStates" Objects Vec<Part>, 34 mail "mail" String String, 35 mailbox_settings
            "mailboxSettings" Object Part, 36 mail_nickname "mailNickname" String String, 37 mobile_phone
            "mobilePhone" String String, 38 my_site "mySite" String String, 39 office_location
            "officeLocation" String String, 40 on_premises_distinguished_name "onPremisesDistinguishedName"
            String String, 41 on_premises_domain_name "onPremisesDomainName" String String, 42
            on_premises_extension_attributes "onPremisesExtensionAttributes" Object Part, 43
            on_premises_immutable_id "onPremisesImmutableId" String String, 45
            on_premises_provisioning_errors "onPremisesProvisioningErrors" Objects Vec<Part>, 46
            on_premises_sam_account_name "onPremisesSamAccountName" String String, 47
            on_premises_security_identifier "onPremisesSecurityIdentifier" String String, 48
            on_premises_sync_enabled "onPremisesSyncEnabled" Bool bool, 49 on_premises_user_principal_name
            "onPremisesUserPrincipalName" String String, 50 other_mails "otherMails" Strings Vec<String>, 51
            password_policies "passwordPolicies" String String, 52 password_profile "passwordProfile" Object
            Part, 53 past_projects "pastProjects" Strings Vec<String>, 54 postal_code "postalCode" String
            String, 55 preferred_language "preferredLanguage" String String, 56 preferred_name
            "preferredName" String String, 57 provisioned_plans "provisionedPlans" Objects Vec<Part>, 58
            proxy_addresses "proxyAddresses" Strings Vec<String>, 60 responsibilities "responsibilities"
            Strings Vec<String>, 61 schools "schools" Strings Vec<String>, 62 show_in_address_list
            "showInAddressList" Bool bool, 63 skills "skills" Strings Vec<String>, 65 state "state" String
            String, 66 street_address "streetAddress" String String, 67 surname "surname" String String, 68
            usage_location "usageLocation" String String, 69 user_principal_name "userPrincipalName" String
            String, 70 user_type "userType" String String, 71 agreement_acceptances "agreementAcceptances"
            Objects Vec<Part>, 72 activities "activities" Objects Vec<Part>, 73 app_role_assignments
            "appRoleAssignments" Objects Vec<Part>, 74 calendar "calendar" Object Part, 75 calendar_groups
            "calendarGroups" Objects Vec<Part>, 76 calendar_view "calendarView" Objects Vec<Part>, 77
            calendars "calendars" Objects Vec<Part>, 78 contact_folders "contactFolders" Objects Vec<Part>,
            79 contacts "contacts" Objects Vec<Part>, 80 created_objects "createdObjects" Objects Vec<Part>,
            81 direct_reports "directReports" Objects Vec<Part>, 82 drive "drive" Object Part, 83 drives
            "drives" Objects Vec<Part>, 84 events "events" Objects Vec<Part>, 85 extensions "extensions"
            Objects Vec<Part>, 86 inference_classification "inferenceClassification" Object Part, 87
            insights "insights" Object Part, 88 license_details "licenseDetails" Objects Vec<Part>, 89
            mail_folders "mailFolders" Objects Vec<Part>, 90 manager "manager" Object Part, 91 member_of
            "memberOf" Objects Vec<Part>, 92 messages "messages" Objects Vec<Part>, 93 onenote "onenote"
            Object Part, 94 outlook "outlook" Object Part, 95 owned_devices "ownedDevices" Objects
            Vec<Part>, 96 owned_objects "ownedObjects" Objects Vec<Part>, 97 people "people" Objects
            Vec<Part>, 98 photo "photo" Object Part, 99 planner "planner" Object Part, 100
            registered_devices "registeredDevices" Objects Vec<Part>, 101 todo "todo" Object Part, 102
            managed_devices "managedDevices" Objects Vec<Part>, 103 managed_app_registrations
            "managedAppRegistrations" Objects Vec<Part>, 104 device_enrollment_limit "deviceEnrollmentLimit"
            Int32 i32, 105 online_meetings "onlineMeetings" Objects Vec<Part>, 106 chats "chats" Objects
            Vec<Part>, 107 photos "photos" Objects Vec<Part>, 108 followed_sites "followedSites" Objects
            Vec<Part>, 109 joined_teams "joinedTeams" Objects Vec<Part>, 110 oauth2_permission_grants
            "oauth2PermissionGrants" Objects Vec<Part>, 111 authentication "authentication" Object Part, 112
            presence "presence" Object Part, 113 settings "settings" Object Part, 114 transitive_member_of
            "transitiveMemberOf" Objects Vec<Part>, 115 teamwork "teamwork" Object Part,;
            times
            6 birthday "birthday" DateTime OffsetDateTime, 12 created_date_time "createdDateTime" DateTime
            OffsetDateTime, 14 deleted_date_time "deletedDateTime" DateTime OffsetDateTime, 17
            employee_hire_date "employeeHireDate" DateTime OffsetDateTime, 22
            external_user_state_change_date_time "externalUserStateChangeDateTime" DateTime OffsetDateTime,
            25 hire_date "hireDate" DateTime OffsetDateTime, 31 last_password_change_date_time
            "lastPasswordChangeDateTime" DateTime OffsetDateTime, 44 on_premises_last_sync_date_time
            "onPremisesLastSyncDateTime" DateTime OffsetDateTime, 59 refresh_tokens_valid_from_date_time
            "refreshTokensValidFromDateTime" DateTime OffsetDateTime, 64
            sign_in_sessions_valid_from_date_time "signInSessionsValidFromDateTime" DateTime OffsetDateTime,
        }
    };
}

/// Passes the properties of an object in a user to a macro.
macro_rules! part {
    ($receiver:ident) => {
        $receiver! { Part;
            names "skuId", "disabledPlans", "name", "assignedDateTime";
            properties 0 sku_id "skuId" String String, 1 disabled_plans "disabledPlans" Strings Vec<String>,
                2 name "name" String String,;
            times 3 assigned "assignedDateTime" DateTime OffsetDateTime,
        }
    };
}

/// An object in the shape of generated models.
macro_rules! slots {
    ($object:ident; names $($names:literal),*;
        properties $($index:literal $field:ident $name:literal $slot:ident $type:ty,)*;
        times $($time_index:literal $time:ident $time_name:literal $time_slot:ident $time_type:ty,)*) => {
        #[derive(Default)]
        pub(super) struct $object {
            $($field: Option<$type>,)*
            $($time: Option<$time_type>,)*
            additional: rt::Additional,
        }

        impl rt::Model for $object {
            fn schema(&self) -> &'static rt::Schema {
                const SCHEMA: &rt::Schema =
                    &rt::Schema { name: "microsoft.graph.object", fields: &[$($names),*], write_type: false, types: None };
                SCHEMA
            }
            fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
                match index {
                    $($index => rt::SlotMut::$slot(&mut self.$field),)*
                    $($time_index => rt::SlotMut::$time_slot(&mut self.$time),)*
                    _ => rt::SlotMut::Additional(&mut self.additional),
                }
            }
            fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
                match index {
                    $($index => rt::SlotRef::$slot(&self.$field),)*
                    $($time_index => rt::SlotRef::$time_slot(&self.$time),)*
                    _ => rt::SlotRef::Additional(&self.additional),
                }
            }
        }

        rt::impl_model!($object);
    };
}

/// The same object, derived; a last field can keep unknown properties.
macro_rules! derived {
    ($object:ident; names $($names:literal),*;
        properties $($index:literal $field:ident $name:literal $slot:ident $type:ty,)*;
        times $($time_index:literal $time:ident $time_name:literal $time_slot:ident $time_type:ty,)*) => {
        #[derive(Deserialize, Serialize)]
        pub(super) struct $object {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
            $(#[serde(rename = $time_name, skip_serializing_if = "Option::is_none", default, with = "rfc3339")]
            $time: Option<$time_type>,)*
        }
    };
}

macro_rules! flattened {
    ($object:ident; names $($names:literal),*;
        properties $($index:literal $field:ident $name:literal $slot:ident $type:ty,)*;
        times $($time_index:literal $time:ident $time_name:literal $time_slot:ident $time_type:ty,)*) => {
        #[derive(Deserialize, Serialize)]
        pub(super) struct $object {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
            $(#[serde(rename = $time_name, skip_serializing_if = "Option::is_none", default, with = "rfc3339")]
            $time: Option<$time_type>,)*
            #[serde(flatten)]
            additional: BTreeMap<String, Value>,
        }
    };
}

mod slots {
    use super::{OffsetDateTime, rt};
    user!(slots);
    part!(slots);
}

mod derived {
    use super::{Deserialize, OffsetDateTime, Serialize, rfc3339};
    user!(derived);
    part!(derived);
}

mod flattened {
    use super::{BTreeMap, Deserialize, OffsetDateTime, Serialize, Value, rfc3339};
    user!(flattened);
    part!(flattened);
}

#[derive(Deserialize, Serialize)]
struct Users<T> {
    value: Vec<T>,
}

fn document() -> String {
    let user = |row: usize| {
        serde_json::json!({
            "@odata.etag": format!("W/{row}"), "id": format!("87d349ed-44d7-43e1-9a83-5f2406d{row:05}"),
            "accountEnabled": true, "businessPhones": ["+1 425 555 0109"], "city": "Bellevue",
            "companyName": "Contoso", "country": "United States", "createdDateTime": "2018-11-02T12:13:14.1234567Z",
            "department": "Sales", "displayName": format!("Adele Vance {row}"), "employeeId": "1234",
            "givenName": "Adele", "jobTitle": "Retail Manager", "mail": "AdeleV@contoso.com",
            "lastPasswordChangeDateTime": "2020-02-04T07:00:00Z", "mailNickname": "AdeleV", "mobilePhone": null,
            "officeLocation": "18/2111", "onPremisesSyncEnabled": null, "onPremisesLastSyncDateTime": null,
            "otherMails": [], "postalCode": "98004", "preferredLanguage": "en-US", "proxyAddresses":
            ["SMTP:AdeleV@contoso.com", "smtp:adele@contoso.com"], "state": "WA", "streetAddress": "205 108th Ave. NE",
            "signInSessionsValidFromDateTime": "2020-02-04T07:00:00Z", "surname": "Vance", "usageLocation": "US",
            "userPrincipalName": "AdeleV@contoso.com", "userType": "Member",
            "assignedLicenses": [{"skuId": "184efa21-98c3-4e5d-95ab-d07053a96e67", "disabledPlans": []}],
            "licenseAssignmentStates": [{"skuId": "184efa21", "assignedDateTime": "2020-02-04T07:00:00Z"}],
        })
    };
    serde_json::json!({"value": (0..100).map(user).collect::<Vec<_>>()}).to_string()
}

/// The median time of a run, over samples of all contestants in turn, so that they share the machine's moods.
fn compare(title: &str, contestants: [(&str, &dyn Fn()); 3]) {
    let mut samples = [const { Vec::new() }; 3];
    for round in 0..400 {
        for ((_, run), times) in contestants.iter().zip(&mut samples) {
            let start = Instant::now();
            run();
            // The first rounds fill caches.
            if round >= 20 {
                times.push(start.elapsed());
            }
        }
    }
    let medians = samples.map(|mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    });
    println!("{title}");
    for ((name, _), time) in contestants.iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[1].as_secs_f64();
        println!("  {name:<24} {time:>10.1?} {ratio:>6.2}");
    }
}

fn write(value: &impl Serialize) {
    black_box(serde_json::to_string(value).expect("the document can be written"));
}

fn main() {
    // The allocator of glibc gives what a run frees back to the system, until a large block was freed once; which
    // contestant frees one depends on the size of its objects.
    drop(black_box(vec![0_u8; 16 << 20]));
    let text = document();
    let slots = || json::read::<Page<slots::User>>(&text).expect("the document fits");
    let flattened = || serde_json::from_str::<Users<flattened::User>>(&text).expect("the document fits");
    let derived = || serde_json::from_str::<Users<derived::User>>(&text).expect("the document fits");
    compare(
        &format!("reading {} bytes", text.len()),
        [
            ("slots", &|| drop(black_box(slots()))),
            ("derive, flattened map", &|| drop(black_box(flattened()))),
            ("derive", &|| drop(black_box(derived()))),
        ],
    );
    let (slots, flattened, derived) = (slots(), flattened(), derived());
    compare(
        "writing it",
        [
            ("slots", &|| write(&slots)),
            ("derive, flattened map", &|| write(&flattened)),
            ("derive", &|| write(&derived)),
        ],
    );
}
