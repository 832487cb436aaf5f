//! The plan: what is to be emitted, with final names.

mod type_path;

use crate::page::Method;
use crate::source::Version;

pub use type_path::{Scope, TypePath};

/// What a user can choose about the output.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The path under which emitted code finds the runtime, `graph_runtime`.
    pub runtime: String,
    /// The versions to emit.
    pub versions: Vec<Version>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            runtime: "graph_runtime".to_owned(),
            versions: Version::ALL.to_vec(),
        }
    }
}

/// All that is to be emitted.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The path of the runtime.
    pub runtime: String,
    /// The versions that have anything.
    pub versions: Vec<VersionPlan>,
}

/// The module of a version.
#[derive(Clone, Debug)]
pub struct VersionPlan {
    /// The version.
    pub version: Version,
    /// `v1` or `beta`.
    pub module: String,
    /// Models by namespace; the root namespace first.
    pub namespaces: Vec<NamespacePlan>,
    /// Requests by owner.
    pub requests: Vec<RequestModule>,
}

/// The models of one namespace of the service.
#[derive(Clone, Debug)]
pub struct NamespacePlan {
    /// The module below `models`; `None` for the root namespace.
    pub module: Option<String>,
    /// The namespace's name.
    pub name: String,
    /// A file a type, in the order of the modules' names.
    pub files: Vec<TypeFile>,
}

/// The file of a type.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// The module, which is private; its items are re-exported.
    pub module: String,
    /// The page that the file was made from, for its head.
    pub source: String,
    /// The struct or enumeration first.
    pub items: Vec<Item>,
}

/// An item of a type's file.
#[derive(Clone, Debug)]
pub enum Item {
    /// A model.
    Struct(StructPlan),
    /// An enumeration.
    Enum(EnumPlan),
    /// A value of a type or of one derived from it.
    Holder(HolderPlan),
}

impl Item {
    /// The item's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(plan) => &plan.name,
            Self::Enum(plan) => &plan.name,
            Self::Holder(plan) => &plan.name,
        }
    }
}

/// A model.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// The name in Rust.
    pub name: String,
    /// The qualified name, `microsoft.graph.user`; empty for the parameters of an action.
    pub graph_name: String,
    /// Whether `@odata.type` is written.
    pub write_type: bool,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// What the deprecation says.
    pub deprecated: Option<String>,
    /// The fields: those of the base type first, in its order.
    pub fields: Vec<FieldPlan>,
    /// The name of the field for properties that are not known; unlike all others.
    pub additional: String,
}

/// A field of a model.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// The name in Rust.
    pub name: String,
    /// The name in JSON.
    pub json: String,
    /// The type inside the `Option`.
    pub ty: FieldType,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// What the deprecation says.
    pub deprecated: Option<String>,
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldType {
    /// One value or one element.
    pub kind: Kind,
    /// Whether it is a list.
    pub collection: bool,
    /// What stands around it.
    pub wrap: Wrap,
}

/// What stands around a field's type, inside the `Option`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// Nothing.
    Plain,
    /// `Box`, where a struct would contain itself.
    Boxed,
    /// The runtime's `Related`, which hides the type from the compiler's auto-trait checks.
    Related,
}

/// The type of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A primitive type.
    Scalar(Scalar),
    /// An enumeration.
    Enum(TypePath),
    /// A set of the members of an enumeration.
    Flags(TypePath),
    /// A model or holder.
    Model(TypePath),
}

impl Kind {
    /// The type of the emitted crate that is meant, if it is one.
    pub fn path(&self) -> Option<&TypePath> {
        match self {
            Self::Scalar(_) => None,
            Self::Enum(path) | Self::Flags(path) | Self::Model(path) => Some(path),
        }
    }

    pub(super) fn path_mut(&mut self) -> Option<&mut TypePath> {
        match self {
            Self::Scalar(_) => None,
            Self::Enum(path) | Self::Flags(path) | Self::Model(path) => Some(path),
        }
    }
}

