//! Bodies in several parts: the content type names the boundary between them (RFC 2046, section 5.1.1).

use http::HeaderValue;

/// No boundary has more characters.
const MAX_LENGTH: usize = 70;

/// The content type of a body; that of several parts with the boundary that stands in the body.
pub(crate) fn with_boundary(content_type: HeaderValue, body: &[u8]) -> HeaderValue {
    let name = content_type.to_str().unwrap_or_default().to_ascii_lowercase();
    if !name.starts_with("multipart/") || name.contains("boundary=") {
        return content_type;
    }
    let named = boundary(body).and_then(|boundary| {
        let type_and_boundary = [content_type.as_bytes(), b"; boundary=\"", boundary, b"\""].concat();
        HeaderValue::from_bytes(&type_and_boundary).ok()
    });
    named.unwrap_or(content_type)
}

/// What stands behind `--` in the first line that begins so.
fn boundary(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|byte| *byte == b'\n');
    let line = lines.find_map(|line| line.strip_prefix(b"--"))?.trim_ascii_end();
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(byte);
    let is_boundary = (1..=MAX_LENGTH).contains(&line.len()) && line.iter().all(is_allowed);
    is_boundary.then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(content_type: &'static str, body: &str) -> String {
        let named = with_boundary(HeaderValue::from_static(content_type), body.as_bytes());
        named.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_boundary_is_that_of_the_body() {
        let body = "a preamble\r\n--MyPart:1\r\nContent-Type: text/html\r\n\r\n<p>\r\n--MyPart:1--\r\n";
        assert_eq!(
            named("multipart/related", body),
            "multipart/related; boundary=\"MyPart:1\""
        );
        assert_eq!(
            named("multipart/form-data; boundary=x", body),
            "multipart/form-data; boundary=x"
        );
        assert_eq!(named("application/json", body), "application/json");
        for body in ["", "no parts", "--\n", "--a\"b\n"] {
            assert_eq!(named("multipart/related", body), "multipart/related", "{body:?}");
        }
        assert_eq!(
            named("multipart/related", &format!("--{}", "a".repeat(71))),
            "multipart/related"
        );
    }
}
