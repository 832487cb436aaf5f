//! Permissions in prose, as pages without a table have them.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Caller, PermissionFacts, Ways};
use crate::markdown::{Block, BlockKind, Text};
use crate::page::api::permissions::cell;
use crate::page::api::permissions::order::{self, OrderClaim};
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::rules::prose::Prose;
use crate::span::Span;

/// Permissions in a sentence or a list, as pages without a table have them: "One of the following **scopes**
/// is required to execute this API: *DeviceManagementConfiguration.Read.All; …*". A list that tells kinds of objects apart
/// gives what a table for each of them would.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<PermissionFacts> {
    let mut found = Vec::new();
    let mut others = PermissionFacts::default();
    let mut first = None;
    for (_, section) in page.sections.of_kind(&SectionKind::Permissions) {
        // The table stands in a file that is missing; the prose beside it says something else.
        if section.all_blocks().any(is_missing_include) {
            continue;
        }
        let mut end_of_list = 0;
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::List { items, .. } => {
                    let by_kind: Option<Vec<PermissionFacts>> =
                        items.iter().map(|item| of_kind(item)).collect();
                    if let Some(by_kind) = by_kind.filter(|kinds| kinds.len() > 1) {
                        found.extend(by_kind);
                        first.get_or_insert(block.span);
                        end_of_list = block.span.end;
                    }
                }
                BlockKind::Paragraph(text) if block.span.start >= end_of_list => {
                    read_paragraph(text, &mut others, &mut first);
                }
                _ => {}
            }
        }
    }
    if let Some(span) = first {
        let message = "the permissions stand in prose, which does not say for which kind of caller";
        sink.push(
            Diagnostic::new(Code::UnknownPermission, span, message)
                .help("read as delegated permissions of a work account"),
        );
    }
    found.push(others);
    for facts in &mut found {
        for permissions in facts.callers.iter_mut() {
            cell::leave_once(permissions);
            order::put_least_first(permissions, OrderClaim::None, sink);
        }
    }
    found.retain(|facts| facts.callers.iter().any(Ways::is_documented));
    found
}

/// What a sentence outside of a list says; `first` becomes the place of the first that names no kind of caller.
fn read_paragraph(text: &Text, facts: &mut PermissionFacts, first: &mut Option<Span>) {
    let prose = Prose::new(text);
    for sentence in prose.sentences() {
        let lower = prose.lower.get(sentence.clone()).unwrap_or_default().trim_start();
        let named = prose.part(sentence.clone());
        let named = named.map(|part| cell::permissions_in_prose(&part));
        // "With the X application permission, a header must be sent" says what those need that have it.
        let named = named.filter(|named| named.is_documented() && !is_conditional(lower));
        let Some(named) = named else {
            continue;
        };
        let caller = if lower.contains("application permission") {
            Caller::Application
        } else {
            first.get_or_insert(text.span);
            Caller::Work
        };
        facts.callers[caller].add(named);
    }
}

/// The permissions of an item that says for which kind of object they are: "Profile photo of a **group** -
/// Group.ReadWrite.All", "For users: `User.Read`".
fn of_kind(item: &[Block]) -> Option<PermissionFacts> {
    let BlockKind::Paragraph(text) = &item.first()?.kind else {
        return None;
    };
    let named = cell::permissions_in_prose(text);
    let prose = Prose::new(text);
    let words = prose.seen.split(char::is_whitespace);
    let is_permission = |word: &&str| cell::is_scope(word.trim_matches([',', ';'])) && word.contains('.');
    let start = words.into_iter().find(is_permission)?;
    let before = prose.seen.get(..prose.seen.find(start)?)?.trim_end();
    let subject = before.strip_suffix([':', '-', '\u{2013}', '\u{2014}'])?.trim();
    let mut facts = PermissionFacts {
        subject: Some(subject.to_owned()).filter(|subject| !subject.is_empty()),
        ..PermissionFacts::default()
    };
    facts.subject.as_ref()?;
    facts.callers[Caller::Work].add(named);
    Some(facts)
}

fn is_missing_include(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Include(include) if include.blocks.is_none())
}

/// Whether a sentence speaks of who has a permission already, behind the mark of a note, `[!IMPORTANT]`, or of permissions
/// that nobody should ask for any longer: "The X is supported only for backward compatibility."
fn is_conditional(lower: &str) -> bool {
    if lower.contains("only for backward compatibility") {
        return true;
    }
    let behind_mark = lower.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
    let lower = behind_mark.map_or(lower, |(_, rest)| rest).trim_start();
    ["with ", "when ", "if ", "for apps with "]
        .iter()
        .any(|word| lower.starts_with(word))
}
