//! What the server uses of the generator: how pages are read, and the words for what they say. No other file names it.

pub use generator::{Error as PagesError, Version};

pub(crate) use generator::Config;
#[cfg(test)]
pub(crate) use generator::graph::Argument;
pub(crate) use generator::graph::{
    BIND, Cardinality, ME, Method, ODATA_ID, OptionSupport, Part, PartKey, PathPart, PathTemplate,
    PermissionFacts, PermissionTables, Primitive, QueryOption, ROOT_TYPE, Returned, Segment, TypeName, USERS,
};
pub(crate) use generator::model::{
    Body, Enum, ExampleBody, ExampleFacts, ExampleRequest, ExampleResponse, Member, Model, Operation,
    Parameter, Place, Property, ResponseContent, Type, TypeRef, value_fits,
};
