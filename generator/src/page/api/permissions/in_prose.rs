//! Permissions in prose, as pages without a table have them.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Caller, PermissionFacts, Ways};
use crate::markdown::{Block, BlockKind};
use crate::page::api::permissions::cell;
use crate::page::api::permissions::order::{self, OrderClaim};
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::rules::prose::Prose;

/// Permissions in a sentence or a list, as pages without a table have them: "One of the following **scopes**
/// is required to execute this API: *DeviceManagementConfiguration.Read.All; …*".
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Option<PermissionFacts> {
    let mut facts = PermissionFacts::default();
    let mut first = None;
    for (_, section) in page.sections.of_kind(&SectionKind::Permissions) {
        // The table stands in a file that is missing; the prose beside it says something else.
        if section.all_blocks().any(is_missing_include) {
            continue;
        }
        for block in section.all_blocks() {
            if let BlockKind::Paragraph(text) = &block.kind {
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
        }
    }
    if let Some(span) = first {
        let message = "the permissions stand in prose, which does not say for which kind of caller";
        sink.push(
            Diagnostic::new(Code::UnknownPermission, span, message)
                .help("read as delegated permissions of a work account"),
        );
    }
    for permissions in facts.callers.iter_mut() {
        cell::leave_once(permissions);
        order::put_least_first(permissions, OrderClaim::None, sink);
    }
    let says_any = facts.callers.iter().any(Ways::is_documented);
    says_any.then_some(facts)
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
