use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use time::{Duration, OffsetDateTime};

use super::{AccessToken, BoxFuture, Rejection, TokenCache, TokenError, TokenProvider, TokenRequest};
use crate::client::TokenFn;

const START: OffsetDateTime = time::macros::datetime!(2026 - 03 - 01 12:00 UTC);

/// A cache whose provider numbers its tokens and fails while `fails` is positive.
fn cache(lifetime: Duration, fails: &Arc<AtomicU32>, calls: &Arc<AtomicU32>) -> Arc<TokenCache> {
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
            Ok(AccessToken::new(format!("{call}")).expires_on(START + lifetime))
        }
    });
    Arc::new(TokenCache::new(Arc::new(provider), vec!["scope".to_owned()]))
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let (fails, calls) = Default::default();
    let cache = cache(Duration::hours(1), &fails, &calls);
    let at = async |minutes| {
        let now = START + Duration::minutes(minutes);
        cache
            .authorization(now, None)
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
    let cache = cache(Duration::hours(1), &fails, &calls);
    let first = cache.authorization(START, None).await.unwrap();
    let rejection = Rejection {
        header: first.clone(),
        claims: None,
    };
    let second = cache.authorization(START, Some(&rejection)).await.unwrap();
    assert_ne!(first, second);
    assert_eq!(
        cache.authorization(START, Some(&rejection)).await.unwrap(),
        second
    );
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
        std::future::ready(Ok::<_, TokenError>(token.expires_on(START + Duration::hours(1))))
    });
    let cache = TokenCache::new(Arc::new(provider), Vec::new());
    let header = cache.authorization(START, None).await.unwrap();
    let rejection = |claims: Option<&str>| Rejection {
        header: header.clone(),
        claims: claims.map(str::to_owned),
    };
    let later = START + Duration::minutes(56);
    let second = cache.authorization(later, None).await.unwrap();
    let other = cache.authorization(later, Some(&rejection(None))).await.unwrap();
    assert_eq!(other, second);
    // Several calls can be answered with the same challenge.
    for _ in 0..3 {
        let other = cache.authorization(START, Some(&rejection(Some("claims")))).await;
        assert_eq!(other.unwrap().to_str().unwrap(), "Bearer 2");
    }
    assert_eq!(*asked.lock().unwrap(), [None, None, Some("claims".to_owned())]);
}

#[tokio::test]
async fn callers_share_an_answer_and_an_error() {
    let (fails, calls): (Arc<AtomicU32>, Arc<AtomicU32>) = Default::default();
    fails.store(1, Ordering::SeqCst);
    let cache = cache(Duration::hours(1), &fails, &calls);
    let ask = || async { cache.authorization(START, None).await };
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
    let cache = cache(Duration::hours(1), &fails, &calls);
    let first = cache.authorization(START, None).await.unwrap();
    fails.store(1, Ordering::SeqCst);
    let late = START + Duration::minutes(58);
    let ask = || async { cache.authorization(late, None).await };
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
    let cache = cache(Duration::hours(1), &fails, &calls);
    for others in [1, 0] {
        let mut first = Box::pin(cache.authorization(START, None));
        let mut second = Box::pin(cache.authorization(START, None));
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
    let cache = cache(Duration::hours(1), &fails, &calls);
    fails.store(1, Ordering::SeqCst);
    let mut first = Box::pin(cache.authorization(START, None));
    assert!(futures_util::poll!(&mut first).is_pending());
    drop(first);
    // The abandoned question, and one of the caller's own.
    assert!(cache.authorization(START, None).await.is_err());
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
    let cache = TokenCache::new(Arc::new(provider), Vec::new());
    let header = cache.authorization(START, None).await.unwrap();
    let rejection = Rejection {
        header: header.clone(),
        claims: None,
    };
    let ask = || async { cache.authorization(START, Some(&rejection)).await };
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
    let cache = TokenCache::new(Arc::new(Panics), Vec::new());
    for _ in 0..2 {
        let error = cache.authorization(START, None).await.unwrap_err();
        assert_eq!(error.to_string(), "the token provider panicked");
    }
}

#[tokio::test]
async fn nothing_prints_a_token() {
    let token = AccessToken::new("secret").expires_on(START);
    assert!(!format!("{token:?}").contains("secret"));
    let cache = TokenCache::new(Arc::new(token), Vec::new());
    let header = cache
        .authorization(START - Duration::hours(1), None)
        .await
        .unwrap();
    assert!(!format!("{header:?}").contains("secret"));
    let error = TokenCache::new(Arc::new(AccessToken::new("secret\n")), Vec::new())
        .authorization(START, None)
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
