//! An authority as OAuth 2.0 describes one: it takes each code and each refresh token once, and checks PKCE.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use serde_json::json;
use url::{Url, form_urlencoded};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub(crate) type Form = BTreeMap<String, String>;

pub(crate) struct Authority {
    server: MockServer,
    state: Arc<Mutex<State>>,
}

/// What the authority does, and what it was asked.
#[derive(Default)]
pub(crate) struct State {
    /// The errors that a device code is answered with before it is granted.
    pub(crate) device_errors: Vec<&'static str>,
    /// The error that the browser comes back with.
    pub(crate) browser_error: Option<&'static str>,
    /// The error that refresh tokens are answered with, whatever they are.
    pub(crate) refresh_error: Option<&'static str>,
    /// The forms that the token endpoint got.
    pub(crate) forms: Vec<Form>,
    /// The queries of the authorization endpoint.
    pub(crate) authorizations: Vec<Form>,
    /// How many device codes were asked for.
    pub(crate) device_codes: usize,
    codes: BTreeMap<String, Form>,
    refresh_tokens: BTreeSet<String>,
    issued: usize,
}

impl State {
    /// How often a grant was asked for.
    pub(crate) fn count(&self, grant: &str) -> usize {
        self.forms
            .iter()
            .filter(|form| form["grant_type"].ends_with(grant))
            .count()
    }

    /// Makes all refresh tokens worth nothing.
    pub(crate) fn revoke(&mut self) {
        self.refresh_tokens.clear();
    }

    fn issue(&mut self) -> ResponseTemplate {
        self.issued += 1;
        let refresh_token = format!("refresh-{}", self.issued);
        self.refresh_tokens.insert(refresh_token.clone());
        ResponseTemplate::new(200).set_body_json(json!({
            "token_type": "Bearer",
            "scope": "User.Read",
            "expires_in": 3600,
            "access_token": format!("access-{}", self.issued),
            "refresh_token": refresh_token,
        }))
    }

    fn authorize(&mut self, query: Form) -> ResponseTemplate {
        let mut redirect = Url::parse(&query["redirect_uri"]).unwrap();
        let (name, value) = match self.browser_error {
            Some(error) => ("error", error.to_owned()),
            None => {
                let code = format!("code-{}", self.authorizations.len());
                self.codes.insert(code.clone(), query.clone());
                ("code", code)
            }
        };
        redirect
            .query_pairs_mut()
            .append_pair(name, &value)
            .append_pair("state", &query["state"]);
        self.authorizations.push(query);
        ResponseTemplate::new(302).insert_header("location", redirect.as_str())
    }

    fn token(&mut self, form: Form) -> ResponseTemplate {
        let answer = match form["grant_type"].as_str() {
            "urn:ietf:params:oauth:grant-type:device_code" if self.device_errors.is_empty() => self.issue(),
            "urn:ietf:params:oauth:grant-type:device_code" => refuse(self.device_errors.remove(0)),
            "authorization_code" => {
                let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
                let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
                match self.codes.remove(&form["code"]) {
                    Some(query)
                        if query["code_challenge"] == challenge.as_str()
                            && query["code_challenge_method"] == "S256"
                            && query["redirect_uri"] == form["redirect_uri"] =>
                    {
                        self.issue()
                    }
                    _ => refuse("invalid_grant"),
                }
            }
            "refresh_token" => match self.refresh_error {
                Some(error) => refuse(error),
                None if self.refresh_tokens.remove(&form["refresh_token"]) => self.issue(),
                None => refuse("invalid_grant"),
            },
            _ => refuse("unsupported_grant_type"),
        };
        self.forms.push(form);
        answer
    }
}

fn refuse(error: &str) -> ResponseTemplate {
    let description = "AADSTS70000: The grant cannot be used.\r\nTrace ID: 1";
    ResponseTemplate::new(400).set_body_json(json!({"error": error, "error_description": description}))
}

struct Answers(Arc<Mutex<State>>);

impl Respond for Answers {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut state = self.0.lock().unwrap();
        let form = || {
            form_urlencoded::parse(&request.body)
                .into_owned()
                .collect::<Form>()
        };
        match (request.method.as_str(), request.url.path()) {
            ("GET", "/contoso.com/oauth2/v2.0/authorize") => {
                state.authorize(request.url.query_pairs().into_owned().collect())
            }
            ("POST", "/contoso.com/oauth2/v2.0/devicecode") => {
                assert_eq!(form()["scope"], "User.Read offline_access");
                state.device_codes += 1;
                ResponseTemplate::new(200).set_body_json(json!({
                    "device_code": "device",
                    "user_code": "ABCD-EFGH",
                    "verification_uri": "https://microsoft.com/devicelogin",
                    "expires_in": 900,
                    "interval": 1,
                    "message": "To sign in, use a web browser.",
                }))
            }
            ("POST", "/contoso.com/oauth2/v2.0/token") => state.token(form()),
            _ => ResponseTemplate::new(404),
        }
    }
}

impl Authority {
    pub(crate) async fn start() -> Self {
        let server = MockServer::start().await;
        let state = Arc::<Mutex<State>>::default();
        Mock::given(any())
            .respond_with(Answers(Arc::clone(&state)))
            .mount(&server)
            .await;
        Self { server, state }
    }

    pub(crate) fn url(&self) -> String {
        self.server.uri()
    }

    pub(crate) fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
