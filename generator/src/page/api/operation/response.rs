//! The response of an operation: the sentence of its page, put right by its paths and examples.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{
    Envelope, Method, PageName, PathTemplate, Primitive, Segment, ValueMember, Verb, short_name, singular,
};
use crate::page::api::agreement::agreed;
use crate::page::api::answer::response::{ResponseStatements, StatedContent};
use crate::page::api::operation::AllOperations;
use crate::page::api::operation::grouping::Group;
use crate::page::api::operation::shown_answer::{list_in, shows_list, successful};
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::page::{ExampleBody, ExampleFacts, ExampleResponse, SpelledType, TypeFacts};
use crate::span::Span;

/// The other operations of the page: its sentence may speak of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OtherOperations {
    /// There are none.
    None,
    /// None of them reads bytes.
    OfValues,
    /// One of them reads bytes.
    OfBytes,
}

/// The response of the operation: the page's sentence, put right for paths that lead elsewhere, and the
/// annotations of examples where the page has no sentence.
pub(super) fn of_group(
    group: &Group,
    of_page: &ResponseStatements,
    examples: &[ExampleFacts],
    all: &AllOperations<'_>,
    page: &PageContext<'_>,
    sink: &mut PageSink,
) -> ResponseStatements {
    let others = all.beside(group);
    let mut response = of_page.clone();
    if response.one_status_each {
        take_own_status(&mut response, group, examples);
    }
    response.content = match response.content {
        StatedContent::BytesOrValue(ty) if others == OtherOperations::OfBytes => StatedContent::Value(ty),
        content => content,
    };
    if group.method == Method::Head {
        // The headers of what GET answers, and no body.
        response.content = StatedContent::Empty;
        return response;
    }
    if group.method == Method::Get && group.is_reference() {
        // The links, `{"value": [{"@odata.id": "…"}]}`, not the resources that the sentence names.
        if let Some(ty) = response.content.ty_mut() {
            ty.name = SpelledType::Primitive(Primitive::Untyped);
        }
        return response;
    }
    if group.method == Method::Get && group.is_count() {
        response.content = StatedContent::Count;
        return response;
    }
    if group.method == Method::Get && group.is_bytes() {
        response.content = StatedContent::Bytes;
        return response;
    }
    take_bytes_of_formats(&mut response, group, examples);
    if others != OtherOperations::None && reads_bytes_of_property(group, examples) {
        response.content = StatedContent::Bytes;
        return response;
    }
    if response.content == StatedContent::Unsaid {
        response.content = from_examples(group, examples);
    }
    if response.content == StatedContent::Unsaid {
        response.content = untyped(&response, group, examples, sink);
    }
    if let Some(ty) = response.content.ty_mut() {
        take_linked_name(ty, examples);
        prefer_example_primitive(ty, examples, sink);
        prefer_example(ty, group, examples, page.title.value.verb(), sink);
        prefer_example_one(ty, group, examples, others, sink);
    }
    if let Some((ty, span)) = cast(group).or_else(|| collection_of_cast(group, &all.casts))
        && let Some(of_sentence) = response.content.ty_mut()
        && matches!(of_sentence.name, SpelledType::Named { .. })
    {
        of_sentence.name = SpelledType::Named { name: ty, link: None };
        of_sentence.span = span;
    }
    response
}

/// Takes the codes with which the calls of the operation are answered, where each operation of the page has one of those
/// that its sentence lists. Paths that lead to different things may have different ones.
fn take_own_status(response: &mut ResponseStatements, group: &Group, examples: &[ExampleFacts]) {
    let is_call = |example: &&ExampleFacts| {
        let request = example.request.as_ref();
        example.succeeds() && request.is_some_and(|request| group.is_called_by(request))
    };
    let answers = examples
        .iter()
        .filter(is_call)
        .filter_map(|example| example.response.as_ref());
    let ends: BTreeSet<Ascii<String>> = group.ends().into_iter().collect();
    let answered: BTreeSet<u16> = answers.map(|answer| answer.status.value).collect();
    if ends.len() == 1 && response.status.iter().any(|status| answered.contains(status)) {
        response.status.retain(|status| answered.contains(status));
    }
}

/// The type to which all paths of a reading operation cast at their end: `/directory/deletedItems/microsoft.graph.user`.
fn cast(group: &Group) -> Option<(String, Span)> {
    let casts = group
        .templates()
        .map(|path| Some(Ascii::new(path.segments.last()?.cast()?)));
    let name = agreed(casts).flatten().filter(|_| group.method == Method::Get)?;
    Some(((*name).to_owned(), group.span()))
}

/// The type of the objects in a collection that is named after the type of a cast by which the page reads some of them:
/// `/places/{id}/microsoft.graph.roomList/rooms` beside `/places/microsoft.graph.room`. `casts`: see
/// [`casts_of_page`].
fn collection_of_cast(group: &Group, casts: &BTreeMap<Ascii<String>, String>) -> Option<(String, Span)> {
    let names = group.templates().map(|path| match path.segments.last() {
        Some(Segment::Literal(name)) if group.method == Method::Get => casts.get(&Ascii::new(singular(name))),
        _ => None,
    });
    let name = agreed(names).flatten()?;
    Some((name.clone(), group.span()))
}

