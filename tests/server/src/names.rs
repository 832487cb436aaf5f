//! Names by which a path can call an object instead of by its id: sign-in names of users, names of mail folders.

use serde_json::Value;

use crate::documentation::Object;
use crate::pages::USERS;

/// The id of the object that a path calls by a name; `None` where the objects of the collection have no such names, or
/// none has this one.
pub(crate) fn id_of_name(objects: &[Object], collection: &str, text: &str) -> Option<String> {
    let object = objects.iter().find(|object| match collection {
        USERS => property(object, "userPrincipalName").eq_ignore_ascii_case(text),
        // `sentitems` is the folder that is called Sent Items, where mailboxes speak English, as those here do.
        "mailFolders" | "childFolders" => {
            let name = property(object, "displayName").replace(' ', "");
            name.eq_ignore_ascii_case(text)
        }
        _ => false,
    });
    Some(property(object?, "id").to_owned())
}

/// The id of the folder in which an object says that it lies: a message, a folder of a mailbox, or an item of a drive.
/// Empty where it says none.
pub(crate) fn folder_named(object: &Object) -> &str {
    let reference = object.get("parentReference");
    let id = reference.and_then(|reference| reference.get("id")?.as_str());
    id.unwrap_or_else(|| property(object, "parentFolderId"))
}

/// The text of a property; empty where the object does not have it, or where it is no text.
pub(crate) fn property<'a>(object: &'a Object, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::id_of_name;

    #[test]
    fn users_by_their_sign_in_name_and_folders_by_the_name_of_all_mailboxes() {
        let objects: Vec<_> = [
            json!({"id": "1", "userPrincipalName": "mara@example.com"}),
            json!({"id": "2", "displayName": "Sent Items"}),
        ]
        .into_iter()
        .filter_map(|object| object.as_object().cloned())
        .collect();
        for (collection, text, id) in [
            ("users", "Mara@example.com", Some("1")),
            ("users", "Sent Items", None),
            ("mailFolders", "sentitems", Some("2")),
            ("mailFolders", "inbox", None),
            ("devices", "mara@example.com", None),
        ] {
            assert_eq!(
                id_of_name(&objects, collection, text).as_deref(),
                id,
                "{collection} {text}"
            );
        }
    }
}
