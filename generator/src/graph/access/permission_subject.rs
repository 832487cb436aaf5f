//! Which table of permissions is about a path.
//!
//! A page that documents a request on several resources has a table for each: "event", "group event", "For chat:",
//! "acting on self". The words name what stands in the path.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::access::permission::PermissionFacts;
use crate::graph::{ME, PathTemplate, USERS, singular};

/// Words that say for what a table is, and name nothing.
const FILLERS: &[&str] = &[
    "for",
    "permissions",
    "on",
    "the",
    "a",
    "an",
    "resource",
    "resources",
];

/// The subject of the permissions with which a person changes what is their own.
const ACTING_ON_SELF: &str = "acting on self";

/// Permission tables with the paths that their page or their operation documents.
#[derive(Debug)]
pub struct PermissionTables<'t> {
    tables: &'t [PermissionFacts],
    /// The places of those that are about one of the paths.
    about_paths: BTreeSet<usize>,
    /// Whether each path has a table that is about it.
    all_have_one: bool,
}

impl<'t> PermissionTables<'t> {
    /// The tables of what documents these paths.
    pub fn new<'p>(tables: &'t [PermissionFacts], paths: impl Iterator<Item = &'p PathTemplate>) -> Self {
        let of_paths: Vec<Option<Vec<usize>>> = paths.map(|path| about(tables, path)).collect();
        Self {
            tables,
            all_have_one: of_paths.iter().all(Option::is_some),
            about_paths: of_paths.into_iter().flatten().flatten().collect(),
        }
    }

    /// The places of the tables that are about a path: those whose words name something in it. A path that none names has
    /// those that are about no other path: nothing where each is about one, `/directory/deletedItems/microsoft.graph.device`
    /// beside tables of users and groups, and all where the page leaves it open which of them counts.
    ///
    /// A table that names nothing is for the paths that no other table names, or for all where each is named. A page that
    /// documents `/users/{id}` without `/me` means by "acting on self" the caller's own id.
    pub fn of_path(&self, path: &PathTemplate) -> Vec<usize> {
        let Some(mut about) = about(self.tables, path) else {
            return self.about_no_path().collect();
        };
        let is_of_users = path.shape().starts_with("/users/");
        let counts = |table: &usize| match self.tables.get(*table).map(|table| &table.subject) {
            Some(Some(subject)) => is_of_users && subject.to_lowercase().starts_with(ACTING_ON_SELF),
            Some(None) => self.all_have_one,
            None => false,
        };
        about.extend(self.about_no_path().filter(counts));
        about
    }

    /// The tables of an operation with these paths.
    pub fn of_operation<'p>(&self, paths: impl Iterator<Item = &'p PathTemplate>) -> Vec<PermissionFacts> {
        let places: BTreeSet<usize> = paths.flat_map(|path| self.of_path(path)).collect();
        let tables = places.into_iter().filter_map(|place| self.tables.get(place));
        tables.cloned().collect()
    }

    /// The tables that are about none of these paths.
    pub fn of_none<'p>(
        &self,
        paths: impl Iterator<Item = &'p PathTemplate>,
    ) -> impl Iterator<Item = &'t PermissionFacts> {
        let places: BTreeSet<usize> = paths.flat_map(|path| self.of_path(path)).collect();
        let tables = self.tables.iter().enumerate();
        tables.filter_map(move |(place, table)| (!places.contains(&place)).then_some(table))
    }

    fn about_no_path(&self) -> impl Iterator<Item = usize> {
        (0..self.tables.len()).filter(|index| !self.about_paths.contains(index))
    }
}

/// The places of the tables whose words name something in a path; `None` where those of none do. Of a single table it is not
/// asked what it is about.
fn about(tables: &[PermissionFacts], path: &PathTemplate) -> Option<Vec<usize>> {
    if tables.len() < 2 {
        return None;
    }
    let names: Vec<String> = path.fixed_names().into_iter().map(name_of_resource).collect();
    let shape = path.shape();
    let fits_by = |last: LastWord| -> Vec<Option<Fit>> {
        let fits = tables.iter();
        let fits = fits.map(|table| fit(table.subject.as_deref()?, &names, &shape, last));
        fits.collect()
    };
    let mut fits = fits_by(LastWord::InPath);
    if fits.iter().all(Option::is_none) {
        fits = fits_by(LastWord::Anything);
    }
    let best = fits.iter().flatten().max().copied()?;
    let is_best = |index: &usize| fits.get(*index) == Some(&Some(best));
    Some((0..fits.len()).filter(is_best).collect())
}

/// How well a subject fits a path, from bad to good: how far back in the path it stands, how many of its words are in the
/// path, and how few are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    place: usize,
    found: usize,
    missing: Reverse<usize>,
}

/// What the last word of a subject must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastWord {
    /// The name of something in the path: "group event".
    InPath,
    /// Anything, where a word before it stands in the path: "Exchange Online" of `/roleManagement/exchange`.
    Anything,
}

