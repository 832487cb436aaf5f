//! Diagnostics: what the generator reports about the pages, each with a code and a place.

use crate::span::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A fact was repaired or a choice was made; the output is what the page means.
    Note,
    /// A fact is missing or doubtful; the output may lack something that the page says.
    Warning,
    /// The page, or a part of it, could not be used.
    Error,
}

impl Severity {
    /// The name in messages and in the model dump.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Declares [`Code`]: one line a code with its name, severity and meaning.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What kind of thing a diagnostic reports. The name of a code is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The severity that goes with the code.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What the code means, as one paragraph.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    // source and markdown
    /// The file is not UTF-8; the bytes that are not were read as U+FFFD.
    NotUtf8 = "not-utf8", Error;
    /// The file is larger than any page can be and was not read.
    FileTooLarge = "file-too-large", Error;
    /// A file begins with the mark of what the generator writes; it is not read.
    GeneratedFile = "generated-file", Note;
    /// A symbolic link below the input is not followed: it could lead out of the input.
    Link = "link", Warning;
    /// All pages of a folder are in another language than English. Headings, columns, types, paths and permissions were
    /// read by their anchors and places; sentences were not.
    OtherLanguage = "other-language", Error;
    /// Some pages of a folder are in another language than English. Headings, columns, types, paths and permissions were
    /// read by their anchors and places; sentences were not.
    TranslatedPages = "translated-pages", Warning;
    /// The front matter is opened but never closed, or a line of it is not `key: value`.
    BrokenFrontMatter = "broken-front-matter", Warning;
    /// An included file does not exist and the include is not known to be without meaning.
    MissingInclude = "missing-include", Warning;
    /// A fence or comment is opened and never closed.
    Unclosed = "unclosed-block", Warning;
    /// An include directive is broken; what can be read of it was taken.
    BrokenInclude = "broken-include", Note;
    /// An included file includes itself, directly or through others, or the includes nest deeper than any page's.
    IncludeCycle = "include-cycle", Error;
    /// The files that a page includes are larger together than any page can be; the rest was left out.
    IncludeTooLarge = "include-too-large", Error;
    /// A heading is not well-formed, such as one without a blank after `#`; it was read as one.
    RepairedHeading = "repaired-heading", Note;
    /// A fence is opened inside a fence; the first was closed there.
    NestedFence = "nested-fence", Note;
    /// Text copied from the rendered site holds lines at a place where nothing is known to stand.
    RenderedText = "rendered-text", Note;
    /// The text of a link stands in parentheses and its target in brackets: `(group)[group.md]`.
    SwappedLink = "swapped-link", Note;
    /// A table row has more or fewer cells than the header.
    RowWidth = "row-width", Note;
    /// A table row goes on in the next physical line and was joined.
    JoinedRow = "joined-row", Note;
    /// The delimiter row has another number of cells than the header.
    DelimiterWidth = "delimiter-width", Note;
    /// A table has a header and no row.
    EmptyTable = "empty-table", Note;
    /// A table ends in the middle: the header or a row is cut off.
    CutTable = "cut-table", Warning;

