//! What holds for every text that is read as a model.

use graph_runtime::{Model, json};

/// Reads a text as a model: what is read can be written, and what is written is the same once it is read again.
///
/// # Panics
///
/// Panics where this does not hold.
pub fn read_and_write<M: Model + Default>(text: &str) {
    let Ok(model) = json::read::<M>(text) else {
        return;
    };
    let _ = model.unread();
    let written = json::write(&model).expect("what was read can be written");
    let again: M = json::read(&written).expect("what was written can be read");
    let rewritten = json::write(&again).expect("what was read can be written");
    assert_eq!(rewritten, written);
}
