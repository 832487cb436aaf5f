//! Requests, responses, paths and JSON in rendered text.

use super::vocabulary::{self, Section};
use super::{RenderedReader, is_cell};
use crate::graph::{CONTENT_TYPE, behind_notice, is_header_name};
use crate::span::Spanned;

impl RenderedReader<'_> {
    /// Whether a request, a response or a path of an operation starts here.
    pub(super) fn starts_message(&self) -> bool {
        let line = self.line(0);
        if line.starts_with("HTTP/1") || line.starts_with("HTTP/2") {
            return true;
        }
        vocabulary::behind_method(line).is_some_and(|rest| {
            rest.starts_with('/')
                || rest.starts_with("https://")
                || rest.starts_with("http://")
                || (self.section == Section::Operations && rest.contains('/') && !rest.contains(' '))
        })
    }

    /// Reads a message, or the paths of an operation: the first line, more paths, headers, the body.
    pub(super) fn message(&mut self) {
        let mut lines = vec![self.take()];
        while self.starts_message() && vocabulary::behind_method(self.line(0)).is_some() {
            lines.push(self.take());
        }
        let mut other_content = false;
        while is_header(self.line(0)) {
            other_content |= content_type(self.line(0)).is_some_and(|value| !value.contains("json"));
            lines.push(self.take());
        }
        let body = self.at;
        if starts_json(self.line(0)) {
            self.take_json(&mut lines);
        } else if other_content && !self.is_sample() {
            while self.at < self.lines.len()
                && vocabulary::heading(self.line(0), self.example).is_none()
                && !vocabulary::starts_sample(self.line(0))
                && !is_cell(self.line(0))
            {
                lines.push(self.take());
            }
        }
        if self.at > body {
            // The blank line between head and body is lost like all others.
            let index = lines.len() - (self.at - body);
            if let Some(span) = lines.get(index).map(|line| line.span.slice(0, 0)) {
                lines.insert(index, Spanned::new(String::new(), span));
            }
        }
        self.fence("http", lines);
        if self.section != Section::Operations {
            self.skip_samples();
        }
    }

    /// Reads JSON that stands by itself.
    pub(super) fn json(&mut self) {
        let mut lines = Vec::new();
        self.take_json(&mut lines);
        self.fence("json", lines);
    }

    /// Takes lines up to the bracket that closes the first one, but no heading.
    fn take_json(&mut self, lines: &mut Vec<Spanned<String>>) {
        let mut depth = 0_usize;
        loop {
            depth = depth_behind(self.line(0), depth);
            lines.push(self.take());
            let ends =
                self.at >= self.lines.len() || vocabulary::heading(self.line(0), self.example).is_some();
            if depth == 0 || ends {
                return;
            }
        }
    }

    fn take(&mut self) -> Spanned<String> {
        let range = self.lines.get(self.at).cloned().unwrap_or_default();
        let line = Spanned::new(self.line(0).to_owned(), self.span(&range));
        self.at += 1;
        line
    }

    /// Whether a code sample starts here: by its first line, or because a line that ends one stands before the
    /// next heading.
    fn is_sample(&self) -> bool {
        let line = self.line(0);
        vocabulary::starts_sample(line)
            || (vocabulary::heading(line, self.example).is_none() && self.last_sample_end().is_some())
    }

    /// Passes over the samples behind a request.
    fn skip_samples(&mut self) {
        if !self.is_sample() {
            return;
        }
        match self.last_sample_end() {
            Some(end) => self.at = end + 1,
            None => self.at = self.next_heading(),
        }
    }

    /// The last line before the next heading that ends a sample.
    fn last_sample_end(&self) -> Option<usize> {
        let heading = self.next_heading();
        let known = self.sample_ends.partition_point(|end| *end < heading);
        let last = self.sample_ends.get(known.checked_sub(1)?).copied()?;
        (last >= self.at).then_some(last)
    }

    /// The next line that is a heading; behind the last line where none follows.
    fn next_heading(&self) -> usize {
        let passed = self.headings.partition_point(|index| *index < self.at);
        self.headings.get(passed).copied().unwrap_or(self.lines.len())
    }
}

/// Whether JSON starts here.
pub(super) fn starts_json(line: &str) -> bool {
    let inner = match line.strip_prefix('{').or_else(|| line.strip_prefix('[')) {
        Some(inner) => inner.trim_start(),
        None => return false,
    };
    inner.is_empty() || inner.starts_with(['"', '{', '[', '}', ']', '/'])
}

/// How deep brackets are open behind a line; those in strings do not count. A string ends with its line.
fn depth_behind(line: &str, mut depth: usize) -> usize {
    let mut in_string = false;
    let mut escaped = false;
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// Whether the line is a header of a message: `Content-type: application/json`.
fn is_header(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':') else {
        return false;
    };
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && is_header_name(name)
        && behind_notice(line).is_none()
        && !is_cell(line)
}

/// The value of a header `Content-Type`.
fn content_type(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    name.eq_ignore_ascii_case(CONTENT_TYPE)
        .then(|| value.to_lowercase())
}
