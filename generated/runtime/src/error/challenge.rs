//! Challenges: what the service wants of a caller that it does not let in (RFC 9110, section 11.6.1).

use std::fmt;

use http::header::{HeaderMap, WWW_AUTHENTICATE};

use crate::types::Binary;

/// A challenge of the header `WWW-Authenticate`: a scheme and its parameters.
///
/// The service sends one with the status 401. Where the token is valid and not enough, it names the claims that a
/// better one must have ([`claims`](Self::claims)): another factor, a device that is compliant, a session that was
/// not revoked (<https://learn.microsoft.com/entra/identity-platform/claims-challenge>).
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The scheme, such as `Bearer`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The value of a parameter, by its name in any case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        parameters
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Why the token was not enough, such as `insufficient_claims` or `invalid_token`.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.parameter("error")
    }

    /// The claims that a token must have, decoded: the JSON that an authority takes as the parameter `claims`.
    #[must_use]
    pub fn claims(&self) -> Option<String> {
        let claims = self.parameter("claims")?.trim();
        if claims.starts_with('{') {
            return Some(claims.to_owned());
        }
        // Services use both alphabets, with and without padding.
        String::from_utf8(Binary::from_base64(claims).ok()?.into_inner()).ok()
    }

    /// The challenge of a response: that of the scheme `Bearer`, or else the first one.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE);
        let mut challenges: Vec<Self> = values
            .iter()
            .flat_map(|value| parse(&String::from_utf8_lossy(value.as_bytes())))
            .collect();
        let bearer = challenges
            .iter()
            .position(|challenge| challenge.scheme.eq_ignore_ascii_case("bearer"));
        (!challenges.is_empty()).then(|| challenges.swap_remove(bearer.unwrap_or_default()))
    }
}

/// The values are not printed, but for the error: those of other schemes can be secrets.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parameters.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Challenge")
            .field("scheme", &self.scheme)
            .field("error", &self.error())
            .field("parameters", &names)
            .finish()
    }
}

/// Reads a list of challenges. What follows the grammar no longer is passed over.
fn parse(text: &str) -> Vec<Challenge> {
    let mut challenges: Vec<Challenge> = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', ' ', '\t']);
        let end = rest.find([',', ' ', '\t', '=', '"']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        rest = match (value, challenges.last_mut()) {
            (Some(value), Some(challenge)) => {
                let (value, after) = parameter_value(value);
                challenge.parameters.push((word.to_owned(), value));
                after
            }
            _ if word.is_empty() => match after.char_indices().nth(1) {
                Some((next, _)) => after.get(next..).unwrap_or_default(),
                None => return challenges,
            },
            _ => {
                challenges.push(Challenge {
                    scheme: word.to_owned(),
                    parameters: Vec::new(),
                });
                after
            }
        };
    }
}

/// The value of a parameter, in quotes or not, and what follows it.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(index + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderMap, WWW_AUTHENTICATE};
    use proptest::prelude::*;

    use super::{Challenge, parse};

    fn challenge(value: &str) -> Option<Challenge> {
        let mut headers = HeaderMap::new();
        headers.append(WWW_AUTHENTICATE, value.parse().unwrap());
        Challenge::of(&headers)
    }

    #[test]
    fn a_challenge_with_claims() {
        let text = r#"Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
        let challenge = challenge(text).unwrap();
        assert_eq!(challenge.scheme(), "Bearer");
        assert_eq!(challenge.error(), Some("insufficient_claims"));
        assert_eq!(challenge.parameter("Realm"), Some(""));
        assert_eq!(
            challenge.parameter("authorization_uri"),
            Some("https://login.example/authorize")
        );
        assert_eq!(challenge.claims().as_deref(), Some(r#"{"access_token":{}}"#));
        assert!(!format!("{challenge:?}").contains("login.example"));
    }

    #[test]
    fn claims_in_every_spelling() {
        for claims in [
            r#"claims="eyJhIjoiPz8_In0""#,
            "claims=eyJhIjoiPz8/In0=",
            r#"claims="{\"a\":\"???\"}""#,
        ] {
            let challenge = challenge(&format!("bearer {claims}")).unwrap();
            assert_eq!(challenge.claims().as_deref(), Some(r#"{"a":"???"}"#), "{claims}");
        }
        let broken = challenge("Bearer claims=\"%%\"").unwrap();
        assert_eq!(broken.claims(), None);
    }

    #[test]
    fn the_bearer_challenge_is_taken_of_several() {
        let found = challenge("Negotiate, PoP nonce=\"a, b\", Bearer error=invalid_token").unwrap();
        assert_eq!((found.scheme(), found.error()), ("Bearer", Some("invalid_token")));
        assert_eq!(challenge("Negotiate").unwrap().scheme(), "Negotiate");
        assert_eq!(challenge(""), None);
        assert_eq!(challenge(" ,\"=, "), None);
    }

    proptest! {
        #[test]
        fn any_value_is_read(text in "[ -~]{0,60}") {
            parse(&text);
        }
    }
}
