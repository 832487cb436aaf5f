//! Query options and headers that single operations have.

use std::marker::PhantomData;

/// A query option or header that the documentation names for an operation, such as `If-Match`.
///
/// Generated operations have a constant for each; [`Request::parameter`](crate::Request::parameter) sets it. The options
/// that OData has for all services (`$select` and its like) are methods of the request instead.
pub struct Parameter<O> {
    name: &'static str,
    place: ParameterPlace,
    operation: PhantomData<fn() -> O>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterPlace {
    Header,
    Query,
}

impl<O> Parameter<O> {
    /// A header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self {
            name,
            place: ParameterPlace::Header,
            operation: PhantomData,
        }
    }

    /// A query option.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self {
            name,
            place: ParameterPlace::Query,
            operation: PhantomData,
        }
    }

    /// The name as it is sent.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn place(&self) -> ParameterPlace {
        self.place
    }
}

impl<O> Clone for Parameter<O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O> Copy for Parameter<O> {}

impl<O> std::fmt::Debug for Parameter<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}({})", self.place, self.name)
    }
}
