//! What the values in examples say of the type of a property that no table has.
//!
//! They say little: a number may be a whole one by chance, `"1"` may stand in quotes by mistake, and a text may be one
//! of an enumeration. What is read as a type that it is not makes a whole answer unreadable, where it was kept as unknown
//! before. So a type is taken only where several documented types agree on it, or where the JSON itself leaves no
//! choice; all else stays untyped.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::property_names::PropertyNames;
use crate::model::types::{Types, chain};
use crate::model::{KEY, Property, TypeRef, scalar};
use crate::page::Primitive;
use crate::rules::stand_in::stands_for_a_value;
use crate::span::Span;

/// How many types must declare a property of a name, for its type to be that of another property of the name.
const AGREEMENT: usize = 3;

/// What a type of a property is, and whether there are many values of it.
type Kind = (TypeRef, bool);

/// The types that the documented properties of a name have, where all of them agree.
pub(super) struct Common {
    /// With how many types declare them; `None` where they do not agree.
    kinds: BTreeMap<String, (usize, Option<Kind>)>,
    /// The names of the properties of each type, by its key.
    names: BTreeMap<String, BTreeSet<String>>,
    /// The keys of the bases of each type, and its own.
    bases: BTreeMap<String, Vec<String>>,
}

impl Common {
    pub(super) fn new(types: &Types, names_of: &PropertyNames<'_>) -> Self {
        let mut kinds: BTreeMap<String, (usize, Option<Kind>)> = BTreeMap::new();
        for ty in types.values() {
            let base = ty.base.as_ref().map(|base| base.to_lowercase());
            for property in &ty.properties {
                let kind = (property.ty.clone(), property.collection);
                // The values of an enumeration or a closed list are those of one property.
                let is_general = !matches!(property.ty, TypeRef::Enum(_)) && property.values.is_empty();
                let (count, common) = kinds
                    .entry(property.name.clone())
                    .or_insert_with(|| (0, Some(kind.clone())));
                let is_repeated = base
                    .as_ref()
                    .is_some_and(|base| names_of.has(base, &property.name));
                *count += usize::from(!is_repeated);
                if !is_general || common.as_ref() != Some(&kind) {
                    *common = None;
                }
            }
        }
        let names = types.keys().map(|key| {
            let properties = chain(types, key).flat_map(|ty| &ty.properties);
            let names = properties.map(|property| property.name.clone());
            (key.clone(), names.collect())
        });
        let bases = types.keys().map(|key| {
            let bases = chain(types, key).map(|ty| ty.name.to_lowercase());
            (key.clone(), bases.collect())
        });
        Self {
            kinds,
            names: names.collect(),
            bases: bases.collect(),
        }
    }

    /// A property that has the values.
    pub(super) fn property(&self, name: &str, values: &[&Value], span: Span) -> Property {
        let (ty, collection) = self.kind(name, values);
        Property {
            collection,
            example_only: true,
            ..Property::new(name, ty, span)
        }
    }

    fn kind(&self, name: &str, values: &[&Value]) -> Kind {
        let values: Vec<&Value> = values.iter().copied().filter(|value| !value.is_null()).collect();
        let said: Vec<&Value> = values
            .iter()
            .copied()
            .filter(|value| says_something(value))
            .collect();
        if said.is_empty() {
            return (TypeRef::Primitive(Primitive::Untyped), false);
        }
        let common = self.kinds.get(name).filter(|(count, _)| *count >= AGREEMENT);
        let common = common.and_then(|(_, kind)| kind.clone());
        // A list without items says that there are many.
        let is_counted_so =
            |(_, collection): &Kind| values.iter().all(|value| value.is_array() == *collection);
        let fits = |kind: &Kind| is_counted_so(kind) && said.iter().all(|value| self.fits(kind, value));
        let of_json = || Some(of_json(&said)).filter(is_counted_so);
        let kind = common.filter(fits).or_else(of_json);
        kind.unwrap_or((TypeRef::Primitive(Primitive::Untyped), false))
    }

    fn fits(&self, (ty, _): &Kind, value: &Value) -> bool {
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
                let key = name.to_lowercase();
                let known = self.names.get(&key);
                let is_known = |name: &String| known.is_some_and(|known| known.contains(name));
                let mut own = map.keys().filter(|name| !name.contains('@'));
                let says_more = own.clone().any(|name| name != KEY);
                says_more && own.all(is_known) && self.is_named(&key, map.get("@odata.type"))
            }),
        }
    }

    /// Whether the name of a type in an object, if it has one, is that of the type or of one that derives from it.
    fn is_named(&self, key: &str, named: Option<&Value>) -> bool {
        let Some(named) = named.and_then(Value::as_str) else {
            return true;
        };
        let bases = self.bases.get(&named.trim_start_matches('#').to_lowercase());
        bases.is_some_and(|bases| bases.iter().any(|base| base == key))
    }
}

/// Whether a value tells its type: an empty list or a placeholder does not.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(says_something),
        Value::String(text) => !stands_for_a_value(text),
        _ => true,
    }
}

/// What the JSON says of the type.
fn of_json(values: &[&Value]) -> Kind {
    let primitive = |primitive| TypeRef::Primitive(primitive);
    let is_text_list = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(is_text));
    if values.iter().all(|value| is_text(value)) {
        (primitive(Primitive::String), false)
    } else if values.iter().all(|value| value.is_boolean()) {
        (primitive(Primitive::Boolean), false)
    } else if values.iter().all(|value| is_text_list(value)) {
        (primitive(Primitive::String), true)
    } else {
        (
            primitive(Primitive::Untyped),
            values.iter().all(|value| value.is_array()),
        )
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

    use super::{Common, PropertyNames};
    use crate::model::types::Types;
    use crate::model::{Property, Type, TypeRef};
    use crate::page::Primitive;
    use crate::source::Version;
    use crate::span::{FileId, Span};

    const SPAN: Span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };

    fn types() -> Types {
        let owner = TypeRef::Type("microsoft.graph.t0".to_owned());
        let time = TypeRef::Primitive(Primitive::DateTimeOffset);
        let named = |index: usize| Type {
            name: format!("microsoft.graph.t{index}"),
            version: Version::V1,
            entity: false,
            base: None,
            is_abstract: false,
            open: false,
            description: Vec::new(),
            pages: Vec::new(),
            span: SPAN,
            properties: vec![
                Property::new("id", TypeRef::Primitive(Primitive::String), SPAN),
                Property::new("at", time.clone(), SPAN),
                Property::new("owner", owner.clone(), SPAN),
                Property::new(format!("own{index}"), time.clone(), SPAN),
            ],
            deprecated: None,
        };
        let all = (0..3).map(named);
        all.map(|ty| (ty.name.clone(), ty)).collect()
    }

    fn kind(name: &str, values: &[Value]) -> (String, bool) {
        let values: Vec<&Value> = values.iter().collect();
        let types = types();
        let property = Common::new(&types, &PropertyNames::new(&types)).property(name, &values, SPAN);
        (property.ty.qualified(), property.collection)
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
