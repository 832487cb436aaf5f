//! Collections, page by page: as a stream of pages, or of objects.

pub(crate) mod delta;
pub(crate) mod links;
pub(crate) mod resync;

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use self::links::Links;
use crate::client::builder::Client;
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::transport::body::next;
use crate::model::Model;
use crate::operation::Operation;
use crate::response::page::Page;

impl<T: Model + Default, O: Operation<Response = Page<T>>> Call<O> {
    /// The pages of the collection, one after the other. Nothing is fetched before it is asked for.
    #[inline]
    pub fn pages(self) -> Pages<T> {
        let (client, request, sending) = self.into_parts();
        Pages {
            links: Links::begin(&client, request, sending),
            count: None,
            item: PhantomData,
        }
    }

    /// The objects of the collection, from all pages. A page is fetched when the objects of the one before are
    /// used up.
    #[inline]
    pub fn items(self) -> Items<T> {
        self.pages().items()
    }
}

impl Client {
    /// The pages of a collection from a link on that was saved: [`Pages::next_link`], to go on where a program stopped.
    /// What has changed since is what [`Call::changes`] returns.
    pub fn pages_from<T: Model + Default>(&self, link: &str) -> Pages<T> {
        Pages {
            links: Links::resume(self, link),
            count: None,
            item: PhantomData,
        }
    }
}

/// A stream of the pages of a collection.
///
/// Each page is a request of its own, with a token that is valid then and its own attempts. After an error the
/// stream ends; [`next_link`](Self::next_link) still names the page that could not be fetched, so that
/// [`Client::pages_from`] can go on there.
#[must_use = "pages are fetched when they are asked for"]
pub struct Pages<T> {
    links: Links,
    count: Option<i64>,
    item: PhantomData<fn() -> T>,
}

impl<T: Model + Default> Pages<T> {
    /// The next page; `None` after the last one. The method is here for those who have no use for a crate of
    /// streams.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        next(self).await
    }

    /// Sets a header of the pages that follow, such as the `Prefer` that the first request of a saved link had.
    /// The pages of a [`Call`] have the headers of the call.
    /// A name or a value that no header can have is the error of the next page.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.links.header(name.as_ref(), value.as_ref());
        self
    }

    /// The same pages with objects of another type. As [`Additional`](crate::Additional) they are what the service
    /// sends: of an object that has changed, a delta query returns the id and the properties that changed, `null`
    /// for one that was cleared. A model does not tell that from one that is not there.
    pub fn read_as<U: Model + Default>(self) -> Pages<U> {
        Pages {
            links: self.links,
            count: self.count,
            item: PhantomData,
        }
    }

    /// The objects of these pages.
    pub fn items(self) -> Items<T> {
        Items {
            pages: self,
            ready: VecDeque::new(),
        }
    }

    /// The number of objects on all pages, where the request asked for it (`$count`) and the first page has come.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.count
    }

    /// The link to the page that comes next, or that could not be fetched; `None` before the first page and
    /// after the last one.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.links.next_link()
    }

    /// The link to what changes from now on, which the last page of a delta query has.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.links.delta_link()
    }
}

impl<T: Model + Default> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(response) = ready!(self.links.poll_next(context)) else {
            return Poll::Ready(None);
        };
        let this = &mut *self;
        let page = response.and_then(|response| {
            let page: Page<T> = this.links.read(response)?;
            this.links.turn(
                page.value.is_empty(),
                page.next_link.as_ref(),
                page.delta_link.as_ref(),
            )?;
            this.count = page.count.or(this.count);
            Ok(page)
        });
        Poll::Ready(Some(page))
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

/// A stream of the objects of a collection.
///
/// Pages are fetched when they are needed: no page is fetched before the objects of the one before are used up.
#[must_use = "pages are fetched when they are asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    /// The objects of the page that was read last.
    ready: VecDeque<T>,
}

impl<T: Model + Default> Items<T> {
    /// The next object; `None` after the last one. The method is here for those who have no use for a crate of
    /// streams.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        next(self).await
    }

    /// All objects that are left.
    ///
    /// # Errors
    /// When a page cannot be fetched; what was fetched before is lost.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// The number of all objects, where the request asked for it; as [`Pages::count`].
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.pages.count()
    }

    /// The link from which a later run returns what this stream has not returned yet; `None` after the last page.
    ///
    /// A link leads to a whole page. Before the last object of a page was returned it is the link to that page, whose
    /// objects then come again, and `None` if the page is that of the first request, which has no link.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        if self.ready.is_empty() {
            self.pages.next_link()
        } else {
            self.pages.links.current_link()
        }
    }

    /// The link to what changes from now on, as [`Pages::delta_link`]; `None` before all objects were returned.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link().filter(|_| self.ready.is_empty())
    }
}

// Nothing is pinned in it.
impl<T> Unpin for Items<T> {}

impl<T: Model + Default> Stream for Items<T> {
    type Item = Result<T, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.ready = page.value.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
