//! The words of HTTP: methods, statuses, headers and content types that the generator treats specially.

pub(in crate::graph) mod media_type;
pub(in crate::graph) mod option_support;
pub(in crate::graph) mod page_size;
pub(in crate::graph) mod query_option;
pub(in crate::graph) mod request_key;
pub(in crate::graph) mod service_url;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Method {
    Delete,
    Get,
    Head,
    Patch,
    Post,
    Put,
}

impl Method {
    /// Whether a request of the method has a body that creates or changes something.
    pub fn writes(self) -> bool {
        match self {
            Self::Patch | Self::Post | Self::Put => true,
            Self::Delete | Self::Get | Self::Head => false,
        }
    }

    const ALL: &[Self] = &[
        Self::Delete,
        Self::Get,
        Self::Head,
        Self::Patch,
        Self::Post,
        Self::Put,
    ];

    /// The method of a name, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut methods = Self::ALL.iter().copied();
        methods.find(|method| method.as_str().eq_ignore_ascii_case(word))
    }

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// The status of an answer to a request that created an object.
const CREATED: u16 = 201;

/// Whether a status says that the request created an object. Actions answer so, too: what was sent is the object only
/// where the title does not name an action. See [`says_creation`](crate::graph::Title::says_creation).
pub fn is_created(status: u16) -> bool {
    status == CREATED
}

/// The status of an answer that has no body.
pub const NO_CONTENT: u16 = 204;

/// The status of an answer to what is not done yet, which may have no body.
pub const ACCEPTED: u16 = 202;

/// Whether a status says that a request did what it asks.
pub fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether a status says that a request failed.
pub fn is_failure(status: u16) -> bool {
    status >= 400
}

/// The content type of JSON.
pub const JSON: &str = "application/json";

/// The content type of bytes of which nothing else is known.
pub const OCTETS: &str = "application/octet-stream";

/// How the content types of bodies in parts begin: `multipart/related`.
pub const MULTIPART: &str = "multipart/";

/// Headers that the runtime or the HTTP client sets, in lower case.
const OWN_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// Whether a text can be the value of a header: visible ASCII, blanks and tabs.
pub fn is_header_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
}

/// Whether a header belongs to the connection or to every request, and so is no parameter of an operation.
pub fn is_own_header(name: &str) -> bool {
    OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name))
}
