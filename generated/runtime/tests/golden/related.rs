//! The compiler proves `Send` of long chains of related types, in the crate of their user.

use graph_runtime::codegen as rt;
use graph_runtime::{Model, Related, json};

fn assert_send<T: Send + Sync>() {}

/// A chain of models, each related to the next one.
macro_rules! chain {
    ($($name:ident -> $next:ident),* $(,)?) => {
        $(
            struct $name {
                next: Option<rt::Related<Vec<$next>>>,
                other: Option<rt::Related<$next>>,
                additional: rt::Additional,
            }

            rt::model! {
                $name = "microsoft.graph.link", write_type: false, additional: additional;
                0 next: Objects = "next";
                1 other: Object = "other";
            }
        )*

        #[test]
        fn every_link_is_send() {
            $(assert_send::<$name>();)*
            fn spawn<F: Future + Send>(_: F) {}
            spawn(async { let model = A0::default(); std::future::ready(()).await; drop(model) });
        }
    };
}

chain! {
    A0 -> A1, A1 -> A2, A2 -> A3, A3 -> A4, A4 -> A5, A5 -> A6, A6 -> A7, A7 -> A8, A8 -> A9, A9 -> B0,
    B0 -> B1, B1 -> B2, B2 -> B3, B3 -> B4, B4 -> B5, B5 -> B6, B6 -> B7, B7 -> B8, B8 -> B9, B9 -> C0,
    C0 -> C1, C1 -> C2, C2 -> C3, C3 -> C4, C4 -> C5, C5 -> C6, C6 -> C7, C7 -> C8, C8 -> C9, C9 -> D0,
    D0 -> D1, D1 -> D2, D2 -> D3, D3 -> D4, D4 -> D5, D5 -> D6, D6 -> D7, D7 -> D8, D8 -> D9, D9 -> E0,
    E0 -> E1, E1 -> E2, E2 -> E3, E3 -> E4, E4 -> E5, E5 -> E6, E6 -> E7, E7 -> E8, E8 -> E9, E9 -> F0,
    F0 -> F1, F1 -> F2, F2 -> F3, F3 -> F4, F4 -> F5, F5 -> F6, F6 -> F7, F7 -> F8, F8 -> F9, F9 -> A0,
}

#[test]
fn related_values_are_values() {
    let mut related = Related::new(vec![A1::default()]);
    related.push(A1::default());
    assert_eq!(related.len(), 2);
    assert_eq!(related.clone(), related);
    let model = A0 {
        next: Some(related),
        other: Some(A1::default().into()),
        ..Default::default()
    };
    assert_eq!(json::write(&model).unwrap(), r#"{"next":[{},{}],"other":{}}"#);
    assert_eq!(json::read::<A0>(r#"{"next":[{},{}],"other":{}}"#).unwrap(), model);
    assert_eq!(format!("{model:?}"), "Link { next: [Link, Link], other: Link }");
    assert_eq!(model.next.unwrap().into_inner().len(), 2);
    assert!(
        A0::default().schema().position("other", 7).is_some(),
        "a start after the end finds what is before"
    );
}
