//! `src/lib.rs` of an emitted crate.

use super::{ALL_AREAS, guide, readme};
use crate::resolve::plan::VersionPlan;
use crate::write::format;

/// The text: the guide, the modules of the versions, and what comes from the runtime.
pub(super) fn text(versions: &[VersionPlan]) -> String {
    let mut text = format::mark_line();
    text.push_str(
        "\n//! Microsoft Graph: typed models and requests, generated from the API reference.\n//!\n\
         //! Each version of the service is a module, and a feature of its own. In it, `models` has a plain struct for each\n\
         //! documented type, `requests` a module of requests for each resource, and `steps` the places of the service, whose\n\
         //! methods lead on and make the requests of the place. With the feature `client` the calls can be awaited.\n",
    );
    if versions.iter().any(VersionPlan::has_areas) {
        text.push_str(&format!(
            "// What is documented may lead to an area that is not there.\n\
             #![cfg_attr(not(feature = \"{ALL_AREAS}\"), allow(rustdoc::broken_intra_doc_links))]\n"
        ));
    }
    let with_calls = versions.iter().find(|version| !version.steps.modules.is_empty());
    if let Some(version) = with_calls {
        let module = version.name();
        let guide = guide::FILE.trim_start_matches("src/");
        let readme = readme::FILE;
        let on = condition(versions, &["client", module]);
        text.push_str(&format!(
            "#![cfg_attr({on}, doc = \"\")]\n\
             #![cfg_attr({on}, doc = \"The [`guide`] shows how programs are written with it.\")]\n\
             #![cfg_attr(docsrs, feature(doc_cfg))]\n\n\
             #[cfg({on})]\n#[doc = include_str!(\"{guide}\")]\npub mod guide {{}}\n\n\
             #[cfg(all(doctest, {on}))]\n\
             #[doc = include_str!(\"../{readme}\")]\nmod readme {{}}\n\n"
        ));
    } else {
        text.push_str("#![cfg_attr(docsrs, feature(doc_cfg))]\n\n");
    }
    text.push_str(
        "pub use graph_runtime as runtime;\n\
         // What the compiler advises to import it names by this path.\n\
         #[doc(hidden)]\npub use graph_runtime;\n",
    );
    for (feature, module) in [
        ("client", "client"),
        ("notifications", "notifications"),
        ("time-zones", "time_zones"),
    ] {
        text.push_str(&format!(
            "#[cfg(feature = \"{feature}\")]\npub use graph_runtime::{module};\n"
        ));
    }
    for version in versions {
        let (module, about) = (version.name(), version.version.as_str());
        text.push_str(&format!(
            "\n/// Version {about} of the service.\n#[cfg(feature = \"{module}\")]\n#[rustfmt::skip]\npub mod {module};\n"
        ));
    }
    text
}

/// The `cfg` condition under which an example that needs these features compiles. Where the crate has areas, the example may
/// name types of any of them, so it needs all.
pub(in crate::write) fn condition(versions: &[VersionPlan], features: &[&str]) -> String {
    let features = features
        .iter()
        .copied()
        .chain(versions.iter().any(VersionPlan::has_areas).then_some(ALL_AREAS));
    let features: Vec<String> = features.map(|name| format!("feature = \"{name}\"")).collect();
    match &features[..] {
        [one] => one.clone(),
        several => format!("all({})", several.join(", ")),
    }
}
