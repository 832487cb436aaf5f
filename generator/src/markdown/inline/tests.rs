use super::*;
use crate::markdown::Text;
use crate::span::{FileId, Span};

/// The pieces in a short form: `s(…)` strong, `e(…)` emphasis, `c(…)` code, `[text](target)`, `i(…)` image,
/// `h(…)` HTML, `/` break, everything else as it is.
fn shape(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(code) => format!("c({code})"),
            InlineKind::Strong(inner) => format!("s({})", shape(inner)),
            InlineKind::Emphasis(inner) => format!("e({})", shape(inner)),
            InlineKind::Link { text, target } => format!("[{}]({target})", shape(text)),
            InlineKind::Image(text) => format!("i({text})"),
            InlineKind::Html(tag) => format!("h({tag})"),
            InlineKind::Break => "/".to_owned(),
        })
        .collect()
}

fn read(raw: &str) -> String {
    shape(&scan(raw, &References::default()))
}

fn read_with(raw: &str, definitions: &[(&str, &str)]) -> String {
    let mut references = References::default();
    for (label, target) in definitions {
        references.define(label, target);
    }
    shape(&scan(raw, &references))
}

#[test]
fn escapes_and_entities() {
    assert_eq!(read(r"\@odata.nextLink \* a\b \\"), r"@odata.nextLink * a\b \");
    assert_eq!(read("Bearer &lt;token&gt; &amp;&quot;"), "Bearer <token> &\"");
    assert_eq!(read("a&nbsp;b &#43; &#x2713;"), "a\u{a0}b + ✓");
    assert_eq!(read("a & b &; &nosuchname; &amp"), "a & b &; &nosuchname; &amp");
}

#[test]
fn line_ends_are_blanks() {
    assert_eq!(read("a \n   b\\\nc"), "a b c");
}

#[test]
fn code_spans() {
    assert_eq!(read("`a`, `` b`c ``"), "c(a), c(b`c)");
    assert_eq!(read("returns ```200 OK``` code"), "returns c(200 OK) code");
    assert_eq!(read("a ` b"), "a ` b");
    assert_eq!(read("`a\nb`"), "c(a b)");
    assert_eq!(read("`*a* [b](c) <d>`"), "c(*a* [b](c) <d>)");
    assert_eq!(read(r"`a\`"), r"c(a\)");
}

#[test]
fn a_pipe_in_the_code_of_a_cell() {
    let references = References::default();
    assert_eq!(shape(&scan_cell(r"`a\|b` \| c", &references)), "c(a|b) | c");
    assert_eq!(shape(&scan(r"`a\|b`", &references)), r"c(a\|b)");
}

#[test]
fn emphasis_needs_marks_that_flank_words() {
    assert_eq!(read("**Note:** a *b* _c_ __d__"), "s(Note:) a e(b) e(c) s(d)");
    assert_eq!(read("***a** b*"), "e(s(a) b)");
    assert_eq!(read("**a *b* c**"), "s(a e(b) c)");
    assert_eq!(read("v4_0_1 a_b_ _c"), "v4_0_1 a_b_ _c");
    assert_eq!(read("2 * 3 * 4 **"), "2 * 3 * 4 **");
    assert_eq!(read("**TODO: Add Description**"), "s(TODO: Add Description)");
    assert_eq!(read("**`a`**"), "s(c(a))");
    assert_eq!(read("*a**b*"), "e(a**b)");
}

#[test]
fn a_link_has_a_text_and_a_target() {
    assert_eq!(read("[a](b.md) c"), "[a](b.md) c");
    assert_eq!(read(r#"[a](b.md "title") [c]( <d e> )"#), "[a](b.md) [c](d e)");
    assert_eq!(read("[`a`](b) [**c**](d)"), "[c(a)](b) [s(c)](d)");
    assert_eq!(read("[a](b(c)d)"), "[a](b(c)d)");
    assert_eq!(read(r"[a](b\_c&amp;d)"), "[a](b_c&d)");
    assert_eq!(read("[a [b](c) d](e)"), "[a [b](c) d](e)");
    assert_eq!(read("**[a](b)**"), "s([a](b))");
    assert_eq!(read("<https://x.y/z>"), "[https://x.y/z](https://x.y/z)");
}

#[test]
fn a_link_that_is_not_closed_is_text() {
    assert_eq!(read("[a](b c"), "[a](b c");
    assert_eq!(read("[a](b.md collection"), "[a](b.md collection");
    assert_eq!(read("[a"), "[a");
    assert_eq!(read("a]"), "a]");
    assert_eq!(read("[a] (b)"), "[a] (b)");
}

#[test]
fn reference_links() {
    let definitions = [("driveitem", "di.md"), ("other  One", "o.md")];
    assert_eq!(read_with("[driveItem][]", &definitions), "[driveItem](di.md)");
    assert_eq!(read_with("[driveItem]", &definitions), "[driveItem](di.md)");
    assert_eq!(read_with("[a][Other one]", &definitions), "[a](o.md)");
    assert_eq!(
        read_with("Collection([driveItem][])", &definitions),
        "Collection([driveItem](di.md))"
    );
    assert_eq!(read_with("[none] a[0][1]", &definitions), "[none] a[0][1]");
    assert_eq!(read_with("[none][]", &definitions), "[none]()");
}

#[test]
fn an_image_is_its_text() {
    assert_eq!(read("![a `b`](c.png) !d"), "i(a b) !d");
    assert_eq!(read("[![a](b)](c)"), "[i(a)](c)");
}

#[test]
fn tags_breaks_and_comments() {
    assert_eq!(read("a<br>b<br/>c<BR />d</br>e< br >f"), "a/b/c/d/e/f");
    assert_eq!(read("<ul><li>a</li></ul>"), "h(<ul>)h(<li>)ah(</li>)h(</ul>)");
    assert_eq!(
        read("<languagecode2>-<country>"),
        "h(<languagecode2>)-h(<country>)"
    );
    assert_eq!(read("a < b > c <1>"), "a < b > c <1>");
    assert_eq!(read("a <!-- *b* --> c <!-- d"), "a h(<!-- *b* -->) c <!-- d");
    assert_eq!(
        read(r#"<span data-stu-id="x">a</span>"#),
        r#"h(<span data-stu-id="x">)ah(</span>)"#
    );
}

#[test]
fn ranges_cover_the_marks() {
    let raw = "a **b `c`** [d](e)";
    let inlines = scan(raw, &References::default());
    let covered: Vec<&str> = inlines.iter().map(|inline| &raw[inline.range.clone()]).collect();
    assert_eq!(covered, ["a ", "**b `c`**", " ", "[d](e)"]);
    let InlineKind::Strong(inner) = &inlines[1].kind else {
        panic!("{inlines:?}")
    };
    assert_eq!(&raw[inner[1].range.clone()], "`c`");
}

#[test]
fn depth_is_bounded() {
    for raw in [
        "*a _".repeat(2_000) + &"_ a*".repeat(2_000),
        "[".repeat(5_000) + &"](a)".repeat(5_000),
        "![".repeat(5_000) + &"](a)".repeat(5_000),
        "**a ".repeat(5_000) + &"a**".repeat(5_000),
    ] {
        fn depth(inlines: &[Inline]) -> usize {
            inlines
                .iter()
                .map(|inline| 1 + depth(inline.kind.children()))
                .max()
                .unwrap_or_default()
        }
        assert!(depth(&scan(&raw, &References::default())) <= MAX_DEPTH + 2);
    }
}

#[test]
fn long_texts_take_linear_time() {
    // Quadratic time would take minutes here.
    for part in [
        "`",
        "``a`",
        "*",
        "_a_",
        "[",
        "]",
        "![",
        "[a](",
        "[a](b",
        "[](a \"",
        "[](a 'b [](a \"",
        "<",
        "<a",
        "<!--",
        "&",
        "&a",
        "\\",
        "**a*",
        "[a][",
        "<a ",
        "a*b_",
        "](",
        "[[a](b)](c",
        "(((",
    ] {
        let raw = part.repeat(200_000 / part.len());
        let inlines = scan(&raw, &References::default());
        assert!(!inlines.is_empty());
    }
}

fn text(raw: &str) -> Text {
    Text::parse(raw, Span::new(FileId(0), 10, 10 + raw.len()))
}

#[test]
fn plain_text_links_and_codes() {
    let text = text("  a **[b `c`](d)**<br>e&nbsp;<i>f</i> ![g](h) `i` ");
    assert_eq!(&*text.raw, "a **[b `c`](d)**<br>e&nbsp;<i>f</i> ![g](h) `i`");
    assert_eq!(text.span.range(), 12..12 + text.raw.len());
    assert_eq!(text.plain(), "a b c e f  i");
    assert_eq!(text.links().collect::<Vec<_>>(), [("b c".to_owned(), "d")]);
    assert_eq!(text.codes().collect::<Vec<_>>(), ["c", "i"]);
}

#[test]
fn swapped_halves_of_a_link() {
    let links = |raw: &str| -> Vec<String> {
        let text = text(raw);
        text.links()
            .map(|(name, target)| format!("{name} > {target}"))
            .collect()
    };
    assert_eq!(
        links("For (jars)[../resources/jar.md] and (pots)[pot.md#lids], or (a shelf)[https://example.com]"),
        [
            "jars > ../resources/jar.md",
            "pots > pot.md#lids",
            "a shelf > https://example.com"
        ]
    );
    let swapped = text("See (jars)[jar.md].");
    assert_eq!(swapped.plain(), "See jars.");
    for other in [
        "a call (x)[0]",
        "[jars](jar.md)[1]",
        "()[jar.md]",
        "(jars) [jar.md]",
        "(**jars**)[jar.md]",
        "(jars)[see jar.md]",
    ] {
        assert!(!links(other).iter().any(|link| link.ends_with("> jar.md")) || other.starts_with('['));
    }
}

#[test]
fn slices_keep_what_they_cover() {
    let text = text("Some text, `a`: [b](c). More **d e** text");
    let slice = text.slice(5..23);
    assert_eq!(&*slice.raw, "text, `a`: [b](c).");
    assert_eq!(slice.span.range(), 15..33);
    assert_eq!(slice, Text::parse(&slice.raw, slice.span));
    let cut = text.slice(24..33);
    assert_eq!(&*cut.raw, "More **d");
    assert_eq!(cut.plain(), "More **d");
    assert!(text.slice(100..200).is_empty());
    assert_eq!(&*Text::parse("äö", text.span).slice(1..3).raw, "ä");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(raw in "\\PC*|([a_ *`<>&;\\[\\]()!\\\\\n\"'/#|-]|<br>|&lt;|ä){0,80}") {
        let text = text(&raw);
        check(&text.raw, &text.inlines, 0..text.raw.len());
        let _ = text.plain();
        let half = text.raw.len() / 2;
        let slice = text.slice(half / 2..half);
        check(&slice.raw, &slice.inlines, 0..slice.raw.len());
    }
}

/// Pieces follow each other, lie in what holds them and start and end at characters.
fn check(raw: &str, inlines: &[Inline], within: std::ops::Range<usize>) {
    let mut at = within.start;
    for inline in inlines {
        assert!(
            at <= inline.range.start && inline.range.end <= within.end,
            "{inlines:?}"
        );
        assert!(raw.get(inline.range.clone()).is_some());
        at = inline.range.end;
        check(raw, inline.kind.children(), inline.range.clone());
    }
}
