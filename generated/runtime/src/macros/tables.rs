//! The tables behind generated types: a row for each property, member or derived type.
//!
//! Each macro is flat: it matches its rows once and calls no macro of tables. A thousand types are written in them,
//! and what a macro that works through its rows one after another would cost is paid for each row.

/// Implements [`Model`](crate::Model), `Default`, and what [`impl_model!`](crate::impl_model) does for a struct.
///
/// The head has the struct, the qualified name of the type, whether `@odata.type` is written where nothing else tells the
/// type, the [`type_table!`](crate::model::type_table) that tells other types from derived ones, and the field for what is not
/// known. The table is left out where the service sends no objects of the type, or any may stand in its place.
///
/// A row has the index of a property, its field, the kind of its slot and its name in JSON; in models of the service also
/// the constant of its name, a [`Property`](crate::query::Property) for queries, and what the pages say of it there.
///
/// An attribute before the head is one of all functions of the model: bodies of requests are `#[inline]`. They are made
/// `from` the model of the object that is created or changed.
///
/// ```
/// use graph_runtime::codegen as rt;
///
/// struct Device {
///     id: Option<String>,
///     os_version: Option<String>,
///     additional: rt::Additional,
/// }
///
/// rt::model! {
///     Device = "microsoft.graph.device", write_type: false, additional: additional;
///     0 id: String = "id";
///     1 os_version: String = "osVersion", OS_VERSION;
/// }
///
/// assert_eq!(Device::OS_VERSION.eq("14.2").to_string(), "osVersion eq '14.2'");
///
/// let device: Device = rt::json::read(r#"{"osVersion": "14.2", "extra": 1}"#)?;
/// assert_eq!(device.os_version.as_deref(), Some("14.2"));
/// assert_eq!(device.additional.get("extra"), Some(&1.into()));
/// # Ok::<(), rt::json::ReadError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! model {
    (
        $(#[$attribute:meta])*
        $type:ident = $name:literal, write_type: $write_type:literal, $(types: $types:path,)? additional: $additional:ident $(, from: $model:ty)?;
        $(
            $index:literal $field:ident: $slot:ident = $json:literal
            $(, $(#[$of_constant:meta])* $constant:ident $($supports:literal)?)?;
        )*
    ) => {
        impl $type {
            $($(
                $(#[$of_constant])*
                // Rustdoc joins the lines, and the blanks at the ends of code count for nothing: `displayName` in queries.
                #[doc = "`"]
                #[doc = $json]
                #[doc = "` in queries."]
                $(#[doc = $supports])?
                pub const $constant: $crate::query::Property =
                    $crate::query::Property { path: $json, kind: $crate::codegen::PropertyKind::$slot };
            )?)*
        }
        impl ::core::default::Default for $type {
            $(#[$attribute])*
            fn default() -> Self {
                Self {
                    $($field: $crate::codegen::Absent::ABSENT,)*
                    $additional: $crate::Additional::new(),
                }
            }
        }
        impl $crate::Model for $type {
            $(#[$attribute])*
            #[allow(clippy::needless_update, reason = "models of the service know all of a schema")]
            fn schema(&self) -> &'static $crate::codegen::Schema {
                &$crate::codegen::Schema {
                    name: $name,
                    fields: &[$($json),*],
                    write_type: $write_type,
                    $(types: ::core::option::Option::Some($types),)?
                    ..$crate::codegen::Schema::OF_ANY
                }
            }
            $(#[$attribute])*
            fn slot(&mut self, index: usize) -> $crate::codegen::SlotMut<'_> {
                match index {
                    $($index => $crate::codegen::SlotMut::$slot(&mut self.$field),)*
                    _ => $crate::codegen::SlotMut::Additional(&mut self.$additional),
                }
            }
            $(#[$attribute])*
            fn visit_slots<'a>(&'a self, slots: &mut $crate::codegen::SlotVisitor<'_, 'a>) {
                if !slots.additional(&self.$additional) {
                    $(slots.$slot($index, &self.$field);)*
                }
            }
        }
        $(impl ::core::convert::From<$model> for $type {
            /// What the request sends of the model.
            #[inline]
            fn from(model: $model) -> Self {
                $crate::codegen::body_of(model)
            }
        })?
        $crate::impl_model!($type);
    };
}

/// Declares the table of the types of a version, for the heads of [`model!`](crate::model).
///
/// A row has the qualified names of a type and of its base; that of a type without a base is empty.
///
/// ```
/// use graph_runtime::codegen as rt;
///
/// rt::type_table! {
///     TYPES;
///     "microsoft.graph.device": "";
///     "microsoft.graph.user": "";
/// }
///
/// struct Device {
///     id: Option<String>,
///     additional: rt::Additional,
/// }
///
/// rt::model! {
///     Device = "microsoft.graph.device", write_type: false, types: TYPES, additional: additional;
///     0 id: String = "id", ID;
/// }
///
/// let error = rt::json::read::<Device>(r##"{"@odata.type": "#microsoft.graph.user", "id": "7"}"##).unwrap_err();
/// assert_eq!(error.kind(), rt::json::ReadErrorKind::Mismatch);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! type_table {
    (
        $table:ident;
        $($name:literal: $base:literal;)*
    ) => {
        #[allow(dead_code, reason = "the models that name it may all stand behind features")]
        const $table: &$crate::codegen::TypeTable =
            &$crate::codegen::TypeTable::new(&[$(($name, $base)),*]);
    };
}

/// Implements [`OpenEnum`](crate::OpenEnum) and what [`impl_open_enum!`](crate::impl_open_enum) does for an
/// enumeration.
///
/// The head has the enumeration, its variant for values that are not known, and `flags` where its members are joined to
/// sets. A row has a variant and its name in JSON.
///
/// ```
/// use graph_runtime::codegen as rt;
///
/// #[derive(Clone)]
/// enum Platform {
///     Android,
///     Unrecognized(rt::Unrecognized<Self>),
/// }
///
/// rt::open_enum! {
///     Platform, unrecognized: Unrecognized;
///     Android = "android";
/// }
///
/// assert_eq!(Platform::from("android"), Platform::Android);
/// assert_eq!(Platform::from("plan9").as_str(), "plan9");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    (
        $type:ident, unrecognized: $unrecognized:ident $(, $flags:ident)?;
        $($variant:ident = $json:literal;)*
    ) => {
        impl $crate::OpenEnum for $type {
            const MEMBERS: &'static [Self] = &[$(Self::$variant),*];
            #[inline]
            fn from_unrecognized(value: $crate::Unrecognized<Self>) -> Self {
                Self::$unrecognized(value)
            }
            // Reading and writing come here from three functions of each enumeration.
            #[inline(never)]
            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $json,)*
                    Self::$unrecognized(value) => value.as_str(),
                }
            }
        }
        $crate::impl_open_enum!($type);
        $($crate::impl_flags!($type, $flags);)?
    };
}

