//! Evolvable enumerations, which may get more members.

/// The member that stands for those to come.
pub(crate) const SENTINEL: &str = "unknownFutureValue";
