use proptest::prelude::*;

use super::*;
use crate::rules::text;

fn names(description: &str) -> Vec<String> {
    let source = text(description);
    possible_values(&Prose::new(&source), &mut Diagnostics::new())
        .into_iter()
        .map(|value| value.name.value)
        .collect()
}

pub(super) fn full(description: &str) -> Vec<(String, Option<i64>, Option<String>)> {
    let source = text(description);
    possible_values(&Prose::new(&source), &mut Diagnostics::new())
        .into_iter()
        .map(|value| {
            (
                value.name.value,
                value.number,
                value.description.map(|text| text.raw.to_string()),
            )
        })
        .collect()
}

#[test]
fn lists_of_every_form() {
    for (description, values) in [
        (
            "Possible values are: `Approve`, `Deny`, `DontKnow`. Required.",
            &["Approve", "Deny", "DontKnow"][..],
        ),
        (
            "What it flies. **Supported types are**: `Kite`, `Balloon`, and `Plane`.",
            &["Kite", "Balloon", "Plane"],
        ),
        (
            "What it flies. Types include: `Kite`, `Balloon`.",
            &["Kite", "Balloon"],
        ),
        (
            "For guests, the state can be `Asked` or `Come`, or `null` for others.",
            &["Asked", "Come"],
        ),
        (
            "A list of the parts. Legal parts are \"apps, tabs, settings\".",
            &["apps", "tabs", "settings"],
        ),
        (
            "The status. Possible values are:`group`, `oneOnOne` and `meeting`.",
            &["group", "oneOnOne", "meeting"],
        ),
        (
            "Possible values are `None`, `Busy` and `Forbidden`",
            &["None", "Busy", "Forbidden"],
        ),
        (
            "The possible value are `incoming` or `outgoing`. Read-only.",
            &["incoming", "outgoing"],
        ),
        ("The possible value is: `message`.", &["message"]),
        (
            "Possible values are: `none`, `arm`; default value is `none`. Possible values are: `none`, `arm`, `neutral`.",
            &["none", "arm", "neutral"],
        ),
        (
            "The possible values are `none`, `arm`. The possible values of the other are `red`, `blue`.",
            &["none", "arm"],
        ),
        (
            "**How the work goes. Values are (notStarted/inProgress/done)**",
            &["notStarted", "inProgress", "done"],
        ),
        ("Values are (see the list of kites/crews).", &[]),
        (
            "Possible values are: `failed`, `skipped, and `unknownFutureValue`.",
            &["failed", "skipped", "unknownFutureValue"],
        ),
        (
            "`Fleet` means all kites. Other possible values include `kite`, `crew`.",
            &[],
        ),
        (
            "Possible values are: <ul><li> 1 - grounded </li><li> 3 - flying </li></ul>",
            &["grounded", "flying"],
        ),
        (
            "How it is used. Possible values are: rounds, squares. Each is drawn apart. Possible values are: `none`, `rounds`, `squares`.",
            &["none", "rounds", "squares"],
        ),
        (
            "How it is used. Possible values are: rounds, squares. The color is one of `red`, `green`.",
            &["rounds", "squares"],
        ),
        ("Possible values are:</br>`submitted`", &["submitted"]),
        (
            "The possible values are:<br/>- `a`: the first<br/>- `b`: the second<br/>- `c`",
            &["a", "b", "c"],
        ),
        ("One of the following:<br/>- `a`<br/>- `b`", &["a", "b"]),
        (
            "The possible values are:<br/>- `a`: the first.<br/>- `b`: the second.",
            &["a", "b"],
        ),
        (
            "Can include `0`, `1` or more of following values: `Email`, `Sharepoint`. The values which you can remove include: `Email`.",
            &["Email", "Sharepoint"],
        ),
        ("One or more of the following values: `a`, `b`.", &["a", "b"]),
        (
            "Only with the following values only: `a b`, `c d`.",
            &["a b", "c d"],
        ),
        ("Can be set to three values: `a`, `b`, or `c`.", &["a", "b", "c"]),
        ("Can include `a`, `b`.", &["a", "b"]),
        (
            "The role. Must be `owner` or empty. Guests are `guest`.",
            &["owner"],
        ),
        ("Must be `owner` of it.", &[]),
        (
            "Following values are supported. Not nullable. <ul><li>`a` - one. Two.</li><li>`b`</li></ul>",
            &["a", "b"],
        ),
        (
            "Following values are supported. See its crew. <ul><li>`a`</li><li>`b`</li></ul>",
            &[],
        ),
        (
            "Can be one of the following values: **null**, *Email*, *Sharepoint*",
            &["Email", "Sharepoint"],
        ),
        (
            "The **kind** property can be set to three different values: <ul><li>__Application__ - A kite that represents an application. The **appId** property identifies it.</li><li>__Legacy__ - An old kite. It is kept.</li></ul>",
            &["Application", "Legacy"],
        ),
        (
            "One of the following: <ul><li>`default` for plain text.</li><li>`room` for a room.</li></ul>",
            &["default", "room"],
        ),
        (
            "The possible values are `a`, `b`, and `c`. The other possible value is `d`. Read-only.",
            &["a", "b", "c", "d"],
        ),
        (
            "Possible values are: `a`, `b`. Other possible values are: `c` and `d`.",
            &["a", "b", "c", "d"],
        ),
        (
            "The values for this property will be `builtIn`, `custom`, or `required`.",
            &["builtIn", "custom", "required"],
        ),
        (
            "Possible values include `documentLibrary`, `genericList`.",
            &["documentLibrary", "genericList"],
        ),
        (
            "Possible values are: **Private**, **Public**. If it is **Private**, so be it.",
            &["Private", "Public"],
        ),
        ("Possible values are: 'viewer', 'sharer'", &["viewer", "sharer"]),
        (
            "Possible values: *UserPrincipalName* or *ProxyAddress*",
            &["UserPrincipalName", "ProxyAddress"],
        ),
        (
            "Possible values are: everyone, organization, and unknownFutureValue.",
            &["everyone", "organization", "unknownFutureValue"],
        ),
        (
            "Possible values are: unknown , notApplicable , compliant .",
            &["unknown", "notApplicable", "compliant"],
        ),
        (
            "Possible values for **requestedAccessTokenVersion** are `1` or `2`.",
            &["1", "2"],
        ),
        ("Must be one of `a`, `b`.", &["a", "b"]),
        (
            "The side of the ship, one of `port` or `starboard`.",
            &["port", "starboard"],
        ),
        (
            "The kind of link to create. Either `view`, `edit`, or `embed`.",
            &["view", "edit", "embed"],
        ),
        ("Either `a` or `b`.", &["a", "b"]),
        (
            "The state. One of `Open`, `Shut`,  `Lost` `Found` or `Sold`. Read-only.",
            &["Open", "Shut", "Lost", "Found", "Sold"],
        ),
        (
            "The kind. The value can be ``Eligible`` and ``Active``.",
            &["Eligible", "Active"],
        ),
        (
            "The value can be `Add`, `Renew`and `Extend`.",
            &["Add", "Renew", "Extend"],
        ),
        ("The kind. Can be: `a`, `b`.", &["a", "b"]),
        ("The kind. One of: `a`, `b`.", &["a", "b"]),
        ("The kind. Values: `a`, `b`. Read-only.", &["a", "b"]),
        ("The value is `a` or `b`.", &["a", "b"]),
        ("The following values are supported: `a`, `b`.", &["a", "b"]),
        ("It has the following values: `a`, `b`.", &["a", "b"]),
        ("Available values: `a`, `b`.", &["a", "b"]),
        (
            "Supported values are:<ul><li>`a`</li><li>`b`</li></ul>",
            &["a", "b"],
        ),
        ("Possible values are: `JIS B4`, `A4`.", &["JIS B4", "A4"]),
        (
            "Allowed values are *Binary, Boolean, DateTime, Integer* or *String*.",
            &["Binary", "Boolean", "DateTime", "Integer", "String"],
        ),
        (
            "Currently, there is only one possible value. Possible value: *PropertyConflict* - indicates a conflict.",
            &["PropertyConflict"],
        ),
        (
            "Possible values: `application` for application permissions (e.g. app roles), or `delegated` for delegated permissions.",
            &["application", "delegated"],
        ),
        (
            "Supported values are: <li>None</li><li>Block -- Nobody reads it.</li>When updating, it is not required.",
            &["None", "Block"],
        ),
        (
            "Can be set to one of the following values: <table><tr><th>Value</th><th>Description</th></tr>\
             <tr><td>Allow</td><td>Default.</td></tr><tr><td>Block</td><td>No.</td></tr></table>",
            &["Allow", "Block"],
        ),
    ] {
        assert_eq!(names(description), values, "{description}");
    }
}

