//! A type that is not that of an operation: the sentence of its page speaks of what another operation answers.

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Method, PathTemplate, Primitive, short_name};
use crate::page::api::operation::grouping::Group;
use crate::page::api::operation::shown_answer::{list_in, shows_list};
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, SpelledType, TypeFacts};

/// Takes the type of the annotation, or none, where the sentence speaks of something else than these paths lead to.
/// `stated`: the type that the sentence names; `ends`: the last fixed names of all paths of the page; `collections`: its paths, where it has several operations;
/// `examples`: those of the group.
pub(super) fn replace(
    ty: &mut TypeFacts,
    stated: Option<&TypeFacts>,
    group: &Group,
    ends: &[Ascii<String>],
    collections: &[(Method, PathTemplate)],
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) {
    let message = if group.expands_any_of(ends) || group.expands_type(ty) {
        "the sentence speaks of what this path expands, not of what it returns"
    } else if group.method == Method::Get && group.leads_to_property() {
        "the sentence speaks of an object, but this path leads to one of its properties"
    } else if group.method == Method::Get && group.holds_elements(collections) {
        // The sentence speaks of what stands at the paths of the elements.
        ty.collection = true;
        return;
    } else if ty.collection && group.leads_into(collections) {
        "the sentence speaks of a collection, but this path leads into one of its elements"
    } else {
        return;
    };
    let own = group.answering_examples(examples);
    // A property is not of the type of the object that has it: that annotation was copied with the sentence. Where no sentence
    // names a type, there is none to copy.
    let is_of_owner = |annotated: &TypeFacts| {
        group.leads_to_property() && stated.is_some_and(|stated| names_same_type(annotated, stated))
    };
    let annotated = own.iter().find_map(|example| annotated_body(example));
    if let Some(annotated) = annotated.filter(|annotated| !is_of_owner(annotated)) {
        sink.push(
            Diagnostic::new(Code::UnknownResponse, ty.span, message)
                .label(group.span(), "here")
                .help("the annotation of the example was followed"),
        );
        *ty = annotated;
        return;
    }
    sink.push(
        Diagnostic::new(Code::UnknownResponse, ty.span, message)
            .label(group.span(), "what it returns is not documented")
            .help("read as untyped JSON"),
    );
    ty.name = SpelledType::Primitive(Primitive::Untyped);
    ty.collection = shows_list(examples) || group.filters();
}

/// Whether two types are spelled with the same name, whatever namespace stands before it.
fn names_same_type(a: &TypeFacts, b: &TypeFacts) -> bool {
    match (&a.name, &b.name) {
        (SpelledType::Named { name: a, .. }, SpelledType::Named { name: b, .. }) => {
            Ascii::new(short_name(a)) == Ascii::new(short_name(b))
        }
        _ => false,
    }
}

/// What an example answers by its annotation; one or many by its body, which an annotation that was copied may not fit.
fn annotated_body(example: &ExampleFacts) -> Option<TypeFacts> {
    let response = example.response.as_ref().filter(|response| response.succeeds())?;
    let annotated = response.annotated.as_ref()?;
    let body = response.body.json()?;
    Some(TypeFacts {
        name: SpelledType::Named {
            name: annotated.name.clone(),
            link: None,
        },
        collection: list_in(body).is_some(),
        span: response.status.span,
    })
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};
    use crate::page::{ContentFacts, SpelledType};

    /// The type that the second operation of a page answers, and whether it answers with many.
    fn second(annotation: &str, body: &str) -> (String, bool) {
        second_at("{name}", annotation, body)
    }

    fn second_at(end: &str, annotation: &str, body: &str) -> (String, bool) {
        let page = format!(
            "# List kites\n\n## HTTP request\n\n```http\nGET /kites\n```\n\n```http\nGET /kites/{end}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [kiteMap](../resources/kitemap.md) collection in the response body.\n\n## Examples\n\n### Request\n\n```http\nGET https://graph.microsoft.com/v1.0/kites/red\n```\n\n### Response\n\n<!-- {{ \"blockType\": \"response\", \"@odata.type\": \"{annotation}\" }} -->\n```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{body}\n```\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let ContentFacts::Value(ty) = &operations[1].response.content else {
            panic!("{:?}", operations[1].response);
        };
        let name = match &ty.name {
            SpelledType::Named { name, .. } => name.clone(),
            other => format!("{other:?}"),
        };
        (name, ty.collection)
    }

    #[test]
    fn the_annotation_names_what_the_sentence_does_not_speak_of() {
        let body = "{\"height\": 5}";
        let one = ("microsoft.graph.kite".to_owned(), false);
        assert_eq!(second("microsoft.graph.kite", body), one);
        assert_eq!(
            second("Collection(microsoft.graph.kite)", body),
            one,
            "the body is one"
        );
    }

    #[test]
    fn without_a_sentence_the_annotation_is_not_copied() {
        let page = "# Get kite properties\n\n## HTTP request\n\n```http\nGET /kites\nGET /kites/{propertyName}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code.\n\n## Examples\n\n### Request\n\n```http\nGET https://graph.microsoft.com/v1.0/kites/red\n```\n\n### Response\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"Collection(microsoft.graph.kiteTail)\" } -->\n```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{\"value\": \"long\", \"isRed\": true}\n```\n";
        let (operations, _) = testing::read(page, operation::operations);
        let ContentFacts::Value(ty) = &operations[1].response.content else {
            panic!("{:?}", operations[1].response);
        };
        assert!(
            matches!(&ty.name, SpelledType::Named { name, .. } if name == "microsoft.graph.kiteTail"),
            "{ty:?}"
        );
        assert!(!ty.collection, "the body is one");
    }

    #[test]
    fn a_property_is_not_of_the_type_of_its_object() {
        let body = "{\"height\": 5}";
        let (name, _) = second_at("{property name}", "microsoft.graph.kiteMap", body);
        assert_eq!(name, "Primitive(Untyped)");
        let (name, _) = second_at("{property name}", "microsoft.graph.kiteTail", body);
        assert_eq!(name, "microsoft.graph.kiteTail");
    }
}
