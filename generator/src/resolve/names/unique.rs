//! The names that stand side by side in one scope of the emitted crate.

use std::collections::BTreeMap;

/// The longest name. The name of a module is that of its file, for which most systems have 255 bytes; the longest name
/// of the service has about 90 letters.
const LONGEST: usize = 128;

/// What the names of a scope are names of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Scope {
    /// Modules, each of which is a file too.
    Modules,
    /// Structs and enumerations.
    Types,
    /// The variants of an enumeration.
    Variants,
    /// The fields of a struct.
    Fields,
    /// The functions of a type.
    Functions,
    /// The arguments of a function.
    Arguments,
    /// The constants of a type.
    Constants,
}

impl Scope {
    /// Whether Rust spells the names there as those of types.
    fn is_of_types(self) -> bool {
        matches!(self, Self::Types | Self::Variants)
    }

    /// The names that no item has there.
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Modules => &[
                // The modules that the generator itself names, and the name under which they import the runtime.
                "graph_runtime",
                "models",
                "requests",
                "rt",
                "steps",
                // `mod.rs` is the file of the module around it.
                "mod",
                // Devices to Windows, with any ending.
                "aux",
                "com0",
                "com1",
                "com2",
                "com3",
                "com4",
                "com5",
                "com6",
                "com7",
                "com8",
                "com9",
                "con",
                "lpt0",
                "lpt1",
                "lpt2",
                "lpt3",
                "lpt4",
                "lpt5",
                "lpt6",
                "lpt7",
                "lpt8",
                "lpt9",
                "nul",
                "prn",
            ],
            // What emitted code uses without a path, the parameter of steps, and the step that the generator itself names.
            Self::Types => &[
                "Box",
                "C",
                "Default",
                "Err",
                "From",
                "None",
                "Ok",
                "Option",
                "Result",
                "Self",
                "ServiceRoot",
                "Some",
                "String",
                "Vec",
            ],
            Self::Variants => &["Self"],
            // How the root of the steps is made, and the methods of the runtime's `Step`, to which each place derefs: a method
            // of the same name would hide them.
            Self::Functions => &[
                "batch",
                "below_service",
                "call",
                "call_request",
                "call_to_create",
                "call_with",
                "client",
                "new",
                "path_template",
                "prepare",
                "request",
                "to",
                "to_with",
            ],
            // What the runtime's `Operation` has.
            Self::Constants => &["METADATA"],
            Self::Fields | Self::Arguments => &[],
        }
    }
}

/// How the name of an item came from the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Given {
    /// It is that name, as far as it is not reserved.
    AsAsked,
    /// It has a number, since another item has the name.
    Numbered,
    /// It is the beginning of the name, which is too long, and has a number where another item has that.
    Shortened,
}

/// Hands out the names of one scope, each once.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct UniqueNames {
    scope: Scope,
    /// By key; the number that was last added to the name.
    taken: BTreeMap<String, u32>,
}

impl UniqueNames {
    /// A scope in which no item has a name yet.
    pub(in crate::resolve) fn of(scope: Scope) -> Self {
        Self::with(scope, std::iter::empty::<String>())
    }

    /// A scope in which some items have names already.
    pub(in crate::resolve) fn with(scope: Scope, taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            scope,
            taken: taken.into_iter().map(|name| (key(&name.into()), 1)).collect(),
        }
    }

    /// Whether an item can have the name as it is.
    pub(in crate::resolve) fn is_free(&self, name: &str) -> bool {
        self.fit(name) == name && !self.taken.contains_key(&key(name))
    }

    /// The name of an item that is to be called `name`: the name itself where it is free, or else the one with the
    /// least number that makes it free.
    pub(in crate::resolve) fn take(&mut self, name: &str) -> String {
        self.take_explained(name).0
    }

    /// Like [`take`](Self::take), with how the name came from the one that was asked for.
    pub(in crate::resolve) fn take_explained(&mut self, name: &str) -> (String, Given) {
        let is_long = name.len() > LONGEST;
        let name = self.fit(name);
        let Some(&last) = self.taken.get(&key(&name)) else {
            self.taken.insert(key(&name), 1);
            return (name, if is_long { Given::Shortened } else { Given::AsAsked });
        };
        // A type's name holds no underscore but between digits.
        let is_type = if self.scope.is_of_types() {
            name.contains(|c: char| c.is_ascii_alphabetic())
        } else {
            name.starts_with(|c: char| c.is_ascii_uppercase())
        };
        let bare = if is_type {
            name.trim_end_matches('_')
        } else {
            bare(&name)
        };
        let joint = if bare.ends_with('_') || (is_type && !bare.ends_with(|c: char| c.is_ascii_digit())) {
            ""
        } else {
            "_"
        };
        let mut number = last;
        loop {
            number += 1;
            let candidate = format!("{bare}{joint}{number}");
            if !self.taken.contains_key(&key(&candidate)) {
                self.taken.insert(key(&name), number);
                self.taken.insert(key(&candidate), 1);
                return (
                    candidate,
                    if is_long {
                        Given::Shortened
                    } else {
                        Given::Numbered
                    },
                );
            }
        }
    }

    /// The name as it can stand in this scope: not reserved, and not too long.
    pub(in crate::resolve) fn fit(&self, name: &str) -> String {
        let short = name.get(..LONGEST).unwrap_or(name);
        let reserved = self.scope.reserved().iter();
        let is_reserved = reserved.clone().any(|reserved| key(reserved) == key(short));
        if is_reserved {
            format!("{}_", bare(short))
        } else if self.scope == Scope::Types
            && short.starts_with('_')
            && !short.contains(|c: char| c.is_ascii_uppercase())
        {
            // `_2fa` can be a module beside the type, or an argument where the type stands.
            format!("Type{}", short.trim_start_matches('_'))
        } else {
            short.to_owned()
        }
    }
}

