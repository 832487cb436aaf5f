//! What a page says of each of its operations. The parts of the page are read one by one; here they are put together.

pub(in crate::page) mod availability;
pub(in crate::page) mod grouping;

mod apart;
mod arguments;
mod bodiless;
mod body;
mod deprecated_paths;
mod foreign_type;
mod narrowed;
mod own_examples;
mod page_size;
mod quotes;
mod response;
mod shown_answer;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{
    Method, PageSize, PathTemplate, PermissionFacts, PermissionTables, Segment, canonical_key,
    is_misspelled_key,
};
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, OperationFacts, ParameterFacts, PathFacts, RawBodyFacts};
use crate::span::{Span, Spanned};

use self::availability::Availability;
use self::grouping::Group;
use self::own_examples::share_examples;
use crate::page::api::answer::response::{ResponseStatements, StatedContent};
use crate::page::api::cases::Cases;
use crate::page::api::examples::example_only_requests;
use crate::page::api::request::body::{BodyStatements, bodiless_paths};
use crate::page::api::request::headers::{self, Headers};
use crate::page::api::request::http_request::{self, RequestLine};
use crate::page::api::request::parameters::{self, AnsweredContent, Parameters};
use crate::page::api::{answer, examples, permissions};
use response::OtherOperations;

/// The operations of an API page, in the order in which the page documents them.
pub(in crate::page) fn operations(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<OperationFacts> {
    let mut lines = http_request::request_lines(page, sink);
    let examples = examples::read(page, sink);
    example_only_requests::add_paths(&mut lines, &examples, sink);
    deprecated_paths::mark(&mut lines, page);
    if let Some(cases) = Cases::of(page, &lines) {
        return apart::operations(lines, &examples, &cases, page, sink);
    }
    let mut facts = PageFacts::read(page, &lines, examples, sink);
    let mut groups = bodiless::group(lines, &facts.bodiless);
    facts.take_arguments(&mut groups, &page.title.value, sink);
    let examples = share_examples(&facts.examples, &groups);
    let all = AllOperations::new(&groups, &facts);
    let operations = groups.into_iter().zip(examples);
    let operations: Vec<OperationFacts> = operations
        .map(|(group, examples)| operation(group, examples, &all, &facts, page, sink))
        .collect();
    body::report_unused(&operations, &facts, sink);
    operations
}

/// What the page says of all its operations together.
pub(super) struct PageFacts {
    pub(super) parameters: Parameters,
    pub(super) headers: Headers,
    pub(super) body: BodyStatements,
    /// The places of the lines that send nothing, where others do.
    pub(super) bodiless: BTreeSet<Span>,
    pub(super) response: ResponseStatements,
    pub(super) permissions: Vec<PermissionFacts>,
    pub(super) availability: Availability,
    pub(super) page_size: PageSize,
    pub(super) answered_headers: Vec<&'static str>,
    pub(super) examples: Vec<ExampleFacts>,
}

impl PageFacts {
    /// Reads what the page says. `lines` and `examples`: those of the operations of which it speaks.
    fn read(
        page: &PageContext<'_>,
        lines: &[RequestLine],
        examples: Vec<ExampleFacts>,
        sink: &mut PageSink,
    ) -> Self {
        let body = crate::page::api::request::body::read(page, lines, &examples, sink);
        let mut parameters = parameters::parameters(page, &body, sink);
        parameters::add(
            &mut parameters.path,
            parameters::path_prose::read(page, lines, sink),
        );
        Self {
            parameters,
            body: body.statements,
            bodiless: bodiless_paths::read(page, lines),
            headers: headers::read(page, sink),
            response: answer::response::read(page, sink),
            permissions: permissions::read(page, sink),
            availability: availability::read(page, sink),
            page_size: page_size::read(page),
            answered_headers: answer::headers::read(page),
            examples,
        }
    }

    /// What can be sent in place of JSON.
    fn raw_body(&self) -> Option<RawBodyFacts> {
        let raw = self.headers.raw.clone()?;
        let is_base64 = self.body.is_base64;
        Some(RawBodyFacts { is_base64, ..raw })
    }
}

/// What an operation must know of all operations of its page, its own included.
struct AllOperations<'p> {
    /// Whether there are several.
    are_several: bool,
    /// Whether one of them reads bytes.
    read_bytes: bool,
    /// The methods and paths; none where there is one operation alone.
    paths: Vec<(Method, PathTemplate)>,
    /// The last fixed names of the paths.
    ends: Vec<Ascii<String>>,
    /// The types to which they cast.
    casts: BTreeMap<Ascii<String>, String>,
    permissions: PermissionTables<'p>,
}

