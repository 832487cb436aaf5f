use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use time::{Duration, OffsetDateTime};

use super::{AccessToken, BoxFuture, Rejection, Timer, TokenCache, TokenError, TokenProvider, TokenRequest};
use crate::client::TokenFn;

const START: OffsetDateTime = time::macros::datetime!(2026 - 03 - 01 12:00 UTC);

/// A clock that is set by hand.
#[derive(Clone)]
struct Clock(Arc<Mutex<OffsetDateTime>>);

impl Clock {
    fn at_start() -> Self {
        Self(Arc::new(Mutex::new(START)))
    }

    fn set(&self, after_start: Duration) {
        *self.0.lock().unwrap() = START + after_start;
    }
}

impl Timer for Clock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, _: std::time::Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// A cache of another provider, at the start.
fn cache_of(provider: impl TokenProvider) -> TokenCache {
    TokenCache::new(Arc::new(provider), Vec::new(), Arc::new(Clock::at_start()))
}

/// A cache whose provider numbers its tokens and fails while `fails` is positive.
fn cache(lifetime: Duration, fails: &Arc<AtomicU32>, calls: &Arc<AtomicU32>) -> (TokenCache, Clock) {
    let (fails, calls) = (Arc::clone(fails), Arc::clone(calls));
    let provider = TokenFn::new(move |request: TokenRequest| {
        let (fails, calls) = (Arc::clone(&fails), Arc::clone(&calls));
        async move {
            assert_eq!(request.scopes(), ["scope"]);
            let call = calls.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            if fails.load(Ordering::SeqCst) > 0 {
                return Err("out of order");
            }
            Ok(AccessToken::new(format!("{call}")).with_expiry(START + lifetime))
        }
    });
    let clock = Clock::at_start();
    let cache = TokenCache::new(
        Arc::new(provider),
        vec!["scope".to_owned()],
        Arc::new(clock.clone()),
    );
    (cache, clock)
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let (fails, calls) = Default::default();
    let (cache, clock) = cache(Duration::hours(1), &fails, &calls);
    let at = async |minutes| {
        clock.set(Duration::minutes(minutes));
        cache
            .authorization(None)
            .await
            .map(|header| header.to_str().unwrap().to_owned())
    };
    assert_eq!(at(0).await.unwrap(), "Bearer 0");
    assert_eq!(at(54).await.unwrap(), "Bearer 0");
    assert_eq!(at(55).await.unwrap(), "Bearer 1");
    // A provider that fails does no harm while the token lives.
    fails.store(1, Ordering::SeqCst);
    assert_eq!(at(59).await.unwrap(), "Bearer 1");
    let error = at(60).await.unwrap_err();
    assert_eq!(error.to_string(), "out of order");
}

#[tokio::test]
async fn a_token_that_the_service_rejects_is_replaced() {
    let (fails, calls) = Default::default();
    let (cache, _) = cache(Duration::hours(1), &fails, &calls);
    let first = cache.authorization(None).await.unwrap();
    let rejection = Rejection {
        header: first.clone(),
        claims: None,
    };
    let second = cache.authorization(Some(&rejection)).await.unwrap();
    assert_ne!(first, second);
    assert_eq!(cache.authorization(Some(&rejection)).await.unwrap(), second);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// A call has one further attempt only. It must not be used up by a token that lacks the claims.
#[tokio::test]
async fn claims_are_asked_for_also_when_the_token_was_replaced_meanwhile() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let provider = TokenFn::new(move |request: TokenRequest| {
        let mut log = log.lock().unwrap();
        let token = AccessToken::new(log.len().to_string());
        log.push(request.claims().map(str::to_owned));
        std::future::ready(Ok::<_, TokenError>(token.with_expiry(START + Duration::hours(1))))
    });
    let clock = Clock::at_start();
    let cache = TokenCache::new(Arc::new(provider), Vec::new(), Arc::new(clock.clone()));
    let header = cache.authorization(None).await.unwrap();
    let rejection = |claims: Option<&str>| Rejection {
        header: header.clone(),
        claims: claims.map(str::to_owned),
    };
    clock.set(Duration::minutes(56));
    let second = cache.authorization(None).await.unwrap();
    let other = cache.authorization(Some(&rejection(None))).await.unwrap();
    assert_eq!(other, second);
    clock.set(Duration::ZERO);
    // Several calls can be answered with the same challenge.
    for _ in 0..3 {
        let other = cache.authorization(Some(&rejection(Some("claims")))).await;
        assert_eq!(other.unwrap().to_str().unwrap(), "Bearer 2");
    }
    assert_eq!(*asked.lock().unwrap(), [None, None, Some("claims".to_owned())]);
}

