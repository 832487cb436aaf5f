//! What became of each row, fence, annotation and operation line of the pages.
//!
//! The readers of a page record in its [`Coverage`] which items they used, and which they left out and why
//! ([`IgnoreReason`]). When the page has been read, each item is looked up: it was used, was ignored, lies under a
//! diagnostic that says what is wrong with it, or is [`Outcome::NotRead`], which is a diagnostic of its own. So nothing
//! that stands on a page is lost in silence, and the list of what was not read shows the gaps in the readers.

use std::ops::AddAssign;

use crate::diagnostic::{Code, Diagnostic};
use crate::span::{FileId, Span};

/// Declares [`IgnoreReason`]: one line for each reason, with its name and the sentence that explains it.
macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// Why an item of a page holds no fact that the generator is after. The name of a reason is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IgnoreReason { $($(#[doc = $doc])+ $variant,)+ }

        impl IgnoreReason {
            /// All reasons.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The reason, as a sentence.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

reasons! {
    // any page
    /// The page is about concepts: its tables and fences show, and define nothing.
    ConceptPage = "concept-page";
    /// The section says where to read on, or describes something other than the page's subject.
    ReadingSection = "reading-section";
    /// The table tells in which national clouds the operation can be called.
    NationalClouds = "national-clouds";

    // rows
    /// The row is empty.
    EmptyRow = "empty-row";
    /// The row is a heading inside of the table.
    SubHeading = "sub-heading";
    /// The row describes the items of what another row holds; the page of their type does, too.
    RowOfItem = "row-of-item";
    /// The row only says that there are none.
    NoneRow = "none-row";
    /// The row of a table of methods links to no page of an operation.
    MethodWithoutPage = "method-without-page";
    /// The row describes an instance annotation (`@odata.type`), which is no property of the type.
    AnnotationRow = "annotation-row";
    /// The header carries the token, which the client sends with every request.
    AuthorizationHeader = "authorization-header";
    /// The header comes with the answer, whose headers all can be read.
    ResponseHeader = "response-header";
    /// The table lists errors, their codes and messages.
    ErrorTable = "error-table";
    /// The table explains how a query option is used: which properties it takes, which operators.
    QueryHelp = "query-help";
    /// The table explains values that a property, a parameter or a part of a path can have; the list is open.
    ValueHelp = "value-help";
    /// The table compares scenarios in words: which resources support what, what comes back when.
    ScenarioTable = "scenario-table";
    /// The table describes members of a response whose type its sentence does not name.
    ResponseTable = "response-table";

    // fences
    /// The fence is empty.
    EmptyFence = "empty-fence";
    /// The fence shows the call in a programming language.
    OtherLanguage = "other-language";
    /// The fence shows the use of a query option or header that the section's prose or table describes.
    OptionSample = "option-sample";
    /// The fence shows a body outside of an example; the section's sentence and table say what it is.
    BodySample = "body-sample";
    /// The fence shows JSON within an example that is neither request nor response: a notification, or a state.
    ExampleState = "example-state";
    /// The fence shows the error that the service answers with.
    ErrorSample = "error-sample";
    /// The fence shows a request of the page's operation, or what it answers, for a use case outside of the examples.
    UseCase = "use-case";
    /// The page documents a type; the requests that it shows are documented on pages of their own.
    RequestOnTypePage = "request-on-type-page";
    /// The fence shows a value of the type or of a property beside the representation that was read.
    ValueSample = "value-sample";
    /// The fence shows a command of a shell.
    ShellCommand = "shell-command";

    // annotations
    /// The annotation only says what kind of fence follows, which its first line tells as well.
    FenceKind = "fence-kind";
    /// The comment is the footer of the page: keywords, sections, suppressions.
    PageFooter = "page-footer";
    /// The comment is a checksum, or steers a tool of the documentation's authors.
    ToolComment = "tool-comment";
    /// The author took the content out by making a comment of it.
    CommentedOut = "commented-out";
}

/// What an item of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A row of a table.
    Row,
    /// A fenced block.
    Fence,
    /// A comment, `<!-- … -->`.
    Annotation,
    /// A line `METHOD /path` in a fence.
    Operation,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Row, Self::Fence, Self::Annotation, Self::Operation];

    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Fence => "fence",
            Self::Annotation => "annotation",
            Self::Operation => "operation",
        }
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Facts were read from it.
    Used,
    /// It holds no fact that the generator is after, for this reason.
    Ignored(IgnoreReason),
    /// It was left out, wholly or in part, and a diagnostic of this code says why.
    Reported(Code),
    /// No reader knows it. A diagnostic says so, too.
    NotRead,
}

/// An item of a page, its place, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Where it stands; an included file's items stand in that file.
    pub span: Span,
    /// What became of it.
    pub outcome: Outcome,
}

impl Outcome {
    /// All outcomes that an item can have.
    pub fn all() -> impl Iterator<Item = Self> {
        let ignored = IgnoreReason::ALL.iter().copied().map(Self::Ignored);
        let codes = Code::ALL.iter().copied().filter(|code| *code != Code::NotRead);
        [Self::Used, Self::NotRead]
            .into_iter()
            .chain(ignored)
            .chain(codes.map(Self::Reported))
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|outcome| outcome.as_str() == name)
    }

    /// The name in reports: that of the reason or of the code, where there is one.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Ignored(reason) => reason.as_str(),
            Self::Reported(code) => code.as_str(),
            Self::NotRead => Code::NotRead.as_str(),
        }
    }
}

