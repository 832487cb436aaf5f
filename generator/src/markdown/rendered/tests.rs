use super::*;
use crate::diagnostic::Code;
use crate::source::SourceFile;

mod layouts;

fn document(text: &str) -> (Document, Vec<crate::diagnostic::Diagnostic>) {
    let sources = SourceMap::new(vec![SourceFile::new("page.txt", text)]);
    let mut sink = Diagnostics::new();
    let document = super::super::read(&sources, FileId(0), &mut sink);
    (document, sink.into_sorted())
}

/// What both layouts of a page have in common: headings, paragraphs, tables, fences.
fn outline(blocks: &[Block]) -> Vec<String> {
    let row = |row: &super::super::Row| {
        let cells: Vec<String> = row.cells.iter().map(Text::plain).collect();
        cells.join(" | ")
    };
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                found.push(format!("{} {}", "#".repeat((*level).into()), text.plain()));
            }
            BlockKind::Paragraph(text) => found.push(text.plain()),
            BlockKind::Quote(inner) => found.extend(outline(inner).iter().map(|line| format!("> {line}"))),
            BlockKind::Table(table) => {
                found.extend(std::iter::once(&table.header).chain(&table.rows).map(row));
            }
            BlockKind::Fence(fence) => {
                found.push(format!("``` {}", fence.info));
                found.extend(fence.lines.iter().map(|line| line.value.trim().to_owned()));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_resource_page() {
    let page = "gadget resource type\nNamespace: microsoft.graph\nA gadget.\nMethods\nMethod |\nReturn type |\nDescription |\n\
                List gadgets |\ngadget collection |\nGet all. |\nProperties\nProperty |\nType |\nDescription |\nid |\nString |\nKey. |\n\
                Relationships\nNone\nJSON representation\nHere is a JSON representation of the resource.\n{\n\"id\": \"String\"\n}\n";
    let (document, problems) = document(page);
    assert_eq!(problems, []);
    assert_eq!(
        outline(&document.blocks),
        [
            "# gadget resource type",
            "Namespace: microsoft.graph",
            "A gadget.",
            "## Methods",
            "Method | Return type | Description",
            "List gadgets | gadget collection | Get all.",
            "## Properties",
            "Property | Type | Description",
            "id | String | Key.",
            "## Relationships",
            "None",
            "## JSON representation",
            "Here is a JSON representation of the resource.",
            "``` json",
            "{",
            "\"id\": \"String\"",
            "}",
        ]
    );
}

#[test]
fn an_enum_page() {
    let page = "gadgetType enum type\nNamespace: microsoft.graph\nTypes.\nMembers\nMember |\nValue |\nDescription |\n\
                small |\n0 |\nSmall. |\nlarge |\n1 |\nunknownFutureValue |\n2 |\nMarker. |\n";
    let (document, problems) = document(page);
    assert_eq!(
        outline(&document.blocks)[4..],
        [
            "Member | Value | Description",
            "small | 0 | Small.",
            "large | 1 | ",
            "unknownFutureValue | 2 | Marker.",
        ]
    );
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::RowWidth);
}

