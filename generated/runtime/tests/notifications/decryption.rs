use aws_lc_rs::hmac;
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PrivateDecryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graph_runtime::notifications::{DecryptionError, DecryptionKey, EncryptedContent};
use graph_runtime::response::ValueOf;
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject;

use crate::vectors::Vectors;

const TEXT: &str = r#"{"id":"1565293727947","importance":"high","subject":"Grüße"}"#;

fn key(vectors: &Vectors) -> DecryptionKey {
    DecryptionKey::from_pem(&vectors.text("decryption_key.pem")).unwrap()
}

#[test]
fn what_openssl_encrypts_is_decrypted() {
    let vectors = Vectors::stored();
    assert_eq!(key(&vectors).decrypt_text(&vectors.content()).unwrap(), TEXT);

    let folder = tempfile::tempdir().unwrap();
    if let Some(new) = Vectors::new(folder.path()) {
        assert_eq!(key(&new).decrypt_text(&new.content()).unwrap(), TEXT);
        // The two have no key in common.
        let error = key(&new).decrypt_text(&vectors.content()).unwrap_err();
        assert!(matches!(error, DecryptionError::DataKey), "{error:?}");
    }
}

#[test]
fn the_content_is_read_into_a_model() {
    let vectors = Vectors::stored();
    let model: ValueOf<String> = key(&vectors).decrypt(&vectors.content()).unwrap();
    assert_eq!(model.additional.get("subject"), Some(&"Grüße".into()));
}

#[test]
fn the_certificate_of_another_does_not_decrypt() {
    let vectors = Vectors::stored();
    let other = DecryptionKey::from_pem(&vectors.text("other_key.pem")).unwrap();
    let error = other.decrypt_text(&vectors.content()).unwrap_err();
    assert!(matches!(error, DecryptionError::DataKey), "{error:?}");
}

/// Every bit counts: of the data, its length, the signature and the key.
#[test]
fn what_was_changed_on_the_way_is_not_decrypted() {
    let vectors = Vectors::stored();
    let key = key(&vectors);
    let properties: [fn(&mut EncryptedContent) -> &mut Option<String>; 3] = [
        |content| &mut content.data,
        |content| &mut content.data_signature,
        |content| &mut content.data_key,
    ];
    for property in properties {
        let mut content = vectors.content();
        let bytes = STANDARD
            .decode(property(&mut content).as_deref().unwrap())
            .unwrap();
        let flipped = (0..bytes.len()).map(|index| {
            let mut changed = bytes.clone();
            changed[index] ^= 1 << (index % 8);
            changed
        });
        let cut = [0, 1, 16, bytes.len() - 16, bytes.len() - 1]
            .map(|length| bytes[..length.min(bytes.len())].to_vec());
        for changed in flipped.chain(cut) {
            *property(&mut content) = Some(STANDARD.encode(changed));
            let error = key.decrypt_text(&content).unwrap_err();
            assert!(
                matches!(error, DecryptionError::Signature | DecryptionError::DataKey),
                "{error:?}"
            );
        }
        for changed in [None, Some("no base64".to_owned())] {
            *property(&mut content) = changed;
            let error = key.decrypt_text(&content).unwrap_err();
            assert!(matches!(error, DecryptionError::Encoding { .. }), "{error:?}");
        }
    }
}

#[test]
fn what_is_no_key_is_an_error() {
    let vectors = Vectors::stored();
    let pem = vectors.text("decryption_key.pem");
    let public = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    for text in [
        "",
        "key",
        &pem[..pem.len() / 2],
        public,
        &pem.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
    ] {
        assert!(DecryptionKey::from_pem(text).is_err(), "{text}");
    }
    assert_eq!(format!("{:?}", key(&vectors)), "DecryptionKey");
}

/// Anybody who knows the certificate can encrypt and sign what they like, with keys and data of any length.
#[test]
fn what_was_signed_and_makes_no_sense_is_an_error() {
    let vectors = Vectors::stored();
    let pem = vectors.text("decryption_key.pem");
    let der = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes()).unwrap();
    let public = PrivateDecryptingKey::from_pkcs8(der.secret_pkcs8_der())
        .unwrap()
        .public_key();
    let public = OaepPublicEncryptingKey::new(public).unwrap();
    for key_length in [0, 1, 15, 16, 17, 24, 32, 33, 64, 200] {
        let secret = vec![7; key_length];
        let mut encrypted = vec![0; public.ciphertext_size()];
        let encrypted = public
            .encrypt(&OAEP_SHA1_MGF1SHA1, &secret, &mut encrypted, None)
            .unwrap();
        for data_length in [0, 1, 15, 16, 17, 32, 1 << 20] {
            let data = vec![9; data_length];
            let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), &data);
            let content = EncryptedContent {
                data: Some(STANDARD.encode(&data)),
                data_key: Some(STANDARD.encode(&*encrypted)),
                data_signature: Some(STANDARD.encode(signature.as_ref())),
                ..EncryptedContent::default()
            };
            let error = key(&vectors).decrypt_text(&content).unwrap_err();
            assert!(
                matches!(error, DecryptionError::Data | DecryptionError::DataKey),
                "{key_length} {data_length}: {error:?}"
            );
        }
    }
}
