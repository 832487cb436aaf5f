//! Tables: a macro of the runtime whose rows print as rows.
//!
//! The printer of Rust knows nothing of what stands between the braces of a macro and fills lines with it. A table is
//! printed here, a row a line, as long as it may be: tables are read and compared by rows.

use proc_macro2::Delimiter;

use crate::emit::{Piece, TokenTree, documentation, push_tokens, rows};

use super::INDENT;

/// Adds the text of a macro with braces, a row a line; false for any other item.
pub(super) fn push_table(text: &mut String, item: Piece<'_>) -> bool {
    let [path @ .., mark, TokenTree::Group(Delimiter::Brace, tokens)] = item.tokens else {
        return false;
    };
    if !mark.is_sign('!') || item.attributes().next().is_some() {
        return false;
    }
    push_tokens(text, path);
    text.push_str("! {\n");
    for row in rows(tokens) {
        push_row(text, row);
    }
    text.push_str("}\n");
    true
}

/// Adds a row: its attributes, and what follows them.
fn push_row(text: &mut String, row: Piece<'_>) {
    for attribute in row.attributes() {
        text.push_str(INDENT);
        match documentation(attribute).filter(|line| !line.starts_with('/')) {
            Some(line) => {
                text.push_str("///");
                text.push_str(&line);
            }
            None => {
                text.push_str("#[");
                push_tokens(text, attribute);
                text.push(']');
            }
        }
        text.push('\n');
    }
    if !row.tokens.is_empty() {
        text.push_str(INDENT);
        push_tokens(text, row.tokens);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::push_table;
    use crate::emit::{items, trees};

    fn printed(item: &str) -> Option<String> {
        let tokens = trees(item.parse().unwrap());
        let mut text = String::new();
        push_table(&mut text, items(&tokens)[0]).then_some(text)
    }

    #[test]
    fn rows_stand_one_a_line_however_long_they_are() {
        let text = printed(
            r#"rt::model!{#[inline]Device="",write_type:true,additional:additional;
            0 id:String="id";1 r#type:Objects="a name that is as long as the lines of a file may be, and then some more of it";}"#,
        );
        expect_test::expect![[r##"
            rt::model! {
                #[inline]
                Device = "", write_type: true, additional: additional;
                0 id: String = "id";
                1 r#type: Objects = "a name that is as long as the lines of a file may be, and then some more of it";
            }
        "##]]
        .assert_eq(&text.unwrap());
    }

    #[test]
    fn rows_have_types_and_documentation() {
        let text = printed(
            r#"rt::getters!{AnyDevice;#[doc=" The `id`."]#[doc=""]#[doc=" Not \"seen\"."]0 id:&str;
            1 owners:&[super::AnyUser];2 tags:Option<Vec<Box<::std::string::String>>>;
            #[deprecated(note="gone",since="1")]3 map:(&str,[u8;4]); a = _;}"#,
        );
        expect_test::expect![[r#"
            rt::getters! {
                AnyDevice;
                /// The `id`.
                ///
                /// Not "seen".
                0 id: &str;
                1 owners: &[super::AnyUser];
                2 tags: Option<Vec<Box<::std::string::String>>>;
                #[deprecated(note = "gone", since = "1")]
                3 map: (&str, [u8; 4]);
                a = _;
            }
        "#]]
        .assert_eq(&text.unwrap());
    }

    #[test]
    fn a_table_means_what_it_meant_before() {
        let items = [
            r##"m! { a: = : :: = & & && < > .. ... -> => # ! ? 'a' "\n" r#"x"# b"y" 1.5e3 -1; ; }"##,
            r##"m! { #[doc = "/ four"] a; #[doc = " two\nlines"] #[a] b; #[c] }"##,
            "m! {}",
            "::a::b! { c }",
            "m! { {a; b} [c; (d)] }",
        ];
        for item in items {
            let text = printed(item).unwrap();
            let tokens = |text: &str| {
                let item: syn::Item = syn::parse_str(text).unwrap();
                item.to_token_stream().to_string()
            };
            assert_eq!(tokens(&text), tokens(item));
        }
    }

    #[test]
    fn other_items_are_no_tables() {
        for item in [
            "rt::impl_model!(Device);",
            "macro_rules! a { () => {}; }",
            "struct A;",
            "#[cfg(a)] m! { a; }",
        ] {
            assert_eq!(printed(item), None, "{item}");
        }
    }
}
