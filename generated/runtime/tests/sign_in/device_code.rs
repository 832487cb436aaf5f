use std::sync::{Arc, Mutex};

use graph_runtime::client::{DeviceCode, SignIn, SignInError};

use crate::authority::Authority;
use crate::setup::{TestTimer, cause, device_code, request, settings, token};

#[tokio::test]
async fn the_code_is_shown_and_waited_for() {
    let authority = Authority::start().await;
    authority.state().device_errors = vec![
        "authorization_pending",
        "authorization_pending",
        "slow_down",
        "authorization_pending",
    ];
    let timer = TestTimer::default();
    let shown = Arc::new(Mutex::new(Vec::new()));
    let builder = SignIn::device_code("app", {
        let shown = Arc::clone(&shown);
        move |code: &DeviceCode| shown.lock().unwrap().push(code.to_string())
    });
    let sign_in = settings(builder, &authority, &timer).build().unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    assert_eq!(
        *shown.lock().unwrap(),
        ["To sign in, open https://microsoft.com/devicelogin in a browser and enter the code ABCD-EFGH"]
    );
    // "Slow down" means 5 seconds more from then on.
    assert_eq!(timer.pauses(), [1, 1, 6, 6]);
    let state = authority.state();
    let form = state.forms.last().unwrap();
    assert_eq!(form["client_id"], "app");
    assert_eq!(form["device_code"], "device");
    assert_eq!(
        form["claims"],
        r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#
    );
}

#[tokio::test]
async fn a_sign_in_that_comes_to_nothing_says_why() {
    let authority = Authority::start().await;
    let sign_in = device_code(&authority, &TestTimer::default()).build().unwrap();
    let answer = async |error: &'static str| {
        authority.state().device_errors = vec!["authorization_pending", error];
        token(&sign_in, &request()).await.unwrap_err()
    };
    assert!(matches!(
        cause(&answer("authorization_declined").await),
        SignInError::Declined
    ));
    assert!(matches!(
        cause(&answer("access_denied").await),
        SignInError::Declined
    ));
    assert!(matches!(
        cause(&answer("expired_token").await),
        SignInError::Expired
    ));
    assert_eq!(
        answer("invalid_client").await.to_string(),
        "the authority answered `invalid_client`: AADSTS70000: The grant cannot be used."
    );
    // The next call asks anew.
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    assert_eq!(authority.state().device_codes, 5);
}

#[tokio::test]
async fn settings_that_would_send_tokens_elsewhere() {
    let new = || SignIn::device_code("app", |_: &DeviceCode| {});
    for url in [
        "http://login.example",
        "login",
        "https://a:b@login.example",
        "https://login.example?a",
    ] {
        assert!(new().authority(url).build().is_err(), "{url}");
    }
    for tenant in ["", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "a b"] {
        assert!(new().tenant(tenant).build().is_err(), "{tenant}");
    }
    let sign_in = new()
        .tenant("5d4a6f1e-0000-4000-8000-000000000001")
        .build()
        .unwrap();
    assert_eq!(format!("{sign_in:?}"), r#"SignIn { client_id: "app", .. }"#);
}
