//! A documented example, and whether the typed request and response agree with it.

use std::borrow::Cow;

use graph_runtime::codegen as rt;
use rt::{Model, SlotRef, SlotType, Value, http};

/// Why an example could not be built or does not agree.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A request as a page shows it.
pub(crate) struct Example {
    /// The title of the page.
    pub(crate) title: &'static str,
    /// The page and the line of the request.
    pub(crate) place: &'static str,
    pub(crate) method: &'static str,
    /// Path and query behind the version.
    pub(crate) target: &'static str,
    /// The headers, but for those of the connection.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: &'static str,
    pub(crate) answer: Option<Answer>,
}

/// A response as a page shows it.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: &'static str,
    /// Whether a type in it may have properties that are documented nowhere.
    pub(crate) open: bool,
}

/// Goes through the examples with their typed requests.
pub(crate) trait Visitor {
    /// An example whose response is a model.
    fn model<O: rt::Operation>(&mut self, example: &'static Example, request: rt::Request<O>)
    where
        O::Response: Model;

    /// An example whose response is anything else.
    fn other<O: rt::Operation>(&mut self, example: &'static Example, request: rt::Request<O>);
}

impl Example {
    /// What went wrong, with the place in the page.
    pub(crate) fn describe(&self, error: &Failure) -> String {
        format!("{}: {}: {error}", self.place, self.title)
    }

    /// Whether the request that is sent is the documented one: method, path, query, headers and body. Other headers
    /// may be there; see [`check_no_other_headers`](Self::check_no_other_headers).
    pub(crate) fn check_request(&self, sent: &http::Request<Vec<u8>>) -> Result<(), Failure> {
        equal("method", &self.method, &sent.method().as_str())?;
        let (path, query) = self.target.split_once('?').unwrap_or((self.target, ""));
        let behind_version = sent.uri().path().splitn(3, '/').nth(2).unwrap_or_default();
        equal_paths(&segments(path), &segments(behind_version))?;
        let (documented, mut asked) = (pairs(query), pairs(sent.uri().query().unwrap_or_default()));
        // An advanced query is counted, which some examples leave out.
        if sent.headers().contains_key("consistencylevel")
            && !documented.iter().any(|(name, _)| name == "count")
        {
            asked.retain(|(name, _)| name != "count");
        }
        equal("query", &documented, &asked)?;
        for (name, value) in self.headers {
            let found = sent.headers().get(*name).and_then(|value| value.to_str().ok());
            equal(name, &Some(*value), &found)?;
        }
        let body = std::str::from_utf8(sent.body())?;
        match (self.body.parse::<Value>(), body.parse::<Value>()) {
            (Ok(documented), Ok(sent)) => same("body", &documented, &sent),
            _ => equal("body", &self.body, &body),
        }
    }

    /// Whether a request has no headers but the documented ones and those that say what the bodies are.
    pub(crate) fn check_no_other_headers(&self, sent: &http::Request<Vec<u8>>) -> Result<(), Failure> {
        let is_documented = |name: &str| {
            let of_body = ["accept", "content-type"].contains(&name);
            of_body
                || self
                    .headers
                    .iter()
                    .any(|(known, _)| known.eq_ignore_ascii_case(name))
        };
        match sent.headers().keys().find(|name| !is_documented(name.as_str())) {
            Some(name) => Err(format!("the header {name} is not documented").into()),
            None => Ok(()),
        }
    }
}

impl Answer {
    /// The response as HTTP.
    pub(crate) fn response(&self) -> Result<http::Response<Vec<u8>>, Failure> {
        let response = http::Response::builder().status(self.status);
        let headers = self.headers.iter();
        let response = headers.fold(response, |response, (name, value)| response.header(*name, *value));
        Ok(response.body(self.body.as_bytes().to_vec())?)
    }

    /// Whether a model that was read from the response holds all of it, in its fields, and writes it back.
    pub(crate) fn check_model(&self, read: &dyn Model) -> Result<(), Failure> {
        let mut unknown = Vec::new();
        collect_unknown(read, "", &mut unknown);
        if !self.open {
            equal("properties without a field", &Vec::new(), &unknown)?;
        }
        if self.body.is_empty() {
            return Ok(());
        }
        let written: Value = rt::json::write(read)?.parse()?;
        let documented: Value = self.body.parse()?;
        // A bare value comes where functions wrap it.
        let wrapped = if documented.is_object() {
            &written
        } else {
            &written["value"]
        };
        same("response", &documented, wrapped)
    }
}

/// The properties that fell into no field, annotations aside, with the way to them.
fn collect_unknown(model: &dyn Model, path: &str, unknown: &mut Vec<String>) {
    let names = model.additional().iter().map(|(name, _)| name);
    unknown.extend(
        names
            .filter(|name| !name.contains('@'))
            .map(|name| format!("{path}{name}")),
    );
    for (index, field) in model.schema().fields.iter().enumerate() {
        match model.slot_ref(index) {
            SlotRef::Object(slot) => {
                if let Some(inner) = slot.get() {
                    collect_unknown(inner, &format!("{path}{field}."), unknown);
                }
            }
            SlotRef::Objects(slot) => {
                let items = (0..slot.count().unwrap_or_default()).filter_map(|item| slot.get(item));
                for (item, inner) in items.enumerate() {
                    collect_unknown(inner, &format!("{path}{field}[{item}]."), unknown);
                }
            }
            _ => {}
        }
    }
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, documented: &T, found: &T) -> Result<(), Failure> {
    if documented == found {
        Ok(())
    } else {
        Err(format!("{what}: {documented:?} is documented, not {found:?}").into())
    }
}

/// Whether two paths are one to the service: it minds neither the case of letters in names nor whether the only argument
/// of a function has its name.
fn equal_paths(documented: &[String], found: &[String]) -> Result<(), Failure> {
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let same = |one: &String, other: &String| {
        let (one, other) = (without_name(one), without_name(other));
        one == other || is_name(&one) && one.eq_ignore_ascii_case(&other)
    };
    let mut pairs = documented.iter().zip(found);
    if documented.len() == found.len() && pairs.all(|(one, other)| same(one, other)) {
        Ok(())
    } else {
        equal("path", &documented, &found)
    }
}

/// A segment, without the name of its argument where it is a function with one: `range('A1')` for `range(address='A1')`.
fn without_name(segment: &str) -> Cow<'_, str> {
    let Some((function, argument)) = segment.split_once('(') else {
        return Cow::Borrowed(segment);
    };
    match argument.split_once('=') {
        Some((name, value)) if !name.contains(['\'', ',', ')']) && !value.contains(',') => {
            Cow::Owned(format!("{function}({value}"))
        }
        _ => Cow::Borrowed(segment),
    }
}

/// The segments of a path, decoded.
fn segments(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| decoded(segment).into_owned()).collect()
}

