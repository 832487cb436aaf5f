//! The facts of a page, of a type and of an enumeration.

pub(in crate::page) mod operation;

use serde_json::Value;

use crate::coverage::{Item, PageCoverage};
use crate::graph::{Cardinality, KEY, OptionSupport, Primitive, Title, Version};
use crate::markdown::{Layout, Passage, Text};
use crate::span::{FileId, Span, Spanned};

use crate::page::{OperationFacts, PageAge};

/// A page and its facts.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file.
    pub file: FileId,
    /// Which reader read it.
    pub layout: Layout,
    /// How old it is.
    pub age: PageAge,
    /// The version that folder, front matter, or the page's own URLs tell; `None` where nothing does.
    pub told_version: Option<Version>,
    /// The heading of level one; where the page has none, the front matter's title or what stands for it.
    pub title: Spanned<Title>,
    /// `microsoft.graph.callRecords`, from the line `Namespace: …`.
    pub namespace: Option<Spanned<String>>,
    /// The paragraphs and lists between the title (and the namespace line) and the first heading, without notes,
    /// disclaimers and includes.
    pub description: Vec<Passage>,
    /// Where the page says that the thing is deprecated, and the sentence.
    pub deprecated: Option<Spanned<String>>,
    /// What the page documents.
    pub content: PageContent,
    /// What became of each row, fence, annotation and operation line, in the order of the page.
    pub coverage: Vec<Item>,
}

/// What a page documents. The enumerations of a page are its own, and tables under headings such as `### x values`.
#[derive(Clone, Debug)]
pub enum PageContent {
    /// A type, and the enumerations that stand beside it.
    Type {
        /// The type.
        resource: Box<ResourceFacts>,
        /// The enumerations.
        enums: Vec<EnumFacts>,
    },
    /// Enumerations alone, at least one.
    Enumerations(Vec<EnumFacts>),
    /// Operations, and the enumerations that stand beside them.
    Operations {
        /// The operations, at least one. Usually it is only one.
        operations: Vec<OperationFacts>,
        /// The types that the page describes, such as those of parameters.
        types: Vec<ResourceFacts>,
        /// The enumerations.
        enums: Vec<EnumFacts>,
    },
    /// Concepts: the page is prose, from which no fact is expected.
    Concepts,
    /// The page should document something, but no fact of it was read.
    NotRead,
}

impl Page {
    /// The version that the page documents; v1.0 where nothing tells it, which
    /// [`report_assumed_versions`](crate::page::report_assumed_versions) says.
    pub fn version(&self) -> Version {
        self.told_version.unwrap_or(Version::V1)
    }

    /// The type that the page documents.
    pub fn resource(&self) -> Option<&ResourceFacts> {
        match &self.content {
            PageContent::Type { resource, .. } => Some(resource),
            PageContent::Enumerations(_)
            | PageContent::Operations { .. }
            | PageContent::Concepts
            | PageContent::NotRead => None,
        }
    }

    /// The types that the page describes: its own, or those beside its operations.
    pub fn types(&self) -> impl Iterator<Item = &ResourceFacts> {
        let beside_operations = match &self.content {
            PageContent::Operations { types, .. } => types.as_slice(),
            PageContent::Type { .. }
            | PageContent::Enumerations(_)
            | PageContent::Concepts
            | PageContent::NotRead => &[],
        };
        self.resource().into_iter().chain(beside_operations)
    }

    /// The enumerations that the page lists, in the order of the page.
    pub fn enums(&self) -> &[EnumFacts] {
        match &self.content {
            PageContent::Type { enums, .. }
            | PageContent::Enumerations(enums)
            | PageContent::Operations { enums, .. } => enums,
            PageContent::Concepts | PageContent::NotRead => &[],
        }
    }

