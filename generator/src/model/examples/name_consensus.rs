//! The types of properties that no table has, from the values in examples.
//!
//! They say little: a number may be a whole one by chance, `"1"` may stand in quotes by mistake, and a text may be one
//! of an enumeration. What is read as a type that it is not makes a whole answer unreadable, where it was kept as unknown
//! before. So a type is taken only where several documented types agree on it, where an example has the name of the type in
//! place of a value, or where the JSON itself leaves no choice; all else stays untyped.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::graph::{
    Cardinality, KEY, ODATA_TYPE, Placeholder, Primitive, TypeName, is_annotation, is_placeholder,
    placeholder,
};
use crate::model::examples::object_type::said_type;
use crate::model::examples::scalar;
use crate::model::types::TypeTable;
use crate::model::types::property_names::PropertyNames;
use crate::model::{Evidence, Property, TypeRef, ValueType};
use crate::span::Span;

/// How many types must declare a name with one type before an undocumented property of this name gets that type.
const AGREEMENT: usize = 3;

/// The types that the documented properties of a name have, where all of them agree.
pub(in crate::model) struct NameConsensus {
    /// How many types declare each name, and the type on which they agree; `None` if they do not.
    kinds: BTreeMap<String, (usize, Option<ValueType>)>,
    /// The names of the properties of each type.
    names: BTreeMap<TypeName, BTreeSet<String>>,
    /// The bases of each type, and itself.
    bases: BTreeMap<TypeName, Vec<TypeName>>,
}

impl NameConsensus {
    pub(in crate::model) fn new(types: &TypeTable, names_of: &PropertyNames<'_>) -> Self {
        let mut kinds: BTreeMap<String, (usize, Option<ValueType>)> = BTreeMap::new();
        for ty in types.iter() {
            for property in &ty.properties {
                // The values of an enumeration or a closed list are those of one property.
                let is_general = !matches!(property.ty.item, TypeRef::Enum(_)) && property.values.is_empty();
                let (count, common) = kinds
                    .entry(property.name.clone())
                    .or_insert_with(|| (0, Some(property.ty.clone())));
                let is_repeated = ty
                    .base
                    .as_ref()
                    .is_some_and(|base| names_of.has(base, &property.name));
                *count += usize::from(!is_repeated);
                if !is_general || common.as_ref() != Some(&property.ty) {
                    *common = None;
                }
            }
        }
        let names = types.iter().map(|ty| {
            let names = types.properties(&ty.name).map(|property| property.name.clone());
            (ty.name.clone(), names.collect())
        });
        let bases = types.iter().map(|ty| {
            let bases = types.chain(&ty.name).map(|ty| ty.name.clone());
            (ty.name.clone(), bases.collect())
        });
        Self {
            kinds,
            names: names.collect(),
            bases: bases.collect(),
        }
    }

    /// The type on which the properties of a name agree.
    pub(in crate::model) fn agreed(&self, name: &str) -> Option<ValueType> {
        let (_, kind) = self.kinds.get(name).filter(|(count, _)| *count >= AGREEMENT)?;
        kind.clone()
    }

    /// A property that has the values.
    pub(in crate::model) fn property(&self, name: &str, values: &[&Value], span: Span) -> Property {
        Property {
            evidence: Evidence::Example,
            ..Property::new(name, self.kind(name, values), span)
        }
    }

    fn kind(&self, name: &str, values: &[&Value]) -> ValueType {
        let values: Vec<&Value> = values.iter().copied().filter(|value| !value.is_null()).collect();
        let said: Vec<&Value> = values.iter().copied().filter(|value| tells_type(value)).collect();
        let common = self.agreed(name).filter(|_| !said.is_empty());
        // A list without items says that there are many.
        let is_counted_so = |kind: &ValueType| values.iter().all(|value| value.is_array() == kind.is_many());
        let fits =
            |kind: &ValueType| is_counted_so(kind) && said.iter().all(|value| self.fits(&kind.item, value));
        let named = || self.named_in_place(&values).filter(fits);
        let of_json = || (!said.is_empty()).then(|| of_json(&said)).filter(is_counted_so);
        let kind = common.filter(fits).or_else(named).or_else(of_json);
        kind.unwrap_or(TypeRef::UNTYPED.into())
    }

