//! What a token may do, and what a request needs.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use time::OffsetDateTime;

use crate::error::GraphError;
use crate::pages::{PermissionFacts, PermissionTables};
use crate::service::RoutedRequest;

/// The permissions of a token.
#[derive(Debug, PartialEq)]
struct Held {
    delegated: BTreeSet<String>,
    application: BTreeSet<String>,
}

/// Refuses a request whose token lacks the permissions that the page of the request names.
pub(crate) fn check(routed: &RoutedRequest<'_>, token: &str) -> Result<(), GraphError> {
    let held = Held::of(token)?;
    let operation = routed.route.operation;
    let tables = &operation.permissions;
    let documented = operation.paths.iter().map(|path| &path.template);
    let about = PermissionTables::new(tables, documented).of_path(&routed.route.template);
    let tables: Vec<&PermissionFacts> = about.iter().filter_map(|at| tables.get(*at)).collect();
    let mut needed = BTreeSet::new();
    let mut is_open = true;
    for table in tables {
        let callers = &table.callers;
        for (ways, held) in [
            (&callers.delegated_work, &held.delegated),
            (&callers.delegated_personal, &held.delegated),
            (&callers.application, &held.application),
        ] {
            is_open &= !ways.is_documented();
            for way in ways.list() {
                if way.value.names().iter().all(|name| holds(held, name)) {
                    return Ok(());
                }
                needed.insert(way.value.to_string());
            }
        }
    }
    if is_open {
        return Ok(());
    }
    let needed: Vec<String> = needed.into_iter().collect();
    Err(GraphError::denied(&if needed.is_empty() {
        "what no permission gives".to_owned()
    } else {
        format!("one of {}", needed.join(", "))
    }))
}

fn holds(held: &BTreeSet<String>, permission: &str) -> bool {
    held.contains(&permission.to_ascii_lowercase())
}

impl Held {
    /// The permissions of a token: the claims of a JSON Web Token, or a list of names.
    fn of(token: &str) -> Result<Self, GraphError> {
        let names = |text: &str| -> BTreeSet<String> {
            let names = text.split([',', ' ']).filter(|name| !name.is_empty());
            names.map(str::to_ascii_lowercase).collect()
        };
        let Some(claims) = claims(token) else {
            return Ok(Self {
                delegated: names(token),
                application: names(token),
            });
        };
        let expires = claims.get("exp").and_then(Value::as_i64);
        if expires.is_some_and(|expires| expires <= OffsetDateTime::now_utc().unix_timestamp()) {
            return Err(GraphError::token_expired());
        }
        let roles = claims.get("roles").and_then(Value::as_array);
        let roles = roles.into_iter().flatten().filter_map(Value::as_str);
        Ok(Self {
            delegated: names(claims.get("scp").and_then(Value::as_str).unwrap_or_default()),
            application: roles.map(str::to_ascii_lowercase).collect(),
        })
    }
}

/// The claims of a JSON Web Token; `None` where a token is none.
fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (_, claims, _, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    let claims = URL_SAFE_NO_PAD.decode(claims).ok()?;
    serde_json::from_slice(&claims).ok().filter(Value::is_object)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::Held;

    fn token(claims: &str) -> String {
        format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn permissions_are_claims_or_a_list() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        for (token, delegated, application) in [
            (
                "User.Read.All,Mail.Send".to_owned(),
                &["mail.send", "user.read.all"][..],
                &["mail.send", "user.read.all"][..],
            ),
            (
                token(r#"{"scp": "User.Read Mail.Send"}"#),
                &["mail.send", "user.read"],
                &[],
            ),
            (
                token(r#"{"roles": ["User.Read.All"], "exp": 99999999999}"#),
                &[],
                &["user.read.all"],
            ),
        ] {
            let expected = Held {
                delegated: names(delegated),
                application: names(application),
            };
            assert_eq!(Held::of(&token).unwrap(), expected, "{token}");
        }
        assert!(Held::of(&token(r#"{"exp": 1}"#)).is_err());
    }
}