/// What became of the items of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCoverage {
    /// The page.
    pub file: FileId,
    /// Its items in the order of the page.
    pub items: Vec<Item>,
}

/// How many items had which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// [`Outcome::Used`].
    pub used: usize,
    /// [`Outcome::Ignored`].
    pub ignored: usize,
    /// [`Outcome::Reported`].
    pub reported: usize,
    /// [`Outcome::NotRead`].
    pub not_read: usize,
}

impl Tally {
    /// All items.
    pub fn read(self) -> usize {
        self.used + self.ignored + self.reported + self.not_read
    }
}

impl AddAssign<Outcome> for Tally {
    fn add_assign(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Used => self.used += 1,
            Outcome::Ignored(_) => self.ignored += 1,
            Outcome::Reported(_) => self.reported += 1,
            Outcome::NotRead => self.not_read += 1,
        }
    }
}

/// What the readers of a page record about its items. An item is identified by its exact span: that of the row, of
/// the fence, of the text between the marks of a comment, of the line.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    entries: Vec<(Span, Outcome)>,
}

impl Coverage {
    /// Records that facts were read from the item.
    pub fn used(&mut self, span: Span) {
        self.entries.push((span, Outcome::Used));
    }

    /// Records that the item holds no fact. It counts as used where another reader uses it.
    pub fn ignored(&mut self, span: Span, reason: IgnoreReason) {
        self.entries.push((span, Outcome::Ignored(reason)));
    }

    /// Adds what was recorded elsewhere.
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
    }

    /// Makes what was recorded ready to be looked up, when the whole page has been read. `diagnostics` are those of the
    /// page.
    pub fn finish(mut self, diagnostics: &[Diagnostic]) -> Outcomes {
        self.entries.sort_unstable();
        self.entries.dedup_by_key(|(span, _)| *span);
        let mut losses: Vec<(Span, Code)> = diagnostics
            .iter()
            .filter(|diagnostic| LOSSES.contains(&diagnostic.code))
            .map(|diagnostic| (diagnostic.span, diagnostic.code))
            .collect();
        losses.sort_unstable();
        Outcomes {
            entries: self.entries,
            losses,
        }
    }
}

/// The codes that say that something was left out. The other codes, such as that of a row with too many cells, are
/// about items that are used nevertheless, so they do not explain why an item was not read.
const LOSSES: &[Code] = &[
    Code::BadJson,
    Code::BadName,
    Code::BadPath,
    Code::BrokenAnnotation,
    Code::Placeholder,
    Code::RepeatedRow,
    Code::Unclosed,
    Code::UnknownPermission,
    Code::UnknownRequestLine,
    Code::UnknownResponse,
    Code::UnknownRow,
    Code::UnknownTable,
    Code::UnusedTable,
];

/// The outcomes of the items of a page that was read, by their spans.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// Sorted by span, each span once. Where one reader used an item and another ignored it, it was used.
    entries: Vec<(Span, Outcome)>,
    losses: Vec<(Span, Code)>,
}

impl Outcomes {
    /// What was recorded about an item, or else a diagnostic within its span; `None` where there is neither.
    pub fn of(&self, span: Span) -> Option<Outcome> {
        let recorded = self
            .entries
            .binary_search_by_key(&span, |(of_entry, _)| *of_entry)
            .ok()
            .and_then(|index| self.entries.get(index));
        match recorded {
            Some((_, outcome)) => Some(*outcome),
            None => self.loss(span).map(Outcome::Reported),
        }
    }

    /// The first diagnostic that begins within a span and says that something was left out.
    pub fn loss(&self, span: Span) -> Option<Code> {
        let first = self
            .losses
            .partition_point(|(of_loss, _)| (of_loss.file, of_loss.start) < (span.file, span.start));
        self.losses
            .get(first)
            .filter(|(of_loss, _)| of_loss.file == span.file && of_loss.start <= span.end)
            .map(|(_, code)| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(FileId(0), start, end)
    }

    #[test]
    fn used_goes_before_ignored_and_both_before_diagnostics() {
        let mut coverage = Coverage::default();
        coverage.ignored(span(0, 5), IgnoreReason::EmptyRow);
        coverage.used(span(0, 5));
        coverage.ignored(span(10, 15), IgnoreReason::EmptyRow);
        let reported = [
            Diagnostic::new(Code::UnknownRow, span(12, 13), "…"),
            Diagnostic::new(Code::UnknownRow, span(22, 23), "…"),
            Diagnostic::new(Code::RowWidth, span(32, 33), "…"),
        ];
        let outcomes = coverage.finish(&reported);
        assert_eq!(outcomes.of(span(0, 5)), Some(Outcome::Used));
        assert_eq!(
            outcomes.of(span(10, 15)),
            Some(Outcome::Ignored(IgnoreReason::EmptyRow))
        );
        assert_eq!(
            outcomes.of(span(20, 25)),
            Some(Outcome::Reported(Code::UnknownRow))
        );
        assert_eq!(outcomes.of(span(24, 29)), None, "the diagnostic lies before");
        assert_eq!(
            outcomes.of(span(30, 35)),
            None,
            "the code is of a row that is used"
        );
    }

    #[test]
    fn names_of_reasons_are_distinct() {
        let mut names: Vec<_> = IgnoreReason::ALL.iter().map(|reason| reason.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), IgnoreReason::ALL.len());
    }
}