/// Implements [`Polymorphic`](crate::Polymorphic) and what [`impl_polymorphic!`](crate::impl_polymorphic) does for an
/// enumeration, and the conversions into it.
///
/// The head has the enumeration. A row has a variant, its type and the qualified name of the type; the base type comes
/// first.
///
/// ```
/// use graph_runtime::codegen as rt;
///
/// struct Target {
///     group_id: Option<String>,
///     additional: rt::Additional,
/// }
///
/// rt::model! {
///     Target = "microsoft.graph.target", write_type: true, additional: additional;
///     0 group_id: String = "groupId";
/// }
///
/// enum AnyTarget {
///     Target(Box<Target>),
/// }
///
/// rt::polymorphic! {
///     AnyTarget;
///     Target(Target) = "microsoft.graph.target";
/// }
///
/// let AnyTarget::Target(target) = AnyTarget::from(Target::default());
/// assert_eq!(target.group_id, None);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! polymorphic {
    (
        $type:ident;
        $($variant:ident($value:ty) = $name:literal;)*
    ) => {
        impl $crate::Polymorphic for $type {
            const TYPES: $crate::codegen::VariantTypes<Self> =
                &[$(($name, || Self::$variant($crate::codegen::Held::boxed()))),*];
            fn value(&self) -> &dyn $crate::Model {
                match self {
                    $(Self::$variant(value) => $crate::codegen::Held::as_model(&**value),)*
                }
            }
            fn value_mut(&mut self) -> &mut dyn $crate::Model {
                match self {
                    $(Self::$variant(value) => $crate::codegen::Held::as_model_mut(&mut **value),)*
                }
            }
        }
        $(
            impl ::core::convert::From<$value> for $type {
                #[inline]
                fn from(value: $value) -> Self {
                    Self::$variant(::std::boxed::Box::new(value))
                }
            }
        )*
        $crate::impl_polymorphic!($type);
    };
}

