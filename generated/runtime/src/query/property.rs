//! Names of properties, for queries.

use std::fmt;

use crate::query::condition::{Condition, Literal, Node};
use crate::query::expansion::Expansion;
use crate::query::property_path::{PropertyKind, join};

/// The name of a property, as a query has it, or a path to one. Generated types have a constant for each of their
/// properties.
///
/// ```
/// # use graph_runtime::{codegen::PropertyKind, query::Property};
/// # struct User;
/// # impl User {
/// #     const DISPLAY_NAME: Property = Property::new("displayName", PropertyKind::String);
/// #     const ACCOUNT_ENABLED: Property = Property::new("accountEnabled", PropertyKind::Bool);
/// # }
/// let condition = User::DISPLAY_NAME.starts_with("O'N").and(User::ACCOUNT_ENABLED.eq(true));
/// assert_eq!(condition.to_string(), "startswith(displayName,'O''N') and accountEnabled eq true");
/// ```
///
/// Where a query takes names, it takes text too: `select(["displayName"])`.
///
/// The constants hold a name and can be copied; [`property`](Self::property) joins them to a [`PropertyPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Property {
    // Tables of models write their constants as literals. A crate of models has thousands of them: with a call of a function
    // for each, and with a type that has a parameter, checking it takes a twentieth longer.
    #[doc(hidden)]
    pub path: &'static str,
    #[doc(hidden)]
    pub kind: PropertyKind,
}

/// A path to a property of an object that a property holds, as [`Property::property`] joins it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PropertyPath {
    path: String,
    kind: PropertyKind,
}

impl From<Property> for PropertyPath {
    fn from(property: Property) -> Self {
        Self {
            path: property.path.to_owned(),
            kind: property.kind,
        }
    }
}

impl Property {
    /// An item of a collection of values, in the condition of [`any`](Self::any) or [`all`](Self::all).
    ///
    /// ```
    /// # use graph_runtime::{codegen::PropertyKind, query::Property};
    /// # const BUSINESS_PHONES: Property = Property::new("businessPhones", PropertyKind::Strings);
    /// let condition = BUSINESS_PHONES.any(Property::ITEM.starts_with("+49"));
    /// assert_eq!(condition.to_string(), "businessPhones/any(x:startswith(x,'+49'))");
    /// ```
    pub const ITEM: Self = Self::new("", PropertyKind::Json);

    /// The property with this name in JSON.
    #[must_use]
    #[inline]
    pub const fn new(name: &'static str, kind: PropertyKind) -> Self {
        Self { path: name, kind }
    }
}

