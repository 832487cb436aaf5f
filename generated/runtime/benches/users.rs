//! Time to read and to write a page of 100 users, each of 116 properties of which a fourth is set: through slots, and
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

/// Passes the properties of a user to a macro: index, field, slot, name and type; for a time also how a derive reads it.
macro_rules! user {
    ($receiver:ident) => {
        $receiver! {
            User;
            0 id: String = "id", String;
            1 about_me: String = "aboutMe", String;
            2 account_enabled: Bool = "accountEnabled", bool;
            3 age_group: String = "ageGroup", String;
            4 assigned_licenses: Objects = "assignedLicenses", Vec<Part>;
            5 assigned_plans: Objects = "assignedPlans", Vec<Part>;
            6 birthday: DateTime = "birthday", OffsetDateTime, "rfc3339";
            7 business_phones: Strings = "businessPhones", Vec<String>;
            8 city: String = "city", String;
            9 company_name: String = "companyName", String;
            10 consent_provided_for_minor: String = "consentProvidedForMinor", String;
            11 country: String = "country", String;
            12 created_date_time: DateTime = "createdDateTime", OffsetDateTime, "rfc3339";
            13 creation_type: String = "creationType", String;
            14 deleted_date_time: DateTime = "deletedDateTime", OffsetDateTime, "rfc3339";
            15 department: String = "department", String;
            16 display_name: String = "displayName", String;
            17 employee_hire_date: DateTime = "employeeHireDate", OffsetDateTime, "rfc3339";
            18 employee_id: String = "employeeId", String;
            19 employee_org_data: Object = "employeeOrgData", Part;
            20 employee_type: String = "employeeType", String;
            21 external_user_state: String = "externalUserState", String;
            22 external_user_state_change_date_time: DateTime = "externalUserStateChangeDateTime", OffsetDateTime, "rfc3339";
            23 fax_number: String = "faxNumber", String;
            24 given_name: String = "givenName", String;
            25 hire_date: DateTime = "hireDate", OffsetDateTime, "rfc3339";
            26 identities: Objects = "identities", Vec<Part>;
            27 im_addresses: Strings = "imAddresses", Vec<String>;
            28 interests: Strings = "interests", Vec<String>;
            29 is_resource_account: Bool = "isResourceAccount", bool;
            30 job_title: String = "jobTitle", String;
            31 last_password_change_date_time: DateTime = "lastPasswordChangeDateTime", OffsetDateTime, "rfc3339";
            32 legal_age_group_classification: String = "legalAgeGroupClassification", String;
            33 license_assignment_states: Objects = "licenseAssignmentStates", Vec<Part>;
            34 mail: String = "mail", String;
            35 mailbox_settings: Object = "mailboxSettings", Part;
            36 mail_nickname: String = "mailNickname", String;
            37 mobile_phone: String = "mobilePhone", String;
            38 my_site: String = "mySite", String;
            39 office_location: String = "officeLocation", String;
            40 on_premises_distinguished_name: String = "onPremisesDistinguishedName", String;
            41 on_premises_domain_name: String = "onPremisesDomainName", String;
            42 on_premises_extension_attributes: Object = "onPremisesExtensionAttributes", Part;
            43 on_premises_immutable_id: String = "onPremisesImmutableId", String;
            44 on_premises_last_sync_date_time: DateTime = "onPremisesLastSyncDateTime", OffsetDateTime, "rfc3339";
            45 on_premises_provisioning_errors: Objects = "onPremisesProvisioningErrors", Vec<Part>;
            46 on_premises_sam_account_name: String = "onPremisesSamAccountName", String;
            47 on_premises_security_identifier: String = "onPremisesSecurityIdentifier", String;
            48 on_premises_sync_enabled: Bool = "onPremisesSyncEnabled", bool;
            49 on_premises_user_principal_name: String = "onPremisesUserPrincipalName", String;
            50 other_mails: Strings = "otherMails", Vec<String>;
            51 password_policies: String = "passwordPolicies", String;
            52 password_profile: Object = "passwordProfile", Part;
            53 past_projects: Strings = "pastProjects", Vec<String>;
            54 postal_code: String = "postalCode", String;
            55 preferred_language: String = "preferredLanguage", String;
            56 preferred_name: String = "preferredName", String;
            57 provisioned_plans: Objects = "provisionedPlans", Vec<Part>;
            58 proxy_addresses: Strings = "proxyAddresses", Vec<String>;
            59 refresh_tokens_valid_from_date_time: DateTime = "refreshTokensValidFromDateTime", OffsetDateTime, "rfc3339";
            60 responsibilities: Strings = "responsibilities", Vec<String>;
            61 schools: Strings = "schools", Vec<String>;
            62 show_in_address_list: Bool = "showInAddressList", bool;
            63 skills: Strings = "skills", Vec<String>;
            64 sign_in_sessions_valid_from_date_time: DateTime = "signInSessionsValidFromDateTime", OffsetDateTime, "rfc3339";
            65 state: String = "state", String;
            66 street_address: String = "streetAddress", String;
            67 surname: String = "surname", String;
            68 usage_location: String = "usageLocation", String;
            69 user_principal_name: String = "userPrincipalName", String;
            70 user_type: String = "userType", String;
            71 agreement_acceptances: Objects = "agreementAcceptances", Vec<Part>;
            72 activities: Objects = "activities", Vec<Part>;
            73 app_role_assignments: Objects = "appRoleAssignments", Vec<Part>;
            74 calendar: Object = "calendar", Part;
            75 calendar_groups: Objects = "calendarGroups", Vec<Part>;
            76 calendar_view: Objects = "calendarView", Vec<Part>;
            77 calendars: Objects = "calendars", Vec<Part>;
            78 contact_folders: Objects = "contactFolders", Vec<Part>;
            79 contacts: Objects = "contacts", Vec<Part>;
            80 created_objects: Objects = "createdObjects", Vec<Part>;
            81 direct_reports: Objects = "directReports", Vec<Part>;
            82 drive: Object = "drive", Part;
            83 drives: Objects = "drives", Vec<Part>;
            84 events: Objects = "events", Vec<Part>;
            85 extensions: Objects = "extensions", Vec<Part>;
            86 inference_classification: Object = "inferenceClassification", Part;
            87 insights: Object = "insights", Part;
            88 license_details: Objects = "licenseDetails", Vec<Part>;
            89 mail_folders: Objects = "mailFolders", Vec<Part>;
            90 manager: Object = "manager", Part;
            91 member_of: Objects = "memberOf", Vec<Part>;
            92 messages: Objects = "messages", Vec<Part>;
            93 onenote: Object = "onenote", Part;
            94 outlook: Object = "outlook", Part;
            95 owned_devices: Objects = "ownedDevices", Vec<Part>;
            96 owned_objects: Objects = "ownedObjects", Vec<Part>;
            97 people: Objects = "people", Vec<Part>;
            98 photo: Object = "photo", Part;
            99 planner: Object = "planner", Part;
            100 registered_devices: Objects = "registeredDevices", Vec<Part>;
            101 todo: Object = "todo", Part;
            102 managed_devices: Objects = "managedDevices", Vec<Part>;
            103 managed_app_registrations: Objects = "managedAppRegistrations", Vec<Part>;
            104 device_enrollment_limit: Int32 = "deviceEnrollmentLimit", i32;
            105 online_meetings: Objects = "onlineMeetings", Vec<Part>;
            106 chats: Objects = "chats", Vec<Part>;
            107 photos: Objects = "photos", Vec<Part>;
            108 followed_sites: Objects = "followedSites", Vec<Part>;
            109 joined_teams: Objects = "joinedTeams", Vec<Part>;
            110 oauth2_permission_grants: Objects = "oauth2PermissionGrants", Vec<Part>;
            111 authentication: Object = "authentication", Part;
            112 presence: Object = "presence", Part;
            113 settings: Object = "settings", Part;
            114 transitive_member_of: Objects = "transitiveMemberOf", Vec<Part>;
            115 teamwork: Object = "teamwork", Part;
        }
    };
}

