//! One step into the JSON of an example: what an answer holds, of which type an object is, and what its members are.
//!
//! The passes of the model learn from examples, and `resolve` holds the same examples against the planned types. Both
//! take these steps, and differ in what they make of them. What is meant so:
//!
//! - A list where one object is declared, in a property or as an answer: the model reads its items, since examples tell
//!   it whether there are many; `resolve` reports that the list does not fit.
//! - An object that names a type which does not derive from the declared one: the model follows the name, since it may
//!   tell a base that no page states; `resolve` reads the declared type and reports the name.
//! - A member whose name differs from a row by the case of letters: the model collects it, since tables lose capitals;
//!   `resolve` takes it for the row and reports the spelling.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::graph::{Envelope, ODATA_TYPE, TypeName, VALUE, ValueMember, is_annotation};
use crate::model::examples::object_type::TypeClue;
use crate::model::types::property_names::PropertyNames;
use crate::page::JsonStep;

/// What an operation answers, as far as the envelope of the answer depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answered<'t> {
    /// One object of a type.
    Object(&'t TypeName),
    /// Many objects.
    Objects,
    /// A value that is no object, or a list of such.
    Value,
    /// Nothing that is known.
    Unknown,
}

/// The body of an answer, out of its envelope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AnswerReading<'v> {
    pub(crate) envelope: Envelope<'v>,
    /// The step out of the envelope; `None` where it has none.
    pub(crate) wrap: Option<JsonStep<'static>>,
    /// What the envelope holds, or the body where it has none.
    pub(crate) value: &'v Value,
}

/// What an object says of its type, and the type of which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectReading<'m, 'v> {
    pub(crate) clue: TypeClue<'m, 'v>,
    /// The type that the clue tells; `None` where it is the declared one.
    pub(crate) told: Option<&'m TypeName>,
}

/// The rows that the members of an object are held against: those of a type, or of a body.
pub(crate) trait Rows {
    type Row;

    /// The row of a name.
    fn row(&self, name: &str) -> Option<Self::Row>;

    /// The row of a name that is spelled with other capitals, and how the row spells it.
    fn row_in_other_case(&self, name: &str) -> Option<(Self::Row, &str)>;
}

/// What a member of an object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Member<R> {
    /// The value of a row.
    Row(R),
    /// The value of a row that is spelled with other capitals. The object has no member of the very name of the row, and
    /// no other member before this one that means the row.
    OtherCase(R),
    /// The name of the object's type.
    TypeName,
    /// Something that is said of the object or of a member: `@odata.etag`, `members@odata.count`.
    Annotation,
    /// No row has the name.
    Unlisted,
}

/// A member of an object: its name, its value, and what it is.
pub(crate) type MemberReading<'v, R> = (&'v str, &'v Value, Member<R>);

impl<'m> PropertyNames<'m> {
    /// Takes the body of an answer out of its envelope.
    pub(crate) fn read_answer<'v>(&self, body: &'v Value, answered: Answered<'_>) -> AnswerReading<'v> {
        let member = match answered {
            Answered::Object(ty) if self.has(ty, VALUE) => ValueMember::Property,
            Answered::Object(_) | Answered::Objects | Answered::Unknown => ValueMember::Wrap,
            Answered::Value => ValueMember::OnlyWrap,
        };
        let envelope = Envelope::of(body, member);
        let inner = match envelope {
            Envelope::Bare(_) => None,
            Envelope::Object(_) | Envelope::List(_) | Envelope::Scalar(_) => body.get(VALUE),
        };
        AnswerReading {
            envelope,
            wrap: inner.is_some().then_some(JsonStep::Key(VALUE)),
            value: inner.unwrap_or(body),
        }
    }

    /// Finds out of which type an object is, given the one that is declared for its place.
    pub(crate) fn read_object<'v>(
        &self,
        declared: Option<&TypeName>,
        object: &'v Map<String, Value>,
    ) -> ObjectReading<'m, 'v> {
        let clue = self.type_clue(declared, object);
        let told = match clue {
            TypeClue::Named(ty) | TypeClue::OtherName(ty) | TypeClue::Properties(ty) => Some(ty),
            TypeClue::Undocumented(_) | TypeClue::Nothing => None,
        };
        ObjectReading { clue, told }
    }
}

