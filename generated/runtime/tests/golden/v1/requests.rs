//! Requests, one module per type of the objects that they work on.

pub mod device_configuration;
