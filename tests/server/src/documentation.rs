//! The documented operations, as the generator reads them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use generator::graph::{PathTemplate, Segment, Version};
use generator::model::{Model, Operation, ResponseContent};
use generator::{Config, Error};
use serde_json::{Map, Value};

use crate::pattern::{Matched, match_path};
use crate::{faults, seed};

/// An object of the service.
pub(crate) type Object = Map<String, Value>;

/// What a server is made of.
#[derive(Clone, Debug)]
pub struct Settings {
    pages: PathBuf,
    page_size: usize,
    at_least: BTreeMap<String, usize>,
    pub(crate) faults: faults::Settings,
}

impl Settings {
    /// A server for the pages below a folder, as [`generator::Config::new`] takes it.
    pub fn new(pages: impl Into<PathBuf>) -> Self {
        Self {
            pages: pages.into(),
            page_size: 100,
            at_least: BTreeMap::new(),
            faults: faults::Settings::default(),
        }
    }

    /// Puts off each request of this number, those of batches included, with `429 Too Many Requests`: each third one
    /// for 3. None for 0, as unless given; 1 lets nothing pass.
    #[must_use]
    pub fn throttle_each(mut self, requests: usize) -> Self {
        self.faults.throttle_each = requests;
        self
    }

    /// Lets a token expire after so many requests, of which a batch is one: further ones are answered with `401
    /// Unauthorized`, until there is another token.
    #[must_use]
    pub fn token_requests(mut self, requests: usize) -> Self {
        self.faults.token_requests = Some(requests);
        self
    }

    /// Refuses requests whose URL or body has a text, such as the id of a group that is not there, with `400 Bad
    /// Request`. It can be called several times.
    #[must_use]
    pub fn refuse(mut self, text: impl Into<String>) -> Self {
        self.faults.refused.push(text.into());
        self
    }

    /// How many objects a page has at most, 100 unless given. A smaller `$top` makes it smaller.
    #[must_use]
    pub fn page_size(mut self, objects: usize) -> Self {
        self.page_size = objects.max(1);
        self
    }

    /// Fills collections of a name, such as `userStatuses`, up to so many objects: documentation shows one or
    /// two. The others are like them, with other ids, names and members of enumerations.
    #[must_use]
    pub fn at_least(mut self, collection: impl Into<String>, objects: usize) -> Self {
        self.at_least
            .insert(collection.into().to_ascii_lowercase(), objects);
        self
    }
}

/// A documented path of an operation.
pub(crate) struct Route<'d> {
    pub(crate) operation: &'d Operation,
    pub(crate) template: &'d PathTemplate,
    pub(crate) matched: Matched,
}

/// What the pages say.
pub(crate) struct Documentation {
    model: Model,
    pub(crate) page_size: usize,
    /// The objects that collections have at the beginning, by version and shape of their path.
    seeds: BTreeMap<(Version, String), Vec<Object>>,
    /// The types of the objects in collections.
    types: BTreeMap<(Version, String), String>,
}

impl Documentation {
    pub(crate) fn read(settings: Settings) -> Result<Self, Error> {
        let model = Config::new(settings.pages).analyze_with(&())?.model;
        let (mut seeds, mut types) = (BTreeMap::new(), BTreeMap::new());
        let shown = |is_change: bool| {
            model
                .operations
                .iter()
                .filter(move |operation| (operation.method == generator::graph::Method::Patch) == is_change)
                .flat_map(|operation| {
                    operation
                        .paths
                        .iter()
                        .map(move |path| (operation, &path.template))
                })
                .filter_map(|(operation, path)| {
                    let (collection, objects) = shown_objects(operation, &user_of(path))?;
                    Some((operation, (operation.version, collection), objects))
                })
        };
        for (operation, collection, objects) in shown(false) {
            if let ResponseContent::Many(ty) = &operation.response.content {
                types.insert(collection.clone(), ty.qualified());
            }
            let seeds: &mut Vec<Object> = seeds.entry(collection).or_default();
            objects.into_iter().for_each(|object| seed::add(seeds, object));
        }
        for version in Version::ALL {
            gather_items(&mut seeds, &types, version);
        }
        // An update shows what the object is after it. That is good enough for one that nothing else shows.
        for (_, collection, objects) in shown(true) {
            let seeds = seeds.entry(collection).or_default();
            let is_new = |object: &Object| seeds.iter().all(|known| known.get("id") != object.get("id"));
            let new: Vec<Object> = objects.into_iter().filter(is_new).collect();
            new.into_iter().for_each(|object| seed::add(seeds, object));
        }
        for ((version, collection), objects) in &mut seeds {
            let name = collection.rsplit('/').next().unwrap_or_default();
            if let Some(count) = settings.at_least.get(name) {
                seed::fill(&model, *version, objects, *count);
            }
        }
        Ok(Self {
            model,
            page_size: settings.page_size,
            seeds,
            types,
        })
    }

