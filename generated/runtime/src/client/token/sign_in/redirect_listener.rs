//! The port of this machine to which the browser comes back.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::net::Ipv4Addr;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::client::timer::Timer;
use crate::client::token::sign_in::error::SignInError;
use crate::client::transport::BoxFuture;

/// How many bytes the head of a request may have.
const MAX_HEAD: usize = 16 << 10;

/// How many connections are read at once. A browser has a few.
const MAX_CONNECTIONS: usize = 64;

/// After how many connections in a row that could not be accepted nobody waits for another one.
const MAX_FAILURES: u32 = 100;

/// The pause after a connection that could not be accepted: the program may have too many files open.
const PAUSE: Duration = Duration::from_millis(100);

/// Waits for the browser.
pub(super) struct RedirectListener {
    listener: TcpListener,
    port: u16,
}

/// What the browser brings.
type Redirect = Result<String, SignInError>;

impl RedirectListener {
    /// Listens on a port that is free, for this machine only.
    pub(super) async fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// Where the browser is to come back. The authority takes any port of `localhost`, whatever was registered.
    pub(super) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The authorization code that comes with the state. Whatever else comes is answered and forgotten: any page can
    /// send a browser here. Browsers open connections that they do not use; so all connections are read at once, and
    /// where there are too many, the oldest is closed: the browser says at once what it has to say.
    pub(super) async fn code(&self, state: &str, timer: &dyn Timer) -> Result<String, SignInError> {
        let mut connections = VecDeque::new();
        let mut failures = 0;
        loop {
            match poll_fn(|context| self.poll_event(&mut connections, context)).await {
                Event::Answered(Some(redirect)) => return redirect,
                Event::Answered(None) => {}
                Event::Accepted(Ok((stream, _))) => {
                    failures = 0;
                    if connections.len() == MAX_CONNECTIONS {
                        connections.pop_front();
                    }
                    let connection: Connection<'_> = Box::pin(answer(stream, state));
                    connections.push_back(connection);
                }
                Event::Accepted(Err(error)) if failures == MAX_FAILURES => {
                    return Err(SignInError::Browser(error));
                }
                Event::Accepted(Err(_)) => {
                    failures += 1;
                    timer.sleep(PAUSE).await;
                }
            }
        }
    }

    /// What happens next. What has been accepted comes first, so that new connections hold none up.
    fn poll_event(
        &self,
        connections: &mut VecDeque<Connection<'_>>,
        context: &mut Context<'_>,
    ) -> Poll<Event> {
        let mut connected = connections.iter_mut().enumerate();
        let answered = connected.find_map(|(index, connection)| match connection.as_mut().poll(context) {
            Poll::Ready(redirect) => Some((index, redirect)),
            Poll::Pending => None,
        });
        if let Some((index, redirect)) = answered {
            drop(connections.remove(index));
            return Poll::Ready(Event::Answered(redirect));
        }
        self.listener.poll_accept(context).map(Event::Accepted)
    }
}

/// A connection that is read and answered.
type Connection<'a> = BoxFuture<'a, Option<Redirect>>;

/// What happens at the port.
enum Event {
    /// A connection was answered; its redirect, if it was the one that is waited for.
    Answered(Option<Redirect>),
    Accepted(io::Result<(TcpStream, std::net::SocketAddr)>),
}

/// Reads a request and answers it; `None` where it is not the one that is waited for.
async fn answer(mut stream: TcpStream, state: &str) -> Option<Redirect> {
    let target = read_target(&mut stream).await?;
    let redirect = read_redirect(&target, state);
    let (status, text) = match &redirect {
        Some(Ok(_)) => ("200 OK", "You are signed in. You can close this window."),
        Some(Err(_)) => ("200 OK", "You are not signed in. You can close this window."),
        None => ("404 Not Found", "There is nothing here."),
    };
    let length = text.len();
    let response = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{text}"
    );
    // The person has signed in, whether the browser still shows it or not.
    let _ = stream.write_all(response.as_bytes()).await;
    let _ = stream.shutdown().await;
    redirect
}

/// The target of a `GET`, once the whole head is there.
async fn read_target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut searched = 0;
    // Only what is new is searched: the head may come byte by byte.
    while !head.get(searched..)?.windows(4).any(|end| end == b"\r\n\r\n") {
        searched = head.len().saturating_sub(3);
        if head.len() > MAX_HEAD || stream.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let line = std::str::from_utf8(&head).ok()?.lines().next()?;
    let mut words = line.split(' ');
    (words.next()? == "GET").then_some(())?;
    words.next().map(str::to_owned)
}

/// What the authority sent with the browser; `None` without the state, which only the authority knows.
fn read_redirect(target: &str, state: &str) -> Option<Redirect> {
    let url = Url::parse("http://localhost").ok()?.join(target).ok()?;
    let parameter = |name: &str| {
        let mut parameters = url.query_pairs();
        parameters
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    if url.path() != "/" || parameter("state")? != state {
        return None;
    }
    if let Some(code) = parameter("error") {
        let description = parameter("error_description");
        return Some(Err(SignInError::refused(&code, description.as_deref())));
    }
    parameter("code").map(Ok)
}

#[cfg(test)]
mod tests {
    use super::read_redirect;
    use crate::client::token::sign_in::SignInError;

    #[test]
    fn only_the_state_makes_a_redirect() {
        let code = |target: &str| read_redirect(target, "s+1").and_then(Result::ok);
        assert_eq!(code("/?code=a%2Bb&state=s%2B1").as_deref(), Some("a+b"));
        for target in [
            "/?code=a",
            "/?code=a&state=",
            "/?code=a&state=s",
            "/?state=s%2B1",
            "/favicon.ico",
            "/other?code=a&state=s%2B1",
            "",
            "//evil.example:99999/",
        ] {
            assert_eq!(code(target), None, "{target}");
        }
    }

    #[test]
    fn an_error_comes_with_the_state_too() {
        let error = |target: &str| read_redirect(target, "1").and_then(Result::err);
        assert!(matches!(
            error("/?error=access_denied&state=1"),
            Some(SignInError::Declined)
        ));
        assert!(error("/?error=access_denied&state=2").is_none());
        let refused =
            error("/?error=server_error&error_description=a+b&state=1").map(|error| error.to_string());
        assert_eq!(
            refused.as_deref(),
            Some("the authority answered `server_error`: a b")
        );
    }
}