/// The types to which the reading operations of a page cast, by their names without a namespace.
pub(super) fn casts_of_page(groups: &[Group]) -> BTreeMap<Ascii<String>, String> {
    let casts = groups.iter().filter_map(cast);
    casts
        .map(|(name, _)| (Ascii::new(short_name(&name).to_owned()), name))
        .collect()
}

/// A redirect leads to the bytes of a file, and a client follows it: "returns a `302 Found` response that redirects to a
/// download URL".
pub(super) fn read_redirect(response: &mut ResponseStatements, group: &Group) {
    let redirects = response.status.iter().any(|status| (300..400).contains(status));
    let names_nothing = matches!(response.content, StatedContent::Unsaid | StatedContent::Empty);
    if group.method == Method::Get && redirects && names_nothing {
        response.content = StatedContent::Bytes;
    }
}

/// Makes a response bytes that comes in several formats, of which JSON of no named type is one, where all examples say
/// so: `"@odata.type": "stream"`. JSON is bytes, too, and the format that comes unless another is asked for is not JSON.
fn take_bytes_of_formats(response: &mut ResponseStatements, group: &Group, examples: &[ExampleFacts]) {
    let untyped = |ty: &TypeFacts| ty.name == SpelledType::Primitive(Primitive::Untyped);
    if !response.content.ty().is_some_and(untyped) {
        return;
    }
    let own = group.answering_examples(examples);
    if all_answer_bytes(own.iter().filter_map(|example| example.response.as_ref())) {
        response.content = StatedContent::Bytes;
    }
}

/// Whether the paths of a reading operation end in a fixed name, and all examples that call it answer with bytes, while the
/// sentence of the page is about another of its operations: `/transcripts/{id}/metadataContent`.
fn reads_bytes_of_property(group: &Group, examples: &[ExampleFacts]) -> bool {
    let is_call = |example: &&ExampleFacts| {
        let request = example.request.as_ref();
        request.is_some_and(|request| group.is_called_by(request))
    };
    let calls = examples.iter().filter(is_call);
    group.method == Method::Get
        && group.ends_fixed()
        && all_answer_bytes(calls.filter_map(|example| example.response.as_ref()))
}

/// Whether there are successful answers, and the annotations of all say that they are bytes.
fn all_answer_bytes<'e>(answers: impl Iterator<Item = &'e ExampleResponse>) -> bool {
    let mut answers = answers.filter(|answer| answer.succeeds()).peekable();
    answers.peek().is_some() && answers.all(ExampleResponse::is_stream)
}

/// What comes back by the first successful example that shows a body, or by the first of all, where the page does not
/// say it.
fn from_examples(group: &Group, examples: &[ExampleFacts]) -> StatedContent {
    let own = group.answering_examples(examples);
    let answers = || {
        let answers = own.iter().filter_map(|example| example.response.as_ref());
        answers.filter(|answer| answer.succeeds())
    };
    let with_body = answers().find(|answer| answer.body != ExampleBody::None);
    let Some(example) = with_body.or_else(|| answers().next()) else {
        return StatedContent::Unsaid;
    };
    match (&example.annotated, &example.body) {
        (_, ExampleBody::None) => StatedContent::Empty,
        (Some(annotated), ExampleBody::Json(_)) => StatedContent::Value(TypeFacts {
            name: SpelledType::Named {
                name: annotated.name.clone(),
                link: None,
            },
            collection: annotated.collection,
            span: example.status.span,
        }),
        _ => StatedContent::Unsaid,
    }
}

/// Untyped JSON where nothing tells what comes back, if the service answers with a body.
fn untyped(
    response: &ResponseStatements,
    group: &Group,
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) -> StatedContent {
    let is_list = match successful(examples).next().map(|example| &example.body) {
        Some(ExampleBody::Json(body)) => Some(list_in(&body.value).is_some()),
        _ => None,
    };
    if group.method != Method::Get && is_list.is_none() {
        return StatedContent::Unsaid;
    }
    let span = response
        .sentence
        .as_ref()
        .map_or(group.span(), |sentence| sentence.span);
    let message = "the page does not name the type of what comes back";
    sink.push(Diagnostic::new(Code::UnknownResponse, span, message).help("read as untyped JSON"));
    StatedContent::Value(TypeFacts {
        collection: is_list.unwrap_or(false),
        ..TypeFacts::untyped(span)
    })
}

