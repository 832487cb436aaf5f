//! The tokens that say who sent notifications with resource data.

use std::collections::{HashMap, HashSet};

use jsonwebtoken::crypto::{CryptoProvider, aws_lc};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::notifications::collection::ChangeNotifications;

/// The application that sends the notifications of Microsoft Graph, "Microsoft Graph Change Tracking".
const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";

/// Checks the tokens that come with notifications with resource data: they are signed with a key of the identity
/// platform, alive, for one of the program's applications, of one of its tenants, and made for the service that sends
/// notifications.
///
/// ```
/// use graph_runtime::notifications::{InvalidKeySet, TokenValidator};
/// use graph_runtime::uuid::Uuid;
///
/// fn validator(keys: &str, application: Uuid, tenant: Uuid) -> Result<TokenValidator, InvalidKeySet> {
///     Ok(TokenValidator::new(keys)?.application(application).tenant(tenant))
/// }
/// ```
#[derive(Clone)]
#[must_use]
pub struct TokenValidator {
    /// The keys by their ids.
    keys: HashMap<String, DecodingKey>,
    applications: HashSet<String>,
    issuers: HashSet<String>,
}

impl TokenValidator {
    /// A validator with the keys of the identity platform: the JSON at
    /// `https://login.microsoftonline.com/common/discovery/v2.0/keys`. The keys change every few weeks; a token with a
    /// key that is not among them ([`ValidationTokenError::UnknownKey`]) is a reason to fetch them anew, though not more
    /// often than every few minutes: anybody can send such a token.
    ///
    /// No token is valid until the validator knows an application and a tenant.
    ///
    /// # Errors
    /// When the text is no key set, or has no key of RSA with an id.
    pub fn new(keys: &str) -> Result<Self, InvalidKeySet> {
        // The crate panics where its user's features leave the choice open.
        if CryptoProvider::try_get_default().is_none() {
            // An error means that another thread was first.
            let _ = aws_lc::DEFAULT_PROVIDER.install_default();
        }
        let set: Value = serde_json::from_str(keys).map_err(|_| InvalidKeySet)?;
        let list = set.get("keys").and_then(Value::as_array).ok_or(InvalidKeySet)?;
        // A key of a kind that is not known is none of those that sign these tokens.
        let keys: HashMap<_, _> = list.iter().filter_map(read_key).collect();
        if keys.is_empty() {
            return Err(InvalidKeySet);
        }
        Ok(Self {
            keys,
            applications: HashSet::new(),
            issuers: HashSet::new(),
        })
    }

    /// Accepts tokens for an application, by its client id.
    pub fn application(mut self, id: Uuid) -> Self {
        self.applications.insert(id.to_string());
        self
    }

    /// Accepts tokens of a tenant of the global cloud.
    pub fn tenant(self, id: Uuid) -> Self {
        self.issuer(format!("https://sts.windows.net/{id}/"))
            .issuer(format!("https://login.microsoftonline.com/{id}/v2.0"))
    }

    /// Accepts tokens of an issuer, spelled as in the tokens: that of a tenant in a national cloud.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuers.insert(issuer.into());
        self
    }

    /// Checks a token.
    ///
    /// # Errors
    /// The reason why the token says nothing.
    pub fn check(&self, token: &str) -> Result<ValidatedToken, ValidationTokenError> {
        let header = decode_header(token).map_err(|_| ValidationTokenError::Malformed)?;
        // The algorithm is not a choice of the sender: a public key can be taken for the secret of an HMAC.
        if header.alg != Algorithm::RS256 {
            return Err(ValidationTokenError::Signature);
        }
        let key = header
            .kid
            .and_then(|id| self.keys.get(&id))
            .ok_or(ValidationTokenError::UnknownKey)?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_nbf = true;
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.aud = Some(self.applications.clone());
        validation.iss = Some(self.issuers.clone());
        let claims = decode::<Map<String, Value>>(token, key, &validation)
            .map_err(|error| ValidationTokenError::of(error.kind()))?
            .claims;
        let text = |name| claims.get(name).and_then(Value::as_str);
        // `azp` in tokens of version 2, `appid` in those of version 1.
        if text("azp").or_else(|| text("appid")) != Some(PUBLISHER) {
            return Err(ValidationTokenError::Publisher);
        }
        let id = |name| text(name).and_then(|text| Uuid::try_parse(text).ok());
        Ok(ValidatedToken {
            application_id: id("aud"),
            tenant_id: id("tid"),
        })
    }

    /// Checks all that came in one request: each token is valid, and there is one for the tenant of each notification
    /// that has resource data.
    ///
    /// # Errors
    /// The reason why the first token that is not valid says nothing, or [`ValidationTokenError::Missing`].
    pub fn check_all(&self, notifications: &ChangeNotifications) -> Result<(), ValidationTokenError> {
        let mut tenants = HashSet::new();
        for token in notifications.validation_tokens.iter().flatten() {
            tenants.extend(self.check(token)?.tenant_id);
        }
        let mut with_content = notifications
            .value
            .iter()
            .filter(|notification| notification.encrypted_content.is_some());
        if with_content.all(|notification| notification.tenant_id.is_some_and(|id| tenants.contains(&id))) {
            Ok(())
        } else {
            Err(ValidationTokenError::Missing)
        }
    }
}

impl std::fmt::Debug for TokenValidator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenValidator")
            .field("applications", &self.applications)
            .field("issuers", &self.issuers)
            .finish_non_exhaustive()
    }
}

/// A key of RSA with its id.
fn read_key(value: &Value) -> Option<(String, DecodingKey)> {
    let key: Jwk = serde_json::from_value(value.clone()).ok()?;
    let id = key.common.key_id.clone()?;
    match &key.algorithm {
        AlgorithmParameters::RSA(_) => Some((id, DecodingKey::from_jwk(&key).ok()?)),
        _ => None,
    }
}

/// What a valid token says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidatedToken {
    /// The application that the notifications are for.
    pub application_id: Option<Uuid>,
    /// The tenant that the notifications are of.
    pub tenant_id: Option<Uuid>,
}

/// A text is no set of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON Web Key Set with an RSA key that has an id")]
pub struct InvalidKeySet;

/// Why a token does not say who sent a notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValidationTokenError {
    /// It is no token.
    #[error("the validation token is malformed")]
    Malformed,
    /// It is signed with a key that is not in the set.
    #[error("the validation token is signed with an unknown key")]
    UnknownKey,
    /// The signature does not fit, or is of another algorithm than RS256.
    #[error("the signature of the validation token does not fit")]
    Signature,
    /// It has expired, or is not valid yet.
    #[error("the validation token has expired, or is not valid yet")]
    Expired,
    /// It is for another application.
    #[error("the validation token is for another application")]
    Audience,
    /// It is of another tenant, or of another issuer altogether.
    #[error("the validation token is of an issuer that is not expected")]
    Issuer,
    /// It was made for another program than the service that sends notifications.
    #[error("the validation token was not made for the service that sends notifications")]
    Publisher,
    /// There is no token for the tenant of a notification with resource data.
    #[error("a notification with resource data has no validation token")]
    Missing,
}

impl ValidationTokenError {
    fn of(error: &ErrorKind) -> Self {
        match error {
            ErrorKind::InvalidSignature => Self::Signature,
            ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => Self::Expired,
            ErrorKind::InvalidAudience => Self::Audience,
            ErrorKind::InvalidIssuer => Self::Issuer,
            _ => Self::Malformed,
        }
    }
}
