//! The content of a notification with resource data.

use std::fmt;

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey,
};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject;

use crate::json;
use crate::model::Model;
use crate::notifications::collection::EncryptedContent;

/// The length of the initialization vector of AES, in bytes.
const IV_LENGTH: usize = 16;

/// The private key of the certificate that a subscription was created with. It is never printed.
pub struct DecryptionKey(OaepPrivateDecryptingKey);

impl DecryptionKey {
    /// Reads a key of RSA (2048 to 8192 bits) from PEM, as `BEGIN PRIVATE KEY` (PKCS#8).
    /// `openssl pkcs8 -topk8 -nocrypt` makes this of other forms.
    ///
    /// # Errors
    /// When the text has no such key.
    pub fn from_pem(pem: &str) -> Result<Self, InvalidKey> {
        let key = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| InvalidKey)?;
        Self::from_pkcs8(key.secret_pkcs8_der())
    }

    /// Reads a key of RSA (2048 to 8192 bits) from PKCS#8 in DER.
    ///
    /// # Errors
    /// When the bytes are no such key.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, InvalidKey> {
        let key = PrivateDecryptingKey::from_pkcs8(der).map_err(|_| InvalidKey)?;
        OaepPrivateDecryptingKey::new(key)
            .map(Self)
            .map_err(|_| InvalidKey)
    }

    /// Decrypts the content of a notification and reads it into a model.
    ///
    /// # Errors
    /// When the content is not whole, was encrypted with another certificate, was changed on the way, or does not fit
    /// the model.
    pub fn decrypt<M: Model + Default>(&self, content: &EncryptedContent) -> Result<M, DecryptionError> {
        let text = self.decrypt_text(content)?;
        json::read(&text).map_err(DecryptionError::Read)
    }

    /// Decrypts the content of a notification; it is JSON.
    ///
    /// # Errors
    /// When the content is not whole, was encrypted with another certificate, or was changed on the way.
    pub fn decrypt_text(&self, content: &EncryptedContent) -> Result<String, DecryptionError> {
        let mut data = decode("data", content.data.as_deref())?;
        let encrypted_key = decode("dataKey", content.data_key.as_deref())?;
        let signature = decode("dataSignature", content.data_signature.as_deref())?;

        let mut buffer = vec![0; self.0.min_output_size()];
        let key = self
            .0
            .decrypt(&OAEP_SHA1_MGF1SHA1, &encrypted_key, &mut buffer, None)
            .map_err(|_| DecryptionError::DataKey)?;
        // The signature comes first: an answer that tells how the padding of unsigned data fails would let a
        // sender decrypt any data.
        hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key), &data, &signature)
            .map_err(|_| DecryptionError::Signature)?;
        let text = decrypt_cbc(key, &mut data).map_err(|_| DecryptionError::Data)?;
        String::from_utf8(text.to_vec()).map_err(|_| DecryptionError::Data)
    }
}

/// Decrypts AES in CBC mode with PKCS#7 padding; the initialization vector is the beginning of the key.
fn decrypt_cbc<'a>(key: &[u8], data: &'a mut [u8]) -> Result<&'a [u8], Unspecified> {
    let algorithm = match key.len() {
        16 => &AES_128,
        24 => &AES_192,
        _ => &AES_256,
    };
    let key_of_cipher = UnboundCipherKey::new(algorithm, key)?;
    let iv: FixedLength<IV_LENGTH> = key.get(..IV_LENGTH).ok_or(Unspecified)?.try_into()?;
    let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(key_of_cipher)?;
    Ok(cipher.decrypt(data, DecryptionContext::Iv128(iv))?)
}

fn decode(property: &'static str, text: Option<&str>) -> Result<Vec<u8>, DecryptionError> {
    text.and_then(|text| STANDARD.decode(text).ok())
        .ok_or(DecryptionError::Encoding { property })
}

impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DecryptionKey")
    }
}

/// A text is no private key that can decrypt notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RSA private key of 2048 to 8192 bits in PKCS#8")]
pub struct InvalidKey;

/// The content of a notification could not be decrypted. No error says anything of the content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecryptionError {
    /// A property of the content is missing, or is no base64.
    #[error("`{property}` is missing or is no base64")]
    Encoding {
        /// The property as it is written.
        property: &'static str,
    },
    /// The key of the data does not decrypt: it was encrypted with another certificate.
    #[error("the key of the data was not encrypted with this certificate")]
    DataKey,
    /// The signature is not that of the data: the content was changed on the way.
    #[error("the signature of the data does not fit")]
    Signature,
    /// The data is signed but does not decrypt to text.
    #[error("the data cannot be decrypted")]
    Data,
    /// The data was decrypted and does not fit the model.
    #[error("the decrypted data cannot be read: {0}")]
    Read(#[source] json::ReadError),
}
