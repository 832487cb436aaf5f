//! The files of snippets, below the folder of the versions: among the pages, or wherever they are to go.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::is_marked;
use super::layout::{Found, below, look, place};
use super::single::replace_file;
use super::tree::Written;
use crate::error::Error;

/// Makes the folders below `root` hold these files: writes what differs, and deletes what an earlier run wrote there and
/// this one did not. Each file is written as a whole. Files of others stay.
///
/// # Errors
///
/// Fails where a file that the generator did not write is in the way, and then changes nothing; and where the system
/// refuses.
pub fn write(files: &BTreeMap<String, String>, folders: &[String], root: &Path) -> Result<Written, Error> {
    let mut written = Written::default();
    let mut foreign = Vec::new();
    let mut changed = Vec::new();
    for (path, text) in files {
        match look(root, path)? {
            Found::Nothing => {
                written.created += 1;
                changed.push((path, text));
            }
            Found::File(old) if old == text.as_bytes() => written.unchanged += 1,
            Found::File(old) if is_marked(&old) => {
                written.replaced += 1;
                changed.push((path, text));
            }
            Found::File(_) => foreign.push(place(root, path)),
            Found::Other(obstacle) => foreign.push(obstacle),
        }
    }
    if !foreign.is_empty() {
        foreign.sort();
        foreign.dedup();
        return Err(Error::Foreign { paths: foreign });
    }
    let mut stale = Vec::new();
    for folder in folders {
        let folder = place(root, folder.trim_end_matches('/'));
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::io("read", &folder)(error)),
        };
        for entry in entries {
            let file = entry.map_err(Error::io("read", &folder))?.path();
            let path = below(root, &file);
            if !files.contains_key(&path)
                && let Found::File(old) = look(root, &path)?
                && is_marked(&old)
            {
                stale.push(file);
            }
        }
    }
    for (path, text) in changed {
        replace_file(&place(root, path), text)?;
    }
    for file in &stale {
        fs::remove_file(file).map_err(Error::io("delete", file))?;
    }
    written.removed = stale.len();
    Ok(written)
}
