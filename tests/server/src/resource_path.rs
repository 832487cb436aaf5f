//! Where a request leads: the path of what it is about, as the pages write it and as the request has it.

use crate::keys::key;
use crate::pages::{PathTemplate, Segment, Version};

/// The path of a resource. It is the same one for all ways to say it: `/users/{id}` for `/me`, too.
#[derive(Clone, Debug)]
pub(crate) struct ResourcePath {
    pub(crate) version: Version,
    /// The segments, as the pages write them.
    pub(crate) template: Vec<Segment>,
    /// The segments with the ids of objects. Where the template has the path of a file, there are several for one.
    pub(crate) segments: Vec<String>,
    /// The folder of the mailbox in which the objects of the collection are meant; `None` where they can be in any.
    pub(crate) folder: Option<String>,
}

impl ResourcePath {
    /// The path of a collection at the top, such as `/users`.
    pub(crate) fn top(version: Version, collection: &str) -> Self {
        Self {
            version,
            template: Vec::new(),
            segments: Vec::new(),
            folder: None,
        }
        .child(collection)
    }

    /// The path that goes on with a name, as `/users/{id}/messages` goes on from `/users/{id}`.
    pub(crate) fn child(&self, name: &str) -> Self {
        self.with(Segment::Literal(name.to_owned()), name)
    }

    /// The path of an object in the collection at this path.
    pub(crate) fn object(&self, id: &str) -> Self {
        self.with(Segment::Parameter("id".to_owned()), id)
    }

    fn with(&self, segment: Segment, text: &str) -> Self {
        let mut path = self.clone();
        path.template.push(segment);
        path.segments.push(text.to_owned());
        path.folder = None;
        path
    }

    /// The path without its last segment; the empty path where it has none.
    pub(crate) fn parent(&self) -> Self {
        let mut parent = self.clone();
        parent.template.pop();
        parent.segments.pop();
        parent
    }

    /// Lets the path begin with another one in place of its first segments.
    pub(crate) fn begin_with(&mut self, count: usize, other: Self) {
        self.template.splice(..count, other.template);
        self.segments.splice(..count, other.segments);
        self.folder = other.folder.or(self.folder.take());
    }

    /// The first segments of the path.
    pub(crate) fn first(&self, count: usize) -> Self {
        let mut path = self.clone();
        path.template.truncate(count);
        path.segments.truncate(count);
        path
    }

    /// The name with which the path ends; `None` where it ends with an id.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.template.last()? {
            Segment::Literal(name) => Some(name),
            _ => None,
        }
    }

    /// The collection and the id of the object that the path leads to; `None` where it ends with no id.
    pub(crate) fn of_object(&self) -> Option<(Self, &str)> {
        match (self.template.last()?, self.segments.last()?) {
            (Segment::Parameter(_), id) => Some((self.parent(), id)),
            _ => None,
        }
    }

    /// The last segment, as the request has it.
    pub(crate) fn last(&self) -> &str {
        self.segments.last().map(String::as_str).unwrap_or_default()
    }

    /// The text by which the state knows what stands here.
    pub(crate) fn key(&self) -> String {
        key(self.version, &self.segments)
    }

    /// The path as the pages write it.
    pub(crate) fn template(&self) -> PathTemplate {
        let segments = self.template.clone();
        PathTemplate { segments }
    }
}
