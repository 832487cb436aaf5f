//! What the creation of an object needs, by a sentence about a whole table: "The following table shows the properties that
//! are required when you create the `[jar](…)`."
//!
//! The sentence belongs to a template, and so it stands before tables of all properties of a type as well. It is
//! believed before a table that is a choice of them: a third of what can be set is not in it, and no row of it speaks for
//! itself. It is believed, too, where the only rows that speak for themselves are exceptions, "Optional." Examples must send
//! what it calls required.

use std::collections::BTreeSet;

use super::OperationInference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{KEY, Method, TypeName, name_of_member};
use crate::model::{Body, Property};

impl OperationInference<'_, '_> {
    /// Marks the rows that all examples send, where the sentence is believed.
    pub(super) fn take_required_to_create(&self, body: &mut Body, sink: &mut Diagnostics) {
        let Some(sentence) = self.facts.required_to_create else {
            return;
        };
        let Some(name) = body.type_name() else { return };
        // An update leaves out what stays as it is.
        let is_believed = has_exceptions(&body.properties) || self.is_choice(name, &body.properties);
        if self.facts.method == Method::Patch || !is_believed {
            return;
        }
        let sent: Vec<BTreeSet<&str>> = self
            .sent_objects()
            .map(|(_, object)| object.keys().map(|key| name_of_member(key)).collect())
            .collect();
        if sent.is_empty() {
            return;
        }
        let silent = body.properties.iter_mut().filter(|row| row.required.is_none());
        for row in silent {
            if sent.iter().all(|names| names.contains(name_of_member(&row.name))) {
                row.required = Some(true);
            } else {
                let message = format!(
                    "`{}` is said to be required, and an example does not send it",
                    row.name
                );
                sink.push(
                    Diagnostic::new(Code::UnsentParameter, row.span, message)
                        .label(sentence, "by this sentence")
                        .help("it may be left out"),
                );
            }
        }
    }

    /// Whether the rows are a choice of what can be set, and leave to the sentence before them what is required. The key is
    /// in tables of all properties.
    fn is_choice(&self, name: &TypeName, rows: &[Property]) -> bool {
        let is_listed = |name: &str| {
            rows.iter()
                .any(|row| name_of_member(&row.name).eq_ignore_ascii_case(name))
        };
        let settable = self
            .types
            .properties(name)
            .filter(|property| !property.read_only && !property.navigation && property.name != KEY);
        let (listed, left_out): (Vec<_>, Vec<_>) = settable.partition(|property| is_listed(&property.name));
        let speak_for_themselves = rows.iter().any(|row| row.required.is_some());
        !speak_for_themselves && !is_listed(KEY) && left_out.len() * 2 >= listed.len().max(1)
    }
}

/// Whether rows say that they are optional, and none that it is required, as the sentence before them does for the rest. A
/// table that lists the key has all properties.
fn has_exceptions(rows: &[Property]) -> bool {
    let mut said = rows.iter().filter_map(|row| row.required).peekable();
    let lists_key = rows.iter().any(|row| row.name == KEY);
    !lists_key && said.peek().is_some() && said.all(|required| !required)
}
