//! `UpdateOf`: the body of an update of an object that may be of a derived type.

use serde_json::Value;

use crate::json::WriteError;
use crate::model::Model;
use crate::operation::body::Body;

/// The body of an update of an object that may be of one of several types: the properties that are set, and the
/// names of those that are cleared.
///
/// Where the type of an object is known, the body of its update has a field of type [`Patch`](crate::Patch) for
/// each property. Here the properties are those of the type that is given, and stay as they are where they are
/// `None`:
///
/// ```
/// use graph_runtime::UpdateOf;
/// # use graph_runtime::codegen as rt;
/// # struct Grade { points: Option<i32>, feedback: Option<String>, additional: rt::Additional }
/// # rt::model! {
/// #     Grade = "microsoft.graph.grade", write_type: true, additional: additional;
/// #     0 points: Int32 = "points";
/// #     1 feedback: String = "feedback";
/// # }
/// use graph_runtime::operation::Body;
///
/// let grade = Grade { points: Some(9), ..Default::default() };
/// let changes: UpdateOf<Grade> = UpdateOf::new(grade).null("feedback");
/// let json = r##"{"@odata.type":"#microsoft.graph.grade","points":9,"feedback":null}"##;
/// assert_eq!(String::from_utf8(changes.to_bytes("")?)?, json);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateOf<M>(M);

impl<M: Model> UpdateOf<M> {
    /// Sets the properties that the value has. A value of a derived type says with it which type it is.
    #[must_use]
    #[inline]
    pub fn new(value: impl Into<M>) -> Self {
        Self(value.into())
    }

    /// Clears a property, by its name in the service, such as `displayName`. A property that the value has is set
    /// none the less.
    #[must_use]
    pub fn null(mut self, property: impl Into<String>) -> Self {
        let model: &mut dyn Model = &mut self.0;
        model.additional_mut().insert(property, Value::Null);
        self
    }

    /// The properties that are set.
    #[must_use]
    pub fn value(&self) -> &M {
        &self.0
    }

    /// The properties that are set, to be changed.
    pub fn value_mut(&mut self) -> &mut M {
        &mut self.0
    }
}

impl<M: Model> Body for UpdateOf<M> {
    fn content_type(&self) -> Option<&'static str> {
        self.0.content_type()
    }
    #[inline]
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError> {
        self.0.to_bytes(base_url)
    }
}
