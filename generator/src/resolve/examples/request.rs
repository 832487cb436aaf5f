//! The request of an example as a typed one.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Severity};
use crate::graph::{CONTENT_TYPE, JSON, QueryOption, essence, is_header_value, is_own_header};
use crate::model::{ExampleBody, ExampleRequest};
use crate::resolve::examples::called_operation::Called;
use crate::resolve::examples::called_path::{CalledPath, FilledPath};
use crate::resolve::examples::repair;
use crate::resolve::examples::request_body::{BodyReading, SentBody};
use crate::resolve::examples::url::{ExampleUrl, without_sign};
use crate::resolve::examples::{Checker, base64_body};
use crate::resolve::plan::examples::{BodyLiteral, ExampleCall, OptionLiteral, WireBody, WireRequest};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan, ParameterLocation};
use crate::span::Span;

/// How many options and headers an example can have: each is a call behind the last, in an expression as deep as that.
const MAX_OPTIONS: usize = 200;

/// The request of an example, held against the operation that it calls.
pub(super) struct RequestReading {
    /// The typed call that sends what the example shows.
    pub(super) call: Option<ExampleCall>,
    /// The body as far as it can be sent, where there is no call.
    pub(super) body: Option<BodyLiteral>,
    /// The request on the wire.
    pub(super) wire: WireRequest,
}

