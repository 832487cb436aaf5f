//! From tokens to the text of a file.
//!
//! What the printer of Rust would put on one line is printed here, from the tokens. The printer gets only the rest, member
//! by member, so that most of a crate never becomes a syntax tree.

mod broken;
mod table;

use proc_macro2::Delimiter;

use crate::emit::{
    EmitError, EmittedFile, Piece, TokenTree, documentation, fits, inner_attributes, items, members,
    push_line, push_tokens, stream, trees,
};
use crate::text::{one_line, steers_writing};

use self::broken::push_broken;
use self::table::push_table;
use super::MARK;

/// How far something stands inside braces.
const INDENT: &str = "    ";

/// What a piece of code stands in.
#[derive(Clone, Copy)]
enum Container {
    File,
    Struct,
    Enum,
    Impl,
}

impl Container {
    fn indent(self) -> &'static str {
        match self {
            Self::File => "",
            Self::Struct | Self::Enum | Self::Impl => INDENT,
        }
    }
}

/// Why a piece is not printed from its tokens.
enum Unprinted {
    /// A line is too long, or something is rare: the printer of Rust has to decide.
    Undecided,
    Invalid(syn::Error),
}

/// The first line of every Rust file that the generator writes.
pub fn mark_line() -> String {
    format!("// {MARK}; edit the pages instead.\n")
}

/// The text of an emitted file: the mark, the page it was made from, the formatted items.
///
/// # Errors
///
/// Fails if the tokens are no Rust, which no input may bring about.
pub fn text(emitted: EmittedFile) -> Result<String, EmitError> {
    let EmittedFile { path, source, tokens } = emitted;
    let mut text = mark_line();
    if let Some(source) = &source {
        // The path of a page must not end the comment.
        text.push_str(&format!("// From {}\n", one_line(source)));
    }
    text.push('\n');
    match push_items(&mut text, &trees(tokens)) {
        Ok(()) => Ok(without_steering(text)),
        Err(error) => Err(EmitError { path, error }),
    }
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

/// Adds items, with an empty line between items that are more than a line.
fn push_items(text: &mut String, tokens: &[TokenTree]) -> Result<(), syn::Error> {
    let (attributes, rest) = inner_attributes(tokens);
    let mut is_first = true;
    for attribute in attributes {
        push_inner_attribute(text, attribute);
        is_first = false;
    }
    let mut before = None;
    for item in items(rest) {
        let kind = line_kind(item);
        if !is_first && (kind.is_none() || kind != before) {
            text.push('\n');
        }
        match item.tokens {
            [.., TokenTree::Group(Delimiter::Brace, inner)] if item.is("mod") => {
                push_module(text, item, inner)?;
            }
            _ if push_table(text, item) => {}
            _ => push_item(text, item, Container::File)?,
        }
        (before, is_first) = (kind, false);
    }
    Ok(())
}

/// Adds an attribute of the whole file. There are few, and each takes a line.
fn push_inner_attribute(text: &mut String, attribute: &[TokenTree]) {
    match documentation(attribute) {
        Some(line) => {
            text.push_str("//!");
            text.push_str(line.trim_end_matches(' '));
        }
        None => {
            text.push_str("#![");
            let start = text.len();
            if push_line(text, attribute).is_none() {
                text.truncate(start);
                push_tokens(text, attribute);
            }
            text.push(']');
        }
    }
    text.push('\n');
}

/// Adds a module with what stands between its braces.
fn push_module(text: &mut String, module: Piece<'_>, inner: &[TokenTree]) -> Result<(), syn::Error> {
    let mut content = String::new();
    push_items(&mut content, inner)?;
    push_module_head(text, module)?;
    for line in content.lines() {
        if !line.is_empty() {
            text.push_str(INDENT);
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push_str("}\n");
    Ok(())
}

/// Adds what stands before the content of a module: its attributes, its name and the brace.
///
/// # Errors
///
/// Fails where it is no Rust.
fn push_module_head(text: &mut String, module: Piece<'_>) -> Result<(), syn::Error> {
    let end = proc_macro2::Punct::new(';', proc_macro2::Spacing::Alone);
    let mut declaration: Vec<TokenTree> = trees(module.all().map(stream).collect());
    declaration.pop();
    declaration.push(TokenTree::Punct(end));
    for declaration in items(&declaration) {
        push_item(text, declaration, Container::File)?;
    }
    text.truncate(text.trim_end_matches([';', '\n']).len());
    text.push_str(" {\n");
    Ok(())
}

/// What an item is that takes one line and stands among its like.
fn line_kind(item: Piece<'_>) -> Option<&'static str> {
    let kind = ["use", "mod"].into_iter().find(|kind| item.is(kind));
    kind.filter(|_| item.tokens.last().is_some_and(|end| end.is_sign(';')))
}

/// Adds an item or a member of one.
///
/// # Errors
///
/// Fails where it is no Rust.
fn push_item(text: &mut String, piece: Piece<'_>, container: Container) -> Result<(), syn::Error> {
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
            push_item(text, piece, inside).map_err(Unprinted::Invalid)?;
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

/// Adds an import without its `;`. Braces around a single name are left out, as the printer does.
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

#[cfg(test)]
mod tests;
