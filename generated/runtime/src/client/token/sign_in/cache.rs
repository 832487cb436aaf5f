//! The tokens of sign-ins, as they are stored.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::client::token::sign_in::authority::Granted;
use crate::client::token::{AccessToken, is_fresh};

/// The sign-ins of one or more applications.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cache {
    accounts: Vec<Account>,
}

/// A sign-in of an application at an authority.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Account {
    authority: String,
    client_id: String,
    refresh_token: Option<String>,
    access_tokens: Vec<StoredToken>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredToken {
    scopes: Vec<String>,
    secret: String,
    /// In seconds since 1970.
    received: i64,
    /// In seconds since 1970.
    expiry: i64,
}

impl Cache {
    /// Reads what was stored. A text that cannot be read, such as one that was cut off, is worth nothing: the person
    /// signs in anew, and the text is replaced.
    pub(super) fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    pub(super) fn write(&self) -> String {
        // Text and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The sign-in of an application, a new one where there is none.
    pub(super) fn account(&mut self, authority: &str, client_id: &str) -> &mut Account {
        let is_it = |account: &Account| account.authority == authority && account.client_id == client_id;
        let index = self.accounts.iter().position(is_it).unwrap_or_else(|| {
            self.accounts.push(Account {
                authority: authority.to_owned(),
                client_id: client_id.to_owned(),
                ..Account::default()
            });
            self.accounts.len() - 1
        });
        &mut self.accounts[index]
    }
}

impl Account {
    /// A token for the scopes that lives on for a while.
    pub(super) fn fresh_token(&self, scopes: &[String], now: OffsetDateTime) -> Option<AccessToken> {
        let token = self.access_tokens.iter().find(|token| token.scopes == scopes)?;
        let time = |seconds| OffsetDateTime::from_unix_timestamp(seconds).ok();
        let (received, expiry) = (time(token.received)?, time(token.expiry)?);
        is_fresh(expiry, received, now).then(|| AccessToken::new(token.secret.as_str()).with_expiry(expiry))
    }

    /// Forgets the tokens of the person who was signed in. Another person may be the one who signs in next.
    pub(super) fn forget(&mut self) {
        self.refresh_token = None;
        self.access_tokens.clear();
    }

    pub(super) fn refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_deref()
    }

    /// Keeps what the authority granted in place of what was kept for the scopes.
    pub(super) fn insert(&mut self, scopes: &[String], granted: Granted, now: OffsetDateTime) -> AccessToken {
        if granted.refresh_token.is_some() {
            self.refresh_token = granted.refresh_token;
        }
        self.access_tokens
            .retain(|token| token.scopes != scopes && now.unix_timestamp() < token.expiry);
        let token = AccessToken::new(granted.access_token.as_str());
        let lifetime = granted
            .expires_in
            .and_then(|lifetime| Duration::try_from(lifetime).ok());
        let Some(expiry) = lifetime.and_then(|lifetime| now.checked_add(lifetime)) else {
            return token;
        };
        self.access_tokens.push(StoredToken {
            scopes: scopes.to_vec(),
            secret: granted.access_token,
            received: now.unix_timestamp(),
            expiry: expiry.unix_timestamp(),
        });
        token.with_expiry(expiry)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use time::macros::datetime;

    use super::{Account, Granted};

    #[test]
    fn a_token_of_a_short_life_is_taken_until_the_last_tenth_of_it() {
        let start = datetime!(2026-03-01 12:00 UTC);
        let scopes = ["User.Read".to_owned()];
        for (life, last) in [(200, 180), (3600, 3300)] {
            let mut account = Account::default();
            let granted = Granted {
                access_token: "a".to_owned(),
                expires_in: Some(Duration::from_secs(life)),
                refresh_token: None,
            };
            account.insert(&scopes, granted, start);
            let is_there = |after| {
                account
                    .fresh_token(&scopes, start + Duration::from_secs(after))
                    .is_some()
            };
            assert!(is_there(0) && is_there(last - 1) && !is_there(last), "{life}");
        }
    }
}
