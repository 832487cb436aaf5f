//! Where the paths of a mailbox lead. Its messages are one collection, whatever folder they are asked for in, and so are its
//! folders.

use crate::pages::Segment;
use crate::resource_path::ResourcePath;

/// The collection of the folders at the top of a mailbox.
pub(crate) const FOLDERS: &str = "mailFolders";

/// The collection of the folders in a folder.
const CHILDREN: &str = "childFolders";

/// The collection of messages, of a mailbox or of a folder.
pub(crate) const MESSAGES: &str = "messages";

/// What of a mailbox has a folder in it: the name of the collection that has all of it.
fn whole(folders: &str, part: &str) -> Option<&'static str> {
    if !folders.eq_ignore_ascii_case(FOLDERS) {
        None
    } else if part.eq_ignore_ascii_case(MESSAGES) {
        Some(MESSAGES)
    } else {
        part.eq_ignore_ascii_case(CHILDREN).then_some(FOLDERS)
    }
}

impl ResourcePath {
    /// The collection of the mailbox of which this one, `mailFolders/{id}/messages`, is the part in a folder.
    pub(crate) fn of_mailbox(&self) -> Option<Self> {
        let before = self.template.len().checked_sub(3)?;
        let [
            Segment::Literal(folders),
            Segment::Parameter(_),
            Segment::Literal(part),
        ] = self.template.get(before..)?
        else {
            return None;
        };
        let mut collection = self.first(before).child(whole(folders, part)?);
        collection.folder = self.segments.get(before + 1).cloned();
        Some(collection)
    }
}

/// The shape of the path of [`ResourcePath::of_mailbox`], for that of a path.
pub(crate) fn shape_of_mailbox(shape: &str) -> Option<String> {
    let mut segments = shape.rsplitn(4, '/');
    let (part, _, folders) = (segments.next()?, segments.next()?, segments.next()?);
    let whole = whole(folders, part)?.to_ascii_lowercase();
    Some(format!("{}/{whole}", segments.next()?))
}

/// What a folder is called that every mailbox has, in the language of the mailboxes here. A path calls it by the name
/// without spaces and case.
pub(crate) fn well_known(name: &str) -> Option<&'static str> {
    const NAMES: [&str; 7] = [
        "Archive",
        "Deleted Items",
        "Drafts",
        "Inbox",
        "Junk Email",
        "Outbox",
        "Sent Items",
    ];
    let is_meant = |known: &&str| known.replace(' ', "").eq_ignore_ascii_case(name);
    NAMES.into_iter().find(is_meant)
}

#[cfg(test)]
mod tests {
    use super::{shape_of_mailbox, well_known};
    use crate::pages::Version;
    use crate::resource_path::ResourcePath;

    #[test]
    fn what_is_in_a_folder_is_in_the_mailbox() {
        let user = ResourcePath::top(Version::V1, "users").object("u");
        let folder = user.child("MailFolders").object("f");
        let found = |part: &str| {
            let whole = folder.child(part).of_mailbox()?;
            Some((whole.segments.join("/"), whole.folder?))
        };
        let of = |path: &str| Some((path.to_owned(), "f".to_owned()));
        assert_eq!(found("messages"), of("users/u/messages"));
        assert_eq!(found("childFolders"), of("users/u/mailFolders"));
        assert_eq!(found("messageRules"), None);
        assert_eq!(folder.object("x").of_mailbox().map(|path| path.segments), None);
        for (shape, whole) in [
            ("/users/{}/mailfolders/{}/messages", Some("/users/{}/messages")),
            (
                "/users/{}/mailfolders/{}/childfolders",
                Some("/users/{}/mailfolders"),
            ),
            ("/users/{}/messages", None),
            ("/messages", None),
        ] {
            assert_eq!(shape_of_mailbox(shape).as_deref(), whole, "{shape}");
        }
    }

    #[test]
    fn folders_of_every_mailbox() {
        assert_eq!(well_known("deleteditems"), Some("Deleted Items"));
        assert_eq!(well_known("Deleted Items"), None);
    }
}
