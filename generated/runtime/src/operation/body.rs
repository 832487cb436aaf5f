//! What a request can send, and its bytes.

use crate::json::{self, WriteError};
use crate::model::Model;
use crate::model::reference::{Reference, url_at};

/// What a request can send.
pub trait Body {
    /// The media type of the body; `None` when there is no body.
    fn content_type(&self) -> Option<&'static str>;
    /// The bytes of the body, for the service at `base_url`: a reference to an object can leave open of which service it
    /// is.
    ///
    /// # Errors
    /// When a value has no text in JSON.
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError>;
}

impl<M: Model> Body for M {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }
    #[inline]
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError> {
        json::write_to(self, base_url).map(String::into_bytes)
    }
}

/// A list of objects, for the few operations that take one.
impl<M: Model> Body for Vec<M> {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }
    #[inline]
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError> {
        let models: Vec<&dyn Model> = self.iter().map(|model| model as &dyn Model).collect();
        json::write_list(&models, base_url).map(String::into_bytes)
    }
}

/// No body.
impl Body for () {
    fn content_type(&self) -> Option<&'static str> {
        None
    }
    fn to_bytes(&self, _: &str) -> Result<Vec<u8>, WriteError> {
        Ok(Vec::new())
    }
}

/// A file or another stream. Set the header `Content-Type` where it is known.
impl Body for Vec<u8> {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/octet-stream")
    }
    fn to_bytes(&self, _: &str) -> Result<Vec<u8>, WriteError> {
        Ok(self.clone())
    }
}

/// Text, such as a message in MIME format.
impl Body for String {
    fn content_type(&self) -> Option<&'static str> {
        Some("text/plain")
    }
    fn to_bytes(&self, _: &str) -> Result<Vec<u8>, WriteError> {
        Ok(self.clone().into_bytes())
    }
}

/// JSON without a type.
impl Body for serde_json::Value {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }
    fn to_bytes(&self, _: &str) -> Result<Vec<u8>, WriteError> {
        Ok(self.to_string().into_bytes())
    }
}

impl Body for Reference {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError> {
        let body = serde_json::json!({"@odata.id": url_at(base_url, self.target())});
        Ok(body.to_string().into_bytes())
    }
}
