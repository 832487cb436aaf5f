//! The model as JSON, a stable interface: people diff it, scripts read it.

mod examples;
mod permissions;
mod properties;

use examples::{ExampleDump, dump_example};
use permissions::{PermissionsDump, all_permissions, permissions_by_path};
use properties::PropertyDump;
pub(super) use properties::dump_property;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::graph::Primitive;
use crate::markdown::Passage;
use crate::model::{
    Enum, Member, Model, Operation, Parameter, Property, Response, ResponseContent, Type, ValueType,
};
use crate::source::SourceMap;
use crate::text::pretty_json;

/// The text of `dump model --format json`.
///
/// # Errors
///
/// Fails as [`serde_json::to_string_pretty`] does.
pub fn dump_text(
    model: &Model,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
) -> serde_json::Result<String> {
    pretty_json(&dump(model, sources, diagnostics))
}

/// The model and the diagnostics in the form of `dump model --format json`.
pub fn dump<'a>(
    model: &'a Model,
    sources: &'a SourceMap,
    diagnostics: &'a [Diagnostic],
) -> impl Serialize + use<'a> {
    Dump {
        types: model.types.iter().map(|ty| dump_type(ty, sources)).collect(),
        enums: model
            .enums
            .iter()
            .map(|enumeration| dump_enum(enumeration, sources))
            .collect(),
        operations: model
            .operations
            .iter()
            .map(|operation| dump_operation(operation, sources))
            .collect(),
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| dump_diagnostic(diagnostic, sources))
            .collect(),
    }
}

#[derive(Serialize)]
struct Dump<'a> {
    types: Vec<TypeDump<'a>>,
    enums: Vec<EnumDump<'a>>,
    operations: Vec<OperationDump<'a>>,
    diagnostics: Vec<DiagnosticDump<'a>>,
}

#[derive(Serialize)]
struct TypeDump<'a> {
    name: &'a str,
    version: &'static str,
    kind: &'static str,
    base: Option<&'a str>,
    r#abstract: bool,
    open: bool,
    deprecated: Option<&'a str>,
    description: String,
    source: String,
    properties: Vec<PropertyDump<'a>>,
    /// What only examples show.
    #[serde(rename = "shown", skip_serializing_if = "Vec::is_empty")]
    example_only: Vec<PropertyDump<'a>>,
}

#[derive(Serialize)]
struct EnumDump<'a> {
    name: &'a str,
    version: &'static str,
    flags: bool,
    description: String,
    members: Vec<MemberDump<'a>>,
    /// What only examples show.
    #[serde(rename = "shown", skip_serializing_if = "Vec::is_empty")]
    example_only: Vec<&'a str>,
    source: String,
}

#[derive(Serialize)]
struct MemberDump<'a> {
    name: &'a str,
    value: Option<i64>,
    description: String,
    deprecated: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct OperationDump<'a> {
    name: &'a str,
    page: &'a str,
    version: &'static str,
    owner: Option<&'a str>,
    method: &'static str,
    deprecated: Option<&'a str>,
    description: String,
    paths: Vec<PathDump<'a>>,
    query: Vec<ParameterDump<'a>>,
    /// The query options that the page says are not supported.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsupported_query: Vec<&'static str>,
    headers: Vec<ParameterDump<'a>>,
    path_parameters: Vec<ParameterDump<'a>>,
    body: Option<BodyDump<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_body: Option<RawBodyDump<'a>>,
    response: ResponseDump,
    permissions: PermissionsDump<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    permission_tables: Vec<PermissionsDump<'a>>,
    /// The national clouds that have it, where the page says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    clouds: Option<Vec<&'static str>>,
    /// The least privileged roles of which a signed-in person needs one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_size: Option<PageSizeDump>,
    examples: Vec<ExampleDump<'a>>,
}

/// How many objects a page of the answer has.
#[derive(Serialize)]
struct PageSizeDump {
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
}

#[derive(Serialize)]
struct PathDump<'a> {
    template: String,
    documented: &'a str,
    parameters: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    source: String,
}

#[derive(Serialize)]
struct ParameterDump<'a> {
    name: &'a str,
    r#type: Option<String>,
    collection: bool,
    required: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    description: String,
}

#[derive(Serialize)]
struct BodyDump<'a> {
    r#type: Option<String>,
    collection: bool,
    content_type: &'a str,
    properties: Vec<PropertyDump<'a>>,
    /// What only examples send.
    #[serde(rename = "shown", skip_serializing_if = "Vec::is_empty")]
    example_only: Vec<PropertyDump<'a>>,
}

#[derive(Serialize)]
struct RawBodyDump<'a> {
    content_type: &'a str,
    name: Option<&'a str>,
    /// Whether it is sent in base64.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    base64: bool,
}

#[derive(Serialize)]
struct ResponseDump {
    status: Vec<u16>,
    r#type: Option<String>,
    collection: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headers: Vec<&'static str>,
}

#[derive(Serialize)]
struct DiagnosticDump<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    page: &'a str,
    line: u32,
    column: u32,
}

fn dump_type<'a>(ty: &'a Type, sources: &SourceMap) -> TypeDump<'a> {
    let (example_only, listed): (Vec<_>, Vec<_>) = ty
        .properties
        .iter()
        .partition(|property| property.is_example_only());
    TypeDump {
        name: &ty.name,
        version: ty.version.as_str(),
        kind: if ty.entity { "entity" } else { "complex" },
        base: ty.base.as_deref(),
        r#abstract: ty.is_abstract,
        open: ty.open,
        deprecated: ty.deprecated.as_deref(),
        description: Passage::markdown(&ty.description),
        source: sources.path_and_line(ty.span),
        properties: dump_properties(listed, sources),
        example_only: dump_properties(example_only, sources),
    }
}

