//! The national clouds in which the service runs.

use crate::graph::PageName;

/// A deployment of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cloud {
    /// The global service.
    Global,
    /// The United States government, level 4.
    UsGovernment,
    /// The United States government, level 5 (Department of Defense).
    UsGovernmentDod,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// All deployments, in the order in which pages list them.
    pub const ALL: [Self; 4] = [
        Self::Global,
        Self::UsGovernment,
        Self::UsGovernmentDod,
        Self::China,
    ];

    /// What pages call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Global => "Global service",
            Self::UsGovernment => "US Government L4",
            Self::UsGovernmentDod => "US Government L5 (DOD)",
            Self::China => "China operated by 21Vianet",
        }
    }

    /// The deployment of a header of a table.
    pub fn of_label(label: &str) -> Option<Self> {
        let label = label.trim();
        Self::ALL
            .into_iter()
            .find(|cloud| cloud.label().eq_ignore_ascii_case(label))
    }

    /// The deployments that the name of an included file stands for: `all-clouds`, `global-only`, `global-us`,
    /// `global-china`.
    pub fn of_file(name: &PageName) -> Option<Vec<Self>> {
        let words: Vec<String> = name.parts().map(str::to_ascii_lowercase).collect();
        let clouds = |word: &str| -> Option<&'static [Self]> {
            match word {
                "all" => Some(&Self::ALL),
                "global" => Some(&[Self::Global]),
                "us" => Some(&[Self::UsGovernment, Self::UsGovernmentDod]),
                "usgovl4" | "usl4" => Some(&[Self::UsGovernment]),
                "usgovl5" | "usl5" => Some(&[Self::UsGovernmentDod]),
                "china" => Some(&[Self::China]),
                _ => None,
            }
        };
        let mut found: Vec<Self> = words
            .iter()
            .filter_map(|word| clouds(word))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        (!found.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clouds_are_read_from_labels_and_names_of_files() {
        assert_eq!(
            Cloud::of_label("US Government L5 (DOD)"),
            Some(Cloud::UsGovernmentDod)
        );
        assert_eq!(Cloud::of_label("Header"), None);
        for (stem, expected) in [
            ("all-clouds", &Cloud::ALL[..]),
            ("global-only", &[Cloud::Global]),
            ("global-us", &Cloud::ALL[..3]),
            ("global-china", &[Cloud::Global, Cloud::China]),
        ] {
            let found = Cloud::of_file(&PageName::new(stem));
            assert_eq!(found.as_deref(), Some(expected), "{stem}");
        }
        assert_eq!(Cloud::of_file(&PageName::new("notes")), None);
    }
}
