//! Tasks of the planner, which are changed with the version that one has read.

use graph_corpus::v1;
use graph_corpus::v1::requests::planner_task::UpdateBody;

use crate::sent::sent;

#[test]
fn a_task_is_changed_if_nobody_else_did() {
    let changes = UpdateBody {
        percent_complete: 100.into(),
        ..Default::default()
    };
    let task = v1::planner().tasks().id("t1");
    assert_eq!(
        sent(&task.update("W/\"JzEt\"", changes)),
        "PATCH /v1.0/planner/tasks/t1\ncontent-type: application/json\nif-match: W/\"JzEt\"\n{\"percentComplete\":100}"
    );
}
