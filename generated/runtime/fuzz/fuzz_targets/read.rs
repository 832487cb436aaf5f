#![no_main]

use graph_runtime::{
    Binary, Date, Decimal, Duration, Model, OffsetDateTime, Page, Reference, Time, Uuid, Value, ValueOf, json,
};

/// Reads a text as one model: what is read can be written, and what is written is the same once it is read again.
fn check<M: Model + Default>(text: &str) {
    let Ok(model) = json::read::<M>(text) else {
        return;
    };
    let _ = model.unread();
    let written = json::write(&model).expect("what was read can be written");
    let again: M = json::read(&written).expect("what was written can be read");
    assert_eq!(
        json::write(&again).expect("what was read can be written"),
        written
    );
}

/// Reads a text as the value of each type.
macro_rules! check_values {
    ($text:ident: $($type:ty,)*) => {
        $(check::<ValueOf<$type>>($text);)*
    };
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    check::<Page<ValueOf<Reference>>>(text);
    check_values! {
        text: String, bool, i32, i64, f64, OffsetDateTime, Date, Time, Duration, Uuid, Binary, Decimal, Value, Reference,
        Vec<String>, Vec<i32>, Vec<f64>, Vec<OffsetDateTime>, Vec<Time>, Vec<Decimal>, Vec<Reference>,
    }
});
