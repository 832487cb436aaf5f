//! Which item of which drive the path of a request leads to.

use crate::collections::position;
use crate::documentation::Object;
use crate::error::GraphError;
use crate::files::At;
use crate::items;
use crate::names::property;
use crate::pages::Segment;
use crate::resource_path::ResourcePath;
use crate::service::{RoutedRequest, Service};

/// An item that the path of a request leads to, and the rest of the path.
pub(crate) struct ItemPath {
    /// The id of the drive.
    pub(crate) drive: String,
    /// The key of the items of the drive.
    pub(crate) items: String,
    pub(crate) at: At,
    /// The segments behind the item, such as `children`.
    pub(crate) rest: Vec<String>,
}

impl Service {
    /// The item that a path leads to.
    pub(crate) fn item(&self, routed: &RoutedRequest<'_>) -> Option<Result<ItemPath, GraphError>> {
        let (template, place) = (&routed.path.template, &routed.path.segments);
        let start = items_start(template)?;
        let last = place.get(start.checked_sub(1)?)?;
        let drive = match template.get(start - 1) {
            Some(Segment::Parameter(_)) => last.clone(),
            _ => self.drive_of(routed, place.get(start.checked_sub(2)?)?),
        };
        let drives = ResourcePath::top(routed.path.version, "drives");
        let of_drive = drives.object(&drive).child("items");
        let (path, seeds) = (of_drive.key(), self.seeds(&of_drive));
        let items = self.state().at(&path, seeds).clone();

        let rest = place.get(start..)?;
        // The service takes an item by its path, where the template has one.
        let (start_of_path, template) = match template.get(start)? {
            Segment::ColonPath { before, closed, .. } => ((**before).clone(), Some(*closed)),
            Segment::Literal(first) if first == "items" => match template.get(start + 1)? {
                Segment::ColonPath { before, closed, .. } => ((**before).clone(), Some(*closed)),
                segment => (segment.clone(), None),
            },
            segment => (segment.clone(), None),
        };
        let rest = match rest.split_first() {
            Some((first, rest)) if first == "items" => rest,
            _ => rest,
        };
        let (first, rest) = rest.split_first()?;
        let folder = match start_of_path {
            Segment::Literal(root) if root == "root" => items::root(&items),
            Segment::Parameter(_) => {
                let id = first.trim_end_matches(':');
                let found = position(&items, id).map(|_| id.to_owned());
                found.map_err(|_| GraphError::item_not_found(id))
            }
            _ => return None,
        };
        let (names, rest) = match template {
            None => (Vec::new(), rest),
            Some(closed) => {
                let end = if closed {
                    rest.iter().position(|segment| segment.ends_with(':'))? + 1
                } else {
                    rest.len()
                };
                let names = rest.get(..end)?.iter();
                let names = names.map(|name| if closed { name.trim_end_matches(':') } else { name });
                (names.map(str::to_owned).collect(), rest.get(end..)?)
            }
        };
        let at = folder.and_then(|folder| items::at(&items, &folder, &names));
        Some(at.map(|at| ItemPath {
            drive,
            items: path,
            at,
            rest: rest.to_vec(),
        }))
    }

    /// The id of the drive of a user or a group.
    fn drive_of(&self, routed: &RoutedRequest<'_>, owner: &str) -> String {
        let version = routed.path.version;
        let drives = ResourcePath::top(version, "drives");
        let first = self.seeds(&drives).and_then(<[Object]>::first);
        match first {
            Some(drive) if owner == self.documentation.signed_in(version) => property(drive, "id").to_owned(),
            _ => format!("b!{owner}"),
        }
    }
}

/// How many segments of a template lead to a drive: two in `drives/{id}`, three in `users/{id}/drive`, four in
/// `users/{id}/drives/{id}`. `None` where it leads to no drive.
pub(crate) fn items_start(template: &[Segment]) -> Option<usize> {
    let mut segments = template.iter().enumerate();
    segments.find_map(|(at, segment)| match (segment, template.get(at + 1)) {
        (Segment::Literal(name), Some(Segment::Parameter(_))) if name == "drives" => Some(at + 2),
        (Segment::Literal(name), _) if name == "drive" && at > 1 => Some(at + 1),
        _ => None,
    })
}