/// The name of something that belongs to a type: `ListBody`, `BoxBody` of `Box_`.
pub(in crate::resolve) fn part_of(name: &str, part: &str) -> String {
    format!("{}{part}", name.trim_end_matches('_'))
}

/// The form in which names are compared: `r#type` is `type` to Rust, and some file systems ignore case.
pub(in crate::resolve) fn key(name: &str) -> String {
    bare(name).to_lowercase()
}

fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::names::{pascal, snake};

    #[test]
    fn each_name_is_given_once() {
        let mut fields = UniqueNames::with(Scope::Fields, ["additional"]);
        for (asked, name, given) in [
            ("id", "id", Given::AsAsked),
            ("id", "id_2", Given::Numbered),
            ("id", "id_3", Given::Numbered),
            ("additional", "additional_2", Given::Numbered),
            ("r#type", "r#type", Given::AsAsked),
            ("type", "type_2", Given::Numbered),
            ("self_", "self_", Given::AsAsked),
            ("self_", "self_2", Given::Numbered),
        ] {
            assert_eq!(fields.take_explained(asked), (name.to_owned(), given));
        }
        let mut types = UniqueNames::of(Scope::Types);
        assert_eq!(types.take("Get"), "Get");
        assert_eq!(types.take("Get"), "Get2");
        for name in ["_6Item", "_6Item2"] {
            assert_eq!(types.take("_6Item"), name);
        }
        let mut variants = UniqueNames::of(Scope::Variants);
        for name in ["_10a", "_10a2", "_10", "_10_2"] {
            assert_eq!(
                variants.take(name.trim_end_matches('2').trim_end_matches('_')),
                name
            );
        }
        assert_eq!(types.take("Box"), "Box_");
        assert_eq!(types.take("Box"), "Box2");
        assert_eq!(types.take(&part_of("Box_", "Body")), "BoxBody");
    }

    #[test]
    fn reserved_names_get_an_underscore() {
        for (scope, name, given) in [
            (Scope::Types, pascal("box"), "Box_"),
            (Scope::Types, pascal("option"), "Option_"),
            (Scope::Types, pascal("self"), "Self_"),
            (Scope::Types, pascal("identity"), "Identity"),
            (Scope::Variants, pascal("self"), "Self_"),
            (Scope::Variants, pascal("box"), "Box"),
            (Scope::Modules, snake("mod"), "mod_"),
            (Scope::Modules, snake("CON"), "con_"),
            (Scope::Modules, snake("lpt1"), "lpt1_"),
            (Scope::Modules, snake("rt"), "rt_"),
            (Scope::Modules, snake("graphRuntime"), "graph_runtime_"),
            (Scope::Functions, snake("batch"), "batch_"),
            (Scope::Functions, snake("client"), "client_"),
            (Scope::Functions, snake("call"), "call_"),
            (Scope::Functions, snake("callRequest"), "call_request_"),
            (Scope::Functions, snake("send"), "send"),
            (Scope::Functions, snake("mod"), "r#mod"),
            (Scope::Constants, "METADATA".to_owned(), "METADATA_"),
        ] {
            let mut names = UniqueNames::of(scope);
            assert_eq!(names.take(&name), given);
            assert_ne!(names.take(&name), given);
        }
    }

    #[test]
    fn a_type_is_never_called_like_a_module_or_an_argument() {
        let mut types = UniqueNames::of(Scope::Types);
        assert_eq!(types.take(&pascal("2fa")), "Type2fa");
        assert_eq!(types.take(&pascal("365")), "Type365");
        assert_eq!(types.take(&pascal("10Day")), "_10Day");
    }

    #[test]
    fn long_names_are_cut_and_still_differ() {
        let long = |end: &str| snake(&format!("a{}{end}", "b".repeat(400)));
        let mut modules = UniqueNames::of(Scope::Modules);
        let (first, given) = modules.take_explained(&long("c"));
        assert_eq!((first.len(), given), (LONGEST, Given::Shortened));
        let (second, given) = modules.take_explained(&long("d"));
        assert_eq!(given, Given::Shortened);
        assert_ne!(first, second);
    }
}
