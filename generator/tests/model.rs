//! What several pages say together: small checkouts of the documentation, and the model that comes of them.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::diagnostic::Code;
use generator::model::{Model, Property, Type, TypeRef};
use generator::pipeline::Analysis;
use graph_test_pages::Fixture;

#[path = "model/dump.rs"]
mod dump;
#[path = "model/type_names.rs"]
mod type_names;

/// The analysis of pages, given as paths below `v1.0` and texts.
fn analyze(pages: &[(&str, &str)]) -> Analysis {
    let of_version = |(path, text)| (format!("v1.0/{path}"), text);
    let pages = Fixture::of(pages.iter().copied().map(of_version));
    Config::new(pages.path()).analyze_with(&()).unwrap()
}

/// A resource page: its table's rows, its JSON representation.
fn resource(name: &str, rows: &str, json: &str) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nSomething.\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n{rows}\n\n## JSON representation\n\
         <!-- {{\"blockType\": \"resource\", \"keyProperty\": \"id\", \"@odata.type\": \"microsoft.graph.{name}\"}} -->\n\
         ``` json\n{json}\n```\n"
    )
}

/// An API page of one request that returns a type.
fn api(title: &str, request: &str, response: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nSomething.\n\n## HTTP request\n``` http\n{request}\n```\n\n\
         ## Response\nIf successful, this method returns a `200 OK` response code and {response} in the response \
         body.\n"
    )
}

fn ty<'m>(model: &'m Model, name: &str) -> &'m Type {
    let name = format!("microsoft.graph.{name}");
    model.types.iter().find(|ty| ty.name == *name).unwrap()
}

fn property<'m>(model: &'m Model, owner: &str, name: &str) -> &'m Property {
    ty(model, owner)
        .properties
        .iter()
        .find(|property| property.name == name)
        .unwrap()
}

fn reports(analysis: &Analysis, code: Code) -> usize {
    analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == code)
        .count()
}

fn an_enum(name: &str) -> TypeRef {
    TypeRef::Enum(format!("microsoft.graph.{name}").into())
}

