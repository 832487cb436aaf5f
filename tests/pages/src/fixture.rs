//! A small checkout of the documentation, written in one string.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// The mark of a line that names the file to which the lines behind it belong.
const MARK: &str = "//- ";

/// A folder of pages, which is deleted when the fixture is dropped.
///
/// ```
/// let fixture = graph_test_pages::Fixture::new(
///     "
///     //- /v1.0/resources/kite.md
///     ## kite resource type
///
///     ### Properties
///     |Property|Type|Description|
///     |:---|:---|:---|
///     |id|String|Key.|
///     //- /v1.0/api/kite-get.md
///     ## Get kite
///     ",
/// );
/// let page = std::fs::read_to_string(fixture.path().join("v1.0/resources/kite.md"))?;
/// assert!(page.starts_with("# kite resource type\n\n## Properties\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// Writes the files of a text. A line `//- /v1.0/resources/x.md` begins the file `v1.0/resources/x.md`; the lines
    /// up to the next such line are its text, without the blanks that stand before the first mark.
    ///
    /// # Panics
    ///
    /// Panics where a text stands before the first mark, a path is no path below the folder or named twice, or the
    /// system refuses to write.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of(parse(text))
    }

    /// Writes files that are given as paths and contents, for pages that are no text.
    ///
    /// # Panics
    ///
    /// Panics where [`Fixture::new`] does.
    #[must_use]
    pub fn of<P: AsRef<Path>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let folder = TempDir::new().expect("a folder for the fixture");
        for (path, text) in files {
            let path = folder.path().join(path);
            let parent = path.parent().expect("a file lies in a folder");
            fs::create_dir_all(parent).expect("the folder of a page");
            assert!(!path.exists(), "the fixture has two files {}", path.display());
            fs::write(&path, text).expect("a page");
        }
        Self { folder }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The files of a text by their paths below the folder.
fn parse(text: &str) -> Vec<(String, String)> {
    let indent = text
        .lines()
        .find(|line| line.trim_start_matches(' ').starts_with(MARK))
        .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let line = &line[blanks.min(indent)..];
        if let Some(path) = line.strip_prefix(MARK) {
            let below = path.trim().strip_prefix('/').filter(|path| is_below(path));
            let path =
                below.unwrap_or_else(|| panic!("`{line}` names no file; write `{MARK}/v1.0/resources/x.md`"));
            files.push((path.to_owned(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        } else {
            assert!(line.is_empty(), "`{line}` stands before the first `{MARK}/path`");
        }
    }
    files
}

fn is_below(path: &str) -> bool {
    path.split('/').all(|part| !part.is_empty() && part != "..")
}

#[cfg(test)]
mod tests {
    use super::{Fixture, parse};

    fn files<const N: usize>(files: [(&str, &str); N]) -> Vec<(String, String)> {
        files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn a_mark_begins_a_file() {
        assert_eq!(
            parse("//- /v1.0/a.md\n# a\n\ntext\n//- /b.md\n"),
            files([("v1.0/a.md", "# a\n\ntext\n"), ("b.md", "")])
        );
        assert_eq!(parse(""), []);
    }

    #[test]
    fn lines_lose_the_indent_of_the_first_mark_and_no_more() {
        let text = "\n    //- /a.md\n    - list\n      - inner\n   less\n\n    //- /b.md\n    text\n    ";
        assert_eq!(
            parse(text),
            files([("a.md", "- list\n  - inner\nless\n\n"), ("b.md", "text\n\n")])
        );
    }

    #[test]
    #[should_panic(expected = "`lost` stands before the first")]
    fn a_text_of_no_file_is_an_error() {
        parse("lost\n//- /a.md\n");
    }

    #[test]
    #[should_panic(expected = "names no file")]
    fn a_path_that_leads_out_is_an_error() {
        parse("//- /../a.md\n");
    }

    #[test]
    #[should_panic(expected = "two files")]
    fn a_path_that_stands_twice_is_an_error() {
        let _ = Fixture::new("//- /a.md\n//- /a.md\n");
    }
}