/// The options of a query, decoded, by name. OData lets the `$` be left out.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| {
            let name = decoded(name);
            (
                name.trim_start_matches('$').to_lowercase(),
                decoded(value).into_owned(),
            )
        })
        .collect();
    pairs.sort();
    pairs
}

/// The text without percent-encoding.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).filter(|_| byte == b'%');
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// Whether two values are the same but for what the runtime documents: `null` is the same as nothing, the name of
/// a type is written where the service needs it, and some values have several spellings.
fn same(path: &str, documented: &Value, found: &Value) -> Result<(), Failure> {
    match (documented, found) {
        (Value::Object(documented), Value::Object(found)) => {
            let names = documented
                .keys()
                .chain(found.keys())
                .filter(|name| *name != "@odata.type");
            for name in names {
                let documented = documented.get(name).unwrap_or(&Value::Null);
                let found = found.get(name).unwrap_or(&Value::Null);
                same(&format!("{path}.{name}"), documented, found)?;
            }
            Ok(())
        }
        (Value::Array(documented), Value::Array(found)) => {
            equal(&format!("length of {path}"), &documented.len(), &found.len())?;
            let items = documented.iter().zip(found).enumerate();
            items.into_iter().try_for_each(|(index, (documented, found))| {
                same(&format!("{path}[{index}]"), documented, found)
            })
        }
        _ if is_same_value(documented, found) => Ok(()),
        _ => equal(path, documented, found),
    }
}

fn is_same_value(one: &Value, other: &Value) -> bool {
    let numbers = one.as_f64().zip(other.as_f64());
    let texts = one.as_str().zip(other.as_str());
    one == other
        || numbers.is_some_and(|(one, other)| one == other)
        || texts.is_some_and(|(one, other)| is_same_set(one, other))
        || reads_same::<i64>(one, other)
        || reads_same::<f64>(one, other)
        || reads_same::<rt::OffsetDateTime>(one, other)
        || reads_same::<rt::Time>(one, other)
        || reads_same::<rt::Duration>(one, other)
        || reads_same::<rt::Uuid>(one, other)
        || reads_same::<rt::Binary>(one, other)
}

/// Whether two texts are the same members of an enumeration.
fn is_same_set(one: &str, other: &str) -> bool {
    let members = |text: &str| -> Vec<String> {
        let members = text.split(',').map(|member| member.trim().to_lowercase());
        members.collect()
    };
    let is_set = |text: &str| text.split(',').all(|member| !member.trim().contains(' '));
    is_set(one) && members(one) == members(other)
}

fn reads_same<T: SlotType + Send + Sync>(one: &Value, other: &Value) -> bool {
    let read = |value: &Value| rt::json::read::<rt::ValueOf<T>>(&format!("{{\"value\":{value}}}")).ok();
    read(one).is_some_and(|one| Some(one) == read(other))
}
