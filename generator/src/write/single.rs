//! Writes one file that is no part of an output crate, such as that which a build script takes in by `include!`.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::error::Error;

/// Gives a file a new content: all of it, or the file stays as it was. A file that has the content already is not
/// touched.
///
/// # Errors
///
/// Fails where the system refuses.
pub fn update_file(path: &Path, content: &str) -> Result<(), Error> {
    match fs::read(path) {
        Ok(old) if old == content.as_bytes() => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("read", path)(error)),
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut staged = tempfile::NamedTempFile::new_in(folder).map_err(Error::io("write", folder))?;
    staged
        .write_all(content.as_bytes())
        .map_err(Error::io("write", path))?;
    staged
        .persist(path)
        .map_err(|error| Error::io("write", path)(error.error))?;
    Ok(())
}
