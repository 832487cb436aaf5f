//! The query options of OData.

use crate::graph::path::COUNT;

/// A query option that says which objects come back, and how much of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say all")]
pub enum QueryOption {
    Count,
    Expand,
    Filter,
    OrderBy,
    Search,
    Select,
    Skip,
    Top,
}

impl QueryOption {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 8] = [
        Self::Count,
        Self::Expand,
        Self::Filter,
        Self::OrderBy,
        Self::Search,
        Self::Select,
        Self::Skip,
        Self::Top,
    ];

    /// Those that any object can be read with.
    pub const OF_OBJECT: &'static [Self] = &[Self::Expand, Self::Select];

    /// Those that part a list into pages.
    pub const OF_PAGING: &'static [Self] = &[Self::Skip, Self::Top];

    /// Those that objects can be counted with.
    pub const OF_COUNT: &'static [Self] = &[Self::Filter, Self::Search];

    /// The key as the service spells it, `$select`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Count => COUNT,
            Self::Expand => "$expand",
            Self::Filter => "$filter",
            Self::OrderBy => "$orderby",
            Self::Search => "$search",
            Self::Select => "$select",
            Self::Skip => "$skip",
            Self::Top => "$top",
        }
    }

    /// The option of a key in any case, with or without the `$`.
    pub fn of_key(key: &str) -> Option<Self> {
        let bare = key.strip_prefix('$').unwrap_or(key);
        let is_meant = |option: &Self| option.key()[1..].eq_ignore_ascii_case(bare);
        Self::ALL.into_iter().find(is_meant)
    }
}

/// The other options that a request can have.
const OTHERS: &[&str] = &["$apply", "$compute", "$deltatoken", "$format", "$skiptoken"];

/// Other keys that begin with a `$`: options within other options, and options of single kinds of requests. No page says
/// that a request takes them.
const RARE: &[&str] = &["$id", "$index", "$levels"];

/// The spelling of the service for the key of an option in a URL or a table: `$orderBy` is `$orderby`, and so is
/// `orderby`, since the `$` may be left out. A `search` or `format` without it is an option of the operation's own.
pub(crate) fn canonical_key(key: &str) -> &str {
    let option =
        QueryOption::of_key(key).filter(|option| key.starts_with('$') || *option != QueryOption::Search);
    let mut others = OTHERS.iter().chain(RARE).copied();
    let other = others.find(|other| other.eq_ignore_ascii_case(key));
    option.map(QueryOption::key).or(other).unwrap_or(key)
}

/// Whether a key is one of OData by its `$` and none by its name: `$orderbydisplayName`.
pub(crate) fn is_misspelled_key(key: &str) -> bool {
    let key = canonical_key(key);
    let is_known = QueryOption::of_key(key).is_some() || OTHERS.contains(&key) || RARE.contains(&key);
    key.starts_with('$') && !is_known
}

/// The option that a word of a text in lower case names. Without the `$`, only `orderby` is no word of English.
pub(crate) fn option_of_word(word: &str) -> Option<&'static str> {
    let order = QueryOption::OrderBy.key();
    option_keys().find(|key| *key == word || (*key == order && order[1..] == *word))
}

/// The option that code in a text names, in lower case. It may lack the `$`: "the `select` parameter".
pub(crate) fn option_of_code(word: &str) -> Option<&'static str> {
    option_keys().find(|key| *key == word || key[1..] == *word)
}

/// The keys of all options that a request can have, in their order but for those that are no [`QueryOption`].
pub(crate) fn option_keys() -> impl Iterator<Item = &'static str> {
    let keys = QueryOption::ALL.into_iter().map(QueryOption::key);
    keys.chain(OTHERS.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_any_case_and_without_the_sign() {
        for option in QueryOption::ALL {
            assert_eq!(QueryOption::of_key(option.key()), Some(option));
        }
        assert!(QueryOption::ALL.is_sorted_by_key(|option| option.key()));
        for (key, expected) in [
            ("$orderBy", "$orderby"),
            ("expand", "$expand"),
            ("Top", "$top"),
            ("$skipToken", "$skiptoken"),
            ("search", "search"),
            ("$Search", "$search"),
            ("format", "format"),
            ("startDateTime", "startDateTime"),
        ] {
            assert_eq!(canonical_key(key), expected, "{key}");
        }
    }

    #[test]
    fn a_sign_before_another_word_is_a_slip() {
        assert!(is_misspelled_key("$orderbyname"));
        assert!(
            ["$orderBy", "$id", "$skipToken", "name"]
                .iter()
                .all(|key| !is_misspelled_key(key))
        );
    }
}