    /// The operations whose paths a path fits, whatever their method; those that fit it best.
    pub(crate) fn routes(&self, version: Version, path: &[String]) -> Vec<Route<'_>> {
        let mut routes: Vec<Route<'_>> = self
            .model
            .operations
            .iter()
            .filter(|operation| operation.version == version)
            .flat_map(|operation| {
                operation
                    .paths
                    .iter()
                    .map(move |path| (operation, &path.template))
            })
            .filter_map(|(operation, template)| {
                Some(Route {
                    operation,
                    template,
                    matched: match_path(template, path)?,
                })
            })
            .collect();
        let best = routes.iter().map(|route| route.matched.literals).max();
        routes.retain(|route| Some(route.matched.literals) == best);
        routes
    }

    /// The objects that a collection has at the beginning; `None` where the path is that of no collection.
    pub(crate) fn seeds(&self, version: Version, shape: &str) -> Option<&[Object]> {
        let key = (version, shape.to_owned());
        self.seeds.get(&key).map(Vec::as_slice)
    }

    /// The collections at the top, such as `users`, with the types of their objects.
    pub(crate) fn tops(&self, version: Version) -> impl Iterator<Item = (&str, &str)> {
        self.types
            .iter()
            .filter(move |((of, shape), _)| *of == version && !shape.trim_start_matches('/').contains('/'))
            .map(|((_, shape), ty)| (shape.trim_start_matches('/'), ty.as_str()))
    }

    /// The user who is signed in: the first one that the pages show.
    pub(crate) fn signed_in(&self, version: Version) -> &str {
        let users = PathTemplate {
            segments: vec![Segment::Literal("users".to_owned())],
        };
        let first = self.seeds(version, &users.shape()).and_then(<[Object]>::first);
        first
            .and_then(|user| user.get("id")?.as_str())
            .unwrap_or_default()
    }

    /// The object that the pages show at a path.
    pub(crate) fn shown_object(&self, version: Version, template: &PathTemplate) -> Option<Object> {
        let shape = template.shape();
        let mut shown = self
            .model
            .operations
            .iter()
            .filter(|operation| operation.version == version)
            .filter(|operation| operation.paths.iter().any(|path| path.template.shape() == shape))
            .filter(|operation| matches!(operation.response.content, ResponseContent::One(_)));
        shown.find_map(|operation| response_json(operation)?.as_object().map(unwrapped))
    }
}

/// Puts the items that are shown in any folder into the drive.
fn gather_items(
    seeds: &mut BTreeMap<(Version, String), Vec<Object>>,
    types: &BTreeMap<(Version, String), String>,
    version: Version,
) {
    let drive = PathTemplate {
        segments: vec![
            Segment::Literal("drives".to_owned()),
            Segment::Parameter("id".to_owned()),
            Segment::Literal("items".to_owned()),
        ],
    };
    let drive = (version, drive.shape());
    let is_item = |key: &&(Version, String)| {
        let ty = types.get(*key).map(String::as_str);
        key.0 == version && **key != drive && ty == Some("microsoft.graph.driveItem")
    };
    let shown: Vec<Object> = seeds
        .keys()
        .filter(is_item)
        .filter_map(|key| seeds.get(key))
        .flatten()
        .cloned()
        .collect();
    if let Some(items) = seeds.get_mut(&drive) {
        shown.into_iter().for_each(|item| seed::add(items, item));
    }
}

/// A path of the user who is signed in, as one of any user.
pub(crate) fn user_of(template: &PathTemplate) -> PathTemplate {
    let mut template = template.clone();
    if is_of_signed_in(&template) {
        let user = [
            Segment::Literal("users".to_owned()),
            Segment::Parameter("id".to_owned()),
        ];
        template.segments.splice(..1, user);
    }
    template
}

/// Whether a path begins at the user who is signed in.
pub(crate) fn is_of_signed_in(template: &PathTemplate) -> bool {
    matches!(template.segments.first(), Some(Segment::Literal(first)) if first == "me")
}

/// The collection that the responses of an operation show objects of, with these objects.
fn shown_objects(operation: &Operation, template: &PathTemplate) -> Option<(String, Vec<Object>)> {
    use generator::graph::Method;
    let is_get = operation.method == Method::Get;
    match (&operation.response.content, template.segments.split_last()?) {
        (ResponseContent::Many(_), (Segment::Literal(_), _)) if is_get => {
            let responses = operation
                .examples
                .iter()
                .filter_map(|example| example.response.as_ref());
            let objects = responses
                .filter_map(|response| response.body.json()?.get("value")?.as_array())
                .flatten()
                .filter_map(|object| object.as_object().cloned())
                .collect();
            Some((template.shape(), objects))
        }
        (ResponseContent::One(_), (Segment::Parameter(_), before))
            if is_get || operation.method == Method::Patch =>
        {
            let before = PathTemplate {
                segments: before.to_vec(),
            };
            let examples = operation.examples.iter();
            let objects = examples
                .filter_map(|example| example.response.as_ref()?.body.json()?.as_object())
                .map(unwrapped)
                .filter(|object| object.contains_key("id"));
            Some((before.shape(), objects.collect()))
        }
        _ => None,
    }
}

fn response_json(operation: &Operation) -> Option<&Value> {
    let mut examples = operation.examples.iter();
    examples.find_map(|example| example.response.as_ref()?.body.json())
}

/// The object itself, where the page wraps it in `value`, as the service does not.
pub(crate) fn unwrapped(object: &Object) -> Object {
    match object.get("value") {
        Some(Value::Object(inner)) if object.keys().all(|key| key == "value" || key.starts_with('@')) => {
            inner.clone()
        }
        _ => object.clone(),
    }
}
