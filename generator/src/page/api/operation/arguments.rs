//! Arguments of functions: those that the page's tables describe, put into its paths.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Argument, Method, PathTemplate, Segment, Title, is_identifier, letters};
use crate::markdown::Text;
use crate::page::sink::PageSink;
use crate::page::{ExampleBody, ExampleFacts, ParameterFacts, PropertyFacts, RequestUrl, SpelledType};
use crate::rules::prose;
use crate::span::Spanned;

use crate::page::api::examples::example_only_requests;
use crate::page::api::operation::grouping::Group;
use crate::page::api::operation::quotes::is_without_quotes;
use crate::page::api::operation::{PageFacts, names_parameter};
use crate::page::api::request::body::RowMeaning;
use crate::page::api::request::http_request::RequestLine;
use crate::page::api::request::parameters::Parameters;

impl PageFacts {
    /// Takes the rows that stand under *Request body* though they are arguments of a function, whose call has no
    /// body: `GET …/range/boundingRect(anotherRange='<address>')`.
    pub(in crate::page::api) fn take_arguments(
        &mut self,
        groups: &mut [Group],
        title: &Title,
        sink: &mut PageSink,
    ) {
        if !groups.iter().all(|group| group.method == Method::Get) {
            return;
        }
        if self.body.rows == RowMeaning::Parameters {
            let called = add_described(&self.body.properties, groups, title, sink);
            for example in &mut self.examples {
                call(example, &self.body.properties, &called, sink);
            }
        }
        let is_argument =
            |row: &mut PropertyFacts| groups.iter().any(|group| names_parameter(group, &row.name.value));
        let rows = self.body.properties.extract_if(.., is_argument);
        self.parameters.path.extend(rows.map(|row| ParameterFacts {
            name: row.name,
            ty: Some(row.ty).filter(|ty| !matches!(ty.name, SpelledType::Unknown(_))),
            required: row.required,
            description: Some(row.description),
            values: row.values,
            flags: row.flags,
            default: row.default,
        }));
    }
}

/// Adds paths with the arguments of a function that the page describes under *Request body* and in no path: what is
/// called by GET has no body to carry them. The title tells a function from what is read with options that stand there:
/// "Range: boundingRect" of `…/range/boundingRect`.
///
/// Returns the paths to which arguments were added, as they were before.
fn add_described(
    rows: &[PropertyFacts],
    groups: &mut [Group],
    title: &Title,
    sink: &mut PageSink,
) -> Vec<PathTemplate> {
    let mut changed = Vec::new();
    let Some(first) = rows.first() else { return changed };
    let function = title.called().unwrap_or_default();
    if !rows.iter().all(|row| is_identifier(&row.name.value)) {
        return changed;
    }
    let is_known = |row: &PropertyFacts| groups.iter().any(|group| names_parameter(group, &row.name.value));
    if rows.iter().any(is_known) {
        return changed;
    }
    let argument = |row: &PropertyFacts| {
        let name = row.name.value.clone();
        let argument = if is_without_quotes(&row.ty) {
            Argument::Bare
        } else {
            Argument::Quoted
        };
        (name.clone(), argument(name))
    };
    for group in groups {
        let mut called: Vec<RequestLine> = Vec::new();
        for line in &group.lines {
            let mut line = line.clone();
            let Some(Segment::Literal(name)) = line.path.template.segments.last().cloned() else {
                continue;
            };
            if letters(&name) != letters(&function) {
                continue;
            }
            let message = format!("the path leaves out the arguments of `{name}`");
            sink.push(
                Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                    .label(first.name.span, "this table describes them")
                    .help("a path with them was added"),
            );
            changed.push(line.path.template.clone());
            line.path.template.segments.pop();
            line.path.template.segments.push(Segment::Function {
                name,
                arguments: rows.iter().map(argument).collect(),
            });
            called.push(line);
        }
        group.lines.extend(called);
    }
    changed
}

