#![no_main]

use graph_runtime::{Page, Reference, Value, response::ValueOf, types::{Binary, Date, Decimal, Duration, OffsetDateTime, Time, Uuid}};
use graph_runtime_fuzz::read_and_write;

/// Reads a text as the value of each type.
macro_rules! check_values {
    ($text:ident: $($type:ty,)*) => {
        $(read_and_write::<ValueOf<$type>>($text);)*
    };
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    read_and_write::<Page<ValueOf<Reference>>>(text);
    check_values! {
        text: String, bool, i32, i64, f64, OffsetDateTime, Date, Time, Duration, Uuid, Binary, Decimal, Value, Reference,
        Vec<String>, Vec<i32>, Vec<f64>, Vec<OffsetDateTime>, Vec<Time>, Vec<Decimal>, Vec<Reference>,
    }
});
