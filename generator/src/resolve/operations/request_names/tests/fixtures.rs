//! Requests to be named.

use crate::graph::{Method, PageSize, PathTemplate, Segment, Title, Version, singular};
use crate::model::{Operation, OperationPath, Response, ResponseContent, TypeRef};
use crate::resolve::operations::request_names::candidate::NameCandidates;
use crate::resolve::operations::request_names::{UnnamedRequest, candidates};
use crate::resolve::operations::verbs::AnswerCount;
use crate::resolve::segment_case::SegmentCase;

use crate::span::{FileId, Span};

/// A request of `owner`: `GET /teams/{id}` with the status of its answer, and what that holds.
pub(in crate::resolve::operations::request_names) fn request(
    owner: &str,
    title: &str,
    line: &str,
    status: u16,
    content: ResponseContent,
) -> Operation {
    let (method, path) = line.split_once(" /").unwrap();
    Operation {
        title: Title::parse(title),
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
            deprecated: None,
            span: Span::new(FileId(0), 0, 0),
        }],
        owner: Some(format!("microsoft.graph.{owner}").into()),
        description: Vec::new(),
        query: Vec::new(),
        unsupported_options: Vec::new(),
        headers: Vec::new(),
        path_parameters: Vec::new(),
        body: None,
        raw_body: None,
        response: Response {
            status: vec![status],
            content,
        },
        permissions: Vec::new(),
        clouds: None,
        roles: Vec::new(),
        answered_headers: Vec::new(),
        page_size: PageSize::default(),
        examples: Vec::new(),
        deprecated: None,
    }
}

fn segment(text: &str) -> Segment {
    let parameter = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    match (parameter, text.strip_suffix("()")) {
        (Some(parameter), _) => Segment::Parameter(parameter.to_owned()),
        (_, Some(name)) => Segment::Function {
            name: name.to_owned(),
            arguments: Vec::new(),
        },
        _ => Segment::Literal(text.to_owned()),
    }
}

pub(in crate::resolve::operations::request_names) fn object() -> ResponseContent {
    ResponseContent::One(TypeRef::Type("microsoft.graph.object".into()))
}

/// The names of a request that returns what its path promises: one object, or many.
pub(in crate::resolve::operations::request_names) fn names_of(
    owner: &str,
    title: &str,
    line: &str,
    shares_title: bool,
) -> NameCandidates {
    let last = line.rsplit('/').next().unwrap_or_default();
    let content = match object() {
        ResponseContent::One(ty) if line.starts_with("GET") && singular(last) != last => {
            ResponseContent::Many(ty)
        }
        one => one,
    };
    candidates_of(&request(owner, title, line, 200, content), shares_title)
}

/// The candidates of a request.
pub(in crate::resolve::operations::request_names) fn candidates_of(
    operation: &Operation,
    shares_title: bool,
) -> NameCandidates {
    with(operation, shares_title, candidates)
}

/// Does something with a request.
pub(in crate::resolve::operations::request_names) fn with<T>(
    operation: &Operation,
    shares_title: bool,
    what: impl FnOnce(&UnnamedRequest<'_>) -> T,
) -> T {
    let answer = match &operation.response.content {
        ResponseContent::Empty | ResponseContent::Unsaid => AnswerCount::Nothing,
        ResponseContent::Bytes | ResponseContent::Count | ResponseContent::One(_) => AnswerCount::One,
        ResponseContent::Many(_) => AnswerCount::Many,
    };
    what(&UnnamedRequest {
        operation,
        answer,
        segment_case: &SegmentCase::of_words(["categoryAxis", "categoryaxis"], []),
        shares_title,
    })
}