fn fit(subject: &str, names: &[String], shape: &str, last: LastWord) -> Option<Fit> {
    let lower = subject.to_lowercase();
    let alternatives = lower.split(" or ").flat_map(|part| part.split([',', ';']));
    alternatives
        .filter_map(|alternative| fit_of_words(alternative.trim(), names, shape, last))
        .max()
}

fn fit_of_words(text: &str, names: &[String], shape: &str, last: LastWord) -> Option<Fit> {
    let exact = |place| Fit {
        place,
        found: names.len(),
        missing: Reverse(0),
    };
    // "acting on self", "acting on other users": `/me` and `/users/{id}`.
    if let Some(whom) = text.strip_prefix("acting on ") {
        let is_self = whom.starts_with("self");
        let is_own = shape == "/me" || shape.starts_with("/me/");
        return (is_self == is_own).then(|| exact(0));
    }
    // `GET /users/{id}/messages`, as annotations have it.
    if let Some(at) = text.find('/')
        && !text.contains('(')
    {
        let address: Vec<&str> = text[at..].split_whitespace().next()?.split('/').skip(1).collect();
        let of_path: Vec<&str> = shape.split('/').skip(1).collect();
        let is_same = |(one, other): (&&str, &&str)| one.starts_with('{') || one.eq_ignore_ascii_case(other);
        let fits = address.len() == of_path.len() && address.iter().zip(&of_path).all(is_same);
        return fits.then(|| exact(names.len()));
    }
    // What stands in parentheses explains: "chatMessage (/chats/{id}/messages)".
    let words = text.split('(').next().unwrap_or_default().split_whitespace();
    let words: Vec<String> = words
        .filter(|word| !FILLERS.contains(word))
        .map(name_of_resource)
        .collect();
    let place = |word: &String| names.iter().rposition(|name| name == word);
    // "entitlement management provider": `entitlementManagement`.
    let joined = (2..=words.len()).rev().find_map(|count| {
        let place = place(&words.get(..count)?.concat())?;
        Some(Fit {
            place,
            found: count,
            missing: Reverse(words.len() - count),
        })
    });
    if joined.is_some() {
        return joined;
    }
    let place_of_last = match last {
        LastWord::InPath => place(words.last()?).or_else(|| index_of_ending(words.last()?, names))?,
        LastWord::Anything => words.iter().rev().find_map(place)?,
    };
    let found = words.iter().filter(|word| place(word).is_some()).count();
    Some(Fit {
        place: place_of_last,
        found,
        missing: Reverse(words.len() - found),
    })
}

/// The index of the name in which a word ends: the `chatMessage` of `/chats/{id}/messages`.
fn index_of_ending(word: &str, names: &[String]) -> Option<usize> {
    names
        .iter()
        .rposition(|name| name.len() > 3 && word.ends_with(name.as_str()))
}

