//! Which properties hold secrets, by their names.

/// What stands for a secret where a model is printed.
pub(crate) const REDACTED: &str = "[redacted]";

/// What a name holds somewhere, in any case, whatever else it says.
const ANYWHERE: &[&str] = &["password", "passcode", "passphrase", "secret", "connectionstring"];

/// What a name ends in, in any case.
const LAST: &[&str] = &[
    "key",
    "keys",
    "clientstate",
    "accesspass",
    "assertion",
    "assertions",
    "authorization",
    "cookie",
    "cookies",
    "downloadurl",
    "uploadurl",
    "webhookurl",
    "codeverifier",
];

/// What a name holds somewhere, in any case, unless it ends in [what is known](ABOUT) of a secret.
const PARTS: &[&str] = &["token", "credential"];

/// The words that a name holds, unless it ends in [what is known](ABOUT) of a secret.
const WORDS: &[&str] = &[
    "key", "keys", "pin", "pins", "otp", "totp", "pwd", "passwd", "psk", "sas",
];

/// The words before `code` or `codes` that make it a secret. Most codes are none: of countries, of errors, of products.
const CODES: &[&str] = &[
    "access",
    "activation",
    "auth",
    "authorization",
    "backup",
    "bypass",
    "confirmation",
    "device",
    "enrollment",
    "invitation",
    "invite",
    "join",
    "login",
    "lock",
    "mfa",
    "otp",
    "pairing",
    "pass",
    "qr",
    "recovery",
    "redeem",
    "redemption",
    "registration",
    "reset",
    "security",
    "sms",
    "time",
    "unlock",
    "user",
    "verification",
];

/// The last words of names that say something about a secret and not the secret: `keyId`, `tokenIssuerType`,
/// `tokenExpirationDateTime`.
const ABOUT: &[&str] = &[
    "algorithm",
    "allowed",
    "behavior",
    "blocked",
    "complexity",
    "count",
    "date",
    "description",
    "disabled",
    "enabled",
    "endpoint",
    "expiration",
    "expiry",
    "fingerprint",
    "format",
    "id",
    "identifier",
    "identifiers",
    "ids",
    "issuer",
    "kind",
    "length",
    "lifetime",
    "location",
    "method",
    "methods",
    "name",
    "names",
    "path",
    "policies",
    "policy",
    "provider",
    "purpose",
    "required",
    "scheme",
    "size",
    "state",
    "status",
    "thumbprint",
    "time",
    "type",
    "types",
    "url",
    "usage",
    "usages",
    "version",
];

/// Whether the texts and bytes of a property are secrets, by its name in JSON: `secretText`, `dataKey`,
/// `@microsoft.graph.downloadUrl`. Some names match by accident (`changeKey`); their values are then
/// missing in logs.
pub(crate) fn is_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    if ANYWHERE.iter().any(|part| lower.contains(part)) || LAST.iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    let words = words(name);
    let is_about = words.last().is_some_and(|last| ABOUT.contains(&last.as_str()))
        || words
            .first()
            .is_some_and(|first| matches!(first.as_str(), "is" | "has"));
    if is_about {
        return false;
    }
    let is_code = |pair: &[String]| match pair {
        [before, code] => matches!(code.as_str(), "code" | "codes") && CODES.contains(&before.as_str()),
        _ => false,
    };
    PARTS.iter().any(|part| lower.contains(part))
        || words.iter().any(|word| WORDS.contains(&word.as_str()))
        || words.windows(2).any(is_code)
}

/// The words of a name, in lower case: of `qrCodeContent`, `PINCode`, `client_secret`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut characters = name.chars().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() {
            let begins = match previous {
                None => true,
                Some(previous) if character.is_uppercase() => {
                    // The last capital of several begins a word where a small letter follows: `PINCode`.
                    !char::is_uppercase(previous) || characters.peek().is_some_and(|next| next.is_lowercase())
                }
                Some(_) => false,
            };
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(character.to_lowercase());
            }
        }
        previous = Some(character).filter(|character| character.is_alphanumeric());
    }
    words
}

/// Whether a property is a link of OData: `@odata.nextLink`, `members@odata.navigationLink`. Services leave out the
/// beginning of some.
pub(crate) fn is_link(name: &str) -> bool {
    let annotation = name.rsplit_once("@odata.");
    annotation.is_some_and(|(_, annotation)| annotation.ends_with("Link"))
}

#[cfg(test)]
mod tests {
    use super::{is_link, is_secret, words};

    #[test]
    fn links_of_odata() {
        for name in ["@odata.nextLink", "members@odata.navigationLink"] {
            assert!(is_link(name), "{name}");
        }
        for name in ["nextLink", "@odata.type", "sharingLink"] {
            assert!(!is_link(name), "{name}");
        }
    }

    #[test]
    fn words_of_names() {
        for (name, expected) in [
            ("qrCodeContent", "qr code content"),
            ("PINCode", "pin code"),
            ("isPINRequired", "is pin required"),
            ("client_secret", "client secret"),
            ("@microsoft.graph.downloadUrl", "microsoft graph download url"),
            ("sharedKeyBase64", "shared key base64"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn names_of_secrets() {
        let names = "password newPassword secretText clientSecret client_secret passcode unlockPin pin PIN pinCode token \
            recordingAccessToken access_token refresh_token validationTokens tokenValue tokenResponse idTokenHint \
            skipToken key dataKey productKey azureOperationalInsightsWorkspaceKey appConfigKeyValue recoveryKeys \
            accessKeys apiKeys apikey privateKeyPem sharedKeyBase64 keyData keyMaterial clientState \
            activationLockBypassCode macOsUnlockCode temporaryAccessPass uploadUrl @microsoft.graph.downloadUrl \
            webhookUrl qrCodeContent verificationCode userCode user_code deviceCode recoveryCodes authCode otp totpSeed \
            codeVerifier connectionString primaryConnectionString sasUri sasToken credential credentials \
            passwordCredentials samlAssertions psk wifiPwd oneTimeCode secretsList";
        for name in names.split_whitespace() {
            assert!(is_secret(name), "{name}");
        }
    }

    /// Names of the documentation, which programs look for in their logs.
    #[test]
    fn names_of_what_is_none() {
        let names = "id keyId customKeyIdentifier tokenEncryptionKeyId keyPath tokenIssuerType tokenIssuerName \
            incomingTokenType tokenType tokenProtectionStatus uniqueTokenIdentifier tokenExpirationDateTime tokenName \
            vppTokenAppleId vppTokenId vppTokenOrganizationName AccessTokenLifetime SamlTokenVersion \
            TokenResponseSigningPolicy tokenUrl credentialType credentialId isPinRequired pinRequired hasPin \
            pinMinimumLength postalCode countryCode countryLetterCode languageCode currencyCode errorCode statusCode \
            provisionStatusCode responseCode code classCode productCode upgradeCode versionCode dataLocationCode \
            codeIntegrityPolicy displayName hint webUrl joinWebUrl certificateSerialNumber certificate thumbprint \
            attestationCertificates dataSignature quickXorHash sessionId proof spin pinned isPinned shippingAddress \
            keyboardLayout keywords monkeypatch authenticationType authorizedAppIds userPrincipalName";
        for name in names.split_whitespace() {
            assert!(!is_secret(name), "{name}");
        }
        assert!(!is_secret(""));
    }
}