    /// The type that examples name in place of values, where they agree: `"String (timestamp)"`,
    /// `{"@odata.type": "microsoft.graph.kiteTail"}`.
    fn named_in_place(&self, values: &[&Value]) -> Option<ValueType> {
        let are_lists = values.first()?.is_array();
        let values = values.iter().flat_map(|value| match value {
            Value::Array(items) => items.as_slice(),
            value => std::slice::from_ref(*value),
        });
        let mut named = values.filter_map(|value| match value {
            Value::String(text) => self.named_by_text(text),
            Value::Object(map) if names_type_alone(map) => said_type(map).map(TypeRef::Type),
            _ => None,
        });
        let first = named.next()?;
        let agree = named.all(|other| other == first);
        agree.then(|| ValueType::new(first, Cardinality::of_list(are_lists)))
    }

    /// The type that a placeholder names in full. A word alone can be a value: `"type": "Integer"`.
    fn named_by_text(&self, text: &str) -> Option<TypeRef> {
        let Placeholder::Type { name, .. } = placeholder(text) else {
            return None;
        };
        let is_in_full = text.contains('(') || name.contains('.');
        let primitive = Primitive::from_word(name).filter(|_| is_in_full);
        let primitive = primitive
            .map(TypeRef::Primitive)
            .filter(|ty| *ty != TypeRef::STRING);
        let documented = || {
            let name = TypeName::parse(name);
            self.names.contains_key(&name).then_some(TypeRef::Type(name))
        };
        primitive.or_else(documented)
    }

    fn fits(&self, ty: &TypeRef, value: &Value) -> bool {
        match value {
            Value::Array(items) => items.iter().all(|item| self.fits_one(ty, item)),
            value => self.fits_one(ty, value),
        }
    }

    /// Whether a value can be one of the type, or names it.
    fn fits_one(&self, ty: &TypeRef, value: &Value) -> bool {
        match ty {
            TypeRef::Primitive(primitive) => scalar::fits(*primitive, value),
            TypeRef::Enum(_) => false,
            TypeRef::Type(name) => value.as_object().is_some_and(|map| {
                let said = said_type(map);
                let Some(known) = self.names.get(name) else {
                    // The values of a type that no page documents are kept as JSON.
                    return said.is_none_or(|said| said == *name);
                };
                let is_known = |name: &String| known.contains(name);
                let mut own = map.keys().filter(|name| !is_annotation(name));
                let says_more = own.clone().any(|name| name != KEY);
                (says_more || names_type_alone(map))
                    && own.all(is_known)
                    && self.is_named(name, said.as_ref())
            }),
        }
    }

    /// Whether the name of a type in an object, if it has one, is that of the type or of one that derives from it.
    fn is_named(&self, ty: &TypeName, named: Option<&TypeName>) -> bool {
        named.is_none_or(|named| named == ty || self.bases.get(named).is_some_and(|bases| bases.contains(ty)))
    }
}

/// Whether a value tells its type: an empty list or a placeholder does not.
fn tells_type(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(tells_type),
        Value::String(text) => !is_placeholder(text),
        _ => true,
    }
}

/// Whether an object has the name of its type and nothing else, as in the JSON representation of a type.
fn names_type_alone(object: &Map<String, Value>) -> bool {
    object.len() == 1 && object.contains_key(ODATA_TYPE)
}

/// What the JSON says of the type.
fn of_json(values: &[&Value]) -> ValueType {
    let is_text_list = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(is_text));
    if values.iter().all(|value| is_text(value)) {
        TypeRef::STRING.into()
    } else if values.iter().all(|value| value.is_boolean()) {
        TypeRef::Primitive(Primitive::Boolean).into()
    } else if values.iter().all(|value| is_text_list(value)) {
        ValueType::new(TypeRef::STRING, Cardinality::Many)
    } else {
        let are_lists = values.iter().all(|value| value.is_array());
        ValueType::new(TypeRef::UNTYPED, Cardinality::of_list(are_lists))
    }
}

