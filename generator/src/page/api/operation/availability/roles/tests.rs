use super::*;
use crate::page::api::testing;

fn roles(text: &str) -> Vec<String> {
    let page = format!("# Get x\n\n{text}\n\n## HTTP request\n");
    let (found, codes) = testing::read(&page, read);
    assert_eq!(codes, [], "{text}");
    found.into_iter().map(|role| role.value).collect()
}

#[test]
fn roles_are_set_off_or_listed() {
    let list = "> [!IMPORTANT]\n> The person must have a role. The following least privileged roles are supported:\n> - Directory Readers\n> - User Administrator - for users without a role\n> - other people, by hand";
    assert_eq!(roles(list), ["Directory Readers", "User Administrator"]);
    let joined = "A person needs a role. The least privileged roles are:\n\n- *Kite Reader* and *Crew Reader*, for those who fly\n- *Kite Administrator*, for all";
    assert_eq!(
        roles(joined),
        ["Kite Reader", "Crew Reader", "Kite Administrator"]
    );
    let kinds = "The person needs one of the following directory roles. [More](/roles).\n+ Reports Reader\n+ Kite Reader";
    assert_eq!(roles(kinds), ["Reports Reader", "Kite Reader"]);
    let admins = "The person needs to belong to one of the following admin roles. To learn more about admin roles, see [Roles](/roles):\n* Kite Administrator\n* Crew Administrator";
    assert_eq!(roles(admins), ["Kite Administrator", "Crew Administrator"]);
    let these = "The person must have one of these admin roles:\n* Kite Administrator";
    assert_eq!(roles(these), ["Kite Administrator"]);
    let least =
        "The person must also be assigned the following minimum [directory role](/roles):\n\n* Kite Reader";
    assert_eq!(roles(least), ["Kite Reader"]);
    for sentence in [
        "The user needs to be assigned the *Kite Reader* or *Crew Reader* [role](/roles).",
        "The person must be in the *Kite Reader* or *Crew Reader* directory role.",
        "It must also be assigned at least the **Kite Reader** or **Crew Reader** role.",
    ] {
        assert_eq!(roles(sentence), ["Kite Reader", "Crew Reader"], "{sentence}");
    }
    for plain in [
        "An account assigned with the Kite Role Reader or Kite Fleet Administrator role will be able to call it.",
        "The user must also be assigned the Kite Role Reader or Kite Fleet Administrator [directory role](/roles).",
        "It must be assigned at least the Kite Role Reader or Kite Fleet Administrator Microsoft Entra role.",
    ] {
        assert_eq!(
            roles(plain),
            ["Kite Role Reader", "Kite Fleet Administrator"],
            "{plain}"
        );
    }
    let items = "It needs one of the following [Kite roles](/roles).  <br/><ul><li> For kites: *Kite Reader*</li><li> For crews: *Crew Reader*, or *Crew Writer*</li></ul>";
    assert_eq!(roles(items), ["Kite Reader", "Crew Reader", "Crew Writer"]);
    let noted = "**Note**: for this, it must be assigned the role of a reader.";
    assert_eq!(roles(noted), [""; 0]);
    let misspelled = "## Permissions\n\n> **Note**: Kite Admin role is requied to fly.";
    assert_eq!(roles(misspelled), ["Kite Admin"]);
    let inline = "It takes one of the following roles: *Kite Administrator* or *Reports Reader*.";
    assert_eq!(roles(inline), ["Kite Administrator", "Reports Reader"]);
    let only = "*Kite Definition Administrator* is the only privileged role supported for this operation.";
    assert_eq!(roles(only), ["Kite Definition Administrator"]);
    let cases = "The following least privileged roles are supported for this operation.\n\n- For read operations: Global Reader, Kite Reader, or Kite Fleet Administrator\n- For write operations: Kite Administrator\n- To restore kites: *Kite Restorer*. It needs the *Kites.Restore.All* permission.";
    assert_eq!(
        roles(cases),
        [
            "Global Reader",
            "Kite Reader",
            "Kite Fleet Administrator",
            "Kite Restorer"
        ]
    );
    let sentence = "*Global Reader* is the least privileged role for this operation.";
    assert_eq!(roles(sentence), ["Global Reader"]);
    let necessary = "> [!IMPORTANT]\n> A person needs a role. These built-in roles are supported, which give only the least privilege necessary:\n> - Global Reader\n> - Security Reader";
    assert_eq!(roles(necessary), ["Global Reader", "Security Reader"]);
    let one_of = "The person must have at least one of the following [roles](/r).\n\n- Security Administrator\n- Privileged authentication administrator";
    assert_eq!(
        roles(one_of),
        [
            "Security Administrator",
            "Privileged authentication administrator"
        ]
    );
    let options = "One of these:\n\n- [A role of the catalog](/c) where the least privileged roles are *Catalog owner*. **This is the least privileged option.**\n- More privileged [roles](/r):\n    - Identity Administrator";
    assert_eq!(roles(options), ["Catalog owner"]);
    let belongs = "On behalf of a person, that person needs to belong to the [Global Administrator](/r) directory role.";
    assert_eq!(roles(belongs), ["Global Administrator"]);
    let nested = "> [!IMPORTANT]\n> - Who creates it owns it.\n> - Others must have a [role](/r). This operation supports the following least-privileged built-in role:\n>     - Kite Administrator";
    assert_eq!(roles(nested), ["Kite Administrator"]);
    let assigned = "> [!IMPORTANT]\n>\n> The person must be assigned the *Global Administrator* [role](/r).";
    assert_eq!(roles(assigned), ["Global Administrator"]);
    let must_be = "A subscription is needed. The signed in user must be a [Printer Administrator](/assign-admin-roles#printer).";
    assert_eq!(roles(must_be), ["Printer Administrator"]);
    assert_eq!(
        roles("The user must be a [Member](../resources/member.md)."),
        [""; 0]
    );
    assert_eq!(roles("A role is needed:\n\n- Owner"), [""; 0]);
}

