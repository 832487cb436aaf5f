//! Arguments in parentheses: `delta(token='{token}')`, `range(<address>)`, `columnsAfter(count=n)`, `sum(ids=["a","b"])`.

use crate::graph::{Argument, Segment};
use crate::page::api::request::path::{Repairs, name};

/// What stands between the parentheses, and what behind. A parenthesis that is not closed ends at the slash.
pub(super) fn extent<'a>(behind: &'a str, repairs: &mut Repairs) -> (&'a str, &'a str) {
    let mut end = outside_quotes(behind, b")");
    let mut width = 1;
    if end.is_none() {
        repairs.add("a parenthesis that is not closed was closed");
        end = outside_quotes(behind, b"/?").or_else(|| behind.find(['/', '?']));
        width = 0;
    }
    let end = end.unwrap_or(behind.len());
    let inside = behind.get(..end).unwrap_or_default();
    let rest = behind.get(end + width..).unwrap_or_default();
    (inside, rest)
}

/// The first of these bytes (ASCII) outside quotes, braces and the brackets of a list.
fn outside_quotes(text: &str, marks: &[u8]) -> Option<usize> {
    let (mut quoted, mut braced) = (false, false);
    text.bytes().position(|byte| {
        match byte {
            b'\'' if !braced => quoted = !quoted,
            b'{' | b'[' => braced = true,
            b'}' | b']' => braced = false,
            _ => {}
        }
        !quoted && !braced && marks.contains(&byte)
    })
}

/// The segment that a name with arguments is.
pub(super) fn call(name: String, inside: &str, repairs: &mut Repairs) -> Segment {
    let mut named = Vec::new();
    let mut unnamed = Vec::new();
    let mut rest = inside;
    while !rest.trim().is_empty() {
        let end = outside_quotes(rest, b",").unwrap_or(rest.len());
        let part = rest.get(..end).unwrap_or_default().trim();
        rest = rest.get(end + 1..).unwrap_or_default();
        // An equals sign within a value does not end a name.
        let equals = outside_quotes(part, b"=").and_then(|at| Some((part.get(..at)?, part.get(at + 1..)?)));
        match equals.map(|(key, value)| (identifier(key), value.trim())) {
            Some((key, value)) if !key.is_empty() => {
                let argument = argument(value, Some(&key), repairs);
                named.push((key, argument));
            }
            _ if part.is_empty() => repairs.add("an empty argument was dropped"),
            _ => unnamed.push(argument(part, None, repairs)),
        }
    }
    if named.is_empty() && unnamed.len() == 1 {
        let argument = unnamed.remove(0);
        return match argument {
            Argument::Bare(parameter) | Argument::Quoted(parameter) if name.is_empty() => {
                repairs.add("parentheses around a parameter were read as braces");
                Segment::Parameter(parameter)
            }
            argument => Segment::Keyed { name, argument },
        };
    }
    for argument in unnamed {
        match argument.parameter().map(identifier) {
            Some(key) if !key.is_empty() => {
                repairs.add("an argument without a name bears the name of its parameter");
                named.push((key, argument));
            }
            _ => repairs.add("an argument without a name was dropped"),
        }
    }
    Segment::Function {
        name,
        arguments: named,
    }
}

/// The characters of a name that a parameter of a function can have.
fn identifier(text: &str) -> String {
    text.chars()
        .filter(|&c| c.is_alphanumeric() || matches!(c, '_' | '@' | '$' | '.' | '-'))
        .collect()
}

/// One argument. `key` names the parameter where the page writes `count=n` or `x=x-value`.
fn argument(value: &str, key: Option<&str>, repairs: &mut Repairs) -> Argument {
    if value.starts_with('[') && value.ends_with(']') {
        return Argument::Literal(value.to_owned());
    }
    let value = value.replace(['‘', '’', '"'], "'");
    let value = value.trim();
    if let Some(open) = value.find('\'') {
        let (before, inside) = value.split_at(open);
        let inside = inside.get(1..).unwrap_or_default();
        let closed = inside.strip_suffix('\'');
        if closed.is_none() {
            repairs.add("a quote that is not closed was closed");
        }
        let inside = closed.unwrap_or(inside);
        let ty = identifier(before);
        return match parameter(inside, repairs) {
            Some(parameter) if ty.is_empty() => Argument::Quoted(parameter),
            Some(parameter) => Argument::Typed { ty, parameter },
            None => quoted_literal(&ty, inside, key, repairs),
        };
    }
    if let Some(parameter) = parameter(value, repairs) {
        return Argument::Bare(parameter);
    }
    if is_fixed(value) {
        return Argument::Literal(value.to_owned());
    }
    // `count=n` and `start=start-value` are parameters: the value only stands for one.
    let spelled = value.strip_prefix('@').unwrap_or(value);
    match key {
        Some(key) => Argument::Bare(name::normalize(key, repairs)),
        None => Argument::Bare(name::normalize(spelled, repairs)),
    }
}

fn quoted_literal(ty: &str, inside: &str, key: Option<&str>, repairs: &mut Repairs) -> Argument {
    // `uniqueName='uniqueName'`, `name='name-value'`: the text only stands for a value.
    let stands_for_value = inside.eq_ignore_ascii_case("parameterValue")
        || key.is_some_and(|key| inside.strip_suffix("-value").unwrap_or(inside) == key);
    match key {
        Some(key) if stands_for_value && ty.is_empty() => {
            return Argument::Quoted(name::normalize(key, repairs));
        }
        _ => {}
    }
    let text = if inside.replace("''", "").contains('\'') {
        repairs.add("a quote inside a value was doubled");
        inside.replace("''", "'").replace('\'', "''")
    } else {
        inside.to_owned()
    };
    Argument::Literal(format!("{ty}'{text}'"))
}

/// The name in `{x}` or `<x>`, with a repair where other text stands around it.
fn parameter(text: &str, repairs: &mut Repairs) -> Option<String> {
    let (open, close) = if text.contains('{') {
        ('{', '}')
    } else {
        ('<', '>')
    };
    let start = text.find(open)?;
    let behind = text.get(start + 1..)?;
    let end = behind.find(close);
    let inside = behind.get(..end.unwrap_or(behind.len()))?;
    if end.is_none() {
        repairs.add("a brace that is not closed was closed");
    } else if start > 0 || end.is_some_and(|end| start + end + 2 < text.len()) {
        repairs.add("the text around a parameter was dropped");
    }
    Some(name::normalize(inside, repairs))
}

/// Whether an argument without quotes is a value: a number, a date, `true`, `false`, `null`.
fn is_fixed(value: &str) -> bool {
    let number = value.strip_prefix(['-', '+']).unwrap_or(value);
    matches!(value, "true" | "false" | "null")
        || (number.starts_with(|c: char| c.is_ascii_digit())
            && number
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | ':')))
}
