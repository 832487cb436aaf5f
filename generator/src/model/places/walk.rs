//! How the type of a place follows from the type of the place before.

use crate::graph::{PartKey, PathPart, PathTemplate, ROOT_NAMESPACE, Segment, TypeName, singular};
use crate::model::places::stated::Statements;
use crate::model::places::{Collection, CollectionOwner, Place};
use crate::model::types::TypeTable;
use crate::model::{Evidence, Property, Type};

/// Goes along paths and tells the type of each place.
pub(in crate::model) struct Walk<'w> {
    pub(in crate::model) types: &'w TypeTable,
    pub(in crate::model) statements: &'w Statements,
}

impl Walk<'_> {
    /// What stands at the end of a path.
    pub(in crate::model) fn end(&self, path: &PathTemplate) -> Option<Place> {
        let keys = path.keys();
        let mut at = None;
        for (index, part) in path.parts().into_iter().enumerate() {
            let before = at.take();
            at = self
                .implied(before.as_ref(), part, keys.get(..=index)?)
                .or_else(|| self.stated(before.as_ref(), part, keys.get(..=index)?));
        }
        at
    }

    /// What stands behind a part of a path by the place before it alone; `keys` are those of the path up to this part.
    pub(super) fn implied(
        &self,
        before: Option<&Place>,
        part: PathPart<'_>,
        keys: &[PartKey],
    ) -> Option<Place> {
        let segment = match part {
            PathPart::Segment(segment) => segment,
            // An item that is addressed by its path is of the kind of the item that holds it.
            PathPart::Colon(_) => return before.filter(|place| !place.cardinality().is_many()).cloned(),
        };
        if let Some(cast) = segment.cast() {
            let name = &self.types.get(&TypeName::new(cast))?.name;
            return Some(narrowed(before?, name));
        }
        match (before, segment) {
            (Some(Place::Collection(many)), Segment::Parameter(_) | Segment::Mixed(_)) => {
                Some(Place::Object(many.item.clone()))
            }
            (Some(Place::Object(name)), Segment::Literal(text)) => self.property(name, text),
            // An alternate key: `/applications(appId='{appId}')`.
            (_, Segment::Keyed { name, .. } | Segment::Function { name, .. }) => {
                let many = match before {
                    // A function looks like a relationship where its parentheses are left out.
                    Some(Place::Object(owner)) if self.is_described(owner, name) => {
                        self.property(owner, name)
                    }
                    Some(Place::Object(_)) => None,
                    Some(Place::Collection(_)) => None,
                    None => self.many_at_root(name, keys),
                };
                match many? {
                    Place::Collection(many) => Some(Place::Object(many.item)),
                    Place::Object(_) => None,
                }
            }
            _ => None,
        }
    }

    /// The collection of a name at the root.
    fn many_at_root(&self, name: &str, keys: &[PartKey]) -> Option<Place> {
        let (item, cardinality) = self.statements.get(&[PartKey::of_text(name)])?;
        (keys.len() == 1 && cardinality.is_many()).then(|| {
            Place::Collection(Collection {
                item: item.clone(),
                owner: CollectionOwner::Path(Vec::new()),
                name: name.to_owned(),
            })
        })
    }

    /// What requests and file names say of the end of a path. At the root, a container is known by its name alone.
    pub(super) fn stated(
        &self,
        before: Option<&Place>,
        part: PathPart<'_>,
        keys: &[PartKey],
    ) -> Option<Place> {
        let stated = self.statements.get(keys).and_then(|(name, cardinality)| {
            let name = self.types.get(name)?.name.clone();
            Some(if cardinality.is_many() {
                Place::Collection(Collection {
                    item: name,
                    owner: match before {
                        Some(Place::Object(owner)) => CollectionOwner::Type(owner.clone()),
                        _ => CollectionOwner::Path(keys.split_last()?.1.to_vec()),
                    },
                    name: name_of(part),
                })
            } else {
                Place::Object(name)
            })
        });
        stated.or_else(|| match part {
            PathPart::Segment(Segment::Literal(text)) if keys.len() == 1 => self.container(text),
            _ => None,
        })
    }

    /// What a property of a type leads to. Derived types repeat the rows of their bases; the farthest base that has the
    /// row is the owner, so that a collection is the same one for all of them.
    pub(in crate::model) fn property(&self, ty: &TypeName, name: &str) -> Option<Place> {
        let rows: Vec<(&Type, &Property)> = self.rows(ty, name).collect();
        let (_, nearest) = rows.first()?;
        let item = self.types.get(nearest.ty.item.type_name()?)?.name.clone();
        if !nearest.ty.is_many() {
            return Some(Place::Object(item));
        }
        let (owner, farthest) = rows.last()?;
        Some(Place::Collection(Collection {
            item,
            owner: CollectionOwner::Type(owner.name.clone()),
            name: farthest.name.clone(),
        }))
    }

    /// Whether a page describes a property, rather than only paths have it.
    fn is_described(&self, ty: &TypeName, name: &str) -> bool {
        self.rows(ty, name).any(|(_, row)| row.evidence != Evidence::Path)
    }

    /// The rows of a property, that of the nearest type first.
    fn rows(&self, ty: &TypeName, name: &str) -> impl Iterator<Item = (&Type, &Property)> {
        self.types.chain(ty).filter_map(move |ty| {
            let mut rows = ty.properties.iter();
            let row = rows.find(|row| row.name.eq_ignore_ascii_case(name))?;
            Some((ty, row))
        })
    }

    /// The type of a container at the root, which is named like its segment (`security`) or, in the singular, with
    /// *Root* behind it: `auditLogs` is an *auditLogRoot*.
    fn container(&self, segment: &str) -> Option<Place> {
        let names = [
            segment.to_owned(),
            format!("{segment}root"),
            format!("{}root", singular(segment)),
        ];
        let mut names = names
            .map(|name| TypeName::qualify(ROOT_NAMESPACE, &name))
            .into_iter();
        let found = names.find_map(|name| self.types.get(&name))?;
        Some(Place::Object(found.name.clone()))
    }
}

/// A place whose objects are narrowed to a type.
fn narrowed(before: &Place, name: &TypeName) -> Place {
    match before {
        Place::Collection(many) => Place::Collection(Collection {
            item: name.clone(),
            ..many.clone()
        }),
        Place::Object(_) => Place::Object(name.clone()),
    }
}

/// The name of what a part of a path leads to.
fn name_of(part: PathPart<'_>) -> String {
    let fixed = match part {
        PathPart::Segment(segment) => segment.fixed_name(),
        PathPart::Colon(_) => None,
    };
    fixed.map_or_else(|| part.key().to_string(), str::to_owned)
}
