//! Which properties hold secrets, by their names.

/// What stands for a secret where a model is printed.
pub(crate) const REDACTED: &str = "[redacted]";

/// What a name holds somewhere, in any case.
const WORDS: &[&str] = &["password", "passcode", "passphrase", "secret"];

/// What a name ends in, in any case: keys and tokens themselves, unlike their ids, and URLs that need no token.
const LAST_WORDS: &[&str] = &[
    "token",
    "tokens",
    "key",
    "keyvalue",
    "keymaterial",
    "clientstate",
    "bypasscode",
    "accesspass",
    "assertion",
    "authorization",
    "cookie",
    "downloadurl",
    "uploadurl",
];

/// Whether the texts and bytes of a property are secrets, by its name in JSON: `secretText`, `dataKey`,
/// `@microsoft.graph.downloadUrl`. A name that only sounds like it, such as `changeKey`, costs a value in a log.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.as_bytes();
    let is_in = |word: &&str| {
        name.windows(word.len())
            .any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    let is_at_end = |word: &&str| {
        name.len()
            .checked_sub(word.len())
            .and_then(|start| name.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
    };
    WORDS.iter().any(is_in)
        || LAST_WORDS.iter().any(is_at_end)
        // In lower case it ends many words.
        || name == b"pin"
        || name.ends_with(b"Pin")
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn names_of_secrets() {
        for name in [
            "password",
            "newPassword",
            "secretText",
            "clientSecret",
            "client_secret",
            "passcode",
            "unlockPin",
            "pin",
            "token",
            "recordingAccessToken",
            "access_token",
            "validationTokens",
            "key",
            "dataKey",
            "productKey",
            "azureOperationalInsightsWorkspaceKey",
            "appConfigKeyValue",
            "clientState",
            "activationLockBypassCode",
            "temporaryAccessPass",
            "uploadUrl",
            "@microsoft.graph.downloadUrl",
        ] {
            assert!(is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_of_what_is_none() {
        for name in [
            "",
            "id",
            "keyId",
            "keyCredentials",
            "tokenIssuerType",
            "vppTokenAppleId",
            "displayName",
            "hint",
            "webUrl",
            "certificateSerialNumber",
            "spin",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