/// Whether a value is a text that cannot be a boolean or a number in quotes.
fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let text = text.trim().to_ascii_lowercase();
        text.parse::<bool>().is_err() && text.parse::<f64>().is_err()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{NameConsensus, PropertyNames};
    use crate::graph::Primitive;
    use crate::graph::TypeName;
    use crate::graph::Version;
    use crate::model::types::TypeTable;
    use crate::model::{Property, Type, TypeRef};
    use crate::span::Span;

    fn types() -> TypeTable {
        let owner = TypeRef::Type(TypeName::new("microsoft.graph.t0"));
        let time = TypeRef::Primitive(Primitive::DateTimeOffset);
        let named = |index: usize| Type {
            properties: vec![
                Property::new("id", TypeRef::Primitive(Primitive::String), Span::NOWHERE),
                Property::new("at", time.clone(), Span::NOWHERE),
                Property::new("owner", owner.clone(), Span::NOWHERE),
                Property::new(format!("own{index}"), time.clone(), Span::NOWHERE),
            ],
            ..Type::new(
                TypeName::new(format!("microsoft.graph.t{index}")),
                Version::V1,
                Span::NOWHERE,
            )
        };
        (0..3).map(named).collect()
    }

    fn kind(name: &str, values: &[Value]) -> (String, bool) {
        let values: Vec<&Value> = values.iter().collect();
        let types = types();
        let property = NameConsensus::new(&types, &PropertyNames::new(types.iter())).property(
            name,
            &values,
            Span::NOWHERE,
        );
        (property.ty.item.qualified(), property.ty.is_many())
    }

    fn one(name: &str) -> (String, bool) {
        (name.to_owned(), false)
    }

    #[test]
    fn the_json_says_what_leaves_no_choice() {
        assert_eq!(kind("x", &[json!("a"), json!(null)]), one("Edm.String"));
        assert_eq!(kind("x", &[json!(true)]), one("Edm.Boolean"));
        assert_eq!(
            kind("x", &[json!(["a"]), json!([])]),
            ("Edm.String".to_owned(), true)
        );
        assert_eq!(kind("x", &[json!([{"a": 1}])]), ("Edm.Untyped".to_owned(), true));
    }

    #[test]
    fn what_can_be_something_else_is_untyped() {
        for values in [
            vec![json!(1)],
            vec![json!("1")],
            vec![json!("True")],
            vec![json!({"a": 1})],
            vec![json!(null)],
            vec![json!([])],
            vec![json!("a"), json!([])],
            vec![json!("a"), json!(true)],
            vec![json!("String")],
        ] {
            assert_eq!(kind("x", &values), one("Edm.Untyped"), "{values:?}");
        }
        assert_eq!(kind("x", &[json!(["1"])]), ("Edm.Untyped".to_owned(), true));
    }

    #[test]
    fn a_name_in_place_of_a_value_tells_the_type() {
        let time = json!("2020-01-01T00:00:00Z");
        let named = json!("String (timestamp)");
        assert_eq!(kind("x", &[named.clone(), time]), one("Edm.DateTimeOffset"));
        assert_eq!(kind("x", &[named.clone(), json!("soon")]), one("Edm.String"));
        assert_eq!(
            kind("x", &[named, json!("Edm.Int32")]),
            one("Edm.Untyped"),
            "they disagree"
        );
        assert_eq!(kind("x", &[json!("String (identifier)")]), one("Edm.Untyped"));
        let tail = |name: &str| json!({"@odata.type": name});
        assert_eq!(
            kind("x", &[tail("microsoft.graph.t1")]),
            one("microsoft.graph.t1")
        );
        assert_eq!(
            kind("x", &[tail("#microsoft.graph.t1"), json!({"own1": null})]),
            one("microsoft.graph.t1")
        );
        assert_eq!(
            kind("x", &[tail("microsoft.graph.t1"), json!({"other": 1})]),
            one("Edm.Untyped"),
            "it has no such property"
        );
        assert_eq!(
            kind("x", &[tail("microsoft.graph.t1"), tail("microsoft.graph.t2")]),
            one("Edm.Untyped")
        );
        assert_eq!(
            kind("x", &[json!([tail("microsoft.graph.t9")])]),
            ("microsoft.graph.t9".to_owned(), true),
            "no page documents it"
        );
    }

    #[test]
    fn several_types_that_agree_are_followed() {
        let time = json!("2020-01-01T00:00:00Z");
        assert_eq!(kind("at", std::slice::from_ref(&time)), one("Edm.DateTimeOffset"));
        assert_eq!(kind("at", &[json!("yesterday")]), one("Edm.String"));
        assert_eq!(kind("own1", &[time]), one("Edm.String"), "one type says so");
        let owner = |object: Value| kind("owner", &[object]);
        assert_eq!(owner(json!({"own0": null})), one("microsoft.graph.t0"));
        assert_eq!(owner(json!({"id": "1"})), one("Edm.Untyped"), "all have a key");
        assert_eq!(owner(json!({"own1": null})), one("Edm.Untyped"));
        let other = json!({"@odata.type": "#microsoft.graph.t1", "own0": null});
        assert_eq!(owner(other), one("Edm.Untyped"));
    }
}
