//! From the pages to the model: the passes that fill the store of a version, in their order.

mod silent_pages;

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Model;
use crate::model::corrections::entries::Corrections;
use crate::model::enums::{self, closed_lists};
use crate::model::examples::{self, cardinality, members, unlisted_properties};
use crate::model::operations::{
    self, bodies_with_parts, body_by_place, inferences, method_in_examples, property_requests, same_request,
    untabled_parameters,
};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::{
    bases, bounds, implied_bases, inherited_rows, merge, object_values, representations, unknown_types,
};
use crate::model::{corrections, places, relationships};
use crate::page::Page;
use crate::source::SourceMap;

/// Joins what the pages say.
///
/// The two versions are built apart: nothing that a page of one version says is a fact of the other.
/// The newest pages come first, so that they win; those of one age come in the order of their files, which is that
/// of their paths, so the result does not depend on the order in which they were read.
pub fn build(sources: &SourceMap, pages: &[Page], sink: &mut Diagnostics) -> Model {
    let mut model = Model::default();
    let corrections = Corrections::read(sources, sink);
    for version in Version::ALL {
        let input = Input::new(sources, version, pages, &corrections, sink);
        let store = run(&input, sink, |_, _, _| {});
        model.places.insert(version, store.places);
        model.types.extend(store.types.into_types());
        model.enums.extend(store.enums.into_values());
        model
            .operations
            .extend(store.operations.into_iter().map(Draft::finish));
    }
    model
        .types
        .sort_by(|a, b| (&*a.name, a.version).cmp(&(&*b.name, b.version)));
    model
        .enums
        .sort_by(|a, b| (&*a.name, a.version).cmp(&(&*b.name, b.version)));
    model
}

/// Runs all passes; `after` looks at the store behind each, and at what the pass reported.
pub(super) fn run<'p>(
    input: &Input<'p>,
    sink: &mut Diagnostics,
    mut after: impl FnMut(&'static Pass, &Store<'p>, &Diagnostics),
) -> Store<'p> {
    let mut store = Store::default();
    for pass in PASSES {
        let mut of_pass = Diagnostics::new();
        (pass.run)(input, &mut store, &mut of_pass);
        after(pass, &store, &of_pass);
        sink.append(of_pass);
    }
    store
}

/// A step from the pages to the model.
#[derive(Debug)]
pub(super) struct Pass {
    pub(super) name: &'static str,
    /// What it looks at beside what it changes.
    pub(super) reads: &'static str,
    /// What alone it may change.
    pub(super) changes: &'static [StorePart],
    pub(super) run: for<'p> fn(&Input<'p>, &mut Store<'p>, &mut Diagnostics),
}

/// A part of the store that a pass may change. A pass may also fill what it adds: a new type has properties, and a new
/// property has a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StorePart {
    /// Which types there are.
    Types,
    /// Which types have a key.
    Keys,
    /// The bases of types.
    Bases,
    /// Which types may have properties beside the declared ones.
    Open,
    /// Which properties types have, how they are spelled and how they are known.
    Properties,
    /// The types of properties, and whether there are many values.
    PropertyTypes,
    /// The values that properties are limited to, and whether several hold at once.
    PropertyValues,
    /// Which enumerations there are.
    Enums,
    /// The members of enumerations.
    Members,
    /// Which enumerations are sets of flags.
    Flags,
    /// Which operations there are, with their paths, parameters and examples.
    Operations,
    /// The order of the operations.
    OperationOrder,
    /// What operations send.
    Bodies,
    /// What operations answer.
    Responses,
    /// What requests and file names say of the places of paths, and what stands at these.
    Places,
    /// The examples, and what their values stand for.
    Examples,
}

impl StorePart {
    /// The part in words.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Keys => "keys",
            Self::Bases => "bases",
            Self::Open => "open types",
            Self::Properties => "properties",
            Self::PropertyTypes => "types of properties",
            Self::PropertyValues => "values of properties",
            Self::Enums => "enumerations",
            Self::Members => "members",
            Self::Flags => "flags",
            Self::Operations => "operations",
            Self::OperationOrder => "order of operations",
            Self::Bodies => "bodies",
            Self::Responses => "responses",
            Self::Places => "places",
            Self::Examples => "examples",
        }
    }
}

