//! What one file says: the facts of a resource page, an enumeration page, an API page.
//!
//! Names are spelled as the page spells them; which type a name means is the question of `model`.

mod annotations;
mod api;
mod columns;
mod context;
mod facts;
mod json;
mod name_cell;
mod operation_facts;
mod property_row;
mod sections;
mod type_cell;

pub use api::path::alternatives;
pub use facts::{
    BaseClaim, BaseEvidence, EnumFacts, EnumMember, Page, Primitive, PropertyFacts, ResourceFacts, TypeFacts,
    TypeName,
};
pub use operation_facts::{
    Argument, BodyFacts, ExampleBody, ExampleFacts, ExampleRequest, ExampleResponse, Method, OperationFacts,
    ParameterFacts, Part, PathFacts, PathTemplate, PermissionFacts, ResponseFacts, Segment,
};
