//! A path that begins with the key of a user: `POST /{userId}/crates/weigh` beside `POST /me/crates/weigh`.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{KEY, ME, Segment, USERS, letters, singular};
use crate::page::api::request::http_request::RequestLine;
use crate::page::sink::PageSink;

/// Puts the name of the collection before the keys of users. No path of the service begins with a key; this one is that of a
/// user by its name, or by a path of the page that goes on in the same way behind `/me`.
pub(super) fn restore(lines: &mut [RequestLine], sink: &mut PageSink) {
    let of_caller: BTreeSet<Vec<Segment>> = lines
        .iter()
        .filter_map(|line| match line.path.template.segments.split_first()? {
            (Segment::Literal(first), rest) if first == ME => Some(rest.to_vec()),
            _ => None,
        })
        .collect();
    for line in lines {
        let Some((Segment::Parameter(key), rest)) = line.path.template.segments.split_first() else {
            continue;
        };
        if !is_of_user(key) && !of_caller.contains(rest) {
            continue;
        }
        let message = format!("the path begins with the key `{key}`");
        sink.push(
            Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                .help(format!("`/{USERS}` was put before it")),
        );
        line.path
            .template
            .segments
            .insert(0, Segment::Literal(USERS.to_owned()));
    }
}

/// Whether a name is that of the key of a user: `userId`, `users-id`.
fn is_of_user(key: &str) -> bool {
    let key = letters(key);
    let owner = key.strip_suffix(KEY);
    owner.is_some_and(|owner| owner == USERS || owner == singular(USERS))
}

#[cfg(test)]
mod tests {
    use crate::page::api::request::http_request::request_lines;
    use crate::page::api::testing;

    fn paths(lines: &str) -> Vec<String> {
        let page = format!("# kite: weigh\n\n## HTTP request\n\n```http\n{lines}\n```\n");
        let (found, _) = testing::read(&page, request_lines);
        let paths = found.iter().map(|line| line.path.template.render());
        paths.collect()
    }

    #[test]
    fn a_path_that_begins_with_a_user_stands_below_all_users() {
        let twin = "POST /me/kites/weigh\nPOST /{id}/kites/weigh";
        assert_eq!(paths(twin), ["/me/kites/weigh", "/users/{id}/kites/weigh"]);
        assert_eq!(
            paths("POST /{userId}/kites/weigh"),
            ["/users/{userId}/kites/weigh"]
        );
        assert_eq!(paths("POST /{id}/kites/weigh"), ["/{id}/kites/weigh"]);
        assert_eq!(paths("POST /users/{userId}/kites"), ["/users/{userId}/kites"]);
    }
}