fn dump_properties<'a>(
    properties: impl IntoIterator<Item = &'a Property>,
    sources: &SourceMap,
) -> Vec<PropertyDump<'a>> {
    let properties = properties.into_iter();
    sorted(
        properties.map(|property| dump_property(property, sources)),
        |property| property.name,
    )
}

/// The items by their names.
fn sorted<'a, T>(items: impl Iterator<Item = T>, name: impl Fn(&T) -> &'a str) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by(|a, b| name(a).cmp(name(b)));
    items
}

fn dump_enum<'a>(enumeration: &'a Enum, sources: &SourceMap) -> EnumDump<'a> {
    let dump_member = |member: &'a Member| MemberDump {
        name: &member.name,
        value: member.value,
        description: Passage::markdown(&member.description),
        deprecated: member.deprecated.as_deref(),
    };
    let (example_only, listed): (Vec<_>, Vec<_>) =
        enumeration.members.iter().partition(|member| member.example_only);
    EnumDump {
        name: &enumeration.name,
        version: enumeration.version.as_str(),
        flags: enumeration.flags,
        description: Passage::markdown(&enumeration.description),
        // The order of members is a fact of its own (older clients sent their number), so it stays.
        members: listed.into_iter().map(dump_member).collect(),
        example_only: example_only.iter().map(|member| member.name.as_str()).collect(),
        source: sources.path_and_line(enumeration.span),
    }
}

pub(super) fn dump_operation<'a>(operation: &'a Operation, sources: &'a SourceMap) -> OperationDump<'a> {
    let parameters =
        |list: &'a [Parameter]| sorted(list.iter().map(dump_parameter), |parameter| parameter.name);
    let tables = &operation.permissions;
    OperationDump {
        name: &operation.title.text,
        page: &sources.file(operation.page).path,
        version: operation.version.as_str(),
        owner: operation.owner.as_deref(),
        method: operation.method.as_str(),
        deprecated: operation.deprecated.as_deref(),
        description: Passage::markdown(&operation.description),
        paths: operation
            .paths
            .iter()
            .map(|path| PathDump {
                template: path.template.render(),
                documented: &path.documented,
                parameters: path
                    .template
                    .parameters()
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                deprecated: path.deprecated.as_deref(),
                source: sources.path_and_line(path.span),
            })
            .collect(),
        query: parameters(&operation.query),
        unsupported_query: operation.unsupported_options.clone(),
        headers: parameters(&operation.headers),
        path_parameters: parameters(&operation.path_parameters),
        body: operation.body.as_ref().map(|body| BodyDump {
            r#type: body.ty.as_ref().map(|ty| ty.item.qualified()),
            collection: body.is_many(),
            content_type: &body.content_type,
            properties: dump_properties(&body.properties, sources),
            example_only: dump_properties(&body.example_properties, sources),
        }),
        raw_body: operation.raw_body.as_ref().map(|raw| RawBodyDump {
            content_type: &raw.content_type,
            name: raw.name.as_deref(),
            base64: raw.is_base64,
        }),
        response: dump_response(operation),
        permissions: all_permissions(tables),
        permission_tables: if tables.len() > 1 {
            permissions_by_path(operation)
        } else {
            Vec::new()
        },
        clouds: operation
            .clouds
            .as_ref()
            .map(|clouds| clouds.iter().map(|cloud| cloud.label()).collect()),
        roles: operation.roles.iter().map(String::as_str).collect(),
        page_size: (!operation.page_size.is_unknown()).then_some(PageSizeDump {
            default: operation.page_size.default,
            maximum: operation.page_size.maximum,
        }),
        examples: examples::of_service(&operation.examples)
            .map(|example| dump_example(example, sources))
            .collect(),
    }
}

fn dump_parameter(parameter: &Parameter) -> ParameterDump<'_> {
    ParameterDump {
        name: &parameter.name,
        r#type: parameter.ty.as_ref().map(|ty| ty.item.qualified()),
        collection: parameter.ty.as_ref().is_some_and(ValueType::is_many),
        required: parameter.required,
        values: parameter.values.iter().map(|value| value.name.as_str()).collect(),
        default: parameter.default.as_deref(),
        description: Passage::markdown(&parameter.description),
    }
}

fn dump_response(operation: &Operation) -> ResponseDump {
    let Response { status, content } = &operation.response;
    ResponseDump {
        status: status.clone(),
        r#type: match content {
            ResponseContent::Unsaid | ResponseContent::Empty => None,
            ResponseContent::One(item) | ResponseContent::Many(item) => Some(item.qualified()),
            ResponseContent::Bytes => Some(Primitive::Stream.qualified()),
            ResponseContent::Count => Some(Primitive::Int32.qualified()),
        },
        collection: matches!(content, ResponseContent::Many(_)),
        headers: operation.answered_headers.clone(),
    }
}

fn dump_diagnostic<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> DiagnosticDump<'a> {
    let (line, column) = sources.position(diagnostic.span);
    DiagnosticDump {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        message: &diagnostic.message,
        page: &sources.file(diagnostic.span.file).path,
        line,
        column,
    }
}
