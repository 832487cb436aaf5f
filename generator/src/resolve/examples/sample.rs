//! The call that the documentation of a request shows.

use crate::resolve::plan::{
    ArgumentType, ArgumentValue, BodyLiteral, BodyPlan, ExampleCall, Literal, OperationPlan, OptionLiteral,
    StructLiteral, TypePath,
};

/// How many fields of a struct are shown.
const FIELDS: usize = 6;
/// How many items of a list are shown.
const ITEMS: usize = 1;
/// How deep structs are shown in each other.
const DEPTH: usize = 2;

/// A call to copy: that of the first example that agrees, cut to what fits on a screen; where there is none, one
/// with the names of its arguments for values. `None` where an argument is of a type that has no obvious value.
pub(in crate::resolve) fn sample(plan: &OperationPlan) -> Option<ExampleCall> {
    let agreeing = plan.examples.iter().filter(|example| example.agrees());
    let mut calls = agreeing.filter_map(|example| example.call.as_ref());
    match calls.next() {
        Some(call) => Some(shortened(call)),
        None => made_up(plan),
    }
}

fn shortened(call: &ExampleCall) -> ExampleCall {
    let mut call = call.clone();
    for argument in &mut call.arguments {
        // `{id}` stands for an id as well without its braces, which would only be encoded.
        if let ArgumentValue::Text(text) = argument
            && let Some(name) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'))
        {
            *text = name.to_owned();
        }
    }
    if let Some(BodyLiteral::Typed(literal)) = &mut call.body {
        shorten(literal, DEPTH);
    }
    call
}

fn shorten(literal: &mut Literal, depth: usize) {
    match literal {
        Literal::Struct(inner) | Literal::Held(_, inner) => shorten_struct(inner, depth),
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
    inner.partial |= inner.fields.len() < before;
    for field in &mut inner.fields {
        shorten(&mut field.value, depth.saturating_sub(1));
    }
}

fn is_flat(literal: &Literal) -> bool {
    match literal {
        Literal::Struct(_) | Literal::Held(..) => false,
        Literal::List(items) => items.iter().all(is_flat),
        _ => true,
    }
}

fn made_up(plan: &OperationPlan) -> Option<ExampleCall> {
    let path = plan.paths.first()?;
    let arguments = path.arguments.iter().map(|argument| match argument.ty {
        ArgumentType::Text => Some(ArgumentValue::Text(
            argument.name.trim_start_matches("r#").to_owned(),
        )),
        ArgumentType::Scalar(_) | ArgumentType::Literal => None,
    });
    let required = plan
        .parameters
        .iter()
        .filter(|parameter| parameter.argument.is_some());
    let body = match &plan.body {
        BodyPlan::None => None,
        BodyPlan::Struct => {
            let body = plan.body_struct.as_ref()?;
            Some(BodyLiteral::Typed(Literal::Struct(StructLiteral {
                path: TypePath {
                    module: Some(TypePath::HERE.to_owned()),
                    name: body.name.clone(),
                },
                patch: body.patch,
                fields: Vec::new(),
                partial: true,
                additional: (body.additional.clone(), Vec::new()),
            })))
        }
        BodyPlan::Reference => Some(BodyLiteral::Reference(
            "https://graph.microsoft.com/v1.0/directoryObjects/id".to_owned(),
        )),
        BodyPlan::Bytes(_) => Some(BodyLiteral::Text("content".to_owned())),
        BodyPlan::Model(_) | BodyPlan::Json => return None,
    };
    Some(ExampleCall {
        path: 0,
        arguments: arguments.collect::<Option<_>>()?,
        required: required.map(|parameter| parameter.name.clone()).collect(),
        body,
        options: Vec::<OptionLiteral>::new(),
    })
}
