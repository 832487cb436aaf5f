//! Items as text.
//!
//! What the printer of Rust puts on one line is printed from the tokens. It is given the rest, member by member: most of
//! a crate never becomes a syntax tree.

use proc_macro2::{Delimiter, TokenStream};
use quote::quote;

use super::piece::{Piece, items, members};
use crate::emit::{TokenTree, fits, push_line, stream, trees};

/// How far members stand inside the braces.
const INDENT: &str = "    ";

/// What a piece of code stands in.
#[derive(Clone, Copy)]
pub(super) enum Container {
    File,
    Struct,
    Enum,
    Impl,
}

/// Why a piece is not printed from its tokens.
enum Unprinted {
    /// A line is too long, or something is rare: the printer of Rust has to decide.
    Undecided,
    Invalid(syn::Error),
}

/// Adds a piece to a text.
///
/// # Errors
///
/// Fails where it is no Rust.
pub(super) fn push(text: &mut String, piece: Piece<'_>, container: Container) -> Result<(), syn::Error> {
    let mut documentation_lines = 0;
    for attribute in piece.attributes() {
        let Some(line) = documentation(attribute).filter(|line| !line.starts_with('/')) else {
            break;
        };
        text.push_str(container.indent());
        text.push_str("///");
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
        documentation_lines += 1;
    }
    let piece = piece.without_attributes(documentation_lines);
    let start = text.len();
    match push_decided(text, piece, container) {
        Ok(()) => Ok(()),
        Err(Unprinted::Invalid(error)) => Err(error),
        Err(Unprinted::Undecided) => {
            text.truncate(start);
            push_broken(text, piece, container)
        }
    }
}

/// Adds what stands before the content of a module: its attributes, its name and the brace.
///
/// # Errors
///
/// Fails where it is no Rust.
pub(super) fn push_head(text: &mut String, module: Piece<'_>) -> Result<(), syn::Error> {
    let end = proc_macro2::Punct::new(';', proc_macro2::Spacing::Alone);
    let mut declaration: Vec<TokenTree> = trees(module.all().map(stream).collect());
    declaration.pop();
    declaration.push(TokenTree::Punct(end));
    for declaration in items(&declaration) {
        push(text, declaration, Container::File)?;
    }
    text.truncate(text.trim_end_matches([';', '\n']).len());
    text.push_str(" {\n");
    Ok(())
}

impl Container {
    fn indent(self) -> &'static str {
        match self {
            Self::File => "",
            Self::Struct | Self::Enum | Self::Impl => INDENT,
        }
    }
}

/// The line of a documentation attribute, where a comment can say it.
pub(super) fn documentation(attribute: &[TokenTree]) -> Option<String> {
    let [name, sign, TokenTree::Literal(literal)] = attribute else {
        return None;
    };
    if !name.is_word("doc") || !sign.is_sign('=') {
        return None;
    }
    let literal = literal.to_string();
    let escaped = literal.strip_prefix('"')?.strip_suffix('"')?;
    let line = if escaped.contains('\\') {
        syn::parse_str::<syn::LitStr>(&literal).ok()?.value()
    } else {
        escaped.to_owned()
    };
    (!line.contains('\n')).then_some(line)
}

/// Adds a piece whose lines all fit.
fn push_decided(text: &mut String, piece: Piece<'_>, container: Container) -> Result<(), Unprinted> {
    for attribute in piece.attributes() {
        if attribute.first().is_some_and(|name| name.is_word("doc")) {
            return Err(Unprinted::Undecided);
        }
        text.push_str(container.indent());
        text.push_str("#[");
        decided(push_line(text, attribute))?;
        text.push(']');
        end_line(text)?;
    }
    text.push_str(container.indent());
    match (piece.tokens, container) {
        ([head @ .., TokenTree::Group(Delimiter::Brace, inner)], _) => {
            push_block(text, piece, head, inner, container)
        }
        ([head @ .., end], Container::File | Container::Impl) if end.is_sign(';') => {
            match head {
                [path @ .., mark, TokenTree::Group(Delimiter::Parenthesis, inner)] if mark.is_sign('!') => {
                    // How the printer writes the tokens of a macro is its own matter, but for a name.
                    let [TokenTree::Ident(name)] = inner.as_slice() else {
                        return Err(Unprinted::Undecided);
                    };
                    decided(push_line(text, path))?;
                    text.push_str(&format!("!({name})"));
                }
                head if piece.is("use") => push_use(text, head)?,
                head => decided(push_line(text, head))?,
            }
            text.push(';');
            end_line(text)
        }
        (tokens, Container::Struct | Container::Enum) => {
            decided(push_line(text, tokens))?;
            text.push(',');
            end_line(text)
        }
        _ => Err(Unprinted::Undecided),
    }
}

