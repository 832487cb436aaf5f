//! What throttling means for the other requests of a client.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{Client, ErrorKind, RetryPolicy, TransportFn};
use graph_runtime::http;
use tokio::time::{Instant, sleep};

use crate::sample::{Get, Messages};

/// When which paths were asked for, in whole seconds since the beginning.
type Log = Arc<Mutex<Vec<(u64, String)>>>;

/// A service that throttles its first request, and the requests that came to it.
fn throttles_once(retry_after: &'static str, max_concurrent_requests: usize) -> (Client, Log) {
    let (begun, log) = (Instant::now(), Log::default());
    let requests = Arc::clone(&log);
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        let mut requests = requests.lock().unwrap();
        let answer = http::Response::builder();
        let answer = match requests.len() {
            0 => answer.status(429).header("retry-after", retry_after),
            _ => answer,
        };
        requests.push((begun.elapsed().as_secs(), request.uri().path().to_owned()));
        answer.body(br#"{"value": []}"#.to_vec()).unwrap()
    });
    let client = Client::builder()
        .transport(transport)
        .max_concurrent_requests(max_concurrent_requests);
    (client.build().unwrap(), log)
}

/// A hundred requests that come while the service throttles would each be put off, and count against the caller.
#[tokio::test(start_paused = true)]
async fn requests_share_a_pause() {
    let (client, log) = throttles_once("60", 100);
    let first = client.send(Get::new(&["1"], ()));
    let others = async {
        sleep(Duration::from_secs(1)).await;
        let others = (0..100).map(|_| client.send(Get::new(&["1"], ())).into_future());
        futures_util::future::join_all(others).await
    };
    let (first, others) = futures_util::future::join(first.into_future(), others).await;
    assert!(first.is_ok() && others.iter().all(Result::is_ok));
    let log = log.lock().unwrap();
    assert_eq!((log.len(), log[0].0), (102, 0));
    let instants: Vec<u64> = log[1..].iter().map(|(instant, _)| *instant).collect();
    assert!(
        instants.iter().all(|instant| (60..=66).contains(instant)),
        "{instants:?}"
    );
    assert!(
        instants.iter().any(|instant| *instant != instants[0]),
        "{instants:?}"
    );
}

/// A mailbox that is busy says nothing about the others, and a request that waits takes no place from them.
#[tokio::test(start_paused = true)]
async fn other_requests_go_on() {
    let (client, log) = throttles_once("60", 1);
    let mailbox = |user: &str| client.send(Messages::new(&[user], ())).into_future();
    let other = async {
        sleep(Duration::from_secs(1)).await;
        mailbox("2").await
    };
    let (first, other) = futures_util::future::join(mailbox("1"), other).await;
    first.unwrap();
    other.unwrap();
    let paths: Vec<_> = log.lock().unwrap().iter().map(|(_, path)| path.clone()).collect();
    assert_eq!(
        paths,
        [
            "/v1.0/users/1/messages",
            "/v1.0/users/2/messages",
            "/v1.0/users/1/messages"
        ]
    );
    assert_eq!(log.lock().unwrap()[1].0, 1);
}

/// A request that is not sent again tells the others all the same.
#[tokio::test(start_paused = true)]
async fn the_pause_of_a_request_that_fails_is_shared() {
    let (client, log) = throttles_once("60", 100);
    let get = || client.send(Get::new(&["1"], ()));
    for sent in [1, 1] {
        let error = get().retry(RetryPolicy::never()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Service(_)), "{error:?}");
        assert_eq!(error.service().unwrap().headers["retry-after"], "60");
        assert_eq!(log.lock().unwrap().len(), sent);
    }
    get().await.unwrap();
    assert!(log.lock().unwrap()[1].0 >= 60);
}

/// The rule of a call says how long it waits, also for the pause of another one.
#[tokio::test(start_paused = true)]
async fn a_request_does_not_wait_longer_than_it_may() {
    let (client, log) = throttles_once("600", 100);
    let get = || client.send(Get::new(&["1"], ()));
    for attempts in [1, 0] {
        let error = get().await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::RetriesExhausted { attempts: made, .. } if *made == attempts),
            "{error:?}"
        );
    }
    let begun = Instant::now();
    let patient = RetryPolicy::default().max_total_pause(Duration::from_secs(3600));
    get().retry(patient).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(600));
    assert_eq!(log.lock().unwrap().len(), 2);
}
