//! What is printed of models: nothing that may be secret.

use graph_runtime::{Model, json};

use crate::v1::models::{IosCustomConfiguration, Windows10GeneralConfiguration};

#[test]
fn secrets_are_not_printed() {
    let model: IosCustomConfiguration = json::read(
        r#"{"payloadName":"wifi","sharedSecret":"s1","x":{"password":"s2","keyId":"k","tokens":["s3"],"token":{"clientSecret":"s4"}},
            "@microsoft.graph.downloadUrl":"https://a/?tempauth=s5","version":"v"}"#,
    )
    .unwrap();
    let printed = format!("{model:?} {:?} {:#?}", model.additional, model.clone());
    for secret in ["s1", "s2", "s3", "s4", "s5"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert_eq!(
        format!("{:?}", model.additional),
        r#"{"@microsoft.graph.downloadUrl": [redacted], "sharedSecret": [redacted], "version": "v", "x": {"keyId": "k", "password": [redacted], "token": {"clientSecret": [redacted]}, "tokens": [[redacted]]}}"#
    );
}

/// In properties of any name, at any depth, and in what is said of values that do not fit.
#[test]
fn texts_are_printed_without_what_may_be_secret_in_them() {
    let model: IosCustomConfiguration = json::read(
        r#"{"payloadName":"wifi https://u:s1@a/?sig=s2 and Bearer s3","description":" wss://a/#s4","version":"//a/?sig=s5",
            "x":{"recoveryKeys":["s6"],"pinCode":1234567,"note":["ftp://s7@a/b"],"postalCode":"98052"}}"#,
    )
    .unwrap();
    let reference = graph_runtime::Reference::new("https://a/users?key=s8");
    let printed = format!(
        "{model:?} {:?} {:?} {reference:?}",
        model.additional,
        model.unread()
    );
    for secret in ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "1234567"] {
        assert!(!printed.contains(secret), "{secret}: {printed}");
    }
    assert!(
        !model.unread().is_empty() && printed.contains("98052"),
        "{printed}"
    );
}

/// A terminal obeys control characters, and a log is read in one.
#[test]
fn what_no_page_documents_is_printed_without_what_a_terminal_obeys() {
    let model: Windows10GeneralConfiguration = json::read(
        r#"{"platform":"a\u001b[31m","fallbackArchitectures":["arm","b\u001b[31m https://c/?sig=s1"],
            "architectures":"x86,d\u001b","e\u001b[31m":"f"}"#,
    )
    .unwrap();
    assert_eq!(
        format!("{model:?}"),
        "Windows10GeneralConfiguration { platform: \"a\\u{1b}[31m\", architectures: \"x86,d\\u{1b}\", \
         fallbackArchitectures: [arm, \"b\\u{1b}[31m https://c/?[redacted]\"], e\\u{1b}[31m: \"f\" }"
    );
}
