//! The documented operations, as the generator reads them.

mod index;
mod kinds;
mod seeds;
mod types;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

pub(crate) use self::index::Route;
use self::index::{Index, RouteId};
use self::kinds::Kinds;
pub(crate) use self::seeds::unwrapped;
use self::seeds::{Seeds, gather, named_in_urls};
use self::types::TypeIndex;
pub(crate) use self::types::{Found, Types};
use crate::mailbox::shape_of_mailbox;
use crate::pages::{ME, Method, Model, PathTemplate, ResponseContent, Segment, USERS, Version};
use crate::resource_path::ResourcePath;
use crate::seed::{SeedEntry, SeedError, SeedValue};
use crate::settings::Settings;
use crate::{Error, example_objects};

/// An object of the service.
pub(crate) type Object = Map<String, Value>;

/// What the pages say.
pub(crate) struct Documentation {
    pub(crate) model: Model,
    types: TypeIndex,
    index: Index,
    kinds: Kinds,
    /// The objects that collections have before the first request.
    seeds: Seeds,
    /// The seeds that the pages alone give, before those of a test and before collections are filled up.
    of_pages: Seeds,
    /// The objects that the URLs of examples name: version, shape of the collection, id.
    named: BTreeSet<(Version, String, String)>,
    /// The operations that read or change an object, by version and shape of their path.
    single: BTreeMap<(Version, String), Vec<RouteId>>,
    /// The single objects of the seeds of a test, by version and shape of their path.
    single_seeds: BTreeMap<(Version, String), Object>,
}

impl Documentation {
    pub(crate) fn read(settings: &Settings) -> Result<Self, Error> {
        let model = settings.pages.model_with(&())?;
        let seeds = gather(&model);
        let mut single: BTreeMap<_, Vec<RouteId>> = BTreeMap::new();
        for route in RouteId::all(&model) {
            let (operation, template) = route.of(&model);
            let is_read = matches!(operation.method, Method::Get | Method::Patch);
            if is_read && matches!(operation.response.content, ResponseContent::One(_)) {
                let key = (operation.version, template.shape());
                single.entry(key).or_default().push(route);
            }
        }
        // An update shows what is there after it, which is good enough where nothing else shows it.
        for routes in single.values_mut() {
            routes.sort_by_key(|route| route.of(&model).0.method == Method::Patch);
        }
        let types = TypeIndex::new(&model);
        let mut kinds = Kinds::new(&model);
        for version in Version::ALL {
            kinds.inherit(types.of(&model, version));
        }
        let mut documentation = Self {
            types,
            index: Index::new(&model),
            kinds,
            named: named_in_urls(&model),
            of_pages: seeds.clone(),
            seeds,
            single,
            single_seeds: BTreeMap::new(),
            model,
        };
        for entry in settings.seeds.iter().flat_map(|seed| &seed.0) {
            documentation.apply(entry)?;
        }
        for ((version, collection), objects) in &mut documentation.seeds.objects {
            let name = collection.rsplit('/').next().unwrap_or_default();
            if let Some(count) = settings.at_least.get(name) {
                example_objects::fill(&documentation.model, *version, objects, *count);
            }
        }
        Ok(documentation)
    }

    /// Takes the entry of a test's seed, if its path is a template or that of a collection at the top. All other entries
    /// are state, which [`Service`](crate::Service) has.
    fn apply(&mut self, entry: &SeedEntry) -> Result<(), SeedError> {
        let shape = entry.shape();
        if !entry.is_template() && entry.path.len() > 1 {
            return Ok(());
        }
        let mut is_known = false;
        for version in entry.versions() {
            let whole = shape_of_mailbox(&shape).map(|shape| (version, shape));
            let whole = whole.filter(|whole| self.seeds.objects.contains_key(whole));
            let key = whole.unwrap_or_else(|| (version, shape.clone()));
            match &entry.value {
                SeedValue::Many(objects) if self.seeds.objects.contains_key(&key) => {
                    // No other object is there, whatever the URLs of examples name.
                    self.named
                        .retain(|(of, named, _)| (*of, named) != (key.0, &key.1));
                    self.seeds.objects.insert(key, objects.clone());
                    is_known = true;
                }
                SeedValue::One(object) if self.single.contains_key(&key) => {
                    self.single_seeds.insert(key, object.clone());
                    is_known = true;
                }
                _ => {}
            }
        }
        match is_known {
            true => Ok(()),
            false => Err(entry.error(UNKNOWN_PATH)),
        }
    }

