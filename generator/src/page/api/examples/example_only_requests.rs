//! Paths, query options, headers and status codes that only the examples of a page have.
//!
//! A page that sends `$select` in its example says that the operation takes it, though no table does. The same
//! goes for paths: an example may address the resource in another way than the lines under *HTTP request*
//! (`/me` for `/users/{id}`), narrow a collection to a type, count it, or call a function with other arguments.

mod addresses;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{
    Argument, COUNT, Method, PathTemplate, RAW_VALUE, Segment, is_member_name, is_own_header,
};
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, ExampleRequest, ExampleResponse, ParameterFacts};
use crate::span::Spanned;

use crate::page::api::answer::response::ResponseStatements;
use crate::page::api::operation::grouping::Group;
use crate::page::api::request::http_request::RequestLine;
use crate::page::api::request::parameters;
use crate::page::api::request::path::ParsedPath;

/// The requests of examples that did not fail, each with the answer, where the page shows it.
fn carried_out(
    examples: &[ExampleFacts],
) -> impl Iterator<Item = (&ExampleRequest, Option<&ExampleResponse>)> {
    let successful = examples.iter().filter(|example| example.succeeds());
    successful.filter_map(|example| Some((example.request.as_ref()?, example.response.as_ref())))
}

/// Adds the paths that only examples show, and names the arguments that the lines leave without a name.
pub(in crate::page::api) fn add_paths(
    lines: &mut Vec<RequestLine>,
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) {
    for (request, response) in carried_out(examples) {
        let Some(requested) = request.url.path() else {
            continue;
        };
        name_arguments(lines, request, requested, sink);
        let of_method = || lines.iter().filter(|line| line.method == request.method);
        if of_method().any(|line| line.path.template.matches(requested)) {
            continue;
        }
        if of_method().any(|line| shortens_arguments(&line.path.template, requested)) {
            continue;
        }
        let answers_bytes = request.method == Method::Get && response.is_some_and(ExampleResponse::is_stream);
        let found = of_method().find_map(|line| {
            let documented = &line.path.template;
            let of_bytes = || answers_bytes.then(|| property(documented, requested)).flatten();
            let template = variant(documented, requested, request.method).or_else(of_bytes)?;
            let is_alias = template.segments.last() == line.path.template.segments.last();
            let query = is_alias.then(|| line.path.query.clone());
            Some((template, query.unwrap_or_default()))
        });
        let Some((template, query)) = found else { continue };
        let message = format!("`{}` stands in an example only", template.render());
        sink.push(
            Diagnostic::new(Code::ExampleOnlyPath, request.url.span(), message)
                .help("it was added to the documented paths"),
        );
        lines.push(RequestLine {
            method: request.method,
            path: ParsedPath {
                documented: request.url.spelled().clone(),
                template,
                query,
            },
            headers: Vec::new(),
            deprecated: None,
        });
    }
}

/// The way in which an example varies a documented path.
fn variant(documented: &PathTemplate, requested: &PathTemplate, method: Method) -> Option<PathTemplate> {
    let mut others = addresses::equivalents(documented);
    others.extend(whole(documented));
    let mut all = std::iter::once(documented).chain(&others);
    all.find_map(|path| {
        let path = match method {
            Method::Get => narrowed(path, requested)?,
            _ => path.clone(),
        };
        let path = with_arguments(&path, requested).unwrap_or(path);
        path.matches(requested).then_some(path)
    })
}

/// The path of a property of the object to which the documented path leads: an example reads its bytes.
fn property(documented: &PathTemplate, requested: &PathTemplate) -> Option<PathTemplate> {
    let (Segment::Literal(name), object) = requested.segments.split_last()? else {
        return None;
    };
    let is_name = is_member_name(name);
    let leads_to_object = matches!(documented.segments.last(), Some(Segment::Parameter(_)));
    let object = PathTemplate {
        segments: object.to_vec(),
    };
    (is_name && leads_to_object && documented.matches(&object)).then(|| {
        let mut path = documented.clone();
        path.segments.push(Segment::Literal(name.clone()));
        path
    })
}

/// Whether an example calls the documented function with names of which some are cut short, `startDate` for
/// `startDateTime`: a slip of the example, and no other function.
fn shortens_arguments(documented: &PathTemplate, requested: &PathTemplate) -> bool {
    let (
        Some(Segment::Function { name, arguments }),
        Some(Segment::Function {
            name: called,
            arguments: given,
        }),
    ) = (documented.segments.last(), requested.segments.last())
    else {
        return false;
    };
    let names = || arguments.iter().map(|(name, _)| name.as_str());
    let given_names = || given.iter().map(|(name, _)| name.as_str());
    let mut pairs = names().zip(given_names());
    name.eq_ignore_ascii_case(called)
        && arguments.len() == given.len()
        && names().ne(given_names())
        && pairs.all(|(name, given)| !given.is_empty() && name.starts_with(given))
}

/// The path of the object, where the documentation addresses a property of it by a parameter:
/// `/organization/{id}/branding` of `/organization/{id}/branding/{property name}`.
fn whole(path: &PathTemplate) -> Option<PathTemplate> {
    let (_, object) = path.segments.split_last()?;
    path.ends_in_property_name().then(|| PathTemplate {
        segments: object.to_vec(),
    })
}

/// The path with the casts, the `$count` and the `$value` that the example puts behind it.
fn narrowed(path: &PathTemplate, requested: &PathTemplate) -> Option<PathTemplate> {
    let is_narrowing = |segment: &&Segment| match segment {
        Segment::Literal(text) => matches!(text.as_str(), COUNT | RAW_VALUE) || segment.cast().is_some(),
        _ => false,
    };
    let is_narrowed = path.segments.last().is_some_and(|last| is_narrowing(&last));
    let more = if is_narrowed {
        0
    } else {
        requested.segments.iter().rev().take_while(is_narrowing).count()
    };
    let behind = requested
        .segments
        .get(requested.segments.len().checked_sub(more)?..)?;
    let mut path = path.clone();
    path.segments.extend(behind.iter().cloned());
    Some(path)
}

