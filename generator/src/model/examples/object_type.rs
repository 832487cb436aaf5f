//! The type of an object in an example: the one that it names, or a derived one that its properties tell.

use serde_json::{Map, Value};

use crate::graph::{ODATA_TYPE, TypeName};
use crate::model::types::property_names::PropertyNames;

/// The name that an object gives its type.
pub(crate) fn said_type(object: &Map<String, Value>) -> Option<TypeName> {
    object.get(ODATA_TYPE)?.as_str().map(TypeName::parse)
}

/// What an object says of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeClue<'m, 'v> {
    /// It names a documented type.
    Named(&'m TypeName),
    /// It names the declared type, or one that derives from it, by a name that the service does not have: examples of
    /// other times put other namespaces in front of it, `Microsoft.OutlookServices.ItemAttachment`, or none.
    OtherName(&'m TypeName),
    /// It names a type that nobody documents, by this name.
    Undocumented(&'v str),
    /// It names none, and has properties that tell a type which derives from the declared one.
    Properties(&'m TypeName),
    /// Nothing: it is of the type that is declared in its place.
    Nothing,
}

impl<'m> PropertyNames<'m> {
    /// What an object says of its type, given the type that is declared for its place.
    pub(crate) fn type_clue<'v>(
        &self,
        declared: Option<&TypeName>,
        object: &'v Map<String, Value>,
    ) -> TypeClue<'m, 'v> {
        let Some(text) = object.get(ODATA_TYPE) else {
            let derived = declared.and_then(|declared| self.derived_with(declared, object));
            return derived.map_or(TypeClue::Nothing, TypeClue::Properties);
        };
        let Some(text) = text.as_str() else {
            return TypeClue::Nothing;
        };
        let name = TypeName::parse(text);
        if let Some(ty) = self.get(&name) {
            return TypeClue::Named(&ty.name);
        }
        let meant = declared.and_then(|declared| self.with_other_namespace(declared, &name));
        meant.map_or(TypeClue::Undocumented(text), TypeClue::OtherName)
    }

    /// The declared type or the one that derives from it whose name is this one but for the namespace, where it is one
    /// alone.
    fn with_other_namespace(&self, declared: &TypeName, name: &TypeName) -> Option<&'m TypeName> {
        let own = self.get(declared).map(|ty| &ty.name);
        let types = own.into_iter().chain(self.derived(declared).iter().copied());
        let mut meant = types.filter(|ty| ty.has_short_name(name.short()));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// The type derived from the declared one whose properties an object has.
    ///
    /// Properties that no derived type has do not count. If several types qualify, it is the one from which all the
    /// others derive. An open type may have any property, so that its properties tell nothing.
    fn derived_with(&self, declared: &TypeName, object: &Map<String, Value>) -> Option<&'m TypeName> {
        if self.chain(declared).any(|ty| ty.open) {
            return None;
        }
        let unknown = object.keys().filter(|name| !self.has(declared, name));
        let owned = unknown.map(|name| (name.as_str(), self.below(declared, name)));
        let owned: Vec<(&str, &[&'m TypeName])> = owned.filter(|(_, owners)| !owners.is_empty()).collect();
        // A type with all properties is among the owners of the rarest one.
        let (_, rarest) = owned.iter().min_by_key(|(_, owners)| owners.len())?;
        let has_all = |candidate: &&TypeName| owned.iter().all(|(name, _)| self.has(candidate, name));
        let fitting: Vec<&'m TypeName> = rarest.iter().copied().filter(has_all).collect();
        let nearest = *fitting
            .iter()
            .min_by_key(|candidate| self.chain(candidate).count())?;
        let derives = |other: &TypeName| self.chain(other).any(|ty| ty.name == *nearest);
        fitting.iter().all(|other| derives(other)).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::TypeClue;
    use crate::graph::{Primitive, TypeName, Version};
    use crate::model::types::property_names::PropertyNames;
    use crate::model::{Property, Type, TypeRef};
    use crate::span::Span;

    /// A type with its base and the names of its own properties.
    fn ty(name: &str, base: Option<&str>, properties: &[&str]) -> Type {
        let text = TypeRef::Primitive(Primitive::String);
        let properties = properties.iter();
        Type {
            base: base.map(TypeName::from),
            properties: properties
                .map(|name| Property::new(*name, text.clone(), Span::NOWHERE))
                .collect(),
            ..Type::new(TypeName::from(name), Version::V1, Span::NOWHERE)
        }
    }

    /// An attachment, the types that derive from it, and another type.
    fn types(open: bool) -> [Type; 5] {
        [
            Type {
                open,
                ..ty("attachment", None, &["id"])
            },
            ty("file", Some("attachment"), &["bytes"]),
            ty("image", Some("file"), &["width"]),
            ty("item", Some("attachment"), &["subject", "width"]),
            ty("other", None, &["color"]),
        ]
    }

    /// The type of which an attachment with these properties is.
    fn narrowed(open: bool, names: &[&str]) -> Option<String> {
        let types = types(open);
        let names = names.iter().map(|name| ((*name).to_owned(), Value::Null));
        let object: Map<String, Value> = names.collect();
        let found = PropertyNames::new(&types).derived_with(&TypeName::from("attachment"), &object);
        found.map(ToString::to_string)
    }

    fn narrow(names: &[&str]) -> Option<String> {
        narrowed(false, names)
    }

    #[test]
    fn the_name_that_an_object_gives_counts_before_its_properties() {
        let types = types(false);
        let names = PropertyNames::new(&types);
        let declared = TypeName::from("attachment");
        let [attachment, file, _, item, _] = &types;
        for (object, clue) in [
            (
                json!({"@odata.type": "#item", "bytes": ""}),
                TypeClue::Named(&item.name),
            ),
            (json!({"@odata.type": "Item"}), TypeClue::Named(&item.name)),
            (
                json!({"@odata.type": "#a.item", "bytes": ""}),
                TypeClue::OtherName(&item.name),
            ),
            (
                json!({"@odata.type": "#a.attachment"}),
                TypeClue::OtherName(&attachment.name),
            ),
            (
                json!({"@odata.type": "#a.other", "bytes": ""}),
                TypeClue::Undocumented("#a.other"),
            ),
            (json!({"@odata.type": null, "bytes": ""}), TypeClue::Nothing),
            (json!({"bytes": ""}), TypeClue::Properties(&file.name)),
            (json!({"id": ""}), TypeClue::Nothing),
        ] {
            let map = object.as_object().expect("the object is one");
            assert_eq!(names.type_clue(Some(&declared), map), clue, "{object}");
        }
        let bytes = Map::from_iter([("bytes".to_owned(), Value::Null)]);
        assert_eq!(names.type_clue(None, &bytes), TypeClue::Nothing);
    }

    #[test]
    fn the_one_with_all_properties_is_meant() {
        let one = |name: &str| Some(name.to_owned());
        assert_eq!(narrow(&["id", "bytes"]), one("file"), "the image derives from it");
        assert_eq!(narrow(&["bytes", "width"]), one("image"));
        assert_eq!(
            narrow(&["subject", "color"]),
            one("item"),
            "no attachment has a color"
        );
    }

    #[test]
    fn what_two_can_be_is_neither() {
        assert_eq!(narrow(&["width"]), None);
        assert_eq!(narrow(&["bytes", "subject"]), None);
        assert_eq!(narrow(&["color"]), None);
        assert_eq!(narrow(&["id"]), None);
        assert_eq!(narrow(&[]), None);
    }

    #[test]
    fn an_open_type_has_any_property() {
        assert_eq!(narrowed(true, &["subject"]), None);
    }
}