#[test]
fn numbers_and_prose_around_values() {
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        full(
            "Possible values are: 0 - `Not Ready`, 1 - `Ready`, 2 - `Processing`. Inherited from [a](a.md)."
        ),
        [
            ("Not Ready".to_owned(), Some(0), None),
            ("Ready".to_owned(), Some(1), None),
            ("Processing".to_owned(), Some(2), None)
        ]
    );
    assert_eq!(
        full("Possible values are: `null` (default value), `NotDisabled`, and `Disabled` (in breach)."),
        [
            ("NotDisabled".to_owned(), None, None),
            ("Disabled".to_owned(), None, some("in breach"))
        ]
    );
    assert_eq!(
        full("Possible values: \"Success\" - Service is fully provisioned. \"Disabled\" - It is disabled."),
        [
            ("Success".to_owned(), None, some("Service is fully provisioned.")),
            ("Disabled".to_owned(), None, some("It is disabled."))
        ]
    );
    assert_eq!(
        full("Possible values are: `a` - the same as `b` in old versions, `c` - nothing."),
        [
            ("a".to_owned(), None, some("the same as `b` in old versions")),
            ("c".to_owned(), None, some("nothing."))
        ]
    );
}

#[test]
fn a_list_ends_with_its_sentence() {
    assert_eq!(
        names(
            "Possible values are: `group`, `unknownFutureValue`, `roster`. Note that you must use the \
             `Prefer: include-unknown-enum-members` request header to get the following value(s) in this \
             [evolvable enum](/graph/x): `roster`."
        ),
        ["group", "unknownFutureValue", "roster"]
    );
    assert_eq!(
        names(
            "The possible values are: `a`, `unknownFutureValue`. Use the `Prefer: include-unknown-enum-members` \
             request header to get the following members from this [evolvable enum](/graph/x): `b`, `c`. Read-only."
        ),
        ["a", "unknownFutureValue", "b", "c"]
    );
}

