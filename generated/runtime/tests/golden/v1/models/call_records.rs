//! Types of the namespace `microsoft.graph.callRecords`.

mod session;

pub use self::session::Session;
