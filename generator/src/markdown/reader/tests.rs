use super::*;
use crate::diagnostic::Severity;
use crate::markdown::joined;
use crate::source::SourceFile;

/// Reads files of which the first is the page; gives the outline and what was reported.
fn read_files(files: &[(&str, &str)]) -> (String, Vec<Code>) {
    let page = files[0].0;
    let files = files.iter().map(|(path, text)| SourceFile::new(*path, text));
    let sources = SourceMap::new(files.collect());
    let mut sink = Diagnostics::new();
    let document = read_with(
        &sources,
        &Includes::default(),
        sources.find(page).unwrap(),
        &mut sink,
    );
    check(&sources, &document.blocks);
    let mut outline = String::new();
    show(&document.blocks, 0, &mut outline);
    let found = sink.into_sorted();
    for diagnostic in &found {
        let text = &sources.file(diagnostic.span.file).text;
        assert!(text.get(diagnostic.span.range()).is_some());
    }
    (outline, found.into_iter().map(|found| found.code).collect())
}

fn read_page(text: &str) -> (String, Vec<Code>) {
    read_files(&[("page.md", text)])
}

/// The blocks, a line each.
fn show(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        let line = match &block.kind {
            BlockKind::Heading { level, text } => format!("h{level} {}", text.plain()),
            BlockKind::Tab { label, id } => format!("tab {label} {id}"),
            BlockKind::Paragraph(text) => format!("p {}", text.plain()),
            BlockKind::List { kind, .. } => format!("list {kind:?}"),
            BlockKind::Quote(_) => "quote".to_owned(),
            BlockKind::Fence(fence) => format!("fence {} {:?}", fence.info, joined(&fence.lines)),
            BlockKind::Table(table) => {
                let rows = std::iter::once(&table.header).chain(&table.rows);
                let rows = rows.map(|row| row.cells.iter().map(Text::plain).collect::<Vec<_>>().join("|"));
                format!("table {}", rows.collect::<Vec<_>>().join(" / "))
            }
            BlockKind::Comment(text) => format!("comment {:?}", text.raw),
            BlockKind::Include(include) => format!("include {} {}", include.label, include.target.value),
            BlockKind::Html(text) => format!("html {:?}", text.raw),
            BlockKind::Rule => "rule".to_owned(),
        };
        out.push_str(&"  ".repeat(depth));
        out.push_str(&line);
        out.push('\n');
        match &block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    out.push_str(&"  ".repeat(depth + 1));
                    out.push_str("-\n");
                    show(item, depth + 2, out);
                }
            }
            BlockKind::Quote(inner) => show(inner, depth + 1, out),
            BlockKind::Include(include) => {
                show(include.blocks.as_deref().unwrap_or_default(), depth + 1, out);
            }
            _ => {}
        }
    }
}

/// Every text is what its span covers, but for the marks of quotes.
fn check(sources: &SourceMap, blocks: &[Block]) {
    let source = |span: Span| {
        let text = &sources.file(span.file).text;
        text.get(span.range()).expect("a span is a range of its file")
    };
    let text = |text: &Text| {
        let same = |(raw, source): (u8, u8)| raw == source || (raw == b' ' && source == b'>');
        let source = source(text.span);
        assert!(text.raw.len() == source.len() && text.raw.bytes().zip(source.bytes()).all(same));
        assert!(
            text.inlines
                .iter()
                .all(|inline| text.raw.get(inline.range.clone()).is_some())
        );
    };
    for block in blocks {
        source(block.span);
        match &block.kind {
            BlockKind::Heading { text: title, .. } => text(title),
            BlockKind::Paragraph(inner) | BlockKind::Html(inner) | BlockKind::Comment(inner) => text(inner),
            BlockKind::List { items, .. } => items.iter().for_each(|item| check(sources, item)),
            BlockKind::Quote(inner) => check(sources, inner),
            BlockKind::Include(include) => check(sources, include.blocks.as_deref().unwrap_or_default()),
            BlockKind::Fence(fence) => {
                assert!(fence.lines.iter().all(|line| line.value == source(line.span)));
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    assert_eq!(row.cells.len(), table.header.cells.len());
                    source(row.span);
                    row.cells.iter().for_each(text);
                }
            }
            BlockKind::Tab { .. } | BlockKind::Rule => {}
        }
    }
}

