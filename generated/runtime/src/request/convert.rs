//! Bodies of requests that are made of models.

use crate::json::read::{TYPE, read_known};
use crate::json::write::property_value;
use crate::model::additional::Additional;
use crate::model::bind::BIND;
use crate::model::shared::{CopyRule, KEY, clear_property, copy_model, move_slot};
use crate::model::slot::SlotMut;
use crate::model::slot_visitor::set_indices;
use crate::model::type_table::type_name;
use crate::model::{Model, Schema};
use crate::operation::Operation;

/// The body of a request that creates an object like this one, or brings an object to this state; what the conversions
/// of generated bodies call.
///
/// Properties that the request does not send are left out: the service sets them. So is what the service says of an
/// object beside its properties, such as its entity tag. In the body of an update a property is absent where the model
/// does not have it.
///
/// A model that has the key which the service sets was read. The related objects that are created with it are new ones,
/// too, and so the keys with which they were read are left out.
#[must_use]
#[inline]
pub fn body_of<M: Model, B: Model + Default>(mut model: M) -> B {
    let mut body = B::default();
    fill(&mut model, &mut body);
    body
}

/// The object that a request sends to create one like this: what the service sets is left out, and so is what it says of
/// an object beside its properties. What the calls of generated steps do with an object that is sent as it is.
#[must_use]
#[inline]
pub fn creation_of<O: Operation<Body: Model + Default>>(object: &O::Body) -> O::Body {
    let mut new = O::Body::default();
    copy_to_create(object, &mut new, O::METADATA.set_by_service);
    new
}

fn copy_to_create(from: &dyn Model, to: &mut dyn Model, set_by_service: &[&str]) {
    copy_model(from, to, sent_of(from, !set_by_service.contains(&KEY)));
    for name in set_by_service {
        clear_property(to, name);
    }
}

/// What a request sends of the objects within an object. `sends_key`: whether it sends the key of that.
fn sent_of(object: &dyn Model, sends_key: bool) -> CopyRule {
    let key = object.schema().position(KEY, 0);
    CopyRule {
        additional: |object| object.additional().filter(is_sent),
        keeps_related_keys: sends_key || !key.is_some_and(|key| set_indices(object).contains(&key)),
    }
}

fn fill(from: &mut dyn Model, to: &mut dyn Model) {
    let (schema, sent) = (from.schema(), to.schema());
    let of_creation = sent_of(from, sent.position(KEY, 0).is_some());
    let of_update = CopyRule {
        keeps_related_keys: true,
        ..of_creation
    };
    let mut additional = additional_of_body(from, sent);
    for index in set_indices(from) {
        let name = schema.field(index);
        let Some(target) = sent.position(name, index) else {
            continue;
        };
        let (target, rule) = match to.slot(target) {
            SlotMut::Patch(patch) => (patch.value_mut(), of_update),
            slot => (slot, of_creation),
        };
        if !send_slot(from, index, target, rule)
            && let Ok(value) = property_value(from, index)
        {
            additional.insert(name, value);
        }
    }
    *to.additional_mut() = additional;
    read_known(to);
}

/// Puts the value of a property into the slot of a body; `false` where their types differ.
fn send_slot(from: &mut dyn Model, index: usize, to: SlotMut<'_>, rule: CopyRule) -> bool {
    match (from.slot(index), to) {
        (SlotMut::Object(from), SlotMut::Object(to)) => {
            let is_related = from.is_related();
            let is_sent = from
                .get()
                .is_some_and(|object| send_object(object, to.insert(), is_related, rule));
            if !is_sent {
                to.clear();
            }
            is_sent
        }
        (SlotMut::Objects(from), SlotMut::Objects(to)) => {
            to.resize(0);
            let is_related = from.is_related();
            let objects = (0..from.count().unwrap_or_default()).filter_map(|index| from.get(index));
            let mut objects = objects.enumerate();
            let is_sent = objects.all(|(index, object)| {
                let to = to.resize(index + 1);
                to.is_some_and(|to| send_object(object, to, is_related, rule))
            });
            if !is_sent {
                to.clear();
            }
            is_sent
        }
        (from, to) => move_slot(from, to),
    }
}

/// Copies an object into a default value, without what the service says of it; `false` where that is of another type.
fn send_object(from: &dyn Model, to: &mut dyn Model, is_related: bool, rule: CopyRule) -> bool {
    let is_of_type = from.schema() == to.schema() || to.retype(from.schema().name);
    if is_of_type {
        rule.copy_inner(from, to, is_related);
    }
    is_of_type
}

/// What a body has beside its own properties: what the model does not know, and values that do not fit the properties
/// that both have.
fn additional_of_body(from: &dyn Model, sent: &Schema) -> Additional {
    let schema = from.schema();
    let mut additional = from.additional().filter(|name| {
        let property = name.split_once('@').map_or(name, |(property, _)| property);
        let is_left_out = schema.position(property, 0).is_some() && sent.position(property, 0).is_none();
        is_sent(name) && (!is_left_out || name.ends_with(BIND))
    });
    let of_body = |name: &str| type_name(name).eq_ignore_ascii_case(sent.name);
    if additional
        .get(TYPE)
        .and_then(|name| name.as_str())
        .is_some_and(of_body)
    {
        // The body itself knows whether it has to name its type.
        additional.remove(TYPE);
    }
    additional
}

/// Whether something beside the known properties of an object is sent: not what the service says of the object and of
/// its properties, but for their types, and what is linked.
fn is_sent(name: &str) -> bool {
    let Some((_, annotation)) = name.split_once('@') else {
        return true;
    };
    match annotation {
        "odata.type" | "odata.bind" => true,
        "microsoft.graph.downloadUrl" | "microsoft.graph.tips" | "removed" => false,
        // A program asks by others, as by `@microsoft.graph.conflictBehavior`.
        _ => !annotation.starts_with("odata."),
    }
}

#[cfg(test)]
mod tests {
    use super::is_sent;

    #[test]
    fn what_a_program_asks_for_is_sent() {
        for name in [
            "displayName",
            "@odata.type",
            "user@odata.bind",
            "roles@odata.type",
            "@microsoft.graph.conflictBehavior",
            "allowedValues@delta",
        ] {
            assert!(is_sent(name), "{name}");
        }
        for name in [
            "@odata.etag",
            "@odata.id",
            "members@odata.nextLink",
            "manager@odata.navigationLink",
            "@microsoft.graph.downloadUrl",
        ] {
            assert!(!is_sent(name), "{name}");
        }
    }
}
