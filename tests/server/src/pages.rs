//! What the server uses of the generator: how pages are read, and the words for what they say. No other file names it.

pub use generator::{Error as PagesError, Version};

pub(crate) use generator::Config;
#[cfg(test)]
pub(crate) use generator::graph::Argument;
pub(crate) use generator::graph::{
    Method, OptionSupport, Part, PathTemplate, PermissionFacts, Primitive, QueryOption, Returned, Segment,
    TypeName, tables_of_path,
};
pub(crate) use generator::model::{
    Body, Enum, ExampleBody, ExampleFacts, ExampleRequest, ExampleResponse, Member, Model, Operation,
    Parameter, Property, ResponseContent, Type, TypeRef, value_fits,
};
