//! Corrections to the body of an example, where the pages leave no doubt about what is meant.

use serde_json::{Value, json};

use crate::graph::VALUE;
use crate::model::JsonStep;
use crate::resolve::plan::examples::WireBody;

/// Corrects the mistakes in a body.
pub(super) fn apply(repairs: Vec<Repair>, body: &mut WireBody) {
    let WireBody::Json(json) = body else { return };
    // An outer object is visited before the values in it, and their places are told by the names as documented; so the
    // last mistake is corrected first.
    for repair in repairs.into_iter().rev() {
        repair.apply(json);
    }
}

/// A change to the body of an example.
pub(super) struct Repair {
    /// The JSON pointer (RFC 6901) to the value.
    pointer: String,
    change: Change,
}

enum Change {
    Replace(Value),
    /// Adds a member to an object.
    Insert(&'static str, Value),
    /// Takes a member out of an object.
    Remove(String),
    /// Gives a member of an object another name.
    Rename(String, String),
    /// Makes a value a list of itself.
    List,
    /// Makes an object a page of itself.
    Page,
}

impl Repair {
    /// Puts another value in the place of the one to which the steps lead.
    pub(super) fn replace(steps: &[JsonStep<'_>], value: Value) -> Self {
        let pointer = pointer(steps);
        let change = Change::Replace(value);
        Self { pointer, change }
    }

    /// Adds a member to the object to which the steps lead.
    pub(super) fn insert(steps: &[JsonStep<'_>], name: &'static str, value: Value) -> Self {
        let pointer = pointer(steps);
        let change = Change::Insert(name, value);
        Self { pointer, change }
    }

    /// Takes out the member of an object to which the steps lead.
    pub(super) fn remove(steps: &[JsonStep<'_>]) -> Option<Self> {
        match steps.split_last()? {
            (JsonStep::Key(name), above) => Some(Self {
                pointer: pointer(above),
                change: Change::Remove((*name).to_owned()),
            }),
            (JsonStep::Item(_), _) => None,
        }
    }

    /// Gives another name to the member of an object to which the steps lead.
    pub(super) fn rename(steps: &[JsonStep<'_>], to: &str) -> Option<Self> {
        match steps.split_last()? {
            (JsonStep::Key(name), above) => Some(Self {
                pointer: pointer(above),
                change: Change::Rename((*name).to_owned(), to.to_owned()),
            }),
            (JsonStep::Item(_), _) => None,
        }
    }

    /// Puts a list in the place of the one value to which the steps lead, its only item.
    pub(super) fn list(steps: &[JsonStep<'_>]) -> Self {
        let pointer = pointer(steps);
        let change = Change::List;
        Self { pointer, change }
    }

    /// Puts a page in the place of the body, its only item.
    pub(super) fn page() -> Self {
        Self {
            pointer: String::new(),
            change: Change::Page,
        }
    }

    /// Changes a body.
    fn apply(self, body: &mut Value) {
        let Some(place) = body.pointer_mut(&self.pointer) else {
            debug_assert!(false, "nothing stands at {}", self.pointer);
            return;
        };
        match (self.change, place) {
            (Change::Replace(value), place) => *place = value,
            (Change::List, place) => *place = Value::Array(vec![place.take()]),
            (Change::Page, place) => *place = json!({ VALUE: [place.take()] }),
            (Change::Insert(name, value), Value::Object(map)) => {
                map.insert(name.to_owned(), value);
            }
            (Change::Remove(name), Value::Object(map)) => {
                map.remove(&name);
            }
            (Change::Rename(from, to), Value::Object(map)) => {
                if let Some(value) = map.remove(&from) {
                    map.insert(to, value);
                }
            }
            (Change::Insert(..) | Change::Remove(_) | Change::Rename(..), _) => {}
        }
    }
}

/// The JSON pointer to which steps lead.
fn pointer(steps: &[JsonStep<'_>]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer.push('/');
        match step {
            JsonStep::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            JsonStep::Item(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Repair;
    use crate::model::JsonStep;

    #[test]
    fn bodies_are_changed_in_their_place() {
        let mut body = json!({"a/b": [{"old": 1}, {"gone": 2}], "flag": "true"});
        let list = JsonStep::Key("a/b");
        Repair::replace(&[JsonStep::Key("flag")], json!(true)).apply(&mut body);
        Repair::insert(&[list, JsonStep::Item(0)], "@odata.type", json!("#x")).apply(&mut body);
        let gone = Repair::remove(&[list, JsonStep::Item(1), JsonStep::Key("gone")]);
        gone.expect("a member can be taken out").apply(&mut body);
        assert_eq!(
            body,
            json!({"a/b": [{"old": 1, "@odata.type": "#x"}, {}], "flag": true})
        );
        assert!(Repair::remove(&[list, JsonStep::Item(0)]).is_none());
        let renamed = Repair::rename(&[JsonStep::Key("flag")], "Flag");
        renamed.expect("a member can be renamed").apply(&mut body);
        assert_eq!(body.get("Flag"), Some(&json!(true)));
        Repair::list(&[JsonStep::Key("Flag")]).apply(&mut body);
        Repair::page().apply(&mut body);
        assert_eq!(
            body,
            json!({"value": [{"a/b": [{"old": 1, "@odata.type": "#x"}, {}], "Flag": [true]}]})
        );
    }
}