/// Declares functions of a polymorphic enumeration that return the properties of its base type.
///
/// The head has the enumeration. A row has the index of a property, the function and what it returns, with its
/// documentation: a text or a list as a slice, a small value as it is, all others as references.
///
/// ```
/// use graph_runtime::codegen as rt;
///
/// struct Target {
///     group_id: Option<String>,
///     additional: rt::Additional,
/// }
///
/// rt::model! {
///     Target = "microsoft.graph.target", write_type: true, additional: additional;
///     0 group_id: String = "groupId";
/// }
///
/// enum AnyTarget {
///     Target(Box<Target>),
/// }
///
/// rt::polymorphic! {
///     AnyTarget;
///     Target(Target) = "microsoft.graph.target";
/// }
///
/// rt::getters! {
///     AnyTarget;
///     /// The key of the group.
///     0 group_id: &str;
/// }
///
/// let target = AnyTarget::from(Target { group_id: Some("7".to_owned()), ..Target::default() });
/// assert_eq!(target.group_id(), Some("7"));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! getters {
    (
        $type:ident;
        $($(#[$attribute:meta])* $index:literal $name:ident: $lent:ty;)*
    ) => {
        impl $type {
            $(
                $(#[$attribute])*
                #[must_use]
                #[inline]
                pub fn $name(&self) -> ::core::option::Option<$lent> {
                    $crate::codegen::base_field(self, $index)
                }
            )*
        }
    };
}

/// Implements [`Operation`](crate::Operation) for a marker type.
///
/// The head has the marker, the name that its page gives the operation, and the constant of
/// [`Metadata`](crate::operation::Metadata) to start from. Then come the method with the types of body, answer and query
/// options, and a row for each documented path. The other rows are those of the metadata, in this order and without
/// the types that follow from their names; what is not known is left out.
///
/// ```
/// use graph_runtime::Operation;
/// use graph_runtime::codegen as rt;
///
/// pub struct Rename {}
///
/// rt::operation! {
///     Rename = "device: rename", V1;
///     Post(rt::Value) -> (), rt::query::Nothing;
///     "/devices/{id}/rename";
///     "/me/devices/{id}/rename";
///     documentation: "https://learn.microsoft.com/graph/api/device-rename";
///     success: [204];
///     permissions(delegated_work: "Device.Read, Device.Manage", application: "");
///     case("printer", [1], delegated_work: "Printer.Manage");
///     clouds: [Global, China];
/// }
///
/// assert_eq!(Rename::METADATA.paths.len(), 2);
/// let permissions = Rename::METADATA.permissions;
/// assert_eq!(permissions.to_string(), "delegated: Device.Read or Device.Manage; application: not supported");
/// assert_eq!(permissions.delegated_personal, None);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $type:ident = $name:literal, $version:ident;
        $method:ident($body:ty) -> $response:ty, $options:ty;
        $($path:literal;)+
        documentation: $documentation:literal;
        $(success: [$($status:literal),*];)?
        $(content_type: $content_type:literal;)?
        $(base64: $base64:literal;)?
        $(set_by_service: [$($set_by_service:literal),*];)?
        $(query: [$($documented:ident),*];)?
        $(unsupported_query: [$($unsupported:ident),*];)?
        $(consistency_level: $consistency_level:literal;)?
        $(permissions($($kind:ident: $permissions:literal),*);)?
        $(case(
            $subject:literal,
            [$($place:literal),*]
            $(, $case_kind:ident: $case_permissions:literal)*
        );)*
        $(clouds: [$($cloud:ident),*];)?
        $(roles: [$($role:literal),*];)?
    ) => {
        impl $crate::Operation for $type {
            type Body = $body;
            type Response = $response;
            type Query = $options;
            const METADATA: &'static $crate::operation::Metadata = &$crate::operation::Metadata {
                name: $name,
                method: $crate::codegen::Method::$method,
                paths: &[$($path),+],
                documentation: $documentation,
                $(success: &[$($status),*],)?
                $(content_type: ::core::option::Option::Some($content_type),)?
                $(base64: $base64,)?
                $(set_by_service: &[$($set_by_service),*],)?
                $(query: &[$($crate::codegen::QueryOption::$documented),*],)?
                $(unsupported_query: &[$($crate::codegen::QueryOption::$unsupported),*],)?
                $(consistency_level: $consistency_level,)?
                $(permissions: $crate::permissions::Permissions::UNDOCUMENTED$(.$kind($permissions))*,)?
                permission_cases: &[$($crate::permissions::PermissionCase {
                    subject: $subject,
                    paths: &[$($place),*],
                    permissions: $crate::permissions::Permissions::UNDOCUMENTED$(.$case_kind($case_permissions))*,
                }),*],
                $(clouds: ::core::option::Option::Some(&[$($crate::Cloud::$cloud),*]),)?
                $(roles: &[$($role),*],)?
                ..$crate::operation::Metadata::$version
            };
        }
    };
}
