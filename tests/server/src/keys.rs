//! Keys: the text by which the state knows what stands at a path.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::pages::Version;

/// What stands between the version and the segments of a key. A segment can hold a slash that was encoded in the URL; a
/// line break it cannot hold.
const SEPARATOR: char = '\n';

/// What is encoded in the segments of a path that is printed.
const ENCODED: &AsciiSet = &CONTROLS.add(b'/').add(b'%').add(b'{').add(b'}');

/// The key of a path, given by its segments.
pub(crate) fn key(version: Version, path: &[String]) -> String {
    let first = version.as_str().to_owned();
    path.iter().fold(first, |key, segment| below(&key, segment))
}

/// The key of a path that goes on with a segment, such as the id of an object of the collection with this key.
pub(crate) fn below(key: &str, segment: &str) -> String {
    format!("{key}{SEPARATOR}{segment}")
}

/// The keys of all paths that lead to a path, the shortest first.
pub(crate) fn above(key: &str) -> impl Iterator<Item = &str> {
    let ends = key.match_indices(SEPARATOR);
    ends.filter_map(|(end, _)| key.get(..end))
}

/// The key that leads on from another path as this one does from `from`; `None` where it does not lead on from there.
pub(crate) fn rebased(key: &str, from: &str, to: &str) -> Option<String> {
    let rest = key.strip_prefix(from)?;
    rest.starts_with(SEPARATOR).then(|| format!("{to}{rest}"))
}

/// The path of a key, with the version in front, as a seed has it.
pub(crate) fn path(key: &str) -> String {
    let segments = key.split(SEPARATOR);
    let encoded = segments.map(|segment| format!("/{}", utf8_percent_encode(segment, ENCODED)));
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::{above, below, key, path, rebased};
    use crate::pages::Version;

    #[test]
    fn a_key_has_the_version_and_the_segments() {
        let users = key(Version::V1, &["users".to_owned()]);
        let user = below(&users, "a/b");
        assert_eq!(user, key(Version::V1, &["users".to_owned(), "a/b".to_owned()]));
        assert_eq!(above(&user).collect::<Vec<_>>(), ["v1.0", users.as_str()]);
        assert_eq!(path(&user), "/v1.0/users/a%2Fb");
        let (other, photo) = (below(&users, "c"), below(&user, "photo"));
        assert_eq!(rebased(&photo, &user, &other), Some(below(&other, "photo")));
        assert_eq!(rebased(&below(&users, "a/bc"), &user, &other), None);
    }
}
