//! A small checkout of the documentation: a device, a phone, and one request.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    reason = "each test uses a part"
)]

use generator::Config;
use generator::diagnostic::Code;
use generator::pipeline::Analysis;
use generator::report::examples::Examples;
use graph_test_pages::Fixture;

pub(crate) const DEVICE: &str = "# device resource type\n\nNamespace: microsoft.graph\n\nA device.\n\n## Properties\n\
    |Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key. Read-only.|\n|name|String|Name.|\n\
    |size|Int32|Size.|\n|seen|DateTimeOffset|When.|\n|state|deviceState|State. Possible values are: `on`, `off`.|\n\
    |on|Boolean|On.|\n|sealed|Boolean|Whether it is shut. Read-only.|\n|tags|String collection|Tags.|\n|parent|[device](device.md)|The other.|\n";

/// The page of a request on devices with one example.
pub(crate) fn api(lines: &str, response: &str, example: &str) -> String {
    format!(
        "# Do device\n\nNamespace: microsoft.graph\n\nSomething.\n\n## HTTP request\n``` http\n{lines}\n```\n\n\
         ## Request body\nIn the request body, supply a JSON representation of the [device](../resources/device.md) \
         object.\n\n## Response\nIf successful, this method returns a `200 OK` response code and {response} in the \
         response body.\n\n## Example\n{example}\n"
    )
}

pub(crate) const ONE: &str = "a [device](../resources/device.md) object";
pub(crate) const MANY: &str = "a collection of [device](../resources/device.md) objects";

/// A phone is a device with a number.
pub(crate) const PHONE: &str = "# phone resource type\n\nNamespace: microsoft.graph\n\nInherits from [device](device.md).\n\n\
    ## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|number|String|Number.|\n";

/// The checkout with the page of the request.
pub(crate) fn fixture(page: &str) -> Fixture {
    Fixture::of([
        ("v1.0/resources/device.md", DEVICE),
        ("v1.0/resources/phone.md", PHONE),
        ("v1.0/api/device-do.md", page),
    ])
}

pub(crate) fn analyze(page: &str) -> Analysis {
    Config::new(fixture(page).path()).analyze_with(&()).unwrap()
}

pub(crate) fn fence(text: &str) -> String {
    format!("``` http\n{text}\n```\n\n")
}

/// The codes of what is found in the examples of a checkout.
pub(crate) fn codes(analysis: &Analysis) -> Vec<Code> {
    let examples = Examples::new(&analysis.plan);
    let findings = examples.iter().flat_map(|example| &example.findings);
    findings.map(|finding| finding.code).collect()
}
