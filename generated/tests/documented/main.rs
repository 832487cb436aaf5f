//! Every documented example, against its typed request and response: without I/O, and through the client against a
//! local server that answers as documented.

mod example;
mod sans_io;
#[cfg(feature = "client")]
mod through_client;

#[rustfmt::skip]
mod beta;
#[rustfmt::skip]
mod v1;

use example::{Failure, Visitor};

/// How many examples each version has.
const EXAMPLES: &[usize] = &[v1::EXAMPLES, beta::EXAMPLES];

/// Visits the examples of both versions.
fn visit<V: Visitor>(visitor: &mut V) -> Result<(), Failure> {
    v1::visit(visitor)?;
    beta::visit(visitor)
}
