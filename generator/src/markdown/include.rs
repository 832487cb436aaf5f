//! `[!INCLUDE [label](path)]`: reads the directive and finds the file.

use std::ops::Range;

use super::InlineKind;
use crate::source::SourceMap;
use crate::span::FileId;

/// In how many folders above that of a page a folder of includes is looked for.
const MAX_ABOVE: usize = 8;

/// How a directive starts.
const START: &str = "[!INCLUDE";

/// Where the included code samples and links to SDKs lie, which repeat the HTTP example in other languages, and the notice
/// that a page is of beta. A page without them says the same. `_` and `-` are equal here.
const WITHOUT_MEANING: &[&str] = &[
    "/snippets/",
    "/snippets-sdk-",
    "/sdk-snippets/",
    "/beta-disclaimer",
];

/// A directive, with ranges in the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) range: Range<usize>,
    pub(super) label: Range<usize>,
    pub(super) target: Range<usize>,
    /// Whether something is missing or stands where it does not belong.
    pub(super) broken: bool,
}

/// Whether a line starts with a directive.
pub(super) fn starts(line: &str) -> bool {
    line.trim_start()
        .get(..START.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(START))
}

/// Whether there may be a directive in a text.
pub(super) fn mentioned(text: &str) -> bool {
    find_start(text).is_some()
}

/// The directives of a line that starts with one, and where they end.
///
/// A directive may stand within the label of another (`[!INCLUDE [sdk-[!INCLUDE [a](b)]docs](c)]`); both count.
pub(super) fn directives(line: &str) -> (Vec<Directive>, usize) {
    let mut found: Vec<Directive> = Vec::new();
    let mut at = line.len() - line.trim_start().len();
    // Starts of directives whose label was broken off by another directive.
    let mut pending = Vec::new();
    // Where labels end; each place is looked at once, as `at` only grows.
    let mut middles = line.match_indices("](").map(|(middle, _)| middle).peekable();
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let inner_start = match rest.trim_start() {
            inner if starts(inner) => {
                at += rest.len() - inner.len();
                let behind = at + START.len();
                let tail = line.get(behind..).unwrap_or_default();
                let label = tail.trim_start();
                let label_start = behind + tail.len() - label.len();
                Some(label_start + usize::from(label.starts_with('[')))
            }
            _ => None,
        };
        let (start, label_start) = match (inner_start, pending.last()) {
            (Some(label_start), _) => (at, label_start),
            (None, Some(&(start, label_start))) => (start, label_start),
            (None, None) => return (found, at),
        };
        let from = inner_start.unwrap_or(at);
        let nested = find_start(line.get(from..).unwrap_or_default()).map(|nested| from + nested);
        while middles.next_if(|middle| *middle < from).is_some() {}
        let Some(middle) = middles
            .peek()
            .copied()
            .filter(|middle| nested.is_none_or(|nested| *middle < nested))
        else {
            match nested {
                Some(nested) if inner_start.is_some() => {
                    pending.push((start, label_start));
                    at = nested;
                    continue;
                }
                _ => return (found, at),
            }
        };
        let broken_off = inner_start.is_none();
        if broken_off {
            pending.pop();
        }
        let target_start = middle + 2;
        let target = line.get(target_start..).unwrap_or_default();
        let length = target.find([')', ']']).unwrap_or(target.len());
        let behind = target.get(length..).unwrap_or_default();
        let closing = behind
            .strip_prefix(')')
            .map(|tail| tail.trim_start().starts_with(']'));
        let end = target_start
            + length
            + match closing {
                Some(true) => behind.find(']').map_or(1, |end| end + 1),
                Some(false) => 1,
                None => behind.len().min(1),
            };
        found.push(Directive {
            range: if broken_off { at..end } else { start..end },
            label: label_start..middle,
            target: target_start..target_start + length,
            broken: broken_off || closing != Some(true),
        });
        at = end;
    }
}

/// The text before and behind a directive within a text, of which the reader of blocks sees none. `link` is what stands in
/// the outer brackets.
pub(crate) fn around_include<'t>(
    before: &'t InlineKind,
    link: &InlineKind,
    behind: &'t InlineKind,
) -> Option<(&'t str, &'t str)> {
    let (InlineKind::Text(before), InlineKind::Link { .. }, InlineKind::Text(behind)) =
        (before, link, behind)
    else {
        return None;
    };
    let head = before.strip_suffix(' ')?;
    let at = head.len().checked_sub(START.len())?;
    let is_start = head.get(at..)?.eq_ignore_ascii_case(START);
    is_start.then_some((head.get(..at)?, behind.strip_prefix(']')?))
}

fn find_start(text: &str) -> Option<usize> {
    text.match_indices("[!")
        .map(|(at, _)| at)
        .find(|at| text.get(*at..).is_some_and(starts))
}

