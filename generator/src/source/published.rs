//! Pages as learn.microsoft.com gives them (`?accept=text/markdown`): wherever such a file lies, its front matter says
//! which page of the documentation it is.

use crate::graph::Version;

use super::{Folder, stem};

/// The key of front matter with the address of a page.
pub(super) const CANONICAL_URL: &str = "canonicalUrl";

/// The keys of front matter with their values, trimmed; none where a text has no front matter.
pub(super) fn front_matter(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut lines = text.lines();
    let starts = lines.next().is_some_and(|first| first.trim_end() == "---");
    let lines = lines.take_while(move |line| starts && line.trim_end() != "---");
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key, value.trim()))
}

/// Which page of the documentation a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublishedPage {
    pub(super) version: Option<Version>,
    pub(super) folder: Folder,
    pub(super) stem: String,
}

/// The page of which the front matter has the address; `None` for files that are not from the site.
pub(super) fn page(text: &str) -> Option<PublishedPage> {
    let mut entries = front_matter(text);
    let (_, url) = entries.find(|(key, _)| *key == CANONICAL_URL)?;
    of_url(url)
}

/// `https://learn.microsoft.com/en-us/graph/api/resources/user?view=graph-rest-beta`.
fn of_url(url: &str) -> Option<PublishedPage> {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (_, path) = address.split_once("/graph/api/")?;
    let (folder, name) = match path.split_once('/') {
        Some(("resources", name)) => (Folder::Resources, name),
        Some(_) => return None,
        None => (Folder::Api, path),
    };
    let is_name = !name.is_empty() && !name.contains('/');
    is_name.then(|| PublishedPage {
        version: Version::of_view(query),
        folder,
        stem: stem(name).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(url: &str) -> Option<(Option<Version>, Folder, String)> {
        let text = format!("---\ntitle: x\ncanonicalUrl: {url}\n---\n\n# x\n");
        page(&text).map(|page| (page.version, page.folder, page.stem))
    }

    #[test]
    fn the_address_tells_version_folder_and_name() {
        let base = "https://learn.microsoft.com/en-us/graph/api";
        assert_eq!(
            of(&format!("{base}/shelf-get?view=graph-rest-beta")),
            Some((Some(Version::Beta), Folder::Api, "shelf-get".to_owned()))
        );
        assert_eq!(
            of(&format!("{base}/resources/shelf?view=graph-rest-1.0")),
            Some((Some(Version::V1), Folder::Resources, "shelf".to_owned()))
        );
        assert_eq!(of("https://learn.microsoft.com/en-us/graph/overview"), None);
        assert_eq!(of(&format!("{base}/a/b/c")), None);
        assert_eq!(page("# x\n\ncanonicalUrl: y\n"), None);
    }
}
