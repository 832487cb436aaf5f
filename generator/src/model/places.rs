//! Which type stands at each place of the paths of requests.
//!
//! What can be asked below `/me/drive/root` depends on the type that stands there, a *driveItem*, and not on the way that
//! led there. The pages say the type: a relationship of the type before, the answer of a request, a cast, the key of a
//! collection. [`walk`] has the rules, [`find`] applies them to all documented paths.

pub(super) mod find;
pub(super) mod stated;
pub(super) mod walk;

use std::collections::BTreeMap;
use std::fmt;

use crate::graph::{Cardinality, PartKey, TypeName};

/// How deep paths are followed.
pub(super) const MAX_SEGMENTS: usize = 24;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// One object of a type.
    Object(TypeName),
    /// Many objects of a type.
    Collection(Collection),
}

/// Many objects of a type, at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Collection {
    /// The type of the objects.
    pub item: TypeName,
    /// Whose collection it is.
    pub owner: CollectionOwner,
    /// The property of the owner, or the last segment of the path.
    pub name: String,
}

/// Whose a collection is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollectionOwner {
    /// An object of this type, wherever it stands.
    Type(TypeName),
    /// A place of which no type is known, by the keys of its path.
    Path(Vec<PartKey>),
}

impl Place {
    /// The type of the object, or of those in the collection.
    pub fn type_name(&self) -> &TypeName {
        match self {
            Self::Object(name) => name,
            Self::Collection(collection) => &collection.item,
        }
    }

    /// Whether one object stands here or many.
    pub fn cardinality(&self) -> Cardinality {
        match self {
            Self::Object(_) => Cardinality::One,
            Self::Collection(_) => Cardinality::Many,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cardinality().of_type(self.type_name()))
    }
}

/// The places of the documented paths of a version.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<Vec<PartKey>, Place>);

impl Places {
    /// What stands behind the parts of a path, given by their keys; `None` where the pages do not tell.
    pub fn get(&self, keys: &[PartKey]) -> Option<&Place> {
        self.0.get(keys)
    }
}