fn push_block(
    text: &mut String,
    piece: Piece<'_>,
    head: &[TokenTree],
    inner: &[TokenTree],
    container: Container,
) -> Result<(), Unprinted> {
    decided(push_line(text, head))?;
    text.push_str(" {");
    if inner.is_empty() {
        text.push('}');
        return end_line(text);
    }
    end_line(text)?;
    if head.iter().any(|token| token.is_word("fn")) {
        push_statements(text, inner, container)?;
    } else {
        let (pieces, inside) = match container {
            Container::File if piece.is("impl") => (items(inner), Container::Impl),
            Container::File if piece.is("struct") => (members(inner), Container::Struct),
            Container::File if piece.is("enum") => (members(inner), Container::Enum),
            _ => return Err(Unprinted::Undecided),
        };
        for piece in pieces {
            push(text, piece, inside).map_err(Unprinted::Invalid)?;
        }
    }
    text.push_str(container.indent());
    text.push('}');
    end_line(text)
}

/// Adds the statements of a function, and the value behind them.
fn push_statements(text: &mut String, tokens: &[TokenTree], container: Container) -> Result<(), Unprinted> {
    for statement in tokens.split_inclusive(|token| token.is_sign(';')) {
        text.push_str(container.indent());
        text.push_str(INDENT);
        let (code, end) = match statement {
            [code @ .., end] if end.is_sign(';') => (code, ";"),
            value => (value, ""),
        };
        let code = match code {
            [word, code @ ..] if word.is_word("let") => {
                text.push_str("let ");
                code
            }
            code => code,
        };
        decided(push_line(text, code))?;
        text.push_str(end);
        end_line(text)?;
    }
    Ok(())
}

/// Adds an import without its end. Braces container a single name are left out, as the printer does.
fn push_use(text: &mut String, tokens: &[TokenTree]) -> Result<(), Unprinted> {
    let [path @ .., TokenTree::Group(Delimiter::Brace, names)] = tokens else {
        return decided(push_line(text, tokens));
    };
    decided(push_line(text, path))?;
    match names.as_slice() {
        [TokenTree::Ident(name)] if name != "self" => {
            text.push_str(&name.to_string());
            Ok(())
        }
        [_, _, ..] if names.iter().any(|token| token.is_sign(',')) => {
            if names.last().is_some_and(|last| last.is_sign(',')) {
                return Err(Unprinted::Undecided);
            }
            text.push('{');
            decided(push_line(text, names))?;
            text.push('}');
            Ok(())
        }
        _ => Err(Unprinted::Undecided),
    }
}

fn decided(line: Option<()>) -> Result<(), Unprinted> {
    line.ok_or(Unprinted::Undecided)
}

fn end_line(text: &mut String) -> Result<(), Unprinted> {
    decided(fits(text).then_some(()))?;
    text.push('\n');
    Ok(())
}

/// Prints items as the printer of Rust does.
fn print(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        attrs: Vec::new(),
        items: vec![item],
        shebang: None,
        frontmatter: None,
    })
}

