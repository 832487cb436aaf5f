//! Where a type of the emitted crate stands, and how it is named elsewhere.

/// A type of the emitted crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypePath {
    /// The module of the namespace below `models`; `None` for the root namespace.
    pub module: Option<String>,
    /// The name.
    pub name: String,
}

/// The module in which a path is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The file of a type; the module of its namespace, `None` for the root namespace.
    Models(Option<String>),
    /// A module of requests.
    Requests,
}

impl TypePath {
    /// Stands for the module in which the path is written.
    pub const HERE: &'static str = "self";

    /// The path as it is written in a module. Paths are relative, so that the output can stand in any module
    /// of any crate.
    pub fn relative(&self, scope: &Scope) -> String {
        let name = &self.name;
        match (scope, &self.module) {
            (_, Some(module)) if module == Self::HERE => name.clone(),
            (Scope::Models(None), None) => format!("super::{name}"),
            (Scope::Models(Some(own)), Some(module)) if own == module => format!("super::{name}"),
            (Scope::Models(None), Some(module)) => format!("super::{module}::{name}"),
            (Scope::Models(Some(_)), None) => format!("super::super::{name}"),
            (Scope::Models(Some(_)), Some(module)) => format!("super::super::{module}::{name}"),
            (Scope::Requests, None) => format!("models::{name}"),
            (Scope::Requests, Some(module)) => format!("models::{module}::{name}"),
        }
    }
}
