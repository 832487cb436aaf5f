//! The words of the field: what OData and Microsoft Graph call things, said once for all stages.

mod type_name;

pub use type_name::{ROOT_NAMESPACE, ROOT_TYPE, TypeName, ends_with_ignore_case, short_name};
