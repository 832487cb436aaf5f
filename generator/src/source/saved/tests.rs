use super::*;
use crate::source::SourceFile;

fn read(html: &str) -> String {
    let (text, _) = markdown("x.html", html).unwrap();
    text
}

/// What is read of the content of a page.
fn body(content: &str) -> String {
    read(&format!(
        "<main id=\"main\"><div class=\"content\">{content}</div></main>"
    ))
}

#[test]
fn the_site_around_a_page_is_left_out() {
    let page = "<!DOCTYPE html>\n<!-- saved from url=(0001)https://x -->\n<html lang=\"en-us\"><head>\
        <title>Get shelf - Microsoft Graph v1.0 | Microsoft Learn</title>\
        <link rel=\"canonical\" href=\"https://learn.microsoft.com/en-us/graph/api/shelf-get?view=graph-rest-1.0\">\
        <meta name=\"doc_type\" content=\"apiPageType\"><meta name=\"viewport\" content=\"a\"></head><body><header>Learn</header>\
        <main id=\"main\"><div id=\"ms--content-header\">Contents</div><button>Copy</button>\
        <div class=\"content\"><h1 id=\"get-shelf\">Get shelf</h1></div>\
        <div id=\"article-metadata\" class=\"page-metadata-container\">03/01/2025</div>\
        <nav><h2 id=\"ms--in-this-article\">In this article</h2></nav>\
        <div class=\"content\"><!-- note --><p>Namespace: microsoft.graph</p></div>\
        <section><h2 id=\"ms--feedback\">Feedback</h2><p>Was this helpful?</p></section></main></body></html>";
    assert_eq!(
        markdown("shelf-get.md", page).unwrap().0,
        "---\ntitle: Get shelf - Microsoft Graph v1.0 | Microsoft Learn\n\
         canonicalUrl: https://learn.microsoft.com/en-us/graph/api/shelf-get?view=graph-rest-1.0\n\
         doc_type: apiPageType\n---\n\n# <a name=\"get-shelf\"></a>Get shelf\n\n<!-- note -->\n\nNamespace: microsoft.graph\n"
    );
    assert!(markdown("shelf-get.md", "# Get shelf\n").is_none());
    assert_eq!(
        read("<main><nav>x</nav><h1>Get shelf</h1> a<p>b</main>"),
        "# Get shelf\n\na\n\nb\n"
    );
}

#[test]
fn text_and_its_marks() {
    for (html, text) in [
        ("<p>a\n  <strong> b </strong>\n c</p>", "a **b** c"),
        ("<p>a<em>b</em><strong></strong>.</p>", "a*b*."),
        (
            "<p>Use <code>a|b</code> or <code>&lt;c&gt;</code>.</p>",
            "Use `a|b` or `<c>`.",
        ),
        ("<p><code>a`b</code></p>", "`` a`b ``"),
        (
            "<p>1 * 2 [a](b) &lt;c&gt; d_e _f</p>",
            "1 \\* 2 \\[a\\](b) &lt;c&gt; d_e \\_f",
        ),
        ("<p># a</p>", "\\# a"),
        ("<p>- a</p>", "\\- a"),
        ("<p>a<br>b<sup>1</sup></p>", "a<br>b<sup>1</sup>"),
        (
            "<p><a href=\"x y\">a</a><a>b</a><a href=\"#c\"><span class=\"docon\"></span></a></p>",
            "[a](<x y>)b",
        ),
        ("<p>a <span>b<!-- c --></span> d</p>", "a b d"),
    ] {
        assert_eq!(body(html), format!("{text}\n"), "{html}");
    }
}

#[test]
fn lists_and_quotes_are_written_as_markdown() {
    for (html, text) in [
        (
            "<ul><li>a</li>\n<li><p>b</p><p>c</p><ol><li>d</ol></li></ul>",
            "- a\n- b\n  \n  c\n  \n  1. d",
        ),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>",
            "> a\n> \n> b\n\nc",
        ),
        (
            "<div class=\"NOTE\">\n<p>Hinweis</p>\n<p>a</p></div>",
            "> [!NOTE]\n> a",
        ),
        (
            "<div class=\"alert is-info IMPORTANT\"><p class=\"alert-title\">Important</p><ul><li>a</ul></div>",
            "> [!IMPORTANT]\n> - a",
        ),
        (
            "<pre><code class=\"lang-http\">\n<span>GET</span> /a?b&amp;c\n\n{\n  <span>\"d\"</span>: 1\n}\n</code></pre>",
            "```http\nGET /a?b&c\n\n{\n  \"d\": 1\n}\n```",
        ),
        ("<pre>```\na</pre>", "````\n```\na\n````"),
        (
            "<!-- {\n \"a\": 1 }--><h5 id=\"x\">A</h5>",
            "<!-- {\n \"a\": 1 }-->\n\n##### <a name=\"x\"></a>A",
        ),
    ] {
        assert_eq!(body(html), format!("{text}\n"), "{html}");
    }
}

#[test]
fn tabs_become_the_headings_of_their_source() {
    let group = "<div class=\"tabGroup\"><ul role=\"tablist\"><li><a data-tab=\"http\">HTTP</a></li><li><a data-tab=\"csharp\">C#</a></li></ul>\
        <section role=\"tabpanel\" data-tab=\"http\" hidden=\"hidden\"><p>a</p></section>\
        <section role=\"tabpanel\" data-tab=\"csharp\"><p>b</p></section></div><p>c</p>";
    assert_eq!(
        body(group),
        "# [HTTP](#tab/http)\n\na\n\n# [C#](#tab/csharp)\n\nb\n\n---\n\nc\n"
    );
}

#[test]
fn a_table_is_written_a_line_a_row() {
    let table = "<div class=\"table-wrapper\"><table><caption class=\"visually-hidden\">x</caption><thead><tr><th style=\"a\">A</th><th>B</th></tr></thead>\
        <tbody><tr><td>a|b\nc</td><td><p>d</p><p>e</p><ul><li><code>f|g</code></li></ul></td></tr><tr><td colspan=\"2\"></td></tr></tbody></table></div>";
    assert_eq!(
        body(table),
        "|A|B|\n|---|---|\n|a\\|b c|d<br>e<ul><li>`f\\|g`</li></ul>|\n|||\n"
    );
    assert_eq!(body("<table></table>"), "\n");
}

#[test]
fn places_are_those_of_the_file() {
    let html = "<main>\n<h1 id=\"a\">Get shelf</h1>\n<table><tr><th>é</th></tr>\n<tr><td><strong>label</strong></td></tr></table>\n\
        <pre><code>GET /a&amp;b\nGET /c</code></pre></main>";
    let file = SourceFile::new("x.html", html);
    for word in ["Get shelf", "é", "label", "GET /a", "b\n", "/c"] {
        let at = u32::try_from(file.text.find(word).unwrap()).unwrap();
        let (line, column) = file.position(at);
        let line = html.lines().nth(line as usize - 1).unwrap();
        let found: String = line.chars().skip(column as usize - 1).collect();
        assert!(found.starts_with(word.trim_end()), "{word:?}: {found}");
    }
}

#[test]
fn deep_and_broken_html_takes_linear_time() {
    for part in [
        "<div>",
        "<blockquote><p>a",
        "<ul><li>a",
        "</p>",
        "<b>a",
        "<table><tr><td>",
        "<p>a<!--",
        "&",
    ] {
        read(&part.repeat(50_000));
    }
}
