//! The names of pages: `intune-deviceconfig-deviceconfiguration-assign`, `user_post_messages`.

use std::cmp::Ordering;
use std::fmt;

/// The name of a page, which is that of its file without folders and ending. Its parts are areas, a type, a verb, a member
/// of the type. Hyphens or underscores stand between them, and the case means nothing: names compare so.
#[derive(Clone, Debug)]
pub struct PageName(String);

impl PageName {
    /// The name of a file without folders and ending.
    pub fn new(stem: impl Into<String>) -> Self {
        Self(stem.into())
    }

    /// The name as the file has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(is_separator)
    }

    /// The last part, which is the name of a type or of a member.
    pub fn last(&self) -> &str {
        self.split_last().map_or(&self.0, |(_, last)| last)
    }

    /// What stands before the last part, and that.
    pub fn split_last(&self) -> Option<(Self, &str)> {
        let (before, last) = self.0.rsplit_once(is_separator)?;
        Some((Self::new(before), last))
    }

    /// What stands before each part but the first, the longest first: `a-b` and `a` of `a-b-c`.
    pub fn beginnings(&self) -> impl Iterator<Item = Self> {
        let ends = self.0.match_indices(is_separator).rev();
        ends.filter_map(|(end, _)| self.0.get(..end)).map(Self::new)
    }

    /// What stands before the first part between others that is meant, and what stands behind it: `user` and `messages` of
    /// `user-post-messages`, if that is `post`.
    pub fn around(&self, is_meant: impl Fn(&str) -> bool) -> Option<(Self, Self)> {
        let mut separators = self.0.match_indices(is_separator).map(|(at, _)| at);
        let mut before = separators.next()?;
        for behind in separators {
            if self.0.get(before + 1..behind).is_some_and(&is_meant) {
                return Some((Self::new(&self.0[..before]), Self::new(&self.0[behind + 1..])));
            }
            before = behind;
        }
        None
    }

    fn folded(&self) -> impl Iterator<Item = u8> {
        let bytes = self.0.bytes();
        bytes.map(|byte| {
            if byte == b'_' {
                b'-'
            } else {
                byte.to_ascii_lowercase()
            }
        })
    }
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '_')
}

impl PartialEq for PageName {
    fn eq(&self, other: &Self) -> bool {
        self.folded().eq(other.folded())
    }
}

impl Eq for PageName {}

impl PartialOrd for PageName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PageName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl fmt::Display for PageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::PageName;

    #[test]
    fn case_and_separators_mean_nothing() {
        assert_eq!(
            PageName::new("User_Post-messages"),
            PageName::new("user-post-messages")
        );
        assert_ne!(PageName::new("userpost"), PageName::new("user-post"));
    }

    #[test]
    fn a_part_between_others_divides_a_name() {
        let around = |name: &str| PageName::new(name).around(|part| part == "post");
        let both = |before: &str, behind: &str| Some((PageName::new(before), PageName::new(behind)));
        assert_eq!(
            around("a-user-post-text-messages"),
            both("a-user", "text-messages")
        );
        assert_eq!(
            (around("post-user"), around("user-post"), around("user")),
            (None, None, None)
        );
    }

    #[test]
    fn a_name_is_taken_apart() {
        let name = PageName::new("user-post_messages");
        assert_eq!(name.parts().collect::<Vec<_>>(), ["user", "post", "messages"]);
        assert_eq!(name.last(), "messages");
        assert_eq!(name.split_last(), Some((PageName::new("user-post"), "messages")));
        let beginnings: Vec<String> = name.beginnings().map(|name| name.to_string()).collect();
        assert_eq!(beginnings, ["user-post", "user"]);
        assert_eq!(
            (PageName::new("user").last(), PageName::new("user").split_last()),
            ("user", None)
        );
    }
}