/// A word as the name of a resource: one of it, in lower case; `me` is one of the users, and the cast
/// `microsoft.graph.device` leads to devices.
fn name_of_resource(word: &str) -> String {
    let word = word.rsplit('.').next().unwrap_or(word);
    let word = if word.eq_ignore_ascii_case(ME) {
        USERS
    } else {
        word
    };
    singular(word).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Segment;

    fn path(text: &str) -> PathTemplate {
        let segments = text.split('/').skip(1).map(|part| match part.strip_prefix('{') {
            Some(name) => Segment::Parameter(name.trim_end_matches('}').to_owned()),
            None => Segment::Literal(part.to_owned()),
        });
        PathTemplate {
            segments: segments.collect(),
        }
    }

    fn tables(subjects: &[&str]) -> Vec<PermissionFacts> {
        let table = |subject: &&str| PermissionFacts {
            subject: Some((*subject).to_owned()),
            ..PermissionFacts::default()
        };
        subjects.iter().map(table).collect()
    }

    #[test]
    fn the_words_of_a_table_name_what_stands_in_the_path() {
        for (subjects, of_path, expected) in [
            (
                &["event", "message", "post"][..],
                "/me/messages/{id}/attachments/{id}",
                &[1][..],
            ),
            (&["event", "message"], "/me/mailFolders/{id}/messages/{id}", &[1]),
            (
                &["group", "event", "group event", "user"],
                "/groups/{id}/events/{id}/extensions",
                &[2],
            ),
            (
                &["group", "event", "group event", "user"],
                "/users/{id}/events/{id}/extensions",
                &[1],
            ),
            (
                &["group", "event", "group event", "user"],
                "/groups/{id}/extensions",
                &[0],
            ),
            (&["user calendar", "group calendar"], "/me/calendar", &[0]),
            (
                &["user calendar", "group calendar"],
                "/groups/{id}/calendar",
                &[1],
            ),
            (&["personal contact", "group"], "/users/{id}/contacts/{id}", &[0]),
            (
                &["user or chat", "channel"],
                "/teams/{id}/channels/{id}/members",
                &[1],
            ),
            (&["user or chat", "channel"], "/chats/{id}/members", &[0]),
            (
                &["For chat", "Permissions for channel"],
                "/chats/{id}/messages",
                &[0],
            ),
            (
                &["acting on self", "acting on other users"],
                "/me/authentication/methods",
                &[0],
            ),
            (
                &["acting on self", "acting on other users"],
                "/users/{id}/authentication/methods",
                &[1, 0],
            ),
            (
                &["GET /users/{id}/kites", "GET /kites"],
                "/users/{id}/kites",
                &[0],
            ),
            (
                &[
                    "For the directory (Contoso) provider",
                    "For the entitlement management provider",
                    "For an Exchange Online provider",
                ],
                "/roleManagement/directory/roleAssignments",
                &[0],
            ),
            (
                &["the directory provider", "the entitlement management provider"],
                "/roleManagement/entitlementManagement/roleAssignments",
                &[1],
            ),
            (
                &["the directory provider", "an Exchange Online provider"],
                "/roleManagement/exchange/roleAssignments",
                &[1],
            ),
            (&["user", "task", "tasklist"], "/users/{id}/todo/lists/{id}", &[2]),
            (
                &["user", "task", "tasklist"],
                "/users/{id}/todo/lists/{id}/tasks/{id}",
                &[1],
            ),
            (
                &["applications", "devices", "users"],
                "/directory/deletedItems/microsoft.graph.device",
                &[1],
            ),
            // Nothing in the path: the page leaves it open.
            (
                &["callRecord", "chatMessage (/chats/{id}/messages)"],
                "/subscriptions",
                &[0, 1],
            ),
        ] {
            let tables = tables(subjects);
            let path = path(of_path);
            let about = PermissionTables::new(&tables, std::iter::once(&path));
            assert_eq!(about.of_path(&path), expected, "{of_path}");
        }
    }

    #[test]
    fn a_table_about_none_of_the_paths_counts_for_none() {
        let [kites, crews] = ["/kites/{id}", "/crews/{id}"].map(path);
        let rows = tables(&["kite", "harbour", "crew"]);
        let about = PermissionTables::new(&rows, [&kites, &crews].into_iter());
        let subjects = |tables: Vec<PermissionFacts>| -> Vec<Option<String>> {
            tables.into_iter().map(|table| table.subject).collect()
        };
        let of_kites = about.of_operation(std::iter::once(&kites));
        assert_eq!(subjects(of_kites), [Some("kite".to_owned())]);
        let of_none = about.of_none([&kites, &crews].into_iter());
        assert_eq!(subjects(of_none.cloned().collect()), [Some("harbour".to_owned())]);
    }

    #[test]
    fn a_table_that_names_nothing_counts_for_what_is_left() {
        let [kites, crews] = ["/kites/{id}", "/crews/{id}"].map(path);
        let mut rows = tables(&["kite", "crew"]);
        rows.push(PermissionFacts::default());
        let all_named = PermissionTables::new(&rows, [&kites, &crews].into_iter());
        assert_eq!(
            (all_named.of_path(&kites), all_named.of_path(&crews)),
            (vec![0, 2], vec![1, 2])
        );
        rows.remove(1);
        let one_left = PermissionTables::new(&rows, [&kites, &crews].into_iter());
        assert_eq!(
            (one_left.of_path(&kites), one_left.of_path(&crews)),
            (vec![0], vec![1])
        );
    }

    #[test]
    fn users_without_me_are_the_caller_too() {
        let [me, users] = ["/me/kites", "/users/{id}/kites"].map(path);
        let columns = tables(&["acting on others", "acting on self"]);
        let both = PermissionTables::new(&columns, [&me, &users].into_iter());
        assert_eq!((both.of_path(&me), both.of_path(&users)), (vec![1], vec![0]));
        let alone = PermissionTables::new(&columns, std::iter::once(&users));
        assert_eq!(alone.of_path(&users), [0, 1]);
    }

    #[test]
    fn a_path_without_a_row_has_no_permissions_beside_paths_that_have_one() {
        let [kites, crews, masts] = ["/kites/{id}", "/crews/{id}", "/masts/{id}"].map(path);
        let rows = tables(&["kite", "crew"]);
        let about = PermissionTables::new(&rows, [&kites, &crews].into_iter());
        assert_eq!(about.of_path(&kites), [0]);
        assert_eq!(about.of_path(&masts), [0; 0]);
        assert!(about.of_operation(std::iter::once(&masts)).is_empty());
        let open = tables(&["kite", "crew", "harbour"]);
        let about = PermissionTables::new(&open, [&kites, &crews].into_iter());
        assert_eq!(about.of_path(&masts), [2], "that of the harbour may be about it");
        assert_eq!(about.of_operation([&kites, &masts].into_iter()).len(), 2);
    }
}
