//! The vectors of `vectors/make.sh`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use graph_runtime::json;
use graph_runtime::notifications::{ChangeNotifications, EncryptedContent};

/// A folder with vectors.
pub(crate) struct Vectors(PathBuf);

impl Vectors {
    /// The vectors that are checked in.
    pub(crate) fn stored() -> Self {
        Self(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notifications/vectors"))
    }

    /// New vectors, with new keys; `None` where OpenSSL or Bash is not installed.
    pub(crate) fn new(folder: &Path) -> Option<Self> {
        let is_installed = |program: &str, argument: &str| {
            let output = Command::new(program).arg(argument).output();
            output.is_ok_and(|output| output.status.success())
        };
        if !is_installed("openssl", "version") || !is_installed("bash", "--version") {
            return None;
        }
        let script = Self::stored().0.join("make.sh");
        let output = Command::new("bash").arg(script).arg(folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        Some(Self(folder.to_owned()))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub(crate) fn notifications(&self) -> ChangeNotifications {
        json::read(&self.text("notifications.json")).unwrap()
    }

    /// The content of the notification.
    pub(crate) fn content(&self) -> EncryptedContent {
        let mut notifications = self.notifications().into_iter();
        notifications.next().unwrap().encrypted_content.unwrap()
    }

    /// The tokens by what is particular to each.
    pub(crate) fn tokens(&self) -> BTreeMap<String, String> {
        serde_json::from_str(&self.text("tokens.json")).unwrap()
    }
}
