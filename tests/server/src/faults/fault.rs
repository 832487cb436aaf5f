//! A fault that a test asks for, in words: `503 GET /users times=2`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::{Method, StatusCode};

/// A fault that a test asks for: which requests meet it, and what they get in place of their answer.
///
/// It is said in words, on the command line, in the header `x-test-fault` of a request, and in the body of `POST
/// /_server/faults` alike. The first word is what happens:
///
/// | word | what happens |
/// |---|---|
/// | `503`, any status from 400 to 599 | the request is answered with it, and not carried out |
/// | `disconnect` | the request is carried out; the connection is closed without an answer |
/// | `truncate` | the connection is closed in the middle of the answer |
/// | `slow=200` | the answer comes so many milliseconds later |
///
/// Further words say which requests meet it (all, unless said) and how it looks:
///
/// | word | meaning |
/// |---|---|
/// | `GET` | requests of this method |
/// | `/users` | requests whose path has this text |
/// | `after=3` | so many of them pass before |
/// | `times=2` | so many of them meet it; all, unless said |
/// | `retry-after=1.5` | the value of the header `Retry-After` |
/// | `code=serviceNotAvailable` | the code of the error |
///
/// ```
/// use graph_test_server::Fault;
///
/// let fault: Fault = "503 GET /users times=2 retry-after=0".parse()?;
/// assert_eq!(fault.to_string(), "503 GET /users times=2 retry-after=0");
/// assert!("0 GET".parse::<Fault>().is_err());
/// # Ok::<(), graph_test_server::ParseFaultError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    effect: Effect,
    method: Option<Method>,
    path: Option<String>,
    after: usize,
    times: Option<usize>,
}

/// What happens to a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// It is answered with a status.
    Status {
        status: StatusCode,
        code: Option<String>,
        retry_after: Option<String>,
    },
    /// Something happens to its answer on the way.
    Transmission(Transmission),
}

/// What happens to an answer on its way. The extension of a response with such a value asks whoever sends it to do so, as
/// [`GraphServer`](crate::GraphServer) does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transmission {
    /// It does not come: the connection is closed.
    Disconnect,
    /// The connection is closed in the middle of its body.
    Truncate,
    /// It comes later.
    Slow(Duration),
}

/// What brings a request to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// A connection of its own, which can break.
    Connection,
    /// A batch. Nothing can happen to one of its answers on the way.
    Batch,
}

/// Why a text is no [`Fault`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` {reason}")]
pub struct ParseFaultError {
    word: String,
    reason: &'static str,
}

impl Fault {
    pub(crate) fn effect(&self) -> &Effect {
        &self.effect
    }

    /// Whether no request will meet it any more.
    pub(crate) fn is_over(&self) -> bool {
        self.times == Some(0)
    }

    /// What happens to a request, if the fault is about it. Counts the request for `after` and `times`.
    pub(crate) fn meet(&mut self, request: &http::Request<Vec<u8>>, carrier: Carrier) -> Option<Effect> {
        let is_meant = self
            .method
            .as_ref()
            .is_none_or(|method| method == request.method())
            && self
                .path
                .as_ref()
                .is_none_or(|path| request.uri().path().contains(path.as_str()))
            && !(carrier == Carrier::Batch && matches!(self.effect, Effect::Transmission(_)));
        if !is_meant || self.is_over() {
            return None;
        }
        if self.after > 0 {
            self.after -= 1;
            return None;
        }
        if let Some(times) = &mut self.times {
            *times -= 1;
        }
        Some(self.effect.clone())
    }
}

