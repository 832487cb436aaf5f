//! Pages that are chosen by the end of their paths.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// The end of the path of a page, `api/user-get.md`, as seen from here or as diagnostics name it.
#[derive(Clone, Debug)]
pub(super) struct PageEnding(String);

impl FromStr for PageEnding {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.replace('\\', "/")))
    }
}

impl fmt::Display for PageEnding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PageEnding {
    /// Whether a page has such a path. The text may begin further up than the path, which begins at the input.
    pub(super) fn fits(&self, path: &str) -> bool {
        ends_with_names(path, &self.0) || ends_with_names(&self.0, path)
    }
}

/// Whether a path ends with whole names of another.
fn ends_with_names(path: &str, end: &str) -> bool {
    path.strip_suffix(end)
        .is_some_and(|before| before.is_empty() || before.ends_with('/') || end.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::PageEnding;

    #[test]
    fn a_page_is_named_by_whole_names() {
        let fits = |ending: &str, path| ending.parse::<PageEnding>().is_ok_and(|ending| ending.fits(path));
        assert!(fits("user-get.md", "v1.0/api/user-get.md"));
        assert!(fits("api\\user-get.md", "v1.0/api/user-get.md"));
        assert!(fits("docs-input/v1.0/api/user-get.md", "v1.0/api/user-get.md"));
        assert!(!fits("get.md", "v1.0/api/user-get.md"));
    }
}
