//! What the service takes for an object in a path, besides its id.

use serde_json::Value;

use crate::documentation::Object;

/// The id of the object of a collection that has a name.
pub(crate) fn named(objects: &[Object], collection: &str, text: &str) -> Option<String> {
    let object = objects.iter().find(|object| match collection {
        "users" => property(object, "userPrincipalName").eq_ignore_ascii_case(text),
        // `sentitems` is the folder that is called Sent Items, where mailboxes speak English, as those here do.
        "mailFolders" | "childFolders" => {
            let name = property(object, "displayName").replace(' ', "");
            name.eq_ignore_ascii_case(text)
        }
        _ => false,
    });
    Some(property(object?, "id").to_owned())
}

/// A property of an object that is a text; empty where it is none.
pub(crate) fn property<'a>(object: &'a Object, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::named;

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
                named(&objects, collection, text).as_deref(),
                id,
                "{collection} {text}"
            );
        }
    }
}
