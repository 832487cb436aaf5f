//! The names of calls that are not called by the plain verb of their place.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::singular;
use crate::model::Place;
use crate::resolve::names;
use crate::resolve::operations::verbs;
use crate::resolve::plan::docs::Sentence;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::BodyPlan;
use crate::resolve::steps::distinct_calls::{Distinct, is_verb};
use crate::resolve::steps::node::End;

/// The modules of the requests with one verb at a place, by the names that say more than their modules do.
pub(super) struct OwnNames<'p> {
    modules: BTreeMap<&'p str, BTreeSet<&'p str>>,
    /// The words of the type at the place.
    place: Vec<String>,
}

impl<'p> OwnNames<'p> {
    pub(super) fn of(ends: &[Distinct<'p>], place: Option<&Place>) -> Self {
        let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let ends = ends.iter().map(|distinct| &distinct.end);
        for end in ends.filter(|end| !names_no_more_than_module(end)) {
            let of_name = modules.entry(&end.operation.name).or_default();
            of_name.insert(end.module);
        }
        let place = place.map(|place| names::words(place.type_name().short()));
        Self {
            modules,
            place: place.unwrap_or_default(),
        }
    }

    /// The name of a request that is not called by the plain verb: `list_ios_custom_configuration`, `reply_to_message`. One
    /// that names what the step says already is told by where it is documented: `update_in_group`.
    pub(super) fn method(&self, end: &End<'_>, verb: &str) -> String {
        let own = &end.operation.name;
        let is_shared = || {
            let mut modules = self.modules.get(own.as_str()).into_iter().flatten();
            modules.any(|module| *module != end.module)
        };
        if names_no_more_than_module(end) {
            format!("{verb}_{}", bare(end.module))
        } else if is_shared() || self.names_only_place(own) {
            format!("{verb}_in_{}", bare(end.module))
        } else {
            names::snake(own)
        }
    }

    /// Whether a name is a verb and the type of the place.
    fn names_only_place(&self, name: &str) -> bool {
        match names::words(name).as_slice() {
            [verb, words @ ..] => verbs::is_plain(verb) && *words == *self.place,
            [] => false,
        }
    }
}

fn names_no_more_than_module(end: &End<'_>) -> bool {
    is_verb(&end.operation.name) || names_only_module(end)
}

/// Whether the title of a request names nothing but the type of its module. The rest of the request's name comes from
/// its first path then, and would be wrong at another path: "Get open extension" of a device, of an event.
fn names_only_module(end: &End<'_>) -> bool {
    let module = names::words(end.module);
    let title = names::words(&end.operation.title);
    let is_of_module = |word: &String| module.contains(word) || module.contains(&singular(word));
    let ends_so = match (&title[..], module.last()) {
        ([_, .., last], Some(end)) => last == end || singular(last) == *end,
        _ => title.len() == 1,
    };
    // A request that sends bytes beside JSON has the name of the format in its own name.
    ends_so && title.iter().skip(1).all(is_of_module) && !matches!(end.operation.body, BodyPlan::Bytes(_))
}

/// A call that has its name.
pub(super) struct NamedCall<'p> {
    pub(super) end: End<'p>,
    pub(super) method: String,
}

/// The name of the call of a request that sends bytes where another request of the place sends JSON, `create_mime` beside
/// `create`; `None` where there is no such request among those that have names.
pub(super) fn beside_json(end: &End<'_>, named: &BTreeMap<OperationId, NamedCall<'_>>) -> Option<String> {
    let Some(Sentence::SendsBytes { json, .. }) = &end.operation.docs.addition else {
        return None;
    };
    let json = named.get(json)?;
    let format = end.operation.name.strip_prefix(&json.end.operation.name)?;
    Some(format!("{}_{}", bare(&json.method), names::snake(format)))
}

/// The name without the mark of a raw name, and without the underscore of a name that would begin with a digit.
pub(super) fn bare(name: &str) -> &str {
    name.trim_start_matches("r#").trim_start_matches('_')
}
