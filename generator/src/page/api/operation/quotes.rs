//! Quotes around the arguments of functions: `startDateTime='{startDateTime}'`, of which a table says that it is a
//! `DateTimeOffset`.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Argument, Primitive, Segment, letters};
use crate::page::sink::PageSink;
use crate::page::{SpelledType, TypeFacts};

use crate::page::api::request::http_request::RequestLine;
use crate::page::api::request::parameters::Parameters;

/// Takes the quotes off the parameters that are no text by their rows: the service reads a date, a number or a list only
/// without quotes.
pub(super) fn take_off(line: &mut RequestLine, parameters: &Parameters, sink: &mut PageSink) {
    let rows = || parameters.path.iter().chain(&parameters.query);
    for segment in &mut line.path.template.segments {
        let Segment::Function { arguments, .. } = segment else {
            continue;
        };
        for (name, argument) in arguments {
            let Argument::Quoted(parameter) = &*argument else {
                continue;
            };
            let Some(row) = rows().find(|row| letters(&row.name.value) == letters(name)) else {
                continue;
            };
            if !row.ty.as_ref().is_some_and(is_without_quotes) {
                continue;
            }
            let message = format!("`{name}` stands in quotes, though it is no text");
            sink.push(
                Diagnostic::new(Code::RepairedPath, line.path.documented.span, message)
                    .label(row.name.span, "the row gives its type")
                    .help("read without quotes"),
            );
            *argument = Argument::Bare(parameter.clone());
        }
    }
}

/// Whether OData writes the values of a type without quotes in a URL.
pub(super) fn is_without_quotes(ty: &TypeFacts) -> bool {
    ty.collection
        || matches!(
            ty.name,
            SpelledType::Primitive(
                Primitive::Boolean
                    | Primitive::Byte
                    | Primitive::Date
                    | Primitive::DateTimeOffset
                    | Primitive::Decimal
                    | Primitive::Double
                    | Primitive::Guid
                    | Primitive::Int16
                    | Primitive::Int32
                    | Primitive::Int64
                    | Primitive::SByte
                    | Primitive::Single
                    | Primitive::TimeOfDay
            )
        )
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::page::api::{operation, testing};

    /// The paths of a page with the rows of its parameters, and how many were repaired.
    fn paths(path: &str, rows: &str) -> (Vec<String>, usize) {
        let page = format!(
            "# kite: flights\n\n## HTTP request\n\n```http\nGET {path}\n```\n\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n{rows}"
        );
        let (operations, codes) = testing::read(&page, operation::operations);
        let paths = operations.iter().flat_map(|operation| &operation.paths);
        let repairs = codes.iter().filter(|code| **code == Code::RepairedPath);
        (
            paths.map(|path| path.template.render()).collect(),
            repairs.count(),
        )
    }

    #[test]
    fn the_row_decides_what_is_text() {
        let path = "/kites/flights(kind='{kind}',from='{from}',ids='{ids}',crew='{crew}')";
        let rows = "|kind|flightKind|Which.|\n|from|DateTimeOffset|Since when.|\n|ids|String collection|Which.|\n|crew|String|Who.|\n";
        let read = "/kites/flights(kind='{kind}',from={from},ids={ids},crew='{crew}')";
        assert_eq!(paths(path, rows), (vec![read.to_owned()], 2));
    }

    #[test]
    fn quotes_without_a_row_stay() {
        let path = "/kites/flights(kind='{kind}')";
        let rows = "|depth|Int32|How deep.|\n";
        assert_eq!(paths(path, rows).0, [path]);
    }

    #[test]
    fn a_list_in_brackets_is_one_argument() {
        let path = "/kites/flights(ids=[\"a\",\"b\"],crew='{crew}')";
        let rows = "|ids|String collection|Which.|\n|crew|String|Who.|\n";
        assert_eq!(paths(path, rows).0, ["/kites/flights(ids={ids},crew='{crew}')"]);
    }
}
