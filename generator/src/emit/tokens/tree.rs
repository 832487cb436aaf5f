//! Tokens that can be read more than once.
//!
//! A [`TokenStream`] gives its tokens away, or copies of them all. Here they stand in plain lists, into which they are moved
//! once.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream};

/// A token, or a group of tokens between delimiters.
#[derive(Debug)]
pub enum TokenTree {
    /// A name or a keyword.
    Ident(Ident),
    /// A sign, or one character of a longer one.
    Punct(Punct),
    /// A literal.
    Literal(Literal),
    /// What stands between two delimiters.
    Group(Delimiter, Vec<TokenTree>),
}

/// The tokens of a stream.
pub fn trees(tokens: TokenStream) -> Vec<TokenTree> {
    let tree = |token| match token {
        proc_macro2::TokenTree::Ident(ident) => TokenTree::Ident(ident),
        proc_macro2::TokenTree::Punct(punct) => TokenTree::Punct(punct),
        proc_macro2::TokenTree::Literal(literal) => TokenTree::Literal(literal),
        proc_macro2::TokenTree::Group(group) => {
            let (delimiter, stream) = (group.delimiter(), group.stream());
            // Tokens that have no other owner are moved, not copied.
            drop(group);
            TokenTree::Group(delimiter, trees(stream))
        }
    };
    tokens.into_iter().map(tree).collect()
}

/// The tokens as a stream again.
pub fn stream(trees: &[TokenTree]) -> TokenStream {
    let token = |tree: &TokenTree| match tree {
        TokenTree::Ident(ident) => proc_macro2::TokenTree::Ident(ident.clone()),
        TokenTree::Punct(punct) => proc_macro2::TokenTree::Punct(punct.clone()),
        TokenTree::Literal(literal) => proc_macro2::TokenTree::Literal(literal.clone()),
        TokenTree::Group(delimiter, inner) => Group::new(*delimiter, stream(inner)).into(),
    };
    trees.iter().map(token).collect()
}

impl TokenTree {
    /// Whether it is this sign, alone or at the start of a longer one.
    pub fn is_sign(&self, sign: char) -> bool {
        matches!(self, Self::Punct(punct) if punct.as_char() == sign)
    }

    /// Whether it is this name or keyword.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == word)
    }

    /// Whether it is a group between these delimiters.
    pub fn is_group(&self, delimiter: Delimiter) -> bool {
        matches!(self, Self::Group(found, _) if *found == delimiter)
    }

    /// Whether it is a sign that goes on with the next token.
    pub fn is_joint(&self) -> bool {
        matches!(self, Self::Punct(punct) if punct.spacing() == Spacing::Joint)
    }
}
