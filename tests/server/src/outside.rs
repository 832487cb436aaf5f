//! URLs outside of the versions of the service, which take no token: those of upload sessions, of downloads, and of the
//! monitors of long-running work.

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::collections::{Collections, position};
use crate::documentation::Object;
use crate::drive::insert_location;
use crate::error::{GraphError, json_response};
use crate::files::{Download, Target, Upload};
use crate::items;
use crate::service::{Answer, Service, status};

/// All pieces of a file but the last one have a length in bytes that is a multiple of this.
const UNIT: usize = 320 * 1024;

/// How many bytes a drive takes in a piece.
const MAX_PIECE: usize = 60 * 1024 * 1024;

/// How many bytes Outlook takes in a piece.
const MAX_PIECE_OF_OUTLOOK: usize = 4 * 1024 * 1024;

impl Service {
    /// Answers a request of a URL outside of the versions; `None` where it is none.
    pub(crate) fn answer_outside(&self, request: &http::Request<Vec<u8>>) -> Option<Answer> {
        let mut path = request.uri().path().split('/').skip(1);
        let (Some(kind), Some(secret), None) = (path.next(), path.next(), path.next()) else {
            return None;
        };
        match (kind, request.method()) {
            // A client that sends its token to an upload session gives a secret away. Downloads have a host of their own in
            // the real service, but not here, so a token there proves nothing.
            ("upload", _) if request.headers().contains_key(header::AUTHORIZATION) => {
                Some(Err(GraphError::unauthenticated()))
            }
            ("upload", &Method::PUT) => Some(self.take_piece(secret, request.headers(), request.body())),
            ("upload", &Method::GET) => Some(self.ask_upload(secret)),
            ("upload", &Method::DELETE) => Some(self.end_upload(secret)),
            ("download", &Method::GET) => Some(self.send_content(secret, request.headers())),
            ("monitor", &Method::GET) => Some(self.ask_work(secret)),
            _ => None,
        }
    }

    fn take_piece(&self, secret: &str, headers: &HeaderMap, piece: &[u8]) -> Answer {
        let mut state = self.state();
        let upload = state
            .files
            .uploads
            .get_mut(secret)
            .ok_or_else(GraphError::no_session)?;
        let range = headers
            .get(header::CONTENT_RANGE)
            .and_then(|range| range.to_str().ok());
        let (start, end, total) = range.and_then(content_range).ok_or_else(|| {
            GraphError::invalid_request("The Content-Range header is missing or malformed.")
        })?;
        if end - start != piece.len() || end > total || upload.total.is_some_and(|known| known != total) {
            return Err(GraphError::invalid_request(
                "The Content-Range header is not that of the piece.",
            ));
        }
        let limit = match upload.target {
            Target::File(_) => MAX_PIECE,
            Target::Attachment { .. } => MAX_PIECE_OF_OUTLOOK,
        };
        let is_unit = matches!(upload.target, Target::Attachment { .. }) || piece.len().is_multiple_of(UNIT);
        if piece.len() > limit || (end < total && !is_unit) {
            return Err(GraphError::invalid_request(
                "The piece has a length that the service does not take.",
            ));
        }
        if start != upload.received.len() {
            return Err(GraphError::out_of_range());
        }
        upload.total = Some(total);
        upload.received.extend_from_slice(piece);
        if upload.received.len() < total {
            let next = json!({"nextExpectedRanges": [format!("{}-", upload.received.len())]});
            return Ok(json_response(StatusCode::ACCEPTED, &next));
        }
        let upload = state.files.uploads.remove(secret);
        complete(&mut state, upload.ok_or_else(GraphError::no_session)?)
    }

    fn ask_upload(&self, secret: &str) -> Answer {
        let state = self.state();
        let upload = state
            .files
            .uploads
            .get(secret)
            .ok_or_else(GraphError::no_session)?;
        let next = json!({"nextExpectedRanges": [format!("{}-", upload.received.len())]});
        Ok(json_response(StatusCode::OK, &next))
    }