#[test]
fn the_blocks_of_a_page() {
    let page = "---\ntitle: x\n---\n\n# Get **x** #\n\nText\nof two lines.\n> **Note:** a\n> b\n\n- one\n- two\n\n  more\n\n1. three\n";
    let (outline, codes) = read_page(page);
    assert_eq!(
        outline,
        "h1 Get x\np Text of two lines.\nquote\n  p Note: a b\nlist Bulleted\n  -\n    p one\n  -\n    p two\n    p more\nlist Numbered\n  -\n    p three\n"
    );
    assert_eq!(codes, []);
}

#[test]
fn tabs_are_no_headings() {
    let page =
        "# [HTTP](#tab/http)\n## <a name=\"c\"></a>[C#](#tab/csharp/x)\ntext\n\n---\n# [Not a tab](x.md)\n";
    assert_eq!(
        read_page(page).0,
        "tab HTTP http\ntab C# csharp\np text\nrule\nh1 Not a tab\n"
    );
}

#[test]
fn the_rule_below_an_include_or_a_table_is_no_underline() {
    let files = [(
        "v1.0/api/p.md",
        "[!INCLUDE [a](../includes/snippets/a.md)]\n---\n\n|a|b|\n|-|-|\n|c|d|\n---\n\nTitle\n---\n",
    )];
    let (outline, codes) = read_files(&files);
    assert_eq!(
        outline,
        "include a ../includes/snippets/a.md\nrule\ntable a|b / c|d\nrule\nh2 Title\n"
    );
    assert_eq!(codes, []);
}

#[test]
fn tables_among_other_lines() {
    let page = "Before:\n|a|b|\n|-|-|\n|c|d|\nAfter.\n## Next\n|a|b|\n|-|-|\n|c|d|\n## Last\n";
    assert_eq!(
        read_page(page).0,
        "p Before:\ntable a|b / c|d\np After.\nh2 Next\ntable a|b / c|d\nh2 Last\n"
    );
}

#[test]
fn tables_in_lists_quotes_and_indented() {
    let table = "|a|b|\n  |-|-|\n  |c|d|\n";
    assert_eq!(
        read_page(&format!("- item\n\n  {table}")).0,
        "list Bulleted\n  -\n    p item\n    table a|b / c|d\n"
    );
    assert_eq!(
        read_page("> |a|b|\n> |-|-|\n> |c|d|\n").0,
        "quote\n  table a|b / c|d\n"
    );
    assert_eq!(
        read_page("text\n\n     |a|b|\n     |-|-|\n     |c|d|\n").0,
        "p text\ntable a|b / c|d\n"
    );
    assert_eq!(
        read_page("text\n\n    code\n     more\n").0,
        "p text\nfence  \"code\\n     more\"\n"
    );
}

#[test]
fn a_comment_may_split_a_table() {
    let page = "|a|b|\n|-|-|\n|c|d|\n<!-- |x|y| -->\n|e|f|\n\n<!-- z -->\n|g|h|\n";
    let (outline, _) = read_page(page);
    assert_eq!(
        outline,
        "table a|b / c|d / e|f\ncomment \"|x|y|\"\ncomment \"z\"\np |g|h|\n"
    );
}

#[test]
fn a_comment_hides_what_stands_in_it() {
    let page = "<!-- {\n  \"blockType\": \"request\"\n}-->\n``` http\nGET /x\n```\n<!--\n## Hidden\n\n|a|b|\n|-|-|\n\n```json\n-->\ntext <!-- c --> end\n";
    let (outline, codes) = read_page(page);
    assert_eq!(
        outline,
        "comment \"{\\n  \\\"blockType\\\": \\\"request\\\"\\n}\"\nfence http \"GET /x\"\n\
         comment \"## Hidden\\n\\n|a|b|\\n|-|-|\\n\\n```json\"\np text  end\n"
    );
    assert_eq!(codes, []);
}

