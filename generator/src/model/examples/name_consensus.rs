//! The types of properties that no table has, from the values in examples.
//!
//! They say little: a number may be a whole one by chance, `"1"` may stand in quotes by mistake, and a text may be one
//! of an enumeration. What is read as a type that it is not makes a whole answer unreadable, where it was kept as unknown
//! before. So a type is taken only where several documented types agree on it, or where the JSON itself leaves no
//! choice; all else stays untyped.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::graph::{Cardinality, KEY, Primitive, TypeName, is_annotation, is_placeholder};
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
        if said.is_empty() {
            return TypeRef::UNTYPED.into();
        }
        let common = self.agreed(name);
        // A list without items says that there are many.
        let is_counted_so = |kind: &ValueType| values.iter().all(|value| value.is_array() == kind.is_many());
        let fits =
            |kind: &ValueType| is_counted_so(kind) && said.iter().all(|value| self.fits(&kind.item, value));
        let of_json = || Some(of_json(&said)).filter(is_counted_so);
        let kind = common.filter(fits).or_else(of_json);
        kind.unwrap_or(TypeRef::UNTYPED.into())
    }

    fn fits(&self, ty: &TypeRef, value: &Value) -> bool {
        match value {
            Value::Array(items) => items.iter().all(|item| self.fits_one(ty, item)),
            value => self.fits_one(ty, value),
        }
    }

    fn fits_one(&self, ty: &TypeRef, value: &Value) -> bool {
        match ty {
            TypeRef::Primitive(primitive) => scalar::fits(*primitive, value),
            TypeRef::Enum(_) => false,
            TypeRef::Type(name) => value.as_object().is_some_and(|map| {
                let known = self.names.get(name);
                let is_known = |name: &String| known.is_some_and(|known| known.contains(name));
                let mut own = map.keys().filter(|name| !is_annotation(name));
                let says_more = own.clone().any(|name| name != KEY);
                says_more && own.all(is_known) && self.is_named(name, said_type(map).as_ref())
            }),
        }
    }

    /// Whether the name of a type in an object, if it has one, is that of the type or of one that derives from it.
    fn is_named(&self, ty: &TypeName, named: Option<&TypeName>) -> bool {
        named.is_none_or(|named| self.bases.get(named).is_some_and(|bases| bases.contains(ty)))
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
