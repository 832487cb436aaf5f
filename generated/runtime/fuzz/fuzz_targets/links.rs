//! A service whose answers lead on to any place: by `Location`, and by the links in their bodies.

#![no_main]

use graph_runtime::{Value, http};
use graph_runtime_fuzz::{answer, ask};

libfuzzer_sys::fuzz_target!(|link: &str| {
    for status in [200, 202, 302, 307] {
        answer(status, Some((http::header::LOCATION, link)), "").map(ask);
    }
    let link = Value::from(link);
    for name in ["@odata.nextLink", "@odata.deltaLink", "@microsoft.graph.downloadUrl"] {
        answer(200, None, &format!(r#"{{"value":[],"{name}":{link}}}"#)).map(ask);
    }
});
