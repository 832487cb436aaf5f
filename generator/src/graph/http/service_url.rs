//! Addresses of the service, taken apart: version, path and query.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

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

    /// The path behind the version, with its first slash and without one at its end; still encoded. Blanks between the
    /// arguments of functions, and before them, are cut.
    pub(crate) fn path(&self) -> Cow<'u, str> {
        let path = self.target.split_once('?').map_or(self.target, |(path, _)| path);
        let path = path.trim_end().trim_end_matches('/');
        if path.starts_with('/') && !["//", ", ", " ("].iter().any(|slip| path.contains(slip)) {
            return Cow::Borrowed(path);
        }
        let path = path.replace(", ", ",").replace(" (", "(");
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        Cow::Owned(segments.fold(String::new(), |path, segment| path + "/" + segment))
    }

    /// The query with its question mark, as spelled; empty where there is none.
    pub(crate) fn query(&self) -> &'u str {
        self.target.find('?').map_or("", |at| &self.target[at..])
    }

    /// The query options, decoded, in the order of the URL.
    pub(crate) fn options(&self) -> impl Iterator<Item = (String, String)> + use<'u> {
        let pairs = self.query().split(['&', '?']).map(str::trim);
        pairs
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (percent_decoded(name), percent_decoded(value)))
    }
}

/// The text without percent-encoding.
pub(crate) fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
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

    #[test]
    fn paths_lose_what_does_not_count() {
        for (url, path) in [
            (
                "https://graph.microsoft.com/v1.0/users//a%20b/?$top=5",
                "/users/a%20b",
            ),
            ("/me/messages", "/me/messages"),
            (
                "/kites/countBetween (from=1, to=2)",
                "/kites/countBetween(from=1,to=2)",
            ),
        ] {
            assert_eq!(ServiceUrl::parse(url).unwrap().path(), path);
        }
    }

    #[test]
    fn options_are_decoded() {
        let url = ServiceUrl::parse("/users?$top=5&$filter=a%20eq%20'b=c'").unwrap();
        let option = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let options: Vec<_> = url.options().collect();
        assert_eq!(options, [option("$top", "5"), option("$filter", "a eq 'b=c'")]);
    }
}