#[test]
fn text_and_tables_behind_a_comment_are_read() {
    assert_eq!(
        read_page("<!-- a --> <!-- b --> text\n").0,
        "comment \"a\"\ncomment \"b\"\np text\n"
    );
    assert_eq!(
        read_page("<br>\n|a|b|\n|-|-|\n|c|d|\n").0,
        "html \"<br>\"\ntable a|b / c|d\n"
    );
    assert_eq!(read_page("<div>x</div>\n").0, "html \"<div>x</div>\"\n");
}

#[test]
fn a_comment_that_is_never_closed() {
    let (outline, codes) = read_page("text\n\n<!-- a\n## b\n");
    assert_eq!(outline, "p text\ncomment \"a\\n## b\"\n");
    assert_eq!(codes, [Code::Unclosed]);
}

#[test]
fn headings_that_are_not_well_formed() {
    let (outline, codes) =
        read_page("#appState enum type\n\n##Permissions\n#microsoft.graph.user is a type\n#1 issue\n");
    assert_eq!(
        outline,
        "h1 appState enum type\nh2 Permissions\np #microsoft.graph.user is a type #1 issue\n"
    );
    assert_eq!(codes, [Code::RepairedHeading; 2]);
    let (outline, codes) = read_page("# Create user> **Note:** a\n> b\n");
    assert_eq!(outline, "h1 Create user\nquote\n  p Note: a\nquote\n  p b\n");
    assert_eq!(codes, [Code::RepairedHeading]);
    assert_eq!(
        read_page("## <a name=\"http-request\"></a>HTTP request\n").0,
        "h2 HTTP request\n"
    );
}

#[test]
fn a_fence_stands_at_the_margin_or_in_an_item() {
    let page = "``` http\nGET /x\n\nGET /y\n```\n- item\n    ```json\n    {\n      \"a\": 1\n    }\n    ```\n```\n```\n";
    assert_eq!(
        read_page(page).0,
        "fence http \"GET /x\\n\\nGET /y\"\nlist Bulleted\n  -\n    p item\n    fence json \"{\\n  \\\"a\\\": 1\\n}\"\nfence  \"\"\n"
    );
}

#[test]
fn a_fence_in_a_fence() {
    let page = "```http\n```http\nGET /x\n```\n```\n## Next\n```json\n{}\n```\n";
    let (outline, codes) = read_page(page);
    assert_eq!(outline, "fence http \"GET /x\"\nh2 Next\nfence json \"{}\"\n");
    assert_eq!(codes, [Code::NestedFence]);
    let page = "```http\nGET /x\n```http\nGET /y\n```\n## Next\n```json\n{}\n```\n";
    assert_eq!(
        read_page(page).0,
        "fence http \"GET /x\"\nfence http \"GET /y\"\nh2 Next\nfence json \"{}\"\n"
    );
}

#[test]
fn a_fence_that_is_never_closed() {
    let (outline, codes) = read_page("```http\nGET /x\n\n## Next\ntext\n");
    assert_eq!(outline, "fence http \"GET /x\"\nh2 Next\np text\n");
    assert_eq!(codes, [Code::Unclosed]);
    let (outline, codes) = read_page("```http\nGET /x\n\n## Next\ntext\n\n```json\n{}\n```\n");
    assert_eq!(
        outline,
        "fence http \"GET /x\"\nh2 Next\np text\nfence json \"{}\"\n"
    );
    assert_eq!(codes, [Code::NestedFence]);
    assert_eq!(read_page("```http\nGET /x").0, "fence http \"GET /x\"\n");
}

#[test]
fn includes_are_expanded() {
    let (outline, codes) = read_files(&[
        (
            "v1.0/api/p.md",
            "Text\n[!INCLUDE [a](../includes/a.md)]\n[!INCLUDE [s](../includes/snippets/s.md)]\n[!INCLUDE [b](b.md)] end\n",
        ),
        (
            "v1.0/includes/a.md",
            "---\ntitle: a\n---\n|a|b|\n|-|-|\n|[c][]|d|\n\n[c]: c.md\n",
        ),
    ]);
    assert_eq!(
        outline,
        "p Text\ninclude a ../includes/a.md\n  table a|b / c|d\ninclude s ../includes/snippets/s.md\ninclude b b.md\np end\n"
    );
    assert_eq!(codes, [Code::MissingInclude]);
}

