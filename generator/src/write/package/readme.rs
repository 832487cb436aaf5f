//! `README.md` of an emitted crate.

use super::manifest::PASSED_ON;
use super::{Origin, Package};
use crate::emit::{self, CallSample};
use crate::mark::MARK;
use crate::resolve::plan::VersionPlan;

/// The path below the emitted crate.
pub(in crate::write) const FILE: &str = "README.md";

impl Package {
    /// The text: what the crate was made of, how it is called, its features. The examples are compiled with the tests of
    /// the crate.
    pub(super) fn readme(&self, versions: &[VersionPlan], origin: &Origin) -> String {
        let name = &self.name;
        let origin = origin.sentence();
        let mut text = format!(
            "<!-- {MARK}; delete this line to edit the file by hand. -->\n\n# {name}\n\nMicrosoft Graph for Rust: typed \
             models, a request for each documented operation, and a client. {origin}\n\n"
        );
        if let Some(version) = versions.iter().find(|version| !version.steps.modules.is_empty()) {
            text.push_str(&self.usage(version));
        }
        text.push_str("## Features\n\n");
        for version in versions {
            let (module, about) = (version.name(), version.version.as_str());
            text.push_str(&format!(
                "- `{module}`: version {about} of the service. On by default.\n"
            ));
        }
        for feature in &PASSED_ON {
            let default = if feature.name == "client" {
                " On by default."
            } else {
                ""
            };
            text.push_str(&format!("- `{}`: {}{default}\n", feature.name, feature.about));
        }
        if versions.iter().any(VersionPlan::has_areas) {
            text.push_str(
                "- `all-areas`: each area of the service, which is what stands below a first segment of paths. On by \
                 default. A program\n  of some areas compiles these alone: without the default features it names \
                 `client`, a version, and the areas that\n  `Cargo.toml` lists.\n",
            );
        }
        text.push_str(
            "\n## Licence\n\nThe code is under the MIT licence. What documentation comments say of types and operations was \
             taken from the\npages, whose licence holds for it.\n",
        );
        text
    }

    /// How requests of a version are sent.
    fn usage(&self, version: &VersionPlan) -> String {
        let name = self.crate_name();
        let mut text = String::new();
        if let Some(CallSample { imports, statements }) = emit::sample(version, &name) {
            text.push_str(&format!(
                "A request is a value, which is made along the path of the service. A client sends it; with \
                 `{module}::Graph` the same\npath can be awaited.\n\n```rust\nuse {name}::client::{{Client, Error}};\n\
                 {imports}\nasync fn call(token: &str) -> Result<(), Error> {{\n    \
                 let client = Client::builder().token(token).build()?;\n{statements}    \
                 let answer = client.send(request).await?;\n    Ok(())\n}}\n```\n\n",
                module = version.name(),
            ));
        }
        text.push_str(
            "The module `guide` of the crate's documentation (`cargo doc --open`) goes on from here: tokens, queries, \
             paging, changes,\nerrors, batches, tests.\n\n\
             A program can be tried without a tenant: `graph-test-server --input PAGES` serves the pages that the crate \
             was made of;\nin the repository of the generator, `cargo install --path tests/server` gives it. The address \
             that it prints is the base\nURL of the client: `Client::builder().base_url(address).token(\"any\")`.\n\n",
        );
        text
    }
}