/// Primitive types as the runtime knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the runtime's slots")]
pub enum Scalar {
    Binary,
    Bool,
    Date,
    DateTime,
    Decimal,
    Double,
    Duration,
    Guid,
    Int32,
    Int64,
    Json,
    String,
    TimeOfDay,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// The name in Rust.
    pub name: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The members.
    pub variants: Vec<VariantPlan>,
    /// The name of the variant for values that are not known; unlike all others.
    pub unrecognized: String,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct VariantPlan {
    /// The name in Rust.
    pub name: String,
    /// The name in JSON.
    pub json: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
}

/// A value of a type or of one derived from it.
#[derive(Clone, Debug)]
pub struct HolderPlan {
    /// The name in Rust.
    pub name: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The type itself; its variant bears its name.
    pub base: TypePath,
    /// The qualified name of the type itself.
    pub base_graph_name: String,
    /// The derived types.
    pub derived: Vec<DerivedPlan>,
    /// The fields of the base type, which every variant has.
    pub getters: Vec<FieldPlan>,
}

/// A derived type in a holder.
#[derive(Clone, Debug)]
pub struct DerivedPlan {
    /// The variant.
    pub variant: String,
    /// The type.
    pub ty: TypePath,
    /// The qualified name.
    pub graph_name: String,
}

/// The requests of one owner.
#[derive(Clone, Debug)]
pub struct RequestModule {
    /// The module below `requests`.
    pub module: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The operations in the order of their names.
    pub operations: Vec<OperationPlan>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// The name of the marker type.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// What the deprecation says.
    pub deprecated: Option<String>,
    /// The URL of the page.
    pub documentation: String,
    /// The version.
    pub version: Version,
    /// The method.
    pub method: Method,
    /// The documented paths.
    pub paths: Vec<PathPlan>,
    /// The body.
    pub body: BodyPlan,
    /// The struct of the parameters, where the body is one of an action.
    pub parameters: Option<StructPlan>,
    /// Enumerations that only the parameters use.
    pub enums: Vec<EnumPlan>,
    /// The response.
    pub response: ResponsePlan,
    /// Status codes that mean success; empty: any of 200 to 299.
    pub success: Vec<u16>,
    /// The system query options that the page offers.
    pub query: Vec<QueryOption>,
    /// Permissions.
    pub permissions: PermissionPlan,
}

/// A documented path of a request.
#[derive(Clone, Debug)]
pub struct PathPlan {
    /// The name of the constructor.
    pub constructor: String,
    /// The template, as the runtime expands it.
    pub template: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The arguments in the order of the holes.
    pub arguments: Vec<ArgumentPlan>,
}

/// An argument of a path.
#[derive(Clone, Debug)]
pub struct ArgumentPlan {
    /// The name in Rust.
    pub name: String,
    /// The type of the value.
    pub ty: ArgumentType,
}

/// The type of a path's argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentType {
    /// Text: an identifier, or a string in quotes.
    Text,
    /// A value of a type that the page names.
    Scalar(Scalar),
    /// A literal whose type the page does not tell.
    Literal,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyPlan {
    /// None.
    None,
    /// A model or holder as JSON.
    Model(TypePath),
    /// The struct in [`OperationPlan::parameters`].
    Parameters,
    /// Any JSON, where the type is documented nowhere.
    Json,
    /// `{"@odata.id": …}`: the address of an object that is to be linked.
    Reference,
    /// Bytes of a content type.
    Bytes(String),
}

/// The response of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponsePlan {
    /// None.
    None,
    /// An object.
    Model(TypePath),
    /// A page of objects.
    Page(TypePath),
    /// `{"value": …}` with a value that is no object, or a list of such.
    Value(FieldType),
    /// Any JSON, where the type is documented nowhere.
    Json,
    /// Bytes.
    Bytes,
}

/// A system query option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say all")]
pub enum QueryOption {
    Count,
    Expand,
    Filter,
    OrderBy,
    Search,
    Select,
    Skip,
    Top,
}

/// Permissions by kind; `None`: not documented, empty: not supported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionPlan {
    /// Delegated, work or school account.
    pub delegated_work: Option<Vec<String>>,
    /// Delegated, personal account.
    pub delegated_personal: Option<Vec<String>>,
    /// Application.
    pub application: Option<Vec<String>>,
}
