//! The public surface of the emitted crate: all names that a program can use, with their declarations. The command `diff`
//! compares two editions of a crate by it.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;

use crate::emit::tokens::piece::{Piece, rows};
use crate::emit::{EmitError, TokenTree, files, push_tokens, trees};
use crate::resolve::plan::Plan;

/// The names of a crate with their declarations, in order. The name of a member (a field, a variant, a method, a
/// constant) has its owner before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    items: BTreeMap<String, Item>,
}

/// A struct, an enumeration, a type alias or a function, with its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// How it is declared, without its members.
    pub declaration: String,
    /// Its members: name and declaration.
    pub members: BTreeMap<String, String>,
}

impl Surface {
    /// The items by their paths: `v1::models::User`.
    pub fn items(&self) -> &BTreeMap<String, Item> {
        &self.items
    }
}

/// What can be named of the crate of a plan.
///
/// # Errors
///
/// Fails if emitted code does not parse, which no input may bring about.
pub fn surface(plan: &Plan) -> Result<Surface, EmitError> {
    let modules = files(plan)
        .iter()
        .map(|task| Ok((module_path(&task.path), task.emit().parse()?)))
        .collect::<Result<Vec<(Vec<String>, syn::File)>, EmitError>>()?;
    let private: BTreeSet<Vec<String>> = modules
        .iter()
        .flat_map(|(path, file)| private_modules(path, file))
        .collect();
    let mut surface = Surface::default();
    for (path, file) in &modules {
        let module = public_path(path, &private);
        for item in &file.items {
            surface.add(&module, item);
        }
    }
    Ok(surface)
}

/// The segments of the module that a file holds: `v1/models/user.rs` is `v1::models::user`.
fn module_path(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    path.split('/').map(str::to_owned).collect()
}

/// The private modules that a file declares. The file exports what they hold.
fn private_modules(path: &[String], file: &syn::File) -> Vec<Vec<String>> {
    let declared = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if !is_public(&module.vis) => Some(module.ident.to_string()),
        _ => None,
    });
    let name = |module: String| module.strip_prefix("r#").map_or(module.clone(), str::to_owned);
    declared.map(|module| [path, &[name(module)]].concat()).collect()
}

/// The path by which a program names what a module holds: private modules are not in it.
fn public_path(path: &[String], private: &BTreeSet<Vec<String>>) -> String {
    let public = (1..=path.len()).filter(|end| !private.contains(&path[..*end]));
    let public: Vec<&str> = public.map(|end| path[end - 1].as_str()).collect();
    public.join("::")
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

impl Surface {
    fn add(&mut self, module: &str, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let members = item.fields.iter().filter(|field| is_public(&field.vis));
                let members =
                    members.filter_map(|field| Some((field.ident.as_ref()?.to_string(), text(&field.ty))));
                self.declare(
                    module,
                    &item.ident,
                    format!("struct{}", text(&item.generics)),
                    members,
                );
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                let members = item.variants.iter();
                let members = members.map(|variant| (variant.ident.to_string(), text(&variant.fields)));
                self.declare(
                    module,
                    &item.ident,
                    format!("enum{}", text(&item.generics)),
                    members,
                );
            }
            syn::Item::Type(item) if is_public(&item.vis) => {
                self.declare(module, &item.ident, format!("type = {}", text(&item.ty)), []);
            }
            syn::Item::Fn(item) if is_public(&item.vis) => {
                self.declare(module, &item.sig.ident, text(&item.sig), []);
            }
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let members = item.items.iter().filter_map(|member| match member {
                    syn::ImplItem::Fn(function) if is_public(&function.vis) => {
                        Some((function.sig.ident.to_string(), text(&function.sig)))
                    }
                    syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                        Some((constant.ident.to_string(), text(&constant.ty)))
                    }
                    _ => None,
                });
                if let syn::Type::Path(owner) = &*item.self_ty
                    && let Some(owner) = owner.path.segments.last()
                {
                    self.extend(module, &owner.ident, members);
                }
            }
            syn::Item::Macro(item) => self.add_table(module, &item.mac),
            _ => {}
        }
    }

    /// Adds what a table of the runtime declares.
    fn add_table(&mut self, module: &str, table: &syn::Macro) {
        let Some(name) = table.path.segments.last() else {
            return;
        };
        let tokens = trees(table.tokens.clone());
        let mut rows = rows(&tokens).into_iter().map(Piece::before_end);
        let Some(TokenTree::Ident(owner)) = rows.next().and_then(<[TokenTree]>::first) else {
            return;
        };
        match name.ident.to_string().as_str() {
            // `0 display_name: String = "displayName", DISPLAY_NAME "Supports …";`
            "model" => {
                let constants = rows.filter_map(|row| {
                    let sign = row.iter().position(|token| token.is_sign('='))?;
                    let [TokenTree::Literal(json), rest @ ..] = &row[sign + 1..] else {
                        return None;
                    };
                    let constant = rest.iter().find_map(|token| match token {
                        TokenTree::Ident(constant) => Some(constant.to_string()),
                        _ => None,
                    });
                    Some((constant?, format!("Property {json}")))
                });
                self.extend(module, owner, constants);
            }
            // `0 display_name: &str;`
            "getters" => {
                let getters = rows.filter_map(|row| match row {
                    [_, TokenTree::Ident(name), _, lent @ ..] => {
                        Some((name.to_string(), format!("fn() -> Option<{}>", text_of(lent))))
                    }
                    _ => None,
                });
                self.extend(module, owner, getters);
            }
            // `Post(CopyBody) -> models::Message, rt::query::Nothing;`
            "operation" => {
                let call = rows.next().map(|call| ("request".to_owned(), text_of(call)));
                self.extend(module, owner, call);
            }
            _ => {}
        }
    }

    fn declare(
        &mut self,
        module: &str,
        name: &syn::Ident,
        declaration: String,
        members: impl IntoIterator<Item = (String, String)>,
    ) {
        self.item(module, name).declaration = declaration;
        self.extend(module, name, members);
    }

    fn extend(
        &mut self,
        module: &str,
        owner: &syn::Ident,
        members: impl IntoIterator<Item = (String, String)>,
    ) {
        self.item(module, owner).members.extend(members);
    }

    fn item(&mut self, module: &str, name: &syn::Ident) -> &mut Item {
        self.items.entry(format!("{module}::{name}")).or_default()
    }
}

/// A declaration as people write it, without the `super::` of its paths: how many there are depends on the module that the
/// declaration stands in, and a declaration that moves is the same.
fn text(declaration: &impl ToTokens) -> String {
    text_of(&trees(declaration.to_token_stream()))
}

fn text_of(declaration: &[TokenTree]) -> String {
    let mut text = String::new();
    push_tokens(&mut text, declaration);
    text.replace("super::", "")
}
