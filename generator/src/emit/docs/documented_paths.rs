//! The paths of an operation, as the documentation of its calls says them.

use crate::resolve::plan::operations::PathPlan;

/// How many are said at most. Each call of the operation says them, so that the text of all calls grows with the square of
/// their number.
const MOST: usize = 12;

/// The paths, with commas between them. Where there are many, that of the call comes first, `own`, and the others follow as
/// far as there is room.
pub(in crate::emit) fn documented_paths(paths: &[&PathPlan], own: &str) -> String {
    let said = |path: &&PathPlan| {
        let note = if path.is_deprecated { " (deprecated)" } else { "" };
        format!("`{}`{note}", path.route.render().replace('`', "'"))
    };
    if paths.len() <= MOST {
        return paths.iter().map(said).collect::<Vec<_>>().join(", ");
    }
    let own = paths
        .iter()
        .position(|path| path.route.is_spelled(own))
        .unwrap_or_default();
    let others = paths.iter().enumerate().filter(|(place, _)| *place != own);
    let ordered = paths.get(own).into_iter().chain(others.map(|(_, path)| path));
    let shown: Vec<String> = ordered.take(MOST).map(said).collect();
    format!("{} and {} more", shown.join(", "), paths.len() - MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{PathTemplate, Segment};

    fn paths(count: usize) -> Vec<PathPlan> {
        let path = |number| PathPlan {
            route: PathTemplate {
                segments: vec![
                    Segment::Literal(format!("a{number}")),
                    Segment::Parameter("id".to_owned()),
                ],
            },
            arguments: Vec::new(),
            left_out: None,
            is_deprecated: false,
        };
        (0..count).map(path).collect()
    }

    #[test]
    fn few_paths_are_all_said_in_their_order() {
        assert_eq!(
            documented_paths(&paths(2).iter().collect::<Vec<_>>(), "/a1/{id}"),
            "`/a0/{id}`, `/a1/{id}`"
        );
        let all = documented_paths(&paths(MOST).iter().collect::<Vec<_>>(), "/a1/{id}");
        assert_eq!(all.matches(", ").count(), MOST - 1);
        assert!(!all.contains("more"));
    }

    #[test]
    fn what_is_deprecated_is_said_of_the_path() {
        let mut paths = paths(2);
        paths[0].is_deprecated = true;
        assert_eq!(
            documented_paths(&paths.iter().collect::<Vec<_>>(), ""),
            "`/a0/{id}` (deprecated), `/a1/{id}`"
        );
    }

    #[test]
    fn of_many_paths_that_of_the_call_comes_first() {
        let said = documented_paths(&paths(500).iter().collect::<Vec<_>>(), "/A490/{ID}");
        assert!(
            said.starts_with("`/a490/{id}`, `/a0/{id}`, `/a1/{id}`, "),
            "{said}"
        );
        assert!(said.ends_with("`/a10/{id}` and 488 more"), "{said}");
        let said = documented_paths(&paths(500).iter().collect::<Vec<_>>(), "/a490/{id}/copy");
        assert!(
            said.starts_with("`/a0/{id}`, ") && said.ends_with("`/a11/{id}` and 488 more"),
            "{said}"
        );
    }
}
