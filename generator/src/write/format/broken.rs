//! What does not fit on a line, or is rare: the printer of Rust breaks it.

use proc_macro2::TokenStream;
use quote::quote;

use super::Container;
use crate::emit::{Piece, stream};

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
pub(super) fn push_broken(
    text: &mut String,
    piece: Piece<'_>,
    container: Container,
) -> Result<(), syn::Error> {
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
