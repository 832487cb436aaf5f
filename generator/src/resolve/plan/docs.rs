//! Documentation in the plan: what is said, not how it is written.

use crate::graph::{Cloud, PageSize, PermissionNote, Ways};
use crate::text::ListKind;

use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::ids::{ItemId, OperationId, PolymorphicId, StructId};
use crate::resolve::plan::permissions::{PermissionCase, PermissionPlan};
use crate::resolve::plan::query::QueryPlan;

/// The documentation of an item, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocsPlan {
    /// What the pages say.
    pub description: Vec<DocBlock>,
    /// What stands there where the description says nothing.
    pub fallback: Sentence,
    /// What stands behind the first paragraph.
    pub addition: Option<Sentence>,
    /// What else is known of the item.
    pub remarks: Vec<Sentence>,
    /// The permissions of a request; a table for each of what the page tells apart.
    pub permissions: Vec<PermissionTable>,
    /// What footnotes say of the permissions.
    pub permission_notes: Vec<PermissionNote>,
    /// The permissions that other pages about the request name.
    pub other_permissions: Vec<(PageReference, PermissionPlan)>,
    /// The pages on which it stands.
    pub pages: Vec<PageReference>,
}

impl DocsPlan {
    /// A description, or what stands for it.
    pub(in crate::resolve) fn new(description: Vec<DocBlock>, fallback: Sentence) -> Self {
        Self {
            description,
            fallback,
            addition: None,
            remarks: Vec::new(),
            permissions: Vec::new(),
            permission_notes: Vec::new(),
            other_permissions: Vec::new(),
            pages: Vec::new(),
        }
    }
}

/// A block of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocBlock {
    /// A paragraph.
    Paragraph(Vec<DocInline>),
    /// A list.
    List {
        /// How the items are marked.
        kind: ListKind,
        /// The items.
        items: Vec<Vec<DocBlock>>,
    },
}

/// A piece of a paragraph, as the page marks it. All texts are those of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocInline {
    /// Text in which nothing is a mark.
    Text(String),
    /// Code.
    Code(String),
    /// Strong text.
    Strong(Vec<DocInline>),
    /// Emphasized text.
    Emphasis(Vec<DocInline>),
    /// A link; without a target its text stands alone.
    Link {
        /// What is read.
        text: Vec<DocInline>,
        /// Where it leads.
        target: Option<LinkTarget>,
    },
    /// An image, of which only the text that stands for it is shown.
    Image(String),
    /// A tag.
    Html(String),
    /// The end of a line.
    Break,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a page outside of the crate. The address is that of the page, not yet escaped.
    Url(String),
    /// To an item of the crate.
    Item(ItemId),
}

/// A sentence that the generator adds, not the page. The texts in it are those of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// The qualified name of a type.
    Type(String),
    /// The values of an enumeration of this qualified name.
    Enumeration(String),
    /// The values of a property of an item.
    PropertyValues {
        /// The property.
        property: String,
        /// The struct, or the request that sends it.
        of: ItemId,
    },
    /// The pages do not describe a property.
    Undescribed,
    /// A member of an enumeration of this name.
    Member(String),
    /// The title of a request's page.
    Title(String),
    /// The body of a request.
    BodyOf(OperationId),
    /// The request sends bytes, where another one sends JSON.
    SendsBytes {
        /// The bytes.
        bytes: BytesPlan,
        /// The request that sends JSON.
        json: OperationId,
    },
    /// The request creates an object of any of the types that derive from one.
    CreatesAnyOf(PolymorphicId),
    /// The request updates an object of any of the types that derive from one.
    UpdatesAnyOf(PolymorphicId),
    /// The query options that the page documents, and those that it says are not supported.
    QueryOptions(QueryPlan),
    /// The national clouds that have a request.
    Clouds(Vec<Cloud>),
    /// The least privileged roles of which a signed-in person needs one.
    Roles(Vec<String>),
    /// The headers of the answer.
    AnsweredHeaders(Vec<&'static str>),
    /// How many objects a page of the answer has.
    PageSize(PageSize),
    /// Only examples show it.
    ExampleOnly,
    /// A property of a body must be sent.
    Required,
    /// A property is declared by a base type.
    InheritedFrom(StructId),
    /// Values of a type are always of a derived one.
    SentAsDerived(PolymorphicId),
}

/// The permissions of a request in its documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionTable {
    /// What the table is for, where a page has several: "channel".
    pub subjects: Vec<String>,
    /// The paths that it is for, where the pages have no words for it.
    pub paths: Vec<String>,
    /// The permissions.
    pub permissions: PermissionPlan,
}

impl PermissionTable {
    /// The tables of a request of which any permissions are documented: one, or one for each case. `paths` names the paths
    /// of a case for which the pages have no words.
    pub(in crate::resolve) fn of_cases(
        all: &PermissionPlan,
        cases: &[PermissionCase],
        paths: impl Fn(&PermissionCase) -> Vec<String>,
    ) -> Vec<Self> {
        if cases.is_empty() {
            let is_documented = all.iter().any(Ways::is_documented);
            return Vec::from_iter(is_documented.then(|| Self {
                subjects: Vec::new(),
                paths: Vec::new(),
                permissions: all.clone(),
            }));
        }
        let table = |case: &PermissionCase| Self {
            subjects: case.subjects.clone(),
            paths: if case.subjects.is_empty() {
                paths(case)
            } else {
                Vec::new()
            },
            permissions: case.permissions.clone(),
        };
        cases.iter().map(table).collect()
    }
}

/// A page about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageReference {
    /// It is documented there.
    Documented {
        /// What the link says.
        title: String,
        /// The address.
        url: String,
        /// The file that was read, and the line where that says more: `v1.0/api/user-get.md:24`.
        place: String,
    },
    /// No page is about it; this one names it first.
    Named {
        /// The name of the page.
        page: String,
        /// The address.
        url: String,
    },
}
