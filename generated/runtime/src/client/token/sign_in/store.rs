//! Where tokens are kept.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::client::transport::BoxFuture;

/// How long a program waits before it tries to lock a file again.
const LOCK_INTERVAL: Duration = Duration::from_millis(50);

/// Keeps the tokens of a sign-in: one text, which is a secret. [`TokenFile`] keeps it in a file; a program that has a
/// keyring implements this trait for it in a few lines.
pub trait TokenStore: Send + Sync + 'static {
    /// Waits until no other program uses the store, and keeps others out until what is returned is dropped. A store that
    /// only one program uses need not do anything.
    ///
    /// # Errors
    /// When the store cannot be locked.
    fn lock(&self) -> BoxFuture<'_, io::Result<Box<dyn Send>>> {
        Box::pin(std::future::ready(Ok(Box::new(()) as Box<dyn Send>)))
    }

    /// Waits until no other program asks its person to sign in, and keeps others from it until what is returned is
    /// dropped. That can be minutes, in which the store is not locked. A store that only one program uses need not do
    /// anything.
    ///
    /// # Errors
    /// When the store cannot be locked.
    fn lock_sign_in(&self) -> BoxFuture<'_, io::Result<Box<dyn Send>>> {
        Box::pin(std::future::ready(Ok(Box::new(()) as Box<dyn Send>)))
    }

    /// The text that was saved last, if any.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn load(&self) -> io::Result<Option<String>>;

    /// Saves a text instead of the old one.
    ///
    /// # Errors
    /// When the store cannot be written. [`SignInBuilder::on_save_error`](crate::client::token::sign_in::SignInBuilder::on_save_error) gets it.
    fn save(&self, text: &str) -> io::Result<()>;
}

/// A store that ends with the program.
#[derive(Default)]
pub(super) struct Memory(Mutex<Option<String>>);

impl TokenStore for Memory {
    fn load(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn save(&self, text: &str) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned());
        Ok(())
    }
}

/// A file that keeps tokens. Only its owner can read it (on Unix; on Windows it has the permissions of its folder).
///
/// Programs can share a file: one at a time uses it, which a lock on a second file beside it (`.lock`) ensures, and one at a
/// time asks a person to sign in (`.sign-in.lock`). The file is replaced as a whole, so that a program that is
/// interrupted leaves the old tokens or the new ones.
#[derive(Clone, Debug)]
pub struct TokenFile {
    path: PathBuf,
}

impl TokenFile {
    /// A store at a path. The folder is created when the store is locked, before the first token is asked for.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut path = OsString::from(&self.path);
        path.push(ending);
        path.into()
    }

    /// Waits until no other program has locked the file with this ending.
    async fn lock_file(&self, ending: &str) -> io::Result<Box<dyn Send>> {
        self.create_folder()?;
        let file = private_file()
            .create(true)
            .truncate(false)
            .open(self.beside(ending))?;
        loop {
            match file.try_lock() {
                // The lock ends with the file: here, or with the program.
                Ok(()) => return Ok(Box::new(file)),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(LOCK_INTERVAL).await,
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    fn create_folder(&self) -> io::Result<()> {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => private_folders().create(folder),
            _ => Ok(()),
        }
    }
}

impl TokenStore for TokenFile {
    fn lock(&self) -> BoxFuture<'_, io::Result<Box<dyn Send>>> {
        Box::pin(self.lock_file(".lock"))
    }

    fn lock_sign_in(&self) -> BoxFuture<'_, io::Result<Box<dyn Send>>> {
        Box::pin(self.lock_file(".sign-in.lock"))
    }

    fn load(&self) -> io::Result<Option<String>> {
        match fs::read(&self.path) {
            // What is no text was not written by this store.
            Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn save(&self, text: &str) -> io::Result<()> {
        let new = self.beside(".new");
        remove(&new)?;
        let mut file: File = private_file().create_new(true).open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &self.path)
    }
}

/// Removes what an interrupted program left.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes files that only their owner can read.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes folders that only their owner can enter.
fn private_folders() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}
