//! Implementations that are the same for every generated type.
//!
//! They are macros so that generated code says what a type *is*, in one line, and shows only what differs.
//!
//! What they implement for a type is `#[inline]` where a program names it: copying, comparing, printing, reading
//! and writing a type are compiled by programs that do so, and for these types only. It is not where the runtime
//! calls it through `dyn Model`: one model leads to half of all others through its slots, and a program that makes
//! ten requests would compile them again each time it is built.

/// Implements the standard traits and those of serde for a model, through its slots.
#[macro_export]
macro_rules! impl_model {
    ($type:ident) => {
        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::clone_model(self)
            }
        }
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_model(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::eq_models(self, other)
            }
        }
        impl $crate::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::write_model(self, serializer)
            }
        }
        impl<'de> $crate::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_model(deserializer)
            }
        }
    };
}

/// Implements [`Model`](crate::Model) and what [`impl_model!`] does for an enumeration that implements
/// [`Holder`](crate::Holder).
#[macro_export]
macro_rules! impl_holder {
    ($type:ident) => {
        impl $crate::Model for $type {
            fn schema(&self) -> &'static $crate::Schema {
                $crate::Holder::held(self).schema()
            }
            fn slot(&mut self, index: usize) -> $crate::SlotMut<'_> {
                $crate::Holder::held_mut(self).slot(index)
            }
            fn slot_ref(&self, index: usize) -> $crate::SlotRef<'_> {
                $crate::Holder::held(self).slot_ref(index)
            }
            fn additional(&self) -> &$crate::Additional {
                $crate::Holder::held(self).additional()
            }
            fn additional_mut(&mut self) -> &mut $crate::Additional {
                $crate::Holder::held_mut(self).additional_mut()
            }
            fn retype(&mut self, type_name: &str) -> bool {
                $crate::retype_holder(self, type_name)
            }
        }
        impl ::core::default::Default for $type {
            #[inline]
            fn default() -> Self {
                $crate::default_holder()
            }
        }
        $crate::impl_model!($type);
    };
}

/// Implements the conversions from and to text, and serde's traits, for an enumeration that implements
/// [`OpenEnum`](crate::OpenEnum).
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
        impl $crate::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::write_enum(self, serializer)
            }
        }
        impl<'de> $crate::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_enum(deserializer)
            }
        }
        impl $crate::SlotType for $type {
            type Kind = $crate::EnumKind;
        }
    };
}
