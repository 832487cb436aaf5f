//! What goes to other tasks.

use futures_util::StreamExt;
use graph_runtime::client::bytes::Bytes;
use graph_runtime::{Request, Step};

use crate::sample::{Content, CreateSession, Get, Item, List};
use crate::setup::client;

/// What a task can be given, and what a task can be made of.
fn moved<T: Send + 'static>(_: &T) {}

/// What several tasks can have.
fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}

/// It compiles, or it does not.
#[tokio::test]
async fn everything_can_be_moved_to_a_task() {
    let client = client("http://localhost");
    shared(&client);
    let place = Step::new(client.clone(), "v1.0").to_with("/items/{itemId}", &["1".into()]);
    shared(&place);
    let request: Request<Get> = Get::new(&["1"], ());
    shared(&request);
    moved(&place.call::<Get>("", ()));
    moved(&place.call::<Get>("", ()).into_future());
    moved(&place.call::<Get>("", ()).send_with_head());
    let mut pages = client.send(List::new(&[], ())).pages();
    moved(&pages);
    moved(&client.send(List::new(&[], ())).items().try_collect());
    moved(
        &client
            .pages_from::<Item>("http://localhost")
            .items()
            .map(|item| item.is_ok()),
    );
    moved(&async move { pages.next().await.is_some() });
    let opening = client.send(Content::new(&["1"], ())).download();
    moved(&opening);
    moved(&async move { opening.await?.copy_to(&mut Vec::new()).await });
    let upload = client
        .send(CreateSession::new(&["1"], ()))
        .upload(Bytes::from_static(b"a"));
    moved(&upload);
    moved(&upload.send::<Item>());
    let mut batch = client.batch();
    let ticket = batch.add(request).unwrap();
    moved(&async move { batch.send().await.take(ticket) });
}
