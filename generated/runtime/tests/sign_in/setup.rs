//! Sign-ins for tests.

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{
    AccessToken, BoxFuture, DeviceCode, SignIn, SignInBuilder, SignInError, Timer, TokenError, TokenProvider,
    TokenRequest,
};
use graph_runtime::types::OffsetDateTime;

use crate::authority::Authority;

/// A timer that takes pauses down and does not wait for them; what is longer than a pause never ends.
#[derive(Clone, Default)]
pub(crate) struct TestTimer {
    pauses: Arc<Mutex<Vec<Duration>>>,
    offset: Arc<Mutex<Duration>>,
}

impl TestTimer {
    pub(crate) fn pauses(&self) -> Vec<u64> {
        self.pauses
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs)
            .collect()
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&self, duration: Duration) {
        *self.offset.lock().unwrap() += duration;
    }
}

impl Timer for TestTimer {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + *self.offset.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration >= Duration::from_secs(30) {
            return Box::pin(std::future::pending());
        }
        self.pauses.lock().unwrap().push(duration);
        Box::pin(tokio::task::yield_now())
    }
}

pub(crate) fn settings(builder: SignInBuilder, authority: &Authority, timer: &TestTimer) -> SignInBuilder {
    builder
        .authority(authority.url())
        .tenant("contoso.com")
        .timer(timer.clone())
}

/// A sign-in by device code, which is shown to nobody.
pub(crate) fn device_code(authority: &Authority, timer: &TestTimer) -> SignInBuilder {
    settings(SignIn::device_code("app", |_: &DeviceCode| {}), authority, timer)
}

pub(crate) fn request() -> TokenRequest {
    TokenRequest::new(["User.Read"])
}

/// The secret of the token that is given.
pub(crate) async fn token(sign_in: &SignIn, request: &TokenRequest) -> Result<String, TokenError> {
    let answer: Result<AccessToken, _> = sign_in.token(request).await;
    answer.map(|token| token.secret().to_owned())
}

/// Why there is no token.
pub(crate) fn cause(error: &TokenError) -> &SignInError {
    error.source().unwrap().downcast_ref().unwrap()
}
