//! Splits tokens into pieces: the items of a file, the members of an item, the rows of a table.

use proc_macro2::Delimiter;

use crate::emit::tokens::tree::TokenTree;

/// An item, a member of an item, or a row of a table, with its attributes.
#[derive(Clone, Copy)]
pub struct Piece<'t> {
    /// The attributes before it: `#`, and what belongs to it, again and again.
    attributes: &'t [TokenTree],
    /// The tokens behind them. The `;` of an item is one of them, the `,` behind a member is not.
    pub tokens: &'t [TokenTree],
}

impl<'t> Piece<'t> {
    /// What stands between the brackets of each attribute.
    pub fn attributes(self) -> impl Iterator<Item = &'t [TokenTree]> {
        brackets(self.attributes)
    }

    /// The piece without its first attributes.
    pub fn without_attributes(self, count: usize) -> Self {
        Self {
            attributes: self.attributes.get(2 * count..).unwrap_or_default(),
            ..self
        }
    }

    /// The tokens without the `;` at the end.
    pub fn before_end(self) -> &'t [TokenTree] {
        match self.tokens {
            [tokens @ .., end] if end.is_sign(';') => tokens,
            tokens => tokens,
        }
    }

    /// The tokens with the attributes before them.
    pub fn all(self) -> impl Iterator<Item = &'t [TokenTree]> {
        [self.attributes, self.tokens].into_iter()
    }

    /// The word that says what an item is: `struct`, `use`.
    pub fn keyword(self) -> Option<&'t TokenTree> {
        let rest = match self.tokens {
            [public, of, rest @ ..] if public.is_word("pub") && of.is_group(Delimiter::Parenthesis) => rest,
            [public, rest @ ..] if public.is_word("pub") => rest,
            all => all,
        };
        rest.first().filter(|word| matches!(word, TokenTree::Ident(_)))
    }

    /// Whether an item is of this kind.
    pub fn is(self, keyword: &str) -> bool {
        self.keyword().is_some_and(|word| word.is_word(keyword))
    }
}

fn brackets(attributes: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    attributes.iter().filter_map(|token| match token {
        TokenTree::Group(Delimiter::Bracket, inner) => Some(inner.as_slice()),
        _ => None,
    })
}

/// What stands between the brackets of each attribute of the whole file or module, and what stands behind them.
pub fn inner_attributes(tokens: &[TokenTree]) -> (impl Iterator<Item = &[TokenTree]>, &[TokenTree]) {
    let mut rest = tokens;
    while let [hash, mark, group, behind @ ..] = rest
        && hash.is_sign('#')
        && mark.is_sign('!')
        && group.is_group(Delimiter::Bracket)
    {
        rest = behind;
    }
    let (attributes, rest) = tokens.split_at(tokens.len() - rest.len());
    (brackets(attributes), rest)
}

/// The items of a file, a module, or an implementation.
pub fn items(tokens: &[TokenTree]) -> Vec<Piece<'_>> {
    pieces(tokens, |tokens| {
        let end = tokens.iter().enumerate().position(|(index, token)| {
            let before = tokens.get(..index).unwrap_or_default();
            token.is_sign(';') || (token.is_group(Delimiter::Brace) && !goes_on_behind_braces(before))
        });
        end.map_or(tokens.len(), |end| end + 1)
    })
}

/// The rows of a table.
pub fn rows(tokens: &[TokenTree]) -> Vec<Piece<'_>> {
    pieces(tokens, |tokens| {
        let end = tokens.iter().position(|token| token.is_sign(';'));
        end.map_or(tokens.len(), |end| end + 1)
    })
}

/// Whether an item that begins so ends with a `;`, whatever braces come before it.
fn goes_on_behind_braces(tokens: &[TokenTree]) -> bool {
    let begun = Piece {
        attributes: &[],
        tokens,
    };
    let is_function = tokens.iter().any(|token| token.is_word("fn"));
    ["use", "const", "static", "type"]
        .iter()
        .any(|word| begun.is(word))
        && !is_function
}

/// The fields of a struct or the variants of an enumeration.
pub fn members(tokens: &[TokenTree]) -> Vec<Piece<'_>> {
    let mut members = pieces(tokens, |tokens| {
        let mut depth = 0_usize;
        let mut after_dash = false;
        let end = tokens.iter().position(|token| {
            if token.is_sign('<') {
                depth += 1;
            } else if token.is_sign('>') && !after_dash {
                depth = depth.saturating_sub(1);
            }
            after_dash = token.is_sign('-');
            depth == 0 && token.is_sign(',')
        });
        end.map_or(tokens.len(), |end| end + 1)
    });
    for member in &mut members {
        if let Some((comma, before)) = member.tokens.split_last()
            && comma.is_sign(',')
        {
            member.tokens = before;
        }
    }
    members
}

/// Splits tokens into pieces. `length` says how many tokens the first of them has, without its attributes.
fn pieces(mut rest: &[TokenTree], length: impl Fn(&[TokenTree]) -> usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let mut behind = rest;
        while let [hash, group, more @ ..] = behind
            && hash.is_sign('#')
            && group.is_group(Delimiter::Bracket)
        {
            behind = more;
        }
        let (attributes, behind) = rest.split_at(rest.len() - behind.len());
        let (tokens, behind) = behind.split_at(length(behind));
        pieces.push(Piece { attributes, tokens });
        rest = behind;
    }
    pieces
}

/// The line of a documentation attribute, where a comment can say it.
pub fn documentation(attribute: &[TokenTree]) -> Option<String> {
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
