//! Queries that are made of the constants of types.

use graph_runtime::codegen::PropertyKind;
use graph_runtime::query::{Condition, Property};
use proptest::prelude::*;
use time::macros::{date, datetime};
use uuid::uuid;

use crate::v1::models::{DeviceConfiguration, PolicyPlatformType, Windows10GeneralConfiguration};
use crate::v1::requests::device_configuration::List;

const NAME: Property = Property::new("name", PropertyKind::String);
const COUNT: Property = Property::new("count", PropertyKind::Int64);
const SCORE: Property = Property::new("score", PropertyKind::Double);
const DAY: Property = Property::new("day", PropertyKind::Date);
const SEEN: Property = Property::new("seen", PropertyKind::DateTime);
const SKU: Property = Property::new("sku", PropertyKind::Guid);
const WAIT: Property = Property::new("wait", PropertyKind::Duration);
const OWNERS: Property = Property::new("owners", PropertyKind::Objects);
const GROUPS: Property = Property::new("groups", PropertyKind::Objects);

#[test]
fn a_request_takes_names_and_conditions() {
    let request = List::new()
        .select([DeviceConfiguration::ID, Windows10GeneralConfiguration::VERSION])
        .expand([DeviceConfiguration::ASSIGNMENTS.select(["id"]).top(2)])
        .filter(
            DeviceConfiguration::DISPLAY_NAME
                .starts_with("O'N & #1")
                .and(DeviceConfiguration::PLATFORM.eq(PolicyPlatformType::Ios)),
        )
        .order_by([
            DeviceConfiguration::VERSION.desc(),
            DeviceConfiguration::DISPLAY_NAME.asc(),
        ]);
    let sent = request.to_http("https://graph.microsoft.com").unwrap();
    assert_eq!(
        sent.uri().query().unwrap(),
        "$select=id,version&$expand=assignments($select=id;$top=2)\
         &$filter=startswith(displayName,'O''N%20%26%20%231')%20and%20platform%20eq%20'iOS'\
         &$orderby=version%20desc,displayName%20asc&$count=true"
    );
}

#[track_caller]
fn check(condition: impl Into<Condition>, expected: &str) {
    assert_eq!(condition.into().to_string(), expected);
}

#[test]
fn a_value_is_written_as_its_property_needs_it() {
    check(NAME.eq("a"), "name eq 'a'");
    check(NAME.eq(String::from("a")), "name eq 'a'");
    check(COUNT.ge(7), "count ge 7");
    check(SCORE.lt(0.5), "score lt 0.5");
    check(DAY.ne(date!(2024 - 02 - 29)), "day ne 2024-02-29");
    let time = datetime!(2024-02-29 01:02:03 UTC);
    check(SEEN.le(time), "seen le 2024-02-29T01:02:03Z");
    let guid = uuid!("184efa21-98c3-4e5d-95ab-d07053a96e67");
    check(SKU.eq(guid), "sku eq 184efa21-98c3-4e5d-95ab-d07053a96e67");
    // A text property holds GUIDs as text.
    check(NAME.eq(guid), "name eq '184efa21-98c3-4e5d-95ab-d07053a96e67'");
    check(NAME.eq(None::<&str>), "name eq null");
    check(NAME.eq(Some("a")), "name eq 'a'");
}

#[test]
fn a_text_becomes_the_value_that_it_spells() {
    check(SEEN.gt("2024-02-29T01:02:03Z"), "seen gt 2024-02-29T01:02:03Z");
    check(DAY.eq("2024-02-29"), "day eq 2024-02-29");
    check(COUNT.eq("5"), "count eq 5");
    check(WAIT.eq("PT1H"), "wait eq duration'PT1H'");
    check(SEEN.gt("now() or true"), "seen gt 'now() or true'");
}

#[test]
fn conditions_are_joined_with_the_parentheses_that_they_need() {
    let (a, b, c) = (COUNT.eq(1), COUNT.eq(2), COUNT.eq(3));
    check(
        a.clone().and(b.clone()).and(c.clone()),
        "count eq 1 and count eq 2 and count eq 3",
    );
    check(
        a.clone().and(b.clone()).or(c.clone()),
        "(count eq 1 and count eq 2) or count eq 3",
    );
    check(
        a.clone().and(b.clone().or(c.clone())),
        "count eq 1 and (count eq 2 or count eq 3)",
    );
    check(!a.clone().or(b), "not(count eq 1 or count eq 2)");
    check(a.and("x eq 1 or y eq 2"), "count eq 1 and (x eq 1 or y eq 2)");
    check("x eq 1", "x eq 1");
}

#[test]
fn lists_and_lambdas() {
    check(NAME.is_in(["a", "b'"]), "name in ('a','b''')");
    check(COUNT.is_in([1, 2]), "count in (1,2)");
    check(COUNT.is_in(Vec::<i32>::new()), "false");
    check(
        OWNERS.all(NAME.ends_with("x")),
        "owners/all(x:endswith(x/name,'x'))",
    );
    check(
        GROUPS.any(OWNERS.any(NAME.contains("x").and(!NAME.is_null()))),
        "groups/any(x:x/owners/any(x1:contains(x1/name,'x') and not(x1/name eq null)))",
    );
    check(
        GROUPS.count().gt(0).and(NAME.is_not_null()),
        "groups/$count gt 0 and name ne null",
    );
    check(OWNERS.property(NAME).has("a"), "owners/name has 'a'");
}

/// The text of a literal; `None` where the text is not one literal as a whole.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    let without_pairs = inner.replace("''", "");
    (!without_pairs.contains('\'')).then(|| inner.replace("''", "'"))
}

proptest! {
    #[test]
    fn no_text_ends_its_literal(text in "[' a(),;&#%$]{0,12}|\\PC{0,24}") {
        let conditions = [
            (NAME.eq(text.as_str()), "name eq ", ""),
            (NAME.starts_with(&text), "startswith(name,", ")"),
            (NAME.is_in([text.as_str()]), "name in (", ")"),
            (SEEN.eq(text.as_str()), "seen eq ", ""),
        ];
        for (condition, start, end) in conditions {
            let written = condition.to_string();
            let literal = written.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            prop_assert_eq!(literal.and_then(unquoted), Some(text.clone()), "{}", written);
        }
        let sent = List::new().filter(NAME.eq(text.as_str())).to_http("https://graph.microsoft.com").unwrap();
        let query = sent.uri().query().unwrap();
        prop_assert!(!query.contains('&') && query.starts_with("$filter=name%20eq%20'"), "{}", query);
    }
}

#[test]
fn an_option_of_an_expansion_is_there_once() {
    let expansion = OWNERS.select(["id"]).top(1).top(2).filter("a").select(["name"]);
    assert_eq!(expansion.as_ref(), "owners($select=name;$top=2;$filter=a)");
    let nested = OWNERS
        .select(["id"])
        .expand([GROUPS.select(["a"])])
        .expand([GROUPS.select(["b"])]);
    assert_eq!(nested.to_string(), "owners($select=id;$expand=groups($select=b))");
}
