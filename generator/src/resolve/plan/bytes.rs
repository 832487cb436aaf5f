//! Bytes that a request sends.

/// Bytes that a request sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BytesPlan {
    /// Their content type.
    pub content_type: String,
    /// Whether the request encodes them in base64.
    pub is_base64: bool,
}
