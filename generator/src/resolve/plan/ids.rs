//! The names by which the parts of a plan refer to each other, in circles: a model has a field of another model, and the
//! documentation of either links to requests that answer it. What has an id stands in an arena, and only the one who owns
//! that needs to know what it is.

use crate::resolve::plan::arena::Id;

/// The kinds of what has an id.
pub mod kinds {
    /// A module of a version.
    #[derive(Debug)]
    pub enum Module {}
    /// A struct: a model or the body of a request.
    #[derive(Debug)]
    pub enum Struct {}
    /// An open enumeration.
    #[derive(Debug)]
    pub enum Enum {}
    /// A value of a type or of one derived from it.
    #[derive(Debug)]
    pub enum Polymorphic {}
    /// A request.
    #[derive(Debug)]
    pub enum Operation {}
    /// A place in the service.
    #[derive(Debug)]
    pub enum Step {}
}

/// A module of a version.
pub type ModuleId = Id<kinds::Module>;
/// A struct: a model or the body of a request.
pub type StructId = Id<kinds::Struct>;
/// An open enumeration.
pub type EnumId = Id<kinds::Enum>;
/// A value of a type or of one derived from it.
pub type PolymorphicId = Id<kinds::Polymorphic>;
/// A request.
pub type OperationId = Id<kinds::Operation>;
/// A place in the service.
pub type StepId = Id<kinds::Step>;

/// An item that others name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemId {
    /// A model, or the body of a request.
    Struct(StructId),
    /// An open enumeration.
    Enum(EnumId),
    /// A value of a type or of one derived from it.
    Polymorphic(PolymorphicId),
    /// The marker of a request.
    Operation(OperationId),
}

impl From<StructId> for ItemId {
    fn from(id: StructId) -> Self {
        Self::Struct(id)
    }
}

impl From<EnumId> for ItemId {
    fn from(id: EnumId) -> Self {
        Self::Enum(id)
    }
}

impl From<PolymorphicId> for ItemId {
    fn from(id: PolymorphicId) -> Self {
        Self::Polymorphic(id)
    }
}

impl From<OperationId> for ItemId {
    fn from(id: OperationId) -> Self {
        Self::Operation(id)
    }
}
