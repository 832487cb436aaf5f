//! Steps: places in the service, with or without a client.

use std::fmt;

use http::Method;

use crate::error::RequestError;
use crate::model::Model;
use crate::model::reference::{Reference, url_at};
use crate::operation::Operation;
use crate::operation::body::Body;
use crate::path::Path;
use crate::path::argument::Argument;
use crate::request::Request;
use crate::request::convert::creation_of;
use crate::request::undocumented::Undocumented;
use crate::response::Response;

/// A path below the service, with or without a client.
///
/// Generated code wraps it in a struct for each place, whose methods are the ways on and the requests of the place.
/// The struct derefs to the step, so that it has the methods of the step, too; no request has their names. Everything that
/// the structs do is done here. A step borrows nothing and is not used up: it can be kept, cloned, and sent to another task.
///
/// With a [`Client`](crate::client::Client), a request of it is a [`Call`](crate::client::Call), which can be awaited;
/// without one, `()`, a [`Request`], which is a value.
#[derive(Clone)]
pub struct Step<C = ()> {
    client: C,
    path: Path,
}

impl<C: MaybeClient> Step<C> {
    /// The root of a version of the service, `v1.0` or `beta`.
    #[must_use]
    pub fn new(client: C, version: &'static str) -> Self {
        Self {
            client,
            path: Path::new(version, "", &[]),
        }
    }

    /// The place behind a segment: `/messages`.
    #[must_use]
    #[inline]
    pub fn to(&self, segment: &str) -> Self {
        self.to_with(segment, &[])
    }