#[tokio::test]
async fn callers_share_an_answer_and_an_error() {
    let (fails, calls): (Arc<AtomicU32>, Arc<AtomicU32>) = Default::default();
    fails.store(1, Ordering::SeqCst);
    let (cache, _) = cache(Duration::hours(1), &fails, &calls);
    let ask = || async { cache.authorization(None).await };
    let answers = futures_util::future::join_all((0..100).map(|_| ask())).await;
    assert!(answers.iter().all(Result::is_err));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    fails.store(0, Ordering::SeqCst);
    let answers = futures_util::future::join_all((0..100).map(|_| ask())).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn callers_share_the_old_token_when_there_is_no_new_one() {
    let (fails, calls): (Arc<AtomicU32>, Arc<AtomicU32>) = Default::default();
    let (cache, clock) = cache(Duration::hours(1), &fails, &calls);
    let first = cache.authorization(None).await.unwrap();
    fails.store(1, Ordering::SeqCst);
    clock.set(Duration::minutes(58));
    let ask = || async { cache.authorization(None).await };
    let answers = futures_util::future::join_all((0..100).map(|_| ask())).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.as_ref().is_ok_and(|header| *header == first))
    );
    assert_eq!(
        calls.load(Ordering::SeqCst),
        2,
        "the provider is not asked by each"
    );
}

/// A person may be signing in: who goes away must not close the window.
#[tokio::test]
async fn a_caller_that_goes_away_leaves_the_others_its_question() {
    let (fails, calls): (Arc<AtomicU32>, Arc<AtomicU32>) = Default::default();
    let (cache, _) = cache(Duration::hours(1), &fails, &calls);
    for others in [1, 0] {
        let mut first = Box::pin(cache.authorization(None));
        let mut second = Box::pin(cache.authorization(None));
        assert!(futures_util::poll!(&mut first).is_pending());
        if others == 1 {
            assert!(futures_util::poll!(&mut second).is_pending());
        }
        drop(first);
        assert_eq!(second.await.unwrap().to_str().unwrap(), "Bearer 0");
        assert_eq!(calls.load(Ordering::SeqCst), 1);
        cache.held().token = None;
        calls.store(0, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_question_that_was_abandoned_and_failed_is_asked_again() {
    let (fails, calls): (Arc<AtomicU32>, Arc<AtomicU32>) = Default::default();
    let (cache, _) = cache(Duration::hours(1), &fails, &calls);
    fails.store(1, Ordering::SeqCst);
    let mut first = Box::pin(cache.authorization(None));
    assert!(futures_util::poll!(&mut first).is_pending());
    drop(first);
    // The abandoned question, and one of the caller's own.
    assert!(cache.authorization(None).await.is_err());
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// A provider without another token gives the rejected one again: a hundred callers need not hear that one by one.
#[tokio::test]
async fn callers_share_the_rejected_token_when_there_is_no_other() {
    let calls = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&calls);
    let provider = TokenFn::new(move |_: TokenRequest| {
        count.fetch_add(1, Ordering::SeqCst);
        async {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            Ok::<_, TokenError>(AccessToken::new("same"))
        }
    });
    let cache = cache_of(provider);
    let header = cache.authorization(None).await.unwrap();
    let rejection = Rejection {
        header: header.clone(),
        claims: None,
    };
    let ask = || async { cache.authorization(Some(&rejection)).await };
    let answers = futures_util::future::join_all((0..100).map(|_| ask())).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.as_ref().is_ok_and(|other| *other == header))
    );
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// A provider that panics.
struct Panics;

impl TokenProvider for Panics {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        Box::pin(async { panic!("out of order") })
    }
}

#[tokio::test]
async fn a_provider_that_panics_gives_no_token() {
    let cache = cache_of(Panics);
    for _ in 0..2 {
        let error = cache.authorization(None).await.unwrap_err();
        assert_eq!(error.to_string(), "the token provider panicked");
    }
}

#[tokio::test]
async fn nothing_prints_a_token() {
    let token = AccessToken::new("secret").with_expiry(START);
    assert!(!format!("{token:?}").contains("secret"));
    let cache = cache_of(token);
    let header = cache.authorization(None).await.unwrap();
    assert!(!format!("{header:?}").contains("secret"));
    let error = cache_of(AccessToken::new("secret\n"))
        .authorization(None)
        .await
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"));
    assert!(
        AccessToken::from("secret")
            .token(&TokenRequest::new([""; 0]))
            .await
            .is_ok()
    );
}

/// The provider asks a person, which takes so long that what was held expires.
#[tokio::test]
async fn a_token_that_expires_while_a_person_is_asked_is_not_used() {
    let clock = Clock::at_start();
    let (calls, passing) = (AtomicU32::new(0), clock.clone());
    let provider = TokenFn::new(move |_: TokenRequest| {
        let is_first = calls.fetch_add(1, Ordering::SeqCst) == 0;
        if !is_first {
            passing.set(Duration::minutes(70));
        }
        let token = AccessToken::new("first").with_expiry(START + Duration::hours(1));
        std::future::ready(is_first.then_some(token).ok_or("declined"))
    });
    let cache = TokenCache::new(Arc::new(provider), Vec::new(), Arc::new(clock.clone()));
    assert!(cache.authorization(None).await.is_ok());
    clock.set(Duration::minutes(56));
    let error = cache.authorization(None).await.unwrap_err();
    assert_eq!(error.to_string(), "declined");
}