#[test]
fn what_is_no_closed_list() {
    for description in [
        "Possible values are: `TableStyleLight1` through `TableStyleLight21`.",
        "Possible values such as `a`, `b`.",
        "Possible values are, for example, `a` and `b`.",
        "Possible values are listed in the following table. Optional.",
        "Possible values for this property range from 1 to 2.",
        "See [possible values](x.md).",
        "The possible values.",
        "Valid values 0 to 100",
        "Set to `true` if the item is shared.",
        "Cannot begin with `Microsoft` or be one of the following values: `None`, `Directory`.",
        "Example values include `Application`, `Group`.",
        "An enumeration with one possible value being `A`, which allows more. `B` can also be specified.",
        "Possible values include `a`, `b`, and more.",
        "Can be none of the following values: `a`, `b`.",
        "It can have the following values:<ul><li>`reference`: A link.</li><li>Any type supported by the bot.</li></ul>",
        "The point of the document. Either `address` or `name` must be sent.",
        "Who can see it. Either everyone or nobody.",
        "Can be `true` or unspecified.",
        "The value can be `open`.",
        "Can be set to `null`.",
        "Can be set to `true` by its pilot.",
    ] {
        assert_eq!(names(description), [""; 0], "{description}");
    }
}

#[test]
fn what_it_can_be_set_to_are_its_values() {
    assert_eq!(
        names("Who sees it. Can be set to `Hidden`. Otherwise all do."),
        ["Hidden"]
    );
    assert_eq!(names("Can be set to `Hidden` or `Public`."), ["Hidden", "Public"]);
}

#[test]
fn a_repeated_value_is_reported_once() {
    let source = text("Possible values are: `a`, `b`, `a`.");
    let mut sink = Diagnostics::new();
    assert_eq!(possible_values(&Prose::new(&source), &mut sink).len(), 2);
    let diagnostics = sink.into_sorted();
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::RepeatedValue);
    assert_eq!(diagnostics[0].span.range(), 32..33);
}

#[test]
fn a_colon_ends_the_kind_of_what_is_supported() {
    assert_eq!(
        names("`{kiteType}` can be any supported kite type: `graph.flat`, `graph.box`, or `graph.delta`."),
        ["graph.flat", "graph.box", "graph.delta"]
    );
    for text in [
        "It can be any supported kite: see the page of the type. `flat` is one.",
        "It cannot be any supported kite type: `flat` is none.",
    ] {
        assert!(names(text).is_empty(), "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_spans_are_in_range(
        tail in "([`*\"',.:()\\-0-9 a-cé\u{a0}]|and|or|<br>|`x`|\\*\\*y\\*\\*){0,24}"
    ) {
        let raw = format!("Possible values are: {tail}");
        let source = text(&raw);
        for value in possible_values(&Prose::new(&source), &mut Diagnostics::new()) {
            let range = value.name.span.range();
            prop_assert!(source.raw.get(range).is_some());
        }
    }

    #[test]
    fn every_code_value_is_read(values in proptest::collection::btree_set("[a-z][a-zA-Z0-9]{0,8}", 1..9)) {
        prop_assume!(!values.contains("null"));
        let list: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let found = names(&format!("The state. Possible values are: {}. Read-only.", list.join(", ")));
        prop_assert_eq!(found, values.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn what_is_set_off_can_hold_the_end_of_the_sentence() {
    for text in [
        "Possible values are: *. **y****y**",
        "Possible values are: or. **y***y**ororororxoror",
    ] {
        assert!(names(text).len() < 2, "{text}");
    }
}
