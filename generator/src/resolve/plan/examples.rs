//! Documented examples in the plan: what the typed request and response make of them.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::{PathTemplate, QueryOption, Scalar, is_success};
use crate::resolve::plan::ids::{EnumId, PolymorphicId, StructId};
use crate::resolve::plan::operations::OperationPlan;
use crate::span::Span;

/// What the documented examples make of a request.
#[derive(Clone, Debug, Default)]
pub struct OperationExamples {
    /// The documented examples.
    pub documented: Vec<ExamplePlan>,
    /// The call that the documentation shows.
    pub sample: Option<ExampleCall>,
    /// Why that call sends nothing, where the request has a body of named values and its page shows JSON that is sent.
    pub empty_body: Option<EmptyBody>,
    /// The module of the tests of the examples, within that of the owner's tests.
    pub test_module: String,
}

impl OperationExamples {
    /// The examples that become tests: those that agree and hold a request.
    pub fn tested(&self) -> impl Iterator<Item = (&ExamplePlan, &ExampleCall, &WireRequest)> {
        let agreeing = self.documented.iter().filter(|example| example.agrees());
        agreeing.filter_map(|example| Some((example, example.call.as_ref()?, example.request.as_ref()?)))
    }
}

/// A documented example, held against the typed request and the typed response of its operation.
#[derive(Clone, Debug)]
pub struct ExamplePlan {
    /// The heading, where it says more than that this is an example.
    pub title: Option<String>,
    /// The name that the page gives the request: `get_user`.
    pub name: Option<String>,
    /// The URL of the request, or the status of a response that has none.
    pub span: Span,
    /// The page and the line of it, `v1.0/api/user-get.md:31`.
    pub place: String,
    /// The typed request; `None` where the example shows none, or one that cannot be built.
    pub call: Option<ExampleCall>,
    /// The body as far as the typed request can send it, where that is not all.
    pub partial_body: Option<BodyLiteral>,
    /// The documented request, as far as it goes over the wire.
    pub request: Option<WireRequest>,
    /// The documented response.
    pub response: Option<WireResponse>,
    /// Why the example proves nothing, if so.
    pub skipped: Option<SkipReason>,
    /// Whether it shows properties or parameters that only examples show.
    pub shows_more: bool,
    /// What disagrees, in the order in which it was found.
    pub findings: Vec<Diagnostic>,
}

impl ExamplePlan {
    /// Whether the typed request is the documented one, and the documented response is read without loss. What is
    /// only worth a note is put right by the request: it goes to the version that it is documented for.
    pub fn agrees(&self) -> bool {
        self.skipped.is_none() && self.disagreement().is_none()
    }

    /// What a test expects as the answer. A redirect is followed by whoever sends the request.
    pub fn tested_answer(&self) -> Option<&WireResponse> {
        self.response
            .as_ref()
            .filter(|response| is_success(response.status))
    }

    /// Whether nothing is lost between the wire and the typed values, though the types do not know all of it: an
    /// unknown property, member or derived type is kept and written back.
    pub fn is_lossless(&self) -> bool {
        let is_kept = |finding: &Diagnostic| {
            finding.severity() == Severity::Note
                || matches!(
                    finding.code,
                    Code::ExampleProperty | Code::ExampleMember | Code::ExampleType
                )
        };
        self.skipped.is_none() && self.findings.iter().all(is_kept)
    }

    /// The first thing that disagrees.
    pub fn disagreement(&self) -> Option<&Diagnostic> {
        let mut findings = self.findings.iter();
        findings.find(|finding| finding.severity() > Severity::Note)
    }
}

/// Why an example can prove nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// A body is JSON beyond repair.
    Broken,
    /// The response is an error of the service.
    Error,
    /// The request goes to another host: an upload session, a callback of the caller's own.
    Elsewhere,
    /// A body leaves parts out: `...` stands where members or items belong, or the request has none at all.
    Abridged,
    /// A value is a placeholder of the author, "String (timestamp)", where the type is no text.
    Placeholder,
}

impl SkipReason {
    /// All reasons, in the order in which they are looked for.
    pub const ALL: &'static [Self] = &[
        Self::Broken,
        Self::Error,
        Self::Elsewhere,
        Self::Abridged,
        Self::Placeholder,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Error => "error",
            Self::Elsewhere => "elsewhere",
            Self::Abridged => "abridged",
            Self::Placeholder => "placeholder",
        }
    }

    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Broken => "a body is JSON beyond repair",
            Self::Error => "the response is an error",
            Self::Elsewhere => "the request goes to another host",
            Self::Abridged => "a body leaves parts out, or is left out itself",
            Self::Placeholder => "a value is a placeholder of the author",
        }
    }
}

/// Why the call in the documentation of a request sends nothing. Where examples have several reasons, the last in this
/// order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EmptyBody {
    /// The pages have examples of other requests only.
    NoExample,
    /// The examples send nothing: all parameters are optional, or the author left the body out.
    LeftOut,
    /// The examples send the name of the type and nothing else.
    TypeAlone,
    /// The values of the examples are placeholders of the author.
    Placeholder,
    /// What the examples send is not what the request sends.
    Unfit,
}