    /// The types of a version.
    pub(crate) fn types(&self, version: Version) -> Types<'_> {
        self.types.of(&self.model, version)
    }

    /// The operations that a path can call, whatever their method, the ones that fit it best first: those that the pages
    /// document for it, and those of the type that stands there.
    pub(crate) fn routes(&self, version: Version, path: &[String]) -> Vec<Route<'_>> {
        let mut routes = self.index.routes(&self.model, version, path);
        for called in self.kinds.called(version, path) {
            let operation = &self.model.operations[called.operation];
            let mut known = routes.iter();
            if known.any(|route| std::ptr::eq(route.operation, operation)) {
                continue;
            }
            routes.push(Route {
                operation,
                template: Cow::Owned(called.template),
                matched: called.matched,
                is_by_type: true,
            });
        }
        routes.sort_by_key(|route| Reverse(route.fitness()));
        routes
    }

    /// The operations of a method that a path calls: those of [`routes`](Self::routes) that fit it best.
    pub(crate) fn best<'d>(mut routes: Vec<Route<'d>>, method: &http::Method) -> Vec<Route<'d>> {
        routes.retain(|route| route.is_of(method));
        let best = routes.first().map(Route::fitness);
        routes.retain(|route| Some(route.fitness()) == best);
        routes
    }

    /// The objects that a collection has at the beginning; `None` where the path is that of no collection.
    pub(crate) fn seeds(&self, version: Version, shape: &str) -> Option<&[Object]> {
        let key = (version, shape.to_owned());
        self.seeds.objects.get(&key).map(Vec::as_slice)
    }

    /// The objects that a collection has at the beginning, or else those of the first collection of its kind that has any:
    /// no page shows what is along a path that is said by type. `None` where the path is that of no collection.
    pub(crate) fn seeds_of_kind(&self, collection: &ResourcePath) -> Option<&[Object]> {
        let (version, shape) = (collection.version, collection.template().shape());
        self.seeds(version, &shape).or_else(|| {
            let mut alike = self.kinds.alike(version, &collection.template)?.iter();
            alike.find_map(|shape| self.seeds(version, shape))
        })
    }

    /// The object that stands at a path before the first request, or else one of its kind.
    pub(crate) fn initial_object_of_kind(&self, version: Version, template: &PathTemplate) -> Option<Object> {
        let initial = |shape: &String| self.initial_object(version, shape);
        initial(&template.shape()).or_else(|| {
            let mut alike = self.kinds.alike(version, &template.segments)?.iter();
            alike.find_map(initial)
        })
    }

    /// Whether an example of a page has an object of a collection.
    pub(crate) fn has_example(&self, version: Version, shape: &str, id: &Value) -> bool {
        let shown = self.of_pages.objects.get(&(version, shape.to_owned()));
        let mut shown = shown.into_iter().flatten();
        shown.any(|object| object.get("id") == Some(id))
    }

    /// Whether the URL of an example names an object of a collection. No example needs to have the object itself.
    pub(crate) fn is_named_in_urls(&self, collection: &ResourcePath, id: &str) -> bool {
        let shape = collection.template().shape();
        self.named.contains(&(collection.version, shape, id.to_owned()))
    }

    /// The names of the collections at the top, such as `users`.
    pub(crate) fn top_collections(&self, version: Version) -> impl Iterator<Item = &str> {
        let shapes = self.seeds.types.keys();
        shapes
            .filter(move |(of, _)| *of == version)
            .map(|(_, shape)| shape.trim_start_matches('/'))
            .filter(|name| !name.contains('/'))
    }

    /// The type of the objects of a collection.
    pub(crate) fn type_in(&self, collection: &ResourcePath) -> Option<&str> {
        let key = (collection.version, collection.template().shape());
        self.seeds.types.get(&key).map(String::as_str)
    }

    /// The user who is signed in: the first one whose id the pages show.
    pub(crate) fn signed_in(&self, version: Version) -> &str {
        let users = ResourcePath::top(version, USERS).template();
        let mut known = self.seeds(version, &users.shape()).into_iter().flatten();
        known
            .find_map(|user| user.get("id")?.as_str())
            .unwrap_or_default()
    }

    /// The object that stands at a path before the first request: that of a seed, or that of a documented response.
    pub(crate) fn initial_object(&self, version: Version, shape: &str) -> Option<Object> {
        let key = (version, shape.to_owned());
        let given = self.single_seeds.get(&key).cloned();
        given.or_else(|| {
            let mut routes = self.single.get(&key)?.iter();
            routes.find_map(|route| {
                let (operation, _) = route.of(&self.model);
                let mut examples = operation.examples.iter();
                let shown = examples.find_map(|example| example.response.as_ref()?.body.json());
                shown?.as_object().map(unwrapped)
            })
        })
    }
}

/// What is wrong with a seed's path that no page documents.
pub(crate) const UNKNOWN_PATH: &str =
    "is that of nothing that the pages document: a list stands for a collection, an object for a single one";

/// A template that begins with `/me`, as one that begins with `/users/{id}`.
pub(crate) fn user_of(template: &PathTemplate) -> PathTemplate {
    let mut template = template.clone();
    if is_of_signed_in(&template) {
        let user = [
            Segment::Literal(USERS.to_owned()),
            Segment::Parameter("id".to_owned()),
        ];
        template.segments.splice(..1, user);
    }
    template
}

/// Whether a path begins at the user who is signed in.
pub(crate) fn is_of_signed_in(template: &PathTemplate) -> bool {
    matches!(template.segments.first(), Some(Segment::Literal(first)) if first == ME)
}
