//! What a page says of what is sent: request lines, paths, parameters, headers and bodies.

pub(in crate::page) mod body;
pub(in crate::page) mod headers;
pub(in crate::page) mod http_request;
mod media_type;
pub(in crate::page) mod parameters;
pub(in crate::page) mod path;
mod untabled_parameters;