#[test]
fn includes_that_go_round_end() {
    let (outline, codes) = read_files(&[
        ("a.md", "[!INCLUDE [b](b.md)]\n"),
        ("b.md", "b\n\n[!INCLUDE [a](a.md)]\n"),
    ]);
    assert_eq!(outline, "include b b.md\n  p b\n  include a a.md\n");
    assert_eq!(codes, [Code::IncludeCycle]);
}

#[test]
fn includes_that_nest_too_deep_end() {
    let names: Vec<String> = (0..20).map(|n| format!("f{n}.md")).collect();
    let texts: Vec<String> = (1..=20).map(|n| format!("[!INCLUDE [x](f{n}.md)]\n")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    let (outline, codes) = read_files(&files);
    assert_eq!(outline.lines().count(), 9);
    assert_eq!(codes, [Code::IncludeCycle]);
    assert_eq!(Code::IncludeCycle.severity(), Severity::Error);
}

#[test]
fn includes_do_not_multiply_without_bound() {
    let names: Vec<String> = (0..9).map(|n| format!("f{n}.md")).collect();
    let twenty = |next: &str| format!("[!INCLUDE [x]({next})]\n").repeat(20);
    let texts: Vec<String> = (1..=9).map(|n| twenty(&format!("f{n}.md"))).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    let (outline, codes) = read_files(&files);
    assert!(outline.len() < 40 << 20, "{}", outline.len());
    assert!(codes.contains(&Code::IncludeTooLarge));
}

#[test]
fn a_large_file_that_all_pages_include_is_left_out() {
    let large = "text\n\n".repeat(200_000);
    let mut files = vec![SourceFile::new("includes/large.md", &large)];
    let page = "[!INCLUDE [x](includes/large.md)]\n";
    files.extend((0..100).map(|at| SourceFile::new(format!("p{at}.md"), page)));
    let sources = SourceMap::new(files);
    let mut sink = Diagnostics::new();
    read_with(
        &sources,
        &Includes::default(),
        sources.find("p0.md").unwrap(),
        &mut sink,
    );
    let codes: Vec<Code> = sink.into_sorted().iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::IncludeTooLarge]);
}

#[test]
fn reference_links_have_their_targets() {
    let sources = SourceMap::new(vec![SourceFile::new(
        "p.md",
        "|a|b|\n|-|-|\n|x|Collection([driveItem][])|\n\n[driveItem]: ../resources/driveitem.md\n",
    )]);
    let document = read_with(&sources, &Includes::default(), FileId(0), &mut Diagnostics::new());
    let BlockKind::Table(table) = &document.blocks[0].kind else {
        panic!("{document:?}")
    };
    let links: Vec<_> = table.rows[0].cells[1].links().collect();
    assert_eq!(links, [("driveItem".to_owned(), "../resources/driveitem.md")]);
}

#[test]
fn a_page_that_ends_in_a_table() {
    assert_eq!(read_page("|a|b|c|\n|-|-|-|\n|d|e").1, [Code::CutTable]);
    assert_eq!(read_page("text\n\n| a | b |").1, [Code::CutTable]);
    assert_eq!(
        read_page("|a|b|\n|c|d|\n"),
        ("table a|b / c|d\n".to_owned(), vec![Code::CutTable])
    );
}

#[test]
fn deep_pages_end() {
    for page in [
        "> ".repeat(5_000) + "a",
        "- ".repeat(5_000) + "a",
        "* a\n".repeat(5_000),
    ] {
        read_page(&page);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        read_page(&text);
    }

    #[test]
    fn any_lines_are_read(lines in proptest::collection::vec(
        "# a|#b c|## <a name=\"x\"></a>c|\\|a\\|b\\||\\|-\\|-\\||\\|c|```|``` http|~~~|<!-- a|-->|<!-- b -->|- a|  - b|1. c|\
         > q|> \\|a\\|b\\||> \\|-\\|-\\||---|===|\\[!INCLUDE \\[a\\]\\(b.md\\)\\]|\\[!INCLUDE|<br>|<div>|text|    code|\
         \\[a\\]: b|`c|\t|ä> \\*\\*n|# x> \\*\\*n|", 0..30)) {
        read_page(&lines.join("\n"));
    }
}