impl EmptyBody {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoExample => "its page shows other requests only",
            Self::LeftOut => "its examples leave the body out",
            Self::TypeAlone => "its examples send the name of the type alone",
            Self::Placeholder => "the values in its examples are placeholders",
            Self::Unfit => "what its examples send is not what the request sends",
        }
    }
}

/// The typed request of an example.
#[derive(Clone, Debug)]
pub struct ExampleCall {
    /// The path, as documented for the operation or as the steps say it by type.
    pub route: PathTemplate,
    /// The values of the path's arguments.
    pub arguments: Vec<ArgumentValue>,
    /// The values of the parameters that must be sent, in the order of the constructor.
    pub required: Vec<String>,
    /// The body.
    pub body: Option<BodyLiteral>,
    /// What is chained behind the constructor.
    pub options: Vec<OptionLiteral>,
}

impl ExampleCall {
    /// Whether a page documents its path for the operation.
    pub fn is_documented(&self, plan: &OperationPlan) -> bool {
        plan.paths.iter().any(|path| path.route == self.route)
    }
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentValue {
    /// Text, not encoded; also a string in the parentheses of a function.
    Text(String),
    /// A value of the argument's type, as the runtime writes it.
    Scalar(Scalar, Value),
    /// A literal of OData that is written as it is.
    Literal(String),
}

/// What a call chains behind its constructor.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionLiteral {
    /// A system query option with its value.
    Query(QueryOption, String),
    /// A header or query option that has a constant; its index among the parameters of the operation, and the value.
    Parameter(usize, String),
    /// The content type of bytes, where it is not the one that the page names.
    ContentType(String),
}

/// The body of a call.
#[derive(Clone, Debug)]
pub enum BodyLiteral {
    /// A model or the struct of a body.
    Typed(Literal),
    /// The changes of an object of a type or of one derived from it, and the properties that are cleared.
    Update(Literal, Vec<String>),
    /// JSON without a type.
    Json(Value),
    /// The address of the object that is to be linked.
    Reference(String),
    /// Bytes that are text.
    Text(String),
}

/// A value of the emitted crate.
#[derive(Clone, Debug)]
pub enum Literal {
    /// A primitive value, in the form in which the runtime writes it.
    Scalar(Scalar, Value),
    /// A member of an enumeration, by the index of its variant.
    Member(EnumId, usize),
    /// Members of an enumeration whose members can be combined, by the indices of their variants.
    Members(EnumId, Vec<usize>),
    /// A struct.
    Struct(StructLiteral),
    /// A value of a type or of one derived from it, where either can stand.
    Polymorphic(PolymorphicId, StructLiteral),
    /// A list.
    List(Vec<Literal>),
    /// A property that an update clears.
    Null,
}

/// A struct with the fields that are set.
#[derive(Clone, Debug)]
pub struct StructLiteral {
    /// The struct.
    pub ty: StructId,
    /// The fields that are set, in the order of the struct.
    pub fields: Vec<FieldLiteral>,
    /// Whether there are other fields.
    pub partial: bool,
    /// The relationships that the object binds.
    pub bindings: Vec<BindingLiteral>,
    /// The other annotations that the example shows, and the properties of an open type that no page documents.
    pub additional: Vec<(String, Value)>,
}

/// A relationship that an object binds: `members@odata.bind`.
#[derive(Clone, Debug)]
pub struct BindingLiteral {
    /// The relationship.
    pub relationship: RelationshipName,
    /// The addresses of the objects to which it is bound.
    pub targets: BindingTargets,
}

/// How a relationship is named.
#[derive(Clone, Debug)]
pub enum RelationshipName {
    /// By the constant of a field of a model; the index of the field.
    Constant(StructId, usize),
    /// By a text, where the model has no such field.
    Text(String),
}

/// To what a relationship is bound.
#[derive(Clone, Debug)]
pub enum BindingTargets {
    /// One object.
    One(String),
    /// A list of objects.
    Many(Vec<String>),
}

/// A field that is set.
#[derive(Clone, Debug)]
pub struct FieldLiteral {
    /// The index of the field.
    pub index: usize,
    /// The value.
    pub value: Literal,
}

/// A documented request.
#[derive(Clone, Debug)]
pub struct WireRequest {
    /// The method.
    pub method: &'static str,
    /// Path and query behind the version, with a slash at the start, as documented but for the case of fixed text, which
    /// means nothing to the service.
    pub target: String,
    /// The headers by name, without those that belong to the connection.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: WireBody,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct WireResponse {
    /// The status.
    pub status: u16,
    /// The headers by name, without those that belong to the connection.
    pub headers: Vec<(String, String)>,
    /// The body; an object that the page wraps in `{"value": …}` is unwrapped.
    pub body: WireBody,
    /// Whether it was unwrapped.
    pub wrapped: bool,
    /// Whether an object in it has properties that the declared type does not, since it is an open type or a derived one.
    pub open: bool,
}

/// A documented body.
#[derive(Clone, Debug, PartialEq)]
pub enum WireBody {
    /// None.
    Empty,
    /// JSON.
    Json(Value),
    /// Text that is not JSON, or JSON beyond repair.
    Text(String),
}