    // page
    /// The page has no heading of level one, so it is not known what it documents.
    MissingTitle = "missing-title", Error;
    /// Neither the folder nor the content tells what kind of page this is.
    UnknownPageKind = "unknown-page-kind", Warning;
    /// Neither the folder, the front matter nor a URL tells the version; v1.0 was assumed.
    UnknownVersion = "unknown-version", Note;
    /// An annotation comment is not JSON; its known keys were read by pattern.
    BrokenAnnotation = "broken-annotation", Note;
    /// The annotation and the page's text disagree.
    AnnotationMismatch = "annotation-mismatch", Note;
    /// A table stands in a section where its header is not known.
    UnknownTable = "unknown-table", Warning;
    /// A table holds facts that have no place in what the page documents, such as the body of a request that has
    /// none.
    UnusedTable = "unused-table", Warning;
    /// No rule knows a row, fence, annotation or operation line; what it says is lost.
    NotRead = "not-read", Warning;
    /// A row of a known table was not understood.
    UnknownRow = "unknown-row", Warning;
    /// A name holds characters that no property, parameter or type has.
    BadName = "bad-name", Error;
    /// A type cell is empty.
    MissingType = "missing-type", Warning;
    /// A type cell was not understood.
    UnknownTypeCell = "unknown-type-cell", Warning;
    /// A type cell, or a sentence about a body or an answer, names several types.
    UnionType = "union-type", Warning;
    /// A list of possible values repeats a value.
    RepeatedValue = "repeated-value", Note;
    /// A sentence about permissions asks for a role that a person must have, and no name of a role was read from the page.
    UnknownRole = "unknown-role", Note;
    /// A list of possible values is announced, but it is not closed or was not understood.
    UnknownValueList = "unknown-value-list", Note;
    /// A property or parameter stands twice in one table.
    RepeatedRow = "repeated-row", Warning;
    /// A placeholder of the page's author (`TODO`) stands where a fact belongs.
    Placeholder = "placeholder", Warning;
    /// An API page has no line `METHOD /path`.
    NoOperation = "no-operation", Warning;
    /// A line in the request fence is neither an operation nor anything known.
    UnknownRequestLine = "unknown-request-line", Warning;
    /// A path is not well-formed; it was repaired.
    RepairedPath = "repaired-path", Note;
    /// A path is not well-formed and cannot be repaired.
    BadPath = "bad-path", Error;
    /// The response sentence was not understood.
    UnknownResponse = "unknown-response", Warning;
    /// A permission cell was not understood.
    UnknownPermission = "unknown-permission", Warning;
    /// The order that the permission table claims is not the order of its cells.
    PermissionOrder = "permission-order", Note;
    /// All examples of a page send another method than its request line says; both requests are there.
    ExampleOnlyMethod = "example-only-method", Note;
    /// A path stands in an example only: by another address, narrowed to a type, or with other arguments.
    ExampleOnlyPath = "example-only-path", Note;
    /// A status code of success stands in an example only.
    ExampleOnlyStatus = "example-only-status", Note;
    /// The JSON of an example or representation is broken and was repaired.
    RepairedJson = "repaired-json", Note;
    /// The JSON of an example or representation is broken beyond repair.
    BadJson = "bad-json", Warning;

    // model
    /// Two pages bear one name in one version.
    DuplicatePage = "duplicate-page", Warning;
    /// A page leaves no fact behind.
    NoFacts = "no-facts", Warning;
    /// A type is used and documented nowhere; its values are untyped JSON.
    UnknownType = "unknown-type", Warning;
    /// Two places disagree on the type of a property.
    TypeConflict = "type-conflict", Warning;
    /// Two places spell the name of a property in different letters, or one in the singular and one in the plural.
    SpellingConflict = "spelling-conflict", Warning;
    /// A property stands in the JSON representation of its type, but in no table.
    RepresentationOnly = "representation-only", Note;
    /// A property or a parameter stands in examples only.
    ExampleOnly = "example-only", Note;
    /// What a request answers is known from another page of the same request only.
    SameRequest = "same-request", Note;
    /// Two pages of one request say different things of what it answers.
    AnswerConflict = "answer-conflict", Warning;
    /// A request answers something else than what stands at its path by other pages.
    PlaceConflict = "place-conflict", Warning;
    /// A path leads to a property of the object of which the page speaks.
    PropertyPath = "property-path", Note;
    /// An example shows several members of an enumeration in one value, which no page says.
    ExampleOnlyFlags = "example-only-flags", Note;
    /// A parameter of an action stands in no table: prose names it, or JSON in the prose shows it.
    UntabledParameter = "untabled-parameter", Note;
    /// A parameter or a property is said to be required, and an example of the page leaves it out; so may a program.
    UnsentParameter = "unsent-parameter", Note;
    /// A body, a response or what a body links is known from an example only.
    ExampleOnlyBody = "example-only-body", Note;
    /// The type of a body is known from the title of its page only.
    TitleOnly = "title-only", Note;
    /// A relationship, the type of a body, or that a type has a key, is known from the paths of requests only.
    PathOnly = "path-only", Note;
    /// A type is known from the names of the pages about its relationships only.
    FileNameOnly = "file-name-only", Note;
    /// A property of type `String` lists all its values; it was read as an enumeration.
    ClosedList = "closed-list", Note;
    /// Two places disagree on the base type.
    BaseConflict = "base-conflict", Warning;
    /// Two places disagree on the members of an enumeration.
    MemberConflict = "member-conflict", Warning;
    /// A type stands where another is declared and has all its properties; it was taken for a derived type.
    ImpliedBase = "implied-base", Note;
    /// A chain of base types leads back to its start.
    BaseCycle = "base-cycle", Error;
    /// A type has more bases, or types and bodies take over more properties, than structs can be made of: the base was
    /// left out, or the body is a whole object.
    InheritanceBound = "inheritance-bound", Error;
    /// The base type is documented nowhere.
    UnknownBase = "unknown-base", Warning;
    /// Two operations are one: same method, same path, on two pages.
    DuplicateOperation = "duplicate-operation", Note;
    /// An entry of `corrections.toml` is not well-formed.
    BadCorrection = "bad-correction", Error;
    /// An entry of `corrections.toml` corrects nothing: what it names is not there, or is right already.
    StaleCorrection = "stale-correction", Error;