/// Takes the name on which the link of the sentence and the annotation of the first successful example agree, where the
/// sentence has other words for it: `[kiteStats](../resources/kitestat.md)` and `microsoft.graph.kiteStat`.
fn take_linked_name(ty: &mut TypeFacts, examples: &[ExampleFacts]) {
    let SpelledType::Named {
        name,
        link: Some(link),
    } = &mut ty.name
    else {
        return;
    };
    let Some(example) = successful(examples).next() else {
        return;
    };
    let Some(annotated) = example.annotated.as_ref() else {
        return;
    };
    let of_annotation = Ascii::new(short_name(&annotated.name));
    let page = PageName::new(link.as_str());
    if Ascii::new(short_name(name)) != of_annotation && Ascii::new(page.last()) == of_annotation {
        name.clone_from(&annotated.name);
    }
}

/// Corrects a primitive type where the annotation of the first successful example names a type of objects, and
/// its body has such: "a String collection" of `{"value": [{"@odata.type": …}]}`.
fn prefer_example_primitive(ty: &mut TypeFacts, examples: &[ExampleFacts], sink: &mut PageSink) {
    let is_primitive =
        matches!(&ty.name, SpelledType::Primitive(primitive) if *primitive != Primitive::Untyped);
    let Some(example) = successful(examples).next().filter(|_| is_primitive) else {
        return;
    };
    let (Some(annotated), ExampleBody::Json(body)) = (&example.annotated, &example.body) else {
        return;
    };
    let name = &annotated.name;
    let names_objects = !name.to_ascii_lowercase().starts_with("edm.") && name.contains('.');
    let has_objects = list_in(&body.value)
        .is_some_and(|items| !items.is_empty() && items.iter().all(serde_json::Value::is_object));
    if names_objects && has_objects {
        let message = "the sentence speaks of plain values, but the example and its annotation of objects";
        sink.push(
            Diagnostic::new(Code::AnnotationMismatch, ty.span, message)
                .label(example.status.span, "here")
                .help("the example was followed"),
        );
        ty.name = SpelledType::Named {
            name: name.clone(),
            link: None,
        };
        ty.collection |= annotated.collection;
    }
}

/// Corrects whether the response is a collection where the sentence stands alone: the title ("List x",
/// "Get x", or "Get xs" at a path that ends in a plural), the context in the body (`…#Collection(microsoft.graph.x)`) or the
/// annotation (`Collection(microsoft.graph.x)`),
/// and the body of the first successful example with a body of JSON say otherwise. An example that wraps a single object,
/// `{"value": {…}}`, says nothing.
fn prefer_example(
    ty: &mut TypeFacts,
    group: &Group,
    examples: &[ExampleFacts],
    verb: Option<Verb>,
    sink: &mut PageSink,
) {
    let first = successful(examples).find_map(|response| Some((response, response.body.json()?)));
    let Some((response, body)) = first else { return };
    let is_annotated_list = response
        .annotated
        .as_ref()
        .is_some_and(|annotated| annotated.collection);
    let context = body.get("@odata.context").and_then(serde_json::Value::as_str);
    let of_body = match Envelope::of(body, ValueMember::Wrap) {
        Envelope::List(_) => true,
        Envelope::Bare(body) if body.is_object() => false,
        Envelope::Bare(_) | Envelope::Object(_) | Envelope::Scalar(_) => return,
    };
    let is_list_beside = match verb {
        _ if is_annotated_list => true,
        Some(Verb::List) => true,
        // "Get localizations" of `/branding/localizations`.
        Some(Verb::Get) => of_body && ends_in_plural(group),
        Some(Verb::Create | Verb::Update) => false,
        _ if context.is_some_and(|context| context.contains("#Collection(")) => true,
        _ => return,
    };
    if is_list_beside == of_body && of_body != ty.collection {
        let message = if of_body {
            "the sentence speaks of one object, but the example of many"
        } else {
            "the sentence speaks of many objects, but the example of one"
        };
        sink.push(
            Diagnostic::new(Code::AnnotationMismatch, ty.span, message).help("the example was followed"),
        );
        ty.collection = of_body;
    }
}

/// Whether all paths of a reading operation end in the name of several things.
fn ends_in_plural(group: &Group) -> bool {
    let is_plural = |path: &PathTemplate| match path.segments.last() {
        Some(Segment::Literal(name)) => singular(name) != *name,
        _ => false,
    };
    group.method == Method::Get && group.templates().all(is_plural)
}

/// Corrects "one object" where the paths tell that many come back: they filter, or they end in fixed text on a page of
/// several operations, and their own example shows many.
fn prefer_example_one(
    ty: &mut TypeFacts,
    group: &Group,
    examples: &[ExampleFacts],
    others: OtherOperations,
    sink: &mut PageSink,
) {
    if ty.collection || group.method != Method::Get {
        return;
    }
    let (message, help) = if others != OtherOperations::None && group.ends_fixed() && shows_list(examples) {
        (
            "the sentence speaks of one object, but the example of this path of many",
            "the example was followed",
        )
    } else if group.filters() {
        (
            "the sentence speaks of one object, but the path filters many",
            "read as a page of many",
        )
    } else {
        return;
    };
    sink.push(
        Diagnostic::new(Code::AnnotationMismatch, ty.span, message)
            .label(group.span(), "here")
            .help(help),
    );
    ty.collection = true;
}
