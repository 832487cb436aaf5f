//! Parameters of the path that prose below the request lines describes: "For {id}, specify the domain with its fully qualified
//! domain name.", "`{kiteType}`: can be any supported kite type: `flat`, `box`."

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::page::ParameterFacts;
use crate::page::cells::property_row;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::rules::flags::{is_flags, is_multi_valued};
use crate::rules::possible_values::possible_values;
use crate::rules::prose::Prose;
use crate::span::Spanned;

use crate::markdown::{Block, Text};
use crate::page::api::request::http_request::RequestLine;

/// What may stand before the name, in lower case.
const OPENINGS: &[&str] = &["for ", "where ", "the value of ", "the ", ""];

/// The parameters of the paths that sentences begin with. `lines`: the operations of the page.
pub(in crate::page::api) fn read(
    page: &PageContext<'_>,
    lines: &[RequestLine],
    sink: &mut PageSink,
) -> Vec<ParameterFacts> {
    let mut found = Vec::new();
    for (index, section) in page.sections.outside_examples() {
        if !page.sections.belongs_to(index, &SectionKind::HttpRequest) {
            continue;
        }
        for text in section.all_blocks().filter_map(Block::paragraph) {
            if let Some(parameter) = described(text, &mut sink.diagnostics) {
                let mut lines = lines.iter();
                if lines.any(|line| line.names_parameter(&parameter.name.value)) {
                    found.push(parameter);
                }
            }
        }
    }
    found
}

/// The parameter in braces with which a text begins.
fn described(text: &Text, sink: &mut Diagnostics) -> Option<ParameterFacts> {
    let prose = Prose::new(text);
    let name = name_in_braces(&prose)?;
    let values = possible_values(&prose, sink);
    Some(ParameterFacts {
        values: values.into_iter().map(property_row::member).collect(),
        flags: is_flags(&prose) || is_multi_valued(&prose),
        description: Some(text.clone()),
        ..ParameterFacts::named(Spanned::new(
            prose.seen.get(name.clone())?.to_owned(),
            prose.locate(name).span,
        ))
    })
}

/// Where the name stands: that of the braces with which the text begins, behind one of the [`OPENINGS`].
fn name_in_braces(prose: &Prose<'_>) -> Option<Range<usize>> {
    let seen = prose.seen.as_str();
    let start = seen.len() - seen.trim_start().len();
    let lower = prose.lower.get(start..)?;
    let opening = OPENINGS.iter().find(|words| {
        let rest = lower.strip_prefix(**words);
        rest.is_some_and(|rest| rest.starts_with('{'))
    })?;
    let open = start + opening.len() + 1;
    let close = open + seen.get(open..)?.find('}')?;
    let name = seen.get(open..close)?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
    is_name.then_some(open..close)
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    /// The parameters of the path of a page with a paragraph below its request line, each with its values.
    fn parameters(paragraph: &str) -> Vec<(String, Vec<String>)> {
        let page = format!(
            "# List kites\n\n## HTTP request\n\n```http\nGET /kites/{{kiteType}}\n```\n\n{paragraph}\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let rows = operations.iter().flat_map(|operation| &operation.path_parameters);
        rows.map(|row| {
            let values = row.values.iter().map(|value| value.name.value.clone());
            (row.name.value.clone(), values.collect())
        })
        .collect()
    }

    #[test]
    fn a_sentence_describes_the_name_in_braces_with_which_it_begins() {
        let of = |values: &[&str]| {
            let values = values.iter().map(|value| (*value).to_owned());
            vec![("kiteType".to_owned(), values.collect())]
        };
        let listed = "{kiteType}: can be any supported kite type: `flat`, `box`.";
        assert_eq!(parameters(listed), of(&["flat", "box"]));
        assert_eq!(
            parameters("The value of `{kiteType}` can be one of `flat` or `box`."),
            of(&["flat", "box"])
        );
        assert_eq!(
            parameters("> For {kiteType}, specify the type by its name."),
            of(&[])
        );
    }

    #[test]
    fn other_sentences_describe_no_parameter() {
        for paragraph in [
            "Kites of a `{kiteType}` are listed.",
            "{height}: can be any number.",
            "{}: nothing.",
            "{kiteType has no end.",
        ] {
            assert_eq!(parameters(paragraph), [], "{paragraph}");
        }
    }
}
