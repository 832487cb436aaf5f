//! Seeds: the objects that collections have before the first request, from the examples of the pages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::documentation::{Object, is_of_signed_in, user_of};
use crate::example_objects;
use crate::examples::path_of;
use crate::mailbox::shape_of_mailbox;
use crate::pages::{
    BIND, Method, Model, ODATA_ID, Operation, PathTemplate, ResponseContent, Segment, USERS, Version,
};
use crate::pattern::{match_path, split_keys};

/// The objects that collections have before the first request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seeds {
    /// The objects, by version and shape of the path.
    pub(crate) objects: BTreeMap<(Version, String), Vec<Object>>,
    /// The types of the objects.
    pub(crate) types: BTreeMap<(Version, String), String>,
}

/// Where a documented response comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResponseKind {
    /// A request that reads or creates.
    Read,
    /// An update, which returns the object as it is afterwards.
    Update,
}

impl ResponseKind {
    fn of(operation: &Operation) -> Self {
        match operation.method {
            Method::Patch => Self::Update,
            _ => Self::Read,
        }
    }
}

/// Gathers the objects of all documented responses.
pub(crate) fn gather(model: &Model) -> Seeds {
    let mut seeds = Seeds::default();
    let examples_of = |kind: ResponseKind| {
        let operations = model.operations.iter();
        operations
            .filter(move |operation| kind == ResponseKind::of(operation))
            .flat_map(|operation| {
                operation
                    .paths
                    .iter()
                    .map(move |path| (operation, &path.template))
            })
            .filter_map(|(operation, path)| {
                let (collection, objects) = example_objects_of(operation, &user_of(path))?;
                Some((operation, (operation.version, collection), objects))
            })
    };
    for (operation, collection, objects) in examples_of(ResponseKind::Read) {
        if let ResponseContent::Many(ty) = &operation.response.content {
            seeds.types.insert(collection.clone(), ty.qualified());
        }
        let known: &mut Vec<Object> = seeds.objects.entry(collection).or_default();
        objects
            .into_iter()
            .for_each(|object| example_objects::add(known, object));
    }
    for version in Version::ALL {
        gather_items(&mut seeds, version);
    }
    gather_mail(&mut seeds);
    // An update shows what the object is after it. That is good enough for one that nothing else shows.
    for (_, collection, objects) in examples_of(ResponseKind::Update) {
        let known = seeds.objects.entry(collection).or_default();
        let is_new = |object: &Object| known.iter().all(|known| known.get("id") != object.get("id"));
        let new: Vec<Object> = objects.into_iter().filter(is_new).collect();
        new.into_iter()
            .for_each(|object| example_objects::add(known, object));
    }
    seeds
}

/// The objects through which the URLs of examples lead, or to which their bodies link: version, shape of the collection, id.
pub(crate) fn named_in_urls(model: &Model) -> BTreeSet<(Version, String, String)> {
    let mut named = BTreeSet::new();
    for operation in &model.operations {
        let requests = operation
            .examples
            .iter()
            .filter_map(|example| example.request.as_ref());
        let linked = requests.clone().filter_map(|request| request.body.json());
        let mut links = Vec::new();
        linked.for_each(|body| add_links(body, &mut links));
        for link in links.into_iter().map(|url| split_keys(path_of(url))) {
            let Some((id, collection)) = link.split_last().filter(|(id, _)| !id.contains('{')) else {
                continue;
            };
            let segments = collection.iter().cloned().map(Segment::Literal).collect();
            let shape = PathTemplate { segments }.shape();
            named.insert((operation.version, shape, id.clone()));
        }
        for path in requests.map(|request| split_keys(path_of(request.url.as_str()))) {
            for template in operation.paths.iter().map(|path| &path.template) {
                let Some(matched) = match_path(template, &path) else {
                    continue;
                };
                let mut segments = matched.segments;
                if is_of_signed_in(template) {
                    segments.insert(0, USERS.to_owned());
                }
                let template = user_of(template).segments;
                let is_segment = |segment: &&Segment| !matches!(segment, Segment::ColonPath { .. });
                for end in 1..template.iter().take_while(is_segment).count() {
                    let (Some(Segment::Parameter(_)), Some(id)) = (template.get(end), segments.get(end))
                    else {
                        continue;
                    };
                    // What is left open in a URL names nothing.
                    if id.contains('{') {
                        continue;
                    }
                    let before = PathTemplate {
                        segments: template.iter().take(end).cloned().collect(),
                    };
                    let shape = before.shape();
                    if let Some(mailbox) = shape_of_mailbox(&shape) {
                        named.insert((operation.version, mailbox, id.clone()));
                    }
                    named.insert((operation.version, shape, id.clone()));
                }
            }
        }
    }
    named
}

/// Adds the URLs by which the body of a request links objects.
fn add_links<'b>(body: &'b Value, links: &mut Vec<&'b str>) {
    let Some(object) = body.as_object() else { return };
    for (name, value) in object {
        if name != ODATA_ID && !name.ends_with(BIND) {
            continue;
        }
        let many = value.as_array().map(Vec::as_slice);
        let urls = many.unwrap_or(std::slice::from_ref(value)).iter();
        links.extend(urls.filter_map(Value::as_str));
    }
}

/// Adds the items that examples have in any folder to those of the drive.
fn gather_items(seeds: &mut Seeds, version: Version) {
    let drive = PathTemplate {
        segments: vec![
            Segment::Literal("drives".to_owned()),
            Segment::Parameter("id".to_owned()),
            Segment::Literal("items".to_owned()),
        ],
    };
    let drive = (version, drive.shape());
    let is_item = |key: &&(Version, String)| {
        let ty = seeds.types.get(*key).map(String::as_str);
        key.0 == version && **key != drive && ty == Some("microsoft.graph.driveItem")
    };
    let shown: Vec<Object> = seeds
        .objects
        .keys()
        .filter(is_item)
        .filter_map(|key| seeds.objects.get(key))
        .flatten()
        .cloned()
        .collect();
    if let Some(items) = seeds.objects.get_mut(&drive) {
        shown
            .into_iter()
            .for_each(|item| example_objects::add(items, item));
    }
}

/// Adds what examples have in a folder of a mailbox to what is in the mailbox.
fn gather_mail(seeds: &mut Seeds) {
    let in_folders: Vec<((Version, String), Vec<Object>)> = seeds
        .objects
        .iter()
        .filter_map(|((version, shape), objects)| {
            let whole = shape_of_mailbox(shape)?;
            Some(((*version, whole), objects.clone()))
        })
        .collect();
    for (mailbox, objects) in in_folders {
        if let Some(known) = seeds.objects.get_mut(&mailbox) {
            objects
                .into_iter()
                .for_each(|object| example_objects::add(known, object));
        }
    }
}

/// The collection whose objects the documented responses of an operation have, with these objects.
fn example_objects_of(operation: &Operation, template: &PathTemplate) -> Option<(String, Vec<Object>)> {
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

/// The object itself, where the page wraps it in `value`, as the service does not.
pub(crate) fn unwrapped(object: &Object) -> Object {
    match object.get("value") {
        Some(Value::Object(inner)) if object.keys().all(|key| key == "value" || key.starts_with('@')) => {
            inner.clone()
        }
        _ => object.clone(),
    }
}
