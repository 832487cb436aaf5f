//! The words of the field, said once: what the service, OData and HTTP call things, and by which words pages name them.
//!
//! `graph` is no stage. It knows no page and reads no prose; every stage from `source` to `emit` may use it.

mod access;
mod http;
mod path;
mod types;
mod version;
mod words;

pub use access::cloud::Cloud;
pub use access::permission::{ByCaller, Caller, PermissionFacts, PermissionNote, PermissionSet, Ways};
pub use access::permission_subject::PermissionTables;
pub use http::media_type::{CONTENT_TYPE, content_type, essence, is_json, is_media_type};
pub use http::option_support::{OptionSupport, Returned};
pub use http::page_size::PageSize;
pub use http::query_option::QueryOption;
pub use http::request_key::RequestKey;
pub use http::{
    ACCEPTED, JSON, MULTIPART, Method, NO_CONTENT, OCTETS, is_created, is_failure, is_header_value,
    is_own_header, is_success,
};
pub use path::{
    Argument, COUNT, DELTA, ME, NULL, Part, PartKey, PathPart, PathTemplate, RAW_VALUE, REF, Segment, USERS,
    alternatives,
};
pub use types::cardinality::Cardinality;
pub use types::envelope::{
    BIND, CHANGED, Envelope, ODATA_ID, ODATA_TYPE, VALUE, ValueMember, is_annotation, name_of_member,
};
pub use types::primitive::{KEY, Primitive, WordContext};
pub use types::scalar::Scalar;
pub use types::type_name::{ROOT_NAMESPACE, ROOT_TYPE, TypeName, ends_with_ignore_case, short_name};
pub use version::{ParseVersionError, Version};
pub use words::heading::SectionKind;
pub(crate) use words::heading::{section_of_heading, section_of_line};
pub use words::identifier::is_identifier;
pub use words::page_name::PageName;
pub use words::title::{Title, TypeKind};
pub use words::verb::Verb;

pub(crate) use http::option_support::operator_of_word;
pub(crate) use http::query_option::{
    canonical_key, is_misspelled_key, option_keys, option_of_code, option_of_word,
};
pub(crate) use http::service_url::{ServiceUrl, percent_decoded};
pub(crate) use types::evolvable::SENTINEL;
pub(crate) use words::cell_mark::CellMark;
pub(crate) use words::identifier::{is_header_name, is_member_name, is_qualified_name};
pub(crate) use words::notice::{behind_notice, notice_of_word, without_notice};
pub(crate) use words::placeholder::{Placeholder, is_placeholder, placeholder};
pub(crate) use words::plural::singular;
pub(crate) use words::spelling::{capitalized, letters, preferred, uncapitalized};
pub(crate) use words::splitting::split_outside;
