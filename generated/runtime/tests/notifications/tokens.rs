use graph_runtime::notifications::{ChangeNotification, TokenValidator, ValidationTokenError};
use graph_runtime::uuid::{Uuid, uuid};

use crate::vectors::Vectors;

const APPLICATION: Uuid = uuid!("8e460676-ae3f-4b1e-8790-ee0fb5d6148f");
const TENANT: Uuid = uuid!("84bd8158-6d4d-4958-8b9f-9d6445542f95");

fn validator(vectors: &Vectors) -> TokenValidator {
    TokenValidator::new(&vectors.text("keys.json"))
        .unwrap()
        .application(APPLICATION)
        .tenant(TENANT)
}

/// Each token has one fault at most, by which it is named.
fn check_each(vectors: &Vectors) {
    let validator = validator(vectors);
    for (name, token) in vectors.tokens() {
        let answer = validator.check(&token);
        let fault = match name.as_str() {
            "v1" | "v2" => {
                let validated = answer.unwrap();
                assert_eq!(validated.application_id, Some(APPLICATION), "{name}");
                assert_eq!(validated.tenant_id, Some(TENANT), "{name}");
                continue;
            }
            "expired" | "early" => ValidationTokenError::Expired,
            "other_application" => ValidationTokenError::Audience,
            "other_tenant" => ValidationTokenError::Issuer,
            "other_publisher" | "without_publisher" => ValidationTokenError::Publisher,
            "other_key" | "without_key" => ValidationTokenError::UnknownKey,
            "hmac" => ValidationTokenError::Signature,
            "without_expiry" | "without_application" | "without_issuer" | "none" => {
                ValidationTokenError::Malformed
            }
            other => panic!("{other}"),
        };
        assert_eq!(answer, Err(fault), "{name}");
    }
}

#[test]
fn tokens_that_openssl_signed() {
    check_each(&Vectors::stored());
    let folder = tempfile::tempdir().unwrap();
    if let Some(new) = Vectors::new(folder.path()) {
        check_each(&new);
        // The keys of both have the same id.
        let answer = validator(&new).check(&Vectors::stored().tokens()["v1"]);
        assert_eq!(answer, Err(ValidationTokenError::Signature));
    }
}

#[test]
fn every_part_of_a_token_is_signed() {
    let vectors = Vectors::stored();
    let validator = validator(&vectors);
    let token = &vectors.tokens()["v1"];
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        panic!("{token}");
    };
    let other = &vectors.tokens()["other_tenant"];
    let other_claims = other.split('.').nth(1).unwrap();
    for forged in [
        format!("{header}.{other_claims}.{signature}"),
        format!("{header}.{claims}.{}", "A".repeat(342)),
        format!("{header}.{claims}."),
    ] {
        assert_eq!(
            validator.check(&forged),
            Err(ValidationTokenError::Signature),
            "{forged}"
        );
    }
    for malformed in [
        "",
        ".",
        "..",
        "a.b.c",
        header,
        &format!("{header}.{claims}"),
        &format!("{token}.{signature}"),
        &format!("Bearer {token}"),
    ] {
        assert!(validator.check(malformed).is_err(), "{malformed}");
    }
}

#[test]
fn a_validator_accepts_only_what_it_was_told_of() {
    let vectors = Vectors::stored();
    let token = &vectors.tokens()["v1"];
    let keys = vectors.text("keys.json");
    let new = || TokenValidator::new(&keys).unwrap();
    assert_eq!(
        new().application(APPLICATION).check(token),
        Err(ValidationTokenError::Issuer)
    );
    assert_eq!(
        new().tenant(TENANT).check(token),
        Err(ValidationTokenError::Audience)
    );
    let by_issuer = new()
        .application(APPLICATION)
        .issuer(format!("https://sts.windows.net/{TENANT}/"));
    assert!(by_issuer.check(token).is_ok());
    for keys in [
        "",
        "{}",
        "[]",
        r#"{"keys": []}"#,
        r#"{"keys": [{"kty": "RSA", "kid": "1"}]}"#,
    ] {
        assert!(TokenValidator::new(keys).is_err(), "{keys}");
    }
}

#[test]
fn notifications_with_content_need_a_token_of_their_tenant() {
    let vectors = Vectors::stored();
    let validator = validator(&vectors);
    let mut notifications = vectors.notifications();
    assert_eq!(validator.check_all(&notifications), Ok(()));

    // One without content needs none.
    notifications.value.push(ChangeNotification::default());
    assert_eq!(validator.check_all(&notifications), Ok(()));

    notifications.value[0].tenant_id = Some(APPLICATION);
    assert_eq!(
        validator.check_all(&notifications),
        Err(ValidationTokenError::Missing)
    );
    notifications.value[0].tenant_id = None;
    assert_eq!(
        validator.check_all(&notifications),
        Err(ValidationTokenError::Missing)
    );

    let mut notifications = vectors.notifications();
    notifications.validation_tokens = None;
    assert_eq!(
        validator.check_all(&notifications),
        Err(ValidationTokenError::Missing)
    );

    // A token that is not valid is not made up for by one that is.
    let tokens = vectors.tokens();
    notifications.validation_tokens = Some(vec![tokens["v1"].clone(), tokens["expired"].clone()]);
    assert_eq!(
        validator.check_all(&notifications),
        Err(ValidationTokenError::Expired)
    );
}
