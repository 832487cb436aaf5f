//! Bodies that the client reads for itself: the state of work, of an upload, the heads in a batch.

use serde_json::Value;

use crate::json::{self, ReadOptions, property_in_any_case};

/// The most memory that such a body takes.
const MAX_MEMORY: usize = 16 << 20;

/// Reads a value of which no type is known; `null` where it is no JSON, or takes more memory than any such body has need of.
pub(crate) fn read(body: &[u8]) -> Value {
    let text = std::str::from_utf8(body).unwrap_or_default();
    json::read_value(text, ReadOptions::default().max_memory(MAX_MEMORY)).unwrap_or_default()
}

/// A property of an object, in whatever case: services write `expirationDateTime` and `ExpirationDateTime`. `null` is none.
pub(crate) fn property<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    property_in_any_case(value.as_object()?, name).filter(|value| !value.is_null())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::read;

    #[test]
    fn what_is_no_json_or_too_much_of_it_says_nothing() {
        assert_eq!(read(br#"{"status": "running"}"#), json!({"status": "running"}));
        let many = format!("[{}{{}}]", "{},".repeat(2_000_000));
        for body in ["", "{", "a", many.as_str()] {
            assert_eq!(read(body.as_bytes()), Value::Null, "{body:.9}");
        }
        assert_eq!(read(&[b'"', 0xFF, b'"']), Value::Null);
    }
}
