//! URLs below `/_server`, by which a test reads the state of the server and lets requests fail. They need no token.

use http::StatusCode;
use serde_json::{Value, json};

use crate::error::{GraphError, json_response};
use crate::exchange::Exchange;
use crate::faults::Fault;
use crate::service::{Answer, Service, status};

/// The segment by which these URLs begin.
const ROOT: &str = "/_server";

impl Service {
    /// Answers a request of a test to the server itself; `None` where it is one to the service.
    pub(crate) fn answer_test(&self, request: &http::Request<Vec<u8>>) -> Option<Answer> {
        let path = request.uri().path().strip_prefix(ROOT)?;
        let json = |value: Value| Ok(json_response(StatusCode::OK, &value));
        Some(match (request.method().as_str(), path) {
            ("GET", "/state") => json(self.dump()),
            ("GET", "/requests") => {
                let exchanges = self.exchanges.all();
                json(exchanges.iter().map(Exchange::to_json).collect())
            }
            ("DELETE", "/requests") => {
                self.exchanges.clear();
                Ok(status(StatusCode::NO_CONTENT))
            }
            ("GET", "/faults") => {
                let faults = self.faults.left();
                json(faults.iter().map(ToString::to_string).collect())
            }
            ("POST", "/faults") => self.add_faults(request.body()),
            ("DELETE", "/faults") => {
                self.faults.clear();
                Ok(status(StatusCode::NO_CONTENT))
            }
            ("POST", "/reset") => {
                self.reset();
                Ok(status(StatusCode::NO_CONTENT))
            }
            (_, "" | "/") => json(json!({
                "GET /_server/state": "what stands at the paths that were given or asked for, as a seed",
                "GET /_server/requests": "the last requests and their answers",
                "DELETE /_server/requests": "forget them",
                "GET /_server/faults": "the faults that are left",
                "POST /_server/faults": "let requests fail: a line each, such as `503 GET /users times=2`",
                "DELETE /_server/faults": "let them fail no longer",
                "POST /_server/reset": "begin anew",
            })),
            _ => Err(GraphError::unknown_path(request.uri().path())),
        })
    }

    /// Takes faults, a line each.
    fn add_faults(&self, body: &[u8]) -> Answer {
        let text = String::from_utf8_lossy(body);
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let faults: Result<Vec<Fault>, _> = lines.map(str::parse).collect();
        let faults = faults.map_err(|error| GraphError::bad_request(format!("{error}.")))?;
        if faults.is_empty() {
            return Err(GraphError::bad_request("The body has no fault."));
        }
        faults.into_iter().for_each(|fault| self.fail(fault));
        Ok(status(StatusCode::NO_CONTENT))
    }
}