#[test]
fn roles_stand_in_tables_and_begin_options() {
    let table = "The person must have at least one of the following [roles](/r).\n\n|Write reviews of groups|Write reviews of roles|\n|:--|:--|\n|User Administrator <br/> Kite Administrator|Kite Administrator </br> Role Administrator|";
    assert_eq!(
        roles(table),
        ["User Administrator", "Kite Administrator", "Role Administrator"]
    );
    let purpose = "The person must have at least one of the following roles.\n\n|Microsoft Entra role|What for|\n|:--|:--|\n|Kite Administrator <br/> Kite Reader|It flies all kites, and lands them.|";
    assert_eq!(roles(purpose), ["Kite Administrator", "Kite Reader"]);
    let other = "The person must have at least one of the following roles.\n\n|Kites of roles|What for|\n|:--|:--|\n|Kite Administrator|It flies all kites, and lands them.|";
    assert_eq!(roles(other), [""; 0]);
    let options = "The person must be assigned a supported [role](/r) through one of the following options:\n\n- **eKite Manager**. It flies its own. **This is the least privileged option for its own kites**.\n- **Kite Administrator**. It flies all.";
    assert_eq!(roles(options), ["eKite Manager", "Kite Administrator"]);
    let links = "The person must be assigned a supported role through one of the following options:\n\n- *Kite Manager*\n- **Kite Administrator**, for all.\n- More privileged [roles](/r).";
    assert_eq!(roles(links), ["Kite Manager", "Kite Administrator"]);
}

/// The roles of a text under *Permissions*, and what was pushed.
fn under_permissions(text: &str) -> (Vec<String>, Vec<Code>) {
    let page = format!("# Get x\n\n## Permissions\n\n{text}\n\n## HTTP request\n");
    let (found, codes) = testing::read(&page, read);
    (found.into_iter().map(|role| role.value).collect(), codes)
}

