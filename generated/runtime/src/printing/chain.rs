//! Errors in a line, with what caused them.

use std::fmt;

use crate::printing::printable::OneLine;

/// Prints an error and what caused it, unless its own text says so.
pub(crate) fn write_chain(
    f: &mut fmt::Formatter<'_>,
    error: &(dyn std::error::Error + 'static),
) -> fmt::Result {
    let mut text = error.to_string();
    let mut chain = text.clone();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.contains(&next) {
            chain.push_str(": ");
            chain.push_str(&next);
        }
        text = next;
        cause = error.source();
    }
    write!(f, "{}", OneLine(chain))
}
