//! A client, and a service that answers each of its requests with the same. All that the client does comes to an end,
//! with an answer or an error, and nothing that it prints is more than a line.

use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use graph_runtime::client::{BoxFuture, Client, ClientBuilder, Error, Timer, TransportFn};
use graph_runtime::codegen as rt;
use graph_runtime::{Request, Value, http, types::OffsetDateTime};

mod round_trip;
#[allow(dead_code)]
#[path = "../../tests/client/sample.rs"]
mod sample;

pub use round_trip::read_and_write;

use sample::{Content, Copy, Counted, Delta, Get, Item, List};

/// More items than a list of answers of this size can have without going around in a circle.
const MANY: usize = 20_000;

/// A clock that goes on while somebody waits for it.
#[derive(Clone)]
struct Clock(Arc<Mutex<Duration>>);

impl Timer for Clock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + *self.0.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = Arc::clone(&self.0);
        let mut end = None;
        Box::pin(std::future::poll_fn(move |context| {
            let mut now = clock.lock().unwrap();
            let end = *end.get_or_insert_with(|| now.saturating_add(duration));
            if *now >= end {
                return Poll::Ready(());
            }
            // Those who wait for less come first.
            *now = now.saturating_add(((end - *now) / 4).max(Duration::from_millis(1)));
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }
}

/// The answer of the service.
pub type Answer = http::Response<Vec<u8>>;

fn client(response: Answer) -> Client {
    let transport = TransportFn::new(move |_: http::Request<Vec<u8>>| {
        let mut copy = http::Response::new(response.body().clone());
        *copy.status_mut() = response.status();
        *copy.headers_mut() = response.headers().clone();
        copy
    });
    let builder: ClientBuilder = Client::builder().token("secret");
    let builder = builder.timer(Clock(Arc::default())).max_body_size(1 << 20);
    builder.transport(transport).build().expect("the settings are right")
}

/// What is printed of an error is no more than a line, and has no token in it.
fn check(error: &Error) {
    let text = format!("{error}");
    assert!(!text.contains(['\n', '\r', '\u{1b}']), "{text:?}");
    assert!(!format!("{error:?}").contains("secret"));
    let _ = (error.is_retriable(), error.resync(), error.challenge(), error.request_id());
}

/// Reads a stream to its end, or to its first error.
async fn read_all<T>(what: &str, mut next: impl AsyncFnMut() -> Option<Result<T, Error>>) {
    for _ in 0..MANY {
        match next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => return check(&error),
            None => return,
        }
    }
    panic!("{what} without an end");
}

/// Asks for all that a client can ask for: lists, changes, single objects, a batch, work that takes time, downloads.
pub fn ask(answer: Answer) {
    pollster::block_on(ask_with(&client(answer)));
}

async fn ask_with(client: &Client) {
    let mut items = client.send(List::new(&[], ())).items();
    read_all("a list", async || items.next().await).await;
    let mut changes = client.send(Delta::new(&[], ())).changes(None);
    read_all("changes", async || changes.next().await).await;
    let one: Request<Get> = Get::new(&["1"], ());
    if let Err(error) = client.send(one).await {
        check(&error);
    }
    if let Err(error) = client.send(Counted::new(&[], ())).await {
        check(&error);
    }
    let mut batch = client.batch();
    let first = batch.add(Get::new(&["1"], ())).expect("the request can be written");
    let second = batch.add_after(Content::new(&["1"], ()), [first.id()]).expect("the request can be written");
    let mut answers = batch.send().await;
    let errors = [answers.take(first).err(), answers.take(second).err()];
    errors.iter().flatten().for_each(check);
    let work = client.send(Copy::new(&["1"], Item::named("a"))).wait().timeout(Duration::from_secs(3600));
    if let Err(error) = work.await {
        check(&error);
    }
    if let Ok(mut bytes) = client.send(Content::new(&["1"], ())).download().await {
        let mut left = 1000;
        while left > 0 && matches!(bytes.next().await, Some(Ok(_))) {
            left -= 1;
        }
    }
    let none = Value::Null;
    let any = client.send(Request::<rt::Undocumented<Value, Value>>::new("/any", &[], none));
    if let Err(error) = any.await {
        check(&error);
    }
}

/// An answer of a status with one header and a body.
pub fn answer(status: u16, header: Option<(http::HeaderName, &str)>, body: &str) -> Option<Answer> {
    let mut response = http::Response::new(body.as_bytes().to_vec());
    *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
    if let Some((name, value)) = header {
        response.headers_mut().insert(name, value.trim().parse().ok()?);
    }
    Some(response)
}
