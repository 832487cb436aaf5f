//! Permissions that are needed together: "Policy.Read.All and Application.ReadWrite.All, Directory.Read.All".
//!
//! A comma or "or" parts the ways to be allowed, "and" joins what one of them needs.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::PermissionSet;
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

/// How a permission is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing but a blank, or words that do not say.
    None,
    /// A comma, a semicolon, "or".
    Either,
    /// "and", "+".
    Both,
}

/// Reads what stands between two permissions, in lower case.
pub(super) fn joint(between: &str) -> Joint {
    let bare = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '(' | ')' | '.'));
    if bare == "and" || bare == "+" || bare == "&" {
        Joint::Both
    } else if bare.contains([',', ';', '|', '/']) || bare.contains("or") {
        Joint::Either
    } else {
        Joint::None
    }
}

/// Joins the permissions that are needed together.
///
/// "A, B and C" can mean all three or one of them. Where they give the same access, to resources of growing
/// reach, one is enough; else all are taken to be needed.
pub(super) fn combine(
    scopes: Vec<(Joint, Spanned<PermissionSet>)>,
    cell: Span,
    sink: &mut PageSink,
) -> Vec<Spanned<PermissionSet>> {
    let joints: Vec<Joint> = scopes.iter().skip(1).map(|(joint, _)| *joint).collect();
    let enumerates = match joints.split_last() {
        Some((Joint::Both, before)) => {
            !before.is_empty() && before.iter().all(|joint| *joint == Joint::Either)
        }
        _ => false,
    };
    let access = |set: &'_ PermissionSet| Some(set.names().first()?.split_once('.')?.1.to_owned());
    let mut accesses = scopes.iter().map(|(_, scope)| access(&scope.value));
    let first = accesses.next().flatten();
    let are_alike = first.is_some() && accesses.all(|access| access == first);
    if enumerates {
        let reading = if are_alike { "one of them" } else { "all of them" };
        let message = "it is not clear whether all of these permissions are needed, or one of them";
        sink.push(Diagnostic::new(Code::UnknownPermission, cell, message).help(format!("read as {reading}")));
    }
    let mut combined: Vec<Spanned<PermissionSet>> = Vec::new();
    for (index, (joint, scope)) in scopes.into_iter().enumerate() {
        let together = index > 0
            && if enumerates {
                !are_alike
            } else {
                joint == Joint::Both
            };
        match combined.last_mut() {
            Some(before) if together => {
                before.span = before.span.to(scope.span);
                before.value.add(scope.value);
            }
            _ => combined.push(scope),
        }
    }
    combined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn combined(text: &str) -> (Vec<String>, usize) {
        let span = Span::new(FileId(0), 0, 0);
        let mut sink = PageSink::default();
        let mut scopes = Vec::new();
        let mut between = String::new();
        for word in text.split_inclusive([' ', ',']) {
            let bare = word.trim_matches([' ', ',']);
            if bare.contains('.') {
                let scope = Spanned::new(PermissionSet::one(bare), span);
                scopes.push((joint(&between), scope));
                between.clear();
                between.push_str(word.strip_prefix(bare).unwrap_or_default());
            } else {
                between.push_str(word);
            }
        }
        let values = combine(scopes, span, &mut sink);
        let values = values.into_iter().map(|scope| scope.value.to_string()).collect();
        (values, sink.diagnostics.into_sorted().len())
    }

    #[test]
    fn and_joins_and_commas_part() {
        assert_eq!(
            combined("Policy.Read.All and Application.ReadWrite.All, Directory.Read.All"),
            (
                vec![
                    "Policy.Read.All Application.ReadWrite.All".to_owned(),
                    "Directory.Read.All".to_owned()
                ],
                0
            )
        );
        assert_eq!(combined("A.Read or B.Read").0, ["A.Read", "B.Read"]);
        assert_eq!(combined("A.Read B.Read").0, ["A.Read", "B.Read"]);
    }

    #[test]
    fn an_enumeration_is_all_of_them_unless_each_gives_the_same_access() {
        assert_eq!(
            combined("Policy.Read.All, Policy.ReadWrite.ConditionalAccess and Application.Read.All"),
            (
                vec!["Policy.Read.All Policy.ReadWrite.ConditionalAccess Application.Read.All".to_owned()],
                1
            )
        );
        let (alike, told) =
            combined("GroupMember.ReadWrite.All, Group.ReadWrite.All and Directory.ReadWrite.All");
        assert_eq!((alike.len(), told), (3, 1));
    }
}
