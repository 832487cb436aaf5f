//! The URL of an example's request, taken apart.

use crate::graph::{PathTemplate, ServiceUrl, Version, canonical_key, is_misspelled_key};
use crate::span::{Span, Spanned};

use crate::page::api::request::path::{parse_text, without_trailer};

/// The URL of an example's request.
#[derive(Clone, Debug)]
pub struct RequestUrl {
    spelled: Spanned<String>,
    path: Option<PathTemplate>,
    option_names: Vec<String>,
}

impl RequestUrl {
    /// Takes a URL apart. Repairs are not reported: an example does not say which paths there are.
    pub(crate) fn parse(spelled: Spanned<String>) -> Self {
        let (_, text) = without_trailer(&spelled.value);
        let parsed = parse_text(text).ok();
        let url = ServiceUrl::parse(text);
        let options = url.iter().flat_map(ServiceUrl::options);
        let option_names = options
            .filter(|(name, _)| !is_misspelled_key(name))
            .map(|(name, _)| canonical_key(&name).to_owned());
        Self {
            path: parsed.map(|parsed| parsed.template),
            option_names: option_names.collect(),
            spelled,
        }
    }

    /// As the page spells it, with its place.
    pub fn spelled(&self) -> &Spanned<String> {
        &self.spelled
    }

    /// As the page spells it.
    pub fn as_str(&self) -> &str {
        &self.spelled.value
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.spelled.span
    }

    /// The path; `None` where it leads to another host than the service's, or is broken.
    pub(crate) fn path(&self) -> Option<&PathTemplate> {
        self.path.as_ref()
    }

    /// The names of the query options, as the service spells them. What only looks like one is left out.
    pub(crate) fn option_names(&self) -> &[String] {
        &self.option_names
    }

    /// The address as it stands, taken apart; `None` where it leads to another host than the service's.
    pub(crate) fn address(&self) -> Option<ServiceUrl<'_>> {
        ServiceUrl::parse(self.as_str())
    }

    /// The version; `None` where it has none that the service has.
    pub(crate) fn version(&self) -> Option<Version> {
        Version::of_segment(self.address()?.version?)
    }
}
