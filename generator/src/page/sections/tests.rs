use super::*;
use SectionKind::*;

#[test]
fn headings_of_every_spelling() {
    for (heading, kind) in [
        ("Permissions", Permissions),
        ("Prerequisites", Permissions),
        ("Permissions acting on other users", Permissions),
        ("HTTP request", HttpRequest),
        ("HTTP Requests", HttpRequest),
        ("HTTP request (to replace an existing item)", HttpRequest),
        ("Request headers", Headers),
        ("Optional request headers", Headers),
        ("Request Body", RequestBody),
        ("OData query parameters", Query),
        ("Optional query parameters", Query),
        ("Function Parameters", FunctionParameters),
        ("Request", Request),
        ("Request 2", Request),
        ("Response 1", Response),
        ("Response body", Response),
        ("Example", Example),
        ("Examples", Example),
        ("Example 1: Get all", Example),
        ("Example 2. Get one", Example),
        ("Example 3 - Get none", Example),
        ("Example (file attachment)", Example),
        ("JSON Representation", Json),
        ("representation", Json),
        ("Common operations", Methods),
        ("Derived types", Derived),
        ("Error Handling", Errors),
        ("Notification - incoming", Other),
        (
            "Properties of an activity-based timeout policy definition",
            Reading,
        ),
        ("Requested changes", Other),
    ] {
        assert_eq!(classify(heading), kind, "{heading}");
    }
}

#[test]
fn headings_of_values_come_first() {
    for (heading, name) in [
        ("authenticationMethodState values", "authenticationMethodState"),
        ("propertyType values", "propertyType"),
        ("responseType values", "responseType"),
        ("chatType Values", "chatType"),
        ("callType enumeration", "callType"),
    ] {
        assert_eq!(classify(heading), Values(name.to_owned()), "{heading}");
    }
    assert_eq!(classify("roles property values"), Other, "it names a property");
    assert_eq!(classify("Possible values"), Other);
    assert_eq!(classify("Prefer header values"), Other);
}