#[test]
fn the_representation_adds_what_the_table_leaves_out() {
    let thing = resource(
        "thing",
        "|id|String|Key.|\n|owner|Object|Who.|",
        r##"{"id": "String (identifier)", "owner": {"@odata.type": "#microsoft.graph.person"}, "made": "String (timestamp)"}"##,
    );
    let person = resource("person", "|name|String|Name.|", r#"{"name": "String"}"#);
    let analysis = analyze(&[("resources/thing.md", &thing), ("resources/person.md", &person)]);
    let model = &analysis.model;
    assert_eq!(
        property(model, "thing", "owner").ty.item.qualified(),
        "microsoft.graph.person"
    );
    assert_eq!(
        property(model, "thing", "made").ty.item.qualified(),
        "Edm.DateTimeOffset"
    );
    assert_eq!(reports(&analysis, Code::RepresentationOnly), 1);
    assert_eq!(reports(&analysis, Code::TypeConflict), 1, "`Object` and `person`");
}

#[test]
fn closed_lists_of_small_letters_are_enumerations() {
    let possible = "The state. Possible values are: `open`, `closed`.";
    let rows = format!(
        "|state|String|{possible}|\n|recordingMode|String|Possible values are: `on`, `off`.|\n\
         |kind|String|Possible values are: `Enabled`, `Disabled`.|\n|format|String|Must be one of `wide` or `narrow`.|\n\
         |level|String|Possible values are: `low`, `high`.|"
    );
    let thing = resource("thing", &rows, "{}");
    let level = "# alertLevel enum type\n\nNamespace: microsoft.graph\n\n## Members\n|Member|Value|Description|\n\
                 |:---|:---|:---|\n|low|0|Low.|\n|high|1|High.|\n|unknownFutureValue|2|Sentinel.|\n";
    let analysis = analyze(&[("resources/thing.md", &thing), ("resources/alertlevel.md", level)]);
    let model = &analysis.model;
    assert_eq!(property(model, "thing", "state").ty.item, an_enum("thingState"));
    assert_eq!(
        property(model, "thing", "recordingMode").ty.item,
        an_enum("recordingMode")
    );
    assert_eq!(
        property(model, "thing", "level").ty.item,
        an_enum("alertLevel"),
        "the documented one"
    );
    assert_eq!(property(model, "thing", "kind").ty.item.qualified(), "Edm.String");
    assert_eq!(
        property(model, "thing", "format").ty.item.qualified(),
        "Edm.String"
    );
    assert_eq!(reports(&analysis, Code::ClosedList), 3);
}

#[test]
fn the_representation_names_the_enumeration_of_a_list() {
    let thing = resource(
        "thing",
        "|status|String|Possible values are: `NotStarted`, `Running`.|",
        r#"{"status": {"@odata.type": "microsoft.graph.thingOperationStatus"}}"#,
    );
    let analysis = analyze(&[("resources/thing.md", &thing)]);
    assert_eq!(
        property(&analysis.model, "thing", "status").ty.item,
        an_enum("thingOperationStatus")
    );
    let members: Vec<&str> = analysis.model.enums[0]
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(members, ["NotStarted", "Running"]);
}

#[test]
fn lists_join_the_table_they_share_members_with() {
    let rows = "|mode|[mode](mode.md)|Possible values are: `a`, `c`.|\n|other|[mode](mode.md)|Possible values are: `x`, `y`.|";
    let thing = resource("thing", rows, "{}");
    let mode = "# mode enum type\n\nNamespace: microsoft.graph\n\n## Members\n|Member|Description|\n|:---|:---|\n|a|A.|\n|b|B.|\n";
    let analysis = analyze(&[("resources/thing.md", &thing), ("resources/mode.md", mode)]);
    let members: Vec<&str> = analysis.model.enums[0]
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(members, ["a", "b", "c"]);
    assert_eq!(reports(&analysis, Code::MemberConflict), 3);
}

#[test]
fn paths_show_relationships() {
    let user = resource("user", "|id|String|Key.|", "{}");
    let team = resource("team", "|id|String|Key.|", "{}");
    let analysis = analyze(&[
        ("resources/user.md", &user),
        ("resources/team.md", &team),
        (
            "api/user-get.md",
            &api(
                "Get user",
                "GET /users/{id}",
                "a [user](../resources/user.md) object",
            ),
        ),
        (
            "api/user-list-joinedteams.md",
            &api(
                "List joinedTeams",
                "GET /users/{id}/joinedTeams",
                "a collection of [team](../resources/team.md) objects",
            ),
        ),
        (
            "api/user-find.md",
            &api(
                "user: find",
                "GET /users/{id}/find",
                "a [team](../resources/team.md) object",
            ),
        ),
    ]);
    let joined = property(&analysis.model, "user", "joinedTeams");
    assert!(joined.navigation && joined.ty.is_many());
    assert_eq!(joined.ty.item.qualified(), "microsoft.graph.team");
    let names: Vec<&str> = ty(&analysis.model, "user")
        .properties
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(names, ["id", "joinedTeams"], "a function is no relationship");
    assert_eq!(reports(&analysis, Code::PathOnly), 1);
}

#[test]
fn a_request_for_many_makes_a_collection_of_a_relationship() {
    let printer = format!(
        "{}\n## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n|connectors|[connector](connector.md)|Them.|\n",
        resource("printer", "|id|String|Key.|", "{}")
    );
    let connector = resource("connector", "|id|String|Key.|", "{}");
    let list = api(
        "List connectors",
        "GET /printers/{id}/connectors",
        "a collection of [connector](../resources/connector.md) objects",
    );
    let get = api(
        "Get printer",
        "GET /printers/{id}",
        "a [printer](../resources/printer.md) object",
    );
    let analysis = analyze(&[
        ("resources/printer.md", &printer),
        ("resources/connector.md", &connector),
        ("api/printer-list-connectors.md", &list),
        ("api/printer-get.md", &get),
    ]);
    assert!(property(&analysis.model, "printer", "connectors").ty.is_many());
    assert_eq!(reports(&analysis, Code::TypeConflict), 1);
}

#[test]
fn bases_are_implied_by_lists_of_methods_and_by_siblings() {
    let rows = "|clientContext|String|Text.|\n|resultInfo|String|Info.|\n|status|String|Status.|";
    let base = resource("commsOperation", rows, "{}");
    let invite = resource("inviteOperation", rows, "{}");
    let mute = resource("muteOperation", rows, "{}");
    let other = resource("longRunningOperation", "|status|String|Status.|", "{}");
    let call = format!(
        "{}\n## Methods\n|Method|Return Type|Description|\n|:---|:---|:---|\n\
         |[invite](../api/call-invite.md)|[commsOperation](commsoperation.md)|Invite.|\n",
        resource("call", "|id|String|Key.|", "{}")
    );
    let action = api(
        "call: invite",
        "POST /calls/{id}/invite",
        "an [inviteOperation](../resources/inviteoperation.md) object",
    );
    let analysis = analyze(&[
        ("resources/commsoperation.md", &base),
        ("resources/inviteoperation.md", &invite),
        ("resources/muteoperation.md", &mute),
        ("resources/longrunningoperation.md", &other),
        ("resources/call.md", &call),
        ("api/call-invite.md", &action),
    ]);
    let base = |name: &str| ty(&analysis.model, name).base.as_deref();
    assert_eq!(base("inviteOperation"), Some("microsoft.graph.commsOperation"));
    assert_eq!(
        base("muteOperation"),
        Some("microsoft.graph.commsOperation"),
        "a sibling"
    );
    assert_eq!(
        base("longRunningOperation"),
        None,
        "it lacks properties of the base"
    );
    assert_eq!(base("commsOperation"), None);
    assert_eq!(reports(&analysis, Code::ImpliedBase), 2);
}

#[test]
fn a_repeated_property_has_the_type_of_its_declaration() {
    let message = resource("message", "|importance|[importance](importance.md)|It.|", "{}");
    let event = resource("eventMessage", "|importance|String|It.|", "{}")
        .replace("Something.", "Derived from [message](message.md).");
    let importance = "# importance enum type\n\nNamespace: microsoft.graph\n\n## Members\n|Member|Description|\n|:---|:---|\n|low|A.|\n";
    let analysis = analyze(&[
        ("resources/message.md", &message),
        ("resources/eventmessage.md", &event),
        ("resources/importance.md", importance),
    ]);
    assert_eq!(
        property(&analysis.model, "eventMessage", "importance").ty.item,
        an_enum("importance")
    );
    assert_eq!(reports(&analysis, Code::TypeConflict), 1);
}

#[test]
fn body_tables_add_properties_and_pages_of_types_win() {
    let policy = resource("policy", "|id|String|Key.|\n|state|Boolean|State.|", "{}");
    let create = "# Create policy\n\nNamespace: microsoft.graph\n\nCreate.\n\n## HTTP request\n``` http\nPOST /policies\n```\n\n\
        ## Request body\nIn the request body, supply a JSON representation of a [policy](../resources/policy.md) object.\n\n\
        |Property|Type|Description|\n|:---|:---|:---|\n|description|String|Text.|\n|state|String|State.|\n\n\
        ## Response\nIf successful, this method returns a `201 Created` response code and a [policy](../resources/policy.md) object in the response body.\n";
    let analysis = analyze(&[("resources/policy.md", &policy), ("api/policy-create.md", create)]);
    assert_eq!(
        property(&analysis.model, "policy", "description")
            .ty
            .item
            .qualified(),
        "Edm.String"
    );
    assert_eq!(
        property(&analysis.model, "policy", "state").ty.item.qualified(),
        "Edm.Boolean"
    );
    assert_eq!(reports(&analysis, Code::TypeConflict), 1);
}

#[test]
fn a_row_of_a_body_that_is_one_letter_off_is_told() {
    let codes = |rows: &str| {
        let jar = resource(
            "jar",
            "|id|String|Key.|\n|tagFilters|String collection|Tags.|",
            "{\"id\": \"String\"}",
        );
        let post = format!(
            "# Create jar\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nPOST /jars\n```\n\n## Request body\n\n\
             Supply a JSON representation of the [jar](../resources/jar.md) object.\n\n|Property|Type|Description|\n\
             |:---|:---|:---|\n{rows}\n\n## Response\n\nIf successful, this method returns `201 Created` and a \
             [jar](../resources/jar.md) object.\n"
        );
        let analysis = analyze(&[
            ("resources/jar.md", jar.as_str()),
            ("api/jar-post.md", post.as_str()),
        ]);
        let codes = analysis.diagnostics.iter().map(|found| found.code);
        let conflicts = codes.filter(|code| *code == Code::SpellingConflict).count();
        let jar = analysis
            .model
            .types
            .iter()
            .find(|ty| ty.name == "microsoft.graph.jar");
        (conflicts, jar.unwrap().properties.len())
    };
    assert_eq!(codes("|tagFilter|String|Tags.|"), (1, 3));
    assert_eq!(codes("|tagFilters|String collection|Tags.|"), (0, 2));
    assert_eq!(codes("|tagFilter|Int32|How many.|"), (0, 3), "of another type");
    assert_eq!(
        codes("|tagFilter|String|One.|\n|tagFilters|String collection|All.|"),
        (0, 3)
    );
    assert_eq!(codes("|tag|String|Another.|"), (0, 3));
}
