//! The targets of reference links, which stand anywhere on the page.

use std::collections::BTreeMap;

/// The definitions of a page's reference links: `[driveItem]: ../resources/driveitem.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    targets: BTreeMap<String, String>,
}

impl References {
    /// Adds a definition. The first definition of a label holds.
    pub fn define(&mut self, label: &str, target: &str) {
        self.targets
            .entry(fold_label(label))
            .or_insert_with(|| target.to_owned());
    }

    /// Adds the definitions of another part of the page, unless their labels are defined here.
    pub(super) fn merge(&mut self, others: Self) {
        for (label, target) in others.targets {
            self.targets.entry(label).or_insert(target);
        }
    }

    /// The target of a label, in any case and with any blanks.
    pub fn target(&self, label: &str) -> Option<&str> {
        if self.targets.is_empty() {
            return None;
        }
        self.targets.get(&fold_label(label)).map(String::as_str)
    }
}

/// The form in which labels are compared.
fn fold_label(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.to_lowercase());
    }
    folded
}
