//! Time to read and to write a page of 100 objects of 30 properties: through slots, through serde derive with and
//! without a flattened map for unknown properties, and as `serde_json::Value`.
//!
//! `cargo bench -p graph-runtime` prints the median of each and its ratio to derive with the flattened map,
//! which is the one that keeps what slots keep.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use graph_runtime::codegen as rt;
use graph_runtime::{Page, json};
use serde_json::Value;

/// Declares one object of 30 properties three times: through slots, in the shape of generated models, and derived
/// with and without unknown properties.
macro_rules! object {
    ($($index:literal $field:ident $name:literal $slot:ident $type:ty,)*) => {
        struct Slots {
            $($field: Option<$type>,)*
            additional: rt::Additional,
        }

        rt::model! {
            Slots = "microsoft.graph.slots", write_type: false, additional: additional;
            $($index $field: $slot = $name;)*
        }

        #[derive(serde::Deserialize, serde::Serialize)]
        struct Flattened {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
            #[serde(flatten)]
            additional: BTreeMap<String, Value>,
        }

        #[derive(serde::Deserialize, serde::Serialize)]
        struct Derived {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
        }
    };
}

// Types that serde reads alike in all three: the times of slots have no counterpart in a derive.
object! {
    0 id "id" String String, 1 display_name "displayName" String String,
    2 description "description" String String, 3 version "version" Int32 i32,
    4 enabled "accountEnabled" Bool bool, 5 city "city" String String, 6 company "companyName" String String,
    7 country "country" String String, 8 department "department" String String,
    9 employee "employeeId" String String, 10 given "givenName" String String, 11 size "size" Int64 i64,
    12 ratio "ratio" Double f64, 13 phones "businessPhones" Strings Vec<String>, 14 mail "mail" String String,
    15 nick "mailNickname" String String, 16 mobile "mobilePhone" String String,
    17 office "officeLocation" String String, 18 domain "onPremisesDomainName" String String,
    19 sync "onPremisesSyncEnabled" Bool bool, 20 postal "postalCode" String String,
    21 language "preferredLanguage" String String, 22 proxies "proxyAddresses" Strings Vec<String>,
    23 state "state" String String, 24 street "streetAddress" String String, 25 surname "surname" String String,
    26 location "usageLocation" String String, 27 principal "userPrincipalName" String String,
    28 kind "userType" String String, 29 age "age" Int32 i32,
}

#[derive(serde::Deserialize, serde::Serialize)]
struct DerivedPage<T> {
    value: Vec<T>,
}

fn document() -> String {
    let names = rt::Model::schema(&Slots::default()).fields;
    let object = |row: usize| {
        let value = |(index, name): (usize, &&str)| match index {
            3 | 29 => format!("\"{name}\":{}", row + index),
            4 | 19 => format!("\"{name}\":{}", row.is_multiple_of(2)),
            11 => format!("\"{name}\":{}", row * 1_000_003),
            12 => format!("\"{name}\":{row}.25"),
            13 | 22 => format!("\"{name}\":[\"+1 425 555 {row:04}\",\"+1 425 555 {index:04}\"]"),
            14..=17 if row.is_multiple_of(3) => format!("\"{name}\":null"),
            _ => format!("\"{name}\":\"value {index} of row {row}\""),
        };
        let values: Vec<_> = names.iter().enumerate().map(value).collect();
        format!("{{\"@odata.etag\":\"W/{row}\",{}}}", values.join(","))
    };
    let objects: Vec<_> = (0..100).map(object).collect();
    format!("{{\"@odata.context\":\"c\",\"value\":[{}]}}", objects.join(","))
}

/// The median time of a run, over samples of all contestants in turn, so that they share the machine's moods.
fn medians(contestants: &[(&str, &dyn Fn())]) -> Vec<Duration> {
    let mut samples = vec![Vec::new(); contestants.len()];
    for round in 0..400 {
        for (index, (_, run)) in contestants.iter().enumerate() {
            let start = Instant::now();
            run();
            // The first rounds fill caches.
            if round >= 20 {
                samples[index].push(start.elapsed());
            }
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    samples.into_iter().map(median).collect()
}

fn derived<'de, T: serde::Deserialize<'de>>(text: &'de str) -> DerivedPage<T> {
    serde_json::from_str(text).expect("the document fits")
}

fn write(value: &impl serde::Serialize) {
    black_box(serde_json::to_string(value).expect("the document can be written"));
}

#[allow(clippy::print_stdout)]
fn compare(title: &str, contestants: [(&str, &dyn Fn()); 4]) {
    let times = medians(&contestants);
    let reference = times[1].as_secs_f64();
    println!("{title}");
    for ((name, _), time) in contestants.iter().zip(&times) {
        println!(
            "  {name:<24} {time:>10.1?} {:>6.2}",
            time.as_secs_f64() / reference
        );
    }
}

fn main() {
    // The allocator of glibc gives what a run frees back to the system, until a large block was freed once; which
    // contestant frees one depends on the size of its objects.
    drop(black_box(vec![0_u8; 16 << 20]));
    let text = document();
    let slots = || json::read::<Page<Slots>>(&text).expect("the document fits");
    let value = || serde_json::from_str::<Value>(&text).expect("the document is JSON");
    compare(
        &format!("reading {} bytes", text.len()),
        [
            ("slots", &|| drop(black_box(slots()))),
            ("derive, flattened map", &|| {
                drop(black_box(derived::<Flattened>(&text)));
            }),
            ("derive", &|| drop(black_box(derived::<Derived>(&text)))),
            ("serde_json::Value", &|| drop(black_box(value()))),
        ],
    );
    let (flattened, plain) = (derived::<Flattened>(&text), derived::<Derived>(&text));
    let (slots, value) = (slots(), value());
    compare(
        "writing it",
        [
            ("slots", &|| write(&slots.value)),
            ("derive, flattened map", &|| write(&flattened.value)),
            ("derive", &|| write(&plain.value)),
            ("serde_json::Value", &|| write(&value)),
        ],
    );
}