impl<'p> AllOperations<'p> {
    fn new(groups: &[Group], facts: &'p PageFacts) -> Self {
        let templates = groups.iter().flat_map(Group::templates);
        let are_several = groups.len() > 1;
        let paths = groups.iter().filter(|_| are_several).flat_map(|group| {
            let lines = group.lines.iter();
            lines.map(|line| (group.method, line.path.template.clone()))
        });
        Self {
            are_several,
            read_bytes: groups.iter().any(reads_bytes),
            paths: paths.collect(),
            ends: groups.iter().flat_map(Group::ends).collect(),
            casts: response::casts_of_page(groups),
            permissions: PermissionTables::new(&facts.permissions, templates),
        }
    }

    /// Whether all have this method.
    fn are_of(&self, method: Method) -> bool {
        self.paths.iter().all(|(other, _)| *other == method)
    }

    /// Whether an operation with another method sends a body.
    fn others_write(&self, method: Method) -> bool {
        let mut methods = self.paths.iter().map(|(other, _)| *other);
        methods.any(|other| other != method && other.writes())
    }

    /// The operations beside the one of a group.
    fn beside(&self, group: &Group) -> OtherOperations {
        if !self.are_several {
            OtherOperations::None
        } else if self.read_bytes && !reads_bytes(group) {
            OtherOperations::OfBytes
        } else {
            OtherOperations::OfValues
        }
    }
}

fn reads_bytes(group: &Group) -> bool {
    group.method == Method::Get && group.is_bytes()
}

/// The operation of a group with its part of the page's facts.
fn operation(
    mut group: Group,
    examples: Vec<ExampleFacts>,
    all: &AllOperations<'_>,
    facts: &PageFacts,
    page: &PageContext<'_>,
    sink: &mut PageSink,
) -> OperationFacts {
    let shows_arguments =
        |line: &RequestLine| matches!(line.path.template.segments.last(), Some(Segment::Function { .. }));
    let title = &page.title.value;
    let leaves_out_arguments =
        title.is_of_function() || title.is_of_call() && !group.lines.iter().any(shows_arguments);
    for line in &mut group.lines {
        if leaves_out_arguments {
            arguments::add_arguments(line, facts, sink);
        }
        arguments::free_examples(line, &facts.parameters, sink);
        quotes::take_off(line, &facts.parameters, sink);
    }
    let response = response(&group, &examples, all, facts, page, sink);
    let mut query = query(&group, &facts.parameters, sink);
    let mut path_parameters = path_parameters(&group, &facts.parameters, &all.paths);
    if are_sent_in_query(&path_parameters, &group, &examples) {
        parameters::add(&mut query, path_parameters.drain(..));
    }
    let mut headers = headers(&group, &facts.headers);
    // The prose about options is about what is read, where a page does more than that.
    let takes_options = group.method == Method::Get || !all.are_several;
    if takes_options {
        let answer = answered_content(&response, all);
        parameters::add(&mut query, facts.parameters.options.parameters(answer));
        parameters::add(&mut headers, facts.parameters.headers.iter().cloned());
    }
    example_only_requests::add_parameters(&group, &examples, &mut query, &mut headers);
    narrowed::require(&group, &mut headers, &mut query);
    let answers_many = response.content.ty().is_some_and(|ty| ty.collection);
    let unsupported = takes_options.then(|| facts.parameters.options.unsupported(&query));
    OperationFacts {
        method: group.method,
        query,
        unsupported_options: unsupported.unwrap_or_default(),
        headers,
        path_parameters,
        body: body::of_group(&group, &examples, facts, all, page),
        body_alternatives: facts.body.alternatives.clone(),
        required_to_create: facts.body.required_to_create,
        body_is_part: facts.body.is_part,
        raw_body: facts.raw_body(),
        response_alternatives: response.alternatives.clone(),
        response: response.into_facts(),
        permissions: all.permissions.of_operation(group.templates()),
        clouds: facts.availability.clouds.clone(),
        roles: facts.availability.roles.clone(),
        answered_headers: if all.are_of(group.method) {
            facts.answered_headers.clone()
        } else {
            Vec::new()
        },
        page_size: if answers_many {
            facts.page_size
        } else {
            PageSize::default()
        },
        examples,
        paths: group
            .lines
            .into_iter()
            .map(|line| PathFacts {
                documented: line.path.documented,
                template: line.path.template,
                deprecated: line.deprecated,
            })
            .collect(),
    }
}

/// The response of a group's operation.
fn response(
    group: &Group,
    examples: &[ExampleFacts],
    all: &AllOperations<'_>,
    facts: &PageFacts,
    page: &PageContext<'_>,
    sink: &mut PageSink,
) -> ResponseStatements {
    let mut response = response::of_group(group, &facts.response, examples, all, page, sink);
    if let Some(ty) = response.content.ty_mut() {
        let stated = facts.response.content.ty();
        foreign_type::replace(ty, stated, group, &all.ends, &all.paths, examples, sink);
    }
    example_only_requests::add_status(group, &mut response, examples, sink);
    response::read_redirect(&mut response, group);
    response
}