    // resolve
    /// Two names become one in Rust; one of them was changed.
    RenamedItem = "renamed-item", Note;
    /// The example in the documentation of a request sends nothing: its page shows JSON that is sent, but none that this request
    /// can send.
    EmptyExample = "empty-example", Note;
    /// An example sends another method than its operation, or to a path that is no instance of a documented one.
    ExamplePath = "example-path", Warning;
    /// An example calls an operation that another page documents; it is held against that one.
    ExampleOfOther = "example-of-other", Note;
    /// An example calls an operation on a path that no page documents, and that is said by the type of what stands there.
    ExampleByType = "example-by-type", Note;
    /// An example shows a boolean or a number in quotes; it is read as what the text spells.
    ExampleQuoted = "example-quoted", Note;
    /// An example shows a date where a date and time belongs, or the other way round, or blanks in one; midnight UTC is
    /// taken for the time of a date, and what is too much is left out.
    ExampleDate = "example-date", Note;
    /// An example leaves out `/$ref`, so that it would delete the object itself; the page documents how its link is removed,
    /// which the request does.
    ExampleLink = "example-link", Note;
    /// An example is sent to another version of the service than its page is about.
    ExampleVersion = "example-version", Note;
    /// An example uses a query option in a way in which the typed request cannot, or leaves out one that must be
    /// sent.
    ExampleQuery = "example-query", Warning;
    /// An example sends a header that the operation does not, or leaves out one that must be sent.
    ExampleHeader = "example-header", Warning;
    /// An example sends a body where the operation has none, none where it has one, or one of another kind.
    ExampleBody = "example-body", Warning;
    /// An example sends a property that the pages call read-only; the request leaves it out.
    ExampleReadOnly = "example-read-only", Note;
    /// An example sends a property of the type that is not among those that the request sends.
    ExampleUnsent = "example-unsent", Warning;
    /// An example answers with a status that the page does not name.
    ExampleStatus = "example-status", Warning;
    /// An example answers with another kind of body than the page says: many objects, one, or none.
    ExampleShape = "example-shape", Warning;
    /// An example shows a property that its type is not documented to have.
    ExampleProperty = "example-property", Warning;
    /// A value in an example is not of the documented type of its property.
    ExampleValue = "example-value", Warning;
    /// A value in an example is no documented member of its enumeration.
    ExampleMember = "example-member", Warning;
    /// An example answers with one object where the operation answers with a list; it is read as the list of this object.
    ExampleSingle = "example-single", Note;
    /// An example spells the name of a property or a query option otherwise than its documentation, which is followed.
    ExampleSpelling = "example-spelling", Note;
    /// An object in an example has properties of a derived type, but does not say that it is of that type; it is read
    /// as if it did.
    ExampleUnnamed = "example-unnamed", Note;
    /// An object in an example names its type by another namespace, or without one; the service's name is taken.
    ExampleTypeName = "example-type-name", Note;
    /// An example shows a body behind a status code that has none; it is left out.
    ExampleNoContent = "example-no-content", Note;
    /// An object in an example says that it is of another type than the documented one.
    ExampleType = "example-type", Warning;
}

/// A second place that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// One thing to say about one place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// The place.
    pub span: Span,
    /// The sentence, without a full stop at its end.
    pub message: String,
    /// Other places that matter, such as the other side of a contradiction.
    pub labels: Vec<Label>,
    /// What the generator did instead, or what the author of the page can do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with neither labels nor help.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what was done instead, or what can be done.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The severity, which the code decides.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The diagnostics of a run, in the order in which they are found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No diagnostics.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds those of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// The diagnostics so far, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// All diagnostics, sorted by place, then by code; of those that say the same of a place the first.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list
            .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        let said = |diagnostic: &Diagnostic| (diagnostic.span, diagnostic.code);
        self.list
            .dedup_by(|b, a| said(a) == said(b) && a.message == b.message);
        self.list
    }
}
