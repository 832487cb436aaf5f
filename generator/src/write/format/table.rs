//! Tables: a macro of the runtime whose rows print as rows.
//!
//! The printer of Rust knows nothing of what stands between the braces of a macro and fills lines with it. A table is
//! printed here, a row a line, as long as it may be: tables are read and compared by rows.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use crate::emit::push_tokens;

/// How far rows stand inside the braces.
const INDENT: &str = "    ";

/// The text of a macro with braces, a row a line; `None` for any other item.
pub(super) fn table(item: &syn::Item) -> Option<String> {
    let syn::Item::Macro(syn::ItemMacro {
        attrs,
        ident: None,
        mac,
        ..
    }) = item
    else {
        return None;
    };
    if !attrs.is_empty() || !matches!(mac.delimiter, syn::MacroDelimiter::Brace(_)) {
        return None;
    }
    let mut text = String::new();
    push_tokens(&mut text, mac.path.to_token_stream());
    text.push_str("! {\n");
    let mut row = Row::default();
    for token in mac.tokens.clone() {
        let ends = is_punct(&token, ';');
        row.push(token);
        if ends {
            std::mem::take(&mut row).print(&mut text);
        }
    }
    row.print(&mut text);
    text.push_str("}\n");
    Some(text)
}

/// A row: its attributes, and what follows them.
#[derive(Default)]
struct Row {
    attributes: Vec<TokenStream>,
    rest: Vec<TokenTree>,
}

impl Row {
    fn push(&mut self, token: TokenTree) {
        match (self.rest.as_slice(), &token) {
            ([sign], TokenTree::Group(group))
                if is_punct(sign, '#') && group.delimiter() == Delimiter::Bracket =>
            {
                self.attributes.push(group.stream());
                self.rest.clear();
            }
            _ => self.rest.push(token),
        }
    }

    fn print(self, text: &mut String) {
        for attribute in self.attributes {
            text.push_str(INDENT);
            match documentation(&attribute) {
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
        if !self.rest.is_empty() {
            text.push_str(INDENT);
            push_tokens(text, self.rest.into_iter().collect());
            text.push('\n');
        }
    }
}

/// The line of a documentation attribute, where a comment can say it.
fn documentation(attribute: &TokenStream) -> Option<String> {
    let value = syn::parse2::<syn::MetaNameValue>(attribute.clone()).ok()?;
    if !value.path.is_ident("doc") {
        return None;
    }
    match value.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(line),
            ..
        }) => Some(line.value()).filter(|line| !line.starts_with('/') && !line.contains(['\n', '\r'])),
        _ => None,
    }
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::table;

    fn printed(item: &str) -> Option<String> {
        table(&syn::parse_str(item).unwrap())
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