#[test]
fn roles_stand_beside_the_word() {
    for (text, expected) in [
        (
            "An administrator needs the Global admin role. For more, see [role](/roles).",
            &["Global admin"][..],
        ),
        (
            "> **Note:** This requires the signed-in user to have a Kite Administrator or Global Administrator role.",
            &["Kite Administrator", "Global Administrator"],
        ),
        (
            "This requires the person to have a kite administrator or global administrator role.",
            &["Kite Administrator", "Global Administrator"],
        ),
        (
            "The admin needs at least the *Kite Reader* or *Kite Fleet Administrator* [Microsoft Entra role](/roles).",
            &["Kite Reader", "Kite Fleet Administrator"],
        ),
        (
            "> **Note:**\n> Either the Kite Fleet admin role or the Global admin role is required to call this API.",
            &["Kite Fleet admin", "Global admin"],
        ),
        (
            "The user must have an administrator role, such as Kite Administrator or higher.",
            &["Kite Administrator"],
        ),
        (
            "The person must have the [Kite Administrator](/roles#kite) role.",
            &["Kite Administrator"],
        ),
        (
            "An account needs to belong to at least the *Kite Flow Administrator* [Microsoft Entra role](/roles).",
            &["Kite Flow Administrator"],
        ),
        (
            "Only users with the *Kite Backup Administrator* role can call this API.",
            &["Kite Backup Administrator"],
        ),
        (
            "The person must be in one of the following roles: Kite Reader or Crew Reader.",
            &["Kite Reader", "Crew Reader"],
        ),
        (
            "Owners of kites and admins with the following roles can fly them: KiteAdministrator, CrewAdministrator.",
            &["KiteAdministrator", "CrewAdministrator"],
        ),
        (
            "It must be assigned at least one of these roles: *Kite Reader*, *Crew Reader*.",
            &["Kite Reader", "Crew Reader"],
        ),
        (
            "The *Search And Rescue* role is required to find kites.",
            &["Search And Rescue"],
        ),
        (
            "A role is needed. *Kite Administrator* is the only role supported for this operation.",
            &["Kite Administrator"],
        ),
        (
            "The person must be assigned a role through one of the following options:\n\n- **eKite Reader**. It looks.\n- **eKite Manager**. It flies its own. **This is the least privileged option**.\n\nAdditional roles that have access to kites:\n\n- **Crew Administrator**. It has crews.",
            &["eKite Manager", "eKite Reader", "Crew Administrator"],
        ),
        (
            "The person must have the *Kite Administrator* role or a custom role with permissions of the Kite Role-Based Access Control.",
            &["Kite Administrator"],
        ),
    ] {
        assert_eq!(
            under_permissions(text),
            (expected.iter().map(|&role| role.to_owned()).collect(), vec![]),
            "{text}"
        );
    }
}

#[test]
fn a_role_that_has_no_name_is_reported() {
    for text in [
        "The person must be in a directory role that permits them to read kites.",
        "The administrator must have assigned the user the appropriate Azure AD limited administrator role.",
        "The person must be assigned a supported [Microsoft Entra role](/roles) or a custom role.",
    ] {
        assert_eq!(
            under_permissions(text),
            (vec![], vec![Code::UnknownRole]),
            "{text}"
        );
    }
    for text in [
        "Changing a number is only allowed on users who must have one of the following roles: Kite Reader, Crew Reader.",
        "By default, *Global Administrator* and other roles don't have permissions.",
        "The *Kite Administrator* role is less privileged than the permission.",
        "The role assignments must be scoped at the directory.",
    ] {
        assert_eq!(under_permissions(text), (vec![], vec![]), "{text}");
    }
}

#[test]
fn roles_stand_in_lower_case() {
    for text in [
        "**Note:** Only kite fleet administrators can call this API.",
        "The account must be a kite fleet administrator of the tenant.",
    ] {
        assert_eq!(roles(text), ["Kite Fleet Administrator"], "{text}");
    }
    for text in [
        "It must be a list of administrators of the fleet.",
        "Only administrators can call this API.",
        "Only the kites of administrators can fly.",
    ] {
        assert_eq!(roles(text), [""; 0], "{text}");
    }
}
