//! Tracing: one span per call, with the field names of OpenTelemetry, and an event for each retry. Nothing in it is a
//! secret: of a URL it has the host, and of an error the kind. Without the feature `tracing` nothing is told.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(super) use self::off::*;
#[cfg(feature = "tracing")]
pub(super) use self::on::*;