/// Passes the properties of an object in a user to a macro.
macro_rules! part {
    ($receiver:ident) => {
        $receiver! {
            Part;
            0 sku_id: String = "skuId", String;
            1 disabled_plans: Strings = "disabledPlans", Vec<String>;
            2 name: String = "name", String;
            3 assigned: DateTime = "assignedDateTime", OffsetDateTime, "rfc3339";
        }
    };
}

/// An object in the shape of generated models.
macro_rules! slots {
    ($object:ident; $($index:literal $field:ident: $slot:ident = $name:literal, $type:ty $(, $with:literal)?;)*) => {
        pub(super) struct $object {
            $($field: Option<$type>,)*
            additional: rt::Additional,
        }

        rt::model! {
            $object = "microsoft.graph.object", write_type: false, additional: additional;
            $($index $field: $slot = $name;)*
        }
    };
}

/// The same object, derived; a last field can keep unknown properties.
macro_rules! derived {
    ($object:ident; $($index:literal $field:ident: $slot:ident = $name:literal, $type:ty $(, $with:literal)?;)*) => {
        #[derive(Deserialize, Serialize)]
        pub(super) struct $object {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none", default $(, with = $with)?)]
            $field: Option<$type>,)*
        }
    };
}

macro_rules! flattened {
    ($object:ident; $($index:literal $field:ident: $slot:ident = $name:literal, $type:ty $(, $with:literal)?;)*) => {
        #[derive(Deserialize, Serialize)]
        pub(super) struct $object {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none", default $(, with = $with)?)]
            $field: Option<$type>,)*
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