/// The path with the arguments that the example gives a function, where the path has none, or others.
fn with_arguments(path: &PathTemplate, requested: &PathTemplate) -> Option<PathTemplate> {
    if path.segments.len() != requested.segments.len() {
        return None;
    }
    let mut path = path.clone();
    for (segment, requested) in path.segments.iter_mut().zip(&requested.segments) {
        if let (Segment::Function { name, .. }, Segment::Literal(called)) = (&*segment, requested)
            && name.eq_ignore_ascii_case(called)
        {
            // All its arguments are optional.
            *segment = Segment::Literal(name.clone());
            continue;
        }
        let Segment::Function {
            name: called,
            arguments,
        } = requested
        else {
            continue;
        };
        let (Segment::Literal(name) | Segment::Function { name, .. }) = &*segment else {
            continue;
        };
        if name.eq_ignore_ascii_case(called) && !is_same_call(segment, requested) {
            *segment = Segment::Function {
                name: name.clone(),
                arguments: arguments.iter().map(parameter_in_place_of).collect(),
            };
        }
    }
    Some(path)
}

fn is_same_call(documented: &Segment, requested: &Segment) -> bool {
    let one = |segment: &Segment| PathTemplate {
        segments: vec![segment.clone()],
    };
    one(documented).matches(&one(requested))
}

/// A parameter for an argument that an example gives a value.
pub(in crate::page::api) fn parameter_in_place_of(
    (name, argument): &(String, Argument),
) -> (String, Argument) {
    let is_text = match argument {
        Argument::Quoted(_) => true,
        Argument::Literal(value) => value.starts_with('\''),
        _ => false,
    };
    let argument = if is_text { Argument::Quoted } else { Argument::Bare };
    (name.clone(), argument(name.clone()))
}

/// Gives the argument of `range(<address>)` the name that an example shows: `range(address='A1:B2')`. Without a
/// name it is no call of the service.
fn name_arguments(
    lines: &mut [RequestLine],
    request: &ExampleRequest,
    requested: &PathTemplate,
    sink: &mut PageSink,
) {
    for segment in &requested.segments {
        let Segment::Function {
            name: called,
            arguments,
        } = segment
        else {
            continue;
        };
        let [argument] = arguments.as_slice() else {
            continue;
        };
        for line in lines.iter_mut() {
            for documented in &mut line.path.template.segments {
                let Segment::Keyed {
                    name,
                    argument: unnamed,
                } = &*documented
                else {
                    continue;
                };
                let is_meant = unnamed
                    .parameter()
                    .is_some_and(|parameter| parameter.eq_ignore_ascii_case(&argument.0));
                if !is_meant || !name.eq_ignore_ascii_case(called) {
                    continue;
                }
                let message = format!("the argument of `{name}` has no name");
                sink.push(
                    Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                        .label(request.url.span(), "an example names it"),
                );
                *documented = Segment::Function {
                    name: name.clone(),
                    arguments: vec![parameter_in_place_of(argument)],
                };
            }
        }
    }
}

/// The examples whose request is one of the group.
fn of_group<'e>(group: &Group, examples: &'e [ExampleFacts]) -> Vec<&'e ExampleRequest> {
    let requests = carried_out(examples).map(|(request, _)| request);
    requests.filter(|request| group.is_called_by(request)).collect()
}

/// Adds the query options and headers that only the examples of the group send, and relaxes those that an
/// example does without.
pub(in crate::page::api) fn add_parameters(
    group: &Group,
    examples: &[ExampleFacts],
    query: &mut Vec<ParameterFacts>,
    headers: &mut Vec<ParameterFacts>,
) {
    let requests = of_group(group, examples);
    for request in &requests {
        let names = request.url.option_names().iter();
        let sent: BTreeSet<String> = names.map(|name| name.to_ascii_lowercase()).collect();
        for parameter in query.iter_mut() {
            if !sent.contains(&parameter.name.value.to_ascii_lowercase()) {
                parameter.required = Some(false);
            }
        }
    }
    let parameter = |request: &ExampleRequest, name: &String| {
        let name = Spanned::new(name.clone(), request.url.span());
        (!name.value.is_empty()).then(|| ParameterFacts::named(name))
    };
    let of_urls = requests.iter().flat_map(|request| {
        let names = request.url.option_names().iter();
        names.filter_map(|name| parameter(request, name))
    });
    parameters::add(query, of_urls);
    let of_headers = requests.iter().flat_map(|request| {
        let names = request.headers.keys().filter(|name| !is_own_header(name));
        names.filter_map(|name| parameter(request, name))
    });
    parameters::add(headers, of_headers);
}

/// Adds the status codes of success that only examples show. A page that speaks of 201 and shows 200 leaves it to
/// the reader which of them comes; where its sentence has no code, the examples tell.
pub(in crate::page::api) fn add_status(
    group: &Group,
    response: &mut ResponseStatements,
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) {
    let says_none = response.status.is_empty();
    let examples = group.answering_examples(examples).into_iter();
    for example in examples.filter_map(|example| example.response.as_ref()) {
        let status = &example.status;
        if !example.succeeds() || response.status.contains(&status.value) {
            continue;
        }
        response.status.push(status.value);
        if says_none {
            continue;
        }
        let message = format!("the example answers {}, the sentence does not", status.value);
        sink.push(
            Diagnostic::new(Code::ExampleOnlyStatus, status.span, message)
                .help("it was added to the documented ones"),
        );
    }
}