    /// The operations that the page documents, in the order of the page.
    pub fn operations(&self) -> &[OperationFacts] {
        match &self.content {
            PageContent::Operations { operations, .. } => operations,
            PageContent::Type { .. }
            | PageContent::Enumerations(_)
            | PageContent::Concepts
            | PageContent::NotRead => &[],
        }
    }

    /// Takes what became of the items out of the page.
    pub fn take_coverage(&mut self) -> PageCoverage {
        PageCoverage {
            file: self.file,
            items: std::mem::take(&mut self.coverage),
        }
    }
}

/// What a page says of a type.
#[derive(Clone, Debug)]
pub struct ResourceFacts {
    /// The name in the title: `deviceConfiguration`.
    pub name: Spanned<String>,
    /// The name in the annotation, `microsoft.graph.workbookChart`; it is right where the title is an alias.
    pub annotated_name: Option<Spanned<String>>,
    /// The base type: from the annotation, from prose, from rows, in the order of the page.
    pub bases: Vec<BaseClaim>,
    /// Types that the page says are derived from this one.
    pub derived: Vec<DerivedClaim>,
    /// Whether the page says that the type is abstract.
    pub is_abstract: bool,
    /// Whether the annotation says that the type is open.
    pub open: bool,
    /// The key property that the annotation names.
    pub key_property: Option<Spanned<String>>,
    /// The rows of the page's list of methods.
    pub methods: Vec<MethodFacts>,
    /// The rows of *Properties* and *Relationships*.
    pub properties: Vec<PropertyFacts>,
    /// The keys and values of the JSON representation, where it was read.
    pub json: Option<Spanned<Value>>,
    /// What the placeholders of the JSON representation tell of its keys: no descriptions, but types.
    pub representation: Vec<PropertyFacts>,
}

impl ResourceFacts {
    /// A type of which nothing but the name is known.
    pub fn named(name: Spanned<String>) -> Self {
        Self {
            name,
            annotated_name: None,
            bases: Vec::new(),
            derived: Vec::new(),
            is_abstract: false,
            open: false,
            key_property: None,
            methods: Vec::new(),
            properties: Vec::new(),
            json: None,
            representation: Vec::new(),
        }
    }
}

/// A row of a list of methods.
#[derive(Clone, Debug)]
pub struct MethodFacts {
    /// The stem of the API page that the row links to.
    pub page: Spanned<String>,
    /// The type that the row says is returned.
    pub returns: Option<TypeFacts>,
}

/// A type that a page says is derived from its own.
#[derive(Clone, Debug)]
pub struct DerivedClaim {
    /// The derived type, as spelled.
    pub name: Spanned<String>,
    /// The target of the link, as in [`SpelledType::Named`].
    pub link: Option<String>,
}

/// One statement about a base type.
#[derive(Clone, Debug)]
pub struct BaseClaim {
    /// The base, as spelled.
    pub name: Spanned<String>,
    /// The target of the link, as in [`SpelledType::Named`].
    pub link: Option<String>,
    /// Where the page says so.
    pub evidence: BaseEvidence,
}

/// Where a page names a base type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseEvidence {
    /// "Inherits from `[x]`".
    Prose,
    /// `"baseType": "microsoft.graph.x"`.
    Annotation,
    /// "Inherited from `[x]`" in the description of a row; may name an ancestor.
    Row,
}

/// A row of a table of properties, relationships or parameters.
#[derive(Clone, Debug)]
pub struct PropertyFacts {
    /// The name without decoration; the span is the cell's.
    pub name: Spanned<String>,
    /// The type cell.
    pub ty: TypeFacts,
    /// The description cell.
    pub description: Text,
    /// What the table lists.
    pub kind: RowKind,
    /// "Inherited from `[x]`".
    pub inherited_from: Option<Spanned<String>>,
    /// Whether the row says that a value must be sent, or need not be.
    pub required: Option<bool>,
    /// "Read-only."
    pub read_only: bool,
    /// "Nullable." or "Not nullable."
    pub nullable: Option<bool>,
    /// "Supports `$filter`.", "Returned only on `$select`."
    pub supports: OptionSupport,
    /// "Possible values are: …", empty where the row lists none.
    pub values: Vec<EnumMember>,
    /// "Flags enum": whether several of the values hold at once.
    pub flags: bool,
    /// "The default value is `false`."
    pub default: Option<String>,
    /// "Deprecated", and the sentence that says it.
    pub deprecated: Option<String>,
    /// The whole row.
    pub span: Span,
}

