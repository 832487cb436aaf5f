//! What a path is, once it was read: its segments, its parameters, its instances.

use crate::page::api::request::path::tests::*;

#[test]
fn colon_paths_hold_the_segment_before() {
    assert_eq!(
        segments("/sites/{site-id}:/{item-path}:/lists"),
        [
            Segment::Literal("sites".to_owned()),
            Segment::ColonPath {
                before: Box::new(Segment::Parameter("site-id".to_owned())),
                parameter: "item-path".to_owned(),
                closed: true,
            },
            Segment::Literal("lists".to_owned()),
        ]
    );
    assert_eq!(
        clean("/me/drive/root:/Documents/a.txt:/content"),
        "/me/drive/root:/Documents/a.txt:/content"
    );
    assert_eq!(
        repaired("/me/drive/root:/{item-path}:/"),
        "/me/drive/root:/{item-path}:"
    );
    assert_eq!(
        repaired("/me/drive/root:/{item-path}/createLink"),
        "/me/drive/root:/{item-path}:/createLink"
    );
    assert_eq!(
        repaired("/me/drive/root:/{item-path}/search(q='{q}'):/"),
        "/me/drive/root:/{item-path}:/search(q='{q}')"
    );
    assert_eq!(
        clean("/me/drive/root:/{item-path}/{name}:/content"),
        "/me/drive/root:/{item-path}/{name}:/content"
    );
}

#[test]
fn parameters_stand_in_the_order_of_the_path() {
    let (parsed, _) = parse("/a/{b}/root:/{c}:/x={d}/f(g='{h}',i=1,j=k.l'{m}')/n({o})");
    assert_eq!(
        parsed.unwrap().template.parameters(),
        ["b", "c", "d", "h", "m", "o"]
    );
}

#[test]
fn mixed_segments_keep_their_text() {
    assert_eq!(
        segments("/directoryRoles/roleTemplateId={roleTemplateId}")[1],
        Segment::Mixed(vec![
            Part::Text("roleTemplateId=".to_owned()),
            Part::Parameter("roleTemplateId".to_owned())
        ])
    );
    assert_eq!(
        segments("/range(5)/x(true)/y('z')"),
        [
            Segment::Keyed {
                name: "range".to_owned(),
                argument: Argument::Literal("5".to_owned())
            },
            Segment::Keyed {
                name: "x".to_owned(),
                argument: Argument::Literal("true".to_owned())
            },
            Segment::Keyed {
                name: "y".to_owned(),
                argument: Argument::Literal("'z'".to_owned())
            },
        ]
    );
}

#[test]
fn examples_are_instances_of_templates() {
    let template = |text: &str| parse(text).0.unwrap().template;
    for (path, example, expected) in [
        (
            "/users/{id|userPrincipalName}/events/{id}",
            "/Users/a@b.c/events/AAMk==",
            true,
        ),
        ("/users/{id}/events/{id}", "/users/1/events", false),
        ("/users/{id}", "/users/1/events", false),
        (
            "/me/drive/root:/{item-path}:/content",
            "/me/drive/root:/Documents/a.txt:/content",
            true,
        ),
        (
            "/me/drive/root:/{item-path}:/content",
            "/me/drive/root:/Documents/a.txt:/children",
            false,
        ),
        (
            "/me/drive/root:/{item-path}",
            "/me/drive/root:/Documents/a.txt",
            true,
        ),
        (
            "/sites/{hostname}:/{path}:/lists",
            "/sites/contoso.com:/teams/hr:/lists",
            true,
        ),
        (
            "/sites/{hostname}:/{path}:/lists",
            "/sites/contoso.com/teams/lists",
            false,
        ),
        (
            "/drive/items/{id}:/{name}:/content",
            "/drive/items/1:/a.txt:/content",
            true,
        ),
        ("/reports/f(period='{period}')", "/reports/f(period='D7')", true),
        (
            "/reports/f(period='{period}')",
            "/reports/f(date=2017-09-01)",
            false,
        ),
        ("/range(address='{a}')/cell", "/range(address='A1')/cell", true),
        (
            "/directoryRoles/roleTemplateId={id}",
            "/directoryRoles/roleTemplateId=4a5d",
            true,
        ),
        (
            "/directoryRoles/roleTemplateId={id}",
            "/directoryRoles/4a5d",
            false,
        ),
        ("/range({address})", "/range('A1')", true),
    ] {
        assert_eq!(
            template(path).matches(&template(example)),
            expected,
            "{path} {example}"
        );
    }
}