#[test]
fn rows_that_lack_a_cell_do_not_shift_the_others() {
    let page = "Properties\nProperty |\nType |\nDescription |\na |\nString |\nb |\nInt32 |\nSecond. |\nc |\nLacks its type. |\nd |\nBoolean |\nLast. |\nRelationships\nNone\n";
    let (document, problems) = document(page);
    assert_eq!(
        outline(&document.blocks)[1..6],
        [
            "Property | Type | Description",
            "a | String | ",
            "b | Int32 | Second.",
            "c |  | Lacks its type.",
            "d | Boolean | Last.",
        ]
    );
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_page_that_ends_in_a_table() {
    let page = "Properties\nNone\nMembers\nMember |\nValue |\nDescription |\na |\n0 |\n";
    let (document, problems) = document(page);
    assert_eq!(outline(&document.blocks).last().unwrap(), "a | 0 | ");
    assert_eq!(problems[0].code, Code::CutTable);
}

#[test]
fn cells_below_an_unknown_header_are_paragraphs() {
    let page = "Properties\nRemarks\nFruit |\nColour |\nplum |\nblue |\n";
    let (document, problems) = document(page);
    assert_eq!(
        outline(&document.blocks)[2..],
        ["Fruit", "Colour", "plum", "blue"]
    );
    assert_eq!(problems[0].code, Code::RenderedText);
}

#[test]
fn examples_with_numbers() {
    let page = "HTTP request\nGET /gadgets\nExamples\nExample 1: Get all\nRequest\nGET https://graph.microsoft.com/v1.0/gadgets\n\
                Response\nHTTP/1.1 200 OK\nContent-type: text/plain\nplain body\nExample 2: Get one\nRequest\nThe following is an example.\nHTTP\nGET /v1.0/gadgets/1\nPrefer: x=y\n";
    let (document, _) = document(page);
    assert_eq!(
        outline(&document.blocks),
        [
            "## HTTP request",
            "``` http",
            "GET /gadgets",
            "## Examples",
            "### Example 1: Get all",
            "#### Request",
            "``` http",
            "GET https://graph.microsoft.com/v1.0/gadgets",
            "#### Response",
            "``` http",
            "HTTP/1.1 200 OK",
            "Content-type: text/plain",
            "",
            "plain body",
            "### Example 2: Get one",
            "#### Request",
            "The following is an example.",
            "``` http",
            "GET /v1.0/gadgets/1",
            "Prefer: x=y",
        ]
    );
}

#[test]
fn markdown_is_not_taken_for_rendered_text() {
    for page in [
        "# Get gadget\n## Permissions\nNone\n## HTTP request\n",
        "Permissions\n\nRequest body\n\n```http\nGET /x\n```\n",
        "Permissions\n\nResponse\n\n| a | b |\n|---|---|\n",
        "Just text.\n",
        "",
    ] {
        assert_eq!(document(page).0.layout, Layout::Markdown, "{page}");
    }
}

#[test]
fn the_first_line_may_be_the_title() {
    let title = |page: &str| match document(page).0.blocks.into_iter().next().map(|block| block.kind) {
        Some(BlockKind::Heading { level: 1, text }) => Some(text.plain()),
        _ => None,
    };
    let rest = "\nNamespace: microsoft.graph\nPermissions\nHTTP request\n";
    assert_eq!(
        title(&format!("gadget: assign{rest}")).as_deref(),
        Some("gadget: assign")
    );
    assert_eq!(
        title(&format!("# List gadgets{rest}")).as_deref(),
        Some("List gadgets")
    );
    assert_eq!(title(rest), None);
    assert_eq!(title(&format!("Create a new gadget.{rest}")), None);
    assert_eq!(title(&format!("Note: Gadgets are new{rest}")), None);
}

proptest::proptest! {
    #[test]
    fn any_lines_are_read(lines in proptest::collection::vec(
        "Permissions|HTTP request|Request|Response|Example|Property \\||Type \\||Description \\||id \\||String \\||\
         \\||GET /a|POST https://x/y|HTTP/1.1 200 OK|Content-type: text/plain|\\{|\\}|\"a\": 1|text , more .|lower case|\
         For details about how to add the SDK|\\PC{0,20}", 0..40)) {
        let text = format!("Properties\nMembers\n{}", lines.join("\n"));
        let sources = SourceMap::new(vec![SourceFile::new("page.txt", &text)]);
        let mut sink = Diagnostics::new();
        let document = read(&sources, FileId(0), &mut sink);
        check(&sources.file(FileId(0)).text, &document.blocks);
        for diagnostic in sink.into_sorted() {
            assert!(sources.file(FileId(0)).text.get(diagnostic.span.range()).is_some());
        }
    }
}

fn check(source: &str, blocks: &[Block]) {
    let text = |text: &Text| assert_eq!(source.get(text.span.range()), Some(&*text.raw));
    for block in blocks {
        assert!(source.get(block.span.range()).is_some());
        match &block.kind {
            BlockKind::Heading { text: title, .. } => text(title),
            BlockKind::Paragraph(paragraph) => text(paragraph),
            BlockKind::Quote(inner) => check(source, inner),
            BlockKind::Fence(fence) => {
                for line in &fence.lines {
                    assert_eq!(source.get(line.span.range()), Some(line.value.as_str()));
                }
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    assert_eq!(row.cells.len(), table.header.cells.len());
                    row.cells.iter().for_each(text);
                }
            }
            _ => {}
        }
    }
}