    fn end_upload(&self, secret: &str) -> Answer {
        let ended = self.state().files.uploads.remove(secret);
        ended.ok_or_else(GraphError::no_session)?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    fn send_content(&self, secret: &str, headers: &HeaderMap) -> Answer {
        let mut state = self.state();
        let download = state.files.downloads.get(secret).cloned();
        let (path, id) = match download.ok_or_else(|| GraphError::item_not_found(secret))? {
            Download::Item(path, id) => (path, id),
            Download::Bytes(bytes) => return Ok(status(StatusCode::OK).map(|_| bytes)),
        };
        let all = state.at(&path, None);
        let item: Object = all.get(position(all, &id)?).cloned().unwrap_or_default();
        let content = state.files.content(&path, &item);
        let tag = crate::names::property(&item, "eTag");
        let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
        // A part of another file than the one that was begun is worth nothing.
        let is_same = headers.get(header::IF_RANGE).is_none_or(|known| known == tag);
        let range = range.filter(|_| is_same);
        let (code, start, end) = match range.and_then(|range| bytes(range, content.len())) {
            Some((start, end)) => (StatusCode::PARTIAL_CONTENT, start, end),
            None if range.is_some() => return Err(GraphError::out_of_range()),
            None => (StatusCode::OK, 0, content.len()),
        };
        let part = content.get(start..end).unwrap_or_default().to_vec();
        let mut response = status(code).map(|_| part);
        let mut insert = |name, text: &str| {
            if let Ok(value) = HeaderValue::try_from(text) {
                response.headers_mut().insert(name, value);
            }
        };
        let ty = item.get("file").and_then(|file| file.get("mimeType")?.as_str());
        insert(header::CONTENT_TYPE, ty.unwrap_or("application/octet-stream"));
        insert(header::ACCEPT_RANGES, "bytes");
        if !tag.is_empty() {
            insert(header::ETAG, tag);
        }
        if code == StatusCode::PARTIAL_CONTENT {
            let range = format!("bytes {start}-{}/{}", end - 1, content.len());
            insert(header::CONTENT_RANGE, &range);
        }
        Ok(response)
    }

    fn ask_work(&self, secret: &str) -> Answer {
        let mut state = self.state();
        let work = state.files.works.get_mut(secret);
        let work = work.ok_or_else(|| GraphError::item_not_found(secret))?;
        if !std::mem::replace(&mut work.was_asked_for, true) {
            let running =
                json!({"operation": "itemCopy", "percentageComplete": 40.0, "status": "inProgress"});
            let mut response = json_response(StatusCode::ACCEPTED, &running);
            // A demonstration does not take its time.
            let pause = HeaderValue::from_static("0.05");
            response.headers_mut().insert(header::RETRY_AFTER, pause);
            return Ok(response);
        }
        let done = match &work.result {
            Ok(id) => json!({"percentageComplete": 100.0, "resourceId": id, "status": "completed"}),
            Err(code) => {
                let error = json!({"code": code, "message": "The specified item name already exists."});
                json!({"percentageComplete": 0.0, "status": "failed", "error": error})
            }
        };
        Ok(json_response(StatusCode::OK, &done))
    }
}

/// Makes what a complete upload is about: a file, or an attachment.
fn complete(state: &mut Collections, upload: Upload) -> Answer {
    match upload.target {
        Target::File(place) => {
            let (item, is_new) = items::write(state, &place, None, upload.received)?;
            let code = if is_new {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            Ok(json_response(code, &Value::Object(item)))
        }
        Target::Attachment { collection, mut item } => {
            item.insert("size".to_owned(), upload.received.len().into());
            let created = state.create(&collection, None, item, Some("AAMkADhkATTACHMENT="));
            let mut response = status(StatusCode::CREATED);
            let id = crate::names::property(&created, "id");
            insert_location(
                &mut response,
                &format!("https://outlook.office.com/attachments/{id}"),
            );
            Ok(response)
        }
    }
}

/// Reads `bytes 0-25/128`: where the piece begins, where it ends (exclusive), and the length of the file.
fn content_range(text: &str) -> Option<(usize, usize, usize)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (start, last) = range.split_once('-')?;
    let (start, last): (usize, usize) = (start.parse().ok()?, last.parse().ok()?);
    let total = total.parse().ok()?;
    (start <= last && last < total).then_some((start, last + 1, total))
}

/// Reads `bytes=5-` and `bytes=5-9` for a content of this length: the first byte, and the end (exclusive).
fn bytes(text: &str, length: usize) -> Option<(usize, usize)> {
    let (start, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let start: usize = start.parse().ok()?;
    let end = match last {
        "" => length,
        last => last.parse::<usize>().ok()?.checked_add(1)?.min(length),
    };
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::{bytes, content_range};

    #[test]
    fn a_range_that_fits_no_file_is_none() {
        assert_eq!(content_range("bytes 0-25/128"), Some((0, 26, 128)));
        for text in ["", "bytes 0-25", "bytes 26-25/128", "bytes 0-128/128", "0-25/128"] {
            assert_eq!(content_range(text), None, "{text}");
        }
        assert_eq!(bytes("bytes=5-", 9), Some((5, 9)));
        assert_eq!(bytes("bytes=5-6", 9), Some((5, 7)));
        for text in ["bytes=9-", "bytes=-5", "5-6"] {
            assert_eq!(bytes(text, 9), None, "{text}");
        }
    }
}
