//! Which properties hold secrets, by their names, and which texts do by what they are.

use std::fmt;

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
/// `@microsoft.graph.downloadUrl`. Some names match by accident (`changeKey`); their values are then
/// missing in logs.
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

/// Whether a property is a link of OData: `@odata.nextLink`, `members@odata.navigationLink`. Services leave out the
/// beginning of some.
pub(crate) fn is_link(name: &str) -> bool {
    let annotation = name.rsplit_once("@odata.");
    annotation.is_some_and(|(_, annotation)| annotation.ends_with("Link"))
}

/// A text with what may be secret in it cut off: an address that carries its own permission has that in its query, by
/// whatever name it stands, and a link to the next page has what was asked for.
pub(crate) enum Guarded<'a> {
    Address(&'a str),
    Other(&'a str),
}

impl<'a> Guarded<'a> {
    /// Any text, which can be an address.
    pub(crate) fn text(text: &'a str) -> Self {
        let is_address = ["https://", "http://"].iter().any(|scheme| {
            let start = text.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        if is_address {
            Self::Address(text)
        } else {
            Self::Other(text)
        }
    }

    /// The value of a property that [is a link](is_link).
    pub(crate) fn link(text: &'a str) -> Self {
        Self::Address(text)
    }
}

impl fmt::Debug for Guarded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(text) => match text.split_once('?') {
                Some((address, _)) => write!(f, "\"{}?{REDACTED}\"", address.escape_debug()),
                None => text.fmt(f),
            },
            Self::Other(text) => text.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Guarded, is_link, is_secret};

    #[test]
    fn an_address_is_printed_without_its_query() {
        let printed = |text| format!("{:?}", Guarded::text(text));
        assert_eq!(
            printed("HTTPS://a.example/b\n?sig=c&d"),
            r#""HTTPS://a.example/b\n?[redacted]""#
        );
        assert_eq!(printed("https://a.example/b"), r#""https://a.example/b""#);
        assert_eq!(printed("why https://a.example?b"), r#""why https://a.example?b""#);
    }

    #[test]
    fn a_link_is_printed_without_its_query_also_if_it_is_relative() {
        for name in ["@odata.nextLink", "members@odata.navigationLink"] {
            assert!(is_link(name), "{name}");
        }
        for name in ["nextLink", "@odata.type", "sharingLink"] {
            assert!(!is_link(name), "{name}");
        }
        assert_eq!(
            format!("{:?}", Guarded::link("users?$skiptoken=a")),
            r#""users?[redacted]""#
        );
    }

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
