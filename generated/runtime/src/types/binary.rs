//! `Edm.Binary`

use std::fmt;
use std::ops::{Deref, DerefMut};

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Bytes; in JSON a string in base64.
///
/// OData writes them in the alphabet for URLs, most of Microsoft Graph in the standard one, with or without
/// padding. All are read; the standard alphabet with padding is written.
///
/// `Debug` prints the number of bytes, not the bytes: they may be a secret, and are of no use in a log.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary(Vec<u8>);

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);

impl Binary {
    /// Reads base64.
    ///
    /// # Errors
    /// When the text is no base64, in neither alphabet.
    pub fn from_base64(text: &str) -> Result<Self, base64::DecodeError> {
        let engine = if text.contains(['-', '_']) {
            URL_SAFE
        } else {
            STANDARD
        };
        engine.decode(text).map(Self)
    }

    /// The bytes in base64: standard alphabet, with padding.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// The bytes.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Deref for Binary {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Binary {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_base64())
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_base64(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Binary;

    #[test]
    fn every_spelling_is_read() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(
                Binary::from_base64(text).unwrap(),
                Binary::from(vec![0xfb, 0xff]),
                "{text}"
            );
        }
        assert!(Binary::from_base64("").unwrap().is_empty());
        assert!(Binary::from_base64("a*b=").is_err());
        assert!(Binary::from_base64("+_8=").is_err(), "two alphabets in one text");
    }

    #[test]
    fn debug_does_not_print_the_bytes() {
        assert_eq!(format!("{:?}", Binary::from(vec![1, 2, 3])), "Binary(3 bytes)");
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            let binary = Binary::from(bytes);
            prop_assert_eq!(Binary::from_base64(&binary.to_base64()).unwrap(), binary);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = Binary::from_base64(&text);
        }
    }
}
