//! Links of the service: how one is asked for, and the links in what is read.

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use url::Url;

use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::address::Address;
use crate::client::exchange::sending::Outgoing;
use crate::error::RequestError;
use crate::model::Model;
use crate::model::slot::SlotMut;
use crate::response::Response;

/// The longest link that is followed, in bytes. Services take no longer address, and a relative link that is joined to the
/// address of its page makes that longer with each page: such a list has no end otherwise.
const LONGEST_LINK: usize = 16 << 10;

/// A request of what is at a URL that the service sent. Characters that no URL has, which services let through in
/// filters, are percent-encoded.
pub(crate) fn get(link: &str) -> Outgoing {
    if link.len() > LONGEST_LINK {
        return Err(ProtocolError::LinkTooLong(link.len()).into());
    }
    let url = Url::parse(link).map_err(|_| ProtocolError::Link)?;
    let mut request = http::Request::new(Bytes::new());
    *request.uri_mut() = url.as_str().parse().map_err(RequestError::from)?;
    Ok(request)
}

/// The headers of a request for JSON.
pub(crate) fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers
}

/// Reads what an operation returns. Links in it that are relative are joined to the address that they came from.
pub(crate) fn read_answer<R: Response>(mut response: http::Response<Vec<u8>>) -> Result<R, Error> {
    let address: Option<Address> = response.extensions_mut().remove();
    let mut answer = R::read(response)?;
    if let Some(model) = answer.as_model()
        && let Some(address) = address
    {
        join_links(model, &address);
    }
    Ok(answer)
}

/// The same, with the status and the headers.
pub(crate) fn read_with_head<R: Response>(
    response: http::Response<Vec<u8>>,
) -> Result<http::Response<R>, Error> {
    let (head, body) = response.into_parts();
    let answer = read_answer(http::Response::from_parts(head.clone(), body))?;
    Ok(http::Response::from_parts(head, answer))
}

/// OData lets a service leave out what the address of the request says already.
fn join_links(model: &mut dyn Model, address: &Address) {
    for name in ["@odata.nextLink", "@odata.deltaLink"] {
        if let Some(index) = model.schema().position(name, 0)
            && let SlotMut::String(Some(link)) = model.slot(index)
            && Url::parse(link) == Err(url::ParseError::RelativeUrlWithoutBase)
            && let Some(joined) = address.join(link)
        {
            *link = joined.into();
        }
    }
}