/// Puts the arguments that an example of a function sends as a body where they belong.
fn call(example: &mut ExampleFacts, rows: &[PropertyFacts], called: &[PathTemplate], sink: &mut PageSink) {
    let Some(request) = &mut example.request else {
        return;
    };
    let is_called = request
        .url
        .path()
        .is_some_and(|path| called.iter().any(|called| called.matches(path)));
    let ExampleBody::Json(json) = &request.body else {
        return;
    };
    let Some(sent) = json.value.as_object().filter(|_| is_called) else {
        return;
    };
    let is_row = |name: &String| rows.iter().any(|row| row.name.value == *name);
    if sent.len() != rows.len() || !sent.keys().all(is_row) || request.url.as_str().contains('?') {
        return;
    }
    let argument = |row: &PropertyFacts| match sent.get(&row.name.value) {
        Some(serde_json::Value::String(text)) => {
            let text = utf8_percent_encode(&text.replace('\'', "''"), NON_ALPHANUMERIC).to_string();
            let quote = if is_without_quotes(&row.ty) { "" } else { "'" };
            format!("{}={quote}{text}{quote}", row.name.value)
        }
        Some(value) => format!("{}={value}", row.name.value),
        None => String::new(),
    };
    let arguments: Vec<String> = rows.iter().map(argument).collect();
    let message = "the arguments of a function stand in a body, which it does not have";
    sink.push(
        Diagnostic::new(Code::RepairedPath, request.url.span(), message)
            .help("they were put behind its name"),
    );
    let called = format!("{}({})", request.url.as_str().trim_end(), arguments.join(","));
    request.url = RequestUrl::parse(Spanned::new(called, request.url.span()));
    request.body = ExampleBody::None;
}

/// Adds the arguments of a function that the path leaves out, though a table describes them and an example shows
/// them: `GET /deviceManagement/getEffectivePermissions` is called with `(scope='…')` behind it. An example that calls
/// the function without them says that they are optional, and so does a page that shows paths with them and without,
/// unless its title says that it is about a function.
pub(super) fn add_arguments(line: &mut RequestLine, facts: &PageFacts, sink: &mut PageSink) {
    let rows = &facts.parameters.path;
    let template = &mut line.path.template;
    let Some(last) = template.segments.last_mut() else {
        return;
    };
    let Segment::Literal(called) = &*last else { return };
    let in_example = facts.examples.iter().find_map(|example| {
        let path = example.request.as_ref()?.url.path()?;
        match path.segments.last()? {
            // The example may call it elsewhere.
            Segment::Function { name, arguments } if name == called => Some(arguments.clone()),
            Segment::Literal(name) if name == called => Some(Vec::new()),
            _ => None,
        }
    });
    let described = |name: &str| rows.iter().find(|row| letters(&row.name.value) == letters(name));
    let Some(arguments) =
        in_example.filter(|arguments| arguments.iter().all(|(name, _)| described(name).is_some()))
    else {
        return;
    };
    let Some(row) = arguments.first().and_then(|(name, _)| described(name)) else {
        return;
    };
    let message = format!("the path leaves out the arguments of `{called}`");
    sink.push(
        Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
            .label(row.name.span, "this table describes them")
            .help("they were added as the example shows them"),
    );
    *last = Segment::Function {
        name: called.clone(),
        arguments: arguments
            .iter()
            .map(example_only_requests::parameter_in_place_of)
            .collect(),
    };
}

/// Makes parameters of the fixed arguments that a table describes: `image(width=640)` shows an example where the
/// page says that *width* is "the desired width of the resulting image". A value that the description names
/// as the only one stays.
pub(super) fn free_examples(line: &mut RequestLine, parameters: &Parameters, sink: &mut PageSink) {
    let rows = || parameters.path.iter().chain(&parameters.query);
    for segment in &mut line.path.template.segments {
        let Segment::Function { arguments, .. } = segment else {
            continue;
        };
        for argument in arguments {
            let (name, Argument::Literal(value)) = &*argument else {
                continue;
            };
            let Some(row) = rows().find(|row| letters(&row.name.value) == letters(name)) else {
                continue;
            };
            let bare = value.trim_matches('\'');
            if row
                .description
                .as_ref()
                .is_some_and(|text| is_only_value(text, bare))
            {
                continue;
            }
            let message = format!("the value of `{name}` in the path is an example");
            sink.push(
                Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                    .label(row.name.span, "the parameter is described here")
                    .help("read as a parameter"),
            );
            *argument = example_only_requests::parameter_in_place_of(argument);
        }
    }
}

/// Whether the description names this value in code, and no other.
fn is_only_value(description: &Text, value: &str) -> bool {
    let mut codes = prose::pieces(description)
        .into_iter()
        .filter(|piece| piece.style == prose::Style::Code)
        .map(|piece| piece.text.trim_matches(['\'', '"']).to_owned());
    codes.next().is_some_and(|first| first == value) && codes.all(|other| other == value)
}
