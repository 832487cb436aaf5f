//! The national clouds, and the hosts that tokens are sent to.

use url::{Host, Url};

use super::error::Error;

/// A deployment of Microsoft Graph (<https://learn.microsoft.com/graph/deployments>). Each has its own endpoint
/// and its own tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service.
    #[default]
    Global,
    /// The United States government, level 4.
    UsGovernment,
    /// The United States government, level 5 (Department of Defense).
    UsGovernmentDod,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// All deployments.
    pub const ALL: [Self; 4] = [
        Self::Global,
        Self::UsGovernment,
        Self::UsGovernmentDod,
        Self::China,
    ];

    /// The root of the service, `https://graph.microsoft.com`.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovernment => "https://graph.microsoft.us",
            Self::UsGovernmentDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The scope that asks for all permissions that were granted to the application,
    /// `https://graph.microsoft.com/.default`.
    #[must_use]
    pub fn default_scope(self) -> String {
        format!("{}/.default", self.base_url())
    }

    /// Where tokens of this deployment come from, `https://login.microsoftonline.com`.
    #[must_use]
    pub const fn authority(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGovernment | Self::UsGovernmentDod => "https://login.microsoftonline.us",
            Self::China => "https://login.chinacloudapi.cn",
        }
    }
}

/// The hosts that tokens are sent to, each with scheme and port.
#[derive(Clone, Debug)]
pub(super) struct AllowedHosts(Vec<url::Origin>);

impl AllowedHosts {
    /// All deployments of Microsoft Graph.
    pub(super) fn clouds() -> Self {
        let urls = Cloud::ALL
            .iter()
            .filter_map(|cloud| Url::parse(cloud.base_url()).ok());
        Self(urls.map(|url| url.origin()).collect())
    }

    pub(super) fn allow(&mut self, url: &Url) {
        self.0.push(url.origin());
    }

    pub(super) fn allows(&self, url: &Url) -> bool {
        self.0.contains(&url.origin())
    }
}

/// Whether nobody can listen on the way: the URL is encrypted, or does not leave this machine.
pub(super) fn check_secure(url: &Url) -> Result<(), Error> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_local(url) => Ok(()),
        _ => Err(Error::Insecure(host_of(url))),
    }
}

/// Whether the URL leads to this machine.
pub(super) fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether the URL names a user, or a password: a link of the service never does, and HTTP stacks make a header of
/// it.
pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The host, for messages: the rest of a URL can hold secrets.
pub(super) fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{AllowedHosts, Cloud, check_secure};
    use url::Url;

    #[test]
    fn tokens_go_to_the_clouds_only() {
        let hosts = AllowedHosts::clouds();
        let allows = |url: &str| hosts.allows(&Url::parse(url).unwrap());
        for cloud in Cloud::ALL {
            assert!(allows(cloud.base_url()), "{cloud:?}");
        }
        assert!(allows("https://GRAPH.microsoft.com:443/v1.0/me"));
        for url in [
            "http://graph.microsoft.com/v1.0/me",
            "https://graph.microsoft.com:8443/",
            "https://graph.microsoft.com.evil.example/",
            "https://graph.microsoft.com@evil.example/",
            "https://evil.example/graph.microsoft.com",
            "https://evil.example\\@graph.microsoft.com/",
            "https://graph.microsoft.com./",
        ] {
            assert!(!allows(url), "{url}");
        }
    }

    #[test]
    fn unencrypted_urls_stay_on_this_machine() {
        let is_secure = |url: &str| check_secure(&Url::parse(url).unwrap()).is_ok();
        for url in [
            "https://a.example",
            "http://127.0.0.1:80/",
            "http://[::1]/",
            "http://localhost:8080",
        ] {
            assert!(is_secure(url), "{url}");
        }
        for url in [
            "http://a.example",
            "http://10.0.0.1/",
            "http://localhost.example/",
            "file:///etc/passwd",
            "ftp://localhost/",
        ] {
            assert!(!is_secure(url), "{url}");
        }
    }
}
