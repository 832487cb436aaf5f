//! Splits a block of HTML into comments, markup and text.

use std::ops::Range;

/// A part of an HTML block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HtmlPart {
    /// A comment: the whole, what stands between its marks, and whether it is closed.
    Comment {
        range: Range<usize>,
        inner: Range<usize>,
        closed: bool,
    },
    /// Tags and what stands between them.
    Markup(Range<usize>),
    /// Text behind a comment.
    Text(Range<usize>),
}

/// The parts of a block, in order.
pub(super) fn parts(content: &str) -> Vec<HtmlPart> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = content.get(at..).filter(|rest| !rest.trim().is_empty()) {
        let at_text = at + (rest.len() - rest.trim_start().len());
        let start = rest.find("<!--").map_or(content.len(), |start| at + start);
        if start > at_text {
            let range = at_text..start;
            let text = content.get(range.clone()).unwrap_or_default().trim_end();
            let range = range.start..range.start + text.len();
            parts.push(if text.starts_with('<') {
                HtmlPart::Markup(range)
            } else {
                HtmlPart::Text(range)
            });
            at = start;
            continue;
        }
        let inner_start = start + "<!--".len();
        let inner = content.get(inner_start..).unwrap_or_default();
        let (inner_end, end, closed) = match inner.find("-->") {
            Some(length) => (inner_start + length, inner_start + length + "-->".len(), true),
            None => (content.len(), content.len(), false),
        };
        parts.push(HtmlPart::Comment {
            range: start..end,
            inner: inner_start..inner_end,
            closed,
        });
        at = end;
    }
    parts
}

/// The length of an anchor `<a name="x"></a>` at the start of the text.
pub(super) fn anchor(text: &str) -> Option<usize> {
    let tag = text.get(..2).filter(|tag| tag.eq_ignore_ascii_case("<a"))?;
    let attributes = text.get(tag.len()..)?;
    if !attributes.starts_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let end = text.find('>')? + 1;
    if text.get(..end)?.ends_with("/>") {
        return Some(end);
    }
    let close = text.get(end..end + 4)?;
    close.eq_ignore_ascii_case("</a>").then_some(end + 4)
}

/// The range of a heading's text without the anchors at its ends.
pub(super) fn without_anchors(text: &str) -> Range<usize> {
    let mut start = text.len() - text.trim_start().len();
    let mut end = text.trim_end().len().max(start);
    while let Some(length) = text.get(start..end).and_then(anchor) {
        let rest = text.get(start + length..end).unwrap_or_default();
        start = end - rest.trim_start().len();
    }
    while let Some(rest) = text.get(start..end).filter(|rest| rest.ends_with('>'))
        && let Some(open) = rest.rfind("<a ")
        && rest.get(open..).and_then(anchor) == Some(rest.len() - open)
    {
        end = start + rest.get(..open).unwrap_or_default().trim_end().len();
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<(&str, &str)> {
        parts(content)
            .into_iter()
            .map(|part| match part {
                HtmlPart::Comment {
                    inner, closed: true, ..
                } => ("comment", &content[inner]),
                HtmlPart::Comment { inner, .. } => ("unclosed", &content[inner]),
                HtmlPart::Markup(range) => ("markup", &content[range]),
                HtmlPart::Text(range) => ("text", &content[range]),
            })
            .collect()
    }

    #[test]
    fn comments_and_what_follows_them() {
        assert_eq!(
            read("<!-- a --> <!--b-->\ntext\n<p>x</p>"),
            [("comment", " a "), ("comment", "b"), ("text", "text\n<p>x</p>")]
        );
        assert_eq!(
            read("<table>\n<!-- c -->\n</table>"),
            [("markup", "<table>"), ("comment", " c "), ("markup", "</table>")]
        );
    }

    #[test]
    fn a_comment_hides_what_stands_in_it() {
        let content = "<!--\n|a|b|\n|-|-|\n# Heading\n```http\n-->";
        assert_eq!(read(content), [("comment", &content[4..content.len() - 3])]);
    }

    #[test]
    fn a_comment_that_is_never_closed() {
        assert_eq!(read("<!-- a\nb"), [("unclosed", " a\nb")]);
    }

    #[test]
    fn anchors_at_the_ends_of_a_heading_are_cut() {
        for (text, expected) in [
            (r#"<a name="http-request"></a>HTTP request"#, "HTTP request"),
            (r#"HTTP request <a id="x"></a>"#, "HTTP request"),
            (r#"<a name="x"/>A <a name="y"></a>B"#, r#"A <a name="y"></a>B"#),
            ("<abbr>x", "<abbr>x"),
            (r#"<a name="x"></a>"#, ""),
            ("<a name", "<a name"),
        ] {
            assert_eq!(&text[without_anchors(text)], expected);
        }
    }
}