/// Whether a file that is not there is nothing to speak of. Which national clouds offer an operation is said by one of
/// four files (`[national-cloud-support](../../includes/all-clouds.md)`), and its name tells which clouds these are.
pub(super) fn is_without_meaning(label: &str, target: &str) -> bool {
    let target = format!("/{}", target.replace('_', "-"));
    label.starts_with("national-cloud") || WITHOUT_MEANING.iter().any(|known| target.contains(known))
}

/// The file that a page includes: beside the page, else in the `includes` of the page's version, else in the
/// `includes` beside the versions.
pub(super) fn resolve(sources: &SourceMap, including: FileId, target: &str) -> Option<FileId> {
    let path = &sources.file(including).path;
    let target = target
        .split(['#', '?'])
        .next()
        .unwrap_or(target)
        .replace('\\', "/");
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(file) = join(folder, &target).and_then(|path| sources.find(&path)) {
        return Some(file);
    }
    let (_, below) = target.rsplit_once("includes/")?;
    let mut above = folder;
    for _ in 0..=MAX_ABOVE {
        let candidate = join(above, &format!("includes/{below}"));
        if let Some(file) = candidate.and_then(|path| sources.find(&path)) {
            return Some(file);
        }
        if above.is_empty() {
            return None;
        }
        above = above.rsplit_once('/').map_or("", |(above, _)| above);
    }
    None
}

/// The path that a relative target means; `None` where it leads out of the input.
fn join(folder: &str, target: &str) -> Option<String> {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.trim().split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    fn read(line: &str) -> (Vec<(&str, &str, bool)>, &str) {
        let (found, end) = directives(line);
        let found = found
            .into_iter()
            .map(|directive| (&line[directive.label], &line[directive.target], directive.broken))
            .collect();
        (found, &line[end..])
    }

    #[test]
    fn one_directive() {
        assert_eq!(
            read("  [!INCLUDE [label](../includes/a.md)]"),
            (vec![("label", "../includes/a.md", false)], "")
        );
        assert_eq!(
            read("[!include[x](a.md)] and text"),
            (vec![("x", "a.md", false)], " and text")
        );
    }

    #[test]
    fn two_on_a_line() {
        let line = "[!INCLUDE [a](1.md)] [!INCLUDE [b](2.md)]";
        assert_eq!(read(line), (vec![("a", "1.md", false), ("b", "2.md", false)], ""));
    }

    #[test]
    fn a_directive_within_the_label_of_another() {
        let line = "[!INCLUDE [sample-[!INCLUDE [sdk](1.md)]code](2.md)]";
        let (found, rest) = read(line);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].0, found[0].1), ("sdk", "1.md"));
        assert_eq!((found[1].1, found[1].2), ("2.md", true));
        assert_eq!(rest, "");
    }

    #[test]
    fn broken_ones_end_somewhere() {
        assert_eq!(read("[!INCLUDE [a](1.md)").0, [("a", "1.md", true)]);
        assert_eq!(read("[!INCLUDE [a](1.md]").0, [("a", "1.md", true)]);
        assert_eq!(read("[!INCLUDE [a]").0, []);
        assert_eq!(read("[!INCLUDE").0, []);
    }

    #[test]
    fn files_are_found_beside_the_page_and_in_the_folders_of_includes() {
        let sources = SourceMap::new(
            [
                "v1.0/api/x.md",
                "v1.0/includes/a.md",
                "includes/b.md",
                "v1.0/includes/permissions/c.md",
            ]
            .map(|path| SourceFile::new(path, ""))
            .to_vec(),
        );
        let page = sources.find("v1.0/api/x.md").unwrap();
        let found =
            |target: &str| resolve(&sources, page, target).map(|file| sources.file(file).path.as_str());
        assert_eq!(found("../includes/a.md"), Some("v1.0/includes/a.md"));
        assert_eq!(found("../../includes/b.md"), Some("includes/b.md"));
        assert_eq!(found("../includes/b.md"), Some("includes/b.md"));
        assert_eq!(
            found("../../../includes/permissions/c.md"),
            Some("v1.0/includes/permissions/c.md")
        );
        assert_eq!(found("../../../../x.md"), None);
        assert_eq!(found("none.md"), None);
    }

    #[test]
    fn some_files_say_nothing_new() {
        for (label, target) in [
            ("sample-code", "../includes/snippets/csharp/a-csharp-snippets.md"),
            ("sdk", "../includes/snippets_sdk_documentation_link.md"),
            ("national-cloud-support", "../../includes/all-clouds.md"),
        ] {
            assert!(is_without_meaning(label, target), "{target}");
        }
        assert!(!is_without_meaning(
            "permissions-table",
            "../includes/permissions/a.md"
        ));
    }
}
