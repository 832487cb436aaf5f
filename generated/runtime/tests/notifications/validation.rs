use graph_runtime::notifications::answer_validation;

#[test]
fn the_token_goes_back_as_plain_text() {
    let query =
        "validationToken=Validation%3a+Testing+client%20for+subscription+Request-Id%3A+522a%2B8e7e&x=1";
    let answer = answer_validation(query).unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(
        answer.body(),
        "Validation: Testing client for subscription Request-Id: 522a+8e7e"
    );
}

#[test]
fn a_notification_is_no_validation() {
    for query in [
        "",
        "validationToken",
        "validationToken=",
        "validationtoken=a",
        "token=validationToken=a",
    ] {
        assert!(answer_validation(query).is_none(), "{query}");
    }
}

#[test]
fn a_forged_token_does_no_harm() {
    let answer =
        answer_validation("validationToken=%3Cscript%3Ealert(1)%3C/script%3E%0d%0aset-cookie:a%ff").unwrap();
    assert_eq!(answer.headers().len(), 2);
    assert_eq!(answer.body(), "<script>alert(1)</script>\r\nset-cookie:a\u{fffd}");
}