impl PropertyFacts {
    /// A property of which nothing but name and type are known.
    pub fn named(name: Spanned<String>, ty: TypeFacts, kind: RowKind) -> Self {
        Self {
            description: Text::empty(name.span),
            span: name.span,
            name,
            ty,
            kind,
            inherited_from: None,
            required: None,
            read_only: false,
            nullable: None,
            supports: OptionSupport::default(),
            values: Vec::new(),
            flags: false,
            default: None,
            deprecated: None,
        }
    }

    /// Whether name and type are those of a key.
    pub fn can_be_key(&self) -> bool {
        let has_type =
            |ty: &SpelledType| matches!(ty, SpelledType::Primitive(primitive) if primitive.can_be_key());
        self.name.value == KEY && has_type(&self.ty.name) && !self.ty.collection
    }
}

/// What a table of a page of a type, or of a body, lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Properties, or parameters of an action.
    Property,
    /// Relationships: navigation properties.
    Relationship,
    /// Parameters of an action that no table lists: prose names them, or JSON shows them.
    Untabled,
}

/// What a type cell or a sentence says of the type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFacts {
    /// The type, or that of the elements.
    pub name: SpelledType,
    /// Whether it is a collection.
    pub collection: bool,
    /// The cell.
    pub span: Span,
}

impl TypeFacts {
    /// A value of any kind, where a page does not name its type.
    pub fn untyped(span: Span) -> Self {
        Self {
            name: SpelledType::Primitive(Primitive::Untyped),
            collection: false,
            span,
        }
    }

    /// Whether there is one value or a collection.
    pub fn cardinality(&self) -> Cardinality {
        Cardinality::of_list(self.collection)
    }

    /// The name of the type as spelled, where it is no primitive one.
    pub fn named(&self) -> Option<&str> {
        match &self.name {
            SpelledType::Named { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// A type as a page spells it. Which type of the service a name means is the question of `model`, whose answer is a
/// [`TypeName`](crate::graph::TypeName).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpelledType {
    /// A primitive type; the name without `Edm.`: `String`, `DateTimeOffset`, `Untyped`.
    Primitive(Primitive),
    /// A type of the service, `deviceConfiguration` or `microsoft.graph.callRecords.session` as spelled, and
    /// the file that the link leads to, without folder and fragment.
    Named {
        /// The name.
        name: String,
        /// The target of the link.
        link: Option<String>,
    },
    /// The cell says only that it is an enumeration.
    Enumeration,
    /// Several types are possible.
    Union(Vec<SpelledType>),
    /// The cell is empty or not understood; its text.
    Unknown(String),
}

/// An enumeration on a page.
#[derive(Clone, Debug)]
pub struct EnumFacts {
    /// The name, as the title or heading spells it.
    pub name: Spanned<String>,
    /// The description, where the page gives one.
    pub description: Vec<Passage>,
    /// The members in the order of the page.
    pub members: Vec<EnumMember>,
    /// Whether the page says that values can be combined. Powers of two are judged in `model`.
    pub flags: bool,
    /// The fragment of the section of the page that lists it; `None` where the whole page is about it.
    pub section: Option<String>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The name as sent.
    pub name: Spanned<String>,
    /// The number, where the page gives one.
    pub value: Option<i64>,
    /// The description, where the page gives one.
    pub description: Option<Text>,
    /// The sentence that says that the member is deprecated.
    pub deprecated: Option<String>,
}
