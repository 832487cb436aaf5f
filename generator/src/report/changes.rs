//! What changed between two editions of the pages, for those who use the SDK.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::emit::{EmitError, Surface, surface};
use crate::resolve::Plan;
use crate::text::pretty_json;

/// The names that are gone, changed or new, by the items that they belong to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Changes {
    items: BTreeMap<String, Item>,
}

/// What became of an item.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Item {
    /// It is gone, with all that belonged to it.
    Gone,
    /// It is new.
    New,
    /// Some of what belongs to it, or its own declaration, is another.
    Changed(Vec<Change>),
}

/// A change of a member; without a name of the item itself.
#[derive(Clone, Debug, Serialize)]
struct Change {
    name: Option<String>,
    was: Option<String>,
    is: Option<String>,
}

/// What the changes mean for the version of the crate, in the terms of <https://semver.org>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No name and no declaration changed; texts may have.
    Patch,
    /// There are new names, and programs compile as before. Fields are new names, too: models are written with
    /// `..Default::default()`.
    Minor,
    /// Names are gone or declared otherwise: a program may not compile any more.
    Major,
}

impl Changes {
    /// Compares the crates of two plans.
    ///
    /// # Errors
    ///
    /// Fails if emitted code does not parse, which no input may bring about.
    pub fn between(old: &Plan, new: &Plan) -> Result<Self, EmitError> {
        Ok(Self::of(&surface(old)?, &surface(new)?))
    }

    fn of(old: &Surface, new: &Surface) -> Self {
        let mut items = BTreeMap::new();
        for (path, was) in old.items() {
            let Some(is) = new.items().get(path) else {
                items.insert(path.clone(), Item::Gone);
                continue;
            };
            let mut changes = Vec::new();
            let mut note = |name: Option<&String>, was: Option<&String>, is: Option<&String>| {
                if was != is {
                    changes.push(Change {
                        name: name.cloned(),
                        was: was.cloned(),
                        is: is.cloned(),
                    });
                }
            };
            note(None, Some(&was.declaration), Some(&is.declaration));
            for (name, declaration) in &was.members {
                note(Some(name), Some(declaration), is.members.get(name));
            }
            for (name, declaration) in &is.members {
                if !was.members.contains_key(name) {
                    note(Some(name), None, Some(declaration));
                }
            }
            if !changes.is_empty() {
                items.insert(path.clone(), Item::Changed(changes));
            }
        }
        let is_new = |path: &&String| !old.items().contains_key(*path);
        items.extend(
            new.items()
                .keys()
                .filter(is_new)
                .map(|path| (path.clone(), Item::New)),
        );
        Self { items }
    }

    /// What they mean for the version of the crate.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let of_items = self.items.values().map(|item| match item {
            Item::Gone => Verdict::Major,
            Item::New => Verdict::Minor,
            Item::Changed(changes) => {
                let is_major = changes.iter().any(|change| change.was.is_some());
                if is_major { Verdict::Major } else { Verdict::Minor }
            }
        });
        of_items.max().unwrap_or(Verdict::Patch)
    }

    /// The changes as a JSON document: the verdict and the items.
    ///
    /// # Errors
    ///
    /// Fails as [`serde_json::to_string_pretty`] does.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        pretty_json(&serde_json::json!({
            "verdict": self.verdict(),
            "items": self.items,
        }))
    }

    /// How many names are gone, changed and new.
    fn counts(&self) -> (usize, usize, usize) {
        let mut counts = (0, 0, 0);
        for item in self.items.values() {
            match item {
                Item::Gone => counts.0 += 1,
                Item::New => counts.2 += 1,
                Item::Changed(changes) => {
                    for change in changes {
                        match (&change.was, &change.is) {
                            (Some(_), None) => counts.0 += 1,
                            (None, _) => counts.2 += 1,
                            (Some(_), Some(_)) => counts.1 += 1,
                        }
                    }
                }
            }
        }
        counts
    }
}

/// The verdict with its reason, then the items, `-` before what is gone, `~` before what is declared otherwise and `+`
/// before what is new.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict() {
            Verdict::Major => "major",
            Verdict::Minor => "minor",
            Verdict::Patch => "patch",
        };
        let (gone, changed, new) = self.counts();
        writeln!(f, "{verdict}: {gone} gone, {changed} changed, {new} new")?;
        for (path, item) in &self.items {
            match item {
                Item::Gone => writeln!(f, "- {path}")?,
                Item::New => writeln!(f, "+ {path}")?,
                Item::Changed(changes) => {
                    writeln!(f, "  {path}")?;
                    for change in changes {
                        writeln!(f, "    {change}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, declaration) = match (&self.was, &self.is) {
            (Some(was), Some(is)) => ("~", format!("{was} → {is}")),
            (Some(was), None) => ("-", was.clone()),
            (None, is) => ("+", is.clone().unwrap_or_default()),
        };
        match &self.name {
            Some(name) => write!(f, "{sign} {name}: {declaration}"),
            None => write!(f, "{sign} {declaration}"),
        }
    }
}