/// Finds out what the members of an object are, in their order.
pub(crate) fn read_members<'v, N: Rows>(
    rows: &N,
    object: &'v Map<String, Value>,
) -> Vec<MemberReading<'v, N::Row>> {
    let mut respelled = BTreeSet::new();
    let mut member = |name: &str| {
        if let Some(row) = rows.row(name) {
            Member::Row(row)
        } else if name == ODATA_TYPE {
            Member::TypeName
        } else if is_annotation(name) {
            Member::Annotation
        } else {
            let other = rows.row_in_other_case(name);
            let other = other.filter(|(_, spelled)| !object.contains_key(*spelled));
            match other {
                Some((row, spelled)) if respelled.insert(spelled.to_owned()) => Member::OtherCase(row),
                _ => Member::Unlisted,
            }
        }
    };
    let members = object.iter();
    members
        .map(|(name, value)| (name.as_str(), value, member(name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Answered, Member, Rows, read_members};
    use crate::graph::{Primitive, TypeName, Version};
    use crate::model::types::property_names::PropertyNames;
    use crate::model::{Property, Type, TypeRef};
    use crate::span::Span;

    struct Names(&'static [&'static str]);

    impl Rows for Names {
        type Row = usize;

        fn row(&self, name: &str) -> Option<usize> {
            self.0.iter().position(|row| *row == name)
        }

        fn row_in_other_case(&self, name: &str) -> Option<(usize, &str)> {
            let row = self.0.iter().position(|row| row.eq_ignore_ascii_case(name))?;
            Some((row, self.0[row]))
        }
    }

    #[test]
    fn members_are_rows_first_then_annotations_then_rows_in_another_case() {
        let rows = Names(&["id", "userName", "owner@odata.bind"]);
        let object = json!({
            "@odata.type": "#user", "id": 1, "ID": 2, "username": 3, "UserName": 4,
            "owner@odata.bind": "…", "id@odata.type": "#Int64", "color": 5,
        });
        let object = object.as_object().expect("the object is one");
        let read = read_members(&rows, object);
        let read: Vec<(&str, Member<usize>)> =
            read.into_iter().map(|(name, _, member)| (name, member)).collect();
        let expected = |name: &str| match name {
            "@odata.type" => Member::TypeName,
            "id" => Member::Row(0),
            "owner@odata.bind" => Member::Row(2),
            "id@odata.type" => Member::Annotation,
            // The object has an `id`; a second name for `userName` has nothing left to mean.
            "ID" | "color" => Member::Unlisted,
            _ => Member::OtherCase(1),
        };
        let mut names = object.keys().filter(|name| name.eq_ignore_ascii_case("userName"));
        let second = names.nth(1).expect("the name stands twice");
        for (name, member) in read {
            let wanted = if name == second {
                Member::Unlisted
            } else {
                expected(name)
            };
            assert_eq!(member, wanted, "{name}");
        }
    }

    #[test]
    fn answers_are_taken_out_of_their_envelopes() {
        let text = TypeRef::Primitive(Primitive::String);
        let setting = Type {
            properties: vec![Property::new("value", text, Span::NOWHERE)],
            ..Type::new(TypeName::from("setting"), Version::V1, Span::NOWHERE)
        };
        let user = Type::new(TypeName::from("user"), Version::V1, Span::NOWHERE);
        let types = [setting, user];
        let names = PropertyNames::new(&types);
        let [setting, user] = &types;
        let read = |body: &Value, answered: Answered<'_>| names.read_answer(body, answered).value.clone();
        for (body, answered, value) in [
            (
                json!({"value": {"id": 1}}),
                Answered::Object(&user.name),
                json!({"id": 1}),
            ),
            (
                json!({"value": "a"}),
                Answered::Object(&setting.name),
                json!({"value": "a"}),
            ),
            (json!({"value": [{}], "a": 1}), Answered::Objects, json!([{}])),
            (json!({"value": 5, "a": 1}), Answered::Value, json!(5)),
            (
                json!({"value": 5, "a": 1}),
                Answered::Unknown,
                json!({"value": 5, "a": 1}),
            ),
            (json!([{}]), Answered::Objects, json!([{}])),
        ] {
            assert_eq!(read(&body, answered), value, "{body} as {answered:?}");
        }
    }
}
