//! Addresses of the service, taken apart as far as the version.

use crate::graph::Version;

/// The URL of a request to the service, with or without its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ServiceUrl<'u> {
    /// The version in it, as spelled.
    pub(crate) version: Option<&'u str>,
    /// The path behind the version and the query, as spelled.
    pub(crate) target: &'u str,
}

impl<'u> ServiceUrl<'u> {
    /// Takes a URL apart; `None` where it leads to another host than the service's.
    pub(crate) fn parse(url: &'u str) -> Option<Self> {
        let url = url.trim();
        let rest = match url.split_once("://") {
            Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                is_service(host).then_some(path)?
            }
            _ => match url.split_once('/') {
                Some((host, _)) if !host.is_empty() && is_service(host) => &url[host.len()..],
                _ => url,
            },
        };
        let (version, target) = without_version(rest);
        Some(Self { version, target })
    }
}

fn is_service(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.starts_with("graph.microsoft") || host == "microsoftgraph.chinacloudapi.cn"
}

fn without_version(path: &str) -> (Option<&str>, &str) {
    let bare = path.trim_start_matches('/');
    let end = bare.find(['/', '?']).unwrap_or(bare.len());
    let (first, rest) = bare.split_at(end);
    if Version::is_named(first) {
        (Some(first), rest)
    } else {
        (None, path)
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::ServiceUrl;

    #[test]
    fn the_version_is_found_with_and_without_a_host() {
        for (url, version, target) in [
            ("https://graph.microsoft.com/beta/me?a=b", Some("beta"), "/me?a=b"),
            ("graph.microsoft.com/v1.0/me", Some("v1.0"), "/me"),
            ("/v1.0/me", Some("v1.0"), "/me"),
            ("/me/beta", None, "/me/beta"),
            ("https://graph.microsoft.com", None, ""),
        ] {
            assert_eq!(
                ServiceUrl::parse(url),
                Some(ServiceUrl { version, target }),
                "{url}"
            );
        }
        assert_eq!(ServiceUrl::parse("https://example.com/v1.0/me"), None);
    }
}