/// All passes, in the order in which they run.
pub(super) const PASSES: &[Pass] = &[
    Pass {
        name: "types",
        reads: "pages of types, types on API pages, then tables of bodies",
        changes: &[StorePart::Types, StorePart::Properties],
        run: |input, store, sink| store.types = merge::merge(input, sink),
    },
    Pass {
        name: "enumerations",
        reads: "tables of members, lists of values in descriptions",
        changes: &[StorePart::Enums],
        run: |input, store, sink| store.enums = enums::merge(input, sink),
    },
    Pass {
        name: "bases",
        reads: "annotations, prose and rows that name a base, lists of derived types",
        changes: &[
            StorePart::Types,
            StorePart::Properties,
            StorePart::Bases,
            StorePart::Keys,
        ],
        run: bases::decide,
    },
    Pass {
        name: "examples against rows",
        reads: "examples, with what pages say of bodies and answers",
        changes: &[StorePart::Examples],
        run: examples::read_against_rows,
    },
    Pass {
        name: "implied bases",
        reads: "the types that objects of examples name, lists of methods",
        changes: &[StorePart::Bases],
        run: implied_bases::infer,
    },
    Pass {
        name: "representations",
        reads: "JSON representations on resource pages",
        changes: &[
            StorePart::Properties,
            StorePart::PropertyTypes,
            StorePart::PropertyValues,
        ],
        run: representations::merge,
    },
    Pass {
        name: "closed lists",
        reads: "the values and descriptions of properties of type String",
        changes: &[StorePart::PropertyTypes, StorePart::Enums, StorePart::Members],
        run: closed_lists::promote,
    },
    Pass {
        name: "inherited rows",
        reads: "the rows of bases",
        changes: &[StorePart::PropertyTypes],
        run: inherited_rows::agree,
    },
    Pass {
        name: "operations",
        reads: "API pages",
        changes: &[StorePart::Operations],
        run: operations::collect,
    },
    Pass {
        name: "answers by properties",
        reads: "the properties that examples answer, the owners of operations",
        changes: &[StorePart::Responses],
        run: inferences::answers_by_properties,
    },
    Pass {
        name: "common bases",
        reads: "the types that a sentence or a row names as a choice",
        changes: &[StorePart::Bodies, StorePart::Responses],
        run: inferences::common_bases,
    },
    Pass {
        name: "agreed types",
        reads: "titles, annotations, the rows of what paths lead to, the types that objects of examples name",
        changes: &[StorePart::Bodies, StorePart::Responses],
        run: inferences::agreed_types,
    },
    Pass {
        name: "answers of requests for a property",
        reads: "the properties to which paths lead",
        changes: &[StorePart::Responses],
        run: inferences::answers_of_property_requests,
    },
    Pass {
        name: "bodies",
        reads: "the names in tables of bodies and in examples, the properties of types",
        changes: &[StorePart::Bodies],
        run: inferences::bodies,
    },
    Pass {
        name: "corrected answers",
        reads: "the properties that examples answer",
        changes: &[StorePart::Responses],
        run: inferences::corrected_answers,
    },
    Pass {
        name: "named types",
        reads: "the types that objects of examples name",
        changes: &[StorePart::Bodies, StorePart::Responses],
        run: inferences::named_types,
    },
    Pass {
        name: "bodies of links",
        reads: "the paths that end with `$ref`, the names that examples send",
        changes: &[StorePart::Bodies],
        run: inferences::bodies_of_links,
    },
    Pass {
        name: "bytes beside JSON",
        reads: "sentences about content types, the bodies of examples",
        changes: &[StorePart::Bodies],
        run: inferences::bytes_beside_json,
    },
    Pass {
        name: "requests for a property",
        reads: "the paths of examples",
        changes: &[StorePart::Operations],
        run: property_requests::add_from_examples,
    },
    Pass {
        name: "methods in examples",
        reads: "the methods and paths of examples",
        changes: &[StorePart::Operations],
        run: method_in_examples::add,
    },
    Pass {
        name: "parameters without a table",
        reads: "parameters and properties of the same names",
        changes: &[StorePart::Bodies],
        run: untabled_parameters::infer_types,
    },
    Pass {
        name: "bodies with parts",
        reads: "requests that two pages document",
        changes: &[StorePart::Operations, StorePart::Bodies, StorePart::Responses],
        run: bodies_with_parts::embed,
    },
    Pass {
        name: "values of objects",
        reads: "which types have properties",
        changes: &[StorePart::PropertyValues, StorePart::Bodies],
        run: object_values::leave_out,
    },
    Pass {
        name: "duplicate requests",
        reads: "the paths of operations",
        changes: &[],
        run: operations::report_duplicates,
    },
    Pass {
        name: "answers of the same request",
        reads: "requests that two pages document",
        changes: &[StorePart::Responses],
        run: same_request::adopt,
    },
    Pass {
        name: "order of operations",
        reads: "paths, methods and pages",
        changes: &[StorePart::OperationOrder],
        run: operations::sort,
    },
    Pass {
        name: "relationships",
        reads: "the paths of operations and what they answer, the names of files",
        changes: &[
            StorePart::Types,
            StorePart::Properties,
            StorePart::PropertyTypes,
            StorePart::Places,
        ],
        run: relationships::add,
    },
    Pass {
        name: "examples against operations",
        reads: "examples, with what is known of bodies and answers",
        changes: &[StorePart::Examples],
        run: examples::read_against_operations,
    },
    Pass {
        name: "cardinality",
        reads: "the values in examples",
        changes: &[
            StorePart::PropertyTypes,
            StorePart::PropertyValues,
            StorePart::Flags,
            StorePart::Bodies,
        ],
        run: cardinality::apply,
    },
    Pass {
        name: "members in examples",
        reads: "the values in examples",
        changes: &[StorePart::Members, StorePart::PropertyValues],
        run: members::add,
    },
    Pass {
        name: "properties in examples",
        reads: "the names in examples, which types have a key",
        changes: &[
            StorePart::Open,
            StorePart::Bases,
            StorePart::Properties,
            StorePart::Bodies,
        ],
        run: unlisted_properties::add,
    },
    Pass {
        name: "corrections",
        reads: "corrections.toml",
        changes: &[
            StorePart::Bases,
            StorePart::Properties,
            StorePart::PropertyTypes,
            StorePart::Flags,
        ],
        run: corrections::apply,
    },
    Pass {
        name: "bounds of inheritance",
        reads: "how many bases and properties types have",
        changes: &[StorePart::Bases],
        run: bounds::keep,
    },
    Pass {
        name: "places",
        reads: "the paths of operations and what they answer, the properties of types",
        changes: &[StorePart::Places],
        run: places::find::find,
    },
    Pass {
        name: "bodies by places",
        reads: "what stands at the places of paths, the names in tables of bodies and in examples",
        changes: &[StorePart::Bodies],
        run: body_by_place::take,
    },
    Pass {
        name: "unknown types",
        reads: "the types that properties and operations name",
        changes: &[],
        run: unknown_types::report,
    },
    Pass {
        name: "silent pages",
        reads: "pages of which nothing was read",
        changes: &[],
        run: silent_pages::report,
    },
];

#[cfg(test)]
mod tests;