    /// The place behind a segment with placeholders, `/{message-id}`, and their arguments.
    #[must_use]
    #[inline]
    pub fn to_with(&self, segment: &str, arguments: &[Argument<'_>]) -> Self {
        Self {
            client: self.client.clone(),
            path: self.path.to(segment, arguments),
        }
    }

    /// The request of an operation, whose path ends with this segment.
    #[must_use]
    #[inline]
    pub fn prepare<O: Operation>(
        &self,
        segment: &str,
        arguments: &[Argument<'_>],
        body: O::Body,
    ) -> Request<O> {
        Request::at(self.path.to(segment, arguments).ended(), body)
    }

    /// Calls an operation, whose path ends with this segment: one that the documentation does not have at this place,
    /// or one of the program's own.
    #[inline]
    pub fn call<O: Operation>(&self, segment: &str, body: O::Body) -> C::Call<O> {
        self.call_with(segment, &[], body)
    }

    /// Calls an operation, whose path ends with this segment, with the arguments of its placeholders.
    #[inline]
    pub fn call_with<O: Operation>(
        &self,
        segment: &str,
        arguments: &[Argument<'_>],
        body: O::Body,
    ) -> C::Call<O> {
        self.call_request(self.prepare(segment, arguments, body))
    }

    /// Calls an operation that creates an object, as [`call_with`](Self::call_with). What the service sets of the object is
    /// left out, so that an object that was read can be created again.
    #[inline]
    pub fn call_to_create<O: Operation<Body: Model + Default>>(
        &self,
        segment: &str,
        arguments: &[Argument<'_>],
        object: impl Into<O::Body>,
    ) -> C::Call<O> {
        self.call_with(segment, arguments, creation_of::<O>(&object.into()))
    }

    /// Makes a request that no page documents: of any method, to any path below this place, with any body and answer.
    ///
    /// Text goes into the path by `{placeholders}`, so that it is encoded, and cannot lead elsewhere.
    ///
    /// ```
    /// use graph_runtime::http::Method;
    /// use graph_runtime::{Request, Step, Undocumented, Value};
    ///
    /// let body: Value = r#"{"comment": "Seen."}"#.parse()?;
    /// let request: Request<Undocumented<Value, ()>> =
    ///     Step::new((), "beta").request(Method::POST, "/reviews/{id}/acknowledge", &["7/8".into()], body);
    /// let sent = request.add_query("notify", "true").to_http("https://graph.microsoft.com")?;
    /// assert_eq!(sent.uri(), "https://graph.microsoft.com/beta/reviews/7%2F8/acknowledge?notify=true");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn request<B: Body + 'static, R: Response + 'static>(
        &self,
        method: Method,
        segment: &str,
        arguments: &[Argument<'_>],
        body: B,
    ) -> C::Call<Undocumented<B, R>> {
        self.call_request(self.prepare(segment, arguments, body).of_method(method))
    }

    /// A call of the request where the step has a client, and else the request itself.
    #[inline]
    pub fn call_request<O: Operation>(&self, request: Request<O>) -> C::Call<O> {
        self.client.call(request)
    }
}

impl<C> Step<C> {
    /// The template of the path, `/users/{user-id}/messages`.
    #[must_use]
    pub fn path_template(&self) -> &str {
        &self.path.template
    }

    /// The path of the place below the service, with the version and the arguments in it.
    ///
    /// # Errors
    /// When an argument does not fit its place.
    pub fn below_service(&self) -> Result<String, RequestError> {
        let path = self.path.clone().ended().expand()?;
        Ok(format!("/{}{path}", self.path.version))
    }
}

impl<C: MaybeClient> Step<C> {
    /// The URL of the service, where the step has a client.
    pub(crate) fn base_url(&self) -> Option<&str> {
        self.client.base_url()
    }
}

impl Reference {
    /// A reference to the object at a place.
    ///
    /// With a client its URL is one of the client's service. Without, it is one of the service to which a request is
    /// written, and [`target`](Self::target) has the path below that.
    ///
    /// ```
    /// use graph_runtime::{Reference, Step};
    ///
    /// let user = Step::new((), "v1.0").to_with("/users/{id}", &["adele@contoso.com".into()]);
    /// assert_eq!(Reference::to(&user)?.target(), "/v1.0/users/adele@contoso.com");
    /// # Ok::<(), graph_runtime::RequestError>(())
    /// ```
    ///
    /// # Errors
    /// When an argument does not fit the path of the place.
    pub fn to<C: MaybeClient>(place: &Step<C>) -> Result<Self, RequestError> {
        let below = place.below_service()?;
        Ok(Self::new(match place.base_url() {
            Some(base_url) => url_at(base_url, &below).into_owned(),
            None => below,
        }))
    }
}

#[cfg(feature = "client")]
impl Step<crate::client::Client> {
    /// The client, which sends any request.
    #[must_use]
    pub fn client(&self) -> &crate::client::Client {
        &self.client
    }

    /// A batch without requests, as that of the [client](crate::client::Client::batch).
    pub fn batch(&self) -> crate::client::Batch {
        self.client.batch()
    }
}

/// The arguments are not printed: they can hold secrets.
impl<C> fmt::Debug for Step<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Step({})", self.path.template)
    }
}

/// The client of a step, or `()` for none.
pub trait MaybeClient: Clone + sealed::Sealed {
    /// What a request becomes: itself, or a call that can be awaited.
    type Call<O: Operation>;

    /// Makes a call of a request.
    fn call<O: Operation>(&self, request: Request<O>) -> Self::Call<O>;

    /// The URL of the service, where it is known.
    fn base_url(&self) -> Option<&str>;
}

impl MaybeClient for () {
    type Call<O: Operation> = Request<O>;

    #[inline]
    fn call<O: Operation>(&self, request: Request<O>) -> Request<O> {
        request
    }

    fn base_url(&self) -> Option<&str> {
        None
    }
}

#[cfg(feature = "client")]
impl MaybeClient for crate::client::Client {
    type Call<O: Operation> = crate::client::Call<O>;

    #[inline]
    fn call<O: Operation>(&self, request: Request<O>) -> crate::client::Call<O> {
        self.send(request)
    }

    fn base_url(&self) -> Option<&str> {
        Some(Self::base_url(self))
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for () {}

    #[cfg(feature = "client")]
    impl Sealed for crate::client::Client {}
}

#[cfg(test)]
mod tests {
    use super::Step;
    use crate::operation::{Metadata, Operation};
    use crate::query;
    use crate::response::Bytes;

    struct Content;

    impl Operation for Content {
        type Body = ();
        type Response = Bytes;
        type Query = query::Nothing;
        const METADATA: &'static Metadata = &Metadata {
            paths: &[
                "/drives/{drive-id}/items/{item-id}/content",
                "/me/drive/root:/{item-path}:/content",
            ],
            ..Metadata::V1
        };
    }

    fn root() -> Step {
        Step::new((), "beta")
    }

    #[test]
    fn a_request_has_the_path_of_its_step() {
        let item = root()
            .to_with("/drives/{id}", &["b!1".into()])
            .to_with("/items/{id}", &["2/3".into()]);
        let request = item.call::<Content>("/content", ());
        assert_eq!(request.path_template(), "/drives/{id}/items/{id}/content");
        assert_eq!(request.path().unwrap(), "/drives/b!1/items/2%2F3/content");
        assert_eq!(request.version(), "beta");
        assert!(request.is_documented());
        assert_eq!(
            item.path_template(),
            "/drives/{id}/items/{id}",
            "a step is not used up"
        );
    }

    #[test]
    fn an_item_path_is_closed_where_more_follows() {
        let item = root()
            .to_with("/drives/{id}/root", &["1".into()])
            .to_with(":/{path}:", &["a/b".into()]);
        let content = item.call::<Content>("/content", ());
        assert_eq!(content.path().unwrap(), "/drives/1/root:/a/b:/content");
        assert!(!content.is_documented());
        assert_eq!(
            item.call::<Content>("", ()).path().unwrap(),
            "/drives/1/root:/a/b"
        );
    }
}
