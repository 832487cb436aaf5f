//! Models in the plan.

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
    /// The page that the file was made from, for its head; `None` where no page names the type.
    pub source: Option<String>,
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
    Polymorphic(PolymorphicPlan),
}

impl Item {
    /// The item's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(plan) => &plan.name,
            Self::Enum(plan) => &plan.name,
            Self::Polymorphic(plan) => &plan.name,
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
    /// Whether fields tell an absent value from `null`, as an update needs.
    pub patch: bool,
    /// Whether values may have properties beside the fields.
    pub open: bool,
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
    /// Whether only the service sets it.
    pub read_only: bool,
    /// Whether only examples show it.
    pub example_only: bool,
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

    pub(in crate::resolve) fn path_mut(&mut self) -> Option<&mut TypePath> {
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

/// A type of the emitted crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypePath {
    /// The module of the namespace below `models`; `None` for the root namespace.
    pub module: Option<String>,
    /// The name.
    pub name: String,
}

/// The module in which a path is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The file of a type; the module of its namespace, `None` for the root namespace.
    Models(Option<String>),
    /// A module of requests.
    Requests,
}

impl TypePath {
    /// Stands for the module in which the path is written.
    pub const HERE: &'static str = "self";

    /// The path as it is written in a module. Paths are relative, so that the output can stand in any module
    /// of any crate.
    pub fn relative(&self, scope: &Scope) -> String {
        let name = &self.name;
        match (scope, &self.module) {
            (_, Some(module)) if module == Self::HERE => name.clone(),
            (Scope::Models(None), None) => format!("super::{name}"),
            (Scope::Models(Some(own)), Some(module)) if own == module => format!("super::{name}"),
            (Scope::Models(None), Some(module)) => format!("super::{module}::{name}"),
            (Scope::Models(Some(_)), None) => format!("super::super::{name}"),
            (Scope::Models(Some(_)), Some(module)) => format!("super::super::{module}::{name}"),
            (Scope::Requests, None) => format!("models::{name}"),
            (Scope::Requests, Some(module)) => format!("models::{module}::{name}"),
        }
    }
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
    /// Whether only examples show it.
    pub example_only: bool,
}

/// A value of a type or of one derived from it.
#[derive(Clone, Debug)]
pub struct PolymorphicPlan {
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
