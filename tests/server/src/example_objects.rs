//! Objects made of those in examples: two examples of one object merged, and further objects like one.

use serde_json::Value;

use crate::documentation::Object;
use crate::pages::{Member, Model, TypeRef, Version};

/// Adds an object of an example. Where one with its id is there, that one gets the properties that it lacks.
pub(crate) fn add(objects: &mut Vec<Object>, mut object: Object) {
    // It belongs to the answer, not to the object.
    object.remove("@odata.context");
    let id = object.get("id").cloned();
    match objects
        .iter_mut()
        .find(|other| id.is_some() && other.get("id") == id.as_ref())
    {
        Some(known) => {
            for (name, value) in object {
                known.entry(name).or_insert(value);
            }
        }
        None => objects.push(object),
    }
}

/// Fills a collection up with objects like those that are there.
pub(crate) fn fill(model: &Model, version: Version, objects: &mut Vec<Object>, count: usize) {
    let patterns = objects.clone();
    for (number, pattern) in (1..).zip(patterns.iter().cycle()) {
        if objects.len() >= count {
            return;
        }
        objects.push(variant(model, version, pattern, number));
    }
}

fn variant(model: &Model, version: Version, pattern: &Object, number: usize) -> Object {
    let mut object = pattern.clone();
    for (name, value) in &mut object {
        let Value::String(text) = value else { continue };
        if let Some(members) = members(model, version, pattern, name) {
            let at = members.iter().position(|member| member.name == *text);
            if let Some(member) = members.get((at.unwrap_or_default() + number) % members.len()) {
                member.name.clone_into(text);
            }
        } else if name == "id" {
            *text = id(text, number);
        } else if let Some((user, domain)) = text.split_once('@') {
            *text = format!("{user}{number}@{domain}");
        } else if name.to_ascii_lowercase().ends_with("name") {
            *text = format!("{text} {number}");
        }
    }
    object
}

/// The members of the enumeration that a property has.
fn members(model: &Model, version: Version, object: &Object, name: &str) -> Option<Vec<Member>> {
    let ty = object.get("@odata.type")?.as_str()?.trim_start_matches('#');
    let property = model
        .types
        .iter()
        .filter(|known| known.version == version && known.name.eq_ignore_ascii_case(ty))
        .flat_map(|known| &known.properties)
        .find(|property| property.name == name)?;
    let TypeRef::Enum(enumeration) = &property.ty.item else {
        return None;
    };
    let enumeration = model
        .enums
        .iter()
        .find(|known| known.version == version && known.name == *enumeration && !known.flags)?;
    let mut members = enumeration.members.clone();
    members.retain(|member| member.name != "unknownFutureValue");
    (!members.is_empty()).then_some(members)
}

/// Another id of the same form: the number replaces the end of a GUID, and follows any other id.
pub(crate) fn id(pattern: &str, number: usize) -> String {
    match pattern.get(..24) {
        Some(begin) if pattern.len() == 36 && begin.ends_with('-') => format!("{begin}{number:012x}"),
        _ => format!("{pattern}-{number}"),
    }
}
