//! The call that the documentation of a request shows.

use crate::resolve::plan::examples::{
    ArgumentValue, BodyLiteral, ExampleCall, ExamplePlan, Literal, OptionLiteral, SkipReason, StructLiteral,
};
use crate::resolve::plan::operations::{ArgumentType, BodyPlan, OperationPlan};

/// How many values a body has at most that is shown whole.
const WHOLE: usize = 16;
/// How many fields of a struct of a larger body are shown.
const FIELDS: usize = 6;
/// How many items of a list of a larger body are shown.
const ITEMS: usize = 1;
/// How deep structs of a larger body are shown in each other.
const DEPTH: usize = 2;
/// How many characters of a text that is sent as it is are shown.
const CHARACTERS: usize = 60;

/// A call to copy: that of the first example that agrees, or else of one whose answer alone disagrees, cut to what fits on
/// a screen; where there is none on a documented path, one with the names of its arguments for values, and with what can be
/// sent of the body of an example. `None` where an argument is of a type that has no obvious value.
///
/// `of_page_alone` are examples of the page that call another operation, on a path that no page documents.
pub(super) fn sample(
    plan: &OperationPlan,
    documented: &[ExamplePlan],
    of_page_alone: &[ExamplePlan],
) -> Option<ExampleCall> {
    let is_refused = |example: &&ExamplePlan| example.skipped == Some(SkipReason::Error);
    let agreeing = documented.iter().filter(|example| example.agrees());
    let others = documented
        .iter()
        .chain(of_page_alone)
        .filter(|example| !is_refused(example));
    let calls = agreeing.chain(others.clone());
    let mut calls = calls.filter_map(|example| example.call.as_ref());
    let mut documented = calls.clone().filter(|call| call.is_documented(plan));
    let is_filled = |call: &&ExampleCall| call.body.as_ref().is_none_or(has_values);
    let call = documented
        .clone()
        .find(is_filled)
        .or_else(|| documented.next())
        .cloned();
    let call = call.or_else(|| {
        let sent = calls.clone().filter_map(|call| call.body.as_ref());
        let partial = others.filter_map(|example| example.partial_body.as_ref());
        with_argument_names(plan, sent.chain(partial).find(|body| has_values(body)))
    });
    call.or_else(|| calls.next().cloned()).map(shortened)
}

/// Whether a body has a value, be it that an object in it is of a certain type.
pub(super) fn has_values(body: &BodyLiteral) -> bool {
    match body {
        BodyLiteral::Typed(Literal::Struct(body) | Literal::Polymorphic(_, body)) => !is_empty(body),
        BodyLiteral::Update(Literal::Struct(body) | Literal::Polymorphic(_, body), cleared) => {
            !is_empty(body) || !cleared.is_empty()
        }
        BodyLiteral::Typed(literal) | BodyLiteral::Update(literal, _) => size(literal) > 0,
        BodyLiteral::Json(_) | BodyLiteral::Reference(_) | BodyLiteral::Text(_) => true,
    }
}

fn is_empty(literal: &StructLiteral) -> bool {
    literal.fields.is_empty() && literal.bindings.is_empty() && literal.additional.is_empty()
}

fn shortened(mut call: ExampleCall) -> ExampleCall {
    for argument in &mut call.arguments {
        // The braces of `{id}` would only be encoded; the name without them stands for an id just as well.
        if let ArgumentValue::Text(text) = argument
            && let Some(name) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'))
        {
            *text = name.to_owned();
        }
    }
    match &mut call.body {
        Some(BodyLiteral::Typed(literal)) if size(literal) > WHOLE => shorten(literal, DEPTH),
        Some(BodyLiteral::Text(text)) => {
            if let Some((end, _)) = text.char_indices().nth(CHARACTERS) {
                text.truncate(end);
                text.push_str("...");
            }
        }
        _ => {}
    }
    call
}

/// How many values a literal has.
fn size(literal: &Literal) -> usize {
    match literal {
        Literal::Struct(inner) | Literal::Polymorphic(_, inner) => {
            let of_fields = inner.fields.iter().map(|field| size(&field.value));
            of_fields.sum::<usize>() + inner.bindings.len() + inner.additional.len()
        }
        Literal::List(items) => items.iter().map(size).sum(),
        Literal::Scalar(..) | Literal::Member(..) | Literal::Members(..) | Literal::Null => 1,
    }
}

fn shorten(literal: &mut Literal, depth: usize) {
    match literal {
        Literal::Struct(inner) | Literal::Polymorphic(_, inner) => shorten_struct(inner, depth),
        Literal::List(items) => {
            items.truncate(ITEMS);
            items.iter_mut().for_each(|item| shorten(item, depth));
        }
        Literal::Scalar(..) | Literal::Member(..) | Literal::Members(..) | Literal::Null => {}
    }
}

fn shorten_struct(inner: &mut StructLiteral, depth: usize) {
    let before = inner.fields.len();
    if depth == 0 {
        inner.fields.retain(|field| is_flat(&field.value));
    }
    inner.fields.truncate(FIELDS);
    for field in &mut inner.fields {
        shorten(&mut field.value, depth.saturating_sub(1));
    }
    // A struct without any value left shows nothing.
    inner.fields.retain(|field| size(&field.value) > 0);
    inner.partial |= inner.fields.len() < before;
}

fn is_flat(literal: &Literal) -> bool {
    match literal {
        Literal::Struct(_) | Literal::Polymorphic(..) => size(literal) <= ITEMS,
        Literal::List(items) => items.iter().all(is_flat),
        _ => true,
    }
}

/// A call with the names of its arguments for values, and with a body of which only a part can be sent.
fn with_argument_names(plan: &OperationPlan, partial: Option<&BodyLiteral>) -> Option<ExampleCall> {
    let path = plan.paths.first()?;
    let arguments = path.arguments.iter().map(|argument| match argument.ty {
        ArgumentType::Text => Some(ArgumentValue::Text(
            argument.name.trim_start_matches("r#").to_owned(),
        )),
        ArgumentType::Scalar(_) | ArgumentType::Optional(_) | ArgumentType::Literal => None,
    });
    let body = match &plan.body {
        BodyPlan::None => None,
        _ if partial.is_some() => partial.cloned(),
        BodyPlan::Own(id) => Some(BodyLiteral::Typed(Literal::Struct(StructLiteral {
            ty: *id,
            fields: Vec::new(),
            partial: true,
            bindings: Vec::new(),
            additional: Vec::new(),
        }))),
        BodyPlan::Reference => Some(BodyLiteral::Reference(
            "https://graph.microsoft.com/v1.0/directoryObjects/id".to_owned(),
        )),
        BodyPlan::Bytes(_) => Some(BodyLiteral::Text("content".to_owned())),
        BodyPlan::Model(_) | BodyPlan::Models(_) | BodyPlan::Update(_) | BodyPlan::Json => return None,
    };
    Some(ExampleCall {
        route: path.route.clone(),
        arguments: arguments.collect::<Option<_>>()?,
        required: plan
            .required()
            .map(|(parameter, _)| parameter.name.clone())
            .collect(),
        body,
        options: Vec::<OptionLiteral>::new(),
    })
}
