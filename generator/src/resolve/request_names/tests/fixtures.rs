//! Requests to be named.

use crate::graph::Version;
use crate::graph::singular;
use crate::graph::{Method, PathTemplate, Segment};
use crate::model::{Operation, OperationPath, Response, ResponseContent, TypeRef};
use crate::resolve::plan::arena::Id;
use crate::resolve::plan::models::{FieldType, Indirection, Kind, ObjectType, Scalar};
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::request_names::{Names, Request, names};
use crate::resolve::segment_case::SegmentCase;
use crate::span::{FileId, Span};

/// A request of `owner`: `GET /teams/{id}` with the status of its answer, and what that holds.
pub(in crate::resolve::request_names) fn request(
    owner: &str,
    title: &str,
    line: &str,
    status: u16,
    content: ResponseContent,
) -> Operation {
    let (method, path) = line.split_once(" /").unwrap();
    Operation {
        name: title.to_owned(),
        page: FileId(0),
        version: Version::V1,
        method: match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            "PATCH" => Method::Patch,
            "PUT" => Method::Put,
            "DELETE" => Method::Delete,
            _ => panic!("{method}"),
        },
        paths: vec![OperationPath {
            documented: path.to_owned(),
            template: PathTemplate {
                segments: path.split('/').map(segment).collect(),
            },
            span: Span::new(FileId(0), 0, 0),
        }],
        owner: Some(format!("microsoft.graph.{owner}").into()),
        description: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        path_parameters: Vec::new(),
        body: None,
        raw_body: None,
        response: Response {
            status: vec![status],
            content,
        },
        permissions: Vec::new(),
        examples: Vec::new(),
        deprecated: None,
    }
}

fn segment(text: &str) -> Segment {
    let hole = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    match (hole, text.strip_suffix("()")) {
        (Some(hole), _) => Segment::Parameter(hole.to_owned()),
        (_, Some(name)) => Segment::Function {
            name: name.to_owned(),
            arguments: Vec::new(),
        },
        _ => Segment::Literal(text.to_owned()),
    }
}

pub(in crate::resolve::request_names) fn object() -> ResponseContent {
    ResponseContent::One(TypeRef::Type("microsoft.graph.object".into()))
}

/// The names of a request whose answer is what the path promises: one object, or many.
pub(in crate::resolve::request_names) fn names_of(
    owner: &str,
    title: &str,
    line: &str,
    shares: bool,
) -> Names {
    let last = line.rsplit('/').next().unwrap_or_default();
    let content = match object() {
        ResponseContent::One(ty) if line.starts_with("GET") && singular(last) != last => {
            ResponseContent::Many(ty)
        }
        one => one,
    };
    told(&request(owner, title, line, 200, content), shares)
}

/// The names of a request; `shares`: its page has another one.
pub(in crate::resolve::request_names) fn told(operation: &Operation, shares: bool) -> Names {
    with(operation, shares, names)
}

/// Does something with a request whose answer is planned.
pub(in crate::resolve::request_names) fn with<T>(
    operation: &Operation,
    shares_title: bool,
    what: impl FnOnce(&Request<'_>) -> T,
) -> T {
    let object = ObjectType::Model(Id::at(0));
    let response = match &operation.response.content {
        ResponseContent::None => ResponsePlan::None,
        ResponseContent::Bytes => ResponsePlan::Bytes,
        ResponseContent::One(_) => ResponsePlan::Model(object),
        ResponseContent::Many(TypeRef::Primitive(_)) => ResponsePlan::Value(FieldType {
            kind: Kind::Scalar(Scalar::String),
            collection: true,
            indirection: Indirection::None,
        }),
        ResponseContent::Many(_) => ResponsePlan::Page(object),
    };
    what(&Request {
        operation,
        response: &response,
        segment_case: &SegmentCase::of_words(["categoryAxis", "categoryaxis"], []),
        shares_title,
    })
}
