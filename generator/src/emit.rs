//! PLACEHOLDER of branch `output`: replaced at merge.
#![allow(missing_docs)]

use crate::resolve::{Plan, PlannedFile};

#[derive(Clone)]
pub struct EmittedFile {
    pub path: String,
    pub header: String,
    pub file: syn::File,
}

pub fn emit(_: &Plan, file: &PlannedFile) -> EmittedFile {
    let text = format!("//! Documentation.\n{}", file.items.join("\n"));
    let syntax = syn::parse_file(&text).unwrap_or_else(|_| syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: Vec::new(),
        frontmatter: None,
    });
    EmittedFile {
        path: file.path.clone(),
        header: String::new(),
        file: syntax,
    }
}