/// Adds a piece that the printer of Rust has to break: a member within an item of no other content.
fn push_broken(text: &mut String, piece: Piece<'_>, container: Container) -> Result<(), syn::Error> {
    let tokens: TokenStream = piece.all().map(stream).collect();
    let item: syn::Item = syn::parse2(match container {
        Container::File => tokens,
        Container::Struct => quote!(struct Around { #tokens }),
        Container::Enum => quote!(enum Around { #tokens }),
        Container::Impl => quote!(impl Around { #tokens }),
    })?;
    let printed = print(item);
    match container {
        Container::File => text.push_str(&printed),
        Container::Struct | Container::Enum | Container::Impl => {
            let inner = printed.split_once('\n').map_or("", |(_, inner)| inner);
            text.push_str(inner.trim_end().trim_end_matches('}').trim_end_matches(' '));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Container, push};
    use crate::emit::trees;
    use crate::write::format::piece::items;

    /// What is printed here, and what the printer of Rust makes of the same.
    fn both(code: &str) -> (String, String) {
        let tokens = trees(code.parse().unwrap());
        let mut text = String::new();
        for item in items(&tokens) {
            push(&mut text, item, Container::File).unwrap();
        }
        (text, prettyplease::unparse(&syn::parse_file(code).unwrap()))
    }

    #[test]
    fn items_are_printed_as_the_printer_of_rust_prints_them() {
        let long = "a_name_that_is_long_enough_that_three_of_it_fill_a_line";
        for code in [
            "pub mod a; mod r#type;",
            "use a::b; pub use self::a::{B, C}; use a::{b}; use a::*; use ::a::b as c;",
            "use a::{b, c::{d, e}}; use a::{self};",
            &format!("use a::{{{long}, {long}2, {long}3}};"),
            "pub struct A {} pub struct B; pub struct C(pub u8);",
            "#[must_use] pub struct A<C = ()>(pub(super) rt::Step<C>);",
            "#[derive(Default)] pub struct A { #[doc = \" a  \"] #[doc = \"\"] pub a: Option<Vec<B<'static>>>, b: &'a [u8], }",
            "#[doc = \"/ a\"] #[doc = \" b\\nc\"] struct A { #[doc = \" \\\" \\u{e9} \\\\\"] #[a] a: B<C, D>, }",
            &format!("struct A {{ a: B<{long}, {long}, u8>, b: u8 }}"),
            "#[non_exhaustive] pub enum A { #[doc = \" a\"] B, C(Box<D>), E { f: u8 }, G = 1 }",
            &format!("enum A {{ B({long}, {long}), C }}"),
            "pub const A: B<Self> = B::<Self>::new(\"a\"); const A: [u8; 2] = [1, 2];",
            "pub const A: B = B { a: 1 };",
            "pub type A = b::C<d::E>;",
            "#[inline] pub fn a(b: &str, c: i32) -> d::E { d::F::new().a(b, c) } fn g() {}",
            "fn a() -> u8 { let b = c(\"d\")?; e(b); b + 1 }",
            "fn a() { if b { c } else { d } } fn e<F: G<H>>(i: F) where F: J {}",
            &format!("fn a(b: &{long}, c: {long}) -> u8 {{ b.{long}().{long}().{long}(&[1, 2]) }}"),
            "impl<C: rt::Carrier> A<C> { #[doc = \" a\"] #[inline] pub fn a(&self, b: &'a mut B) -> C::D<e::F> { self.0.a::<e::F>(\"\", &[b.into()], ()) } const B: u8 = 1; type C = D; }",
            "impl From<a::B> for C<a::B> { fn from(b: a::B) -> Self { Self(D::new(b, \"c\")) } }",
            "impl Default for A { fn default() -> Self { Self { a: 1 } } } impl B for C {}",
            "rt::impl_step!(A); rt::impl_all!(A, B);",
            "#[cfg(any(feature = \"a\", feature = \"b\"))] #[deprecated(note = \"c\")] pub mod d;",
            &format!("#[deprecated(note = \"{long} {long}\", since = \"{long}\")] pub struct A;"),
        ] {
            let (text, printed) = both(code);
            assert_eq!(text, printed);
        }
    }

    #[test]
    fn what_is_no_rust_is_an_error() {
        let tokens = trees(
            "fn a( { if }"
                .parse()
                .unwrap_or_else(|_| "fn { if }".parse().unwrap()),
        );
        let mut text = String::new();
        assert!(
            items(&tokens)
                .into_iter()
                .any(|item| push(&mut text, item, Container::File).is_err())
        );
    }
}