/// Which options go with a response.
fn answered_content(response: &ResponseStatements, all: &AllOperations<'_>) -> AnsweredContent {
    match &response.content {
        StatedContent::Count if all.are_several => AnsweredContent::CountBesideObjects,
        StatedContent::Count => AnsweredContent::Collection,
        content if content.ty().is_some_and(|ty| ty.collection) => AnsweredContent::Collection,
        _ => AnsweredContent::Object,
    }
}

/// The query options: those that the paths show, then those of tables.
fn query(group: &Group, parameters: &Parameters, sink: &mut PageSink) -> Vec<ParameterFacts> {
    let mut query: Vec<ParameterFacts> = Vec::new();
    // A page may list thousands, so that each is looked up in one step.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    // In how many lines each of them stands.
    let mut counts: Vec<usize> = Vec::new();
    for line in &group.lines {
        let mut in_line = BTreeSet::new();
        for option in &line.path.query {
            let name = canonical_key(&option.name);
            if is_misspelled_key(name) {
                let message = format!("`{name}` is no query option");
                sink.push(
                    Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                        .help("it was left out"),
                );
                continue;
            }
            let place = *places.entry(name.to_owned()).or_insert(query.len());
            if place == query.len() {
                counts.push(0);
                let name = Spanned::new(name.to_owned(), line.path.documented.span);
                query.push(ParameterFacts::named(name));
            }
            if in_line.insert(place) && !option.optional {
                counts[place] += 1;
            }
        }
    }
    for (parameter, count) in query.iter_mut().zip(counts) {
        parameter.required = Some(count == group.lines.len());
    }
    for row in parameters
        .query
        .iter()
        .filter(|row| !names_parameter(group, &row.name.value))
    {
        let mut row = row.clone();
        row.name.value = canonical_key(&row.name.value).to_owned();
        let place = *places.entry(row.name.value.clone()).or_insert(query.len());
        match query.get_mut(place) {
            Some(known) => {
                known.ty = known.ty.take().or(row.ty);
                known.description = known.description.take().or(row.description);
                known.required = known.required.max(row.required);
            }
            None => query.push(row),
        }
    }
    query
}

/// The rows about the parameters of the paths, and the other rows of tables about paths and functions, but for those that
/// name a parameter of another operation's paths. What stands in every path has to be given, unless its row says that
/// it is optional.
fn path_parameters(
    group: &Group,
    parameters: &Parameters,
    of_page: &[(Method, PathTemplate)],
) -> Vec<ParameterFacts> {
    let mut found = Vec::new();
    let is_of_others = |name: &str| {
        let mut paths = of_page.iter();
        !names_parameter(group, name) && paths.any(|(_, path)| http_request::names_parameter(path, name))
    };
    let of_path = parameters.path.iter();
    let of_path = of_path.filter(|row| !is_of_others(&row.name.value));
    parameters::add(&mut found, of_path.cloned());
    let of_query = parameters
        .query
        .iter()
        .filter(|row| names_parameter(group, &row.name.value));
    parameters::add(&mut found, of_query.cloned());
    for row in &mut found {
        let mut lines = group.lines.iter();
        let mut stands_in_all = || lines.all(|line| line.names_parameter(&row.name.value));
        row.required = row.required.or_else(|| stands_in_all().then_some(true));
    }
    found
}

/// Whether no path holds one of these parameters, but an example sends one behind `?`:
/// `GET …/getWebPartsByPosition?isInVerticalSection=true`.
fn are_sent_in_query(rows: &[ParameterFacts], group: &Group, examples: &[ExampleFacts]) -> bool {
    let is_row = |name: &String| rows.iter().any(|row| row.name.value == *name);
    let mut requests = examples.iter().filter_map(|example| example.request.as_ref());
    !rows.iter().any(|row| names_parameter(group, &row.name.value))
        && requests.any(|request| request.url.option_names().iter().any(is_row))
}

/// Whether a name is that of a parameter or of a function's argument in one of the paths.
fn names_parameter(group: &Group, name: &str) -> bool {
    group.lines.iter().any(|line| line.names_parameter(name))
}

/// The headers: those of tables, then those that stand below the operation's lines.
fn headers(group: &Group, headers: &Headers) -> Vec<ParameterFacts> {
    let mut found = Vec::new();
    parameters::add(&mut found, headers.headers.iter().cloned());
    let of_lines = group.lines.iter().flat_map(|line| &line.headers);
    let is_listed = |name: &str| {
        !["Authorization", "Content-Type", "Content-Length"]
            .iter()
            .any(|other| other.eq_ignore_ascii_case(name))
    };
    let of_lines = of_lines
        .filter(|name| is_listed(&name.value))
        .map(|name| ParameterFacts::named(name.clone()));
    parameters::add(&mut found, of_lines);
    found
}
