//! Steps of the fluent layer.

use std::fmt;

use crate::argument::Argument;
use crate::operation::Operation;
use crate::request::Request;

use super::{Call, Client};

/// A place on a documented path: the client, and the arguments of the path so far.
///
/// Generated code wraps it in a struct for each place, whose methods are the ways on and the requests of the
/// place. Everything that the structs do is done here. A place borrows nothing and is not used up: it can be kept,
/// cloned, and sent to another task.
#[derive(Clone)]
pub struct Step {
    client: Client,
    arguments: Vec<Argument<'static>>,
}

impl Step {
    /// The root of all paths.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            arguments: Vec::new(),
        }
    }

    /// The place behind a placeholder of the path.
    #[must_use]
    pub fn argument<'a>(&self, argument: impl Into<Argument<'a>>) -> Self {
        self.with(argument.into().into_owned())
    }

    fn with(&self, argument: Argument<'static>) -> Self {
        let mut arguments = Vec::with_capacity(self.arguments.len() + 1);
        arguments.extend_from_slice(&self.arguments);
        arguments.push(argument);
        Self {
            client: self.client.clone(),
            arguments,
        }
    }

    /// Calls an operation of this place: the index of the path among [`Metadata::paths`](crate::Metadata::paths),
    /// and the body.
    pub fn call<O: Operation>(&self, path: usize, body: O::Body) -> Call<O> {
        self.client.send(Request::new(path, &self.arguments, body))
    }
}

/// The arguments are not printed: they can hold secrets.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Step({} arguments)", self.arguments.len())
    }
}
