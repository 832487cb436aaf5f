//! Properties in the dump.

use serde::Serialize;

use crate::graph::{OptionSupport, QueryOption, Returned};
use crate::markdown::Passage;
use crate::model::{Member, Property, TypeRef};
use crate::source::SourceMap;

#[derive(Serialize)]
pub(in crate::model) struct PropertyDump<'a> {
    pub(super) name: &'a str,
    r#type: String,
    /// The type in the table, where a closed list of values says more.
    #[serde(skip_serializing_if = "Option::is_none")]
    documented_type: Option<String>,
    collection: bool,
    navigation: bool,
    inherited_from: Option<&'a str>,
    required: Option<bool>,
    read_only: bool,
    nullable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supports: Option<SupportDump>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<&'a str>,
    /// Values that only examples show.
    #[serde(rename = "shown_values", skip_serializing_if = "Vec::is_empty")]
    example_only_values: Vec<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    flags: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    deprecated: Option<&'a str>,
    description: String,
    evidence: &'static str,
    source: String,
}

/// What the pages say of a property and the query options.
#[derive(Serialize)]
struct SupportDump {
    options: Vec<&'static str>,
    /// The operators of `$filter`.
    operators: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsupported: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<String>,
}

/// Leaves a flag out of the dump where it is `false`.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

pub(in crate::model) fn dump_property<'a>(property: &'a Property, sources: &SourceMap) -> PropertyDump<'a> {
    let (example_only, listed): (Vec<_>, Vec<_>) =
        property.values.iter().partition(|value| value.example_only);
    let names = |values: Vec<&'a Member>| values.into_iter().map(|value| value.name.as_str()).collect();
    PropertyDump {
        name: &property.name,
        r#type: property.ty.item.qualified(),
        documented_type: property.is_closed_list.then(|| TypeRef::STRING.qualified()),
        collection: property.ty.is_many(),
        navigation: property.navigation,
        inherited_from: property.inherited_from.as_deref(),
        required: property.required,
        read_only: property.read_only,
        nullable: property.nullable,
        supports: dump_support(&property.supports),
        values: names(listed),
        example_only_values: names(example_only),
        flags: property.flags,
        default: property.default.as_deref(),
        deprecated: property.deprecated.as_deref(),
        description: Passage::markdown(&property.description),
        evidence: property.evidence.as_str(),
        source: sources.path_and_line(property.span),
    }
}

fn dump_support(supports: &OptionSupport) -> Option<SupportDump> {
    let keys = |options: &[QueryOption]| options.iter().map(|option| option.key()).collect();
    let returned = match supports.returned {
        Returned::Unsaid => None,
        Returned::ByDefault => Some("by default".to_owned()),
        Returned::OnlyOn(option) => Some(format!("only on {}", option.key())),
    };
    (!supports.is_empty()).then(|| SupportDump {
        options: keys(&supports.options),
        operators: supports.operators.clone(),
        unsupported: keys(&supports.unsupported),
        returned,
    })
}
