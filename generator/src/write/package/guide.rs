//! The guide of an emitted crate.
//!
//! It is that of this repository, whose examples are about what most programs do: devices, users, lists, changes. An
//! example says in a comment before it what it needs of the documentation:
//!
//! ```text
//! <!-- needs: GET /devices/delta as delta; property device.displayName: String -->
//! ```
//!
//! Where the pages of a run do not have that, or say it of another type or by another name, the example is shown, but not
//! compiled with the tests of the crate.

use super::embedded::GUIDE;
use crate::graph::{PathTemplate, Segment, Version};
use crate::mark::MARK;
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::ids::ItemId;
use crate::resolve::plan::models::{FieldType, Kind, StructRole};

/// The path below the emitted crate.
pub(in crate::write) const FILE: &str = "src/guide.md";

/// The crate that the guide of this repository is about.
const CRATE: &str = "generated";

const NEEDS: (&str, &str) = ("<!-- needs: ", " -->");
const FENCE: &str = "```";

/// The guide of the crate `name`, whose examples call requests of this version.
pub(super) fn text(name: &str, version: &VersionPlan) -> String {
    let mut text = format!("<!-- {MARK}, which it goes with. -->\n\n");
    let mut is_met = true;
    let mut in_code = false;
    for line in GUIDE.lines() {
        let needs = line
            .strip_prefix(NEEDS.0)
            .and_then(|line| line.strip_suffix(NEEDS.1));
        if let Some(needs) = needs {
            is_met = needs.split("; ").all(|need| has(version, need));
            continue;
        }
        let line = match line {
            FENCE if in_code => FENCE,
            FENCE if !is_met => "```ignore",
            other => other,
        };
        if line.starts_with(FENCE) {
            in_code = !in_code;
            is_met = true;
        }
        text.push_str(&of_version(
            &line.replace(&format!("{CRATE}::"), &format!("{name}::")),
            version,
        ));
        text.push('\n');
    }
    text
}

/// A line of the guide, whose examples call v1.0, with the names of another version.
fn of_version(line: &str, version: &VersionPlan) -> String {
    match version.version {
        Version::V1 => line.to_owned(),
        Version::Beta => line
            .replace("::v1", "::beta")
            .replace("v1::", "beta::")
            .replace("/v1.0/", "/beta/"),
    }
}

/// Whether the pages have what an example needs: `GET /devices/{id} as get`, a call of that name; `property
/// device.displayName: String` of the model; `body group.owners@odata.bind: Reference[]` of a body that creates one.
fn has(version: &VersionPlan, need: &str) -> bool {
    let Some((kind, rest)) = need.split_once(' ') else {
        return false;
    };
    match kind {
        // No crate but the runtime goes with the emitted one.
        "crate" => false,
        "property" => has_field(version, StructRole::Model, rest),
        "body" => has_field(version, StructRole::Body, rest),
        method => has_call(version, method, rest),
    }
}

/// Whether a request can be called by a name: `/devices/delta as delta`.
fn has_call(version: &VersionPlan, method: &str, need: &str) -> bool {
    let Some((path, name)) = need.split_once(" as ") else {
        return false;
    };
    let ways = version.steps.ways(&template(path));
    ways.iter().any(|way| {
        let operation = &version.items.operations[way.call.operation];
        operation.method.as_str() == method && way.call.method == name
    })
}

/// Whether a struct of this role has a property of a type: `device.displayName: String`.
fn has_field(version: &VersionPlan, role: StructRole, need: &str) -> bool {
    let Some((name, ty)) = need.split_once(": ") else {
        return false;
    };
    let Some((owner, property)) = name.split_once('.') else {
        return false;
    };
    let mut structs = version.items.structs.values();
    structs.any(|plan| {
        plan.role == role
            && plan.graph_name.as_ref().is_some_and(|name| name.short() == owner)
            && plan
                .fields
                .iter()
                .any(|field| field.json == property && type_name(version, field.ty) == ty)
    })
}

/// The name of a type, with brackets behind that of a list: `Status`, `String[]`.
fn type_name(version: &VersionPlan, ty: FieldType) -> String {
    let item = |item: ItemId| version.items.location(item).name.to_owned();
    let name = match ty.kind {
        Kind::Scalar(scalar) => format!("{scalar:?}"),
        Kind::Enum(id) => item(ItemId::Enum(id)),
        Kind::Object(object) => item(object.into()),
    };
    if ty.collection { name + "[]" } else { name }
}

/// The template of a path of fixed names and parameters.
fn template(path: &str) -> PathTemplate {
    let segments = path.split('/').skip(1).map(|segment| {
        match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => Segment::Parameter(name.to_owned()),
            None => Segment::Literal(segment.to_owned()),
        }
    });
    PathTemplate {
        segments: segments.collect(),
    }
}
