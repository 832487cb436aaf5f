//! The words of the field, said once: what the service, OData and HTTP call things, and by which words pages name them.
//!
//! `graph` is no stage. It knows no page and reads no prose; every stage from `source` to `emit` may use it.

mod cardinality;
mod cloud;
mod envelope;
mod evolvable;
mod heading;
mod http;
mod notice;
mod option_support;
mod path;
mod permission;
mod permission_subject;
mod placeholder;
mod plural;
mod primitive;
mod query_option;
mod request_key;
mod scalar;
mod service_url;
mod spelling;
mod splitting;
mod title;
mod type_name;
mod verb;
mod version;

pub use cardinality::Cardinality;
pub use cloud::Cloud;
pub use envelope::{BIND, Envelope, ODATA_ID, VALUE, ValueMember, is_annotation};
pub use heading::SectionKind;
pub(crate) use heading::{section_of_heading, section_of_line};
pub use http::{
    ACCEPTED, CREATED, JSON, MULTIPART, Method, NO_CONTENT, OCTETS, is_failure, is_header_value,
    is_media_type, is_own_header, is_success,
};
pub use option_support::{OptionSupport, Returned};
pub use path::{
    Argument, COLON_KEY, COUNT, DELTA, ME, Part, PathPart, PathTemplate, RAW_VALUE, REF, Segment, USERS,
    alternatives,
};
pub use permission::{ByCaller, Caller, PermissionFacts, PermissionNote, PermissionSet, Ways};
pub use permission_subject::tables_of_path;
pub use primitive::{KEY, Primitive, WordPlace};
pub use query_option::QueryOption;
pub use request_key::RequestKey;
pub use scalar::Scalar;
pub use title::{Title, TypeKind};
pub use type_name::{ROOT_NAMESPACE, ROOT_TYPE, TypeName, ends_with_ignore_case, short_name};
pub use verb::Verb;
pub use version::{ParseVersionError, Version};

pub(crate) use evolvable::SENTINEL;
pub(crate) use notice::{behind_notice, notice_of_word, without_notice};
pub(crate) use option_support::operator_of_word;
pub(crate) use placeholder::{Placeholder, is_placeholder, placeholder};
pub(crate) use plural::singular;
pub(crate) use query_option::{canonical_key, is_misspelled_key, option_of_code, option_of_word};
pub(crate) use service_url::ServiceUrl;
pub(crate) use spelling::{capitalized, letters, preferred, uncapitalized};
pub(crate) use splitting::split_outside;
