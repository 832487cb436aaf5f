//! What a page says of what comes back.

pub(in crate::page) mod described_types;
pub(in crate::page) mod headers;
pub(in crate::page) mod mention;
pub(in crate::page) mod response;
