//! From syntax trees to the text of a file.

mod table;

use crate::emit::EmittedFile;
use crate::one_line::{one_line, steers_writing};

use self::table::table;
use super::MARK;

/// The first line of every Rust file that the generator writes.
pub fn mark_line() -> String {
    format!("// {MARK}; edit the pages instead.\n")
}

/// The text of an emitted file: the mark, the page it was made from, the formatted items.
pub fn text(emitted: EmittedFile) -> String {
    let mut text = mark_line();
    if let Some(source) = &emitted.source {
        // The path of a page must not end the comment.
        text.push_str(&format!("// From {}\n", one_line(source)));
    }
    text.push('\n');
    push_formatted(&mut text, emitted.file);
    without_steering(text)
}

/// The text of a file that holds all modules: the mark and the formatted items.
pub fn single(file: syn::File) -> String {
    let mut text = mark_line();
    text.push('\n');
    push_formatted(&mut text, file);
    without_steering(text)
}

/// The text with escapes in place of the characters that rustc refuses, which a member of an enumeration or an example
/// may hold. They stand in ordinary literals, where the escape means the same, or in comments, where it shows them.
fn without_steering(text: String) -> String {
    // All of them begin with this byte, and few texts have it.
    if !text.as_bytes().contains(&0xe2) || !text.contains(steers_writing) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if steers_writing(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Whether a text is a Rust file.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn is_rust(text: &str) -> bool {
    syn::parse_file(text).is_ok()
}

/// The formatted items, with an empty line between items that are more than a line.
///
/// The printer puts none there, so it is given the items in groups. Tables it does not know, nor what modules hold that
/// have tables.
fn push_formatted(text: &mut String, file: syn::File) {
    let mut texts = Vec::new();
    if !file.attrs.is_empty() {
        texts.push(print(file.attrs, Vec::new()));
    }
    let mut items = file.items.into_iter().peekable();
    while let Some(first) = items.next() {
        let kind = line_kind(&first);
        let first = match first {
            syn::Item::Mod(module) if module.content.is_some() => {
                texts.push(nested(module));
                continue;
            }
            other => other,
        };
        if let Some(table) = table(&first) {
            texts.push(table);
            continue;
        }
        let mut group = vec![first];
        while let Some(next) = items.next_if(|next| kind.is_some() && line_kind(next) == kind) {
            group.push(next);
        }
        texts.push(print(Vec::new(), group));
    }
    text.push_str(&texts.join("\n"));
}

fn print(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    prettyplease::unparse(&syn::File {
        attrs,
        items,
        shebang: None,
        frontmatter: None,
    })
}

/// The text of a module with what stands between its braces.
fn nested(mut module: syn::ItemMod) -> String {
    let (inner, outer) = std::mem::take(&mut module.attrs)
        .into_iter()
        .partition(|attribute| matches!(attribute.style, syn::AttrStyle::Inner(_)));
    let mut content = String::new();
    let items = module.content.take().map(|(_, items)| items).unwrap_or_default();
    push_formatted(
        &mut content,
        syn::File {
            attrs: inner,
            items,
            shebang: None,
            frontmatter: None,
        },
    );
    module.attrs = outer;
    module.semi = Some(Default::default());
    let declaration = print(Vec::new(), vec![syn::Item::Mod(module)]);
    let mut text = declaration.trim_end().trim_end_matches(';').to_owned();
    text.push_str(" {\n");
    for line in content.lines() {
        if !line.is_empty() {
            text.push_str("    ");
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push_str("}\n");
    text
}

/// What an item is that takes one line and stands among its like.
fn line_kind(item: &syn::Item) -> Option<&'static str> {
    match item {
        syn::Item::Use(_) => Some("use"),
        syn::Item::Mod(module) if module.content.is_none() => Some("mod"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::emit::EmittedFile;
    use crate::write::is_marked;

    fn emitted(source: &str, items: &str) -> EmittedFile {
        EmittedFile {
            path: "v1/models/user.rs".to_owned(),
            source: Some(source.to_owned()),
            file: syn::parse_str(items).unwrap(),
        }
    }

    #[test]
    fn a_file_is_the_mark_the_page_and_the_items() {
        let text = text(emitted("v1.0/resources/user.md", "pub struct User{pub id:u8}"));
        expect_test::expect![[r#"
            // @generated by the Microsoft Graph SDK generator; edit the pages instead.
            // From v1.0/resources/user.md

            pub struct User {
                pub id: u8,
            }
        "#]]
        .assert_eq(&text);
        assert!(is_marked(text.as_bytes()));
    }

    #[test]
    fn characters_that_change_the_direction_of_writing_become_escapes() {
        let text = text(emitted(
            "x.md",
            "#[doc = \" a\u{202e}b\"] const A: &str = \"\\\\\u{202e}\\n\u{2066}\";",
        ));
        expect_test::expect![[r#"
            // @generated by the Microsoft Graph SDK generator; edit the pages instead.
            // From x.md

            /// a\u{202e}b
            const A: &str = "\\\u{202e}\n\u{2066}";
        "#]]
        .assert_eq(&text);
    }

    #[test]
    fn the_name_of_a_page_cannot_break_out_of_its_comment() {
        let text = text(emitted(
            "a\nfn evil() {}\r\nb\rfn worse() {}\u{2028}c\u{202e}d",
            "struct A;",
        ));
        let comments = text.lines().take_while(|line| !line.is_empty());
        assert_eq!(comments.count(), 2, "{text}");
        assert!(
            text.is_ascii(),
            "rustc refuses comments that change the direction of writing"
        );
        assert_eq!(syn::parse_file(&text).unwrap().items.len(), 1);
    }
}