/// Implements what queries ask of a property, by its name or by a path to it.
macro_rules! queries {
    ($($type:ident),*) => {
        $(
            impl $type {
                /// The name, or the path with `/` between the names.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.path
                }

                /// A property of the object that this property holds.
                ///
                /// ```
                /// # use graph_runtime::{codegen::PropertyKind, query::Property};
                /// # const FROM: Property = Property::new("from", PropertyKind::Object);
                /// # const EMAIL_ADDRESS: Property = Property::new("emailAddress", PropertyKind::Object);
                /// # const ADDRESS: Property = Property::new("address", PropertyKind::String);
                /// let condition = FROM.property(EMAIL_ADDRESS).property(ADDRESS).eq("a@example.com");
                /// assert_eq!(condition.to_string(), "from/emailAddress/address eq 'a@example.com'");
                /// ```
                #[must_use]
                pub fn property(self, inner: impl Into<PropertyPath>) -> PropertyPath {
                    let PropertyPath { path, kind } = inner.into();
                    PropertyPath {
                        path: join(self.as_str(), &path),
                        kind,
                    }
                }

                /// The number of items of a collection.
                ///
                /// ```
                /// # use graph_runtime::{codegen::PropertyKind, query::Property};
                /// # const LICENSES: Property = Property::new("assignedLicenses", PropertyKind::Objects);
                /// assert_eq!(LICENSES.count().ne(0).to_string(), "assignedLicenses/$count ne 0");
                /// ```
                #[must_use]
                pub fn count(self) -> PropertyPath {
                    self.property(Property::new("$count", PropertyKind::Int32))
                }

                /// In rising order; what the name alone means, too.
                #[must_use]
                pub fn asc(self) -> Order {
                    Order {
                        text: format!("{self} asc"),
                    }
                }

                /// In falling order.
                #[must_use]
                pub fn desc(self) -> Order {
                    Order {
                        text: format!("{self} desc"),
                    }
                }

                /// The property among those that `$expand` names, to be given options of its own.
                #[must_use]
                pub fn expansion(self) -> Expansion {
                    Expansion::of(self.as_str())
                }

                /// The property among those that `$expand` names, with the properties of the related objects that are returned.
                #[must_use]
                pub fn select<I>(self, properties: I) -> Expansion
                where
                    I: IntoIterator,
                    I::Item: AsRef<str>,
                {
                    self.expansion().select(properties)
                }

                /// Equal to a value.
                #[must_use]
                pub fn eq<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("eq", &value.into())
                }

                /// Not equal to a value.
                #[must_use]
                pub fn ne<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("ne", &value.into())
                }

                /// Greater than a value.
                #[must_use]
                pub fn gt<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("gt", &value.into())
                }

                /// Greater than a value or equal to it.
                #[must_use]
                pub fn ge<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("ge", &value.into())
                }

                /// Less than a value.
                #[must_use]
                pub fn lt<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("lt", &value.into())
                }

                /// Less than a value or equal to it.
                #[must_use]
                pub fn le<'a>(self, value: impl Into<Literal<'a>>) -> Condition {
                    self.compare("le", &value.into())
                }

                /// Has a member, where the property is a set of members of an enumeration.
                #[must_use]
                pub fn has<'a>(self, member: impl Into<Literal<'a>>) -> Condition {
                    self.compare("has", &member.into())
                }

                /// Has no value.
                #[must_use]
                pub fn is_null(self) -> Condition {
                    self.compare("eq", &Literal::NULL)
                }

                /// Has a value.
                #[must_use]
                pub fn is_not_null(self) -> Condition {
                    self.compare("ne", &Literal::NULL)
                }

                /// Is one of the values. An empty list matches nothing; OData has no empty list, so `false` is sent. Several services
                /// of Microsoft Graph answer that with 400: a program does better not to ask then.
                #[must_use]
                pub fn is_in<'a, I>(self, values: I) -> Condition
                where
                    I: IntoIterator,
                    I::Item: Into<Literal<'a>>,
                {
                    let literals = values.into_iter().map(|value| value.into().text(self.kind));
                    Condition::new(Node::In {
                        literals: literals.collect(),
                        path: self.path(),
                    })
                }

                /// Begins with a text.
                #[must_use]
                pub fn starts_with(self, text: &str) -> Condition {
                    self.call("startswith", text)
                }

                /// Ends with a text.
                #[must_use]
                pub fn ends_with(self, text: &str) -> Condition {
                    self.call("endswith", text)
                }

                /// Contains a text.
                #[must_use]
                pub fn contains(self, text: &str) -> Condition {
                    self.call("contains", text)
                }

                /// At least one item of the collection is as the condition says, in which properties are those of the item. An
                /// item that is a value itself is [`Property::ITEM`].
                ///
                /// ```
                /// # use graph_runtime::{codegen::PropertyKind, query::Property};
                /// # const LICENSES: Property = Property::new("assignedLicenses", PropertyKind::Objects);
                /// # const SKU_ID: Property = Property::new("skuId", PropertyKind::Guid);
                /// let condition = LICENSES.any(SKU_ID.eq("184efa21-98c3-4e5d-95ab-d07053a96e67"));
                /// assert_eq!(condition.to_string(), "assignedLicenses/any(x:x/skuId eq 184efa21-98c3-4e5d-95ab-d07053a96e67)");
                /// ```
                #[must_use]
                pub fn any(self, condition: impl Into<Condition>) -> Condition {
                    Condition::lambda(self.path(), "any", condition.into())
                }

                /// All items of the collection are as the condition says.
                #[must_use]
                pub fn all(self, condition: impl Into<Condition>) -> Condition {
                    Condition::lambda(self.path(), "all", condition.into())
                }

                fn path(self) -> String {
                    self.path.into()
                }

                fn compare(self, operator: &'static str, value: &Literal<'_>) -> Condition {
                    Condition::new(Node::Compare {
                        literal: value.text(self.kind),
                        path: self.path(),
                        operator,
                    })
                }

                fn call(self, function: &'static str, text: &str) -> Condition {
                    Condition::new(Node::Call {
                        function,
                        path: self.path(),
                        literal: crate::query::quote(text),
                    })
                }
            }

            impl AsRef<str> for $type {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }

            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(self.as_str())
                }
            }
        )*
    };
}

queries!(Property, PropertyPath);

/// A property by which objects are sorted, with its direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    text: String,
}

impl AsRef<str> for Order {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
