//! The hosts that tokens are sent to, and the checks that any URL must pass: encryption, and no credentials in it.

use url::{Host, Url};

use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::cloud::Cloud;

/// The hosts that tokens are sent to, each with scheme and port.
#[derive(Clone, Debug)]
pub(crate) struct AllowedHosts {
    origins: Vec<url::Origin>,
    /// Whether one of them is this machine without encryption, as in tests.
    has_plain: bool,
}

impl AllowedHosts {
    /// The host of one deployment of Microsoft Graph. A token of one is nothing for the others.
    pub(crate) fn of(cloud: Cloud) -> Self {
        let url = Url::parse(cloud.base_url()).ok();
        Self {
            origins: url.iter().map(Url::origin).collect(),
            has_plain: false,
        }
    }

    pub(crate) fn allow(&mut self, url: &Url) {
        self.origins.push(url.origin());
        self.has_plain |= url.scheme() != "https";
    }

    pub(crate) fn allows(&self, url: &Url) -> bool {
        self.origins.contains(&url.origin())
    }

    /// As [`check_secure`]; in addition, a service elsewhere cannot name a port of this machine.
    pub(crate) fn check_secure(&self, url: &Url) -> Result<(), Error> {
        check_secure(url)?;
        if url.scheme() == "https" || self.has_plain {
            return Ok(());
        }
        Err(ErrorKind::Insecure(host_of(url)).into())
    }
}

/// Whether nobody can listen on the way: the URL is encrypted, or does not leave this machine.
pub(crate) fn check_secure(url: &Url) -> Result<(), Error> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_local(url) => Ok(()),
        _ => Err(ErrorKind::Insecure(host_of(url)).into()),
    }
}

/// Reads a URL of the settings: a scheme, a host and at most a path. What else it held would be lost or shown.
pub(crate) fn parse_setting(name: &'static str, text: &str) -> Result<Url, Error> {
    let wrong = |problem| Error::from(ErrorKind::Setting { name, problem });
    let url = Url::parse(text).map_err(|_| wrong("is no URL"))?;
    check_secure(&url)?;
    if has_credentials(&url) {
        return Err(wrong("holds a user name or a password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("holds more than a host and a path"));
    }
    Ok(url)
}

/// Whether the URL leads to this machine.
pub(crate) fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether the URL names a user, or a password: a link of the service never does, and HTTP stacks make a header of
/// it.
pub(crate) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The host, for messages: the rest of a URL can hold secrets.
pub(crate) fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{AllowedHosts, Cloud, check_secure};
    use url::Url;

    #[test]
    fn tokens_of_a_cloud_go_to_that_cloud_only() {
        for cloud in Cloud::ALL {
            let hosts = AllowedHosts::of(cloud);
            for other in Cloud::ALL {
                let url = Url::parse(other.base_url()).unwrap();
                assert_eq!(hosts.allows(&url), cloud == other, "{cloud:?} {other:?}");
            }
        }
    }

    #[test]
    fn other_hosts_get_no_token() {
        let hosts = AllowedHosts::of(Cloud::Global);
        let allows = |url: &str| hosts.allows(&Url::parse(url).unwrap());
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
