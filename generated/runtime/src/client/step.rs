//! Steps of the fluent layer.

use crate::argument::Argument;
use crate::operation::Operation;
use crate::request::Request;

use super::{Call, Client};

/// A place on a documented path: the client, and the arguments of the path so far.
///
/// Generated code wraps it in a struct for each place, whose methods are the ways on and the requests of the
/// place. Everything that the structs do is done here.
#[derive(Clone, Debug)]
pub struct Step<'c> {
    client: &'c Client,
    arguments: Vec<Argument<'static>>,
}

impl<'c> Step<'c> {
    /// The root of all paths.
    #[must_use]
    pub fn new(client: &'c Client) -> Self {
        Self {
            client,
            arguments: Vec::new(),
        }
    }

    /// Goes on through a placeholder of the path.
    #[must_use]
    pub fn argument<'a>(self, argument: impl Into<Argument<'a>>) -> Self {
        self.push(argument.into().into_owned())
    }

    fn push(mut self, argument: Argument<'static>) -> Self {
        self.arguments.push(argument);
        self
    }

    /// Calls an operation of this place: the index of the path among [`Metadata::paths`](crate::Metadata::paths),
    /// and the body.
    pub fn call<O: Operation>(self, path: usize, body: O::Body) -> Call<'c, O> {
        self.client.send(Request::new(path, &self.arguments, body))
    }
}
