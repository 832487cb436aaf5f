//! Collections of objects and single values, as responses wrap them.

use crate::additional::Additional;
use crate::debug::debug_model;
use crate::error::RequestError;
use crate::model::{Model, Schema};
use crate::shared::{clone_model, eq_models};
use crate::slot::{SlotMut, SlotRef};
use crate::slot_type::{SlotKind, SlotType};
use crate::step::{Carrier, Step};

/// A page of a collection: `{"value": […], "@odata.nextLink": "…"}`.
pub struct Page<T> {
    /// The objects.
    pub value: Vec<T>,
    /// URL of the next page; none on the last one.
    pub next_link: Option<String>,
    /// URL that returns what has changed since; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// Number of objects in the whole collection, where the request asked for it.
    pub count: Option<i64>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl<T> Page<T> {
    /// The link from which a later run of a program goes on after this page: to the next one, or to what has changed
    /// since.
    #[must_use]
    pub fn resume_link(&self) -> Option<&str> {
        self.next_link.as_deref().or(self.delta_link.as_deref())
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            additional: Additional::new(),
        }
    }
}

impl<T: Model + Default> Model for Page<T> {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "",
            fields: &["@odata.count", "@odata.nextLink", "@odata.deltaLink", "value"],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => SlotMut::Int64(&mut self.count),
            1 => SlotMut::String(&mut self.next_link),
            2 => SlotMut::String(&mut self.delta_link),
            3 => SlotMut::Objects(&mut self.value),
            _ => SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        match index {
            0 => SlotRef::Int64(&self.count),
            1 => SlotRef::String(&self.next_link),
            2 => SlotRef::String(&self.delta_link),
            3 => SlotRef::Objects(&self.value),
            _ => SlotRef::None,
        }
    }
    fn additional(&self) -> &Additional {
        &self.additional
    }
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

/// A single value, or a collection of values that are no objects: `{"value": 5}`, `{"value": ["a", "b"]}`.
pub struct ValueOf<T> {
    /// The value.
    pub value: Option<T>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl<T> Default for ValueOf<T> {
    fn default() -> Self {
        Self {
            value: None,
            additional: Additional::new(),
        }
    }
}

impl<T: SlotType + Send + Sync> Model for ValueOf<T> {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "",
            fields: &["value"],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => T::Kind::slot(&mut self.value),
            _ => SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        match index {
            0 => T::Kind::slot_ref(&self.value),
            _ => SlotRef::None,
        }
    }
    fn additional(&self) -> &Additional {
        &self.additional
    }
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

/// The body of a request that links an object to another one (`$ref`): `{"@odata.id": "…"}`.
#[derive(Default)]
pub struct Reference {
    target: Option<String>,
    additional: Additional,
}

impl Reference {
    /// A reference to the object with this URL.
    #[must_use]
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: Some(target.into()),
            additional: Additional::new(),
        }
    }

    /// A reference to the object at a place.
    ///
    /// With a client its URL is one of the client's service. Without, it is one of the service to which a request is
    /// written, and [`target`](Self::target) has the path below that.
    ///
    /// ```
    /// use graph_runtime::{Reference, Step};
    ///
    /// let user = Step::new((), "v1.0").to("/users/{id}", &["adele@contoso.com".into()]);
    /// assert_eq!(Reference::to(&user)?.target(), Some("/v1.0/users/adele@contoso.com"));
    /// # Ok::<(), graph_runtime::RequestError>(())
    /// ```
    ///
    /// # Errors
    /// When an argument does not fit the path of the place.
    pub fn to<C: Carrier>(place: &impl AsRef<Step<C>>) -> Result<Self, RequestError> {
        let place = place.as_ref();
        let below = place.below_service()?;
        Ok(Self::new(match place.carried().base_url() {
            Some(base_url) => at(base_url, &below),
            None => below,
        }))
    }

    /// The URL of the object that is referred to. Where the service is open, it begins with `/` and the version.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }
}

/// The URL of what is below a service.
fn at(base_url: &str, below: &str) -> String {
    format!("{}{below}", base_url.trim_end_matches('/'))
}

impl Model for Reference {
    fn reference_at(&self, base_url: &str) -> Option<Reference> {
        let below = self.target.as_deref().filter(|target| target.starts_with('/'))?;
        Some(Self {
            target: Some(at(base_url, below)),
            additional: self.additional.clone(),
        })
    }
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "",
            fields: &["@odata.id"],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => SlotMut::String(&mut self.target),
            _ => SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        match index {
            0 => SlotRef::String(&self.target),
            _ => SlotRef::None,
        }
    }
    fn additional(&self) -> &Additional {
        &self.additional
    }
    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

crate::impl_model!(Reference);

/// Implements the standard traits for a generic model, as `impl_model!` does for one without parameters.
macro_rules! impl_generic_model {
    ($type:ident: $($bound:tt)+) => {
        impl<T: $($bound)+> Clone for $type<T> {
            fn clone(&self) -> Self {
                clone_model(self)
            }
        }
        impl<T: $($bound)+> std::fmt::Debug for $type<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                debug_model(self, f)
            }
        }
        impl<T: $($bound)+> PartialEq for $type<T> {
            fn eq(&self, other: &Self) -> bool {
                eq_models(self, other)
            }
        }
        impl<T: $($bound)+> serde::Serialize for $type<T> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::write::write_model(self, serializer)
            }
        }
        impl<'de, T: $($bound)+> serde::Deserialize<'de> for $type<T> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::read::read_model(deserializer)
            }
        }
    };
}

impl_generic_model!(Page: Model + Default);
impl_generic_model!(ValueOf: SlotType + Send + Sync);