impl FromStr for Fault {
    type Err = ParseFaultError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let mut fault = Self {
            effect: effect(first)?,
            method: None,
            path: None,
            after: 0,
            times: None,
        };
        for word in words {
            let error = |reason| ParseFaultError {
                word: word.to_owned(),
                reason,
            };
            let number = |text: &str| text.parse().map_err(|_| error("needs a number"));
            match (word.split_once('='), &mut fault.effect) {
                _ if word.starts_with('/') => fault.path = Some(word.to_owned()),
                (Some(("after", text)), _) => fault.after = number(text)?,
                (Some(("times", text)), _) => {
                    fault.times = Some(number(text)?);
                    if fault.is_over() {
                        return Err(error("would be no fault"));
                    }
                }
                (Some(("retry-after", text)), Effect::Status { retry_after, .. }) => {
                    *retry_after = Some(text.to_owned());
                }
                (Some(("code", text)), Effect::Status { code, .. }) => *code = Some(text.to_owned()),
                (Some(("retry-after" | "code", _)), _) => return Err(error("goes with a status only")),
                (None, _) if word.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                    fault.method = Some(Method::try_from(word).map_err(|_| error("is no method"))?);
                }
                _ => {
                    return Err(error(
                        "is no method, no path, and none of after, times, retry-after and code",
                    ));
                }
            }
        }
        Ok(fault)
    }
}

/// What the first word says.
fn effect(word: &str) -> Result<Effect, ParseFaultError> {
    let status = word
        .parse::<u16>()
        .ok()
        .filter(|status| (400..600).contains(status));
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    let slow = word.strip_prefix("slow=").and_then(|text| text.parse().ok());
    Ok(match (word, status, slow) {
        ("disconnect", ..) => Effect::Transmission(Transmission::Disconnect),
        ("truncate", ..) => Effect::Transmission(Transmission::Truncate),
        (_, Some(status), _) => Effect::Status {
            status,
            code: None,
            retry_after: None,
        },
        (.., Some(milliseconds)) => {
            Effect::Transmission(Transmission::Slow(Duration::from_millis(milliseconds)))
        }
        _ => {
            return Err(ParseFaultError {
                word: word.to_owned(),
                reason: "is no fault: a fault begins with a status from 400 to 599, `disconnect`, `truncate` or \
                         `slow=MILLISECONDS`",
            });
        }
    })
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.effect {
            Effect::Status { status, .. } => write!(f, "{}", status.as_u16())?,
            Effect::Transmission(Transmission::Disconnect) => f.write_str("disconnect")?,
            Effect::Transmission(Transmission::Truncate) => f.write_str("truncate")?,
            Effect::Transmission(Transmission::Slow(time)) => write!(f, "slow={}", time.as_millis())?,
        }
        if let Some(method) = &self.method {
            write!(f, " {method}")?;
        }
        if let Some(path) = &self.path {
            write!(f, " {path}")?;
        }
        if self.after > 0 {
            write!(f, " after={}", self.after)?;
        }
        if let Some(times) = self.times {
            write!(f, " times={times}")?;
        }
        if let Effect::Status {
            code, retry_after, ..
        } = &self.effect
        {
            if let Some(code) = code {
                write!(f, " code={code}")?;
            }
            if let Some(time) = retry_after {
                write!(f, " retry-after={time}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Carrier, Fault};

    #[test]
    fn faults_are_said_in_words() {
        for text in [
            "503",
            "429 GET /users after=3 times=2 code=tooMany retry-after=1.5",
            "disconnect POST",
            "truncate /me",
            "slow=200 times=1",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_fault_says_why() {
        for (text, error) in [
            ("", "`` is no fault"),
            ("200", "`200` is no fault"),
            ("503 users", "`users` is no method"),
            ("503 times=0", "`times=0` would be no fault"),
            ("503 times=x", "`times=x` needs a number"),
            ("disconnect code=a", "`code=a` goes with a status only"),
            ("slow=x", "`slow=x` is no fault"),
        ] {
            let said = text.parse::<Fault>().unwrap_err().to_string();
            assert!(said.starts_with(error), "{said}");
        }
    }

    #[test]
    fn a_fault_counts_the_requests_that_it_is_about() {
        let mut fault: Fault = "503 GET /users after=1 times=1".parse().unwrap();
        let mut meet = |method: &str, path: &str| {
            let request = http::Request::builder().method(method).uri(path);
            fault
                .meet(&request.body(Vec::new()).unwrap(), Carrier::Connection)
                .is_some()
        };
        assert!(!meet("GET", "/v1.0/users"), "one passes");
        assert!(!meet("POST", "/v1.0/users") && !meet("GET", "/v1.0/groups"));
        assert!(meet("GET", "/v1.0/users/1"));
        assert!(!meet("GET", "/v1.0/users"), "it is over");
    }
}
