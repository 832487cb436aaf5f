//! Implementations that are the same for every generated type.
//!
//! They are macros so that generated code says what a type *is*, in one line, and shows only what differs.
//!
//! What they implement for a type is `#[inline]` where a program names it: copying, comparing, printing, reading
//! and writing a type are compiled by programs that do so, and for these types only. It is not where the runtime
//! calls it through `dyn Model`: one model leads to half of all others through its slots, and a program that makes
//! ten requests would compile them again each time it is built.

mod tables;

/// Implements the standard traits and those of serde for a model, through its slots.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_model {
    ($type:ident) => {
        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::clone_model(self)
            }
        }
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug_model(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::eq_models(self, other)
            }
        }
        impl $crate::codegen::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::write_model(self, serializer)
            }
        }
        impl<'de> $crate::codegen::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::read_model(deserializer)
            }
        }
    };
}

/// Implements [`Model`](crate::Model) and what [`impl_model!`] does for an enumeration that implements
/// [`Polymorphic`](crate::Polymorphic).
#[doc(hidden)]
#[macro_export]
macro_rules! impl_polymorphic {
    ($type:ident) => {
        impl $crate::Model for $type {
            fn schema(&self) -> &'static $crate::codegen::Schema {
                $crate::Polymorphic::value(self).schema()
            }
            fn slot(&mut self, index: usize) -> $crate::codegen::SlotMut<'_> {
                $crate::Polymorphic::value_mut(self).slot(index)
            }
            fn visit_slots<'a>(&'a self, slots: &mut $crate::codegen::SlotVisitor<'_, 'a>) {
                $crate::Polymorphic::value(self).visit_slots(slots);
            }
            fn retype(&mut self, type_name: &str) -> bool {
                $crate::codegen::retype_polymorphic(self, type_name)
            }
            fn is_derived(&self) -> bool {
                $crate::codegen::is_derived(self)
            }
            fn memory(&self) -> usize {
                $crate::codegen::memory_of_variant(self)
            }
        }
        impl ::core::default::Default for $type {
            #[inline]
            fn default() -> Self {
                $crate::codegen::default_variant()
            }
        }
        $crate::impl_model!($type);
    };
}

/// Implements comparing, printing, the conversions from and to text, and serde's traits, for an enumeration that implements
/// [`OpenEnum`](crate::OpenEnum). All of them go by the text of a value: each value has a text of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_open_enum {
    ($type:ident) => {
        impl $type {
            /// The value as the service writes it.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::OpenEnum::as_str(self) == $crate::OpenEnum::as_str(other)
            }
        }
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash($crate::OpenEnum::as_str(self), state)
            }
        }
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug_enum(self, f)
            }
        }
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::OpenEnum::as_str(self))
            }
        }
        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::OpenEnum::parse(text)
            }
        }
        impl ::core::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::OpenEnum::parse(&text)
            }
        }
        impl $crate::codegen::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::write_enum(self, serializer)
            }
        }
        impl<'de> $crate::codegen::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::read_enum(deserializer)
            }
        }
        impl $crate::codegen::SlotType for $type {
            type Kind = $crate::codegen::EnumKind;
        }
    };
}

/// Joins the members of an enumeration whose values are sets of them: `Created | Updated`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_flags {
    ($type:ident, flags) => {
        impl ::core::ops::BitOr for $type {
            type Output = $crate::Flags<Self>;
            #[inline]
            fn bitor(self, other: Self) -> $crate::Flags<Self> {
                $crate::Flags::from(self) | other
            }
        }
    };
}

/// Implements what every step of generated code has: it is cloned and printed, and derefs to the [`Step`](crate::Step)
/// that it wraps. A step that tells references to its object from the object at its home has one more parameter.
///
/// The methods of a step are generic over the client, so that they are compiled where they are used without being
/// `#[inline]`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_step {
    ($type:ident $(, $home:ident)?) => {
        impl<C: ::core::clone::Clone $(, $home)?> ::core::clone::Clone for $type<C $(, $home)?> {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0) $(, $crate::codegen::PhantomData::<$home>)?)
            }
        }
        impl<C $(, $home)?> ::core::fmt::Debug for $type<C $(, $home)?> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl<C $(, $home)?> ::core::ops::Deref for $type<C $(, $home)?> {
            type Target = $crate::Step<C>;
            fn deref(&self) -> &$crate::Step<C> {
                &self.0
            }
        }
    };
}
