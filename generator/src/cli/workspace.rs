//! Where things lie: the workspace of the generator, the pages, the runtime.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use generator::source::SourceMap;
use generator::{Config, Version};

use super::{Failure, Input};

const DOCS: &str = "docs-input";
pub(super) const GENERATED: &str = "generated";
/// How far above an input the folder of both versions can lie: an input may be `v1.0/api/user-get.md`.
const MAX_ABOVE: usize = 4;
const RUNTIME: [&str; 2] = [GENERATED, "runtime"];

/// The workspace of the generator, if the program runs in it.
pub(super) struct Workspace {
    root: Option<PathBuf>,
}

/// The pages of a run, and how to read them.
pub(super) struct Inputs {
    first: PathBuf,
    more: Vec<PathBuf>,
    versions_of: Vec<(PathBuf, Version)>,
    threads: Option<u16>,
}

impl Workspace {
    /// Looks in the current folder and above it, then where `cargo run` says that the package lies.
    pub(super) fn find() -> Self {
        let current = std::env::current_dir().ok();
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let is_root =
            |dir: &&Path| dir.join(DOCS).is_dir() && dir.join(GENERATED).join("Cargo.toml").is_file();
        let root = [current, package]
            .iter()
            .flatten()
            .find_map(|start| start.ancestors().find(is_root))
            .map(Path::to_owned);
        Self { root }
    }

    /// The pages that the user named, or those of the workspace.
    pub(super) fn inputs(&self, input: &Input) -> Result<Inputs, Failure> {
        let mut given = input.input.iter().cloned();
        let first = match (given.next(), &self.root) {
            (Some(first), _) => first,
            (None, Some(root)) => from_here(&root.join(DOCS)),
            (None, None) => {
                return Err(Failure::Usage(format!(
                    "no `{DOCS}` here or above; name the folder with the pages: --input DIR"
                )));
            }
        };
        Ok(Inputs {
            first,
            more: given.collect(),
            versions_of: input.version_of.clone(),
            threads: input.threads,
        })
    }

    /// The crate that the workspace generates, in which only modules are written.
    pub(super) fn generated(&self) -> Option<PathBuf> {
        Some(from_here(&self.root.as_ref()?.join(GENERATED)))
    }

    /// The runtime in the workspace.
    pub(super) fn runtime(&self) -> Option<PathBuf> {
        let mut path = self.root.clone()?;
        path.extend(RUNTIME);
        path.is_dir().then_some(path)
    }

    /// Whether the folder is the workspace's own input.
    pub(super) fn is_own_input(&self, input: &Input) -> bool {
        let own = self.root.as_ref().map(|root| root.join(DOCS));
        let is_own = |given: &PathBuf| {
            own.as_deref()
                .is_some_and(|own| real_path(own) == real_path(given))
        };
        input.input.iter().all(is_own)
    }
}

impl Inputs {
    /// The settings for these pages; `new` is [`Config::new`].
    pub(super) fn config(&self, new: impl FnOnce(PathBuf) -> Config) -> Config {
        let config = self.more.iter().fold(new(self.first.clone()), Config::input);
        let say = |config: Config, (path, version): &(PathBuf, Version)| config.version_of(path, *version);
        let config = self.versions_of.iter().fold(config, say);
        match self.threads {
            Some(threads) => config.threads(threads.into()),
            None => config,
        }
    }

    /// The folder to put in front of a page's path; `None` where there are several, or it is not known.
    pub(super) fn shown_folder(&self, sources: &SourceMap) -> Option<String> {
        if !self.more.is_empty() {
            return None;
        }
        // A page is named by its path below the folder that holds `v1.0` or `beta`: the input itself, one
        // above it, or the one in a checkout of the documentation.
        let (_, page) = sources.files().next()?;
        let inner = self.first.join("api-reference");
        std::iter::once(inner.as_path())
            .chain(self.first.ancestors().take(MAX_ABOVE))
            .find(|folder| folder.join(&page.path).is_file())
            .map(|folder| folder.to_string_lossy().replace('\\', "/"))
    }
}

/// The path as seen from the current folder, where that is shorter to read.
fn from_here(path: &Path) -> PathBuf {
    let Ok(current) = std::env::current_dir() else {
        return path.to_owned();
    };
    let relative = relative_to(path, &current);
    if relative.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        relative
    }
}

/// The way from the folder `from` to `to`, by `..` where needed. Both need not exist.
pub(super) fn relative_to(to: &Path, from: &Path) -> PathBuf {
    let (to, from) = (real_path(to), real_path(from));
    let mut to_parts = to.components().peekable();
    let mut from_parts = from.components().peekable();
    while let (Some(a), Some(b)) = (to_parts.peek(), from_parts.peek()) {
        if a != b {
            break;
        }
        to_parts.next();
        from_parts.next();
    }
    if matches!(from_parts.peek(), Some(Component::Prefix(_))) {
        // Another drive: there is no way from one to the other.
        return to;
    }
    from_parts.map(|_| Component::ParentDir).chain(to_parts).collect()
}

/// The absolute path without links, `.` and `..`, as far as it exists.
fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing: Vec<OsString> = Vec::new();
    for ancestor in absolute.ancestors() {
        if let Ok(mut real) = ancestor.canonicalize() {
            for name in missing.iter().rev() {
                if name == ".." {
                    real.pop();
                } else {
                    real.push(name);
                }
            }
            return real;
        }
        let name = ancestor
            .components()
            .next_back()
            .map(|name| name.as_os_str().to_owned());
        missing.extend(name);
    }
    absolute
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative_to;

    #[test]
    fn a_way_leads_up_and_down() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a/deep"), root.path().join("b"));
        std::fs::create_dir_all(&a).unwrap();
        assert_eq!(relative_to(&b, &a), Path::new("../../b"));
        assert_eq!(relative_to(&a, &b), Path::new("../a/deep"));
        assert_eq!(relative_to(&a.join("x/../y"), &a), Path::new("y"));
        assert_eq!(relative_to(&a, &a), Path::new(""));
    }
}
