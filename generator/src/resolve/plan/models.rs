//! Models in the plan.

use crate::graph::{OptionSupport, Scalar, TypeName};
use crate::resolve::plan::arena::Planned;
use crate::resolve::plan::docs::DocsPlan;
use crate::resolve::plan::ids::{EnumId, ItemId, ModuleId, PolymorphicId, StructId, kinds};

/// The models of one namespace of the service.
#[derive(Clone, Debug)]
pub struct NamespacePlan {
    /// The module; that of the root namespace holds those of the others.
    pub module: ModuleId,
    /// The namespace's name.
    pub name: String,
    /// A file a type, in the order of the modules' names.
    pub files: Vec<TypeFile>,
}

/// The file of a type.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// The module, which is private; its items are re-exported.
    pub module: ModuleId,
    /// The page that the file was made from, for its head; `None` where no page names the type.
    pub source: Option<String>,
    /// The items; the struct or enumeration of the type first.
    pub items: Vec<ItemId>,
}

/// A struct.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// The name in Rust.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// The qualified name, `microsoft.graph.user`; the parameters of an action have none.
    pub graph_name: Option<TypeName>,
    /// What it is for.
    pub role: StructRole,
    /// The model from which a body is made.
    pub made_of: Option<StructId>,
    /// The type from which it derives.
    pub base: Option<StructId>,
    /// Whether `@odata.type` is written where nothing around the value tells its type.
    pub write_type: bool,
    /// Whether an object that says it is of another known type is none of these.
    pub checks_type: bool,
    /// Whether values may have properties beside the fields.
    pub open: bool,
    /// Documentation.
    pub docs: DocsPlan,
    /// The sentence that says that the type is deprecated.
    pub deprecated: Option<String>,
    /// The fields: those of the base type first, in its order.
    pub fields: Vec<FieldPlan>,
    /// The name of the field for properties that are not known; unlike all others.
    pub additional: String,
}

impl Planned for StructPlan {
    type Kind = kinds::Struct;
}

impl StructPlan {
    /// The qualified name of the type in the tables of the runtime, to which no name is an empty one.
    pub fn name_in_tables(&self) -> &str {
        self.graph_name.as_deref().unwrap_or_default()
    }
}

/// What a struct is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructRole {
    /// A type of the service.
    Model,
    /// The body of a request.
    Body,
    /// The body of an update, whose fields tell an absent value from `null`.
    Update,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct FieldPlan {
    /// The name in Rust.
    pub name: String,
    /// The constant of the name in JSON, for queries.
    pub constant: String,
    /// The name in JSON.
    pub json: String,
    /// The type inside the `Option`.
    pub ty: FieldType,
    /// Documentation.
    pub docs: DocsPlan,
    /// The sentence that says that the property is deprecated.
    pub deprecated: Option<String>,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// Whether it must be sent; `None`: the pages do not say.
    pub required: Option<bool>,
    /// Whether it can be null; `None`: the pages do not say.
    pub nullable: Option<bool>,
    /// What the pages say of it and the query options.
    pub supports: OptionSupport,
    /// Whether only examples show it.
    pub example_only: bool,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldType {
    /// One value or one element.
    pub kind: Kind,
    /// Whether it is a list.
    pub collection: bool,
    /// What stands around it.
    pub indirection: Indirection,
}

/// What stands around a field's type, inside the `Option`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indirection {
    /// Nothing.
    None,
    /// `Box`, where a struct would contain itself.
    Boxed,
    /// The runtime's `Related`, which hides the type from the compiler's auto-trait checks.
    Related,
}

/// The type of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A primitive type.
    Scalar(Scalar),
    /// A member of an enumeration, or a set of its members where it has such values.
    Enum(EnumId),
    /// An object.
    Object(ObjectType),
}

/// The type of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectType {
    /// A type from which no other derives.
    Model(StructId),
    /// A type with those derived from it.
    Polymorphic(PolymorphicId),
}

impl From<ObjectType> for ItemId {
    fn from(ty: ObjectType) -> Self {
        match ty {
            ObjectType::Model(id) => Self::Struct(id),
            ObjectType::Polymorphic(id) => Self::Polymorphic(id),
        }
    }
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// The name in Rust.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// Documentation.
    pub docs: DocsPlan,
    /// Whether a value is a set of members.
    pub flags: bool,
    /// The members.
    pub variants: Vec<VariantPlan>,
    /// The name of the variant for values that are not known; unlike all others.
    pub unrecognized: String,
}

impl Planned for EnumPlan {
    type Kind = kinds::Enum;
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct VariantPlan {
    /// The name in Rust.
    pub name: String,
    /// The name in JSON.
    pub json: String,
    /// Documentation.
    pub docs: DocsPlan,
    /// The sentence that says that the member is deprecated.
    pub deprecated: Option<String>,
    /// Whether only examples show it.
    pub example_only: bool,
}

/// A value of a type or of one derived from it. Every variant has the fields of the type itself.
#[derive(Clone, Debug)]
pub struct PolymorphicPlan {
    /// The name in Rust.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// The type itself; its variant bears its name.
    pub base: StructId,
    /// The derived types.
    pub derived: Vec<DerivedPlan>,
}

impl Planned for PolymorphicPlan {
    type Kind = kinds::Polymorphic;
}

/// A derived type among the variants of a polymorphic one.
#[derive(Clone, Debug)]
pub struct DerivedPlan {
    /// The variant.
    pub variant: String,
    /// The type.
    pub ty: StructId,
}
