//! The claims that tokens are asked for with.

use serde_json::{Map, Value, json};

/// The claims of a challenge, and the capability `cp1`: that the client answers such challenges. With it a token lives
/// for a day, since the service can take it back.
pub(super) fn with_capability(challenge: Option<&str>) -> String {
    let challenge = challenge.and_then(|text| serde_json::from_str(text).ok());
    let mut claims: Map<String, Value> = challenge.unwrap_or_default();
    let of_token = claims.entry("access_token").or_insert_with(|| json!({}));
    if !of_token.is_object() {
        *of_token = json!({});
    }
    of_token["xms_cc"] = json!({"values": ["cp1"]});
    Value::Object(claims).to_string()
}

#[cfg(test)]
mod tests {
    use super::with_capability;

    #[test]
    fn the_capability_is_added_to_the_claims() {
        let capability = r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#;
        for challenge in [
            None,
            Some("{}"),
            Some("no JSON"),
            Some("[]"),
            Some(r#"{"access_token":1}"#),
        ] {
            assert_eq!(with_capability(challenge), capability, "{challenge:?}");
        }
        let challenge = r#"{"access_token":{"nbf":{"essential":true,"value":"1"}},"id_token":{"a":null}}"#;
        assert_eq!(
            with_capability(Some(challenge)),
            r#"{"access_token":{"nbf":{"essential":true,"value":"1"},"xms_cc":{"values":["cp1"]}},"id_token":{"a":null}}"#
        );
    }
}
