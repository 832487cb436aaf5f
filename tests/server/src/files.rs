//! What a drive keeps besides its items: their content, uploads that go on, copies that are made.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::documentation::Object;

/// All drives together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    /// The content of items, by the key of their drive and their id.
    contents: BTreeMap<(String, String), Vec<u8>>,
    /// Uploads that go on, by the last segment of their URL.
    pub(crate) uploads: BTreeMap<String, Upload>,
    /// What can be downloaded without a token, by the last segment of its URL.
    pub(crate) downloads: BTreeMap<String, Download>,
    /// Bytes that were put where no item of a drive is, with their media type, by the key of their place.
    pub(crate) bytes: BTreeMap<String, (String, Vec<u8>)>,
    /// Work that was begun, by the last segment of the URL at which it is asked after.
    pub(crate) works: BTreeMap<String, Work>,
}

/// What can be downloaded without a token.
#[derive(Clone, Debug)]
pub(crate) enum Download {
    /// The content of an item: the key of its drive, and its id.
    Item(String, String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// An upload that goes on.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) target: Target,
    /// The length of the file, as the first piece says it.
    pub(crate) total: Option<usize>,
    pub(crate) received: Vec<u8>,
}

/// What an upload makes.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A file of a drive.
    File(FilePlace),
    /// An attachment of the collection with this key.
    Attachment { collection: String, item: Object },
}

/// Where a file is written: in place of one that is there, or as a new one in a folder.
#[derive(Clone, Debug)]
pub(crate) struct FilePlace {
    /// The id of the drive.
    pub(crate) drive: String,
    /// The key of the items of the drive.
    pub(crate) items: String,
    pub(crate) at: At,
    /// What happens where the name is taken.
    pub(crate) conflict: Conflict,
}

/// What a path in a drive leads to.
#[derive(Clone, Debug)]
pub(crate) enum At {
    /// An item that is there, by its id.
    Item(String),
    /// A name in a folder, by the id of the folder, that no item has yet.
    New { folder: String, name: String },
}

/// What happens where a name is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    Fail,
    Replace,
    Rename,
}

impl Conflict {
    /// As a request says it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "fail" => Self::Fail,
            "replace" => Self::Replace,
            "rename" => Self::Rename,
            _ => return None,
        })
    }
}

/// Long-running work: done when it is asked for the second time.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// Whether somebody has asked how far it is.
    pub(crate) was_asked_for: bool,
    /// The id of what it makes, or the code of what went wrong.
    pub(crate) result: Result<String, &'static str>,
}

/// The content of files of which the pages have no content.
pub(crate) const UNKNOWN_CONTENT: &[u8] = b"No page shows what is in this file.\n";

impl Files {
    /// The content of an item; of one that nobody wrote, text of its size.
    pub(crate) fn content(&self, items: &str, item: &Object) -> Vec<u8> {
        let id = crate::names::property(item, "id");
        match self.contents.get(&(items.to_owned(), id.to_owned())) {
            Some(content) => content.clone(),
            None => {
                let size = item.get("size").and_then(serde_json::Value::as_u64);
                let size = size
                    .and_then(|size| usize::try_from(size).ok())
                    .unwrap_or_default();
                UNKNOWN_CONTENT.iter().copied().cycle().take(size).collect()
            }
        }
    }

    pub(crate) fn write(&mut self, items: &str, id: &str, content: Vec<u8>) {
        self.contents.insert((items.to_owned(), id.to_owned()), content);
    }
}

/// The last segment of a URL that needs no token; nobody can guess it.
pub(crate) fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}
