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
            fn slot_ref(&self, index: usize) -> $crate::codegen::SlotRef<'_> {
                $crate::Polymorphic::value(self).slot_ref(index)
            }
            fn additional(&self) -> &$crate::Additional {
                $crate::Polymorphic::value(self).additional()
            }
            fn additional_mut(&mut self) -> &mut $crate::Additional {
                $crate::Polymorphic::value_mut(self).additional_mut()
            }
            fn retype(&mut self, type_name: &str) -> bool {
                $crate::codegen::retype_polymorphic(self, type_name)
            }
            fn is_derived(&self) -> bool {
                $crate::codegen::is_derived(self)
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

/// Implements what every step of generated code has: it is cloned and printed, makes requests that no page documents, and
/// is made from a [`Step`](crate::Step) and lent as one.
#[macro_export]
macro_rules! impl_step {
    ($type:ident) => {
        impl<C: ::core::clone::Clone> ::core::clone::Clone for $type<C> {
            #[inline]
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }
        impl<C> ::core::fmt::Debug for $type<C> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl<C: $crate::Carrier> $type<C> {
            /// Makes a request that the documentation does not have here: of any method, to any path below this place,
            /// with any body and answer. See [`Step::request`]($crate::Step::request).
            #[inline]
            pub fn request<B: $crate::Body + 'static, R: $crate::Response + 'static>(
                &self,
                method: $crate::http::Method,
                path: &str,
                arguments: &[$crate::Argument<'_>],
                body: B,
            ) -> C::Call<$crate::Undocumented<B, R>> {
                self.0.request(method, path, arguments, body)
            }
        }
        impl<C> ::core::convert::AsRef<$crate::Step<C>> for $type<C> {
            #[inline]
            fn as_ref(&self) -> &$crate::Step<C> {
                &self.0
            }
        }
        impl<C> ::core::convert::From<$crate::Step<C>> for $type<C> {
            #[inline]
            fn from(step: $crate::Step<C>) -> Self {
                Self(step)
            }
        }
    };
}