impl Checker<'_, '_> {
    /// Holds a request against an operation.
    pub(super) fn request(
        &mut self,
        called: Called<'_>,
        request: &ExampleRequest,
        url: &ExampleUrl<'_>,
    ) -> RequestReading {
        let plan = &self.types.items.operations[called.operation];
        let at = request.url.span();
        let mut wire = WireRequest {
            method: request.method.as_str(),
            target: with_slash(url.address.target),
            headers: request
                .headers
                .iter()
                .filter(|(name, _)| !is_own_header(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            body: crate::resolve::examples::wire_body(&request.body),
        };
        if request.method != plan.method {
            let (found, documented) = (request.method.as_str(), plan.method.as_str());
            let message = format!("the example sends a {found}, the operation is a {documented}");
            self.report(Code::ExamplePath, at, message);
            return RequestReading {
                call: None,
                body: None,
                wire,
            };
        }
        if let Some(version) = url.address.version
            && !version.eq_ignore_ascii_case(plan.version.as_str())
        {
            let message = format!(
                "the example is sent to {version}, the page is about {}",
                plan.version.as_str()
            );
            self.report(Code::ExampleVersion, at, message);
        }
        let path = self.path(called.path, url, at);
        let BodyReading { sent, repairs } = self.body(plan, request);
        repair::apply(repairs, &mut wire.body);
        let options = self.options(plan, request, url);
        if let Some(path) = &path {
            wire.target = format!("{}{}", path.spelled, url.spelled_query());
        }
        match (&sent, &request.body) {
            // `{}` where the operation has no body.
            (SentBody::Nothing, _) => wire.body = WireBody::Empty,
            // No parameters are sent as `{}`.
            (SentBody::Whole(BodyLiteral::Typed(_)), ExampleBody::None) => {
                wire.body = WireBody::Json(Value::Object(Map::new()));
            }
            (SentBody::Whole(BodyLiteral::Text(_)), ExampleBody::Text(shown)) if plan.body.is_base64() => {
                wire.body = WireBody::Text(base64_body::compact(shown));
            }
            _ => {}
        }
        let (is_whole, body) = match sent {
            SentBody::Nothing => (true, None),
            SentBody::Whole(body) => (true, Some(body)),
            SentBody::Partial(body) => (false, Some(body)),
            SentBody::Unfit => (false, None),
        };
        match path.zip(options) {
            Some((path, (required, options))) if is_whole => RequestReading {
                call: Some(ExampleCall {
                    route: path.route,
                    arguments: path.arguments,
                    required,
                    body,
                    options,
                }),
                body: None,
                wire,
            },
            _ => RequestReading {
                call: None,
                body,
                wire,
            },
        }
    }

    /// The path with its arguments.
    fn path(&mut self, called: CalledPath<'_>, url: &ExampleUrl<'_>, at: Span) -> Option<FilledPath> {
        let path = &url.path;
        let filled = match called {
            CalledPath::Link { link, path: of_link } => {
                let message = format!("`{path}` is the object itself; its link is `{}`", link.path);
                self.report(Code::ExampleLink, at, message);
                return self.path(*of_link, &link, at);
            }
            CalledPath::Documented(filled) => filled,
            CalledPath::ByType(filled) => {
                let message =
                    format!("no page documents `{path}`; it is said by the type of what stands there");
                self.report(Code::ExampleByType, at, message);
                filled
            }
            CalledPath::Placeholder => {
                self.has_placeholder = true;
                return None;
            }
            CalledPath::None => {
                let message = format!("`{path}` is no instance of a documented path");
                self.report(Code::ExamplePath, at, message);
                return None;
            }
        };
        for text in &filled.quoted {
            let message = format!("{text} stands in quotes, where the argument is no text");
            self.report(Code::ExampleQuoted, at, message);
        }
        Some(filled)
    }

    /// The values of parameters that must be sent, and what is chained.
    fn options(
        &mut self,
        plan: &OperationPlan,
        request: &ExampleRequest,
        url: &ExampleUrl<'_>,
    ) -> Option<(Vec<String>, Vec<OptionLiteral>)> {
        let at = request.url.span();
        let disagreeing = |checker: &Self| {
            let findings = checker.findings.iter();
            findings
                .filter(|finding| finding.severity() > Severity::Note)
                .count()
        };
        let known = disagreeing(self);
        let mut required: Vec<(&str, Option<String>)> = plan
            .required()
            .map(|(parameter, _)| (parameter.name.as_str(), None))
            .collect();
        let query = url
            .query
            .iter()
            .map(|(name, value)| (ParameterLocation::Query, name, value));
        let headers = request.headers.iter();
        let headers = headers.map(|(name, value)| (ParameterLocation::Header, name, value));
        let count = url.query.len() + request.headers.len();
        if count > MAX_OPTIONS {
            let message =
                format!("the example sends {count} options and headers, more than are written as calls");
            self.report(Code::ExampleQuery, at, message);
            return None;
        }
        let mut places: BTreeMap<(ParameterLocation, String), usize> = BTreeMap::new();
        for (index, known) in plan.parameters.iter().enumerate() {
            places
                .entry((known.place, known.name.to_ascii_lowercase()))
                .or_insert(index);
        }
        let slots: BTreeMap<&str, usize> = required
            .iter()
            .enumerate()
            .map(|(slot, (name, _))| (*name, slot))
            .rev()
            .collect();
        let mut options = Vec::new();
        for (place, name, value) in query.chain(headers) {
            let index = places.get(&(place, name.to_ascii_lowercase())).copied();
            if place == ParameterLocation::Header && !is_header_value(value) {
                let message = format!("`{}` has a value that no header can have", name.escape_debug());
                self.report(Code::ExampleHeader, at, message);
                continue;
            }
            let parameter = index.and_then(|index| plan.parameters.get(index));
            let slot = parameter.and_then(|known| slots.get(known.name.as_str()));
            match (index, slot.and_then(|slot| required.get_mut(*slot))) {
                (_, Some((_, slot))) => *slot = Some(value.clone()),
                (Some(index), None) => options.push(OptionLiteral::Parameter(index, value.clone())),
                (None, None) if place == ParameterLocation::Query => {
                    options.extend(self.query_option(plan, name, value, at));
                }
                (None, None) => options.extend(self.header(plan, name, value, at)),
            }
        }
        for (name, value) in &required {
            if value.is_none() {
                let message = format!("the example does not send `{name}`, which must be sent");
                let code = if request.headers.is_empty() {
                    Code::ExampleQuery
                } else {
                    Code::ExampleHeader
                };
                self.report(code, at, message);
            }
        }
        let required = required.into_iter().map(|(_, value)| value.unwrap_or_default());
        (disagreeing(self) == known).then(|| (required.collect(), options))
    }

    fn query_option(
        &mut self,
        plan: &OperationPlan,
        name: &str,
        value: &str,
        at: Span,
    ) -> Option<OptionLiteral> {
        let is_offered = |option: &QueryOption| plan.query.taken.contains(option);
        if let Some((option, rest)) = without_sign(name, value).filter(|(option, _)| is_offered(option)) {
            let message = format!(
                "`{}` is `{}={}`",
                name.escape_debug(),
                option.key(),
                rest.escape_debug()
            );
            self.report(Code::ExampleSpelling, at, message);
            return self.query_option(plan, option.key(), rest, at);
        }
        let offered = QueryOption::of_key(name).filter(is_offered);
        let Some(option) = offered else {
            self.report(
                Code::ExampleQuery,
                at,
                format!(
                    "the operation does not offer the query option `{}`",
                    name.escape_debug()
                ),
            );
            return None;
        };
        let fits = match option {
            QueryOption::Top | QueryOption::Skip => value.parse::<u32>().is_ok(),
            QueryOption::Count => value.parse::<bool>().is_ok(),
            _ => true,
        };
        if !fits {
            let message = format!("`{}` is no value of `{name}`", value.escape_debug());
            self.report(Code::ExampleQuery, at, message);
        }
        fits.then(|| OptionLiteral::Query(option, value.to_owned()))
    }

    /// A header that is no parameter of the operation.
    fn header(&mut self, plan: &OperationPlan, name: &str, value: &str, at: Span) -> Option<OptionLiteral> {
        if !name.eq_ignore_ascii_case(CONTENT_TYPE) {
            if !is_own_header(name) {
                let message = format!("the operation does not name the header `{name}`");
                self.report(Code::ExampleHeader, at, message);
            }
            return None;
        }
        match &plan.body {
            // The type of an empty body means nothing.
            BodyPlan::None => None,
            BodyPlan::Bytes(sent) => (!essence(&sent.content_type).eq_ignore_ascii_case(essence(value)))
                .then(|| OptionLiteral::ContentType(value.to_owned())),
            _ => {
                if !essence(value).eq_ignore_ascii_case(JSON) {
                    let message = format!("the example sends `{}`, the operation JSON", value.escape_debug());
                    self.report(Code::ExampleHeader, at, message);
                }
                None
            }
        }
    }
}

/// Path and query with a slash at the start.
fn with_slash(target: &str) -> String {
    match target.starts_with('/') {
        true => target.to_owned(),
        false => format!("/{target}"),
    }
}
